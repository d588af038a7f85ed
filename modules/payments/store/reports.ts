import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

/** What the ledger says over a span of time. Days and months are the city's. */
type Span = { startAt: Date; endAt: Date };
const day = sql`to_char(p.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
const month = sql`to_char(p.at at time zone 'Asia/Shanghai', 'YYYY-MM')`;
const partyName = sql`case a.party_kind when 'order' then o.no when 'worker' then pe.name when 'merchant' then m.name when 'deposit' then m.name when 'charge' then ch.no
    when 'household' then (select min(hp.name) from accounts.household_person h join accounts.person hp on hp.city_id = h.city_id and hp.id = h.person_id where h.city_id = a.city_id and h.household_id = a.party_id) else a.party_id end`;
const partyJoins = sql`
    left join orders."order" o on a.party_kind = 'order' and o.city_id = a.city_id and o.id = a.party_id
    left join workers.worker w on a.party_kind = 'worker' and w.city_id = a.city_id and w.id = a.party_id
    left join accounts.person pe on pe.city_id = w.city_id and pe.id = w.person_id
    left join alliance.merchant m on a.party_kind in ('merchant', 'deposit') and m.city_id = a.city_id and m.id = a.party_id
    left join payments.charge ch on a.party_kind = 'charge' and ch.city_id = a.city_id and ch.id = a.party_id`;

export type EarnedRow = { account: string; kind: 'income' | 'expense'; nameZh: string; nameEn: string; month: string | null; fen: number };
/** Income and expense by month (debits more than zero); accounts nothing was posted to stand there once, without a month. */
export const earnedByMonth = (tx: Tx, cityId: string, { startAt, endAt }: Span): Promise<EarnedRow[]> => many(tx, sql`
  select a.account, a.kind, a.name_zh, a.name_en, ${month} as month, coalesce(sum(p.amount_fen), 0)::bigint as fen
  from payments.ledger_account a left join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account and p.at >= ${startAt} and p.at < ${endAt}
  where a.city_id = ${cityId} and a.kind in ('income', 'expense') group by a.account, a.kind, a.name_zh, a.name_en, month order by a.kind desc, a.account, month`);

export type MovedRow = { account: string; nameZh: string; nameEn: string; day: string | null; kind: string | null; inFen: number; outFen: number };
/** What moved on every asset, by day and kind. */
export const moneyMoved = (tx: Tx, cityId: string, { startAt, endAt }: Span): Promise<MovedRow[]> => many(tx, sql`
  select a.account, a.name_zh, a.name_en, ${day} as day, p.kind, coalesce(sum(p.amount_fen) filter (where p.amount_fen > 0), 0)::bigint as in_fen, coalesce(-sum(p.amount_fen) filter (where p.amount_fen < 0), 0)::bigint as out_fen
  from payments.ledger_account a left join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account and p.at >= ${startAt} and p.at < ${endAt}
  where a.city_id = ${cityId} and a.kind = 'asset' group by a.account, a.name_zh, a.name_en, day, p.kind order by a.account, day, p.kind`);
export const assetsBefore = async (tx: Tx, cityId: string, before: Date): Promise<Map<string, number>> => new Map((await many<{ account: string; fen: number }>(tx, sql`
  select a.account, coalesce(sum(p.amount_fen), 0)::bigint as fen from payments.ledger_account a join payments.ledger_posting p on p.city_id = a.city_id and p.account = a.account
  where a.city_id = ${cityId} and a.kind = 'asset' and p.at < ${before} group by a.account`)).map(({ account, fen }) => [account, fen]));
/** All that is owed to anybody before an instant. */
export const owedFen = async (tx: Tx, cityId: string, before: Date): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select coalesce(-sum(p.amount_fen), 0)::bigint as fen from payments.ledger_posting p join payments.ledger_account a on a.city_id = p.city_id and a.account = p.account where p.city_id = ${cityId} and a.kind = 'liability' and p.at < ${before}`)).fen;

export type AccountRow = { account: string; kind: 'asset' | 'liability' | 'income' | 'expense' | 'equity'; nameZh: string; nameEn: string; party: string | null };
export const findAccount = (tx: Tx, cityId: string, account: string): Promise<AccountRow | undefined> => maybe(tx, sql`
  select a.account, a.kind, a.name_zh, a.name_en, ${partyName} as party from payments.ledger_account a ${partyJoins} where a.city_id = ${cityId} and a.account = ${account}`);

export type AccountPosting = { postingId: number; transactionId: string; at: Date; kind: string; wordsZh: string; wordsEn: string; orderId: string | null; orderNo: string | null; amountFen: number };
/** Postings of an account, oldest first, from after a posting. */
export const postingsOfAccount = (tx: Tx, cityId: string, account: string, { startAt, endAt, after, limit }: Span & { after: number | null; limit: number }): Promise<AccountPosting[]> => many(tx, sql`
  select p.posting_id, p.transaction_id, p.at, p.kind, t.words_zh, t.words_en, t.order_id, o.no as order_no, p.amount_fen
  from payments.ledger_posting p join payments.ledger_transaction t on t.city_id = p.city_id and t.id = p.transaction_id left join orders."order" o on o.city_id = t.city_id and o.id = t.order_id
  where p.city_id = ${cityId} and p.account = ${account} and p.at >= ${startAt} and p.at < ${endAt}
    ${after === null ? sql`` : sql`and (p.at, p.posting_id) > (select c.at, c.posting_id from payments.ledger_posting c where c.city_id = ${cityId} and c.posting_id = ${after})`}
  order by p.at, p.posting_id limit ${limit}`);
/** What the account held when a posting had been made. */
export const balanceAfter = async (tx: Tx, cityId: string, account: string, postingId: number): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select coalesce(sum(p.amount_fen), 0)::bigint as fen from payments.ledger_posting p where p.city_id = ${cityId} and p.account = ${account}
    and (p.at, p.posting_id) <= (select c.at, c.posting_id from payments.ledger_posting c where c.city_id = ${cityId} and c.posting_id = ${postingId})`)).fen;
export const countPostings = async (tx: Tx, cityId: string, { startAt, endAt }: Span, account?: string): Promise<number> => (await one<{ rows: number }>(tx, sql`
  select count(*)::int as rows from payments.ledger_posting p where p.city_id = ${cityId} and p.at >= ${startAt} and p.at < ${endAt} ${account === undefined ? sql`` : sql`and p.account = ${account}`}`)).rows;

export type LedgerRow = AccountPosting & { businessKey: string; transactionKind: string; account: string; nameZh: string; nameEn: string; party: string | null };
/** Every posting of a span, transaction by transaction. */
export const postingsBetween = (tx: Tx, cityId: string, { startAt, endAt }: Span): Promise<LedgerRow[]> => many(tx, sql`
  select p.posting_id, p.transaction_id, p.at, p.kind, t.business_key, t.kind as transaction_kind, t.words_zh, t.words_en, t.order_id, oo.no as order_no, p.account, a.name_zh, a.name_en, ${partyName} as party, p.amount_fen
  from payments.ledger_posting p join payments.ledger_transaction t on t.city_id = p.city_id and t.id = p.transaction_id join payments.ledger_account a on a.city_id = p.city_id and a.account = p.account
    left join orders."order" oo on oo.city_id = t.city_id and oo.id = t.order_id ${partyJoins}
  where p.city_id = ${cityId} and p.at >= ${startAt} and p.at < ${endAt} order by p.at, p.transaction_id, p.posting_id`);

export type BudgetRow = { account: string; amountFen: number; note: string; setByName: string; setAt: Date };
/** The plan of some months per account, summed; note and name are the last one's. */
export const budgetBetween = (tx: Tx, cityId: string, from: string, to: string): Promise<BudgetRow[]> => many(tx, sql`
  select account, sum(amount_fen)::bigint as amount_fen, (array_agg(note order by set_at desc))[1] as note, (array_agg(set_by_name order by set_at desc))[1] as set_by_name, max(set_at) as set_at
  from payments.budget where city_id = ${cityId} and month >= ${from} and month <= ${to} group by account`);
export const saveBudget = (tx: Tx, cityId: string, b: { month: string; account: string; amountFen: number; note: string; by: string; byName: string; at: Date }): Promise<number> => run(tx, sql`
  insert into payments.budget (city_id, month, account, amount_fen, note, set_by, set_by_name, set_at) values (${cityId}, ${b.month}, ${b.account}, ${b.amountFen}, ${b.note}, ${b.by}, ${b.byName}, ${b.at})
  on conflict (city_id, month, account) do update set amount_fen = excluded.amount_fen, note = excluded.note, set_by = excluded.set_by, set_by_name = excluded.set_by_name, set_at = excluded.set_at`);
export const dropBudget = (tx: Tx, cityId: string, month: string, account: string): Promise<number> => run(tx, sql`delete from payments.budget where city_id = ${cityId} and month = ${month} and account = ${account}`);
