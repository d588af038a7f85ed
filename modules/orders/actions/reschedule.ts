import type { Action } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { bindHold, bookTime, entryOfOrder, releaseTime, workerLockKey } from '../../workers/index.ts';
import { addMilliseconds, MINUTE_MS } from '../rules/order.ts';
import { refuseDearerSlot } from '../rules/place.ts';
import { sayStart } from '../rules/words.ts';
import { about, insist, move, openOrder } from './open.ts';
import { findHold, quoteHeld } from './place.ts';
import { viewOrder, type OrderView } from './view.ts';

/**
 * Moves a paid order to another held slot and back to `paid`: whoever had it is asked anew, also the same worker, because she
 * agreed to another hour. The payment stays, so a slot with more premium is refused (`orders.hold_mismatch`). The old time is
 * given back before the new one is bound: an order has one live place in the calendar, and that is a constraint.
 */
export const reschedule: Action<{ orderId: string; holdId: string }, OrderView> = async (ctx, { orderId, holdId }) => {
  const { order, part, terms } = await openOrder(ctx, orderId, 'reschedule');
  const hold = await findHold(ctx, holdId, { customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity });
  if (order.totalFen > 0) insist(refuseDearerSlot(order.quote, await quoteHeld(ctx, { itemId: order.itemId, quantity: order.quantity, ...hold })));
  // Both workers at once and in one order, so that two families swapping workers never wait for each other crosswise.
  const entry = await entryOfOrder(ctx, orderId);
  await lockFor(ctx.tx, workerLockKey(ctx, hold.workerId), ...(entry ? [workerLockKey(ctx, entry.workerId)] : []));
  await releaseTime(ctx, { orderId, reason: 'rescheduled' });
  const bound = await bindHold(ctx, {
    holdId, orderId, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, expiresAt: addMilliseconds(ctx.now, terms.policy.payMinutes * MINUTE_MS),
  });
  if (!(await bookTime(ctx, { orderId })).isBooked) refuse('orders.hold_expired');
  const [before, after] = [sayStart(order.startsAt!), sayStart(bound.startAt)];
  const moved = await move(ctx, order, 'reschedule', part, {
    patch: { startsAt: bound.startAt, endsAt: bound.endAt, holdId, isWorkerChosen: bound.isChosen, workerId: null, merchantId: null, workerPayFen: null },
    words: { zh: `从 ${before.zh} 改到 ${after.zh}`, en: `Moved from ${before.en} to ${after.en}` },
  });
  await ctx.emit('order.rescheduled', { ...(await about(ctx, moved, order.workerId)), startAt: bound.startAt.toISOString(), previousWorkerId: order.workerId });
  return viewOrder(ctx, orderId);
};
