/** What any dispatcher can work out from the calendars on the wall: who is able, and when somebody could come. */
import type { Order } from '../demand.ts';
import type { Ask, Desk } from '../policy.ts';
import { DAY, distanceMeters, estimatedWay } from '../town.ts';
import type { WorkerProfile } from '../town.ts';

/** Skill, level, own radius, on duty: the hard rules that hold for every policy. */
export function isAble(desk: Desk, worker: WorkerProfile, order: Order): boolean {
  return (worker.skills[order.skill] ?? 0) >= order.level && distanceMeters(worker.home, order.at) <= worker.radiusMeters && desk.shift(worker.id, order.day) !== null;
}

export type Fit = { worker: WorkerProfile; startAt: number; wayMeters: number; waySeconds: number };

/** The earliest start ≥ `notBefore` in the worker's day that keeps all appointments with `gap` seconds to spare after each; null: none within the window. */
export function fitOf(desk: Desk, worker: WorkerProfile, order: Order, gap: number, notBefore = -Infinity): Fit | null {
  const shift = desk.shift(worker.id, order.day);
  if (shift === null) return null;
  const isToday = Math.floor(desk.now / DAY) === order.day;
  const entries = desk.calendar(worker.id, order.day);
  let from = desk.placeOf(worker.id, order.day);
  let free = Math.max(shift.from, isToday ? desk.now + 60 : -Infinity);
  for (let at = 0; at <= entries.length; at++) {
    const next = entries[at];
    if (!next?.isBound) {
      const way = estimatedWay(from, order.at, worker.mode);
      const startAt = Math.max(order.window.from, free + way, notBefore);
      if (startAt > order.window.to) return null;
      const endAt = startAt + order.plannedSeconds;
      const isFree = next ? endAt + gap + estimatedWay(order.at, desk.order(next.orderId).at, worker.mode) <= next.startAt : endAt <= shift.to;
      if (isFree && endAt <= shift.to) return { worker, startAt, wayMeters: distanceMeters(from, order.at), waySeconds: way };
    }
    if (!next) break;
    from = desk.order(next.orderId).at;
    free = Math.max(next.endAt, isToday ? desk.now + 300 : -Infinity) + gap;
  }
  return null;
}

/** All who are able and free, in the order of the list. */
export function fitsFor(desk: Desk, order: Order, gap: number): { fits: Fit[]; able: number } {
  const able = desk.workers.filter((worker) => isAble(desk, worker, order));
  return { fits: able.flatMap((worker) => fitOf(desk, worker, order, gap) ?? []), able: able.length };
}

/** A start that suits both: each waits for the other. */
export function fitTogether(desk: Desk, first: Fit, second: Fit, order: Order, gap: number): [Fit, Fit] | null {
  let [a, b]: [Fit | null, Fit | null] = [first, second];
  for (let round = 0; round < 8 && a && b; round++) {
    if (a.startAt === b.startAt) return [a, b];
    const to = Math.max(a.startAt, b.startAt);
    a = fitOf(desk, first.worker, order, gap, to);
    b = fitOf(desk, second.worker, order, gap, to);
  }
  return null;
}

export const askOf = ({ worker, startAt }: Fit): Ask => ({ workerId: worker.id, startAt });
export const peopleOf = (fits: readonly Fit[]): { workerId: string; startAt: number }[] => fits.map(({ worker, startAt }) => ({ workerId: worker.id, startAt }));
