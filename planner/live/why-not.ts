/** Why workers cannot take a task, each with the rule that really binds, the nearest to possible first. */
import { timeRules, totalRules, workerRules } from '../rules-plan.ts';
import type { Added } from '../rules-plan.ts';
import type { Bilingual } from '../types.ts';
import type { PlanWords } from '../wording-plan.ts';
import type { LiveDay } from './columns.ts';
import { durationOf } from './columns.ts';
import { fitAt } from './fit.ts';
import type { Fit } from './fit.ts';
import type { BlockedWorker } from './insert.ts';
import { timeBetween } from './ways.ts';

export type Binding = { rule: string; lacks: number; reason: (words: PlanWords) => Bilingual };

/** What binds at one position: the first broken rule in the order of the list. Null: it fits. */
export function bindingAt(fit: Fit): Binding | null {
  const { day, worker } = fit;
  const added = addedAt(fit);
  for (const rule of totalRules) if (!rule.holds(day, worker, added)) return { rule: rule.name, lacks: 0, reason: (words) => rule.say(day, worker, added, words) };
  for (const rule of timeRules) {
    const lacks = rule.lacks(fit);
    if (lacks > 0) return { rule: rule.name, lacks, reason: (words) => rule.say(fit, words) };
  }
  return null;
}

function addedAt({ day, task, leg, worker, previous, next, wayIn, wayOut }: Fit): Added {
  const count = day.legCount[leg]!;
  const from = previous >= 0 ? day.place[previous]! : day.legStart[leg]!;
  const to = next >= 0 ? day.place[next]! : day.legEnd[leg]!;
  const gone = count > 0 && to >= 0 && from >= 0 ? timeBetween(day.ways, day.mode[worker]!, from, to) : 0;
  const travel = wayIn + wayOut - gone;
  return { tasks: 1, task, work: durationOf(day, task, worker) + travel, travel };
}

/**
 * A worker's obstacles: every broken rule of the pairing; if there is none, the one rule of the position that came nearest. Empty: can take it.
 * Positions are weighed by the time that is missing, so the reason shown is the one whose removal helps first.
 */
export function obstaclesOf(day: LiveDay, task: number, worker: number): { all: { rule: string; reason: (words: PlanWords) => Bilingual }[]; lacks: number } {
  const broken = workerRules.filter((rule) => !rule.holds(day, task, worker));
  if (broken.length > 0) return { all: broken.map((rule) => ({ rule: rule.name, reason: (words: PlanWords) => rule.say(day, task, worker, words) })), lacks: Infinity };
  let nearest: Binding | null = null;
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) {
    for (let position = day.legFrozen[leg]!; position <= day.legCount[leg]!; position++) {
      if (day.legBase[leg] === Infinity) continue;
      const fit = fitAt(day, task, leg, position);
      // A break may move out of the way, which the rules of one position do not see: there only the full timing may say that it fits.
      if (day.legBreaks[leg] && totalRules.every((rule) => rule.holds(day, worker, addedAt(fit))) && fit.timed() === 'fits') return { all: [], lacks: 0 };
      const binding = bindingAt(fit);
      if (binding === null) return { all: [], lacks: 0 };
      if (nearest === null || binding.lacks < nearest.lacks) nearest = binding;
    }
  }
  nearest ??= { rule: 'shift', lacks: Infinity, reason: () => ({ zh: '没有可用的班次', en: 'Has no shift left' }) };
  return { all: [nearest], lacks: nearest.lacks };
}

/** The workers who cannot take the task (for a visit: its first task that they are asked for), at most `limit`. */
export function whyNot(day: LiveDay, tasks: readonly number[], limit: number, words: PlanWords): BlockedWorker[] {
  const found: { worker: number; task: number; obstacles: ReturnType<typeof obstaclesOf> }[] = [];
  const skilled: number[] = [];
  const unskilled: { worker: number; broken: number }[] = [];
  const task = tasks[0]!;
  for (let worker = 0; worker < day.workerIds.length; worker++) {
    let broken = 0;
    for (const rule of workerRules) if (!rule.holds(day, task, worker)) broken += 1;
    if (broken === 0) skilled.push(worker); else unskilled.push({ worker, broken });
  }
  // Positions of a whole city are priced only as far as a desk reads: those who could by their papers, the nearest misses first.
  for (const worker of skilled) {
    const obstacles = obstaclesOf(day, task, worker);
    if (obstacles.all.length > 0) found.push({ worker, task, obstacles });
  }
  found.sort((a, b) => a.obstacles.lacks - b.obstacles.lacks || a.worker - b.worker);
  unskilled.sort((a, b) => a.broken - b.broken || a.worker - b.worker);
  for (const { worker } of unskilled.slice(0, Math.max(0, limit - found.length))) found.push({ worker, task, obstacles: obstaclesOf(day, task, worker) });
  return found.slice(0, limit).map(({ worker, obstacles }) => ({
    workerId: day.workerIds[worker]!, taskId: day.tasks[task]!.id, blockers: obstacles.all.map(({ rule, reason }) => ({ rule, reason: reason(words) })),
  }));
}

/** The rules that keep a task out of every worker's day, most frequent first, with the nearest miss as the sentence. */
export function bindingRules(day: LiveDay, task: number, words: PlanWords): { rule: string; workers: number; workerId: string; reason: Bilingual }[] {
  const byRule = new Map<string, { workers: number; lacks: number; worker: number; reason: (words: PlanWords) => Bilingual }>();
  for (let worker = 0; worker < day.workerIds.length; worker++) {
    const { all, lacks } = obstaclesOf(day, task, worker);
    const first = all[0];
    if (!first) continue;
    const one = byRule.get(first.rule);
    if (!one) byRule.set(first.rule, { workers: 1, lacks, worker, reason: first.reason });
    else { one.workers += 1; if (lacks < one.lacks) { one.lacks = lacks; one.worker = worker; one.reason = first.reason; } }
  }
  return [...byRule].sort((a, b) => a[1].lacks - b[1].lacks || b[1].workers - a[1].workers)
    .map(([rule, { workers, worker, reason }]) => ({ rule, workers, workerId: day.workerIds[worker]!, reason: reason(words) }));
}
