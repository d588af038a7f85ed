/**
 * A day that was disturbed, put right with as little change as pays: what has started stays, what still fits keeps its worker and order, the rest is
 * inserted anew (largest regret first), where nothing fits by ejecting one task that finds another place (to depth 2: Glover's ejection chains),
 * then a short ruin and recreate (Schrimpf et al. 2000; Christiaens & Vanden Berghe 2020) among the neighbours of what moved. Every task with another
 * worker than before costs `gainToMove`, so nobody is moved for less.
 */
import type { Link, Plan, Problem, TaskInput } from '../problem.ts';
import { PlannerInputError } from '../types.ts';
import type { Bilingual } from '../types.ts';
import type { PlanWords } from '../wording-plan.ts';
import { compare } from './compare.ts';
import type { PlanDiff } from './compare.ts';
import type { LiveDay } from './columns.ts';
import { addVisit, dropVisit, isStarted, openDay, planOf, problemOf, remove, setEnd } from './day.ts';
import { ejectInto, improve, insertAll, openVisits, rebuild, settle } from './mend.ts';
import { alternativesFor } from './other-times.ts';
import type { Alternative } from './other-times.ts';
import { wayBetween } from './ways.ts';
import type { Ways } from './ways.ts';
import { bindingRules } from './why-not.ts';

export type Disruption =
  | { kind: 'workerLost'; workerId: string }
  | { kind: 'overrun'; taskId: string; endAt: number }
  | { kind: 'newVisit'; tasks: TaskInput[]; links?: Link[] }
  | { kind: 'cancelled'; visitId: string }
  /** All ways take `factor` times as long from now on. */
  | { kind: 'traffic'; factor: number };
export type RepairOptions = {
  /** The moment of the disruption: who has started, or left for, a task by then is bound to it. */
  now: number;
  /** Cost a move to another worker must save. Default: `weights.moved`. */
  gainToMove?: number;
  /** Ruin-and-recreate rounds; default 120. With `keepGoing` whichever ends first. */
  iterations?: number;
  keepGoing?: () => boolean;
  seed?: number;
  words?: PlanWords;
  ways?: Ways;
};
/** `binding` and `alternatives` for what this disruption left without a place; visits that had none before are listed only (`explain` tells of them). */
export type Unplaced = { visitId: string; taskIds: string[]; binding: { rule: string; workers: number; workerId: string; reason: Bilingual } | null; alternatives: Alternative[] };
export type Repair = { problem: Problem; plan: Plan; diff: PlanDiff; unplaced: Unplaced[]; day: LiveDay };

/** Throws PlannerInputError for a disruption that names unknown tasks, visits or workers, or a senseless factor. The inputs are not changed. */
export function repair(problem: Problem, plan: Plan, disruption: Disruption, options: RepairOptions): Repair {
  const before: Record<string, string> = {};
  for (const { workerId, stops } of plan.routes) for (const stop of stops) if (stop.kind === 'task') before[stop.taskId] = workerId;
  const gain = options.gainToMove ?? problem.weights.moved ?? 0;
  const stable: Problem = { ...problem, before, weights: { ...problem.weights, moved: gain } };
  const { day } = openDay(stable, plan, { now: options.now, ...(options.ways ? { ways: { ...options.ways } } : {}) });
  const pool = disturb(day, disruption);
  for (const visit of insertAll(day, pool)) ejectInto(day, visit, 2);
  // Visits that had no place before get one if the disruption made room; no one is ejected for them.
  insertAll(day, openVisits(day));
  if (pool.length > 0) improve(day, { seed: options.seed ?? 1, iterations: options.iterations ?? 120, near: pool, ...(options.keepGoing ? { keepGoing: options.keepGoing } : {}) });
  const words = options.words ?? {};
  const unplaced = openVisits(day).map((visit): Unplaced => {
    // A visit may be begun by one of two: only the missing part is looked for.
    const tasks = day.visitTasks[visit]!.filter((task) => day.legOf[task]! < 0);
    const isAsked = pool.includes(visit);
    return {
      visitId: day.visitIds[visit]!, taskIds: tasks.map((task) => day.tasks[task]!.id), binding: isAsked ? bindingRules(day, tasks[0]!, words)[0] ?? null : null,
      alternatives: isAsked ? alternativesFor(day, visit, words) : [],
    };
  });
  const after = planOf(day);
  const now = problemOf(day);
  // The old plan is priced by the problem as it was, so that a lost worker's route does not read as a fault.
  return { problem: now, plan: after, diff: compare(disruption.kind === 'newVisit' ? { ...stable, tasks: now.tasks } : stable, plan, after, { words, way: wayBetween(day.ways) }), unplaced, day };
}

/** Makes the disruption true; answers the visits that lost their place. */
function disturb(day: LiveDay, disruption: Disruption): number[] {
  const lost = new Set<number>();
  const letGo = (tasks: readonly number[]): void => {
    // A visit is done whole: where one person drops out the others wait for the new one, or go as well.
    remove(day, tasks);
    for (const task of tasks) lost.add(day.visitOf[task]!);
  };
  switch (disruption.kind) {
    case 'workerLost': {
      const worker = day.workerIndex.get(disruption.workerId);
      if (worker === undefined) throw new PlannerInputError('workerId', `there is no worker ${disruption.workerId} in this day`);
      day.isLost[worker] = 1;
      const tasks: number[] = [];
      for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) tasks.push(day.seq[leg * day.width + k]!);
      letGo(tasks);
      break;
    }
    case 'overrun': {
      const task = day.taskIndex.get(disruption.taskId);
      if (task === undefined || !isStarted(day, task)) throw new PlannerInputError('taskId', `task ${disruption.taskId} has not started by now; move it by repair of a new window instead`);
      const leg = day.legOf[task]!;
      // The next shift of the same worker may have to begin later for it.
      const legs = leg + 1 < day.firstLeg[day.legWorker[leg]! + 1]! ? [leg, leg + 1] : [leg];
      if (!setEnd(day, disruption.taskId, disruption.endAt)) for (const visit of rebuild(day, legs)) lost.add(visit);
      // Now with nothing in the way: whatever the later end still asks of the next shift is set.
      setEnd(day, disruption.taskId, disruption.endAt);
      break;
    }
    case 'newVisit': {
      for (const task of addVisit(day, disruption.tasks, disruption.links)) lost.add(day.visitOf[task]!);
      break;
    }
    case 'cancelled': {
      dropVisit(day, disruption.visitId);
      break;
    }
    case 'traffic': {
      if (!(disruption.factor > 0 && disruption.factor < Infinity)) throw new PlannerInputError('factor', `is ${disruption.factor}; it must be above 0`);
      day.ways = { ...day.ways, factor: day.ways.factor * disruption.factor };
      for (const visit of settle(day)) lost.add(visit);
      break;
    }
  }
  // Half a visit is no visit: partners that have not started step back into the pool as well.
  for (const visit of lost) remove(day, day.visitTasks[visit]!.filter((task) => day.legOf[task]! >= 0 && !isStarted(day, task)));
  return [...lost];
}

