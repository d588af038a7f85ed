import { many, sql, type Tx } from '../../../kernel/database.ts';
import type { VisitFacts, judgePlan } from '../rules/exceptions.ts';

/** Never more rows of one kind than anyone will read. */
const MOST = 100;

/** Orders a merchant serves or whose district it holds; the whole city without one. */
const ofMerchant = (merchantId: string | null) => (merchantId === null ? sql`` : sql`and (o.merchant_id = ${merchantId} or (o.merchant_id is null and o.holder_merchant_id = ${merchantId}))`);

const visitColumns = sql`o.id as order_id, o.no, o.item_name_zh, o.item_name_en, o.estate_name, o.starts_at, o.ends_at, p.name as worker_name`;
const withWorker = sql`
  left join workers.worker w on w.city_id = o.city_id and w.id = o.worker_id
  left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;

type Scope = { now: Date; merchantId: string | null };

/** Paid visits without a worker that have not passed for long, with what dispatch last said when it found nobody. */
export const unassignedVisits = (tx: Tx, cityId: string, { now, merchantId }: Scope): Promise<(VisitFacts & { since: Date; whyZh: string | null; whyEn: string | null })[]> =>
  many(tx, sql`
    select ${visitColumns}, o.changed_at as since, d.words_zh as why_zh, d.words_en as why_en
    from orders."order" o ${withWorker}
    left join lateral (
      select words_zh, words_en from dispatch.decision where city_id = o.city_id and order_id = o.id and kind = 'none' and at >= o.changed_at - interval '1 day' order by at desc limit 1) d on true
    where o.city_id = ${cityId} and o.status = 'paid' and o.starts_at > ${now}::timestamptz - interval '1 day' ${ofMerchant(merchantId)}
    order by o.starts_at limit ${MOST}`);

/** Accepted visits that start within half an hour, or should have. */
export const notDeparted = (tx: Tx, cityId: string, { now, merchantId }: Scope): Promise<VisitFacts[]> =>
  many(tx, sql`
    select ${visitColumns} from orders."order" o ${withWorker}
    where o.city_id = ${cityId} and o.status = 'accepted' and o.starts_at between ${now}::timestamptz - interval '2 days' and ${now}::timestamptz + interval '30 minutes' ${ofMerchant(merchantId)}
    order by o.starts_at limit ${MOST}`);

/** On the way after the agreed time, not checked in. */
export const lateVisits = (tx: Tx, cityId: string, { now, merchantId }: Scope): Promise<VisitFacts[]> =>
  many(tx, sql`
    select ${visitColumns} from orders."order" o ${withWorker}
    where o.city_id = ${cityId} and o.status = 'onTheWay' and o.arrived_at is null and o.starts_at < ${now} ${ofMerchant(merchantId)}
    order by o.starts_at limit ${MOST}`);

/** Visits that will begin late as things stand, with who could be there sooner. */
export const lateRisks = (tx: Tx, cityId: string, { now, merchantId }: Scope): Promise<(VisitFacts & { since: Date; arriveAt: Date; lateMinutes: number; answer: 'onMyWay' | 'cannot' | null; soonerName: string | null; soonerAt: Date | null })[]> =>
  many(tx, sql`
    select ${visitColumns}, r.since, r.arrive_at, r.late_minutes, r.answer, r.sooner_at, sp.name as sooner_name
    from dispatch.late_risk r join orders."order" o on o.city_id = r.city_id and o.id = r.order_id and o.worker_id = r.worker_id and o.status in ('accepted', 'onTheWay') and o.arrived_at is null ${withWorker}
    left join workers.worker sw on sw.city_id = r.city_id and sw.id = r.sooner_worker_id left join accounts.person sp on sp.city_id = sw.city_id and sp.id = sw.person_id
    where r.city_id = ${cityId} and r.cleared_at is null and o.starts_at > ${now}::timestamptz - interval '30 minutes' ${ofMerchant(merchantId)}
    order by o.starts_at limit ${MOST}`);

/** Workers at a door whose code was locked after too many wrong tries, with when that was. */
export const lockedDoors = (tx: Tx, cityId: string, { merchantId }: Scope): Promise<(VisitFacts & { since: Date; tries: number })[]> =>
  many(tx, sql`
    select ${visitColumns}, o.door_code_tries as tries,
      coalesce((select max(h.at) from orders.order_event h where h.city_id = o.city_id and h.order_id = o.id and h.verb = 'confirmChecklist'), o.changed_at) as since
    from orders."order" o ${withWorker}
    where o.city_id = ${cityId} and o.status = 'onTheWay' and o.door_code_tries >= 5 ${ofMerchant(merchantId)}
    order by o.starts_at limit ${MOST}`);

/** Visits whose worker was asked and has not answered. */
export const waitingOffers = (tx: Tx, cityId: string, { merchantId }: Scope): Promise<(VisitFacts & { madeAt: Date; expiresAt: Date | null })[]> =>
  many(tx, sql`
    select ${visitColumns}, coalesce(f.made_at, o.changed_at) as made_at, f.expires_at
    from orders."order" o ${withWorker}
    left join dispatch.offer f on f.city_id = o.city_id and f.order_id = o.id and f.state = 'live'
    where o.city_id = ${cityId} and o.status = 'assigned' ${ofMerchant(merchantId)}
    order by o.starts_at limit ${MOST}`);

export const unpaidHolds = (tx: Tx, cityId: string, { now }: Scope): Promise<(VisitFacts & { placedAt: Date; payBefore: Date })[]> =>
  many(tx, sql`
    select ${visitColumns}, o.placed_at, o.pay_before from orders."order" o ${withWorker}
    where o.city_id = ${cityId} and o.status = 'held' and o.pay_before > ${now} and o.starts_at is not null
    order by o.pay_before limit ${MOST}`);

/** Running visits past their end, with the start of the worker's next one about now. */
export const overruns = (tx: Tx, cityId: string, { now, merchantId }: Scope): Promise<(VisitFacts & { nextStartsAt: Date | null })[]> =>
  many(tx, sql`
    with over as (
      select o.* from orders."order" o
      where o.city_id = ${cityId} and o.status = 'inService' and o.ends_at < ${now} ${ofMerchant(merchantId)}
      order by o.ends_at limit ${MOST})
    select ${visitColumns}, n.starts_at as next_starts_at
    from over o ${withWorker}
    left join lateral (
      select starts_at from orders."order"
      where city_id = o.city_id and worker_id = o.worker_id and status in ('assigned', 'accepted')
        and starts_at >= greatest(o.ends_at, ${now}::timestamptz - interval '2 hours') and starts_at < ${now}::timestamptz + interval '2 hours'
      order by starts_at limit 1) n on true
    order by o.ends_at`);

/** Posted needs of the last month that have no time. */
export const waitingDemands = (tx: Tx, cityId: string, { now }: Scope): Promise<{ orderId: string; no: string; itemNameZh: string; itemNameEn: string; estateName: string; placedAt: Date }[]> =>
  many(tx, sql`
    select id as order_id, no, item_name_zh, item_name_en, estate_name, placed_at from orders."order"
    where city_id = ${cityId} and status = 'draft' and placed_at > ${now}::timestamptz - interval '30 days' order by placed_at limit ${MOST}`);

export const dueTickets = (tx: Tx, cityId: string, before: Date): Promise<{ ticketId: string; no: string; kind: string; orderId: string | null; dueAt: Date; words: string }[]> =>
  many(tx, sql`
    select id as ticket_id, no, kind, order_id, due_at, words from support.ticket
    where city_id = ${cityId} and state in ('open', 'inProgress') and due_at <= ${before} order by due_at limit ${MOST}`);

export const dueFollowUps = (tx: Tx, cityId: string, before: Date): Promise<{ followUpId: string; orderId: string; no: string; itemNameZh: string; itemNameEn: string; dueAt: Date; attempts: number }[]> =>
  many(tx, sql`
    select f.id as follow_up_id, f.order_id, o.no, o.item_name_zh, o.item_name_en, f.due_at, f.attempts
    from support.follow_up f join orders."order" o on o.city_id = f.city_id and o.id = f.order_id
    where f.city_id = ${cityId} and f.state = 'due' and f.due_at < ${before} order by f.due_at limit ${MOST}`);

/** Verified papers of active workers that end by a day, unless a later one of the same kind is there. Long-dead ones are history. */
export const endingPapers = (tx: Tx, cityId: string, { from, to, merchantId }: { from: string; to: string; merchantId: string | null }): Promise<{ paperId: string; workerId: string; kind: string; workerName: string; validUntil: string }[]> =>
  many(tx, sql`
    select t.id as paper_id, t.worker_id, t.kind, p.name as worker_name, t.valid_until
    from workers.paper t
    join workers.worker w on w.city_id = t.city_id and w.id = t.worker_id and w.status = 'active'
    join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
    where t.city_id = ${cityId} and t.state = 'verified' and t.valid_until between ${from}::date and ${to}::date
      ${merchantId === null ? sql`` : sql`and w.merchant_id = ${merchantId}`}
      and not exists (select 1 from workers.paper l where l.city_id = t.city_id and l.worker_id = t.worker_id and l.kind = t.kind and l.state = 'verified' and l.valid_until > t.valid_until)
    order by t.valid_until, t.id limit ${MOST}`);

/** Plans of today and later that wait for the desk. */
export const readyPlans = (tx: Tx, cityId: string, now: Date): Promise<Parameters<typeof judgePlan>[0][]> =>
  many(tx, sql`
    select p.id as plan_id, d.name as district_name, p.day, p.cause_zh, p.cause_en, p.words_zh, p.words_en, p.ready_at, (p.diff->'lateMinutes'->>'before')::int as late_before, (p.diff->'lateMinutes'->>'after')::int as late_after,
      (p.diff->'unassigned'->>'before')::int as open_before, (p.diff->'unassigned'->>'after')::int as open_after
    from dispatch.plan p join alliance.district d on d.city_id = p.city_id and d.id = p.district_id
    where p.city_id = ${cityId} and p.state = 'ready' and p.day >= (${now}::timestamptz at time zone 'Asia/Shanghai')::date order by p.ready_at limit ${MOST}`);

/** What repairs could not put right, as long as it stands as it did: the same worker (or merchant) has it, or its hour lies in the flood. */
export const repairsLeft = (tx: Tx, cityId: string, now: Date): Promise<(VisitFacts & { disruptionId: string; at: Date; causeZh: string; causeEn: string; whyZh: string; whyEn: string })[]> =>
  many(tx, sql`
    select ${visitColumns}, d.id as disruption_id, d.at, d.words_zh as cause_zh, d.words_en as cause_en, l->'why'->>'zh' as why_zh, l->'why'->>'en' as why_en
    from dispatch.disruption d cross join lateral jsonb_array_elements(d.left_open) l
    join orders."order" o on o.city_id = d.city_id and o.id = l->>'orderId' ${withWorker}
    where d.city_id = ${cityId} and d.state = 'done' and d.at > ${now}::timestamptz - interval '3 days' and o.status in ('paid', 'assigned', 'accepted', 'onTheWay', 'checklistConfirmed', 'inService') and o.starts_at = (l->>'startAt')::timestamptz
      and case when d.kind = 'districtFlooded' then d.until > ${now} else o.status <> 'paid' and (o.worker_id = d.subject_id or o.merchant_id = d.subject_id) end
    order by o.starts_at limit ${MOST}`);

export const paymentAlarms = (tx: Tx, cityId: string, since: Date): Promise<{ alarmId: string; reason: string; count: number; firstAt: Date; lastAt: Date }[]> =>
  many(tx, sql`
    select max(id) as alarm_id, reason, count(*)::int as count, min(at) as first_at, max(at) as last_at
    from payments.notify where city_id = ${cityId} and not is_accepted and at > ${since} group by reason`);
