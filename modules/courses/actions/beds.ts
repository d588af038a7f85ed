import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { workerOf } from '../../workers/index.ts';
import { dayAfter, daysFrom } from '../rules/cohorts.ts';
import { bearerNames } from '../rules/names.ts';
import * as store from '../store/campus.ts';
import { findCohort } from '../store/cohorts.ts';
import { no, pageOf, placeOf, yes } from './views.ts';

type Courses = typeof contract.courses;
type Dormitory = OutputOf<Courses['saveDormitory']>;
type Stay = OutputOf<Courses['allotBed']>;
const LONGEST_NIGHTS = 180;

export const nightsOf = ({ fromDay, untilDay }: Pick<store.StayRow, 'fromDay' | 'untilDay'>): number => daysFrom(fromDay, untilDay) - 1;
export const feeOf = (stay: Pick<store.StayRow, 'fromDay' | 'untilDay' | 'nightFeeFen'>): number => nightsOf(stay) * stay.nightFeeFen;

const dormitoryView = (row: store.DormitoryRow): Dormitory => ({ dormitoryId: row.id, name: row.name, address: row.address, words: row.words, nightFeeFen: row.nightFeeFen, beds: row.beds, freeBeds: row.beds.filter(({ isFree }) => isFree).length });
const stayView = (ctx: Ctx, row: store.StayRow): Stay => ({
  stayId: row.id, dormitoryId: row.dormitoryId, dormitoryName: row.dormitoryName, bedId: row.bedId, bedName: row.bedName, workerId: row.workerId, workerName: row.workerName, fromDay: row.fromDay, untilDay: row.untilDay, nights: nightsOf(row), feeFen: feeOf(row), costBearer: row.costBearer, costBearerName: bearerNames[row.costBearer],
  cohortId: row.cohortId, endedOn: row.endedOn, can: { end: row.untilDay <= cityDay(ctx.now) ? no('已经结束', 'Is over') : yes },
});
const demandDays = (fromDay: string, untilDay: string): void => { if (untilDay <= fromDay || daysFrom(fromDay, untilDay) - 1 > LONGEST_NIGHTS) refuse('courses.stay_days_wrong', {}, 'untilDay'); };

export const listDormitories = async (ctx: Ctx, { fromDay, untilDay }: ParsedOf<Courses['listDormitories']>): Promise<OutputOf<Courses['listDormitories']>> => {
  const from = fromDay ?? cityDay(ctx.now);
  const until = untilDay ?? dayAfter(from);
  demandDays(from, until);
  return { items: (await store.listDormitories(ctx.tx, ctx.cityId, from, until)).map(dormitoryView) };
};
/** Whoever allots or takes out beds of a dormitory does so one after the other. */
const dormitoryKey = (ctx: Ctx, dormitoryId: string): string => `dormitory:${ctx.cityId}:${dormitoryId}`;
const dormitoryOf = async (ctx: Ctx, id: string, from = cityDay(ctx.now), until = dayAfter(from)): Promise<store.DormitoryRow> => (await store.findDormitory(ctx.tx, ctx.cityId, id, from, until)) ?? refuse('courses.dormitory_unknown');
/** Refuses `courses.dormitory_unknown`, `courses.bed_unknown`, and `courses.bed_in_use` for a bed somebody has now or later; who slept in it stays on record. */
export const saveDormitory = async (ctx: Ctx, { dormitoryId, bedNames, goneBedIds, ...input }: ParsedOf<Courses['saveDormitory']>): Promise<Dormitory> => {
  const id = dormitoryId === undefined ? ctx.newId('dorm') : (await dormitoryOf(ctx, dormitoryId)).id;
  await lockFor(ctx.tx, dormitoryKey(ctx, id));
  await store.saveDormitory(ctx.tx, ctx.cityId, { ...input, id });
  const today = cityDay(ctx.now);
  const beds = goneBedIds.length === 0 ? [] : (await dormitoryOf(ctx, id)).beds;
  for (const gone of new Set(goneBedIds)) {
    const bed = beds.find(({ bedId }) => bedId === gone) ?? refuse('courses.bed_unknown', {}, 'goneBedIds');
    if (await store.isBedInUse(ctx.tx, ctx.cityId, gone, today)) refuse('courses.bed_in_use', { name: bed.name }, 'goneBedIds');
    await store.takeOutBed(ctx.tx, ctx.cityId, gone, today);
  }
  for (const name of new Set(bedNames)) await store.addBed(ctx.tx, ctx.cityId, { id: ctx.newId('bed'), dormitoryId: id, name });
  return dormitoryView(await dormitoryOf(ctx, id));
};

/** Refuses `courses.bed_taken`, or `courses.beds_full` where no bed was named. Whoever allots in a dormitory does so one after the other. */
export const allotBed = async (ctx: Ctx, { workerId, dormitoryId, bedId, fromDay, untilDay, costBearer, cohortId }: ParsedOf<Courses['allotBed']>): Promise<Stay> => {
  const worker = await workerOf(ctx, workerId);
  demandDays(fromDay, untilDay);
  if (cohortId !== undefined && !(await findCohort(ctx.tx, ctx.cityId, cohortId))) refuse('courses.cohort_unknown');
  await lockFor(ctx.tx, dormitoryKey(ctx, dormitoryId));
  const dormitory = await dormitoryOf(ctx, dormitoryId, fromDay, untilDay);
  const bed = bedId === undefined ? dormitory.beds.find(({ isFree }) => isFree) ?? refuse('courses.beds_full') : dormitory.beds.find((one) => one.bedId === bedId) ?? refuse('courses.bed_unknown', {}, 'bedId');
  if (!bed.isFree) refuse('courses.bed_taken', { name: bed.name }, 'bedId');
  if (await store.isHoused(ctx.tx, ctx.cityId, workerId, fromDay, untilDay)) refuse('courses.learner_housed', { worker: worker.name });
  const id = ctx.newId('stay');
  try {
    await store.insertStay(ctx.tx, ctx.cityId, { id, dormitoryId, bedId: bed.bedId, workerId, cohortId: cohortId ?? null, fromDay, untilDay, nightFeeFen: dormitory.nightFeeFen, costBearer, at: ctx.now });
  } catch (error) {
    if (isConflict(error, 'bed_for_one')) refuse('courses.bed_taken', { name: bed.name }, 'bedId');
    if (isConflict(error, 'learner_in_one_bed')) refuse('courses.learner_housed', { worker: worker.name });
    throw error;
  }
  await ctx.emit('course.changed', { what: 'stay', subjectId: id, workerId, personIds: [worker.personId] });
  return stayView(ctx, (await store.findStay(ctx.tx, ctx.cityId, id))!);
};
/** Refuses `courses.stay_over`; nights that were slept are kept. */
export const endStay = async (ctx: Ctx, { stayId, lastDay }: ParsedOf<Courses['endStay']>): Promise<Stay> => {
  const row = (await store.lockStay(ctx.tx, ctx.cityId, stayId)) ?? refuse('courses.stay_unknown');
  const today = cityDay(ctx.now);
  if (row.untilDay <= today) refuse('courses.stay_over');
  if (lastDay < row.fromDay || lastDay >= row.untilDay || (lastDay < today && row.fromDay <= lastDay && row.fromDay < today)) refuse('courses.stay_days_wrong', {}, 'lastDay');
  await store.endStay(ctx.tx, ctx.cityId, stayId, lastDay, today);
  await ctx.emit('course.changed', { what: 'stay', subjectId: stayId, workerId: row.workerId, personIds: [] });
  return stayView(ctx, (await store.findStay(ctx.tx, ctx.cityId, stayId))!);
};
export const listStays = async (ctx: Ctx, wish: ParsedOf<Courses['listStays']>): Promise<OutputOf<Courses['listStays']>> => {
  const rows = await store.listStays(ctx.tx, ctx.cityId, { dormitoryId: wish.dormitoryId ?? null, workerId: wish.workerId ?? null, on: wish.on ?? null, after: wish.after ?? null, before: placeOf(wish.cursor), limit: wish.limit + 1 });
  return pageOf(rows, wish.limit, (row) => stayView(ctx, row), (row) => `${row.fromDay} ${row.id}`);
};
