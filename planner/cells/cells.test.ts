import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomDay } from '../coupled/sample-days.ts';
import { evaluatePlan } from '../evaluate.ts';
import { matrixWays, planeWays } from '../live/ways.ts';
import type { Problem } from '../problem.ts';
import { Random } from '../routes/random.ts';
import { seeded } from '../sample.ts';
import { solve } from '../solve.ts';
import { planCell } from '../threads/cell-pool.ts';
import { cellProblem, openCity, standingIn } from './cell-problem.ts';
import { bisect } from './cut.ts';
import { solveByCells } from './index.ts';

fc.configureGlobal({ seed: Number(process.env['LINLI_FC_SEED'] ?? 20_261_122) });
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const pointsFor = (places: number, seed: number): { x: number; y: number }[] => { const random = seeded(seed); return Array.from({ length: places }, () => ({ x: random() * 60, y: random() * 60 })); };

/** Homes on a plane, one window each, more people than needed. */
function town(tasks: number, workers: number, seed: number): { problem: Problem; ways: ReturnType<typeof planeWays> } {
  const random = new Random(seed);
  const points = Array.from({ length: tasks + workers }, () => ({ x: random.below(12_000), y: random.below(12_000) }));
  const problem: Problem = {
    places: points.length, travel: [], weights: { travelTime: 1 },
    workers: Array.from({ length: workers }, (_, w) => ({ id: `w${w}`, start: w, end: w, shifts: [{ from: 0, to: 36_000 }], skills: { clean: 1, ...(w % 3 === 0 ? { cook: 1 } : {}) } })),
    tasks: Array.from({ length: tasks }, (_, t) => ({
      id: `t${t}`, visitId: `t${t}`, place: workers + t, duration: 3600, windows: [{ from: (t % 4) * 6000, to: (t % 4) * 6000 + 9000 }], needs: [{ skill: t % 5 === 0 ? 'cook' : 'clean', level: 1 }], dropCost: 20_000,
    })),
  };
  return { problem, ways: planeWays(points, [5], { detour: 1.35, door: 240 }) };
}

test('cells of mixed days keep every promise: links across borders, pins, what has begun, wishes', { timeout: 60_000 }, () => {
  let [across, pairs] = [0, 0];
  fc.assert(fc.property(seeds, (seed) => {
    const day = randomDay(seed, { hasFrozen: true, isHard: seed % 2 === 0 });
    const problem: Problem = seed % 3 === 0 ? { ...day, pins: [{ taskId: 't2.0', workerId: 'w1' }] } : day;
    const costs: number[] = [];
    const plan = solveByCells(problem, matrixWays(problem), {
      seed, stop: { iterations: 1200 }, cellSize: 6, rounds: 4, points: pointsFor(problem.places, seed), onBetter: ({ cost, round }) => { if (round > 0) across += 1; costs.push(cost); },
    });
    const judged = evaluatePlan(problem, plan);
    expect(plan.isFeasible).toBe(judged.isFeasible);
    // What a day that may leave nobody out cannot place is the only fault there can be.
    expect(judged.faults.filter(({ rule }) => rule !== 'mustServe')).toEqual([]);
    expect(plan.cost).toBeCloseTo(judged.cost, 6);
    const tasks = [...plan.routes.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : []))), ...plan.unassigned.map(({ taskId }) => taskId)];
    expect([...tasks].sort()).toEqual(problem.tasks.map(({ id }) => id).sort());
    pairs += (problem.links ?? []).filter(({ before, after, maxGap }) => maxGap === 0 && !plan.unassigned.some(({ taskId }) => taskId === before || taskId === after)).length;
    for (const { workerId, done } of problem.frozen ?? []) {
      const first = plan.routes.find((route) => route.workerId === workerId)!.stops.find((stop) => stop.kind === 'task')!;
      expect(first).toMatchObject({ taskId: done[0]!.taskId, startAt: done[0]!.startAt });
    }
  }), { numRuns: 60 });
  // The days were of the kind that could have gone wrong.
  expect(across).toBeGreaterThan(20);
  expect(pairs).toBeGreaterThan(30);
});

test('cells planned apart fit together again', { timeout: 60_000 }, () => {
  let changed = 0;
  fc.assert(fc.property(seeds, (seed) => {
    const problem = randomDay(seed, { hasFrozen: true });
    const plan = solve(problem, { seed, stop: { iterations: 300 } });
    if (!plan.isFeasible) return;
    const city = openCity(problem, matrixWays(problem));
    // Every other worker with her tasks; the unassigned with the first.
    const cells = [0, 1].map((half) => {
      const workers = problem.workers.flatMap((_, at) => (at % 2 === half ? [at] : []));
      const own = new Set(plan.routes.flatMap(({ workerId, stops }) => (workers.some((at) => problem.workers[at]!.id === workerId) ? stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : [])) : [])));
      if (half === 0) for (const { taskId } of plan.unassigned) own.add(taskId);
      return { workers, tasks: problem.tasks.flatMap(({ id }, at) => (own.has(id) ? [at] : [])) };
    });
    const routes = cells.flatMap((cell) => {
      const own = cellProblem(city, standingIn(plan), cell);
      const answer = planCell({ ...own, seed, stop: { iterations: 400 } }, 'compute');
      return answer.isFeasible ? answer.routes : own.begin?.routes ?? [];
    });
    changed += Number(JSON.stringify(routes.map(({ workerId, stops }) => [workerId, stops]).sort()) !== JSON.stringify(plan.routes.map(({ workerId, stops }) => [workerId, stops]).sort()));
    const placed = new Set(routes.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : []))));
    const unassigned = problem.tasks.filter(({ id }) => !placed.has(id)).map(({ id, visitId }) => ({ taskId: id, visitId }));
    expect(evaluatePlan(problem, { ...plan, routes, unassigned }).faults).toEqual([]);
  }), { numRuns: 80 });
  expect(changed).toBeGreaterThan(20);
});

test('the same seed gives the same plan on one thread and on two', { timeout: 30_000 }, () => {
  const { problem, ways } = town(120, 30, 3);
  const run = (threads: number): unknown => { const { seconds: _, ...plan } = solveByCells(problem, ways, { seed: 5, threads, stop: { iterations: 12_000 }, cellSize: 30 }); return plan; };
  expect(run(2)).toEqual(run(1));
});

test('later rounds mend the borders of the first, and a town in cells costs little more than the town as a whole', { timeout: 30_000 }, () => {
  const { problem, ways } = town(160, 40, 7);
  const costs: number[] = [];
  const inCells = solveByCells(problem, ways, { stop: { iterations: 60_000 }, cellSize: 40, onBetter: ({ cost }) => costs.push(cost) });
  const matrix = Float64Array.from({ length: problem.places ** 2 }, (_, at) => {
    const [a, b] = [Math.floor(at / problem.places), at % problem.places];
    return Math.round(Math.hypot(ways.x[a]! - ways.x[b]!, ways.y[a]! - ways.y[b]!) * 1.35 / 5) + 240;
  });
  const whole = solve({ ...problem, travel: [{ time: matrix, distance: matrix }] }, { stop: { iterations: 60_000 } });
  expect(costs.length).toBeGreaterThan(1);
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
  expect(inCells.unassigned.length).toBeLessThanOrEqual(whole.unassigned.length + 1);
  expect(inCells.cost).toBeLessThan(whole.cost * 1.05);
});

test('cells are compact, of nearly equal work, and hold everybody once', () => fc.assert(fc.property(seeds, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 50 }), (seed, count, most) => {
  const random = seeded(seed);
  const spots = { x: Float64Array.from({ length: count }, random), y: Float64Array.from({ length: count }, random), work: new Float64Array(count).fill(1) };
  const sizes = new Map<number, number>();
  for (const cell of bisect(spots, most, random() * 3)) sizes.set(cell, (sizes.get(cell) ?? 0) + 1);
  expect([...sizes.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: sizes.size }, (_, at) => at));
  expect(Math.max(...sizes.values())).toBeLessThanOrEqual(most + 1);
  expect(Math.max(...sizes.values()) - Math.min(...sizes.values())).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)));
})));

test('nobody, nothing, and what cannot be cut', () => {
  const { problem, ways } = town(4, 2, 1);
  expect(solveByCells({ ...problem, tasks: [] }, ways, { stop: { iterations: 10 } })).toMatchObject({ cost: 0, isFeasible: true, routes: [] });
  expect(solveByCells({ ...problem, workers: [] }, ways, { stop: { iterations: 10 }, cellSize: 2 }).unassigned).toHaveLength(4);
  expect(() => solveByCells(problem, { ...ways, isPlane: false }, { stop: { iterations: 10 } })).toThrow('points');
  expect(() => solveByCells(problem, ways, { stop: { iterations: 10 }, cellSize: NaN })).toThrow('cellSize');
  expect(() => solveByCells(problem, ways, { stop: { iterations: 10 }, rounds: 0 })).toThrow('rounds');
  expect(() => solveByCells(problem, ways, { stop: {} })).toThrow('stop');
});
