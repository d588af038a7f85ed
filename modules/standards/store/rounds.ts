import type { ServiceFamily } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

type Visit = { orderId: string; itemId: string; workerId: string; merchantId: string | null; startedAt: Date; finishedAt: Date; minutes: number };
export const addVisit = (tx: Tx, cityId: string, v: Visit, at: Date): Promise<number> => run(tx, sql`
  insert into standards.visit (city_id, order_id, item_id, worker_id, merchant_id, started_at, finished_at, minutes, settled_at) values (${cityId}, ${v.orderId}, ${v.itemId}, ${v.workerId}, ${v.merchantId}, ${v.startedAt}, ${v.finishedAt}, ${v.minutes}, ${at}) on conflict do nothing`);
/** Settled visits of a span of time whose service is one of these families, or of any. */
export const visitsBetween = (tx: Tx, cityId: string, from: Date, to: Date, families: readonly ServiceFamily[]): Promise<{ orderId: string; itemId: string; family: ServiceFamily }[]> => many(tx, sql`
  select v.order_id, v.item_id, i.family from standards.visit v join catalog.service_item i on i.city_id = v.city_id and i.id = v.item_id
  where v.city_id = ${cityId} and v.finished_at >= ${from} and v.finished_at < ${to} and (cardinality(${families}::text[]) = 0 or i.family = any(${families}::text[])) order by v.order_id`);

export type RoundRow = { id: string; name: string; fromDay: string; toDay: string; families: ServiceFamily[]; ratePercent: number; isAutomatic: boolean; visits: number; openedByName: string; openedAt: Date; closedAt: Date | null };
export type CountedRound = RoundRow & { samples: number; judged: number; seen: number; met: number };
const columns = sql`r.id, r.name, to_char(r.from_day, 'YYYY-MM-DD') as from_day, to_char(r.to_day, 'YYYY-MM-DD') as to_day, r.families, r.rate_percent, r.is_automatic, r.visits, r.opened_by_name, r.opened_at, r.closed_at`;
const counted = sql`select ${columns}, coalesce(s.samples, 0)::int as samples, coalesce(s.judged, 0)::int as judged, coalesce(f.seen, 0)::int as seen, coalesce(f.met, 0)::int as met from standards.round r
  left join lateral (select count(*) as samples, count(judged_at) as judged from standards.sample s where s.city_id = r.city_id and s.round_id = r.id) s on true
  left join lateral (select count(*) filter (where f.verdict in ('met', 'notMet')) as seen, count(*) filter (where f.verdict = 'met') as met from standards.sample s join standards.finding f on f.city_id = s.city_id and f.sample_id = s.id where s.city_id = r.city_id and s.round_id = r.id) f on true`;
export const listRounds = (tx: Tx, cityId: string, isOpen: boolean | null): Promise<CountedRound[]> => many(tx, sql<CountedRound>`${counted} where r.city_id = ${cityId} and (${isOpen}::boolean is null or (r.closed_at is null) = ${isOpen}) order by r.opened_at desc, r.id desc limit 200`);
export const findRound = (tx: Tx, cityId: string, id: string): Promise<CountedRound | undefined> => maybe(tx, sql<CountedRound>`${counted} where r.city_id = ${cityId} and r.id = ${id}`);
export const lockRound = (tx: Tx, cityId: string, id: string): Promise<RoundRow | undefined> => maybe(tx, sql<RoundRow>`select ${columns} from standards.round r where r.city_id = ${cityId} and r.id = ${id} for update`);
/** False when the month has its automatic round. */
export const addRound = async (tx: Tx, cityId: string, r: RoundRow): Promise<boolean> => (await run(tx, sql`
  insert into standards.round (city_id, id, name, from_day, to_day, families, rate_percent, is_automatic, visits, opened_by_name, opened_at) values (${cityId}, ${r.id}, ${r.name}, ${r.fromDay}::date, ${r.toDay}::date, ${r.families}::text[], ${r.ratePercent}, ${r.isAutomatic}, ${r.visits}, ${r.openedByName}, ${r.openedAt})
  on conflict do nothing`)) > 0;
export const closeRound = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update standards.round set closed_at = ${at} where city_id = ${cityId} and id = ${id} and closed_at is null`);

export const addSamples = async (tx: Tx, cityId: string, roundId: string, samples: readonly { id: string; orderId: string; clauseIds: readonly string[] }[]): Promise<void> => {
  await run(tx, sql`insert into standards.sample (city_id, id, round_id, order_id) select ${cityId}, x.id, ${roundId}, x.order_id from jsonb_to_recordset(${JSON.stringify(samples.map(({ id, orderId }) => ({ id, order_id: orderId })))}::jsonb) as x(id text, order_id text)`);
  await run(tx, sql`
    insert into standards.finding (city_id, sample_id, clause_id) select ${cityId}, x.id, x.clause_id from jsonb_to_recordset(${JSON.stringify(samples.flatMap(({ id, clauseIds }) => clauseIds.map((clauseId) => ({ id, clause_id: clauseId }))))}::jsonb) as x(id text, clause_id text)`);
};
export type SampleRow = { id: string; roundId: string; orderId: string; itemId: string; itemZh: string; itemEn: string; workerId: string; workerName: string; merchantId: string | null; merchantName: string | null; startedAt: Date; finishedAt: Date; minutes: number; judgedByName: string | null; judgedAt: Date | null; words: string };
/** A worker's name is what her grant's scope is called: workers stand to the right of standards. */
const samples = sql`select s.id, s.round_id, s.order_id, v.item_id, i.name_zh as item_zh, i.name_en as item_en, v.worker_id, coalesce(w.name, '') as worker_name, v.merchant_id, m.name as merchant_name, v.started_at, v.finished_at, v.minutes, s.judged_by_name, s.judged_at, s.words
  from standards.sample s join standards.visit v on v.city_id = s.city_id and v.order_id = s.order_id join catalog.service_item i on i.city_id = v.city_id and i.id = v.item_id
  left join accounts.scope w on w.city_id = v.city_id and w.scope_type = 'self' and w.scope_id = v.worker_id left join alliance.merchant m on m.city_id = v.city_id and m.id = v.merchant_id`;
export const samplesOf = (tx: Tx, cityId: string, roundId: string): Promise<SampleRow[]> => many(tx, sql<SampleRow>`${samples} where s.city_id = ${cityId} and s.round_id = ${roundId} order by s.id`);
export const findSample = (tx: Tx, cityId: string, id: string): Promise<SampleRow | undefined> => maybe(tx, sql<SampleRow>`${samples} where s.city_id = ${cityId} and s.id = ${id}`);
export type FindingRow = { sampleId: string; clauseId: string; code: string; year: number; no: string; textZh: string; textEn: string; verdict: 'met' | 'notMet' | 'notSeen' | null; words: string };
export const findingsOf = (tx: Tx, cityId: string, roundId: string): Promise<FindingRow[]> => many(tx, sql<FindingRow>`
  select f.sample_id, f.clause_id, e.code, e.year, c.no, c.text_zh, c.text_en, f.verdict, f.words from standards.sample s join standards.finding f on f.city_id = s.city_id and f.sample_id = s.id
    join standards.clause c on c.city_id = f.city_id and c.id = f.clause_id join standards.edition e on e.city_id = c.city_id and e.id = c.edition_id
  where s.city_id = ${cityId} and s.round_id = ${roundId} order by f.sample_id, e.code, c.position`);
export const saveFindings = (tx: Tx, cityId: string, sampleId: string, findings: readonly { clauseId: string; verdict: string; words: string }[]): Promise<number> => run(tx, sql`
  update standards.finding f set verdict = x.verdict, words = x.words from jsonb_to_recordset(${JSON.stringify(findings.map((f) => ({ clause_id: f.clauseId, verdict: f.verdict, words: f.words })))}::jsonb) as x(clause_id text, verdict text, words text)
  where f.city_id = ${cityId} and f.sample_id = ${sampleId} and f.clause_id = x.clause_id`);
export const markJudged = (tx: Tx, cityId: string, sampleId: string, j: { by: string; at: Date; words: string }): Promise<number> => run(tx, sql`
  update standards.sample set judged_by_name = ${j.by}, judged_at = ${j.at}, words = ${j.words} where city_id = ${cityId} and id = ${sampleId}`);

export type BreachRow = { sampleId: string; clauseId: string; orderId: string; itemId: string; itemZh: string; itemEn: string; family: ServiceFamily; finishedAt: Date; workerId: string; workerName: string; merchantId: string | null; judgedAt: Date; editionId: string; code: string; year: number; no: string; textZh: string; textEn: string; words: string };
export type BreachWish = { workerId: string | null; workerIds: readonly string[] | null; merchantIds: readonly string[] | null; before: { at: Date; key: string } | null; limit: number };
/** Clauses that inspected visits did not keep, the newest judgement first. Null filters hold for everything; a visit counts when worker or merchant is among those named. */
export const breaches = (tx: Tx, cityId: string, wish: BreachWish): Promise<BreachRow[]> => many(tx, sql<BreachRow>`
  select s.id as sample_id, f.clause_id, s.order_id, v.item_id, i.name_zh as item_zh, i.name_en as item_en, i.family, v.finished_at, v.worker_id, coalesce(w.name, '') as worker_name, v.merchant_id, s.judged_at, e.id as edition_id, e.code, e.year, c.no, c.text_zh, c.text_en, f.words
  from standards.finding f join standards.sample s on s.city_id = f.city_id and s.id = f.sample_id join standards.visit v on v.city_id = s.city_id and v.order_id = s.order_id
    join catalog.service_item i on i.city_id = v.city_id and i.id = v.item_id join standards.clause c on c.city_id = f.city_id and c.id = f.clause_id join standards.edition e on e.city_id = c.city_id and e.id = c.edition_id
    left join accounts.scope w on w.city_id = v.city_id and w.scope_type = 'self' and w.scope_id = v.worker_id
  where f.city_id = ${cityId} and f.verdict = 'notMet' and s.judged_at is not null and (${wish.workerId}::text is null or v.worker_id = ${wish.workerId})
    and (${wish.workerIds === null} or v.worker_id = any(${wish.workerIds ?? []}::text[]) or v.merchant_id = any(${wish.merchantIds ?? []}::text[]))
    and (${wish.before === null} or (s.judged_at, s.id || f.clause_id) < (${wish.before?.at ?? null}::timestamptz, ${wish.before?.key ?? ''}))
  order by s.judged_at desc, s.id || f.clause_id desc limit ${wish.limit}`);
/** Who hears of an inspected visit: the worker herself, and the owners of the merchant she went for. */
export const peopleOf = (tx: Tx, cityId: string, v: { workerId: string; merchantId: string | null }): Promise<{ personId: string; role: 'worker' | 'merchantOwner' }[]> => many(tx, sql`
  select distinct person_id, role from accounts.role_grant where city_id = ${cityId}
    and ((role = 'worker' and scope_type = 'self' and scope_id = ${v.workerId}) or (role = 'merchantOwner' and scope_type = 'merchant' and scope_id = ${v.merchantId})) order by role, person_id`);

type Finding = { seen: number; wrong: number; example: string | null };
/** Codes with two editions in force, and lines on checklists whose clause does not count any more or is not on the checklist that it asks for. */
export const registryFaults = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with newest as (select distinct on (item_id) item_id, items from catalog.checklist where city_id = ${cityId} order by item_id, version desc),
  standing as (select n.item_id, l ->> 'clauseId' as clause_id, l -> 'text' ->> 'zh' as zh from newest n cross join lateral jsonb_array_elements(n.items) l),
  asked as (
    select i.item_id, l -> 'text' ->> 'zh' as zh, c.id as clause_id from standards.clause c join standards.edition e on e.city_id = c.city_id and e.id = c.edition_id and e.state = 'inForce'
      cross join lateral jsonb_array_elements(c.lines) l cross join lateral jsonb_array_elements_text(l -> 'itemIds') i(item_id) where c.city_id = ${cityId}),
  judged as (
    select s.item_id || ' ' || s.zh as id, not exists (select 1 from asked a where a.item_id = s.item_id and a.clause_id = s.clause_id and a.zh = s.zh) as is_wrong from standing s where s.clause_id is not null
    union all select a.item_id || ' ' || a.zh, not exists (select 1 from standing s where s.item_id = a.item_id and s.zh = a.zh) from asked a)
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);
/** Closed inspections with a visit that nobody judged, or judged visits with a clause without a verdict. */
export const roundFaults = (tx: Tx, cityId: string): Promise<Finding> => one(tx, sql`
  with judged as (
    select s.id, (r.closed_at is not null and s.judged_at is null) or (s.judged_at is not null and exists (select 1 from standards.finding f where f.city_id = s.city_id and f.sample_id = s.id and f.verdict is null)) as is_wrong
    from standards.sample s join standards.round r on r.city_id = s.city_id and r.id = s.round_id where s.city_id = ${cityId})
  select count(*)::int as seen, (count(*) filter (where is_wrong))::int as wrong, min(id) filter (where is_wrong) as example from judged`);
