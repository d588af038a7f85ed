/**
 * Opens a plan as a live day, keeps it true while things happen, and writes it out as a plan again. A caller with other tables than `Problem`'s
 * changes the day by these functions alone; each costs only the legs it touches.
 */
import type { CostPart, Frozen, Link, Plan, Problem, Route, Stop, TaskInput } from '../problem.ts';
import { dropRules, softRules } from '../rules-plan.ts';
import { PlannerInputError } from '../types.ts';
import { COME, DISTANCE, LEAVE, METRICS, TRAVEL, durationOf, enterLink, enterTask, latenessAt, openColumns } from './columns.ts';
import type { LiveDay } from './columns.ts';
import { beginTrial, keepTrial, positionOf, pull, put, undoTrial } from './changes.ts';
import { EPS, legCost, retime, timeLeg } from './timing.ts';
import { totalsHold } from './trial.ts';
import type { Ways } from './ways.ts';
import { timeBetween } from './ways.ts';

export type OpenOptions = { ways?: Ways; now?: number };

/**
 * Throws `PlannerInputError` for a bad problem or an order that names unknown tasks. A plan that cannot be kept any more is not an error:
 * tasks that do not fit are left unassigned, in order of their route, and listed in `leftOut`.
 */
export function openDay(problem: Problem, plan: Plan | null, { ways, now }: OpenOptions = {}): { day: LiveDay; leftOut: string[] } {
  const longest = Math.max(0, ...(plan?.routes ?? []).map(({ stops }) => stops.length));
  const day = openColumns(problem, ways, Math.max(8, longest + 2));
  for (const frozen of problem.frozen ?? []) freeze(day, frozen);
  const leftOut: string[] = [];
  const order = new Map<number, number[]>();
  for (const route of plan?.routes ?? []) {
    const worker = day.workerIndex.get(route.workerId);
    if (worker === undefined) throw new PlannerInputError('plan.routes', `the plan has a route of ${route.workerId}, who is not in the problem`);
    let shift = shiftAt(day, worker, route.leaveAt);
    for (const stop of route.stops) {
      // A time that is no number (an order without times, as a caller may give it) leaves the shift to the fit below.
      if (stop.kind === 'home') shift = Number.isFinite(stop.leaveAt) ? Math.max(shift, shiftAt(day, worker, stop.leaveAt)) : shift + 1;
      if (stop.kind !== 'task') continue;
      const task = day.taskIndex.get(stop.taskId);
      if (task === undefined) throw new PlannerInputError('plan.routes', `the plan has task ${stop.taskId}, which is not in the problem`);
      if (day.legOf[task]! >= 0) continue;
      const leg = Math.min(day.firstLeg[worker + 1]! - 1, day.firstLeg[worker]! + Math.max(0, shift));
      if (leg < day.firstLeg[worker]!) { leftOut.push(stop.taskId); continue; }
      const tasks = order.get(leg);
      if (tasks) tasks.push(task); else order.set(leg, [task]);
    }
  }
  // All at once first: the common case, and the only one in which partners find each other whatever the order.
  beginTrial(day);
  const legs = new Set(order.keys());
  for (let leg = 0; leg < day.legs; leg++) if (day.legCount[leg]! > 0) legs.add(leg);
  for (const [leg, tasks] of order) for (const task of tasks) if (day.legOf[task]! < 0) put(day, task, leg, day.legCount[leg]!);
  if (retime(day, [...legs], false)) keepTrial(day);
  else {
    undoTrial(day);
    for (let leg = 0; leg < day.legs; leg++) if (day.legCount[leg]! > 0) timeLeg(day, leg);
    for (const [leg, tasks] of order) for (const task of tasks) if (day.legOf[task]! < 0 && !place(day, task, leg, day.legCount[leg]!)) leftOut.push(day.tasks[task]!.id);
  }
  if (now !== undefined) advance(day, now);
  return { day, leftOut };
}

/** The shift in force when the worker leaves: the last that has begun; else the first. */
function shiftAt(day: LiveDay, worker: number, at: number): number {
  let shift = 0;
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) if (day.legFrom[leg]! <= at + EPS) shift = leg - day.firstLeg[worker]!;
  return shift;
}

function freeze(day: LiveDay, { workerId, done, freeAt, freePlace }: Frozen): void {
  const worker = day.workerIndex.get(workerId)!;
  if (day.firstLeg[worker] === day.firstLeg[worker + 1]) return;
  let leg = day.firstLeg[worker]!;
  for (const { taskId, startAt } of done) {
    const task = day.taskIndex.get(taskId)!;
    const at = day.firstLeg[worker]! + shiftAt(day, worker, startAt);
    if (at > leg) leg = at;
    put(day, task, leg, day.legCount[leg]!);
    day.legFrozen[leg] = day.legCount[leg]!;
    day.startAt[task] = startAt;
    day.endAt[task] = startAt + durationOf(day, task, worker);
  }
  if (freeAt !== undefined) leg = Math.max(leg, day.firstLeg[worker]! + shiftAt(day, worker, freeAt));
  // What lies before the present shift is over.
  for (let past = day.firstLeg[worker]!; past < leg; past++) { day.legBase[past] = Infinity; }
  if (freeAt !== undefined) day.legBase[leg] = freeAt;
  if (freePlace !== undefined) day.basePlace[leg] = freePlace;
}

/** Time passes: whoever has started a task, or has left for it, is bound to it; nobody leaves for anything else before `now`. */
export function advance(day: LiveDay, now: number): void {
  day.now = now;
  for (let leg = 0; leg < day.legs; leg++) {
    const worker = day.legWorker[leg]!;
    if (day.legFrom[leg]! > now) continue;
    let frozen = day.legFrozen[leg]!;
    for (; frozen < day.legCount[leg]!; frozen++) {
      const task = day.seq[leg * day.width + frozen]!;
      const from = frozen > 0 ? day.place[day.seq[leg * day.width + frozen - 1]!]! : day.legStart[leg]!;
      const way = timeBetween(day.ways, day.mode[worker]!, frozen === day.legFrozen[leg]! && day.basePlace[leg]! >= 0 ? day.basePlace[leg]! : from, day.place[task]!);
      if (day.startAt[task]! > now && day.startAt[task]! - way > now - EPS) break;
    }
    if ((frozen > 0 || (day.leavesAtStart[worker] === 1 && day.legCount[leg]! > 0)) && Number.isNaN(day.leftAt[leg]!)) day.leftAt[leg] = day.metrics[leg * METRICS + LEAVE]!;
    settleBreaks(day, leg, frozen, now);
    if (frozen > day.legFrozen[leg]!) { day.legFrozen[leg] = frozen; day.basePlace[leg] = -1; }
    const last = frozen > 0 ? day.endAt[day.seq[leg * day.width + frozen - 1]!]! : -Infinity;
    if (now > last && now > day.legBase[leg]!) day.legBase[leg] = now;
    // Idle time that has passed is no waiting any more (see `Frozen.freeAt`): the leg's sums change, its starts do not.
    if (day.legCount[leg]! > frozen) retimed(day, leg, () => {}, true);
  }
}

/** Breaks that lie behind are history: taken where they stood, or past their window. One being taken now keeps its worker until it ends. */
function settleBreaks(day: LiveDay, leg: number, frozen: number, now: number): void {
  const rules = day.legBreaks[leg];
  const slots = day.breakSlots[leg];
  if (!rules || !slots || day.legCount[leg] === 0) return;
  const last = frozen > 0 ? day.endAt[day.seq[leg * day.width + frozen - 1]!]! : day.leftAt[leg]!;
  // Out already, though nothing has begun: who leaves at the shift's start.
  const isOut = frozen > 0 || !Number.isNaN(last);
  rules.forEach((rule, k) => {
    if (day.breakDone[leg]![k] === 1) return;
    const startAt = Math.max(last, rule.from);
    if (slots[k]! >= 0 && slots[k]! < frozen) day.breakDone[leg]![k] = 1;
    else if (isOut && slots[k] === frozen && startAt <= now) {
      day.breakDone[leg]![k] = 1;
      day.legBase[leg] = Math.max(day.legBase[leg]!, startAt + rule.duration);
    } else if (isOut && slots[k]! < 0 && rule.to - rule.duration < now) day.breakDone[leg]![k] = 1;
  });
}

/** Puts a task at a position of a leg and times what follows; false (and nothing changed) if that is not feasible. */
export function place(day: LiveDay, task: number, leg: number, position: number): boolean {
  beginTrial(day);
  put(day, task, leg, position);
  if (retime(day, [leg], true) && totalsHold(day)) { keepTrial(day); return true; }
  undoTrial(day);
  return false;
}

/** Takes tasks out of their legs and times these anew. Started tasks stay: the caller asks `isStarted` first. */
export function remove(day: LiveDay, tasks: readonly number[]): void {
  beginTrial(day);
  const legs = new Set<number>();
  for (const task of tasks) if (day.legOf[task]! >= 0) legs.add(pull(day, task));
  // Removing can fail only where ways break the triangle inequality (a detour was quicker); then the times before stay as they were, which fit.
  if (retime(day, [...legs], false)) keepTrial(day); else keepTimes(day, legs);
}

function keepTimes(day: LiveDay, legs: Set<number>): void {
  keepTrial(day);
  for (const leg of legs) timeLeg(day, leg);
}

export const isStarted = (day: LiveDay, task: number): boolean => day.legOf[task]! >= 0 && positionOf(day, task) < day.legFrozen[day.legOf[task]!]!;

/** A new visit: its tasks (at places the ways know) and the links between them. Answers their numbers; they are unassigned. */
export function addVisit(day: LiveDay, tasks: readonly TaskInput[], links: readonly Link[] = []): number[] {
  const numbers = tasks.map((task) => enterTask(day, task));
  for (const link of links) {
    const before = day.taskIndex.get(link.before);
    const after = day.taskIndex.get(link.after);
    if (before === undefined || after === undefined) throw new PlannerInputError('links', `a link names ${before === undefined ? link.before : link.after}, which is not in this day`);
    enterLink(day, { before, after, minGap: link.minGap, maxGap: link.maxGap });
  }
  return numbers;
}

/** A cancelled visit: its tasks leave their legs and the day. Answers the tasks that had started and so stay. */
export function dropVisit(day: LiveDay, visitId: string): string[] {
  const visit = day.visitIndex.get(visitId);
  if (visit === undefined) throw new PlannerInputError('visitId', `there is no visit ${visitId} in this day`);
  const stay = day.visitTasks[visit]!.filter((task) => isStarted(day, task));
  const go = day.visitTasks[visit]!.filter((task) => !isStarted(day, task));
  remove(day, go);
  for (const task of go) { day.isGone[task] = true; day.taskIndex.delete(day.tasks[task]!.id); day.linksOf[task] = []; }
  day.links.forEach((link, index) => {
    if (!day.isGone[link.before] && !day.isGone[link.after]) return;
    for (const task of [link.before, link.after]) day.linksOf[task] = day.linksOf[task]!.filter((other) => other !== index);
  });
  day.visitTasks[visit] = stay;
  if (stay.length === 0) day.visitIndex.delete(visitId);
  return stay.map((task) => day.tasks[task]!.id);
}

/** A live position: the worker stands at `place` at `at` and goes on from there after the task in hand. False if the rest of the leg no longer fits (nothing changed then). */
export function setPosition(day: LiveDay, workerId: string, at: number, place: number): boolean {
  const leg = legAt(day, workerId, at);
  const [base, from] = [day.legBase[leg]!, day.basePlace[leg]!];
  const last = day.legFrozen[leg]! > 0 ? day.endAt[day.seq[leg * day.width + day.legFrozen[leg]! - 1]!]! : -Infinity;
  if (last > at) return true;
  day.legBase[leg] = at;
  day.basePlace[leg] = place;
  return retimed(day, leg, () => { day.legBase[leg] = base; day.basePlace[leg] = from; });
}

/**
 * The worker has left for a task, sooner or later than reckoned: it is bound, with all that stands before it. False if the rest of the leg no longer
 * fits (the task is bound all the same: it is a fact). Throws PlannerInputError for a task that is not planned.
 */
export function setOff(day: LiveDay, taskId: string, at: number): boolean {
  const task = day.taskIndex.get(taskId);
  if (task === undefined || day.legOf[task]! < 0) throw new PlannerInputError('taskId', `task ${taskId} is not planned`);
  const leg = day.legOf[task]!;
  const position = positionOf(day, task);
  if (position < day.legFrozen[leg]!) return true;
  if (position === 0 && Number.isNaN(day.leftAt[leg]!)) day.leftAt[leg] = at;
  day.legFrozen[leg] = position + 1;
  day.basePlace[leg] = -1;
  return retimed(day, leg, () => {});
}

/**
 * A task taken to be started (`advance` binds by the plan's own times) has not been left for after all, and is called off: the binding is undone
 * from it on. Answers false where a later task of the leg is bound as well, which then stays as it is.
 */
export function unbind(day: LiveDay, taskId: string): boolean {
  const task = day.taskIndex.get(taskId);
  if (task === undefined || day.legOf[task]! < 0) throw new PlannerInputError('taskId', `task ${taskId} is not planned`);
  const leg = day.legOf[task]!;
  const position = positionOf(day, task);
  if (position < day.legFrozen[leg]! - 1) return false;
  day.legFrozen[leg] = Math.min(day.legFrozen[leg]!, position);
  if (position === 0) day.leftAt[leg] = NaN;
  return true;
}

/** A started task ends at `endAt` (later or earlier than planned). False if something after it no longer fits; the end is set all the same: it is a fact. */
export function setEnd(day: LiveDay, taskId: string, endAt: number): boolean {
  const task = day.taskIndex.get(taskId);
  if (task === undefined || !isStarted(day, task)) throw new PlannerInputError('taskId', `task ${taskId} has not started`);
  const leg = day.legOf[task]!;
  const isLater = endAt >= day.endAt[task]!;
  day.endAt[task] = Math.max(endAt, day.startAt[task]!);
  // A break thought to be taken after it was not, if the task went on.
  day.breakSlots[leg]?.forEach((slot, k) => { if (isLater && slot === day.legFrozen[leg]) day.breakDone[leg]![k] = 0; });
  beginTrial(day);
  if (retime(day, [leg], isLater)) { keepTrial(day); return follow(day, leg); }
  undoTrial(day);
  day.endAt[task] = Math.max(endAt, day.startAt[task]!);
  return false;
}

/** Who comes home after the next shift has begun begins it that much later. False if that shift no longer fits. */
function follow(day: LiveDay, leg: number): boolean {
  const next = leg + 1;
  const come = day.metrics[leg * METRICS + COME]!;
  if (next >= day.firstLeg[day.legWorker[leg]! + 1]! || come <= day.legFrom[next]!) return true;
  day.legBase[next] = Math.max(day.legBase[next]!, come);
  return retimed(day, next, () => {});
}

export function legAt(day: LiveDay, workerId: string, at: number): number {
  const worker = day.workerIndex.get(workerId);
  if (worker === undefined || day.firstLeg[worker] === day.firstLeg[worker + 1]) throw new PlannerInputError('workerId', `there is no worker ${workerId} with a shift in this day`);
  return day.firstLeg[worker]! + shiftAt(day, worker, at);
}

function retimed(day: LiveDay, leg: number, back: () => void, isLater = false): boolean {
  beginTrial(day);
  if (retime(day, [leg], isLater)) { keepTrial(day); return true; }
  undoTrial(day);
  back();
  return false;
}

/** How much there is of each part, as `evaluatePlan` counts it. */
export function partsOf(day: LiveDay): Partial<Record<CostPart, number>> {
  const parts: Partial<Record<CostPart, number>> = {};
  for (const rule of softRules) {
    let most = -Infinity, least = Infinity, sum = 0;
    for (let worker = 0; worker < day.workerIds.length; worker++) {
      if (day.taskCount[worker] === 0 && rule.name !== 'worstIdle') continue;
      const amount = rule.amount(day, worker);
      sum += amount;
      if (amount > most) most = amount;
      if (amount < least) least = amount;
    }
    if (most > -Infinity) parts[rule.name] = rule.fold === 'sum' ? sum : rule.fold === 'most' ? most : most - least;
  }
  for (const rule of dropRules) {
    let sum = 0;
    for (let visit = 0; visit < day.visitTasks.length; visit++) sum += rule.amount(day, visit);
    if (sum > 0) parts[rule.name] = sum;
  }
  return parts;
}

export function costOfDay(day: LiveDay): number {
  let cost = 0;
  for (let leg = 0; leg < day.legs; leg++) cost += legCost(day, leg);
  for (let worker = 0; worker < day.workerIds.length; worker++) if (day.taskCount[worker]! > 0) cost += day.fixedCost[worker]! + day.prices.workers;
  const parts = partsOf(day);
  for (const part of ['worstLateness', 'worstIdle', 'worstOvertime', 'workRange', 'dropped'] as const) cost += day.prices[part] * (parts[part] ?? 0);
  return cost + (parts.dropCost ?? 0);
}

/** The day as a plan. Feasible unless a visit without a price is left out; ask `evaluatePlan` for a verdict that shares no code with this. */
export function planOf(day: LiveDay): Plan {
  const routes: Route[] = [];
  for (let worker = 0; worker < day.workerIds.length; worker++) if (day.taskCount[worker]! > 0) routes.push(routeOf(day, worker));
  const unassigned: Plan['unassigned'] = [];
  const faults: string[] = [];
  day.tasks.forEach((task, index) => { if (!day.isGone[index] && day.legOf[index]! < 0) unassigned.push({ taskId: task.id, visitId: task.visitId }); });
  day.visitTasks.forEach((tasks) => {
    const placed = tasks.filter((task) => day.legOf[task]! >= 0).length;
    if (tasks.length > 0 && placed < tasks.length && (placed > 0 || (day.tasks[tasks[0]!]!.dropCost ?? Infinity) === Infinity)) faults.push(`${day.tasks[tasks[0]!]!.visitId} is not done`);
  });
  return { routes, unassigned, cost: costOfDay(day), parts: partsOf(day), isFeasible: faults.length === 0, faults };
}

function routeOf(day: LiveDay, worker: number): Route {
  const stops: Stop[] = [];
  const route: Route = { workerId: day.workerIds[worker]!, leaveAt: NaN, comeAt: NaN, stops, distance: 0, travelTime: 0 };
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) {
    const count = day.legCount[leg]!;
    if (count === 0) continue;
    const row = leg * METRICS;
    const leaveAt = day.metrics[row + LEAVE]!;
    if (Number.isNaN(route.leaveAt)) route.leaveAt = leaveAt; else stops.push({ kind: 'home', arriveAt: route.comeAt, leaveAt });
    let free = leaveAt;
    for (let k = 0; k <= count; k++) {
      const task = k < count ? day.seq[leg * day.width + k]! : -1;
      // A break before the first task is free time at home unless the worker leaves at the shift's start.
      if (k > 0 || day.leavesAtStart[worker]) for (const taken of breaksAt(day, leg, k, free)) { stops.push({ kind: 'break', ...taken }); free = taken.endAt; }
      if (task < 0) break;
      const [startAt, endAt] = [day.startAt[task]!, day.endAt[task]!];
      const duration = durationOf(day, task, worker);
      stops.push({ kind: 'task', taskId: day.tasks[task]!.id, arriveAt: day.arriveAt[task]!, startAt, endAt, lateness: latenessAt(day, task, startAt, duration) });
      free = endAt;
    }
    route.comeAt = day.metrics[row + COME]!;
    route.distance += day.metrics[row + DISTANCE]!;
    route.travelTime += day.metrics[row + TRAVEL]!;
  }
  return route;
}

function breaksAt(day: LiveDay, leg: number, slot: number, from: number): { startAt: number; endAt: number }[] {
  const rules = day.legBreaks[leg];
  const slots = day.breakSlots[leg];
  const taken: { startAt: number; endAt: number }[] = [];
  if (!rules || !slots) return taken;
  let free = from;
  rules.forEach((rule, k) => {
    if (slots[k] !== slot) return;
    const isAhead = slot === day.legFrozen[leg]! && day.breakDone[leg]![k] === 0;
    const startAt = Math.max(free, rule.from, isAhead ? day.legBase[leg]! : -Infinity);
    free = startAt + rule.duration;
    taken.push({ startAt, endAt: free });
  });
  return taken;
}

/** What has started, as a problem's frozen part: for `solve` to go on from here, and for `evaluatePlan` to judge by. */
export function frozenOf(day: LiveDay): Frozen[] {
  const frozen: Frozen[] = [];
  for (let worker = 0; worker < day.workerIds.length; worker++) {
    const one: Frozen = { workerId: day.workerIds[worker]!, done: [] };
    for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) {
      for (let k = 0; k < day.legFrozen[leg]!; k++) { const task = day.seq[leg * day.width + k]!; one.done.push({ taskId: day.tasks[task]!.id, startAt: day.startAt[task]! }); }
      const last = day.legFrozen[leg]! > 0 ? day.endAt[day.seq[leg * day.width + day.legFrozen[leg]! - 1]!]! : -Infinity;
      const free = Math.max(last, day.legBase[leg]!);
      if (Number.isFinite(free)) one.freeAt = free;
      if (day.basePlace[leg]! >= 0) one.freePlace = day.basePlace[leg]!;
    }
    if (one.done.length > 0 || one.freeAt !== undefined) frozen.push(one);
  }
  return frozen;
}

/** The problem as it stands now: its tasks, links and frozen part. The ways are the day's; a matrix is needed by whoever plans it elsewhere. */
export function problemOf(day: LiveDay): Problem {
  const live = (task: number): boolean => !day.isGone[task];
  const id = (task: number): string => day.tasks[task]!.id;
  return {
    ...day.problem, places: day.ways.places, tasks: day.tasks.filter((_, task) => live(task)),
    links: day.links.filter(({ before, after }) => live(before) && live(after)).map(({ before, after, minGap, maxGap }) => ({ before: id(before), after: id(after), minGap, maxGap })),
    frozen: frozenOf(day), pins: day.problem.pins?.filter(({ taskId }) => day.taskIndex.has(taskId)) ?? [],
    apart: day.problem.apart?.filter((pair) => pair.every((visitId) => day.visitIndex.has(visitId))) ?? [],
    before: Object.fromEntries(day.before.flatMap((worker, task) => (worker >= 0 && live(task) ? [[id(task), day.workerIds[worker]!] as const] : []))),
  };
}
