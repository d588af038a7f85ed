import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type DiversionRow = { orderId: string; fromMerchantId: string; toMerchantId: string | null; at: Date; reason: 'noAnswer' | 'handedOn'; waitedMinutes: number; lostFen: number };
export const diversionsOf = (tx: Tx, cityId: string, orderId: string): Promise<DiversionRow[]> => many(tx, sql<DiversionRow>`select * from dispatch.diversion where city_id = ${cityId} and order_id = ${orderId} order by at`);
/** Written once for each merchant an order leaves. */
export const insertDiversion = (tx: Tx, cityId: string, d: DiversionRow): Promise<number> => run(tx, sql`
  insert into dispatch.diversion (city_id, order_id, from_merchant_id, to_merchant_id, at, reason, waited_minutes, lost_fen)
  values (${cityId}, ${d.orderId}, ${d.fromMerchantId}, ${d.toMerchantId}, ${d.at}, ${d.reason}, ${d.waitedMinutes}, ${d.lostFen})`);

export type DiversionTold = DiversionRow & { orderNo: string; itemNameZh: string; itemNameEn: string; startsAt: Date; districtName: string; fromName: string; toName: string | null };
/** Newest first; those one merchant lost when it is named. */
export const diversionsSince = (tx: Tx, cityId: string, about: { since: Date; merchantId: string | null }): Promise<DiversionTold[]> => many(tx, sql<DiversionTold>`
  select d.order_id, d.from_merchant_id, d.to_merchant_id, d.at, d.reason, d.waited_minutes, d.lost_fen, o.no as order_no, o.item_name_zh, o.item_name_en, o.starts_at, o.district_name, f.name as from_name, t.name as to_name
  from dispatch.diversion d join orders."order" o on o.city_id = d.city_id and o.id = d.order_id
    join alliance.merchant f on f.city_id = d.city_id and f.id = d.from_merchant_id left join alliance.merchant t on t.city_id = d.city_id and t.id = d.to_merchant_id
  where d.city_id = ${cityId} and d.at >= ${about.since} and (${about.merchantId}::text is null or d.from_merchant_id = ${about.merchantId}) order by d.at desc limit 500`);

/** Orders diverted without ever having left: the ledger and the order must say the same. */
export const countDiversionFaults = async (tx: Tx, cityId: string): Promise<{ looked: number; faults: number }> => (await maybe(tx, sql<{ looked: number; faults: number }>`
  with last as (select distinct on (order_id) order_id, to_merchant_id from dispatch.diversion where city_id = ${cityId} order by order_id, at desc, to_merchant_id nulls first)
  select count(*)::int as looked, count(*) filter (where o.holder_merchant_id is distinct from l.to_merchant_id)::int as faults
  from last l join orders."order" o on o.city_id = ${cityId} and o.id = l.order_id`))!;
