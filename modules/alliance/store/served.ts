import { maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Served } from '../rules/scorecard.ts';

type What = 'asked' | 'answered' | 'assigned' | 'finished' | 'missed' | 'upheld';
const columnOf: Record<What, string> = { asked: 'asked_at', answered: 'answered_at', assigned: 'assigned_at', finished: 'finished_at', missed: 'missed_at', upheld: 'upheld_at' };
/** Notes what came of an order; the first time counts. */
export const noteServed = (tx: Tx, cityId: string, about: { orderId: string; merchantId: string; what: What; at: Date }): Promise<number> => {
  const column = sql.ref(columnOf[about.what]);
  return run(tx, sql`
    insert into alliance.served_order as s (city_id, order_id, merchant_id, ${column}, at)
    select city_id, ${about.orderId}, id, ${about.at}, ${about.at} from alliance.merchant where city_id = ${cityId} and id = ${about.merchantId}
    on conflict (city_id, order_id, merchant_id) do update set ${column} = coalesce(s.${column}, excluded.${column})`);
};
/** It went to another merchant before anything came of it. */
export const dropServed = (tx: Tx, cityId: string, orderId: string, exceptMerchantId: string | null): Promise<number> => run(tx, sql`
  delete from alliance.served_order where city_id = ${cityId} and order_id = ${orderId} and finished_at is null and missed_at is null and merchant_id is distinct from ${exceptMerchantId}::text`);

export const servedSince = (tx: Tx, cityId: string, merchantId: string, since: Date): Promise<Served> => one(tx, sql<Served>`
  select count(assigned_at)::int as assigned, count(finished_at)::int as finished, count(missed_at)::int as missed, count(upheld_at)::int as complaints,
    round((avg(extract(epoch from answered_at - asked_at)) filter (where asked_at is not null and answered_at is not null) / 60)::numeric, 1) as response_minutes
  from alliance.served_order where city_id = ${cityId} and merchant_id = ${merchantId} and at >= ${since}`);

/** Who served an order last, for a word that comes later and names no merchant. */
export const serverOf = (tx: Tx, cityId: string, orderId: string): Promise<{ merchantId: string } | undefined> => maybe(tx, sql`
  select merchant_id from alliance.served_order where city_id = ${cityId} and order_id = ${orderId} order by coalesce(finished_at, assigned_at, at) desc limit 1`);
