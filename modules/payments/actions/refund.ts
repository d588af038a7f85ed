import type { RailName } from '../../../gateways/payment.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { tellPerson } from '../../accounts/index.ts';
import { lockOrder, recordRefund, type OrderFacts } from '../../orders/index.ts';
import { nextTryAt, notifyPath } from '../rules/attempts.ts';
import { refunded } from '../rules/postings.ts';
import { refundWords, type RefundReason } from '../rules/words.ts';
import { findPayment, type PaymentRow } from '../store/payments.ts';
import { addRefund, findRefund, lockRefund, markRefundArrived, markRefundTried, refundWishedFen } from '../store/refunds.ts';
import { raiseAlarm } from './alarm.ts';
import { postTransaction } from './ledger.ts';

/** Reasons whose money never became the order's: the order's own paid and refunded amounts stay as they are. */
const besidesTheOrder: readonly string[] = ['latePayment', 'paidTwice'] satisfies RefundReason['key'][];

/**
 * Notes that money goes back, once per payment and reason, and lets a reaction tell the provider. More than was paid is
 * never asked back: that would be a fault of ours, so it throws. Call with the order locked.
 */
export const requestRefund = async (ctx: Ctx, { payment, order, amountFen, reason }: { payment: PaymentRow; order: OrderFacts; amountFen: number; reason: RefundReason }): Promise<void> => {
  if (amountFen <= 0) return;
  const refundId = ctx.newId('rfd');
  const isNew = await addRefund(ctx.tx, ctx.cityId, {
    id: refundId, paymentId: payment.id, orderId: order.id, refundNo: refundId, amountFen, reasonKey: reason.key, words: refundWords(reason, amountFen, payment.amountFen), requestedAt: ctx.now,
  });
  if (!isNew) return;
  const wishedFen = await refundWishedFen(ctx.tx, ctx.cityId, payment.id);
  if (wishedFen > payment.amountFen) throw new Error(`refunds of ${wishedFen} fen exceed the payment ${payment.id} of ${payment.amountFen}`);
  await ctx.emit('payment.refundRequested', { refundId, orderId: order.id, personIds: [order.customerId], merchantId: null });
};

/**
 * Tells the provider to send a refund; by its number it does so once, however often it is told. Trouble on the way is tried
 * again with growing pauses, a refusal becomes an alarm for finance.
 */
export const sendRefund = async (ctx: Ctx, { refundId }: { refundId: string }): Promise<void> => {
  const { tx, cityId, now } = ctx;
  const found = await findRefund(tx, cityId, refundId);
  if (!found || found.status !== 'requested') return;
  const payment = await findPayment(tx, cityId, found.paymentId);
  if (!payment) throw new Error(`refund ${refundId} has no payment`);

  const rail = ctx.gateways.rails.get(payment.provider as RailName);
  const answer = rail === undefined ? { state: 'refused' as const, why: 'no such rail', succeededAt: null } : await rail
    .refund({ outTradeNo: payment.tradeNo, outRefundNo: found.refundNo, amountFen: found.amountFen, reason: found.wordsZh.slice(0, 80), notifyPath: notifyPath(payment.provider) })
    .catch((error: unknown) => ({ state: 'unknown' as const, why: error instanceof Error ? error.message : 'no answer', succeededAt: null }));
  if (answer.state === 'succeeded') return finishRefund(ctx, refundId, answer.succeededAt ?? now);
  if (answer.state === 'refused') return failRefund(ctx, refundId, answer.why ?? 'refused');
  await lockOrder(ctx, found.orderId);
  const refund = await lockRefund(tx, cityId, refundId);
  if (refund.status !== 'requested') return;
  // Under way, or unheard: the notify tells, and if it is lost we ask again under the same number.
  await markRefundTried(tx, cityId, refundId, 'requested', answer.state === 'unknown' ? answer.why.slice(0, 200) : null);
  await ctx.schedule({ name: 'payments.retryRefund', key: refundId, at: nextTryAt(refund.attempts + 1, now), payload: { refundId } });
};

/** The provider will not or cannot send it: finance is told, nothing is posted. */
export const failRefund = async (ctx: Ctx, refundId: string, why: string): Promise<void> => {
  const { tx, cityId } = ctx;
  const found = await findRefund(tx, cityId, refundId);
  if (!found) throw new Error(`there is no refund ${refundId}`);
  await lockOrder(ctx, found.orderId);
  const refund = await lockRefund(tx, cityId, refundId);
  if (refund.status !== 'requested') return;
  const payment = (await findPayment(tx, cityId, refund.paymentId))!;
  await markRefundTried(tx, cityId, refundId, 'failed', why.slice(0, 200));
  await raiseAlarm(ctx, { provider: payment.provider, notifyId: refund.refundNo, tradeNo: payment.tradeNo, kind: 'refund', reason: 'refundRefused', body: why });
};

/** The refund reached the customer: posted, told to the order and, by a text message, to the customer; once. */
export const finishRefund = async (ctx: Ctx, refundId: string, arrivedAt: Date): Promise<void> => {
  const { tx, cityId } = ctx;
  const found = await findRefund(tx, cityId, refundId);
  if (!found) throw new Error(`there is no refund ${refundId}`);
  const order = await lockOrder(ctx, found.orderId);
  const refund = await lockRefund(tx, cityId, refundId);
  if (refund.status === 'succeeded') return;
  const payment = await findPayment(tx, cityId, refund.paymentId);
  await markRefundArrived(tx, cityId, refundId, arrivedAt);
  await postTransaction(ctx, refunded({ orderId: order.id, orderNo: order.no, provider: payment!.provider, refundNo: refund.refundNo, amountFen: refund.amountFen }));
  if (!besidesTheOrder.includes(refund.reasonKey)) await recordRefund(ctx, { orderId: order.id, refundedFen: refund.amountFen });
  await ctx.emit('payment.refunded', { refundId, orderId: order.id, personIds: [order.customerId], merchantId: null });
  await tellPerson(ctx, { personId: order.customerId, template: 'refundArrived', params: { item: order.itemNameZh, amount: (refund.amountFen / 100).toFixed(2) } });
};
