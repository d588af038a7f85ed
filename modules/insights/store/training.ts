import { many, maybe, sql, type Tx } from '../../../kernel/database.ts';

export type DemandRow = { family: string; districtId: string; orders: number; past: number };
/** Orders by trade and district: of the week that begins on a day, and of the four before. */
export const demandByDistrict = (tx: Tx, cityId: string, span: { weekStart: string; pastStart: string }): Promise<DemandRow[]> => many(tx, sql<DemandRow>`
  select family, district_id, (sum(orders) filter (where day >= ${span.weekStart}::date))::int as orders, coalesce(sum(orders) filter (where day < ${span.weekStart}::date), 0)::int as past
  from learning.demand where city_id = ${cityId} and day >= ${span.pastStart}::date group by family, district_id having sum(orders) filter (where day >= ${span.weekStart}::date) > 0`);
export const firstDemandDay = async (tx: Tx, cityId: string): Promise<string | null> => (await maybe<{ day: string | null }>(tx, sql`select min(day) as day from learning.demand where city_id = ${cityId}`))?.day ?? null;
export const districtNames = (tx: Tx, cityId: string): Promise<{ id: string; name: string }[]> => many(tx, sql`select id, name from alliance.district where city_id = ${cityId}`);
export const districtsOfCells = (tx: Tx, cityId: string, cells: readonly string[]): Promise<{ cell: string; districtId: string }[]> => many(tx, sql`select cell, district_id from alliance.district_cell where city_id = ${cityId} and cell = any(${[...cells]}::text[])`);
/** Who is online now, admitted to a trade and holds the certificate that opens it, counted by trade and by where they live to a hundred metres. */
export const onlineCertified = (tx: Tx, cityId: string, wish: { trades: readonly { family: string; kind: string }[]; today: string }): Promise<{ lon: number; lat: number; family: string; workers: number }[]> => many(tx, sql`
  with w as materialized (select id, floor(home_lon * 1000) / 1000 as lon, floor(home_lat * 1000) / 1000 as lat from workers.worker where city_id = ${cityId} and status = 'active' and is_online)
  select w.lon, w.lat, t.family, count(*)::int as workers from w join workers.admission_period p on p.city_id = ${cityId} and p.worker_id = w.id and p.ended_at is null
  join jsonb_to_recordset(${JSON.stringify(wish.trades)}::jsonb) as t (family text, kind text) on t.family = p.family
  where exists (select from workers.certificate c where c.city_id = ${cityId} and c.worker_id = w.id and c.kind = t.kind and c.ended_at is null and (c.valid_until is null or c.valid_until >= ${wish.today}::date)) group by w.lon, w.lat, t.family`);

export type LearnerRow = { workerId: string; name: string; maskedPhone: string; homeArea: string; lon: number; lat: number; done: string[]; isTheoryPassed: boolean; lastAt: Date };
/** Who finished a module of some last, so many of each, without those who hold the certificate: what they have of the modules, and whether the theory is passed. */
export const nearestLearners = (tx: Tx, cityId: string, wish: { kind: string; modules: readonly string[]; paper: string; since: Date; today: string; each: number }): Promise<LearnerRow[]> => many(tx, sql<LearnerRow>`
  with near as materialized (select distinct f.worker_id from unnest(${[...wish.modules]}::text[]) as m (module)
    cross join lateral (select worker_id from learning.module_progress p where p.city_id = ${cityId} and p.module = m.module and (p.finished_at is not null) = true order by p.last_at desc, p.worker_id desc limit ${sql.lit(wish.each)}) f)
  select w.id as worker_id, p.name, p.phone_masked as masked_phone, w.home_area, w.home_lon as lon, w.home_lat as lat, l.last_at,
    array(select d.module from learning.module_progress d where d.city_id = ${cityId} and d.worker_id = w.id and d.module = any(${[...wish.modules]}::text[]) and d.finished_at is not null) as done,
    exists (select from exams.attempt a where a.city_id = ${cityId} and a.worker_id = w.id and a.paper = ${wish.paper} and a.is_passed and a.started_at >= ${wish.since}) as is_theory_passed
  from near join workers.worker w on w.city_id = ${cityId} and w.id = near.worker_id join accounts.person p on p.city_id = ${cityId} and p.id = w.person_id join learning.learner l on l.city_id = ${cityId} and l.worker_id = w.id
  where w.status in ('applied', 'active') and not exists (select from workers.certificate c where c.city_id = ${cityId} and c.worker_id = w.id and c.kind = ${wish.kind} and c.ended_at is null and (c.valid_until is null or c.valid_until >= ${wish.today}::date))`);

/** What went into her account and is no pay for work: payouts and what came back of them, outlays, and money of insurers and of the state. */
const noIncome = sql`('payout', 'tax', 'payoutReturned', 'taxReturned', 'materials', 'insuranceClaim', 'trainingSubsidy', 'subsidyClawedBack', 'referral', 'referralTax')`;
export type IncomeRow = { kind: string; people: number; beforeFen: number; afterFen: number; changePercent: number; raised: number };
/**
 * Medians in fen of what workers earned before and after their first certificate of a kind, and of the change in percent. Only who had earned something when the span before began, earned in it, and whose span
 * after is over; of each kind the newest so many.
 */
export const incomeAround = (tx: Tx, cityId: string, wish: { kinds: readonly string[]; now: Date; days: number; most: number }): Promise<IncomeRow[]> => {
  const span = sql`make_interval(days => ${wish.days}::int)`;
  return many(tx, sql<IncomeRow>`
    with c as materialized (select k.kind, n.worker_id, n.issued_at from unnest(${[...wish.kinds]}::text[]) as k (kind)
      cross join lateral (select t.worker_id, t.issued_at from training.certificate t join payments.ledger_account a on a.city_id = ${cityId} and a.account = 'liability:worker:' || t.worker_id and a.opened_at <= t.issued_at - ${span}
        where t.city_id = ${cityId} and t.kind = k.kind and t.issued_at <= ${wish.now}::timestamptz - ${span} and t.revoked_at is null
          and not exists (select from training.certificate e where e.city_id = ${cityId} and e.worker_id = t.worker_id and e.kind = t.kind and e.issued_at < t.issued_at)
        order by t.issued_at desc, t.id desc limit ${sql.lit(wish.most)}) n),
    spans as (select c.kind, s.before, s.after from c cross join lateral (select coalesce(-sum(l.amount_fen) filter (where l.at < c.issued_at), 0) as before, coalesce(-sum(l.amount_fen) filter (where l.at >= c.issued_at), 0) as after from payments.ledger_posting l
      where l.city_id = ${cityId} and l.account = 'liability:worker:' || c.worker_id and l.at >= c.issued_at - ${span} and l.at < c.issued_at + ${span} and l.kind not in ${noIncome}) s)
    select kind, count(*)::int as people, round(percentile_cont(0.5) within group (order by before))::bigint as before_fen, round(percentile_cont(0.5) within group (order by after))::bigint as after_fen,
      round((percentile_cont(0.5) within group (order by (after - before) * 100.0 / before))::numeric, 1)::float8 as change_percent, (count(*) filter (where after > before))::int as raised
    from spans where before > 0 group by kind order by people desc, kind`);
};
