import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { demand, holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { tellPerson } from '../../accounts/index.ts';
import { personOfWorker, workerOf, workerOfActor, type WorkerFacts } from '../../workers/index.ts';
import { stateOn } from '../rules/credential.ts';
import { kindOf } from '../rules/kinds.ts';
import { COACHING_DAYS, MOST_TRAINEES, isCoachingDay, sessionWords } from '../rules/mentors.ts';
import { certificatesOf } from '../store/certificates.ts';
import * as store from '../store/mentors.ts';

type Training = typeof contract.training;
type PairView = OutputOf<Training['pairMentor']>;
type SessionView = OutputOf<Training['recordCoaching']>;
const no = (zh: string, en: string) => ({ isAllowed: false, why: { zh, en } });
const yes = { isAllowed: true, why: null };

const pairView = (ctx: Ctx, row: store.PairRow): PairView => ({
  pairId: row.id, mentorId: row.mentorId, mentorName: row.mentorName, traineeId: row.traineeId, traineeName: row.traineeName, madeAt: row.madeAt.toISOString(), madeByName: row.madeByName, endedAt: row.endedAt?.toISOString() ?? null, endWords: row.endWords,
  sessionCount: row.sessionCount, minutes: row.minutes, can: { end: !holds(ctx.actor, 'operator') ? no('需要平台运营权限', 'It takes an operator') : row.endedAt !== null ? no('已经结束', 'Is over already') : yes, record: row.endedAt !== null ? no('已经结束', 'Is over already') : yes },
});
const sessionView = (row: store.SessionRow, selfId: string): SessionView => ({
  sessionId: row.id, pairId: row.pairId, mentorId: row.mentorId, mentorName: row.mentorName, traineeId: row.traineeId, traineeName: row.traineeName, day: row.day, minutes: row.minutes, about: row.about, recordedAt: row.recordedAt.toISOString(), state: row.state,
  answeredAt: row.answeredAt?.toISOString() ?? null, answerWords: row.answerWords, words: sessionWords[row.state], can: { answer: row.traineeId !== selfId ? no('由学员确认', 'The newcomer confirms') : row.state !== 'waiting' ? no('已经答复', 'Answered already') : yes },
});

/** Refuses `training.mentor_uncertified`: nobody coaches without a mentor certificate in force. */
const demandMentor = async (ctx: Ctx, worker: WorkerFacts): Promise<void> => {
  const today = cityDay(ctx.now);
  const isMentor = (await certificatesOf(ctx.tx, ctx.cityId, [worker.id])).some((row) => kindOf(row.kind)!.part === 'mentor' && stateOn(row, today) === 'valid');
  if (!isMentor) refuse('training.mentor_uncertified', { worker: worker.name });
};

/** Refuses `workers.worker_unknown`, `training.mentor_self`, `training.mentor_uncertified`, `training.mentor_full`, `training.trainee_paired`. */
export const pairMentor = async (ctx: Ctx, { mentorId, traineeId }: { mentorId: string; traineeId: string }): Promise<PairView> => {
  demand(ctx, 'operator');
  const mentor = await workerOf(ctx, mentorId);
  const trainee = await workerOf(ctx, traineeId);
  if (mentorId === traineeId) refuse('training.mentor_self', {}, 'traineeId');
  await demandMentor(ctx, mentor);
  await lockFor(ctx.tx, `mentor:${ctx.cityId}:${mentorId}`);
  const count = await store.countTrainees(ctx.tx, ctx.cityId, mentorId);
  if (count >= MOST_TRAINEES) refuse('training.mentor_full', { worker: mentor.name, count, max: MOST_TRAINEES }, 'mentorId');
  const id = ctx.newId('pair');
  try {
    await store.insertPair(ctx.tx, ctx.cityId, { id, mentorId, traineeId, madeAt: ctx.now, madeByName: ctx.actor.name });
  } catch (error) {
    if (isConflict(error, 'one_mentor_each')) refuse('training.trainee_paired', { worker: trainee.name }, 'traineeId');
    throw error;
  }
  return pairView(ctx, (await store.findPair(ctx.tx, ctx.cityId, id))!);
};

/** Refuses `training.pair_unknown`, `training.pair_over`. */
export const endMentorPair = async (ctx: Ctx, { pairId, words }: ParsedOf<Training['endMentorPair']>): Promise<PairView> => {
  demand(ctx, 'operator');
  const row = (await store.lockPair(ctx.tx, ctx.cityId, pairId)) ?? refuse('training.pair_unknown');
  if (row.endedAt !== null) refuse('training.pair_over');
  await store.endPair(ctx.tx, ctx.cityId, pairId, words, ctx.now);
  return pairView(ctx, (await store.findPair(ctx.tx, ctx.cityId, pairId))!);
};

export const mentorPairs = async (ctx: Ctx, { workerId, isLive, cursor, limit }: ParsedOf<Training['mentorPairs']>): Promise<OutputOf<Training['mentorPairs']>> => {
  const rows = await store.pairsWhere(ctx.tx, ctx.cityId, { workerId: workerId ?? null, isLive: isLive === undefined ? null : isLive === 'true', before: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => pairView(ctx, row)), nextCursor: last ? `${last.madeAt.toISOString()} ${last.id}` : null };
};

export const myMentoring = async (ctx: Ctx): Promise<OutputOf<Training['myMentoring']>> => {
  const { id } = await workerOfActor(ctx);
  const pairs = await store.pairsWhere(ctx.tx, ctx.cityId, { workerId: id, isLive: null, before: null, limit: 50 });
  return { pairs: pairs.map((row) => pairView(ctx, row)), sessions: (await store.sessionsOf(ctx.tx, ctx.cityId, id)).map((row) => sessionView(row, id)) };
};

/** By the mentor; it counts once the newcomer has confirmed it. Refuses `training.pair_unknown`, `training.pair_over`, `training.mentor_uncertified`, `training.coaching_day_wrong`, `training.coached_already`. */
export const recordCoaching = async (ctx: Ctx, { pairId, day, minutes, about }: ParsedOf<Training['recordCoaching']>): Promise<SessionView> => {
  const mentor = await workerOfActor(ctx);
  const pair = await store.lockPair(ctx.tx, ctx.cityId, pairId);
  if (!pair || pair.mentorId !== mentor.id) refuse('training.pair_unknown');
  if (pair.endedAt !== null) refuse('training.pair_over');
  await demandMentor(ctx, mentor);
  if (!isCoachingDay(day, cityDay(pair.madeAt), cityDay(ctx.now))) refuse('training.coaching_day_wrong', { days: COACHING_DAYS }, 'day');
  const id = ctx.newId('coach');
  try {
    await store.insertSession(ctx.tx, ctx.cityId, { id, pairId, mentorId: mentor.id, traineeId: pair.traineeId, day, minutes, about, recordedAt: ctx.now });
  } catch (error) {
    if (isConflict(error, 'one_session_a_day')) refuse('training.coached_already', { date: day }, 'day');
    throw error;
  }
  await tellPerson(ctx, { personId: await personOfWorker(ctx, pair.traineeId), template: 'coachingWaits', params: { worker: mentor.name, date: day, minutes } });
  return sessionView((await store.findSession(ctx.tx, ctx.cityId, id))!, mentor.id);
};

/** By the newcomer; a yes is told to whoever pays for coaching, once. Refuses `training.session_unknown`, `training.session_over`. */
export const answerCoaching = async (ctx: Ctx, { sessionId, isConfirmed, words }: ParsedOf<Training['answerCoaching']>): Promise<SessionView> => {
  const trainee = await workerOfActor(ctx);
  const row = await store.lockSession(ctx.tx, ctx.cityId, sessionId);
  if (!row || row.traineeId !== trainee.id) refuse('training.session_unknown');
  if (row.state !== 'waiting') refuse('training.session_over');
  await store.answerSession(ctx.tx, ctx.cityId, sessionId, { state: isConfirmed ? 'confirmed' : 'refused', words, at: ctx.now });
  if (isConfirmed) {
    await ctx.emit('training.coached', { sessionId, mentorId: row.mentorId, traineeId: row.traineeId, day: row.day, minutes: row.minutes, personIds: [trainee.personId, await personOfWorker(ctx, row.mentorId)] });
  }
  return sessionView((await store.findSession(ctx.tx, ctx.cityId, sessionId))!, trainee.id);
};
