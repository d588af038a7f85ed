import type { Bilingual, OrderStatus, PlanCause } from '@linli/contract';
import { sayBeijing, sayInstant } from '../rules.ts';

/** What a plan of a day may touch, how it says what it does, and when it is out of date. Pure. */
const MINUTE = 60_000;
/** Causes that come together are thought about together, so long after the first. */
export const GATHER_SECONDS = 60;
/** Who was moved by a plan, or said yes, so short a time ago is left in peace unless she cannot keep the hour. */
export const MOVED_MINUTES = 30;
export const ANSWERED_MINUTES = 10;
/** So near to the start she is about to leave. */
export const LEAVING_MINUTES = 20;
/** So much before its end a visit ended early; so long past it it runs over, and is looked at again so often. */
export const EARLY_MINUTES = 15;
export const OVERRUN_GRACE_MINUTES = 10;
export const OVERRUN_STEP_MINUTES = 15;
/** A visit nobody was found for has its day thought about so often. */
export const UNMATCHED_AGAIN_MINUTES = 60;
/** Nobody is given a visit she would come to later than this: another hour, or the desk's own word, is better for the family. */
export const MOST_LATE_MINUTES = 30;
/** What of a plan would not be carried out is planned anew so often; after that those visits stay as they are. */
export const AMENDMENTS = 4;
/** A committed plan may be taken back so long. */
export const UNDO_MINUTES = 10;
/** Seconds a plan is thought about at most, and rounds of search for each visit. */
export const THINK_SECONDS = 6;
export const roundsFor = (visits: number): number => Math.min(400_000, Math.max(4000, 800 * visits));

export type Standing = {
  status: OrderStatus; startsAt: Date; workerId: string | null; isWorkerChosen: boolean; hasOffer: boolean; answeredAt: Date | null; decidedByDeskAt: Date | null; movedByPlanAt: Date | null;
};
const since = (at: Date | null, now: Date): number => (at === null ? Infinity : now.getTime() - at.getTime());
/**
 * How firmly a visit stands with its worker. `frozen`: she has set out. `pinned`: the family asked for her, or a person at the desk decided it today.
 * `held`: she was asked or said yes minutes ago, is about to leave, or a plan has moved it already: it stays while its hour can be kept.
 */
export function firmness(visit: Standing, now: Date, today: Date): 'frozen' | 'pinned' | 'held' | 'free' {
  if (visit.status === 'onTheWay' || visit.status === 'checklistConfirmed' || visit.status === 'inService') return 'frozen';
  if (visit.workerId === null) return 'free';
  const isDesks = visit.decidedByDeskAt !== null && visit.decidedByDeskAt >= today;
  if (visit.isWorkerChosen || isDesks) return 'pinned';
  const isLeaving = visit.startsAt.getTime() - now.getTime() <= LEAVING_MINUTES * MINUTE;
  return visit.hasOffer || isLeaving || since(visit.answeredAt, now) <= ANSWERED_MINUTES * MINUTE || since(visit.movedByPlanAt, now) <= MOVED_MINUTES * MINUTE ? 'held' : 'free';
}

/** When a visit under way began, or will, and is expected to be over; nothing ends before a few minutes from now. */
export function underWay(order: { status: OrderStatus; startsAt: Date; startedAt: Date | null; durationMinutes: number }, now: Date): { startAt: number; endAt: number } {
  const startAt = order.startedAt?.getTime() ?? Math.max(order.startsAt.getTime(), now.getTime());
  return { startAt, endAt: Math.max(startAt + order.durationMinutes * MINUTE, now.getTime() + 5 * MINUTE) };
}

export type Basis = { orders: Record<string, string>; workers: Record<string, string> };
/** How an order stood when it was read; another print means that the plan rests on something that is not so any more. */
export const orderPrint = (order: { status: OrderStatus; workerId: string | null; startsAt: Date | null; endsAt: Date | null }): string => [order.status, order.workerId ?? '', order.startsAt?.getTime() ?? '', order.endsAt?.getTime() ?? ''].join(' ');
/** A worker's day: what she has promised and when she offers her time. The end of a visit that runs over moves with the clock and is no change. */
export const workerPrint = (view: { admitted: boolean; commitments: readonly { id: string; startAt: number; endAt: number }[]; availability: readonly { startAt: number; endAt: number }[] }, from: number, to: number): string => {
  const within = (span: { startAt: number; endAt: number }): boolean => span.endAt > from && span.startAt < to;
  return [view.admitted, ...view.commitments.filter(within).map(({ id, startAt }) => `${id} ${startAt}`), ...view.availability.filter(within).map(({ startAt, endAt }) => `${startAt} ${endAt}`)].join(' ');
};

/** What of a basis is not so any more: orders and workers by id. */
export const changedSince = (before: Basis, now: Basis): { orderIds: string[]; workerIds: string[] } => {
  const differ = (was: Record<string, string>, is: Record<string, string>): string[] => Object.keys(was).filter((id) => was[id] !== is[id]);
  return { orderIds: differ(before.orders, now.orders), workerIds: differ(before.workers, now.workers) };
};

const both = (zh: string, en: string): Bilingual => ({ zh, en });
export const minutesOf = (seconds: number): number => Math.round(seconds / 60);

export type MoveSaid = { from: string | null; to: string; before: { lateSeconds: number; detourSeconds: number } | null; after: { lateSeconds: number; detourSeconds: number }; madeRoomFor: string | null };
/** Why a visit changes hands, in a sentence for the family, the worker and the desk. */
export function sayMove({ from, to, before, after, madeRoomFor }: MoveSaid): Bilingual {
  const way = minutesOf(after.detourSeconds);
  const late = minutesOf(after.lateSeconds);
  const lateZh = late > 0 ? `，最多晚 ${late} 分钟` : '，能准时到';
  const lateEn = late > 0 ? `, at most ${late} min late` : ', in time';
  if (from === null) return both(`原来没有人，${to}顺路只多走 ${way} 分钟${lateZh}`, `Nobody had it; for ${to} it is ${way} min more of way${lateEn}`);
  if (before === null) return both(`${from}按现在的安排赶不到，${to}多走 ${way} 分钟${lateZh}`, `${from} cannot be there as things stand; for ${to} it is ${way} min more of way${lateEn}`);
  const was = minutesOf(before.lateSeconds);
  if (was > late) return both(`${from}要晚到 ${was} 分钟，${to}${late > 0 ? `只晚 ${late} 分钟` : '能准时到'}`, `${from} would be ${was} min late; ${to} comes ${late > 0 ? `only ${late} min late` : 'in time'}`);
  const had = minutesOf(before.detourSeconds);
  if (had > way) return both(`去这一家，${from}要多走 ${had} 分钟，${to}只要 ${way} 分钟`, `To this home it is ${had} min of way for ${from} and ${way} min for ${to}`);
  if (madeRoomFor !== null) return both(`让${from}腾出时间去${madeRoomFor}，整体更省时间`, `It frees ${from} for ${madeRoomFor}, which saves time on the whole`);
  return both(`换给${to}更合适，整天合起来更省时间`, `${to} fits better, and the day as a whole takes less time`);
}

export type Change = { before: number; after: number };
export type Diff = { travelMeters: Change; travelMinutes: Change; lateMinutes: Change; unassigned: Change; workers: Change; moved: number };
/** The whole plan in a sentence. */
export function sayPlan(diff: Diff): Bilingual {
  const parts: Bilingual[] = [];
  const saved = diff.travelMinutes.before - diff.travelMinutes.after;
  if (diff.unassigned.before > diff.unassigned.after) parts.push(both(`多安排 ${diff.unassigned.before - diff.unassigned.after} 单`, `${diff.unassigned.before - diff.unassigned.after} more visits have somebody`));
  if (diff.lateMinutes.before > diff.lateMinutes.after) parts.push(both(`少晚到 ${diff.lateMinutes.before - diff.lateMinutes.after} 分钟`, `${diff.lateMinutes.before - diff.lateMinutes.after} min less lateness`));
  if (saved > 0) parts.push(both(`少走 ${saved} 分钟路`, `${saved} min less on the way`));
  if (saved < 0) parts.push(both(`多走 ${-saved} 分钟路`, `${-saved} min more on the way`));
  const what = parts.length === 0 ? both('安排更合适', 'a better match') : both(parts.map(({ zh }) => zh).join('，'), parts.map(({ en }) => en).join(', '));
  return both(`${diff.moved} 单换人：${what.zh}`, `${diff.moved} visits change hands: ${what.en}`);
}

export const causeWords: Record<PlanCause, Bilingual> = {
  asked: both('调度要求', 'asked by the desk'), overrun: both('有服务超时，影响后面的单', 'a visit runs over and endangers the next'), earlyFinish: both('有服务提前完工', 'a visit ended early'), noShow: both('有单没做成', 'a visit did not take place'),
  workerIll: both('有家政员生病', 'a worker is ill'), repair: both('刚做过补救', 'a repair was made'), unmatched: both('有单找不到人', 'nobody was found for a visit'), traffic: both('路况有变化', 'traffic has changed'),
  offline: both('有家政员路上下线', 'a worker went offline on her way'), rebased: both('安排有变化，重新计算', 'things changed, worked out anew'),
};
export const stateWords = {
  thinking: both('计算中', 'being worked out'), ready: both('待确认', 'ready'), committed: both('已执行', 'carried out'), stale: both('已过时', 'out of date'), discarded: both('已放弃', 'laid aside'), undone: both('已撤销', 'undone'), nothing: both('不用改', 'nothing to change'),
} as const;

/** Why nobody can come: the one who would be nearest to it, and what stands in her way. */
export const sayNobody = (blocked: readonly { name: string; reason: Bilingual }[], count: number): Bilingual => (blocked.length === 0
  ? both('附近没有会这项服务的家政员', 'no worker near it offers this service')
  : both(`附近 ${count} 人都来不了；最接近的是${blocked[0]!.name}：${blocked[0]!.reason.zh}`, `none of ${count} workers near can come; nearest to it is ${blocked[0]!.name}: ${blocked[0]!.reason.en}`));
export const sayNearest = (nearest: { startAt: Date; name: string } | null): Bilingual => (nearest === null ? both('，这几天也没有合适的空档', ', and no other hour of these days fits either')
  : both(`；${sayBeijing(nearest.startAt)} ${nearest.name}可以来`, `; ${nearest.name} could come at ${sayInstant(nearest.startAt)}`));
