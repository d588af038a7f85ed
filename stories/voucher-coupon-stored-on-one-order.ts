import { beijingDay, newHousehold, type Household } from './household.ts';
import { demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { refused, until, type World } from './world.ts';

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** The soonest care of an elder that falls into this month, from a day ahead; at a month's end the story waits for the next. */
async function holdCare(world: World, household: Household, itemId: string, quantity: number) {
  const wish = { itemId, addressId: household.addressId, quantity };
  for (let tries = 0; tries < 2; tries++) {
    const now = await world.now();
    const { days } = await household.client.dispatch.listSlots({ ...wish, from: beijingDay(now), days: 7 });
    const month = beijingDay(now).slice(0, 7);
    const slot = days.flatMap((day) => day.slots).find(({ startAt }) => Date.parse(startAt) > now.getTime() + 25 * 3_600_000 && beijingDay(new Date(startAt)).startsWith(month));
    if (slot) return household.client.dispatch.holdSlot({ ...wish, startAt: slot.startAt });
    const next = new Date(`${month}-01T00:00:00+08:00`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    await world.advanceClock(Math.ceil((next.getTime() + 86_400_000 - now.getTime()) / 60_000));
  }
  throw new Error('nobody is free to care for an elder in the next days');
}

export const story: Story = {
  name: 'voucher-coupon-stored-on-one-order',
  about: 'An elder’s visit is paid by coupon, voucher, balance and rail; each counts what those before it left, and each gets its part back.',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const household = await newHousehold(world, tell, '孙女士');
    const { client } = household;
    const member = await tell('the family notes the grandmother', () => client.accounts.addMember({ name: '孙奶奶', relation: 'elder', birthYear: 1940 }), (m) => m.name);
    const today = beijingDay(await world.now());
    await tell('the desk notes her assessment with its paper', () => operator.client.benefits.grantEligibility({ memberId: member.memberId, level: 'severe', evidence: '失能评估书 2026-0117', validFrom: today, validTo: `${Number(today.slice(0, 4)) + 1}${today.slice(4, 8)}01` }), (e) => `${e.memberName} ${e.levelWords.zh} ${yuan(e.monthlyFen)}/月`);
    const { campaignId } = await operator.client.promotions.makeCampaign({ nameZh: '银龄照护券', nameEn: 'Care for elders', kind: 'amountOff', amountFen: 1_500, families: ['elderCare'], closesAt: new Date((await world.now()).getTime() + 40 * 86_400_000).toISOString(), platformPercent: 60, merchantPercent: 40 });
    const coupon = await tell('it takes a coupon', () => client.promotions.claim({ campaignId }), (c) => `${c.name.zh} ${c.words.zh}`);
    const { items } = await world.guest.catalog.listItems({ q: '居家养老照护' });
    const { itemId, usualQuantity } = items.find((item) => item.itemId === 'elder-care') ?? items[0]!;
    const hold = await tell('it holds the soonest visit of a carer', () => holdCare(world, household, itemId, usualQuantity), (h) => h.startAt);
    const order = await tell('it places the order for her', () => client.orders.place({ holdId: hold.holdId, itemId, addressId: household.addressId, quantity: usualQuantity, startAt: hold.startAt, memberIds: [member.memberId] }), (o) => `${o.no} ${yuan(o.totalFen)}`);
    const { orderId } = order;
    const topUp = await tell('it puts money in', async () => {
      const charge = await client.benefits.topUp({ amountFen: 2_000 });
      await world.payAtCashier((await client.payments.startCharge({ chargeId: charge.chargeId })).tradeNo);
      return until(async () => { const wallet = await client.benefits.wallet({}); return wallet.storedFen === 2_000 ? wallet : null; }, 'the money in the wallet');
    }, (w) => yuan(w.totalFen));
    const chosen = await tell('at the checkout it chooses all of them', () => client.benefits.useTenders({ orderId, couponId: coupon.couponId, useVoucher: true, useStored: true }), (c) => [...c.discounts.map(({ label, amountFen }) => `${label.zh} -${yuan(amountFen)}`), ...c.used.map(({ words, amountFen }) => `${words.zh} ${yuan(amountFen)}`), `还要付 ${yuan(c.leftFen)}`].join('，'));
    const voucherFen = Math.floor((order.totalFen - 1_500) / 2);
    const expected = { total: order.totalFen - 1_500, voucher: voucherFen, left: order.totalFen - 1_500 - voucherFen - topUp.totalFen };
    const got = { total: chosen.totalFen, voucher: chosen.used.find(({ way }) => way === 'voucher')?.amountFen, left: chosen.leftFen };
    if (JSON.stringify(expected) !== JSON.stringify(got)) throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
    await tell('the rest goes over the rail, and the order is paid whole', async () => {
      const payment = await client.payments.start({ orderId });
      if (payment.amountFen !== expected.left) throw new Error(`the cashier asks ${payment.amountFen} fen`);
      await world.payAtCashier(payment.tradeNo);
      return until(async () => { const seen = await client.orders.get({ orderId }); return seen.status !== 'held' && seen.paidFen === expected.total ? seen : null; }, 'the order to be paid');
    }, (o) => `${o.status} ${yuan(o.paidFen)}`);
    await tell('how it is paid can no longer be changed', () => refused('orders.wrong_state', () => client.benefits.useTenders({ orderId })), (r) => r.zh);
    const { refundFen } = await client.orders.cancelPreview({ orderId });
    await tell('it has to cancel', () => client.orders.cancel({ orderId, reason: '奶奶住院了' }), (o) => o.status);
    const refunds = await tell('each part goes back where it came from', () => until(async () => {
      const { items: back } = await client.payments.listRefunds({ orderId });
      return back.length > 0 && back.every(({ status }) => status === 'succeeded') && back.reduce((sum, { amountFen }) => sum + amountFen, 0) === refundFen ? back : null;
    }, 'the refunds'), (back) => back[0]!.words.zh);
    const ways = refunds.map(({ way }) => way).toSorted().join();
    if (ways !== (topUp.bonusFen > 0 ? 'bonus,rail,stored,voucher' : 'rail,stored,voucher')) throw new Error(`refunds went ${ways}`);
    await tell('the voucher has its part back', async () => {
      const [left] = (await client.benefits.myVouchers({})).items;
      const backFen = refunds.find(({ way }) => way === 'voucher')!.amountFen;
      if (left!.usedFen !== voucherFen - backFen) throw new Error(`${left!.usedFen} fen are used of the month`);
      return left!;
    }, (v) => `本月还剩 ${yuan(v.leftFen)}`);
    return 'refunded';
  },
};
