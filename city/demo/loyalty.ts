import { checkout, payIntoFund, useTenders } from '../../modules/benefits/index.ts';
import { bindReferral, claim, makeCampaign, myReferral } from '../../modules/promotions/index.ts';
import type { Actor } from '../../kernel/context.ts';
import { systemActor } from '../../kernel/context.ts';
import { attempt, type Household, type Town } from './town.ts';

const DAY = 86_400_000;
const CLEANERS_FUND = 'fund-washing-liquid';

const usual = {
  amountFen: 0, percent: 0, capFen: null, minSpendFen: 0, itemIds: [], families: [], districtIds: [], isForNewcomers: false, isForMembers: false, daysValid: null, stock: null, mostPerHousehold: 1, way: 'claim' as const, stacking: 'alone' as const,
  platformPercent: 100, merchantPercent: 0, fundPercent: 0, fundId: null, budgetFen: null,
};

/** Three campaigns that run when the city is shown, taken by some of its households; and neighbours who recommended each other. */
export async function settleLoyalty(town: Town, operator: Actor, households: readonly Household[], until: Date): Promise<void> {
  const closesAt = new Date(until.getTime() + 45 * DAY).toISOString();
  await town.act(systemActor('demo'), payIntoFund, { fundId: CLEANERS_FUND, amountFen: 500_000, slipNo: 'ICBC20261020-07', words: '洗衣液品牌联合活动' });
  const made = [
    await town.act(operator, makeCampaign, { ...usual, nameZh: '秋冬大扫除', nameEn: 'Autumn cleaning', kind: 'spendOff', amountFen: 2000, minSpendFen: 10_000, closesAt, stock: 500, platformPercent: 60, merchantPercent: 40 }),
    await town.act(operator, makeCampaign, { ...usual, nameZh: '家电清洗 9 折', nameEn: 'A tenth off deep cleaning', kind: 'percentOff', percent: 10, capFen: 3000, itemIds: ['deep-cleaning', 'hood-cleaning'], closesAt, stock: 200, stacking: 'withMembership' }),
    await town.act(operator, makeCampaign, { ...usual, nameZh: '洗衣液品牌请客', nameEn: 'A treat by our partner', kind: 'amountOff', amountFen: 800, closesAt, stock: 300, platformPercent: 0, fundPercent: 100, fundId: CLEANERS_FUND, budgetFen: 200_000, mostPerHousehold: 2 }),
  ];
  for (const [at, household] of households.entries()) {
    if (at > 0 && at % 5 !== 0) continue;
    for (const { campaignId } of made.slice(0, 1 + ((at / 5) % made.length))) await attempt(() => town.act(household.actor, claim, { campaignId }));
  }
  const { code } = await town.act(households[0]!.actor, myReferral, {});
  for (const neighbour of households.slice(1, 4)) await attempt(() => town.act(neighbour.actor, bindReferral, { code, deviceId: '' }));
}

/** A household that has a coupon for its order uses the best one. */
export async function useBestCoupon(town: Town, household: Household, orderId: string): Promise<void> {
  const { coupons } = await town.app.read(household.actor, checkout, { orderId });
  const best = coupons.find(({ isUsable }) => isUsable);
  if (best) await attempt(() => town.act(household.actor, useTenders, { orderId, couponId: best.couponId, useVoucher: false, pointsFen: 0, useStored: false }));
}
