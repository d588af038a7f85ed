import type { Bilingual } from '@linli/contract';

/** Beijing time, without summer time. */
const ZONE_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Households are rung between these hours of the city only. */
export const CALL_HOURS = { from: 9, to: 20 } as const;
/** So many unanswered calls and the follow-up is given up; the order closes without an answer. */
export const MOST_ATTEMPTS = 3;
/** After an unanswered call the next one is due this much later. */
export const RETRY_HOURS = 3;
/** At or below this many stars on average something went wrong, and the desk takes it up. */
export const POOR_STARS = 2;

/** The same moment if people may be rung then, else the next morning's first. */
export const withinCallHours = (at: Date): Date => {
  const local = at.getTime() + ZONE_MS;
  const dayStart = Math.floor(local / DAY_MS) * DAY_MS;
  const hour = (local - dayStart) / HOUR_MS;
  if (hour < CALL_HOURS.from) return new Date(dayStart + CALL_HOURS.from * HOUR_MS - ZONE_MS);
  if (hour >= CALL_HOURS.to) return new Date(dayStart + DAY_MS + CALL_HOURS.from * HOUR_MS - ZONE_MS);
  return at;
};

/** By when a household is rung after it accepted the work. */
export const followUpDueAt = (confirmedAt: Date, followUpHours: number): Date => withinCallHours(new Date(confirmedAt.getTime() + followUpHours * HOUR_MS));

/** What becomes of a follow-up after a call: done when somebody answered, due again when nobody did, given up after the last try. */
export const afterCall = ({ attempts, isReached, now }: { attempts: number; isReached: boolean; now: Date }): { state: 'due' | 'done' | 'unreachable'; attempts: number; dueAt: Date | null } => {
  const made = attempts + 1;
  if (isReached) return { state: 'done', attempts: made, dueAt: null };
  if (made >= MOST_ATTEMPTS) return { state: 'unreachable', attempts: made, dueAt: null };
  return { state: 'due', attempts: made, dueAt: withinCallHours(new Date(now.getTime() + RETRY_HOURS * HOUR_MS)) };
};

export type TicketState = 'open' | 'inProgress' | 'resolved' | 'closed';
export type TicketKind = 'complaint' | 'consulting' | 'change' | 'incident';

/** Where a ticket may go from where it is; a resolved one may be taken up again, a closed one stays closed. */
export const TICKET_FLOW: Record<TicketState, readonly TicketState[]> = {
  open: ['inProgress', 'resolved', 'closed'],
  inProgress: ['inProgress', 'resolved', 'closed'],
  resolved: ['inProgress', 'closed'],
  closed: [],
};
export const mayMoveTicket = (from: TicketState, to: TicketState): boolean => TICKET_FLOW[from].includes(to);

const stateNames: Record<TicketState, Bilingual> = {
  open: { zh: '待处理', en: 'open' }, inProgress: { zh: '处理中', en: 'in progress' }, resolved: { zh: '已解决', en: 'resolved' }, closed: { zh: '已关闭', en: 'closed' },
};
export const ticketStateName = (state: TicketState): Bilingual => stateNames[state];

/** An answer is promised by then; incidents go by their severity (rules/sos.ts). */
export const ticketDueAt = (openedAt: Date, ticketHours: number): Date => new Date(openedAt.getTime() + ticketHours * HOUR_MS);

/** `20261122-0042` of the day's counter becomes T2611220042. */
export const ticketNo = (number: string): string => `T${number.slice(2).replace('-', '')}`;

export const isTicketOverdue = ({ state, dueAt }: { state: TicketState; dueAt: Date }, now: Date): boolean => (state === 'open' || state === 'inProgress') && dueAt < now;
export const isFollowUpOverdue = ({ state, dueAt }: { state: string; dueAt: Date }, now: Date): boolean => state === 'due' && dueAt < now;

/** What stands in a ticket the system itself opens or closes. Desk and customer read the same words, in the city's language. */
export const systemTicketWords = {
  drafted: (itemName: string, orderNo: string): string => `“${itemName}”需求（${orderNo}）还没有选定时间，由客服联系安排。`,
  draftedWhereClosed: (itemName: string, orderNo: string, area: string): string => `“${itemName}”需求（${orderNo}）在尚未开通的${area}，由客服联系说明；开通或有人能去时再约时间。`,
  settledByItself: '已选好时间，自动办结。',
  withdrawn: '需求已取消，自动办结。',
  poorReview: (stars: number, words: string): string => `收到 ${stars.toFixed(1)} 星评价${words ? `：“${words}”` : ''}。由客服联系了解情况。`,
  poorFollowUp: (satisfaction: number, words: string): string => `回访满意度 ${satisfaction} 分${words ? `：“${words}”` : ''}。由客服跟进处理。`,
};
