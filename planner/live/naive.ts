/** The slow and simple way for the property tests: orders of tasks timed by repeated walks, and everything tried. Shares no code with the live day. */
import { evaluatePlan } from '../evaluate.ts';
import type { Plan, Problem, Route } from '../problem.ts';

/** Worker id → task ids in order. One shift a worker, no breaks. */
export type Orders = Map<string, string[]>;

/** Every start as early as the ways, windows, releases and links allow; links are met by walking again until nothing moves. Null: they never settle. */
export function naivePlan(problem: Problem, orders: Orders): Plan | null {
  const tasks = new Map(problem.tasks.map((task) => [task.id, task]));
  const bound = new Map<string, number>();
  for (let round = 0; round < 60; round++) {
    const starts = new Map<string, number>();
    const routes: Route[] = [];
    for (const worker of problem.workers) {
      const order = orders.get(worker.id) ?? [];
      if (order.length === 0) continue;
      const { time } = problem.travel[worker.mode ?? 0]!;
      const way = (from: number | null, to: number | null): number => (from === null || to === null ? 0 : time[from * problem.places + to]!);
      let now = worker.shifts[0]!.from;
      let place = worker.start;
      const route: Route = { workerId: worker.id, leaveAt: now, comeAt: 0, stops: [], distance: 0, travelTime: 0 };
      order.forEach((id, index) => {
        const task = tasks.get(id)!;
        const duration = task.durationBy?.[worker.id] ?? task.duration;
        const arriveAt = now + way(place, task.place);
        let startAt = Math.max(arriveAt, task.releasedAt ?? -Infinity, bound.get(id) ?? -Infinity, task.windows[0]!.from);
        if (!task.isDueSoft) {
          const end = problem.isWindowMetAtEnd ? duration : 0;
          const open = task.windows.find(({ to }) => Math.max(startAt, -Infinity) + end <= to + 1e-9);
          // No window left: an impossible start, which the evaluator refuses.
          startAt = open ? Math.max(startAt, open.from) : startAt;
        }
        if (index === 0 && worker.leaves !== 'shiftStart') route.leaveAt = startAt - way(place, task.place);
        route.stops.push({ kind: 'task', taskId: id, arriveAt, startAt, endAt: startAt + duration, lateness: 0 });
        starts.set(id, startAt);
        now = startAt + duration;
        place = task.place;
      });
      route.comeAt = now + way(place, worker.end);
      routes.push(route);
    }
    let isStill = true;
    for (const { before, after, minGap, maxGap } of problem.links ?? []) {
      const [first, second] = [starts.get(before), starts.get(after)];
      if (first === undefined || second === undefined) continue;
      if (second < first + minGap - 1e-9) { bound.set(after, first + minGap); isStill = false; }
      if (first < second - maxGap - 1e-9) { bound.set(before, second - maxGap); isStill = false; }
    }
    if (!isStill) continue;
    const placed = new Set(starts.keys());
    return { routes, unassigned: problem.tasks.filter(({ id }) => !placed.has(id)).map(({ id, visitId }) => ({ taskId: id, visitId })), cost: 0, parts: {}, isFeasible: true, faults: [] };
  }
  return null;
}

/** Cost of an order, null when something hard is broken (visits left out without a price aside, if `mayDrop`). */
export function naiveCost(problem: Problem, orders: Orders, mayDrop = false): number | null {
  const plan = naivePlan(problem, orders);
  if (!plan) return null;
  const { cost, faults } = evaluatePlan(problem, plan);
  return faults.some(({ rule }) => !(mayDrop && (rule === 'mustServe' || rule === 'wholeVisit'))) ? null : cost;
}

/** The cheapest feasible plan of a tiny problem: every set of tasks, every worker, every order. */
export function bestByEnumeration(problem: Problem): { cost: number; plan: Plan | null } {
  let best = { cost: Infinity, plan: null as Plan | null };
  const place = (index: number, orders: Orders): void => {
    if (index === problem.tasks.length) {
      const cost = naiveCost(problem, orders);
      if (cost !== null && cost < best.cost - 1e-9) best = { cost, plan: naivePlan(problem, orders) };
      return;
    }
    place(index + 1, orders);
    for (const { id } of problem.workers) {
      const order = orders.get(id) ?? [];
      for (let at = 0; at <= order.length; at++) place(index + 1, new Map(orders).set(id, order.toSpliced(at, 0, problem.tasks[index]!.id)));
    }
  };
  place(0, new Map());
  return best;
}
