import type { Bilingual } from '@linli/contract';

type Point = { lon: number; lat: number };
/** The look is taken so long before the start: enough to send somebody else or to ring the family. */
export const LATE_LOOK_MINUTES = 20;
/** Later than this is told. */
export const LATE_RISK_MINUTES = 5;
/** Looked at again so often while it may still change. */
export const LATE_AGAIN_MINUTES = 5;
/** So long after the agreed start the visit is late, not at risk. */
export const LATE_UNTIL_MINUTES = 30;
/** A stop so long ago says nothing about where she sets out from. */
const STRETCH_MS = 4 * 3_600_000;
const MINUTE_MS = 60_000;

/** Her visit before this one that day: running, its end is when it will be over; finished, when it was. */
export type StopBefore = { at: Point; endAt: number; isRunning: boolean };
export type Whereabouts = { now: number; home: Point; /** Fresh, or null. */ position: Point | null; before: StopBefore | null };

/** Where she leaves from and when at the earliest: from a visit that runs, else from where she is, else from the stop before, else from home. */
export const departure = ({ now, home, position, before }: Whereabouts): { from: Point; at: number } => {
  if (before?.isRunning) return { from: before.at, at: Math.max(now, before.endAt) };
  if (position) return { from: position, at: now };
  return { from: before && now - before.endAt <= STRETCH_MS ? before.at : home, at: now };
};

/** When a running visit will be over: as long as it was meant to take from when it really began, and never before now. */
export const runningEnd = (visit: { startsAt: Date; startedAt: Date | null; durationMinutes: number }, now: Date): number =>
  Math.max(now.getTime(), (visit.startedAt ?? (visit.startsAt > now ? visit.startsAt : now)).getTime() + visit.durationMinutes * MINUTE_MS);

/** Whole minutes past the start, rounded up; zero or less: in time. */
export const minutesLate = (arriveAt: number, startAt: number): number => Math.ceil((arriveAt - startAt) / MINUTE_MS);
export const isAtRisk = (arriveAt: number, startAt: number): boolean => arriveAt - startAt > LATE_RISK_MINUTES * MINUTE_MS;

export const isLookDue = (now: number, startAt: number): boolean => now >= startAt - LATE_LOOK_MINUTES * MINUTE_MS;
/** When to look next, or null when there is nothing more to foresee. */
export const nextLook = (now: number, startAt: number): number | null => {
  const first = startAt - LATE_LOOK_MINUTES * MINUTE_MS;
  if (now < first) return first;
  return now < startAt + LATE_UNTIL_MINUTES * MINUTE_MS ? now + LATE_AGAIN_MINUTES * MINUTE_MS : null;
};

const clock = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
/** The risk in a sentence for the desk and the family. */
export const sayRisk = (arriveAt: Date, lateMinutes: number): Bilingual => ({ zh: `预计 ${clock(arriveAt)} 到，比约定晚 ${lateMinutes} 分钟`, en: `Expected ${clock(arriveAt)}, ${lateMinutes} min late` });
/** The same as a question to her. */
export const askRisk = (arriveAt: Date, lateMinutes: number): Bilingual => ({ zh: `按现在的位置，您要 ${clock(arriveAt)} 才能到，晚 ${lateMinutes} 分钟。还来得了吗？`, en: `As you are now you would be there at ${clock(arriveAt)}, ${lateMinutes} min late. Can you still come?` });
