import type { Bilingual, decisionKinds } from '@linli/contract';
import { many, maybe, run, sql } from '../../../kernel/database.ts';
import type { Tx } from '../../../kernel/database.ts';

export type OfferState = 'live' | 'accepted' | 'refused' | 'expired' | 'withdrawn';
export type OfferOrigin = 'auto' | 'dispatcher' | 'merchant' | 'household' | 'grab' | 'filler';
export type StoredDimension = { key: string; score: number; weight: number; reason: Bilingual; toWorker?: Bilingual };
export type PayLine = { label: Bilingual; amountFen: number; isWorkers: boolean };
export type OfferRow = {
  id: string; orderId: string; workerId: string; origin: OfferOrigin; state: OfferState; isAssigned: boolean; madeAt: Date; expiresAt: Date; endedAt: Date | null; netPayFen: number; payLines: PayLine[];
  travelMeters: number; travelSeconds: number; score: number; dimensions: StoredDimension[];
};
export type DecisionKind = (typeof decisionKinds)[number];
export type DecisionRow = { id: string; at: Date; kind: DecisionKind; workerId: string | null; workerName: string | null; wordsZh: string; wordsEn: string; score: number | null; formulaVersion: string; candidates: { workerId: string; dimensions: StoredDimension[] }[] };

/** A worker's time may be taken by one transaction at a time; false when another has it right now. */
export const tryLockWorker = async (tx: Tx, key: string): Promise<boolean> =>
  (await maybe<{ isMine: boolean }>(tx, sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as is_mine`))!.isMine;

export const insertOffer = (tx: Tx, cityId: string, offer: Omit<OfferRow, 'endedAt'> & { endedAt?: Date | null }) => run(tx, sql`
  insert into dispatch.offer (city_id, id, order_id, worker_id, origin, state, is_assigned, made_at, expires_at, ended_at, net_pay_fen, pay_lines, travel_meters, travel_seconds, score, dimensions)
  values (${cityId}, ${offer.id}, ${offer.orderId}, ${offer.workerId}, ${offer.origin}, ${offer.state}, ${offer.isAssigned}, ${offer.madeAt}, ${offer.expiresAt}, ${offer.endedAt ?? null}, ${offer.netPayFen},
    ${JSON.stringify(offer.payLines)}::jsonb, ${offer.travelMeters}, ${offer.travelSeconds}, ${offer.score}, ${JSON.stringify(offer.dimensions)}::jsonb)`);

export const lockOffer = (tx: Tx, cityId: string, offerId: string) => maybe<OfferRow>(tx, sql`select * from dispatch.offer where city_id = ${cityId} and id = ${offerId} for update`);
export const offerById = (tx: Tx, cityId: string, offerId: string) => maybe<OfferRow>(tx, sql`select * from dispatch.offer where city_id = ${cityId} and id = ${offerId}`);
/** Who is being asked about an order now: one, or several at once. */
export const liveOffersOf = (tx: Tx, cityId: string, orderId: string) => many<OfferRow>(tx, sql`select * from dispatch.offer where city_id = ${cityId} and order_id = ${orderId} and state = 'live' order by made_at, id for update`);
export const liveOffersOfMany = (tx: Tx, cityId: string, orderIds: readonly string[]) => many<OfferRow>(tx, sql`select * from dispatch.offer where city_id = ${cityId} and order_id = any(${orderIds}::text[]) and state = 'live' order by order_id, made_at, id for update`);
export const countLiveFor = async (tx: Tx, cityId: string, workerId: string): Promise<number> =>
  (await maybe<{ n: number }>(tx, sql`select count(*)::int as n from dispatch.offer where city_id = ${cityId} and worker_id = ${workerId} and state = 'live'`))!.n;
/** Of many orders, each with its worker, those nobody has said yes to of her own will: she is still asked, or it was given to her. */
export const standUnanswered = async (tx: Tx, cityId: string, wanted: readonly { orderId: string; workerId: string }[]): Promise<Set<string>> => new Set((await many<{ orderId: string }>(tx, sql`
  select distinct f.order_id from unnest(${wanted.map(({ orderId }) => orderId)}::text[], ${wanted.map(({ workerId }) => workerId)}::text[]) as w(order_id, worker_id)
  join dispatch.offer f on f.city_id = ${cityId} and f.order_id = w.order_id and f.worker_id = w.worker_id and (f.state = 'live' or (f.state = 'accepted' and f.is_assigned))`)).map(({ orderId }) => orderId));
/** What a worker has to look at: offers to answer, and visits given to her that she may still give back. */
export const offersShownTo = (tx: Tx, cityId: string, workerId: string, now: Date) => many<OfferRow>(tx, sql`
  select f.* from dispatch.offer f join orders."order" o on o.city_id = f.city_id and o.id = f.order_id
  where f.city_id = ${cityId} and f.worker_id = ${workerId} and f.expires_at > ${now} and (f.state = 'live' or (f.state = 'accepted' and f.is_assigned and o.worker_id = f.worker_id and o.status = 'accepted')) order by f.expires_at`);
/** A yes given before ends here: the order goes to somebody else, or is asked about anew. Whoever calls says why, as the decision of this moment. */
export const retireTaker = (tx: Tx, cityId: string, orderId: string, at: Date) => run(tx, sql`update dispatch.offer set state = 'withdrawn', ended_at = ${at} where city_id = ${cityId} and order_id = ${orderId} and state = 'accepted'`);

export const retireTakers = (tx: Tx, cityId: string, orderIds: readonly string[], at: Date) => run(tx, sql`update dispatch.offer set state = 'withdrawn', ended_at = ${at} where city_id = ${cityId} and order_id = any(${orderIds}::text[]) and state = 'accepted'`);

export const endOffer = (tx: Tx, cityId: string, offerId: string, end: { state: OfferState; at: Date; reason?: string; isExcused?: boolean; words?: string }) => run(tx, sql`
  update dispatch.offer set state = ${end.state}, ended_at = ${end.at}, refusal_reason = ${end.reason ?? null}, is_excused = ${end.isExcused ?? null}, refusal_words = ${end.words ?? ''}
  where city_id = ${cityId} and id = ${offerId} and (state = 'live' or (state = 'accepted' and is_assigned))`);

/** Workers who said no to this order or let its offer lapse: they are not asked again. */
export const declinedBy = async (tx: Tx, cityId: string, orderId: string): Promise<string[]> =>
  (await many<{ workerId: string }>(tx, sql`select distinct worker_id from dispatch.offer where city_id = ${cityId} and order_id = ${orderId} and state in ('refused', 'expired')`)).map((r) => r.workerId);

/** Workers with so many live offers that another would only confuse them. */
export const busyDeciding = async (tx: Tx, cityId: string, atLeast: number): Promise<Set<string>> =>
  new Set((await many<{ workerId: string }>(tx, sql`select worker_id from dispatch.offer where city_id = ${cityId} and state = 'live' group by worker_id having count(*) >= ${atLeast}`)).map((r) => r.workerId));

/** Workers who served this household before, most recent first. */
export const servedBefore = async (tx: Tx, cityId: string, householdId: string): Promise<string[]> =>
  (await many<{ workerId: string }>(tx, sql`select worker_id from orders."order" where city_id = ${cityId} and household_id = ${householdId} and status in ('confirmed', 'settled') group by worker_id order by max(starts_at) desc`)).map((r) => r.workerId);

export const insertDecision = (tx: Tx, cityId: string, d: {
  id: string; orderId: string; at: Date; kind: DecisionKind; workerId: string | null; actorId: string | null; words: Bilingual; score: number | null; formulaVersion: string; weightsVersion: number; need: unknown; candidates: unknown; blocked: unknown; field: unknown;
}) => run(tx, sql`
  insert into dispatch.decision (city_id, id, order_id, at, kind, worker_id, actor_id, words_zh, words_en, score, formula_version, weights_version, need, candidates, blocked, field)
  values (${cityId}, ${d.id}, ${d.orderId}, ${d.at}, ${d.kind}, ${d.workerId}, ${d.actorId}, ${d.words.zh}, ${d.words.en}, ${d.score}, ${d.formulaVersion}, ${d.weightsVersion}, ${JSON.stringify(d.need)}::jsonb, ${JSON.stringify(d.candidates)}::jsonb, ${JSON.stringify(d.blocked)}::jsonb, ${JSON.stringify(d.field)}::jsonb)`);

export const decisionsOf = (tx: Tx, cityId: string, orderId: string) => many<DecisionRow>(tx, sql`
  select d.id, d.at, d.kind, d.worker_id, p.name as worker_name, d.words_zh, d.words_en, d.score, d.formula_version, d.candidates
  from dispatch.decision d
  left join workers.worker w on w.city_id = d.city_id and w.id = d.worker_id
  left join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  where d.city_id = ${cityId} and d.order_id = ${orderId} order by d.at, d.id`);

/** Paid orders nobody is being asked about right now; which of them hang in the hall, their search says. */
export const openPool = (tx: Tx, cityId: string, now: Date, filter: { family?: string | undefined; from?: Date | undefined; to?: Date | undefined }) => many<{ id: string }>(tx, sql`
  select o.id from orders."order" o
  where o.city_id = ${cityId} and o.status = 'paid' and o.starts_at > ${now}
    and not exists (select 1 from dispatch.offer f where f.city_id = o.city_id and f.order_id = o.id and f.state = 'live')
    and (${filter.family ?? null}::text is null or o.family = ${filter.family ?? null})
    and (${filter.from ?? null}::timestamptz is null or o.starts_at >= ${filter.from ?? null})
    and (${filter.to ?? null}::timestamptz is null or o.starts_at < ${filter.to ?? null})
  order by o.starts_at limit 100`);

export type DayBar = { id: string; workerId: string; orderId: string | null; state: string; startsAt: Date; endsAt: Date; status: string | null; itemNameZh: string | null; itemNameEn: string | null; estateName: string | null };
/** Everything that fills workers' time in a span: visits and holds. */
export const dayBars = (tx: Tx, cityId: string, from: Date, to: Date, workerIds: readonly string[]) => many<DayBar>(tx, sql`
  select e.id, e.worker_id, e.order_id, e.state, e.starts_at, e.ends_at, o.status, o.item_name_zh, o.item_name_en, o.estate_name
  from workers.calendar_entry e left join orders."order" o on o.city_id = e.city_id and o.id = e.order_id
  where e.city_id = ${cityId} and e.state in ('held', 'booked', 'done') and e.starts_at < ${to} and e.ends_at > ${from} and e.worker_id = any(${workerIds})
  order by e.starts_at`);

export type DayException = { id: string; workerId: string; startsAt: Date; endsAt: Date; reason: string };
export const dayExceptions = (tx: Tx, cityId: string, from: Date, to: Date, workerIds: readonly string[]) => many<DayException>(tx, sql`
  select id, worker_id, starts_at, ends_at, reason from workers.availability_exception
  where city_id = ${cityId} and not is_available and starts_at < ${to} and ends_at > ${from} and worker_id = any(${workerIds})`);

export type DeskWorker = { workerId: string; name: string; merchantName: string | null; isOnline: boolean; total: number };
/** More rows than anybody reads; whoever has something on the day comes first. */
const MOST_ROWS = 400;
/** Active workers for the desk's rows, those with something in the calendar first, then by name; a merchant sees its own, a district those who live in it or work there that day. `total` counts them all. */
export const deskWorkers = (tx: Tx, cityId: string, filter: { merchantId?: string | null | undefined; q?: string | undefined; districtId?: string | undefined; from: Date; to: Date }) => many<DeskWorker>(tx, sql`
  with busy as (
    select distinct worker_id from workers.calendar_entry where city_id = ${cityId} and state in ('held', 'booked', 'done') and starts_at < ${filter.to} and ends_at > ${filter.from} and starts_at > ${filter.from}::timestamptz - interval '2 days')
  select w.id as worker_id, p.name, m.name as merchant_name, w.is_online, (count(*) over ())::int as total
  from workers.worker w
  join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  left join alliance.merchant m on m.city_id = w.city_id and m.id = w.merchant_id
  where w.city_id = ${cityId} and w.status = 'active'
    and (${filter.merchantId ?? null}::text is null or w.merchant_id = ${filter.merchantId ?? null})
    and (${filter.q ?? null}::text is null or p.name ilike '%' || ${filter.q ?? null} || '%' or p.pinyin ilike ${filter.q ?? null} || '%')
    and (${filter.districtId ?? null}::text is null
      or exists (select 1 from alliance.territory_cell t where t.city_id = w.city_id and t.district_id = ${filter.districtId ?? null} and t.merchant_id = w.merchant_id)
      or exists (select 1 from orders."order" o where o.city_id = w.city_id and o.worker_id = w.id and o.district_id = ${filter.districtId ?? null} and o.starts_at < ${filter.to} and o.ends_at > ${filter.from}))
  order by (w.id in (select worker_id from busy)) desc, p.pinyin, w.id limit ${MOST_ROWS}`);

export type MapWorker = { workerId: string; name: string; lon: number; lat: number; isOnline: boolean; orderId: string | null; status: string | null };
/** Where workers are: the last position, or home when none is known; with the visit they are busy with. */
export const mapWorkers = (tx: Tx, cityId: string, now: Date, merchantId: string | null) => many<MapWorker>(tx, sql`
  select w.id as worker_id, p.name, coalesce(pos.lon, w.home_lon) as lon, coalesce(pos.lat, w.home_lat) as lat, w.is_online, o.id as order_id, o.status
  from workers.worker w
  join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
  left join workers.position pos on pos.city_id = w.city_id and pos.worker_id = w.id and pos.at > ${now}::timestamptz - interval '12 hours'
  left join lateral (
    select id, status from orders."order" o where o.city_id = w.city_id and o.worker_id = w.id and o.status in ('onTheWay', 'checklistConfirmed', 'inService') order by o.starts_at limit 1
  ) o on true
  where w.city_id = ${cityId} and w.status = 'active' and (w.is_online or o.id is not null) and (${merchantId}::text is null or w.merchant_id = ${merchantId})`);

export type MapVisit = { orderId: string; no: string; itemNameZh: string; itemNameEn: string; icon: string; lon: number; lat: number; status: string; startsAt: Date };
export const mapVisits = (tx: Tx, cityId: string, from: Date, to: Date, filter: { merchantId: string | null; districtId?: string | undefined }) => many<MapVisit>(tx, sql`
  select id as order_id, no, item_name_zh, item_name_en, icon, lon, lat, status, starts_at from orders."order"
  where city_id = ${cityId} and starts_at >= ${from} and starts_at < ${to} and status not in ('draft', 'held', 'cancelled')
    and (${filter.merchantId}::text is null or merchant_id = ${filter.merchantId} or holder_merchant_id = ${filter.merchantId})
    and (${filter.districtId ?? null}::text is null or district_id = ${filter.districtId ?? null})
  order by starts_at limit 1000`);

/** Unpaid claims of one customer on workers' time; those of recurring visits have their own time to pay and are not among them. */
export const customerHolds = (tx: Tx, cityId: string, customerId: string, now: Date) => many<{ id: string; itemId: string; addressId: string; orderId: string | null }>(tx, sql`
  select id, item_id, address_id, order_id from workers.calendar_entry where city_id = ${cityId} and customer_id = ${customerId} and state = 'held' and expires_at > ${now}
    and not exists (select from orders.series_visit v where v.city_id = ${cityId} and v.order_id = calendar_entry.order_id)`);

/** Open orders within a box around a point that start between two instants, the soonest first. */
export const openNear = async (tx: Tx, cityId: string, about: { lon: number; lat: number; degreesLon: number; degreesLat: number; from: Date; to: Date }): Promise<string[]> => (await many<{ id: string }>(tx, sql`
  select o.id from orders."order" o where o.city_id = ${cityId} and o.status = 'paid' and o.starts_at > ${about.from} and o.starts_at < ${about.to}
    and o.lon between ${about.lon - about.degreesLon} and ${about.lon + about.degreesLon} and o.lat between ${about.lat - about.degreesLat} and ${about.lat + about.degreesLat}
    and not exists (select 1 from dispatch.offer f where f.city_id = o.city_id and f.order_id = o.id and f.state = 'live') order by o.starts_at, o.id limit 20`)).map(({ id }) => id);
