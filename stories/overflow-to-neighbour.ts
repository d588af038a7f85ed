import { bookCleaning, newHousehold, offerOf, pay } from './household.ts';
import { admitWorker, underPolicy } from './people.ts';
import type { Story } from './story.ts';
import { refused, until } from './world.ts';
import type { World } from './world.ts';

/** The owner of the merchant an order waits for: told by SMS. */
const ownerAsked = async (world: World, orderNo: string, except: string[] = []) => {
  const sms = await until(async () => (await world.inbox()).find((m) => m.template === 'order_waits' && m.params['orderNo'] === orderNo && !except.includes(m.phone)), `a merchant to be told of ${orderNo}`);
  return world.signIn(sms.phone);
};

export const story: Story = {
  name: 'overflow-to-neighbour',
  about: 'The district’s merchant sends nobody in time; the order goes to the neighbouring merchant, who serves it, and the loss stands in the ledger.',
  tell: (world, tell) => underPolicy(world, tell, { mode: 'merchant', overflowMinutes: 20, grabAfterMinutes: null }, async (operator) => {
    const household = await newHousehold(world, tell, '郑先生');
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 5, minWorkers: 3 });
    await pay(world, tell, household, order);
    const holder = await tell('the holder’s owner is told that an order waits', () => ownerAsked(world, order.no), (s) => s.name);
    // Small cities have hours at which no second merchant has anybody; here one has taken somebody on.
    await tell('another merchant has a cleaner living close by', async () => {
      const { items } = await world.guest.alliance.listDistricts({});
      const { merchantId: own } = await holder.client.accounts.me({});
      const other = items.flatMap(({ holders }) => holders).find(({ family, merchantId }) => family === 'cleaning' && merchantId !== own);
      if (!other) throw new Error('no other merchant holds cleaning in this city');
      return admitWorker(world, operator, '周阿姨', household, other.merchantId);
    }, (s) => s.name);
    await tell('it stands in her list with her own people and why each of them', async () => (await holder.client.dispatch.listWaiting({})).items.find((w) => w.order.orderId === order.orderId)!, (w) => `until ${w.until} · ${w.candidates.length} of her own`);
    await tell('twenty minutes pass without an answer', () => world.advanceClock(21));
    const lost = await tell('the order is gone, and she reads what she lost', () => until(async () => (await holder.client.dispatch.listDiversions({})).items.find((d) => d.orderId === order.orderId), 'the diversion'), (d) => `${d.words.zh} · ¥${(d.lostFen / 100).toFixed(2)}`);
    if (lost.toMerchantId === null) throw new Error('no neighbouring merchant could serve it');
    const neighbour = await tell('the neighbour’s owner is told', () => ownerAsked(world, order.no, [holder.phone]), (s) => s.name);
    const best = await tell('she finds it in her list, from next door', async () => (await neighbour.client.dispatch.listWaiting({})).items.find((w) => w.order.orderId === order.orderId)!.candidates[0]!, (c) => `${c.worker.name} · ${c.travelMinutes} min`);
    await tell('the first merchant can no longer send anybody', () => refused('orders.order_unknown', () => holder.client.dispatch.assign({ orderId: order.orderId, workerId: best.worker.workerId, reason: '来晚了' })), (r) => r.zh);
    await tell('the neighbour sends her best', () => neighbour.client.dispatch.assign({ orderId: order.orderId, workerId: best.worker.workerId, reason: '离得最近' }), (o) => o.status);
    const sms = await until(async () => (await world.inbox()).find((m) => m.template === 'new_offer' && m.params['orderNo'] === order.no), 'the offer');
    const worker = await world.signIn(sms.phone);
    const offer = await offerOf(worker, order);
    const seen = await tell('who accepts', () => worker.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    return seen.status;
  }),
};
