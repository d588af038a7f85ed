import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Can, Day, Done, Fen, Flag, Id, Instant, Note, Page, ServiceFamily, Text, pageOf } from './shapes.ts';

export const CouponKind = z.enum(['amountOff', 'percentOff', 'spendOff']);
export const CouponState = z.enum(['free', 'held', 'spent', 'expired']);
export const CampaignState = z.enum(['open', 'paused', 'ended']);
/** How one comes by a coupon of a campaign: by taking it, by a code, or because the platform gives it. */
export const CouponWay = z.enum(['claim', 'code', 'given']);
export const Stacking = z.enum(['alone', 'withMembership']).meta({ description: '`alone` takes the place of the membership’s discount, `withMembership` is counted after it' });
/** Whose money a discount is, in percent; the three sum to 100. */
const Bearers = { platformPercent: z.int().min(0).max(100), merchantPercent: z.int().min(0).max(100), fundPercent: z.int().min(0).max(100), fundId: Id.nullable() };
const Borne = z.object({ platformFen: Fen, merchantFen: Fen, fundFen: Fen });

export const Campaign = z.object({
  campaignId: Id, name: Bilingual, words: Bilingual.meta({ description: 'What one coupon does, in a sentence' }), kind: CouponKind, amountFen: Fen, percent: z.int(), capFen: Fen.nullable(), minSpendFen: Fen,
  itemIds: z.array(Id), families: z.array(ServiceFamily), districtIds: z.array(Id), isForNewcomers: z.boolean(), isForMembers: z.boolean(), opensAt: Instant, closesAt: Instant, daysValid: z.int().nullable(),
  stock: z.int().nullable(), issued: z.int(), mostPerHousehold: z.int(), way: CouponWay, stacking: Stacking, ...Bearers, budgetFen: Fen.nullable(), state: CampaignState, stateLabel: Bilingual,
  given: z.int(), held: z.int(), spent: z.int(), expired: z.int(), costFen: Fen.meta({ description: 'Discounts of paid orders so far' }), heldFen: Fen.meta({ description: 'Discounts of orders that wait for payment' }), borne: Borne,
}).meta({ id: 'Campaign' });
export const Coupon = z.object({
  couponId: Id, campaignId: Id, name: Bilingual, words: Bilingual, kind: CouponKind, amountFen: Fen, percent: z.int(), capFen: Fen.nullable(), minSpendFen: Fen, stacking: Stacking, source: z.enum(['claim', 'code', 'compensation', 'referral', 'gift']),
  state: CouponState, stateLabel: Bilingual, opensAt: Instant, expiresAt: Instant, orderId: Id.nullable(), discountFen: Fen, givenWhy: Bilingual,
}).meta({ id: 'Coupon' });
export const CouponOffer = z.object({ campaignId: Id, name: Bilingual, words: Bilingual, closesAt: Instant, left: z.int().nullable(), can: Can }).meta({ id: 'CouponOffer' });

export const ReferralKind = z.enum(['household', 'worker']);
export const RewardKind = z.enum(['coupon', 'points', 'cash']);
export const ReferralFinding = z.enum(['self', 'sameDevice', 'sameAddress', 'samePayment', 'ring']);
export const ReferralState = z.enum(['bound', 'review', 'due', 'rewarded', 'declined']);
export const ReferralProgramme = z.object({ referrerKind: ReferralKind, refereeKind: ReferralKind, rewardKind: RewardKind, rewardFen: Fen, giftFen: Fen.meta({ description: 'A coupon for who comes, 0: none' }), isOpen: z.boolean(), words: Bilingual }).meta({ id: 'ReferralProgramme' });
export const Referral = z.object({
  referralId: Id, referrerName: z.string(), refereeName: z.string(), referrerKind: ReferralKind, refereeKind: ReferralKind.nullable(), state: ReferralState, stateLabel: Bilingual, boundAt: Instant, completedAt: Instant.nullable(),
  rewardKind: RewardKind.nullable(), rewardFen: Fen.nullable(), taxFen: Fen, rewardedAt: Instant.nullable(), words: Bilingual,
}).meta({ id: 'Referral' });
const ReferralCase = Referral.extend({ findings: z.array(z.object({ kind: ReferralFinding, words: Bilingual })), decidedByName: z.string().nullable(), decidedAt: Instant.nullable(), decisionWords: z.string() });

export const MembershipPlan = z.object({
  planId: Id, name: Bilingual, words: Bilingual, priceFen: Fen, days: z.int(), discountPercent: z.int(), discountCapFen: Fen.nullable().meta({ description: 'Most off one order' }), isFeeFree: z.boolean(), pointsTimes: z.int(), isOpen: z.boolean(),
}).meta({ id: 'MembershipPlan' });

const makers = ['operator', 'finance'] as const;
const readers = ['operator', 'finance', 'auditor', 'agent'] as const;
const taking = ['promotions.campaign_unknown', 'promotions.campaign_closed', 'promotions.out_of_stock', 'promotions.had_enough', 'promotions.newcomers_only', 'promotions.members_only'] as const;

export const promotions = {
  campaigns: query({ path: '/api/desk/campaigns', who: readers, summary: 'Campaigns with what they cost so far and who bears it, newest first', input: z.object({ state: CampaignState.optional(), ...Page }), output: pageOf(Campaign) }),
  makeCampaign: command({
    path: '/api/desk/campaigns', who: makers, summary: 'Open a campaign; what a coupon is worth is fixed from then on',
    input: z.object({
      nameZh: Text(40), nameEn: Text(80), kind: CouponKind, amountFen: Fen.min(0).max(1_000_000).default(0), percent: z.int().min(0).max(100).default(0), capFen: Fen.min(1).nullable().default(null), minSpendFen: Fen.min(0).default(0),
      itemIds: z.array(Id).max(100).default([]), families: z.array(ServiceFamily).max(12).default([]), districtIds: z.array(Id).max(100).default([]), isForNewcomers: z.boolean().default(false), isForMembers: z.boolean().default(false),
      opensAt: Instant.optional(), closesAt: Instant, daysValid: z.int().min(1).max(366).nullable().default(null), stock: z.int().min(1).max(1_000_000).nullable().default(null), mostPerHousehold: z.int().min(1).max(100).default(1),
      way: z.enum(['claim', 'code']).default('claim'), stacking: Stacking.default('alone'), platformPercent: z.int().min(0).max(100).default(100), merchantPercent: z.int().min(0).max(100).default(0), fundPercent: z.int().min(0).max(100).default(0), fundId: Id.nullable().default(null), budgetFen: Fen.min(1).nullable().default(null),
    }),
    output: Campaign, refusals: ['promotions.campaign_wrong', 'catalog.item_unknown', 'alliance.district_unknown'],
  }),
  setCampaignState: command({ path: '/api/desk/campaigns/:campaignId/state', who: makers, summary: 'Pause, resume or end a campaign; coupons already given stay good', input: z.object({ campaignId: Id, state: CampaignState }), output: Campaign, refusals: ['promotions.campaign_unknown', 'promotions.campaign_over'] }),
  addStock: command({ path: '/api/desk/campaigns/:campaignId/stock', who: makers, summary: 'Add coupons to a campaign’s stock', input: z.object({ campaignId: Id, more: z.int().min(1).max(1_000_000) }), output: Campaign, refusals: ['promotions.campaign_unknown', 'promotions.campaign_over', 'promotions.campaign_wrong'] }),
  makeCodes: command({
    path: '/api/desk/campaigns/:campaignId/codes', who: makers, summary: 'Make single-use codes to hand out; they count as issued at once', input: z.object({ campaignId: Id, name: Text(40), size: z.int().min(1).max(2000) }),
    output: z.object({ batchId: Id, name: z.string(), codes: z.array(z.string()) }), refusals: ['promotions.campaign_unknown', 'promotions.campaign_over', 'promotions.campaign_wrong', 'promotions.out_of_stock'],
  }),
  listCodes: query({
    path: '/api/desk/campaigns/:campaignId/codes', who: readers, summary: 'Batches of codes and which were used', input: z.object({ campaignId: Id }),
    output: z.object({ items: z.array(z.object({ batchId: Id, name: z.string(), madeAt: Instant, size: z.int(), used: z.int() })) }), refusals: ['promotions.campaign_unknown'],
  }),
  giveCoupon: command({ path: '/api/desk/campaigns/:campaignId/give', who: ['operator', 'agent'], summary: 'Give a household a coupon of a campaign', input: z.object({ campaignId: Id, householdId: Id, words: Text(100) }), output: Coupon, refusals: [...taking] }),
  offers: query({ path: '/api/coupons/offers', who: 'signedIn', summary: 'Coupons one may take now, and why not', input: z.object({}), output: z.object({ items: z.array(CouponOffer) }) }),
  claim: command({ path: '/api/coupons/take', who: 'signedIn', summary: 'Take a coupon', input: z.object({ campaignId: Id }), output: Coupon, refusals: [...taking] }),
  redeemCode: command({ path: '/api/coupons/codes', who: 'signedIn', summary: 'Trade a code for its coupon', input: z.object({ code: Text(20) }), output: Coupon, refusals: ['promotions.code_unknown', 'promotions.code_used', ...taking] }),
  myCoupons: query({ path: '/api/coupons', who: 'signedIn', summary: 'The household’s coupons, those that run out first in front', input: z.object({ isUsable: Flag, ...Page }), output: pageOf(Coupon) }),
  myReferral: query({
    path: '/api/referral', who: 'signedIn', summary: 'My code and link, what a recommendation brings, and what became of mine', input: z.object({}),
    output: z.object({ code: z.string(), linkPath: z.string(), programmes: z.array(ReferralProgramme), items: z.array(Referral), earnedFen: Fen, boundTo: z.string().nullable().meta({ description: 'Who recommended me' }), canBindUntil: Instant.nullable() }),
  }),
  bindReferral: command({
    path: '/api/referral/bind', who: 'signedIn', summary: 'Say who recommended me: once, soon after signing up and before the first order', input: z.object({ code: Text(20), deviceId: Note(100).default('') }), output: Done,
    refusals: ['promotions.referral_code_unknown', 'promotions.referral_self', 'promotions.referral_bound', 'promotions.referral_late'],
  }),
  noteDevice: command({ path: '/api/referral/device', who: 'signedIn', isIdempotent: false, summary: 'The device this person uses, kept as a fingerprint: two accounts on one device earn no reward unseen', input: z.object({ deviceId: Text(100) }), output: Done }),
  referrals: query({ path: '/api/desk/referrals', who: readers, summary: 'Recommendations; those to be looked at by finance with what was found', input: z.object({ state: ReferralState.optional(), ...Page }), output: pageOf(ReferralCase) }),
  decideReferral: command({
    path: '/api/desk/referrals/:referralId/decide', who: ['finance'], summary: 'Pay a reward that was held back, or decline it with the reason', input: z.object({ referralId: Id, isApproved: z.boolean(), words: Note(200).default('') }), output: ReferralCase,
    refusals: ['promotions.referral_unknown', 'promotions.referral_decided', 'promotions.reason_missing'],
  }),
  programmes: query({ path: '/api/desk/referral-programmes', who: readers, summary: 'What recommendations are worth', input: z.object({}), output: z.object({ items: z.array(ReferralProgramme) }) }),
  saveProgramme: command({
    path: '/api/desk/referral-programmes', who: makers, summary: 'Set what a recommendation is worth; those completed before keep theirs',
    input: z.object({ referrerKind: ReferralKind, refereeKind: ReferralKind, rewardKind: RewardKind, rewardFen: Fen.min(1).max(100_000), giftFen: Fen.min(0).max(100_000).default(0), isOpen: z.boolean().default(true) }), output: ReferralProgramme, refusals: ['promotions.programme_wrong'],
  }),
  membershipPlans: query({ path: '/api/memberships/plans', who: 'anyone', summary: 'Memberships one may buy', input: z.object({}), output: z.object({ items: z.array(MembershipPlan) }) }),
  saveMembershipPlan: command({
    path: '/api/desk/membership-plans', who: makers, summary: 'Offer or change a membership; those running keep what they were bought with',
    input: z.object({ planId: Id.optional(), nameZh: Text(20), nameEn: Text(40), priceFen: Fen.min(100).max(500_000), days: z.int().min(1).max(732), discountPercent: z.int().min(0).max(50).default(0), discountCapFen: Fen.min(1).nullable().default(null), isFeeFree: z.boolean().default(false), pointsTimes: z.int().min(1).max(10).default(1), isOpen: z.boolean().default(true) }),
    output: MembershipPlan, refusals: ['promotions.plan_unknown'],
  }),
  redemptions: query({
    path: '/api/desk/campaigns/:campaignId/redemptions', who: readers, summary: 'Orders a campaign’s coupons were used for, by bearer', input: z.object({ campaignId: Id, from: Day.optional(), to: Day.optional(), ...Page }),
    output: pageOf(z.object({ couponId: Id, orderId: Id, spentAt: Instant, discountFen: Fen, borne: Borne })), refusals: ['promotions.campaign_unknown'],
  }),
};
