import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { PaperEvidence, Verdict } from '../rules/admission.ts';

export type VerdictRow = Verdict & { workerId: string };
export const verdictsOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<VerdictRow[]> => many(tx, sql<VerdictRow>`
  select worker_id, code, state, evidence_kind, evidence_id, evidence_hash, words, verified_by, valid_from, valid_until from workers.admission_check
  where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) and superseded_at is null`);

export type PaperEvidenceRow = PaperEvidence & { workerId: string };
export const paperEvidenceOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<PaperEvidenceRow[]> => many(tx, sql<PaperEvidenceRow>`
  select id, worker_id, kind, health_class, valid_from, valid_until, state, verified_by, born_on from workers.paper where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) order by submitted_at desc, id desc`);

/** Skills of a worker and the families she applied for. */
export const wantsOf = (tx: Tx, cityId: string, workerId: string): Promise<{ skills: string[]; families: string[] }> => one(tx, sql<{ skills: string[]; families: string[] }>`
  select coalesce((select array_agg(code order by code) from workers.skill where city_id = ${cityId} and worker_id = ${workerId}), '{}') as skills,
    coalesce((select families from workers.application where city_id = ${cityId} and worker_id = ${workerId}), '{}') as families`);

/** The families many workers applied for. */
export const wantedByWorker = async (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<Map<string, string[]>> => new Map((await many<{ workerId: string; families: string[] }>(tx, sql`
  select worker_id, families from workers.application where city_id = ${cityId} and worker_id = any(${workerIds}::text[])`)).map(({ workerId, families }) => [workerId, families]));

/** A new verdict stands in the place of the one before, which is kept. */
export const insertVerdict = async (tx: Tx, cityId: string, verdict: Verdict & { id: string; workerId: string; at: Date }): Promise<void> => {
  await run(tx, sql`update workers.admission_check set superseded_at = ${verdict.at} where city_id = ${cityId} and worker_id = ${verdict.workerId} and code = ${verdict.code} and superseded_at is null`);
  await run(tx, sql`
    insert into workers.admission_check (city_id, id, worker_id, code, state, evidence_kind, evidence_id, evidence_hash, words, verified_by, valid_from, valid_until, at)
    values (${cityId}, ${verdict.id}, ${verdict.workerId}, ${verdict.code}, ${verdict.state}, ${verdict.evidenceKind}, ${verdict.evidenceId}, ${verdict.evidenceHash}, ${verdict.words}, ${verdict.verifiedBy}, ${verdict.validFrom}::date, ${verdict.validUntil}::date, ${verdict.at})`);
};

/** The last day of what rests on some evidence, where that holds. Answers how many verdicts were moved. */
export const moveVerdicts = (tx: Tx, cityId: string, about: { workerId: string; evidenceId: string; validUntil: string }): Promise<number> => run(tx, sql`
  update workers.admission_check set valid_until = greatest(${about.validUntil}::date, valid_from)
  where city_id = ${cityId} and worker_id = ${about.workerId} and evidence_id = ${about.evidenceId} and superseded_at is null and state = 'passed' and valid_until is distinct from greatest(${about.validUntil}::date, valid_from)`);

export type PeriodRow = { id: string; family: string; fromAt: Date; untilDay: string | null; endedAt: Date | null; whyZh: string; whyEn: string };
export const openPeriodsOf = (tx: Tx, cityId: string, workerId: string): Promise<PeriodRow[]> => many(tx, sql<PeriodRow>`
  select id, family, from_at, until_day, ended_at, why_zh, why_en from workers.admission_period where city_id = ${cityId} and worker_id = ${workerId} and ended_at is null`);
export const periodsOf = (tx: Tx, cityId: string, workerId: string, limit: number): Promise<PeriodRow[]> => many(tx, sql<PeriodRow>`
  select id, family, from_at, until_day, ended_at, why_zh, why_en from workers.admission_period where city_id = ${cityId} and worker_id = ${workerId} order by from_at desc, family limit ${limit}`);
export const insertPeriod = (tx: Tx, cityId: string, period: { id: string; workerId: string; family: string; fromAt: Date; untilDay: string | null }): Promise<number> => run(tx, sql`
  insert into workers.admission_period (city_id, id, worker_id, family, from_at, until_day) values (${cityId}, ${period.id}, ${period.workerId}, ${period.family}, ${period.fromAt}, ${period.untilDay}::date)`);
export const movePeriod = (tx: Tx, cityId: string, periodId: string, untilDay: string | null): Promise<number> => run(tx, sql`update workers.admission_period set until_day = ${untilDay}::date where city_id = ${cityId} and id = ${periodId}`);
export const endPeriod = (tx: Tx, cityId: string, periodId: string, at: Date, why: { zh: string; en: string }): Promise<number> => run(tx, sql`
  update workers.admission_period set ended_at = greatest(from_at, ${at}::timestamptz), why_zh = ${why.zh}, why_en = ${why.en} where city_id = ${cityId} and id = ${periodId} and ended_at is null`);

/** Workers whose admission to something ends within the days, or has ended with the day before without being noted yet. */
export const workersEndingBy = async (tx: Tx, cityId: string, day: string): Promise<string[]> => (await many<{ workerId: string }>(tx, sql`
  select distinct worker_id from workers.admission_period where city_id = ${cityId} and ended_at is null and until_day <= ${day}::date order by worker_id`)).map(({ workerId }) => workerId);

/** 0 when this warning was given before. */
export const insertWarning = (tx: Tx, cityId: string, warning: { workerId: string; code: string; untilDay: string; days: number; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.admission_warning (city_id, worker_id, check_code, until_day, days, at) values (${cityId}, ${warning.workerId}, ${warning.code}, ${warning.untilDay}::date, ${warning.days}, ${warning.at}) on conflict do nothing`);

export type LapseRow = { workerId: string; workerName: string; merchantName: string | null; family: string; untilDay: string | null; endedAt: Date | null; whyZh: string; whyEn: string };
/** Open admissions that end by a day, and those that ended since and were not opened again; the nearest end first. */
export const lapsesOf = (tx: Tx, cityId: string, about: { merchantId: string | null; byDay: string; endedSince: Date; limit: number }): Promise<LapseRow[]> => many(tx, sql<LapseRow>`
  select a.worker_id, p.name as worker_name, m.name as merchant_name, a.family, a.until_day, a.ended_at, a.why_zh, a.why_en
  from workers.admission_period a join workers.worker w on w.city_id = a.city_id and w.id = a.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id left join alliance.merchant m on m.city_id = w.city_id and m.id = w.merchant_id
  where a.city_id = ${cityId} and w.status = 'active' and (${about.merchantId}::text is null or w.merchant_id = ${about.merchantId})
    and ((a.ended_at is null and a.until_day <= ${about.byDay}::date) or (a.ended_at >= ${about.endedSince} and not exists (select from workers.admission_period b where b.city_id = a.city_id and b.worker_id = a.worker_id and b.family = a.family and b.from_at >= a.ended_at)))
  order by coalesce(a.ended_at, (a.until_day::timestamp + interval '1 day') at time zone 'Asia/Shanghai'), a.worker_id, a.family limit ${about.limit}`);

/** Whether a worker is admitted to a family of work at this moment. */
export const isAdmittedAt = async (tx: Tx, cityId: string, about: { workerId: string; family: string; today: string }): Promise<boolean> => (await one<{ isIn: boolean }>(tx, sql`
  select exists (select from workers.admission_period where city_id = ${cityId} and worker_id = ${about.workerId} and family = ${about.family} and ended_at is null and (until_day is null or until_day >= ${about.today}::date)) as is_in`)).isIn;

/** The families many workers are admitted to today. */
export const admittedWork = async (tx: Tx, cityId: string, workerIds: readonly string[], today: string): Promise<Map<string, string[]>> => new Map((await many<{ workerId: string; list: string }>(tx, sql`
  select worker_id, string_agg(family, ',') as list from workers.admission_period where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) and ended_at is null and (until_day is null or until_day >= ${today}::date) group by worker_id`))
  .map(({ workerId, list }) => [workerId, list.split(',')]));

/** Open admissions of workers who are not active, and open ones past their last day by more than a day: the sweep has missed them. */
export const countPeriodFaults = (tx: Tx, cityId: string, yesterday: string): Promise<{ looked: number; faults: number }> => one(tx, sql<{ looked: number; faults: number }>`
  select count(*)::int as looked, count(*) filter (where w.status <> 'active' or a.until_day < ${yesterday}::date)::int as faults
  from workers.admission_period a join workers.worker w on w.city_id = a.city_id and w.id = a.worker_id where a.city_id = ${cityId} and a.ended_at is null`);

export const insertHealthRecord = (tx: Tx, cityId: string, record: { id: string; workerId: string; paperId: string; hospital: string; examinedOn: string; itemsEncrypted: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.health_record (city_id, id, worker_id, paper_id, hospital, examined_on, items_encrypted, at) values (${cityId}, ${record.id}, ${record.workerId}, ${record.paperId}, ${record.hospital}, ${record.examinedOn}::date, ${record.itemsEncrypted}, ${record.at})`);
export type HealthRow = { id: string; paperId: string; hospital: string; examinedOn: string; itemsEncrypted: string; healthClass: 'A' | 'B' | 'C' | 'D'; validUntil: string };
export const latestHealth = (tx: Tx, cityId: string, workerId: string): Promise<HealthRow | undefined> => maybe(tx, sql<HealthRow>`
  select h.id, h.paper_id, h.hospital, h.examined_on, h.items_encrypted, p.health_class, p.valid_until from workers.health_record h join workers.paper p on p.city_id = h.city_id and p.id = h.paper_id
  where h.city_id = ${cityId} and h.worker_id = ${workerId} order by h.at desc, h.id desc limit 1`);
export const insertRead = (tx: Tx, cityId: string, read: { id: string; workerId: string; kind: 'health' | 'credit' | 'referees' | 'paper'; readerId: string | null; readerName: string; why: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.record_read (city_id, id, worker_id, kind, reader_id, reader_name, why, at) values (${cityId}, ${read.id}, ${read.workerId}, ${read.kind}, ${read.readerId}, ${read.readerName}, ${read.why}, ${read.at})`);
export type ReadRow = { id: string; kind: 'health' | 'credit' | 'referees' | 'paper'; readerName: string; why: string; at: Date };
export const readsOf = (tx: Tx, cityId: string, about: { workerId: string; before: string | null; limit: number }): Promise<ReadRow[]> => many(tx, sql<ReadRow>`
  select id, kind, reader_name, why, at from workers.record_read where city_id = ${cityId} and worker_id = ${about.workerId} and (${about.before}::text is null or id < ${about.before}) order by id desc limit ${about.limit}`);

export type SignatureRow = { id: string; kind: 'privacy' | 'background' | 'credit' | 'rules' | 'creditFile'; textVersion: string; textHash: string; signedAt: Date; withdrawnAt: Date | null };
/** What a person signed, the newest of each kind. */
export const signaturesOf = (tx: Tx, cityId: string, personId: string): Promise<SignatureRow[]> => many(tx, sql<SignatureRow>`
  select distinct on (kind) id, kind, text_version, text_hash, signed_at, withdrawn_at from workers.signature where city_id = ${cityId} and person_id = ${personId} order by kind, (withdrawn_at is null) desc, signed_at desc, id desc`);
export const insertSignature = (tx: Tx, cityId: string, signature: { id: string; personId: string; kind: string; textVersion: string; textHash: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.signature (city_id, id, person_id, kind, text_version, text_hash, signed_at) values (${cityId}, ${signature.id}, ${signature.personId}, ${signature.kind}, ${signature.textVersion}, ${signature.textHash}, ${signature.at})`);
export const withdrawSignature = (tx: Tx, cityId: string, personId: string, kind: string, at: Date): Promise<number> =>
  run(tx, sql`update workers.signature set withdrawn_at = ${at} where city_id = ${cityId} and person_id = ${personId} and kind = ${kind} and withdrawn_at is null`);

export const sealedIdentity = (tx: Tx, cityId: string, workerId: string, today: string): Promise<{ id: string; numberEncrypted: string; numberMasked: string; bornOn: string | null } | undefined> => maybe(tx, sql<{ id: string; numberEncrypted: string; numberMasked: string; bornOn: string | null }>`
  select id, number_encrypted, number_masked, born_on from workers.paper where city_id = ${cityId} and worker_id = ${workerId} and kind = 'identity' and state = 'verified' and valid_until >= ${today}::date order by submitted_at desc, id desc limit 1`);

/** A check found against her outweighs what an earlier paper of the kind said. */
export const refuseOthers = (tx: Tx, cityId: string, about: { workerId: string; kind: string; by: string; at: Date }): Promise<number> => run(tx, sql`
  update workers.paper set state = 'refused', state_reason = '新的核查结果不符合', verified_by = ${about.by}, verified_at = ${about.at} where city_id = ${cityId} and worker_id = ${about.workerId} and kind = ${about.kind} and state in ('submitted', 'verified')`);
