import type { sessionKinds } from '@linli/contract';
import { dayAfter, instantOf, weekdayOf } from './cohorts.ts';

export type PlanLine = { kind: (typeof sessionKinds)[number]; module: string; title: string; minutes: number };
export type Planned = PlanLine & { startAt: Date; endAt: Date };
const THEORY: readonly string[] = ['class', 'case', 'live'];
export const minutesOf = (plan: readonly PlanLine[]): { theory: number; practice: number } => {
  const sum = (some: readonly PlanLine[]): number => some.reduce((total, { minutes }) => total + minutes, 0);
  return { theory: sum(plan.filter(({ kind }) => THEORY.includes(kind))), practice: sum(plan.filter(({ kind }) => !THEORY.includes(kind))) };
};

const PAUSE_MINUTES = 10;
const NOON = 12 * 60;
const AFTER_NOON = 13 * 60 + 30;
const LAST_MINUTE = 21 * 60;
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * Lays a plan over the days of a cohort, in the order of its lines: on the weekdays named, from the hour named, so many minutes a day at most, with pauses and a
 * noon. A line longer than what a day holds has a day of its own. Answers what fits and how many minutes are left over.
 */
export const layPlan = (plan: readonly PlanLine[], about: { startsOn: string; endsOn: string; notBefore: Date; from: string; weekdays: readonly number[]; minutesPerDay: number }): { sessions: Planned[]; leftMinutes: number } => {
  const begin = Number(about.from.slice(0, 2)) * 60 + Number(about.from.slice(3));
  const sessions: Planned[] = [];
  const lines = [...plan];
  for (let day = about.startsOn; day <= about.endsOn && lines.length > 0; day = dayAfter(day)) {
    if (!about.weekdays.includes(weekdayOf(day))) continue;
    let at = begin;
    let used = 0;
    while (lines.length > 0) {
      const line = lines[0]!;
      if (used > 0 && used + line.minutes > about.minutesPerDay) break;
      if (at < AFTER_NOON && at + line.minutes > NOON && at > begin) at = Math.max(at, AFTER_NOON);
      if (at + line.minutes > LAST_MINUTE) break;
      const startAt = instantOf(day, clock(at));
      if (startAt <= about.notBefore) break;
      sessions.push({ ...line, startAt, endAt: new Date(startAt.getTime() + line.minutes * 60_000) });
      lines.shift();
      used += line.minutes;
      at += line.minutes + PAUSE_MINUTES;
    }
  }
  return { sessions, leftMinutes: lines.reduce((total, { minutes }) => total + minutes, 0) };
};
