/** A state written down as a plan: routes with times, what is left out, and the cost by its parts. */
import type { CostPart, Plan, Route, Stop } from '../problem.ts';
import { BROKEN, COME, COUNT, LEAVE, SERVICE, T_BAD, T_IDLE, T_OVER, TOUR, TRAVEL, W_BAD, type State } from './state.ts';
import { lateAt, restBefore, travelTo, freeAt } from './timing.ts';

type Parts = Partial<Record<CostPart, number>>;

/** The plan of a settled state. Its cost is computed from the parts, not from the sums the search kept. */
export function writePlan(state: State): Plan {
  const { c } = state;
  const { problem } = c;
  const parts: Parts = {};
  const add = (part: CostPart, amount: number): void => void (parts[part] = (parts[part] ?? 0) + amount);
  const most = (part: CostPart, amount: number): void => void (parts[part] = Math.max(parts[part] ?? 0, amount));
  const faults: string[] = [];
  const routes: Route[] = [];
  const work: number[] = [];
  problem.workers.forEach((worker, index) => {
    const tours = Array.from(c.workerTours.subarray(c.workerAt[index], c.workerAt[index + 1]));
    const field = (tour: number, part: number): number => state.field[tour * TOUR + part]!;
    const total = (part: number): number => tours.reduce((sum, tour) => sum + field(tour, part), 0);
    // Free time after the last task counts for no one here (evaluate.ts), while the search, like the UHHC family, counts waiting for a last break.
    most('worstIdle', tours.reduce((sum, tour) => sum + field(tour, T_IDLE) - lastWait(state, tour), 0));
    most('worstOvertime', total(T_OVER));
    const used = tours.filter((tour) => field(tour, COUNT) > 0).toSorted((a, b) => field(a, LEAVE) - field(b, LEAVE));
    if (used.length === 0) { if (!state.isMissedHard) add('missedBreak', tours.reduce((sum, tour) => sum + c.breakAt[tour + 1]! - c.breakAt[tour]!, 0)); return; }
    add('workers', 1);
    add('fixed', worker.fixedCost ?? 0);
    add('overtime', total(T_OVER));
    work.push(total(TRAVEL) + total(SERVICE));
    const route: Route = { workerId: worker.id, leaveAt: field(used[0]!, LEAVE), comeAt: field(used.at(-1)!, COME), stops: [], distance: 0, travelTime: total(TRAVEL) };
    used.forEach((tour, at) => {
      if (at > 0) route.stops.push({ kind: 'home', arriveAt: field(used[at - 1]!, COME), leaveAt: field(tour, LEAVE) });
      add('duration', field(tour, COME) - field(tour, LEAVE));
      writeTour(state, tour, route, add, most);
    });
    add('distance', route.distance);
    add('travelTime', route.travelTime);
    routes.push(route);
  });
  if (work.length > 0) add('workRange', Math.max(...work) - Math.min(...work));
  const unassigned = problem.tasks.filter((_, task) => state.tour[task]! < 0).map(({ id, visitId }) => ({ taskId: id, visitId }));
  const visits = new Map(problem.tasks.map((task) => [task.visitId, task]).toReversed() as [string, (typeof problem.tasks)[number]][]);
  for (const visitId of new Set(unassigned.map((one) => one.visitId))) {
    const price = visits.get(visitId)!.dropCost ?? Infinity;
    add('dropped', 1);
    if (price < Infinity) add('dropCost', price);
    else faults.push(`${visitId} 没有排上 / ${visitId} is in no route`);
  }
  let cost = 0;
  for (const [part, amount] of Object.entries(parts) as [CostPart, number][]) {
    cost += amount === 0 ? 0 : amount * (part === 'fixed' || part === 'byWorker' || part === 'dropCost' ? 1 : problem.weights[part] ?? 0);
  }
  for (const part of problem.hard ?? []) if ((parts[part] ?? 0) > 1e-6) faults.push(`${part} 必须为 0 / ${part} must be 0`);
  for (const { workerId } of routes) {
    const index = c.workerIndex.get(workerId)!;
    const isBroken = Array.from(c.workerTours.subarray(c.workerAt[index], c.workerAt[index + 1])).some((tour) => isTourBroken(state, tour));
    if (isBroken) faults.push(`${workerId} 的路线违反硬性规则 / the route of ${workerId} breaks a hard rule`);
  }
  return { routes, unassigned, cost, parts, isFeasible: faults.length === 0, faults };
}

/** Free time between the last task of a tour and a break after it. */
function lastWait(state: State, tour: number): number {
  const head = state.n + tour, last = state.prev[head]!;
  const rest = last < state.n && state.rest[last]! >= 0 ? restBefore(state, head) : null;
  return rest ? rest.from - freeAt(state, last) : 0;
}

/** Whether anything of a tour breaks a hard rule, its worker's limits included. */
function isTourBroken(state: State, tour: number): boolean {
  const at = tour * TOUR;
  if (state.field[at + T_BAD]! > 0 || state.field[at + W_BAD]! > 0) return true;
  for (let task = state.next[state.n + tour]!; task < state.n; task = state.next[task]!) if ((state.bad[task]! & BROKEN) !== 0) return true;
  return false;
}

function writeTour(state: State, tour: number, route: Route, add: (part: CostPart, amount: number) => void, most: (part: CostPart, amount: number) => void): void {
  const { c, n } = state;
  const { problem } = c;
  const worker = c.tourWorker[tour]!, head = n + tour;
  const before = problem.before ?? {};
  let waiting = 0;
  const writeRest = (node: number): void => {
    const rest = restBefore(state, node);
    if (rest) {
      route.stops.push({ kind: 'break', startAt: rest.from, endAt: rest.to });
      // After a break at the first household, before anything was done.
      if (state.prev[node]! >= n && node < n && c.isEarlyBird[tour] === 0) waiting += state.start[node]! - rest.to;
    } else if (state.rest[state.prev[node]!]! >= 0 && !state.isMissedHard) add('missedBreak', 1);
  };
  let placed = 0;
  for (let node = state.next[head]!; ; node = state.next[node]!) {
    const from = state.prev[node]!;
    if (state.rest[from]! >= 0) placed++;
    writeRest(node);
    const arc = state.modeAt[tour]! + state.leavePlace[from]! * c.places + state.arrivePlace[node]!;
    route.distance += c.distance[arc]!;
    if (node === head) break;
    const task = problem.tasks[node]!, startAt = state.start[node]!;
    const duration = c.durationBy[node * c.workers + worker]!;
    const lateness = task.isDueSoft ? lateAt(state, node, worker, startAt) : 0;
    const stop: Stop = { kind: 'task', taskId: task.id, arriveAt: Math.min(startAt, freeAt(state, from) + travelTo(state, from, node)), startAt, endAt: startAt + duration, lateness };
    route.stops.push(from >= n && c.isEarlyBird[tour] === 0 && state.rest[from]! < 0 ? { ...stop, arriveAt: startAt } : stop);
    waiting += state.wait[node]!;
    if (task.isDueSoft) { add('lateness', lateness); most('worstLateness', lateness); }
    if (task.preferred?.length && !task.preferred.includes(route.workerId)) add('unpreferred', 1);
    add('byWorker', task.costBy?.[route.workerId] ?? 0);
    if (Object.hasOwn(before, task.id) && before[task.id] !== route.workerId) add('moved', 1);
  }
  if (!state.isMissedHard) add('missedBreak', c.breakAt[tour + 1]! - c.breakAt[tour]! - placed);
  add('waiting', waiting);
}
