import { deskRoles, type OutputOf, type contract } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { lockOrder, viewOrder } from '../../orders/index.ts';
import { attemptEnds, NO_PROVIDER, notifyPath, tradeNoOf } from '../rules/attempts.ts';
import { addPayment, findPayment, paymentsOfOrder } from '../store/payments.ts';
import { takePayment } from './receive.ts';
import { orderForActor, paymentView } from './view.ts';

/**
 * Opens the payment of a held order, for the order's own amount; asked again, the open one is answered. An order for nothing
 * is confirmed at once and no provider hears of it. Refuses `orders.order_unknown`, `orders.wrong_state`, `payments.window_over`.
 */
export const startPayment: Action<{ orderId: string }, OutputOf<typeof contract.payments.start>> = async (ctx, { orderId }) => {
  const { tx, cityId, now } = ctx;
  await orderForActor(ctx, orderId, [...deskRoles, 'stationStaff']);
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'held') await refuseState(ctx, orderId);
  if (order.payBefore === null || order.payBefore <= now) refuse('payments.window_over');
  const earlier = await paymentsOfOrder(tx, cityId, orderId);
  const open = earlier.find((payment) => payment.status === 'created' && payment.expiresAt > now);
  if (open) return paymentView(open);

  const expiresAt = attemptEnds(order.payBefore, now);
  const isFree = order.totalFen === 0;
  const { provider } = ctx.gateways.payment;
  const tradeNo = tradeNoOf(cityId, order.no, earlier.length + 1);
  const id = ctx.newId('pay');
  const cashier = isFree ? null : await ctx.gateways.payment.createOrder({
    outTradeNo: tradeNo, amountFen: order.totalFen, description: `${order.itemNameZh} ${order.no}`, expiresAt, notifyPath: notifyPath(provider), returnPath: `/orders/${orderId}`,
  });
  await addPayment(tx, cityId, {
    id, orderId, provider: isFree ? NO_PROVIDER : provider, tradeNo, amountFen: order.totalFen, status: 'created', providerTradeNo: cashier?.tradeNo ?? null, cashierPath: cashier?.cashierPath ?? null, createdAt: now, expiresAt,
    payerId: ctx.actor.personId ?? order.customerId,
  });
  if (isFree) await takePayment(ctx, id, { paidAt: now, transactionNo: null });
  return paymentView((await findPayment(tx, cityId, id))!);
};

const refuseState = async (ctx: Ctx, orderId: string): Promise<never> => {
  const { statusLabel } = await viewOrder(ctx, orderId);
  return refuse('orders.wrong_state', { statusZh: statusLabel.zh, statusEn: statusLabel.en, verbZh: '支付', verbEn: 'paid' });
};
