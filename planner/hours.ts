/**
 * Hours of a day, of a week and the rest between two working days. A claim belongs to the working day on which it begins, whenever it ends; a week
 * runs from Monday to Sunday on the clock people read.
 */
import type { Span, WorkerView } from './types.ts';
import { DAY_MS, MINUTE_MS, dayOf, dayStart } from './wording.ts';

/** 1 January 1970 was a Thursday. */
const DAYS_FROM_MONDAY = 3;
export const weekOf = (day: number): number => Math.floor((day + DAYS_FROM_MONDAY) / 7);
/** The instants a week begins and ends. */
export function weekSpan(week: number, zoneOffsetMs: number): Span {
  const startAt = dayStart(week * 7 - DAYS_FROM_MONDAY, zoneOffsetMs);
  return { startAt, endAt: startAt + 7 * DAY_MS };
}

/** Minutes of two sorted lists that lie between two instants, overlaps counted once. */
export function takenMinutes(some: readonly Span[], others: readonly Span[], from: number, to: number): number {
  let [i, j, countedTo, taken] = [0, 0, from, 0];
  while (i < some.length || j < others.length) {
    const next = j >= others.length || (i < some.length && some[i]!.startAt <= others[j]!.startAt) ? some[i++]! : others[j++]!;
    if (next.startAt >= to) break;
    const end = Math.min(next.endAt, to);
    const begin = Math.max(next.startAt, countedTo);
    if (end > begin) { taken += end - begin; countedTo = end; }
  }
  return taken / MINUTE_MS;
}

export type ShortRest = { of: Span; isBefore: boolean; minutes: number };
/** The claim of another working day that leaves less than `restMinutes` before or after a visit, the shortest rest of all; null when there is rest enough. */
export function shortRest(visit: Span, lists: readonly (readonly Span[])[], restMinutes: number, zoneOffsetMs: number): ShortRest | null {
  const day = dayOf(visit.startAt, zoneOffsetMs);
  let short: ShortRest | null = null;
  for (const list of lists) {
    for (const of of list) {
      const isBefore = of.endAt <= visit.startAt;
      if (!isBefore && of.startAt < visit.endAt) continue;
      const minutes = (isBefore ? visit.startAt - of.endAt : of.startAt - visit.endAt) / MINUTE_MS;
      if (minutes >= (short?.minutes ?? restMinutes) || dayOf(of.startAt, zoneOffsetMs) === day) continue;
      short = { of, isBefore, minutes };
    }
  }
  return short;
}

/** Minutes a worker may still be given in the weeks that a span touches; Infinity without a limit. */
export function weekMinutesLeft(worker: WorkerView, isOwn: (id: string) => boolean, span: Span, zoneOffsetMs: number): number {
  if (worker.maxMinutesPerWeek === undefined) return Infinity;
  const byStart = <T extends Span>(some: readonly T[]): T[] => [...some].sort((a, b) => a.startAt - b.startAt);
  const some = byStart(worker.commitments.filter(({ id }) => !isOwn(id)));
  const others = byStart((worker.alsoCounted ?? []).filter(({ id }) => !isOwn(id)));
  let left = Infinity;
  for (let week = weekOf(dayOf(span.startAt, zoneOffsetMs)); week <= weekOf(dayOf(span.endAt - 1, zoneOffsetMs)); week++) {
    const { startAt, endAt } = weekSpan(week, zoneOffsetMs);
    left = Math.min(left, worker.maxMinutesPerWeek - takenMinutes(some, others, startAt, endAt));
  }
  return left;
}
