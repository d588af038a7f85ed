import { cityRoles, type OutputOf, type Role, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { orderFacts, type OrderFacts } from '../../orders/index.ts';
import { alarmWords, railWords } from '../rules/words.ts';
import { wayWords } from '../rules/ways.ts';
import { latestAlarms } from '../store/notifies.ts';
import { findPayment, listPaymentRows, type PaymentRow } from '../store/payments.ts';
import { refundsOfOrder } from '../store/refunds.ts';

const ALARMS_SHOWN = 200;

export const paymentView = (payment: PaymentRow): OutputOf<typeof contract.payments.get> => ({
  paymentId: payment.id, orderId: payment.orderId, chargeId: payment.chargeId, amountFen: payment.amountFen, status: payment.status, tradeNo: payment.tradeNo,
  rail: payment.provider, railName: railWords(payment.provider), scene: payment.scene,
  // A cashier that can no longer take money is not shown.
  cashierPath: payment.status === 'created' ? payment.cashierPath : null, codeUrl: payment.status === 'created' ? payment.codeUrl : null, clientParams: payment.status === 'created' ? payment.clientParams : null,
  paidAt: payment.paidAt?.toISOString() ?? null, expiresAt: payment.expiresAt.toISOString(),
});

const isOfHousehold = async (ctx: Ctx, order: OrderFacts): Promise<boolean> =>
  ctx.actor.personId !== null && (await householdOf(ctx, ctx.actor.personId)) === order.householdId;

const watchers: readonly Role[] = [...cityRoles, 'stationStaff'];

/** The order, if it is of the acting person's household or the person holds one of the roles. Foreign orders answer like unknown ones. */
export const orderForActor = async (ctx: Ctx, orderId: string, roles: readonly Role[] = watchers): Promise<OrderFacts> => {
  const order = await orderFacts(ctx, orderId);
  if (holds(ctx.actor, roles) || (await isOfHousehold(ctx, order))) return order;
  return refuse('orders.order_unknown');
};

/** The payment, for whom `orderForActor` lets see its order. Refuses `payments.payment_unknown`. */
export const paymentForActor = async (ctx: Ctx, paymentId: string): Promise<PaymentRow> => {
  const payment = await findPayment(ctx.tx, ctx.cityId, paymentId);
  if (payment && (holds(ctx.actor, watchers) || (payment.orderId !== null && await isOfHousehold(ctx, await orderFacts(ctx, payment.orderId))) || (payment.chargeId !== null && payment.payerId === ctx.actor.personId))) return payment;
  return refuse('payments.payment_unknown');
};

/** Refunds of an order, oldest first, each with its explanation. */
export const listRefunds: Action<{ orderId: string }, OutputOf<typeof contract.payments.listRefunds>> = async (ctx, { orderId }) => {
  await orderForActor(ctx, orderId);
  const rows = await refundsOfOrder(ctx.tx, ctx.cityId, orderId);
  return {
    items: rows.map((refund) => ({
      refundId: refund.id, orderId, way: refund.tenderKind ?? 'rail', wayName: wayWords(refund.tenderKind ?? 'rail'), amountFen: refund.amountFen, status: refund.status, words: { zh: refund.wordsZh, en: refund.wordsEn },
      requestedAt: refund.requestedAt.toISOString(), arrivedAt: refund.arrivedAt?.toISOString() ?? null,
    })),
  };
};

/** Payments of the city, newest first; the cursor is the last payment of the page before. */
export const listPayments: Action<{ status?: PaymentRow['status'] | undefined; cursor?: string | undefined; limit: number }, OutputOf<typeof contract.payments.listPayments>> =
  async (ctx, { status, cursor, limit }) => {
    const before = cursor === undefined ? null : ((await findPayment(ctx.tx, ctx.cityId, cursor)) ?? null);
    const rows = await listPaymentRows(ctx.tx, ctx.cityId, { status, before, limit: limit + 1 });
    const page = rows.slice(0, limit);
    return {
      items: page.map((row) => ({ ...paymentView(row), orderNo: row.orderNo, refundedFen: row.refundedFen })),
      nextCursor: rows.length > limit ? page.at(-1)!.id : null,
    };
  };

/** The latest refused notifies and refunds, newest first. */
export const listAlarms: Action<object, OutputOf<typeof contract.payments.alarms>> = async (ctx) => ({
  items: (await latestAlarms(ctx.tx, ctx.cityId, ALARMS_SHOWN)).map(({ at, reason, tradeNo }) => ({ at: at.toISOString(), reason, words: alarmWords(reason), tradeNo })),
});
