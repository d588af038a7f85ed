import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Difference, OurRow, TheirRow } from '../rules/reconcile.ts';

type Bill = TheirRow & { at: Date };
type About = { rail: string; day: string; from: Date; to: Date };

/** Keeps a day's bill; a line told again stays as it was told first. */
export const saveBill = (tx: Tx, cityId: string, rail: string, rows: readonly Bill[]): Promise<number> => run(tx, sql`
  insert into payments.bill_row (city_id, rail, kind, out_no, day, rail_no, amount_fen, fee_fen, at)
  select ${cityId}, ${rail}, b.kind, b.out_no, b.day, b.rail_no, b.amount_fen, b.fee_fen, b.at
  from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ kind: row.kind, out_no: row.outNo, day: row.day, rail_no: row.railNo, amount_fen: row.amountFen, fee_fen: row.feeFen, at: row.at })))}::jsonb)
    as b(kind text, out_no text, day date, rail_no text, amount_fen bigint, fee_fen bigint, at timestamptz)
  on conflict do nothing`);

const theirColumns = sql`kind, out_no, to_char(day, 'YYYY-MM-DD') as day, rail_no, amount_fen, fee_fen`;
export const billOf = (tx: Tx, cityId: string, { rail, day }: Pick<About, 'rail' | 'day'>): Promise<TheirRow[]> => many(tx, sql`select ${theirColumns} from payments.bill_row where city_id = ${cityId} and rail = ${rail} and day = ${day}::date`);
/** The same numbers on other days of the provider's books. */
export const billElsewhere = (tx: Tx, cityId: string, { rail, day }: Pick<About, 'rail' | 'day'>, outNos: readonly string[]): Promise<TheirRow[]> => many(tx, sql`
  select ${theirColumns} from payments.bill_row where city_id = ${cityId} and rail = ${rail} and day <> ${day}::date and out_no = any(${outNos as string[]}::text[])`);

/** All that moved over a rail by our books: payments, refunds and payouts, each on the day of the city it took effect. */
const ourRows = (cityId: string, rail: string) => sql`
  select 'paid' as kind, trade_no as out_no, amount_fen, paid_at as at from payments.payment where city_id = ${cityId} and provider = ${rail} and status = 'paid'
  union all
  select 'refunded', r.refund_no, r.amount_fen, r.arrived_at from payments.refund r join payments.payment p on p.city_id = r.city_id and p.id = r.payment_id where r.city_id = ${cityId} and p.provider = ${rail} and r.status = 'succeeded'
  union all
  select 'transferred', transfer_no, net_fen, ended_at from payments.payout where city_id = ${cityId} and rail = ${rail} and state = 'arrived'`;
const ourColumns = sql`kind, out_no, amount_fen, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day`;
export const ownOf = (tx: Tx, cityId: string, { rail, from, to }: About): Promise<OurRow[]> => many(tx, sql`select ${ourColumns} from (${ourRows(cityId, rail)}) own where at >= ${from} and at < ${to}`);
export const ownElsewhere = (tx: Tx, cityId: string, { rail, from, to }: About, outNos: readonly string[]): Promise<OurRow[]> => many(tx, sql`
  select ${ourColumns} from (${ourRows(cityId, rail)}) own where out_no = any(${outNos as string[]}::text[]) and (at < ${from} or at >= ${to})`);

export type DifferenceRow = Difference & { id: string; rail: string; openFen: number; wordsZh: string; wordsEn: string; foundAt: Date; state: 'open' | 'explained' | 'writtenOff'; resolvedAt: Date | null; resolvedBy: string | null; resolution: string; suspenseId: string | null };
const columns = sql`id, rail, to_char(day, 'YYYY-MM-DD') as day, kind, row_kind, out_no, ours_fen, theirs_fen, to_char(our_day, 'YYYY-MM-DD') as our_day, to_char(their_day, 'YYYY-MM-DD') as their_day, fee_fen, expected_fee_fen,
  open_fen, words_zh, words_en, found_at, state, resolved_at, resolved_by, resolution, suspense_id`;

export const differencesOfLines = (tx: Tx, cityId: string, rail: string, outNos: readonly string[]): Promise<DifferenceRow[]> => many(tx, sql`select ${columns} from payments.difference where city_id = ${cityId} and rail = ${rail} and out_no = any(${outNos as string[]}::text[])`);
export const lockDifference = (tx: Tx, cityId: string, id: string): Promise<DifferenceRow | undefined> => maybe(tx, sql`select ${columns} from payments.difference where city_id = ${cityId} and id = ${id} for update`);
export const saveDifference = (tx: Tx, cityId: string, d: Omit<DifferenceRow, 'resolvedAt' | 'resolvedBy' | 'resolution' | 'state'>): Promise<number> => run(tx, sql`
  insert into payments.difference (city_id, id, rail, day, kind, row_kind, out_no, ours_fen, theirs_fen, our_day, their_day, fee_fen, expected_fee_fen, open_fen, words_zh, words_en, found_at, state, suspense_id)
  values (${cityId}, ${d.id}, ${d.rail}, ${d.day}::date, ${d.kind}, ${d.rowKind}, ${d.outNo}, ${d.oursFen}, ${d.theirsFen}, ${d.ourDay}::date, ${d.theirDay}::date, ${d.feeFen}, ${d.expectedFeeFen}, ${d.openFen}, ${d.wordsZh}, ${d.wordsEn}, ${d.foundAt}, 'open', ${d.suspenseId})
  on conflict on constraint one_difference_per_line do update set kind = excluded.kind, day = excluded.day, ours_fen = excluded.ours_fen, theirs_fen = excluded.theirs_fen, our_day = excluded.our_day, their_day = excluded.their_day,
    fee_fen = excluded.fee_fen, expected_fee_fen = excluded.expected_fee_fen, open_fen = excluded.open_fen, words_zh = excluded.words_zh, words_en = excluded.words_en, suspense_id = excluded.suspense_id`);
export const resolve = (tx: Tx, cityId: string, id: string, r: { state: 'explained' | 'writtenOff'; at: Date; by: string; words: string }): Promise<number> => run(tx, sql`
  update payments.difference set state = ${r.state}, resolved_at = ${r.at}, resolved_by = ${r.by}, resolution = ${r.words}, open_fen = 0 where city_id = ${cityId} and id = ${id}`);
export const listDifferenceRows = (tx: Tx, cityId: string, { state, cursor, limit }: { state: string | undefined; cursor: string | undefined; limit: number }): Promise<DifferenceRow[]> => many(tx, sql`
  select ${columns} from payments.difference d where city_id = ${cityId} ${state === undefined ? sql`` : sql`and state = ${state}`}
    ${cursor === undefined ? sql`` : sql`and (d.state <> 'open', -extract(epoch from d.found_at), d.id) > (select c.state <> 'open', -extract(epoch from c.found_at), c.id from payments.difference c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by state <> 'open', -extract(epoch from found_at), id limit ${limit}`);

export type ReconciliationRow = { rail: string; day: string; at: Date; rows: number; oursFen: number; theirsFen: number; feeFen: number; differences: number; open: number };
export const saveReconciliation = (tx: Tx, cityId: string, r: Omit<ReconciliationRow, 'open'>): Promise<number> => run(tx, sql`
  insert into payments.reconciliation (city_id, rail, day, at, rows, ours_fen, theirs_fen, fee_fen, differences) values (${cityId}, ${r.rail}, ${r.day}::date, ${r.at}, ${r.rows}, ${r.oursFen}, ${r.theirsFen}, ${r.feeFen}, ${r.differences})
  on conflict (city_id, rail, day) do update set at = excluded.at, rows = excluded.rows, ours_fen = excluded.ours_fen, theirs_fen = excluded.theirs_fen, fee_fen = excluded.fee_fen, differences = excluded.differences`);
export const listReconciliationRows = (tx: Tx, cityId: string, { limit, only }: { limit: number; only?: { rail: string; day: string } }): Promise<ReconciliationRow[]> => many(tx, sql`
  select r.rail, to_char(r.day, 'YYYY-MM-DD') as day, r.at, r.rows, r.ours_fen, r.theirs_fen, r.fee_fen, r.differences,
    (select count(*)::int from payments.difference d where d.city_id = r.city_id and d.rail = r.rail and d.day = r.day and d.state = 'open') as open
  from payments.reconciliation r where r.city_id = ${cityId} ${only ? sql`and r.rail = ${only.rail} and r.day = ${only.day}::date` : sql``} order by r.day desc, r.rail limit ${limit}`);
export const suspenseFen = async (tx: Tx, cityId: string): Promise<number> => (await one<{ fen: number }>(tx, sql`select coalesce(-sum(amount_fen), 0)::bigint as fen from payments.ledger_posting where city_id = ${cityId} and account = 'liability:suspense'`)).fen;
