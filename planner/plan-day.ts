/**
 * The desk's day, planned anew: what stands, improved by as little moving about as pays. One call from the desk's own tables to what changes for whom;
 * `threads/off-thread.ts` runs it beside the server.
 */
import { deskDay } from './desk-day.ts';
import type { DeskDay, DeskDayOptions, DeskVisit } from './desk-day.ts';
import { openDay, planOf } from './live/day.ts';
import { ejectInto, improve, insertAll, openVisits } from './live/mend.ts';
import { distanceBetween, timeBetween, travelModes, wayBetween } from './live/ways.ts';
import type { LiveDay } from './live/columns.ts';
import { evaluatePlan } from './evaluate.ts';
import type { Plan, TravelMatrix } from './problem.ts';
import { solve } from './solve.ts';
import { stopping } from './stopping.ts';
import { wallClock } from './threads/clock.ts';
import type { WorkerView } from './types.ts';

/** `isHeldUnlessLate`: stays with its worker while she can keep the hour; a lateness beyond `LATE_FREES` (or no way to keep it at all) frees it. */
export type PlanVisit = DeskVisit & { isHeldUnlessLate?: boolean };
export type DayPlanOptions = DeskDayOptions & {
  /** Rounds of search at most; it ends earlier after `seconds`. */
  iterations: number;
  seconds: number;
  seed?: number;
};
/** Where a visit stands in a plan: epoch milliseconds; `detourSeconds` is the way its worker makes only for it. */
export type Placed = { workerId: string; startAt: number; lateSeconds: number; detourSeconds: number };
/** Ways of the workers concerned, lateness of the visits given, visits without anybody, workers with a visit. */
export type DayTotals = { travelMeters: number; travelSeconds: number; lateSeconds: number; unassigned: number; workers: number };
export type PlannedDay = { visits: { visitId: string; before: Placed | null; after: Placed | null }[]; before: DayTotals; after: DayTotals; rounds: number; seconds: number };

/** Later than this by what stands, and a visit that is only held may go to somebody else. */
export const LATE_FREES = 600;

/**
 * Plans the day from what stands. Every visit that changes hands pays `gainToMove`; visits without anybody come first. The answer names every visit given,
 * before and after; a visit that changed nothing has the same worker in both. Throws PlannerInputError like `deskDay`.
 */
export function planDay(visits: readonly PlanVisit[], workers: readonly WorkerView[], options: DayPlanOptions): PlannedDay {
  const keepGoing = stopping({ seconds: options.seconds }, wallClock);
  const ids = new Set(visits.map(({ visitId }) => visitId));
  const asPinned = (freed: ReadonlySet<string>) => visits.map(({ isHeldUnlessLate = false, ...visit }): DeskVisit => ({ ...visit, isPinned: visit.isPinned === true || (isHeldUnlessLate && !freed.has(visit.visitId)) }));
  const open = (freed: ReadonlySet<string>): { desk: DeskDay; day: LiveDay } => {
    const desk = deskDay(asPinned(freed), workers, options);
    return { desk, day: openDay(desk.problem, desk.plan, { ways: desk.ways, now: (options.now - options.from) / 1000 }).day };
  };
  let { desk, day } = open(new Set());
  let standing = planOf(day);
  const hoursOff = lateOf(standing);
  const freed = new Set(visits.filter(({ visitId, isHeldUnlessLate }) => isHeldUnlessLate && (hoursOff.get(visitId) ?? Infinity) > LATE_FREES).map(({ visitId }) => visitId));
  if (freed.size > 0) {
    ({ desk, day } = open(freed));
    standing = planOf(day);
  }
  for (const visit of insertAll(day, openVisits(day))) ejectInto(day, visit, 2);
  const { plan: after, rounds } = search(desk, day, options, Math.max(0.2, options.seconds - keepGoing.seconds()));
  const stoodAt = placedIn(desk, standing, ids, options.from);
  const standsAt = placedIn(desk, after, ids, options.from);
  return {
    visits: visits.map(({ visitId }) => ({ visitId, before: stoodAt.get(visitId) ?? null, after: standsAt.get(visitId) ?? null })),
    before: totalsOf(desk, standing, stoodAt, ids), after: totalsOf(desk, after, standsAt, ids), rounds, seconds: keepGoing.seconds(),
  };
}

/**
 * The engines search a whole day many times faster than the live day does, on matrices; from a day that promises more than anybody can keep they
 * find no plan at all, and the live day, which leaves such promises aside, mends what it can.
 */
function search(desk: DeskDay, day: LiveDay, { iterations, seed = 1 }: DayPlanOptions, seconds: number): { plan: Plan; rounds: number } {
  const begin = planOf(day);
  const way = wayBetween(desk.ways);
  const solved = solve({ ...desk.problem, travel: matricesOf(desk) }, { begin, seed, stop: { seconds, iterations } });
  if (solved.isFeasible && evaluatePlan(desk.problem, solved, way).faults.length === 0) return { plan: evaluatePlan(desk.problem, begin, way).cost <= solved.cost + 1e-6 ? begin : solved, rounds: solved.iterations };
  const rounds = improve(day, { seed, iterations: MENDING_ROUNDS });
  return { plan: planOf(day), rounds };
}
const MENDING_ROUNDS = 200;

/** Ways between all places of the day, for the modes somebody goes by; the others share one that is never read. */
function matricesOf({ problem, ways }: DeskDay): TravelMatrix[] {
  const used = new Set(problem.workers.map(({ mode = 0 }) => mode));
  const { places } = ways;
  const none = new Float64Array(places * places);
  return travelModes.map((_, mode) => {
    if (!used.has(mode)) return { time: none, distance: none };
    const [time, distance] = [new Float64Array(places * places), new Float64Array(places * places)];
    for (let from = 0; from < places; from++) for (let to = 0; to < places; to++) {
      time[from * places + to] = timeBetween(ways, mode, from, to);
      distance[from * places + to] = distanceBetween(ways, mode, from, to);
    }
    return { time, distance };
  });
}

const lateOf = ({ routes }: Plan): Map<string, number> => new Map(routes.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'task' ? [[stop.taskId, stop.lateness] as const] : []))));

function placedIn({ problem, ways }: DeskDay, { routes }: Plan, ids: ReadonlySet<string>, from: number): Map<string, Placed> {
  const placeOf = new Map(problem.tasks.map(({ id, place }) => [id, place]));
  const workerOf = new Map(problem.workers.map((worker) => [worker.id, worker]));
  const placed = new Map<string, Placed>();
  for (const { workerId, stops } of routes) {
    const worker = workerOf.get(workerId)!;
    const tasks = stops.flatMap((stop) => (stop.kind === 'task' ? [stop] : []));
    const way = (a: number, b: number): number => timeBetween(ways, worker.mode ?? 0, a, b);
    tasks.forEach((stop, at) => {
      if (!ids.has(stop.taskId)) return;
      const here = placeOf.get(stop.taskId)!;
      const [last, next] = [at > 0 ? placeOf.get(tasks[at - 1]!.taskId)! : worker.start ?? -1, at + 1 < tasks.length ? placeOf.get(tasks[at + 1]!.taskId)! : worker.end ?? -1];
      // There and back from home has nothing that falls away.
      const fallsAway = last === next ? 0 : way(last, next);
      placed.set(stop.taskId, { workerId, startAt: from + stop.startAt * 1000, lateSeconds: stop.lateness, detourSeconds: Math.max(0, way(last, here) + way(here, next) - fallsAway) });
    });
  }
  return placed;
}

function totalsOf({ problem, ways }: DeskDay, { routes }: Plan, placed: ReadonlyMap<string, Placed>, ids: ReadonlySet<string>): DayTotals {
  const placeOf = new Map(problem.tasks.map(({ id, place }) => [id, place]));
  const workerOf = new Map(problem.workers.map((worker) => [worker.id, worker]));
  const totals: DayTotals = { travelMeters: 0, travelSeconds: 0, lateSeconds: 0, unassigned: ids.size - placed.size, workers: 0 };
  for (const { workerId, stops } of routes) {
    const worker = workerOf.get(workerId)!;
    const tasks = stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : []));
    const places = [worker.start ?? -1, ...tasks.map((id) => placeOf.get(id)!), worker.end ?? -1];
    for (let at = 1; at < places.length; at++) {
      totals.travelSeconds += timeBetween(ways, worker.mode ?? 0, places[at - 1]!, places[at]!);
      totals.travelMeters += distanceBetween(ways, worker.mode ?? 0, places[at - 1]!, places[at]!);
    }
    if (tasks.some((id) => ids.has(id))) totals.workers += 1;
  }
  for (const { lateSeconds } of placed.values()) totals.lateSeconds += lateSeconds;
  return totals;
}
