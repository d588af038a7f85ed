import type { costBearers, enrolmentStates } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type EnrolmentRow = {
  id: string; cohortId: string; cohortName: string; courseId: string; courseTitle: string; workerId: string; name: string; state: (typeof enrolmentStates)[number]; feeFen: number; costBearer: (typeof costBearers)[number]; enrolledAt: Date; endedAt: Date | null; endWords: string;
  dueMinutes: number; attendedMinutes: number; waitingNo: number | null;
};
/** A missed session of a module she was credited with elsewhere is not held against her. */
const waived = sql`select from courses.credit k join courses.session n on n.city_id = k.city_id and n.id = x.session_id where k.city_id = x.city_id and k.worker_id = x.worker_id and k.module = n.module and k.withdrawn_at is null`;
/** Minutes are added up for the rows shown only: from their seats while they go on, as set down once they are over. */
const shown = (now: Date) => sql`select e.id, e.cohort_id, h.name as cohort_name, e.course_id, c.title as course_title, e.worker_id, e.name, e.state, e.fee_fen, e.cost_bearer, e.enrolled_at, e.ended_at, e.end_words,
  coalesce(e.due_minutes, s.due, 0)::int as due_minutes, coalesce(e.attended_minutes, s.attended, 0)::int as attended_minutes,
  case when e.state = 'waiting' then (select count(*)::int from courses.enrolment w where w.city_id = e.city_id and w.cohort_id = e.cohort_id and w.state = 'waiting' and (w.enrolled_at, w.id) <= (e.enrolled_at, e.id)) end as waiting_no
  from e join courses.cohort h on h.city_id = e.city_id and h.id = e.cohort_id join courses.course c on c.city_id = e.city_id and c.id = e.course_id
  left join lateral (select sum(extract(epoch from x.ends_at - x.starts_at) / 60) as due, sum(x.minutes) as attended from courses.seat x
    where x.city_id = e.city_id and x.enrolment_id = e.id and x.is_live and x.ends_at <= ${now}::timestamptz and e.due_minutes is null and (x.minutes > 0 or not exists (${waived}))) s on true`;

export type EnrolmentWish = { id?: string | null; cohortId: string | null; courseId: string | null; workerId: string | null; state: string | null; q: string | null; before: { at: Date; id: string } | null; limit: number };
export const listEnrolments = (tx: Tx, cityId: string, wish: EnrolmentWish, now: Date): Promise<EnrolmentRow[]> => {
  const letters = wish.q?.toLowerCase().replace(/[^a-z]/g, '') ?? '';
  const starts = (text: string): string => `${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const conditions = [
    sql`city_id = ${cityId}`, ...(wish.id ? [sql`id = ${wish.id}`] : []), ...(wish.cohortId === null ? [] : [sql`cohort_id = ${wish.cohortId}`]), ...(wish.courseId === null ? [] : [sql`course_id = ${wish.courseId}`]), ...(wish.workerId === null ? [] : [sql`worker_id = ${wish.workerId}`]),
    ...(wish.state === null ? [] : [sql`state = ${wish.state}`]), ...(wish.q === null ? [] : [letters === '' ? sql`name like ${starts(wish.q)}` : sql`reading like ${starts(letters)}`]),
    ...(wish.before === null ? [] : [sql`(enrolled_at, id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<EnrolmentRow>`with e as materialized (select * from courses.enrolment where ${sql.join(conditions, sql` and `)} order by enrolled_at desc, id desc limit ${wish.limit}) ${shown(now)} order by e.enrolled_at desc, e.id desc`);
};
export const findEnrolment = async (tx: Tx, cityId: string, id: string, now: Date): Promise<EnrolmentRow | undefined> => (await listEnrolments(tx, cityId, { id, cohortId: null, courseId: null, workerId: null, state: null, q: null, before: null, limit: 1 }, now))[0];

export type NewEnrolment = { id: string; cohortId: string; courseId: string; workerId: string; name: string; reading: string; state: 'waiting' | 'enrolled'; feeFen: number; costBearer: string; at: Date };
export const insertEnrolment = async (tx: Tx, cityId: string, e: NewEnrolment): Promise<void> => {
  await run(tx, sql`insert into courses.enrolment (city_id, id, cohort_id, course_id, worker_id, name, reading, state, fee_fen, cost_bearer, enrolled_at, seated_at)
    values (${cityId}, ${e.id}, ${e.cohortId}, ${e.courseId}, ${e.workerId}, ${e.name}, ${e.reading}, ${e.state}, ${e.feeFen}, ${e.costBearer}, ${e.at}, ${e.state === 'enrolled' ? e.at : null})`);
  await run(tx, sql`insert into courses.learner (city_id, worker_id, first_enrolled_at) values (${cityId}, ${e.workerId}, ${e.at}) on conflict do nothing`);
};
export const isEnrolled = async (tx: Tx, cityId: string, cohortId: string, workerId: string): Promise<boolean> => (await one<{ isThere: boolean }>(tx, sql`
  select exists (select from courses.enrolment where city_id = ${cityId} and cohort_id = ${cohortId} and worker_id = ${workerId} and state <> 'dropped') as is_there`)).isThere;
export const lockEnrolment = (tx: Tx, cityId: string, id: string): Promise<{ id: string; cohortId: string; workerId: string; state: EnrolmentRow['state'] } | undefined> => maybe(tx, sql<{ id: string; cohortId: string; workerId: string; state: EnrolmentRow['state'] }>`
  select id, cohort_id, worker_id, state from courses.enrolment where city_id = ${cityId} and id = ${id} for update`);
export const hasEnded = async (tx: Tx, cityId: string, id: string): Promise<boolean> => (await one<{ isOver: boolean }>(tx, sql`select exists (select from courses.enrolment where city_id = ${cityId} and id = ${id} and state in ('finished', 'incomplete')) as is_over`)).isOver;
export const waitingIn = (tx: Tx, cityId: string, cohortId: string): Promise<{ id: string; workerId: string; name: string }[]> => many(tx, sql<{ id: string; workerId: string; name: string }>`
  select id, worker_id, name from courses.enrolment where city_id = ${cityId} and cohort_id = ${cohortId} and state = 'waiting' order by enrolled_at, id`);
export const liveIn = (tx: Tx, cityId: string, cohortId: string): Promise<{ id: string; workerId: string; state: 'waiting' | 'enrolled' }[]> => many(tx, sql<{ id: string; workerId: string; state: 'waiting' | 'enrolled' }>`
  select id, worker_id, state from courses.enrolment where city_id = ${cityId} and cohort_id = ${cohortId} and state in ('waiting', 'enrolled') order by enrolled_at, id`);
export const seatEnrolment = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update courses.enrolment set state = 'enrolled', seated_at = ${at} where city_id = ${cityId} and id = ${id}`);
/** Ends an enrolment with its minutes as they stand at that moment. */
export const endEnrolment = (tx: Tx, cityId: string, id: string, end: { state: 'finished' | 'incomplete' | 'dropped'; words: string; at: Date; dueMinutes: number; attendedMinutes: number }): Promise<number> => run(tx, sql`
  update courses.enrolment set state = ${end.state}, end_words = ${end.words}, ended_at = ${end.at}, due_minutes = ${end.dueMinutes}, attended_minutes = ${end.attendedMinutes} where city_id = ${cityId} and id = ${id}`);

/** Courses finished, of many learners, by one more or less. */
export const countFinished = (tx: Tx, cityId: string, workerIds: readonly string[], by: 1 | -1): Promise<number> => run(tx, sql`update courses.learner set courses_finished = courses_finished + ${by}::int where city_id = ${cityId} and worker_id = any(${workerIds}::text[])`);

export type MinutesRow = { enrolmentId: string; due: number; attended: number };
/** Minutes of the sessions that were over at a moment, of many enrolments. */
export const minutesOf = (tx: Tx, cityId: string, enrolmentIds: readonly string[], now: Date): Promise<MinutesRow[]> => many(tx, sql<MinutesRow>`
  select x.enrolment_id, coalesce(sum(extract(epoch from x.ends_at - x.starts_at) / 60), 0)::int as due, coalesce(sum(x.minutes), 0)::int as attended
  from courses.seat x where x.city_id = ${cityId} and x.enrolment_id = any(${enrolmentIds}::text[]) and x.is_live and x.ends_at <= ${now}::timestamptz and (x.minutes > 0 or not exists (${waived})) group by x.enrolment_id`);
export type ModuleMinutesRow = { workerId: string; cohortName: string; module: string; due: number; attended: number };
/** The same of one finished enrolment, module by module. */
export const minutesByModule = (tx: Tx, cityId: string, enrolmentId: string): Promise<ModuleMinutesRow[]> => many(tx, sql<ModuleMinutesRow>`
  select e.worker_id, h.name as cohort_name, s.module, sum(extract(epoch from x.ends_at - x.starts_at) / 60)::int as due, sum(x.minutes)::int as attended
  from courses.enrolment e join courses.cohort h on h.city_id = e.city_id and h.id = e.cohort_id join courses.seat x on x.city_id = e.city_id and x.enrolment_id = e.id and x.is_live join courses.session s on s.city_id = x.city_id and s.id = x.session_id
  where e.city_id = ${cityId} and e.id = ${enrolmentId} and e.state = 'finished' group by e.worker_id, h.name, s.module order by s.module`);
/** What a worker attended of one module in each cohort she has finished. */
export const minutesInModule = (tx: Tx, cityId: string, workerId: string, module: string): Promise<ModuleMinutesRow[]> => many(tx, sql<ModuleMinutesRow>`
  select e.worker_id, h.name as cohort_name, s.module, sum(extract(epoch from x.ends_at - x.starts_at) / 60)::int as due, sum(x.minutes)::int as attended
  from courses.enrolment e join courses.cohort h on h.city_id = e.city_id and h.id = e.cohort_id join courses.seat x on x.city_id = e.city_id and x.enrolment_id = e.id and x.is_live join courses.session s on s.city_id = x.city_id and s.id = x.session_id
  where e.city_id = ${cityId} and e.worker_id = ${workerId} and e.state = 'finished' and s.module = ${module} group by e.worker_id, e.id, h.name, s.module order by e.id`);
/** Her last enrolment in a course that was not given back. */
export const lastEnrolmentIn = (tx: Tx, cityId: string, workerId: string, courseId: string): Promise<{ id: string } | undefined> => maybe(tx, sql<{ id: string }>`
  select id from courses.enrolment where city_id = ${cityId} and worker_id = ${workerId} and course_id = ${courseId} and state in ('enrolled', 'finished', 'incomplete') order by enrolled_at desc, id desc limit 1`);

export type AttendedRow = { workerId: string; minutes: number };
/** Minutes attended in sessions and recognised from partners, by module where some are named. */
export const attendedMinutes = (tx: Tx, cityId: string, workerIds: readonly string[], modules: readonly string[] | null): Promise<AttendedRow[]> => many(tx, sql<AttendedRow>`
  select worker_id, sum(minutes)::int as minutes from (
    select x.worker_id, x.minutes from courses.seat x join courses.session s on s.city_id = x.city_id and s.id = x.session_id
    where x.city_id = ${cityId} and x.worker_id = any(${workerIds}::text[]) and x.is_live and x.minutes > 0 and (${modules}::text[] is null or s.module = any(${modules}::text[]))
    union all
    select k.worker_id, k.minutes from courses.credit k where k.city_id = ${cityId} and k.worker_id = any(${workerIds}::text[]) and k.withdrawn_at is null and (${modules}::text[] is null or k.module = any(${modules}::text[]))
  ) both_kinds group by worker_id`);
