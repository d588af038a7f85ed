import { serveVisit } from './cleaning-from-booking-to-settlement.ts';
import { askedWorker, bookCleaning, newHousehold, offerOf, pay } from './household.ts';
import { demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { refused, until } from './world.ts';

const DAY_MINUTES = 24 * 60;

export const story: Story = {
  name: 'payout-expires-and-is-reissued',
  about: 'A worker does not take her transfer within 24 hours: it is hers again to the fen, she has it sent once more and takes it.',
  async tell(world, tell) {
    const household = await newHousehold(world, tell, '孟女士');
    const order = await bookCleaning(world, tell, household);
    await pay(world, tell, household, order);
    const asked = await askedWorker(world, tell, order);
    const offer = await offerOf(asked, order);
    await tell('she accepts', () => asked.client.dispatch.acceptOffer({ offerId: offer.offerId }), (o) => o.status);
    await serveVisit(tell, household, asked, order);
    await tell('the money is split', () => until(async () => (await household.client.orders.get({ orderId: order.orderId })).status === 'settled', 'the order to settle'));
    await tell('she says where her money goes: her own WeChat', () => asked.client.payments.setMyPayee({ rail: 'wechat', account: `o${asked.personId}`, holderName: asked.name }), (p) => `${p.holderName} ${p.maskedAccount}`);

    await world.advanceClock(2 * DAY_MINUTES);
    const worker = await world.signIn(asked.phone), finance = await demoPerson(world, 'hq');
    const held = async (): Promise<number> => (await worker.client.payments.myPayouts({})).expected.balanceFen;
    const state = (payoutId: string, wished: string) => until(async () => (await worker.client.payments.myPayouts({})).items.find((p) => p.payoutId === payoutId && p.state === wished), `the payout to be ${wished}`);
    const newest = (wished: string) => until(async () => (await worker.client.payments.myPayouts({})).items.find((p) => p.state === wished), `a payout that is ${wished}`);
    await tell('what was settled is paid out on the morning after', () => finance.client.payments.runPayouts({}), (run) => `${run.started} payouts, ${run.left.length} left with a reason`);
    const first = await tell('it waits for her to take it', () => newest('waitConfirm'), (p) => `¥${(p.netFen / 100).toFixed(2)} · ${p.stateWords.zh}`);
    const before = await held();
    await tell('while it waits it cannot be sent again', () => refused('payments.payout_not_over', () => worker.client.payments.reissuePayout({ payoutId: first.payoutId })), (r) => r.zh);
    await tell('she forgets it for a day', () => world.advanceClock(DAY_MINUTES + 10));
    await tell('it has expired', () => state(first.payoutId, 'expired'), (p) => p.stateWords.zh);
    await tell('all of it, the tax as well, is hers again', async () => {
      const back = await held() - before;
      if (back !== first.grossFen) throw new Error(`${back} fen came back of ${first.grossFen}`);
      return back;
    }, (fen) => `¥${(fen / 100).toFixed(2)}`);
    const again = await tell('she has it sent again', () => worker.client.payments.reissuePayout({ payoutId: first.payoutId }), (p) => p.stateWords.zh);
    await tell('a second time is refused', () => refused('payments.payout_reissued', () => worker.client.payments.reissuePayout({ payoutId: first.payoutId })), (r) => r.zh);
    await state(again.payoutId, 'waitConfirm');
    await tell('this time she takes it', () => world.takeTransfer(again.payoutId));
    const arrived = await tell('and it arrives', () => state(again.payoutId, 'arrived'), (p) => `¥${(p.netFen / 100).toFixed(2)}`);
    if (arrived.grossFen !== first.grossFen) throw new Error(`${arrived.grossFen} fen were sent the second time, ${first.grossFen} the first`);
    return arrived.state;
  },
};
