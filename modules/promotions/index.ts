import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';

/** Coupons, recommendations and memberships: what makes a service cheaper and whose money that is. What is owed for them in money is posted further right. */
export const mount: Module = { name: 'promotions', routes, reactions, checks };

export { makeCampaign } from './actions/campaigns.ts';
export { checks } from './actions/checks.ts';
export { claim, giveCoupon } from './actions/coupons.ts';
export { askMembership, dropMembership, installPlans, memberLines, memberTermsOf, membershipForUpdate, membershipList, membershipPlans as listPlans, noteCharge, previewDrop, startMembership } from './actions/memberships.ts';
export type { MemberLine, Membership } from './actions/memberships.ts';
export { bindReferral, completeReferral, myReferral, takeReward } from './actions/referrals.ts';
export type { DueReward } from './actions/referrals.ts';
export { compensate, couponsFor, holdCoupon, releaseCoupon, spendCoupon } from './actions/use.ts';
export type { CouponOrder, HeldCoupon, UsableCoupon } from './actions/use.ts';
export { planWords } from './rules/memberships.ts';
