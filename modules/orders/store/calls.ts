import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

/** A masked number that stands between worker and household of an order; each of them has one of her own. */
export type CallBinding = { callerId: string; workerId: string; bindingId: string; dialNumber: string; expiresAt: Date };

export const findBinding = (tx: Tx, cityId: string, orderId: string, callerId: string): Promise<CallBinding | undefined> => maybe<CallBinding>(tx, sql`
  select caller_id, worker_id, binding_id, dial_number, expires_at from orders.call_binding where city_id = ${cityId} and order_id = ${orderId} and caller_id = ${callerId}`);

export const bindingsOf = (tx: Tx, cityId: string, orderId: string): Promise<CallBinding[]> => many<CallBinding>(tx, sql`
  select caller_id, worker_id, binding_id, dial_number, expires_at from orders.call_binding where city_id = ${cityId} and order_id = ${orderId} order by caller_id`);

/** Keeps the newest number of a caller. */
export const saveBinding = (tx: Tx, cityId: string, orderId: string, binding: CallBinding): Promise<number> => run(tx, sql`
  insert into orders.call_binding (city_id, order_id, caller_id, worker_id, binding_id, dial_number, expires_at)
  values (${cityId}, ${orderId}, ${binding.callerId}, ${binding.workerId}, ${binding.bindingId}, ${binding.dialNumber}, ${binding.expiresAt})
  on conflict (city_id, order_id, caller_id) do update set worker_id = excluded.worker_id, binding_id = excluded.binding_id, dial_number = excluded.dial_number, expires_at = excluded.expires_at`);

export const deleteBinding = (tx: Tx, cityId: string, orderId: string, callerId: string): Promise<number> => run(tx, sql`
  delete from orders.call_binding where city_id = ${cityId} and order_id = ${orderId} and caller_id = ${callerId}`);
