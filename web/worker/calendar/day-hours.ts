import { instantAt } from '../../shared/format.ts';
import { weekdayOf } from '../income/span.ts';

/** Minutes of a day, 0–1440; `to` is not included. */
export type Hours = { from: number; to: number };
export type Rule = { weekday: number; from: string; to: string };
type Exception = { startAt: string; endAt: string; isAvailable: boolean };

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

/** The hours of a day in which she takes orders: the week's rule and extra shifts, less the time off. */
export function openHours(day: string, weekly: readonly Rule[], exceptions: readonly Exception[]): Hours[] {
  const onDay = exceptions.flatMap((exception) => { const hours = clipToDay(exception, day); return hours ? [{ ...hours, isAvailable: exception.isAvailable }] : []; });
  const usual = weekly.filter((rule) => rule.weekday === weekdayOf(day)).map((rule) => ({ from: minutesOf(rule.from), to: minutesOf(rule.to) }));
  const open = join([...usual, ...onDay.filter((one) => one.isAvailable)]);
  return onDay.filter((one) => !one.isAvailable).reduce<Hours[]>((left, off) => without(left, off), open);
}

/** Whether a span of instants touches a day. */
export const isOnDay = (span: { startAt: string; endAt: string }, day: string): boolean => clipToDay(span, day) !== null;
