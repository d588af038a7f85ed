import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { ClaimKind, ClaimState, DocumentKind } from '../rules/insurance.ts';

export type ClaimRow = {
  id: string; no: string; kind: ClaimKind; orderId: string | null; coverId: string | null; policyId: string | null; policyNo: string; insurer: string; insurerNo: string | null; workerId: string; workerName: string; householdId: string | null; reporterId: string | null; happenedAt: Date; reportedAt: Date; reportBy: Date; lateReason: string;
  description: string; askedFen: number; limitFen: number; deductibleFen: number; state: ClaimState; decidedFen: number | null; decisionWords: string; advancedFen: number; recoveredFen: number; paidFen: number | null; attempts: number;
};
const columns = sql`l.id, l.no, l.kind, l.order_id, l.cover_id, l.policy_id, l.policy_no, l.insurer, l.insurer_no, l.worker_id, p.name as worker_name, l.household_id, l.reporter_id, l.happened_at, l.reported_at, l.report_by, l.late_reason, l.description, l.asked_fen, l.limit_fen, l.deductible_fen, l.state, l.decided_fen, l.decision_words,
  l.advanced_fen, l.recovered_fen, l.paid_fen, l.attempts`;
const from = sql`benefits.insurance_claim l join workers.worker w on w.city_id = l.city_id and w.id = l.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;

export const findClaim = (tx: Tx, cityId: string, id: string): Promise<ClaimRow | undefined> => maybe(tx, sql`select ${columns} from ${from} where l.city_id = ${cityId} and l.id = ${id}`);
export const lockClaim = async (tx: Tx, cityId: string, id: string): Promise<ClaimRow> => {
  await one(tx, sql`select id from benefits.insurance_claim where city_id = ${cityId} and id = ${id} for update`);
  return (await findClaim(tx, cityId, id))!;
};
export const claimOfEvent = (tx: Tx, cityId: string, c: Pick<ClaimRow, 'policyNo' | 'workerId' | 'kind' | 'happenedAt'>): Promise<{ no: string } | undefined> => maybe(tx, sql`
  select no from benefits.insurance_claim where city_id = ${cityId} and policy_no = ${c.policyNo} and worker_id = ${c.workerId} and kind = ${c.kind} and happened_at = ${c.happenedAt}`);
export type NewClaim = Omit<ClaimRow, 'workerName' | 'insurerNo' | 'state' | 'decidedFen' | 'decisionWords' | 'advancedFen' | 'recoveredFen' | 'paidFen' | 'attempts'>;
export const addClaim = (tx: Tx, cityId: string, c: NewClaim): Promise<number> => run(tx, sql`
  insert into benefits.insurance_claim (city_id, id, no, kind, order_id, cover_id, policy_id, policy_no, insurer, worker_id, household_id, reporter_id, happened_at, reported_at, report_by, late_reason, description, asked_fen, limit_fen, deductible_fen, state)
  values (${cityId}, ${c.id}, ${c.no}, ${c.kind}, ${c.orderId}, ${c.coverId}, ${c.policyId}, ${c.policyNo}, ${c.insurer}, ${c.workerId}, ${c.householdId}, ${c.reporterId}, ${c.happenedAt}, ${c.reportedAt}, ${c.reportBy}, ${c.lateReason}, ${c.description}, ${c.askedFen}, ${c.limitFen}, ${c.deductibleFen}, 'reported')`);
export const noteReport = (tx: Tx, cityId: string, id: string, insurerNo: string | null): Promise<number> => run(tx, sql`update benefits.insurance_claim set insurer_no = coalesce(${insurerNo}, insurer_no), attempts = attempts + 1 where city_id = ${cityId} and id = ${id}`);
export const setState = (tx: Tx, cityId: string, id: string, state: ClaimState): Promise<number> => run(tx, sql`update benefits.insurance_claim set state = ${state} where city_id = ${cityId} and id = ${id}`);
export const addAdvance = (tx: Tx, cityId: string, id: string, amountFen: number): Promise<number> => run(tx, sql`update benefits.insurance_claim set advanced_fen = advanced_fen + ${amountFen} where city_id = ${cityId} and id = ${id}`);
export const decide = (tx: Tx, cityId: string, id: string, d: { state: 'accepted' | 'refused'; amountFen: number; words: string; by: string; at: Date }): Promise<number> => run(tx, sql`
  update benefits.insurance_claim set state = ${d.state}, decided_fen = ${d.amountFen}, decision_words = ${d.words}, decided_by = ${d.by}, decided_at = ${d.at} where city_id = ${cityId} and id = ${id}`);
export const markPaid = (tx: Tx, cityId: string, id: string, p: { paidFen: number; recoveredFen: number; at: Date }): Promise<number> => run(tx, sql`update benefits.insurance_claim set state = 'paid', paid_fen = ${p.paidFen}, recovered_fen = ${p.recoveredFen}, paid_at = ${p.at} where city_id = ${cityId} and id = ${id}`);

/** Newest first; `own`: those that somebody reported, or that are of the household or the worker. */
export const listClaimRows = (tx: Tx, cityId: string, { state, own, cursor, limit }: { state: string | undefined; own: { personId: string; householdId: string | null; workerId: string | null } | null; cursor: string | undefined; limit: number }): Promise<ClaimRow[]> => many(tx, sql`
  select ${columns} from ${from} where l.city_id = ${cityId} ${state === undefined ? sql`` : sql`and l.state = ${state}`}
    ${own === null ? sql`` : sql`and (l.reporter_id = ${own.personId} or l.household_id = ${own.householdId} or l.worker_id = ${own.workerId})`}
    ${cursor === undefined ? sql`` : sql`and (l.reported_at, l.id) < (select c.reported_at, c.id from benefits.insurance_claim c where c.city_id = ${cityId} and c.id = ${cursor})`}
  order by l.reported_at desc, l.id desc limit ${limit}`);

export type DocumentRow = { claimId: string; kind: DocumentKind; note: string; photoId: string | null; byName: string; at: Date };
export const addDocument = (tx: Tx, cityId: string, id: string, d: DocumentRow): Promise<number> => run(tx, sql`
  insert into benefits.claim_document (city_id, id, claim_id, kind, note, photo_id, by_name, at) values (${cityId}, ${id}, ${d.claimId}, ${d.kind}, ${d.note}, ${d.photoId}, ${d.byName}, ${d.at})`);
export const documentsOf = (tx: Tx, cityId: string, claimIds: readonly string[]): Promise<DocumentRow[]> => many(tx, sql`
  select claim_id, kind, note, photo_id, by_name, at from benefits.claim_document where city_id = ${cityId} and claim_id = any(${claimIds as string[]}::text[]) order by at, id`);
export const workerOfPerson = async (tx: Tx, cityId: string, personId: string): Promise<string | null> => (await maybe<{ id: string }>(tx, sql`select id from workers.worker where city_id = ${cityId} and person_id = ${personId}`))?.id ?? null;
