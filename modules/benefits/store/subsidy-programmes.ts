import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { SubsidyRules } from '../rules/subsidies.ts';

export type ProgrammeRow = { id: string; code: string; nameZh: string; nameEn: string; office: string; validFrom: string; validTo: string | null; isOpen: boolean; evidence: string; version: number; rules: SubsidyRules };
const columns = sql`id, code, name_zh, name_en, office, to_char(valid_from, 'YYYY-MM-DD') as valid_from, to_char(valid_to, 'YYYY-MM-DD') as valid_to, is_open, evidence, version, rules`;

export const listProgrammes = (tx: Tx, cityId: string): Promise<ProgrammeRow[]> => many(tx, sql<ProgrammeRow>`select ${columns} from benefits.subsidy_programme where city_id = ${cityId} order by is_open desc, code`);
export const findProgramme = (tx: Tx, cityId: string, id: string): Promise<ProgrammeRow | undefined> => maybe(tx, sql<ProgrammeRow>`select ${columns} from benefits.subsidy_programme where city_id = ${cityId} and id = ${id}`);
export const programmeByCode = (tx: Tx, cityId: string, code: string): Promise<ProgrammeRow | undefined> => maybe(tx, sql<ProgrammeRow>`select ${columns} from benefits.subsidy_programme where city_id = ${cityId} and code = ${code}`);
/** The rules as they were in a version. */
export const rulesOf = async (tx: Tx, cityId: string, programmeId: string, version: number): Promise<SubsidyRules> => (await one<{ rules: SubsidyRules }>(tx, sql`select rules from benefits.subsidy_rules where city_id = ${cityId} and programme_id = ${programmeId} and version = ${version}`)).rules;

export const saveProgramme = async (tx: Tx, cityId: string, p: ProgrammeRow, by: string, at: Date): Promise<void> => {
  await run(tx, sql`
    insert into benefits.subsidy_programme (city_id, id, code, name_zh, name_en, office, valid_from, valid_to, is_open, evidence, version, rules, once_per_person, changed_at, changed_by)
    values (${cityId}, ${p.id}, ${p.code}, ${p.nameZh}, ${p.nameEn}, ${p.office}, ${p.validFrom}::date, ${p.validTo}::date, ${p.isOpen}, ${p.evidence}, ${p.version}, ${JSON.stringify(p.rules)}::jsonb, ${p.rules.oncePerPerson}, ${at}, ${by})
    on conflict (city_id, id) do update set code = excluded.code, name_zh = excluded.name_zh, name_en = excluded.name_en, office = excluded.office, valid_from = excluded.valid_from, valid_to = excluded.valid_to, is_open = excluded.is_open,
      evidence = excluded.evidence, version = excluded.version, rules = excluded.rules, once_per_person = excluded.once_per_person, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
  await run(tx, sql`
    insert into benefits.subsidy_rules (city_id, programme_id, version, rules, changed_at, changed_by) values (${cityId}, ${p.id}, ${p.version}, ${JSON.stringify(p.rules)}::jsonb, ${at}, ${by}) on conflict do nothing`);
};

export type YearRow = { programmeId: string; year: number; quotaPersons: number | null; targetPersons: number | null };
export const yearsOf = (tx: Tx, cityId: string, programmeIds: readonly string[]): Promise<YearRow[]> => many(tx, sql<YearRow>`
  select programme_id, year, quota_persons, target_persons from benefits.subsidy_year where city_id = ${cityId} and programme_id = any(${programmeIds}::text[]) order by year desc`);
export const saveYear = (tx: Tx, cityId: string, y: YearRow, by: string, at: Date): Promise<number> => run(tx, sql`
  insert into benefits.subsidy_year (city_id, programme_id, year, quota_persons, target_persons, changed_at, changed_by) values (${cityId}, ${y.programmeId}, ${y.year}, ${y.quotaPersons}, ${y.targetPersons}, ${at}, ${by})
  on conflict (city_id, programme_id, year) do update set quota_persons = excluded.quota_persons, target_persons = excluded.target_persons, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);

export type YearCount = { programmeId: string; year: number; claimed: number; accepted: number; paid: number; paidFen: number; clawedBackFen: number };
/** How many places each year of these programmes has in use, and what was paid. */
export const countYears = (tx: Tx, cityId: string, programmeIds: readonly string[]): Promise<YearCount[]> => many(tx, sql<YearCount>`
  select programme_id, year, (count(*) filter (where state in ('submitted', 'accepted', 'paid')))::int as claimed, (count(*) filter (where state in ('accepted', 'paid')))::int as accepted, (count(*) filter (where state = 'paid'))::int as paid,
    coalesce(sum(amount_fen) filter (where state in ('paid', 'clawedBack')), 0)::bigint as paid_fen, coalesce(sum(taken_fen), 0)::bigint as clawed_back_fen
  from benefits.subsidy_claim where city_id = ${cityId} and programme_id = any(${programmeIds}::text[]) and state not in ('draft', 'withdrawn', 'refused') group by programme_id, year`);

/** What a programme holds for others, as the ledger says. */
export const heldFen = async (tx: Tx, cityId: string, accounts: readonly string[]): Promise<Map<string, number>> => new Map((await many<{ account: string; fen: number }>(tx, sql`
  select account, -sum(amount_fen)::bigint as fen from payments.ledger_posting where city_id = ${cityId} and account = any(${accounts}::text[]) group by account`)).map(({ account, fen }) => [account, fen]));

export const saveAttendance = (tx: Tx, cityId: string, a: { id: string; workerId: string; kind: string; course: string; endedOn: string; percent: number; words: string; by: string; at: Date }): Promise<number> => run(tx, sql`
  insert into benefits.attendance (city_id, id, worker_id, kind, course, ended_on, percent, words, noted_by, noted_at) values (${cityId}, ${a.id}, ${a.workerId}, ${a.kind}, ${a.course}, ${a.endedOn}::date, ${a.percent}, ${a.words}, ${a.by}, ${a.at})
  on conflict (city_id, worker_id, kind, course, ended_on) do update set percent = excluded.percent, words = excluded.words, noted_by = excluded.noted_by, noted_at = excluded.noted_at`);
/** The best attendance of each kind of certificate that was entered for a worker. */
export const attendancesOf = async (tx: Tx, cityId: string, workerId: string): Promise<Map<string, number>> => new Map((await many<{ kind: string; percent: number }>(tx, sql`
  select kind, max(percent) as percent from benefits.attendance where city_id = ${cityId} and worker_id = ${workerId} group by kind`)).map(({ kind, percent }) => [kind, percent]));
/** Courses she has been through that lead to a certificate. */
export const coursesOver = (tx: Tx, cityId: string, workerId: string): Promise<{ kind: string; courseId: string }[]> => many(tx, sql`
  select distinct k.certificate_kind as kind, k.id as course_id from courses.enrolment e join courses.cohort c on c.city_id = e.city_id and c.id = e.cohort_id join courses.course k on k.city_id = c.city_id and k.id = c.course_id
  where e.city_id = ${cityId} and e.worker_id = ${workerId} and e.state in ('finished', 'incomplete') and k.certificate_kind is not null order by k.id`);
