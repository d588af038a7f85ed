/**
 * The day as it could have been: every order, every length, every way and who would say yes known beforehand, planned by `solve`, then lived through in
 * the same town as everybody else's. An estimate of the bound, not the bound: at city size the plan is the best found, ways are taken at the hour of
 * the window. Two variants: clairvoyant (workers set out before an order is placed) and release-respecting (nobody sets out before; fair to policies
 * that cannot see ahead).
 */
import { evaluatePlan } from '../../../planner/evaluate.ts';
import { improve } from '../../../planner/live/mend.ts';
import { openDay, planOf } from '../../../planner/live/day.ts';
import type { Link, Plan, Problem, TaskInput } from '../../../planner/problem.ts';
import { solve } from '../../../planner/solve.ts';
import type { Order } from '../demand.ts';
import type { Desk, Foresight, Policy, PolicyEvent } from '../policy.ts';
import { DAY, distanceMeters, isOnDuty } from '../town.ts';
import type { WorkerProfile } from '../town.ts';

export type HindsightSettings = { isClairvoyant: boolean; /** Rounds of the day's live search, and iterations of `solve` begun from its plan. */ rounds: number; iterations: number };

/** An order left out costs this much way; far more than any order is worth in ways, so that served orders come first. */
const LEFT_OUT = 20_000;
/** Seconds a trip takes at least beyond its placing, in the release-respecting plan: nobody is there at once. */
const AT_LEAST = 900;

export function dayProblem(number: number, truth: Foresight, workers: readonly WorkerProfile[], isClairvoyant: boolean): { problem: Problem; orders: Order[] } {
  const present = workers.filter((worker) => isOnDuty(worker, number) && !truth.isSick(worker, number));
  const orders: Order[] = [];
  for (const order of truth.orders) {
    const fate = truth.fate(order);
    if (order.day !== number || fate.cancelAt !== null || fate.isNoShow) continue;
    orders.push(fate.reschedule ? { ...order, window: fate.reschedule.window } : order);
  }
  const places = present.length + orders.length;
  const pointOf = (place: number): { x: number; y: number } => (place < present.length ? present[place]!.home : orders[place - present.length]!.at);
  const modes = ['ebike', 'car'] as const;
  const travel = modes.map((mode) => {
    const time = new Float64Array(places * places);
    const like = { mode } as WorkerProfile;
    for (let to = present.length; to < places; to++) {
      const order = orders[to - present.length]!;
      // The hour of the window's middle stands for the hour of the trip.
      const at = (order.window.from + order.window.to) / 2 - 900;
      for (let from = 0; from < places; from++) if (from !== to) time[from * places + to] = truth.way(order, pointOf(from), like, at);
    }
    return { time, distance: time };
  });
  const links: Link[] = [];
  const tasks = orders.flatMap((order, index): TaskInput[] => {
    const blocked = present.filter((worker) => distanceMeters(worker.home, order.at) > worker.radiusMeters || !truth.accepts(order, worker)).map(({ id }) => id);
    const from = isClairvoyant ? order.window.from : Math.max(order.window.from, order.placedAt + AT_LEAST);
    if (order.people === 2) links.push({ before: `${order.id}/0`, after: `${order.id}/1`, minGap: 0, maxGap: 0 });
    return Array.from({ length: order.people }, (_, part) => ({
      id: `${order.id}/${part}`, visitId: order.id, place: present.length + index, duration: truth.duration(order), windows: [{ from, to: Math.max(from, order.window.to) }],
      needs: [{ skill: order.skill, level: order.level }], blocked, dropCost: LEFT_OUT,
    }));
  });
  const known = new Set(present.flatMap(({ skills }) => Object.keys(skills)));
  const doable = tasks.filter(({ needs }) => needs!.every(({ skill }) => known.has(skill)));
  const problem: Problem = {
    places, travel, tasks: doable, links, weights: { travelTime: 1 },
    workers: present.map((worker, index) => ({
      id: worker.id, start: index, end: null, mode: modes.indexOf(worker.mode), skills: { ...worker.skills },
      shifts: [{ from: number * DAY + worker.shift.from, to: number * DAY + worker.shift.to }],
    })),
  };
  return { problem, orders };
}

/** The better of the live search's plan and what `solve` makes of it. */
export function planDay(problem: Problem, seed: number, { rounds, iterations }: Pick<HindsightSettings, 'rounds' | 'iterations'>): Plan {
  const { day } = openDay(problem, null);
  improve(day, { seed, iterations: rounds, isBold: true });
  const first = planOf(day);
  if (iterations === 0 || problem.tasks.length === 0) return first;
  const second = solve(problem, { seed, stop: { iterations }, begin: first });
  return second.isFeasible && evaluatePlan(problem, second).isFeasible && second.unassigned.length <= first.unassigned.length ? second : first;
}

export function hindsight(settings: HindsightSettings): Policy {
  const planned = new Map<string, { workerId: string; startAt: number }[]>();
  const confirm = (desk: Desk, orderId: string): void => {
    const people = planned.get(orderId);
    if (people?.length !== desk.order(orderId).people) { desk.note(orderId, 'noneFree'); return; }
    desk.ask(orderId, people);
    desk.assign(orderId, people);
  };
  return {
    name: settings.isClairvoyant ? 'clairvoyant' : 'hindsight',
    foresee(desk: Desk, truth: Foresight): void {
      for (let number = 0; number <= Math.max(-1, ...truth.orders.map(({ day }) => day)); number++) {
        const { problem, orders } = dayProblem(number, truth, desk.workers, settings.isClairvoyant);
        const byId = new Map(orders.map((order) => [order.id, order]));
        const { routes } = planDay(problem, desk.seed + number, settings);
        for (const { workerId, stops } of routes) {
          for (const stop of stops) {
            if (stop.kind !== 'task') continue;
            const order = byId.get(stop.taskId.slice(0, stop.taskId.lastIndexOf('/')))!;
            const people = planned.get(order.id) ?? [];
            planned.set(order.id, people);
            people.push({ workerId, startAt: stop.startAt });
          }
        }
      }
      // Before they are placed: so that workers may already be near.
      if (settings.isClairvoyant) for (const order of truth.orders) if (truth.fate(order).reschedule === null) confirm(desk, order.id);
    },
    tell(event: PolicyEvent, desk: Desk): void {
      if (event.kind === 'placed' || event.kind === 'open') confirm(desk, event.orderId);
    },
  };
}
