import type { checklistLevels } from '@linli/contract';
import { many, run, sql, type Tx } from '../../../kernel/database.ts';
import type { AttendanceState } from '../rules/attendance.ts';

export type KnownMark = { id: string; sessionId: string; workerId: string; what: string };
/** Marks by the phones' ids, of either kind, with what each says. */
export const knownMarks = (tx: Tx, cityId: string, ids: readonly string[]): Promise<KnownMark[]> => many(tx, sql<KnownMark>`
  select id, session_id, worker_id, state as what from courses.attendance_mark where city_id = ${cityId} and id = any(${ids}::text[])
  union all select id, session_id, worker_id, code || ' ' || level as what from courses.checklist_mark where city_id = ${cityId} and id = any(${ids}::text[])`);

export type NewMark = { id: string; sessionId: string; workerId: string; state: AttendanceState; minutes: number; words: string; saidAt: Date; receivedAt: Date; byId: string | null; byName: string; isOlder: boolean };
export const insertMark = (tx: Tx, cityId: string, m: NewMark): Promise<number> => run(tx, sql`
  insert into courses.attendance_mark (city_id, id, session_id, worker_id, state, minutes, words, said_at, received_at, by_id, by_name, is_older)
  values (${cityId}, ${m.id}, ${m.sessionId}, ${m.workerId}, ${m.state}, ${m.minutes}, ${m.words}, ${m.saidAt}, ${m.receivedAt}, ${m.byId}, ${m.byName}, ${m.isOlder}) on conflict do nothing`);
/** The seat as the latest mark says it, and what follows for the session's count and for all she ever attended. */
export const applyMark = async (tx: Tx, cityId: string, m: NewMark, before: { state: string; minutes: number }, endsAt: Date): Promise<void> => {
  await run(tx, sql`update courses.seat set state = ${m.state}, minutes = ${m.minutes}, words = ${m.words}, said_at = ${m.saidAt}, marked_at = ${m.receivedAt}, marked_by_name = ${m.byName} where city_id = ${cityId} and session_id = ${m.sessionId} and worker_id = ${m.workerId}`);
  await run(tx, sql`update courses.session set marked = marked + ${Number(before.state === 'expected')}::int, attended = attended + ${Number(m.minutes > 0) - Number(before.minutes > 0)}::int where city_id = ${cityId} and id = ${m.sessionId}`);
  await run(tx, sql`insert into courses.learner (city_id, worker_id, first_enrolled_at) values (${cityId}, ${m.workerId}, ${m.receivedAt}) on conflict do nothing`);
  await run(tx, sql`
    update courses.learner set attended_minutes = attended_minutes + ${m.minutes - before.minutes}::int, sessions_attended = sessions_attended + ${Number(m.minutes > 0) - Number(before.minutes > 0)}::int,
      last_attended_at = case when ${m.minutes > 0} then greatest(last_attended_at, ${endsAt}::timestamptz) else last_attended_at end where city_id = ${cityId} and worker_id = ${m.workerId}`);
};
/** Takes what was attended in a session that was called off after all out of everybody's sums. */
export const forgetAttendance = (tx: Tx, cityId: string, sessionId: string): Promise<number> => run(tx, sql`
  update courses.learner l set attended_minutes = l.attended_minutes - x.minutes, sessions_attended = l.sessions_attended - 1 from courses.seat x
  where l.city_id = ${cityId} and x.city_id = l.city_id and x.session_id = ${sessionId} and x.worker_id = l.worker_id and x.minutes > 0 and x.is_live`);

export type ItemRow = { sessionId: string; workerId: string; module: string; code: string; itemWords: string; level: (typeof checklistLevels)[number]; words: string; byName: string; at: Date };
export const insertItem = (tx: Tx, cityId: string, m: Omit<ItemRow, 'at'> & { id: string; saidAt: Date; receivedAt: Date; byId: string | null }): Promise<number> => run(tx, sql`
  insert into courses.checklist_mark (city_id, id, session_id, worker_id, module, code, item_words, level, words, said_at, received_at, by_id, by_name)
  values (${cityId}, ${m.id}, ${m.sessionId}, ${m.workerId}, ${m.module}, ${m.code}, ${m.itemWords}, ${m.level}, ${m.words}, ${m.saidAt}, ${m.receivedAt}, ${m.byId}, ${m.byName}) on conflict do nothing`);
const item = sql`session_id, worker_id, module, code, item_words, level, words, by_name, said_at as at`;
/** The latest word on each item of each learner in these sessions. */
export const itemsOf = (tx: Tx, cityId: string, sessionIds: readonly string[]): Promise<ItemRow[]> => many(tx, sql<ItemRow>`
  select distinct on (session_id, worker_id, code) ${item} from courses.checklist_mark where city_id = ${cityId} and session_id = any(${sessionIds}::text[]) order by session_id, worker_id, code, said_at desc, received_at desc`);
/** The latest word on each item of a learner, over all sessions. */
export const itemsOfWorker = (tx: Tx, cityId: string, workerId: string): Promise<ItemRow[]> => many(tx, sql<ItemRow>`
  select distinct on (module, code) ${item} from courses.checklist_mark where city_id = ${cityId} and worker_id = ${workerId} order by module, code, said_at desc, received_at desc`);
