import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { Refusal, problemFor, refuse } from '../../../kernel/refusal.ts';
import { noteStage, personOfWorker } from '../../workers/index.ts';
import { isTooEarly, isTooLate, minutesThere, saidAt } from '../rules/attendance.ts';
import { MARK_HOURS } from '../rules/cohorts.ts';
import * as store from '../store/attendance.ts';
import { enrolmentOfSeat, lockSeat, lockSession, type SessionRow } from '../store/sessions.ts';
import { weighAgain } from './enrolments.ts';

type Courses = typeof contract.courses;
type Outcomes = OutputOf<Courses['markAttendance']>;
type Outcome = Outcomes['items'][number];
type Sent = { markId: string; sessionId: string; workerId: string };

/**
 * Takes a phone's marks one by one: each is accepted, known already, older than what stands, or refused with the reason, and one that is refused keeps
 * none of the others. Whatever is refused here has written nothing, so the transaction goes on.
 */
const takeEach = async <Mark extends Sent>(ctx: Ctx, marks: readonly Mark[], what: (mark: Mark) => string, take: (mark: Mark, session: SessionRow) => Promise<'accepted' | 'older'>): Promise<Outcomes> => {
  const sessions = new Map<string, SessionRow | undefined>();
  // Sessions are held in one order, whoever sends which marks first.
  for (const id of [...new Set(marks.map(({ sessionId }) => sessionId))].sort()) sessions.set(id, await lockSession(ctx.tx, ctx.cityId, id));
  const known = new Map((await store.knownMarks(ctx.tx, ctx.cityId, marks.map(({ markId }) => markId))).map((mark) => [mark.id, mark]));
  const items: Outcome[] = [];
  for (const mark of marks) {
    try {
      const earlier = known.get(mark.markId);
      if (earlier && (earlier.sessionId !== mark.sessionId || earlier.workerId !== mark.workerId || earlier.what !== what(mark))) refuse('courses.mark_reused');
      if (earlier) { items.push({ markId: mark.markId, outcome: 'repeated', why: null }); continue; }
      const session = sessions.get(mark.sessionId) ?? refuse('courses.session_unknown');
      demandMarkable(ctx, session);
      const outcome = await take(mark, session);
      known.set(mark.markId, { id: mark.markId, sessionId: mark.sessionId, workerId: mark.workerId, what: what(mark) });
      items.push({ markId: mark.markId, outcome, why: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { zh, en } = problemFor(error, 'zh');
      items.push({ markId: mark.markId, outcome: 'refused', why: { zh, en } });
    }
  }
  return { items };
};

/** When a mark may come is judged by the server's clock; whose session it is, by the timetable. */
const demandMarkable = (ctx: Ctx, session: SessionRow): void => {
  if (session.state === 'cancelled') refuse('courses.session_over');
  if (session.trainerId !== ctx.actor.personId && !holds(ctx.actor, 'operator')) refuse('courses.session_not_yours', { name: session.trainerName });
  if (isTooEarly(session.startsAt, ctx.now)) refuse('courses.session_not_begun');
  if (isTooLate(session.endsAt, ctx.now)) refuse('courses.mark_too_late', { hours: MARK_HOURS });
};

export const markAttendance = async (ctx: Ctx, { marks }: ParsedOf<Courses['markAttendance']>): Promise<Outcomes> => {
  const touched = new Map<string, string>();
  const enrolments = new Set<string>();
  const outcomes = await takeEach(ctx, marks, ({ state }) => state, async (mark, session) => {
    const long = Math.round((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000);
    const minutes = minutesThere(mark.state, mark.minutes, long) ?? refuse('courses.minutes_missing', { count: long });
    const seat = (await lockSeat(ctx.tx, ctx.cityId, session.id, mark.workerId)) ?? refuse('courses.learner_not_expected');
    const said = saidAt(new Date(mark.at), ctx.now);
    const isOlder = seat.saidAt !== null && said < seat.saidAt;
    const row = { id: mark.markId, sessionId: session.id, workerId: mark.workerId, state: mark.state, minutes, words: mark.words, saidAt: said, receivedAt: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.name, isOlder };
    if ((await store.insertMark(ctx.tx, ctx.cityId, row)) === 0) refuse('courses.mark_reused');
    if (isOlder) return 'older';
    await store.applyMark(ctx.tx, ctx.cityId, row, seat, session.endsAt);
    if (minutes > 0) touched.set(mark.workerId, session.id);
    const enrolmentId = await enrolmentOfSeat(ctx.tx, ctx.cityId, session.id, mark.workerId);
    if (enrolmentId !== null) enrolments.add(enrolmentId);
    return 'accepted';
  });
  for (const enrolmentId of [...enrolments].sort()) await weighAgain(ctx, enrolmentId);
  for (const [workerId, sessionId] of touched) {
    await noteStage(ctx, { workerId, stage: 'learning' });
    await ctx.emit('course.changed', { what: 'attendance', subjectId: sessionId, workerId, personIds: [await personOfWorker(ctx, workerId)] });
  }
  return outcomes;
};

export const markChecklist = (ctx: Ctx, { marks }: ParsedOf<Courses['markChecklist']>): Promise<Outcomes> => takeEach(ctx, marks, ({ code, level }) => `${code} ${level}`, async (mark, session) => {
  const item = session.checklist.find(({ code }) => code === mark.code) ?? refuse('courses.item_unknown', { code: mark.code });
  if (!(await lockSeat(ctx.tx, ctx.cityId, session.id, mark.workerId))) refuse('courses.learner_not_expected');
  await store.insertItem(ctx.tx, ctx.cityId, {
    id: mark.markId, sessionId: session.id, workerId: mark.workerId, module: session.module, code: item.code, itemWords: item.words, level: mark.level, words: mark.words, saidAt: saidAt(new Date(mark.at), ctx.now), receivedAt: ctx.now, byId: ctx.actor.personId, byName: ctx.actor.name,
  });
  return 'accepted';
});
