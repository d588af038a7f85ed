import { instantAt } from '../../shared/format.ts';
import { weekdayOf } from '../income/span.ts';

/** Minutes of a day, 0–1440; `to` is not included. */
export type Hours = { from: number; to: number };
export type Rule = { weekday: number; from: string; to: string };
type Exception = { exceptionId?: string; startAt: string; endAt: string; isAvailable: boolean };

export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
export const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The part of a span of instants that falls on a day of the city, or null. */
export function clipToDay(span: { startAt: string; endAt: string }, day: string): Hours | null {
  const midnight = Date.parse(instantAt(day, '00:00'));
  const from = Math.max(0, Math.round((Date.parse(span.startAt) - midnight) / 60_000));
  const to = Math.min(1440, Math.round((Date.parse(span.endAt) - midnight) / 60_000));
  return from < to ? { from, to } : null;
}

/** Joins what touches or overlaps, in order. */
function join(hours: readonly Hours[]): Hours[] {
  const joined: Hours[] = [];
  for (const next of [...hours].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && next.from <= last.to) last.to = Math.max(last.to, next.to);
    else joined.push({ ...next });
  }
  return joined;
}
const without = (hours: readonly Hours[], off: Hours): Hours[] =>
  hours.flatMap((one) => [{ from: one.from, to: Math.min(one.to, off.from) }, { from: Math.max(one.from, off.to), to: one.to }].filter((part) => part.from < part.to));

/** The hours of a day in which she takes orders: the week's rule, then each exception in the order in which it was made; the later word counts. */
export function openHours(day: string, weekly: readonly Rule[], exceptions: readonly Exception[]): Hours[] {
  const onDay = [...exceptions].sort((a, b) => ((a.exceptionId ?? '') < (b.exceptionId ?? '') ? -1 : 1)).flatMap((exception) => { const hours = clipToDay(exception, day); return hours ? [{ ...hours, isAvailable: exception.isAvailable }] : []; });
  const usual = weekly.filter((rule) => rule.weekday === weekdayOf(day)).map((rule) => ({ from: minutesOf(rule.from), to: minutesOf(rule.to) }));
  return onDay.reduce<Hours[]>((open, one) => (one.isAvailable ? join([...open, one]).map(({ from, to }) => ({ from, to })) : without(open, one)), join(usual));
}

/** Whether a span of instants touches a day. */
export const isOnDay = (span: { startAt: string; endAt: string }, day: string): boolean => clipToDay(span, day) !== null;

export type TodayChoices = { /** Nothing more from this minute on; null when her day is over. */ restFrom: number | null; /** Ends of the day to choose, whole hours. */ until: number[]; /** Later ends to choose. */ longer: number[] };
/**
 * What two taps can change of today: nothing more (from now, or from the end of the last visit that is agreed), an earlier end, a later one. Minutes of
 * the day; `now` in minutes.
 */
export function todayChoices(open: readonly Hours[], busy: readonly Hours[], now: number): TodayChoices {
  const closes = open.at(-1)?.to ?? 0;
  const taken = Math.max(now, ...busy.map((one) => one.to));
  const restFrom = taken < closes ? taken : null;
  const until: number[] = [];
  for (let at = Math.floor(taken / 60) * 60 + 60; at < closes; at += 60) if (open.some((one) => one.from < at)) until.push(at);
  const longer: number[] = [];
  for (let at = Math.max(Math.floor(Math.max(closes, now) / 60) * 60 + 60, 0); at <= 1440 && longer.length < 4; at += 60) longer.push(at);
  return { restFrom, until, longer };
}
