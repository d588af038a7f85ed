import { many, run, sql, type Tx } from '../../../kernel/database.ts';

/** Answers false when this order was counted before. */
export const noteOrder = async (tx: Tx, cityId: string, o: { orderId: string; day: string }): Promise<boolean> => (await run(tx, sql`
  insert into learning.wanted_order (city_id, order_id, day) values (${cityId}, ${o.orderId}, ${o.day}::date) on conflict do nothing`)) > 0;
export const countDemand = (tx: Tx, cityId: string, d: { day: string; family: string; districtId: string }): Promise<number> => run(tx, sql`
  insert into learning.demand as d (city_id, day, family, district_id, orders) values (${cityId}, ${d.day}::date, ${d.family}, ${d.districtId}, 1) on conflict (city_id, day, family, district_id) do update set orders = d.orders + 1`);
/** Orders by family since a day: in one district, and in the whole city. */
export const demandSince = (tx: Tx, cityId: string, since: string, districtId: string): Promise<{ family: string; near: number; city: number }[]> => many(tx, sql`
  select family, coalesce(sum(orders) filter (where district_id = ${districtId} and district_id <> ''), 0)::int as near, sum(orders)::int as city from learning.demand where city_id = ${cityId} and day >= ${since}::date group by family order by family`);
export const forgetDemand = async (tx: Tx, cityId: string, before: string): Promise<void> => {
  await run(tx, sql`delete from learning.wanted_order where city_id = ${cityId} and day < ${before}::date`);
  await run(tx, sql`delete from learning.demand where city_id = ${cityId} and day < ${before}::date`);
};
