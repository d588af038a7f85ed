/**
 * What really happens, hidden from the policies: how long things take, who says yes, who falls ill, which household changes its mind.
 * All by draws keyed to what they are about, so every policy meets the same town.
 */
import { draw, drawAround, drawFactor, drawNormal } from './draws.ts';
import type { Order } from './demand.ts';
import { DAY, HOUR, SERVICES, SICK_SHARE, distanceMeters } from './town.ts';
import type { Mode, Place, WorkerProfile } from './town.ts';

/** Metres per second in the street; the planner's e-bike is as fast, but its detour (1.35 for 1.3) and door time (240 s) are other than the town's. */
const SPEED: Record<Mode, number> = { ebike: 5, car: 7.5 };
const DETOUR = 1.3;
/** How much longer a way takes at each hour than by the speed above. */
export const HOUR_FACTOR: readonly number[] = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 1.15, 1.25, 1.15, 1, 1, 1.05, 1, 1, 1, 1.05, 1.2, 1.25, 1.1, 1, 0.95, 0.9, 0.9];
const WAY_SIGMA = 0.18;

/** Seconds of the way to an order's door, begun at `now`. Door time (5 to 8 minutes), street time by the hour, the luck of this trip. */
export function trueWay(seed: number, order: Order, from: Place, mode: Mode, now: number): number {
  const hour = Math.floor((((now % DAY) + DAY) % DAY) / HOUR);
  return Math.round(doorSeconds(seed, order) + distanceMeters(from, order.at) * DETOUR / SPEED[mode] * HOUR_FACTOR[hour]! * drawFactor(WAY_SIGMA, seed, order.id, 'way'));
}
const doorSeconds = (seed: number, { household }: Order): number => 300 + 180 * draw(seed, household, 'door');

/** Realised seconds of service: planned × log-normal of the service. */
export function trueDuration(seed: number, order: Order): number {
  const service = SERVICES.find(({ id }) => id === order.service)!;
  return Math.round(order.plannedSeconds * Math.min(2.5, drawFactor(service.sigma, seed, order.id, 'duration')));
}

/** A household's own doing. `cancelAt` and `reschedule.at` lie between placing and the window. */
export type Fate = { cancelAt: number | null; reschedule: { at: number; window: Order['window'] } | null; isNoShow: boolean; /** Unconfirmed until then, the household goes elsewhere. */ patienceUntil: number };

const PATIENCE: Record<Order['lead'], number> = { urgent: 0.5 * HOUR, sameDay: 2 * HOUR, nextDay: 6 * HOUR, thisWeek: 24 * HOUR };
export const CANCEL_SHARE = 0.05;
export const RESCHEDULE_SHARE = 0.03;
export const NO_SHOW_SHARE = 0.015;

export function fateOf(seed: number, order: Order): Fate {
  const kind = draw(seed, order.id, 'fate');
  const span = order.window.from - order.placedAt;
  const moment = Math.round(order.placedAt + span * draw(seed, order.id, 'fateMoment'));
  const fate: Fate = { cancelAt: null, reschedule: null, isNoShow: false, patienceUntil: order.placedAt + PATIENCE[order.lead] };
  if (kind < CANCEL_SHARE) fate.cancelAt = moment;
  else if (kind < CANCEL_SHARE + RESCHEDULE_SHARE && span > 4 * HOUR) {
    // Told at least three hours before; to another hour of the same day, not before two hours from then.
    const at = Math.min(moment, order.window.from - 3 * HOUR);
    const shift = (draw(seed, order.id, 'shift') < 0.5 ? -1 : 1) * (1 + Math.floor(3 * draw(seed, order.id, 'shiftHours'))) * HOUR;
    const base = order.day * DAY;
    const from = Math.max(base + 8.5 * HOUR, at + 2 * HOUR, Math.min(order.window.from + shift, base + 20 * HOUR - order.plannedSeconds));
    fate.reschedule = { at, window: { from, to: from + (order.window.to - order.window.from) } };
  } else if (kind > 1 - NO_SHOW_SHARE) fate.isNoShow = true;
  return fate;
}

/** Reported at half past six in the morning. */
export const SICK_CALL = 6.5 * HOUR;
export const isSick = (seed: number, worker: WorkerProfile, day: number): boolean => draw(seed, worker.id, day, 'sick') < SICK_SHARE;

/** What a worker looks at before saying yes. Minutes; `isHall`: found in the grab hall, so looked for. */
export type Terms = { wayMinutes: number; waitMinutes: number; overrunMinutes: number; isFavourite: boolean };
export const ACCEPT = { base: 3.2, spread: 0.5, perWayMinute: 0.07, perWaitMinute: 0.004, perHundredYuan: 0.5, perOverrunMinute: 0.05, favourite: 1, newcomer: 0.3 };

/** P(accept), the same for all policies: a sigmoid of way, waiting, pay, overrun past the shift, the worker's own nature. */
export function willing(seed: number, order: Order, worker: WorkerProfile, terms: Terms): number {
  const { wayMinutes, waitMinutes, overrunMinutes, isFavourite } = terms;
  const pay = order.priceFen / order.people / (order.plannedSeconds / HOUR) / 10_000;
  const logit = ACCEPT.base + ACCEPT.spread * drawNormal(seed, worker.id, 'nature') - ACCEPT.perWayMinute * wayMinutes - ACCEPT.perWaitMinute * waitMinutes
    + ACCEPT.perHundredYuan * (pay - 0.8) - ACCEPT.perOverrunMinute * overrunMinutes + (isFavourite ? ACCEPT.favourite : 0) + (worker.isNewcomer ? ACCEPT.newcomer : 0);
  return 1 / (1 + Math.exp(-logit));
}

/** One mood for each order and worker: asked again on the same terms, the worker says the same again. */
export const mood = (seed: number, order: Order, worker: WorkerProfile): number => draw(seed, order.id, worker.id, 'mood');

export const TIME_OUT = 90;
/** Seconds until an answer to an offer; beyond TIME_OUT there is none. A worker at work looks at the phone later. */
export const responseSeconds = (seed: number, order: Order, worker: WorkerProfile, isBusy: boolean): number => drawAround(isBusy ? 35 : 18, 0.7, seed, order.id, worker.id, 'response');
/** Seconds until a worker sees an order in the grab hall and takes it. */
export const grabSeconds = (seed: number, order: Order, worker: WorkerProfile, round: number): number => drawAround(150, 1.1, seed, order.id, worker.id, round, 'grab');
