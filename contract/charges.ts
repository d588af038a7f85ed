import { z } from 'zod';
import { Bilingual, Fen, Id, Instant } from './shapes.ts';

/** What is paid for and is no order. */
export const chargeKinds = ['topUp', 'pack', 'membership', 'tip', 'deposit'] as const;
export type ChargeKind = (typeof chargeKinds)[number];
export const Charge = z.object({
  chargeId: Id, no: z.string(), kind: z.enum(chargeKinds), refId: z.string(), orderId: Id.nullable(), amountFen: Fen, words: Bilingual, status: z.enum(['open', 'paid', 'closed']), payBefore: Instant, paidAt: Instant.nullable(),
  refunds: z.array(z.object({ refundId: Id, amountFen: Fen, status: z.enum(['requested', 'succeeded', 'failed']), words: Bilingual, requestedAt: Instant, arrivedAt: Instant.nullable() })),
}).meta({ id: 'Charge' });

/** By what an order, or a part of it, was paid and goes back. */
export const tenderKinds = ['stored', 'bonus', 'pack', 'voucher', 'points', 'cash'] as const;
export type TenderKind = (typeof tenderKinds)[number];
export const Way = z.enum(['rail', ...tenderKinds]).meta({ id: 'Way' });
