import type { groupKinds } from '@linli/contract';
import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type GroupRow = { id: string; kind: (typeof groupKinds)[number]; name: string; nativePlace: string; words: string; leaderId: string | null; leaderName: string | null; leaderPersonId: string | null; counsellorId: string | null; counsellorName: string | null; memberCount: number; closedAt: Date | null; nextMeetingAt: Date | null; isMember: boolean };
const groups = (cityId: string, workerId: string | null, now: Date) => sql<GroupRow>`select g.id, g.kind, g.name, g.native_place, g.words, g.leader_id, lp.name as leader_name, lp.id as leader_person_id, g.counsellor_id, c.name as counsellor_name, g.member_count, g.closed_at,
  (select min(m.starts_at) from courses.group_meeting m where m.city_id = g.city_id and m.group_id = g.id and m.cancelled_at is null and m.starts_at > ${now}::timestamptz) as next_meeting_at,
  exists (select from courses.group_member b where b.city_id = g.city_id and b.group_id = g.id and b.worker_id = ${workerId}::text) as is_member
  from courses.learner_group g left join workers.worker l on l.city_id = g.city_id and l.id = g.leader_id left join accounts.person lp on lp.city_id = l.city_id and lp.id = l.person_id left join accounts.person c on c.city_id = g.city_id and c.id = g.counsellor_id where g.city_id = ${cityId}`;
export const findGroup = (tx: Tx, cityId: string, id: string, workerId: string | null, now: Date): Promise<GroupRow | undefined> => maybe(tx, sql<GroupRow>`${groups(cityId, workerId, now)} and g.id = ${id}`);
export const lockGroup = async (tx: Tx, cityId: string, id: string): Promise<void> => { await run(tx, sql`select id from courses.learner_group where city_id = ${cityId} and id = ${id} for update`); };
export const listGroups = (tx: Tx, cityId: string, wish: { kind: string | null; nativePlace: string | null; isMine: boolean; workerId: string | null; personId: string | null; now: Date }): Promise<GroupRow[]> => many(tx, sql<GroupRow>`
  ${groups(cityId, wish.workerId, wish.now)} and (${wish.kind}::text is null or g.kind = ${wish.kind}) and (${wish.nativePlace}::text is null or g.native_place like ${`%${(wish.nativePlace ?? '').replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`})
    and (g.closed_at is null or ${wish.isMine}) and (not ${wish.isMine}::boolean or g.counsellor_id = ${wish.personId} or exists (select from courses.group_member b where b.city_id = g.city_id and b.group_id = g.id and b.worker_id = ${wish.workerId}::text)) order by g.name, g.id limit 300`);
export const insertGroup = (tx: Tx, cityId: string, g: Pick<GroupRow, 'id' | 'kind' | 'name' | 'nativePlace' | 'words' | 'leaderId' | 'counsellorId'> & { at: Date }): Promise<number> => run(tx, sql`
  insert into courses.learner_group (city_id, id, kind, name, native_place, words, leader_id, counsellor_id, opened_at) values (${cityId}, ${g.id}, ${g.kind}, ${g.name}, ${g.nativePlace}, ${g.words}, ${g.leaderId}, ${g.counsellorId}, ${g.at})`);
export const setPeople = (tx: Tx, cityId: string, id: string, who: { leaderId: string | null; counsellorId: string | null }): Promise<number> => run(tx, sql`update courses.learner_group set leader_id = ${who.leaderId}, counsellor_id = ${who.counsellorId} where city_id = ${cityId} and id = ${id}`);
export const closeGroup = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update courses.learner_group set closed_at = coalesce(closed_at, ${at}::timestamptz) where city_id = ${cityId} and id = ${id}`);
/** Answers whether she was new. Joining again changes how the others reach her. */
export const addMember = async (tx: Tx, cityId: string, m: { groupId: string; workerId: string; contact: string; at: Date }): Promise<boolean> => {
  const { isNew } = await one<{ isNew: boolean }>(tx, sql`insert into courses.group_member (city_id, group_id, worker_id, contact, joined_at) values (${cityId}, ${m.groupId}, ${m.workerId}, ${m.contact}, ${m.at}) on conflict (city_id, group_id, worker_id) do update set contact = excluded.contact returning xmax = 0 as is_new`);
  if (isNew) await run(tx, sql`update courses.learner_group set member_count = member_count + 1 where city_id = ${cityId} and id = ${m.groupId}`);
  return isNew;
};
export const removeMember = async (tx: Tx, cityId: string, groupId: string, workerId: string): Promise<void> => {
  const gone = await run(tx, sql`delete from courses.group_member where city_id = ${cityId} and group_id = ${groupId} and worker_id = ${workerId}`);
  if (gone > 0) await run(tx, sql`update courses.learner_group set member_count = member_count - 1 where city_id = ${cityId} and id = ${groupId}`);
};
export type MemberRow = { workerId: string; personId: string; name: string; contact: string; joinedAt: Date };
export const membersOf = (tx: Tx, cityId: string, groupId: string): Promise<MemberRow[]> => many(tx, sql<MemberRow>`
  select b.worker_id, p.id as person_id, p.name, b.contact, b.joined_at from courses.group_member b join workers.worker w on w.city_id = b.city_id and w.id = b.worker_id join accounts.person p on p.city_id = w.city_id and p.id = w.person_id where b.city_id = ${cityId} and b.group_id = ${groupId} order by b.joined_at, b.worker_id`);

export type MeetingRow = { id: string; groupId: string; startsAt: Date; minutes: number; place: string; topic: string; isCounselling: boolean; cancelledAt: Date | null };
const meetings = sql`select id, group_id, starts_at, minutes, place, topic, is_counselling, cancelled_at from courses.group_meeting`;
export const meetingsOf = (tx: Tx, cityId: string, groupId: string): Promise<MeetingRow[]> => many(tx, sql<MeetingRow>`${meetings} where city_id = ${cityId} and group_id = ${groupId} order by starts_at desc limit 100`);
export const findMeeting = (tx: Tx, cityId: string, id: string): Promise<MeetingRow | undefined> => maybe(tx, sql<MeetingRow>`${meetings} where city_id = ${cityId} and id = ${id}`);
export const insertMeeting = (tx: Tx, cityId: string, m: Omit<MeetingRow, 'cancelledAt'>): Promise<number> => run(tx, sql`
  insert into courses.group_meeting (city_id, id, group_id, starts_at, minutes, place, topic, is_counselling) values (${cityId}, ${m.id}, ${m.groupId}, ${m.startsAt}, ${m.minutes}, ${m.place}, ${m.topic}, ${m.isCounselling})`);
/** Answers 0 where it was cancelled before. */
export const cancelMeeting = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update courses.group_meeting set cancelled_at = ${at} where city_id = ${cityId} and id = ${id} and cancelled_at is null`);

export type NoteRow = { id: string; wordsSealed: string; at: Date; byName: string };
export const insertNote = (tx: Tx, cityId: string, n: { id: string; groupId: string; meetingId: string | null; wordsSealed: string; at: Date; byId: string; byName: string }): Promise<number> => run(tx, sql`
  insert into courses.group_note (city_id, id, group_id, meeting_id, words_sealed, at, by_id, by_name) values (${cityId}, ${n.id}, ${n.groupId}, ${n.meetingId}, ${n.wordsSealed}, ${n.at}, ${n.byId}, ${n.byName})`);
export const notesOf = (tx: Tx, cityId: string, groupId: string): Promise<NoteRow[]> => many(tx, sql<NoteRow>`select id, words_sealed, at, by_name from courses.group_note where city_id = ${cityId} and group_id = ${groupId} order by at desc, id desc limit 200`);
export type ReadRow = { id: string; readerName: string; why: string; notes: number; at: Date };
export const insertRead = (tx: Tx, cityId: string, r: ReadRow & { groupId: string; readerId: string }): Promise<number> => run(tx, sql`
  insert into courses.group_note_read (city_id, id, group_id, reader_id, reader_name, why, notes, at) values (${cityId}, ${r.id}, ${r.groupId}, ${r.readerId}, ${r.readerName}, ${r.why}, ${r.notes}, ${r.at})`);
export const readsOf = (tx: Tx, cityId: string, groupId: string, before: { at: string; id: string } | null, limit: number): Promise<ReadRow[]> => many(tx, sql<ReadRow>`
  select id, reader_name, why, notes, at from courses.group_note_read where city_id = ${cityId} and group_id = ${groupId} and (${before === null} or (at, id) < (${before?.at ?? '2000-01-01T00:00:00Z'}::timestamptz, ${before?.id ?? ''})) order by at desc, id desc limit ${limit}`);
