import type { Bilingual } from '@linli/contract';
import { cityDayStart, sayCityTime, weekdayAt } from './availability.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No visit is longer: the rest to a visit that began so long ago is not in question. */
const REST_REACH_MS = DAY_MS;
/** A visit that runs over still keeps its worker; after so long without an end it is no longer believed. */
export const LONGEST_OVERRUN_MS = 4 * 3_600_000;

type Claim = { id: string; startAt: number; endAt: number; isLive: boolean };

/** Monday 00:00 of the city week an instant falls in. */
export const weekStartOf = (at: number): number => { const day = cityDayStart(at); return day - (weekdayAt(day) - 1) * DAY_MS; };

/** What has to be looked at so that hours and rest of the days from `from` to `to` (midnights) can be told: their whole weeks, and a day on each side. */
export const countedSpan = (from: number, to: number): { from: number; to: number } => ({
  from: Math.min(weekStartOf(from), from - REST_REACH_MS), to: Math.max(weekStartOf(to - 1) + 7 * DAY_MS, to + REST_REACH_MS),
});

/** Live claims that touch the span keep her from elsewhere; everything else is told beside them. */
export const partClaims = <C extends Claim>(claims: readonly C[], from: number, to: number, now: number): [C[], C[]] => {
  const isNear = (claim: C): boolean => claim.isLive && claim.startAt < to && claim.endAt > Math.min(from, now - LONGEST_OVERRUN_MS);
  return [claims.filter(isNear), claims.filter((claim) => !isNear(claim))];
};

/** Minutes between two instants, overlaps counted once. Sorted by start. */
export const minutesWithin = (claims: readonly { startAt: number; endAt: number }[], from: number, to: number): number => {
  let [countedTo, taken] = [from, 0];
  for (const { startAt, endAt } of claims) {
    const [begin, end] = [Math.max(startAt, countedTo), Math.min(endAt, to)];
    if (end > begin) { taken += end - begin; countedTo = end; }
  }
  return taken / MINUTE_MS;
};

export type HoursLimits = { weekHoursUsual: number; weekHoursMost: number; restHours: number };
export type Rested = { startAt: number; endAt: number };

/** When the next working day may begin: the end of the last visit that began today or before, with the rest after it; null when tomorrow is free from its first minute. */
export const nextStartFrom = (claims: readonly Rested[], now: number, restHours: number): number | null => {
  const tomorrow = cityDayStart(now) + DAY_MS;
  const last = Math.max(...claims.filter(({ startAt }) => startAt < tomorrow).map(({ endAt }) => endAt), -Infinity) + restHours * 3_600_000;
  return last > tomorrow ? last : null;
};

const hours = (minutes: number): string => String(Math.round(minutes / 6) / 10);

/** Her week in a sentence: what is booked, what is left, and what is said beyond the usual hours. */
export const sayWeek = (minutes: number, limits: HoursLimits): Bilingual => {
  const left = limits.weekHoursMost * 60 - minutes;
  if (left <= 0) return { zh: `这一周已排 ${hours(minutes)} 小时，到了每周 ${limits.weekHoursMost} 小时的上限，下周一之前不再给您派新单`, en: `${hours(minutes)} h this week, the weekly limit of ${limits.weekHoursMost} h: no new orders before Monday` };
  if (minutes > limits.weekHoursUsual * 60) return { zh: `这一周已排 ${hours(minutes)} 小时，超过了 ${limits.weekHoursUsual} 小时，累了就把不想接的时间设为休息`, en: `${hours(minutes)} h this week, beyond ${limits.weekHoursUsual} h: take time off when you are tired` };
  return { zh: `这一周已排 ${hours(minutes)} 小时，最多 ${limits.weekHoursMost} 小时，还能排 ${hours(left)} 小时`, en: `${hours(minutes)} h this week of at most ${limits.weekHoursMost} h, ${hours(left)} h left` };
};

/** The rest in a sentence. */
export const sayRest = (from: number | null, limits: HoursLimits): Bilingual => {
  if (limits.restHours === 0) return { zh: '两个工作日之间的休息由您自己安排', en: 'You arrange the rest between two working days yourself' };
  const rule = { zh: `收工后至少休息 ${limits.restHours} 小时再派第二天的单`, en: `At least ${limits.restHours} h of rest before the next day’s first visit` };
  return from === null ? rule : { zh: `${rule.zh}：明天最早 ${sayCityTime(from)} 开工`, en: `${rule.en}: tomorrow not before ${sayCityTime(from)}` };
};
