import { one, sql, type Tx } from '../../../kernel/database.ts';

/** Orders accepted before `before` and how many of them nobody was told to follow up. */
export const confirmedWithoutFollowUp = (tx: Tx, cityId: string, before: Date): Promise<{ seen: number; wrong: number; example: string | null }> =>
  one(tx, sql`
    select count(*)::int as seen, (count(*) filter (where f.id is null))::int as wrong, min(o.no) filter (where f.id is null) as example
    from orders."order" o left join support.follow_up f on f.city_id = o.city_id and f.order_id = o.id
    where o.city_id = ${cityId} and o.status in ('confirmed', 'settled') and o.confirmed_at < ${before}`);
