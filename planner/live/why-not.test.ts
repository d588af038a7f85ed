/** What a refusal says must be what really stands in the way: undoing exactly that removes it, undoing all the rest does not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan, Problem, TaskInput, WorkerInput } from '../problem.ts';
import { seeded } from '../sample.ts';
import { openDay, planOf } from './day.ts';
import { insert } from './insert.ts';
import { insertAll, openVisits } from './mend.ts';
import { naiveCost } from './naive.ts';
import type { Orders } from './naive.ts';
import { randomProblem } from './random-problem.ts';

fc.configureGlobal({ seed: Number(process.env['LINLI_FC_SEED'] ?? 20_261_122) });
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const FAR = 100_000;
type Undo = { worker?: (worker: WorkerInput) => WorkerInput; asked?: (task: TaskInput) => TaskInput; others?: (task: TaskInput) => TaskInput; problem?: (problem: Problem) => Problem };

/** How each obstacle is taken out of the world, for one worker and one task. */
const undo: Record<string, Undo> = {
  skill: { asked: (task) => ({ ...task, needs: [] }) },
  papers: { asked: (task) => ({ ...task, papers: [] }) },
  blocked: { asked: (task) => ({ ...task, blocked: [] }) },
  wishOnly: { problem: (problem) => ({ ...problem, hard: [] }) },
  pinned: { problem: (problem) => ({ ...problem, pins: [] }) },
  maxTasks: { worker: (worker) => ({ ...worker, maxTasks: Infinity }) },
  maxWork: { worker: (worker) => ({ ...worker, maxWork: Infinity }) },
  maxTravelTime: { worker: (worker) => ({ ...worker, maxTravelTime: Infinity }) },
  capacity: { asked: (task) => ({ ...task, load: [] }) },
  fitsWindow: { asked: (task) => widened(task) },
  released: { asked: ({ releasedAt: _, ...task }) => task },
  window: { asked: (task) => widened(task) },
  travelIn: { asked: (task) => widened(task) },
  shift: { worker: (worker) => ({ ...worker, shifts: [{ from: -FAR, to: FAR }] }) },
  shiftEnd: { worker: (worker) => later(worker) },
  // The next task's latest start comes from its own window or from what follows, down to the end of the shift.
  overlap: { others: (task) => widened(task), worker: (worker) => later(worker) },
  travelOut: { others: (task) => widened(task), worker: (worker) => later(worker) },
  break: { worker: ({ breaks: _, ...worker }) => worker },
};
const pairRules = ['skill', 'papers', 'blocked', 'wishOnly', 'pinned', 'fitsWindow'];
const later = (worker: WorkerInput): WorkerInput => ({ ...worker, shifts: worker.shifts.map((shift, at) => (at === worker.shifts.length - 1 ? { ...shift, to: FAR } : shift)) });
const widened = (task: TaskInput): TaskInput => ({ ...task, windows: [...task.windows.slice(0, -1), { from: task.windows.at(-1)!.from, to: FAR }] });

function without(problem: Problem, rules: readonly string[], workerId: string, taskId: string): Problem {
  return rules.reduce((now, rule) => {
    const { worker, asked, others, problem: all } = undo[rule]!;
    const next: Problem = {
      ...now, workers: now.workers.map((one) => (worker && one.id === workerId ? worker(one) : one)),
      tasks: now.tasks.map((one) => (one.id === taskId ? (asked ? asked(one) : one) : others ? others(one) : one)),
    };
    return all ? all(next) : next;
  }, problem);
}

/** A full day, one visit not in it yet, papers and pins and wishes in the way now and then. */
function asked(seed: number): { problem: Problem; plan: Plan; taskId: string } {
  const random = seeded(seed);
  const day = randomProblem(seed, { workers: 4, tasks: 9, hasLinks: false, hasShifts: false, hasBreaks: false, isMetric: true });
  const taskId = day.tasks.at(-1)!.id;
  const problem: Problem = {
    ...day, tasks: day.tasks.map((task, at) => (at < day.tasks.length - 1 ? task : { ...task, papers: random() < 0.4 ? ['gas'] : [], preferred: random() < 0.3 ? ['w0'] : [], dropCost: 500 })),
    workers: day.workers.map((worker) => ({ ...worker, papers: random() < 0.6 ? ['gas'] : [] })),
    hard: random() < 0.5 ? ['unpreferred'] : [], pins: random() < 0.15 ? [{ taskId, workerId: 'w1' }] : [],
  };
  const rest = { ...problem, tasks: problem.tasks.filter(({ id }) => id !== taskId), pins: [], before: Object.fromEntries(Object.entries(problem.before ?? {}).filter(([id]) => id !== taskId)) };
  const { day: live } = openDay(rest, null);
  insertAll(live, openVisits(live));
  return { problem, plan: planOf(live), taskId };
}

const ordersOf = (plan: Plan): Orders => new Map(plan.routes.map(({ workerId, stops }) => [workerId, stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : []))]));
/** Does any place in the worker's order do, everything timed anew? */
function fitsSomewhere(problem: Problem, plan: Plan, taskId: string, workerId: string): boolean {
  const orders = ordersOf(plan);
  const own = orders.get(workerId) ?? [];
  return own.concat('').some((_, at) => naiveCost(problem, new Map(orders).set(workerId, own.toSpliced(at, 0, taskId)), true) !== null);
}

test('a named obstacle of the pairing is there, and none that is there goes unnamed', () => {
  const seen = new Map<string, number>();
  fc.assert(fc.property(seeds, (seed) => {
    const { problem, plan, taskId } = asked(seed);
    const { blocked } = insert(problem, plan, taskId, { k: 9, blockedLimit: 99 });
    for (const { workerId, blockers } of blocked) {
      const named = blockers.map(({ rule }) => rule).filter((rule) => pairRules.includes(rule));
      for (const rule of pairRules) {
        // Everything else out of the way, this one left: does it alone keep the worker out?
        const alone = without(problem, Object.keys(undo).filter((other) => other !== rule && !(rule === 'fitsWindow' && ['window', 'travelIn'].includes(other))), workerId, taskId);
        const isInTheWay = !fitsSomewhere(alone, plan, taskId, workerId);
        if (blockers.some((one) => pairRules.includes(one.rule))) expect([seed, workerId, rule, named.includes(rule)]).toEqual([seed, workerId, rule, isInTheWay]);
        if (isInTheWay) seen.set(rule, (seen.get(rule) ?? 0) + 1);
      }
    }
  }), { numRuns: 150 });
  expect([...seen.keys()].sort()).toEqual([...pairRules].sort());
});

test('a named obstacle of the day binds: with it gone the worker fits, or something else is named', () => {
  const seen = new Map<string, { fits: number; other: number }>();
  fc.assert(fc.property(seeds, (seed) => {
    const { problem, plan, taskId } = asked(seed);
    const { blocked } = insert(problem, plan, taskId, { k: 9, blockedLimit: 99 });
    for (const { workerId, blockers: [first] } of blocked) {
      if (pairRules.includes(first!.rule)) continue;
      expect(fitsSomewhere(problem, plan, taskId, workerId)).toBe(false);
      const freed = without(problem, [first!.rule], workerId, taskId);
      const after = insert(freed, plan, taskId, { k: 9, blockedLimit: 99 });
      const still = after.blocked.find((one) => one.workerId === workerId)?.blockers[0]?.rule;
      const count = seen.get(first!.rule) ?? { fits: 0, other: 0 };
      expect([seed, workerId, first!.rule, still === first!.rule]).toEqual([seed, workerId, first!.rule, false]);
      count[still === undefined ? 'fits' : 'other'] += 1;
      seen.set(first!.rule, count);
    }
  }), { numRuns: 400 });
  // Most rules of the day came up, and more often than not the named one was the only one in the way.
  expect([...seen.keys()].length).toBeGreaterThanOrEqual(8);
  const [fits, other] = [...seen.values()].reduce(([a, b], count) => [a + count.fits, b + count.other], [0, 0]);
  expect(fits).toBeGreaterThan(other);
});
