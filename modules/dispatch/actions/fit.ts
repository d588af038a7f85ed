import { explainWorker } from '@linli/planner';
import type { Blocker, Need, WorkerView } from '@linli/planner';
import type { DayRoom } from './day-limit.ts';
import { labels } from './gather.ts';

/** Ways were judged on a plane and a while ago: so much either way breaks no promise. */
const TOLERANCE = 2 * 60_000;
const ways: ReadonlySet<string> = new Set(['travelIn', 'travelOut']);
/** What stands against a worker taking a visit that a plan gives her, who may come so late. */
export function standsAgainst(need: Need, view: WorkerView, now: number, lateMinutes: number): Blocker[] {
  const { blockers } = explainWorker(need, view, { now, labels });
  if (!blockers.some(({ rule }) => ways.has(rule))) return blockers;
  const later = explainWorker({ ...need, startAt: need.startAt + lateMinutes * 60_000 + TOLERANCE }, view, { now }).blockers.some(({ rule }) => rule === 'travelIn');
  const earlier = explainWorker({ ...need, startAt: need.startAt - TOLERANCE }, view, { now }).blockers.some(({ rule }) => rule === 'travelOut');
  return blockers.filter(({ rule }) => !ways.has(rule) || (rule === 'travelIn' ? later : earlier));
}

export type Wanted = { orderId: string; toWorkerId: string; lateMinutes: number };
const gone: Blocker = { rule: 'admitted', reason: { zh: '已不在岗', en: 'no longer at work here' } };
/**
 * Who of several may have what she is to be given, asked by the hour, each as the calendars and the days of their merchants stand with what those before have got. A plan is judged by it
 * before it is shown and again when it is carried out, so that what is listed is what is done. `views`: without the time of what is moved.
 */
export function judgeInTurn<W extends Wanted>(wanted: readonly W[], needs: ReadonlyMap<string, Need>, views: ReadonlyMap<string, WorkerView>, now: number, room: DayRoom): { fit: { wish: W; need: Need; view: WorkerView }[]; unfit: { wish: W; blocker: Blocker }[] } {
  const standing = new Map(views);
  const fit: { wish: W; need: Need; view: WorkerView }[] = [];
  const unfit: { wish: W; blocker: Blocker }[] = [];
  for (const wish of wanted.toSorted((a, b) => needs.get(a.orderId)!.startAt - needs.get(b.orderId)!.startAt)) {
    const need = room.asNow(needs.get(wish.orderId)!);
    const view = standing.get(wish.toWorkerId);
    const [blocker] = view ? standsAgainst(need, view, now, wish.lateMinutes) : [gone];
    if (blocker || !view) { unfit.push({ wish, blocker: blocker ?? gone }); continue; }
    fit.push({ wish, need, view });
    room.take(view.merchantId, need.startAt);
    standing.set(view.workerId, taking(view, { id: wish.orderId, startAt: need.startAt, durationMinutes: need.durationMinutes, at: need.at }));
  }
  return { fit, unfit };
}

/** Her day with one visit more. */
export const taking = (view: WorkerView, { id, startAt, durationMinutes, at }: { id: string; startAt: number; durationMinutes: number; at: { lon: number; lat: number } }): WorkerView => ({
  ...view, commitments: [...view.commitments, { id, startAt, endAt: startAt + durationMinutes * 60_000, at }].sort((a, b) => a.startAt - b.startAt),
});
