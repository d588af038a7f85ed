import type { Ctx } from '../../../kernel/context.ts';
import { holderOf } from '../../alliance/index.ts';
import { bookTime, releaseTime } from '../../workers/index.ts';
import type { OrderFacts } from '../rules/order.ts';
import { workOrderNumber } from '../rules/place.ts';
import { historyWords, sayYuan } from '../rules/words.ts';
import { about, amend, lockOrder, move } from './open.ts';

/** held → paid: the order becomes a work order of the merchant that holds its district, and its time is booked for good. */
export const becomePaid = async (ctx: Ctx, order: OrderFacts, amountFen: number): Promise<OrderFacts> => {
  const holder = await holderOf(ctx, { lon: order.lon, lat: order.lat, family: order.family });
  const { isBooked } = await bookTime(ctx, { orderId: order.id });
  const workOrderNo = workOrderNumber(order.no);
  const money = amountFen === 0 ? { zh: '免费，无需支付', en: 'Free: nothing to pay' } : { zh: `已支付 ¥${sayYuan(amountFen)}`, en: `Paid ¥${sayYuan(amountFen)}` };
  // Paid in the last second: somebody else may have taken the time that had run out. Dispatch then looks for another worker at that hour.
  const time = isBooked ? { zh: '', en: '' } : { zh: '；原定家政员的时间已被占用，正在另行安排', en: '; the worker’s time had been taken meanwhile, another is being found' };
  const paid = await move(ctx, order, 'pay', 'system', {
    patch: { paidFen: amountFen, workOrderNo, holderMerchantId: holder?.merchantId ?? null, ...(!isBooked && { isWorkerChosen: false }) },
    words: { zh: `${money.zh}，生成工单 ${workOrderNo}${time.zh}`, en: `${money.en}; work order ${workOrderNo}${time.en}` },
  });
  await ctx.emit('order.paid', { ...(await about(ctx, paid)), startAt: paid.startsAt!.toISOString(), family: paid.family, districtId: paid.districtId });
  return paid;
};

/**
 * The provider took the money. `paid`: the order goes on; `already`: this was known; `tooLate`: the order ended meanwhile and the
 * caller gives everything back. Safe to say twice.
 */
export const confirmPaid = async (ctx: Ctx, { orderId, amountFen }: { orderId: string; amountFen: number; paidAt: Date }): Promise<{ outcome: 'paid' | 'tooLate' | 'already' }> => {
  const order = await lockOrder(ctx, orderId);
  if (order.status === 'held') {
    await becomePaid(ctx, order, amountFen);
    return { outcome: 'paid' };
  }
  // Money that came too late, or a second time, never becomes the order's: its own paid and refunded sums stay as they are.
  return { outcome: order.workOrderNo !== null ? 'already' : 'tooLate' };
};

/** Ends an order that was not paid in time and frees the worker's time. Does nothing when it was paid or ended meanwhile. */
export const expireHold = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'held' || (order.payBefore && ctx.now < order.payBefore)) return;
  const ended = await move(ctx, order, 'expire', 'system', { words: historyWords.expire });
  await releaseTime(ctx, { orderId, reason: 'unpaid' });
  await ctx.emit('order.cancelled', {
    ...(await about(ctx, ended)), workerId: null, refundFen: 0, workerPayFen: 0, paidFen: 0, ruleKey: 'unpaid', ruleZh: historyWords.expire.zh, ruleEn: historyWords.expire.en,
  });
};

/** Adds what has just reached the customer, in fen, to what was given back of an order. The caller says each refund once. */
export const recordRefund = async (ctx: Ctx, { orderId, refundedFen }: { orderId: string; refundedFen: number }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  await amend(ctx, orderId, { refundedFen: order.refundedFen + refundedFen, changedAt: ctx.now });
};

/** confirmed → settled: the money was split. An order that was followed up before is closed with it. Safe to say twice. */
export const markSettled = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.status === 'settled') return;
  const settled = await move(ctx, order, 'settle', 'system', { patch: { settledAt: ctx.now, ...(order.followedUpAt && { closedAt: ctx.now }) }, words: historyWords.settle });
  const [startedAt, finishedAt] = [settled.startedAt!, settled.finishedAt!];
  await ctx.emit('order.settled', {
    ...(await about(ctx, settled)), workerId: settled.workerId!, itemId: settled.itemId, startedAt: startedAt.toISOString(), finishedAt: finishedAt.toISOString(), minutes: Math.max(1, Math.round((finishedAt.getTime() - startedAt.getTime()) / 60_000)),
  });
  if (settled.closedAt) await ctx.emit('order.closed', await about(ctx, settled));
};

/** The platform followed up. Closed for good once it is settled as well, whichever comes last. Safe to say twice. */
export const closeOrder = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.followedUpAt) return;
  const closed = await move(ctx, order, 'close', 'system', { patch: { followedUpAt: ctx.now, ...(order.status === 'settled' && { closedAt: ctx.now }) }, words: historyWords.close });
  if (closed.closedAt) await ctx.emit('order.closed', await about(ctx, closed));
};
