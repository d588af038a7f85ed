import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Fen, Flag, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

/** How a part of a served order is given back: what was left undone, the unserved rest of a long-term fee, or a gesture of the platform. */
export const partRefundKinds = ['undoneItems', 'longTerm', 'goodwill'] as const;
const PartRefundKind = z.enum(partRefundKinds).meta({ id: 'PartRefundKind' });
const about = {
  kind: PartRefundKind, servedDays: z.coerce.number().int().min(0).max(3650).optional(), replacementsUsed: z.coerce.number().int().min(0).max(50).default(0),
  amountFen: z.coerce.number().int().min(1).optional().meta({ description: 'goodwill: how much' }),
};
export const PartRefundPreview = z.object({
  kind: PartRefundKind, refundFen: Fen, mostFen: Fen.meta({ description: 'More than this was not paid, or went back already' }), words: Bilingual,
  items: z.array(z.object({ code: Id, text: Bilingual, isDone: z.boolean() })), bearers: z.array(z.object({ label: Bilingual, amountFen: Fen })),
}).meta({ id: 'PartRefundPreview' });
export const RefundProposal = z.object({
  proposalId: Id, orderId: Id, orderNo: z.string(), itemName: Bilingual, kind: PartRefundKind, amountFen: Fen, words: Bilingual, reason: z.string(), state: z.enum(['proposed', 'approved', 'declined']),
  proposedByName: z.string(), proposedAt: Instant, decidedByName: z.string().nullable(), decidedAt: Instant.nullable(), decisionWords: z.string(), canDecide: z.boolean(),
}).meta({ id: 'RefundProposal' });

export const refundEndpoints = {
  previewPartRefund: query({
    path: '/api/orders/:orderId/part-refund', who: 'signedIn', summary: 'What a part refund would give back, by which rule, and who bears it. A family asks about undone items of its own order',
    input: z.object({ orderId: Id, ...about, isOurFault: Flag, codes: z.string().max(1000).default('').meta({ description: 'Undone items, comma between; empty: those not ticked' }) }), output: PartRefundPreview,
    refusals: ['orders.order_unknown', 'payments.refund_too_early', 'payments.refund_incomplete', 'access.forbidden'],
  }),
  proposeRefund: command({
    path: '/api/orders/:orderId/refund-proposals', who: 'signedIn', summary: 'Give a part back by a rule: the desk, or the family for items of its own order that were not ticked. Small ones by rule go at once; the others wait for a second person',
    input: z.object({ orderId: Id, ...about, isOurFault: z.boolean().default(false), codes: z.array(Id).max(30).default([]), reason: Text(200) }), output: RefundProposal,
    refusals: ['orders.order_unknown', 'payments.refund_too_early', 'payments.refund_incomplete', 'payments.refund_nothing', 'payments.refund_too_large', 'payments.refund_twice', 'access.forbidden'],
  }),
  listRefundProposals: query({ path: '/api/refund-proposals', who: ['agent', 'dispatcher', 'operator', 'finance', 'auditor'], summary: 'Refunds that wait for a second person, and those decided', input: z.object({ state: z.enum(['proposed', 'approved', 'declined']).optional(), ...Page }), output: pageOf(RefundProposal) }),
  decideRefund: command({
    path: '/api/refund-proposals/:proposalId/decide', who: ['finance', 'operator'], summary: 'Approve or decline; never one’s own', input: z.object({ proposalId: Id, isApproved: z.boolean(), words: Note(200).default('') }), output: RefundProposal,
    refusals: ['payments.proposal_unknown', 'payments.proposal_over', 'payments.proposal_own', 'payments.refund_too_large'],
  }),
};
