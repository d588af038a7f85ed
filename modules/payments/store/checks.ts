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
      where p.city_id = ${cityId} and p.status = 'paid' and p.order_id is not null group by p.order_id),
    given as (select order_id, sum(amount_fen) as fen from payments.tender where city_id = ${cityId} and state = 'held' group by order_id)
    select count(*)::int as seen, (count(*) filter (where coalesce(r.fen, 0) + coalesce(g.fen, 0) < o.paid_fen))::int as wrong, min(o.no) filter (where coalesce(r.fen, 0) + coalesce(g.fen, 0) < o.paid_fen) as example
    from orders."order" o left join received r on r.order_id = o.id left join given g on g.order_id = o.id
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

/** Paid orders whose rail payment and tenders are not together what was paid, and tenders whose postings say otherwise than their row. */
export const paidOrdersNotWhole = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with given as (select order_id, sum(amount_fen) as fen from payments.tender where city_id = ${cityId} and state = 'held' group by order_id),
    railed as (
      select p.order_id, sum(p.amount_fen) as fen from payments.payment p where p.city_id = ${cityId} and p.status = 'paid' and p.order_id is not null
        and not exists (select 1 from payments.refund r where r.city_id = p.city_id and r.payment_id = p.id and r.reason_key in ('latePayment', 'paidTwice', 'outdatedPayment')) group by p.order_id),
    judged as (
      select o.no, coalesce(g.fen, 0) + coalesce(r.fen, 0) <> o.paid_fen as is_wrong from orders."order" o left join given g on g.order_id = o.id left join railed r on r.order_id = o.id where o.city_id = ${cityId} and o.paid_fen > 0)
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(no) filter (where is_wrong) as example from judged`);

/** Tenders of which the ledger took in or gave back another sum than their row says. */
export const tendersNotPosted = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with back as (
      select r.tender_id, sum(l.amount_fen) as fen from payments.refund r join payments.ledger_transaction t on t.city_id = r.city_id and t.business_key = 'tenderReturned:' || r.id
        join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id and l.amount_fen > 0 where r.city_id = ${cityId} and r.tender_id is not null group by r.tender_id),
    judged as (
      select d.id, (select coalesce(sum(l.amount_fen), 0) from payments.ledger_transaction t join payments.ledger_posting l on l.city_id = t.city_id and l.transaction_id = t.id and l.amount_fen > 0
          where t.city_id = d.city_id and t.business_key = 'tendered:' || d.id) <> d.amount_fen
        or coalesce(b.fen, 0) <> d.returned_fen
        or (d.state = 'released') <> exists (select 1 from payments.ledger_transaction t where t.city_id = d.city_id and t.business_key = 'tenderReturned:' || d.id) as is_wrong
      from payments.tender d left join back b on b.tender_id = d.id where d.city_id = ${cityId})
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Invoices whose red letters do not sum to what is said to be taken back, or that say more than their order was paid. */
export const invoicesAmiss = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with red as (select red_of, sum(amount_fen) as fen from payments.invoice where city_id = ${cityId} and red_of is not null and number is not null group by red_of),
    judged as (
      select i.id, i.red_fen <> coalesce(red.fen, 0) or i.amount_fen > o.paid_fen as is_wrong
      from payments.invoice i join orders."order" o on o.city_id = i.city_id and o.id = i.order_id left join red on red.red_of = i.id where i.city_id = ${cityId} and i.red_of is null)
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Years whose receipts have a hole in their numbers, or a number past the last. */
export const receiptHoles = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with judged as (
      select y.year, y.last_no <> (select count(*) from payments.receipt r where r.city_id = y.city_id and r.no like 'SJ' || y.year || '-%') as is_wrong from payments.receipt_year y where y.city_id = ${cityId})
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(year) filter (where is_wrong) as example from judged`);

/** Receipts of a station and year: as many as the last number says. */
export const receiptsWithHoles = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with judged as (select station_id || ' ' || year as what, count(*) as n, max(number) as last from payments.cash_receipt where city_id = ${cityId} group by station_id, year)
    select coalesce(sum(n), 0)::int as seen, (count(*) filter (where n <> last))::int as wrong, min(what) filter (where n <> last) as example from judged`);

/** Tips that were paid, and what of them the worker was credited with: all of it. */
export const tipsNotWhole = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with judged as (
      select t.id, t.amount_fen <> coalesce((
        select -sum(p.amount_fen) from payments.ledger_transaction l join payments.ledger_posting p on p.city_id = l.city_id and p.transaction_id = l.id
        where l.city_id = t.city_id and l.business_key = 'tip:' || t.id and p.account = 'liability:worker:' || t.worker_id), 0) as is_wrong
      from payments.tip t where t.city_id = ${cityId} and t.state in ('paid', 'takenBack'))
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** Shares over a rail that arrived, or were fetched back, against what left the channel for them. */
export const sharesNotPosted = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with judged as (
      select s.id, s.amount_fen <> coalesce((
        select -sum(p.amount_fen) from payments.ledger_transaction l join payments.ledger_posting p on p.city_id = l.city_id and p.transaction_id = l.id
        where l.city_id = s.city_id and l.business_key = 'shareArrived:' || s.id and p.account = 'asset:channel:' || s.rail), 0)
        or s.recalled_fen <> coalesce((select sum(r.amount_fen) from payments.rail_recall r where r.city_id = s.city_id and r.share_id = s.id), 0) as is_wrong
      from payments.rail_share s where s.city_id = ${cityId} and s.state = 'arrived')
    select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);

/** What the alliance was told of every guarantee, against the ledger. */
export const depositsAmiss = (tx: Tx, cityId: string): Promise<Finding> =>
  one(tx, sql`
    with held as (select substr(account, 19) as merchant_id, 0 - sum(amount_fen) as fen from payments.ledger_posting where city_id = ${cityId} and account like 'liability:deposit:%' group by 1)
    select count(*)::int as seen, (count(*) filter (where m.deposit_held_fen <> coalesce(h.fen, 0)))::int as wrong, min(m.name) filter (where m.deposit_held_fen <> coalesce(h.fen, 0)) as example
    from alliance.merchant m left join held h on h.merchant_id = m.id where m.city_id = ${cityId}`);
