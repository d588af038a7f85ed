import type { Bilingual } from '@linli/contract';

/** Money put in: which bonus comes with it, what is spent first, what goes back. Pure. */
export type Plan = { payFen: number; bonusFen: number };

/** What a city offers until it says otherwise. */
export const usualPlans: readonly Plan[] = [{ payFen: 20_000, bonusFen: 500 }, { payFen: 50_000, bonusFen: 2_000 }, { payFen: 100_000, bonusFen: 5_000 }, { payFen: 200_000, bonusFen: 12_000 }];
/** Most that is put in at once: what is paid ahead stays within what a family can bear to lose. */
export const MOST_TOP_UP_FEN = 500_000;
/** What is paid ahead may be taken back without a reason within these days. */
export const NO_REASON_DAYS = 7;
const DAY_MS = 86_400_000;

/** The bonus of the largest plan that the amount reaches. */
export const bonusOf = (plans: readonly Plan[], amountFen: number): number => plans.filter(({ payFen }) => payFen <= amountFen).reduce((best, plan) => (plan.payFen > best.payFen ? plan : best), { payFen: 0, bonusFen: 0 }).bonusFen;

/** Plans in which who pays more is never given less, each below its price. */
export const arePlansSound = (plans: readonly Plan[]): boolean => {
  const sorted = plans.toSorted((a, b) => a.payFen - b.payFen);
  return sorted.every(({ payFen, bonusFen }, position) => bonusFen < payFen && (position === 0 || (sorted[position - 1]!.payFen < payFen && sorted[position - 1]!.bonusFen <= bonusFen)));
};

/** Principal and bonus are spent in the proportion in which they are there, so that what is paid back later is neither's loss; the odd fen is the principal's. */
export function spend({ storedFen, bonusFen }: { storedFen: number; bonusFen: number }, wishedFen: number): { storedFen: number; bonusFen: number } {
  const spentFen = Math.min(wishedFen, storedFen + bonusFen);
  if (spentFen <= 0) return { storedFen: 0, bonusFen: 0 };
  const fromBonusFen = Math.max(Math.floor((spentFen * bonusFen) / (storedFen + bonusFen)), spentFen - storedFen);
  return { storedFen: spentFen - fromBonusFen, bonusFen: fromBonusFen };
}

export const needsReason = (lastPaidAt: Date | null, now: Date): boolean => lastPaidAt === null || now.getTime() - lastPaidAt.getTime() > NO_REASON_DAYS * DAY_MS;

export const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** What paying back would do, in one sentence. */
export function sayRefund({ amountFen, lapsingBonusFen, isFree }: { amountFen: number; lapsingBonusFen: number; isFree: boolean }): Bilingual {
  if (amountFen === 0) return { zh: '没有可退的本金', en: 'There is nothing to be paid back' };
  const bonus = lapsingBonusFen > 0 ? { zh: `，赠送余额 ${yuan(lapsingBonusFen)} 作废`, en: `; the bonus of ${yuan(lapsingBonusFen)} lapses` } : { zh: '', en: '' };
  const rule = isFree ? { zh: '充值 7 天内，无需理由', en: 'within seven days, no reason needed' } : { zh: '充值已过 7 天，请写明原因', en: 'seven days have passed: please say why' };
  return { zh: `可退本金 ${yuan(amountFen)}，原路退回${bonus.zh}（${rule.zh}）`, en: `${yuan(amountFen)} goes back the way it came${bonus.en} (${rule.en})` };
}

/** Which charges a sum goes back by: the latest first, each up to what is left of it. */
export function spreadRefund(charges: readonly { chargeId: string; leftFen: number }[], amountFen: number): { chargeId: string; amountFen: number }[] {
  let restFen = amountFen;
  return charges.map(({ chargeId, leftFen }) => {
    const fen = Math.min(restFen, leftFen);
    restFen -= fen;
    return { chargeId, amountFen: fen };
  }).filter((part) => part.amountFen > 0);
}
