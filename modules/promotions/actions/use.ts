import type { Bilingual, EventPayload, OutputOf, Quote, ServiceFamily, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { borneBy, compensationOf, couponAfterEnd, discountOf, isOurEnd, whyNot, worthWords, type Borne, type Measured } from '../rules/coupons.ts';
import { bindBudget } from '../store/campaigns.ts';
import { livingCoupons, lockCoupon, lockCouponOfOrder, markBack, markHeld, markSpent, type CouponRow } from '../store/coupons.ts';
import { couponView, giveCoupon, standingOf, tellCoupon } from './coupons.ts';

/**
 * The order a coupon is to be used for; `lines` are its quote's lines with what is taken off before the coupon, and without the coupon's own and the
 * membership's, whose percentage would be `memberFen`.
 */
export type CouponOrder = { householdId: string; orderId: string | null; lines: Quote['lines']; itemId: string; family: ServiceFamily; districtId: string | null; memberFen?: number };
export type UsableCoupon = { coupon: OutputOf<typeof contract.promotions.claim>; discountFen: number; isUsable: boolean; why: Bilingual | null };

const measure = async (ctx: Ctx, order: CouponOrder): Promise<(coupon: { stacking: 'alone' | 'withMembership' }) => Measured & { orderId: string | null }> => {
  const standing = await standingOf(ctx, order.householdId);
  const ofMember = order.lines.filter(({ kind }) => kind === 'labour').slice(0, 1).map((line) => ({ ...line, kind: 'discount' as const, amountFen: -(order.memberFen ?? 0) }));
  // What stands with a membership is counted after it.
  return ({ stacking }) => ({ ...order, ...standing, lines: stacking === 'withMembership' ? [...order.lines, ...ofMember] : order.lines });
};

/** As the rule says; and a coupon that would take the place of the membership's discount must be worth more than it. */
const reasonAgainst = (coupon: CouponRow, order: CouponOrder, measured: Measured & { orderId: string | null }, now: Date): Bilingual | null => {
  const why = whyNot(coupon, measured, now);
  if (why || coupon.stacking === 'withMembership' || discountOf(coupon, measured.lines) > (order.memberFen ?? 0)) return why;
  return { zh: '会员优惠减得更多，不能同时用', en: 'your membership takes off more, and the two do not go together' };
};

/** The household's coupons for an order: those that can be used, most worth first, then the others with the reason why not. */
export const couponsFor = async (ctx: Ctx, order: CouponOrder): Promise<UsableCoupon[]> => {
  const measuredFor = await measure(ctx, order);
  const judged = (await livingCoupons(ctx.tx, ctx.cityId, order.householdId)).map((row) => {
    const measured = measuredFor(row);
    const why = reasonAgainst(row, order, measured, ctx.now);
    return { coupon: couponView(row), discountFen: why === null ? discountOf(row, measured.lines) : 0, isUsable: why === null, why };
  });
  return judged.sort((a, b) => Number(b.isUsable) - Number(a.isUsable) || b.discountFen - a.discountFen);
};

export type HeldCoupon = { couponId: string; name: Bilingual; words: Bilingual; discountFen: number; stacking: 'alone' | 'withMembership'; bearers: Borne & { fundId: string | null } };

/**
 * Binds a coupon to an order that waits for payment; another coupon the order held comes free. Asked again for the same one, its discount is
 * counted anew. Refuses `promotions.coupon_unknown`, `promotions.coupon_unusable`, `promotions.budget_spent`.
 */
export const holdCoupon = async (ctx: Ctx, { couponId, order }: { couponId: string; order: CouponOrder & { orderId: string } }): Promise<HeldCoupon> => {
  const { tx, cityId, now } = ctx;
  await releaseCoupon(ctx, { orderId: order.orderId });
  const coupon = await lockCoupon(tx, cityId, couponId);
  if (!coupon || coupon.householdId !== order.householdId) refuse('promotions.coupon_unknown');
  const measured = (await measure(ctx, order))(coupon);
  const why = reasonAgainst(coupon, order, measured, now);
  if (why) refuse('promotions.coupon_unusable', { whyZh: why.zh, whyEn: why.en });
  const discountFen = discountOf(coupon, measured.lines);
  const borne = borneBy(discountFen, coupon);
  if (coupon.budgetFen !== null && !await bindBudget(tx, cityId, coupon.campaignId, discountFen)) refuse('promotions.budget_spent');
  await markHeld(tx, cityId, couponId, { ...borne, orderId: order.orderId, discountFen, at: now });
  await tellCoupon(ctx, { ...coupon, state: 'held' });
  return { couponId, name: { zh: coupon.nameZh, en: coupon.nameEn }, words: worthWords(coupon), discountFen, stacking: coupon.stacking, bearers: { ...borne, fundId: coupon.fundId } };
};

/** The coupon of an order comes free; with `graceDays` it is good for so long at least. An order without one is let be. */
export const releaseCoupon = async (ctx: Ctx, { orderId, graceDays = 0 }: { orderId: string; graceDays?: number }): Promise<void> => {
  const coupon = await lockCouponOfOrder(ctx.tx, ctx.cityId, orderId);
  if (!coupon) return;
  const grace = new Date(ctx.now.getTime() + graceDays * 86_400_000);
  const expiresAt = graceDays > 0 && grace > coupon.expiresAt ? grace : coupon.expiresAt;
  await markBack(ctx.tx, ctx.cityId, coupon.id, { expiresAt, now: ctx.now });
  if (coupon.budgetFen !== null) await bindBudget(ctx.tx, ctx.cityId, coupon.campaignId, -coupon.discountFen);
  await tellCoupon(ctx, { ...coupon, state: expiresAt <= ctx.now ? 'expired' : 'free' });
};

/** The order was paid: its coupon is used up. Safe to say twice. */
export const spendCoupon = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const coupon = await lockCouponOfOrder(ctx.tx, ctx.cityId, orderId);
  if (coupon && (await markSpent(ctx.tx, ctx.cityId, coupon.id, ctx.now)) > 0) await tellCoupon(ctx, { ...coupon, state: 'spent' });
};

const afterEnd = async (ctx: Ctx, orderId: string, end: { keptFen: number; isOurs: boolean }): Promise<void> => {
  const { isBack, graceDays } = couponAfterEnd(end);
  if (isBack) await releaseCoupon(ctx, { orderId, graceDays });
};

/** An order was called off: its coupon comes back by the rule `couponAfterEnd`. */
export const afterCancel = (ctx: Ctx, { orderId, paidFen, refundFen, ruleKey }: EventPayload<'order.cancelled'>): Promise<void> =>
  afterEnd(ctx, orderId, { keptFen: paidFen - refundFen, isOurs: isOurEnd(ruleKey) });

/** A missed visit: the coupon comes back when it was the worker who did not come. */
export const afterNoShow = (ctx: Ctx, { orderId, who }: EventPayload<'order.noShow'>): Promise<void> => afterEnd(ctx, orderId, { keptFen: who === 'worker' ? 0 : 1, isOurs: who === 'worker' });

const compensationWords = {
  late: (no: string): Bilingual => ({ zh: `订单 ${no} 家政员迟到，送您补偿券`, en: `The worker of order ${no} came late` }),
  noShow: (no: string): Bilingual => ({ zh: `订单 ${no} 家政员未上门，送您补偿券`, en: `The worker of order ${no} did not come` }),
};

/** A late or missed visit is worth a coupon of a part of what was paid, once per order, borne by the platform. Nothing for what cost nothing. */
export const compensate = async (ctx: Ctx, { key, orderId, orderNo, householdId, paidFen }: { key: 'late' | 'noShow'; orderId: string; orderNo: string; householdId: string; paidFen: number }): Promise<void> => {
  const amountFen = compensationOf(key, paidFen);
  if (amountFen > 0) await giveCoupon(ctx, { key, householdId, sourceKey: `${key}:${orderId}`, amountFen, words: compensationWords[key](orderNo) });
};
