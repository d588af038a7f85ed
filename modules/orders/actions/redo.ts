import type { contract, OutputOf } from '@linli/contract';
import type { Action } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { workerOf } from '../../workers/index.ts';
import type { OrderFacts } from '../rules/order.ts';
import { orderNumber, rebookStart, redoQuote } from '../rules/place.ts';
import { findOrder, nextRunning } from '../store/orders.ts';
import { checklistsOf } from '../store/visit.ts';
import { about, move, openOrder, partsIn, policyOf, viewerOf } from './open.ts';
import { findHold, newDoorCode, takeHold, writePlaced } from './place.ts';
import { viewOrder, type OrderView } from './view.ts';

/**
 * A free redo within the redo window of the service: a new order of the same work for nothing, once. With a hold it is a work
 * order at once; without one it is a draft that the desk gives a time. Refuses `orders.redo_too_late`, `orders.redo_once`.
 */
export const redo: Action<{ orderId: string; reason: string; holdId?: string | undefined }, OrderView> = async (ctx, { orderId, reason, holdId }) => {
  const { order, part } = await openOrder(ctx, orderId, 'redo');
  const hold = holdId === undefined ? null : await findHold(ctx, holdId, { customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity });
  const quote = redoQuote(order.quote, order.no);
  const again: OrderFacts = {
    ...order, id: ctx.newId('ord'), no: orderNumber(ctx.now, await nextRunning(ctx.tx)), workOrderNo: null, status: 'draft', placedBy: ctx.actor.personId ?? 'system', redoOf: order.id,
    startsAt: null, endsAt: null, note: reason, quote, totalFen: 0, paidFen: 0, refundedFen: 0, holdId: null, isWorkerChosen: false,
    holderMerchantId: null, merchantId: null, workerId: null, workerPayFen: null, doorCode: newDoorCode(ctx), doorCodeTries: 0,
    payBefore: null, arrivedAt: null, arrivalReason: '', startedAt: null, finishedAt: null, undoneReason: '',
    confirmedAt: null, isAutoConfirmed: false, settledAt: null, followedUpAt: null, closedAt: null, complaintCount: 0, openComplaintCount: 0, safety: null, placedAt: ctx.now, changedAt: ctx.now,
  };
  const checklist = (await checklistsOf(ctx.tx, ctx.cityId, [orderId])).map((item) => ({ code: item.code, text: { zh: item.textZh, en: item.textEn }, isRequired: item.isRequired }));
  await move(ctx, order, 'redo', part, { words: { zh: `申请免费返工（${again.no}）：${reason}`, en: `Asked for a free redo (${again.no}): ${reason}` } });
  await writePlaced(ctx, again, part, checklist, { zh: `订单 ${order.no} 的免费返工`, en: `Free redo of order ${order.no}` });
  if (hold) await takeHold(ctx, again, part, hold.holdId, quote);
  else await ctx.emit('order.drafted', { ...(await about(ctx, again)), channel: again.channel });
  return viewOrder(ctx, again.id);
};

/** The same again: service, address, quantity, worker while she still works here, usual weekday and hour. */
export const rebook: Action<{ orderId: string }, OutputOf<typeof contract.orders.rebook>> = async (ctx, { orderId }) => {
  const order = (await findOrder(ctx.tx, ctx.cityId, orderId)) ?? refuse('orders.order_unknown');
  const parts = partsIn(ctx, await viewerOf(ctx), order);
  if (!parts.includes('household') && !parts.includes('desk') && !parts.includes('system')) refuse('orders.order_unknown');
  const isWorkerThere = order.workerId !== null && (await workerOf(ctx, order.workerId)).status === 'active';
  return {
    itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, workerId: isWorkerThere ? order.workerId : null,
    wishedStartAt: rebookStart(order, ctx.now, await policyOf(ctx)).toISOString(), note: order.redoOf === null ? order.note : '', memberIds: order.memberIds,
  };
};
