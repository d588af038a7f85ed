import { many, sql, type Tx } from '../../../kernel/database.ts';

/** Orders that are a worker's (asked alone, or accepted) and not under way, by id. */
export const openOrdersOf = async (tx: Tx, cityId: string, workerId: string): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select id from orders."order" where city_id = ${cityId} and worker_id = ${workerId} and status in ('assigned', 'accepted') order by id`)).map(({ id }) => id);

/** Orders about which a worker is being asked now, by id. */
export const askedOrdersOf = async (tx: Tx, cityId: string, workerId: string): Promise<string[]> => (await many<{ orderId: string }>(tx, sql`
  select distinct order_id from dispatch.offer where city_id = ${cityId} and worker_id = ${workerId} and state = 'live' order by order_id`)).map(({ orderId }) => orderId);
