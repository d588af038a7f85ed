import { expect, test } from 'vitest';
import { evaluatePlan } from './evaluate.ts';
import { openDay, partsOf, planOf } from './live/day.ts';
import type { LiveDay } from './live/columns.ts';
import { fitAt } from './live/fit.ts';
import { insertAll, openVisits } from './live/mend.ts';
import { randomProblem } from './live/random-problem.ts';
import { obstaclesOf } from './live/why-not.ts';
import type { Plan, Problem, TaskInput, WorkerInput } from './problem.ts';
import { dropRules, planRules, softRules, timeRules, totalRules, visitRules, workerRules } from './rules-plan.ts';

const task = (id: string, change: Partial<TaskInput> = {}): TaskInput => ({ id, visitId: id, place: 1, duration: 20, windows: [{ from: 0, to: 400 }], dropCost: 100, ...change });
type Case = { asked?: Partial<TaskInput>; worker?: Partial<WorkerInput>; problem?: Partial<Problem>; done?: TaskInput[]; prepare?: (day: LiveDay) => void };

/** One worker at place 0; places 1, 2 and 3, ten apart each; `asked` is what is wanted, `done` what the worker does already, in order. */
function open({ asked, worker, problem, done = [], prepare }: Case): { day: LiveDay; task: number } {
  const places = 4;
  const time = Float64Array.from({ length: places * places }, (_, at) => (Math.floor(at / places) === at % places ? 0 : 10));
  const all: Problem = {
    places, travel: [{ time, distance: time }], weights: { distance: 1 },
    workers: [{ id: 'w', start: 0, end: 0, shifts: [{ from: 0, to: 500 }], skills: { cook: 2 }, ...worker }, { id: 'other', start: 0, end: 0, shifts: [] }],
    tasks: [task('asked', asked), ...done], ...problem,
  };
  const stops = done.map(({ id }) => ({ kind: 'task' as const, taskId: id, arriveAt: NaN, startAt: NaN, endAt: NaN, lateness: 0 }));
  const plan: Plan = { routes: stops.length > 0 ? [{ workerId: 'w', leaveAt: NaN, comeAt: NaN, stops, distance: 0, travelTime: 0 }] : [], unassigned: [], cost: 0, parts: {}, isFeasible: true,
    faults: [] };
  const { day, leftOut } = openDay(all, plan);
  expect(leftOut).toEqual([]);
  prepare?.(day);
  return { day, task: day.taskIndex.get('asked')! };
}

/** `broken` breaks this rule and no other; `holds` is its nearest neighbour that breaks none. */
const table: { rule: string; broken: Case; holds: Case; zh: string; en: string }[] = [
  { rule: 'present', broken: { prepare: (day) => { day.isLost[0] = 1; } }, holds: {}, zh: 'w 今天不能再接', en: 'w is not available any more today' },
  { rule: 'pinned', broken: { problem: { pins: [{ taskId: 'asked', workerId: 'other' }] } }, holds: { problem: { pins: [{ taskId: 'asked', workerId: 'w' }] } }, zh: '已指定给 other',
    en: 'Pinned to other' },
  { rule: 'blocked', broken: { asked: { blocked: ['w'] } }, holds: { asked: { blocked: ['other'] } }, zh: '双方不再安排见面', en: 'This household and this worker are kept apart' },
  { rule: 'skill', broken: { asked: { needs: [{ skill: 'cook', level: 3 }] } }, holds: { asked: { needs: [{ skill: 'cook', level: 2 }] } },
    zh: '“cook”现为 2 级，要求 3 级', en: 'cook is at level 2, level 3 is required' },
  { rule: 'skill', broken: { asked: { needs: [{ skill: 'sew', level: 1 }] } }, holds: { asked: { needs: [{ skill: 'sew', level: 0 }] } },
    zh: '没有“sew”技能，要求 1 级', en: 'Has no sew skill, level 1 is required' },
  { rule: 'papers', broken: { asked: { papers: ['gas'] } }, holds: { asked: { papers: ['gas'] }, worker: { papers: ['gas'] } }, zh: '没有证件 gas', en: 'Lacks the paper gas' },
  { rule: 'wishOnly', broken: { asked: { preferred: ['other'] }, problem: { hard: ['unpreferred'] } }, holds: { asked: { preferred: ['other'] } }, zh: '只接受指定的人',
    en: 'Only the wished workers may come' },
  { rule: 'differentPeople', broken: { asked: { visitId: 'v' }, done: [task('d', { visitId: 'v' })] }, holds: { asked: { visitId: 'v' }, done: [task('d')] }, zh: 'w 已在同一次上门里',
    en: 'w is already in this visit' },
  { rule: 'apart', broken: { done: [task('d')], problem: { apart: [['asked', 'd']] } }, holds: { done: [task('d')] }, zh: '已排了一户不能由同一人去的',
    en: 'Already has a visit that may not share a worker with this one' },
  { rule: 'fitsWindow', broken: { asked: { duration: 20, windows: [{ from: 50, to: 69 }] }, problem: { isWindowMetAtEnd: true } },
    holds: { asked: { duration: 20, windows: [{ from: 50, to: 70 }] }, problem: { isWindowMetAtEnd: true } }, zh: '要做 20，每个约定时段都不够长', en: 'Takes 20, longer than every agreed time' },
  { rule: 'maxTasks', broken: { worker: { maxTasks: 1 }, done: [task('d')] }, holds: { worker: { maxTasks: 2 }, done: [task('d')] }, zh: '已有 1 单，上限 1', en: 'Has 1 tasks, the limit is 1' },
  { rule: 'capacity', broken: { worker: { capacity: [3] }, asked: { load: [2] }, done: [task('d', { load: [2] })] }, holds: { worker: { capacity: [4] }, asked: { load: [2] }, done: [task('d',
    { load: [2] })] }, zh: '要带的东西超过能带的量', en: 'Carries more than fits' },
  { rule: 'maxWork', broken: { worker: { maxWork: 39 } }, holds: { worker: { maxWork: 40 } }, zh: '工时会到 40，上限 39', en: 'Working time would be 40, the limit is 39' },
  { rule: 'maxTravelTime', broken: { worker: { maxTravelTime: 19 } }, holds: { worker: { maxTravelTime: 20 } }, zh: '路上时间会到 20，上限 19', en: 'Travel time would be 20, the limit is 19' },
  { rule: 'shift', broken: { worker: { shifts: [{ from: 401, to: 500 }] } }, holds: { worker: { shifts: [{ from: 390, to: 500 }] } },
    zh: '上班时间 401–500，约定 0–400 开始，放不下', en: 'Works 401–500, the agreed start is 0–400' },
  { rule: 'released', broken: { asked: { releasedAt: 401 } }, holds: { asked: { releasedAt: 400 } }, zh: '401 才收到，约定最晚 400', en: 'Known only at 401, the latest agreed start is 400' },
  { rule: 'window', broken: { asked: { windows: [{ from: 0, to: 29 }] }, done: [task('d', { windows: [{ from: 10, to: 10 }] })] }, holds: { asked: { windows: [{ from: 0, to: 30 }] },
    done: [task('d', { windows: [{ from: 10, to: 10 }] })] }, zh: '30 才有空，约定最晚 29 开始', en: 'Free only at 30, the latest agreed start is 29' },
  { rule: 'travelIn', broken: { asked: { windows: [{ from: 0, to: 9 }] } }, holds: { asked: { windows: [{ from: 0, to: 10 }] } },
    zh: '0 有空，路上 10，赶不上 9', en: 'Free at 0, the way takes 10, too late for 9' },
  { rule: 'shiftEnd', broken: { asked: { duration: 481 }, worker: { shifts: [{ from: 0, to: 500 }] } }, holds: { asked: { duration: 480 } },
    zh: '491 做完，回家 10，超过下班时间 500', en: 'Done at 491, 10 home, past the shift’s end 500' },
  {
    rule: 'overlap', broken: { asked: { windows: [{ from: 5, to: 20 }] }, done: [task('d', { windows: [{ from: 25, to: 28 }], place: 1 })] },
    holds: { asked: { windows: [{ from: 5, to: 20 }] }, done: [task('d', { windows: [{ from: 25, to: 30 }], place: 1 })] },
      zh: '30 才做完，下一单 d 最晚 28 要开始', en: 'Done only at 30, the next task d must start by 28',
  },
  {
    rule: 'travelOut', broken: { asked: { windows: [{ from: 5, to: 20 }] }, done: [task('d', { windows: [{ from: 25, to: 39 }], place: 2 })] },
    holds: { asked: { windows: [{ from: 5, to: 20 }] }, done: [task('d', { windows: [{ from: 25, to: 40 }], place: 2 })] }, zh: '30 做完，到 d 路上 10，那边最晚 39', en: 'Done at 30, 10 to d, which must start by 39',
  },
  {
    rule: 'link', broken: { asked: { windows: [{ from: 100, to: 100 }] }, done: [task('d', { windows: [{ from: 10, to: 10 }] })], problem: { links: [{ before: 'd', after: 'asked', minGap: 0,
      maxGap: 89 }] } },
    holds: { asked: { windows: [{ from: 100, to: 100 }] }, done: [task('d', { windows: [{ from: 10, to: 10 }] })], problem: { links: [{ before: 'd', after: 'asked', minGap: 0, maxGap: 90 }] } },
    zh: '要配合同伴在 10–99 开始，赶不上', en: 'Must start 10–99 with its partner',
  },
  {
    rule: 'break', broken: { asked: { windows: [{ from: 20, to: 20 }], duration: 90 }, worker: { breaks: [{ from: 0, to: 100, duration: 40 }] } },
    holds: { asked: { windows: [{ from: 50, to: 50 }], duration: 90 }, worker: { breaks: [{ from: 0, to: 100, duration: 40 }] } }, zh: '排进去就没有休息时间了', en: 'Would leave no time for the break',
  },
];

test.each(table)('$rule: $en', ({ rule, broken, holds, zh, en }) => {
  const bad = open(broken);
  expect(obstaclesOf(bad.day, bad.task, 0).all.map((one) => ({ rule: one.rule, reason: one.reason({}) }))).toEqual([{ rule, reason: { zh, en } }]);
  const good = open(holds);
  expect(obstaclesOf(good.day, good.task, 0).all).toEqual([]);
});

test('frozen: nothing goes before what has started', () => {
  const { day, task: asked } = open({ done: [task('d', { windows: [{ from: 10, to: 10 }] })], problem: { frozen: [{ workerId: 'w', done: [{ taskId: 'd', startAt: 10 }] }] } });
  const rule = timeRules.find(({ name }) => name === 'frozen')!;
  expect(rule.lacks(fitAt(day, asked, 0, 0))).toBe(Infinity);
  expect(rule.lacks(fitAt(day, asked, 0, 1))).toBe(0);
  expect(rule.say(fitAt(day, asked, 0, 0), {}).zh).toBe('前 1 单已开始，不能插在前面');
});

test('mustServe and wholeVisit look at what is placed', () => {
  const [must, whole] = visitRules;
  const { day } = open({ asked: { dropCost: Infinity, visitId: 'v' }, done: [task('d', { visitId: 'v' })] });
  expect([must!.holds(day, 0), whole!.holds(day, 0)]).toEqual([false, false]);
  const done = open({ asked: { dropCost: 5 } });
  expect([must!.holds(done.day, 0), whole!.holds(done.day, 0)]).toEqual([true, true]);
});

test('every rule has a row of its own', () => {
  const named = new Set([...table.map(({ rule }) => rule), 'frozen']);
  expect([...workerRules, ...totalRules, ...timeRules].map(({ name }) => name).filter((name) => !named.has(name))).toEqual([]);
  expect(new Set(planRules.map(({ name }) => name)).size).toBe(planRules.length);
});

test('every soft rule amounts to what the evaluator counts, and says it', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 120; seed++) {
    const problem = randomProblem(seed, { workers: 3, tasks: 7 });
    if (seed % 4 === 0) { problem.weights.missedBreak = 7; problem.workers.forEach((worker) => { worker.breaks = [{ from: 100, to: 160, duration: 50 }]; }); }
    const { day } = openDay(problem, null);
    insertAll(day, openVisits(day));
    const { parts } = evaluatePlan(problem, planOf(day));
    for (const [part, amount] of Object.entries(partsOf(day))) {
      expect([seed, part, parts[part as keyof typeof parts] ?? 0]).toEqual([seed, part, expect.closeTo(amount, 6)]);
      if (amount !== 0) seen.add(part);
    }
  }
  expect([...softRules, ...dropRules].map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  for (const rule of [...softRules, ...dropRules]) expect(rule.say(2.5, {})).toEqual({ zh: expect.stringContaining('2.5'), en: expect.stringContaining('2.5') });
});
