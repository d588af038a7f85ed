import { travelSeconds } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { settingsOf } from '../../accounts/index.ts';
import { orderFacts, ordersWhere } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { workerOf } from '../../workers/index.ts';
import { addDays, beijingDay, dayStart, isUrgent } from '../rules.ts';
import { EARLY_MINUTES, OVERRUN_GRACE_MINUTES, OVERRUN_STEP_MINUTES, UNMATCHED_AGAIN_MINUTES } from '../rules/plan.ts';
import { lastAsked } from '../store/plan.ts';
import { replan } from './plan-ask.ts';

/** What upsets a day while it runs, and has it planned anew. */
const MINUTE = 60_000;

/** Visits of the day that may still be moved. */
const movable = (ctx: Ctx, order: OrderFacts): Promise<OrderFacts[]> => {
  const from = dayStart(beijingDay(order.startsAt!));
  return ordersWhere(ctx, { ...(order.districtId !== null && { districtId: order.districtId }), statuses: ['paid', 'assigned', 'accepted'], from: ctx.now > from ? ctx.now : from, to: addDays(from, 1) });
};

/** Over well before its end: she may help others, if there are any left to help. */
export async function noteFinished(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (!order.startedAt || !order.finishedAt || order.districtId === null) return;
  const due = order.startedAt.getTime() + order.durationMinutes * MINUTE;
  if (due - order.finishedAt.getTime() <= EARLY_MINUTES * MINUTE) return;
  if ((await movable(ctx, order)).length >= 2) await replan(ctx, order, 'earlyFinish');
}

/** A visit did not take place: the time of its worker is free. */
export async function noteNoShow(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (order.startsAt && order.districtId !== null && (await movable(ctx, order)).length > 0) await replan(ctx, order, 'noShow');
}

/** Work has begun: somebody looks when it should be over. */
export async function watchEnd(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  const began = order.startedAt ?? ctx.now;
  await ctx.schedule({ name: 'dispatch.checkOverrun', key: orderId, at: new Date(began.getTime() + (order.durationMinutes + OVERRUN_GRACE_MINUTES) * MINUTE), payload: { orderId } });
}

/** Still at work past the end: if she cannot be in time for her next visit any more, the day is planned anew; otherwise it is looked at again. */
export async function checkOverrun(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (order.status !== 'inService' || order.workerId === null || !order.startsAt) return;
  const [next] = await ordersWhere(ctx, { workerId: order.workerId, statuses: ['assigned', 'accepted'], from: order.startsAt, to: addDays(dayStart(beijingDay(order.startsAt)), 1) });
  if (!next?.startsAt) return;
  const { travelMode } = await workerOf(ctx, order.workerId);
  const thereAt = ctx.now.getTime() + OVERRUN_GRACE_MINUTES * MINUTE + travelSeconds(order, next, travelMode) * 1000;
  if (thereAt > next.startsAt.getTime()) await replan(ctx, next, 'overrun');
  await ctx.schedule({ name: 'dispatch.checkOverrun', key: orderId, at: new Date(ctx.now.getTime() + OVERRUN_STEP_MINUTES * MINUTE), payload: { orderId } });
}

/** Nobody could be asked about an urgent visit: perhaps somebody could if others moved. */
export async function noteUnmatched(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (!order.startsAt || order.districtId === null || !isUrgent(ctx.now, order.startsAt, await settingsOf(ctx))) return;
  // It is looked for every few minutes; that the day has no better answer does not change as often.
  const last = await lastAsked(ctx.tx, ctx.cityId, order.districtId, beijingDay(order.startsAt));
  if (last === null || ctx.now.getTime() - last.getTime() >= UNMATCHED_AGAIN_MINUTES * MINUTE) await replan(ctx, order, 'unmatched');
}

/** She went offline although a family waits for her at the door. */
export async function noteOffline(ctx: Ctx, { workerId, what }: { workerId: string; what: string }): Promise<void> {
  if (what !== 'online' || (await workerOf(ctx, workerId)).isOnline) return;
  const [order] = await ordersWhere(ctx, { workerId, statuses: ['onTheWay'] });
  if (order) await replan(ctx, order, 'offline');
}
