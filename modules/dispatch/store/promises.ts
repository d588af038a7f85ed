import { maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type PromiseRow = { holdId: string; madeAt: Date; promisedAt: Date; reachMinutes: number; doorMinutes: number; workerId: string; travelSeconds: number };
export const insertPromise = (tx: Tx, cityId: string, p: PromiseRow): Promise<number> => run(tx, sql`
  insert into dispatch.promise (city_id, hold_id, made_at, promised_at, reach_minutes, door_minutes, worker_id, travel_seconds)
  values (${cityId}, ${p.holdId}, ${p.madeAt}, ${p.promisedAt}, ${p.reachMinutes}, ${p.doorMinutes}, ${p.workerId}, ${p.travelSeconds})`);
/** The promise becomes the paid order's, once: its minutes count from the payment. */
export const bindPromise = (tx: Tx, cityId: string, holdId: string, orderId: string, paidAt: Date): Promise<number> =>
  run(tx, sql`
    update dispatch.promise set order_id = ${orderId}, paid_at = ${paidAt} where city_id = ${cityId} and hold_id = ${holdId} and order_id is null
    and not exists (select 1 from dispatch.promise known where known.city_id = ${cityId} and known.order_id = ${orderId})`);
/** Somebody took it; the first time counts. */
export const noteReached = (tx: Tx, cityId: string, orderId: string, at: Date): Promise<number> => run(tx, sql`update dispatch.promise set reached_at = ${at} where city_id = ${cityId} and order_id = ${orderId} and reached_at is null`);
export const promiseOf = (tx: Tx, cityId: string, orderId: string): Promise<(PromiseRow & { paidAt: Date; reachedAt: Date | null }) | undefined> =>
  maybe(tx, sql`select * from dispatch.promise where city_id = ${cityId} and order_id = ${orderId}`);

export type OnTimeRow = { promised: number; reachedInTime: number; atDoor: number; atDoorInTime: number; keptPromise: number; medianDoorMinutes: number | null };
/** How promises were kept: orders the family cancelled, and those whose hour has not come, are left out. */
export const onTimeSince = (tx: Tx, cityId: string, about: { since: Date; now: Date; itemId: string | null; districtId: string | null }): Promise<OnTimeRow> => one(tx, sql<OnTimeRow>`
  select count(*)::int as promised, count(*) filter (where p.reached_at <= p.paid_at + make_interval(mins => p.reach_minutes))::int as reached_in_time, count(o.arrived_at)::int as at_door,
    count(*) filter (where o.arrived_at <= p.paid_at + make_interval(mins => p.door_minutes))::int as at_door_in_time, count(*) filter (where o.arrived_at <= p.promised_at)::int as kept_promise,
    percentile_cont(0.5) within group (order by extract(epoch from o.arrived_at - p.paid_at) / 60) as median_door_minutes
  from dispatch.promise p join orders."order" o on o.city_id = p.city_id and o.id = p.order_id
  where p.city_id = ${cityId} and p.paid_at >= ${about.since} and o.status <> 'cancelled' and (o.arrived_at is not null or p.promised_at <= ${about.now})
    and (${about.itemId}::text is null or o.item_id = ${about.itemId}) and (${about.districtId}::text is null or o.district_id = ${about.districtId})`);
