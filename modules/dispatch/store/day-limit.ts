import { many, sql, type Tx } from '../../../kernel/database.ts';

/** Who has a limit: on trial by the city's setting, and whom the platform limited, the lower of both. */
const limits = (cityId: string, trialPerDay: number) => sql`
  select merchant_id, min(per_day)::int as per_day from (
    select merchant_id, ${trialPerDay}::int as per_day from alliance.joining where city_id = ${cityId} and stage = 'trial' and merchant_id is not null
    union all select merchant_id, orders_per_day from alliance.sanction where city_id = ${cityId} and kind = 'limit' and state = 'standing') as each_limit group by merchant_id`;

export type MerchantDay = { merchantId: string; perDay: number; day: string | null; taken: number };
/** Limited merchants with the orders given to their people by day, some aside; a merchant without any has one row without a day. */
export const merchantDays = (tx: Tx, cityId: string, about: { trialPerDay: number; from: Date; exceptOrderIds: readonly string[] }): Promise<MerchantDay[]> => many(tx, sql`
  select l.merchant_id, l.per_day, to_char(o.starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(o.id)::int as taken
  from (${limits(cityId, about.trialPerDay)}) l
    left join (workers.worker w join orders."order" o on o.city_id = w.city_id and o.worker_id = w.id and o.starts_at >= ${about.from} and o.status not in ('draft', 'held', 'cancelled', 'noShow') and not (o.id = any(${[...about.exceptOrderIds]}::text[])))
      on w.city_id = ${cityId} and w.merchant_id = l.merchant_id
  group by 1, 2, 3`);

/** Which of these workers belong to a limited merchant, and to which. */
export const limitedAmong = async (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<Map<string, string>> => new Map(workerIds.length === 0 ? [] : (await many<{ workerId: string; merchantId: string }>(tx, sql`
  select w.id as worker_id, w.merchant_id from workers.worker w where w.city_id = ${cityId} and w.id = any(${[...workerIds]}::text[]) and (
    exists (select from alliance.joining j where j.city_id = w.city_id and j.merchant_id = w.merchant_id and j.stage = 'trial')
    or exists (select from alliance.sanction s where s.city_id = w.city_id and s.merchant_id = w.merchant_id and s.kind = 'limit' and s.state = 'standing'))`)).map(({ workerId, merchantId }) => [workerId, merchantId]));
