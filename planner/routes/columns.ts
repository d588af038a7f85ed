/**
 * A Problem whose routes do not look at each other, as flat columns for the search.
 * Nodes 0 … tasks−1 are the tasks; after them come the places routes begin and end at (one more node of distance 0 stands for "nowhere").
 */
import type { Frozen, Problem, TaskInput, Weights, WorkerInput } from '../problem.ts';

export type Columns = {
  problem: Problem;
  tasks: number;
  workers: number;
  nodes: number;
  /** More tasks than any route can hold: by number, or by the shift's length over the shortest task. */
  longest: number;
  /** One worker is as good as any other, one window, at most one load, no limits per worker: the fast path. */
  isPlain: boolean;
  /** Per mode, node × node: what the way costs, and its transpose (the same array if symmetric). */
  leg: Float64Array[];
  legInto: Float64Array[];
  time: Float64Array[];
  timeInto: Float64Array[];
  /** First opening and last closing of each node for the START of the task. */
  open: Float64Array;
  close: Float64Array;
  /** Windows of task t: windowFrom/windowTo[windowsAt[t] … windowsAt[t + 1]); null when every task has one. */
  windowsAt: Int32Array | null;
  windowFrom: Float64Array;
  windowTo: Float64Array;
  /** Per node (0 for ends); by worker in `durationBy[task × workers + worker]` if it differs. */
  duration: Float64Array;
  durationBy: Float64Array | null;
  /** Not before this moment may the way to the task begin; null when everything is known from the start. */
  releasedAt: Float64Array | null;
  loads: number;
  load: Float64Array;
  capacity: Float64Array;
  /** task × workers: added cost, Infinity = may not; null = nobody differs. */
  extra: Float64Array | null;
  /** What leaving a task out costs; Infinity = it must be done. */
  dropCost: Float64Array;
  startNode: Int32Array;
  endNode: Int32Array;
  mode: Uint8Array;
  readyAt: Float64Array;
  backBy: Float64Array;
  /** Latest departure: readyAt if the worker leaves at the start of the shift, else backBy. */
  leaveBy: Float64Array;
  fixed: Float64Array;
  maxTasks: Float64Array;
  maxWork: Float64Array;
  maxTravel: Float64Array;
  /** What the frozen part has used already: tasks, work, travel, loads; `isBegun` = it is a route even without further tasks. */
  isBegun: Uint8Array;
  usedTasks: Float64Array;
  usedWork: Float64Array;
  usedTravel: Float64Array;
  usedLoad: Float64Array;
  frozen: (Frozen | null)[];
  /** Tasks in frozen prefixes: not the search's to place. */
  isFrozen: Uint8Array;
  /** Workers of one type are interchangeable. */
  type: Int32Array;
  types: number;
  /** Price of a unit of a route's whole duration and of its waiting; both 0 unless the problem is timed. */
  durationPrice: number;
  waitingPrice: number;
  isTimed: boolean;
};

const PRICED: (keyof Weights)[] = ['worstLateness', 'worstIdle', 'worstOvertime', 'workRange'];

/**
 * Can each route be judged alone, by hard windows and sums? true: this engine's problem; false: links, visits for several people, soft ends,
 * breaks, several shifts, or a term over all routes couple them.
 */
export function isIndependent(problem: Problem): boolean {
  const { weights, tasks, workers } = problem;
  if (problem.links?.length || problem.apart?.length || PRICED.some((part) => (weights[part] ?? 0) !== 0)) return false;
  const isLatenessFree = problem.hard?.includes('lateness') ?? false;
  const isOvertimeFree = problem.hard?.includes('overtime') ?? false;
  if (!isLatenessFree && tasks.some((task) => task.isDueSoft)) return false;
  if (workers.some((worker) => worker.shifts.length !== 1 || worker.breaks?.length || (!isOvertimeFree && worker.shifts[0]!.isEndSoft))) return false;
  if (problem.isVisitShared !== false && new Set(tasks.map((task) => task.visitId)).size < tasks.length) return false;
  if (problem.isWindowMetAtEnd && tasks.some((task) => task.durationBy)) return false;
  const isTimed = (weights.duration ?? 0) !== 0 || (weights.waiting ?? 0) !== 0;
  return !(isTimed && tasks.some((task) => task.windows.length > 1 || task.releasedAt !== undefined));
}

/** May this worker do this task, whatever the hour? Skills with level, papers, block list. */
export function isQualified(task: TaskInput, worker: WorkerInput): boolean {
  if (task.blocked?.includes(worker.id)) return false;
  for (const { skill, level } of task.needs ?? []) if (!((worker.skills?.[skill] ?? 0) >= level)) return false;
  for (const paper of task.papers ?? []) if (!worker.papers?.includes(paper)) return false;
  return true;
}

/** What the pair costs beside the way: wish, continuity, premium. Infinity = not allowed. */
function pairCost(problem: Problem, task: TaskInput, worker: WorkerInput, pinned: string | undefined): number {
  if (pinned !== undefined ? pinned !== worker.id : false) return Infinity;
  if (!isQualified(task, worker)) return Infinity;
  const { weights, hard = [] } = problem;
  let cost = task.costBy?.[worker.id] ?? 0;
  if (task.preferred?.length && !task.preferred.includes(worker.id)) cost += hard.includes('unpreferred') ? Infinity : weights.unpreferred ?? 0;
  const before = problem.before?.[task.id];
  if (before !== undefined && before !== worker.id) cost += hard.includes('moved') ? Infinity : weights.moved ?? 0;
  return cost;
}

/** The search's columns of an independent problem. Ids of pins, wishes and frozen tasks are expected to exist (see check.ts). */
export function readColumns(problem: Problem): Columns {
  const { tasks, workers, weights, travel, places } = problem;
  const n = tasks.length;
  const w = workers.length;
  const pinned = new Map((problem.pins ?? []).map(({ taskId, workerId }) => [taskId, workerId]));
  const frozenBy = new Map((problem.frozen ?? []).map((part) => [part.workerId, part]));
  const taskAt = new Map(tasks.map((task, index) => [task.id, index]));
  const ends = new Map<number | null, number>();
  const endNodeOf = (place: number | null): number => {
    if (!ends.has(place)) ends.set(place, n + ends.size);
    return ends.get(place)!;
  };
  const loads = Math.max(0, ...tasks.map((task) => task.load?.length ?? 0), ...workers.map((worker) => worker.capacity?.length ?? 0));
  const column = (): Float64Array => new Float64Array(w);
  const isFrozen = new Uint8Array(n);
  const columns = {
    startNode: new Int32Array(w), endNode: new Int32Array(w), mode: new Uint8Array(w), readyAt: column(), backBy: column(), leaveBy: column(),
    fixed: column(), maxTasks: column(), maxWork: column(), maxTravel: column(), isBegun: new Uint8Array(w), usedTasks: column(), usedWork: column(),
    usedTravel: column(), usedLoad: new Float64Array(w * loads), capacity: new Float64Array(w * loads),
  };
  const frozen = workers.map((worker) => frozenBy.get(worker.id) ?? null);
  workers.forEach((worker, at) => {
    const part = frozen[at];
    const done = part?.done.map(({ taskId }) => taskAt.get(taskId)!) ?? [];
    const last = done.length > 0 ? tasks[done.at(-1)!]! : null;
    const lasts = (task: TaskInput): number => task.durationBy?.[worker.id] ?? task.duration;
    const startPlace = part?.freePlace ?? last?.place ?? worker.start;
    const shift = worker.shifts[0]!;
    columns.startNode[at] = endNodeOf(startPlace);
    columns.endNode[at] = endNodeOf(worker.end);
    columns.mode[at] = worker.mode ?? 0;
    const freeAt = part?.freeAt ?? (last ? part!.done.at(-1)!.startAt + lasts(last) : shift.from);
    columns.readyAt[at] = Math.max(shift.from, freeAt);
    columns.backBy[at] = shift.to;
    columns.leaveBy[at] = worker.leaves === 'shiftStart' || last ? columns.readyAt[at]! : shift.to;
    columns.fixed[at] = last ? 0 : (worker.fixedCost ?? 0) + (weights.workers ?? 0);
    columns.maxTasks[at] = worker.maxTasks ?? Infinity;
    columns.maxWork[at] = worker.maxWork ?? Infinity;
    columns.maxTravel[at] = worker.maxTravelTime ?? Infinity;
    columns.isBegun[at] = last ? 1 : 0;
    for (let k = 0; k < loads; k++) columns.capacity[at * loads + k] = worker.capacity?.[k] ?? Infinity;
    let from = worker.start;
    for (const task of done) {
      const { place, load } = tasks[task]!;
      isFrozen[task] = 1;
      columns.usedTasks[at]! += 1;
      const way = from === null ? 0 : travel[worker.mode ?? 0]!.time[from * places + place]!;
      columns.usedTravel[at]! += way;
      columns.usedWork[at]! += way + lasts(tasks[task]!);
      for (let k = 0; k < loads; k++) columns.usedLoad[at * loads + k]! += load?.[k] ?? 0;
      from = place;
    }
  });
  const nodes = n + ends.size;
  const placeOf: (number | null)[] = [...tasks.map((task) => task.place), ...ends.keys()];
  const ways = travel.map(({ time, distance }) => spread(placeOf, places, time, distance, weights.distance ?? 0, weights.travelTime ?? 0));
  const late = problem.isWindowMetAtEnd ? tasks.map((task) => task.duration) : null;
  const spans = tasks.map((task, at) => task.windows.map(({ from, to }) => ({ from: from - (late?.[at] ?? 0), to: to - (late?.[at] ?? 0) })));
  const isSeveral = spans.some((windows) => windows.length > 1);
  const open = new Float64Array(nodes).fill(-Infinity);
  const close = new Float64Array(nodes).fill(Infinity);
  spans.forEach((windows, at) => {
    open[at] = windows[0]?.from ?? -Infinity;
    close[at] = windows.at(-1)?.to ?? Infinity;
  });
  const windowsAt = isSeveral ? new Int32Array(n + 1) : null;
  if (windowsAt) spans.forEach((windows, at) => (windowsAt[at + 1] = windowsAt[at]! + windows.length));
  const flat = isSeveral ? spans.flat() : [];
  const duration = new Float64Array(nodes);
  tasks.forEach((task, at) => (duration[at] = task.duration));
  const durationBy = tasks.some((task) => task.durationBy) ? new Float64Array(n * w) : null;
  if (durationBy) tasks.forEach((task, at) => workers.forEach((worker, by) => (durationBy[at * w + by] = task.durationBy?.[worker.id] ?? task.duration)));
  const extra = readExtra(problem, pinned);
  const load = new Float64Array(n * loads);
  tasks.forEach((task, at) => task.load?.forEach((amount, k) => (load[at * loads + k] = amount)));
  const isDropHard = problem.hard?.includes('dropped') ?? false;
  const dropCost = Float64Array.from(tasks, (task) => (isDropHard || task.dropCost === undefined ? Infinity : task.dropCost + (weights.dropped ?? 0)));
  const releasedAt = tasks.some((task) => task.releasedAt !== undefined) ? new Float64Array(nodes).fill(-Infinity) : null;
  if (releasedAt) tasks.forEach((task, at) => (releasedAt[at] = task.releasedAt ?? -Infinity));
  const { type, types } = readTypes(w, columns, loads, n, extra, durationBy);
  const isTimed = (weights.duration ?? 0) !== 0 || (weights.waiting ?? 0) !== 0;
  const isUnlimited = [columns.maxTasks, columns.maxWork, columns.maxTravel].every((limit) => limit.every((value) => value === Infinity));
  let shortest = Infinity;
  for (const lasts of durationBy ?? duration.subarray(0, n)) if (lasts < shortest) shortest = lasts;
  const holds = (by: number): number => Math.min(columns.maxTasks[by]!, shortest > 0 ? Math.max(0, Math.floor((columns.backBy[by]! - columns.readyAt[by]!) / shortest)) : Infinity);
  let longest = 0;
  for (let by = 0; by < w; by++) longest = Math.max(longest, holds(by));
  return {
    problem, tasks: n, workers: w, nodes, longest: Math.min(n, longest), leg: ways.map((way) => way.leg), legInto: ways.map((way) => way.legInto), time: ways.map((way) => way.time),
    timeInto: ways.map((way) => way.timeInto), open, close, windowsAt, windowFrom: Float64Array.from(flat, ({ from }) => from),
    windowTo: Float64Array.from(flat, ({ to }) => to), duration, durationBy, releasedAt, loads, load, extra, dropCost, ...columns, frozen, isFrozen, type, types,
    durationPrice: weights.duration ?? 0, waitingPrice: weights.waiting ?? 0, isTimed,
    isPlain: types <= 1 && !extra && !durationBy && !releasedAt && !isSeveral && loads <= 1 && !isTimed && isUnlimited && frozen.every((part) => part === null),
  };
}

/** Places × places to nodes × nodes: one row per task, so that a scan reads one row from left to right. Nowhere (null) is no way from anywhere. */
function spread(placeOf: (number | null)[], places: number, time: Float64Array, distance: Float64Array, perDistance: number, perTime: number) {
  const count = placeOf.length;
  const at = Int32Array.from(placeOf, (place) => place ?? -1);
  const ways = new Float64Array(count * count);
  const isOne = time === distance && perDistance + perTime === 1;
  const leg = isOne ? ways : new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    const from = at[a]! * places;
    if (from < 0) continue;
    const row = a * count;
    for (let b = 0; b < count; b++) if (at[b]! >= 0) ways[row + b] = time[from + at[b]!]!;
    if (isOne) continue;
    for (let b = 0; b < count; b++) if (at[b]! >= 0) leg[row + b] = perDistance * distance[from + at[b]!]! + perTime * time[from + at[b]!]!;
  }
  const turn = (matrix: Float64Array): Float64Array => {
    const turned = new Float64Array(count * count);
    for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) turned[b * count + a] = matrix[a * count + b]!;
    return turned;
  };
  if (isSymmetric(time, places) && (time === distance || isSymmetric(distance, places))) return { time: ways, leg, timeInto: ways, legInto: leg };
  const timeInto = turn(ways);
  return { time: ways, leg, timeInto, legInto: isOne ? timeInto : turn(leg) };
}

/** The same both ways? Asked of the places: there are fewer of them than nodes. */
function isSymmetric(matrix: Float64Array, places: number): boolean {
  for (let a = 0; a < places; a++) for (let b = 0; b < a; b++) if (matrix[a * places + b] !== matrix[b * places + a]) return false;
  return true;
}

function readExtra(problem: Problem, pinned: Map<string, string>): Float64Array | null {
  const { tasks, workers } = problem;
  const isAsked = pinned.size > 0 || tasks.some((task) => task.needs?.length || task.papers?.length || task.blocked?.length || task.costBy || task.preferred?.length)
    || (problem.before !== undefined && ((problem.weights.moved ?? 0) !== 0 || problem.hard?.includes('moved') === true));
  if (!isAsked) return null;
  const extra = new Float64Array(tasks.length * workers.length);
  tasks.forEach((task, at) => {
    const only = pinned.get(task.id);
    workers.forEach((worker, by) => (extra[at * workers.length + by] = pairCost(problem, task, worker, only)));
  });
  return extra;
}

type WorkerColumns = Pick<Columns, 'startNode' | 'endNode' | 'mode' | 'readyAt' | 'backBy' | 'leaveBy' | 'fixed' | 'maxTasks' | 'maxWork' | 'maxTravel' | 'isBegun' | 'capacity' | 'usedLoad'>;

/** Workers whose every number agrees get one type: only the first idle one of a type need be tried. A worker with a frozen part is alone. */
function readTypes(w: number, of: WorkerColumns, loads: number, n: number, extra: Float64Array | null, durationBy: Float64Array | null) {
  const seen = new Map<string, number[]>();
  const type = new Int32Array(w);
  let types = 0;
  for (let by = 0; by < w; by++) {
    const key = [of.startNode, of.endNode, of.mode, of.readyAt, of.backBy, of.leaveBy, of.fixed, of.maxTasks, of.maxWork, of.maxTravel]
      .map((values) => values[by]).join() + of.capacity.slice(by * loads, (by + 1) * loads).join() + (of.isBegun[by] ? `begun${by}` : '');
    const firsts = seen.get(key) ?? [];
    const twin = firsts.find((other) => {
      for (let task = 0; task < n; task++) {
        if (extra && extra[task * w + by] !== extra[task * w + other]) return false;
        if (durationBy && durationBy[task * w + by] !== durationBy[task * w + other]) return false;
      }
      return true;
    });
    if (twin === undefined) {
      type[by] = types++;
      seen.set(key, [...firsts, by]);
    } else type[by] = type[twin]!;
  }
  return { type, types };
}
