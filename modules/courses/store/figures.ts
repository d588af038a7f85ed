import type { cohortStates, sessionKinds, targetSteps } from '@linli/contract';
import { many, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type CohortSums = { state: (typeof cohortStates)[number]; cohorts: number; seats: number; enrolled: number; waiting: number; finished: number; incomplete: number; dropped: number };
const within = (from: string | null, to: string | null, partnerId: string | null) => sql`(${from}::date is null or h.starts_on >= ${from}::date) and (${to}::date is null or h.starts_on <= ${to}::date) and (${partnerId}::text is null or h.partner_id = ${partnerId})`;
export const cohortSums = (tx: Tx, cityId: string, from: string | null, to: string | null, partnerId: string | null): Promise<CohortSums[]> => many(tx, sql<CohortSums>`
  select h.state, count(*)::int as cohorts, sum(h.seats)::int as seats, sum(h.enrolled)::int as enrolled, sum(h.waiting)::int as waiting, sum(h.finished)::int as finished, sum(h.incomplete)::int as incomplete, sum(h.dropped)::int as dropped
  from courses.cohort h where h.city_id = ${cityId} and ${within(from, to, partnerId)} group by h.state`);
export const courseSums = (tx: Tx, cityId: string, from: string | null, to: string | null, partnerId: string | null): Promise<{ courseId: string; title: string; cohorts: number; enrolled: number; finished: number }[]> => many(tx, sql<{ courseId: string; title: string; cohorts: number; enrolled: number; finished: number }>`
  select c.id as course_id, c.title, count(*)::int as cohorts, sum(h.enrolled + h.finished + h.incomplete)::int as enrolled, sum(h.finished)::int as finished from courses.cohort h join courses.course c on c.city_id = h.city_id and c.id = h.course_id
  where h.city_id = ${cityId} and h.state <> 'cancelled' and ${within(from, to, partnerId)} group by c.id, c.title order by c.title, c.id`);

export type KindSums = { kind: (typeof sessionKinds)[number]; sessions: number; attendances: number };
/** Sessions that took place and were attended by somebody. */
export const sessionSums = (tx: Tx, cityId: string, from: Date | null, until: Date): Promise<KindSums[]> => many(tx, sql<KindSums>`
  select kind, count(*)::int as sessions, sum(attended)::int as attendances from courses.session
  where city_id = ${cityId} and state = 'planned' and attended > 0 and (${from}::timestamptz is null or starts_at >= ${from}) and ends_at <= ${until}::timestamptz group by kind`);
export type Coverage = { courses: number; cohorts: number; learners: number; attendedMinutes: number; activeWorkers: number; coveredWorkers: number };
export const coverage = (tx: Tx, cityId: string, since: Date): Promise<Coverage> => one(tx, sql<Coverage>`
  select (select count(*)::int from courses.course where city_id = ${cityId} and state = 'open') as courses, (select count(*)::int from courses.cohort where city_id = ${cityId} and state <> 'cancelled') as cohorts,
    l.learners, l.attended_minutes, w.active_workers, w.covered_workers
  from (select count(*) filter (where sessions_attended > 0)::int as learners, coalesce(sum(attended_minutes), 0)::bigint as attended_minutes from courses.learner where city_id = ${cityId}) l
    cross join (select count(*)::int as active_workers, count(l.worker_id)::int as covered_workers from workers.worker w
      left join courses.learner l on l.city_id = ${cityId} and l.worker_id = w.id and l.sessions_attended > 0 and l.last_attended_at >= ${since}::timestamptz where w.city_id = ${cityId} and w.status = 'active') w`);

export type Funnel = { candidates: number; enrolled: number; trained: number; basic: number; advanced: number; atWork: number };
/**
 * Those who applied in the days named, or all: how many had a seat, finished a course, hold the platform's basic certificate or an advanced one, and have worked. Every part is read from one narrow
 * index in the order of workers. The days are written out: a plan for any days reckons with few people and looks each of them up. Whether somebody has worked is the step of her application, as on the recruiting board.
 */
export const funnel = (tx: Tx, cityId: string, from: Date | null, until: Date | null, firstOrder: number): Promise<Funnel> => one(tx, sql<Funnel>`
  select count(*)::int as candidates, count(l.worker_id)::int as enrolled, count(*) filter (where l.courses_finished > 0)::int as trained, count(*) filter (where k.is_basic)::int as basic, count(*) filter (where k.is_advanced)::int as advanced, count(*) filter (where a.reached & (1 << ${firstOrder}::int) > 0)::int as at_work
  from workers.application a left join courses.learner l on l.city_id = ${cityId} and l.worker_id = a.worker_id
    left join (select worker_id, bool_or(kind = 'core') as is_basic, bool_or(kind not in ('core', 'practical')) as is_advanced from training.certificate where city_id = ${cityId} and revoked_at is null group by worker_id) k on k.worker_id = a.worker_id
  where ${sql.join([sql`a.city_id = ${cityId}`, sql`a.worker_id is not null`, sql`a.state <> 'draft'`, ...(from === null ? [] : [sql`a.created_at >= ${sql.lit(from.toISOString())}::timestamptz`]), ...(until === null ? [] : [sql`a.created_at < ${sql.lit(until.toISOString())}::timestamptz`])], sql` and `)}`);

export type TargetRow = { id: string; step: (typeof targetSteps)[number]; target: number | null; words: string; at: Date; byName: string };
export const insertTarget = (tx: Tx, cityId: string, t: TargetRow): Promise<number> => run(tx, sql`insert into courses.target (city_id, id, step, target, words, at, by_name) values (${cityId}, ${t.id}, ${t.step}, ${t.target}, ${t.words}, ${t.at}, ${t.byName})`);
/** The last word on each step. */
export const targetsNow = (tx: Tx, cityId: string): Promise<Pick<TargetRow, 'step' | 'target'>[]> => many(tx, sql<Pick<TargetRow, 'step' | 'target'>>`select distinct on (step) step, target from courses.target where city_id = ${cityId} order by step, at desc, id desc`);
export const targetsOf = (tx: Tx, cityId: string, wish: { step: string | null; before: { at: Date; id: string } | null; limit: number }): Promise<TargetRow[]> => {
  const conditions = [sql`city_id = ${cityId}`, ...(wish.step === null ? [] : [sql`step = ${wish.step}`]), ...(wish.before === null ? [] : [sql`(at, id) < (${wish.before.at}::timestamptz, ${wish.before.id})`])];
  return many(tx, sql<TargetRow>`select id, step, target, words, at, by_name from courses.target where ${sql.join(conditions, sql` and `)} order by at desc, id desc limit ${wish.limit}`);
};

type Faults = { looked: number; faults: number };
export const seatFaults = (tx: Tx, cityId: string): Promise<Faults> => one(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where h.enrolled <> e.enrolled or h.waiting <> e.waiting or h.finished <> e.finished or h.incomplete <> e.incomplete or h.enrolled > h.seats or (h.waiting > 0 and h.state in ('finished', 'cancelled')))::int as faults
  from courses.cohort h cross join lateral (select count(*) filter (where state = 'enrolled') as enrolled, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'finished') as finished, count(*) filter (where state = 'incomplete') as incomplete
    from courses.enrolment e where e.city_id = h.city_id and e.cohort_id = h.id) e where h.city_id = ${cityId}`);
export const attendanceFaults = (tx: Tx, cityId: string): Promise<Faults> => one(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where l.attended_minutes <> x.minutes or l.sessions_attended <> x.sessions
    or l.courses_finished <> (select count(*) from courses.enrolment e where e.city_id = l.city_id and e.worker_id = l.worker_id and e.state = 'finished'))::int as faults
  from courses.learner l cross join lateral (select coalesce(sum(minutes), 0) as minutes, count(*) filter (where minutes > 0) as sessions from courses.seat x where x.city_id = l.city_id and x.worker_id = l.worker_id and x.is_live) x where l.city_id = ${cityId}`);
export const sheetFaults = (tx: Tx, cityId: string): Promise<Faults> => one(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where s.learners <> x.learners or s.marked <> x.marked or s.attended <> x.attended or x.late > 0)::int as faults
  from courses.session s cross join lateral (select count(*) as learners, count(*) filter (where x.state <> 'expected') as marked, count(*) filter (where x.minutes > 0) as attended, count(*) filter (where x.starts_at <> s.starts_at or x.ends_at <> s.ends_at or x.marked_at > s.ends_at + interval '72 hours') as late
    from courses.seat x where x.city_id = s.city_id and x.session_id = s.id) x where s.city_id = ${cityId} and s.state = 'planned'`);
export const kitFaults = (tx: Tx, cityId: string): Promise<Faults> => one(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where k.in_stock <> m.moved - i.out or k.issued <> i.held or k.lost <> i.lost)::int as faults
  from courses.kit k cross join lateral (select coalesce(sum(count), 0) as moved from courses.kit_move m where m.city_id = k.city_id and m.kit_id = k.id) m
  cross join lateral (select count(*) filter (where i.condition is distinct from 'good') as out, count(*) filter (where i.returned_at is null) as held, count(*) filter (where i.condition = 'lost') as lost from courses.kit_issue i where i.city_id = k.city_id and i.kit_id = k.id) i
  where k.city_id = ${cityId}`);
