import { z } from 'zod';
import { Way } from './charges.ts';
import { command, query } from './endpoint.ts';
import { Bilingual, Fen, Id } from './shapes.ts';

const May = { isUsable: z.boolean(), why: Bilingual.nullable().meta({ description: 'Why it cannot be used' }) };
/** What may be used for an order, in the order in which it is counted: pack, coupon, voucher, points, stored value, rail. */
export const Checkout = z.object({
  orderId: Id, listFen: Fen.meta({ description: 'Before what was added here' }), discounts: z.array(z.object({ source: z.string(), label: Bilingual, amountFen: Fen })), totalFen: Fen,
  packs: z.array(z.object({ packId: Id, name: Bilingual, units: z.int(), unitsLeft: z.int(), tenderFen: Fen, discountFen: Fen, ...May })),
  coupons: z.array(z.object({ couponId: Id, name: Bilingual, amountFen: Fen, ...May })),
  voucher: z.object({ memberName: z.string(), leftFen: Fen, amountFen: Fen, ...May }).nullable(),
  points: z.object({ balanceFen: Fen, mostFen: Fen, ...May }), stored: z.object({ storedFen: Fen, bonusFen: Fen, mostFen: Fen, ...May }),
  chosen: z.object({ packId: Id.nullable(), couponId: Id.nullable(), useVoucher: z.boolean(), pointsFen: Fen, useStored: z.boolean() }),
  used: z.array(z.object({ way: Way, words: Bilingual, amountFen: Fen })), leftFen: Fen.meta({ description: 'To be paid over a rail' }),
}).meta({ id: 'Checkout' });

export const checkoutEndpoints = {
  checkout: query({ path: '/api/orders/:orderId/checkout', who: 'signedIn', summary: 'What an order costs, what may be used for it and why not, what is chosen and what is left to pay', input: z.object({ orderId: Id }), output: Checkout, refusals: ['orders.order_unknown'] }),
  useTenders: command({
    path: '/api/orders/:orderId/checkout', who: 'signedIn', summary: 'Choose what to use for a held order; may be said again to change it. All of it or nothing', input: z.object({
      orderId: Id, couponId: Id.optional(), packId: Id.optional(), useVoucher: z.boolean().default(false), pointsFen: Fen.min(0).default(0), useStored: z.boolean().default(false),
    }), output: Checkout,
    refusals: ['orders.order_unknown', 'orders.wrong_state', 'payments.already_paying', 'payments.tender_short', 'benefits.not_usable', 'benefits.pack_unknown', 'benefits.points_too_many', 'promotions.coupon_unknown', 'promotions.coupon_unusable', 'promotions.budget_spent'],
  }),
};
