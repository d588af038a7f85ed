import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { householdOf } from '../../accounts/index.ts';
import { expiryOf, givenCampaigns, plainCode, stateLabels, worthWords, type GivenKey } from '../rules/coupons.ts';
import { countFor, countsOf, findCampaign, lockCode, openCampaigns, takeStock, useCode, type CampaignRow } from '../store/campaigns.ts';
import { addCoupon, couponOfSource, expireFree, findCoupon, listCoupons, ordersOfHousehold, peopleOf, type CouponRow, type CouponSource } from '../store/coupons.ts';
import { endMemberships, runningMembership } from '../store/memberships.ts';
import { givenCampaign } from './campaigns.ts';

type Promotions = typeof contract.promotions;
type CouponView = OutputOf<Promotions['claim']>;

export const couponView = (row: CouponRow): CouponView => ({
  couponId: row.id, campaignId: row.campaignId, name: { zh: row.nameZh, en: row.nameEn }, words: worthWords(row), kind: row.kind, amountFen: row.amountFen, percent: row.percent, capFen: row.capFen, minSpendFen: row.minSpendFen, stacking: row.stacking, source: row.source,
  state: row.state, stateLabel: stateLabels[row.state], opensAt: row.opensAt.toISOString(), expiresAt: row.expiresAt.toISOString(), orderId: row.orderId, discountFen: row.discountFen, givenWhy: { zh: row.wordsZh, en: row.wordsEn },
});

/** Whom a coupon's change is shown to: everyone of its household. */
export const tellCoupon = async (ctx: Ctx, coupon: { id: string; householdId: string; state: CouponRow['state'] }): Promise<void> =>
  ctx.emit('coupon.changed', { couponId: coupon.id, state: coupon.state, personIds: await peopleOf(ctx.tx, ctx.cityId, coupon.householdId) });

type Giving = { campaign: CampaignRow; householdId: string; source: CouponSource; sourceKey?: string; amountFen?: number; words?: Bilingual };

/** Writes a coupon and shows it to the household. What was given before for the same reason is answered again. */
const writeCoupon = async (ctx: Ctx, { campaign, householdId, source, sourceKey, amountFen, words }: Giving): Promise<{ coupon: CouponRow; isNew: boolean }> => {
  const id = ctx.newId('cpn');
  const isNew = await addCoupon(ctx.tx, ctx.cityId, {
    id, campaignId: campaign.id, householdId, source, sourceKey: sourceKey ?? null, amountFen: amountFen ?? null, givenAt: ctx.now, opensAt: ctx.now, expiresAt: expiryOf(campaign, ctx.now), wordsZh: words?.zh ?? '', wordsEn: words?.en ?? '',
  });
  if (!isNew) return { coupon: (await couponOfSource(ctx.tx, ctx.cityId, sourceKey!))!, isNew };
  await tellCoupon(ctx, { id, householdId, state: 'free' });
  return { coupon: (await findCoupon(ctx.tx, ctx.cityId, id))!, isNew };
};

/** Whether a campaign gives coupons at this moment. */
const closedWords = ({ state, opensAt, closesAt }: CampaignRow, now: Date): Bilingual | null => {
  if (state === 'paused') return { zh: '活动暂停中', en: 'it is paused' };
  if (state === 'ended' || closesAt <= now) return { zh: '活动已结束', en: 'it is over' };
  return opensAt > now ? { zh: '活动还没开始', en: 'it has not begun' } : null;
};

/** Who a household is to a campaign: has it ordered before, is it a member. */
export const standingOf = async (ctx: Ctx, householdId: string): Promise<{ isNewcomer: boolean; isMember: boolean }> => ({
  isNewcomer: (await ordersOfHousehold(ctx.tx, ctx.cityId, householdId)) === 0,
  isMember: (await runningMembership(ctx.tx, ctx.cityId, householdId, ctx.now)) !== undefined,
});

/** Refuses `promotions.campaign_closed`, `promotions.newcomers_only`, `promotions.members_only`. */
const demandOpen = async (ctx: Ctx, campaign: CampaignRow, householdId: string): Promise<void> => {
  const closed = closedWords(campaign, ctx.now);
  if (closed) refuse('promotions.campaign_closed', { whyZh: closed.zh, whyEn: closed.en });
  const { isNewcomer, isMember } = await standingOf(ctx, householdId);
  if (campaign.isForNewcomers && !isNewcomer) refuse('promotions.newcomers_only');
  if (campaign.isForMembers && !isMember) refuse('promotions.members_only');
};

/**
 * One more of a campaign for a household. Nothing is looked up and then written: the count of the household and the stock are each raised by a
 * statement that does not raise them too far. Refuses `promotions.had_enough`, `promotions.out_of_stock`.
 */
const countOne = async (ctx: Ctx, campaign: CampaignRow, householdId: string): Promise<void> => {
  if (!await countFor(ctx.tx, ctx.cityId, campaign.id, householdId, campaign.mostPerHousehold)) refuse('promotions.had_enough', { count: campaign.mostPerHousehold });
};
const takeOne = async (ctx: Ctx, campaign: CampaignRow): Promise<void> => { if (!await takeStock(ctx.tx, ctx.cityId, campaign.id, 1)) refuse('promotions.out_of_stock'); };

/** Takes a coupon for the acting person's household. */
export const claim = async (ctx: Ctx, { campaignId }: ParsedOf<Promotions['claim']>): Promise<CouponView> => {
  const campaign = await findCampaign(ctx.tx, ctx.cityId, campaignId);
  if (!campaign || campaign.way !== 'claim') refuse('promotions.campaign_unknown');
  const householdId = await householdOf(ctx, ctx.actor.personId!);
  await demandOpen(ctx, campaign, householdId);
  await countOne(ctx, campaign, householdId);
  await takeOne(ctx, campaign);
  return couponView((await writeCoupon(ctx, { campaign, householdId, source: 'claim' })).coupon);
};

/** Trades a code for its coupon. It left the stock when it was made. */
export const redeemCode = async (ctx: Ctx, { code }: ParsedOf<Promotions['redeemCode']>): Promise<CouponView> => {
  const found = await lockCode(ctx.tx, ctx.cityId, plainCode(code)) ?? refuse('promotions.code_unknown', {}, 'code');
  if (found.usedAt !== null) refuse('promotions.code_used', {}, 'code');
  const campaign = (await findCampaign(ctx.tx, ctx.cityId, found.campaignId))!;
  const householdId = await householdOf(ctx, ctx.actor.personId!);
  await demandOpen(ctx, campaign, householdId);
  await countOne(ctx, campaign, householdId);
  const { coupon } = await writeCoupon(ctx, { campaign, householdId, source: 'code' });
  await useCode(ctx.tx, ctx.cityId, found.code, coupon.id, ctx.now);
  return couponView(coupon);
};

/** The desk gives one, with the reason. It counts against the stock, not against what the household may take itself. */
export const giveByDesk = async (ctx: Ctx, { campaignId, householdId, words }: ParsedOf<Promotions['giveCoupon']>): Promise<CouponView> => {
  const campaign = await findCampaign(ctx.tx, ctx.cityId, campaignId);
  if (!campaign || campaign.way === 'given' || (await peopleOf(ctx.tx, ctx.cityId, householdId)).length === 0) refuse('promotions.campaign_unknown');
  await demandOpen(ctx, campaign, householdId);
  await takeOne(ctx, campaign);
  return couponView((await writeCoupon(ctx, { campaign, householdId, source: 'gift', words: { zh: words, en: words } })).coupon);
};

/** Gives a coupon of a rule's own: a compensation, a reward, a gift. Given once per `sourceKey`, however often it is asked for. */
export const giveCoupon = async (ctx: Ctx, { key, householdId, sourceKey, amountFen, words }: { key: GivenKey; householdId: string; sourceKey: string; amountFen: number; words: Bilingual }): Promise<{ couponId: string; isNew: boolean }> => {
  const earlier = await couponOfSource(ctx.tx, ctx.cityId, sourceKey);
  if (earlier) return { couponId: earlier.id, isNew: false };
  const campaign = await givenCampaign(ctx, key);
  // Of two who give it at once the second finds the first's here, and counts nothing.
  const { coupon, isNew } = await writeCoupon(ctx, { campaign, householdId, source: givenCampaigns[key].source, sourceKey, amountFen, words });
  if (isNew) await takeOne(ctx, campaign);
  return { couponId: coupon.id, isNew };
};

export const offers = async (ctx: Ctx): Promise<OutputOf<Promotions['offers']>> => {
  const householdId = await householdOf(ctx, ctx.actor.personId!);
  const [rows, counts, { isNewcomer, isMember }] = [await openCampaigns(ctx.tx, ctx.cityId, ctx.now), await countsOf(ctx.tx, ctx.cityId, householdId), await standingOf(ctx, householdId)];
  const why = (row: CampaignRow): Bilingual | null => {
    if ((counts.get(row.id) ?? 0) >= row.mostPerHousehold) return { zh: '已领取', en: 'taken' };
    if (row.stock !== null && row.issued >= row.stock) return { zh: '已领完', en: 'all gone' };
    if (row.isForNewcomers && !isNewcomer) return { zh: '只限新客户', en: 'for newcomers only' };
    return row.isForMembers && !isMember ? { zh: '只限会员', en: 'for members only' } : null;
  };
  return {
    items: rows.map((row) => ({
      campaignId: row.id, name: { zh: row.nameZh, en: row.nameEn }, words: worthWords(row), closesAt: row.closesAt.toISOString(), left: row.stock === null ? null : row.stock - row.issued, can: { claim: { isAllowed: why(row) === null, why: why(row) } },
    })),
  };
};

export const myCoupons = async (ctx: Ctx, { isUsable, cursor, limit }: ParsedOf<Promotions['myCoupons']>): Promise<OutputOf<Promotions['myCoupons']>> => {
  const householdId = await householdOf(ctx, ctx.actor.personId!);
  const skip = cursor !== undefined && /^\d{1,6}$/.test(cursor) ? Number(cursor) : 0;
  const rows = await listCoupons(ctx.tx, ctx.cityId, { householdId, isUsable, skip, limit: limit + 1 });
  return { items: rows.slice(0, limit).map(couponView), nextCursor: rows.length > limit ? String(skip + limit) : null };
};

/** Every hour: what has run out is over. A coupon is no debt until it is used, so nothing is posted. */
export const expireCoupons = async (ctx: Ctx): Promise<void> => {
  await expireFree(ctx.tx, ctx.cityId, ctx.now);
  await endMemberships(ctx.tx, ctx.cityId, ctx.now);
};
