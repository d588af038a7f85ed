import { contract } from '@linli/contract';
import type { App } from '../../kernel/app.ts';
import { systemActor, type Actor, type Ctx } from '../../kernel/context.ts';
import type { Pool } from '../../kernel/database.ts';
import { ensurePerson, giveRole, openCity, pinyinOf, registerDemoPerson } from '../../modules/accounts/index.ts';
import { installSubsidyProgrammes } from '../../modules/benefits/index.ts';
import { installCatalogue } from '../../modules/catalog/index.ts';
import { installKit, moveCourse, openCohort, saveCourse } from '../../modules/courses/index.ts';
import { installQuestions } from '../../modules/exams/index.ts';
import { coreModules, installModules } from '../../modules/learning/index.ts';
import { issueCertificates } from '../../modules/training/index.ts';
import { givenLetters, surnames } from './city-of-listings.ts';

/**
 * A city whose school has so many learners: each with five modules begun or finished, a cohort, a class attended and an attempt at the core exam; some
 * with a practical, a certificate and a claim. The course, the first cohort and the first certificate go through the front door; the rest are copies.
 */
export type SchoolCity = { cityId: string; operatorPhone: string; operatorId: string; staffIds: string[]; courseId: string; cohortId: string };
export const SEATS = 40;
const STAFF = 50;
const certified = (learners: number): number => Math.floor(learners * 0.3);
const root = systemActor('bench');
const operatorOf = ({ operatorId, cityId }: Pick<SchoolCity, 'operatorId' | 'cityId'>): Actor => ({ kind: 'person', personId: operatorId, name: '马丽', grants: [{ role: 'operator', scopeType: 'city', scopeId: cityId }] });
const dayIn = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** The city with its school, nobody in it but the staff. */
export async function openSchool(app: App): Promise<SchoolCity> {
  const { cityId } = app.config;
  const act = <I, O>(action: (ctx: Ctx, input: I) => Promise<O>, input: I): Promise<O> => app.perform(root, action, input);
  await act(openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  for (const install of [installCatalogue, installModules, installQuestions, installKit, installSubsidyProgrammes] as ((ctx: Ctx, input: object) => Promise<unknown>)[]) await act(install, {});
  const staff: string[] = [];
  for (let at = 0; at < STAFF; at++) {
    const phone = `139000010${String(at).padStart(2, '0')}`;
    const { personId } = await act(ensurePerson, { phone, name: at === 0 ? '马丽' : `韩老师${at}` });
    for (const role of at === 0 ? (['operator', 'trainer', 'examiner'] as const) : (['trainer', 'examiner'] as const)) await act(giveRole, { personId, role, scopeType: 'city', scopeId: cityId });
    if (at === 0) await act(registerDemoPerson, { app: 'school', personId, phone, roleZh: '培训主管', roleEn: 'Head of training' });
    staff.push(personId);
  }
  const operator = operatorOf({ operatorId: staff[0]!, cityId });
  const { courseId } = await app.perform(operator, saveCourse, contract.courses.saveCourse.input.parse({ title: '家政岗前培训', modules: [...coreModules], certificateKind: 'core', plan: [{ kind: 'class', module: 'basicCleaning', title: '基础保洁', minutes: 180 }] }));
  await app.perform(operator, moveCourse, { courseId, state: 'open' });
  const { cohortId } = await app.perform(operator, openCohort, contract.courses.openCohort.input.parse({ courseId, name: '第1期', intake: 'new', startsOn: dayIn(1), endsOn: dayIn(40), seats: SEATS, trainerId: staff[0]! }));
  return { cityId, operatorPhone: '13900001000', operatorId: staff[0]!, staffIds: staff, courseId, cohortId };
}

type Client = Awaited<ReturnType<Pool['connect']>>;
type Fill = { client: Client; city: SchoolCity; learners: number };
/** Fills the school up to so many learners; who came in by a file is taken first. */
export async function fillSchool(app: App, city: SchoolCity, learners: number): Promise<void> {
  const client = await app.database.pool.connect();
  try {
    await client.query('select setseed(0.7)');
    const { rows: [known] } = await client.query('select count(*)::int as n from workers.worker where city_id = $1', [city.cityId]) as { rows: { n: number }[] };
    await fillApplicants({ client, city, learners: Math.max(0, learners - known!.n) });
    await client.query('create table bench_learner as select row_number() over (order by w.registered_at, w.id)::int as n, w.id as worker_id, w.person_id, p.name, p.pinyin from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where w.city_id = $1', [city.cityId]);
    await client.query('create unique index bench_learner_n on bench_learner (n)');
    for (const table of ['bench_learner', 'workers.worker', 'accounts.person', 'workers.application']) await client.query(`analyze ${table}`);
    const fill: Fill = { client, city, learners };
    for (const part of [spreadStages, fillLearning, fillFeedback, fillCourses, fillExams]) await part(fill);
  } finally {
    await client.release();
  }
  await issueFirst(app, city);
  const again = await app.database.pool.connect();
  try {
    await fillCertificates({ client: again, city, learners });
    await again.query('drop table bench_learner');
    await again.query('vacuum analyze');
  } finally {
    await again.release();
  }
}

const id = (prefix: string, n = 'n'): string => `'${prefix}_b' || lpad((${n})::text, 25, '0')`;

async function fillApplicants({ client, city: { cityId }, learners }: Fill): Promise<void> {
  if (learners === 0) return;
  await client.query(`
    insert into accounts.person (city_id, id, name, pinyin, phone_encrypted, phone_hash, phone_masked, registered_at)
    select $1, ${id('per')}, ($2::text[])[s] || ($4::text[])[a] || ($4::text[])[b], ($3::text[])[s] || ($5::text[])[a] || ($5::text[])[b], 'sealed', 'bench-learner' || n, '137****' || lpad((n % 10000)::text, 4, '0'), now() - interval '1 year'
    from (select n, 1 + floor(random() * cardinality($2::text[]))::int as s, 1 + floor(random() * cardinality($4::text[]))::int as a, 1 + floor(random() * cardinality($4::text[]))::int as b from generate_series(1, $6::int) n) picked`,
  [cityId, surnames, surnames.map((surname) => pinyinOf(surname)), givenLetters, givenLetters.map((letter) => pinyinOf(letter, false)), learners]);
  await client.query(`insert into accounts.household (city_id, id, created_at) select $1, ${id('hh')}, now() - interval '1 year' from generate_series(1, $2::int) n`, [cityId, learners]);
  for (const table of ['accounts.person', 'accounts.household']) await client.query(`analyze ${table}`);
  await client.query(`insert into accounts.household_person (city_id, household_id, person_id, joined_at) select $1, ${id('hh')}, ${id('per')}, now() - interval '1 year' from generate_series(1, $2::int) n`, [cityId, learners]);
  await client.query(`
    insert into workers.worker (city_id, id, person_id, experience_years, home_lon, home_lat, home_area, travel_radius_meters, registered_at)
    select $1, ${id('wrk')}, ${id('per')}, n % 15, 87.5 + random() * 0.2, 43.75 + random() * 0.1, '南湖', 8000, now() - n * interval '1 minute' from generate_series(1, $2::int) n`, [cityId, learners]);
  await client.query('analyze workers.worker');
  await client.query(`
    insert into workers.application (city_id, id, person_id, worker_id, state, stage, stage_rank, reached, stage_at, source, source_name, name, reading, phone_encrypted, phone_hash, phone_masked, target_groups, families, created_at, saved_at, submitted_at)
    select w.city_id, 'app_' || substr(w.id, 5), w.person_id, w.id, 'submitted', 'applied', 1, 3, w.registered_at, (array['womensFederation', 'school', 'jobCentre', 'townshipBase', 'self'])[1 + w.experience_years % 5], '第一批', p.name, p.pinyin, 'sealed', p.phone_hash, p.phone_masked,
      case when w.experience_years % 4 = 0 then '{}'::text[] else array[(array['reEmployed', 'rural', 'flexible'])[1 + w.experience_years % 3]] end, '{cleaning}', w.registered_at, w.registered_at, w.registered_at
    from workers.worker w join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where w.city_id = $1`, [cityId]);
}

/** Three in ten at work, three in ten being checked, the others on their way; created one minute apart. */
async function spreadStages({ client, city: { cityId }, learners }: Fill): Promise<void> {
  await client.query(`
    update workers.application a set created_at = now() - b.n * interval '1 minute', stage_rank = s.rank, reached = (2 << s.rank) - 1, stage = (array['applied', 'checking', 'learning', 'examined', 'certified', 'admitted', 'firstOrder'])[s.rank]
    from bench_learner b cross join lateral (select case when b.n <= $2::int then 5 + b.n % 3 when b.n % 7 < 3 then 2 else 1 + b.n % 4 end as rank) s where a.city_id = $1 and a.worker_id = b.worker_id`, [cityId, certified(learners)]);
  await client.query(`update workers.worker w set status = 'active', admitted_at = now() - interval '90 days', visits_done = case when b.n % 3 = 0 then 0 else b.n % 200 end from bench_learner b where w.city_id = $1 and w.id = b.worker_id and b.n <= $2::int`, [cityId, certified(learners)]);
}

/** Four core modules and one more each; six in ten have finished all of them. */
async function fillLearning({ client, city: { cityId } }: Fill): Promise<void> {
  const modules = `(select code, grouping, lesson_count, row_number() over (order by place, code)::int as no from learning.module where city_id = $1 order by place, code limit 5) m`;
  const isDone = '(b.n % 10 < 6 or (b.n + m.no) % 3 = 0)';
  const lessons = `case when ${isDone} then m.lesson_count else 1 end`;
  await client.query(`
    insert into learning.learner (city_id, worker_id, started_at, last_at, spent_until, modules_finished, lessons_finished, seconds_done, core_finished_at)
    select $1, b.worker_id, now() - interval '60 days', now() - b.n * interval '37 seconds', now() - b.n * interval '37 seconds', count(*) filter (where ${isDone}), sum(${lessons}), sum(${lessons}) * 120, case when b.n % 10 < 6 then now() - b.n * interval '37 seconds' end
    from bench_learner b cross join ${modules} group by b.worker_id, b.n`, [cityId]);
  await client.query('analyze learning.learner');
  await client.query(`
    insert into learning.module_progress (city_id, worker_id, module, started_at, last_at, lessons_finished, seconds_done, finished_at, source)
    select $1, b.worker_id, m.code, now() - interval '60 days', now() - b.n * interval '37 seconds', ${lessons}, (${lessons}) * 120, case when ${isDone} then now() - b.n * interval '37 seconds' end, case when ${isDone} then 'lessons' end
    from bench_learner b cross join ${modules}`, [cityId]);
  await client.query('update learning.module m set started = c.started, finished = c.finished from (select module, count(*)::int as started, count(finished_at)::int as finished from learning.module_progress where city_id = $1 group by module) c where m.city_id = $1 and m.code = c.module', [cityId]);
}

/** Three in ten have been told something by a family or an inspector, half of it mended; every trade is wanted in every district. */
async function fillFeedback({ client, city: { cityId } }: Fill): Promise<void> {
  await client.query(`
    insert into learning.signal (city_id, source, ref_id, module, worker_id, words_zh, words_en, at, mended_at)
    select $1, (array['review', 'complaint', 'inspection'])[1 + b.n % 3], 'ord_b' || b.n, m.code, b.worker_id, '一条评价说到安全', 'A review speaks of safety', t.at, case when b.n % 2 = 0 then t.at end
    from bench_learner b cross join lateral (select now() - (b.n % 80) * interval '1 day' - interval '1 hour' as at) t join (select code, row_number() over (order by place, code)::int as no from learning.module where city_id = $1 order by place, code limit 5) m on m.no = 1 + b.n % 5 where b.n % 10 < 3`, [cityId]);
  await client.query(`
    insert into learning.demand (city_id, day, family, district_id, orders) select $1, current_date - day, family, 'dis_' || district, 1 + (day + district) % 9
    from generate_series(0, 35) day cross join generate_series(1, 20) district cross join unnest(array['cleaning', 'nanny', 'maternity', 'childcare', 'elderCare', 'repair']) family`, [cityId]);
}

/** Forty in a cohort: eight in ten cohorts are over, one runs, one has not begun and has a waiting list. Everybody attended a class of a cohort that began. */
async function fillCourses({ client, city: { cityId, courseId, cohortId, staffIds }, learners }: Fill): Promise<void> {
  const cohorts = Math.ceil(learners / SEATS);
  const state = (c: string): string => `(case when ${c} % 10 < 8 then 'finished' when ${c} % 10 = 8 then 'running' else 'planned' end)`;
  const starts = (c: string): string => `(current_date + case when ${c} % 10 < 8 then -60 - ${c} % 700 when ${c} % 10 = 8 then -10 else 10 end)`;
  await client.query(`
    insert into courses.cohort (city_id, id, course_id, name, intake, starts_on, ends_on, standard_days, seats, trainer_id, price_fen, cost_bearer, state, opened_at, opened_by_name, ended_at)
    select h.city_id, ${id('coh', 'c')}, h.course_id, '第' || c || '期', h.intake, ${starts('c')}, ${starts('c')} + 40, h.standard_days, h.seats, ($4::text[])[1 + c % ${STAFF}], h.price_fen, h.cost_bearer, ${state('c')}, now() - interval '1 year', h.opened_by_name, case when c % 10 < 8 then now() end
    from courses.cohort h cross join generate_series(1, $3::int) c where h.city_id = $1 and h.id = $2`, [cityId, cohortId, cohorts, staffIds]);
  await client.query(`
    insert into courses.enrolment (city_id, id, cohort_id, course_id, worker_id, name, reading, state, fee_fen, cost_bearer, enrolled_at, seated_at, ended_at, due_minutes, attended_minutes)
    select $1, ${id('enr')}, ${id('coh', 'c')}, $2, worker_id, name, replace(lower(pinyin), ' ', ''), state, 0, 'platform', now() - n * interval '3 minutes', case when state <> 'waiting' then now() end, case when c % 10 < 8 then now() end, case when c % 10 < 8 then 180 end, case when c % 10 < 8 then 180 end
    from (select b.*, c, case when c % 10 < 8 then case when n % 20 < 17 then 'finished' when n % 20 < 19 then 'incomplete' else 'dropped' end when c % 10 = 9 and n % 4 = 0 then 'waiting' else 'enrolled' end as state
      from bench_learner b cross join lateral (select 1 + (b.n - 1) / ${SEATS} as c) h) e`, [cityId, courseId]);
  await client.query(`update courses.cohort h set enrolled = e.enrolled, waiting = e.waiting, finished = e.finished, incomplete = e.incomplete, dropped = e.dropped from (
    select cohort_id, count(*) filter (where state = 'enrolled') as enrolled, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'finished') as finished, count(*) filter (where state = 'incomplete') as incomplete, count(*) filter (where state = 'dropped') as dropped
    from courses.enrolment where city_id = $1 group by cohort_id) e where h.city_id = $1 and h.id = e.cohort_id`, [cityId]);
  for (const table of ['courses.cohort', 'courses.enrolment']) await client.query(`analyze ${table}`);
  // A trainer is in one place at a time: each has a class a day.
  await client.query(`
    insert into courses.session (city_id, id, cohort_id, kind, module, title, starts_at, ends_at, trainer_id, learners, marked, attended)
    select $1, ${id('ses', 'c')}, ${id('coh', 'c')}, (array['class', 'simulation', 'case'])[1 + c % 3], 'basicCleaning', '基础保洁', at, at + interval '3 hours', ($3::text[])[1 + c % ${STAFF}], ${SEATS}, ${SEATS}, ${SEATS}
    from (select c, date_trunc('day', now()) - (1 + c / ${STAFF}) * interval '1 day' as at from generate_series(1, $2::int) c where c % 10 < 9) s`, [cityId, cohorts, staffIds]);
  await client.query('analyze courses.session');
  await client.query(`
    insert into courses.seat (city_id, session_id, worker_id, enrolment_id, starts_at, ends_at, state, minutes, marked_at, marked_by_name)
    select $1, s.id, b.worker_id, ${id('enr')}, s.starts_at, s.ends_at, 'present', 180, s.ends_at, '韩老师' from bench_learner b join courses.session s on s.city_id = $1 and s.id = ${id('ses', `1 + (n - 1) / ${SEATS}`)}`, [cityId]);
  await client.query(`
    insert into courses.learner (city_id, worker_id, first_enrolled_at, attended_minutes, sessions_attended, courses_finished, last_attended_at)
    select $1, e.worker_id, e.enrolled_at, coalesce(x.minutes, 0), case when x.minutes > 0 then 1 else 0 end, case when e.state = 'finished' then 1 else 0 end, x.ends_at
    from courses.enrolment e left join courses.seat x on x.city_id = e.city_id and x.enrolment_id = e.id where e.city_id = $1`, [cityId]);
}

/** An attempt at the core exam each, and practical seats for six in ten. */
async function fillExams({ client, city: { cityId, staffIds }, learners }: Fill): Promise<void> {
  await client.query(`
    insert into exams.attempt (city_id, id, paper, worker_id, person_id, seed, pass_percent, item_count, state, started_at, ends_at, judged_at, closed_by, right_count, score_percent, is_passed, counted_at)
    select $1, ${id('att')}, 'core', worker_id, person_id, n, 80, 40, 'judged', at, at + interval '1 hour', at + interval '40 minutes', 'self', r, round(r * 2.5), r >= 32, at + interval '41 minutes'
    from (select *, 24 + n % 17 as r, now() - interval '2 hours' - n * interval '5 minutes' as at from bench_learner) b`, [cityId]);
  await client.query(`insert into exams.paper_sum (city_id, paper, attempts, passed, percents) select city_id, paper, count(*), count(*) filter (where is_passed), sum(score_percent) from exams.attempt where city_id = $1 group by city_id, paper on conflict (city_id, paper) do update set attempts = excluded.attempts, passed = excluded.passed, percents = excluded.percents`, [cityId]);
  const slots = Math.max(1, Math.floor(learners * 0.6 / 20));
  await client.query(`
    insert into exams.practical_slot (city_id, id, kind, place, examiner_id, start_at, end_at, capacity, booked, made_at, made_by_name)
    select $1, ${id('slt', 's')}, (array['practical', 'deepCleaning', 'infantCare', 'elderCare'])[1 + s % 4], '红山实操点', ($3::text[])[1 + s % ${STAFF}], at, at + interval '3 hours', 20, 20, now() - interval '90 days', '马丽'
    from (select s, date_trunc('day', now()) + (7 - s / ${STAFF}) * interval '1 day' as at from generate_series(1, $2::int) s) one`, [cityId, slots, staffIds]);
  await client.query('analyze exams.practical_slot');
  await client.query(`
    insert into exams.practical_seat (city_id, id, slot_id, kind, worker_id, state, booked_at, ended_at)
    select $1, ${id('sea')}, s.id, s.kind, b.worker_id, o.state, least(now(), s.start_at) - b.n * interval '1 second', case when o.state <> 'booked' then s.end_at end
    from bench_learner b join exams.practical_slot s on s.city_id = $1 and s.id = ${id('slt', '1 + (n - 1) / 20')} cross join lateral (select case when s.start_at > now() then 'booked' when b.n % 20 < 15 then 'passed' when b.n % 20 < 18 then 'failed' else 'absent' end as state) o`, [cityId]);
  await client.query('analyze exams.practical_seat');
  await client.query(`
    insert into exams.sign_off (city_id, id, seat_id, examiner_id, is_absent, items, red_lines, score_percent, is_passed, content_hash, received_at)
    select t.city_id, 'sgn_' || substr(t.id, 5), t.id, s.examiner_id, t.state = 'absent', '[]', '{}', case t.state when 'passed' then 90 when 'failed' then 60 else 0 end, t.state = 'passed', 'bench', t.ended_at
    from exams.practical_seat t join exams.practical_slot s on s.city_id = t.city_id and s.id = t.slot_id where t.city_id = $1 and t.state <> 'booked'`, [cityId]);
}

/** The first certificate as the desk issues it: with a key, a signature and its place in the log. */
async function issueFirst(app: App, city: SchoolCity): Promise<void> {
  const { rows: [first] } = await app.database.pool.query('select worker_id from bench_learner where n = 1') as { rows: { worker_id: string }[] };
  await app.perform(operatorOf(city), issueCertificates, [{ workerId: first!.worker_id, kind: 'core', evidence: { kind: 'record', evidenceId: 'bench', words: '量测' } }]);
}

/** Copies of the first with a place of their own in the status lists; a signature of their own they do not have. Two in three of them are claimed for. */
async function fillCertificates({ client, city: { cityId }, learners }: Fill): Promise<void> {
  const count = certified(learners);
  await client.query(`
    insert into training.certificate (city_id, id, number, worker_id, kind, title_zh, title_en, evidence_kind, evidence_id, evidence_words, issued_at, valid_until, issued_by_name, key_id, token, status_index, leaf_index, retrain_by, retrain_why, revoked_at, revoke_reason)
    select c.city_id, ${id('cer')}, 'BENCH-' || n, b.worker_id, k.kind, c.title_zh, c.title_en, 'record', 'bench', c.evidence_words, now() - n * interval '20 minutes', case when k.kind = 'deepCleaning' then current_date + (n % 900) - 60 end, c.issued_by_name, c.key_id, c.token, c.status_index + n, c.leaf_index + n,
      current_date + (n % 700) - 30, 'time', case when n % 50 = 0 then now() end, case when n % 50 = 0 then 'issuedInError' end
    from training.certificate c cross join bench_learner b cross join lateral (select (array['core', 'core', 'core', 'practical', 'deepCleaning'])[1 + b.n % 5] as kind) k where c.city_id = $1 and c.evidence_id = 'bench' and c.number not like 'BENCH-%' and b.n between 2 and $2::int`, [cityId, count]);
  await client.query('analyze training.certificate');
  await client.query(`
    insert into benefits.subsidy_claim (city_id, id, no, programme_id, programme_version, once_per_person, year, worker_id, person_key, masked_id_number, certificate_id, certificate_number, certificate_kind, state, amount_fen, pay_to, claim_until, pack, created_at, created_by, moved_at, slip_no, paid_at)
    select c.city_id, 'sub_' || substr(c.id, 5), 'BT' || c.status_index, p.id, p.version, p.once_per_person, extract(year from c.issued_at)::int, c.worker_id, c.worker_id, '6501****', c.id, c.number, c.kind, s.state, 80000, 'worker', current_date + 200, '[]', c.issued_at + interval '1 day', '马丽', now(),
      case when s.state = 'paid' then 'BENCH-1' end, case when s.state = 'paid' then now() end
    from training.certificate c join (select * from benefits.subsidy_programme where city_id = $1 order by code limit 1) p on true cross join lateral (select (array['submitted', 'accepted', 'paid', 'paid', 'refused'])[1 + c.status_index % 5] as state) s
    where c.city_id = $1 and c.number like 'BENCH-%' and c.status_index % 3 > 0 and c.revoked_at is null`, [cityId]);
}
