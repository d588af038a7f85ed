import { maybe, sql } from '../../../kernel/database.ts';
import type { Tx } from '../../../kernel/database.ts';

type Looked = { broken: number; looked: number };
/** Orders a worker was asked for without the offer she was asked with. */
export const assignedWithoutOffer = async (tx: Tx, cityId: string): Promise<Looked> => (await maybe<Looked>(tx, sql`
  select count(*) filter (where f.id is null)::int as broken, count(*)::int as looked
  from orders."order" o left join dispatch.offer f on f.city_id = o.city_id and f.order_id = o.id and f.state = 'live' and f.worker_id = o.worker_id
  where o.city_id = ${cityId} and o.status = 'assigned'`))!;
/** Accepted orders whose worker is not the one whose yes stands, or that others are still being asked about. */
export const acceptedWithoutTaker = async (tx: Tx, cityId: string): Promise<Looked> => (await maybe<Looked>(tx, sql`
  select count(*) filter (where not exists (select 1 from dispatch.offer f where f.city_id = o.city_id and f.order_id = o.id and f.state = 'accepted' and f.worker_id = o.worker_id)
      or exists (select 1 from dispatch.offer f where f.city_id = o.city_id and f.order_id = o.id and f.state = 'live'))::int as broken, count(*)::int as looked
  from orders."order" o where o.city_id = ${cityId} and o.status in ('accepted', 'onTheWay', 'checklistConfirmed', 'inService')`))!;
