import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { tellPerson } from '../../accounts/index.ts';
import { noteLearned } from '../../learning/index.ts';
import { personOfWorker } from '../../workers/index.ts';
import { outcomeOf } from '../rules/cohorts.ts';
import * as store from '../store/cohorts.ts';
import * as enrolments from '../store/enrolments.ts';
import * as sessions from '../store/sessions.ts';

/** Orders everything that claims learners' time, in one order whoever asks. */
export const lockLearners = (ctx: Ctx, workerIds: readonly string[]): Promise<void> => lockFor(ctx.tx, ...workerIds.map((workerId) => `learner:${ctx.cityId}:${workerId}`));

/** The sessions of a cohort that are still to come. */
export const comingSessions = async (ctx: Ctx, cohortId: string): Promise<string[]> => (await sessions.plannedOf(ctx.tx, ctx.cityId, cohortId, ctx.now)).map(({ id }) => id);

/** Has what she learned in a finished cohort told to learning, in a transaction of its own. */
export const tellLearned = (ctx: Ctx, enrolmentId: string): Promise<void> => ctx.schedule({ name: 'courses.noteLearned', key: enrolmentId, at: ctx.now, payload: { enrolmentId } });
/** The modules of whose sessions in the cohort she has attended enough; a module that is finished already stays as it was. */
export const noteCohortLearned = async (ctx: Ctx, { enrolmentId }: { enrolmentId: string }): Promise<void> => {
  for (const { workerId, cohortName, module, due, attended } of await enrolments.minutesByModule(ctx.tx, ctx.cityId, enrolmentId)) {
    if (outcomeOf(attended, due) === 'finished') await noteLearned(ctx, { workerId, module, source: 'cohort', words: cohortName });
  }
};

/** Gives free seats to those who wait, in their order; who sits elsewhere at the time of one of the sessions keeps waiting. The cohort is held by the caller. */
export const promote = async (ctx: Ctx, cohortId: string): Promise<void> => {
  const cohort = (await store.findCohort(ctx.tx, ctx.cityId, cohortId))!;
  let free = cohort.seats - cohort.enrolled;
  if (free <= 0 || cohort.waiting === 0) return;
  const ahead = await comingSessions(ctx, cohortId);
  for (const { id, workerId } of await enrolments.waitingIn(ctx.tx, ctx.cityId, cohortId)) {
    if (free === 0) return;
    await lockLearners(ctx, [workerId]);
    if (await sessions.learnerClash(ctx.tx, ctx.cityId, [workerId], ahead)) continue;
    await enrolments.seatEnrolment(ctx.tx, ctx.cityId, id, ctx.now);
    await store.countCohort(ctx.tx, ctx.cityId, cohortId, { enrolled: 1, waiting: -1 });
    await sessions.insertSeats(ctx.tx, ctx.cityId, [{ workerId, enrolmentId: id }], ahead);
    free -= 1;
    const personId = await personOfWorker(ctx, workerId);
    await tellPerson(ctx, { personId, template: 'seatFree', params: { course: cohort.name, date: cohort.startsOn } });
    await ctx.emit('course.changed', { what: 'enrolment', subjectId: id, workerId, personIds: [personId] });
  }
};
