import type { Bilingual, Quote } from '@linli/contract';
import { spendOf, yuan } from './coupons.ts';

type Line = Pick<Quote['lines'][number], 'kind' | 'amountFen'>;
/** What a membership does. Frozen with the membership when it is bought. */
export type MemberTerms = { discountPercent: number; discountCapFen: number | null; isFeeFree: boolean; pointsTimes: number };

const DAY_MS = 86_400_000;
/** A membership may be given up for money back so long after it began. */
export const DROP_DAYS = 7;

/** Memberships a city starts with. */
export const plans: readonly (MemberTerms & { id: string; name: Bilingual; priceFen: number; days: number })[] = [
  { id: 'member-quarter', name: { zh: '季度会员', en: 'Quarterly membership' }, priceFen: 3900, days: 91, discountPercent: 5, discountCapFen: 2000, isFeeFree: true, pointsTimes: 2 },
  { id: 'member-year', name: { zh: '年度会员', en: 'Yearly membership' }, priceFen: 12_800, days: 365, discountPercent: 8, discountCapFen: 5000, isFeeFree: true, pointsTimes: 3 },
];

export const planWords = ({ discountPercent, discountCapFen, isFeeFree, pointsTimes }: MemberTerms): Bilingual => {
  const cap = discountCapFen === null ? { zh: '', en: '' } : { zh: `（每单最多 ${yuan(discountCapFen)}）`, en: ` (at most ${yuan(discountCapFen)} an order)` };
  const parts = [
    ...(discountPercent > 0 ? [{ zh: `每单减 ${discountPercent}%${cap.zh}`, en: `${discountPercent} % off every order${cap.en}` }] : []),
    ...(isFeeFree ? [{ zh: '免平台服务费', en: 'no platform fee' }] : []),
    ...(pointsTimes > 1 ? [{ zh: `积分 ${pointsTimes} 倍`, en: `${pointsTimes} times the points` }] : []),
  ];
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
};

/** What a membership takes off an order, in fen: of the work, and the platform's fee. `lines` are the quote's with what was taken off before. */
export const memberDiscount = (terms: MemberTerms, lines: readonly Line[]): { discountFen: number; feeFen: number } => {
  const wishedFen = Math.floor((spendOf(lines) * terms.discountPercent) / 100);
  const feeFen = terms.isFeeFree ? lines.reduce((sum, { kind, amountFen }) => (kind === 'platformFee' ? sum + amountFen : sum), 0) : 0;
  return { discountFen: Math.min(wishedFen, terms.discountCapFen ?? wishedFen), feeFen };
};

/**
 * What comes back when a membership is given up: the days not begun, of its price, rounded down; null once DROP_DAYS have gone by.
 */
export const dropRefund = (membership: { priceFen: number; days: number; startsAt: Date }, now: Date): { refundFen: number; usedDays: number } | null => {
  const elapsed = now.getTime() - membership.startsAt.getTime();
  if (elapsed >= DROP_DAYS * DAY_MS) return null;
  const usedDays = Math.min(membership.days, Math.floor(elapsed / DAY_MS) + 1);
  return { refundFen: Math.floor((membership.priceFen * (membership.days - usedDays)) / membership.days), usedDays };
};

export const endOf = (startsAt: Date, days: number): Date => new Date(startsAt.getTime() + days * DAY_MS);
