import type { Bilingual } from '@linli/contract';
import { dayOf, startOfDay } from './statement.ts';
import { yuan } from './words.ts';

/** When earned money is paid out, and what becomes of it on the way. Pure. */
export type RailName = 'wechat' | 'alipay';
export type PartyKind = 'worker' | 'merchant';
export type PayoutState = 'sending' | 'waitConfirm' | 'processing' | 'arrived' | 'failed' | 'expired';

/** Where a payout may go from where. The three ends have no way on: what did not arrive is owed again and sent as a new one. */
export const PAYOUT_FLOW: Record<PayoutState, readonly PayoutState[]> = {
  sending: ['waitConfirm', 'processing', 'arrived', 'failed'], waitConfirm: ['processing', 'arrived', 'failed', 'expired'], processing: ['arrived', 'failed', 'expired', 'waitConfirm'], arrived: [], failed: [], expired: [],
};
export const isOver = (state: PayoutState): boolean => PAYOUT_FLOW[state].length === 0;
export const mayMove = (from: PayoutState, to: PayoutState): boolean => PAYOUT_FLOW[from].includes(to);

/** Less than this is left for the next day: rails take no smaller transfers, and a fen a day is a nuisance. */
export const LEAST_PAYOUT_FEN = 100;

const DAY_MS = 86_400_000;
/** Money settled before this instant is paid out on the day of `now`: T+1 is what was settled yesterday or before. */
export const cutOff = (now: Date, afterDays: number): Date => new Date(startOfDay(dayOf(now)).getTime() - (afterDays - 1) * DAY_MS);

/** All in fen, more than zero; `freshFen` came in at or after the cut-off, `frozenFen` is of orders with an open complaint and came before it. */
export type Held = { balanceFen: number; freshFen: number; frozenFen: number };
/** What may be sent now. Debits (a part given back) are met from what is due first, so nobody is paid what is already gone. */
export const dueOf = ({ balanceFen, freshFen, frozenFen }: Held): number => Math.max(0, balanceFen - freshFen - frozenFen);

export const payoutStateWords: Record<PayoutState, Bilingual> = {
  sending: { zh: '正在发起', en: 'Being sent' }, waitConfirm: { zh: '等您确认收款', en: 'Waiting for you to take it' }, processing: { zh: '渠道处理中', en: 'On its way' }, arrived: { zh: '已到账', en: 'Arrived' },
  failed: { zh: '没有成功，钱还在您的余额里', en: 'Not successful; the money is still yours here' }, expired: { zh: '超时没有确认，钱还在您的余额里', en: 'Not taken in time; the money is still yours here' },
};

/** One sentence about what comes next. */
export function sayExpected({ dueFen, freshFen, frozenFen, onTheWayFen, dueDay, hasPayee, blockedReason }: { dueFen: number; freshFen: number; frozenFen: number; onTheWayFen: number; dueDay: string; hasPayee: boolean; blockedReason: string | null }): Bilingual {
  if (blockedReason !== null) return { zh: `暂停打款：${blockedReason}。余额一分不少，解除后补发`, en: `Payouts are stopped: ${blockedReason}. Nothing is lost; it is sent once this is lifted` };
  if (!hasPayee && dueFen > 0) return { zh: `有 ${yuan(dueFen)} 可以打给您，请先填收款账户`, en: `${yuan(dueFen)} is ready: say where it shall go` };
  const parts: Bilingual[] = [];
  if (onTheWayFen > 0) parts.push({ zh: `${yuan(onTheWayFen)} 在路上`, en: `${yuan(onTheWayFen)} is on its way` });
  if (dueFen >= LEAST_PAYOUT_FEN) parts.push({ zh: `${dueDay} 上午打款 ${yuan(dueFen)}`, en: `${yuan(dueFen)} is paid on the morning of ${dueDay}` });
  if (freshFen > 0) parts.push({ zh: `${yuan(freshFen)} 刚结算，下一批`, en: `${yuan(freshFen)} was settled just now and comes with a later one` });
  if (frozenFen > 0) parts.push({ zh: `${yuan(frozenFen)} 有投诉未结，结案后再打`, en: `${yuan(frozenFen)} waits for a complaint to be closed` });
  if (parts.length === 0) return { zh: '暂时没有要打款的收入', en: 'Nothing to be paid out at present' };
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

/** An account as it is shown: its last four characters. */
export const maskAccount = (account: string): string => `****${account.slice(-4)}`;
