import { one, sql, type Tx } from '../../../kernel/database.ts';

/** How many things were looked at, and how many of them are wrong. */
export type Finding = { seen: number; wrong: number; example: string | null };

/** Campaigns whose count of issued coupons is not what there is of coupons and unused codes, or is more than their stock. */
export const stockOff = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with made as (select campaign_id, count(*) as n from promotions.coupon where city_id = ${cityId} group by campaign_id),
  codes as (select b.campaign_id, count(*) as n from promotions.coupon_code c join promotions.coupon_batch b on b.city_id = c.city_id and b.id = c.batch_id where c.city_id = ${cityId} and c.coupon_id is null group by b.campaign_id),
  judged as (select c.id, c.issued <> coalesce(m.n, 0) + coalesce(k.n, 0) or c.issued > coalesce(c.stock, c.issued) as is_wrong
    from promotions.campaign c left join made m on m.campaign_id = c.id left join codes k on k.campaign_id = c.id where c.city_id = ${cityId})
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Campaigns whose bound budget is not the sum of the discounts held and spent. */
export const budgetOff = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with bound as (select campaign_id, sum(discount_fen) as fen from promotions.coupon where city_id = ${cityId} and order_id is not null group by campaign_id),
  judged as (select c.id, c.bound_fen <> coalesce(b.fen, 0) as is_wrong from promotions.campaign c left join bound b on b.campaign_id = c.id where c.city_id = ${cityId} and c.budget_fen is not null)
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Households that have had more coupons of a campaign by their own doing than they were counted for, or than they may. */
export const householdsOff = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with had as (select campaign_id, household_id, count(*) as n from promotions.coupon where city_id = ${cityId} and source in ('claim', 'code') group by campaign_id, household_id),
  judged as (select h.household_id, h.n <> coalesce(c.had, 0) or h.n > coalesce(c.most, 0) as is_wrong
    from had h left join promotions.coupon_count c on c.city_id = ${cityId} and c.campaign_id = h.campaign_id and c.household_id = h.household_id)
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(household_id) filter (where is_wrong) as example from judged`);

/** Households that earned their referrers more than one reward, and rewards that a finding should have held back. */
export const rewardsOff = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with judged as (select r.id, r.findings <> '{}' and r.decided_at is null or exists (
      select from promotions.referral o where o.city_id = r.city_id and o.id <> r.id and o.state = 'rewarded' and (o.referee_id = r.referee_id or o.referee_household_id = r.referee_household_id)) as is_wrong
    from promotions.referral r where r.city_id = ${cityId} and r.state = 'rewarded')
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);
