import type { Bilingual, Quote } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { memberLines } from '../../promotions/index.ts';
import { discountQuote } from '../rules/discount.ts';
import type { OrderFacts } from '../rules/order.ts';
import { amend, lockOrder } from './open.ts';

/** A discount that is added to a held order: what gives it, how much (more than zero), and who bears it; the bearers sum to it. */
export type Discount = { source: string; label: Bilingual; detail: Bilingual; amountFen: number; bearers: NonNullable<Quote['lines'][number]['bearers']> };

/**
 * Replaces the discounts that were added to a held order by these; those it was quoted with stay. The total follows, never below zero. Whoever calls has
 * closed what payment was open: the order does not know of payments. Answers the order as it then stands.
 */
export async function discountOrder(ctx: Ctx, { orderId, lines }: { orderId: string; lines: readonly Discount[] }): Promise<OrderFacts> {
  const order = await lockOrder(ctx, orderId);
  if (order.status !== 'held') throw new Error(`order ${order.no} is ${order.status}: its price stands`);
  const quote = discountQuote(order.quote, lines);
  await amend(ctx, orderId, { quote, totalFen: quote.totalFen, changedAt: ctx.now });
  return { ...order, quote, totalFen: quote.totalFen, changedAt: ctx.now };
}

/** A quote with what the household's membership takes off it: a member sees and pays the member's price without asking for it. */
export const withMembership = async (ctx: Ctx, householdId: string, quote: Quote): Promise<Quote> => discountQuote(quote, await memberLines(ctx, { householdId, lines: quote.lines }));
