import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Bearers, Borne, CouponStateKey, Scope, Worth } from '../rules/coupons.ts';

export type CouponSource = 'claim' | 'code' | 'compensation' | 'referral' | 'gift';
/** A coupon with what its campaign makes it worth; an amount of its own goes before the campaign's. */
export type CouponRow = Worth & Scope & Bearers & {
  id: string; campaignId: string; nameZh: string; nameEn: string; householdId: string; state: CouponStateKey; source: CouponSource; stacking: 'alone' | 'withMembership';
  givenAt: Date; opensAt: Date; expiresAt: Date; orderId: string | null; discountFen: number; platformFen: number; merchantFen: number; fundFen: number; spentAt: Date | null; wordsZh: string; wordsEn: string; budgetFen: number | null;
};

const columns = sql`k.id, k.campaign_id, c.name_zh, c.name_en, k.household_id, k.state, k.source, c.stacking, c.kind, coalesce(k.amount_fen, c.amount_fen) as amount_fen, c.percent, c.cap_fen, c.min_spend_fen,
  c.item_ids, c.families, c.district_ids, c.is_for_newcomers, c.is_for_members, c.platform_percent, c.merchant_percent, c.fund_percent, c.fund_id, c.budget_fen,
  k.given_at, k.opens_at, k.expires_at, k.order_id, k.discount_fen, k.platform_fen, k.merchant_fen, k.fund_fen, k.spent_at, k.words_zh, k.words_en`;
const rows = sql`promotions.coupon k join promotions.campaign c on c.city_id = k.city_id and c.id = k.campaign_id`;

export const findCoupon = (tx: Tx, cityId: string, couponId: string): Promise<CouponRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where k.city_id = ${cityId} and k.id = ${couponId}`);

export const lockCoupon = (tx: Tx, cityId: string, couponId: string): Promise<CouponRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where k.city_id = ${cityId} and k.id = ${couponId} for update of k`);

/** The coupon an order holds or has used, locked. */
export const lockCouponOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<CouponRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where k.city_id = ${cityId} and k.order_id = ${orderId} for update of k`);

export const couponOfSource = (tx: Tx, cityId: string, sourceKey: string): Promise<CouponRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where k.city_id = ${cityId} and k.source_key = ${sourceKey}`);

/** What a household may still use, and what one of its orders holds; those that run out first in front. */
export const livingCoupons = (tx: Tx, cityId: string, householdId: string): Promise<CouponRow[]> => many(tx, sql`
  select ${columns} from ${rows} where k.city_id = ${cityId} and k.household_id = ${householdId} and k.state in ('free', 'held') order by k.expires_at, k.id`);

/** A household's coupons: those to be used first, then the others, newest first. */
export const listCoupons = (tx: Tx, cityId: string, about: { householdId: string; isUsable: boolean | undefined; skip: number; limit: number }): Promise<CouponRow[]> => many(tx, sql`
  select ${columns} from ${rows} where k.city_id = ${cityId} and k.household_id = ${about.householdId}
    ${about.isUsable === undefined ? sql`` : about.isUsable ? sql`and k.state = 'free'` : sql`and k.state <> 'free'`}
  order by k.state <> 'free', case when k.state = 'free' then k.expires_at end, k.given_at desc, k.id offset ${about.skip} limit ${about.limit}`);

/** Adds a coupon; false when its source has given one already. */
export const addCoupon = async (tx: Tx, cityId: string, k: { id: string; campaignId: string; householdId: string; source: CouponSource; sourceKey: string | null; amountFen: number | null; givenAt: Date; opensAt: Date; expiresAt: Date; wordsZh: string; wordsEn: string }): Promise<boolean> => (await run(tx, sql`
  insert into promotions.coupon (city_id, id, campaign_id, household_id, state, source, source_key, amount_fen, given_at, opens_at, expires_at, words_zh, words_en)
  values (${cityId}, ${k.id}, ${k.campaignId}, ${k.householdId}, 'free', ${k.source}, ${k.sourceKey}, ${k.amountFen}, ${k.givenAt}, ${k.opensAt}, ${k.expiresAt}, ${k.wordsZh}, ${k.wordsEn})
  on conflict on constraint given_once do nothing`)) > 0;

export const markHeld = (tx: Tx, cityId: string, couponId: string, about: Borne & { orderId: string; discountFen: number; at: Date }): Promise<number> => run(tx, sql`
  update promotions.coupon set state = 'held', order_id = ${about.orderId}, held_at = ${about.at}, discount_fen = ${about.discountFen}, platform_fen = ${about.platformFen}, merchant_fen = ${about.merchantFen}, fund_fen = ${about.fundFen}
  where city_id = ${cityId} and id = ${couponId}`);

export const markSpent = (tx: Tx, cityId: string, couponId: string, at: Date): Promise<number> =>
  run(tx, sql`update promotions.coupon set state = 'spent', spent_at = ${at} where city_id = ${cityId} and id = ${couponId} and state = 'held'`);

/** Free again, or expired when it is too late for that. */
export const markBack = (tx: Tx, cityId: string, couponId: string, about: { expiresAt: Date; now: Date }): Promise<number> => run(tx, sql`
  update promotions.coupon set state = case when ${about.expiresAt} <= ${about.now} then 'expired' else 'free' end, order_id = null, held_at = null, spent_at = null, discount_fen = 0, platform_fen = 0, merchant_fen = 0, fund_fen = 0, expires_at = ${about.expiresAt}
  where city_id = ${cityId} and id = ${couponId}`);

/** Ends what has run out; answers how many. Coupons that an order holds are judged when it lets go of them. */
export const expireFree = (tx: Tx, cityId: string, now: Date): Promise<number> =>
  run(tx, sql`update promotions.coupon set state = 'expired' where city_id = ${cityId} and state = 'free' and expires_at <= ${now}`);

export const redemptionsOf = (tx: Tx, cityId: string, about: { campaignId: string; from: Date | null; to: Date | null; cursor: string | undefined; limit: number }): Promise<(Borne & { couponId: string; orderId: string; spentAt: Date; discountFen: number })[]> => many(tx, sql`
  select id as coupon_id, order_id, spent_at, discount_fen, platform_fen, merchant_fen, fund_fen from promotions.coupon
  where city_id = ${cityId} and campaign_id = ${about.campaignId} and state = 'spent'
    and (${about.from}::timestamptz is null or spent_at >= ${about.from}) and (${about.to}::timestamptz is null or spent_at < ${about.to})
    ${about.cursor === undefined ? sql`` : sql`and (spent_at, id) < (select spent_at, id from promotions.coupon o where o.city_id = ${cityId} and o.id = ${about.cursor})`}
  order by spent_at desc, id desc limit ${about.limit}`);

/** How often a household has paid for an order; the people in it count together. */
export const ordersOfHousehold = async (tx: Tx, cityId: string, householdId: string): Promise<number> => (await one<{ n: number }>(tx, sql`
  select coalesce(sum(p.order_count), 0)::int as n from accounts.household_person h join accounts.person p on p.city_id = h.city_id and p.id = h.person_id where h.city_id = ${cityId} and h.household_id = ${householdId}`)).n;

export const peopleOf = async (tx: Tx, cityId: string, householdId: string): Promise<string[]> =>
  (await many<{ personId: string }>(tx, sql`select person_id from accounts.household_person where city_id = ${cityId} and household_id = ${householdId}`)).map(({ personId }) => personId);
