import { many, one, sql, type Tx } from '../../../kernel/database.ts';
import type { LeafKind } from '../rules/records.ts';
import type { LeafRow } from './log.ts';

export const leavesByRef = (tx: Tx, cityId: string, kind: LeafKind, refs: readonly string[]): Promise<LeafRow[]> => many(tx, sql<LeafRow>`
  select index, kind, ref, body, hash, at from training.log_leaf where city_id = ${cityId} and kind = ${kind} and ref = any(${refs}::text[])`);

/** Records and leaves by kind: each leaf has its record and each record its leaf. */
export const countByKind = (tx: Tx, cityId: string): Promise<{ kind: LeafKind; leaves: number; records: number }[]> => many(tx, sql<{ kind: LeafKind; leaves: number; records: number }>`
  select k.kind, (select count(*) from training.log_leaf l where l.city_id = ${cityId} and l.kind = k.kind)::int as leaves,
    case k.kind when 'certificate' then (select count(*) from training.certificate where city_id = ${cityId}) when 'revocation' then (select count(*) from training.certificate where city_id = ${cityId} and revoked_at is not null)
      when 'service' then (select count(*) from training.service_record where city_id = ${cityId}) when 'retraining' then (select count(*) from training.retraining where city_id = ${cityId})
      else (select count(*) + count(retired_at) from training.signing_key where city_id = ${cityId}) end::int as records
  from unnest(array['key', 'certificate', 'retraining', 'revocation', 'service']) as k(kind)`);

export type RetrainingRow = { id: string; number: string; evidenceKind: string; evidenceId: string; at: Date; nextBy: string | null };
export const retrainingsById = (tx: Tx, cityId: string, after: string, limit: number): Promise<RetrainingRow[]> => many(tx, sql<RetrainingRow>`
  select r.id, c.number, r.evidence_kind, r.evidence_id, r.at, r.next_by from training.retraining r join training.certificate c on c.city_id = r.city_id and c.id = r.certificate_id where r.city_id = ${cityId} and r.id > ${after} order by r.id limit ${limit}`);

/** Sessions that are confirmed outside of their pair's life, or pairs that are their own mentor. */
export const countMentorFaults = (tx: Tx, cityId: string): Promise<{ looked: number; faults: number }> => one(tx, sql<{ looked: number; faults: number }>`
  select count(*)::int as looked, count(*) filter (where s.mentor_id <> m.mentor_id or s.trainee_id <> m.trainee_id or (s.state = 'waiting') <> (s.answered_at is null))::int as faults
  from training.coached_session s join training.mentor_pair m on m.city_id = s.city_id and m.id = s.pair_id where s.city_id = ${cityId}`);
