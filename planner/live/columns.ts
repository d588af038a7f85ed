/**
 * A live day: a plan kept in columns, so that one more visit can be tried in microseconds and a change costs only the legs it touches.
 *
 * Words: a leg is one worker's way inside one shift, from home to home. The frozen part of a leg (its first `legFrozen` tasks) has started.
 * `bound` is the earliest start the links of a task allow just now. `latestAt` is the latest start that keeps the rest of the leg in its hard
 * windows and shift, links and breaks not counted: a necessary condition and a fast one; `timing.ts` decides.
 */
import { checkProblem } from '../check.ts';
import type { BreakRule, CostPart, Problem, TaskInput } from '../problem.ts';
import { PlannerInputError } from '../types.ts';
import { matrixWays } from './ways.ts';
import type { Ways } from './ways.ts';

export type Need = { skill: string; level: number; column: Float64Array };
export type DayLink = { before: number; after: number; minGap: number; maxGap: number };
export const METRICS = 13;
/** Columns of `metrics`, one row a leg. */
export const [DISTANCE, TRAVEL, WAITING, LATENESS, WORST_LATENESS, OVERTIME, DURATION, WORK, IDLE, LEAVE, COME, OWN, MISSED] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
/** Values of a break's slot that are no gap between tasks. */
export const [AT_HOME, NOT_TAKEN] = [-1, -2] as const;

export type Prices = Record<Exclude<CostPart, 'fixed' | 'byWorker' | 'dropCost'>, number>;

export type LiveDay = {
  problem: Problem; ways: Ways; prices: Prices; now: number;
  isAtEnd: boolean; isShared: boolean; hasWorst: boolean; isPreferredHard: boolean; isBreakSoft: boolean;
  /** Tasks; a removed one keeps its row and is marked. */
  tasks: TaskInput[]; taskIndex: Map<string, number>; isGone: boolean[];
  place: number[]; duration: number[]; release: number[]; openFrom: number[]; closeTo: number[]; isSoft: boolean[]; windows: Float64Array[];
  visitOf: number[]; needs: Need[][]; papers: { paper: string; column: Float64Array }[][];
  durationBy: (Map<number, number> | null)[]; costBy: (Map<number, number> | null)[]; preferred: (Set<number> | null)[]; blocked: (Set<number> | null)[];
  pin: number[]; before: number[]; linksOf: number[][]; links: DayLink[];
  visitIds: string[]; visitIndex: Map<string, number>; visitTasks: number[][]; apartOf: (Set<number> | null)[];
  /** Where each task stands: -1 = unassigned. */
  legOf: number[]; startAt: number[]; arriveAt: number[]; endAt: number[]; latestAt: number[]; bound: number[];
  /** Workers. */
  workerIds: string[]; workerIndex: Map<string, number>; firstLeg: Int32Array; mode: Int32Array; isLost: Uint8Array; leavesAtStart: Uint8Array;
  maxTasks: Float64Array; maxWork: Float64Array; maxTravel: Float64Array; capacity: (number[] | null)[]; fixedCost: Float64Array;
  taskCount: Int32Array; skillColumns: Map<string, Float64Array>; paperColumns: Map<string, Float64Array>;
  /** Legs. */
  legs: number; width: number; legWorker: Int32Array; legFrom: Float64Array; legTo: Float64Array; isEndSoft: Uint8Array; mustComeBy: Float64Array;
  homeFrom: Float64Array; homeTo: Float64Array; legStart: Int32Array; legEnd: Int32Array; legBase: Float64Array; basePlace: Int32Array;
  /** When the worker left for a first task that has started; NaN: not known. */
  leftAt: Float64Array;
  legFrozen: Int32Array; legCount: Int32Array; seq: Int32Array; legBreaks: (BreakRule[] | null)[]; breakSlots: (Int16Array | null)[]; metrics: Float64Array;
  isCoupled: Uint8Array;
  /** By slot, beside `seq` so that a scan reads memory in order: earliest end if no break were placed, and `latestAt`. */
  slotFree: Float64Array; slotLatest: Float64Array;
  /** By leg and rule: this break is history (taken, or its window is over). */
  breakDone: (Uint8Array | null)[];
  log: LegRecord[] | null; journals: Map<number, LegRecord>[]; spare: LegRecord[];
};

/** A leg as it was, for taking a trial back. */
export type LegRecord = {
  leg: number; count: number; seq: Int32Array; startAt: Float64Array; arriveAt: Float64Array; endAt: Float64Array; latestAt: Float64Array; bound: Float64Array; free: Float64Array;
  metrics: Float64Array; slots: Int16Array | null; isCoupled: number;
};

/**
 * The problem and its plan as a live day. Tasks of `problem.frozen` stand first; what the plan does not place stays unassigned.
 * Throws `PlannerInputError` on a bad problem, or a plan that names tasks and workers the problem does not have.
 */
export function openColumns(problem: Problem, ways: Ways | undefined, width: number): LiveDay {
  checkProblem(problem, { hasOwnWays: ways !== undefined });
  const { workers } = problem;
  const legs = workers.reduce((sum, worker) => sum + worker.shifts.length, 0);
  const hard = new Set(problem.hard ?? []);
  const { weights } = problem;
  const price = (part: keyof Prices): number => weights[part] ?? 0;
  const prices: Prices = {
    distance: price('distance'), travelTime: price('travelTime'), workers: price('workers'), lateness: price('lateness'), worstLateness: price('worstLateness'),
    waiting: price('waiting'), worstIdle: price('worstIdle'), overtime: price('overtime'), worstOvertime: price('worstOvertime'), unpreferred: price('unpreferred'),
    dropped: price('dropped'), workRange: price('workRange'), duration: price('duration'), moved: price('moved'), missedBreak: price('missedBreak'),
  };
  const day: LiveDay = {
    problem, ways: ways ?? matrixWays(problem), prices, now: -Infinity,
    isAtEnd: problem.isWindowMetAtEnd ?? false, isShared: problem.isVisitShared ?? true, isPreferredHard: hard.has('unpreferred'),
      isBreakSoft: weights.missedBreak !== undefined && !hard.has('missedBreak'),
    hasWorst: prices.worstLateness !== 0 || prices.worstIdle !== 0 || prices.worstOvertime !== 0 || prices.workRange !== 0,
    tasks: [], taskIndex: new Map(), isGone: [], place: [], duration: [], release: [], openFrom: [], closeTo: [], isSoft: [], windows: [], visitOf: [], needs: [], papers: [],
    durationBy: [], costBy: [], preferred: [], blocked: [], pin: [], before: [], linksOf: [], links: [], visitIds: [], visitIndex: new Map(), visitTasks: [], apartOf: [],
    legOf: [], startAt: [], arriveAt: [], endAt: [], latestAt: [], bound: [],
    workerIds: workers.map(({ id }) => id), workerIndex: new Map(workers.map(({ id }, index) => [id, index])), firstLeg: new Int32Array(workers.length + 1),
    mode: Int32Array.from(workers, (worker) => worker.mode ?? 0), isLost: new Uint8Array(workers.length), leavesAtStart: Uint8Array.from(workers, (worker) => Number(worker.leaves === 'shiftStart')),
    maxTasks: Float64Array.from(workers, (worker) => worker.maxTasks ?? Infinity), maxWork: Float64Array.from(workers, (worker) => worker.maxWork ?? Infinity),
    maxTravel: Float64Array.from(workers, (worker) => worker.maxTravelTime ?? Infinity), capacity: workers.map((worker) => worker.capacity ?? null),
    fixedCost: Float64Array.from(workers, (worker) => worker.fixedCost ?? 0), taskCount: new Int32Array(workers.length), skillColumns: new Map(), paperColumns: new Map(),
    legs, width, legWorker: new Int32Array(legs), legFrom: new Float64Array(legs), legTo: new Float64Array(legs), isEndSoft: new Uint8Array(legs), mustComeBy: new Float64Array(legs),
    homeFrom: new Float64Array(legs), homeTo: new Float64Array(legs), legStart: new Int32Array(legs), legEnd: new Int32Array(legs), legBase: new Float64Array(legs).fill(-Infinity),
    basePlace: new Int32Array(legs).fill(-1), leftAt: new Float64Array(legs).fill(NaN), legFrozen: new Int32Array(legs), legCount: new Int32Array(legs), seq: new Int32Array(legs * width),
      legBreaks: [], breakSlots: [],
    metrics: new Float64Array(legs * METRICS), isCoupled: new Uint8Array(legs), slotFree: new Float64Array(legs * width), slotLatest: new Float64Array(legs * width), breakDone: [], log: null,
      journals: [], spare: [],
  };
  const areEndsHard = hard.has('overtime') || hard.has('worstOvertime');
  let leg = 0;
  workers.forEach((worker, index) => {
    day.firstLeg[index] = leg;
    worker.shifts.forEach((shift, k) => {
      const next = worker.shifts[k + 1];
      const isSoft = (shift.isEndSoft ?? false) && !areEndsHard;
      day.legWorker[leg] = index;
      day.legFrom[leg] = shift.from;
      day.legTo[leg] = shift.to;
      day.isEndSoft[leg] = Number(isSoft);
      day.mustComeBy[leg] = isSoft ? next?.from ?? Infinity : shift.to;
      day.homeFrom[leg] = worker.shifts[k - 1]?.to ?? -Infinity;
      day.homeTo[leg] = next?.from ?? Infinity;
      day.legStart[leg] = worker.start ?? -1;
      day.legEnd[leg] = worker.end ?? -1;
      const breaks = worker.breaks?.filter((rule) => rule.from < shift.to && rule.to > shift.from) ?? [];
      day.legBreaks.push(breaks.length > 0 ? breaks : null);
      day.metrics[leg * METRICS + IDLE] = shift.to - shift.from;
      day.breakSlots.push(breaks.length > 0 ? new Int16Array(breaks.length).fill(-1) : null);
      day.breakDone.push(breaks.length > 0 ? new Uint8Array(breaks.length) : null);
      leg += 1;
    });
    for (const [skill, level] of Object.entries(worker.skills ?? {})) columnOf(day.skillColumns, skill, workers.length)[index] = level;
    for (const paper of worker.papers ?? []) columnOf(day.paperColumns, paper, workers.length)[index] = 1;
  });
  day.firstLeg[workers.length] = leg;
  const isLatenessHard = hard.has('lateness') || hard.has('worstLateness');
  for (const task of problem.tasks) enterTask(day, task, isLatenessHard);
  problem.links?.forEach((link) => enterLink(day, { ...link, before: day.taskIndex.get(link.before)!, after: day.taskIndex.get(link.after)! }));
  for (const { taskId, workerId } of problem.pins ?? []) day.pin[day.taskIndex.get(taskId)!] = day.workerIndex.get(workerId)!;
  for (const [taskId, workerId] of Object.entries(problem.before ?? {})) day.before[day.taskIndex.get(taskId)!] = day.workerIndex.get(workerId)!;
  for (const [a, b] of problem.apart ?? []) {
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const index = day.visitIndex.get(one)!;
      (day.apartOf[index] ??= new Set()).add(day.visitIndex.get(other)!);
    }
  }
  return day;
}

function columnOf(columns: Map<string, Float64Array>, name: string, length: number): Float64Array {
  let column = columns.get(name);
  if (!column) columns.set(name, column = new Float64Array(length));
  return column;
}

/** A new row; its place must be known to the ways. Answers the task's number. */
export function enterTask(day: LiveDay, task: TaskInput, isLatenessHard = false): number {
  if (day.taskIndex.has(task.id)) throw new PlannerInputError('task.id', `task ${task.id} is already in this day`);
  if (!(task.place >= 0 && task.place < day.ways.places)) throw new PlannerInputError('task.place', `task ${task.id} is at place ${task.place}; there are ${day.ways.places}`);
  if (!(task.duration >= 0) || task.windows.length === 0 || task.windows.some(({ from, to }) => !(from <= to))) {
    throw new PlannerInputError('task.windows', `task ${task.id} needs a duration (${task.duration}) and windows that open before they close`);
  }
  const index = day.tasks.length;
  const workers = day.workerIds.length;
  const numbers = (byId: Record<string, number> | undefined): Map<number, number> | null => {
    const entries = Object.entries(byId ?? {}).flatMap(([id, value]): [number, number][] => { const worker = day.workerIndex.get(id); return worker === undefined ? [] : [[worker, value]]; });
    return entries.length > 0 ? new Map(entries) : null;
  };
  const some = (ids: string[] | undefined): Set<number> | null => (ids && ids.length > 0 ? new Set(ids.map((id) => day.workerIndex.get(id) ?? -1)) : null);
  day.tasks.push(task);
  day.taskIndex.set(task.id, index);
  day.isGone.push(false);
  day.place.push(task.place);
  day.duration.push(task.duration);
  day.release.push(task.releasedAt ?? -Infinity);
  day.openFrom.push(task.windows[0]!.from);
  day.closeTo.push(task.windows.at(-1)!.to);
  day.isSoft.push((task.isDueSoft ?? false) && !isLatenessHard);
  day.windows.push(Float64Array.from(task.windows.flatMap(({ from, to }) => [from, to])));
  let visit = day.visitIndex.get(task.visitId);
  if (visit === undefined) {
    visit = day.visitIds.length;
    day.visitIds.push(task.visitId);
    day.visitIndex.set(task.visitId, visit);
    day.visitTasks.push([]);
    day.apartOf.push(null);
  }
  day.visitOf.push(visit);
  day.visitTasks[visit]!.push(index);
  day.needs.push((task.needs ?? []).map(({ skill, level }) => ({ skill, level, column: columnOf(day.skillColumns, skill, workers) })));
  day.papers.push((task.papers ?? []).map((paper) => ({ paper, column: columnOf(day.paperColumns, paper, workers) })));
  day.durationBy.push(numbers(task.durationBy));
  day.costBy.push(numbers(task.costBy));
  day.preferred.push(some(task.preferred));
  day.blocked.push(some(task.blocked));
  day.pin.push(-1);
  day.before.push(-1);
  day.linksOf.push([]);
  day.legOf.push(-1);
  day.startAt.push(NaN);
  day.arriveAt.push(NaN);
  day.endAt.push(NaN);
  day.latestAt.push(NaN);
  day.bound.push(-Infinity);
  return index;
}

export function enterLink(day: LiveDay, link: DayLink): void {
  day.linksOf[link.before]!.push(day.links.length);
  day.linksOf[link.after]!.push(day.links.length);
  day.links.push(link);
}

export const durationOf = (day: LiveDay, task: number, worker: number): number => {
  const by = day.durationBy[task];
  return by === null || by === undefined ? day.duration[task]! : by.get(worker) ?? day.duration[task]!;
};

/** What this worker on this task costs whatever the time: wish, premium, being moved. */
export function ownCost(day: LiveDay, task: number, worker: number): number {
  let cost = day.costBy[task]?.get(worker) ?? 0;
  const wished = day.preferred[task];
  if (wished && !wished.has(worker)) cost += day.prices.unpreferred;
  if (day.before[task]! >= 0 && day.before[task] !== worker) cost += day.prices.moved;
  return cost;
}

/** Earliest start at or after `ready`; Infinity: never. A soft due only says what is late. */
export function startIn(day: LiveDay, task: number, ready: number, duration: number): number {
  if (ready < day.openFrom[task]!) ready = day.openFrom[task]!;
  if (day.isSoft[task]) return ready;
  const spans = day.windows[task]!;
  const measured = day.isAtEnd ? duration : 0;
  if (spans.length === 2) return ready + measured <= spans[1]! + 1e-9 ? ready : Infinity;
  for (let i = 0; i < spans.length; i += 2) {
    const start = ready < spans[i]! ? spans[i]! : ready;
    if (start + measured <= spans[i + 1]! + 1e-9) return start;
  }
  return Infinity;
}

/** Latest start at or before `limit`; -Infinity: never. */
export function latestIn(day: LiveDay, task: number, limit: number, duration: number): number {
  if (day.isSoft[task]) return limit >= day.openFrom[task]! - 1e-9 ? limit : -Infinity;
  const spans = day.windows[task]!;
  const measured = day.isAtEnd ? duration : 0;
  for (let i = spans.length - 2; i >= 0; i -= 2) {
    const start = Math.min(limit, spans[i + 1]! - measured);
    if (start >= spans[i]! - 1e-9) return start;
  }
  return -Infinity;
}

/** How late a start is: after the end of the window that began last. */
export function latenessAt(day: LiveDay, task: number, start: number, duration: number): number {
  const spans = day.windows[task]!;
  let to = spans[1]!;
  for (let i = 2; i < spans.length && spans[i]! <= start + 1e-9; i += 2) to = spans[i + 1]!;
  const late = (day.isAtEnd ? start + duration : start) - to;
  return late > 1e-9 ? late : 0;
}

