import { expect, test } from 'vitest';
import { chart } from './bench/chart.ts';
import { gapOf, tabulate, type Run } from './bench/families.ts';
import { evaluatePlan } from './evaluate.ts';
import type { Problem } from './problem.ts';
import { Random } from './routes/random.ts';
import { solve } from './solve.ts';
import { mailboxBytes, Mailbox } from './threads/mailbox.ts';

/** Tasks on a ring road, all day open, in three zones of time. */
function ring(tasks: number, workers: number, seed = 1): Problem {
  const random = new Random(seed);
  const places = tasks + 1;
  const at = Array.from({ length: places }, () => [random.below(1000), random.below(1000)] as const);
  const time = new Float64Array(places * places);
  for (let a = 0; a < places; a++) for (let b = 0; b < places; b++) time[a * places + b] = Math.round(Math.hypot(at[a]![0] - at[b]![0], at[a]![1] - at[b]![1]));
  return {
    places, travel: [{ time, distance: time }], weights: { distance: 1 },
    workers: Array.from({ length: workers }, (_, w) => ({ id: `w${w}`, start: 0, end: 0, shifts: [{ from: 0, to: 36_000 }], capacity: [Math.ceil(tasks / workers) + 4] })),
    tasks: Array.from({ length: tasks }, (_, t) => ({ id: `t${t}`, visitId: `t${t}`, place: t + 1, duration: 600, windows: [{ from: (t % 3) * 9000, to: (t % 3) * 9000 + 14_000 }], load: [1] })),
  };
}

const bare = ({ seconds: _, ...plan }: ReturnType<typeof solve>): unknown => plan;

test('a first feasible plan of 500 visits is there within the time a person does not notice', () => {
  const problem = ring(500, 60);
  solve(problem, { stop: { iterations: 1 } });
  let first = Infinity;
  const plan = solve(problem, { stop: { seconds: 0.3 }, onBetter: ({ seconds }) => (first = Math.min(first, seconds)) }, 'compute');
  expect(plan.isFeasible).toBe(true);
  // Aim 0.05 s; the test allows for a busy machine.
  expect(first).toBeLessThan(0.2);
});

test('two threads with an iteration limit give the same plan every time, no worse than what one of them finds alone', { timeout: 30_000 }, () => {
  const problem = ring(60, 8);
  const run = (threads: number): ReturnType<typeof solve> => solve(problem, { seed: 5, threads, stop: { iterations: 30_000 } });
  const two = run(2);
  expect(bare(two)).toEqual(bare(run(2)));
  expect(two.iterations).toBe(60_000);
  expect(evaluatePlan(problem, two).faults).toEqual([]);
  expect(two.cost).toBeLessThan(run(1).cost * 1.02);
});

test('islands stop together when the time is over', { timeout: 30_000 }, () => {
  const began = performance.now();
  const plan = solve(ring(40, 6), { threads: 2, stop: { seconds: 0.5 } });
  expect(plan.isFeasible).toBe(true);
  expect(performance.now() - began).toBeLessThan(6000);
});

test('what islands leave in the mailbox arrives as it was, once', () => {
  const memory = new SharedArrayBuffer(mailboxBytes(2, 5, 3));
  const [a, b] = [new Mailbox(memory, 0, 2, 5, 3, false), new Mailbox(memory, 1, 2, 5, 3, false)];
  const elite = (cost: number) => ({ workers: Int32Array.from([2, 0]), starts: Int32Array.from([0, 3, 4]), tasks: Int32Array.from([4, 1, 0, 2]), absent: Int32Array.from([3]), missing: 1, cost });
  expect(a.exchange(elite(12.5))).toBeNull();
  expect(b.exchange(elite(11.25))).toEqual(elite(12.5));
  expect(b.exchange(elite(11.25))).toBeNull();
  expect(a.exchange(elite(10))).toEqual(elite(11.25));
});

test.each([
  [{ stop: {} }, 'stop'], [{ stop: { seconds: NaN } }, 'stop.seconds'], [{ stop: { iterations: -1 } }, 'stop.iterations'], [{ stop: { seconds: 1 }, threads: 0 }, 'threads'], [{ stop: { seconds: 1 }, threads: 1.5 }, 'threads'],
])('a search that could not end, or on no thread, is refused: %j', (options, field) => {
  expect(() => solve(ring(3, 1), options)).toThrowError(expect.objectContaining({ name: 'PlannerInputError', field }) as Error);
});

test('a problem that makes no sense is refused; one without workers or tasks is not', () => {
  const problem = ring(3, 1);
  expect(() => solve({ ...problem, tasks: [{ ...problem.tasks[0]!, duration: NaN }] }, { stop: { iterations: 1 } })).toThrowError(expect.objectContaining({ name: 'PlannerInputError' }) as Error);
  expect(solve({ ...problem, tasks: [] }, { stop: { iterations: 10 } })).toMatchObject({ isFeasible: true, routes: [], cost: 0 });
  expect(solve({ ...problem, workers: [] }, { stop: { iterations: 10 } })).toMatchObject({ isFeasible: false, routes: [], unassigned: [{ taskId: 't0' }, { taskId: 't1' }, { taskId: 't2' }] });
});

test('the bench counts gaps per class; an infeasible plan is infinitely far', () => {
  const run = (instance: string, className: string, gap: number): Run => ({
    instance, className, seed: 1, objective: 1, gap, feasible: true, faults: [], iterations: 1, seconds: 1, anytime: [],
  });
  expect(gapOf(101, 100)).toBeCloseTo(1);
  expect(tabulate([run('a', 'R1', 1), run('b', 'R1', 3), run('c', 'C1', 0)])).toEqual([
    { className: 'R1', instances: 2, min: 1, median: 2, mean: 2, max: 3, atBest: 0 }, { className: 'C1', instances: 1, min: 0, median: 0, mean: 0, max: 0, atBest: 1 },
    { className: 'all', instances: 3, min: 0, median: 1, mean: 4 / 3, max: 3, atBest: 1 },
  ]);
  expect(tabulate([run('a', 'R1', Infinity)])[0]!.mean).toBe(Infinity);
});

test('the chart draws a class until it stands on the floor, and each peer where its seconds and gap are', () => {
  const svg = chart('a < b', 10, [0.01, 0.1, 1], [{ name: 'R1', gaps: [Infinity, 10, 0] }], [{ name: 'peer', seconds: 10, gaps: { all: 1, R1: 5 } }]);
  expect(svg).toContain('a &lt; b');
  const [[, first, last] = []] = [...svg.matchAll(/<polyline[^>]* points="([\d.]+,[\d.]+) ([\d.]+,[\d.]+)"/g)];
  const [[, x, y] = []] = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
  const [firstX, firstY, lastX, lastY] = [first, last].flatMap((point) => point!.split(',').map(Number));
  // No plan at the first moment: the line begins at the second, half the way; 10 % is the top, 0.001 % and less the floor, 1 % a quarter down.
  expect([firstX! < lastX!, firstY! < lastY!, lastX === Number(x), Math.round((Number(y) - firstY!) / (lastY! - firstY!) * 100)]).toEqual([true, true, true, 25]);
});
