import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type LateRisk = {
  orderId: string; workerId: string; since: Date; lookedAt: Date; arriveAt: Date; lateMinutes: number; soonerWorkerId: string | null; soonerAt: Date | null; toldAt: Date | null; answer: 'onMyWay' | 'cannot' | null; answeredAt: Date | null; clearedAt: Date | null;
};
export const riskOf = (tx: Tx, cityId: string, orderId: string, workerId: string): Promise<LateRisk | undefined> => maybe(tx, sql<LateRisk>`select * from dispatch.late_risk where city_id = ${cityId} and order_id = ${orderId} and worker_id = ${workerId} for update`);
export const openRisksOf = (tx: Tx, cityId: string, workerId: string): Promise<LateRisk[]> => many(tx, sql<LateRisk>`select * from dispatch.late_risk where city_id = ${cityId} and worker_id = ${workerId} and cleared_at is null order by since`);
export const openRiskOfOrder = (tx: Tx, cityId: string, orderId: string): Promise<LateRisk | undefined> => maybe(tx, sql<LateRisk>`select * from dispatch.late_risk where city_id = ${cityId} and order_id = ${orderId} and cleared_at is null order by since desc limit 1`);
/** Whether the household has been told of a delay of this order, whoever was to come. */
export const wasTold = async (tx: Tx, cityId: string, orderId: string): Promise<boolean> => (await maybe(tx, sql`select 1 from dispatch.late_risk where city_id = ${cityId} and order_id = ${orderId} and told_at is not null`)) !== undefined;

/** Opens a risk, opens it again, or keeps it up to date. */
export const saveRisk = (tx: Tx, cityId: string, risk: Omit<LateRisk, 'answer' | 'answeredAt' | 'clearedAt'>): Promise<number> => run(tx, sql`
  insert into dispatch.late_risk (city_id, order_id, worker_id, since, looked_at, arrive_at, late_minutes, sooner_worker_id, sooner_at, told_at)
  values (${cityId}, ${risk.orderId}, ${risk.workerId}, ${risk.since}, ${risk.lookedAt}, ${risk.arriveAt}, ${risk.lateMinutes}, ${risk.soonerWorkerId}, ${risk.soonerAt}, ${risk.toldAt})
  on conflict (city_id, order_id, worker_id) do update set since = excluded.since, looked_at = excluded.looked_at, arrive_at = excluded.arrive_at, late_minutes = excluded.late_minutes, sooner_worker_id = excluded.sooner_worker_id, sooner_at = excluded.sooner_at,
    told_at = coalesce(dispatch.late_risk.told_at, excluded.told_at), cleared_at = null`);
export const answerRisk = (tx: Tx, cityId: string, orderId: string, workerId: string, answer: 'onMyWay' | 'cannot', at: Date): Promise<number> =>
  run(tx, sql`update dispatch.late_risk set answer = ${answer}, answered_at = ${at} where city_id = ${cityId} and order_id = ${orderId} and worker_id = ${workerId} and cleared_at is null`);
export const clearRisks = (tx: Tx, cityId: string, orderId: string, at: Date): Promise<number> => run(tx, sql`update dispatch.late_risk set cleared_at = ${at} where city_id = ${cityId} and order_id = ${orderId} and cleared_at is null`);

export type BeforeRow = { orderId: string; status: string; startsAt: Date; startedAt: Date | null; finishedAt: Date | null; durationMinutes: number; lon: number; lat: number };
/** A worker's visit that runs, or the last one she finished within a day, besides the one named. */
export const visitBefore = (tx: Tx, cityId: string, about: { workerId: string; orderId: string; startAt: Date }): Promise<BeforeRow | undefined> => maybe(tx, sql<BeforeRow>`
  select id as order_id, status, starts_at, started_at, finished_at, duration_minutes, lon, lat from orders."order"
  where city_id = ${cityId} and worker_id = ${about.workerId} and id <> ${about.orderId} and starts_at < ${about.startAt} and starts_at > ${about.startAt}::timestamptz - interval '1 day'
    and status in ('onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled')
  order by (status in ('onTheWay', 'checklistConfirmed', 'inService')) desc, starts_at desc limit 1`);
/** Her accepted visits that begin within some hours, the next first. */
export const nextAccepted = async (tx: Tx, cityId: string, workerId: string, from: Date, to: Date): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select id from orders."order" where city_id = ${cityId} and worker_id = ${workerId} and status in ('accepted', 'onTheWay') and arrived_at is null and starts_at between ${from} and ${to} order by starts_at limit 2`)).map(({ id }) => id);
