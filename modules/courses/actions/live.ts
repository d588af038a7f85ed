import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { workerOfActor } from '../../workers/index.ts';
import { dayAfter, instantOf, weekdayOf } from '../rules/cohorts.ts';
import { trainers } from '../store/cohorts.ts';
import * as store from '../store/sessions.ts';
import { demandTrainer } from './cohorts.ts';
import { refuseTaken } from './enrolments.ts';
import { demandModules } from './modules.ts';
import { lockLearners } from './seats.ts';
import { put } from './sessions.ts';
import { sessionView } from './views.ts';

type Courses = typeof contract.courses;
type Slot = OutputOf<Courses['saveLiveSlot']>;
/** Lessons stand in the timetable so many days ahead. */
const AHEAD_DAYS = 14;

export const liveSlots = async (ctx: Ctx): Promise<OutputOf<Courses['liveSlots']>> => {
  const lessons = await store.nextLessons(ctx.tx, ctx.cityId, ctx.now);
  return {
    items: (await store.liveSlots(ctx.tx, ctx.cityId)).map((row) => {
      const next = lessons.find(({ liveSlotId }) => liveSlotId === row.id);
      return { liveSlotId: row.id, title: row.title, module: row.module, weekday: row.weekday, from: row.fromTime, minutes: row.minutes, trainerId: row.trainerId, trainerName: row.trainerName, watchUrl: row.watchUrl, isOn: row.isOn, nextSession: next ? sessionView(ctx, next) : null };
    }),
  };
};
const dayMinutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Makes the lessons of a slot that are still missing in the days ahead; where nobody is there to be told (`isGentle`) a day on which the trainer teaches elsewhere is left out. */
const makeLessons = async (ctx: Ctx, slot: store.LiveSlotRow, isGentle: boolean): Promise<void> => {
  if (!slot.isOn || (isGentle && (await trainers(ctx.tx, ctx.cityId, slot.trainerId)).length === 0)) return;
  const today = cityDay(ctx.now);
  const made = await store.slotDays(ctx.tx, ctx.cityId, slot.id, today);
  for (let ahead = 0; ahead < AHEAD_DAYS; ahead += 1) {
    const day = dayAfter(today, ahead);
    const startsAt = instantOf(day, slot.fromTime);
    if (weekdayOf(day) !== slot.weekday || made.has(day) || startsAt <= ctx.now) continue;
    const endsAt = new Date(startsAt.getTime() + slot.minutes * 60_000);
    if (isGentle && await store.clashOf(ctx.tx, ctx.cityId, { exceptId: '', roomId: null, trainerId: slot.trainerId, startsAt, endsAt })) continue;
    await put(ctx, { cohortId: null, liveSlotId: slot.id, slotDay: day, kind: 'live', module: slot.module, title: slot.title, startsAt, endsAt, roomId: null, trainerId: slot.trainerId, watchUrl: slot.watchUrl, checklist: [] }, []);
  }
};

/** Refuses `courses.live_slot_unknown`, `courses.module_unknown`, `courses.trainer_unknown`, `courses.trainer_taken`. Lessons nobody has joined follow the change. */
export const saveLiveSlot = async (ctx: Ctx, { liveSlotId, from, ...input }: ParsedOf<Courses['saveLiveSlot']>): Promise<Slot> => {
  if (liveSlotId !== undefined && !(await store.findLiveSlot(ctx.tx, ctx.cityId, liveSlotId))) refuse('courses.live_slot_unknown');
  await demandModules(ctx, [input.module], 'module');
  await demandTrainer(ctx, input.trainerId);
  if (dayMinutes(from) + input.minutes > 24 * 60) refuse('courses.session_times_wrong', {}, 'from');
  const id = liveSlotId ?? ctx.newId('liv');
  await store.saveLiveSlot(ctx.tx, ctx.cityId, { ...input, id, fromTime: from });
  await store.dropEmptyLessons(ctx.tx, ctx.cityId, id, ctx.now);
  await makeLessons(ctx, (await store.findLiveSlot(ctx.tx, ctx.cityId, id))!, false);
  return (await liveSlots(ctx)).items.find((slot) => slot.liveSlotId === id)!;
};
export const sweepLiveSlots = async (ctx: Ctx): Promise<void> => { for (const slot of await store.liveSlots(ctx.tx, ctx.cityId)) await makeLessons(ctx, slot, true); };

const lockLesson = async (ctx: Ctx, sessionId: string): Promise<store.SessionRow> => {
  const row = await store.lockSession(ctx.tx, ctx.cityId, sessionId);
  if (!row || row.liveSlotId === null) refuse('courses.session_unknown');
  if (row.state === 'cancelled' || row.endsAt <= ctx.now) refuse('courses.session_over');
  return row;
};
/** Whoever joins has a place in the lesson, once, and is told where to watch. */
export const joinLive = async (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<OutputOf<Courses['joinLive']>> => {
  const { id } = await workerOfActor(ctx);
  const row = await lockLesson(ctx, sessionId);
  await lockLearners(ctx, [id]);
  if (!(await store.isHere(ctx.tx, ctx.cityId, sessionId, id))) {
    const clash = await store.learnerClash(ctx.tx, ctx.cityId, [id], [sessionId]);
    if (clash) await refuseTaken(ctx, clash);
    await store.insertSeats(ctx.tx, ctx.cityId, [{ workerId: id, enrolmentId: null }], [sessionId]);
  }
  return { watchUrl: row.watchUrl ?? '', startAt: row.startsAt.toISOString(), endAt: row.endsAt.toISOString() };
};
export const leaveLive = async (ctx: Ctx, { sessionId }: { sessionId: string }): Promise<{ ok: true }> => {
  const { id } = await workerOfActor(ctx);
  const row = await lockLesson(ctx, sessionId);
  if (row.startsAt <= ctx.now) refuse('courses.session_over');
  await store.dropSeat(ctx.tx, ctx.cityId, sessionId, id);
  return { ok: true };
};
