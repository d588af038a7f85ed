import type { Quote } from '@linli/contract';
import { once, type Ctx } from '../../../kernel/context.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { lessLabour, splitOrder, splitRedo, type ShareTerms, type Split } from '../rules/split.ts';
import { refundsOfOrder } from '../store/refunds.ts';

const termsOf = async (ctx: Ctx, merchantId: string | null): Promise<ShareTerms> => {
  if (merchantId === null) return null;
  const brief = await once(ctx, `payments.terms:${merchantId}`, async () => (await merchantBriefs(ctx, [merchantId])).get(merchantId));
  if (!brief) throw new Error(`there is no merchant ${merchantId}`);
  return brief;
};

export type Served = { totalFen: number; quote: Quote; redoOf: string | null; workerId: string; merchantId: string | null };

/** Who gets what when this worker serves this order; `lessFen` of the labour goes back to the family. */
export const splitFor = async (ctx: Ctx, { totalFen, quote, redoOf, workerId, merchantId }: Served, lessFen = 0): Promise<Split> => {
  const terms = await termsOf(ctx, merchantId);
  if (redoOf === null) return splitOrder({ totalFen: totalFen - lessFen, lines: lessLabour(quote.lines, lessFen), terms });
  return splitRedo({ lines: quote.lines, terms, isOwnWork: (await orderFacts(ctx, redoOf)).workerId === workerId });
};

/** What was given back of an order's labour by a rule, or is on its way. A gesture takes nothing from the labour. */
export const labourRefundedFen = async (ctx: Ctx, orderId: string): Promise<number> =>
  (await refundsOfOrder(ctx.tx, ctx.cityId, orderId)).reduce((sum, { reasonKey, amountFen }) => (reasonKey === 'undoneItems' || reasonKey === 'longTerm' ? sum + amountFen : sum), 0);
