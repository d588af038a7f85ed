import type { OutputOf, contract } from '@linli/contract';
import { RailTrouble, type RailName } from '../../../gateways/payment.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { confirmPaid, type OrderFacts } from '../../orders/index.ts';
import { ASK_AFTER_SECONDS, ASK_CLOSED_AFTER_SECONDS, NO_PROVIDER } from '../rules/attempts.ts';
import { chargeReceived, received } from '../rules/postings.ts';
import { refundWords, type RefundReason } from '../rules/words.ts';
import { markChargePaid, type ChargeRow } from '../store/charges.ts';
import { findPayment, lockPayment, markClosed, markPaid, paymentsOfCharge, paymentsOfOrder, paymentsToAsk, type PaymentRow } from '../store/payments.ts';
import { tenderedFen } from '../store/tenders.ts';
import { raiseAlarm } from './alarm.ts';
import { lockDue, type Due } from './due.ts';
import { postTransaction } from './ledger.ts';
import { requestRefund } from './refund.ts';
import { paymentForActor, paymentView } from './view.ts';

const MOST_ASKED_AT_ONCE = 500;
const later = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

/**
 * The customer's money arrived: taken in once per payment, however often and by whatever road we hear of it. The order is
 * confirmed, or the charge is told to whoever it belongs to; when it ended meanwhile, its amount changed, or another payment was first, everything goes back.
 */
export const takePayment = async (ctx: Ctx, paymentId: string, fact: { paidAt: Date; transactionNo: string | null; payerAccount?: string | undefined }): Promise<{ isNew: boolean }> => {
  const { tx, cityId } = ctx;
  const found = await findPayment(tx, cityId, paymentId);
  if (!found) throw new Error(`there is no payment ${paymentId}`);
  const due = await lockDue(ctx, found);
  const payment = await lockPayment(tx, cityId, paymentId);
  if (payment.status === 'paid') return { isNew: false };

  await markPaid(tx, cityId, paymentId, fact.paidAt, fact.transactionNo);
  const wrong = due.order ? await takeForOrder(ctx, payment, due.order, fact) : await takeForCharge(ctx, payment, due.charge, fact.paidAt);
  if (wrong) await requestRefund(ctx, { payment, due, amountFen: payment.amountFen, reasonKey: wrong.key, words: refundWords(wrong, payment.amountFen, payment.amountFen) });
  for (const other of await paymentsOf(ctx, due)) {
    if (other.status === 'created' && other.id !== paymentId) await askSoon(ctx, other.id, ctx.now, true);
  }
  return { isNew: true };
};

const paymentsOf = (ctx: Ctx, { order, charge }: Due): Promise<PaymentRow[]> => (order ? paymentsOfOrder(ctx.tx, ctx.cityId, order.id) : paymentsOfCharge(ctx.tx, ctx.cityId, charge.id));

/** Answers why the money goes back, or null: it is the order's. */
const takeForOrder = async (ctx: Ctx, payment: PaymentRow, order: OrderFacts, { paidAt, payerAccount }: { paidAt: Date; payerAccount?: string | undefined }): Promise<RefundReason | null> => {
  if (payment.provider !== NO_PROVIDER) {
    await postTransaction(ctx, received({ orderId: order.id, orderNo: order.no, provider: payment.provider, tradeNo: payment.tradeNo, amountFen: payment.amountFen }));
  }
  const paidFen = payment.amountFen + await tenderedFen(ctx.tx, ctx.cityId, order.id);
  // An attempt that was closed on our side only may be paid after the family chose to pay otherwise.
  const isOutdated = order.status === 'held' && paidFen !== order.totalFen;
  const { outcome } = isOutdated ? { outcome: 'outdated' as const } : await confirmPaid(ctx, { orderId: order.id, amountFen: paidFen, paidAt });
  await ctx.emit('payment.received', { paymentId: payment.id, orderId: order.id, personIds: [payment.payerId], merchantId: null, ...(payerAccount !== undefined && { payerAccount }) });
  return outcome === 'paid' ? null : { key: outcome === 'outdated' ? 'outdatedPayment' : outcome === 'tooLate' ? 'latePayment' : 'paidTwice' };
};

const takeForCharge = async (ctx: Ctx, payment: PaymentRow, charge: ChargeRow, paidAt: Date): Promise<RefundReason | null> => {
  const { id: chargeId, no, kind, refId, orderId, amountFen, merchantId } = charge;
  await postTransaction(ctx, chargeReceived({ chargeId, no, orderId, provider: payment.provider, tradeNo: payment.tradeNo, amountFen: payment.amountFen }));
  if (charge.status !== 'open') return { key: charge.status === 'paid' ? 'paidTwice' : 'latePayment' };
  await markChargePaid(ctx.tx, ctx.cityId, chargeId, paidAt);
  await ctx.emit('charge.paid', { chargeId, kind, refId, orderId, amountFen, personIds: [charge.payerId], merchantId });
  return null;
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
    await takePayment(ctx, paymentId, { paidAt: state.paidAt ?? now, transactionNo: state.transactionId, payerAccount: state.payerAccount });
  } else if (isToClose || (state?.state === 'closed' && payment.status === 'created')) {
    await lockDue(ctx, payment);
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
