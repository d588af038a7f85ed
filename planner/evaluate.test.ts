import { expect, test } from 'vitest';
import { checkProblem } from './check.ts';
import { evaluatePlan } from './evaluate.ts';
import { randomProblem } from './live/random-problem.ts';
import { bestByEnumeration } from './live/naive.ts';
import type { Plan, Problem, Stop } from './problem.ts';
import { solve } from './solve.ts';

const time = Float64Array.of(0, 10, 20, 12, 0, 15, 20, 15, 0);
const base = (change: Partial<Problem> = {}): Problem => ({
  places: 3, travel: [{ time, distance: time.map((span) => span * 2) }],
  weights: { distance: 1, travelTime: 2, waiting: 3, lateness: 4, overtime: 5, duration: 1, workers: 7, unpreferred: 11, moved: 13, workRange: 1, worstIdle: 1 },
  workers: [{ id: 'w', start: 0, end: 0, shifts: [{ from: 0, to: 100, isEndSoft: true }], fixedCost: 9 }, { id: 'x', start: 0, end: 0, shifts: [{ from: 0, to: 100 }] }],
  tasks: [
    { id: 'a', visitId: 'a', place: 1, duration: 20, windows: [{ from: 30, to: 40 }], preferred: ['x'], costBy: { w: 2 } },
    { id: 'b', visitId: 'b', place: 2, duration: 30, windows: [{ from: 60, to: 70 }], isDueSoft: true },
  ],
  before: { a: 'x' }, ...change,
});
const at = (taskId: string, startAt: number, endAt: number): Stop => ({ kind: 'task', taskId, arriveAt: startAt, startAt, endAt, lateness: 0 });
const plan = (stops: Stop[], leaveAt: number, comeAt: number, change: Partial<Plan> = {}): Plan =>
  ({ routes: [{ workerId: 'w', leaveAt, comeAt, stops, distance: 0, travelTime: 0 }], unassigned: [], cost: 0, parts: {}, isFeasible: true, faults: [], ...change });
const rulesOf = (problem: Problem, one: Plan): string[] => evaluatePlan(problem, one).faults.map(({ rule }) => rule);

test('a plan worked out by hand', () => {
  // Leaves 20, a 30–50, way 15, b from 75 (5 late of 70, 10 waited) to 105, way 20, home 125: 25 over.
  const { isFeasible, faults, parts, cost } = evaluatePlan(base(), plan([at('a', 30, 50), at('b', 75, 105)], 20, 125));
  expect(faults).toEqual([]);
  expect(isFeasible).toBe(true);
  expect(parts).toEqual({
    distance: 90, travelTime: 45, workers: 1, fixed: 9, waiting: 10, lateness: 5, worstLateness: 5, overtime: 25, worstOvertime: 25, duration: 105, unpreferred: 1, moved: 1, byWorker: 2,
    worstIdle: 100, workRange: 0,
  });
  expect(cost).toBe(90 + 2 * 45 + 3 * 10 + 4 * 5 + 5 * 25 + 105 + 7 + 11 + 13 + 9 + 2 + 100);
});

const good = plan([at('a', 30, 50), at('b', 75, 105)], 20, 125);
const broken: [string, Problem, Plan][] = [
  ['way', base(), plan([at('a', 30, 50), at('b', 64, 94)], 20, 125)],
  ['way', base(), plan([at('a', 30, 50), at('b', 75, 105)], 20, 124)],
  ['window', base(), plan([at('a', 41, 61), at('b', 76, 106)], 20, 126)],
  ['window', base(), plan([at('a', 29, 49), at('b', 75, 105)], 19, 125)],
  ['duration', base(), plan([at('a', 30, 49), at('b', 75, 105)], 20, 125)],
  ['shift', base({ workers: [{ ...base().workers[0]!, shifts: [{ from: 0, to: 100 }] }] , before: {}, tasks: base().tasks.map(({ preferred: _, costBy: __, ...task }) => task) }), good],
  ['shift', base({ workers: base().workers.map((worker) => ({ ...worker, shifts: [{ from: 21, to: 130 }] })) }), good],
  ['once', base(), plan([at('a', 30, 50), at('a', 50, 70), at('b', 85, 115)], 20, 135)],
  ['once', base(), plan([at('a', 30, 50)], 20, 62)],
  ['mustServe', base(), plan([at('a', 30, 50)], 20, 62, { unassigned: [{ taskId: 'b', visitId: 'b' }] })],
  ['skill', base({ tasks: base().tasks.map((task) => ({ ...task, needs: [{ skill: 's', level: 1 }] })) }), good],
  ['blocked', base({ tasks: base().tasks.map((task) => ({ ...task, blocked: ['w'] })) }), good],
  ['papers', base({ tasks: base().tasks.map((task) => ({ ...task, papers: ['p'] })) }), good],
  ['pinned', base({ pins: [{ taskId: 'a', workerId: 'x' }] }), good],
  ['maxTasks', base({ workers: base().workers.map((worker) => ({ ...worker, maxTasks: 1 })) }), good],
  ['maxWork', base({ workers: base().workers.map((worker) => ({ ...worker, maxWork: 94 })) }), good],
  ['maxTravelTime', base({ workers: base().workers.map((worker) => ({ ...worker, maxTravelTime: 44 })) }), good],
  ['capacity', base({ workers: base().workers.map((worker) => ({ ...worker, capacity: [1] })), tasks: base().tasks.map((task) => ({ ...task, load: [1] })) }), good],
  ['break', base({ workers: base().workers.map((worker) => ({ ...worker, breaks: [{ from: 30, to: 100, duration: 20 }] })) }), good],
  ['break', base(), plan([at('a', 30, 50), { kind: 'break', startAt: 40, endAt: 60 }, at('b', 75, 105)], 20, 145)],
  ['link', base({ links: [{ before: 'a', after: 'b', minGap: 0, maxGap: 44 }] }), good],
  ['differentPeople', base({ tasks: base().tasks.map((task) => ({ ...task, visitId: 'v' })) }), good],
  ['wholeVisit', base({ tasks: base().tasks.map((task) => ({ ...task, visitId: 'v', dropCost: 1 })) }), plan([at('a', 30, 50)], 20, 62, { unassigned: [{ taskId: 'b', visitId: 'v' }] })],
  ['apart', base({ apart: [['a', 'b']] }), good],
  ['frozen', base({ frozen: [{ workerId: 'w', done: [{ taskId: 'a', startAt: 31 }] }] }), good],
  ['released', base({ tasks: base().tasks.map((task) => ({ ...task, releasedAt: 76 })) }), good],
  ['hard', base({ hard: ['lateness'] }), good],
  ['route', base(), { ...good, routes: [...good.routes, ...good.routes] }],
];
test.each(broken)('names a broken %s', (rule, problem, one) => expect(rulesOf(problem, one)).toContain(rule));

test('what has started is not judged, only where it stands', () => {
  const late = base({ frozen: [{ workerId: 'w', done: [{ taskId: 'a', startAt: 45 }], freeAt: 70 }] });
  expect(rulesOf(late, plan([at('a', 45, 70), at('b', 85, 115)], 20, 135))).toEqual([]);
});

test('bad input is refused by name', () => {
  const task = base().tasks[0]!;
  const rows: [string, Problem][] = [
    ['places', base({ places: NaN })], ['travel[0].time', base({ places: 4 })], ['travel[0].time[0,1]', base({ travel: [{ time: time.with(1, NaN), distance: time }] })], ['travel[0].time[0,2]',
      base({ travel: [{ time: time.with(2, -1), distance: time }] })],
    ['workers[0].shifts[0]', base({ workers: [{ ...base().workers[0]!, shifts: [{ from: 5, to: 4 }] }], tasks: [] , before: {} })],
    ['workers[1].id', base({ workers: [base().workers[0]!, base().workers[0]!] })], ['workers[0].mode', base({ workers: base().workers.map((worker) => ({ ...worker, mode: 1 })) })],
    ['workers[0].breaks[0]', base({ workers: base().workers.map((worker) => ({ ...worker, breaks: [{ from: 0, to: 5, duration: 6 }] })) })],
    ['tasks[0].windows[0]', base({ tasks: [{ ...task, windows: [{ from: 9, to: 8 }] }] })], ['tasks[0].windows', base({ tasks: [{ ...task, windows: [] }] })], ['tasks[0].duration',
      base({ tasks: [{ ...task, duration: -1 }] })],
    ['tasks[0].duration', base({ tasks: [{ ...task, duration: NaN }] })], ['tasks[0].place', base({ tasks: [{ ...task, place: 3 }] })], ['tasks[0].preferred[0]', base({ tasks: [{ ...task,
      preferred: ['nobody'] }] })],
    ['tasks[0].needs[0].skill', base({ workers: base().workers.map((worker) => ({ ...worker, skills: { deepClean: 1 } })), tasks: [{ ...task, needs: [{ skill: 'deep-clean', level: 1 }] }] })],
    ['links[0].after', base({ links: [{ before: 'a', after: 'c', minGap: 0, maxGap: 0 }] })], ['links[0]', base({ links: [{ before: 'a', after: 'b', minGap: 5, maxGap: 4 }] })],
    ['links[', base({ links: [{ before: 'a', after: 'b', minGap: 5, maxGap: Infinity }, { before: 'b', after: 'a', minGap: 5, maxGap: Infinity }] })],
    ['pins[1]', base({ pins: [{ taskId: 'a', workerId: 'w' }, { taskId: 'a', workerId: 'x' }] })], ['pins', base({ tasks: base().tasks.map((one) => ({ ...one, visitId: 'v' })),
      pins: [{ taskId: 'a', workerId: 'w' }, { taskId: 'b', workerId: 'w' }] })],
    ['frozen[0].done[1]', base({ frozen: [{ workerId: 'w', done: [{ taskId: 'a', startAt: 5 }, { taskId: 'b', startAt: 4 }] }] })], ['frozen[0].freeAt', base({ frozen: [{ workerId: 'w',
      done: [{ taskId: 'a', startAt: 5 }], freeAt: 4 }] })],
    ['frozen[1].done[0]', base({ frozen: [{ workerId: 'w', done: [{ taskId: 'a', startAt: 5 }] }, { workerId: 'x', done: [{ taskId: 'a', startAt: 5 }] }] })],
    ['frozen[0].done[0]', base({ pins: [{ taskId: 'a', workerId: 'x' }], frozen: [{ workerId: 'w', done: [{ taskId: 'a', startAt: 5 }] }] })], ['before.a', base({ before: { a: 'nobody' } })],
      ['apart[0]', base({ apart: [['a', 'z']] })], ['weights.distance', base({ weights: { distance: NaN } })],
  ];
  for (const [field, problem] of rows) expect(() => checkProblem(problem), field).toThrow(expect.objectContaining({ name: 'PlannerInputError', field: expect.stringContaining(field) }));
  expect(checkProblem(base())).toEqual(base());
  for (const empty of [base({ workers: [], tasks: [], before: {} }), base({ tasks: [], before: {} }), base({ workers: [], tasks: base().tasks.map(({ preferred: _, costBy: __, ...rest }) => rest),
    before: {} })]) expect(checkProblem(empty)).toBe(empty);
});

test('both engines: every plan passes the evaluator at its own cost, and plain tiny days are solved to the optimum', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const isPlain = seed % 2 === 0;
    const problem = randomProblem(seed, { workers: 2, tasks: 4, isMetric: true, ...(isPlain ? { isPlain, isDroppable: false } : {}) });
    const solved = solve(problem, { seed: 1, stop: { iterations: 600 } });
    const { cost, faults } = evaluatePlan(problem, solved);
    if (solved.isFeasible) { expect([seed, faults]).toEqual([seed, []]); expect([seed, cost]).toEqual([seed, expect.closeTo(solved.cost, 6)]); }
    if (isPlain) expect([seed, solved.isFeasible ? solved.cost : Infinity]).toEqual([seed, expect.closeTo(bestByEnumeration(problem).cost, 6)]);
  }
});

test('shifting all times, scaling all lengths, or naming people anew changes nothing but the unit', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const problem = randomProblem(seed, { workers: 2, tasks: 4, isPlain: true, isDroppable: false });
    const best = bestByEnumeration(problem).cost;
    if (best === Infinity) continue;
    const move = (by: number, times: number): Problem => ({
      ...problem, travel: problem.travel.map((mode) => ({ time: mode.time.map((span) => span * times), distance: mode.distance.map((span) => span * times) })),
      workers: problem.workers.map((worker) => ({ ...worker, shifts: worker.shifts.map((shift) => ({ ...shift, from: shift.from * times + by, to: shift.to * times + by })) })).toReversed(),
      tasks: problem.tasks.map((task) => ({ ...task, duration: task.duration * times, windows: task.windows.map(({ from, to }) => ({ from: from * times + by, to: to * times + by })) })).toReversed(),
    });
    expect(solve(move(1000, 1), { seed: 3, stop: { iterations: 400 } }).cost).toBeCloseTo(best, 6);
    expect(solve(move(0, 3), { seed: 3, stop: { iterations: 400 } }).cost).toBeCloseTo(best * 3, 6);
    const twin = { ...problem, workers: [...problem.workers, { ...problem.workers[0]!, id: 'twin' }] };
    expect(solve(twin, { seed: 3, stop: { iterations: 400 } }).cost).toBeLessThanOrEqual(best + 1e-6);
  }
});
