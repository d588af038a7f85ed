import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import type { Discount, OrderFacts } from '../../orders/index.ts';
import { couponsFor, holdCoupon, memberLines, releaseCoupon, type CouponOrder } from '../../promotions/index.ts';
import { couponLines, linesAfter, MEMBER_SOURCE, packLines } from '../rules/discounts.ts';
import type { PackUse } from '../rules/packs.ts';

export type UsedPack = { packId: string; use: PackUse } | null;

/** What comes before a coupon: the pack's price and the membership's lines; and the order as the coupon then finds it. */
async function beforeCoupon(ctx: Ctx, { id: orderId, householdId, itemId, family, districtId, quote }: OrderFacts, pack: UsedPack): Promise<{ byPack: Discount[]; member: Discount[]; about: CouponOrder & { orderId: string } }> {
  const byPack = pack ? packLines(pack.packId, pack.use) : [];
  const lines = linesAfter(quote.lines, byPack, pack?.use.tenderFen ?? 0);
  const member = await memberLines(ctx, { householdId, lines });
  const memberFen = member.reduce((sum, { source, amountFen }) => (source.startsWith(MEMBER_SOURCE) ? sum + amountFen : sum), 0);
  return { byPack, member, about: { orderId, householdId, itemId, family, districtId, lines, memberFen } };
}

/**
 * Everything that is taken off an order: the pack's price, the membership, and the coupon, which is bound to the order here. A coupon that stands alone
 * takes the place of the membership's discount, not of the fee it saves. Without one, a coupon the order held comes free. Refuses as `holdCoupon`.
 */
export async function gatherDiscounts(ctx: Ctx, order: OrderFacts, { pack, couponId }: { pack: UsedPack; couponId: string | null }): Promise<Discount[]> {
  const { byPack, member, about } = await beforeCoupon(ctx, order, pack);
  if (couponId === null) {
    await releaseCoupon(ctx, { orderId: order.id });
    return [...byPack, ...member];
  }
  const held = await holdCoupon(ctx, { couponId, order: about });
  return [...byPack, ...member.filter(({ source }) => held.stacking !== 'alone' || !source.startsWith(MEMBER_SOURCE)), ...couponLines(held)];
}

/** The household's coupons for an order, with what each would take off as things are chosen now. */
export async function couponChances(ctx: Ctx, order: OrderFacts, pack: UsedPack): Promise<OutputOf<typeof contract.benefits.checkout>['coupons']> {
  const { about } = await beforeCoupon(ctx, order, pack);
  return (await couponsFor(ctx, about)).map(({ coupon, discountFen, isUsable, why }) => ({ couponId: coupon.couponId, name: coupon.name, amountFen: discountFen, isUsable, why }));
}
