import type { Bilingual } from '@linli/contract';
import { addMilliseconds, MINUTE_MS } from './order.ts';
import { holidayOn, plusDays } from './series-holidays.ts';
import { dayOf, instantOf, isPausedOn, occurrenceDays, type SeriesFacts, type VisitFacts, type VisitReason, type VisitState } from './series.ts';
import { sayHolidayMoved, sayHolidaySkipped, sayPaused } from './series-words.ts';

/** A visit a holiday pushes away is not pushed further than this; then it is left out. */
const FURTHEST_SHIFT_DAYS = 10;

/** The day a visit goes to when its own is a holiday: the nearest in the direction that is none and has no visit of the series; null when there is none. */
const shiftedDay = (day: string, direction: 1 | -1, taken: ReadonlySet<string>): string | null => {
  for (let step = 1; step <= FURTHEST_SHIFT_DAYS; step++) {
    const other = plusDays(day, step * direction);
    if (!taken.has(other) && holidayOn(other) === null) return other;
  }
  return null;
};

const settled = (visit: VisitFacts, to: { state: VisitState; reason: VisitReason; startsAt: Date; words?: Bilingual }, durationMinutes: number): VisitFacts => {
  const isSame = visit.startsAt.getTime() === to.startsAt.getTime();
  // That dispatch found nobody stands as long as the visit stays where it is; everything else is looked at anew.
  if (visit.state === 'conflict' && visit.askedAt !== null && isSame && (to.state === 'planned' || to.state === 'moved')) return visit;
  return { ...visit, state: to.state, reason: to.reason, startsAt: to.startsAt, endsAt: addMilliseconds(to.startsAt, durationMinutes * MINUTE_MS), wordsZh: to.words?.zh ?? '', wordsEn: to.words?.en ?? '', ...(!isSame && { askedAt: null }) };
};

/** What hands, money or an order decided about a visit stands against the rule. */
const standing: readonly VisitReason[] = ['hand', 'unpaid', 'cancelled'];

const settleVisit = (series: SeriesFacts, visit: VisitFacts, taken: ReadonlySet<string>, now: Date): VisitFacts => {
  if (visit.state === 'ordered' || (visit.state === 'skipped' && standing.includes(visit.reason))) return visit;
  const usual = instantOf(visit.day, series.startMinute);
  const to = (state: VisitState, reason: VisitReason, startsAt: Date, words?: Bilingual): VisitFacts => settled(visit, { state, reason, startsAt, ...(words && { words }) }, series.durationMinutes);
  if (isPausedOn(series.pauses, visit.day)) return to('skipped', 'paused', visit.ownStartsAt ?? usual, sayPaused);
  if (visit.ownStartsAt) return to('moved', '', visit.ownStartsAt);
  const holiday = visit.isUnskipped || series.holidayRule === 'serve' ? null : holidayOn(visit.day);
  if (!holiday) return to('planned', '', usual);
  const day = series.holidayRule === 'skip' ? null : shiftedDay(visit.day, series.holidayRule === 'nextDay' ? 1 : -1, taken);
  const startsAt = day === null ? null : instantOf(day, series.startMinute);
  if (startsAt === null || startsAt <= now) return to('skipped', 'holiday', usual, sayHolidaySkipped(holiday.name));
  return to('moved', 'holiday', startsAt, sayHolidayMoved(holiday.name, startsAt));
};

/**
 * The visits a series should have from now on, out of those it has: one per day the rule names, holidays and pauses looked at.
 * Visits with an order, visits changed or left out by hand and visits whose time has come stay as they are. Answers all of them in order of their days.
 */
export const settle = (series: SeriesFacts, visits: readonly VisitFacts[], about: { now: Date; to: string; newId: () => string }): VisitFacts[] => {
  const isOver = (visit: VisitFacts): boolean => visit.startsAt <= about.now;
  const known = new Map(visits.map((visit) => [visit.day, visit]));
  const days = series.state === 'ended' ? [] : occurrenceDays(series, dayOf(about.now), about.to);
  const taken = new Set([...days, ...visits.filter(({ state }) => state === 'ordered').map(({ startsAt }) => dayOf(startsAt))]);
  const kept = visits.filter((visit) => isOver(visit) || (visit.state === 'ordered' && !days.includes(visit.day)));
  const result = new Map(kept.map((visit) => [visit.day, visit]));
  for (const day of days) {
    const had = known.get(day);
    if (had && isOver(had)) continue;
    const startsAt = instantOf(day, series.startMinute);
    if (!had && startsAt <= about.now) continue;
    const visit = settleVisit(series, had ?? {
      id: about.newId(), seriesId: series.id, day, startsAt, endsAt: addMilliseconds(startsAt, series.durationMinutes * MINUTE_MS), state: 'planned', reason: '', wordsZh: '', wordsEn: '',
      ownStartsAt: null, ownWorkerId: null, isUnskipped: false, orderId: null, quotedFen: null, askedAt: null,
    }, taken, about.now);
    if (visit.state === 'moved') taken.add(dayOf(visit.startsAt));
    result.set(day, visit);
  }
  return [...result.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
};

/** A change of the rule shifts a visit at most this far; further away it is another visit. */
const SAME_VISIT_DAYS = 6;
const distanceDays = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/**
 * Which of the new days each visit goes to when the rule changes: its own where that stays, else the nearest free one within
 * the week. A visit left out by hand stays left out, a paid one keeps its order and uses up its day. Visits without a day are not in the answer.
 */
export const carry = (visits: readonly VisitFacts[], days: readonly string[]): Map<string, string> => {
  const free = new Set(days);
  const to = new Map<string, string>();
  for (const { id, day } of visits) if (free.delete(day)) to.set(id, day);
  for (const { id, day } of visits) {
    if (to.has(id)) continue;
    const near = [...free].filter((other) => distanceDays(day, other) <= SAME_VISIT_DAYS).sort((a, b) => distanceDays(day, a) - distanceDays(day, b) || (a < b ? 1 : -1))[0];
    if (near === undefined) continue;
    free.delete(near);
    to.set(id, near);
  }
  return to;
};
