import type { Channel } from '@linli/contract';
import type { No } from '../rules.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './order.ts';
import { plusDays } from './series-holidays.ts';
import { RRule } from './series-rrule.ts';

export type HolidayRule = 'serve' | 'skip' | 'nextDay' | 'dayBefore';
export type WorkerMode = 'kept' | 'preferred' | 'none';
export type SeriesState = 'active' | 'paused' | 'ended';
export type VisitState = 'planned' | 'ordered' | 'skipped' | 'moved' | 'conflict';
/** Why a visit is not as the rule says; '' when it is. `blocked`: something known stands in the way; `nobody`: dispatch found nobody, and the household was told. */
export type VisitReason = '' | 'holiday' | 'paused' | 'hand' | 'unpaid' | 'cancelled' | 'blocked' | 'nobody';
/** Days of the city, both included; open at the end until resumed. */
export type Pause = { from: string; to: string | null };

/** A series as it is stored. Days are 'YYYY-MM-DD' of the city, `startMinute` counts from its midnight, money is fen. */
export type SeriesFacts = {
  id: string; customerId: string; householdId: string; addressId: string; placedBy: string; channel: Channel;
  itemId: string; quantity: number; note: string; memberIds: string[]; durationMinutes: number;
  rule: string; firstDay: string; startMinute: number; endsOn: string | null; visitLimit: number | null;
  holidayRule: HolidayRule; excludedDays: string[]; extraDays: string[]; pauses: Pause[];
  workerMode: WorkerMode; workerId: string | null; state: SeriesState; daysAhead: number; priceFen: number;
  previousId: string | null; placedAt: Date; changedAt: Date;
};
/** One visit of a series. `day` is the day the rule names; `startsAt` may lie elsewhere. */
export type VisitFacts = {
  id: string; seriesId: string; day: string; startsAt: Date; endsAt: Date; state: VisitState; reason: VisitReason; wordsZh: string; wordsEn: string;
  ownStartsAt: Date | null; ownWorkerId: string | null; isUnskipped: boolean; orderId: string | null; quotedFen: number | null; askedAt: Date | null;
};

/** Visits are written down this far ahead and the rest as time goes on: a year and a margin, whatever the rule. */
export const PLANNED_DAYS = 370;
/** An order made by a series may be paid until so long before its start; then the worker's time is given back. */
export const PAY_UNTIL_HOURS = 24;
/** So many visits in a row that nobody paid for, and the series pauses itself: a worker's time is not kept for nothing. */
export const UNPAID_BEFORE_PAUSE = 2;
/** A visit that was asked for and has no order yet is asked for again so often. */
export const ASK_AGAIN_HOURS = 24;

const ZONE_MS = 8 * HOUR_MS;
/** The instant of a minute of a day on the wall clock of Asia/Shanghai, which keeps UTC+8 the whole year. */
export const instantOf = (day: string, minute: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) - ZONE_MS + minute * MINUTE_MS);
export const dayOf = (at: Date): string => new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 10);
export const minuteOfDay = (at: Date): number => Math.floor(((at.getTime() + ZONE_MS) % DAY_MS) / MINUTE_MS);
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY'];
const allowedParts = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH', 'WKST'];
const wrong = (whyZh: string, whyEn: string): No => ({ code: 'orders.series_rule_wrong', params: { whyZh, whyEn }, field: 'rule' });

/** Why a text is no rule of a series. Its beginning and end are fields of their own, and no rule is finer than days. */
export const refuseRule = (rule: string): No | null => {
  const parts = rule.split(';').map((part) => part.split('='));
  const bad = parts.find(([key, value]) => !allowedParts.includes(key ?? '') || !value);
  if (bad) return wrong(`不认识“${bad.join('=')}”`, `“${bad.join('=')}” is not known`);
  if (!frequencies.includes(Object.fromEntries(parts)['FREQ'])) return wrong('只能按天、按周或按月重复', 'it repeats by days, weeks or months');
  try {
    const { interval } = RRule.parseString(rule);
    new RRule({ ...RRule.parseString(rule), dtstart: new Date(Date.UTC(2026, 0, 1)), count: 1 }).all();
    return interval !== undefined && (interval < 1 || interval > 52) ? wrong('间隔应在 1 到 52 之间', 'the interval is 1 to 52') : null;
  } catch {
    return wrong('读不懂这个规则', 'it cannot be read');
  }
};

/** DTSTART and RRULE as calendars exchange them. */
export const ruleText = ({ rule, firstDay, startMinute }: Pick<SeriesFacts, 'rule' | 'firstDay' | 'startMinute'>): string =>
  `DTSTART;TZID=Asia/Shanghai:${firstDay.replaceAll('-', '')}T${clockOf(startMinute).replace(':', '')}00\nRRULE:${rule}`;

type Recurring = Pick<SeriesFacts, 'rule' | 'firstDay' | 'endsOn' | 'visitLimit' | 'excludedDays' | 'extraDays'>;

/** The days the bare rule names up to a day, in order: at most `visitLimit` of them, none after `endsOn`. */
const ruleDays = (series: Recurring, to: string): string[] => {
  const until = series.endsOn !== null && series.endsOn < to ? series.endsOn : to;
  const options = RRule.parseString(series.rule);
  return new RRule({ ...options, dtstart: new Date(`${series.firstDay}T00:00:00Z`), until: new Date(`${until}T00:00:00Z`), ...(series.visitLimit !== null && { count: series.visitLimit }) })
    .all().map((at) => at.toISOString().slice(0, 10));
};

/** The days on which a visit is due between two days: the rule's, without the excluded, with the extra ones. Holidays are looked at later. */
export const occurrenceDays = (series: Recurring, from: string, to: string): string[] => {
  const extra = series.extraDays.filter((day) => day >= series.firstDay && (series.endsOn === null || day <= series.endsOn));
  const days = new Set([...ruleDays(series, to).filter((day) => !series.excludedDays.includes(day)), ...extra]);
  return [...days].filter((day) => day >= from && day <= to).sort();
};

/** How many visits of the limit the rule has used up before a day. */
export const countBefore = (series: Recurring, day: string): number => ruleDays(series, plusDays(day, -1)).length;

export const isPausedOn = (pauses: readonly Pause[], day: string): boolean => pauses.some(({ from, to }) => day >= from && (to === null || day <= to));

/** What a series is on a day: ended when its end has passed and nothing is left, paused within a pause. */
export const stateOn = (series: Pick<SeriesFacts, 'state' | 'endsOn' | 'pauses'>, day: string, hasUpcoming: boolean): SeriesState => {
  if (series.state === 'ended' || (!hasUpcoming && series.endsOn !== null && series.endsOn < day)) return 'ended';
  return isPausedOn(series.pauses, day) ? 'paused' : 'active';
};

/** Until when a visit's order may be paid: a day before it starts, and never less than the ordinary time to pay. */
export const payBeforeOf = (startsAt: Date, now: Date, payMinutes: number): Date =>
  new Date(Math.max(startsAt.getTime() - PAY_UNTIL_HOURS * HOUR_MS, Math.min(now.getTime() + payMinutes * MINUTE_MS, startsAt.getTime())));

/** When a visit's order is due to be made. */
export const dueAt = (visit: Pick<VisitFacts, 'startsAt'>, daysAhead: number): Date => new Date(visit.startsAt.getTime() - daysAhead * DAY_MS);

/** Whether an order is to be made for a visit now: it is due, waits for one, was not just asked for, and there is still time. */
export const isDue = (visit: VisitFacts, series: Pick<SeriesFacts, 'state' | 'daysAhead'>, now: Date, minLeadMinutes: number): boolean => {
  if (series.state !== 'active' || !['planned', 'moved', 'conflict'].includes(visit.state)) return false;
  if (dueAt(visit, series.daysAhead) > now || visit.startsAt.getTime() < now.getTime() + minLeadMinutes * MINUTE_MS) return false;
  return visit.askedAt === null || visit.askedAt.getTime() + ASK_AGAIN_HOURS * HOUR_MS <= now.getTime();
};

/** When the series is to be looked at next: an order falls due, a pause begins or ends, a conflict is tried again; once a month at least. */
export const nextLook = (series: SeriesFacts, visits: readonly VisitFacts[], now: Date): Date => {
  const moments = [
    ...visits.filter(({ state, startsAt }) => ['planned', 'moved', 'conflict'].includes(state) && startsAt > now).map((visit) => dueAt(visit, series.daysAhead)),
    ...visits.filter(({ state, startsAt, askedAt }) => state !== 'ordered' && state !== 'skipped' && startsAt > now && askedAt !== null).map(({ askedAt }) => new Date(askedAt!.getTime() + ASK_AGAIN_HOURS * HOUR_MS)),
    ...series.pauses.flatMap(({ from, to }) => [instantOf(from, 0), ...(to === null ? [] : [instantOf(plusDays(to, 1), 0)])]),
  ].filter((at) => at > now);
  return new Date(Math.min(now.getTime() + 30 * DAY_MS, ...moments.map(Number)));
};

/** The worker a visit is for: its own, else the series'. */
export const workerOfVisit = (visit: Pick<VisitFacts, 'ownWorkerId'>, series: Pick<SeriesFacts, 'workerId'>): string | null => visit.ownWorkerId ?? series.workerId;

/** Why a pause cannot be. */
export const refusePause = (pauses: readonly Pause[], pause: Pause, today: string): No | null => {
  const no = (whyZh: string, whyEn: string): No => ({ code: 'orders.series_pause_wrong', params: { whyZh, whyEn }, field: 'from' });
  if (pause.from < today) return no('不能从过去开始', 'it cannot begin in the past');
  if (pause.to !== null && pause.to < pause.from) return no('结束早于开始', 'it ends before it begins');
  const isOver = pauses.some(({ from, to }) => (to === null || to >= pause.from) && (pause.to === null || from <= pause.to));
  return isOver ? no('这段时间已经暂停', 'there is a pause in that time already') : null;
};
