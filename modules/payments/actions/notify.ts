import { refusals, type RefusalCode } from '@linli/contract';
import { sha256 } from '../../../kernel/crypto.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { RailTrouble, type PaymentRail, type RailName, type RailNotify } from '../../../gateways/payment.ts';
import type { AlarmReason } from '../rules/words.ts';
import { addAcceptedNotify, isNotifyAccepted } from '../store/notifies.ts';
import { paymentOfTrade } from '../store/payments.ts';
import { refundOfNo } from '../store/refunds.ts';
import { raiseAlarm } from './alarm.ts';
import { takePayment } from './receive.ts';
import { failRefund, finishRefund } from './refund.ts';

type Headers = Record<string, string | string[] | undefined>;
type Input = { provider: string; headers: Headers; rawBody: string };
/** In the words its rail understands. */
export type NotifyAnswer = { status: number; contentType: string; body: string };

type Fault = Exclude<AlarmReason, 'refundRefused' | 'redLetterRefused'>;
const answers: Record<Fault, RefusalCode> = {
  forged: 'payments.notify_forged', stale: 'payments.notify_stale', malformed: 'payments.notify_mismatch', unknownTrade: 'payments.notify_mismatch',
  amount: 'payments.notify_mismatch', merchant: 'payments.notify_mismatch',
};
const unknownRail: NotifyAnswer = { status: 404, contentType: 'text/plain; charset=utf-8', body: 'unknown provider' };

const railOf = (ctx: Ctx, provider: string): PaymentRail | undefined => ctx.gateways.rails.get(provider as RailName);
const accepted = (rail: PaymentRail): NotifyAnswer => ({ status: 200, ...rail.notifyAnswer(true, 'OK') });

/** The answer to a notify that was accepted before; null for one to be received. It is verified like any other. */
export const recallNotify: Action<Input, NotifyAnswer | null> = async (ctx, { provider, headers, rawBody }) => {
  const rail = railOf(ctx, provider);
  if (!rail) return unknownRail;
  const notify = await openNotify(ctx, rail, headers, rawBody);
  return typeof notify !== 'string' && notify.merchantId === rail.merchantId && (await isNotifyAccepted(ctx.tx, ctx.cityId, provider, notify.notifyId)) ? accepted(rail) : null;
};

/**
 * A provider's notify. What is not signed, fresh, ours and of the right amount is kept as an alarm and refused (401 or 400)
 * without touching anything else; a good one acts once, and every repeat is answered like the first.
 */
export const receiveNotify: Action<Input, NotifyAnswer> = async (ctx, { provider, headers, rawBody }) => {
  const rail = railOf(ctx, provider);
  if (!rail) return unknownRail;
  const notify = await openNotify(ctx, rail, headers, rawBody);
  // We could not ask what we must know to judge it: they will call again.
  if (notify === 'trouble') return { status: 503, ...rail.notifyAnswer(false, 'try again') };
  if (typeof notify === 'string') return refuseNotify(ctx, rail, { reason: notify, rawBody });
  const fault = await findFault(ctx, rail, notify);
  if (fault) return refuseNotify(ctx, rail, { reason: fault, rawBody, notify });

  const isFirst = await addAcceptedNotify(ctx.tx, ctx.cityId, { id: ctx.newId('ntf'), provider, notifyId: notify.notifyId, tradeNo: ourNoOf(notify), kind: notify.kind.split('.')[0]!, bodyHash: sha256(rawBody), at: ctx.now });
  if (isFirst) await act(ctx, notify);
  return accepted(rail);
};

const act = async (ctx: Ctx, notify: RailNotify): Promise<void> => {
  switch (notify.kind) {
    case 'payment.paid': {
      const payment = (await paymentOfTrade(ctx.tx, ctx.cityId, notify.outTradeNo))!;
      await takePayment(ctx, payment.id, { paidAt: atOf(notify, ctx.now), transactionNo: notify.transactionId, payerAccount: notify.payerAccount });
      return;
    }
    case 'refund.succeeded': return finishRefund(ctx, (await refundOfNo(ctx.tx, ctx.cityId, notify.outRefundNo))!.id, atOf(notify, ctx.now));
    case 'refund.failed': return failRefund(ctx, (await refundOfNo(ctx.tx, ctx.cityId, notify.outRefundNo))!.id, 'the account takes no money');
    case 'share.succeeded': return ctx.emit('rail.shareEnded', { shareNo: notify.outShareNo, account: notify.account, amountFen: notify.amountFen, personIds: [], merchantId: null });
    case 'transfer.ended': return ctx.emit('rail.transferEnded', { transferNo: notify.outTransferNo, state: notify.state, amountFen: notify.amountFen, personIds: [], merchantId: null });
    case 'other': return;
  }
};

const ourNoOf = (notify: RailNotify): string => ('outTradeNo' in notify ? notify.outTradeNo : 'outShareNo' in notify ? notify.outShareNo : notify.outTransferNo);

/** The provider's clock may run ahead of ours; nothing is kept as paid in the future. */
const atOf = (notify: RailNotify, now: Date): Date => (Number.isNaN(notify.at.getTime()) || notify.at > now ? now : notify.at);

const openNotify = async (ctx: Ctx, rail: PaymentRail, headers: Headers, rawBody: string): Promise<RailNotify | 'forged' | 'stale' | 'malformed' | 'trouble'> => {
  try {
    const notify = await rail.verifyNotify(headers, rawBody, ctx.now);
    const isWhole = [notify.notifyId, notify.merchantId, ourNoOf(notify)].every((text) => typeof text === 'string' && text !== '')
      && Number.isInteger(notify.amountFen) && (!('outRefundNo' in notify) || typeof notify.outRefundNo === 'string');
    return isWhole ? notify : 'malformed';
  } catch (error) {
    if (error instanceof RailTrouble) return 'trouble';
    if (error instanceof Refusal) return error.code === 'payments.notify_stale' ? 'stale' : 'forged';
    return 'malformed';
  }
};

const findFault = async (ctx: Ctx, rail: PaymentRail, notify: RailNotify): Promise<'merchant' | 'unknownTrade' | 'amount' | null> => {
  if (notify.merchantId !== rail.merchantId) return 'merchant';
  // Shares and transfers are known to those who made them; they look at number and amount themselves.
  if (!('outTradeNo' in notify)) return null;
  const payment = await paymentOfTrade(ctx.tx, ctx.cityId, notify.outTradeNo);
  if (!payment || payment.provider !== rail.provider) return 'unknownTrade';
  if (notify.kind === 'other') return null;
  if (notify.currency !== 'CNY') return 'amount';
  if (notify.kind === 'payment.paid') return notify.amountFen === payment.amountFen ? null : 'amount';
  const refund = await refundOfNo(ctx.tx, ctx.cityId, notify.outRefundNo);
  if (!refund || refund.paymentId !== payment.id) return 'unknownTrade';
  return notify.amountFen === refund.amountFen ? null : 'amount';
};

const refuseNotify = async (ctx: Ctx, rail: PaymentRail, { reason, rawBody, notify }: { reason: Fault; rawBody: string; notify?: RailNotify }): Promise<NotifyAnswer> => {
  // Of an unsigned text nothing is believed, not even its numbers.
  await raiseAlarm(ctx, { provider: rail.provider, notifyId: notify?.notifyId.slice(0, 64) ?? '', tradeNo: notify ? ourNoOf(notify).slice(0, 64) : null, kind: notify?.kind ?? 'unknown', reason, body: rawBody });
  const { status, en } = refusals[answers[reason]];
  return { status, ...rail.notifyAnswer(false, en) };
};
