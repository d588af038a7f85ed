/** A state filled from an earlier plan. */
import { FAR } from '../compile.ts';
import type { Plan } from '../problem.ts';
import { BAD, BROKEN, COUNT, EPS, PLACED, T_BAD, TOUR, W_BAD, type State } from './state.ts';
import { settle } from './timing.ts';

/** Takes over the orders of an earlier plan as far as they still fit: units by their earliest start there, each behind its worker's last. */
export function warm(state: State, begin: Plan): void {
  const { c } = state;
  const at = new Map<number, { tour: number; start: number }>();
  for (const route of begin.routes) {
    const worker = c.workerIndex.get(route.workerId);
    if (worker === undefined) continue;
    // Each stretch between two stays at home belongs to the last shift that had begun when it was left for.
    const shiftAt = (from: number, leaveAt: number): number => {
      let found = from;
      while (found + 1 < c.workerAt[worker + 1]! && c.shiftFrom[c.workerTours[found + 1]!]! <= leaveAt + EPS) found++;
      return found;
    };
    let tour = shiftAt(c.workerAt[worker]!, route.leaveAt);
    for (const stop of route.stops) {
      if (stop.kind === 'home' && tour + 1 < c.workerAt[worker + 1]!) tour = shiftAt(tour + 1, stop.leaveAt);
      const task = stop.kind === 'task' ? c.taskIndex.get(stop.taskId) : undefined;
      if (task !== undefined && stop.kind === 'task') at.set(task, { tour: c.workerTours[tour]!, start: stop.startAt });
    }
  }
  const tasksOf = (unit: number): number[] => Array.from(c.unitTasks.subarray(c.unitAt[unit], c.unitAt[unit + 1]));
  const units = Array.from({ length: c.units }, (_, unit) => unit).filter((unit) => tasksOf(unit).every((task) => at.has(task) && state.tour[task]! < 0));
  let key = -FAR / 2;
  for (let task = 0; task < c.tasks; task++) if (state.tour[task]! >= 0 && state.key[task]! > key) key = state.key[task]!;
  if (key < -FAR / 4) key = 0;
  for (const unit of inOrder(units, tasksOf, (task) => at.get(task)!)) {
    const tasks = tasksOf(unit), workers = new Set(tasks.map((task) => c.tourWorker[at.get(task)!.tour]!));
    const mayDo = tasks.every((task) => c.toursOf.subarray(c.toursAt[task], c.toursAt[task + 1]).includes(at.get(task)!.tour));
    const isApart = tasks.some((task) => Array.from(c.apartOf.subarray(c.apartAt[task], c.apartAt[task + 1])).some((other) => state.tour[other]! >= 0 && c.tourWorker[state.tour[other]!] === c.tourWorker[at.get(task)!.tour]));
    if (!mayDo || isApart || workers.size < tasks.length) continue;
    key += 1;
    for (const task of tasks) state.link(task, state.prev[state.n + at.get(task)!.tour]!, key);
  }
  for (const route of begin.routes) takeBreaks(state, route, (task) => at.get(task)?.start ?? c.frozenStart[task]!);
  settle(state, FAR, FAR);
  if (state.sum[BAD]! > 0) leaveOut(state, units);
  if (!state.isPlain) keepStarts(state, units.flatMap(tasksOf), (task) => at.get(task)!.start);
}

/** Units such that each stands behind all that precede any of its tasks in their tours; one that never gets there is left out. */
function inOrder(units: number[], tasksOf: (unit: number) => number[], placeOf: (task: number) => { tour: number; start: number }): number[] {
  const queues = new Map<number, { unit: number; start: number }[]>();
  for (const unit of units) {
    for (const task of tasksOf(unit)) {
      const { tour, start } = placeOf(task);
      queues.set(tour, [...(queues.get(tour) ?? []), { unit, start }]);
    }
  }
  for (const queue of queues.values()) queue.sort((a, b) => a.start - b.start);
  const order: number[] = [];
  const left = new Set(units);
  while (left.size > 0) {
    const fronts = [...queues.values()].flatMap((queue) => queue.slice(0, 1)).sort((a, b) => a.start - b.start);
    const isReady = (unit: number): boolean => tasksOf(unit).every((task) => queues.get(placeOf(task).tour)![0]!.unit === unit);
    const found = fronts.find(({ unit }) => isReady(unit));
    const { unit } = found ?? fronts[0]!;
    if (found) order.push(unit);
    left.delete(unit);
    for (const [tour, queue] of queues) queues.set(tour, queue.filter((one) => one.unit !== unit));
  }
  return order;
}

/** Puts the breaks of a tour where the plan has them. */
function takeBreaks(state: State, route: Plan['routes'][number], startOf: (task: number) => number): void {
  const { c } = state;
  const worker = c.workerIndex.get(route.workerId);
  if (worker === undefined) return;
  for (let index = c.workerAt[worker]!; index < c.workerAt[worker + 1]!; index++) {
    const tour = c.workerTours[index]!, head = state.n + tour;
    if (state.field[tour * TOUR + COUNT] === 0 || c.breakAt[tour] === c.breakAt[tour + 1]) continue;
    for (let node = head; ;) { state.rest[node] = -1; node = state.next[node]!; if (node === head) break; }
    let rest = c.breakAt[tour]!, placed = 0;
    for (const stop of route.stops) {
      if (stop.kind !== 'break' || rest >= c.breakAt[tour + 1]! || stop.startAt < c.shiftFrom[tour]! || stop.endAt > c.shiftTo[tour]! + c.breakDuration[rest]!) continue;
      let node = state.gate(tour);
      while (state.next[node]! < state.n && startOf(state.next[node]!) < stop.startAt - EPS) node = state.next[node]!;
      if (state.rest[node]! < 0) { state.rest[node] = rest++; placed++; }
    }
    state.field[tour * TOUR + PLACED] = placed;
    for (let node = state.next[head]!; node < state.n; node = state.next[node]!) state.push(node);
    state.openTour(tour);
  }
}

/** Takes out units until no hard rule is broken: those that break one themselves, else the last of a tour that does. */
function leaveOut(state: State, units: number[]): void {
  const { c } = state;
  const take = (unit: number): void => {
    for (let at = c.unitAt[unit]!; at < c.unitAt[unit + 1]!; at++) state.unlink(c.unitTasks[at]!);
    settle(state, FAR, FAR);
  };
  const isPlaced = (unit: number): boolean => state.tour[c.unitTasks[c.unitAt[unit]!]!]! >= 0;
  for (let round = 0; round <= units.length && state.sum[BAD]! > 0; round++) {
    const broken = units.find((unit) => isPlaced(unit) && Array.from(c.unitTasks.subarray(c.unitAt[unit], c.unitAt[unit + 1])).some((task) => (state.bad[task]! & BROKEN) !== 0));
    const tour = Array.from({ length: c.tours }, (_, index) => index).find((index) => state.field[index * TOUR + T_BAD]! + state.field[index * TOUR + W_BAD]! > 0 && state.prev[state.n + index] !== state.gate(index));
    const unit = broken ?? (tour === undefined ? units.find(isPlaced) : c.unitOf[state.prev[state.n + tour]!]);
    if (unit === undefined) return;
    take(unit);
  }
}

/** Holds tasks back to the starts the plan had, earliest first, where that breaks nothing. */
function keepStarts(state: State, tasks: number[], startOf: (task: number) => number): void {
  for (const task of tasks.filter((one) => state.tour[one]! >= 0).toSorted((a, b) => startOf(a) - startOf(b))) {
    if (state.start[task]! >= startOf(task) - EPS) continue;
    const bad = state.sum[BAD]!;
    state.mark();
    state.touch(task);
    state.hold[task] = startOf(task);
    state.push(task);
    settle(state, FAR, FAR);
    if (state.sum[BAD]! <= bad) state.keep();
    else state.rollback();
  }
}
