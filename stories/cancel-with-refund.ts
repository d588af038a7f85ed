import { bookCleaning, newHousehold, pay } from './household.ts';
import type { Story } from './story.ts';
import { refused, until } from './world.ts';

export const story: Story = {
  name: 'cancel-with-refund',
  about: 'A family sees what cancelling would cost, cancels, and gets exactly that back.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '赵先生');
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 25 });
    await pay(world, tell, household, order);
    const preview = await tell('it asks what cancelling now would refund', () => household.client.orders.cancelPreview({ orderId: order.orderId }), (p) => `${p.refundPercent} % · ${p.rule.zh}`);
    await tell('it cancels', () => household.client.orders.cancel({ orderId: order.orderId, reason: '家里临时有事' }), (o) => o.status);
    await tell('the refund arrives to the fen', () => until(async () => {
      const { items } = await household.client.payments.listRefunds({ orderId: order.orderId });
      const sum = items.filter((r) => r.status === 'succeeded').reduce((total, r) => total + r.amountFen, 0);
      if (sum > preview.refundFen) throw new Error(`refunded ${sum}, promised ${preview.refundFen}`);
      return sum === preview.refundFen ? items : null;
    }, 'the refund'), (items) => items.map((r) => r.words.zh).join(' '));
    await tell('it cannot be cancelled twice', () => refused('orders.wrong_state', () => household.client.orders.cancel({ orderId: order.orderId })), (r) => r.zh);
    return 'refunded';
  },
};
