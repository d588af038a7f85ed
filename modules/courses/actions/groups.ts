import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds, refuseAccess } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { seal, unseal } from '../../../kernel/crypto.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { actingPersonId, tellPeople } from '../../accounts/index.ts';
import { workerOf, workerOfActor } from '../../workers/index.ts';
import { groupNames } from '../rules/names.ts';
import { isPerson } from '../store/cohorts.ts';
import * as store from '../store/groups.ts';
import { no, onlyOperator, pageOf, placeOf, yes } from './views.ts';

type Courses = typeof contract.courses;
type Group = OutputOf<Courses['openGroup']>;
type Meeting = OutputOf<Courses['callMeeting']>;
const MOST_MEMBERS = 50;
const cityTime = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const myWorkerId = async (ctx: Ctx): Promise<string | null> => (holds(ctx.actor, 'worker') && ctx.actor.kind === 'person' ? (await workerOfActor(ctx)).id : null);
const isDesk = (ctx: Ctx): boolean => holds(ctx.actor, ['operator', 'trainer']);
const leads = (ctx: Ctx, row: store.GroupRow): boolean => ctx.actor.personId !== null && (row.leaderPersonId === ctx.actor.personId || row.counsellorId === ctx.actor.personId);

const groupView = (ctx: Ctx, row: store.GroupRow): Group => {
  const over = row.closedAt !== null ? no('小组已经结束', 'The group is over') : null;
  return {
    groupId: row.id, kind: row.kind, kindName: groupNames[row.kind], name: row.name, nativePlace: row.nativePlace, words: row.words, leaderId: row.leaderId, leaderName: row.leaderName, counsellorId: row.counsellorId, counsellorName: row.counsellorName, memberCount: row.memberCount, isOver: row.closedAt !== null,
    nextMeetingAt: row.nextMeetingAt?.toISOString() ?? null, isMember: row.isMember,
    can: {
      join: over ?? (!holds(ctx.actor, 'worker') ? no('只有家政员可以加入', 'For workers') : row.isMember ? no('已经加入', 'Is a member') : row.memberCount >= MOST_MEMBERS ? no('已满', 'Is full') : yes), callMeeting: over ?? (leads(ctx, row) || isDesk(ctx) ? yes : no('由组长或辅导老师发起', 'By leader or counsellor')),
      readNotes: leads(ctx, row) && ctx.actor.kind === 'person' ? yes : no('只有组长和辅导老师能看', 'Only leader and counsellor'), setPeople: onlyOperator(ctx, over ?? yes),
    },
  };
};
const rowOf = async (ctx: Ctx, groupId: string): Promise<store.GroupRow> => (await store.findGroup(ctx.tx, ctx.cityId, groupId, await myWorkerId(ctx), ctx.now)) ?? refuse('courses.group_unknown');
const lockLive = async (ctx: Ctx, groupId: string): Promise<store.GroupRow> => {
  await store.lockGroup(ctx.tx, ctx.cityId, groupId);
  const row = await rowOf(ctx, groupId);
  return row.closedAt === null ? row : refuse('courses.group_over');
};

export const listGroups = async (ctx: Ctx, { kind, nativePlace, isMine }: ParsedOf<Courses['listGroups']>): Promise<OutputOf<Courses['listGroups']>> => ({
  items: (await store.listGroups(ctx.tx, ctx.cityId, { kind: kind ?? null, nativePlace: nativePlace?.trim() || null, isMine: isMine === 'true', workerId: await myWorkerId(ctx), personId: ctx.actor.personId, now: ctx.now })).map((row) => groupView(ctx, row)),
});
const demandPeople = async (ctx: Ctx, leaderId: string | null, counsellorId: string | null): Promise<void> => {
  if (leaderId !== null) await workerOf(ctx, leaderId);
  if (counsellorId !== null && !(await isPerson(ctx.tx, ctx.cityId, counsellorId))) refuse('courses.counsellor_unknown', {}, 'counsellorId');
};
export const openGroup = async (ctx: Ctx, { leaderId, counsellorId, ...input }: ParsedOf<Courses['openGroup']>): Promise<Group> => {
  if (input.kind === 'fellowTownsmen' && input.nativePlace === '') refuse('courses.native_place_missing', {}, 'nativePlace');
  await demandPeople(ctx, leaderId ?? null, counsellorId ?? null);
  const id = ctx.newId('grp');
  await store.insertGroup(ctx.tx, ctx.cityId, { ...input, id, leaderId: leaderId ?? null, counsellorId: counsellorId ?? null, at: ctx.now });
  if (leaderId !== undefined) await store.addMember(ctx.tx, ctx.cityId, { groupId: id, workerId: leaderId, contact: '', at: ctx.now });
  return groupView(ctx, await rowOf(ctx, id));
};
export const setGroupPeople = async (ctx: Ctx, { groupId, leaderId, counsellorId }: ParsedOf<Courses['setGroupPeople']>): Promise<Group> => {
  await lockLive(ctx, groupId);
  await demandPeople(ctx, leaderId, counsellorId);
  await store.setPeople(ctx.tx, ctx.cityId, groupId, { leaderId, counsellorId });
  if (leaderId !== null) await store.addMember(ctx.tx, ctx.cityId, { groupId, workerId: leaderId, contact: '', at: ctx.now });
  return groupView(ctx, await rowOf(ctx, groupId));
};
export const closeGroup = async (ctx: Ctx, { groupId }: { groupId: string }): Promise<Group> => {
  await store.closeGroup(ctx.tx, ctx.cityId, groupId, ctx.now);
  return groupView(ctx, await rowOf(ctx, groupId));
};
export const joinGroup = async (ctx: Ctx, { groupId, contact }: ParsedOf<Courses['joinGroup']>): Promise<Group> => {
  const { id, personId } = await workerOfActor(ctx);
  const row = await lockLive(ctx, groupId);
  if (!row.isMember && row.memberCount >= MOST_MEMBERS) refuse('courses.group_full', { count: MOST_MEMBERS });
  if (await store.addMember(ctx.tx, ctx.cityId, { groupId, workerId: id, contact, at: ctx.now })) await ctx.emit('course.changed', { what: 'group', subjectId: groupId, workerId: id, personIds: [personId] });
  return groupView(ctx, await rowOf(ctx, groupId));
};
export const leaveGroup = async (ctx: Ctx, { groupId }: { groupId: string }): Promise<{ ok: true }> => {
  const { id } = await workerOfActor(ctx);
  await store.lockGroup(ctx.tx, ctx.cityId, groupId);
  const row = await rowOf(ctx, groupId);
  if (row.leaderId === id && row.closedAt === null) refuse('courses.leader_stays');
  await store.removeMember(ctx.tx, ctx.cityId, groupId, id);
  return { ok: true };
};

const meetingView = (row: store.MeetingRow): Meeting => ({ meetingId: row.id, groupId: row.groupId, startAt: row.startsAt.toISOString(), minutes: row.minutes, place: row.place, topic: row.topic, isCounselling: row.isCounselling, isCancelled: row.cancelledAt !== null });
/** Who is neither in the group nor looks after it reads nothing of it: a group of peers is nobody's list. */
export const groupPage = async (ctx: Ctx, { groupId }: { groupId: string }): Promise<OutputOf<Courses['groupPage']>> => {
  const row = await rowOf(ctx, groupId);
  if (!row.isMember && !leads(ctx, row) && !isDesk(ctx)) refuse('courses.group_unknown');
  const isInside = row.isMember || leads(ctx, row);
  return {
    ...groupView(ctx, row), members: (await store.membersOf(ctx.tx, ctx.cityId, groupId)).map(({ workerId, name, contact, joinedAt }) => ({ workerId, name, isLeader: workerId === row.leaderId, contact: isInside ? contact : '', joinedAt: joinedAt.toISOString() })),
    meetings: (await store.meetingsOf(ctx.tx, ctx.cityId, groupId)).map(meetingView),
  };
};
export const callMeeting = async (ctx: Ctx, { groupId, startAt, ...input }: ParsedOf<Courses['callMeeting']>): Promise<Meeting> => {
  const row = await lockLive(ctx, groupId);
  if (!leads(ctx, row) && !isDesk(ctx)) refuse('courses.group_unknown');
  const startsAt = new Date(startAt);
  if (startsAt <= ctx.now) refuse('courses.meeting_past', {}, 'startAt');
  const meeting = { ...input, id: ctx.newId('mtg'), groupId, startsAt };
  await store.insertMeeting(ctx.tx, ctx.cityId, meeting);
  const members = await store.membersOf(ctx.tx, ctx.cityId, groupId);
  await tellPeople(ctx, members.map(({ personId }) => ({ personId, template: 'meetingCalled' as const, params: { group: row.name, time: cityTime(startsAt), place: input.place } })));
  await ctx.emit('course.changed', { what: 'group', subjectId: groupId, workerId: null, personIds: members.map(({ personId }) => personId) });
  return meetingView({ ...meeting, cancelledAt: null });
};
export const cancelMeeting = async (ctx: Ctx, { meetingId }: { meetingId: string }): Promise<Meeting> => {
  const meeting = (await store.findMeeting(ctx.tx, ctx.cityId, meetingId)) ?? refuse('courses.meeting_unknown');
  const row = await rowOf(ctx, meeting.groupId);
  if (!leads(ctx, row) && !isDesk(ctx)) refuse('courses.meeting_unknown');
  if (meeting.startsAt <= ctx.now) refuse('courses.meeting_past');
  // Twice at once tells members once: who comes second changes nothing.
  if ((await store.cancelMeeting(ctx.tx, ctx.cityId, meetingId, ctx.now)) === 0) return meetingView({ ...meeting, cancelledAt: meeting.cancelledAt ?? ctx.now });
  const members = await store.membersOf(ctx.tx, ctx.cityId, row.id);
  await tellPeople(ctx, members.map(({ personId }) => ({ personId, template: 'meetingCancelled' as const, params: { group: row.name, time: cityTime(meeting.startsAt), place: meeting.place } })));
  await ctx.emit('course.changed', { what: 'group', subjectId: row.id, workerId: null, personIds: members.map(({ personId }) => personId) });
  return meetingView({ ...meeting, cancelledAt: ctx.now });
};

const sealedFor = (groupId: string, noteId: string): string => `group-note:${groupId}:${noteId}`;
/** Refuses `courses.notes_closed` to everybody but the leader and the counsellor of this moment: no role of the desk opens them, nor does the system. */
const demandConfidant = async (ctx: Ctx, groupId: string): Promise<store.GroupRow> => {
  actingPersonId(ctx);
  const row = await rowOf(ctx, groupId);
  return leads(ctx, row) ? row : refuse('courses.notes_closed');
};
export const writeGroupNote = async (ctx: Ctx, { groupId, meetingId, words }: ParsedOf<Courses['writeGroupNote']>): Promise<OutputOf<Courses['writeGroupNote']>> => {
  await demandConfidant(ctx, groupId);
  if (meetingId !== undefined && (await store.findMeeting(ctx.tx, ctx.cityId, meetingId))?.groupId !== groupId) refuse('courses.meeting_unknown', {}, 'meetingId');
  const noteId = ctx.newId('gnt');
  await store.insertNote(ctx.tx, ctx.cityId, { id: noteId, groupId, meetingId: meetingId ?? null, wordsSealed: seal(ctx.settings.secret, words, sealedFor(groupId, noteId)), at: ctx.now, byId: actingPersonId(ctx), byName: ctx.actor.name });
  return { noteId, at: ctx.now.toISOString() };
};
/** Opens the notes; that it was done is written down in the same transaction. */
export const readGroupNotes = async (ctx: Ctx, { groupId, why }: ParsedOf<Courses['readGroupNotes']>): Promise<OutputOf<Courses['readGroupNotes']>> => {
  await demandConfidant(ctx, groupId);
  const notes = await store.notesOf(ctx.tx, ctx.cityId, groupId);
  await store.insertRead(ctx.tx, ctx.cityId, { id: ctx.newId('gnr'), groupId, readerId: actingPersonId(ctx), readerName: ctx.actor.name, why, notes: notes.length, at: ctx.now });
  return { items: notes.map(({ id, wordsSealed, at, byName }) => ({ noteId: id, at: at.toISOString(), byName, words: unseal(ctx.settings.secret, wordsSealed, sealedFor(groupId, id)) })) };
};
export const groupNoteReads = async (ctx: Ctx, { groupId, cursor, limit }: ParsedOf<Courses['groupNoteReads']>): Promise<OutputOf<Courses['groupNoteReads']>> => {
  const row = await rowOf(ctx, groupId);
  if (!row.isMember && !leads(ctx, row) && !holds(ctx.actor, 'auditor')) refuseAccess(ctx.actor, ['auditor']);
  const rows = await store.readsOf(ctx.tx, ctx.cityId, groupId, placeOf(cursor), limit + 1);
  return pageOf(rows, limit, ({ id, readerName, why, notes, at }) => ({ readId: id, readerName, why, notes, at: at.toISOString() }), (one) => `${one.at.toISOString()} ${one.id}`);
};
