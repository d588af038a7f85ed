import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePlan } from '../evaluate.ts';
import type { Problem, TaskInput, WorkerInput } from '../problem.ts';
import { stopping } from '../stopping.ts';
import { readColumns } from './columns.ts';
import { crossOver } from './elites.ts';
import { isIndependent, solveRoutes } from './index.ts';
import { Random } from './random.ts';
import { Search } from './search.ts';
import { State } from './state.ts';

const still = (): number => 0;

/** A seeded day. `rich` adds everything the general path knows. */
function day(seed: number, tasks: number, workers: number, rich: boolean): Problem {
  const random = new Random(seed);
  const places = tasks + 3;
  const x = Array.from({ length: places }, () => random.below(100));
  const y = Array.from({ length: places }, () => random.below(100));
  const time = new Float64Array(places * places);
  for (let a = 0; a < places; a++) for (let b = 0; b < places; b++) time[a * places + b] = Math.ceil(Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)) + (rich && a < b ? 1 : 0);
  const window = (): { from: number; to: number } => {
    const from = random.below(500);
    return { from, to: from + 60 + random.below(200) };
  };
  const list: TaskInput[] = Array.from({ length: tasks }, (_, at) => {
    const first = window();
    const extra: Partial<TaskInput> = !rich ? {} : {
      ...(random.below(3) === 0 ? { needs: [{ skill: 'a', level: 1 + random.below(2) }] } : {}), ...(random.below(4) === 0 ? { blocked: ['w0'] } : {}),
      ...(random.below(3) === 0 ? { preferred: ['w1'] } : {}), ...(random.below(3) === 0 ? { dropCost: 40 + random.below(60) } : {}),
      ...(random.below(4) === 0 ? { durationBy: { w1: 5 } } : {}), ...(random.below(5) === 0 ? { releasedAt: random.below(400) } : {}),
      ...(random.below(3) === 0 ? { windows: [first, { from: first.to + 40, to: first.to + 90 }] } : {}), ...(random.below(4) === 0 ? { costBy: { w2: 7 } } : {}),
    };
    return { id: `t${at}`, visitId: `t${at}`, place: at, duration: 5 + random.below(15), windows: [first], load: rich ? [random.below(4), random.below(3)] : [random.below(5)], ...extra };
  });
  const crew: WorkerInput[] = Array.from({ length: workers }, (_, at) => ({
    id: `w${at}`, start: rich ? tasks + (at % 3) : tasks, end: rich && at % 2 === 0 ? null : tasks, shifts: [{ from: 0, to: rich ? 700 + 20 * at : 900 }], capacity: rich ? [14, 10 + at] : [25],
    ...(rich ? { skills: { a: at % 3 }, maxTasks: 6 + at, maxWork: 400, fixedCost: 10 * at } : {}),
  }));
  return { places, travel: [{ time, distance: time }], workers: crew, tasks: list, weights: rich ? { distance: 1, unpreferred: 9, dropped: 1 } : { distance: 1 } };
}

/** Everything a route caches, as it is and as it is computed from an empty state. */
function recomputed(state: State): { is: unknown; should: unknown } {
  const fresh = new State(state.columns);
  const read = (of: State, r: number): unknown => {
    const base = r * of.stride;
    const end = base + of.size[r]! + 2;
    of.settle(r);
    return [...[of.seq, of.departure, of.latest, of.legIn].map((column) => Array.from(column.subarray(base + (column === of.legIn ? 1 : 0), end))), of.cost[r], of.work[r], of.travel[r]];
  };
  const is: unknown[] = [];
  const should: unknown[] = [];
  for (let r = 0; r < state.columns.workers; r++) {
    for (let k = 1; k <= state.size[r]!; k++) fresh.insert(state.seq[r * state.stride + k]!, r, k);
    is.push(read(state, r));
    should.push(read(fresh, r));
  }
  return { is, should };
}

test.each([[false], [true]])('caches equal a computation from nothing under 10^5 random moves (everything the model knows: %s)', (rich) => {
  const search = new Search(readColumns(day(3, 40, 7, rich)), 5);
  search.prepare();
  for (let i = 0; i < 100_000; i++) {
    search.step(rich ? 20 : 15);
    if (i % 2000 !== 0) continue;
    const { is, should } = recomputed(search.state);
    expect(is).toEqual(should);
    expect(search.cost).toBeCloseTo(search.total(), 6);
  }
});

test.each([[false], [true]])('the running cost stays the sum of all routes through restarts and children (everything the model knows: %s)', (rich) => {
  const search = new Search(readColumns(day(3, 40, 14, rich)), 5);
  search.prepare();
  let mother = search.copy();
  for (let round = 0; round < 40; round++) {
    if (round % 2 === 0) search.scatter();
    else crossOver(search, mother, search.copy());
    mother = search.copy();
    for (let i = 0; i < 300; i++) search.step(15);
    const { is, should } = recomputed(search.state);
    expect(is).toEqual(should);
    expect(search.cost).toBeCloseTo(search.total(), 6);
  }
});

test('a refused candidate leaves every route exactly as it was', () => {
  const search = new Search(readColumns(day(4, 40, 7, true)), 6);
  search.prepare();
  const { state } = search;
  const part = (column: Int32Array | Float64Array, r: number): number[] => Array.from(column.subarray(r * state.stride, r * state.stride + state.size[r]! + 2));
  const picture = (): unknown => Array.from({ length: 7 }, (_, r) => [state.seq, state.departure, state.latest, state.legIn].map((column) => part(column, r)));
  const rest = (): unknown => [
    state.size, state.version, state.cost, state.load, state.work, state.travel, state.routeOf, search.absent.slice(0, search.absentCount),
  ].map((column) => Array.from(column));
  let refused = 0;
  for (let i = 0; i < 3000; i++) {
    const before = [picture(), rest()];
    if (search.step(i % 3 === 0 ? 10 : 0)) continue;
    refused++;
    expect([picture(), rest()]).toEqual(before);
  }
  expect(refused).toBeGreaterThan(1000);
});

test('the remembered best slot is the best of all slots tried one by one', () => {
  const problem = day(8, 30, 5, false);
  const search = new Search(readColumns(problem), 2);
  search.prepare();
  const { state } = search;
  const ways = problem.travel[0]!.time;
  const worth = (tasks: number[]): number => {
    let [clock, at, load, cost] = [0, 30, 0, 0];
    for (const task of tasks) {
      const { windows, duration, load: own } = problem.tasks[task]!;
      cost += ways[at * problem.places + task]!;
      clock = Math.max(clock + ways[at * problem.places + task]!, windows[0]!.from);
      if (clock > windows[0]!.to) return Infinity;
      clock += duration;
      load += own![0]!;
      at = task;
    }
    cost += ways[at * problem.places + 30]!;
    return load > 25 || clock + ways[at * problem.places + 30]! > 900 ? Infinity : cost;
  };
  for (let i = 0; i < 400; i++) {
    search.step(10);
    const task = i % 30;
    for (let u = 0; u < state.usedCount; u++) {
      const r = state.order[u]!;
      if (state.routeOf[task] === r) continue;
      const route = Array.from(state.seq.subarray(r * state.stride + 1, r * state.stride + 1 + state.size[r]!));
      const best = Math.min(...Array.from({ length: route.length + 1 }, (_, k) => worth([...route.slice(0, k), task, ...route.slice(k)]) - worth(route)));
      expect(search.insertions.best(task, r)).toBeCloseTo(best, 9);
    }
  }
});

test('any independent problem: the plan that leaves the engine passes the evaluator, and costs what it says', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.boolean(), (seed, tasks, workers, rich, isTimed) => {
    const made = day(seed, tasks, workers, rich);
    const problem = isTimed
      ? { ...made, tasks: made.tasks.map(({ releasedAt: _, ...task }) => ({ ...task, windows: task.windows.slice(0, 1) })), weights: { ...made.weights, duration: 0.5, waiting: 0.25 } } : made;
    expect(isIndependent(problem)).toBe(true);
    const plan = solveRoutes(problem, { seed, stop: { iterations: 600 } }, stopping({ iterations: 600 }, still));
    const told = evaluatePlan(problem, plan);
    expect(told.faults.filter(({ rule }) => rule !== 'mustServe')).toEqual([]);
    expect(told.isFeasible).toBe(plan.isFeasible);
    expect(plan.cost).toBeCloseTo(told.cost, 6);
  }), { numRuns: 150, seed: 11 });
});

test('a frozen beginning stays, a pin holds, and an earlier plan is never made worse', () => {
  const made = day(21, 16, 4, true);
  const problem: Problem = {
    ...made, tasks: made.tasks.map(({ blocked: _, needs: __, releasedAt: ___, ...task }) => task),
    frozen: [{ workerId: 'w1', done: [{ taskId: 't3', startAt: 50 }], freeAt: 90 }], pins: [{ taskId: 't5', workerId: 'w2' }],
  };
  const run = (begin?: ReturnType<typeof solveRoutes>): ReturnType<typeof solveRoutes> =>
    solveRoutes(problem, { seed: 3, stop: { iterations: 400 }, ...(begin ? { begin } : {}) }, stopping({ iterations: 400 }, still));
  const plan = run();
  const of = (id: string): string[] => plan.routes.find(({ workerId }) => workerId === id)?.stops.flatMap((stop) => (stop.kind === 'task' ? [`${stop.taskId}@${stop.startAt}`] : [])) ?? [];
  expect(of('w1')[0]).toBe('t3@50');
  expect([...of('w2').map((stop) => stop.split('@')[0]), ...plan.unassigned.map(({ taskId }) => taskId)]).toContain('t5');
  expect(evaluatePlan(problem, plan).faults.filter(({ rule }) => rule !== 'mustServe')).toEqual([]);
  const again = run(plan);
  expect(again.unassigned.length < plan.unassigned.length || again.cost <= plan.cost + 1e-9).toBe(true);
});

test('the same seed and number of iterations give the same plan; better costs come in falling order', () => {
  for (const rich of [false, true]) {
    const problem = day(9, 40, 16, rich);
    const run = (): unknown => {
      const costs: number[] = [];
      const { seconds: _, ...plan } = solveRoutes(problem, { seed: 7, stop: { iterations: 40_000 }, onBetter: ({ cost }) => costs.push(cost) }, stopping({ iterations: 40_000 }, still));
      expect(costs).toEqual([...costs].sort((a, b) => b - a));
      if (plan.isFeasible) expect(costs.at(-1)).toBeCloseTo(plan.cost, 6);
      return plan;
    };
    expect(run()).toEqual(run());
  }
});

test('what couples routes is not independent', () => {
  const problem = day(1, 4, 2, false);
  const [task] = problem.tasks;
  const worker = problem.workers[0]!;
  const coupled: Problem[] = [
    { ...problem, links: [{ before: 't0', after: 't1', minGap: 0, maxGap: 0 }] }, { ...problem, apart: [['t0', 't1']] }, { ...problem, weights: { distance: 1, workRange: 1 } },
    { ...problem, tasks: [{ ...task!, isDueSoft: true }] }, { ...problem, tasks: problem.tasks.map((one) => ({ ...one, visitId: 'same' })) },
    { ...problem, workers: [{ ...worker, breaks: [{ from: 0, to: 100, duration: 10 }] }] }, { ...problem, workers: [{ ...worker, shifts: [{ from: 0, to: 10, isEndSoft: true }] }] },
    { ...problem, workers: [{ ...worker, shifts: [{ from: 0, to: 10 }, { from: 20, to: 30 }] }] },
  ];
  expect(coupled.map(isIndependent)).toEqual(coupled.map(() => false));
});
