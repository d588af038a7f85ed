/**
 * Plans a city that is too large for one search: cut into cells of a few hundred visits, every cell planned by the ordinary engines on whichever
 * thread is free, then cut anew by the routes that stand (other borders each round) and improved from there. Memory grows with the cell, not with
 * the city squared; time per visit stays the same. Decomposition by route barycentres: Santini, Schneider, Vidal, Vigo, INFORMS J. Computing 2023.
 */
import { checkProblem } from '../check.ts';
import { evaluatePlan } from '../evaluate.ts';
import { wayBetween } from '../live/ways.ts';
import type { Ways } from '../live/ways.ts';
import type { Plan, Problem, SolveOptions, Solved } from '../problem.ts';
import type { SolveClock } from '../solve.ts';
import { stopping } from '../stopping.ts';
import { CellPool } from '../threads/cell-pool.ts';
import type { CellAnswer, CellJob } from '../threads/cell-pool.ts';
import { computeClock, wallClock } from '../threads/clock.ts';
import { PlannerInputError } from '../types.ts';
import { bisect, bisectBoth, type Spots } from './cut.ts';
import { cellProblem, openCity, standingIn, type Cell, type City } from './cell-problem.ts';

export type CityOptions = Omit<SolveOptions, 'onBetter'> & {
  /** Tasks in a cell, about. Smaller is quicker, larger sees more. Default 200. */
  cellSize?: number;
  /** Times the city is cut, the first included. Default 4; one cell is cut once. */
  rounds?: number;
  /** Where places lie, if `ways` are matrices. Any unit: only used to cut. */
  points?: readonly { x: number; y: number }[];
  /** Called after each round that made the plan better. */
  onBetter?: (found: { cost: number; seconds: number; iterations: number; round: number }) => void;
};

/** The first round builds everything; later ones mend the borders. */
const FIRST_SHARE = 0.4;
/** The golden angle: no two rounds cut nearly alike. */
const TURN = Math.PI * (3 - Math.sqrt(5));
/** A worker without tasks counts for so much work when routes are cut. */
const IDLE_WORK = 0.5;

/**
 * Plans the whole city. `problem.travel` may be empty: ways come from `ways`. Stops like `solve`; with iterations alone the same seed gives the
 * same plan on any number of threads. The plan is judged as a whole by the evaluator; a round that made it worse (terms over all workers, such
 * as the worst lateness, are seen by each cell only among its own) is taken back. Throws `PlannerInputError` like `solve`, and for matrices
 * without `points`.
 */
export function solveByCells(problem: Problem, ways: Ways, options: CityOptions, clock: SolveClock = 'wall'): Solved {
  checkProblem(problem, { hasOwnWays: true });
  const { cellSize = 200, rounds = 4, threads = 1, seed = 1 } = options;
  if (!(cellSize >= 1)) throw new PlannerInputError('cellSize', `每格任务数须不小于 1，现为 ${cellSize} / cellSize must be 1 or more, got ${cellSize}`);
  if (!(Number.isInteger(rounds) && rounds >= 1)) throw new PlannerInputError('rounds', `轮数须为不小于 1 的整数，现为 ${rounds} / rounds must be a whole number, 1 or more, got ${rounds}`);
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 256)) {
    throw new PlannerInputError('threads', `线程数须为 1–256 的整数，现为 ${threads} / threads must be a whole number 1–256, got ${threads}`);
  }
  const points = pointsOf(problem, ways, options.points);
  const keepGoing = stopping(options.stop, clock === 'wall' ? wallClock : computeClock);
  const city = openCity(problem, ways);
  const pool = new CellPool(threads, clock);
  let best: Plan | null = options.begin ?? null;
  let iterations = 0;
  const isOneCell = problem.tasks.length <= cellSize;
  try {
    for (let round = 0; round < (isOneCell ? 1 : rounds) && (round === 0 || keepGoing(iterations, best?.cost)); round++) {
      const cells = best === null ? firstCut(city, points, cellSize) : cutByRoutes(city, points, best, cellSize, round * TURN);
      const share = isOneCell || rounds === 1 ? 1 : round === 0 ? FIRST_SHARE : (1 - FIRST_SHARE) / (rounds - 1);
      const standing = best === null ? null : standingIn(best);
      const jobs = cells.map((cell, at): CellJob => ({ ...cellProblem(city, standing, cell), seed: seed + 7919 * round + 104_729 * at, stop: stopOf(options, share, cell.tasks.length / Math.max(1, problem.tasks.length), threads, cells.length) }));
      const answers = pool.run(jobs);
      for (const answer of answers) iterations += answer.iterations;
      const merged = merge(problem, ways, best, cells, best === null ? answers : answers.map((answer, at) => (isUsable(answer, best!, cells[at]!, problem) ? answer : null)));
      if (best === null || isBetter(merged, best)) {
        best = merged;
        options.onBetter?.({ cost: merged.cost, seconds: keepGoing.seconds(), iterations, round });
      }
    }
  } finally {
    pool.close();
  }
  return { ...best!, iterations, seconds: keepGoing.seconds() };
}

function pointsOf(problem: Problem, ways: Ways, points: CityOptions['points']): { x: ArrayLike<number>; y: ArrayLike<number> } {
  if (points === undefined && !ways.isPlane) {
    throw new PlannerInputError('points', '矩阵没有坐标，无法分格：请给出 points / matrices do not say where places lie: give points to cut the city by');
  }
  if (points !== undefined && points.length < problem.places) {
    throw new PlannerInputError('points', `points 有 ${points.length} 个，地点有 ${problem.places} 个 / points has ${points.length} entries for ${problem.places} places`);
  }
  return points === undefined ? ways : { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
}

/** A cell's part of the allowance. Cells take turns on the threads, so the seconds of all may add up to the round's times the threads. */
function stopOf({ stop }: CityOptions, roundShare: number, taskShare: number, threads: number, cells: number): { seconds?: number; iterations?: number } {
  const part: { seconds?: number; iterations?: number } = {};
  if (stop.iterations !== undefined) part.iterations = Math.ceil(stop.iterations * roundShare * taskShare);
  if (stop.seconds !== undefined) part.seconds = stop.seconds * roundShare * taskShare * Math.min(threads, cells);
  return part;
}

type Points = { x: ArrayLike<number>; y: ArrayLike<number> };
const spots = (count: number, at: (index: number) => { x: number; y: number; work: number }): Spots => {
  const made: Spots = { x: new Float64Array(count), y: new Float64Array(count), work: new Float64Array(count) };
  for (let index = 0; index < count; index++) ({ x: made.x[index], y: made.y[index], work: made.work[index] } = at(index));
  return made;
};

/** The middle of all places, for those who have none. */
function middleOf({ places }: Problem, points: Points): { x: number; y: number } {
  let [x, y] = [0, 0];
  for (let place = 0; place < places; place++) { x += points.x[place]!; y += points.y[place]!; }
  return { x: x / Math.max(1, places), y: y / Math.max(1, places) };
}

/** Cells by place; tasks of one visit, and those linked to each other, stay together, and who is bound to a worker goes where the worker is. */
function firstCut(city: City, points: Points, size: number): Cell[] {
  const { problem } = city;
  const middle = middleOf(problem, points);
  const tasks = spots(problem.tasks.length, (at) => ({ x: points.x[problem.tasks[at]!.place]!, y: points.y[problem.tasks[at]!.place]!, work: 1 }));
  const homeOf = (at: number): number | null => problem.workers[at]!.start ?? problem.workers[at]!.end;
  const workers = spots(problem.workers.length, (at) => {
    const home = homeOf(at);
    return home === null ? { ...middle, work: 1 } : { x: points.x[home]!, y: points.y[home]!, work: 1 };
  });
  const { cellOfTask, cellOfWorker, cells } = bisectBoth(tasks, workers, size, 0);
  return gather(city, cells, cellOfTask, cellOfWorker);
}

/** Cells of routes that lie together; what is unassigned goes where somebody works nearest. */
function cutByRoutes(city: City, points: Points, plan: Plan, size: number, angle: number): Cell[] {
  const { problem, taskAt } = city;
  const middle = middleOf(problem, points);
  const routeOf = new Map(plan.routes.map((route) => [route.workerId, route]));
  const cellOfTask = new Int32Array(problem.tasks.length).fill(-1);
  const own: number[][] = problem.workers.map(({ id }) => (routeOf.get(id)?.stops ?? []).flatMap((stop) => (stop.kind === 'task' ? [taskAt.get(stop.taskId)!] : [])));
  const centres = spots(problem.workers.length, (at) => {
    const tasks = own[at]!;
    const home = problem.workers[at]!.start ?? problem.workers[at]!.end;
    if (tasks.length === 0) return home === null ? { ...middle, work: IDLE_WORK } : { x: points.x[home]!, y: points.y[home]!, work: IDLE_WORK };
    const sum = tasks.reduce((sums, task) => ({ x: sums.x + points.x[problem.tasks[task]!.place]!, y: sums.y + points.y[problem.tasks[task]!.place]! }), { x: 0, y: 0 });
    return { x: sum.x / tasks.length, y: sum.y / tasks.length, work: tasks.length };
  });
  const cellOfWorker = bisect(centres, size, angle);
  own.forEach((tasks, worker) => { for (const task of tasks) cellOfTask[task] = cellOfWorker[worker]!; });
  problem.tasks.forEach((task, at) => {
    if (cellOfTask[at]! >= 0) return;
    let [nearest, least] = [0, Infinity];
    for (let worker = 0; worker < problem.workers.length; worker++) {
      const away = (centres.x[worker]! - points.x[task.place]!) ** 2 + (centres.y[worker]! - points.y[task.place]!) ** 2;
      if (away < least) { least = away; nearest = cellOfWorker[worker]!; }
    }
    cellOfTask[at] = nearest;
  });
  return gather(city, problem.workers.length === 0 ? 1 : Math.max(...cellOfWorker) + 1, cellOfTask, cellOfWorker, own);
}

/** Lists of each cell. Tasks that stand in no route follow their visit, their links, and whom they are bound to. */
function gather({ problem, taskAt, boundTo }: City, cells: number, cellOfTask: Int32Array, cellOfWorker: Int32Array, own?: readonly number[][]): Cell[] {
  const isPlaced = new Uint8Array(problem.tasks.length);
  for (const tasks of own ?? []) for (const task of tasks) isPlaced[task] = 1;
  const workerAt = new Map(problem.workers.map(({ id }, at) => [id, at]));
  const isHard = problem.hard?.includes('unpreferred') ?? false;
  const groups = groupsOf(problem, taskAt, isPlaced);
  for (const group of groups) {
    const bound = group.map((at) => boundTo.get(problem.tasks[at]!.id) ?? (isHard ? problem.tasks[at]!.preferred?.[0] : undefined)).find((id) => id !== undefined);
    const cell = bound === undefined ? cellOfTask[group[0]!]! : cellOfWorker[workerAt.get(bound)!]!;
    for (const at of group) cellOfTask[at] = cell;
  }
  const list: Cell[] = Array.from({ length: Math.max(1, cells) }, () => ({ workers: [], tasks: [] }));
  cellOfTask.forEach((cell, at) => list[cell]!.tasks.push(at));
  cellOfWorker.forEach((cell, at) => list[cell]!.workers.push(at));
  return list.filter(({ tasks, workers }) => tasks.length > 0 || workers.length > 0);
}

/** Unplaced tasks that belong together: one visit, or linked. Every unplaced task is in exactly one group. */
function groupsOf({ tasks, links = [] }: Problem, taskAt: ReadonlyMap<string, number>, isPlaced: Uint8Array): number[][] {
  const parent = Int32Array.from(tasks, (_, at) => at);
  const root = (at: number): number => { while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!; return at; };
  const join = (a: number, b: number): void => { if (isPlaced[a] === 0 && isPlaced[b] === 0) parent[Math.max(root(a), root(b))] = Math.min(root(a), root(b)); };
  const first = new Map<string, number>();
  tasks.forEach(({ visitId }, at) => { if (first.has(visitId)) join(first.get(visitId)!, at); else first.set(visitId, at); });
  for (const { before, after } of links) join(taskAt.get(before)!, taskAt.get(after)!);
  const groups = new Map<number, number[]>();
  tasks.forEach((_, at) => {
    if (isPlaced[at]) return;
    const group = groups.get(root(at));
    if (group) group.push(at); else groups.set(root(at), [at]);
  });
  return [...groups.values()];
}

/** The city's plan with every cell's routes in place, judged as a whole. */
function merge(problem: Problem, ways: Ways, before: Plan | null, cells: readonly Cell[], answers: readonly (CellAnswer | null)[]): Plan {
  const routes = new Map((before?.routes ?? []).map((route) => [route.workerId, route]));
  cells.forEach((cell, at) => {
    const answer = answers[at];
    if (!answer) return;
    for (const worker of cell.workers) routes.delete(problem.workers[worker]!.id);
    for (const route of answer.routes) routes.set(route.workerId, route);
  });
  const placed = new Set([...routes.values()].flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : []))));
  const unassigned = problem.tasks.filter(({ id }) => !placed.has(id)).map(({ id, visitId }) => ({ taskId: id, visitId }));
  const plan: Plan = { routes: problem.workers.flatMap(({ id }) => routes.get(id) ?? []), unassigned, cost: 0, parts: {}, isFeasible: true, faults: [] };
  const judged = evaluatePlan(problem, plan, wayBetween(ways));
  return { ...plan, cost: judged.cost, parts: judged.parts, isFeasible: judged.isFeasible, faults: judged.faults.map(({ reason }) => `${reason.zh} / ${reason.en}`) };
}

/** A cell that lost tasks it had to do keeps the routes it had. */
function isUsable(answer: CellAnswer, before: Plan, { tasks }: Cell, problem: Problem): boolean {
  if (answer.isFeasible) return true;
  const own = new Set(tasks.map((at) => problem.tasks[at]!.id));
  const placed = before.routes.reduce((sum, { stops }) => sum + stops.filter((stop) => stop.kind === 'task' && own.has(stop.taskId)).length, 0);
  return answer.unassigned.length <= own.size - placed;
}

const isBetter = (a: Plan, b: Plan): boolean => (a.faults.length !== b.faults.length ? a.faults.length < b.faults.length : a.cost < b.cost);
