import { deskRoles, type InputOf, type OutputOf, type contract } from '@linli/contract';
import { RailTrouble, type NewOrder, type OrderStart, type PaymentRail, type PayScene, type RailName } from '../../../gateways/payment.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { lockOrder, viewOrder } from '../../orders/index.ts';
import { ASK_AFTER_SECONDS, attemptEnds, NO_PROVIDER, notifyPath, tradeNoOf } from '../rules/attempts.ts';
import { railWords } from '../rules/words.ts';
import { addPayment, findPayment, markClosed, paymentsOfOrder, type PaymentRow } from '../store/payments.ts';
import { askSoon, takePayment } from './receive.ts';
import { orderForActor, paymentView } from './view.ts';

/** How one can pay here, the usual way first. */
export const listRails: Action<object, OutputOf<typeof contract.payments.listRails>> = async (ctx) => ({
  items: [...ctx.gateways.rails.values()].map(({ provider, scenes }) => ({ rail: provider, name: railWords(provider), scenes: [...scenes] })),
});

/**
 * Opens the payment of a held order, for the order's own amount. Asked again for the same rail and scene, the open one is answered;
 * asked for another, the open one is closed at its provider first, and if it was paid meanwhile, it counts. An order for nothing is
 * confirmed at once and no provider hears of it. Refuses `orders.order_unknown`, `orders.wrong_state`, `payments.window_over`,
 * `payments.rail_unknown`, `payments.rail_down`.
 */
export const startPayment: Action<InputOf<typeof contract.payments.start>, OutputOf<typeof contract.payments.start>> = async (ctx, { orderId, rail: wishedRail, scene: wishedScene, payerOpenId }) => {
  const { tx, cityId, now } = ctx;
  await orderForActor(ctx, orderId, [...deskRoles, 'stationStaff']);
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'held') await refuseState(ctx, orderId);
  if (order.payBefore === null || order.payBefore <= now) refuse('payments.window_over');
  const earlier = await paymentsOfOrder(tx, cityId, orderId);
  const open = earlier.find((payment) => payment.status === 'created');
  if (open && open.expiresAt > now && (wishedRail ?? open.provider) === open.provider && (wishedScene ?? open.scene) === open.scene) return paymentView(open);

  const isFree = order.totalFen === 0;
  const way = isFree ? null : wayOf(ctx, wishedRail ?? (open?.provider as RailName | undefined), wishedScene, payerOpenId);
  if (open && (await giveUp(ctx, open)) === 'paid') return paymentView((await findPayment(tx, cityId, open.id))!);

  const expiresAt = attemptEnds(order.payBefore, now);
  const tradeNo = tradeNoOf(cityId, order.no, earlier.length + 1);
  const id = ctx.newId('pay');
  const opened: OrderStart = way === null ? { cashierPath: null, codeUrl: null, clientParams: null } : await openAt(way.rail, {
    outTradeNo: tradeNo, amountFen: order.totalFen, description: `${order.itemNameZh} ${order.no}`, expiresAt, notifyPath: notifyPath(way.rail.provider), returnPath: `/orders/${orderId}`, scene: way.scene,
    ...(payerOpenId && { payerOpenId }), ...(ctx.clientIp && { payerIp: ctx.clientIp }),
  });
  await addPayment(tx, cityId, {
    id, orderId, provider: way?.rail.provider ?? NO_PROVIDER, tradeNo, amountFen: order.totalFen, status: 'created', providerTradeNo: null, scene: way?.scene ?? 'h5', ...opened, createdAt: now, expiresAt, payerId: ctx.actor.personId ?? order.customerId,
  });
  if (isFree) await takePayment(ctx, id, { paidAt: now, transactionNo: null });
  return paymentView((await findPayment(tx, cityId, id))!);
};

/** The rail and scene that were asked for, or the first there is. Inside WeChat the payer must be known to WeChat. */
const wayOf = (ctx: Ctx, name: RailName | undefined, wished: PayScene | undefined, payerOpenId: string | undefined): { rail: PaymentRail; scene: PayScene } => {
  const { rails, payment } = ctx.gateways;
  const rail = (name === undefined ? rails.get(payment.provider) : rails.get(name)) ?? refuse('payments.rail_unknown');
  const scene = wished ?? rail.scenes[0]!;
  if (!rail.scenes.includes(scene) || (scene === 'jsapi' && !payerOpenId)) refuse('payments.rail_unknown');
  return { rail, scene };
};

const openAt = async (rail: PaymentRail, order: NewOrder): Promise<OrderStart> => {
  try { return await rail.createOrder(order); } catch (error) {
    if (!(error instanceof RailTrouble)) throw error;
    const { zh, en } = railWords(rail.provider);
    return refuse('payments.rail_down', { railZh: zh, railEn: en });
  }
};

/**
 * Closes an open payment because another is wanted. When its provider does not answer it is closed on our side and asked about soon:
 * money that reaches it after all is found and, if the order is paid by then, goes back.
 */
const giveUp = async (ctx: Ctx, payment: PaymentRow): Promise<'closed' | 'paid'> => {
  const state = await ctx.gateways.rails.get(payment.provider as RailName)?.closeOrder(payment.tradeNo).catch((error: unknown) => {
    if (error instanceof RailTrouble) return null;
    throw error;
  });
  if (state?.state === 'paid' && state.amountFen === payment.amountFen) {
    await takePayment(ctx, payment.id, { paidAt: state.paidAt ?? ctx.now, transactionNo: state.transactionId });
    return 'paid';
  }
  await markClosed(ctx.tx, ctx.cityId, payment.id);
  await askSoon(ctx, payment.id, new Date(ctx.now.getTime() + ASK_AFTER_SECONDS * 1000), false);
  return 'closed';
};

const refuseState = async (ctx: Ctx, orderId: string): Promise<never> => {
  const { statusLabel } = await viewOrder(ctx, orderId);
  return refuse('orders.wrong_state', { statusZh: statusLabel.zh, statusEn: statusLabel.en, verbZh: '支付', verbEn: 'paid' });
};
