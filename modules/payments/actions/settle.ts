import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { lockOrder, markSettled, type OrderFacts } from '../../orders/index.ts';
import { cancelled, chart, missed, settled } from '../rules/postings.ts';
import { discountBearers, type Split } from '../rules/split.ts';
import { splitLines, type RefundReason, type SplitLine } from '../rules/words.ts';
import { balancesOf } from '../store/ledger.ts';
import { paymentsOfOrder } from '../store/payments.ts';
import { askSoon } from './receive.ts';
import { postTransaction } from './ledger.ts';
import { labourRefundedFen, splitFor, type Served } from './shares.ts';
import { giveBackMoney } from './give-back.ts';
import { releaseTenders } from './tenders.ts';

/** What everyone would get of an order served by this worker of this merchant, before it is: an offer shows the worker her part of it. */
export const previewSplit = async (ctx: Ctx, served: Served): Promise<Omit<Split, 'workerParts'> & { lines: SplitLine[] }> => {
  const { workerParts, ...parts } = await splitFor(ctx, served);
  return { ...parts, lines: splitLines({ ...parts, workerParts }) };
};

/**
 * The household accepted the visit: what goes back of the labour stays in the escrow, the rest is split by the quote the order was placed
 * with, once. While a complaint is open nothing is split; its closing settles it.
 */
export const settleOrder = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'confirmed' || order.openComplaintCount > 0) return;
  if (order.workerId === null) throw new Error(`order ${order.no} was confirmed without a worker`);
  const { totalFen, redoOf, workerId, merchantId } = order;
  const lessFen = await labourRefundedFen(ctx, orderId);
  const split = await splitFor(ctx, { ...order, workerId }, lessFen);
  await postTransaction(ctx, settled({ orderId, orderNo: order.no, totalFen: totalFen - lessFen, workerId, merchantId, split, isRedo: redoOf !== null, funds: await fundsOf(ctx, order) }));
  await markSettled(ctx, { orderId });
};

/** What the funds bear of the discounts, as far as they hold it: an order is not kept from settling by a partner who is short; the platform pays the rest. */
const fundsOf = async (ctx: Ctx, { quote, redoOf }: OrderFacts): Promise<{ fundId: string; amountFen: number }[]> => {
  const wished = redoOf === null ? (discountBearers(quote.lines)?.funds ?? []) : [];
  const whole = Map.groupBy(wished, ({ fundId }) => fundId);
  const codes = [...whole.keys()].map((fundId) => chart.fund(fundId).code);
  await lockFor(ctx.tx, ...codes.map((code) => `ledger:${ctx.cityId}:${code}`));
  const balances = await balancesOf(ctx.tx, ctx.cityId, codes);
  return [...whole].map(([fundId, parts]) => ({ fundId, amountFen: Math.min(parts.reduce((sum, { amountFen }) => sum + amountFen, 0), Math.max(0, -(balances.get(chart.fund(fundId).code) ?? 0))) }));
};

/** A cancelled order: what the rule keeps is posted, the rest goes back; a payment still open is closed at the provider. One that was never paid gives its tenders back. */
export const settleCancelled = (ctx: Ctx, event: EventPayload<'order.cancelled'>): Promise<void> =>
  settleBroken(ctx, event, cancelled, { key: 'cancelled', rule: { zh: event.ruleZh, en: event.ruleEn } });

/** A visit somebody missed: as a cancellation, by its own rule. */
export const settleNoShow = (ctx: Ctx, event: EventPayload<'order.noShow'>): Promise<void> =>
  settleBroken(ctx, event, missed, { key: event.who === 'worker' ? 'workerNoShow' : 'customerNoShow' });

const settleBroken = async (
  ctx: Ctx, { orderId, paidFen, refundFen, workerPayFen, workerId }: { orderId: string; paidFen: number; refundFen: number; workerPayFen: number; workerId: string | null },
  entryOf: typeof cancelled, reason: RefundReason,
): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  for (const payment of await paymentsOfOrder(ctx.tx, ctx.cityId, orderId)) if (payment.status === 'created') await askSoon(ctx, payment.id, ctx.now, true);
  if (paidFen === 0) return releaseTenders(ctx, order);
  await postTransaction(ctx, entryOf({ orderId, orderNo: order.no, paidFen, refundFen, workerPayFen, workerId, merchantId: order.merchantId }));
  await giveBackMoney(ctx, { order, amountFen: Math.min(refundFen, paidFen), reason });
};
