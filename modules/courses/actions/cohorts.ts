import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { tellPeople } from '../../accounts/index.ts';
import { kindOf } from '../../training/index.ts';
import { workersOf } from '../../workers/index.ts';
import { areDaysRight, closesBy, dayAfter, daysFrom, MARK_HOURS, needsWaiver, outcomeOf, stateOn, USUAL_DAYS } from '../rules/cohorts.ts';
import { cohortNames } from '../rules/names.ts';
import * as store from '../store/cohorts.ts';
import * as enrolments from '../store/enrolments.ts';
import { findPartner } from '../store/partners.ts';
import * as sessions from '../store/sessions.ts';
import { demandModules } from './modules.ts';
import { promote, tellLearned } from './seats.ts';
import { cohortView, courseView, isOver, pageOf, placeOf, type CohortView, type CourseView } from './views.ts';

type Courses = typeof contract.courses;

const seesAll = (ctx: Ctx): boolean => holds(ctx.actor, ['trainer', 'examiner', 'dispatcher', 'agent', 'operator', 'finance', 'auditor']);
export const listCourses = async (ctx: Ctx, { state, module, family, q, cursor, limit }: ParsedOf<Courses['listCourses']>): Promise<OutputOf<Courses['listCourses']>> => {
  const rows = await store.listCourses(ctx.tx, ctx.cityId, { state: seesAll(ctx) ? state ?? null : 'open', module: module ?? null, family: family ?? null, q: q?.trim() || null, afterId: cursor ?? null, limit: limit + 1 });
  return pageOf(rows, limit, (row) => courseView(ctx, row), ({ id }) => id);
};
const courseOf = async (ctx: Ctx, courseId: string) => (await store.findCourse(ctx.tx, ctx.cityId, courseId)) ?? refuse('courses.course_unknown');

/** Refuses `courses.course_unknown`, `courses.module_unknown`, `courses.kind_unknown`, `courses.bearer_wrong`, and `courses.course_too_short` where a standard of fewer than thirty days has no reason. */
export const saveCourse = async (ctx: Ctx, { courseId, ...input }: ParsedOf<Courses['saveCourse']>): Promise<CourseView> => {
  const id = courseId === undefined ? ctx.newId('crs') : (await courseOf(ctx, courseId)).id;
  await demandModules(ctx, [...input.modules, ...input.plan.map(({ module }) => module)], 'modules');
  if (input.certificateKind !== undefined && kindOf(input.certificateKind) === undefined) refuse('courses.kind_unknown', { kind: input.certificateKind }, 'certificateKind');
  // Nobody can bear a price that is none; and what a learner pays is said by the price.
  if (input.costBearer === 'learner' && input.priceFen === 0) refuse('courses.bearer_wrong', {}, 'costBearer');
  // Otherwise a short standard would be the way around the reason every short cohort is asked for.
  const isShort = input.standardDays < USUAL_DAYS;
  if (isShort && input.shortReason === '') refuse('courses.course_too_short', { days: input.standardDays }, 'shortReason');
  await store.saveCourse(ctx.tx, ctx.cityId, { ...input, id, shortReason: isShort ? input.shortReason : '', family: input.family ?? null, modules: [...new Set(input.modules)], certificateKind: input.certificateKind ?? null, savedAt: ctx.now, savedByName: ctx.actor.name });
  return courseView(ctx, await courseOf(ctx, id));
};
export const moveCourse = async (ctx: Ctx, { courseId, state }: ParsedOf<Courses['moveCourse']>): Promise<CourseView> => {
  const row = await courseOf(ctx, courseId);
  if (state === 'open' && row.plan.length === 0) refuse('courses.plan_empty', {}, 'plan');
  await store.moveCourse(ctx.tx, ctx.cityId, courseId, state);
  return courseView(ctx, { ...row, state });
};

export const listCohorts = async (ctx: Ctx, wish: ParsedOf<Courses['listCohorts']>): Promise<OutputOf<Courses['listCohorts']>> => {
  const place = placeOf(wish.cursor);
  const rows = await store.listCohorts(ctx.tx, ctx.cityId, { courseId: wish.courseId ?? null, state: wish.state ?? null, partnerId: wish.partnerId ?? null, before: place && { startsOn: place.at, id: place.id }, limit: wish.limit + 1 });
  return pageOf(rows, wish.limit, (row) => cohortView(ctx, row), (row) => `${row.startsOn} ${row.id}`);
};
export const openCohorts = async (ctx: Ctx, { intake, module }: ParsedOf<Courses['openCohorts']>): Promise<OutputOf<Courses['openCohorts']>> => ({
  items: (await store.openCohorts(ctx.tx, ctx.cityId, { intake: intake ?? null, module: module ?? null, today: cityDay(ctx.now), limit: 100 })).map((row) => cohortView(ctx, row)),
});
export const getCohort = async (ctx: Ctx, { cohortId }: { cohortId: string }): Promise<CohortView> => cohortView(ctx, (await store.findCohort(ctx.tx, ctx.cityId, cohortId)) ?? refuse('courses.cohort_unknown'));

/** Refuses `courses.cohort_unknown`, `courses.cohort_over`; holds the cohort. */
export const lockOpenCohort = async (ctx: Ctx, cohortId: string): Promise<store.CohortRow> => {
  const row = (await store.lockCohort(ctx.tx, ctx.cityId, cohortId)) ?? refuse('courses.cohort_unknown');
  if (isOver(row)) refuse('courses.cohort_over', { stateZh: cohortNames[row.state].zh, stateEn: cohortNames[row.state].en });
  return row;
};
/** Refuses `courses.trainer_unknown` for who does not hold the role. */
export const demandTrainer = async (ctx: Ctx, personId: string): Promise<{ personId: string; name: string }> => (await store.trainers(ctx.tx, ctx.cityId, personId))[0] ?? refuse('courses.trainer_unknown', {}, 'trainerId');
export const listTrainers = async (ctx: Ctx): Promise<OutputOf<Courses['listTrainers']>> => ({ items: await store.trainers(ctx.tx, ctx.cityId, null) });
/** Refuses `courses.room_unknown` and `courses.room_too_small`. */
export const demandRoom = async (ctx: Ctx, roomId: string, seats: number): Promise<sessions.RoomRow> => {
  const room = await sessions.findRoom(ctx.tx, ctx.cityId, roomId);
  if (!room?.isOpen) refuse('courses.room_unknown', {}, 'roomId');
  if (room.seats < seats) refuse('courses.room_too_small', { name: room.name, count: room.seats }, 'roomId');
  return room;
};

export const openCohort = async (ctx: Ctx, input: ParsedOf<Courses['openCohort']>): Promise<CohortView> => {
  const course = await courseOf(ctx, input.courseId);
  if (course.state !== 'open') refuse('courses.course_closed');
  const today = cityDay(ctx.now);
  if (!areDaysRight(input.startsOn, input.endsOn, today)) refuse('courses.cohort_days_wrong', {}, 'endsOn');
  const isShort = needsWaiver(input.startsOn, input.endsOn, course.standardDays);
  if (isShort && input.waiverReason === '') refuse('courses.cohort_too_short', { count: daysFrom(input.startsOn, input.endsOn), days: course.standardDays }, 'waiverReason');
  if (input.roomId !== undefined) await demandRoom(ctx, input.roomId, input.seats);
  if (input.trainerId !== undefined) await demandTrainer(ctx, input.trainerId);
  if (input.partnerId !== undefined) {
    const partner = (await findPartner(ctx.tx, ctx.cityId, input.partnerId)) ?? refuse('courses.partner_unknown', {}, 'partnerId');
    if (partner.fromDay > today || (partner.untilDay !== null && partner.untilDay < today)) refuse('courses.partner_over', { name: partner.name }, 'partnerId');
  }
  const id = ctx.newId('coh');
  await store.insertCohort(ctx.tx, ctx.cityId, {
    ...input, id, standardDays: course.standardDays, waiverReason: isShort ? input.waiverReason : '', waivedByName: isShort ? ctx.actor.name : null, roomId: input.roomId ?? null, trainerId: input.trainerId ?? null, partnerId: input.partnerId ?? null,
    priceFen: course.priceFen, costBearer: course.costBearer, state: stateOn(input.startsOn, today), openedAt: ctx.now, openedByName: ctx.actor.name,
  });
  await ctx.emit('course.changed', { what: 'cohort', subjectId: id, workerId: null, personIds: [] });
  return getCohort(ctx, { cohortId: id });
};

/** Refuses `courses.seats_taken`; new seats go to those who wait, in their order. */
export const resizeCohort = async (ctx: Ctx, { cohortId, seats }: ParsedOf<Courses['resizeCohort']>): Promise<CohortView> => {
  const row = await lockOpenCohort(ctx, cohortId);
  if (seats < row.enrolled) refuse('courses.seats_taken', { count: row.enrolled }, 'seats');
  if (row.roomId !== null && seats > row.seats) await demandRoom(ctx, row.roomId, seats);
  await store.resizeCohort(ctx.tx, ctx.cityId, cohortId, seats);
  await promote(ctx, cohortId);
  return getCohort(ctx, { cohortId });
};

const close = async (ctx: Ctx, cohortId: string): Promise<void> => {
  const live = await enrolments.liveIn(ctx.tx, ctx.cityId, cohortId);
  const minutes = new Map((await enrolments.minutesOf(ctx.tx, ctx.cityId, live.map(({ id }) => id), ctx.now)).map((row) => [row.enrolmentId, row]));
  const count = { enrolled: 0, waiting: 0, finished: 0, incomplete: 0, dropped: 0 };
  const done: string[] = [];
  for (const { id, workerId, state } of live) {
    const { due, attended } = minutes.get(id) ?? { due: 0, attended: 0 };
    const outcome = state === 'waiting' ? 'dropped' : outcomeOf(attended, due);
    await enrolments.endEnrolment(ctx.tx, ctx.cityId, id, { state: outcome, words: state === 'waiting' ? '结班时仍在候补' : '', at: ctx.now, dueMinutes: due, attendedMinutes: attended });
    count[state] -= 1;
    count[outcome] += 1;
    if (outcome !== 'finished') continue;
    done.push(workerId);
    await tellLearned(ctx, id);
  }
  await enrolments.countFinished(ctx.tx, ctx.cityId, done, 1);
  await store.countCohort(ctx.tx, ctx.cityId, cohortId, count);
  await store.endCohort(ctx.tx, ctx.cityId, cohortId, { state: 'finished', words: '', at: ctx.now });
  await ctx.emit('course.changed', { what: 'cohort', subjectId: cohortId, workerId: null, personIds: [] });
};
/** Refuses `courses.cohort_goes_on` before its last day. */
export const finishCohort = async (ctx: Ctx, { cohortId }: { cohortId: string }): Promise<CohortView> => {
  const row = await lockOpenCohort(ctx, cohortId);
  if (row.endsOn > cityDay(ctx.now)) refuse('courses.cohort_goes_on', { date: row.endsOn });
  await close(ctx, cohortId);
  return getCohort(ctx, { cohortId });
};
export const cancelCohort = async (ctx: Ctx, { cohortId, reason }: ParsedOf<Courses['cancelCohort']>): Promise<CohortView> => {
  const row = await lockOpenCohort(ctx, cohortId);
  const live = await enrolments.liveIn(ctx.tx, ctx.cityId, cohortId);
  for (const session of await sessions.plannedOf(ctx.tx, ctx.cityId, cohortId, ctx.now)) await sessions.cancelSession(ctx.tx, ctx.cityId, session.id, reason);
  const minutes = new Map((await enrolments.minutesOf(ctx.tx, ctx.cityId, live.map(({ id }) => id), ctx.now)).map((one) => [one.enrolmentId, one]));
  for (const { id } of live) await enrolments.endEnrolment(ctx.tx, ctx.cityId, id, { state: 'dropped', words: reason, at: ctx.now, dueMinutes: minutes.get(id)?.due ?? 0, attendedMinutes: minutes.get(id)?.attended ?? 0 });
  await store.countCohort(ctx.tx, ctx.cityId, cohortId, { enrolled: -row.enrolled, waiting: -row.waiting, dropped: live.length });
  await store.endCohort(ctx.tx, ctx.cityId, cohortId, { state: 'cancelled', words: reason, at: ctx.now });
  const people = await workersOf(ctx, live.map(({ workerId }) => workerId));
  await tellPeople(ctx, [...people.values()].map(({ personId }) => ({ personId, template: 'cohortCancelled' as const, params: { course: row.name, why: reason } })));
  await ctx.emit('course.changed', { what: 'cohort', subjectId: cohortId, workerId: null, personIds: [...people.values()].map(({ personId }) => personId) });
  return getCohort(ctx, { cohortId });
};

/** In the first minutes of each day: cohorts begin on their first day and close when the last marks can have come in. */
export const sweepCohorts = async (ctx: Ctx): Promise<void> => {
  const today = cityDay(ctx.now);
  await store.startCohorts(ctx.tx, ctx.cityId, today);
  for (const { id } of await store.cohortsEndedBy(ctx.tx, ctx.cityId, dayAfter(today, -(MARK_HOURS / 24) - 1))) {
    const row = (await store.lockCohort(ctx.tx, ctx.cityId, id))!;
    if (!isOver(row) && closesBy(row.endsOn, today)) await close(ctx, id);
  }
};
