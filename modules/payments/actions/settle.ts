import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockOrder, markSettled } from '../../orders/index.ts';
import { cancelled, missed, settled } from '../rules/postings.ts';
import type { Split } from '../rules/split.ts';
import { splitLines, type RefundReason, type SplitLine } from '../rules/words.ts';
import { payingPayment, paymentsOfOrder } from '../store/payments.ts';
import { askSoon } from './receive.ts';
import { postTransaction } from './ledger.ts';
import { labourRefundedFen, splitFor, type Served } from './shares.ts';
import { requestRefund } from './refund.ts';

/** What everyone would get of an order served by this worker of this merchant, before it is: an offer shows the worker her part of it. */
export const previewSplit = async (ctx: Ctx, served: Served): Promise<Omit<Split, 'workerParts'> & { lines: SplitLine[] }> => {
  const { workerParts, ...parts } = await splitFor(ctx, served);
  return { ...parts, lines: splitLines({ ...parts, workerParts }) };
};

/**
 * The household accepted the visit: what goes back of the labour stays in the escrow, the rest is split by the quote the order was placed
 * with, once. While a complaint is open nothing is split; its closing settles it.
 */
export const settleOrder = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'confirmed' || order.openComplaintCount > 0) return;
  if (order.workerId === null) throw new Error(`order ${order.no} was confirmed without a worker`);
  const { totalFen, quote, redoOf, workerId, merchantId } = order;
  const lessFen = await labourRefundedFen(ctx, orderId);
  const split = await splitFor(ctx, { totalFen, quote, redoOf, workerId, merchantId }, lessFen);
  await postTransaction(ctx, settled({ orderId, orderNo: order.no, totalFen: totalFen - lessFen, workerId, merchantId, split, isRedo: redoOf !== null }));
  await markSettled(ctx, { orderId });
};

/** A cancelled order: what the rule keeps is posted, the rest goes back; a payment still open is closed at the provider. */
export const settleCancelled = (ctx: Ctx, event: EventPayload<'order.cancelled'>): Promise<void> =>
  settleBroken(ctx, event, cancelled, { key: 'cancelled', rule: { zh: event.ruleZh, en: event.ruleEn } });

/** A visit somebody missed: as a cancellation, by its own rule. */
export const settleNoShow = (ctx: Ctx, event: EventPayload<'order.noShow'>): Promise<void> =>
  settleBroken(ctx, event, missed, { key: event.who === 'worker' ? 'workerNoShow' : 'customerNoShow' });

const settleBroken = async (
  ctx: Ctx, { orderId, paidFen, refundFen, workerPayFen, workerId }: { orderId: string; paidFen: number; refundFen: number; workerPayFen: number; workerId: string | null },
  entryOf: typeof cancelled, reason: RefundReason,
): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  for (const payment of await paymentsOfOrder(ctx.tx, ctx.cityId, orderId)) if (payment.status === 'created') await askSoon(ctx, payment.id, ctx.now, true);
  const payment = paidFen > 0 ? await payingPayment(ctx.tx, ctx.cityId, orderId) : undefined;
  if (!payment) return;
  await postTransaction(ctx, entryOf({ orderId, orderNo: order.no, paidFen, refundFen, workerPayFen, workerId, merchantId: order.merchantId }));
  await requestRefund(ctx, { payment, order, amountFen: Math.min(refundFen, paidFen), reason });
};
