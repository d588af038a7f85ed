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

type Unexplained = Looked & { example: string | null };
/**
 * Offers, their ends, assignments and searches that nobody could explain: each needs a decision of its own moment with a sentence in both languages
 * that names people and reasons, never an id or a hole. Where several are asked at once one decision speaks for all of them.
 */
export const unexplained = async (tx: Tx, cityId: string): Promise<Unexplained> => (await maybe<Unexplained>(tx, sql`
  with said as (
    select order_id, at, worker_id from dispatch.decision
    where city_id = ${cityId} and words_zh ~ '[一-龥]{2}' and words_en ~ '[A-Za-z]{3}' and words_zh || words_en !~ '(undefined|null|NaN|[{}]|\m(wrk|ord|mch|per|ofr)_)'),
  asked as (
    select 'offer ' || f.id as what, exists (select 1 from said d where d.order_id = f.order_id and d.at = f.made_at) as is_said from dispatch.offer f where f.city_id = ${cityId}
    union all
    select f.state || ' ' || f.id, exists (select 1 from said d where d.order_id = f.order_id and d.at = f.ended_at) from dispatch.offer f where f.city_id = ${cityId} and f.state in ('refused', 'expired', 'withdrawn')
    union all
    select 'worker of ' || o.no, exists (select 1 from said d where d.order_id = o.id and (d.worker_id = o.worker_id
        or exists (select 1 from dispatch.offer f where f.city_id = o.city_id and f.order_id = o.id and f.worker_id = o.worker_id and f.made_at = d.at))) from orders."order" o where o.city_id = ${cityId} and o.worker_id is not null
    union all
    select 'search for ' || o.no, exists (select 1 from said d where d.order_id = o.id) from orders."order" o join dispatch.search s on s.city_id = o.city_id and s.order_id = o.id where o.city_id = ${cityId} and o.status = 'paid')
  select count(*) filter (where not is_said)::int as broken, count(*)::int as looked, min(what) filter (where not is_said) as example from asked`))!;

/**
 * Visits somebody said yes to, or was given, in a minute in which she was not admitted to that family of work. A period counts to the end of its last day
 * in the city, also while nobody has closed it yet. What is dated before she was even registered was written under a clock that had been set back, and
 * proves nothing.
 */
export const acceptedWithoutAdmission = async (tx: Tx, cityId: string): Promise<Looked> => (await maybe<Looked>(tx, sql`
  select count(*) filter (where not exists (
      select from workers.admission_period a where a.city_id = f.city_id and a.worker_id = f.worker_id and a.family = i.family and a.from_at <= f.taken_at and (a.ended_at is null or a.ended_at >= f.taken_at)
        and (a.until_day is null or f.taken_at < (a.until_day + 1)::timestamp at time zone 'Asia/Shanghai')))::int as broken, count(*)::int as looked
  from (select city_id, order_id, worker_id, coalesce(ended_at, made_at) as taken_at from dispatch.offer where city_id = ${cityId} and state = 'accepted') f
  join orders."order" o on o.city_id = f.city_id and o.id = f.order_id join catalog.service_item i on i.city_id = o.city_id and i.id = o.item_id
  join workers.worker w on w.city_id = f.city_id and w.id = f.worker_id and w.registered_at <= f.taken_at`))!;

/** Visits taken for a merchant in a minute in which it was neither on trial nor active. What is dated before it came was written under a clock that had been set back. */
export const takenOutsideTrial = async (tx: Tx, cityId: string): Promise<Looked> => (await maybe<Looked>(tx, sql`
  select count(*) filter (where not exists (
      select from alliance.joining_step s where s.city_id = o.city_id and s.merchant_id = o.merchant_id and s.stage in ('trial', 'active') and s.from_at <= f.taken_at and (s.until_at is null or s.until_at >= f.taken_at)))::int as broken, count(*)::int as looked
  from (select city_id, order_id, worker_id, coalesce(ended_at, made_at) as taken_at from dispatch.offer where city_id = ${cityId} and state = 'accepted') f
  join orders."order" o on o.city_id = f.city_id and o.id = f.order_id and o.worker_id = f.worker_id and o.merchant_id is not null
  join alliance.joining j on j.city_id = o.city_id and j.merchant_id = o.merchant_id and j.created_at <= f.taken_at`))!;
