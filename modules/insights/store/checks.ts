import { one, sql } from '../../../kernel/database.ts';
import type { Check } from '../../../kernel/module.ts';

/** The record follows the settlement by a reaction: that long it may take. */
const PATIENCE_SECONDS = 60;

/** What holds between modules that do not know each other. */
export const checks: Check[] = [
  {
    name: 'every settled visit stands in the log',
    run: async (tx, cityId, now) => {
      const late = new Date(now.getTime() - PATIENCE_SECONDS * 1000);
      // The log begins with its first record: what was settled before there was one is not in it.
      const { looked, broken, example } = await one<{ looked: number; broken: number; example: string | null }>(tx, sql`
        with settled as (
          select o.id, o.no, o.worker_id from orders."order" o join training.log_state s on s.city_id = o.city_id where o.city_id = ${cityId} and o.status = 'settled' and o.settled_at >= s.begun_at and o.settled_at < ${late})
        select count(*)::int as looked, count(*) filter (where r.id is null or r.worker_id <> o.worker_id)::int as broken, min(o.no) filter (where r.id is null or r.worker_id <> o.worker_id) as example
        from settled o left join training.service_record r on r.city_id = ${cityId} and r.order_id = o.id`);
      return broken === 0 ? { ok: true, count: looked } : { ok: false, count: broken, detail: `for example ${example}` };
    },
  },
];
