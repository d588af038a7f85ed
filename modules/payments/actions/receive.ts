import type { OutputOf, contract } from '@linli/contract';
import { RailTrouble, type RailName } from '../../../gateways/payment.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { confirmPaid, lockOrder } from '../../orders/index.ts';
import { ASK_AFTER_SECONDS, ASK_CLOSED_AFTER_SECONDS, NO_PROVIDER } from '../rules/attempts.ts';
import { received } from '../rules/postings.ts';
import { findPayment, lockPayment, markClosed, markPaid, paymentsOfOrder, paymentsToAsk, type PaymentRow } from '../store/payments.ts';
import { raiseAlarm } from './alarm.ts';
import { postTransaction } from './ledger.ts';
import { requestRefund } from './refund.ts';
import { paymentForActor, paymentView } from './view.ts';

const MOST_ASKED_AT_ONCE = 500;
const later = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

/**
 * The customer's money arrived: taken in once per payment, however often and by whatever road we hear of it. The order is
 * confirmed; when it was cancelled meanwhile, or another payment was first, everything goes back.
 */
export const takePayment = async (ctx: Ctx, paymentId: string, fact: { paidAt: Date; transactionNo: string | null }): Promise<{ isNew: boolean }> => {
  const { tx, cityId } = ctx;
  const found = await findPayment(tx, cityId, paymentId);
  if (!found) throw new Error(`there is no payment ${paymentId}`);
  const order = await lockOrder(ctx, found.orderId);
  const payment = await lockPayment(tx, cityId, paymentId);
  if (payment.status === 'paid') return { isNew: false };

  await markPaid(tx, cityId, paymentId, fact.paidAt, fact.transactionNo);
  if (payment.provider !== NO_PROVIDER) {
    await postTransaction(ctx, received({ orderId: order.id, orderNo: order.no, provider: payment.provider, tradeNo: payment.tradeNo, amountFen: payment.amountFen }));
  }
  const { outcome } = await confirmPaid(ctx, { orderId: order.id, amountFen: payment.amountFen, paidAt: fact.paidAt });
  await ctx.emit('payment.received', { paymentId, orderId: order.id, personIds: [payment.payerId], merchantId: null });
  if (outcome !== 'paid') await requestRefund(ctx, { payment, order, amountFen: payment.amountFen, reason: { key: outcome === 'tooLate' ? 'latePayment' : 'paidTwice' } });
  for (const other of await paymentsOfOrder(tx, cityId, order.id)) {
    if (other.status === 'created' && other.id !== paymentId) await askSoon(ctx, other.id, ctx.now, true);
  }
  return { isNew: true };
};

/** Asks about a payment in a transaction of its own, so that one provider's trouble holds up nothing else. */
export const askSoon = (ctx: Ctx, paymentId: string, at: Date, isClosing: boolean): Promise<void> =>
  ctx.schedule({ name: 'payments.askProvider', key: `${paymentId}${isClosing ? ':close' : ''}`, at, payload: { paymentId, isClosing } });

/** Asks the provider what became of a payment and acts on the answer; an expired or unwanted one is closed there first. */
export const askProvider = async (ctx: Ctx, { paymentId, isClosing = false }: { paymentId: string; isClosing?: boolean }): Promise<void> => {
  const { tx, cityId, now } = ctx;
  const payment = await findPayment(tx, cityId, paymentId);
  if (!payment || payment.provider === NO_PROVIDER || payment.status === 'paid' || payment.status === 'failed') return;
  const isToClose = payment.status === 'created' && (isClosing || payment.expiresAt <= now);
  const rail = ctx.gateways.rails.get(payment.provider as RailName);
  if (!rail) return;
  const state = await (isToClose ? rail.closeOrder(payment.tradeNo) : rail.queryOrder(payment.tradeNo)).catch((error: unknown) => {
    if (error instanceof RailTrouble) return 'trouble' as const;
    throw error;
  });
  // Open payments are asked about every minute anyway; what was closed on our side only is not forgotten either.
  if (state === 'trouble') { if (payment.status === 'closed') await askSoon(ctx, paymentId, later(now, ASK_AFTER_SECONDS), false); return; }
  if (state?.state === 'paid') {
    if (state.amountFen !== payment.amountFen) {
      await raiseAlarm(ctx, { provider: payment.provider, notifyId: `query:${payment.tradeNo}`, tradeNo: payment.tradeNo, kind: 'query', reason: 'amount', body: JSON.stringify(state) });
      return;
    }
    await takePayment(ctx, paymentId, { paidAt: state.paidAt ?? now, transactionNo: state.transactionId });
  } else if (isToClose || (state?.state === 'closed' && payment.status === 'created')) {
    await lockOrder(ctx, payment.orderId);
    if ((await markClosed(tx, cityId, paymentId)) > 0) await askSoon(ctx, paymentId, later(now, ASK_CLOSED_AFTER_SECONDS), false);
  }
};

/** Every minute: payments open for a while without a notify are asked about, one by one. */
export const sweepOpenPayments = async (ctx: Ctx): Promise<void> => {
  const waiting = await paymentsToAsk(ctx.tx, ctx.cityId, { openSince: later(ctx.now, -ASK_AFTER_SECONDS), limit: MOST_ASKED_AT_ONCE });
  for (const { id } of waiting) await askSoon(ctx, id, ctx.now, false);
};

const freshView = async (ctx: Ctx, payment: PaymentRow): Promise<OutputOf<typeof contract.payments.get>> => paymentView((await findPayment(ctx.tx, ctx.cityId, payment.id)) ?? payment);

/** The state of a payment; while it is open the provider is asked. */
export const getPayment: Action<{ paymentId: string }, OutputOf<typeof contract.payments.get>> = async (ctx, { paymentId }) => {
  const payment = await paymentForActor(ctx, paymentId);
  if (payment.status === 'created') await askProvider(ctx, { paymentId });
  return freshView(ctx, payment);
};

/** Asks the provider now, even about a closed payment: a lost notify is found this way. */
export const syncPayment: Action<{ paymentId: string }, OutputOf<typeof contract.payments.sync>> = async (ctx, { paymentId }) => {
  const payment = await paymentForActor(ctx, paymentId);
  await askProvider(ctx, { paymentId });
  return freshView(ctx, payment);
};
