import type { Bilingual } from '@linli/contract';
import { chart, moved, type LedgerEntry } from './postings.ts';
import { yuan } from './words.ts';

/** A merchant's guarantee: how much, what may be taken of it and when it goes back. Pure. */

/** By tier of city: Beijing, Shanghai, Guangzhou and Shenzhen; the next; the others. */
const requiredFen: Record<number, number> = { 1: 1_000_000, 2: 500_000, 3: 200_000 };
export const requiredDepositOf = (tier: number): number => requiredFen[Math.min(3, Math.max(1, tier))]!;

const DAY_MS = 86_400_000;
export const APPEAL_DAYS = 7;
export const RETURN_DAYS = 90;
export const appealUntil = (decidedAt: Date): Date => new Date(decidedAt.getTime() + APPEAL_DAYS * DAY_MS);
export const returnFrom = (leftAt: Date): Date => new Date(leftAt.getTime() + RETURN_DAYS * DAY_MS);

export type CaseState = 'proposed' | 'decided' | 'appealed' | 'taken' | 'dropped';
export const isCaseOpen = (state: CaseState): boolean => state !== 'taken' && state !== 'dropped';
export const caseStateWords: Record<CaseState, Bilingual> = {
  proposed: { zh: '等待复核', en: 'waits for a second person' }, decided: { zh: '已决定，可以申诉', en: 'decided; an appeal is possible' }, appealed: { zh: '已申诉，等待复议', en: 'appealed' }, taken: { zh: '已扣', en: 'taken' }, dropped: { zh: '不扣', en: 'dropped' },
};

export function sayDeposit({ required, heldFen, refundFrom, returnedAt, hasOpenCase }: { required: number; heldFen: number; refundFrom: string | null; returnedAt: string | null; hasOpenCase: boolean }): Bilingual {
  if (returnedAt !== null) return { zh: `保证金已于 ${returnedAt} 退还`, en: `The guarantee was given back on ${returnedAt}` };
  if (refundFrom !== null) return { zh: `已退出，保证金 ${yuan(heldFen)} 在 ${refundFrom} 之后退还${hasOpenCase ? '，扣款案了结后才退' : ''}`, en: `The merchant has left; ${yuan(heldFen)} goes back after ${refundFrom}${hasOpenCase ? ', once the open case is closed' : ''}` };
  const missing = Math.max(0, required - heldFen);
  return missing > 0 ? { zh: `保证金应交 ${yuan(required)}，已交 ${yuan(heldFen)}，还差 ${yuan(missing)}`, en: `${yuan(required)} is asked, ${yuan(heldFen)} is there, ${yuan(missing)} is missing` } : { zh: `保证金 ${yuan(heldFen)} 已交足，退出 ${RETURN_DAYS} 天后退还`, en: `The guarantee of ${yuan(heldFen)} is paid; it goes back ${RETURN_DAYS} days after leaving` };
}

export const depositTaken = ({ chargeId, merchantId, amountFen, no }: { chargeId: string; merchantId: string; amountFen: number; no: string }): LedgerEntry =>
  moved({ businessKey: `deposit:${chargeId}`, kind: 'deposit', orderId: null, words: { zh: `${no} 收到商户保证金 ${yuan(amountFen)}`, en: `${no}: guarantee of ${yuan(amountFen)} received` } }, [{ from: chart.charge(chargeId), to: chart.deposit(merchantId), amountFen, kind: 'deposit' }]);

/** What a decided case takes makes up for what the platform had to pay. */
export const depositDeducted = ({ caseId, merchantId, amountFen, words, orderId }: { caseId: string; merchantId: string; amountFen: number; words: string; orderId: string | null }): LedgerEntry =>
  moved({ businessKey: `depositCase:${caseId}`, kind: 'depositDeducted', orderId, words: { zh: `保证金扣 ${yuan(amountFen)}：${words}`, en: `${yuan(amountFen)} taken of the guarantee: ${words}` } }, [{ from: chart.deposit(merchantId), to: chart.compensation(), amountFen, kind: 'depositDeducted' }]);

/** Into the charge it was paid by (from there it goes back over its rail), or to the merchant's account, out of which it is paid like everything else. */
export const depositReturned = ({ key, merchantId, chargeId, amountFen }: { key: string; merchantId: string; chargeId: string | null; amountFen: number }): LedgerEntry =>
  moved({ businessKey: `depositReturned:${key}`, kind: 'depositReturned', orderId: null, words: { zh: `退还保证金 ${yuan(amountFen)}`, en: `Guarantee of ${yuan(amountFen)} given back` } }, [{ from: chart.deposit(merchantId), to: chargeId === null ? chart.merchant(merchantId) : chart.charge(chargeId), amountFen, kind: 'depositReturned' }]);
