import type { OrderStatus } from '@linli/contract';
import { dayOf } from '../shared/format.ts';
import { phaseOf } from './next-step.ts';

type Planned = { status: OrderStatus; startAt: string | null; endAt: string | null; arrivedAt: string | null; workerPayFen: number | null };
export type DayPlan<V> = {
  /** What she is at or goes to next, today or later. */
  next: V | null;
  /** Everything of today in order, the cancelled too. */
  today: V[];
  /** Accepted visits of the following days, without `next`. */
  later: V[];
  earnedFen: number;
  expectedFen: number;
};

const startOf = (visit: Planned): number => Date.parse(visit.startAt ?? '');

/** Sorts visits into what comes next, today and later. `today` is a day of the city. */
export function planDay<V extends Planned>(visits: readonly V[], today: string): DayPlan<V> {
  const known = visits.filter((visit) => visit.startAt !== null && phaseOf(visit) !== 'offered').sort((a, b) => startOf(a) - startOf(b));
  const open = known.filter((visit) => !['done', 'broken'].includes(phaseOf(visit)));
  const next = open.find((visit) => visit.status !== 'accepted') ?? open[0] ?? null;
  const ofToday = known.filter((visit) => dayOf(visit.startAt!) === today);
  const sum = (some: readonly V[]): number => some.reduce((total, visit) => total + (visit.workerPayFen ?? 0), 0);
  return {
    next,
    today: ofToday,
    later: open.filter((visit) => visit !== next && dayOf(visit.startAt!) > today),
    earnedFen: sum(ofToday.filter((visit) => phaseOf(visit) === 'done')),
    expectedFen: sum(ofToday.filter((visit) => open.includes(visit))),
  };
}

/** Minutes free between the end of one visit and the start of the next; below zero they overlap. */
export const gapMinutes = (before: { endAt: string | null }, after: { startAt: string | null }): number =>
  Math.round((Date.parse(after.startAt ?? '') - Date.parse(before.endAt ?? '')) / 60_000);
