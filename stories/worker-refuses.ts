import { askedWorker, bookCleaning, newHousehold, offerOf, pay } from './household.ts';
import type { Story } from './story.ts';
import { refused } from './world.ts';

export const story: Story = {
  name: 'worker-refuses',
  about: 'The best worker says no with an excused reason; the next best is asked and accepts; nobody is punished.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '陈女士');
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 4, minWorkers: 3 });
    await pay(world, tell, household, order);
    const first = await askedWorker(world, tell, order);
    const offer = await offerOf(first, order);
    await tell('she refuses with an excused reason', () => first.client.dispatch.refuseOffer({ offerId: offer.offerId, reason: 'illness', words: '感冒了' }), (r) => {
      if (!r.isExcused) throw new Error('illness must be excused');
      return r.words.zh;
    });
    const second = await askedWorker(world, tell, order, [first.phone]);
    const next = await offerOf(second, order);
    await tell('the next best accepts', () => second.client.dispatch.acceptOffer({ offerId: next.offerId }), (o) => o.status);
    await tell('the first can no longer accept', () => refused('dispatch.offer_over', () => first.client.dispatch.acceptOffer({ offerId: offer.offerId })), (r) => r.zh);
    const seen = await tell('the family sees who is coming', () => household.client.orders.get({ orderId: order.orderId }), (o) => `${o.status} · ${o.workerName}`);
    return seen.status;
  },
};
