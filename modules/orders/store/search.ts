import { many, sql, type Tx } from '../../../kernel/database.ts';
import type { OrderFacts } from '../rules/order.ts';
import type { Place } from '../rules/pages.ts';

/** Narrows a list of orders; what is left out does not narrow. Instants are of the start, or of the placing while there is none. */
export type Filter = {
  orderIds?: readonly string[]; householdId?: string; customerId?: string; workerId?: string; districtId?: string; servingMerchantId?: string; statuses?: readonly string[]; family?: string; from?: Date; to?: Date; redoOf?: string;
  /** Served by the merchant, or lying in its territory. */
  merchantId?: string;
  /** Confirmed or settled, not reviewed, finished after this instant. */
  toReviewSince?: Date;
  number?: string; phoneTail?: string; text?: string;
  /** Without the desk's view a search looks at numbers and estates only. */
  isNameSearched?: boolean;
};

const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

const conditions = (cityId: string, f: Filter) => sql.join([
  sql`o.city_id = ${cityId}`,
  ...(f.orderIds ? [sql`o.id = any(${[...f.orderIds]}::text[])`] : []),
  ...(f.householdId !== undefined ? [sql`o.household_id = ${f.householdId}`] : []),
  ...(f.customerId !== undefined ? [sql`o.customer_id = ${f.customerId}`] : []),
  ...(f.workerId !== undefined ? [sql`o.worker_id = ${f.workerId}`] : []),
  ...(f.districtId !== undefined ? [sql`o.district_id = ${f.districtId}`] : []),
  ...(f.servingMerchantId !== undefined ? [sql`o.merchant_id = ${f.servingMerchantId}`] : []),
  ...(f.statuses ? [sql`o.status = any(${[...f.statuses]}::text[])`] : []),
  ...(f.family !== undefined ? [sql`o.family = ${f.family}`] : []),
  ...(f.redoOf !== undefined ? [sql`o.redo_of = ${f.redoOf}`] : []),
  ...(f.from ? [sql`coalesce(o.starts_at, o.placed_at) >= ${f.from}`] : []),
  ...(f.to ? [sql`coalesce(o.starts_at, o.placed_at) < ${f.to}`] : []),
  ...(f.merchantId !== undefined ? [sql`(o.merchant_id = ${f.merchantId} or o.holder_merchant_id = ${f.merchantId})`] : []),
  ...(f.toReviewSince ? [sql`o.finished_at >= ${f.toReviewSince} and not exists (select 1 from orders.review r where r.city_id = o.city_id and r.order_id = o.id)`] : []),
  ...(f.number !== undefined ? [sql`o.no like ${like(f.number)}`] : []),
  ...(f.phoneTail !== undefined ? [sql`(o.no like ${`%${f.phoneTail}`} ${f.isNameSearched
    ? sql`or exists (select 1 from accounts.person c where c.city_id = o.city_id and c.id = o.customer_id and c.phone_masked like ${`%${f.phoneTail}`})
          or exists (select 1 from accounts.address a where a.city_id = o.city_id and a.id = o.address_id and a.contact_phone_masked like ${`%${f.phoneTail}`})` : sql``})`] : []),
  ...(f.text !== undefined ? [sql`(o.estate_name ilike ${like(f.text)} or o.district_name ilike ${like(f.text)} or o.item_name_zh ilike ${like(f.text)} or o.item_name_en ilike ${like(f.text)} or o.no ilike ${like(f.text)} ${f.isNameSearched
    ? sql`or o.contact_name ilike ${like(f.text)} or exists (select 1 from accounts.person c where c.city_id = o.city_id and c.id = o.customer_id and c.name ilike ${like(f.text)})` : sql``})`] : []),
], sql` and `);

/** A page of orders, newest placed first; asks for one more than shown so that the caller knows whether there is a next page. */
export const pageOfOrders = (tx: Tx, cityId: string, filter: Filter, page: { after: Place | null; limit: number }): Promise<OrderFacts[]> => many<OrderFacts>(tx, sql`
  select o.* from orders."order" o where ${conditions(cityId, filter)}
    ${page.after ? sql`and (o.placed_at, o.id) < (${page.after.at}, ${page.after.id})` : sql``}
  order by o.placed_at desc, o.id desc limit ${page.limit + 1}`);

/** Orders by their start, soonest first. */
export const ordersByStart = (tx: Tx, cityId: string, filter: Filter, limit: number): Promise<OrderFacts[]> => many<OrderFacts>(tx, sql`
  select o.* from orders."order" o where ${conditions(cityId, filter)} order by coalesce(o.starts_at, o.placed_at), o.id limit ${limit}`);

export type Demand = { id: string; itemNameZh: string; itemNameEn: string; icon: string; districtName: string; startsAt: Date | null; durationMinutes: number; quantity: number; unitLabelZh: string; unitLabelEn: string; placedAt: Date };

/** What still looks for a time or a worker, with nothing that tells whose home it is. Visits whose start has passed are no longer on offer. */
export const openDemandRows = (tx: Tx, cityId: string, filter: { family?: string; hasSlot?: boolean; now: Date }, page: { after: Place | null; limit: number }): Promise<Demand[]> => many<Demand>(tx, sql`
  select o.id, o.item_name_zh, o.item_name_en, o.icon, o.district_name, o.starts_at, o.duration_minutes, o.quantity, o.unit_label_zh, o.unit_label_en, o.placed_at
  from orders."order" o
  where o.city_id = ${cityId} and o.status in ('draft', 'paid') and (o.starts_at is null or o.starts_at > ${filter.now})
    ${filter.family !== undefined ? sql`and o.family = ${filter.family}` : sql``}
    ${filter.hasSlot === undefined ? sql`` : filter.hasSlot ? sql`and o.starts_at is not null` : sql`and o.starts_at is null`}
    ${page.after ? sql`and (o.placed_at, o.id) < (${page.after.at}, ${page.after.id})` : sql``}
  order by o.placed_at desc, o.id desc limit ${page.limit + 1}`);
