import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { loyaltyEndpoints } from './loyalty.ts';
import { checkoutEndpoints } from './checkout.ts';
import { packEndpoints } from './packs.ts';
import { subsidyEndpoints } from './subsidies.ts';
import { voucherEndpoints } from './vouchers.ts';
import { insuranceEndpoints } from './insurance.ts';
import { Bilingual, Done, Fen, Id, Instant, Note } from './shapes.ts';

const TopUpPlan = z.object({ payFen: Fen, bonusFen: Fen });
export const Wallet = z.object({
  storedFen: Fen.meta({ description: 'Paid in and not spent' }), bonusFen: Fen.meta({ description: 'Given on top; lapses when the rest is paid back' }), totalFen: Fen,
  plans: z.array(TopUpPlan), mostFen: Fen.meta({ description: 'Most that may be put in at once' }),
  movements: z.array(z.object({ postingId: z.int(), at: Instant, part: z.enum(['stored', 'bonus']), kind: z.string(), words: Bilingual, orderId: Id.nullable(), amountFen: Fen })),
  refund: z.object({ amountFen: Fen, lapsingBonusFen: Fen, needsReason: z.boolean().meta({ description: 'Seven days after the last payment in have passed' }), words: Bilingual }),
}).meta({ id: 'Wallet' });

export const benefits = {
  wallet: query({ path: '/api/my/wallet', who: 'signedIn', summary: 'What my household holds here, each movement, what may be put in and what paid back', input: z.object({}), output: Wallet }),
  topUp: command({
    path: '/api/my/wallet/top-ups', who: 'signedIn', summary: 'Put money in: answers a charge to be paid', input: z.object({ amountFen: Fen.min(100) }), output: z.object({ chargeId: Id, amountFen: Fen, bonusFen: Fen }), refusals: ['benefits.no_household', 'benefits.top_up_too_large'],
  }),
  refundStored: command({
    path: '/api/my/wallet/refund', who: 'signedIn', summary: 'Pay back what was put in and not spent; within seven days without a reason. The bonus lapses', input: z.object({ reason: Note(200).default('') }), output: Wallet, refusals: ['benefits.no_household', 'benefits.nothing_left', 'benefits.reason_needed'],
  }),
  setTopUpPlans: command({ path: '/api/top-up-plans', who: ['operator'], summary: 'Which bonus comes with which amount; replaces all', input: z.object({ plans: z.array(z.object({ payFen: Fen.min(100).max(500_000), bonusFen: Fen.min(0).max(100_000) })).min(1).max(12) }), output: Done, refusals: ['benefits.plan_wrong'] }),
  ...loyaltyEndpoints,
  ...packEndpoints, ...voucherEndpoints, ...checkoutEndpoints,
  ...insuranceEndpoints,
  ...subsidyEndpoints,
};
