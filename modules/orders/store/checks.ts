import { one, sql, type Tx } from '../../../kernel/database.ts';

/** How many things were looked at, how many are broken, and one of them by name. */
export type Finding = { looked: number; broken: number; example: string | null };

/** Pairs of live visits or holds of one worker that overlap in time. */
export const overlappingEntries = (tx: Tx, cityId: string): Promise<Finding> => one<Finding>(tx, sql`
  with live as (select id, worker_id, starts_at, ends_at from workers.calendar_entry where city_id = ${cityId} and state in ('held', 'booked', 'done')),
  pairs as (select a.id from live a join live b on a.worker_id = b.worker_id and a.id < b.id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at))
  select (select count(*) from live) as looked, (select count(*) from pairs) as broken, (select min(id) from pairs) as example`);

/** Orders a worker was asked to do or is doing whose time does not stand booked in that worker's calendar. */
export const liveWithoutEntry = (tx: Tx, cityId: string): Promise<Finding> => one<Finding>(tx, sql`
  with live as (select id, no, worker_id from orders."order" where city_id = ${cityId} and status in ('assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService')),
  broken as (select l.no from live l where not exists (
    select 1 from workers.calendar_entry e where e.city_id = ${cityId} and e.order_id = l.id and e.worker_id = l.worker_id and e.state = 'booked'))
  select (select count(*) from live) as looked, (select count(*) from broken) as broken, (select min(no) from broken) as example`);

/** Orders that are over and still keep a worker's time. */
export const deadWithEntry = (tx: Tx, cityId: string): Promise<Finding> => one<Finding>(tx, sql`
  with dead as (select id, no from orders."order" where city_id = ${cityId} and status in ('draft', 'finished', 'confirmed', 'settled', 'cancelled', 'noShow')),
  broken as (select d.no from dead d where exists (
    select 1 from workers.calendar_entry e where e.city_id = ${cityId} and e.order_id = d.id and e.state in ('held', 'booked')))
  select (select count(*) from dead) as looked, (select count(*) from broken) as broken, (select min(no) from broken) as example`);

/** Orders whose history does not end at their status, or breaks off between two entries. */
export const brokenHistories = (tx: Tx, cityId: string): Promise<Finding> => one<Finding>(tx, sql`
  with linked as (
    select order_id, seq, from_status, to_status, lag(to_status) over (partition by order_id order by seq) as previous, lead(seq) over (partition by order_id order by seq) as following
    from orders.order_event where city_id = ${cityId}),
  broken as (
    select o.no from orders."order" o where o.city_id = ${cityId} and (
      not exists (select 1 from linked l where l.order_id = o.id and l.following is null and l.to_status = o.status)
      or exists (select 1 from linked l where l.order_id = o.id and l.from_status is distinct from l.previous)))
  select (select count(*) from orders."order" where city_id = ${cityId}) as looked, (select count(*) from broken) as broken, (select min(no) from broken) as example`);

/** Orders that went on without having been paid in full (a free redo owes nothing). */
export const unpaidVisits = (tx: Tx, cityId: string): Promise<Finding> => one<Finding>(tx, sql`
  with served as (select no, total_fen, paid_fen from orders."order" where city_id = ${cityId} and status not in ('draft', 'held', 'cancelled')),
  broken as (select no from served where paid_fen <> total_fen)
  select (select count(*) from served) as looked, (select count(*) from broken) as broken, (select min(no) from broken) as example`);

/** Visits of a series whose order stands at another time, is another household's, or was cancelled without the visit knowing; what changed in the last minutes is still on its way. */
export const brokenSeriesVisits = (tx: Tx, cityId: string, now: Date): Promise<Finding> => one<Finding>(tx, sql`
  with ordered as (
    select v.id, v.starts_at, s.household_id, o.household_id as order_household, o.starts_at as order_start, o.status, o.changed_at
    from orders.series_visit v join orders.series s on s.city_id = v.city_id and s.id = v.series_id join orders."order" o on o.city_id = v.city_id and o.id = v.order_id where v.city_id = ${cityId}),
  broken as (select id from ordered where household_id <> order_household or (changed_at < ${new Date(now.getTime() - 300_000)} and (starts_at <> order_start or status in ('draft', 'cancelled'))))
  select (select count(*) from ordered) as looked, (select count(*) from broken) as broken, (select min(id) from broken) as example`);
