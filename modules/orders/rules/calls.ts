import type { No, Part } from '../rules.ts';
import { statusLabelOf } from '../rules.ts';
import { isInWorkersWindow, workersWindowFrom } from './masks.ts';
import { HOUR_MS, addMilliseconds, type OrderFacts } from './order.ts';
import { sayInstant } from './words.ts';

/** A masked number works until so long after the finish, or after the agreed end of a visit that never began. */
const CALLS_END_AFTER_HOURS = 2;
const accepted = ['accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled'];
const atWork = ['onTheWay', 'checklistConfirmed', 'inService'];

type Called = Pick<OrderFacts, 'status' | 'startsAt' | 'endsAt' | 'finishedAt' | 'arrivedAt'>;

/** When the masked number of an order stops working. While the worker is out for it the end moves on with the clock. */
export const callsEndAt = (order: Called, now: Date): Date => {
  const margin = CALLS_END_AFTER_HOURS * HOUR_MS;
  if (order.finishedAt) return addMilliseconds(order.finishedAt, margin);
  const agreedEnd = order.endsAt ?? now;
  return addMilliseconds(atWork.includes(order.status) && now > agreedEnd ? now : agreedEnd, margin);
};

/**
 * Whether worker and household may ring each other about an order through a masked number. Both may once the worker has accepted:
 * the household from then on, the worker from the hour in which she may know the door; both until two hours after the finish.
 * Refuses `access.forbidden` to everyone else, `orders.wrong_state` before anyone accepted, `orders.call_too_early`, `orders.call_over`.
 */
export const refuseCall = (order: Called, parts: readonly Part[], now: Date): No | null => {
  const isHousehold = parts.includes('household');
  if (!isHousehold && !parts.includes('worker')) return { code: 'access.forbidden', params: { needZh: '只有下单家庭和接单的家政员可以互相通话', needEn: 'only the household and its worker ring each other' } };
  if (order.status === 'cancelled' || order.status === 'noShow') return { code: 'orders.call_over', params: {} };
  if (!accepted.includes(order.status)) {
    const label = statusLabelOf(order);
    return { code: 'orders.wrong_state', params: { statusZh: label.zh, statusEn: label.en, verbZh: '通话', verbEn: 'rung about' } };
  }
  if (now >= callsEndAt(order, now)) return { code: 'orders.call_over', params: {} };
  if (isHousehold || isInWorkersWindow(order, now) || order.finishedAt || !order.startsAt) return null;
  return { code: 'orders.call_too_early', params: { earliest: sayInstant(workersWindowFrom(order.startsAt)) } };
};
