import type { ServiceFamily } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Bearers, Borne, Scope, Worth } from '../rules/coupons.ts';

export type CampaignRow = Worth & Scope & Bearers & {
  id: string; nameZh: string; nameEn: string; families: ServiceFamily[]; opensAt: Date; closesAt: Date; daysValid: number | null; stock: number | null; issued: number; mostPerHousehold: number;
  way: 'claim' | 'code' | 'given'; stacking: 'alone' | 'withMembership'; budgetFen: number | null; state: 'open' | 'paused' | 'ended'; madeBy: string; madeAt: Date;
};

const columns = sql`id, name_zh, name_en, kind, amount_fen, percent, cap_fen, min_spend_fen, item_ids, families, district_ids, is_for_newcomers, is_for_members, opens_at, closes_at, days_valid, stock, issued, most_per_household,
  way, stacking, platform_percent, merchant_percent, fund_percent, fund_id, budget_fen, state, made_by, made_at`;

export const findCampaign = (tx: Tx, cityId: string, campaignId: string): Promise<CampaignRow | undefined> =>
  maybe(tx, sql`select ${columns} from promotions.campaign where city_id = ${cityId} and id = ${campaignId}`);

export const lockCampaign = (tx: Tx, cityId: string, campaignId: string): Promise<CampaignRow | undefined> =>
  maybe(tx, sql`select ${columns} from promotions.campaign where city_id = ${cityId} and id = ${campaignId} for update`);

/** Writes a campaign; one that is there already stays as it is. */
export const addCampaign = (tx: Tx, cityId: string, c: CampaignRow): Promise<number> => run(tx, sql`
  insert into promotions.campaign (city_id, ${columns})
  values (${cityId}, ${c.id}, ${c.nameZh}, ${c.nameEn}, ${c.kind}, ${c.amountFen}, ${c.percent}, ${c.capFen}, ${c.minSpendFen}, ${c.itemIds}::text[], ${c.families}::text[], ${c.districtIds}::text[], ${c.isForNewcomers}, ${c.isForMembers},
    ${c.opensAt}, ${c.closesAt}, ${c.daysValid}, ${c.stock}, ${c.issued}, ${c.mostPerHousehold}, ${c.way}, ${c.stacking}, ${c.platformPercent}, ${c.merchantPercent}, ${c.fundPercent}, ${c.fundId}, ${c.budgetFen}, ${c.state}, ${c.madeBy}, ${c.madeAt})
  on conflict do nothing`);

/** Newest first, from after the campaign the cursor names. */
export const listCampaigns = (tx: Tx, cityId: string, { state, cursor, limit }: { state: string | undefined; cursor: string | undefined; limit: number }): Promise<CampaignRow[]> => many(tx, sql`
  select ${columns} from promotions.campaign where city_id = ${cityId}
    ${state === undefined ? sql`` : sql`and state = ${state}`}
    ${cursor === undefined ? sql`` : sql`and (made_at, id) < (select made_at, id from promotions.campaign c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by made_at desc, id desc limit ${limit}`);

/** Campaigns one may take a coupon of at this moment, those that close first in front. */
export const openCampaigns = (tx: Tx, cityId: string, now: Date): Promise<CampaignRow[]> => many(tx, sql`
  select ${columns} from promotions.campaign where city_id = ${cityId} and state = 'open' and way = 'claim' and opens_at <= ${now} and closes_at > ${now} order by closes_at, id`);

export const setState = (tx: Tx, cityId: string, campaignId: string, state: CampaignRow['state']): Promise<number> =>
  run(tx, sql`update promotions.campaign set state = ${state} where city_id = ${cityId} and id = ${campaignId}`);

export const raiseStock = (tx: Tx, cityId: string, campaignId: string, more: number): Promise<number> =>
  run(tx, sql`update promotions.campaign set stock = stock + ${more} where city_id = ${cityId} and id = ${campaignId} and stock is not null`);

/** Takes so many out of the stock in one statement; false when there are not as many left. The row is locked by it, so racers come one after the other. */
export const takeStock = async (tx: Tx, cityId: string, campaignId: string, count: number): Promise<boolean> => (await run(tx, sql`
  update promotions.campaign set issued = issued + ${count} where city_id = ${cityId} and id = ${campaignId} and (stock is null or issued + ${count} <= stock)`)) > 0;

/** Counts one more for a household; false when it has had as many as it may. */
export const countFor = async (tx: Tx, cityId: string, campaignId: string, householdId: string, most: number): Promise<boolean> => (await run(tx, sql`
  insert into promotions.coupon_count (city_id, campaign_id, household_id, had, most) values (${cityId}, ${campaignId}, ${householdId}, 1, ${most})
  on conflict (city_id, campaign_id, household_id) do update set had = promotions.coupon_count.had + 1 where promotions.coupon_count.had < promotions.coupon_count.most`)) > 0;

/** How many of each campaign a household has had. */
export const countsOf = async (tx: Tx, cityId: string, householdId: string): Promise<Map<string, number>> =>
  new Map((await many<{ campaignId: string; had: number }>(tx, sql`select campaign_id, had from promotions.coupon_count where city_id = ${cityId} and household_id = ${householdId}`)).map(({ campaignId, had }) => [campaignId, had]));

/** Binds a part of a campaign's budget, or gives it back (less than zero); false when there is not as much left. A campaign without a budget is not touched. */
export const bindBudget = async (tx: Tx, cityId: string, campaignId: string, fen: number): Promise<boolean> => (await run(tx, sql`
  update promotions.campaign set bound_fen = bound_fen + ${fen} where city_id = ${cityId} and id = ${campaignId} and budget_fen is not null and bound_fen + ${fen} <= budget_fen`)) > 0;

export type Figures = Borne & { campaignId: string; given: number; held: number; spent: number; expired: number; costFen: number; heldFen: number };

/** What campaigns have come to so far, and who bears it. */
export const figuresOf = async (tx: Tx, cityId: string, campaignIds: readonly string[]): Promise<Map<string, Figures>> => {
  const rows = await many<Figures>(tx, sql`
    select campaign_id, count(*)::int as given, (count(*) filter (where state = 'held'))::int as held, (count(*) filter (where state = 'spent'))::int as spent, (count(*) filter (where state = 'expired'))::int as expired,
      coalesce(sum(discount_fen) filter (where state = 'spent'), 0)::bigint as cost_fen, coalesce(sum(discount_fen) filter (where state = 'held'), 0)::bigint as held_fen,
      coalesce(sum(platform_fen) filter (where state = 'spent'), 0)::bigint as platform_fen, coalesce(sum(merchant_fen) filter (where state = 'spent'), 0)::bigint as merchant_fen, coalesce(sum(fund_fen) filter (where state = 'spent'), 0)::bigint as fund_fen
    from promotions.coupon where city_id = ${cityId} and campaign_id = any(${[...campaignIds]}::text[]) group by campaign_id`);
  return new Map(rows.map((row) => [row.campaignId, row]));
};

/** Which of these districts exist. */
export const knownDistricts = async (tx: Tx, cityId: string, districtIds: readonly string[]): Promise<Set<string>> =>
  new Set((await many<{ id: string }>(tx, sql`select id from alliance.district where city_id = ${cityId} and id = any(${[...districtIds]}::text[])`)).map(({ id }) => id));

export type BatchRow = { batchId: string; name: string; madeAt: Date; size: number; used: number };
export const addBatch = (tx: Tx, cityId: string, batch: { id: string; campaignId: string; name: string; codes: readonly string[]; madeBy: string; at: Date }): Promise<number> => run(tx, sql`
  with batch as (
    insert into promotions.coupon_batch (city_id, id, campaign_id, name, size, made_by, made_at) values (${cityId}, ${batch.id}, ${batch.campaignId}, ${batch.name}, ${batch.codes.length}, ${batch.madeBy}, ${batch.at}) returning city_id, id)
  insert into promotions.coupon_code (city_id, code, batch_id) select batch.city_id, c.code, batch.id from batch, unnest(${[...batch.codes]}::text[]) as c(code)`);

export const batchesOf = (tx: Tx, cityId: string, campaignId: string): Promise<BatchRow[]> => many(tx, sql`
  select b.id as batch_id, b.name, b.made_at, b.size, (select count(*) from promotions.coupon_code c where c.city_id = b.city_id and c.batch_id = b.id and c.used_at is not null)::int as used
  from promotions.coupon_batch b where b.city_id = ${cityId} and b.campaign_id = ${campaignId} order by b.made_at desc, b.id desc`);

/** A code with its campaign, locked: of two who type it at once the second waits and finds it used. */
export const lockCode = (tx: Tx, cityId: string, code: string): Promise<{ code: string; campaignId: string; usedAt: Date | null } | undefined> => maybe(tx, sql`
  select c.code, b.campaign_id, c.used_at from promotions.coupon_code c join promotions.coupon_batch b on b.city_id = c.city_id and b.id = c.batch_id where c.city_id = ${cityId} and c.code = ${code} for update of c`);

/** Marks a code as used; the caller holds its lock. */
export const useCode = (tx: Tx, cityId: string, code: string, couponId: string, at: Date): Promise<number> =>
  run(tx, sql`update promotions.coupon_code set coupon_id = ${couponId}, used_at = ${at} where city_id = ${cityId} and code = ${code} and used_at is null`);
