import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type NationalRow = {
  id: string; workerId: string; occupation: string; trade: string; level: number; issuer: string; numberMasked: string; issuedOn: string; verifyUrl: string; state: 'submitted' | 'verified' | 'refused'; stateWords: string;
};
const columns = sql`id, worker_id, occupation, trade, level, issuer, number_masked, issued_on, verify_url, state, state_words`;
export const insertNational = (tx: Tx, cityId: string, n: NationalRow & { numberSealed: string; numberIndex: string; submittedAt: Date; judgedByName: string | null }): Promise<number> => run(tx, sql`
  insert into training.national_certificate (city_id, id, worker_id, occupation, trade, level, issuer, number_sealed, number_masked, number_index, issued_on, verify_url, state, submitted_at, judged_by_name, judged_at)
  values (${cityId}, ${n.id}, ${n.workerId}, ${n.occupation}, ${n.trade}, ${n.level}, ${n.issuer}, ${n.numberSealed}, ${n.numberMasked}, ${n.numberIndex}, ${n.issuedOn}::date, ${n.verifyUrl}, ${n.state}, ${n.submittedAt}, ${n.judgedByName},
    ${n.judgedByName === null ? null : n.submittedAt})`);
export const nationalsOf = (tx: Tx, cityId: string, workerId: string): Promise<NationalRow[]> => many(tx, sql<NationalRow>`select ${columns} from training.national_certificate where city_id = ${cityId} and worker_id = ${workerId} order by submitted_at desc, id desc`);
export const lockNational = (tx: Tx, cityId: string, id: string): Promise<NationalRow | undefined> => maybe(tx, sql<NationalRow>`select ${columns} from training.national_certificate where city_id = ${cityId} and id = ${id} for update`);
export const judgeNational = (tx: Tx, cityId: string, id: string, j: { state: 'verified' | 'refused'; words: string; byName: string; at: Date }): Promise<number> => run(tx, sql`
  update training.national_certificate set state = ${j.state}, state_words = ${j.words}, judged_by_name = ${j.byName}, judged_at = ${j.at} where city_id = ${cityId} and id = ${id}`);
export type HandedInRow = NationalRow & { workerName: string; submittedAt: Date; judgedByName: string | null; judgedAt: Date | null };
/** Of a state, after a place in its list: those to be judged with the longest waiting first, all others newest first. */
export const listNationals = (tx: Tx, cityId: string, wish: { state: NationalRow['state']; after: { at: Date; id: string } | null; limit: number }): Promise<HandedInRow[]> => {
  const isQueue = wish.state === 'submitted', at = wish.after?.at ?? null, id = wish.after?.id ?? '';
  return many(tx, sql<HandedInRow>`
    select n.id, n.worker_id, n.occupation, n.trade, n.level, n.issuer, n.number_masked, n.issued_on, n.verify_url, n.state, n.state_words, p.name as worker_name, n.submitted_at, n.judged_by_name, n.judged_at
    from training.national_certificate n join workers.worker w on w.city_id = n.city_id and w.id = n.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id
    where n.city_id = ${cityId} and n.state = ${wish.state} and (${wish.after === null} or (${isQueue} and (n.submitted_at, n.id) > (${at}::timestamptz, ${id})) or (not ${isQueue} and (n.submitted_at, n.id) < (${at}::timestamptz, ${id})))
    order by ${isQueue ? sql`n.submitted_at, n.id` : sql`n.submitted_at desc, n.id desc`} limit ${wish.limit}`);
};
