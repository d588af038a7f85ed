import type { Bilingual } from '@linli/contract';

/** Asia/Shanghai: eight hours ahead of UTC the whole year. */
const ZONE_OFFSET_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** 1 = Monday … 7 = Sunday; minutes from the city's midnight. */
export type WeeklySpan = { weekday: number; fromMinute: number; toMinute: number };
/** Epoch milliseconds; in the order in which they were made. */
export type Exception = { startAt: number; endAt: number; isAvailable: boolean };
export type Span = { startAt: number; endAt: number };

export const weekdayNames: readonly Bilingual[] = [
  { zh: '周一', en: 'Monday' }, { zh: '周二', en: 'Tuesday' }, { zh: '周三', en: 'Wednesday' }, { zh: '周四', en: 'Thursday' }, { zh: '周五', en: 'Friday' }, { zh: '周六', en: 'Saturday' }, { zh: '周日', en: 'Sunday' },
];

export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The first weekday whose times end before they start, run past midnight or overlap; null when all is well. Touching times are fine. */
export const findAvailabilityFault = (weekly: readonly WeeklySpan[]): number | null => {
  const inOrder = [...weekly].sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute);
  for (const [index, span] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (span.fromMinute >= span.toMinute || span.toMinute > 1440) return span.weekday;
    if (next && next.weekday === span.weekday && next.fromMinute < span.toMinute) return span.weekday;
  }
  return null;
};

export const cityDayStart = (at: number): number => Math.floor((at + ZONE_OFFSET_MS) / DAY_MS) * DAY_MS - ZONE_OFFSET_MS;
/** 1 = Monday … 7 = Sunday, of a day by its first instant. */
export const weekdayAt = (dayStart: number): number => ((Math.floor((dayStart + ZONE_OFFSET_MS) / DAY_MS) + 3) % 7) + 1;
/** The instant a city day ('YYYY-MM-DD') begins. */
export const dayStartOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
/** 07:30 on the city's clock. */
export const sayCityTime = (at: number): string => new Date(at + ZONE_OFFSET_MS).toISOString().slice(11, 16);
/** An instant on the last second of a city day: papers name days, not hours. */
export const dayEndOf = (day: string): number => dayStartOf(day) + DAY_MS - 1000;

const add = (spans: readonly Span[], added: Span): Span[] => {
  const merged: Span[] = [];
  let { startAt, endAt } = added;
  for (const span of spans) {
    if (span.endAt < startAt || span.startAt > endAt) merged.push(span);
    else { startAt = Math.min(startAt, span.startAt); endAt = Math.max(endAt, span.endAt); }
  }
  return [...merged, { startAt, endAt }].sort((a, b) => a.startAt - b.startAt);
};
const remove = (spans: readonly Span[], taken: Span): Span[] => spans.flatMap((span) => {
  if (span.endAt <= taken.startAt || span.startAt >= taken.endAt) return [span];
  return [{ startAt: span.startAt, endAt: taken.startAt }, { startAt: taken.endAt, endAt: span.endAt }].filter((part) => part.startAt < part.endAt);
});

/**
 * When somebody offers to work, as concrete spans between two instants: the weekly times in the city's zone, then each exception in the
 * order in which it was made (the later word counts). Spans that touch are one, so 20:00–24:00 and 00:00–06:00 carry a night visit.
 */
export const spansBetween = (weekly: readonly WeeklySpan[], exceptions: readonly Exception[], from: number, to: number): Span[] => {
  let spans: Span[] = [];
  // A day earlier: nothing of it reaches over midnight by itself, but a touching span must begin where it really begins.
  for (let day = cityDayStart(from) - DAY_MS; day < to; day += DAY_MS) {
    const weekday = weekdayAt(day);
    for (const span of weekly) {
      if (span.weekday !== weekday) continue;
      const [startAt, endAt] = [day + span.fromMinute * MINUTE_MS, day + span.toMinute * MINUTE_MS];
      const last = spans.at(-1);
      if (last && last.endAt === startAt) last.endAt = endAt;
      else spans.push({ startAt, endAt });
    }
  }
  for (const exception of exceptions) {
    if (exception.endAt <= from || exception.startAt >= to) continue;
    spans = exception.isAvailable ? add(spans, exception) : remove(spans, exception);
  }
  return spans.filter((span) => span.endAt > from && span.startAt < to);
};

const LONGEST_EXCEPTION_DAYS = 60;
/** A day off or an extra shift runs forward, is not over, and is no longer than 60 days. */
export const isExceptionRight = (startAt: Date, endAt: Date, now: Date): boolean =>
  startAt < endAt && endAt > now && endAt.getTime() - startAt.getTime() <= LONGEST_EXCEPTION_DAYS * DAY_MS;

/** 11月22日 14:00–17:00 / on 22/11, 14:00–17:00 */
export const sayCitySpan = (startAt: Date, endAt: Date): { spanZh: string; spanEn: string } => {
  const [start, end] = [startAt, endAt].map((at) => new Date(at.getTime() + ZONE_OFFSET_MS).toISOString()) as [string, string];
  const hours = `${start.slice(11, 16)}–${end.slice(11, 16)}`;
  return { spanZh: `${Number(start.slice(5, 7))}月${Number(start.slice(8, 10))}日 ${hours}`, spanEn: `on ${start.slice(8, 10)}/${start.slice(5, 7)}, ${hours}` };
};
