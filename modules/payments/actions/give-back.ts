import type { Ctx } from '../../../kernel/context.ts';
import { recordRefund, type OrderFacts } from '../../orders/index.ts';
import { tenderReturned } from '../rules/postings.ts';
import { sayWays, shareRefund, shareVoidRefund, type PaidPart } from '../rules/ways.ts';
import { refundWords, type RefundReason } from '../rules/words.ts';
import { payingPayment, type PaymentRow } from '../store/payments.ts';
import { refundWishedFen } from '../store/refunds.ts';
import { addTenderRefund, addTenderReturned, tendersOfOrder, type TenderRow } from '../store/tenders.ts';
import { postTransaction } from './ledger.ts';
import { requestRefund } from './refund.ts';

type Part = PaidPart & { payment: PaymentRow | null; tender: TenderRow | null };

/** What an order was paid by: its rail first, then its tenders as they were given. */
async function partsOf(ctx: Ctx, orderId: string): Promise<Part[]> {
  const { tx, cityId } = ctx;
  const payment = await payingPayment(tx, cityId, orderId);
  const rail: Part[] = payment && payment.amountFen > 0 ? [{ way: 'rail', amountFen: payment.amountFen, backFen: await refundWishedFen(tx, cityId, payment.id), payment, tender: null }] : [];
  return [...rail, ...(await tendersOfOrder(tx, cityId, orderId)).map((tender): Part => ({ way: tender.kind, amountFen: tender.amountFen, backFen: tender.returnedFen, payment: null, tender }))];
}

/** What may still be given back of an order, by all ways together. */
export const refundableFenOf = async (ctx: Ctx, orderId: string): Promise<number> => (await partsOf(ctx, orderId)).reduce((sum, { amountFen, backFen }) => sum + amountFen - backFen, 0);

/**
 * Gives a part of a paid order back, or all of it, by the ways it came: each gets its share. What goes to a tender is there at once; the rail's part is
 * asked of the provider. Call with the order locked and the money in its escrow.
 */
export async function giveBackMoney(ctx: Ctx, { order, amountFen, reason }: { order: OrderFacts; amountFen: number; reason: RefundReason }): Promise<void> {
  if (amountFen <= 0) return;
  const parts = await partsOf(ctx, order.id);
  const shares = reason.key === 'cancelled' ? shareVoidRefund(parts, amountFen) : shareRefund(parts, amountFen);
  const paidFen = parts.reduce((sum, part) => sum + part.amountFen, 0);
  const words = refundWords(reason, amountFen, paidFen, sayWays(parts.map(({ way }, position) => ({ way, fen: shares[position]! }))));
  for (const [position, { payment, tender }] of parts.entries()) {
    const fen = shares[position]!;
    if (fen === 0) continue;
    if (payment) await requestRefund(ctx, { payment, due: { order, charge: null }, amountFen: fen, reasonKey: reason.key, words });
    if (tender) await returnTender(ctx, { order, tender, amountFen: fen, reasonKey: reason.key, words });
  }
}

async function returnTender(ctx: Ctx, { order, tender, amountFen, reasonKey, words }: { order: OrderFacts; tender: TenderRow; amountFen: number; reasonKey: string; words: { zh: string; en: string } }): Promise<void> {
  const refundId = ctx.newId('rfd');
  if (!await addTenderRefund(ctx.tx, ctx.cityId, { id: refundId, tenderId: tender.id, orderId: order.id, amountFen, reasonKey, words, at: ctx.now })) return;
  await addTenderReturned(ctx.tx, ctx.cityId, tender.id, amountFen);
  await postTransaction(ctx, tenderReturned({ orderId: order.id, orderNo: order.no, from: tender.from, amountFen, key: refundId }));
  await recordRefund(ctx, { orderId: order.id, refundedFen: amountFen });
  await ctx.emit('payment.refunded', { refundId, orderId: order.id, personIds: [order.customerId], merchantId: null });
}
