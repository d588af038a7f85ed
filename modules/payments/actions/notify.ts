import { refusals, type RefusalCode } from '@linli/contract';
import { sha256 } from '../../../kernel/crypto.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { PaymentNotify } from '../../../gateways/payment.ts';
import type { AlarmReason } from '../rules/words.ts';
import { addAcceptedNotify } from '../store/notifies.ts';
import { paymentOfTrade } from '../store/payments.ts';
import { refundOfNo } from '../store/refunds.ts';
import { raiseAlarm } from './alarm.ts';
import { takePayment } from './receive.ts';
import { finishRefund } from './refund.ts';

type Headers = Record<string, string | string[] | undefined>;
export type NotifyAnswer = { status: number; body: { code: 'SUCCESS' | 'FAIL'; message: string } };

const accepted: NotifyAnswer = { status: 200, body: { code: 'SUCCESS', message: 'OK' } };
const answers: Record<Exclude<AlarmReason, 'refundRefused'>, RefusalCode> = {
  forged: 'payments.notify_forged', stale: 'payments.notify_stale', malformed: 'payments.notify_mismatch', unknownTrade: 'payments.notify_mismatch',
  amount: 'payments.notify_mismatch', merchant: 'payments.notify_mismatch',
};

/**
 * A provider's notify. What is not signed, fresh, ours and of the right amount is kept as an alarm and refused (401 or 400)
 * without touching anything else; a good one acts once, and every repeat is answered like the first.
 */
export const receiveNotify: Action<{ provider: string; headers: Headers; rawBody: string }, NotifyAnswer> = async (ctx, { provider, headers, rawBody }) => {
  if (provider !== ctx.gateways.payment.provider) return { status: 404, body: { code: 'FAIL', message: 'unknown provider' } };
  const notify = openNotify(ctx, headers, rawBody);
  if (typeof notify === 'string') return refuseNotify(ctx, { provider, reason: notify, rawBody });
  const fault = await findFault(ctx, notify);
  if (fault) return refuseNotify(ctx, { provider, reason: fault, rawBody, notify });

  const kind = notify.kind === 'payment.paid' ? 'payment' : 'refund';
  const isFirst = await addAcceptedNotify(ctx.tx, ctx.cityId, { id: ctx.newId('ntf'), provider, notifyId: notify.notifyId, tradeNo: notify.outTradeNo, kind, bodyHash: sha256(rawBody), at: ctx.now });
  if (!isFirst) return accepted;
  if (kind === 'payment') {
    const payment = (await paymentOfTrade(ctx.tx, ctx.cityId, notify.outTradeNo))!;
    await takePayment(ctx, payment.id, { paidAt: paidAtOf(notify, ctx.now), transactionNo: notify.transactionId });
  } else {
    const refund = (await refundOfNo(ctx.tx, ctx.cityId, notify.outRefundNo!))!;
    await finishRefund(ctx, refund.id, paidAtOf(notify, ctx.now));
  }
  return accepted;
};

/** The provider's clock may run ahead of ours; nothing is kept as paid in the future. */
const paidAtOf = (notify: PaymentNotify, now: Date): Date => (Number.isNaN(notify.at.getTime()) || notify.at > now ? now : notify.at);

const openNotify = (ctx: Ctx, headers: Headers, rawBody: string): PaymentNotify | 'forged' | 'stale' | 'malformed' => {
  try {
    const notify = ctx.gateways.payment.verifyNotify(headers, rawBody, ctx.now);
    const isWhole = [notify.notifyId, notify.outTradeNo, notify.merchantId].every((text) => typeof text === 'string' && text !== '')
      && Number.isInteger(notify.amountFen) && (notify.kind === 'payment.paid' || (notify.kind === 'refund.succeeded' && typeof notify.outRefundNo === 'string'));
    return isWhole ? notify : 'malformed';
  } catch (error) {
    if (error instanceof Refusal) return error.code === 'payments.notify_stale' ? 'stale' : 'forged';
    return 'malformed';
  }
};

const findFault = async (ctx: Ctx, notify: PaymentNotify): Promise<'merchant' | 'unknownTrade' | 'amount' | null> => {
  if (notify.merchantId !== ctx.gateways.payment.merchantId) return 'merchant';
  const payment = await paymentOfTrade(ctx.tx, ctx.cityId, notify.outTradeNo);
  if (!payment || payment.provider !== ctx.gateways.payment.provider) return 'unknownTrade';
  if (notify.kind === 'payment.paid') return notify.amountFen === payment.amountFen ? null : 'amount';
  const refund = await refundOfNo(ctx.tx, ctx.cityId, notify.outRefundNo!);
  if (!refund || refund.paymentId !== payment.id) return 'unknownTrade';
  return notify.amountFen === refund.amountFen ? null : 'amount';
};

const refuseNotify = async (ctx: Ctx, { provider, reason, rawBody, notify }: { provider: string; reason: keyof typeof answers; rawBody: string; notify?: PaymentNotify }): Promise<NotifyAnswer> => {
  // Of an unsigned text nothing is believed, not even its numbers.
  await raiseAlarm(ctx, { provider, notifyId: notify?.notifyId.slice(0, 64) ?? '', tradeNo: notify?.outTradeNo.slice(0, 64) ?? null, kind: notify?.kind ?? 'unknown', reason, body: rawBody });
  const { status, en } = refusals[answers[reason]];
  return { status, body: { code: 'FAIL', message: en } };
};
