import { askedWorker, bookCleaning, newHousehold, offerOf, pay, tinyJpeg } from './household.ts';
import type { Order } from './household.ts';
import type { Story } from './story.ts';
import { until } from './world.ts';
import type { Someone } from './world.ts';
import type { Household } from './household.ts';
import type { Tell } from './story.ts';

/** The visit itself, from setting out to the family's word that it is done. */
export async function serveVisit(tell: Tell, household: Household, worker: Someone, order: Order, atWork?: () => Promise<void>): Promise<Order> {
  await workVisit(tell, household, worker, order, atWork);
  return tell('the family accepts the work', () => household.client.orders.confirm({ orderId: order.orderId }), (o) => o.status);
}

/** The worker's part of a visit, from setting out to her word that it is done; `atWork` lets time pass meanwhile. */
export async function workVisit(tell: Tell, household: Household, worker: Someone, order: Order, atWork?: () => Promise<void>): Promise<Order> {
  const { orderId } = order;
  await tell('she sets out', () => worker.client.orders.depart({ orderId }), (o) => o.status);
  await tell('her position shows on the family’s page', async () => {
    await worker.client.workers.setPositionConsent({ isGiven: true });
    await worker.client.workers.reportPosition({ lon: household.lon + 0.0004, lat: household.lat });
    return household.client.dispatch.trackOrder({ orderId });
  }, (t) => t.words.zh);
  const arrived = await tell('she checks in at the door', () => worker.client.orders.checkIn({ orderId, lon: household.lon, lat: household.lat }), (o) => `arrived ${o.arrivedAt}`);
  await tell('the family confirms the checklist', () => household.client.orders.confirmChecklist({ orderId, checklistVersion: arrived.checklistVersion }), (o) => o.status);
  await tell('she starts', () => worker.client.orders.startService({ orderId }), (o) => o.status);
  if (atWork) await tell('she works', atWork);
  await tell('she ticks every item and photographs the public areas', async () => {
    for (const item of arrived.checklist) await worker.client.orders.tickItem({ orderId, code: item.code, isDone: true });
    for (const node of arrived.requiredPhotoNodes) await worker.client.orders.addPhoto({ orderId, node: node.code, area: node.area, imageBase64: tinyJpeg });
  }, () => `${arrived.checklist.length} items, ${arrived.requiredPhotoNodes.length} photos`);
  return tell('she reports completion', () => worker.client.orders.finish({ orderId, note: '都擦干净了' }), (o) => o.status);
}

export const story: Story = {
  name: 'cleaning-from-booking-to-settlement',
  about: 'A new family books cleaning, pays, is served, reviews; the money is split and the call desk follows up.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell);
    const order = await bookCleaning(world, tell, household);
    await pay(world, tell, household, order);
    const worker = await askedWorker(world, tell, order);
    const offer = await tell('she sees net pay, distance, scene and reasons', () => offerOf(worker, order), (o) => `¥${(o.netPayFen / 100).toFixed(2)} · ${o.distanceMeters} m · ${o.why.length} reasons`);
    await tell('she accepts with one tap', () => worker.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    await serveVisit(tell, household, worker, order);
    const settled = await tell('the money is split and settled', () => until(async () => {
      const seen = await household.client.orders.get({ orderId: order.orderId });
      return seen.status === 'settled' ? seen : null;
    }, 'the order to settle'), (o) => o.settledAt ?? '');
    await tell('her statement shows exactly the promised net pay', async () => {
      const statement = await worker.client.payments.workerStatement({});
      const lines = statement.lines.filter((l) => l.orderId === order.orderId);
      const earnedFen = lines.reduce((sum, l) => sum + l.amountFen, 0);
      if (earnedFen !== offer.netPayFen) throw new Error(`statement says ${earnedFen} fen, the offer promised ${offer.netPayFen}`);
      return lines;
    }, (lines) => lines.map((l) => `${l.words.zh} ${l.amountFen} fen`).join(', '));
    await tell('the family reviews in three dimensions', () => household.client.orders.review({ orderId: order.orderId, skill: 5, communication: 5, attitude: 4, words: '很细心' }), (o) => `${o.review?.skill}/${o.review?.communication}/${o.review?.attitude}`);
    await tell('the call desk finds the follow-up and records satisfaction', async () => {
      const { persons } = await world.guest.accounts.demoPersons({});
      const agent = await world.signIn(persons.find((p) => p.app === 'desk')!.phone);
      const due = await until(async () => (await agent.client.support.listFollowUps({ limit: 200 })).items.find((f) => f.orderId === order.orderId), 'the follow-up task');
      return agent.client.support.recordFollowUp({ followUpId: due.followUpId, isReached: true, satisfaction: 5, isArrivedOnTime: true, isScopeDone: true, isExtraCharged: false, words: '满意，下周还约' });
    }, (f) => `${f.state} ${f.satisfaction}/5`);
    await tell('all seven alliance steps are done and the order is closed', () => until(async () => {
      const seen = await household.client.orders.get({ orderId: order.orderId });
      return seen.closedAt && seen.allianceSteps.slice(0, 6).every((s) => s.isDone) ? seen : null;
    }, 'the order to close'), (o) => `${o.allianceSteps.filter((s) => s.isDone).length} steps`);
    return settled.status;
  },
};
