import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { OrderedRetraining } from '../rules/admission.ts';
import type { ConductKind } from '../rules/conduct.ts';
import type { careKinds } from '@linli/contract';

export type ConductRow = {
  id: string; workerId: string; workerName: string; kind: ConductKind; reason: string; evidence: string; amountFen: number | null; at: Date; untilAt: Date | null; byId: string | null; byName: string; state: 'standing' | 'done' | 'lifted'; endedAt: Date | null; certificateKind: string | null; endWords: string;
  appealState: 'open' | 'accepted' | 'rejected' | null; appealWords: string; appealedAt: Date | null; decidedAt: Date | null; decisionWords: string;
};
const rows = sql`select c.id, c.worker_id, p.name as worker_name, c.kind, c.reason, c.evidence, c.amount_fen, c.at, c.until_at, c.by_id, c.by_name, c.state, c.ended_at, c.certificate_kind, c.end_words, c.appeal_state, c.appeal_words, c.appealed_at, c.decided_at, c.decision_words
  from workers.conduct c join workers.worker w on w.city_id = c.city_id and w.id = c.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id`;
export const conductOf = (tx: Tx, cityId: string, workerId: string): Promise<ConductRow[]> => many(tx, sql<ConductRow>`${rows} where c.city_id = ${cityId} and c.worker_id = ${workerId} order by c.at desc, c.id desc limit 200`);
export const findConduct = (tx: Tx, cityId: string, id: string): Promise<ConductRow | undefined> => maybe(tx, sql<ConductRow>`${rows} where c.city_id = ${cityId} and c.id = ${id} for update of c`);
/** Open appeals, the longest waiting first; decided ones, the latest first. */
export const appealsIn = (tx: Tx, cityId: string, state: 'open' | 'accepted' | 'rejected'): Promise<ConductRow[]> => many(tx, sql<ConductRow>`${rows} where c.city_id = ${cityId} and c.appeal_state = ${state} order by ${state === 'open' ? sql`c.appealed_at, c.id` : sql`c.decided_at desc, c.id`} limit 200`);
export const insertConduct = (tx: Tx, cityId: string, c: { id: string; workerId: string; kind: string; reason: string; evidence: string; amountFen: number | null; at: Date; untilAt: Date | null; byId: string | null; byName: string; state: string; certificateKind: string | null }): Promise<number> => run(tx, sql`
  insert into workers.conduct (city_id, id, worker_id, kind, reason, evidence, amount_fen, at, until_at, by_id, by_name, state, certificate_kind)
  values (${cityId}, ${c.id}, ${c.workerId}, ${c.kind}, ${c.reason}, ${c.evidence}, ${c.amountFen}, ${c.at}, ${c.untilAt}, ${c.byId}, ${c.byName}, ${c.state}, ${c.certificateKind})`);
/** Ends a step that stands; lifting also takes back one that has run its time. Answers 0 where there is nothing to end. */
export const endConduct = (tx: Tx, cityId: string, id: string, state: 'done' | 'lifted', at: Date, words: string): Promise<number> => run(tx, sql`
  update workers.conduct set state = ${state}, ended_at = coalesce(ended_at, ${at}::timestamptz), end_words = coalesce(nullif(${words}, ''), end_words) where city_id = ${cityId} and id = ${id} and ${state === 'lifted' ? sql`state <> 'lifted'` : sql`state = 'standing'`}`);
export const appealConduct = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`update workers.conduct set appeal_state = 'open', appeal_words = ${words}, appealed_at = ${at} where city_id = ${cityId} and id = ${id} and appeal_state is null`);
export const decideConduct = (tx: Tx, cityId: string, id: string, d: { isAccepted: boolean; words: string; by: string | null; at: Date }): Promise<number> => run(tx, sql`
  update workers.conduct set appeal_state = ${d.isAccepted ? 'accepted' : 'rejected'}, decision_words = ${d.words}, decided_by = ${d.by}, decided_at = ${d.at} where city_id = ${cityId} and id = ${id}`);
/** Steps of some kinds that stand against a worker, newest first. */
export const standingOf = (tx: Tx, cityId: string, workerId: string, kinds: readonly ConductKind[]): Promise<ConductRow[]> => many(tx, sql<ConductRow>`
  ${rows} where c.city_id = ${cityId} and c.worker_id = ${workerId} and c.kind = any(${kinds}::text[]) and c.state = 'standing' order by c.at desc, c.id desc`);

export type RetrainingRow = OrderedRetraining & { workerId: string };
/** Ordered retrainings of workers that are not done yet, the oldest first. */
export const retrainingsOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<RetrainingRow[]> => many(tx, sql<RetrainingRow>`
  select worker_id, id as conduct_id, certificate_kind, reason, by_name, at from workers.conduct where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) and kind = 'retrain' and state = 'standing' order by at, id`);
export type CareRow = { id: string; kind: (typeof careKinds)[number]; words: string; amountFen: number; givenOn: string; byName: string };
export const careOf = (tx: Tx, cityId: string, workerId: string): Promise<CareRow[]> => many(tx, sql<CareRow>`select id, kind, words, amount_fen, given_on, by_name from workers.care_record where city_id = ${cityId} and worker_id = ${workerId} order by given_on desc, id desc limit 200`);
export const insertCare = (tx: Tx, cityId: string, care: CareRow & { workerId: string; at: Date }): Promise<number> => run(tx, sql`
  insert into workers.care_record (city_id, id, worker_id, kind, words, amount_fen, given_on, by_name, at) values (${cityId}, ${care.id}, ${care.workerId}, ${care.kind}, ${care.words}, ${care.amountFen}, ${care.givenOn}::date, ${care.byName}, ${care.at})`);
