import { many, maybe, one, sql, type Tx } from '../../../kernel/database.ts';

export type PointsLine = { earned: number; used: number; earnedBefore: number };
/**
 * A household's points from the ledger: what came in (what returned with an order does not count as new), what of that came in before an instant,
 * and what went out for good.
 */
export const pointsOf = (tx: Tx, cityId: string, account: string, before: Date): Promise<PointsLine> => one(tx, sql`
  select coalesce(sum(-amount_fen) filter (where amount_fen < 0 and kind <> 'tenderReturned'), 0)::bigint as earned,
    coalesce(sum(-amount_fen) filter (where amount_fen < 0 and kind <> 'tenderReturned' and at < ${before}), 0)::bigint as earned_before,
    coalesce(sum(amount_fen) filter (where amount_fen > 0 or kind = 'tenderReturned'), 0)::bigint as used
  from payments.ledger_posting where city_id = ${cityId} and account = ${account}`);

/** Households that hold points earned before an instant, with how many. */
export const lapsedPoints = (tx: Tx, cityId: string, before: Date, limit: number): Promise<{ householdId: string; points: number }[]> => many(tx, sql`
  with line as (
    select a.party_id as household_id, sum(-p.amount_fen) filter (where p.amount_fen < 0 and p.kind <> 'tenderReturned' and p.at < ${before}) as earned_before,
      sum(p.amount_fen) filter (where p.amount_fen > 0 or p.kind = 'tenderReturned') as used
    from payments.ledger_account a join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account
    where a.city_id = ${cityId} and a.account like 'liability:points:%' group by a.party_id)
  select household_id, (earned_before - coalesce(used, 0))::bigint as points from line where earned_before > coalesce(used, 0) order by household_id limit ${limit}`);

/** What of an order was paid by something that earns nothing: points, the elders' voucher, a bonus that was given; without what went back of it. */
export const givenFen = async (tx: Tx, cityId: string, orderId: string): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select coalesce(sum(amount_fen - returned_fen), 0)::bigint as fen from payments.tender where city_id = ${cityId} and order_id = ${orderId} and state = 'held' and kind in ('points', 'voucher', 'bonus')`)).fen;

/** The worker's file of a person, where she has one. */
export const workerIdOf = async (tx: Tx, cityId: string, personId: string): Promise<string | null> =>
  (await maybe<{ id: string }>(tx, sql`select id from workers.worker where city_id = ${cityId} and person_id = ${personId}`))?.id ?? null;

export type FundRow = { fundId: string; balanceFen: number; paidInFen: number; usedFen: number };
/** Partners' funds: what the ledger says was paid in and used. */
export const fundsOf = (tx: Tx, cityId: string): Promise<FundRow[]> => many(tx, sql`
  select a.party_id as fund_id, coalesce(-sum(p.amount_fen), 0)::bigint as balance_fen, coalesce(-sum(p.amount_fen) filter (where p.amount_fen < 0), 0)::bigint as paid_in_fen, coalesce(sum(p.amount_fen) filter (where p.amount_fen > 0), 0)::bigint as used_fen
  from payments.ledger_account a left join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account
  where a.city_id = ${cityId} and a.party_kind = 'fund' group by a.party_id order by a.party_id`);

type Finding = { seen: number; wrong: number; example: string | null };

/** Rewards in money or points that the ledger did not pay with their tax, and postings of rewards nobody earned. */
export const rewardsNotPosted = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with posted as (
    select t.business_key, -sum(l.amount_fen) filter (where l.account like 'liability:%' and l.account <> 'liability:tax') as net_fen, coalesce(-sum(l.amount_fen) filter (where l.account = 'liability:tax'), 0) as tax_fen
    from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id where t.city_id = ${cityId} and t.kind = 'referral' group by t.business_key),
  owed as (select 'referral:' || id as business_key, reward_fen - tax_fen as net_fen, tax_fen from promotions.referral where city_id = ${cityId} and state = 'rewarded' and reward_kind in ('cash', 'points'))
  select count(*)::int as seen, (count(*) filter (where o.net_fen is distinct from p.net_fen or o.tax_fen is distinct from p.tax_fen))::int as wrong,
    min(coalesce(o.business_key, p.business_key)) filter (where o.net_fen is distinct from p.net_fen or o.tax_fen is distinct from p.tax_fen) as example
  from owed o full join posted p using (business_key)`);

/** Memberships whose fee, less what was paid back of it, is not what the ledger took in. */
export const membershipsNotPosted = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with judged as (
    select m.id, coalesce((select -sum(l.amount_fen) from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id
        where t.city_id = m.city_id and t.business_key in ('membership:' || m.id, 'membershipDropped:' || m.id) and l.account = 'income:membership'), 0)
      <> case when m.starts_at is null then 0 else m.price_fen - m.refund_fen end as is_wrong
    from promotions.membership m where m.city_id = ${cityId})
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Points accounts that hold another sum than was earned less what was used, or points that should have lapsed a day ago. */
export const pointsOff = (tx: Tx, cityId: string, lapsedBefore: Date): Promise<Finding> => one(tx, sql`
  with line as (
    select a.party_id, -sum(p.amount_fen) as held, coalesce(sum(-p.amount_fen) filter (where p.kind in ('pointsEarned', 'referral')), 0) as earned,
      coalesce(sum(p.amount_fen) filter (where p.kind in ('tendered', 'tenderReturned', 'pointsLapsed')), 0) as used, coalesce(sum(-p.amount_fen) filter (where p.amount_fen < 0 and p.kind <> 'tenderReturned' and p.at < ${lapsedBefore}), 0) as old
    from payments.ledger_account a join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account
    where a.city_id = ${cityId} and a.account like 'liability:points:%' group by a.party_id)
  select count(*)::int as seen, (count(*) filter (where held <> earned - used or old > used))::int as wrong, min(party_id) filter (where held <> earned - used or old > used) as example from line`);

/** Coupons that an order holds or has used and whose discount is not in its quote, and discounts of coupons without a coupon. */
export const couponsNotInOrders = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with listed as (
    select o.id as order_id, substr(line ->> 'source', 8) as coupon_id, -(line ->> 'amountFen')::bigint as fen
    from orders."order" o, jsonb_array_elements(o.quote -> 'lines') line where o.city_id = ${cityId} and o.status not in ('cancelled', 'noShow') and line ->> 'source' like 'coupon:%'),
  used as (select k.order_id, k.id as coupon_id, k.discount_fen as fen from promotions.coupon k join orders."order" o on o.city_id = k.city_id and o.id = k.order_id and o.status not in ('cancelled', 'noShow') where k.city_id = ${cityId})
  select count(*)::int as seen, (count(*) filter (where u.fen is distinct from l.fen))::int as wrong, min(coalesce(u.order_id, l.order_id)) filter (where u.fen is distinct from l.fen) as example
  from used u full join listed l using (order_id, coupon_id)`);

/** A partner's payment in, by the number of the bank's slip: whether it was entered before. */
export const isSlipEntered = async (tx: Tx, cityId: string, businessKey: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 as found from payments.ledger_transaction where city_id = ${cityId} and business_key = ${businessKey}`)) !== undefined;
