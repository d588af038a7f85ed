import { one, sql, type Tx } from '../../../kernel/database.ts';

/** How many things were looked at, and how many of them are wrong. */
export type Finding = { seen: number; wrong: number; example: string | null };

export const unbalancedTransactions = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with sums as (select transaction_id, sum(amount_fen) as fen from payments.ledger_posting where city_id = ${cityId} group by transaction_id)
    select count(*)::int as seen, (count(*) filter (where fen <> 0))::int as wrong, min(transaction_id) filter (where fen <> 0) as example from sums`);

/** Orders that were paid for, without the posting that took the money, or with another amount. */
export const paidOrdersWithoutPostings = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with received as (
      select p.order_id, sum(-l.amount_fen) as fen
      from payments.payment p
      join payments.ledger_transaction t on t.city_id = p.city_id and t.business_key = 'received:' || p.trade_no
      join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id and l.amount_fen < 0
      where p.city_id = ${cityId} and p.status = 'paid' group by p.order_id)
    select count(*)::int as seen, (count(*) filter (where coalesce(r.fen, 0) < o.paid_fen))::int as wrong, min(o.no) filter (where coalesce(r.fen, 0) < o.paid_fen) as example
    from orders."order" o left join received r on r.order_id = o.id
    where o.city_id = ${cityId} and o.paid_fen > 0`);

/** Settled orders whose escrow holds anything but refunds under way, or that were paid for and never split. */
export const settledOrdersUnsplit = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with escrow as (select account, sum(amount_fen) as fen from payments.ledger_posting where city_id = ${cityId} and account like 'liability:escrow:%' group by account),
    going as (select order_id, sum(amount_fen) as fen from payments.refund where city_id = ${cityId} and status <> 'succeeded' and reason_key in ('undoneItems', 'longTerm', 'goodwill') group by order_id),
    judged as (
      select o.no, coalesce(e.fen, 0) + coalesce(g.fen, 0) <> 0 or (o.paid_fen > 0 and t.id is null) as is_wrong
      from orders."order" o
      left join escrow e on e.account = 'liability:escrow:' || o.id
      left join going g on g.order_id = o.id
      left join payments.ledger_transaction t on t.city_id = o.city_id and t.business_key = 'settled:' || o.id
      where o.city_id = ${cityId} and o.status = 'settled')
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(no) filter (where is_wrong) as example from judged`);

/** Accounts of a party are liabilities: more than zero means more was taken out than ever came in. */
export const overdrawnParties = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with balance as (
      select a.account, coalesce(sum(p.amount_fen), 0) as fen
      from payments.ledger_account a left join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account
      where a.city_id = ${cityId} and a.party_kind is not null group by a.account)
    select count(*)::int as seen, (count(*) filter (where fen > 0))::int as wrong, min(account) filter (where fen > 0) as example from balance`);

/** Trades with accepted notifies of payment that are not matched by exactly one posting of the payment's amount. */
export const acceptedNotifiesWithoutPosting = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with trade as (select distinct trade_no from payments.notify where city_id = ${cityId} and is_accepted and kind = 'payment'),
    judged as (
      select trade.trade_no, (
        select count(*) from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id
        where t.city_id = p.city_id and t.business_key = 'received:' || trade.trade_no and l.account like 'asset:channel:%' and l.amount_fen = p.amount_fen) as postings
      from trade left join payments.payment p on p.city_id = ${cityId} and p.trade_no = trade.trade_no)
    select count(*)::int as seen, (count(*) filter (where postings <> 1))::int as wrong, min(trade_no) filter (where postings <> 1) as example from judged`);
