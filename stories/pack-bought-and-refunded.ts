import { bookCleaning, newHousehold, pay } from './household.ts';
import { demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { refused, until } from './world.ts';

export const story: Story = {
  name: 'pack-bought-and-refunded',
  about: 'A family buys a pack of hours, pays a visit with some of them, and gets back exactly what it did not use.',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const household = await newHousehold(world, tell, '周女士');
    const { items } = await world.guest.catalog.listItems({ q: '日常保洁' });
    const { itemId, unitPriceFen } = items[0]!;
    const unitFen = Math.floor(unitPriceFen * 0.9);
    const about = { itemId, name: { zh: '日常保洁 10 小时包', en: '10 hours of daily cleaning' }, units: 10, validMonths: 6 };
    await tell('a pack dearer than the law of prudence allows is refused', () => refused('benefits.pack_too_large', () => operator.client.benefits.savePackOffer({ ...about, units: 200, priceFen: 500_100 })), (r) => r.zh);
    const offer = await tell('the operator offers ten hours a tenth cheaper', () => operator.client.benefits.savePackOffer({ ...about, priceFen: unitFen * 10 }), (o) => `${o.name.zh} ¥${(o.priceFen / 100).toFixed(2)}，每小时 ¥${(o.unitPriceFen / 100).toFixed(2)}`);
    const bought = await tell('the family buys it', () => household.client.benefits.buyPack({ offerId: offer.offerId }), (b) => `¥${(b.amountFen / 100).toFixed(2)}`);
    await tell('it pays at the cashier', async () => world.payAtCashier((await household.client.payments.startCharge({ chargeId: bought.chargeId })).tradeNo));
    const packOf = async () => (await household.client.benefits.packs({})).items.find(({ packId }) => packId === bought.packId)!;
    await tell('the pack is there', () => until(async () => { const pack = await packOf(); return pack.state === 'active' && pack.unitsLeft === 10 ? pack : null; }, 'the pack'), (p) => `${p.unitsLeft} 小时，有效至 ${p.expiresAt}`);
    const order = await bookCleaning(world, tell, household, { minHoursAhead: 25 });
    const seen = await tell('at the checkout it chooses the pack', () => household.client.benefits.useTenders({ orderId: order.orderId, packId: bought.packId }), (c) => `${c.discounts.map(({ label, amountFen }) => `${label.zh} ¥${(amountFen / 100).toFixed(2)}`).join('，')}；还要付 ¥${(c.leftFen / 100).toFixed(2)}`);
    const usedFen = seen.used.find(({ way }) => way === 'pack')!.amountFen;
    if (usedFen !== unitFen * order.quantity) throw new Error(`the pack paid ${usedFen} fen for ${order.quantity} hours`);
    await pay(world, tell, household, { ...order, totalFen: seen.totalFen });
    const { refund, unitsLeft } = await packOf();
    if (refund.amountFen !== unitFen * 10 - usedFen || unitsLeft !== 10 - order.quantity) throw new Error(`${refund.amountFen} fen and ${unitsLeft} hours are left`);
    await tell('within seven days it takes the rest back without a reason', () => household.client.benefits.refundPack({ packId: bought.packId }), () => refund.words.zh);
    await tell('the money arrives to the fen', () => until(async () => {
      const { refunds } = await household.client.payments.charge({ chargeId: bought.chargeId });
      return refunds.length === 1 && refunds[0]!.status === 'succeeded' && refunds[0]!.amountFen === refund.amountFen ? refunds : null;
    }, 'the refund of the pack'), ([r]) => r!.words.zh);
    await tell('it cannot be taken back twice', () => refused('benefits.pack_over', () => household.client.benefits.refundPack({ packId: bought.packId })), (r) => r.zh);
    return (await packOf()).state;
  },
};
