import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePlan } from '../evaluate.ts';
import type { Problem } from '../problem.ts';
import { solve } from '../solve.ts';
import { stopping } from '../stopping.ts';
import { readColumns } from './columns.ts';
import { Granular } from './granular.ts';
import { solveRoutes } from './index.ts';
import { Random } from './random.ts';
import { Search } from './search.ts';

/** Equal workers of one depot, whole numbers; `wide` = few long routes. */
function town(seed: number, tasks: number, wide: boolean): Problem {
  const random = new Random(seed);
  const places = tasks + 1;
  const x = Array.from({ length: places }, () => random.below(100));
  const y = Array.from({ length: places }, () => random.below(100));
  const time = new Float64Array(places * places);
  for (let a = 0; a < places; a++) for (let b = 0; b < places; b++) time[a * places + b] = Math.ceil(Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!));
  return {
    places, travel: [{ time, distance: time }], weights: { distance: 1 },
    workers: Array.from({ length: tasks }, (_, at) => ({ id: `w${at}`, start: tasks, end: tasks, shifts: [{ from: 0, to: wide ? 2000 : 500 }], capacity: [wide ? 90 : 30] })),
    tasks: Array.from({ length: tasks }, (_, at) => {
      const from = random.below(wide ? 1500 : 250);
      return { id: `t${at}`, visitId: `t${at}`, place: at, duration: 5, windows: [{ from, to: from + (wide ? 300 : 120) }], load: [random.below(5)] };
    }),
  };
}

test.each([[true], [false]])('the slot found is the cheapest of all listed ones that fit, tried one by one (long routes: %s)', (wide) => {
  const problem = town(5, 160, wide);
  const search = new Search(readColumns(problem), 3);
  search.prepare();
  const { state } = search;
  const granular = new Granular(state, search.free, 10);
  const ways = problem.travel[0]!.time;
  const { places } = problem;
  const depot = 160;
  const worth = (tasks: number[]): number => {
    let [clock, at, load, cost] = [0, depot, 0, 0];
    for (const task of tasks) {
      const { windows, duration, load: own } = problem.tasks[task]!;
      cost += ways[at * places + task]!;
      clock = Math.max(clock + ways[at * places + task]!, windows[0]!.from);
      if (clock > windows[0]!.to) return Infinity;
      clock += duration;
      load += own![0]!;
      at = task;
    }
    return load > (wide ? 90 : 30) || clock + ways[at * places + depot]! > (wide ? 2000 : 500) ? Infinity : cost + ways[at * places + depot]!;
  };
  let found = 0;
  for (let i = 0; i < 400; i++) {
    search.step(8);
    const task = i % 160;
    const from = state.routeOf[task]!;
    if (from < 0) continue;
    state.touch(from);
    state.cut(from, state.slotOf[task]!, state.slotOf[task]!);
    let best = Infinity;
    for (let u = 0; u < state.usedCount; u++) {
      const r = state.order[u]!;
      const route = Array.from(state.seq.subarray(r * state.stride + 1, r * state.stride + 1 + state.size[r]!));
      for (let k = 0; k <= route.length; k++) {
        const isListed = granular.before.subarray(task * 10, task * 10 + 10).includes(route[k - 1] ?? -1) || granular.after.subarray(task * 10, task * 10 + 10).includes(route[k] ?? -1);
        if (isListed) best = Math.min(best, worth(route.toSpliced(k, 0, task)) - worth(route));
      }
    }
    const added = granular.find(task, Infinity, 0, new Random(1));
    expect(added).toBe(best);
    expect(granular.route >= 0).toBe(best < Infinity);
    if (best < Infinity) found++;
    if (granular.opening[task]! < Infinity) expect(granular.opening[task]).toBe(worth([task]));
    state.refuse();
  }
  expect(found).toBeGreaterThan(200);
});

test('plans of many equal workers pass the evaluator and cost what they say; better costs come in falling order', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 30, max: 190 }), fc.boolean(), (seed, tasks, wide) => {
    const problem = town(seed, tasks, wide);
    const costs: number[] = [];
    const plan = solveRoutes(problem, { seed, stop: { iterations: 1500 }, onBetter: ({ cost }) => costs.push(cost) }, stopping({ iterations: 1500 }, () => 0));
    const told = evaluatePlan(problem, plan);
    expect(told.faults.filter(({ rule }) => rule !== 'mustServe')).toEqual([]);
    expect(plan.cost).toBeCloseTo(told.cost, 6);
    for (let at = 1; at < costs.length; at++) expect(costs[at]!).toBeLessThan(costs[at - 1]!);
    if (plan.isFeasible) expect(costs.at(-1)).toBeCloseTo(plan.cost, 6);
  }), { numRuns: 25, seed: 3 });
});

test('two islands of the long annealing give the same plan every time', { timeout: 30_000 }, () => {
  const problem = town(8, 170, true);
  const run = (): unknown => {
    const { seconds: _, ...plan } = solve(problem, { seed: 4, threads: 2, stop: { iterations: 4000 } });
    expect(evaluatePlan(problem, plan).isFeasible).toBe(true);
    return plan;
  };
  expect(run()).toEqual(run());
});

test('scattering into seeds opens so many routes at least and loses nothing', () => {
  const search = new Search(readColumns(town(6, 160, true)), 3);
  search.prepare();
  const before = search.state.usedCount;
  search.scatter(2 * before);
  expect(search.state.usedCount).toBeGreaterThanOrEqual(2 * before);
  expect(search.absentCount).toBe(0);
  for (let u = 0; u < search.state.usedCount; u++) expect(search.state.isFine(search.state.order[u]!)).toBe(true);
});
