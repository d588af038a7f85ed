import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { blindIndex } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { campaignLabels, codeFrom, whyCampaignWrong, worthWords, givenCampaigns, GIVEN_DAYS, MOST_CODE_LETTERS, type GivenKey } from '../rules/coupons.ts';
import { addBatch, addCampaign, batchesOf, figuresOf, findCampaign, knownDistricts, listCampaigns, lockCampaign, raiseStock, setState, takeStock, type CampaignRow } from '../store/campaigns.ts';
import { redemptionsOf } from '../store/coupons.ts';

type Promotions = typeof contract.promotions;
type CampaignView = OutputOf<Promotions['makeCampaign']>;

const nobody = { given: 0, held: 0, spent: 0, expired: 0, costFen: 0, heldFen: 0, platformFen: 0, merchantFen: 0, fundFen: 0 };

const campaignViews = async (ctx: Ctx, rows: readonly CampaignRow[]): Promise<CampaignView[]> => {
  const figures = await figuresOf(ctx.tx, ctx.cityId, rows.map(({ id }) => id));
  return rows.map((row) => {
    const { given, held, spent, expired, costFen, heldFen, platformFen, merchantFen, fundFen } = figures.get(row.id) ?? nobody;
    return {
      ...row, campaignId: row.id, name: { zh: row.nameZh, en: row.nameEn }, words: worthWords(row), opensAt: row.opensAt.toISOString(), closesAt: row.closesAt.toISOString(), stateLabel: campaignLabels[row.state],
      given, held, spent, expired, costFen, heldFen, borne: { platformFen, merchantFen, fundFen },
    };
  });
};

const viewOf = async (ctx: Ctx, campaignId: string): Promise<CampaignView> => (await campaignViews(ctx, [(await findCampaign(ctx.tx, ctx.cityId, campaignId))!]))[0]!;

export const campaigns = async (ctx: Ctx, { state, cursor, limit }: ParsedOf<Promotions['campaigns']>): Promise<OutputOf<Promotions['campaigns']>> => {
  const rows = await listCampaigns(ctx.tx, ctx.cityId, { state, cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return { items: await campaignViews(ctx, page), nextCursor: rows.length > limit ? page.at(-1)!.id : null };
};

const tellCampaign = (ctx: Ctx, campaignId: string): Promise<void> => ctx.emit('campaign.changed', { campaignId, personIds: [] });

/** Opens a campaign. Refuses `promotions.campaign_wrong`, `catalog.item_unknown`, `alliance.district_unknown`. */
export const makeCampaign = async (ctx: Ctx, input: ParsedOf<Promotions['makeCampaign']>): Promise<CampaignView> => {
  const opensAt = input.opensAt === undefined ? ctx.now : new Date(input.opensAt);
  const { nameZh, nameEn, ...wish } = { ...input, opensAt, closesAt: new Date(input.closesAt) };
  const wrong = whyCampaignWrong(wish, ctx.now);
  if (wrong) refuse('promotions.campaign_wrong', { whyZh: wrong.zh, whyEn: wrong.en });
  const items = await itemBriefs(ctx, wish.itemIds);
  if (wish.itemIds.some((id) => !items.has(id))) refuse('catalog.item_unknown', {}, 'itemIds');
  const districts = await knownDistricts(ctx.tx, ctx.cityId, wish.districtIds);
  if (wish.districtIds.some((id) => !districts.has(id))) refuse('alliance.district_unknown', {}, 'districtIds');
  const id = ctx.newId('cmp');
  await addCampaign(ctx.tx, ctx.cityId, { ...wish, id, nameZh, nameEn, issued: 0, state: 'open', madeBy: ctx.actor.personId ?? 'system', madeAt: ctx.now });
  await tellCampaign(ctx, id);
  return viewOf(ctx, id);
};

/** A campaign that has ended stays so. Refuses `promotions.campaign_unknown`, `promotions.campaign_over`. */
const openOne = async (ctx: Ctx, campaignId: string): Promise<CampaignRow> => {
  const campaign = await lockCampaign(ctx.tx, ctx.cityId, campaignId) ?? refuse('promotions.campaign_unknown');
  if (campaign.state === 'ended') refuse('promotions.campaign_over');
  return campaign;
};

export const setCampaignState = async (ctx: Ctx, { campaignId, state }: ParsedOf<Promotions['setCampaignState']>): Promise<CampaignView> => {
  await openOne(ctx, campaignId);
  await setState(ctx.tx, ctx.cityId, campaignId, state);
  await tellCampaign(ctx, campaignId);
  return viewOf(ctx, campaignId);
};

export const addStock = async (ctx: Ctx, { campaignId, more }: ParsedOf<Promotions['addStock']>): Promise<CampaignView> => {
  await openOne(ctx, campaignId);
  const isRaised = await raiseStock(ctx.tx, ctx.cityId, campaignId, more);
  if (isRaised === 0) refuse('promotions.campaign_wrong', { whyZh: '这个活动不限张数，不用加', whyEn: 'it has no limit to raise' });
  await tellCampaign(ctx, campaignId);
  return viewOf(ctx, campaignId);
};

/** Codes nobody can derive from an id: keyed with the secret of the installation. */
export const freshCode = (ctx: Ctx, length: number): string => codeFrom(blindIndex(ctx.settings.secret, ctx.newId('cpc')), length);

/** Makes single-use codes; they are taken out of the stock now, so that a code on paper is never worth nothing. */
export const makeCodes = async (ctx: Ctx, { campaignId, name, size }: ParsedOf<Promotions['makeCodes']>): Promise<OutputOf<Promotions['makeCodes']>> => {
  const { way } = await openOne(ctx, campaignId);
  if (way !== 'code') refuse('promotions.campaign_wrong', { whyZh: '这个活动不发兑换码', whyEn: 'it does not hand out codes' });
  if (!await takeStock(ctx.tx, ctx.cityId, campaignId, size)) refuse('promotions.out_of_stock');
  const codes = Array.from({ length: size }, () => freshCode(ctx, MOST_CODE_LETTERS));
  const batchId = ctx.newId('cpb');
  await addBatch(ctx.tx, ctx.cityId, { id: batchId, campaignId, name, codes, madeBy: ctx.actor.personId ?? 'system', at: ctx.now });
  await tellCampaign(ctx, campaignId);
  return { batchId, name, codes };
};

export const listCodes = async (ctx: Ctx, { campaignId }: ParsedOf<Promotions['listCodes']>): Promise<OutputOf<Promotions['listCodes']>> => {
  if (!await findCampaign(ctx.tx, ctx.cityId, campaignId)) refuse('promotions.campaign_unknown');
  return { items: (await batchesOf(ctx.tx, ctx.cityId, campaignId)).map((batch) => ({ ...batch, madeAt: batch.madeAt.toISOString() })) };
};

/** The city's day as the instants it begins and ends. */
const dayStart = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const DAY_MS = 86_400_000;

export const redemptions = async (ctx: Ctx, { campaignId, from, to, cursor, limit }: ParsedOf<Promotions['redemptions']>): Promise<OutputOf<Promotions['redemptions']>> => {
  if (!await findCampaign(ctx.tx, ctx.cityId, campaignId)) refuse('promotions.campaign_unknown');
  const rows = await redemptionsOf(ctx.tx, ctx.cityId, { campaignId, from: from === undefined ? null : dayStart(from), to: to === undefined ? null : new Date(dayStart(to).getTime() + DAY_MS), cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ couponId, orderId, spentAt, discountFen, platformFen, merchantFen, fundFen }) => ({ couponId, orderId, spentAt: spentAt.toISOString(), discountFen, borne: { platformFen, merchantFen, fundFen } })),
    nextCursor: rows.length > limit ? page.at(-1)!.couponId : null,
  };
};

/** Long enough to outlive the installation; the coupons of such a campaign have an end of their own. */
const NEVER = new Date('2199-12-31T16:00:00Z');

/** The campaign behind coupons the platform gives by rule; made when the first one is given. */
export const givenCampaign = async (ctx: Ctx, key: GivenKey): Promise<CampaignRow> => {
  const { id, name } = givenCampaigns[key] as { id: string; name: Bilingual };
  await addCampaign(ctx.tx, ctx.cityId, {
    id, nameZh: name.zh, nameEn: name.en, kind: 'amountOff', amountFen: 0, percent: 0, capFen: null, minSpendFen: 0, itemIds: [], families: [], districtIds: [], isForNewcomers: false, isForMembers: false,
    opensAt: ctx.now, closesAt: NEVER, daysValid: GIVEN_DAYS, stock: null, issued: 0, mostPerHousehold: 1, way: 'given', stacking: 'withMembership', platformPercent: 100, merchantPercent: 0, fundPercent: 0, fundId: null, budgetFen: null,
    state: 'open', madeBy: 'system', madeAt: ctx.now,
  });
  return (await findCampaign(ctx.tx, ctx.cityId, id))!;
};
