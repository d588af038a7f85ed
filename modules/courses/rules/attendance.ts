import type { attendanceStates } from '@linli/contract';
import { MARK_HOURS } from './cohorts.ts';

export type AttendanceState = (typeof attendanceStates)[number];
const HOUR_MS = 3_600_000;
/** A trainer may begin to mark while learners come in. */
export const EARLY_MINUTES = 30;

export const marksFrom = (startsAt: Date): Date => new Date(startsAt.getTime() - EARLY_MINUTES * 60_000);
export const marksUntil = (endsAt: Date): Date => new Date(endsAt.getTime() + MARK_HOURS * HOUR_MS);
/** Judged by the server's clock alone: when the mark has reached it. */
export const isTooEarly = (startsAt: Date, receivedAt: Date): boolean => receivedAt < marksFrom(startsAt);
export const isTooLate = (endsAt: Date, receivedAt: Date): boolean => receivedAt > marksUntil(endsAt);

/** A phone's clock says which of two marks is the later one and nothing else; one that is ahead says "now". */
export const saidAt = (phoneAt: Date, receivedAt: Date): Date => (phoneAt > receivedAt ? receivedAt : phoneAt);

/** Minutes that count; null when they have to be said and are not, or do not fit. */
export const minutesThere = (state: AttendanceState, said: number | undefined, sessionMinutes: number): number | null => {
  if (state === 'absent' || state === 'excused') return 0;
  if (state === 'present') return sessionMinutes;
  return said === undefined || said > sessionMinutes ? null : said;
};
