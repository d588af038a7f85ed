import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Verdict } from '../rules/admission.ts';
import type { ConductKind } from '../rules/conduct.ts';
import type { careKinds } from '@linli/contract';

export type ConductRow = {
  id: string; workerId: string; workerName: string; kind: ConductKind; reason: string; evidence: string; amountFen: number | null; at: Date; untilAt: Date | null; byId: string | null; byName: string; state: 'standing' | 'done' | 'lifted'; endedAt: Date | null;
  appealState: 'open' | 'accepted' | 'rejected' | null; appealWords: string; appealedAt: Date | null; decidedAt: Date | null; decisionWords: string;
};
const rows = sql`select c.id, c.worker_id, p.name as worker_name, c.kind, c.reason, c.evidence, c.amount_fen, c.at, c.until_at, c.by_id, c.by_name, c.state, c.ended_at, c.appeal_state, c.appeal_words, c.appealed_at, c.decided_at, c.decision_words
  from workers.conduct c join workers.worker w on w.city_id = c.city_id and w.id = c.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;
export const conductOf = (tx: Tx, cityId: string, workerId: string): Promise<ConductRow[]> => many(tx, sql<ConductRow>`${rows} where c.city_id = ${cityId} and c.worker_id = ${workerId} order by c.at desc, c.id desc limit 200`);
export const findConduct = (tx: Tx, cityId: string, id: string): Promise<ConductRow | undefined> => maybe(tx, sql<ConductRow>`${rows} where c.city_id = ${cityId} and c.id = ${id} for update of c`);
export const openAppeals = (tx: Tx, cityId: string): Promise<ConductRow[]> => many(tx, sql<ConductRow>`${rows} where c.city_id = ${cityId} and c.appeal_state = 'open' order by c.appealed_at, c.id limit 200`);
export const insertConduct = (tx: Tx, cityId: string, c: { id: string; workerId: string; kind: string; reason: string; evidence: string; amountFen: number | null; at: Date; untilAt: Date | null; byId: string | null; byName: string; state: string }): Promise<number> => run(tx, sql`
  insert into workers.conduct (city_id, id, worker_id, kind, reason, evidence, amount_fen, at, until_at, by_id, by_name, state)
  values (${cityId}, ${c.id}, ${c.workerId}, ${c.kind}, ${c.reason}, ${c.evidence}, ${c.amountFen}, ${c.at}, ${c.untilAt}, ${c.byId}, ${c.byName}, ${c.state})`);
export const endConduct = (tx: Tx, cityId: string, id: string, state: 'done' | 'lifted', at: Date): Promise<number> => run(tx, sql`update workers.conduct set state = ${state}, ended_at = ${at} where city_id = ${cityId} and id = ${id} and state = 'standing'`);
export const appealConduct = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`update workers.conduct set appeal_state = 'open', appeal_words = ${words}, appealed_at = ${at} where city_id = ${cityId} and id = ${id} and appeal_state is null`);
export const decideConduct = (tx: Tx, cityId: string, id: string, d: { isAccepted: boolean; words: string; by: string | null; at: Date }): Promise<number> => run(tx, sql`
  update workers.conduct set appeal_state = ${d.isAccepted ? 'accepted' : 'rejected'}, decision_words = ${d.words}, decided_by = ${d.by}, decided_at = ${d.at} where city_id = ${cityId} and id = ${id}`);
/** Other suspensions of the worker that still stand. */
export const otherSuspensions = async (tx: Tx, cityId: string, workerId: string, exceptId: string): Promise<number> => (await many(tx, sql`select 1 from workers.conduct where city_id = ${cityId} and worker_id = ${workerId} and id <> ${exceptId} and kind in ('suspend', 'remove') and state = 'standing'`)).length;

/** The verdict that stood before the one in force. */
export const verdictBefore = (tx: Tx, cityId: string, workerId: string, code: string): Promise<Verdict | undefined> => maybe(tx, sql<Verdict>`
  select code, state, evidence_kind, evidence_id, evidence_hash, words, verified_by, valid_from, valid_until from workers.admission_check
  where city_id = ${cityId} and worker_id = ${workerId} and code = ${code} and superseded_at is not null order by superseded_at desc, at desc, id desc limit 1`);

export type CareRow = { id: string; kind: (typeof careKinds)[number]; words: string; amountFen: number; givenOn: string; byName: string };
export const careOf = (tx: Tx, cityId: string, workerId: string): Promise<CareRow[]> => many(tx, sql<CareRow>`select id, kind, words, amount_fen, given_on, by_name from workers.care_record where city_id = ${cityId} and worker_id = ${workerId} order by given_on desc, id desc limit 200`);
export const insertCare = (tx: Tx, cityId: string, care: CareRow & { workerId: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.care_record (city_id, id, worker_id, kind, words, amount_fen, given_on, by_name, at) values (${cityId}, ${care.id}, ${care.workerId}, ${care.kind}, ${care.words}, ${care.amountFen}, ${care.givenOn}::date, ${care.byName}, ${care.at})`);
