import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { CareLevel } from '../rules/vouchers.ts';

export type EligibilityRow = {
  id: string; householdId: string; memberId: string; memberName: string; level: CareLevel; evidence: string; monthlyFen: number; validFrom: string; validTo: string; grantedByName: string; grantedAt: Date; endedAt: Date | null; endReason: string;
};
const columns = sql`e.id, e.household_id, e.member_id, m.name as member_name, e.level, e.evidence, e.monthly_fen, to_char(e.valid_from, 'YYYY-MM-DD') as valid_from, to_char(e.valid_to, 'YYYY-MM-DD') as valid_to, e.granted_by_name, e.granted_at, e.ended_at, e.end_reason`;
const rows = sql`benefits.eligibility e join accounts.member m on m.city_id = e.city_id and m.id = e.member_id`;

export const householdOfMember = async (tx: Tx, cityId: string, memberId: string): Promise<string | undefined> => (await maybe<{ householdId: string }>(tx, sql`select household_id from accounts.member where city_id = ${cityId} and id = ${memberId} and removed_at is null`))?.householdId;
/** False when the elder has one that was not ended. */
export const addEligibility = async (tx: Tx, cityId: string, e: { id: string; householdId: string; memberId: string; level: CareLevel; evidence: string; monthlyFen: number; validFrom: string; validTo: string; by: string; byName: string; at: Date }): Promise<boolean> => (await run(tx, sql`
  insert into benefits.eligibility (city_id, id, household_id, member_id, level, evidence, monthly_fen, valid_from, valid_to, granted_by, granted_by_name, granted_at)
  values (${cityId}, ${e.id}, ${e.householdId}, ${e.memberId}, ${e.level}, ${e.evidence}, ${e.monthlyFen}, ${e.validFrom}::date, ${e.validTo}::date, ${e.by}, ${e.byName}, ${e.at}) on conflict do nothing`)) > 0;
export const endEligibilityRow = (tx: Tx, cityId: string, id: string, e: { at: Date; by: string; reason: string }): Promise<number> => run(tx, sql`
  update benefits.eligibility set ended_at = ${e.at}, ended_by = ${e.by}, end_reason = ${e.reason} where city_id = ${cityId} and id = ${id} and ended_at is null`);
export const findEligibility = (tx: Tx, cityId: string, id: string): Promise<EligibilityRow | undefined> => maybe(tx, sql`select ${columns} from ${rows} where e.city_id = ${cityId} and e.id = ${id}`);
export const listEligibilityRows = (tx: Tx, cityId: string, memberId: string | undefined): Promise<EligibilityRow[]> => many(tx, sql`
  select ${columns} from ${rows} where e.city_id = ${cityId} ${memberId === undefined ? sql`` : sql`and e.member_id = ${memberId}`} order by e.granted_at desc, e.id limit 500`);
export const eligibilitiesOf = (tx: Tx, cityId: string, householdId: string): Promise<EligibilityRow[]> => many(tx, sql`select ${columns} from ${rows} where e.city_id = ${cityId} and e.household_id = ${householdId} and e.ended_at is null order by e.granted_at, e.id`);

export type ElderRow = { memberId: string; name: string; birthYear: number | null; householdOf: string; maskedPhone: string; isEligible: boolean };
/** Members of the household of one person, or whose own name or a housemate’s holds the words; elders first. */
export const findElderRows = (tx: Tx, cityId: string, wish: { words: string; personId: string | null; limit: number }): Promise<ElderRow[]> => many(tx, sql<ElderRow>`
  select distinct on (m.relation = 'elder', m.name, m.id) m.id as member_id, m.name, m.birth_year, p.name as household_of, coalesce(p.phone_masked, '') as masked_phone,
    exists (select 1 from benefits.eligibility e where e.city_id = m.city_id and e.member_id = m.id and e.ended_at is null) as is_eligible
  from accounts.member m join accounts.household_person h on h.city_id = m.city_id and h.household_id = m.household_id join accounts.person p on p.city_id = h.city_id and p.id = h.person_id
  where m.city_id = ${cityId} and m.removed_at is null and (p.id = ${wish.personId} or (${wish.personId}::text is null and (strpos(m.name, ${wish.words}) > 0 or strpos(p.name, ${wish.words}) > 0)))
  order by m.relation = 'elder' desc, m.name, m.id, h.joined_at limit ${wish.limit}`);

/** What the vouchers of a month paid and was not given back, `except` for one order. A voucher's tender carries its elder's eligibility and its month. */
export const voucherUsedFen = async (tx: Tx, cityId: string, memberId: string, month: string, except: string): Promise<number> => (await one<{ fen: number }>(tx, sql`
  select coalesce(sum(t.amount_fen - t.returned_fen), 0)::bigint as fen from payments.tender t join benefits.eligibility e on e.city_id = t.city_id and t.ref_id = e.id || ':' || ${month}::text
  where t.city_id = ${cityId} and e.member_id = ${memberId} and t.kind = 'voucher' and t.state = 'held' and t.order_id <> ${except}`)).fen;

export type VoucherVisit = {
  orderId: string; orderNo: string; memberName: string; itemNameZh: string; itemNameEn: string; startAt: Date | null; eligibilityId: string; netFen: number; status: string; arrivedAt: Date | null; arrivalReason: string; photos: number; isConfirmedByFamily: boolean;
  markedFen: number | null; isSampled: boolean; isFine: boolean | null; inspectedAt: Date | null; inspection: string; claimedAt: Date | null; batch: string | null;
};
/** Visits of a month that a voucher paid a part of, with their proof and how far their claim is. */
export const visitsOfMonth = (tx: Tx, cityId: string, month: string): Promise<VoucherVisit[]> => many(tx, sql`
  with paid as (
    select order_id, split_part(min(ref_id), ':', 1) as eligibility_id, sum(amount_fen - returned_fen)::bigint as net_fen from payments.tender
    where city_id = ${cityId} and kind = 'voucher' and state = 'held' and ref_id like '%:' || ${month}::text group by order_id)
  select o.id as order_id, o.no as order_no, coalesce(m.name, '') as member_name, o.item_name_zh, o.item_name_en, o.starts_at as start_at, p.eligibility_id, p.net_fen, o.status, o.arrived_at, o.arrival_reason, o.confirmed_at is not null and not o.is_auto_confirmed as is_confirmed_by_family,
    (select count(*)::int from orders.photo f where f.city_id = o.city_id and f.order_id = o.id) as photos,
    c.amount_fen as marked_fen, coalesce(c.is_sampled, false) as is_sampled, c.is_fine, c.inspected_at, coalesce(c.inspection, '') as inspection, c.claimed_at, c.batch
  from paid p join orders."order" o on o.city_id = ${cityId} and o.id = p.order_id left join benefits.voucher_claim c on c.city_id = o.city_id and c.order_id = o.id
    left join benefits.eligibility e on e.city_id = o.city_id and e.id = p.eligibility_id left join accounts.member m on m.city_id = e.city_id and m.id = e.member_id
  where o.status <> 'held' order by o.starts_at, o.id`);

export const addClaims = (tx: Tx, cityId: string, month: string, claims: readonly { orderId: string; eligibilityId: string; amountFen: number; isSampled: boolean }[], at: Date): Promise<number> => run(tx, sql`
  insert into benefits.voucher_claim (city_id, order_id, month, eligibility_id, amount_fen, is_sampled, marked_at)
  select ${cityId}, c.order_id, ${month}, c.eligibility_id, c.amount_fen, c.is_sampled, ${at}
  from jsonb_to_recordset(${JSON.stringify(claims.map((c) => ({ order_id: c.orderId, eligibility_id: c.eligibilityId, amount_fen: c.amountFen, is_sampled: c.isSampled })))}::jsonb) as c(order_id text, eligibility_id text, amount_fen bigint, is_sampled boolean)
  on conflict do nothing`);
export const lockClaim = (tx: Tx, cityId: string, orderId: string): Promise<{ isSampled: boolean; claimedAt: Date | null } | undefined> => maybe(tx, sql`select is_sampled, claimed_at from benefits.voucher_claim where city_id = ${cityId} and order_id = ${orderId} for update`);
export const markInspected = (tx: Tx, cityId: string, orderId: string, i: { at: Date; by: string; isFine: boolean; words: string }): Promise<number> => run(tx, sql`
  update benefits.voucher_claim set inspected_at = ${i.at}, inspected_by = ${i.by}, is_fine = ${i.isFine}, inspection = ${i.words} where city_id = ${cityId} and order_id = ${orderId} and claimed_at is null`);
export const markClaimed = (tx: Tx, cityId: string, claims: readonly { orderId: string; amountFen: number }[], c: { at: Date; by: string; batch: string }): Promise<number> => run(tx, sql`
  update benefits.voucher_claim v set claimed_at = ${c.at}, claimed_by = ${c.by}, batch = ${c.batch}, amount_fen = w.amount_fen
  from jsonb_to_recordset(${JSON.stringify(claims.map(({ orderId, amountFen }) => ({ order_id: orderId, amount_fen: amountFen })))}::jsonb) as w(order_id text, amount_fen bigint)
  where v.city_id = ${cityId} and v.order_id = w.order_id and v.claimed_at is null`);
export const batchesOf = async (tx: Tx, cityId: string, month: string): Promise<number> => (await one<{ n: number }>(tx, sql`select count(distinct batch)::int as n from benefits.voucher_claim where city_id = ${cityId} and month = ${month} and batch is not null`)).n;
