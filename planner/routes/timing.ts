/** From task orders to a timed plan with its cost by the native weights. */
import type { CostPart, Plan, Problem, Route, Stop, TaskInput, Window, WorkerInput } from '../problem.ts';

type Parts = Partial<Record<CostPart, number>>;
/** Tasks (their indices) each worker does, in order, frozen ones not included. */
export type Orders = { worker: number; tasks: number[] }[];

/**
 * The plan of these orders: every task as early as possible; with a price on duration or waiting the departure is put off as far as
 * that saves waiting without moving the end. Tasks in no order and in no frozen part are unassigned.
 */
export function timePlan(problem: Problem, orders: Orders): Plan {
  const parts: Parts = {};
  const add = (part: CostPart, amount: number): void => void (parts[part] = (parts[part] ?? 0) + amount);
  const taskAt = new Map(problem.tasks.map((task, at) => [task.id, at]));
  const isDone = new Uint8Array(problem.tasks.length);
  const by = new Map(orders.map(({ worker, tasks }) => [worker, tasks]));
  const routes: Route[] = [];
  problem.workers.forEach((worker, at) => {
    const done = problem.frozen?.find(({ workerId }) => workerId === worker.id);
    const before = done?.done.map(({ taskId }) => taskAt.get(taskId)!) ?? [];
    const tasks = by.get(at) ?? [];
    for (const task of [...before, ...tasks]) isDone[task] = 1;
    if (before.length + tasks.length === 0) return;
    routes.push(timeRoute(problem, worker, before, tasks, add));
    add('workers', 1);
    add('fixed', worker.fixedCost ?? 0);
    for (const task of [...before, ...tasks]) addPair(problem, problem.tasks[task]!, worker, add);
  });
  const unassigned = problem.tasks.filter((_, at) => isDone[at] === 0);
  const faults: string[] = [];
  for (const task of unassigned) {
    add('dropped', 1);
    if (task.dropCost === undefined || task.dropCost === Infinity) faults.push(`${task.id} 没有排上 / ${task.id} is in no route`);
    else add('dropCost', task.dropCost);
  }
  let cost = 0;
  for (const [part, amount] of Object.entries(parts) as [CostPart, number][]) {
    cost += amount * (part === 'fixed' || part === 'byWorker' || part === 'dropCost' ? 1 : problem.weights[part] ?? 0);
  }
  for (const part of problem.hard ?? []) if ((parts[part] ?? 0) > 1e-6) faults.push(`${part} 必须为 0 / ${part} must be 0`);
  return { routes, unassigned: unassigned.map(({ id, visitId }) => ({ taskId: id, visitId })), cost, parts, isFeasible: faults.length === 0, faults };
}

function addPair(problem: Problem, task: TaskInput, worker: WorkerInput, add: (part: CostPart, amount: number) => void): void {
  const own = task.costBy?.[worker.id];
  if (own !== undefined) add('byWorker', own);
  if (task.preferred?.length && !task.preferred.includes(worker.id)) add('unpreferred', 1);
  const before = problem.before?.[task.id];
  if (before !== undefined && before !== worker.id) add('moved', 1);
}

function timeRoute(problem: Problem, worker: WorkerInput, before: number[], tasks: number[], add: (part: CostPart, amount: number) => void): Route {
  const { travel, places, weights } = problem;
  const ways = travel[worker.mode ?? 0]!;
  const timeOf = (from: number | null, to: number | null): number => (from === null || to === null ? 0 : ways.time[from * places + to]!);
  const shift = worker.shifts[0]!;
  const frozen = problem.frozen?.find(({ workerId }) => workerId === worker.id);
  const stops: Stop[] = [];
  let distance = 0;
  let travelTime = 0;
  let place = worker.start;
  let now = shift.from;
  let leaveAt: number | null = null;
  let waiting = 0;
  const go = (to: number | null): number => {
    const way = timeOf(place, to);
    travelTime += way;
    distance += place === null || to === null ? 0 : ways.distance[place * places + to]!;
    place = to;
    return way;
  };
  for (const [at, task] of before.entries()) {
    const { id, place: where } = problem.tasks[task]!;
    const way = go(where);
    const startAt = frozen!.done[at]!.startAt;
    if (leaveAt === null) leaveAt = now = worker.leaves === 'shiftStart' ? Math.min(shift.from, startAt - way) : startAt - way;
    waiting += Math.max(0, startAt - now - way);
    const arriveAt = Math.min(startAt, now + way);
    now = startAt + lasts(problem.tasks[task]!, worker);
    stops.push({ kind: 'task', taskId: id, arriveAt, startAt, endAt: now, lateness: 0 });
  }
  if (frozen?.freePlace !== undefined) place = frozen.freePlace;
  now = Math.max(now, frozen?.freeAt ?? now);
  if (leaveAt === null) {
    leaveAt = now = leaving(problem, worker, tasks, Math.max(shift.from, now), place);
    const first = problem.tasks[tasks[0]!]!;
    if (worker.leaves !== 'shiftStart') leaveAt = now = Math.max(now, startOf(problem, first, Math.max(now, first.releasedAt ?? now) + timeOf(place, first.place)) - timeOf(place, first.place));
  }
  for (const task of tasks) {
    const input = problem.tasks[task]!;
    const leaves = Math.max(now, input.releasedAt ?? -Infinity);
    const way = go(input.place);
    const startAt = startOf(problem, input, leaves + way);
    waiting += startAt - now - way;
    now = startAt + lasts(input, worker);
    stops.push({ kind: 'task', taskId: input.id, arriveAt: leaves + way, startAt, endAt: now, lateness: 0 });
  }
  const comeAt = now + go(worker.end);
  add('distance', distance);
  add('travelTime', travelTime);
  add('duration', comeAt - leaveAt);
  if ((weights.waiting ?? 0) !== 0 || waiting > 1e-9) add('waiting', waiting);
  return { workerId: worker.id, leaveAt, comeAt, stops, distance, travelTime };
}

const lasts = (task: TaskInput, worker: WorkerInput): number => task.durationBy?.[worker.id] ?? task.duration;

/** The windows for the start of a task. */
function windowsOf(problem: Problem, task: TaskInput): Window[] {
  return problem.isWindowMetAtEnd ? task.windows.map(({ from, to }) => ({ from: from - task.duration, to: to - task.duration })) : task.windows;
}

function startOf(problem: Problem, task: TaskInput, arriveAt: number): number {
  const windows = windowsOf(problem, task);
  for (const { from, to } of windows) if (arriveAt <= to) return Math.max(arriveAt, from);
  return windows.length === 0 ? arriveAt : Math.max(arriveAt, windows.at(-1)!.to);
}

/** When to leave so that the whole takes least, and then as early as that allows (forward slack of Savelsbergh 1992). */
function leaving(problem: Problem, worker: WorkerInput, tasks: number[], ready: number, start: number | null): number {
  const { travel, places, weights } = problem;
  if (worker.leaves === 'shiftStart' || ((weights.duration ?? 0) === 0 && (weights.waiting ?? 0) === 0)) return ready;
  const { time } = travel[worker.mode ?? 0]!;
  let place = start;
  let span = 0;
  let early = ready;
  let late = worker.shifts[0]!.to;
  for (const task of tasks) {
    const input = problem.tasks[task]!;
    span += place === null ? 0 : time[place * places + input.place]!;
    const { from = -Infinity, to = Infinity } = windowsOf(problem, input)[0] ?? {};
    const wait = Math.max(0, from - span - late);
    early = Math.max(from - span, early) - wait;
    late = Math.min(to - span, late);
    span += wait + lasts(input, worker);
    place = input.place;
  }
  return Math.max(ready, Math.min(early, late));
}
