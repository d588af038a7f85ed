import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Account, LedgerEntry } from '../rules/postings.ts';

/** Opens the accounts that do not exist yet. */
export const openAccounts = (tx: Tx, cityId: string, accounts: readonly Account[], at: Date): Promise<number> => {
  const rows = accounts.map((a) => ({ account: a.code, kind: a.kind, party_kind: a.party?.kind ?? null, party_id: a.party?.id ?? null, name_zh: a.name.zh, name_en: a.name.en }));
  return run(tx, sql`
    insert into payments.ledger_account (city_id, account, kind, party_kind, party_id, name_zh, name_en, opened_at)
    select ${cityId}, a.account, a.kind, a.party_kind, a.party_id, a.name_zh, a.name_en, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(account text, kind text, party_kind text, party_id text, name_zh text, name_en text)
    order by a.account on conflict do nothing`);
};

/** Transactions that carry one of these business keys. */
export const transactionsOfKeys = async (tx: Tx, cityId: string, keys: readonly string[]): Promise<Map<string, string>> =>
  new Map((await many<{ id: string; key: string }>(tx, sql`select id, business_key as key from payments.ledger_transaction where city_id = ${cityId} and business_key = any(${keys as string[]}::text[])`)).map(({ id, key }) => [key, id]));

type Fresh = { id: string; entry: LedgerEntry };
/** Adds the heads of transactions; answers whose, for a business key that was used before adds none. */
export const addTransactions = async (tx: Tx, cityId: string, fresh: readonly Fresh[], at: Date): Promise<Set<string>> => {
  const rows = fresh.map(({ id, entry }) => ({ id, business_key: entry.businessKey, kind: entry.kind, order_id: entry.orderId, words_zh: entry.words.zh, words_en: entry.words.en, reverses: entry.reverses ?? null }));
  return new Set((await many<{ id: string }>(tx, sql`
    insert into payments.ledger_transaction (city_id, id, business_key, kind, order_id, words_zh, words_en, at, reverses)
    select ${cityId}, t.id, t.business_key, t.kind, t.order_id, t.words_zh, t.words_en, ${at}, t.reverses
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, business_key text, kind text, order_id text, words_zh text, words_en text, reverses text)
    on conflict on constraint business_key_once do nothing returning id`)).map(({ id }) => id));
};

export const addPostings = (tx: Tx, cityId: string, fresh: readonly Fresh[], at: Date): Promise<number> => {
  const rows = fresh.flatMap(({ id, entry }) => entry.postings.map((posting) => ({ id, account: posting.account.code, amount_fen: posting.amountFen, kind: posting.kind }))).map((row, position) => ({ ...row, position }));
  return run(tx, sql`
    insert into payments.ledger_posting (city_id, transaction_id, account, amount_fen, kind, at)
    select ${cityId}, p.id, p.account, p.amount_fen, p.kind, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(id text, position int, account text, amount_fen bigint, kind text) order by p.position`);
};

/** Sum of postings per account; an account without any is left out. */
export const balancesOf = async (tx: Tx, cityId: string, accounts: readonly string[]): Promise<Map<string, number>> => {
  const rows = await many<{ account: string; fen: number }>(tx, sql`
    select account, sum(amount_fen)::bigint as fen from payments.ledger_posting where city_id = ${cityId} and account = any(${accounts as string[]}) group by account`);
  return new Map(rows.map(({ account, fen }) => [account, fen]));
};

/** What may still be sent back of each order: all that was received for it less all that was refunded. */
export const refundableOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Map<string, number>> => {
  const rows = await many<{ orderId: string; fen: number }>(tx, sql`
    select t.order_id, (-sum(p.amount_fen))::bigint as fen from payments.ledger_transaction t join payments.ledger_posting p on p.city_id = t.city_id and p.transaction_id = t.id
    where t.city_id = ${cityId} and t.order_id = any(${orderIds as string[]}::text[]) and t.kind in ('received', 'refunded') and p.account = 'liability:escrow:' || t.order_id group by t.order_id`);
  return new Map(rows.map(({ orderId, fen }) => [orderId, fen]));
};

export type BalanceRow = { account: string; kind: 'asset' | 'liability' | 'income' | 'expense' | 'equity'; nameZh: string; nameEn: string; party: string | null; balanceFen: number };

/** Every account that holds something, and every account that belongs to no party. */
export const trialBalanceRows = (tx: Tx, cityId: string): Promise<BalanceRow[]> =>
  many(tx, sql`
    with balance as (select account, sum(amount_fen)::bigint as fen from payments.ledger_posting where city_id = ${cityId} group by account)
    select a.account, a.kind, a.name_zh, a.name_en, coalesce(b.fen, 0)::bigint as balance_fen,
      case when s.id is not null then s.name else case a.party_kind when 'order' then o.no when 'worker' then p.name when 'merchant' then m.name when 'deposit' then m.name when 'charge' then c.no
        when 'household' then (select min(hp.name) from accounts.household_person h join accounts.person hp on hp.city_id = h.city_id and hp.id = h.person_id where h.city_id = a.city_id and h.household_id = a.party_id) else a.party_id end end as party
    from payments.ledger_account a
    left join balance b on b.account = a.account
    left join orders."order" o on a.party_kind = 'order' and o.city_id = a.city_id and o.id = a.party_id
    left join workers.worker w on a.party_kind = 'worker' and w.city_id = a.city_id and w.id = a.party_id
    left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
    left join alliance.merchant m on a.party_kind in ('merchant', 'deposit') and m.city_id = a.city_id and m.id = a.party_id
    left join alliance.station s on s.city_id = a.city_id and (a.party_kind = 'station' and s.id = a.party_id or a.account = 'asset:cash:' || s.id)
    left join payments.charge c on a.party_kind = 'charge' and c.city_id = a.city_id and c.id = a.party_id
    where a.city_id = ${cityId} and (a.party_kind is null or coalesce(b.fen, 0) <> 0)
    order by array_position(array['asset', 'liability', 'income', 'expense', 'equity'], a.kind), a.party_kind nulls first, a.account`);

export type OrderPosting = { transactionId: string; at: Date; kind: string; businessKey: string; wordsZh: string; wordsEn: string; account: string; nameZh: string; nameEn: string; amountFen: number };

export const postingsOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<OrderPosting[]> =>
  many(tx, sql`
    select t.id as transaction_id, t.at, t.kind, t.business_key, t.words_zh, t.words_en, p.account, a.name_zh, a.name_en, p.amount_fen
    from payments.ledger_transaction t
    join payments.ledger_posting p on p.city_id = t.city_id and p.transaction_id = t.id
    join payments.ledger_account a on a.city_id = p.city_id and a.account = p.account
    where t.city_id = ${cityId} and t.order_id = ${orderId} order by t.at, t.id, p.posting_id`);

/** What a party's account held before an instant. */
export const openingFenOf = async (tx: Tx, cityId: string, account: string, before: Date): Promise<number> =>
  (await maybe<{ fen: number }>(tx, sql`
    select coalesce(sum(amount_fen), 0)::bigint as fen from payments.ledger_posting where city_id = ${cityId} and account = ${account} and at < ${before}`))?.fen ?? 0;

export type StatementPosting = { postingId: number; at: Date; kind: string; amountFen: number; orderId: string | null; orderNo: string | null; itemNameZh: string | null; itemNameEn: string | null };

export const statementPostings = (tx: Tx, cityId: string, account: string, { startAt, endAt }: { startAt: Date; endAt: Date }): Promise<StatementPosting[]> =>
  many(tx, sql`
    select p.posting_id, p.at, p.kind, p.amount_fen, t.order_id, o.no as order_no, o.item_name_zh, o.item_name_en
    from payments.ledger_posting p
    join payments.ledger_transaction t on t.city_id = p.city_id and t.id = p.transaction_id
    left join orders."order" o on o.city_id = t.city_id and o.id = t.order_id
    where p.city_id = ${cityId} and p.account = ${account} and p.at >= ${startAt} and p.at < ${endAt}
    order by p.at, p.posting_id`);
