import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { pinyinOf, tellPerson } from '../../accounts/index.ts';
import { workerNames, workerOf, workerOfActor, type WorkerFacts } from '../../workers/index.ts';
import { outcomeOf, percentOf } from '../rules/cohorts.ts';
import { attendanceNames, bearerNames, intakeNames, sessionNames } from '../rules/names.ts';
import { itemsOfWorker } from '../store/attendance.ts';
import { hasStandardKit, listIssues, listStays } from '../store/campus.ts';
import { countCohort } from '../store/cohorts.ts';
import * as store from '../store/enrolments.ts';
import * as sessions from '../store/sessions.ts';
import { lockOpenCohort } from './cohorts.ts';
import { feeOf, nightsOf } from './beds.ts';
import { comingSessions, lockLearners, promote, tellLearned } from './seats.ts';
import { checklistItem, enrolmentView, pageOf, timeOf, type EnrolmentView } from './views.ts';

type Courses = typeof contract.courses;
const cityTime = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
/** Refuses `courses.learner_taken`, naming her and the time. */
export const refuseTaken = async (ctx: Ctx, clash: { workerId: string; startsAt: Date }): Promise<never> =>
  refuse('courses.learner_taken', { worker: (await workerNames(ctx, [clash.workerId])).get(clash.workerId) ?? '', at: cityTime(clash.startsAt) });

const learnerOf = async (ctx: Ctx, workerId: string | undefined): Promise<WorkerFacts> => {
  if (workerId !== undefined && holds(ctx.actor, ['operator', 'trainer'])) return workerOf(ctx, workerId);
  const self = await workerOfActor(ctx);
  return workerId === undefined || workerId === self.id ? self : refuse('workers.worker_unknown');
};

/** A seat, or a place in the waiting list; the cohort's row is held, so the last seat has one taker. */
export const enrol = async (ctx: Ctx, { cohortId, workerId }: ParsedOf<Courses['enrol']>): Promise<EnrolmentView> => {
  const worker = await learnerOf(ctx, workerId);
  const cohort = await lockOpenCohort(ctx, cohortId);
  if (cohort.endsOn < cityDay(ctx.now)) refuse('courses.cohort_over', { stateZh: '已经结课', stateEn: 'past its last day' });
  if (worker.status === 'left') refuse('workers.worker_unknown');
  if ((cohort.intake === 'new') === (worker.status !== 'applied')) refuse('courses.intake_wrong', { intakeZh: intakeNames[cohort.intake].zh, intakeEn: intakeNames[cohort.intake].en });
  if (await store.isEnrolled(ctx.tx, ctx.cityId, cohortId, worker.id)) refuse('courses.enrolled_already', { worker: worker.name });
  const isSeated = cohort.enrolled < cohort.seats && cohort.waiting === 0;
  const id = ctx.newId('enr');
  await lockLearners(ctx, [worker.id]);
  const ahead = isSeated ? await comingSessions(ctx, cohortId) : [];
  const clash = await sessions.learnerClash(ctx.tx, ctx.cityId, [worker.id], ahead);
  if (clash) await refuseTaken(ctx, clash);
  await store.insertEnrolment(ctx.tx, ctx.cityId, {
    id, cohortId, courseId: cohort.courseId, workerId: worker.id, name: worker.name, reading: pinyinOf(worker.name).toLowerCase().replace(/[^a-z]/g, ''), state: isSeated ? 'enrolled' : 'waiting', feeFen: cohort.costBearer === 'learner' ? cohort.priceFen : 0, costBearer: cohort.costBearer, at: ctx.now,
  });
  await countCohort(ctx.tx, ctx.cityId, cohortId, isSeated ? { enrolled: 1 } : { waiting: 1 });
  await sessions.insertSeats(ctx.tx, ctx.cityId, [{ workerId: worker.id, enrolmentId: id }], ahead);
  await tellPerson(ctx, { personId: worker.personId, template: isSeated ? 'cohortSeat' : 'cohortWaiting', params: isSeated ? { course: cohort.name, date: cohort.startsOn } : { course: cohort.name, count: cohort.waiting + 1 } });
  await ctx.emit('course.changed', { what: 'enrolment', subjectId: id, workerId: worker.id, personIds: [worker.personId], merchantId: worker.merchantId });
  return enrolmentView((await store.findEnrolment(ctx.tx, ctx.cityId, id, ctx.now))!);
};

/** Gives a seat back. Refuses `courses.enrolment_unknown` also to who is somebody else, `courses.enrolment_over`. */
export const dropOut = async (ctx: Ctx, { enrolmentId, reason }: ParsedOf<Courses['dropOut']>): Promise<EnrolmentView> => {
  const known = (await store.findEnrolment(ctx.tx, ctx.cityId, enrolmentId, ctx.now)) ?? refuse('courses.enrolment_unknown');
  const isDesk = holds(ctx.actor, ['operator', 'trainer']);
  if (!isDesk && (await workerOfActor(ctx)).id !== known.workerId) refuse('courses.enrolment_unknown');
  if (known.state !== 'waiting' && known.state !== 'enrolled') refuse('courses.enrolment_over');
  await lockOpenCohort(ctx, known.cohortId);
  const row = (await store.lockEnrolment(ctx.tx, ctx.cityId, enrolmentId))!;
  if (row.state !== 'waiting' && row.state !== 'enrolled') refuse('courses.enrolment_over');
  const [minutes] = await store.minutesOf(ctx.tx, ctx.cityId, [enrolmentId], ctx.now);
  await sessions.dropSeats(ctx.tx, ctx.cityId, enrolmentId, ctx.now);
  await store.endEnrolment(ctx.tx, ctx.cityId, enrolmentId, { state: 'dropped', words: reason, at: ctx.now, dueMinutes: minutes?.due ?? 0, attendedMinutes: minutes?.attended ?? 0 });
  await countCohort(ctx.tx, ctx.cityId, row.cohortId, row.state === 'enrolled' ? { enrolled: -1, dropped: 1 } : { waiting: -1, dropped: 1 });
  await promote(ctx, row.cohortId);
  const worker = await workerOf(ctx, row.workerId);
  await ctx.emit('course.changed', { what: 'enrolment', subjectId: enrolmentId, workerId: worker.id, personIds: [worker.personId], merchantId: worker.merchantId });
  return enrolmentView((await store.findEnrolment(ctx.tx, ctx.cityId, enrolmentId, ctx.now))!);
};

export const listEnrolments = async (ctx: Ctx, wish: ParsedOf<Courses['listEnrolments']>): Promise<OutputOf<Courses['listEnrolments']>> => {
  const rows = await store.listEnrolments(ctx.tx, ctx.cityId, { cohortId: wish.cohortId ?? null, courseId: wish.courseId ?? null, workerId: wish.workerId ?? null, state: wish.state ?? null, q: wish.q?.trim() || null, before: timeOf(wish.cursor), limit: wish.limit + 1 }, ctx.now);
  return pageOf(rows, wish.limit, enrolmentView, (row) => `${row.enrolledAt.toISOString()} ${row.id}`);
};

/** A mark came in after the enrolment was over: its minutes and how it ended are reckoned anew. */
export const weighAgain = async (ctx: Ctx, enrolmentId: string): Promise<void> => {
  if (!(await store.hasEnded(ctx.tx, ctx.cityId, enrolmentId))) return;
  const row = await store.lockEnrolment(ctx.tx, ctx.cityId, enrolmentId);
  if (row?.state !== 'finished' && row?.state !== 'incomplete') return;
  const minutes = (await store.minutesOf(ctx.tx, ctx.cityId, [enrolmentId], ctx.now))[0] ?? { due: 0, attended: 0 };
  const state = outcomeOf(minutes.attended, minutes.due);
  await store.endEnrolment(ctx.tx, ctx.cityId, enrolmentId, { state, words: '', at: ctx.now, dueMinutes: minutes.due, attendedMinutes: minutes.attended });
  if (state === row.state) return;
  await countCohort(ctx.tx, ctx.cityId, row.cohortId, { [row.state]: -1, [state]: 1 });
  await store.countFinished(ctx.tx, ctx.cityId, [row.workerId], state === 'finished' ? 1 : -1);
  if (state === 'finished') await tellLearned(ctx, enrolmentId);
};

const LOOK_BACK_MS = 14 * 86_400_000;
export const myTraining = async (ctx: Ctx): Promise<OutputOf<Courses['myTraining']>> => {
  const { id } = await workerOfActor(ctx);
  const mine = await store.listEnrolments(ctx.tx, ctx.cityId, { cohortId: null, courseId: null, workerId: id, state: null, q: null, before: null, limit: 50 }, ctx.now);
  const seats = await sessions.seatsOfWorker(ctx.tx, ctx.cityId, id, new Date(ctx.now.getTime() - LOOK_BACK_MS), 100);
  const stays = await listStays(ctx.tx, ctx.cityId, { dormitoryId: null, workerId: id, on: null, after: null, before: null, limit: 5 });
  const kits = await listIssues(ctx.tx, ctx.cityId, { ids: null, kitId: null, workerId: id, isOut: true, before: null, limit: 20 });
  return {
    enrolments: mine.map(enrolmentView), attendedMinutes: (await attendedMinutes(ctx, [id])).get(id) ?? 0,
    sessions: seats.map((seat) => ({
      sessionId: seat.sessionId, title: seat.title, kindName: sessionNames[seat.kind], startAt: seat.startsAt.toISOString(), endAt: seat.endsAt.toISOString(), roomName: seat.roomName, address: seat.roomAddress ?? '', trainerName: seat.trainerName, state: seat.state, stateName: attendanceNames[seat.state],
    })),
    stays: stays.filter((stay) => nightsOf(stay) > 0).map((stay) => ({ stayId: stay.id, dormitoryName: stay.dormitoryName, address: stay.address, bedName: stay.bedName, fromDay: stay.fromDay, untilDay: stay.untilDay, feeFen: feeOf(stay), costBearerName: bearerNames[stay.costBearer] })),
    kits: kits.map((issue) => ({ issueId: issue.id, kitName: issue.kitName, issuedAt: issue.issuedAt.toISOString(), words: { zh: '用完请归还，丢失请告诉站点', en: 'Hand it back when done; tell the station if it is lost' } })),
  };
};
export const myChecklist = async (ctx: Ctx): Promise<OutputOf<Courses['myChecklist']>> => ({ items: (await itemsOfWorker(ctx.tx, ctx.cityId, (await workerOfActor(ctx)).id)).map(checklistItem) });

/** Minutes attended in sessions and recognised from partners, of many workers; in the modules named, or in all. Who attended nothing is left out. */
export const attendedMinutes = async (ctx: Ctx, workerIds: readonly string[], { modules }: { modules?: readonly string[] } = {}): Promise<Map<string, number>> =>
  new Map(workerIds.length === 0 ? [] : (await store.attendedMinutes(ctx.tx, ctx.cityId, [...new Set(workerIds)], modules ?? null)).map(({ workerId, minutes }) => [workerId, minutes]));

/** How much of a course's sessions so far she attended, whole percent; null when she never had a seat in it or none was held. */
export const attendancePercent = async (ctx: Ctx, workerId: string, courseId: string): Promise<number | null> => {
  const last = await store.lastEnrolmentIn(ctx.tx, ctx.cityId, workerId, courseId);
  if (!last) return null;
  const [minutes] = await store.minutesOf(ctx.tx, ctx.cityId, [last.id], ctx.now);
  return minutes ? percentOf(minutes.attended, minutes.due) : null;
};

/** Whether she holds the standard kit. */
export const hasKit = (ctx: Ctx, workerId: string): Promise<boolean> => hasStandardKit(ctx.tx, ctx.cityId, workerId);
