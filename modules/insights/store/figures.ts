import { many, one, sql, type Tx } from '../../../kernel/database.ts';

type Span = { from: Date; to: Date };
const mine = (merchantId: string | null) => (merchantId === null ? sql`` : sql`and (merchant_id = ${merchantId} or (merchant_id is null and holder_merchant_id = ${merchantId}))`);
const ofWorkers = (merchantId: string | null) => (merchantId === null ? sql`` : sql`and merchant_id = ${merchantId}`);

export type OrderFigures = { startingToday: number; runningNow: number; unassigned: number };

/** Visits that start in the day (those that came to nothing left out), that run now, and that wait for a worker. */
export const orderFigures = (tx: Tx, cityId: string, { from, to }: Span, merchantId: string | null): Promise<OrderFigures> =>
  one(tx, sql`
    select (count(*) filter (where starts_at >= ${from} and starts_at < ${to} and status not in ('draft', 'held', 'cancelled', 'noShow')))::int as starting_today,
      (count(*) filter (where status in ('onTheWay', 'checklistConfirmed', 'inService')))::int as running_now,
      (count(*) filter (where status = 'paid' and starts_at >= ${from}))::int as unassigned
    from orders."order" where city_id = ${cityId}
      and ((starts_at >= ${from} and starts_at < ${to}) or status in ('paid', 'onTheWay', 'checklistConfirmed', 'inService')) ${mine(merchantId)}`);

export type QualityFigures = { ended: number; served: number; arrived: number; onTime: number };

/** Of the paid visits that should have ended in the span: how many were served, and how many of those began in time. */
export const qualityFigures = (tx: Tx, cityId: string, { from, to }: Span, lateAfterMinutes: number, merchantId: string | null): Promise<QualityFigures> =>
  one(tx, sql`
    select count(*)::int as ended, (count(*) filter (where status in ('finished', 'confirmed', 'settled')))::int as served,
      (count(*) filter (where arrived_at is not null))::int as arrived,
      (count(*) filter (where arrived_at <= starts_at + make_interval(mins => ${lateAfterMinutes}::int)))::int as on_time
    from orders."order"
    where city_id = ${cityId} and starts_at >= ${from} and ends_at <= ${to} and work_order_no is not null and status not in ('draft', 'held') ${mine(merchantId)}`);

/** Of the offers accepted in the span: how many dispatch had made by itself, and how many people had to. */
export const assignmentFigures = (tx: Tx, cityId: string, { from, to }: Span): Promise<{ accepted: number; automatic: number }> =>
  one(tx, sql`
    select count(*)::int as accepted, (count(*) filter (where origin in ('auto', 'household', 'grab', 'filler')))::int as automatic
    from dispatch.offer where city_id = ${cityId} and state = 'accepted' and ended_at >= ${from} and ended_at < ${to}`);

/** Average stars of the reviews of a span, and how many there were. */
export const reviewFigures = (tx: Tx, cityId: string, { from, to }: Span, merchantId: string | null): Promise<{ reviews: number; stars: number }> =>
  one(tx, sql`
    select count(*)::int as reviews, coalesce(avg((r.skill + r.communication + r.attitude) / 3.0), 0)::float8 as stars
    from orders.review r join orders."order" o on o.city_id = r.city_id and o.id = r.order_id
    where r.city_id = ${cityId} and r.at >= ${from} and r.at < ${to} ${merchantId === null ? sql`` : sql`and o.merchant_id = ${merchantId}`}`);

/** What the payment channels took minus what they gave back in the span, in fen. */
export const takingsFen = async (tx: Tx, cityId: string, { from, to }: Span): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`
    select coalesce(sum(amount_fen), 0)::bigint as fen from payments.ledger_posting
    where city_id = ${cityId} and at >= ${from} and at < ${to} and account in (select account from payments.ledger_account where city_id = ${cityId} and kind = 'asset')`)).fen;

/** What was credited to a merchant in the span, payouts left out, in fen. */
export const merchantEarnedFen = async (tx: Tx, cityId: string, merchantId: string, { from, to }: Span): Promise<number> =>
  (await one<{ fen: number }>(tx, sql`
    select coalesce(-sum(amount_fen), 0)::bigint as fen from payments.ledger_posting
    where city_id = ${cityId} and account = ${`liability:merchant:${merchantId}`} and kind <> 'payout' and at >= ${from} and at < ${to}`)).fen;

export const onlineWorkers = async (tx: Tx, cityId: string, merchantId: string | null): Promise<number> =>
  (await one<{ n: number }>(tx, sql`select count(*)::int as n from workers.worker where city_id = ${cityId} and status = 'active' and is_online ${ofWorkers(merchantId)}`)).n;

export type IdleWorker = { workerId: string; name: string; areaLabel: string; idleSince: Date; total: number };

/**
 * Online workers with their three admission papers in order and nothing in the calendar until `until`, longest idle first.
 * `total` counts them all, however few are listed.
 */
export const idleWorkers = (tx: Tx, cityId: string, { now, until, today, limit }: { now: Date; until: Date; today: string; limit: number }): Promise<IdleWorker[]> =>
  many(tx, sql`
    with certified as (
      select worker_id from workers.paper
      where city_id = ${cityId} and state = 'verified' and kind in ('identity', 'health', 'background') and valid_from <= ${today}::date and valid_until >= ${today}::date
      group by worker_id having count(distinct kind) = 3),
    busy as (
      select distinct worker_id from workers.calendar_entry
      where city_id = ${cityId} and state in ('held', 'booked') and starts_at < ${until} and ends_at > ${now} and (expires_at is null or expires_at > ${now})
      union select worker_id from orders."order" where city_id = ${cityId} and status in ('onTheWay', 'checklistConfirmed', 'inService')),
    last_visit as (
      select worker_id, max(ends_at) as ended_at from workers.calendar_entry
      where city_id = ${cityId} and state in ('booked', 'done') and ends_at <= ${now} and ends_at > ${now}::timestamptz - interval '1 day' group by worker_id)
    select w.id as worker_id, p.name, w.home_area as area_label, greatest(coalesce(w.online_since, ${now}), l.ended_at) as idle_since, (count(*) over ())::int as total
    from workers.worker w
    join certified c on c.worker_id = w.id
    join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
    left join last_visit l on l.worker_id = w.id
    where w.city_id = ${cityId} and w.status = 'active' and w.is_online and not exists (select 1 from busy b where b.worker_id = w.id)
    order by idle_since, w.id limit ${limit}`);

/** For each hour of the city's day: visits under way in it, and active workers who are free to work the whole of it. */
export const hourFigures = (tx: Tx, cityId: string, { from, to, weekday, firstHour, lastHour }: Span & { weekday: number; firstHour: number; lastHour: number }): Promise<{ hour: number; visits: number; capacity: number }[]> =>
  many(tx, sql`
    with hours as (
      select h as hour, ${from}::timestamptz + make_interval(hours => h) as starts_at, ${from}::timestamptz + make_interval(hours => h + 1) as ends_at from generate_series(${firstHour}::int, ${lastHour}::int) as h),
    visits as (
      select starts_at, ends_at from orders."order"
      where city_id = ${cityId} and starts_at < ${to} and ends_at > ${from} and status not in ('draft', 'held', 'cancelled', 'noShow')),
    rules as (
      select a.worker_id, a.from_minute, a.to_minute from workers.availability a join workers.worker w on w.city_id = a.city_id and w.id = a.worker_id and w.status = 'active'
      where a.city_id = ${cityId} and a.weekday = ${weekday}),
    exceptions as (
      select x.worker_id, x.starts_at, x.ends_at, x.is_available from workers.availability_exception x join workers.worker w on w.city_id = x.city_id and w.id = x.worker_id and w.status = 'active'
      where x.city_id = ${cityId} and x.starts_at < ${to} and x.ends_at > ${from}),
    able as (
      select h.hour, r.worker_id from hours h join rules r on r.from_minute <= h.hour * 60 and r.to_minute >= h.hour * 60 + 60
      union select h.hour, x.worker_id from hours h join exceptions x on x.is_available and x.starts_at <= h.starts_at and x.ends_at >= h.ends_at),
    away as (select h.hour, x.worker_id from hours h join exceptions x on not x.is_available and x.starts_at < h.ends_at and x.ends_at > h.starts_at),
    capacity as (select hour, count(*)::int as n from (select hour, worker_id from able except select hour, worker_id from away) free group by hour),
    demand as (select h.hour, count(*)::int as n from hours h join visits v on v.starts_at < h.ends_at and v.ends_at > h.starts_at group by h.hour)
    select h.hour, coalesce(d.n, 0) as visits, coalesce(c.n, 0) as capacity
    from hours h left join demand d on d.hour = h.hour left join capacity c on c.hour = h.hour order by h.hour`);

/** A merchant's visits and their price per day of the city, by the day they start; days without any are zero. */
export const volumeByDay = (tx: Tx, cityId: string, merchantId: string, { from, to }: Span): Promise<{ day: string; orders: number; amountFen: number }[]> =>
  many(tx, sql`
    with days as (select generate_series(${from}::timestamptz, ${to}::timestamptz - interval '1 second', interval '1 day') as starts_at)
    select to_char((d.starts_at at time zone 'UTC') + interval '8 hours', 'YYYY-MM-DD') as day, count(o.id)::int as orders, coalesce(sum(o.total_fen), 0)::bigint as amount_fen
    from days d
    left join orders."order" o on o.city_id = ${cityId} and o.starts_at >= d.starts_at and o.starts_at < d.starts_at + interval '1 day' and o.status not in ('draft', 'held', 'cancelled', 'noShow')
      and (o.merchant_id = ${merchantId} or (o.merchant_id is null and o.holder_merchant_id = ${merchantId}))
    group by d.starts_at order by d.starts_at`);
