import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePlan } from '../evaluate.ts';
import type { Plan, Problem } from '../problem.ts';
import { seeded } from '../sample.ts';
import { assignBatch } from './assign.ts';
import { beginTrial, closeJournal, openJournal, put, undoTrial } from './changes.ts';
import { compare } from './compare.ts';
import { addVisit, advance, costOfDay, dropVisit, openDay, planOf, problemOf } from './day.ts';
import { explain } from './explain.ts';
import { accept, insert, insertLive } from './insert.ts';
import { improve, insertAll, openVisits } from './mend.ts';
import { bestByEnumeration, naiveCost } from './naive.ts';
import type { Orders } from './naive.ts';
import { randomProblem } from './random-problem.ts';
import type { Wanted } from './random-problem.ts';
import { repair } from './repair.ts';
import type { Disruption } from './repair.ts';
import { retime } from './timing.ts';
import { wayBetween } from './ways.ts';

// The same cases every time: a red run can be repeated. LINLI_FC_SEED looks further afield.
fc.configureGlobal({ seed: Number(process.env['LINLI_FC_SEED'] ?? 20_261_122) });
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const filled = (problem: Problem): Plan => { const { day } = openDay(problem, null); insertAll(day, openVisits(day)); return planOf(day); };
const ordersOf = (plan: Plan): Orders => new Map(plan.routes.map(({ workerId, stops }) => [workerId, stops.flatMap((stop) => (stop.kind === 'task' ? [stop.taskId] : []))]));
const visitsOf = (problem: Problem): string[][] => [...new Set(problem.tasks.map(({ visitId }) => visitId))].map((visit) => problem.tasks.filter(({ visitId }) => visitId === visit).map(({ id }) => id));
/** Without one visit: what is asked for next. */
function without(problem: Problem, ids: string[]): Problem {
  const keep = (id: string): boolean => !ids.includes(id);
  return {
    ...problem, tasks: problem.tasks.filter(({ id }) => keep(id)), links: problem.links?.filter(({ before, after }) => keep(before) && keep(after)) ?? [],
    before: Object.fromEntries(Object.entries(problem.before ?? {}).filter(([id]) => keep(id))),
  };
}

/** Cheapest way in by trying every position of every worker and timing everything anew. */
function bruteForce(problem: Problem, plan: Plan, ids: string[]): Map<string, number> {
  const orders = ordersOf(plan);
  const before = evaluatePlan(problem, plan).cost;
  const first = problem.tasks.find(({ id }) => id === ids[0])!;
  const drop = (first.dropCost ?? 0) + (problem.weights.dropped ?? 0);
  const best = new Map<string, number>();
  const go = (index: number, now: Orders, who: string[]): void => {
    if (index === ids.length) {
      const cost = naiveCost(problem, now, true);
      if (cost === null) return;
      const key = [...who].sort().join();
      const delta = cost - before + drop;
      if (!(best.get(key)! <= delta)) best.set(key, delta);
      return;
    }
    for (const { id } of problem.workers) {
      if (who.includes(id)) continue;
      const order = now.get(id) ?? [];
      for (let at = 0; at <= order.length; at++) go(index + 1, new Map(now).set(id, order.toSpliced(at, 0, ids[index]!)), [...who, id]);
    }
  };
  go(0, orders, []);
  return best;
}
const shown = (costs: Map<string, number>): string => [...costs].sort().map(([key, cost]) => `${key}:${cost.toFixed(4)}`).join(' ');

function agreesWithBruteForce(seed: number, wanted: Wanted): void {
  const problem = randomProblem(seed, { hasBreaks: false, hasShifts: false, isMetric: true, ...wanted });
  const [ids = []] = visitsOf(problem).slice(-1);
  const base = without(problem, ids);
  const plan = planWith(problem, filled(base));
  const { candidates, blocked } = insert(problem, plan, ids, { k: 100, blockedLimit: 100, maxTrials: 1e6 });
  const ours = new Map(candidates.map(({ placements, deltaCost }) => [placements.map(({ workerId }) => workerId).sort().join(), deltaCost]));
  const all = bruteForce(problem, plan, ids);
  expect(shown(ours)).toBe(shown(all));
  // Few wanted: now bounds cut most positions off unseen.
  const least = [...all.values()].sort((a, b) => a - b);
  for (const k of [1, 2]) {
    const few = insert(problem, plan, ids, { k, maxTrials: 1e6 });
    expect([k, few.isComplete, few.candidates.map(({ deltaCost }) => deltaCost.toFixed(4))]).toEqual([k, true, least.slice(0, k).map((cost) => cost.toFixed(4))]);
  }
  if (ids.length === 1) expect(candidates.length + blocked.length).toBe(problem.workers.length);
}
/** The plan of a smaller problem, read in the larger one. */
const planWith = (problem: Problem, plan: Plan): Plan => {
  const placed = new Set([...ordersOf(plan).values()].flat());
  return { ...plan, unassigned: problem.tasks.filter(({ id }) => !placed.has(id)).map(({ id, visitId }) => ({ taskId: id, visitId })) };
};

test('insert agrees with trying every position (single visits)', () => fc.assert(fc.property(seeds, (seed) => agreesWithBruteForce(seed, { hasLinks: false, workers: 3 })), { numRuns: 400 }));
test('insert agrees with trying every pair of positions (visits for two)', () => fc.assert(fc.property(seeds, (seed) => agreesWithBruteForce(seed, { hasLinks: true, workers: 3, tasks: 5 })),
  { numRuns: 120 }));
test('insert agrees where parts look at the worst worker', () => fc.assert(fc.property(seeds, (seed) => agreesWithBruteForce(seed, { hasWorst: true, tasks: 5 })), { numRuns: 120 }));

test('every plan of a live day passes the evaluator at the same cost, breaks, shifts and links included', () => fc.assert(fc.property(seeds, fc.boolean(), (seed, hasLinks) => {
  const problem = randomProblem(seed, { tasks: 7, hasLinks, hasBreaks: true });
  const { day } = openDay(problem, null);
  for (const ids of visitsOf(problem)) {
    const before = costOfDay(day);
    const text = JSON.stringify(planOf(day));
    const { candidates } = insertLive(day, ids);
    expect(JSON.stringify(planOf(day))).toBe(text);
    if (candidates.length === 0) continue;
    const first = problem.tasks.find(({ id }) => id === ids[0])!;
    expect(accept(day, candidates[0]!)).toBe(true);
    expect(costOfDay(day)).toBeCloseTo(before + candidates[0]!.deltaCost - first.dropCost! - (problem.weights.dropped ?? 0), 6);
  }
  const { faults, cost, parts } = evaluatePlan(problem, planOf(day));
  expect(faults).toEqual([]);
  expect(cost).toBeCloseTo(costOfDay(day), 6);
  for (const [part, amount] of Object.entries(planOf(day).parts)) expect([part, parts[part as keyof typeof parts] ?? 0]).toEqual([part, expect.closeTo(amount, 6)]);
}), { numRuns: 150 }));

test('a trial or a journal taken back leaves every column as it was', () => fc.assert(fc.property(seeds, (seed) => {
  const problem = randomProblem(seed, { tasks: 8, workers: 3 });
  const { day } = openDay(problem, null);
  insertAll(day, openVisits(day).slice(0, 6));
  const columns = (): string => JSON.stringify([day.legOf, day.startAt.map((at, task) => (day.legOf[task]! >= 0 ? at : 0)), day.endAt.map((at, task) => (day.legOf[task]! >= 0 ? at : 0)),
    day.bound.map(String), [...day.legCount], [...day.metrics], [...day.taskCount], day.breakSlots.map((slots) => slots && [...slots])]);
  const was = columns();
  const [visit] = openVisits(day);
  if (visit === undefined) return;
  for (let leg = 0; leg < day.legs; leg++) {
    beginTrial(day);
    put(day, day.visitTasks[visit]![0]!, leg, 0);
    retime(day, [leg], true);
    undoTrial(day);
  }
  openJournal(day);
  improve(day, { seed, iterations: 5, isBold: true });
  closeJournal(day, false);
  expect(columns()).toBe(was);
}), { numRuns: 60 }));

const disruptions = (problem: Problem, plan: Plan, extra: Problem, now: number): Disruption[] => {
  const running = plan.routes.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'task' && stop.startAt <= now && stop.endAt > now ? [stop] : [])));
  const ids = extra.tasks.map(({ id }) => id);
  return [
    { kind: 'workerLost', workerId: problem.workers[1]!.id }, { kind: 'cancelled', visitId: problem.tasks[0]!.visitId }, { kind: 'traffic', factor: 1.5 },
    { kind: 'newVisit', tasks: extra.tasks, links: extra.links?.filter(({ before }) => ids.includes(before)) ?? [] },
    ...running.slice(0, 1).map((stop): Disruption => ({ kind: 'overrun', taskId: stop.taskId, endAt: stop.endAt + 40 })),
  ];
};

test('repair never moves what has started, and its plan passes the evaluator', () => fc.assert(fc.property(seeds, fc.integer({ min: 40, max: 200 }), (seed, now) => {
  const whole = randomProblem(seed, { workers: 3, tasks: 9, isMetric: true });
  const [last = []] = visitsOf(whole).slice(-1);
  const problem = without(whole, last);
  const plan = filled(problem);
  const started = plan.routes.flatMap(({ workerId, stops }) => stops.flatMap((stop) => (stop.kind === 'task' && stop.startAt <= now ? [{ workerId, taskId: stop.taskId,
    startAt: stop.startAt }] : [])));
  for (const disruption of disruptions(problem, plan, { ...whole, tasks: whole.tasks.filter(({ id }) => last.includes(id)) }, now)) {
    const text = JSON.stringify([problem, plan]);
    const fixed = repair(problem, plan, disruption, { now, gainToMove: 3, iterations: 10, seed });
    expect(JSON.stringify([problem, plan])).toBe(text);
    const stops = fixed.plan.routes.flatMap(({ workerId, stops: own }) => own.flatMap((stop) => (stop.kind === 'task' ? [{ workerId, taskId: stop.taskId, startAt: stop.startAt }] : [])));
    for (const one of started) expect(stops).toContainEqual(one);
    const { faults, cost } = evaluatePlan(fixed.problem, fixed.plan, wayBetween(fixed.day.ways));
    expect(faults.filter(({ rule }) => rule !== 'mustServe' && rule !== 'wholeVisit')).toEqual([]);
    expect(cost).toBeCloseTo(fixed.plan.cost, 6);
    for (const { visitId } of fixed.unplaced) expect(fixed.plan.unassigned.some((one) => one.visitId === visitId)).toBe(true);
  }
}), { numRuns: 60 }));

test('repair moves nobody for less than the gain asked for', () => {
  const problem = randomProblem(11, { isPlain: true, workers: 3, tasks: 8 });
  const plan = filled(problem);
  const still = repair(problem, plan, { kind: 'traffic', factor: 1 }, { now: -1, gainToMove: 1e6, iterations: 100 });
  expect(still.diff.moved).toEqual([]);
});

test('a day of random events loses nobody and doubles nobody', () => fc.assert(fc.property(seeds, (seed) => {
  const random = seeded(seed);
  const problem = randomProblem(seed, { workers: 3, tasks: 8, isMetric: true });
  const { day } = openDay(problem, null);
  let now = 0;
  for (let event = 0; event < 40; event++) {
    const kind = Math.floor(random() * 4);
    const visits = [...day.visitIndex.keys()];
    if (kind === 0) { now += Math.floor(random() * 15); advance(day, now); }
    else if (kind === 1) improve(day, { seed: seed + event, iterations: 2 });
    else if (kind === 2 && visits.length > 3) dropVisit(day, visits[Math.floor(random() * visits.length)]!);
    else { const number = `x${event}`; const task = { ...problem.tasks[event % problem.tasks.length]!, id: number, visitId: number, windows: [{ from: now, to: now + 120 }],
      releasedAt: now }; insertAll(day, [day.visitOf[addVisit(day, [task])[0]!]!]); }
    const { faults } = evaluatePlan(problemOf(day), planOf(day));
    expect(faults.filter(({ rule }) => rule !== 'wholeVisit')).toEqual([]);
  }
}), { numRuns: 40 }));

test('assignBatch agrees with enumeration: most pairs first, then least cost', () => fc.assert(fc.property(
  fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.array(fc.integer({ min: -20, max: 50 }), { minLength: 25, maxLength: 25 }), fc.array(fc.boolean(), { minLength: 25,
    maxLength: 25 }),
  (rows, columns, values, never) => {
    const costs = Array.from({ length: rows }, (_, i) => values.slice(i * 5, i * 5 + columns));
    const forbidden = Array.from({ length: rows }, (_, i) => never.slice(i * 5, i * 5 + columns));
    let best = { size: 0, cost: 0 };
    const go = (row: number, used: number, size: number, cost: number): void => {
      if (row === rows) { if (size > best.size || (size === best.size && cost < best.cost)) best = { size, cost }; return; }
      go(row + 1, used, size, cost);
      for (let j = 0; j < columns; j++) if (!(used & (1 << j)) && !forbidden[row]![j]) go(row + 1, used | (1 << j), size + 1, cost + costs[row]![j]!);
    };
    go(0, 0, 0, 0);
    const { size, cost, columnOf, rowOf } = assignBatch(costs, forbidden);
    expect({ size, cost }).toEqual(best);
    columnOf.forEach((j, i) => { if (j >= 0) { expect(rowOf[j]).toBe(i); expect(forbidden[i]![j]).toBe(false); } });
  }), { numRuns: 400 }));

test('assignBatch names what is wrong with a matrix', () => {
  expect(() => assignBatch([[1, NaN]])).toThrow('costs[0][1]');
  expect(() => assignBatch([[1, 2], [1]])).toThrow('row 1 has 1 columns');
});

test('explain says who, what the next best costs more, and what ruled others out', () => fc.assert(fc.property(seeds, (seed) => {
  const problem = randomProblem(seed, { workers: 3, tasks: 6, hasLinks: false, hasBreaks: false, hasShifts: false, isMetric: true });
  const plan = filled(problem);
  for (const task of problem.tasks) {
    const told = explain(problem, plan, task.id);
    const route = plan.routes.find(({ stops }) => stops.some((stop) => stop.kind === 'task' && stop.taskId === task.id));
    expect(told.workerId).toBe(route?.workerId ?? null);
    expect(told.sentences.every(({ zh, en }) => zh.length > 0 && en.length > 0 && !/undefined|NaN/.test(zh + en))).toBe(true);
    if (!route) continue;
    // Taken out and tried everywhere: the same two numbers.
    const rest = ordersOf(plan);
    rest.set(route.workerId, rest.get(route.workerId)!.filter((id) => id !== task.id));
    const base = naiveCost(problem, rest, true)!;
    const drop = task.dropCost! + (problem.weights.dropped ?? 0);
    expect(told.cost).toBeCloseTo(evaluatePlan(problem, plan).cost - base + drop, 6);
    const { day } = openDay(problem, plan);
    const others = bruteForce(problem, planOf((dropOnly(day, task.id), day)), [task.id]);
    others.delete(route.workerId);
    const next = Math.min(...others.values());
    if (told.next) expect(told.next.extraCost).toBeCloseTo(next - told.cost!, 6); else expect(next).toBe(Infinity);
  }
}), { numRuns: 60 }));
function dropOnly(day: ReturnType<typeof openDay>['day'], taskId: string): void {
  const task = day.taskIndex.get(taskId)!;
  openJournal(day);
  const row = day.legOf[task]! * day.width;
  const order = [...day.seq.subarray(row, row + day.legCount[day.legOf[task]!]!)].filter((other) => other !== task);
  const leg = day.legOf[task]!;
  day.seq.set(order, row);
  day.legCount[leg] = order.length;
  day.taskCount[day.legWorker[leg]!]! -= 1;
  day.legOf[task] = -1;
  day.journals.pop();
  retime(day, [leg], false);
}

test('compare names what moved, who gains, and what it costs', () => {
  const problem = randomProblem(5, { isPlain: true, workers: 2, tasks: 4 });
  const plan = filled(problem);
  expect(compare(problem, plan, plan).sentences).toEqual([{ zh: '两份计划相同', en: 'The two plans are the same' }]);
  const lost = repair(problem, plan, { kind: 'workerLost', workerId: plan.routes[0]!.workerId }, { now: -1, iterations: 5 });
  const changed = new Set([...lost.diff.moved.map(({ taskId }) => taskId), ...lost.diff.removed.map(({ taskId }) => taskId)]);
  expect([...changed].sort()).toEqual(ordersOf(plan).get(plan.routes[0]!.workerId)!.toSorted());
  expect(lost.diff.workers.find(({ workerId }) => workerId === plan.routes[0]!.workerId)!.tasksAfter).toBe(0);
  expect(lost.diff.cost.before).toBeCloseTo(evaluatePlan(problem, plan).cost, 6);
});

const tiny = (seed: number): Problem => randomProblem(seed, { workers: 2, tasks: 4, hasBreaks: false, hasShifts: false, hasLinks: seed % 3 === 0, isMetric: true });
test('enumeration is the floor: a bold improvement finds most optima of tiny days and undercuts none', () => {
  let found = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const problem = tiny(seed);
    const { day } = openDay(problem, null);
    insertAll(day, openVisits(day));
    improve(day, { seed, iterations: 60, isBold: true });
    const { cost } = bestByEnumeration(problem);
    expect(costOfDay(day)).toBeGreaterThanOrEqual(cost - 1e-6);
    if (costOfDay(day) <= cost + 1e-6) found += 1;
  }
  expect(found).toBeGreaterThanOrEqual(34);
});
