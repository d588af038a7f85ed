import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';

export type PairRow = { id: string; mentorId: string; mentorName: string; traineeId: string; traineeName: string; madeAt: Date; madeByName: string; endedAt: Date | null; endWords: string; sessionCount: number; minutes: number };
const pairColumns = sql`m.id, m.mentor_id, pm.name as mentor_name, m.trainee_id, pt.name as trainee_name, m.made_at, m.made_by_name, m.ended_at, m.end_words,
  (select count(*) from training.coached_session s where s.city_id = m.city_id and s.pair_id = m.id and s.state = 'confirmed')::int as session_count,
  (select coalesce(sum(minutes), 0) from training.coached_session s where s.city_id = m.city_id and s.pair_id = m.id and s.state = 'confirmed')::int as minutes`;
const pairRows = sql`training.mentor_pair m join workers.worker wm on wm.city_id = m.city_id and wm.id = m.mentor_id join accounts.person pm on pm.city_id = wm.city_id and pm.id = wm.person_id
  join workers.worker wt on wt.city_id = m.city_id and wt.id = m.trainee_id join accounts.person pt on pt.city_id = wt.city_id and pt.id = wt.person_id`;
export const insertPair = (tx: Tx, cityId: string, p: { id: string; mentorId: string; traineeId: string; madeAt: Date; madeByName: string }): Promise<number> => run(tx, sql`
  insert into training.mentor_pair (city_id, id, mentor_id, trainee_id, made_at, made_by_name) values (${cityId}, ${p.id}, ${p.mentorId}, ${p.traineeId}, ${p.madeAt}, ${p.madeByName})`);
export const findPair = (tx: Tx, cityId: string, id: string): Promise<PairRow | undefined> => maybe(tx, sql<PairRow>`select ${pairColumns} from ${pairRows} where m.city_id = ${cityId} and m.id = ${id}`);
export const lockPair = async (tx: Tx, cityId: string, id: string): Promise<PairRow | undefined> => {
  await run(tx, sql`select id from training.mentor_pair where city_id = ${cityId} and id = ${id} for update`);
  return findPair(tx, cityId, id);
};
export const countTrainees = async (tx: Tx, cityId: string, mentorId: string): Promise<number> => (await maybe<{ n: number }>(tx, sql`select count(*)::int as n from training.mentor_pair where city_id = ${cityId} and mentor_id = ${mentorId} and ended_at is null`))!.n;
export const endPair = (tx: Tx, cityId: string, id: string, words: string, at: Date): Promise<number> => run(tx, sql`update training.mentor_pair set ended_at = ${at}, end_words = ${words} where city_id = ${cityId} and id = ${id}`);
export const pairsWhere = (tx: Tx, cityId: string, wish: { workerId: string | null; isLive: boolean | null; before: { at: Date; id: string } | null; limit: number }): Promise<PairRow[]> => many(tx, sql<PairRow>`
  select ${pairColumns} from ${pairRows} where m.city_id = ${cityId} and (${wish.workerId}::text is null or m.mentor_id = ${wish.workerId} or m.trainee_id = ${wish.workerId}) and (${wish.isLive}::boolean is null or (m.ended_at is null) = ${wish.isLive})
    and (${wish.before === null} or (m.made_at, m.id) < (${wish.before?.at ?? null}::timestamptz, ${wish.before?.id ?? ''}))
  order by m.made_at desc, m.id desc limit ${wish.limit}`);

export type SessionRow = {
  id: string; pairId: string; mentorId: string; mentorName: string; traineeId: string; traineeName: string; day: string; minutes: number; about: string; recordedAt: Date; state: 'waiting' | 'confirmed' | 'refused'; answeredAt: Date | null; answerWords: string;
};
const sessionColumns = sql`s.id, s.pair_id, s.mentor_id, pm.name as mentor_name, s.trainee_id, pt.name as trainee_name, s.day, s.minutes, s.about, s.recorded_at, s.state, s.answered_at, s.answer_words`;
const sessionRows = sql`training.coached_session s join workers.worker wm on wm.city_id = s.city_id and wm.id = s.mentor_id join accounts.person pm on pm.city_id = wm.city_id and pm.id = wm.person_id
  join workers.worker wt on wt.city_id = s.city_id and wt.id = s.trainee_id join accounts.person pt on pt.city_id = wt.city_id and pt.id = wt.person_id`;
export const insertSession = (tx: Tx, cityId: string, s: { id: string; pairId: string; mentorId: string; traineeId: string; day: string; minutes: number; about: string; recordedAt: Date }): Promise<number> => run(tx, sql`
  insert into training.coached_session (city_id, id, pair_id, mentor_id, trainee_id, day, minutes, about, recorded_at) values (${cityId}, ${s.id}, ${s.pairId}, ${s.mentorId}, ${s.traineeId}, ${s.day}::date, ${s.minutes}, ${s.about}, ${s.recordedAt})`);
export const findSession = (tx: Tx, cityId: string, id: string): Promise<SessionRow | undefined> => maybe(tx, sql<SessionRow>`select ${sessionColumns} from ${sessionRows} where s.city_id = ${cityId} and s.id = ${id}`);
export const lockSession = async (tx: Tx, cityId: string, id: string): Promise<SessionRow | undefined> => {
  await run(tx, sql`select id from training.coached_session where city_id = ${cityId} and id = ${id} for update`);
  return findSession(tx, cityId, id);
};
export const answerSession = (tx: Tx, cityId: string, id: string, a: { state: 'confirmed' | 'refused'; words: string; at: Date }): Promise<number> => run(tx, sql`
  update training.coached_session set state = ${a.state}, answer_words = ${a.words}, answered_at = ${a.at} where city_id = ${cityId} and id = ${id} and state = 'waiting'`);
export const sessionsOf = (tx: Tx, cityId: string, workerId: string): Promise<SessionRow[]> => many(tx, sql<SessionRow>`
  select ${sessionColumns} from ${sessionRows} where s.city_id = ${cityId} and (s.mentor_id = ${workerId} or s.trainee_id = ${workerId}) order by s.day desc, s.id desc limit 100`);
