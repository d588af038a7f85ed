import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { OrderFacts } from '../rules/order.ts';

/** The order as it stands. */
export const findOrder = (tx: Tx, cityId: string, orderId: string): Promise<OrderFacts | undefined> =>
  maybe<OrderFacts>(tx, sql`select * from orders."order" where city_id = ${cityId} and id = ${orderId}`);

/** The order, locked until the end of the transaction: every change of an order starts here. */
export const lockRow = (tx: Tx, cityId: string, orderId: string): Promise<OrderFacts | undefined> =>
  maybe<OrderFacts>(tx, sql`select * from orders."order" where city_id = ${cityId} and id = ${orderId} for update`);

/** Several orders, locked one after the other by id, whoever asks. */
export const lockRows = (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<OrderFacts[]> =>
  many<OrderFacts>(tx, sql`select * from orders."order" where city_id = ${cityId} and id = any(${orderIds}::text[]) order by id collate "C" for update`);

/** Orders by id, in the order of the ids given. */
export const ordersOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<OrderFacts[]> =>
  orderIds.length === 0 ? [] : many<OrderFacts>(tx, sql`
    select o.* from orders."order" o join unnest(${[...orderIds]}::text[]) with ordinality as wanted(id, place) on wanted.id = o.id
    where o.city_id = ${cityId} order by wanted.place`);

/** The next running number; shared by all days, so a number never repeats within one. */
export const nextRunning = async (tx: Tx): Promise<number> => (await one<{ n: number }>(tx, sql`select nextval('orders.number_seq') as n`)).n;

const jsonColumns = ['quote', 'homeScene', 'photoNodes', 'cancelTiers'];
const columnsOf = (values: object): Record<string, unknown> => Object.fromEntries(
  Object.entries(values).map(([key, value]) => [key, jsonColumns.includes(key) ? sql`${JSON.stringify(value)}::jsonb` : value]),
);

export const insertOrder = async (tx: Tx, cityId: string, order: OrderFacts): Promise<void> => {
  await tx.insertInto('orders.order').values({ cityId, ...columnsOf(order) }).execute();
};

/** Writes the named columns of one order. */
export const changeOrder = async (tx: Tx, cityId: string, orderId: string, patch: Partial<OrderFacts>): Promise<void> => {
  await tx.updateTable('orders.order').set(columnsOf(patch)).where('cityId', '=', cityId).where('id', '=', orderId).execute();
};

/** Who is shown a change live: everyone of the household and the worker as a person, when there is one. */
export const audienceOf = async (tx: Tx, cityId: string, householdId: string, workerIds: readonly string[]): Promise<string[]> => {
  const rows = await many<{ personId: string }>(tx, sql`
    select person_id from accounts.household_person where city_id = ${cityId} and household_id = ${householdId}
    union select person_id from workers.worker where city_id = ${cityId} and id = any(${[...workerIds]}::text[])`);
  return rows.map((row) => row.personId);
};

/** The household a person belongs to and the worker profile they have, if any. */
export const placesOf = async (tx: Tx, cityId: string, personId: string): Promise<{ householdId: string | null; workerId: string | null }> => (await maybe<{ householdId: string | null; workerId: string | null }>(tx, sql`
  select h.household_id, w.id as worker_id from accounts.household_person h left join workers.worker w on w.city_id = h.city_id and w.person_id = h.person_id
  where h.city_id = ${cityId} and h.person_id = ${personId}`)) ?? { householdId: null, workerId: null };

/** The worker profile of a person, if she has one. */
export const workerIdOf = async (tx: Tx, cityId: string, personId: string): Promise<string | null> =>
  (await maybe<{ id: string }>(tx, sql`select id from workers.worker where city_id = ${cityId} and person_id = ${personId}`))?.id ?? null;

/** What a view shows of the people around each order: masked phones, names of household members. */
export type Faces = { orderId: string; customerPhone: string | null; workerPhone: string | null; memberNames: string[]; redoId: string | null; isHouseholdReviewed: boolean };
export const facesOf = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Map<string, Faces>> => {
  if (orderIds.length === 0) return new Map();
  const rows = await many<Faces>(tx, sql`
    select o.id as order_id, coalesce(nullif(a.contact_phone_masked, ''), c.phone_masked) as customer_phone, wp.phone_masked as worker_phone,
      array(select m.name from accounts.member m where m.city_id = o.city_id and m.id = any(o.member_ids) order by m.added_at, m.id) as member_names,
      (select r.id from orders."order" r where r.city_id = o.city_id and r.redo_of = o.id) as redo_id,
      exists (select from orders.household_review h where h.city_id = o.city_id and h.order_id = o.id) as is_household_reviewed
    from orders."order" o
      left join accounts.address a on a.city_id = o.city_id and a.id = o.address_id
      left join accounts.person c on c.city_id = o.city_id and c.id = o.customer_id
      left join workers.worker w on w.city_id = o.city_id and w.id = o.worker_id
      left join accounts.person wp on wp.city_id = w.city_id and wp.id = w.person_id
    where o.city_id = ${cityId} and o.id = any(${[...orderIds]}::text[])`);
  return new Map(rows.map((row) => [row.orderId, row]));
};

/** Whether a redo of the order was arranged, however it ended. */
export const hasRedo = async (tx: Tx, cityId: string, orderId: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 as found from orders."order" where city_id = ${cityId} and redo_of = ${orderId}`)) !== undefined;

/** Counts a complaint about an order: +1 when raised; `isOpen` false closes one. Answers whether there was such an order. */
export const countComplaint = async (tx: Tx, cityId: string, orderId: string, isOpen: boolean, at: Date): Promise<boolean> => (await run(tx, sql`
  update orders."order" set changed_at = ${at}, complaint_count = complaint_count + ${isOpen ? 1 : 0}, open_complaint_count = greatest(0, open_complaint_count + ${isOpen ? 1 : -1})
  where city_id = ${cityId} and id = ${orderId}`)) > 0;
