import type { ServiceFamily, cohortStates, costBearers, courseStates, intakeKinds } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PlanLine } from '../rules/plan.ts';

type CostBearer = (typeof costBearers)[number];
export type CourseRow = { id: string; title: string; words: string; state: (typeof courseStates)[number]; modules: string[]; certificateKind: string | null; plan: PlanLine[]; priceFen: number; costBearer: CostBearer; standardDays: number; shortReason: string; family: ServiceFamily | null; cohorts: number };
const courses = (cityId: string) => sql<CourseRow>`select c.id, c.title, c.words, c.state, c.modules, c.certificate_kind, c.plan, c.price_fen, c.cost_bearer, c.standard_days, c.short_reason, c.family,
  (select count(*)::int from courses.cohort h where h.city_id = c.city_id and h.course_id = c.id) as cohorts from courses.course c where c.city_id = ${cityId}`;
export const findCourse = (tx: Tx, cityId: string, id: string): Promise<CourseRow | undefined> => maybe(tx, sql<CourseRow>`${courses(cityId)} and c.id = ${id}`);
/** In the order of titles, from behind the course named on. */
export const listCourses = (tx: Tx, cityId: string, wish: { state: string | null; module: string | null; family: string | null; q: string | null; afterId: string | null; limit: number }): Promise<CourseRow[]> => {
  const conditions = [
    ...(wish.state === null ? [] : [sql`c.state = ${wish.state}`]), ...(wish.module === null ? [] : [sql`${wish.module} = any(c.modules)`]), ...(wish.family === null ? [] : [sql`c.family = ${wish.family}`]),
    ...(wish.q === null ? [] : [sql`c.title ilike ${`%${wish.q.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`}`]),
    ...(wish.afterId === null ? [] : [sql`(c.title, c.id) > (select p.title, p.id from courses.course p where p.city_id = ${cityId} and p.id = ${wish.afterId})`]),
  ];
  return many(tx, sql<CourseRow>`${courses(cityId)} and ${sql.join([sql`true`, ...conditions], sql` and `)} order by c.title, c.id limit ${wish.limit}`);
};
export const saveCourse = (tx: Tx, cityId: string, c: Omit<CourseRow, 'cohorts' | 'state'> & { savedAt: Date; savedByName: string }): Promise<number> => run(tx, sql`
  insert into courses.course (city_id, id, title, words, modules, certificate_kind, plan, price_fen, cost_bearer, standard_days, short_reason, family, saved_at, saved_by_name)
  values (${cityId}, ${c.id}, ${c.title}, ${c.words}, ${c.modules}::text[], ${c.certificateKind}, ${JSON.stringify(c.plan)}::jsonb, ${c.priceFen}, ${c.costBearer}, ${c.standardDays}, ${c.shortReason}, ${c.family}, ${c.savedAt}, ${c.savedByName})
  on conflict (city_id, id) do update set title = excluded.title, words = excluded.words, modules = excluded.modules, certificate_kind = excluded.certificate_kind, plan = excluded.plan, price_fen = excluded.price_fen, cost_bearer = excluded.cost_bearer,
    standard_days = excluded.standard_days, short_reason = excluded.short_reason, family = excluded.family, saved_at = excluded.saved_at, saved_by_name = excluded.saved_by_name`);
export const moveCourse = (tx: Tx, cityId: string, id: string, state: string): Promise<number> => run(tx, sql`update courses.course set state = ${state} where city_id = ${cityId} and id = ${id}`);

export type CohortRow = {
  id: string; courseId: string; courseTitle: string; modules: string[]; name: string; intake: (typeof intakeKinds)[number]; startsOn: string; endsOn: string; standardDays: number; waiverReason: string; waivedByName: string | null; seats: number; enrolled: number; waiting: number; finished: number; incomplete: number; dropped: number;
  roomId: string | null; trainerId: string | null; trainerName: string | null; partnerId: string | null; partnerName: string | null; priceFen: number; costBearer: CostBearer; state: (typeof cohortStates)[number]; cancelWords: string;
};
const cohorts = sql`select h.id, h.course_id, c.title as course_title, c.modules, h.name, h.intake, h.starts_on, h.ends_on, h.standard_days, h.waiver_reason, h.waived_by_name, h.seats, h.enrolled, h.waiting, h.finished, h.incomplete, h.dropped, h.room_id, h.trainer_id,
  t.name as trainer_name, h.partner_id, p.name as partner_name, h.price_fen, h.cost_bearer, h.state, h.cancel_words
  from courses.cohort h join courses.course c on c.city_id = h.city_id and c.id = h.course_id left join accounts.person t on t.city_id = h.city_id and t.id = h.trainer_id left join courses.partner p on p.city_id = h.city_id and p.id = h.partner_id`;
export const findCohort = (tx: Tx, cityId: string, id: string): Promise<CohortRow | undefined> => maybe(tx, sql<CohortRow>`${cohorts} where h.city_id = ${cityId} and h.id = ${id}`);
/** Holds the cohort until the commit: seats are given one after the other. */
export const lockCohort = (tx: Tx, cityId: string, id: string): Promise<CohortRow | undefined> => maybe(tx, sql<CohortRow>`${cohorts} where h.city_id = ${cityId} and h.id = ${id} for update of h`);
export const listCohorts = (tx: Tx, cityId: string, wish: { courseId: string | null; state: string | null; partnerId: string | null; before: { startsOn: string; id: string } | null; limit: number }): Promise<CohortRow[]> => {
  const conditions = [
    sql`h.city_id = ${cityId}`, ...(wish.courseId === null ? [] : [sql`h.course_id = ${wish.courseId}`]), ...(wish.state === null ? [] : [sql`h.state = ${wish.state}`]), ...(wish.partnerId === null ? [] : [sql`h.partner_id = ${wish.partnerId}`]),
    ...(wish.before === null ? [] : [sql`(h.starts_on, h.id) < (${wish.before.startsOn}::date, ${wish.before.id})`]),
  ];
  return many(tx, sql<CohortRow>`${cohorts} where ${sql.join(conditions, sql` and `)} order by h.starts_on desc, h.id desc limit ${wish.limit}`);
};
export const openCohorts = (tx: Tx, cityId: string, wish: { intake: string | null; module: string | null; today: string; limit: number }): Promise<CohortRow[]> => many(tx, sql<CohortRow>`
  ${cohorts} where h.city_id = ${cityId} and h.state in ('planned', 'running') and h.ends_on >= ${wish.today}::date and (${wish.intake}::text is null or h.intake = ${wish.intake}) and (${wish.module}::text is null or ${wish.module} = any(c.modules)) order by h.starts_on, h.id limit ${wish.limit}`);
export const insertCohort = (tx: Tx, cityId: string, h: Pick<CohortRow, 'id' | 'courseId' | 'name' | 'intake' | 'startsOn' | 'endsOn' | 'standardDays' | 'waiverReason' | 'waivedByName' | 'seats' | 'roomId' | 'trainerId' | 'partnerId' | 'priceFen' | 'costBearer' | 'state'> & { openedAt: Date; openedByName: string }): Promise<number> => run(tx, sql`
  insert into courses.cohort (city_id, id, course_id, name, intake, starts_on, ends_on, standard_days, waiver_reason, waived_by_name, seats, room_id, trainer_id, partner_id, price_fen, cost_bearer, state, opened_at, opened_by_name)
  values (${cityId}, ${h.id}, ${h.courseId}, ${h.name}, ${h.intake}, ${h.startsOn}::date, ${h.endsOn}::date, ${h.standardDays}, ${h.waiverReason}, ${h.waivedByName}, ${h.seats}, ${h.roomId}, ${h.trainerId}, ${h.partnerId}, ${h.priceFen}, ${h.costBearer}, ${h.state}, ${h.openedAt}, ${h.openedByName})`);
export const resizeCohort = (tx: Tx, cityId: string, id: string, seats: number): Promise<number> => run(tx, sql`update courses.cohort set seats = ${seats} where city_id = ${cityId} and id = ${id}`);
/** Moves the counters of a cohort by so many. */
export const countCohort = (tx: Tx, cityId: string, id: string, by: { enrolled?: number; waiting?: number; finished?: number; incomplete?: number; dropped?: number }): Promise<number> => run(tx, sql`
  update courses.cohort set enrolled = enrolled + ${by.enrolled ?? 0}::int, waiting = waiting + ${by.waiting ?? 0}::int, finished = finished + ${by.finished ?? 0}::int, incomplete = incomplete + ${by.incomplete ?? 0}::int, dropped = dropped + ${by.dropped ?? 0}::int where city_id = ${cityId} and id = ${id}`);
export const endCohort = (tx: Tx, cityId: string, id: string, end: { state: 'finished' | 'cancelled'; words: string; at: Date }): Promise<number> => run(tx, sql`update courses.cohort set state = ${end.state}, cancel_words = ${end.words}, ended_at = ${end.at} where city_id = ${cityId} and id = ${id}`);
export const startCohorts = (tx: Tx, cityId: string, today: string): Promise<number> => run(tx, sql`update courses.cohort set state = 'running' where city_id = ${cityId} and state = 'planned' and starts_on <= ${today}::date`);
export const cohortsEndedBy = (tx: Tx, cityId: string, lastDay: string): Promise<{ id: string }[]> => many(tx, sql<{ id: string }>`select id from courses.cohort where city_id = ${cityId} and state in ('planned', 'running') and ends_on <= ${lastDay}::date order by ends_on, id`);

/** Whoever may teach: holds the role of trainer, or runs the city. */
export const trainers = (tx: Tx, cityId: string, personId: string | null): Promise<{ personId: string; name: string }[]> => many(tx, sql<{ personId: string; name: string }>`
  select p.id as person_id, p.name from accounts.person p where p.city_id = ${cityId} and (${personId}::text is null or p.id = ${personId}) and exists (select from accounts.role_grant g where g.city_id = p.city_id and g.person_id = p.id and g.role = 'trainer') order by p.name, p.id limit 500`);
export const isPerson = async (tx: Tx, cityId: string, personId: string): Promise<boolean> => (await one<{ isThere: boolean }>(tx, sql`select exists (select from accounts.person where city_id = ${cityId} and id = ${personId}) as is_there`)).isThere;
