import type { OutputOf, contract } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import '../../../gateways/phone-line.ts';
import { callablePhone, contactPhone } from '../../accounts/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { callsEndAt, refuseCall } from '../rules/calls.ts';
import { MINUTE_MS, minutesBetween, type OrderFacts } from '../rules/order.ts';
import { bindingsOf, deleteBinding, findBinding, saveBinding } from '../store/calls.ts';
import { findOrder } from '../store/orders.ts';
import { about, insist, partsIn, viewerOf } from './open.ts';

/** A number that is about to end would break off the call. */
const SHORTEST_MINUTES = 10;

/**
 * A masked number under which the acting side of a visit reaches the other: the worker the contact of the home, the household its
 * worker. Neither learns the other's number; the same number is answered until it ends. For whom and when: rules/calls.ts.
 */
export const call: Action<{ orderId: string }, OutputOf<typeof contract.orders.call>> = async (ctx, { orderId }) => {
  const { tx, cityId, now } = ctx;
  const callerId = ctx.actor.personId ?? refuse('access.sign_in');
  await lockFor(tx, `call:${cityId}:${orderId}:${callerId}`);
  const order = (await findOrder(tx, cityId, orderId)) ?? refuse('orders.order_unknown');
  const parts = partsIn(ctx, await viewerOf(ctx), order);
  if (parts.length === 0) refuse('orders.order_unknown');
  insist(refuseCall(order, parts, now));
  const workerId = order.workerId!;
  const calleeId = parts.includes('household') ? await personOfWorker(ctx, workerId) : order.customerId;
  const known = await findBinding(tx, cityId, orderId, callerId);
  const isGood = known !== undefined && known.workerId === workerId && known.expiresAt.getTime() >= now.getTime() + SHORTEST_MINUTES * MINUTE_MS;
  const { dialNumber, expiresAt } = isGood ? known : await bind(ctx, order, callerId, calleeId);
  await ctx.emit('order.called', { ...(await about(ctx, order)), personIds: [callerId], callerId, calleeId, dialNumber });
  return { dialNumber, expiresAt: expiresAt.toISOString() };
};

const bind = async (ctx: Ctx, order: OrderFacts, callerId: string, calleeId: string): Promise<{ dialNumber: string; expiresAt: Date }> => {
  const callee = calleeId === order.customerId ? await contactPhone(ctx, order.addressId) : await callablePhone(ctx, calleeId);
  const minutes = Math.max(SHORTEST_MINUTES, Math.ceil(minutesBetween(ctx.now, callsEndAt(order, ctx.now))));
  const { bindingId, virtualNumber, expiresAt } = await ctx.gateways.phoneLine.bind({ a: await callablePhone(ctx, callerId), b: callee, minutes, reason: `order ${order.no}` });
  await saveBinding(ctx.tx, ctx.cityId, order.id, { callerId, workerId: order.workerId!, bindingId, dialNumber: virtualNumber, expiresAt });
  return { dialNumber: virtualNumber, expiresAt };
};

/** Ends masked numbers of an order that should not connect any more: it is over, or another worker has it. Safe to say twice. */
export const endCalls = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = (await findOrder(ctx.tx, ctx.cityId, orderId)) ?? refuse('orders.order_unknown');
  const isOpen = refuseCall(order, ['household'], ctx.now) === null;
  for (const binding of await bindingsOf(ctx.tx, ctx.cityId, orderId)) {
    if (isOpen && binding.workerId === order.workerId) continue;
    await ctx.gateways.phoneLine.unbind(binding.bindingId);
    await deleteBinding(ctx.tx, ctx.cityId, orderId, binding.callerId);
  }
};

/** The work is done: the numbers live two hours more, so that a forgotten key is still found. */
export const planEndOfCalls = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = (await findOrder(ctx.tx, ctx.cityId, orderId)) ?? refuse('orders.order_unknown');
  await ctx.schedule({ name: 'orders.endCalls', key: orderId, at: callsEndAt(order, ctx.now), payload: { orderId } });
};
