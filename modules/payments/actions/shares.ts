import type { Bilingual, Quote } from '@linli/contract';
import { once, type Ctx } from '../../../kernel/context.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { orderFacts } from '../../orders/index.ts';
import { DIRECT_COMMISSION_BASIS_POINTS, discountBearers, lessLabour, partiesOf, splitOrder, splitRedo, type ShareTerms, type Split } from '../rules/split.ts';
import { sayPlan, withoutMerchant, type SharePlan } from '../rules/share-plan.ts';
import { refundsOfOrder } from '../store/refunds.ts';
import { sharePlanAt } from '../store/share-plans.ts';

/** The plan that was in force when the order was placed; null: none was written, so the merchant's agreement counts. */
const planOf = async (ctx: Ctx, { quote: { itemId }, family, placedAt, merchantId }: Served): Promise<SharePlan | null> => {
  const plan = await once(ctx, `payments.plan:${itemId}:${placedAt.toISOString()}`, () => sharePlanAt(ctx.tx, ctx.cityId, { itemId, family, at: placedAt }));
  return plan === undefined ? null : merchantId === null ? withoutMerchant(plan) : plan;
};

const termsOf = async (ctx: Ctx, served: Served): Promise<ShareTerms> => {
  const plan = await planOf(ctx, served);
  const { merchantId } = served;
  if (plan !== null || merchantId === null) return plan;
  const brief = await once(ctx, `payments.terms:${merchantId}`, async () => (await merchantBriefs(ctx, [merchantId])).get(merchantId));
  if (!brief) throw new Error(`there is no merchant ${merchantId}`);
  return brief;
};

export type Served = { totalFen: number; quote: Quote; family: string; placedAt: Date; redoOf: string | null; workerId: string; merchantId: string | null };

/** Who gets what when this worker serves this order; `lessFen` of the labour goes back to the family. */
export const splitFor = async (ctx: Ctx, served: Served, lessFen = 0): Promise<Split> => {
  const { totalFen, quote, redoOf, workerId } = served;
  const terms = await termsOf(ctx, served);
  if (redoOf === null) return splitOrder({ totalFen: totalFen - lessFen, lines: lessLabour(quote.lines, lessFen), terms, bearers: discountBearers(quote.lines) });
  return splitRedo({ lines: quote.lines, terms, isOwnWork: (await orderFacts(ctx, redoOf)).workerId === workerId });
};

/** What was given back of an order's labour by a rule, or is on its way. A gesture takes nothing from the labour. */
export const labourRefundedFen = async (ctx: Ctx, orderId: string): Promise<number> =>
  (await refundsOfOrder(ctx.tx, ctx.cityId, orderId)).reduce((sum, { reasonKey, amountFen }) => (reasonKey === 'undoneItems' || reasonKey === 'longTerm' ? sum + amountFen : sum), 0);

/** The rule an order is split by, in words. */
export const sayTerms = async (ctx: Ctx, served: Served): Promise<Bilingual> => {
  const terms = await termsOf(ctx, served);
  if (terms !== null && 'parties' in terms) return sayPlan(terms);
  return sayPlan({ commissionBasisPoints: terms?.commissionBasisPoints ?? DIRECT_COMMISSION_BASIS_POINTS, parties: partiesOf(terms) });
};
