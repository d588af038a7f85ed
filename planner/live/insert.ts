/**
 * Who could take one more visit, at what cost, and why not the others.
 *
 * One walk over all legs. A position is out at once when the free time there cannot meet the window (two comparisons, no way asked); what is left
 * is priced in O(1) plus the stops its delay really moves. Where a delay would reach a linked task, or the leg has a break to place, a lower
 * bound is kept instead and only the most promising are timed in full, best bound first, until no bound can beat the k-th exact cost: best-first
 * branch and bound, so the answer is exact. Visits for several people: the same over combinations, cheapest sum of bounds first.
 */
import type { Plan, Problem } from '../problem.ts';
import { softRules, workerRules } from '../rules-plan.ts';
import { PlannerInputError } from '../types.ts';
import type { Bilingual } from '../types.ts';
import type { PlanWords } from '../wording-plan.ts';
import { durationOf, startIn } from './columns.ts';
import type { LiveDay } from './columns.ts';
import { openDay } from './day.ts';
import type { OpenOptions } from './day.ts';
import { nearOffers, priceFrom, pricedStart, topOffers } from './scan.ts';
import type { Offer } from './scan.ts';
import { beginTrial, touchedLegs, undoTrial } from './changes.ts';
import { retime } from './timing.ts';
import { putAll, topsOf, tryAll, worstCost } from './trial.ts';
import { whyNot } from './why-not.ts';

export type InsertOptions = {
  /** Candidates to return, best first. Default 10. */
  k?: number;
  /** Workers who cannot, to write out with their reasons, the nearest to possible first. Default 0: automatic dispatch asks no why-not. */
  blockedLimit?: number;
  words?: PlanWords;
  /** Full timings at most; a ceiling against a city of two-person visits and breaks. Default 100. */
  maxTrials?: number;
};
/** `shift`: which of the worker's shifts; `position`: where in it, counted from 0; the neighbours as they are before. */
export type Placement = { taskId: string; workerId: string; shift: number; position: number; startAt: number; endAt: number; afterTaskId: string | null; beforeTaskId: string | null };
/** `deltaCost`: what doing it adds to the plan's cost (what leaving it out would cost is not deducted). `reasons`: the parts of it that are not zero. */
export type InsertCandidate = { deltaCost: number; placements: Placement[]; reasons: { part: string; amount: number; reason: Bilingual }[] };
export type BlockedWorker = { workerId: string; taskId: string; blockers: { rule: string; reason: Bilingual }[] };
/** `isComplete`: no better candidate can have been missed (false only when `maxTrials` ran out). */
export type InsertAnswer = { candidates: InsertCandidate[]; blocked: BlockedWorker[]; isComplete: boolean };

/** On a plan: opens a day for one question. For many questions keep a `LiveDay` and ask `insertLive`. */
export function insert(problem: Problem, plan: Plan, taskIds: string | readonly string[], options: InsertOptions & OpenOptions = {}): InsertAnswer {
  const { day } = openDay(problem, plan, options);
  return insertLive(day, taskIds, options);
}

/**
 * Ranked candidates for one visit (all its tasks together). One candidate a worker (a set of workers), at its cheapest position.
 * Nothing is changed; `accept` puts a candidate in. Throws PlannerInputError for unknown tasks, or tasks that are already planned.
 */
export function insertLive(day: LiveDay, taskIds: string | readonly string[], options: InsertOptions = {}): InsertAnswer {
  const { k = 10, blockedLimit = 0, words = {}, maxTrials = 100 } = options;
  const tasks = (typeof taskIds === 'string' ? [taskIds] : taskIds).map((id) => {
    const task = day.taskIndex.get(id);
    if (task === undefined) throw new PlannerInputError('taskId', `there is no task ${id} in this day`);
    if (day.legOf[task]! >= 0) throw new PlannerInputError('taskId', `task ${id} is already planned; take it out first`);
    return task;
  });
  if (tasks.length === 0) throw new PlannerInputError('taskIds', 'no task was asked for');
  const best = bestOffers(day, tasks, k, maxTrials);
  const candidates = best.offers.map((offers) => writeCandidate(day, offers, words));
  return { candidates, blocked: blockedLimit > 0 ? whyNot(day, tasks, blockedLimit, words) : [], isComplete: best.isComplete };
}

/** The k cheapest ways in, in numbers; what repair and rolling plans run on. */
export function bestOffers(day: LiveDay, tasks: readonly number[], k: number, maxTrials = 100): { offers: Offer[][]; costs: number[]; isComplete: boolean } {
  if (tasks.length === 1) {
    const { offers, isComplete } = topOffers(day, tasks[0]!, k, maxTrials);
    return { offers: offers.map((offer) => [offer]), costs: offers.map(({ delta }) => delta), isComplete };
  }
  return combine(day, tasks, k, maxTrials);
}

/** Positions of each task that are combined; a visit's best workers are almost always among its tasks' nearest two hundred. */
const NEAR = 200;

/** Combinations of offers for the tasks of one visit, cheapest sum of lower bounds first. Priced by their common start; timed in full where that is not enough. */
function combine(day: LiveDay, tasks: readonly number[], k: number, maxTrials: number): { offers: Offer[][]; costs: number[]; isComplete: boolean } {
  const lists: Offer[][] = [];
  const cuts: number[] = [];
  for (const task of tasks) {
    const { offers, cutAt } = nearOffers(day, task, NEAR);
    if (offers.length === 0) return { offers: [], costs: [], isComplete: true };
    lists.push(offers);
    cuts.push(cutAt);
  }
  const least = lists.reduce((sum, list) => sum + list[0]!.delta, 0);
  const saved = day.hasWorst ? worstCost(day, topsOf(day), -1, null) : 0;
  // Nothing that was cut off can be part of a cheaper combination than this.
  const sure = -saved + Math.min(...cuts.map((cutAt, t) => least - lists[t]![0]!.delta + cutAt));
  const found: { offers: Offer[]; cost: number; key: string }[] = [];
  const heap = new CombinationHeap(lists);
  const links = day.links.filter((link) => tasks.includes(link.before) && tasks.includes(link.after)).map((link) => ({ ...link, a: tasks.indexOf(link.before), b: tasks.indexOf(link.after) }));
  // Tasks with links to others beside this visit's need the full timing.
  const isOwn = tasks.every((task) => day.linksOf[task]!.every((index) => tasks.includes(day.links[index]!.before) && tasks.includes(day.links[index]!.after)));
  let trials = 0;
  for (let at = heap.next(); at !== null; at = heap.next()) {
    if (found.length >= k && at.bound - saved >= found[k - 1]!.cost - 1e-9) return finish(found, k, found[Math.min(k, found.length) - 1]!.cost <= sure + 1e-9);
    if (trials >= maxTrials) return finish(found, k, false);
    const offers = at.index.map((i, t) => lists[t]![i]!);
    if (!mayMeet(day, tasks, offers)) continue;
    let delta: number | null = isOwn ? priceTogether(day, offers, links) : NaN;
    if (Number.isNaN(delta)) { trials += 1; delta = tryAll(day, offers); } else trials += 0.05;
    if (delta === null || delta === Infinity) continue;
    const key = offers.map(({ leg }) => day.legWorker[leg]!).sort((a, b) => a - b).join();
    const same = found.findIndex((one) => one.key === key);
    if (same >= 0) { if (found[same]!.cost <= delta) continue; found.splice(same, 1); }
    let to = found.length;
    while (to > 0 && found[to - 1]!.cost > delta + 1e-9) to -= 1;
    found.splice(to, 0, { offers: offers.map((offer) => ({ ...offer, delta: delta! })), cost: delta, key });
  }
  return finish(found, k, sure === Infinity || (found.length >= k && found[k - 1]!.cost <= sure + 1e-9));
}

type OwnLink = { a: number; b: number; minGap: number; maxGap: number };
/** Sum of the exact prices at the earliest starts that keep the visit's own links, if its legs are different and nothing else moves. NaN: not known this way. */
function priceTogether(day: LiveDay, offers: readonly Offer[], links: readonly OwnLink[]): number {
  for (let a = 0; a < offers.length; a++) for (let b = a + 1; b < offers.length; b++) if (offers[a]!.leg === offers[b]!.leg) return NaN;
  const starts = offers.map(({ start }) => start);
  for (let round = 0; ; round++) {
    let isStill = true;
    for (const { a, b, minGap, maxGap } of links) {
      if (starts[b]! < starts[a]! + minGap - 1e-6) { starts[b] = starts[a]! + minGap; isStill = false; }
      if (starts[a]! < starts[b]! - maxGap - 1e-6) { starts[a] = starts[b]! - maxGap; isStill = false; }
    }
    if (isStill) break;
    if (round > 20) return NaN;
    // A raised start may fall between two windows.
    for (let t = 0; t < offers.length; t++) {
      const { task, leg, latest } = offers[t]!;
      starts[t] = startIn(day, task, starts[t]!, durationOf(day, task, day.legWorker[leg]!));
      if (starts[t]! > latest + 1e-6) return Infinity;
    }
  }
  let sum = 0;
  for (let t = 0; t < offers.length; t++) {
    const cost = priceFrom(day, offers[t]!, starts[t]!);
    if (Number.isNaN(cost) || cost === Infinity) return cost;
    if (Math.abs(pricedStart - starts[t]!) > 1e-6) return NaN;
    sum += cost;
  }
  return sum;
}

const finish = (found: { offers: Offer[]; cost: number }[], k: number, isComplete: boolean) => {
  const best = found.slice(0, k);
  return { offers: best.map(({ offers }) => offers), costs: best.map(({ cost }) => cost), isComplete };
};

/** A quick no: one worker twice, or spans of possible starts that the links keep apart. */
function mayMeet(day: LiveDay, tasks: readonly number[], offers: readonly Offer[]): boolean {
  for (let a = 0; a < offers.length; a++) {
    for (let b = a + 1; b < offers.length; b++) if (day.isShared && offers[a]!.leg !== offers[b]!.leg ? day.legWorker[offers[a]!.leg] === day.legWorker[offers[b]!.leg] : day.isShared) return false;
    for (const index of day.linksOf[tasks[a]!]!) {
      const link = day.links[index]!;
      if (link.before !== tasks[a]) continue;
      const b = tasks.indexOf(link.after);
      if (b < 0) continue;
      if (offers[b]!.latest < offers[a]!.start + link.minGap - 1e-6 || offers[a]!.latest < offers[b]!.start - link.maxGap - 1e-6) return false;
    }
  }
  return true;
}

/** Tuples of list positions in order of the sum of their bounds (Lawler's successor rule: each tuple is reached once). */
class CombinationHeap {
  private readonly lists: readonly Offer[][];
  private readonly items: { index: number[]; bound: number; grown: number }[] = [];
  constructor(lists: readonly Offer[][]) {
    this.lists = lists;
    this.push({ index: lists.map(() => 0), bound: lists.reduce((sum, list) => sum + list[0]!.delta, 0), grown: 0 });
  }

  private push(item: { index: number[]; bound: number; grown: number }): void {
    const { items } = this;
    let at = items.push(item) - 1;
    for (; at > 0; ) {
      const up = (at - 1) >> 1;
      if (items[up]!.bound <= item.bound) break;
      items[at] = items[up]!;
      at = up;
    }
    items[at] = item;
  }

  next(): { index: number[]; bound: number } | null {
    const { items, lists } = this;
    const top = items[0];
    if (!top) return null;
    const last = items.pop()!;
    if (items.length > 0) {
      let at = 0;
      for (;;) {
        let down = 2 * at + 1;
        if (down >= items.length) break;
        if (down + 1 < items.length && items[down + 1]!.bound < items[down]!.bound) down += 1;
        if (items[down]!.bound >= last.bound) break;
        items[at] = items[down]!;
        at = down;
      }
      items[at] = last;
    }
    for (let t = top.grown; t < lists.length; t++) {
      const i = top.index[t]!;
      if (i + 1 >= lists[t]!.length) continue;
      const index = top.index.slice();
      index[t] = i + 1;
      this.push({ index, bound: top.bound - lists[t]![i]!.delta + lists[t]![i + 1]!.delta, grown: t });
    }
    return top;
  }
}

/** Puts a candidate's tasks in for good. False (and nothing changed) if the day has moved on and it no longer fits. */
export function accept(day: LiveDay, { placements }: Pick<InsertCandidate, 'placements'>): boolean {
  const offers: Offer[] = [];
  for (const { taskId, workerId, shift, position, afterTaskId, beforeTaskId } of placements) {
    const task = day.taskIndex.get(taskId);
    const worker = day.workerIndex.get(workerId);
    if (task === undefined || worker === undefined || day.legOf[task]! >= 0) return false;
    const leg = day.firstLeg[worker]! + shift;
    if (position < day.legFrozen[leg]! || nameAt(day, leg, position - 1) !== afterTaskId || nameAt(day, leg, position) !== beforeTaskId) return false;
    if (workerRules.some((rule) => !rule.holds(day, task, worker))) return false;
    offers.push({ task, leg, position, delta: 0, start: 0, latest: 0 });
  }
  return tryAll(day, offers, true) !== null;
}

const nameAt = (day: LiveDay, leg: number, position: number): string | null =>
  (position >= 0 && position < day.legCount[leg]! ? day.tasks[day.seq[leg * day.width + position]!]!.id : null);

function writeCandidate(day: LiveDay, offers: readonly Offer[], words: PlanWords): InsertCandidate {
  const workers = [...new Set(offers.map(({ leg }) => day.legWorker[leg]!))];
  const priced = softRules.filter(({ name }) => name === 'fixed' || name === 'byWorker' || (day.problem.weights[name as keyof Problem['weights']] ?? 0) !== 0);
  const before = priced.map((rule) => workers.map((worker) => (day.taskCount[worker]! > 0 ? rule.amount(day, worker) : 0)));
  const around = offers.map(({ leg, position }) => [nameAt(day, leg, position - 1), nameAt(day, leg, position)] as const);
  beginTrial(day);
  const legs = putAll(day, offers);
  retime(day, legs, true);
  const reasons: InsertCandidate['reasons'] = [];
  priced.forEach((rule, r) => {
    if (rule.fold !== 'sum') return;
    const amount = workers.reduce((sum, worker, w) => sum + rule.amount(day, worker) - before[r]![w]!, 0);
    if (Math.abs(amount) > 1e-9) reasons.push({ part: rule.name, amount, reason: rule.say(amount, words) });
  });
  const placements = offers.map(({ task, leg, position }, index): Placement => {
    const worker = day.legWorker[leg]!;
    const [afterTaskId, beforeTaskId] = around[index]!;
    return { taskId: day.tasks[task]!.id, workerId: day.workerIds[worker]!, shift: leg - day.firstLeg[worker]!, position, startAt: day.startAt[task]!, endAt: day.endAt[task]!, afterTaskId, beforeTaskId };
  });
  if (touchedLegs(day).length > legs.length) reasons.push({ part: 'link', amount: 0, reason: { zh: '同伴的时间会跟着变', en: 'Partners’ times move with it' } });
  undoTrial(day);
  return { deltaCost: offers[0]!.delta, placements, reasons };
}
