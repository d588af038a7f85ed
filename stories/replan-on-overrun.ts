import { holdCleaning, newHousehold, pay, tinyJpeg } from './household.ts';
import type { Household, Order } from './household.ts';
import { admitWorker, demoPerson, underPolicy } from './people.ts';
import type { Story, Tell } from './story.ts';
import { until } from './world.ts';
import type { Someone, World } from './world.ts';

type Worker = Someone & { workerId: string };
/** Books an hour and pays; the desk gives it to the worker who is near it anyway. */
async function booked(world: World, tell: Tell, household: Household, operator: Someone, worker: Worker, startAt: string): Promise<Order> {
  const { items } = await world.guest.catalog.listItems({ q: '日常保洁' });
  const wish = { itemId: items[0]!.itemId, addressId: household.addressId, quantity: items[0]!.minQuantity };
  const hold = await tell(`${household.name} books for tomorrow`, () => household.client.dispatch.holdSlot({ ...wish, startAt }), (h) => h.startAt);
  const order = await household.client.orders.place({ ...wish, holdId: hold.holdId, startAt });
  await pay(world, (_step, action) => action(), household, order);
  await until(async () => (await household.client.orders.get({ orderId: order.orderId })).status === 'accepted', 'somebody to have it');
  await tell(`the desk gives it to ${worker.name}`, () => operator.client.dispatch.assign({ orderId: order.orderId, workerId: worker.workerId, reason: '离得近，连着做', isAcceptedByPhone: true }), (o) => o.status);
  return household.client.orders.get({ orderId: order.orderId });
}
/** Where she begins and does not come to an end. */
async function beginWork(worker: Worker, household: Household, { orderId }: Order): Promise<void> {
  await worker.client.orders.depart({ orderId });
  const arrived = await worker.client.orders.checkIn({ orderId, lon: household.lon, lat: household.lat });
  await household.client.orders.confirmChecklist({ orderId, checklistVersion: arrived.checklistVersion });
  await worker.client.orders.startService({ orderId });
  await worker.client.orders.addPhoto({ orderId, node: arrived.requiredPhotoNodes[0]!.code, area: arrived.requiredPhotoNodes[0]!.area, imageBase64: tinyJpeg });
}
/** Nine o’clock of the next day in Beijing. */
const nextMorning = (now: number): number => (Math.floor((now + 8 * 3_600_000) / 86_400_000) + 1) * 86_400_000 + 3_600_000;
const minutesTo = async (world: World, at: string): Promise<number> => Math.ceil((Date.parse(at) - (await world.now()).getTime()) / 60_000);

export const story: Story = {
  name: 'replan-on-overrun',
  about: 'A visit runs over and the next one would be late: a better plan is worked out, the desk sees its difference and its reasons, and carries it out.',
  tell: (world, tell) => underPolicy(world, tell, { mode: 'auto', livePlan: 'propose', gainToMoveMinutes: 2 }, async (operator) => {
    const first = await newHousehold(world, tell, '宋女士');
    const second = await newHousehold(world, (_step, action) => action(), '范女士', first.estateId);
    const busy = await tell('a worker lives near both families', () => admitWorker(world, operator, '赵阿姨', first), (w) => w.name);
    // What the desk decided today it does not want upset today: the visits are tomorrow's. The second follows half an hour after the first.
    const now = (await world.now()).getTime();
    const slot = (await holdCleaning(world, first, { minHoursAhead: (nextMorning(now) - now) / 3_600_000, minWorkers: 2 })).hold;
    const running = await booked(world, tell, first, operator, busy, slot.startAt);
    const next = await booked(world, tell, second, operator, busy, new Date(Date.parse(running.endAt!) + 30 * 60_000).toISOString());
    const holder = (await world.guest.alliance.listDistricts({})).items.find(({ name }) => name === next.districtName)?.holders.find(({ family }) => family === 'cleaning');
    const spare = await tell('so does another one, of the merchant that holds the district', () => admitWorker(world, operator, '吴阿姨', second, holder?.merchantId), (w) => w.name);
    await spare.client.workers.setOnline({ isOnline: true });
    await world.advanceClock(Math.max(0, await minutesTo(world, running.startAt!)));
    await tell('she begins on time', () => beginWork(busy, first, running));
    await tell('and is not done when the next visit is near', async () => world.advanceClock(Math.max(0, await minutesTo(world, next.startAt!)) + 6), () => next.startAt!);
    const desk = await demoPerson(world, 'desk');
    await tell('the overrun is seen, and what else happens within a minute is thought about with it', async () => {
      await until(async () => (await desk.client.dispatch.listPlans({})).items.some(({ state, cause }) => state === 'thinking' && cause.kind === 'overrun'), 'the plan to be asked for', 30_000);
      await world.advanceClock(2);
    });
    const plan = await tell('a better plan is worked out by itself', () => until(async () => {
      const { items } = await desk.client.dispatch.listPlans({});
      return items.find((one) => one.state === 'ready' && one.moves.some(({ orderId }) => orderId === next.orderId));
    }, 'the plan', 60_000), (p) => `${p.cause.words.zh}: ${p.words.zh}`);
    await tell('the board says so', () => until(async () => (await desk.client.insights.board({})).exceptions.find(({ subjectId }) => subjectId === plan.planId), 'the exception'), (e) => e.words.zh);
    await tell('every move has its reason', async () => plan.moves.find(({ orderId }) => orderId === next.orderId)!, (m) => `${m.fromWorker?.name} → ${m.toWorker?.name}: ${m.why.zh}`);
    await tell('the desk carries it out', () => operator.client.dispatch.commitPlan({ planId: plan.planId, orderIds: [next.orderId] }), (p) => p.words.zh);
    const seen = await second.client.orders.get({ orderId: next.orderId });
    if (seen.workerId === busy.workerId) throw new Error('it still waits for the one who cannot come');
    return 'replanned';
  }),
};
