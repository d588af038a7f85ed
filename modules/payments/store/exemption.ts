import { many, sql, type Tx } from '../../../kernel/database.ts';

/** What proves a month's VAT exemption, of the whole platform or of one merchant. Days are the city's. */
type About = { startAt: Date; endAt: Date; merchantId: string | null };
const dayText = (column: ReturnType<typeof sql>) => sql`to_char(${column} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
const ofMerchant = (column: ReturnType<typeof sql>, merchantId: string | null) => (merchantId === null ? sql`` : sql`and ${column} = ${merchantId}`);
const served = sql`('finished', 'confirmed', 'settled')`;

export type AgreementRow = { no: string; workOrderNo: string | null; itemName: string; family: string; contactName: string; workerId: string; workerName: string; merchantName: string | null; placedOn: string; servedOn: string; confirmedOn: string | null; version: number; totalFen: number };
export const agreementsOf = (tx: Tx, cityId: string, { startAt, endAt, merchantId }: About): Promise<AgreementRow[]> => many(tx, sql`
  select o.no, o.work_order_no, o.item_name_zh as item_name, o.family, o.contact_name, o.worker_id, p.name as worker_name, m.name as merchant_name, ${dayText(sql`o.placed_at`)} as placed_on, ${dayText(sql`o.finished_at`)} as served_on, ${dayText(sql`o.confirmed_at`)} as confirmed_on, o.checklist_version as version, o.total_fen
  from orders."order" o join workers.worker w on w.city_id = o.city_id and w.id = o.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on m.city_id = o.city_id and m.id = o.merchant_id
  where o.city_id = ${cityId} and o.status in ${served} and o.finished_at >= ${startAt} and o.finished_at < ${endAt} ${ofMerchant(sql`o.merchant_id`, merchantId)} order by o.finished_at, o.no`);

export type PaidRow = { workerId: string; workerName: string; merchantName: string | null; day: string; arrivedOn: string; grossFen: number; taxFen: number; netFen: number; rail: string; transferNo: string };
export const paidOf = (tx: Tx, cityId: string, { startAt, endAt, merchantId }: About): Promise<PaidRow[]> => many(tx, sql`
  select o.party_id as worker_id, p.name as worker_name, m.name as merchant_name, to_char(o.day, 'YYYY-MM-DD') as day, ${dayText(sql`o.ended_at`)} as arrived_on, o.gross_fen, o.tax_fen, o.net_fen, o.rail, o.transfer_no
  from payments.payout o join workers.worker w on w.city_id = o.city_id and w.id = o.party_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on m.city_id = w.city_id and m.id = w.merchant_id
  where o.city_id = ${cityId} and o.party_kind = 'worker' and o.state = 'arrived' and o.ended_at >= ${startAt} and o.ended_at < ${endAt} ${ofMerchant(sql`w.merchant_id`, merchantId)} order by o.ended_at, o.id`);

export type TrainedRow = { workerId: string; workerName: string; what: 'skill' | 'certificate'; code: string; level: number | null; number: string | null; since: string; until: string | null };
/** Skills and certificates that held at the end of the month, of workers who were registered by then. */
export const trainedOf = (tx: Tx, cityId: string, { endAt, merchantId }: About): Promise<TrainedRow[]> => many(tx, sql`
  select t.worker_id, p.name as worker_name, t.what, t.code, t.level, t.number, t.since, t.until from (
    select city_id, worker_id, 'skill' as what, code, level, null as number, ${dayText(sql`since`)} as since, null as until from workers.skill where city_id = ${cityId} and since < ${endAt}
    union all
    select city_id, worker_id, 'certificate', kind, null, number_masked, to_char(valid_from, 'YYYY-MM-DD'), to_char(valid_until, 'YYYY-MM-DD') from workers.paper
    where city_id = ${cityId} and state = 'verified' and kind not in ('identity', 'health', 'background', 'insurance', 'drivingLicence') and verified_at < ${endAt}) t
  join workers.worker w on w.city_id = t.city_id and w.id = t.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where w.registered_at < ${endAt} ${ofMerchant(sql`w.merchant_id`, merchantId)} order by p.name, t.worker_id, t.what, t.code`);

export type RegisteredRow = { workerId: string; workerName: string; merchantName: string | null; status: string; registeredOn: string; admittedOn: string | null; identity: string | null; identityOn: string | null; healthUntil: string | null; insuredUntil: string | null };
export const registeredOf = (tx: Tx, cityId: string, { endAt, merchantId }: About): Promise<RegisteredRow[]> => many(tx, sql`
  select w.id as worker_id, p.name as worker_name, m.name as merchant_name, w.status, ${dayText(sql`w.registered_at`)} as registered_on, ${dayText(sql`w.admitted_at`)} as admitted_on, i.number_masked as identity, ${dayText(sql`i.verified_at`)} as identity_on,
    (select to_char(max(valid_until), 'YYYY-MM-DD') from workers.paper h where h.city_id = w.city_id and h.worker_id = w.id and h.kind = 'health' and h.state = 'verified') as health_until,
    (select to_char(max(valid_until), 'YYYY-MM-DD') from workers.paper h where h.city_id = w.city_id and h.worker_id = w.id and h.kind = 'insurance' and h.state = 'verified') as insured_until
  from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on m.city_id = w.city_id and m.id = w.merchant_id
    left join lateral (select number_masked, verified_at from workers.paper q where q.city_id = w.city_id and q.worker_id = w.id and q.kind = 'identity' and q.state = 'verified' order by verified_at desc limit 1) i on true
  where w.city_id = ${cityId} and w.registered_at < ${endAt} ${ofMerchant(sql`w.merchant_id`, merchantId)} order by p.name, w.id`);

export type IncomeRow = { at: Date; orderNo: string | null; itemName: string | null; family: string | null; account: string; name: string; fen: number };
/** What was earned: the platform's income, or a merchant's parts of its orders. What goes back is less than zero. */
export const incomeOf = (tx: Tx, cityId: string, { startAt, endAt, merchantId }: About): Promise<IncomeRow[]> => many(tx, sql`
  select p.at, o.no as order_no, o.item_name_zh as item_name, o.family, p.account, a.name_zh as name, -p.amount_fen as fen
  from payments.ledger_posting p join payments.ledger_account a on a.city_id = p.city_id and a.account = p.account join payments.ledger_transaction t on t.city_id = p.city_id and t.id = p.transaction_id left join orders."order" o on o.city_id = t.city_id and o.id = t.order_id
  where p.city_id = ${cityId} and p.at >= ${startAt} and p.at < ${endAt} ${merchantId === null ? sql`and a.kind = 'income'` : sql`and p.account = ${`liability:merchant:${merchantId}`} and p.kind not in ('payout', 'tax', 'payoutReturned', 'taxReturned')`}
  order by p.at, p.posting_id`);
