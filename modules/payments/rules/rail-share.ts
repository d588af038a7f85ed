import type { Bilingual } from '@linli/contract';
import { chart, moved, type LedgerEntry } from './postings.ts';
import { yuan } from './words.ts';

/** A merchant's part of an order by the rail's own sharing (分账), instead of by a payout. Pure. */
export type RailShareState = 'queued' | 'sending' | 'arrived' | 'failed' | 'byPayout';

/** The hour of the city's day at which what is due is shared: before the payouts, which take what is left. */
export const SHARE_HOUR = 9;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** `startOfDay`: the first instant of the city's day on which it was settled. */
export const shareDueAt = (startOfDay: Date, afterDays: number): Date => new Date(startOfDay.getTime() + afterDays * DAY_MS + SHARE_HOUR * HOUR_MS);

/** Whether the rail can carry it, or why it goes out with the payouts. */
export function routeOf({ amountFen, paidFen, maxPercent, isToShare, railZh, railEn }: { amountFen: number; paidFen: number; maxPercent: number; isToShare: boolean; railZh: string; railEn: string }): { way: 'rail' } | { way: 'payout'; why: Bilingual } {
  const mostFen = Math.floor((paidFen * maxPercent) / 100);
  if (!isToShare) return { way: 'payout', why: { zh: `付款时还没有${railZh}分账账户，改由打款`, en: `There was no receiver at ${railEn} when it was paid: it goes with a payout` } };
  if (amountFen > mostFen) return { way: 'payout', why: { zh: `应分 ${yuan(amountFen)}，超过${railZh}每单最多 ${maxPercent}%（${yuan(mostFen)}），改由打款`, en: `${yuan(amountFen)} is more than the ${maxPercent} % of an order (${yuan(mostFen)}) that ${railEn} shares: it goes with a payout` } };
  return { way: 'rail' };
}

/** What has to be fetched back before `refundFen` can be refunded: what the merchant owes of it, and what the rail no longer holds. Never more than it got. */
export const recallOf = ({ owedFen, refundedFen, refundFen, paidFen, sharedFen }: { owedFen: number; refundedFen: number; refundFen: number; paidFen: number; sharedFen: number }): number =>
  Math.min(sharedFen, Math.max(owedFen, refundedFen + refundFen + sharedFen - paidFen, 0));

type Ref = { id: string; orderId: string; orderNo: string; merchantId: string; amountFen: number };
export const shareStarted = ({ id, orderId, orderNo, merchantId, amountFen }: Ref): LedgerEntry =>
  moved({ businessKey: `shareStarted:${id}`, kind: 'shareStarted', orderId, words: { zh: `订单 ${orderNo} 分账 ${yuan(amountFen)}`, en: `${yuan(amountFen)} of order ${orderNo} shared` } }, [{ from: chart.merchant(merchantId), to: chart.payout(), amountFen, kind: 'payout' }]);
export const shareArrived = ({ id, orderId, orderNo, amountFen, rail }: Ref & { rail: string }): LedgerEntry =>
  moved({ businessKey: `shareArrived:${id}`, kind: 'shareArrived', orderId, words: { zh: `订单 ${orderNo} 分账到账 ${yuan(amountFen)}`, en: `${yuan(amountFen)} of order ${orderNo} arrived` } }, [{ from: chart.payout(), to: chart.channel(rail), amountFen, kind: 'payout' }]);
export const shareFailed = ({ id, orderId, orderNo, merchantId, amountFen }: Ref): LedgerEntry =>
  moved({ businessKey: `shareFailed:${id}`, kind: 'shareFailed', orderId, words: { zh: `订单 ${orderNo} 分账未成，${yuan(amountFen)} 改由打款`, en: `${yuan(amountFen)} of order ${orderNo} could not be shared and goes with a payout` } }, [{ from: chart.payout(), to: chart.merchant(merchantId), amountFen, kind: 'payoutReturned' }]);
/** It counts as the merchant's again from the moment it is asked back, so that the refund can take it. */
export const recallStarted = ({ id, orderId, orderNo, merchantId, amountFen }: Ref): LedgerEntry =>
  moved({ businessKey: `recallStarted:${id}`, kind: 'recallStarted', orderId, words: { zh: `订单 ${orderNo} 分账回退 ${yuan(amountFen)}`, en: `${yuan(amountFen)} of order ${orderNo} fetched back` } }, [{ from: chart.payout(), to: chart.merchant(merchantId), amountFen, kind: 'shareRecalled' }]);
/** The rail has it again; refused, the platform stands in for it. */
export const recallEnded = ({ id, orderId, orderNo, amountFen, rail, isArrived }: Omit<Ref, 'merchantId'> & { rail: string; isArrived: boolean }): LedgerEntry =>
  moved({ businessKey: `recallEnded:${id}`, kind: 'recallEnded', orderId, words: isArrived ? { zh: `订单 ${orderNo} 分账已回退 ${yuan(amountFen)}`, en: `${yuan(amountFen)} of order ${orderNo} is back` } : { zh: `订单 ${orderNo} 分账回退被拒，平台垫付 ${yuan(amountFen)}`, en: `${yuan(amountFen)} of order ${orderNo} was not given back; the platform pays it` } },
    [{ from: isArrived ? chart.channel(rail) : chart.compensation(), to: chart.payout(), amountFen, kind: isArrived ? 'shareRecalled' : 'compensation' }]);
