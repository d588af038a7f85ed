import { deskRoles, type InputOf, type OutputOf, type contract } from '@linli/contract';
import { OrderTaken, RailTrouble, type NewOrder, type OrderStart, type PaymentRail, type PayScene, type RailName } from '../../../gateways/payment.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { lockOrder, viewOrder } from '../../orders/index.ts';
import { ASK_AFTER_SECONDS, attemptEnds, NO_PROVIDER, notifyPath, tradeNoOf } from '../rules/attempts.ts';
import { railWords } from '../rules/words.ts';
import { markToShare } from '../store/rail-shares.ts';
import { tenderedFen } from '../store/tenders.ts';
import { addPayment, findPayment, markClosed, paymentsOfOrder, type PaymentRow } from '../store/payments.ts';
import { isOrderToShare } from './rail-shares.ts';
import { askSoon, takePayment } from './receive.ts';
import { orderForActor, paymentView } from './view.ts';

/** How one can pay here, the usual way first. */
export const listRails: Action<object, OutputOf<typeof contract.payments.listRails>> = async (ctx) => ({
  items: [...ctx.gateways.rails.values()].map(({ provider, scenes }) => ({ rail: provider, name: railWords(provider), scenes: [...scenes] })),
});

/**
 * Opens the payment of a held order, for what its tenders leave of the order's own amount. Asked again for the same rail and scene, the open one is answered;
 * asked for another, the open one is closed at its provider first, and if it was paid meanwhile, it counts. An order that leaves nothing to pay is
 * confirmed at once and no provider hears of it. Refuses `orders.order_unknown`, `orders.wrong_state`, `payments.window_over`,
 * `payments.rail_unknown`, `payments.rail_down`.
 */
export const startPayment: Action<InputOf<typeof contract.payments.start>, OutputOf<typeof contract.payments.start>> = async (ctx, { orderId, rail: wishedRail, scene: wishedScene, payerOpenId }) => {
  const { tx, cityId, now } = ctx;
  await orderForActor(ctx, orderId, [...deskRoles, 'stationStaff']);
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'held') await refuseState(ctx, orderId);
  if (order.payBefore === null || order.payBefore <= now) refuse('payments.window_over');
  const leftFen = order.totalFen - await tenderedFen(tx, cityId, orderId);
  return openPayment(ctx, {
    due: { orderId, chargeId: null }, no: order.no, amountFen: leftFen, description: `${order.itemNameZh} ${order.no}`, payBefore: order.payBefore, returnPath: `/orders/${orderId}`, payerId: ctx.actor.personId ?? order.customerId, earlier: await paymentsOfOrder(tx, cityId, orderId),
    wished: { rail: wishedRail, scene: wishedScene, payerOpenId },
  });
};

type Payable = { due: { orderId: string | null; chargeId: string | null }; no: string; amountFen: number; description: string; payBefore: Date; returnPath: string; payerId: string; earlier: readonly PaymentRow[]; wished: { rail: RailName | undefined; scene: PayScene | undefined; payerOpenId: string | undefined } };

/** Opens the payment of an order or a charge, both locked; what is open for the same amount, rail and scene is answered as it is. */
export const openPayment = async (ctx: Ctx, { due, no, amountFen, description, payBefore, returnPath, payerId, earlier, wished }: Payable): Promise<OutputOf<typeof contract.payments.start>> => {
  const { tx, cityId, now } = ctx;
  const open = earlier.find((payment) => payment.status === 'created');
  if (open && open.expiresAt > now && open.amountFen === amountFen && (wished.rail ?? open.provider) === open.provider && (wished.scene ?? open.scene) === open.scene) return paymentView(open);

  const isFree = amountFen === 0;
  const way = isFree ? null : wayOf(ctx, wished.rail ?? (open?.provider as RailName | undefined), wished.scene, wished.payerOpenId);
  if (open && (await giveUp(ctx, open)) === 'paid') return paymentView((await findPayment(tx, cityId, open.id))!);

  const expiresAt = attemptEnds(payBefore, now);
  const id = ctx.newId('pay');
  const isToShare = way !== null && due.orderId !== null && await isOrderToShare(ctx, due.orderId, way.rail.provider);
  const numbers = nextTradeNos(cityId, no, earlier);
  const { tradeNo, ...opened }: OrderStart & { tradeNo: string } = way === null ? { tradeNo: numbers[0]!, cashierPath: null, codeUrl: null, clientParams: null } : await openAt(way.rail, numbers, {
    amountFen, description, expiresAt, notifyPath: notifyPath(way.rail.provider), returnPath, scene: way.scene,
    ...(isToShare && { isToShare }), ...(wished.payerOpenId && { payerOpenId: wished.payerOpenId }), ...(ctx.clientIp && { payerIp: ctx.clientIp }),
  });
  await addPayment(tx, cityId, {
    id, ...due, provider: way?.rail.provider ?? NO_PROVIDER, tradeNo, amountFen, status: 'created', providerTradeNo: null, scene: way?.scene ?? 'h5', ...opened, createdAt: now, expiresAt, payerId,
  });
  if (isToShare) await markToShare(tx, cityId, id);
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

/** Numbers for the next attempt: more than one, should the provider know the first from a call whose answer was lost. */
const nextTradeNos = (cityId: string, no: string, earlier: readonly PaymentRow[]): string[] => {
  const used = Math.max(earlier.length, ...earlier.map(({ tradeNo }) => Number(tradeNo.slice(-2)) || 0));
  return [1, 2, 3].map((more) => tradeNoOf(cityId, no, used + more));
};

const openAt = async (rail: PaymentRail, [tradeNo, ...others]: readonly string[], order: Omit<NewOrder, 'outTradeNo'>): Promise<OrderStart & { tradeNo: string }> => {
  try { return { tradeNo: tradeNo!, ...await rail.createOrder({ ...order, outTradeNo: tradeNo! }) }; } catch (error) {
    if (error instanceof OrderTaken && others.length > 0) {
      // Nobody was ever shown it, so nobody has paid it; closed, nobody will.
      await rail.closeOrder(tradeNo!).catch(() => null);
      return openAt(rail, others, order);
    }
    if (!(error instanceof RailTrouble) && !(error instanceof OrderTaken)) throw error;
    const { zh, en } = railWords(rail.provider);
    return refuse('payments.rail_down', { railZh: zh, railEn: en });
  }
};

/**
 * Closes an open payment because another is wanted. When its provider does not answer it is closed on our side and asked about soon:
 * money that reaches it after all is found and, if the order is paid by then, goes back.
 */
export const giveUp = async (ctx: Ctx, payment: PaymentRow): Promise<'closed' | 'paid'> => {
  const state = await ctx.gateways.rails.get(payment.provider as RailName)?.closeOrder(payment.tradeNo).catch((error: unknown) => {
    if (error instanceof RailTrouble) return null;
    throw error;
  });
  if (state?.state === 'paid' && state.amountFen === payment.amountFen) {
    await takePayment(ctx, payment.id, { paidAt: state.paidAt ?? ctx.now, transactionNo: state.transactionId, payerAccount: state.payerAccount });
    return 'paid';
  }
  await markClosed(ctx.tx, ctx.cityId, payment.id);
  await askSoon(ctx, payment.id, new Date(ctx.now.getTime() + ASK_AFTER_SECONDS * 1000), false);
  return 'closed';
};

export const refuseState = async (ctx: Ctx, orderId: string): Promise<never> => {
  const { statusLabel } = await viewOrder(ctx, orderId);
  return refuse('orders.wrong_state', { statusZh: statusLabel.zh, statusEn: statusLabel.en, verbZh: '支付', verbEn: 'paid' });
};
