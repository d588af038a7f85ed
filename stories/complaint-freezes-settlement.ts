import { workVisit } from './cleaning-from-booking-to-settlement.ts';
import { askedWorker, bookCleaning, newHousehold, offerOf, pay } from './household.ts';
import { demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { until } from './world.ts';

export const story: Story = {
  name: 'complaint-freezes-settlement',
  about: 'A family complains about a served visit: nobody is paid until the desk has closed it, and then everybody is, once.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '吴先生');
    const order = await bookCleaning(world, tell, household);
    const { orderId } = order;
    await pay(world, tell, household, order);
    const worker = await askedWorker(world, tell, order);
    const offer = await offerOf(worker, order);
    await tell('she accepts', () => worker.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    await workVisit(tell, household, worker, order);
    const ticket = await tell('the family complains before it accepts the work', () => household.client.support.raiseTicket({ kind: 'complaint', orderId, words: '厨房灶台没有擦' }), (t) => `${t.no} ${t.state}`);
    await tell('it accepts the rest of the work', () => household.client.orders.confirm({ orderId }), (o) => o.status);
    const finance = await demoPerson(world, 'hq');
    const earned = async () => (await worker.client.payments.workerStatement({})).lines.filter((line) => line.orderId === orderId);
    await tell('a day later the money still waits: nothing is split, nobody is paid', async () => {
      await world.advanceClock(25 * 60);
      await finance.client.payments.runPayouts({});
      const seen = await household.client.orders.get({ orderId });
      const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
      if (seen.status !== 'confirmed' || (await earned()).length > 0) throw new Error(`${seen.status}, and she was paid while the complaint is open`);
      if (transactions.some(({ kind }) => kind === 'settled')) throw new Error('it was split while the complaint is open');
      return transactions;
    }, (transactions) => transactions.map(({ words }) => words.zh).join('；'));
    const desk = await demoPerson(world, 'desk');
    await tell('the desk hears both and closes it', async () => {
      await desk.client.support.moveTicket({ ticketId: ticket.ticketId, state: 'inProgress', words: '已联系双方' });
      return desk.client.support.moveTicket({ ticketId: ticket.ticketId, state: 'closed', words: '家政员已补擦灶台，客户认可', isUpheld: false });
    }, (t) => `${t.state} · ${t.resolution}`);
    const settled = await tell('now the order settles', () => until(async () => {
      const seen = await household.client.orders.get({ orderId });
      return seen.status === 'settled' ? seen : null;
    }, 'the order to settle'), (o) => o.settledAt ?? '');
    await tell('she gets exactly what the offer promised, once', async () => {
      const lines = await earned();
      const sumFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
      if (sumFen !== offer.netPayFen) throw new Error(`statement says ${sumFen} fen, the offer promised ${offer.netPayFen}`);
      return lines;
    }, (lines) => lines.map((line) => `${line.words.zh} ${line.amountFen} fen`).join(', '));
    return settled.status;
  },
};
