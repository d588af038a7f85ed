/**
 * What a plan is worth and what it breaks, from its routes alone: every start, way, load and cost part is computed again from the problem.
 * Shares no code with any search, on purpose: it is what the searches are checked by. Plain and slow (maps, objects), about 1 µs a stop.
 *
 * Meaning of what the problem leaves open, here and in the searches alike:
 * - a task of the frozen part happened: it is not judged (windows, skills, ways), only its place, order and start; its cost counts;
 *   a worker with nothing else to do is not judged at all (an overrun past the shift or the break is a fact);
 * - waiting is the idle time between leaving and a task's start that is neither way, task nor break;
 * - a break is listed as a stop, or it is free time at home (before leaving, between two shifts, after coming) inside its window;
 * - a shift without tasks is idle throughout (worstIdle); a break not taken is a fault unless `weights.missedBreak` prices it;
 * - `dropped` counts visits; a visit is done whole or not at all;
 * - working time (maxWork, workRange) is tasks + ways; `releasedAt` is the earliest a task may start.
 */
import { sayClock } from './wording-plan.ts';
import type { CostPart, Plan, Problem, Route, Stop, TaskInput, WorkerInput } from './problem.ts';
import type { Bilingual } from './types.ts';

export type PlanFault = { rule: string; workerId?: string; taskId?: string; reason: Bilingual };
export type Evaluation = { isFeasible: boolean; faults: PlanFault[]; cost: number; parts: Partial<Record<CostPart, number>> };
/** Way between two places in one mode; given where the problem has no matrix (see `live/ways.ts`). */
export type WayBetween = (mode: number, from: number, to: number) => { time: number; distance: number };

const EPS = 1e-6;

type Told = {
  problem: Problem; way: WayBetween; tasks: Map<string, TaskInput>; faults: PlanFault[]; parts: Partial<Record<CostPart, number>>;
  doneBy: Map<string, string>; startOf: Map<string, number>;
};
type TaskStop = Extract<Stop, { kind: 'task' }>;
type Day = { work: number; travel: number; distance: number; waiting: number; idle: number; overtime: number; duration: number };

/** Judges a timed plan. Never throws on a bad plan: whatever is wrong with it is a fault. */
export function evaluatePlan(problem: Problem, plan: Plan, way: WayBetween = wayOf(problem)): Evaluation {
  const told: Told = { problem, way, tasks: new Map(problem.tasks.map((task) => [task.id, task])), faults: [], parts: {}, doneBy: new Map(), startOf: new Map() };
  const workers = new Map(problem.workers.map((worker) => [worker.id, worker]));
  const days: Day[] = [];
  const seen = new Set<string>();
  for (const route of plan.routes) {
    const worker = workers.get(route.workerId);
    if (!worker || seen.has(route.workerId)) {
      say(told, 'route', { workerId: route.workerId }, { zh: `家政员 ${route.workerId} 不存在或有两条路线`, en: `Worker ${route.workerId} is unknown or has two routes` });
      continue;
    }
    seen.add(route.workerId);
    judgeRoute(told, worker, route, days);
  }
  for (const worker of problem.workers) if (!seen.has(worker.id)) judgeRoute(told, worker, { workerId: worker.id, leaveAt: 0, comeAt: 0, stops: [], distance: 0, travelTime: 0 }, days);
  judgeVisits(told, plan);
  judgeLinks(told);
  const work = days.map((day) => day.work);
  if (days.length > 0) {
    most(told, 'worstOvertime', Math.max(...days.map((day) => day.overtime)));
    most(told, 'workRange', Math.max(...work) - Math.min(...work));
  }
  for (const part of problem.hard ?? []) {
    const amount = told.parts[part] ?? 0;
    if (amount > EPS) say(told, 'hard', {}, { zh: `“${part}”必须为 0，现为 ${amount}`, en: `${part} must be 0 and is ${amount}` });
  }
  return { isFeasible: told.faults.length === 0, faults: told.faults, cost: costOf(problem, told.parts), parts: told.parts };
}

function wayOf({ travel, places }: Problem): WayBetween {
  return (mode, from, to) => ({ time: travel[mode]!.time[from * places + to]!, distance: travel[mode]!.distance[from * places + to]! });
}

/** Cost of amounts by the problem's weights; `fixed`, `byWorker` and `dropCost` are money already. */
export function costOf({ weights }: Problem, parts: Partial<Record<CostPart, number>>): number {
  let cost = 0;
  for (const [part, amount] of Object.entries(parts) as [CostPart, number][]) {
    const price = part === 'fixed' || part === 'byWorker' || part === 'dropCost' ? 1 : weights[part] ?? 0;
    if (price !== 0) cost += price * amount;
  }
  return cost;
}

const add = (told: Told, part: CostPart, amount: number): void => void (told.parts[part] = (told.parts[part] ?? 0) + amount);
const most = (told: Told, part: CostPart, amount: number): void => void (told.parts[part] = Math.max(told.parts[part] ?? 0, amount));
function say(told: Told, rule: string, where: { workerId?: string; taskId?: string }, reason: Bilingual): void {
  told.faults.push({ rule, ...where, reason });
}

/** Cuts the stops at home into stretches of work, one inside one shift. */
function judgeRoute(told: Told, worker: WorkerInput, route: Route, days: Day[]): void {
  const { problem } = told;
  const frozen = problem.frozen?.find(({ workerId }) => workerId === worker.id);
  const stops = route.stops.filter((stop): stop is TaskStop => stop.kind === 'task');
  for (const stop of stops) {
    const at = { workerId: worker.id, taskId: stop.taskId };
    if (!told.tasks.has(stop.taskId)) return say(told, 'route', at, { zh: `没有任务 ${stop.taskId}`, en: `There is no task ${stop.taskId}` });
    if (told.doneBy.has(stop.taskId)) say(told, 'once', at, { zh: `任务 ${stop.taskId} 排了两次`, en: `Task ${stop.taskId} is planned twice` });
    told.doneBy.set(stop.taskId, worker.id);
    told.startOf.set(stop.taskId, stop.startAt);
  }
  (frozen?.done ?? []).forEach(({ taskId, startAt }, index) => {
    const stop = stops[index];
    if (stop?.taskId === taskId && Math.abs(stop.startAt - startAt) <= EPS) return;
    say(told, 'frozen', { workerId: worker.id, taskId }, { zh: `${taskId} 已经开始，不能移动`, en: `${taskId} has started and may not move` });
  });
  if (stops.length === 0) { most(told, 'worstIdle', worker.shifts.reduce((sum, { from, to }) => sum + to - from, 0)); return; }

  const day: Day = { work: 0, travel: 0, distance: 0, waiting: 0, idle: 0, overtime: 0, duration: 0 };
  const away: { from: number; to: number }[] = [];
  const breaks: { startAt: number; endAt: number }[] = [];
  let leaveAt = route.leaveAt;
  let stretch: Stop[] = [];
  const used = new Set<number>();
  let shift = -1;
  let doneBefore = 0;
  for (const stop of [...route.stops, { kind: 'home' as const, arriveAt: route.comeAt, leaveAt: NaN }]) {
    if (stop.kind === 'break') breaks.push(stop);
    if (stop.kind !== 'home') { stretch.push(stop); continue; }
    if (stretch.some((one) => one.kind === 'task')) {
      shift = judgeStretch(told, worker, { leaveAt, comeAt: stop.arriveAt, stops: stretch, shift, done: frozen, doneBefore }, day);
      used.add(shift);
      away.push({ from: leaveAt, to: stop.arriveAt });
      doneBefore += stretch.filter((one) => one.kind === 'task').length;
    }
    if (stop.leaveAt < stop.arriveAt - EPS) say(told, 'way', { workerId: worker.id }, { zh: '还没到家又出发了', en: 'Leaves home before coming home' });
    leaveAt = stop.leaveAt;
    stretch = [];
  }
  const isBegun = stops.length === (frozen?.done.length ?? 0);
  if (!isBegun) judgeBreaks(told, worker, breaks, away, stops.length > 0 && frozen?.done.length ? frozen.freeAt ?? -Infinity : -Infinity);
  if (!isBegun) judgeTotals(told, worker, stops, day);
  days.push(day);
  const unused = worker.shifts.filter((_, index) => !used.has(index)).reduce((sum, { from, to }) => sum + to - from, 0);
  most(told, 'worstIdle', day.idle + unused);
  add(told, 'workers', 1);
  add(told, 'fixed', worker.fixedCost ?? 0);
  add(told, 'distance', day.distance);
  add(told, 'travelTime', day.travel);
  add(told, 'waiting', day.waiting);
  add(told, 'overtime', day.overtime);
  add(told, 'duration', day.duration);
  const before = problem.before ?? {};
  for (const { taskId } of stops) {
    const task = told.tasks.get(taskId)!;
    add(told, 'byWorker', task.costBy?.[worker.id] ?? 0);
    if (task.preferred && task.preferred.length > 0 && !task.preferred.includes(worker.id)) add(told, 'unpreferred', 1);
    if (Object.hasOwn(before, taskId) && before[taskId] !== worker.id) add(told, 'moved', 1);
  }
}

type Stretch = { leaveAt: number; comeAt: number; stops: Stop[]; shift: number; done: { done: { taskId: string }[]; freeAt?: number; freePlace?: number } | undefined; doneBefore: number };

function judgeStretch(told: Told, worker: WorkerInput, { leaveAt, comeAt, stops, shift, done, doneBefore }: Stretch, day: Day): number {
  const who = { workerId: worker.id };
  const frozenCount = done?.done.length ?? 0;
  let now = leaveAt;
  let place = worker.start;
  let resting = 0;
  let index = doneBefore;
  let freedAt = -Infinity;
  if (index === frozenCount && done?.freeAt !== undefined && frozenCount === 0) { freedAt = done.freeAt; if (done.freePlace !== undefined) { place = done.freePlace; } }
  let hasLate = false;
  for (const stop of stops) {
    if (stop.kind === 'break') {
      const length = stop.endAt - stop.startAt;
      // A break before the way begins is free time at home and costs the gap nothing.
      if (stop.endAt > Math.max(leaveAt, freedAt) + EPS) { resting += length; if (stop.startAt < now - EPS) say(told, 'break', who, { zh: '休息和工作重叠', en: 'A break overlaps work' }); }
      continue;
    }
    if (stop.kind === 'home') continue;
    const task = told.tasks.get(stop.taskId)!;
    const at = { workerId: worker.id, taskId: task.id };
    const duration = durationOf(task, worker);
    const isDone = index < frozenCount;
    const way = place === null ? { time: 0, distance: 0 } : told.way(worker.mode ?? 0, place, task.place);
    if (!isDone) {
      const from = Math.max(now, freedAt);
      if (stop.startAt < from + way.time + resting - EPS) {
        say(told, 'way', at, { zh: `${sayClock(from)} 出发，路上 ${way.time}，${sayClock(stop.startAt)} 到不了`, en: `Leaves ${sayClock(from)}, the way takes ${way.time}, cannot start at ${sayClock(stop.startAt)}` });
      }
      if (task.releasedAt !== undefined && stop.startAt < task.releasedAt - EPS) say(told, 'released', at,
        { zh: `${sayClock(task.releasedAt)} 才收到`, en: `Known only from ${sayClock(task.releasedAt)}` });
      if (stop.endAt < stop.startAt + duration - EPS) say(told, 'duration', at, { zh: `时长不足 ${duration}`, en: `Shorter than its ${duration}` });
      judgeQualified(told, worker, task);
    }
    const late = latenessOf(told.problem, task, stop.startAt, stop.startAt + duration);
    if (!isDone && (late === null || (late > EPS && !task.isDueSoft))) say(told, 'window', at,
      { zh: `${sayClock(stop.startAt)} 不在约定时间内`, en: `${sayClock(stop.startAt)} is outside the agreed window` });
    if (late !== null && late > EPS && (task.isDueSoft ?? false)) { add(told, 'lateness', late); most(told, 'worstLateness', late); hasLate = true; }
    const waited = Math.max(0, stop.startAt - Math.max(now, isDone ? now : freedAt) - way.time - resting);
    day.waiting += waited;
    day.idle += waited;
    day.work += duration + way.time;
    day.travel += way.time;
    day.distance += way.distance;
    now = Math.max(stop.endAt, stop.startAt + duration);
    place = task.place;
    resting = 0;
    index += 1;
    if (index === frozenCount && done?.freeAt !== undefined) { freedAt = done.freeAt; if (done.freePlace !== undefined) place = done.freePlace; }
  }
  if (hasLate && told.parts.worstLateness === undefined) told.parts.worstLateness = 0;
  const home = worker.end === null || place === null ? { time: 0, distance: 0 } : told.way(worker.mode ?? 0, place, worker.end);
  // A break after the last task may be taken at home.
  if (comeAt < Math.max(now, index === frozenCount && done?.freePlace !== undefined ? freedAt : now) + home.time - EPS) say(told, 'way', who,
    { zh: `${sayClock(comeAt)} 回不到家`, en: `Cannot be home at ${sayClock(comeAt)}` });
  day.work += home.time;
  day.travel += home.time;
  day.distance += home.distance;
  day.duration += comeAt - leaveAt;
  return judgeShift(told, worker, leaveAt, comeAt, shift, day, doneBefore < frozenCount || done !== undefined, index <= frozenCount);
}

/** The stretch lies in one shift later than the one before; answers which. */
function judgeShift(told: Told, worker: WorkerInput, leaveAt: number, comeAt: number, after: number, day: Day, isFrozen: boolean, isBegun: boolean): number {
  let shift = -1;
  for (let i = after + 1; i < worker.shifts.length; i++) if (worker.shifts[i]!.from <= leaveAt + EPS) shift = i;
  // What was begun before the shift (a frozen part) belongs to the next one there is.
  if (shift < 0 && isFrozen && after + 1 < worker.shifts.length) shift = after + 1;
  const rule = worker.shifts[shift];
  if (!rule) {
    say(told, 'shift', { workerId: worker.id }, { zh: `${sayClock(leaveAt)} 出发时没有上班`, en: `Leaves at ${sayClock(leaveAt)}, outside every shift` });
    return after;
  }
  if (worker.leaves === 'shiftStart' && !isFrozen && Math.abs(leaveAt - rule.from) > EPS) {
    say(told, 'shift', { workerId: worker.id }, { zh: `应在 ${sayClock(rule.from)} 出发`, en: `Should leave at ${sayClock(rule.from)}` });
  }
  const over = Math.max(0, comeAt - rule.to);
  if (over > EPS && !rule.isEndSoft && !isBegun) say(told, 'shift', { workerId: worker.id },
    { zh: `${sayClock(comeAt)} 才到家，下班时间 ${sayClock(rule.to)}`, en: `Home at ${sayClock(comeAt)}, the shift ends ${sayClock(rule.to)}` });
  if (rule.isEndSoft) day.overtime += over;
  day.idle += Math.max(0, leaveAt - rule.from) + Math.max(0, rule.to - comeAt);
  return shift;
}

function judgeQualified(told: Told, worker: WorkerInput, task: TaskInput): void {
  const at = { workerId: worker.id, taskId: task.id };
  for (const { skill, level } of task.needs ?? []) {
    const own = worker.skills && Object.hasOwn(worker.skills, skill) ? worker.skills[skill]! : 0;
    if (own < level) say(told, 'skill', at, { zh: `${worker.id} 的 ${skill} 是 ${own} 级，要 ${level} 级`, en: `${worker.id} has ${skill} at ${own}, ${level} is needed` });
  }
  for (const paper of task.papers ?? []) if (!worker.papers?.includes(paper)) say(told, 'papers', at, { zh: `${worker.id} 没有证件 ${paper}`, en: `${worker.id} lacks paper ${paper}` });
  if (task.blocked?.includes(worker.id)) say(told, 'blocked', at, { zh: `${worker.id} 不能去 ${task.id}`, en: `${worker.id} may not do ${task.id}` });
  const pin = told.problem.pins?.find(({ taskId }) => taskId === task.id);
  if (pin && pin.workerId !== worker.id) say(told, 'pinned', at, { zh: `${task.id} 已指定 ${pin.workerId}`, en: `${task.id} is pinned to ${pin.workerId}` });
}

function judgeTotals(told: Told, worker: WorkerInput, stops: TaskStop[], day: Day): void {
  const who = { workerId: worker.id };
  const over = (rule: string, amount: number, limit: number | undefined): void => {
    if (limit !== undefined && amount > limit + EPS) say(told, rule, who, { zh: `${worker.id} 的 ${rule} 为 ${amount}，上限 ${limit}`, en: `${rule} of ${worker.id} is ${amount}, the limit is ${limit}` });
  };
  over('maxTasks', stops.length, worker.maxTasks);
  over('maxWork', day.work, worker.maxWork);
  over('maxTravelTime', day.travel, worker.maxTravelTime);
  const loads = stops.map(({ taskId }) => told.tasks.get(taskId)!.load ?? []);
  (worker.capacity ?? []).forEach((limit, dimension) => over('capacity', loads.reduce((sum, load) => sum + (load[dimension] ?? 0), 0), limit));
}

/** Each rule of a break is met by a listed break of its own or by free time at home. */
function judgeBreaks(told: Told, worker: WorkerInput, taken: { startAt: number; endAt: number }[], away: { from: number; to: number }[], now: number): void {
  const left = [...taken];
  for (const rule of [...(worker.breaks ?? [])].sort((a, b) => a.to - b.to)) {
    // Its time is over: taken or not, it is history.
    if (rule.to - rule.duration < now - EPS) continue;
    const index = left.findIndex((one) => one.startAt >= rule.from - EPS && one.endAt <= rule.to + EPS && one.endAt - one.startAt >= rule.duration - EPS);
    if (index >= 0) { left.splice(index, 1); continue; }
    const free = [-Infinity, ...away.map(({ to }) => to)].some((from, i) => {
      const to = i < away.length ? away[i]!.from : Infinity;
      return Math.min(to, rule.to) - Math.max(from, rule.from) >= rule.duration - EPS;
    });
    if (!free) add(told, 'missedBreak', 1);
    if (!free && told.problem.weights.missedBreak === undefined) say(told, 'break', { workerId: worker.id },
      { zh: `${worker.id} 在 ${sayClock(rule.from)}–${sayClock(rule.to)} 没有 ${rule.duration} 的休息`, en: `${worker.id} has no break of ${rule.duration} in ${sayClock(rule.from)}–${sayClock(rule.to)}` });
  }
}

function judgeVisits(told: Told, plan: Plan): void {
  const { problem } = told;
  const listed = new Set(plan.unassigned.map(({ taskId }) => taskId));
  const visits = new Map<string, TaskInput[]>();
  for (const task of problem.tasks) {
    const mates = visits.get(task.visitId);
    if (mates) mates.push(task); else visits.set(task.visitId, [task]);
    if (listed.has(task.id) === told.doneBy.has(task.id)) say(told, 'once', { taskId: task.id },
      { zh: `${task.id} 应当恰好出现一次：或在路线里，或在未排名单里`, en: `${task.id} must stand either in a route or among the unassigned` });
  }
  const visitsOf = new Map<string, Set<string>>();
  for (const [visitId, mates] of visits) {
    const who = mates.map(({ id }) => told.doneBy.get(id)).filter((id) => id !== undefined);
    visitsOf.set(visitId, new Set(who));
    if (who.length > 0 && who.length < mates.length) say(told, 'wholeVisit', { taskId: mates[0]!.id },
      { zh: `${visitId} 只排了 ${who.length}/${mates.length} 人`, en: `${visitId} has ${who.length} of ${mates.length} people` });
    if (problem.isVisitShared !== false && new Set(who).size < who.length) say(told, 'differentPeople', { taskId: mates[0]!.id },
      { zh: `${visitId} 要由不同的人完成`, en: `${visitId} needs different people` });
    if (who.length === mates.length) continue;
    add(told, 'dropped', 1);
    const price = mates[0]!.dropCost ?? Infinity;
    if (price === Infinity) say(told, 'mustServe', { taskId: mates[0]!.id }, { zh: `${visitId} 必须安排`, en: `${visitId} must be done` });
    else add(told, 'dropCost', price);
  }
  for (const [a, b] of problem.apart ?? []) {
    for (const id of visitsOf.get(a) ?? []) if (visitsOf.get(b)?.has(id)) say(told, 'apart', { workerId: id }, { zh: `${a} 和 ${b} 不能由同一人去`, en: `${a} and ${b} may not share a worker` });
  }
}

function judgeLinks(told: Told): void {
  for (const { before, after, minGap, maxGap } of told.problem.links ?? []) {
    const first = told.startOf.get(before);
    const second = told.startOf.get(after);
    if (first === undefined || second === undefined) continue;
    const gap = second - first;
    if (gap >= minGap - EPS && gap <= maxGap + EPS) continue;
    say(told, 'link', { taskId: after }, { zh: `${after} 比 ${before} 晚 ${gap}，应在 ${minGap} 到 ${maxGap} 之间`, en: `${after} starts ${gap} after ${before}, must be ${minGap} to ${maxGap}` });
  }
}

const durationOf = (task: TaskInput, worker: WorkerInput): number =>
  (task.durationBy && Object.hasOwn(task.durationBy, worker.id) ? task.durationBy[worker.id]! : task.duration);

/** How much after the end of the window that began last before the start; null = before every window. */
function latenessOf(problem: Problem, task: TaskInput, startAt: number, endAt: number): number | null {
  if (task.windows.length === 0) return 0;
  let late: number | null = null;
  for (const window of task.windows) {
    if (startAt < window.from - EPS) break;
    late = Math.max(0, (problem.isWindowMetAtEnd ? endAt : startAt) - window.to);
  }
  return late;
}
