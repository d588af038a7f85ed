import { many, maybe, sql, type Tx } from '../../../kernel/database.ts';
import type { HeldCertificate, Proof } from '../rules/certification.ts';

export const certificatesOf = (tx: Tx, cityId: string, workerId: string): Promise<HeldCertificate[]> => many(tx, sql<HeldCertificate>`
  select id as certificate_id, number, kind, issued_at, retrained_at, revoked_at, valid_until, retrain_by from training.certificate where city_id = ${cityId} and worker_id = ${workerId} order by issued_at desc, id desc`);
/** The latest passed attempt of each paper. */
export const passedPapers = (tx: Tx, cityId: string, workerId: string): Promise<(Proof & { paper: string })[]> => many(tx, sql<Proof & { paper: string }>`
  select distinct on (paper) paper, id, score_percent, judged_at as at from exams.attempt where city_id = ${cityId} and worker_id = ${workerId} and state = 'judged' and is_passed order by paper, judged_at desc, id desc`);
/** The latest passed practical of each kind. */
export const passedPracticals = (tx: Tx, cityId: string, workerId: string): Promise<(Proof & { kind: string })[]> => many(tx, sql<Proof & { kind: string }>`
  select distinct on (t.kind) t.kind, o.id, o.score_percent, o.received_at as at from exams.practical_seat t join exams.sign_off o on o.city_id = t.city_id and o.seat_id = t.id where t.city_id = ${cityId} and t.worker_id = ${workerId} and t.state = 'passed' order by t.kind, o.received_at desc, o.id desc`);

type Faults = { looked: number; faults: number };
const count = async (tx: Tx, query: ReturnType<typeof sql<Faults>>): Promise<Faults> => (await maybe<Faults>(tx, query))!;
/** Judged attempts whose counts do not fit their items. */
export const countMisjudged = (tx: Tx, cityId: string): Promise<Faults> => count(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where a.right_count <> i.rights or a.item_count <> i.items or a.is_passed <> (a.right_count * 100 >= a.pass_percent * a.item_count))::int as faults from exams.attempt a
    join lateral (select count(*)::int as items, count(*) filter (where is_right)::int as rights from exams.attempt_item i where i.city_id = a.city_id and i.attempt_id = a.id) i on true where a.city_id = ${cityId} and a.state = 'judged'`);
/** Slots whose count of seats is not that of the seats. */
export const countMiscounted = (tx: Tx, cityId: string): Promise<Faults> => count(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where s.booked <> (select count(*) from exams.practical_seat t where t.city_id = s.city_id and t.slot_id = s.id and t.state <> 'cancelled'))::int as faults from exams.practical_slot s where s.city_id = ${cityId}`);
/** Certificates on an exam or practical of this platform that was not passed, or not by her. */
export const countUnfounded = (tx: Tx, cityId: string): Promise<Faults> => count(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where not case c.evidence_kind
      when 'attempt' then exists (select from exams.attempt a where a.city_id = c.city_id and a.id = c.evidence_id and a.worker_id = c.worker_id and a.is_passed)
      else exists (select from exams.sign_off o join exams.practical_seat t on t.city_id = o.city_id and t.id = o.seat_id where o.city_id = c.city_id and o.id = c.evidence_id and t.worker_id = c.worker_id and t.kind = c.kind and o.is_passed) end)::int as faults
  from training.certificate c where c.city_id = ${cityId} and c.evidence_kind in ('attempt', 'practical')`);
/** Seats that were signed and are not ended as signed, or the other way round. */
export const countUnsigned = (tx: Tx, cityId: string): Promise<Faults> => count(tx, sql<Faults>`
  select count(*)::int as looked, count(*) filter (where (t.state in ('passed', 'failed', 'absent')) <> (o.id is not null) or (t.state = 'passed') <> coalesce(o.is_passed, false) or (t.state = 'absent') <> coalesce(o.is_absent, false))::int as faults
  from exams.practical_seat t left join exams.sign_off o on o.city_id = t.city_id and o.seat_id = t.id where t.city_id = ${cityId}`);
