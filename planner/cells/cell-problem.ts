/** One cell of a city as a problem of its own: its workers and tasks, its places counted anew, what stands outside taken as given. */
import type { Link, Plan, Problem, Route, TaskInput, Window } from '../problem.ts';
import type { Ways } from '../live/ways.ts';

export type Cell = { workers: number[]; tasks: number[] };
/** A problem without matrices and the ways to make them from; both can be handed to another thread. */
export type CellProblem = { problem: Problem; ways: Ways; begin: Plan | null };
/** What every cell asks about the city again and again. */
export type City = {
  problem: Problem; ways: Ways;
  taskAt: Map<string, number>;
  /** Links by task (index), and who must have a task: pinned or already begun there. */
  linksOf: Link[][]; boundTo: Map<string, string>;
  /** All tasks of the task's visit. */
  matesOf: number[][];
  /** Tasks that have started. */
  begun: ReadonlySet<string>;
};

/** Indices over the city, made once. */
export function openCity(problem: Problem, ways: Ways): City {
  const taskAt = new Map(problem.tasks.map(({ id }, at) => [id, at]));
  const linksOf: Link[][] = problem.tasks.map(() => []);
  for (const link of problem.links ?? []) {
    linksOf[taskAt.get(link.before)!]!.push(link);
    linksOf[taskAt.get(link.after)!]!.push(link);
  }
  const boundTo = new Map((problem.pins ?? []).map(({ taskId, workerId }) => [taskId, workerId]));
  const begun = new Set<string>();
  for (const { workerId, done } of problem.frozen ?? []) for (const { taskId } of done) { boundTo.set(taskId, workerId); begun.add(taskId); }
  const byVisit = new Map<string, number[]>();
  problem.tasks.forEach(({ visitId }, at) => byVisit.set(visitId, [...byVisit.get(visitId) ?? [], at]));
  return { problem, ways, taskAt, linksOf, boundTo, begun, matesOf: problem.tasks.map(({ visitId }) => byVisit.get(visitId)!) };
}

/**
 * The cell's own problem. A task with a partner outside keeps its worker and its start while the partner's cell is planned elsewhere; one that
 * is unassigned may only start where the link to the partner's start allows. `standing` is the city's plan so far (null: none yet).
 */
export function cellProblem(city: City, standing: StandingPlan | null, cell: Cell): CellProblem {
  const { problem, taskAt, linksOf, matesOf, boundTo } = city;
  const workerIds = new Set(cell.workers.map((at) => problem.workers[at]!.id));
  const inside = new Set(cell.tasks);
  const placeOf = new Map<number, number>();
  const local = (place: number): number => {
    const at = placeOf.get(place) ?? placeOf.size;
    placeOf.set(place, at);
    return at;
  };
  const routes = standing === null ? [] : standing.routes.filter(({ workerId }) => workerIds.has(workerId));
  const workers = cell.workers.map((at) => {
    const worker = problem.workers[at]!;
    return { ...worker, start: worker.start === null ? null : local(worker.start), end: worker.end === null ? null : local(worker.end) };
  });
  const pins: { taskId: string; workerId: string }[] = [];
  const tasks = cell.tasks.map((at) => {
    const task = problem.tasks[at]!;
    const bound = boundTo.get(task.id);
    const isBegun = city.begun.has(task.id);
    const outside = linksOf[at]!.filter(({ before, after }) => !inside.has(taskAt.get(before === task.id ? after : before)!));
    const own = standing?.placeOf.get(task.id);
    let windows = task.windows;
    let pin = isBegun ? undefined : bound;
    if (outside.length > 0 && own && !isBegun) {
      const met = problem.isWindowMetAtEnd ? own.endAt : own.startAt;
      windows = [{ from: met, to: met }];
      pin = own.workerId;
    } else if (outside.length > 0 && !isBegun) windows = leftBy(problem, task, outside, (id) => standing?.placeOf.get(id)?.startAt);
    if (pin !== undefined) pins.push({ taskId: task.id, workerId: pin });
    const seen = only(task, workerIds, windows, local(task.place), problem.hard?.includes('unpreferred') ?? false);
    // What holds still for a partner elsewhere may be neither late nor left out; nor may anybody of a visit whose others are elsewhere.
    if (windows !== task.windows) return { ...seen, isDueSoft: false, ...(own ? { dropCost: Infinity } : {}) };
    return own && matesOf[at]!.some((mate) => !inside.has(mate)) ? { ...seen, dropCost: Infinity } : seen;
  });
  const ids = new Set(tasks.map(({ id }) => id));
  const visits = new Set(tasks.map(({ visitId }) => visitId));
  const { travel: _, places: _places, links, frozen, before, apart, ...rest } = problem;
  const sub: Problem = {
    ...rest, places: placeOf.size, travel: [], workers, tasks, pins,
    links: (links ?? []).filter((link) => ids.has(link.before) && ids.has(link.after)),
    apart: (apart ?? []).filter(([a, b]) => visits.has(a) && visits.has(b)),
    before: Object.fromEntries(Object.entries(before ?? {}).filter(([taskId, workerId]) => ids.has(taskId) && workerIds.has(workerId))),
    frozen: (frozen ?? []).filter(({ workerId }) => workerIds.has(workerId)).map((one) => ({ ...one, ...(one.freePlace === undefined ? {} : { freePlace: local(one.freePlace) }) })),
  };
  const ways = waysOf(city.ways, placeOf, usedModes(workers));
  const begin = routes.length === 0 ? null : { routes, unassigned: [], cost: 0, parts: {}, isFeasible: true, faults: [] };
  return { problem: { ...sub, places: placeOf.size }, ways, begin };
}

/** The city's plan with who has each task and when, made once for all cells of a round. */
export type StandingPlan = { routes: Route[]; placeOf: ReadonlyMap<string, { workerId: string; startAt: number; endAt: number }> };
export const standingIn = ({ routes }: Pick<Plan, 'routes'>): StandingPlan => ({
  routes, placeOf: new Map(routes.flatMap(({ workerId, stops }) => stops.flatMap((stop) => (stop.kind === 'task' ? [[stop.taskId, { workerId, startAt: stop.startAt, endAt: stop.endAt }] as const] : [])))),
});

/** The parts of a task's windows that links to tasks elsewhere leave over; nothing is left if they contradict each other. */
function leftBy({ isWindowMetAtEnd }: Problem, task: TaskInput, links: readonly Link[], startOf: (taskId: string) => number | undefined): Window[] {
  let [from, to] = [-Infinity, Infinity];
  for (const { before, after, minGap, maxGap } of links) {
    const other = startOf(before === task.id ? after : before);
    if (other === undefined) continue;
    from = Math.max(from, before === task.id ? other - maxGap : other + minGap);
    to = Math.min(to, before === task.id ? other - minGap : other + maxGap);
  }
  const shift = isWindowMetAtEnd ? task.duration : 0;
  // A soft due does not forbid what comes after it, the partner does: the due is given up here, the whole plan's lateness is counted in the end.
  if (task.isDueSoft) {
    const whole = { from: Math.max(task.windows[0]!.from, from + shift), to: to + shift };
    return [whole.to >= whole.from ? whole : NEVER];
  }
  const left = task.windows.map((window) => ({ from: Math.max(window.from, from + shift), to: Math.min(window.to, to + shift) })).filter((window) => window.to >= window.from);
  return left.length > 0 ? left : [NEVER];
}

/** No window at all is no problem one may ask about: a moment before all time is one that nobody reaches. */
const NEVER: Window = { from: -Number.MAX_SAFE_INTEGER, to: -Number.MAX_SAFE_INTEGER };

/** The task as this cell sees it: people from elsewhere are nobody here. */
function only(task: TaskInput, workerIds: ReadonlySet<string>, windows: Window[], place: number, isWishHard: boolean): TaskInput {
  const seen: TaskInput = { ...task, windows, place };
  const here = <T>(by: Record<string, T> | undefined): Record<string, T> => Object.fromEntries(Object.entries(by ?? {}).filter(([id]) => workerIds.has(id)));
  if (task.costBy) seen.costBy = here(task.costBy);
  if (task.durationBy) seen.durationBy = here(task.durationBy);
  if (task.blocked) seen.blocked = task.blocked.filter((id) => workerIds.has(id));
  if (task.preferred) {
    seen.preferred = task.preferred.filter((id) => workerIds.has(id));
    // Nobody wished for is here: a wish that must be met keeps all others out, one that need not costs the same with anybody.
    if (task.preferred.length > 0 && seen.preferred.length === 0 && isWishHard) seen.blocked = [...workerIds];
  }
  return seen;
}

const usedModes = (workers: readonly { mode?: number }[]): Set<number> => new Set(workers.map(({ mode }) => mode ?? 0));

/** The ways among these places alone (city place → own place). */
function waysOf(ways: Ways, placeOf: ReadonlyMap<number, number>, modes: ReadonlySet<number>): Ways {
  const places = placeOf.size;
  if (ways.isPlane) {
    const [x, y] = [new Float64Array(places), new Float64Array(places)];
    for (const [from, to] of placeOf) { x[to] = ways.x[from]!; y[to] = ways.y[from]!; }
    return { ...ways, places, x, y };
  }
  const part = (whole: Float64Array, mode: number): Float64Array => {
    if (!modes.has(mode)) return new Float64Array(0);
    const own = new Float64Array(places * places);
    for (const [a, i] of placeOf) for (const [b, j] of placeOf) own[i * places + j] = whole[a * ways.places + b]!;
    return own;
  };
  return { ...ways, places, times: ways.times.map(part), distances: ways.distances.map((whole, mode) => (whole === ways.times[mode] ? new Float64Array(0) : part(whole, mode))) };
}
