import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { countOrder, tellPerson, type Template } from '../../accounts/index.ts';
import { recordUse } from '../../catalog/index.ts';
import { personOfWorker, positionsOf, workerNames } from '../../workers/index.ts';
import type { OrderFacts } from '../rules/order.ts';
import { distanceMeters } from '../rules/photos.ts';
import { etaMinutes, sayStart, sayYuan } from '../rules/words.ts';
import { orderFacts } from './list.ts';
import { policyOf } from './open.ts';

/** What stands in every message about an order. */
const named = async (ctx: Ctx, order: OrderFacts, workerId = order.workerId): Promise<{ item: string; time: string; worker: string }> => ({
  item: order.itemNameZh, time: order.startsAt ? sayStart(order.startsAt).zh : '', worker: (workerId && (await workerNames(ctx, [workerId])).get(workerId)) || '家政员',
});

const tell = (ctx: Ctx, order: OrderFacts, template: Template, params: Record<string, string | number>): Promise<void> => tellPerson(ctx, { personId: order.customerId, template, params });

/** The money arrived: the desk's counter of the customer and the service's popularity go up. */
export const countPaid = async (ctx: Ctx, { orderId }: EventPayload<'order.paid'>): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  await countOrder(ctx, order.customerId);
  await recordUse(ctx, { itemId: order.itemId, isOrdered: true });
};

export const tellPaid = async (ctx: Ctx, { orderId }: EventPayload<'order.paid'>): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  const { time, item } = await named(ctx, order);
  await tell(ctx, order, 'orderPaid', { time, item, amount: sayYuan(order.paidFen) });
};

export const tellAccepted = async (ctx: Ctx, { orderId, workerId, isTold }: EventPayload<'order.accepted'>): Promise<void> => {
  if (isTold) return;
  const order = await orderFacts(ctx, orderId);
  await tell(ctx, order, 'workerAccepted', await named(ctx, order, workerId));
};

export const tellDeparted = async (ctx: Ctx, { orderId, workerId }: EventPayload<'order.departed'>): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  const position = (await positionsOf(ctx, [workerId])).get(workerId);
  const minutes = etaMinutes(position ? distanceMeters(position, order) : null, order.startsAt!, ctx.now);
  await tell(ctx, order, 'workerOnTheWay', { worker: (await named(ctx, order, workerId)).worker, minutes });
};

/** A worker who had set out is replaced: the household hears whom to expect, she that she need not go on. */
export const tellReassigned = async (ctx: Ctx, { orderId, workerId, previousWorkerId }: EventPayload<'order.reassigned'>): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  const { item, time, worker } = await named(ctx, order, previousWorkerId);
  await tell(ctx, order, 'workerReplaced', { item, time, worker, next: (await named(ctx, order, workerId)).worker });
  await tellPerson(ctx, { personId: await personOfWorker(ctx, previousWorkerId), template: 'visitReassigned', params: { item, time } });
};

export const tellFinished = async (ctx: Ctx, { orderId }: EventPayload<'order.finished'>): Promise<void> => {
  const order = await orderFacts(ctx, orderId);
  await tell(ctx, order, 'orderFinished', { item: order.itemNameZh, hours: (await policyOf(ctx)).autoConfirmHours });
};

/** An order that was never paid ends without a message: nothing was promised and nothing comes back. */
export const tellCancelled = async (ctx: Ctx, { orderId, paidFen, refundFen }: EventPayload<'order.cancelled'>): Promise<void> => {
  if (paidFen === 0) return;
  const order = await orderFacts(ctx, orderId);
  const { time, item } = await named(ctx, order);
  await tell(ctx, order, 'orderCancelled', { time, item, amount: sayYuan(refundFen) });
};
