import { one, sql, type Tx } from '../../../kernel/database.ts';

export type Finding = { seen: number; wrong: number; example: string | null };

/** Top-ups that are paid and not in the wallet with their bonus, or in it and not paid. */
export const topUpsNotPosted = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with judged as (
      select u.id, coalesce((select -sum(l.amount_fen) from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id
          where t.city_id = u.city_id and t.business_key = 'topUp:' || u.id and l.account in ('liability:stored:' || u.household_id, 'liability:bonus:' || u.household_id)), 0)
        <> case when u.state = 'paid' then u.amount_fen + u.bonus_fen else 0 end as is_wrong
      from benefits.top_up u where u.city_id = ${cityId})
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Packs whose account is not price less orders less refunds less what moved to stored value; and those never paid that hold anything. */
export const packsNotWhole = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with held as (select account, -sum(amount_fen) as fen from payments.ledger_posting where city_id = ${cityId} and account like 'liability:pack:%' group by account),
    used as (select ref_id, sum(amount_fen - returned_fen) as fen from payments.tender where city_id = ${cityId} and kind = 'pack' and state = 'held' group by ref_id),
    out as (
      select l.account, sum(l.amount_fen) as fen from payments.ledger_posting l join payments.ledger_transaction t on t.city_id = l.city_id and t.id = l.transaction_id
      where l.city_id = ${cityId} and l.account like 'liability:pack:%' and t.kind in ('packRefunded', 'packLeft') group by l.account),
    judged as (
      select p.id, coalesce(h.fen, 0) <> case when p.bought_at is null then 0 else p.price_fen - coalesce(u.fen, 0) - coalesce(o.fen, 0) end as is_wrong
      from benefits.pack p left join held h on h.account = 'liability:pack:' || p.id left join used u on u.ref_id = p.id left join out o on o.account = 'liability:pack:' || p.id where p.city_id = ${cityId})
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Elders' months that a voucher paid beyond the month's sum. */
export const vouchersBeyondMonth = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with used as (
      select e.member_id, split_part(t.ref_id, ':', 2) as month, sum(t.amount_fen - t.returned_fen) as fen, max(e.monthly_fen) as most from payments.tender t join benefits.eligibility e on e.city_id = t.city_id and e.id = split_part(t.ref_id, ':', 1)
      where t.city_id = ${cityId} and t.kind = 'voucher' and t.state = 'held' group by e.member_id, split_part(t.ref_id, ':', 2))
    select count(*)::int as seen, (count(*) filter (where fen > most))::int as wrong, min(member_id || ' ' || month) filter (where fen > most) as example from used`);
