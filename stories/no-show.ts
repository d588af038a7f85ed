import { askedWorker, bookCleaning, newHousehold, offerOf, pay } from './household.ts';
import type { Story } from './story.ts';
import { refused, until } from './world.ts';

export const story: Story = {
  name: 'no-show',
  about: 'The worker accepts and does not come; the family reports it, gets everything back, and the record shows it.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '马先生');
    const order = await bookCleaning(world, tell, household);
    await pay(world, tell, household, order);
    const worker = await askedWorker(world, tell, order);
    const offer = await offerOf(worker, order);
    await tell('she accepts', () => worker.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    await tell('a no-show cannot be reported before its time', () => refused('orders.no_show_too_early', () => household.client.orders.reportNoShow({ orderId: order.orderId, who: 'worker' })), (r) => r.zh);
    await tell('the hour passes and nobody comes', async () => {
      const now = await world.now();
      await world.advanceClock(Math.ceil((Date.parse(order.startAt!) - now.getTime()) / 60_000) + 16);
    });
    await tell('the family reports it', () => household.client.orders.reportNoShow({ orderId: order.orderId, who: 'worker', note: '等了 16 分钟' }), (o) => o.status);
    await tell('everything comes back', () => until(async () => {
      const { items } = await household.client.payments.listRefunds({ orderId: order.orderId });
      return items.some((r) => r.status === 'succeeded' && r.amountFen === order.totalFen) ? items : null;
    }, 'the full refund'), (items) => items[0]!.words.zh);
    return (await household.client.orders.get({ orderId: order.orderId })).status;
  },
};
