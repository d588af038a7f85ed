import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { MembershipPlan } from './promotions.ts';
import { Bilingual, Day, Fen, Id, Instant, Text } from './shapes.ts';

export const Points = z.object({
  points: z.int().meta({ description: 'One point pays one fen' }), words: Bilingual, ratePercent: z.number(), times: z.int().meta({ description: 'How many times the rate a member earns' }),
  expiring: z.object({ points: z.int(), lastDay: Day }).nullable().meta({ description: 'What lapses at the end of this year' }),
  movements: z.array(z.object({ postingId: z.int(), at: Instant, kind: z.string(), words: Bilingual, orderId: Id.nullable(), points: z.int() })),
}).meta({ id: 'Points' });
export const Membership = z.object({
  membershipId: Id, planId: Id, name: Bilingual, words: Bilingual, priceFen: Fen, state: z.enum(['waiting', 'running', 'ended', 'dropped']), stateLabel: Bilingual, startsAt: Instant.nullable(), endsAt: Instant.nullable(), refundFen: Fen,
}).meta({ id: 'Membership' });
const MyMembership = z.object({
  current: Membership.nullable(), plans: z.array(MembershipPlan), history: z.array(Membership),
  drop: z.object({ refundFen: Fen, words: Bilingual }).nullable().meta({ description: 'What giving it up would bring; null: it is too late for that' }),
});
const Fund = z.object({ fundId: Id, balanceFen: Fen, paidInFen: Fen, usedFen: Fen }).meta({ id: 'Fund' });

/** What a household earns by staying: points and memberships; and the partners' money behind discounts. */
export const loyaltyEndpoints = {
  points: query({ path: '/api/my/points', who: 'signedIn', summary: 'My household’s points: what they came from, what they paid, what lapses', input: z.object({}), output: Points }),
  membership: query({ path: '/api/my/membership', who: 'signedIn', summary: 'My household’s membership, what else is offered, and what giving it up would bring', input: z.object({}), output: MyMembership }),
  buyMembership: command({ path: '/api/my/membership', who: 'signedIn', summary: 'Buy a membership: answers a charge to be paid', input: z.object({ planId: Id }), output: z.object({ membershipId: Id, chargeId: Id, amountFen: Fen }), refusals: ['promotions.plan_unknown', 'benefits.member_already', 'benefits.no_household'] }),
  dropMembership: command({ path: '/api/my/membership/drop', who: 'signedIn', summary: 'Give up a membership within seven days: the days not begun are paid back', input: z.object({ membershipId: Id }), output: MyMembership, refusals: ['benefits.membership_unknown', 'benefits.drop_too_late', 'benefits.no_household'] }),
  funds: query({ path: '/api/desk/funds', who: ['finance', 'operator', 'auditor'], summary: 'Partners’ funds for discounts: paid in, used, left', input: z.object({}), output: z.object({ items: z.array(Fund) }) }),
  payIntoFund: command({ path: '/api/desk/funds/:fundId/payments', who: ['finance'], summary: 'Enter what a partner paid into its fund, by the number of the bank’s slip', input: z.object({ fundId: Id, amountFen: Fen.min(1).max(100_000_000), slipNo: Text(40), words: Text(100) }), output: Fund, refusals: ['benefits.slip_used'] }),
};
