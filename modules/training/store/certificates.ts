import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type RevokeReason = 'forgedEvidence' | 'issuedInError' | 'misconduct' | 'ownWish' | 'keyLost';
export type CertificateRow = {
  id: string; number: string; workerId: string; kind: string; titleZh: string; titleEn: string; evidenceKind: 'attempt' | 'practical' | 'national' | 'record'; evidenceId: string; evidenceWords: string; issuedAt: Date; validUntil: string | null; issuedByName: string;
  keyId: string; token: string; statusIndex: number; leafIndex: number; retrainBy: string | null; retrainWhy: 'time' | 'reviews' | null; retrainedAt: Date | null; warnedDays: number | null; revokedAt: Date | null; revokeReason: RevokeReason | null; revokeWords: string;
};
const columns = sql`c.id, c.number, c.worker_id, c.kind, c.title_zh, c.title_en, c.evidence_kind, c.evidence_id, c.evidence_words, c.issued_at, c.valid_until, c.issued_by_name, c.key_id, c.token, c.status_index, c.leaf_index, c.retrain_by, c.retrain_why, c.retrained_at,
  c.warned_days, c.revoked_at, c.revoke_reason, c.revoke_words`;
type New = Omit<CertificateRow, 'retrainedAt' | 'warnedDays' | 'revokedAt' | 'revokeReason' | 'revokeWords' | 'retrainWhy'> & { issuedBy: string | null };

export const insertCertificate = (tx: Tx, cityId: string, c: New): Promise<number> => run(tx, sql`
  insert into training.certificate (city_id, id, number, worker_id, kind, title_zh, title_en, evidence_kind, evidence_id, evidence_words, issued_at, valid_until, issued_by, issued_by_name, key_id, token, status_index, leaf_index, retrain_by, retrain_why)
  values (${cityId}, ${c.id}, ${c.number}, ${c.workerId}, ${c.kind}, ${c.titleZh}, ${c.titleEn}, ${c.evidenceKind}, ${c.evidenceId}, ${c.evidenceWords}, ${c.issuedAt}, ${c.validUntil}::date, ${c.issuedBy}, ${c.issuedByName}, ${c.keyId}, ${c.token},
    ${c.statusIndex}, ${c.leafIndex}, ${c.retrainBy}::date, ${c.retrainBy === null ? null : 'time'})`);

export const findOn = (tx: Tx, cityId: string, e: { workerId: string; kind: string; evidenceKind: string; evidenceId: string }): Promise<CertificateRow | undefined> => maybe(tx, sql<CertificateRow>`
  select ${columns} from training.certificate c where c.city_id = ${cityId} and c.worker_id = ${e.workerId} and c.kind = ${e.kind} and c.evidence_kind = ${e.evidenceKind} and c.evidence_id = ${e.evidenceId}`);
export const findCertificate = (tx: Tx, cityId: string, id: string): Promise<CertificateRow | undefined> => maybe(tx, sql<CertificateRow>`select ${columns} from training.certificate c where c.city_id = ${cityId} and c.id = ${id}`);
export const lockCertificate = (tx: Tx, cityId: string, id: string): Promise<CertificateRow | undefined> => maybe(tx, sql<CertificateRow>`select ${columns} from training.certificate c where c.city_id = ${cityId} and c.id = ${id} for update`);
export const byNumber = (tx: Tx, cityId: string, number: string): Promise<CertificateRow | undefined> => maybe(tx, sql<CertificateRow>`select ${columns} from training.certificate c where c.city_id = ${cityId} and c.number = ${number}`);
export const certificatesById = (tx: Tx, cityId: string, ids: readonly string[]): Promise<CertificateRow[]> => many(tx, sql<CertificateRow>`
  select ${columns} from training.certificate c where c.city_id = ${cityId} and c.id = any(${ids}::text[]) order by c.issued_at desc, c.id desc`);
export const certificatesOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<CertificateRow[]> => many(tx, sql<CertificateRow>`
  select ${columns} from training.certificate c where c.city_id = ${cityId} and c.worker_id = any(${workerIds}::text[]) order by c.worker_id, c.issued_at desc, c.id desc`);

export type NamedRow = CertificateRow & { workerName: string };
const named = sql`training.certificate c join workers.worker w on w.city_id = c.city_id and w.id = c.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;
export type ListWish = { kind: string | null; state: 'valid' | 'expired' | 'revoked' | null; today: string; before: { at: Date; id: string } | null; limit: number };
const states = (today: string) => ({ revoked: sql`c.revoked_at is not null`, expired: sql`(c.revoked_at is null and c.valid_until < ${today}::date)`, valid: sql`(c.revoked_at is null and (c.valid_until is null or c.valid_until >= ${today}::date))` });
/** Newest first. Only what is asked for stands in the question, so that the page is cut on an index before names are looked up. */
export const listCertificates = (tx: Tx, cityId: string, wish: ListWish): Promise<NamedRow[]> => {
  const conditions = [
    sql`c.city_id = ${cityId}`, ...(wish.kind === null ? [] : [sql`c.kind = ${wish.kind}`]), ...(wish.state === null ? [] : [states(wish.today)[wish.state]]),
    ...(wish.before === null ? [] : [sql`(c.issued_at, c.id) < (${wish.before.at}::timestamptz, ${wish.before.id})`]),
  ];
  return many(tx, sql<NamedRow>`
    with c as materialized (select * from training.certificate c where ${sql.join(conditions, sql` and `)} order by c.issued_at desc, c.id desc limit ${sql.lit(wish.limit)})
    select ${columns}, p.name as worker_name from c join workers.worker w on w.city_id = c.city_id and w.id = c.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id order by c.issued_at desc, c.id desc`);
};
/** Certificates to be refreshed between two days, by day. */
export const listRetraining = (tx: Tx, cityId: string, wish: { from: string | null; to: string; after: { day: string; id: string } | null; limit: number }): Promise<NamedRow[]> => many(tx, sql<NamedRow>`
  select ${columns}, p.name as worker_name from ${named} where c.city_id = ${cityId} and c.revoked_at is null and c.retrain_by <= ${wish.to}::date and (${wish.from}::date is null or c.retrain_by >= ${wish.from}::date)
    and (${wish.after === null} or (c.retrain_by, c.id) > (${wish.after?.day ?? null}::date, ${wish.after?.id ?? ''}))
  order by c.retrain_by, c.id limit ${wish.limit}`);

export const revoke = (tx: Tx, cityId: string, id: string, r: { at: Date; by: string | null; reason: RevokeReason; words: string }): Promise<number> => run(tx, sql`
  update training.certificate set revoked_at = ${r.at}, revoked_by = ${r.by}, revoke_reason = ${r.reason}, revoke_words = ${r.words} where city_id = ${cityId} and id = ${id} and revoked_at is null`);
/** Numbers in a status list that are revoked. */
export const revokedIn = async (tx: Tx, cityId: string, from: number, to: number): Promise<number[]> =>
  (await many<{ n: number }>(tx, sql`select status_index as n from training.certificate where city_id = ${cityId} and status_index >= ${from} and status_index < ${to} and revoked_at is not null order by status_index`)).map(({ n }) => n);
/** How many certificates the log has counted, held until the commit: the next one's place in the status lists is this many. */
export const countHeld = async (tx: Tx, cityId: string): Promise<number> => (await maybe<{ n: number }>(tx, sql`select certificates as n from training.log_state where city_id = ${cityId} for update`))?.n ?? 0;
export const mostStatus = async (tx: Tx, cityId: string): Promise<number> => (await maybe<{ n: number | null }>(tx, sql`select max(status_index) as n from training.certificate where city_id = ${cityId}`))?.n ?? -1;

export const setRetraining = (tx: Tx, cityId: string, id: string, to: { by: string | null; why: 'time' | 'reviews' | null; retrainedAt: Date | null }): Promise<number> => run(tx, sql`
  update training.certificate set retrain_by = ${to.by}::date, retrain_why = ${to.why}, retrained_at = coalesce(${to.retrainedAt}::timestamptz, retrained_at), warned_days = null where city_id = ${cityId} and id = ${id}`);
export const noteWarned = (tx: Tx, cityId: string, id: string, days: number): Promise<number> => run(tx, sql`update training.certificate set warned_days = ${days} where city_id = ${cityId} and id = ${id}`);
export const insertRetraining = (tx: Tx, cityId: string, r: { id: string; certificateId: string; evidenceKind: string; evidenceId: string; words: string; at: Date; byName: string; nextBy: string | null }): Promise<number> => run(tx, sql`
  insert into training.retraining (city_id, id, certificate_id, evidence_kind, evidence_id, words, at, by_name, next_by) values (${cityId}, ${r.id}, ${r.certificateId}, ${r.evidenceKind}, ${r.evidenceId}, ${r.words}, ${r.at}, ${r.byName}, ${r.nextBy}::date) on conflict do nothing`);

/** Certificates whose date comes within the days ahead, or went by or ended yesterday: what a day's sweep looks at, by id. */
export const turningOn = (tx: Tx, cityId: string, about: { today: string; yesterday: string; until: string; after: string; limit: number }): Promise<CertificateRow[]> => many(tx, sql<CertificateRow>`
  select ${columns} from training.certificate c where c.city_id = ${cityId} and c.id > ${about.after} and c.revoked_at is null and (c.retrain_by between ${about.today}::date and ${about.until}::date or (c.retrain_by < ${about.today}::date and c.warned_days is distinct from 0) or c.valid_until between ${about.yesterday}::date - 60 and ${about.yesterday}::date)
  order by c.id limit ${about.limit}`);
export const pageById = (tx: Tx, cityId: string, after: string, limit: number): Promise<CertificateRow[]> => many(tx, sql<CertificateRow>`select ${columns} from training.certificate c where c.city_id = ${cityId} and c.id > ${after} order by c.id limit ${limit}`);
/** Certificates that workers have not been told of, or were told otherwise. */
export const countUntold = async (tx: Tx, cityId: string): Promise<number> => (await maybe<{ n: number }>(tx, sql`
  select count(*)::int as n from training.certificate c full join workers.certificate h on h.city_id = c.city_id and h.id = c.id
  where coalesce(c.city_id, h.city_id) = ${cityId} and (c.id is null or h.id is null or h.worker_id <> c.worker_id or h.kind <> c.kind or h.valid_until is distinct from c.valid_until or (h.ended_at is null) <> (c.revoked_at is null))`))!.n;
