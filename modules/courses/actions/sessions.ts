import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { tellPeople } from '../../accounts/index.ts';
import { workersOf } from '../../workers/index.ts';
import { checklistFor } from '../rules/checklists.ts';
import { dayAfter, instantOf, weekdayOf } from '../rules/cohorts.ts';
import { costNames } from '../rules/names.ts';
import { layPlan } from '../rules/plan.ts';
import { forgetAttendance, itemsOf } from '../store/attendance.ts';
import { findCourse, type CohortRow } from '../store/cohorts.ts';
import { liveIn } from '../store/enrolments.ts';
import * as store from '../store/sessions.ts';
import { demandRoom, demandTrainer, lockOpenCohort } from './cohorts.ts';
import { refuseTaken } from './enrolments.ts';
import { demandModules } from './modules.ts';
import { lockLearners } from './seats.ts';
import { roomView, sessionView, sheetView, type RoomView, type SessionView, type SheetView } from './views.ts';

type Courses = typeof contract.courses;
const DAY_MS = 86_400_000;
const SHORTEST_MS = 15 * 60_000;
const LONGEST_MS = 8 * 3_600_000;
const cityTime = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

export const listRooms = async (ctx: Ctx, { kind }: ParsedOf<Courses['listRooms']>): Promise<OutputOf<Courses['listRooms']>> => ({ items: (await store.listRooms(ctx.tx, ctx.cityId, kind ?? null)).map(roomView) });
const roomOf = async (ctx: Ctx, roomId: string): Promise<RoomView> => roomView((await store.findRoom(ctx.tx, ctx.cityId, roomId)) ?? refuse('courses.room_unknown'));
export const saveRoom = async (ctx: Ctx, { roomId, ...room }: ParsedOf<Courses['saveRoom']>): Promise<RoomView> => {
  const id = roomId === undefined ? ctx.newId('room') : (await roomOf(ctx, roomId)).roomId;
  await store.saveRoom(ctx.tx, ctx.cityId, { ...room, id, lon: room.lon ?? null, lat: room.lat ?? null });
  return roomOf(ctx, id);
};
export const recordRoomCost = async (ctx: Ctx, { roomId, ...cost }: ParsedOf<Courses['recordRoomCost']>): Promise<RoomView> => {
  await roomOf(ctx, roomId);
  await store.insertCost(ctx.tx, ctx.cityId, { ...cost, id: ctx.newId('cost'), roomId, at: ctx.now, byName: ctx.actor.name });
  return roomOf(ctx, roomId);
};
export const roomCosts = async (ctx: Ctx, { roomId }: { roomId: string }): Promise<OutputOf<Courses['roomCosts']>> => {
  const { spentFen } = await roomOf(ctx, roomId);
  return { items: (await store.costsOf(ctx.tx, ctx.cityId, roomId)).map((cost) => ({ costId: cost.id, day: cost.day, kind: cost.kind, kindName: costNames[cost.kind], amountFen: cost.amountFen, words: cost.words, byName: cost.byName })), totalFen: spentFen };
};

/** Who teaches or has taught each of these learners in a class, as person ids; who was never taught stands there with an empty set. */
export const teachersOf = async (ctx: Ctx, workerIds: readonly string[]): Promise<Map<string, Set<string>>> => {
  const found = new Map(workerIds.map((id) => [id, new Set<string>()]));
  for (const { workerId, trainerId } of workerIds.length === 0 ? [] : await store.taught(ctx.tx, ctx.cityId, [...new Set(workerIds)])) found.get(workerId)!.add(trainerId);
  return found;
};

const FEWEST_WORKSHOPS = 2;
/** The timetable, and the practice points that have too little in a week of it. */
export const listSessions = async (ctx: Ctx, { from, days, ...wish }: ParsedOf<Courses['listSessions']>): Promise<OutputOf<Courses['listSessions']>> => {
  const trainerId = wish.isMine === 'true' ? ctx.actor.personId ?? '' : wish.trainerId ?? null;
  const rows = await store.sessionsIn(ctx.tx, ctx.cityId, { from: instantOf(from, '00:00'), until: instantOf(dayAfter(from, days), '00:00'), cohortId: wish.cohortId ?? null, roomId: wish.roomId ?? null, trainerId, limit: 2000 });
  const isWhole = wish.cohortId === undefined && trainerId === null;
  const weeks = isWhole ? await store.workshopWeeks(ctx.tx, ctx.cityId, dayAfter(from, 1 - weekdayOf(from)), dayAfter(from, days - 1)) : [];
  return {
    items: rows.map((row) => sessionView(ctx, row)),
    weekWarnings: weeks.filter(({ roomId, sessions }) => sessions < FEWEST_WORKSHOPS && (wish.roomId === undefined || wish.roomId === roomId)).map((week) => ({
      ...week, words: { zh: `${week.weekFrom} 这一周只有 ${week.sessions} 场实操，建议每周 2 到 3 场`, en: `${week.sessions} workshops in the week of ${week.weekFrom}; two to three are advised` },
    })),
  };
};

/** Whether a session lies within its cohort and over one day. */
const areTimesRight = (ctx: Ctx, startAt: Date, endAt: Date, cohort: Pick<CohortRow, 'startsOn' | 'endsOn'> | null): boolean => {
  const long = endAt.getTime() - startAt.getTime();
  const day = cityDay(startAt);
  return startAt > ctx.now && long >= SHORTEST_MS && long <= LONGEST_MS && cityDay(new Date(endAt.getTime() - 1)) === day && (cohort === null || (day >= cohort.startsOn && day <= cohort.endsOn));
};

type Wished = Omit<store.NewSession, 'id'> & { id?: string };
/**
 * Puts a session into the timetable and seats its learners, whose time the caller holds. Says who or what stands in the way; two that come for a room or
 * a trainer at the same moment are told apart by the database. Refuses `courses.trainer_unknown`.
 */
export const put = async (ctx: Ctx, wished: Wished, learners: readonly { workerId: string; enrolmentId: string | null }[]): Promise<string> => {
  const id = wished.id ?? ctx.newId('ses');
  const trainer = await demandTrainer(ctx, wished.trainerId);
  const room = wished.roomId === null ? null : (await store.findRoom(ctx.tx, ctx.cityId, wished.roomId))!;
  const refuseRoom = (at: Date): never => refuse('courses.room_taken', { name: room!.name, at: cityTime(at) }, 'roomId');
  const refuseTrainer = (at: Date): never => refuse('courses.trainer_taken', { name: trainer.name, at: cityTime(at) }, 'trainerId');
  const clash = await store.clashOf(ctx.tx, ctx.cityId, { ...wished, exceptId: id });
  if (clash) (clash.kind === 'room' ? refuseRoom : refuseTrainer)(clash.startsAt);
  try {
    await (wished.id === undefined ? store.insertSession : store.moveSession)(ctx.tx, ctx.cityId, { ...wished, id });
  } catch (error) {
    if (isConflict(error, 'room_in_one_use')) refuseRoom(wished.startsAt);
    if (isConflict(error, 'trainer_in_one_place')) refuseTrainer(wished.startsAt);
    throw error;
  }
  const taken = await store.learnerClash(ctx.tx, ctx.cityId, learners.map(({ workerId }) => workerId), [id]);
  if (taken) await refuseTaken(ctx, taken);
  if (wished.id === undefined) await store.insertSeats(ctx.tx, ctx.cityId, learners, [id]);
  else await store.moveSeats(ctx.tx, ctx.cityId, id);
  return id;
};

const seated = async (ctx: Ctx, cohortId: string): Promise<{ workerId: string; enrolmentId: string }[]> => {
  const learners = (await liveIn(ctx.tx, ctx.cityId, cohortId)).filter(({ state }) => state === 'enrolled').map(({ id, workerId }) => ({ workerId, enrolmentId: id }));
  await lockLearners(ctx, learners.map(({ workerId }) => workerId));
  return learners;
};
const viewOf = async (ctx: Ctx, sessionId: string): Promise<SessionView> => sessionView(ctx, (await store.findSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('courses.session_unknown'));
const tellSession = (ctx: Ctx, sessionId: string, personIds: string[]): Promise<void> => ctx.emit('course.changed', { what: 'session', subjectId: sessionId, workerId: null, personIds });

export const addSession = async (ctx: Ctx, input: ParsedOf<Courses['addSession']>): Promise<SessionView> => {
  const cohort = await lockOpenCohort(ctx, input.cohortId);
  const [startsAt, endsAt] = [new Date(input.startAt), new Date(input.endAt)];
  if (!areTimesRight(ctx, startsAt, endsAt, cohort)) refuse('courses.session_times_wrong', {}, 'startAt');
  await demandModules(ctx, [input.module], 'module');
  const roomId = input.roomId ?? (input.kind === 'live' ? null : cohort.roomId);
  if (roomId === null && input.kind !== 'live') refuse('courses.room_missing', {}, 'roomId');
  if (roomId !== null) await demandRoom(ctx, roomId, cohort.seats);
  const trainerId = input.trainerId ?? cohort.trainerId ?? refuse('courses.trainer_missing', {}, 'trainerId');
  const id = await put(ctx, {
    cohortId: cohort.id, liveSlotId: null, slotDay: null, kind: input.kind, module: input.module, title: input.title, startsAt, endsAt, roomId, trainerId, watchUrl: input.watchUrl ?? null, checklist: input.checklist ?? (input.kind === 'simulation' ? checklistFor(input.module) : []),
  }, await seated(ctx, cohort.id));
  await tellSession(ctx, id, [trainerId]);
  return viewOf(ctx, id);
};

/** Lays the course's plan over the cohort's days. All of it, or nothing with the first thing that stands in the way. */
export const planCohort = async (ctx: Ctx, { cohortId, from, weekdays, minutesPerDay }: ParsedOf<Courses['planCohort']>): Promise<OutputOf<Courses['planCohort']>> => {
  const cohort = await lockOpenCohort(ctx, cohortId);
  const course = (await findCourse(ctx.tx, ctx.cityId, cohort.courseId))!;
  if (course.plan.length === 0) refuse('courses.plan_empty');
  if ((await store.plannedOf(ctx.tx, ctx.cityId, cohortId, null)).length > 0) refuse('courses.planned_already');
  const trainerId = cohort.trainerId ?? refuse('courses.trainer_missing', {}, 'trainerId');
  if (cohort.roomId === null && course.plan.some(({ kind }) => kind !== 'live')) refuse('courses.room_missing', {}, 'roomId');
  if (cohort.roomId !== null) await demandRoom(ctx, cohort.roomId, cohort.seats);
  const { sessions, leftMinutes } = layPlan(course.plan, { startsOn: cohort.startsOn, endsOn: cohort.endsOn, notBefore: ctx.now, from, weekdays, minutesPerDay });
  if (leftMinutes > 0) refuse('courses.plan_too_long', { count: leftMinutes });
  const learners = await seated(ctx, cohortId);
  for (const { startAt, endAt, ...line } of sessions) {
    await put(ctx, {
      ...line, cohortId, liveSlotId: null, slotDay: null, startsAt: startAt, endsAt: endAt, roomId: line.kind === 'live' ? null : cohort.roomId, trainerId, watchUrl: null, checklist: line.kind === 'simulation' ? checklistFor(line.module) : [],
    }, learners);
  }
  await tellSession(ctx, cohortId, [trainerId]);
  return { items: (await store.plannedOf(ctx.tx, ctx.cityId, cohortId, null)).map((row) => sessionView(ctx, row)) };
};

/** Refuses `courses.session_unknown`, and `courses.session_over` once it has begun. */
export const lockComing = async (ctx: Ctx, sessionId: string): Promise<store.SessionRow> => {
  const row = (await store.lockSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('courses.session_unknown');
  if (row.state === 'cancelled' || row.startsAt <= ctx.now) refuse('courses.session_over');
  return row;
};
const tellLearners = async (ctx: Ctx, row: store.SessionRow, what: string): Promise<string[]> => {
  const seats = await store.seatsOf(ctx.tx, ctx.cityId, [row.id]);
  const people = [...(await workersOf(ctx, seats.map(({ workerId }) => workerId))).values()].map(({ personId }) => personId);
  await tellPeople(ctx, people.map((personId) => ({ personId, template: 'lessonChanged' as const, params: { course: row.title, what } })));
  return people;
};

export const moveSession = async (ctx: Ctx, { sessionId, ...change }: ParsedOf<Courses['moveSession']>): Promise<SessionView> => {
  // The cohort is held before its session, as by everybody who gives seats.
  const { cohortId } = (await store.findSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('courses.session_unknown');
  const cohort = cohortId === null ? null : await lockOpenCohort(ctx, cohortId);
  const row = await lockComing(ctx, sessionId);
  const startsAt = change.startAt === undefined ? row.startsAt : new Date(change.startAt);
  const endsAt = change.endAt !== undefined ? new Date(change.endAt) : new Date(startsAt.getTime() + row.endsAt.getTime() - row.startsAt.getTime());
  if (!areTimesRight(ctx, startsAt, endsAt, cohort)) refuse('courses.session_times_wrong', {}, 'startAt');
  if (change.roomId !== undefined) await demandRoom(ctx, change.roomId, cohort?.seats ?? 1);
  const learners = (await store.seatsOf(ctx.tx, ctx.cityId, [sessionId])).map(({ workerId }) => ({ workerId, enrolmentId: null }));
  await lockLearners(ctx, learners.map(({ workerId }) => workerId));
  await put(ctx, { ...row, id: sessionId, slotDay: null, startsAt, endsAt, roomId: change.roomId ?? row.roomId, trainerId: change.trainerId ?? row.trainerId }, learners);
  const people = await tellLearners(ctx, row, `${cityTime(row.startsAt)} → ${cityTime(startsAt)}`);
  await tellSession(ctx, sessionId, [...people, row.trainerId, change.trainerId ?? row.trainerId]);
  return viewOf(ctx, sessionId);
};
export const cancelSession = async (ctx: Ctx, { sessionId, reason }: ParsedOf<Courses['cancelSession']>): Promise<SessionView> => {
  const row = await lockComing(ctx, sessionId);
  await forgetAttendance(ctx.tx, ctx.cityId, sessionId);
  await store.cancelSession(ctx.tx, ctx.cityId, sessionId, reason);
  await tellSession(ctx, sessionId, [...await tellLearners(ctx, row, `${cityTime(row.startsAt)} ${reason}`), row.trainerId]);
  return viewOf(ctx, sessionId);
};

const sheets = async (ctx: Ctx, rows: readonly store.SessionRow[]): Promise<SheetView[]> => {
  const ids = rows.map(({ id }) => id);
  const [seats, items] = [await store.seatsOf(ctx.tx, ctx.cityId, ids), await itemsOf(ctx.tx, ctx.cityId, ids)];
  return rows.map((row) => sheetView(ctx, row, seats, items));
};
export const getSession = async (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<SheetView> => (await sheets(ctx, [(await store.findSession(ctx.tx, ctx.cityId, sessionId)) ?? refuse('courses.session_unknown')]))[0]!;
/** Everything a trainer's phone should keep: what may still be marked, and what comes next. */
export const mySheets = async (ctx: Ctx): Promise<OutputOf<Courses['mySheets']>> => {
  const rows = await store.sessionsIn(ctx.tx, ctx.cityId, { from: new Date(ctx.now.getTime() - 4 * DAY_MS), until: new Date(ctx.now.getTime() + 2 * DAY_MS), cohortId: null, roomId: null, trainerId: ctx.actor.personId ?? '', limit: 100 });
  return { items: await sheets(ctx, rows.filter(({ state }) => state === 'planned')), now: ctx.now.toISOString() };
};
export const unmarkedSessions = async (ctx: Ctx, { cursor, limit }: ParsedOf<Courses['unmarkedSessions']>): Promise<OutputOf<Courses['unmarkedSessions']>> => {
  const rows = await store.unmarked(ctx.tx, ctx.cityId, { trainerId: holds(ctx.actor, 'operator') ? null : ctx.actor.personId ?? '', endedFrom: new Date(ctx.now.getTime() - 3 * DAY_MS), endedBy: ctx.now, after: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => sessionView(ctx, row)), nextCursor: last ? `${last.endsAt.toISOString()} ${last.id}` : null };
};
