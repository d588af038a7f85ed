import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Fen, Id, Instant, ServiceFamily, Text } from './shapes.ts';

/** Whoever may have a part of what is left of the labour after commission, in the order they are named; the last one gets the fen left over. */
export const shareParties = ['worker', 'merchant', 'station', 'insurer', 'fund'] as const;
export type ShareParty = (typeof shareParties)[number];
export const PlanParty = z.object({
  party: z.enum(shareParties), partyId: Id.optional().meta({ description: 'station: which station; fund: which fund' }), basisPoints: z.int().min(0).max(10_000).meta({ description: 'Of what is left after commission; all together 10,000' }),
});
export const SharePlan = z.object({
  planId: Id, scope: z.enum(['item', 'family']), scopeId: Id, version: z.int(), commissionBasisPoints: z.int(), parties: z.array(PlanParty), words: Bilingual, reason: z.string(), setByName: z.string(), setAt: Instant, isInForce: z.boolean(),
}).meta({ id: 'SharePlan' });
const Scope = { scope: z.enum(['item', 'family']), scopeId: z.union([ServiceFamily, Id]) };

export const shareEndpoints = {
  listSharePlans: query({ path: '/api/share-plans', who: ['finance', 'operator', 'auditor'], summary: 'Who gets what of which service: every version, those in force first. A service without a plan follows the merchant’s agreement', input: z.object({}), output: z.object({ items: z.array(SharePlan) }) }),
  setSharePlan: command({
    path: '/api/share-plans', who: ['operator'], summary: 'Write who gets what of an item’s or a family’s labour; orders already placed keep theirs',
    input: z.object({ ...Scope, commissionBasisPoints: z.int(), parties: z.array(PlanParty).min(1).max(8), reason: Text(200) }), output: SharePlan,
    refusals: ['payments.commission_out_of_range', 'payments.shares_not_whole', 'payments.share_party_wrong', 'catalog.item_unknown', 'payments.share_scope_wrong'],
  }),
  endSharePlan: command({ path: '/api/share-plans/end', who: ['operator'], summary: 'From now on the service follows the family’s plan or the merchant’s agreement again', input: z.object({ ...Scope, reason: Text(200) }), output: SharePlan, refusals: ['payments.share_scope_wrong'] }),
  sharesOfOrder: query({ path: '/api/orders/:orderId/shares', who: 'signedIn', summary: 'What of an order’s money is whose, by the rule it was placed under', input: z.object({ orderId: Id }), output: z.object({ words: Bilingual, lines: z.array(z.object({ label: Bilingual, amountFen: Fen, isWorkers: z.boolean() })), rule: Bilingual }), refusals: ['orders.order_unknown'] }),
};
