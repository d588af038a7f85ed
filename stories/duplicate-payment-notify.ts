import { bookCleaning, newHousehold, pay } from './household.ts';
import type { Story } from './story.ts';

export const story: Story = {
  name: 'duplicate-payment-notify',
  about: 'The provider tells of one payment several times; it counts once, and a forged one counts never.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '古丽女士');
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 2 });
    await tell('a forged notify changes nothing', async () => {
      const payment = await household.client.payments.start({ orderId: order.orderId });
      await world.payAtCashier(payment.tradeNo, 'forged');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const seen = await household.client.orders.get({ orderId: order.orderId });
      if (seen.paidFen !== 0) throw new Error('a forged notify was believed');
      return seen;
    }, (o) => o.status);
    await pay(world, tell, household, order, 'paid_twice_notified');
    await tell('the ledger holds one receipt that sums to zero', async () => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      const { persons } = await world.guest.accounts.demoPersons({});
      const operator = await world.signIn(persons.find((p) => p.app === 'hq')!.phone);
      const { transactions } = await operator.client.payments.ledgerOfOrder({ orderId: order.orderId });
      const receipts = transactions.filter((t) => t.kind === 'received');
      if (receipts.length !== 1) throw new Error(`${receipts.length} receipts for one payment`);
      const sum = receipts[0]!.postings.reduce((total, p) => total + p.amountFen, 0);
      if (sum !== 0) throw new Error(`postings sum to ${sum}`);
      return receipts;
    }, () => '1 receipt, sum 0');
    return 'paid';
  },
};
