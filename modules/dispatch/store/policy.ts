import type { DispatchPolicy, ServiceFamily } from '@linli/contract';
import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Stage } from '../rules/policy.ts';

export type PolicyRow = { version: number; at: Date; family: ServiceFamily | null; itemId: string | null; districtId: string | null; policy: DispatchPolicy; byId: string | null; reason: string };

/** The newest version of every scope that has one; a scope taken back has none. */
export const policiesNow = (tx: Tx, cityId: string): Promise<PolicyRow[]> => many(tx, sql<PolicyRow>`
  select version, at, family, item_id, district_id, policy, by_id, reason from (
    select p.*, row_number() over (partition by family, item_id, district_id order by version desc) as age from dispatch.policy p where p.city_id = ${cityId}) newest
  where age = 1 and policy is not null order by version`);

export type PolicyTold = Omit<PolicyRow, 'policy'> & { policy: DispatchPolicy | null; byName: string | null; itemNameZh: string | null; itemNameEn: string | null; districtName: string | null };
/** Versions, newest first, with the names of who, what and where. */
export const policyHistory = (tx: Tx, cityId: string, limit: number): Promise<PolicyTold[]> => many(tx, sql<PolicyTold>`
  select v.version, v.at, v.family, v.item_id, v.district_id, v.policy, v.by_id, v.reason, p.name as by_name, i.name_zh as item_name_zh, i.name_en as item_name_en, d.name as district_name
  from dispatch.policy v left join accounts.person p on p.city_id = v.city_id and p.id = v.by_id left join catalog.service_item i on i.city_id = v.city_id and i.id = v.item_id
    left join alliance.district d on d.city_id = v.city_id and d.id = v.district_id
  where v.city_id = ${cityId} order by v.version desc limit ${limit}`);

export const insertPolicy = (tx: Tx, cityId: string, p: Omit<PolicyRow, 'version' | 'policy'> & { policy: DispatchPolicy | null }): Promise<number> => run(tx, sql`
  insert into dispatch.policy (city_id, version, at, family, item_id, district_id, policy, by_id, reason)
  select ${cityId}, coalesce(max(version), 0) + 1, ${p.at}::timestamptz, ${p.family}::text, ${p.itemId}::text, ${p.districtId}::text, ${p.policy === null ? null : JSON.stringify(p.policy)}::jsonb, ${p.byId}::text, ${p.reason}
  from dispatch.policy where city_id = ${cityId}`);

export type SearchRow = {
  orderId: string; openedAt: Date; policyVersion: number; mode: string; stage: Stage; districtId: string | null; waitsForMerchantId: string | null; waitsUntil: Date | null; hallFrom: Date | null; batchAt: Date | null;
};
export const searchOf = (tx: Tx, cityId: string, orderId: string): Promise<SearchRow | undefined> => maybe(tx, sql<SearchRow>`select * from dispatch.search where city_id = ${cityId} and order_id = ${orderId}`);
export const searchesOf = (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<SearchRow[]> => many(tx, sql<SearchRow>`select * from dispatch.search where city_id = ${cityId} and order_id = any(${orderIds}::text[])`);
export const saveSearch = (tx: Tx, cityId: string, s: SearchRow): Promise<number> => run(tx, sql`
  insert into dispatch.search (city_id, order_id, opened_at, policy_version, mode, stage, district_id, waits_for_merchant_id, waits_until, hall_from, batch_at)
  values (${cityId}, ${s.orderId}, ${s.openedAt}, ${s.policyVersion}, ${s.mode}, ${s.stage}, ${s.districtId}, ${s.waitsForMerchantId}, ${s.waitsUntil}, ${s.hallFrom}, ${s.batchAt})
  on conflict (city_id, order_id) do update set opened_at = excluded.opened_at, policy_version = excluded.policy_version, mode = excluded.mode, stage = excluded.stage, district_id = excluded.district_id,
    waits_for_merchant_id = excluded.waits_for_merchant_id, waits_until = excluded.waits_until, hall_from = excluded.hall_from, batch_at = excluded.batch_at`);

/** Orders of a district whose batch window is over, in the order in which they are locked. */
export const batchOf = async (tx: Tx, cityId: string, districtId: string, at: Date): Promise<string[]> => (await many<{ orderId: string }>(tx, sql`
  select order_id from dispatch.search where city_id = ${cityId} and district_id = ${districtId} and stage = 'batch' and batch_at <= ${at} order by order_id`)).map(({ orderId }) => orderId);

/** Orders that wait for a merchant to send somebody, the soonest start first. */
export const waitingFor = (tx: Tx, cityId: string, merchantId: string, now: Date): Promise<SearchRow[]> => many(tx, sql<SearchRow>`
  select s.* from dispatch.search s join orders."order" o on o.city_id = s.city_id and o.id = s.order_id
  where s.city_id = ${cityId} and s.waits_for_merchant_id = ${merchantId} and s.stage = 'merchant' and o.status = 'paid' and o.starts_at > ${now} order by o.starts_at, o.id limit 100`);
