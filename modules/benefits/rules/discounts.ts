import type { Bilingual, Quote } from '@linli/contract';
import type { PackUse } from './packs.ts';

/** The discounts that are added to a held order, in their order: the pack's price, the membership, the coupon. Pure. */
type Line = Quote['lines'][number];
type Added = { source: string; label: Bilingual; detail: Bilingual; amountFen: number; bearers: NonNullable<Line['bearers']> };

export const PACK_SOURCE = 'pack:';
export const COUPON_SOURCE = 'coupon:';
/** The membership's percentage; the fee it saves has a source of its own. */
export const MEMBER_SOURCE = 'membership:';
const byPlatform = (fen: number): Added['bearers'] => ({ platformFen: fen, merchantFen: 0, fundFen: 0 });

export const packLines = (packId: string, { units, discountFen }: PackUse): Added[] => (discountFen === 0 ? [] : [
  { source: `${PACK_SOURCE}${packId}`, label: { zh: '服务包优惠', en: 'Pack price' }, detail: { zh: `${units} 次按购买单价`, en: `${units} units at the price paid` }, amountFen: discountFen, bearers: byPlatform(discountFen) },
]);

export const couponLines = ({ couponId, name, words, discountFen, bearers: { fundId, ...bearers } }: { couponId: string; name: Bilingual; words: Bilingual; discountFen: number; bearers: { platformFen: number; merchantFen: number; fundFen: number; fundId: string | null } }): Added[] => (discountFen === 0 ? [] : [
  { source: `${COUPON_SOURCE}${couponId}`, label: name, detail: words, amountFen: discountFen, bearers: { ...bearers, ...(fundId !== null && { fundId }) } },
]);

/** A quote's own lines with what was taken off before; what the pack pays counts as taken off. This is what the next discount is counted of. */
export const linesAfter = (lines: readonly Line[], taken: readonly Added[], packFen: number): Line[] => [
  ...lines.filter(({ source }) => source === undefined),
  ...taken.map(({ label, detail, amountFen }): Line => ({ kind: 'discount', label, detail, amountFen: -amountFen })),
  ...(packFen > 0 ? [{ kind: 'discount' as const, label: { zh: '服务包', en: 'Pack' }, detail: { zh: '', en: '' }, amountFen: -packFen }] : []),
];
