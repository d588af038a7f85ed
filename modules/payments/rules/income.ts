import type { Bilingual } from '@linli/contract';
import { chart, moved, type LedgerEntry } from './postings.ts';
import { yuan } from './words.ts';

/** A worker's income beside her pay for the visit. Pure. */

/** So long after a visit its worker may be thanked. */
export const TIP_DAYS = 30;
export const tipStateWords: Record<'open' | 'paid' | 'closed' | 'takenBack', Bilingual> = {
  open: { zh: '等待付款', en: 'To be paid' }, paid: { zh: '已给家政员', en: 'The worker has it' }, closed: { zh: '没有付款，已关闭', en: 'Not paid, closed' }, takenBack: { zh: '已退回', en: 'Taken back' },
};

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
/** Which anniversary a visit on `day` falls behind, counted from the first visit: 0 before day 366, then 1, 2, … Days are of the city. */
export function anniversaryOf(firstDay: string, day: string): number {
  return Math.max(0, Math.floor((Date.parse(day) - Date.parse(firstDay)) / DAY_MS / YEAR_DAYS));
}

/** What a campaign adds for a visit that earned the worker so much. */
export const subsidyOf = ({ kind, value }: { kind: 'amount' | 'percent'; value: number }, workerPayFen: number): number => (kind === 'amount' ? value : Math.floor((workerPayFen * value) / 100));

export const sayCampaign = ({ kind, value, fromDay, toDay }: { kind: 'amount' | 'percent'; value: number; fromDay: string; toDay: string }): Bilingual => ({
  zh: `${fromDay} 至 ${toDay}，每次上门平台补贴${kind === 'amount' ? ` ${yuan(value)}` : `服务报酬的 ${value}%`}`,
  en: `${fromDay} to ${toDay}: the platform adds ${kind === 'amount' ? yuan(value) : `${value} % of her pay`} for each visit`,
});

/** Tax on income that is nobody's labour (a referral reward): 20 %, to the nearest fen. */
export const incidentalTaxOf = (grossFen: number): number => Math.round(grossFen / 5);

export const tipTaken = ({ tipId, chargeId, workerId, orderId, orderNo, amountFen }: { tipId: string; chargeId: string; workerId: string; orderId: string; orderNo: string; amountFen: number }): LedgerEntry =>
  moved({ businessKey: `tip:${tipId}`, kind: 'tip', orderId, words: { zh: `订单 ${orderNo} 的感谢金 ${yuan(amountFen)}，全部归家政员`, en: `Tip of ${yuan(amountFen)} for order ${orderNo}, all of it the worker’s` } }, [{ from: chart.charge(chargeId), to: chart.worker(workerId), amountFen, kind: 'tip' }]);

/** From the worker as far as she still has it here, the rest from the platform. */
export const tipTakenBack = ({ tipId, chargeId, workerId, orderId, orderNo, amountFen, workerFen }: { tipId: string; chargeId: string; workerId: string; orderId: string; orderNo: string; amountFen: number; workerFen: number }): LedgerEntry =>
  moved({ businessKey: `tipTakenBack:${tipId}`, kind: 'tipTakenBack', orderId, words: { zh: `订单 ${orderNo} 的感谢金 ${yuan(amountFen)} 退回`, en: `Tip of ${yuan(amountFen)} for order ${orderNo} taken back` } }, [
    { from: chart.worker(workerId), to: chart.charge(chargeId), amountFen: workerFen, kind: 'tipTakenBack' },
    { from: chart.compensation(), to: chart.charge(chargeId), amountFen: amountFen - workerFen, kind: 'tipTakenBack' },
  ]);

type Extra = { workerId: string; amountFen: number; key: string; orderId: string | null; words: Bilingual };
/** Platform money for a worker; each under a kind of its own, so that her statement says what it was for. */
export const extraPaid = (kind: 'coaching' | 'loyaltyBonus' | 'holiday', { workerId, amountFen, key, orderId, words }: Extra): LedgerEntry =>
  moved({ businessKey: `${kind}:${key}`, kind, orderId, words }, [{ from: chart[kind](), to: chart.worker(workerId), amountFen, kind }]);

/** A referral reward in cash: the whole of it is hers, its tax goes to the tax office at once and counts in no withholding. */
export const referralPaid = ({ workerId, amountFen, key, words }: Omit<Extra, 'orderId'>): LedgerEntry =>
  moved({ businessKey: `referral:${key}`, kind: 'referral', orderId: null, words }, [
    { from: chart.referral(), to: chart.worker(workerId), amountFen, kind: 'referral' },
    { from: chart.worker(workerId), to: chart.tax(), amountFen: incidentalTaxOf(amountFen), kind: 'referralTax' },
  ]);
