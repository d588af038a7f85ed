import type { Bilingual } from '@linli/contract';
import type { RailName } from '../../../gateways/payment.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { tellPerson } from '../../accounts/index.ts';
import { recordRefund } from '../../orders/index.ts';
import { nextTryAt, notifyPath } from '../rules/attempts.ts';
import { chargeRefunded, refunded } from '../rules/postings.ts';
import type { RefundReason } from '../rules/words.ts';
import { findPayment, type PaymentRow } from '../store/payments.ts';
import { addRefund, findRefund, lockRefund, markRefundArrived, markRefundTried, refundWishedFen } from '../store/refunds.ts';
import { raiseAlarm } from './alarm.ts';
import { customerOf, lockDue, type Due } from './due.ts';
import { postTransaction } from './ledger.ts';
import { bringBack } from './rail-shares.ts';

/** Reasons whose money never became the order's: the order's own paid and refunded amounts stay as they are. */
const besidesTheOrder: readonly string[] = ['latePayment', 'paidTwice', 'outdatedPayment'] satisfies RefundReason['key'][];

/**
 * Notes that money goes back, once per payment and reason, and lets a reaction tell the provider. More than was paid is
 * never asked back: that would be a fault of ours, so it throws. Call with the order or charge locked.
 */
export const requestRefund = async (ctx: Ctx, { payment, due, amountFen, reasonKey, words }: { payment: PaymentRow; due: Due; amountFen: number; reasonKey: string; words: Bilingual }): Promise<void> => {
  if (amountFen <= 0) return;
  const refundId = ctx.newId('rfd');
  const isNew = await addRefund(ctx.tx, ctx.cityId, {
    id: refundId, paymentId: payment.id, orderId: due.order?.id ?? null, chargeId: due.charge?.id ?? null, refundNo: refundId, amountFen, reasonKey, words, requestedAt: ctx.now,
  });
  if (!isNew) return;
  const wishedFen = await refundWishedFen(ctx.tx, ctx.cityId, payment.id);
  if (wishedFen > payment.amountFen) throw new Error(`refunds of ${wishedFen} fen exceed the payment ${payment.id} of ${payment.amountFen}`);
  const personIds = [customerOf(due).personId];
  if (due.order) await ctx.emit('payment.refundRequested', { refundId, orderId: due.order.id, personIds, merchantId: null });
  else await ctx.emit('charge.refundRequested', { refundId, chargeId: due.charge.id, personIds, merchantId: due.charge.merchantId });
};

/**
 * Tells the provider to send a refund; by its number it does so once, however often it is told. Trouble on the way is tried
 * again with growing pauses, a refusal becomes an alarm for finance.
 */
export const sendRefund = async (ctx: Ctx, { refundId }: { refundId: string }): Promise<void> => {
  const { tx, cityId, now } = ctx;
  const found = await findRefund(tx, cityId, refundId);
  if (!found || found.status !== 'requested') return;
  const payment = await findPayment(tx, cityId, found.paymentId ?? '');
  if (!payment) throw new Error(`refund ${refundId} has no payment`);

  const rail = ctx.gateways.rails.get(payment.provider as RailName);
  // What was shared with a merchant comes back first, or along with the refund.
  const back = await bringBack(ctx, payment);
  const answer = rail === undefined ? { state: 'refused' as const, why: 'no such rail', succeededAt: null } : !back.isReady ? { state: 'unknown' as const, why: 'a share is on its way back', succeededAt: null } : await rail
    .refund({ outTradeNo: payment.tradeNo, outRefundNo: found.refundNo, amountFen: found.amountFen, reason: found.wordsZh.slice(0, 80), notifyPath: notifyPath(payment.provider), ...(back.returns.length > 0 && { returns: back.returns }) })
    .catch((error: unknown) => ({ state: 'unknown' as const, why: error instanceof Error ? error.message : 'no answer', succeededAt: null }));
  if (answer.state === 'succeeded' || answer.state === 'processing') await back.done();
  if (answer.state === 'succeeded') return finishRefund(ctx, refundId, answer.succeededAt ?? now);
  if (answer.state === 'refused') return failRefund(ctx, refundId, answer.why ?? 'refused');
  await lockDue(ctx, found);
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
  await lockDue(ctx, found);
  const refund = await lockRefund(tx, cityId, refundId);
  if (refund.status !== 'requested') return;
  const payment = (await findPayment(tx, cityId, refund.paymentId ?? ''))!;
  await markRefundTried(tx, cityId, refundId, 'failed', why.slice(0, 200));
  await raiseAlarm(ctx, { provider: payment.provider, notifyId: refund.refundNo, tradeNo: payment.tradeNo, kind: 'refund', reason: 'refundRefused', body: why });
};

/** The refund reached the customer: posted, told to the order or the owner of the charge and, by a text message, to the customer; once. */
export const finishRefund = async (ctx: Ctx, refundId: string, arrivedAt: Date): Promise<void> => {
  const { tx, cityId } = ctx;
  const found = await findRefund(tx, cityId, refundId);
  if (!found) throw new Error(`there is no refund ${refundId}`);
  const due = await lockDue(ctx, found);
  const refund = await lockRefund(tx, cityId, refundId);
  if (refund.status === 'succeeded') return;
  const payment = await findPayment(tx, cityId, refund.paymentId ?? '');
  await markRefundArrived(tx, cityId, refundId, arrivedAt);
  const { personId, item } = customerOf(due);
  const way = { provider: payment!.provider, refundNo: refund.refundNo, amountFen: refund.amountFen };
  if (due.order) {
    await postTransaction(ctx, refunded({ orderId: due.order.id, orderNo: due.order.no, ...way }));
    if (!besidesTheOrder.includes(refund.reasonKey)) await recordRefund(ctx, { orderId: due.order.id, refundedFen: refund.amountFen });
    await ctx.emit('payment.refunded', { refundId, orderId: due.order.id, personIds: [personId], merchantId: null });
  } else {
    const { id: chargeId, no, orderId, kind, refId, merchantId } = due.charge;
    await postTransaction(ctx, chargeRefunded({ chargeId, no, orderId, ...way }));
    await ctx.emit('charge.refunded', { refundId, chargeId, kind, refId, amountFen: refund.amountFen, personIds: [personId], merchantId });
  }
  await tellPerson(ctx, { personId, template: 'refundArrived', params: { item: item.zh, amount: (refund.amountFen / 100).toFixed(2) } });
};
