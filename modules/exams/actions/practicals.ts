import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { demand, holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { isConflict } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { personBriefs, tellPerson } from '../../accounts/index.ts';
import { teachersOf } from '../../courses/index.ts';
import { workerOfActor } from '../../workers/index.ts';
import { whyNotAgain } from '../rules/certification.ts';
import { rubricOf, rubrics as rubricRules, seatWords } from '../rules/rubrics.ts';
import { sayTime } from '../rules/times.ts';
import * as store from '../store/practicals.ts';
import { standingsOf } from './certify.ts';

type Exams = typeof contract.exams;
export type SlotView = OutputOf<Exams['addSlot']>;
export type SeatView = OutputOf<Exams['bookPractical']>;
const no = (zh: string, en: string) => ({ isAllowed: false, why: { zh, en } });
const yes = { isAllowed: true, why: null };

export const rubrics = async (): Promise<OutputOf<Exams['rubrics']>> => ({ items: rubricRules.map((rule) => ({ ...rule, items: [...rule.items], redLines: [...rule.redLines] })) });
const titleOf = (kind: string) => rubricOf(kind)?.title ?? { zh: kind, en: kind };

/** Who looks at a slot: her open seat, who coached her, and whether there is something left to prove. */
type Looker = { workerId: string; personId: string; openSeat: store.SeatRow | undefined; coaches: readonly string[]; teachers: ReadonlySet<string>; again: ReadonlyMap<string, { zh: string; en: string } | null> } | null;
const lookerOf = async (ctx: Ctx, kinds: readonly string[]): Promise<Looker> => {
  if (!holds(ctx.actor, 'worker') || ctx.actor.kind === 'system') return null;
  const { id, personId } = await workerOfActor(ctx);
  const standings = await standingsOf(ctx, id, kinds);
  return { workerId: id, personId, openSeat: await store.openSeatOf(ctx.tx, ctx.cityId, id), coaches: await store.coachesOf(ctx.tx, ctx.cityId, id), teachers: (await teachersOf(ctx, [id])).get(id)!, again: new Map(standings.map((standing) => [standing.kind, whyNotAgain(standing, 'practical')])) };
};

const bookable = (ctx: Ctx, row: store.SlotRow, looker: Looker): { isAllowed: boolean; why: { zh: string; en: string } | null } => {
  const again = looker?.again.get(row.kind) ?? null;
  if (!looker) return no('学员自己约', 'Learners book for themselves');
  if (row.state === 'cancelled' || row.startAt <= ctx.now) return no('已经开始或已取消', 'Has begun or was called off');
  if (again) return no(again.zh, again.en);
  if (looker.openSeat) return looker.openSeat.slotId === row.id ? no('您已约了这一场', 'You have a seat here') : no(`您已约了 ${sayTime(looker.openSeat.startAt)} 的一场`, `You have a seat at ${sayTime(looker.openSeat.startAt)}`);
  if (row.booked >= row.capacity) return no('已约满', 'Full');
  if (row.examinerId === looker.personId) return no('考官是您自己', 'You are its examiner');
  if (looker.teachers.has(row.examinerId)) return no('考官教过您，请换一场', 'Its examiner has taught you');
  return looker.coaches.includes(row.examinerId) ? no('考官带过您，请换一场', 'Its examiner has coached you') : yes;
};

const slotView = (ctx: Ctx, row: store.SlotRow, looker: Looker): SlotView => ({
  slotId: row.id, kind: row.kind, title: titleOf(row.kind), place: row.place, examinerName: row.examinerName, startAt: row.startAt.toISOString(), endAt: row.endAt.toISOString(), capacity: row.capacity, bookedCount: row.booked, freeCount: row.capacity - row.booked,
  state: row.state, cancelWords: row.cancelWords,
  can: { book: bookable(ctx, row, looker), cancel: !holds(ctx.actor, ['operator', 'trainer']) ? no('需要培训老师或平台运营', 'It takes a trainer or operator') : row.state === 'cancelled' || row.startAt <= ctx.now ? no('已经开始或已取消', 'Has begun or was called off') : yes },
});

export const seatView = (ctx: Ctx, row: store.SeatRow): SeatView => {
  const isMine = row.personId === ctx.actor.personId;
  const isBooked = row.state === 'booked';
  return {
    seatId: row.id, slotId: row.slotId, kind: row.kind, title: titleOf(row.kind), place: row.place, examinerName: row.examinerName, startAt: row.startAt.toISOString(), endAt: row.endAt.toISOString(), workerId: row.workerId, workerName: row.workerName, state: row.state, words: seatWords[row.state],
    bookedAt: row.bookedAt.toISOString(),
    outcome: row.signOffId === null ? null : { signOffId: row.signOffId, examinerName: row.signedByName!, scorePercent: row.scorePercent!, isPassed: row.isPassed!, isAbsent: row.isAbsent!, items: row.items!, redLines: row.redLines!, words: row.words!, phoneAt: row.phoneAt?.toISOString() ?? null, receivedAt: row.receivedAt!.toISOString() },
    can: {
      cancel: !isBooked ? no(`已经是“${seatWords[row.state].zh}”`, `It is ${seatWords[row.state].en}`) : row.startAt <= ctx.now ? no('已经开始', 'It has begun') : isMine || holds(ctx.actor, 'operator') ? yes : no('由本人取消', 'She gives it back herself'),
      signOff: !isBooked ? no('已经评定', 'Signed already') : row.examinerId !== ctx.actor.personId ? no('由这场的考官评定', 'Its examiner signs') : yes,
    },
  };
};

const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

export const openSlots = async (ctx: Ctx, { kind, from, isAll, cursor, limit }: ParsedOf<Exams['openSlots']>): Promise<OutputOf<Exams['openSlots']>> => {
  const isSchool = holds(ctx.actor, ['trainer', 'examiner', 'operator']);
  const rows = await store.listSlots(ctx.tx, ctx.cityId, { kind: kind ?? null, from: from === undefined ? ctx.now : startOf(from), examinerId: null, isOpenOnly: !(isSchool && isAll === true), after: placeOf(cursor), limit: limit + 1 });
  const looker = await lookerOf(ctx, [...new Set(rows.map((row) => row.kind))]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => slotView(ctx, row, looker)), nextCursor: last ? `${last.startAt.toISOString()} ${last.id}` : null };
};

const demandExaminer = async (ctx: Ctx, examinerId: string): Promise<void> => { if (!(await store.isExaminer(ctx.tx, ctx.cityId, examinerId))) refuse('exams.examiner_unknown', {}, 'examinerId'); };
const nameOf = async (ctx: Ctx, personId: string): Promise<string> => (await personBriefs(ctx, [personId])).get(personId)?.name ?? '';
const refuseBusy = async (ctx: Ctx, error: unknown, examinerId: string, examiner: string): Promise<never> => {
  if (isConflict(error, 'examiner_in_one_place')) return refuse('exams.examiner_busy', { examiner }, 'examinerId');
  throw error;
};

/** Refuses `exams.rubric_unknown`, `exams.examiner_unknown`, `exams.examiner_busy`, `exams.slot_past`. */
export const addSlot = async (ctx: Ctx, { kind, place, examinerId, startAt, minutes, capacity }: ParsedOf<Exams['addSlot']>): Promise<SlotView> => {
  demand(ctx, ['operator', 'trainer']);
  if (!rubricOf(kind)) refuse('exams.rubric_unknown', {}, 'kind');
  await demandExaminer(ctx, examinerId);
  const start = new Date(startAt);
  if (start <= ctx.now) refuse('exams.slot_past', {}, 'startAt');
  const examiner = await nameOf(ctx, examinerId);
  const id = ctx.newId('slot');
  try {
    await store.insertSlot(ctx.tx, ctx.cityId, { id, kind, place, examinerId, startAt: start, endAt: new Date(start.getTime() + minutes * 60_000), capacity, madeAt: ctx.now, madeByName: ctx.actor.name });
  } catch (error) {
    await refuseBusy(ctx, error, examinerId, examiner);
  }
  return slotView(ctx, (await store.findSlot(ctx.tx, ctx.cityId, id))!, null);
};

const lockOpen = async (ctx: Ctx, slotId: string): Promise<store.SlotRow> => {
  const row = (await store.lockSlot(ctx.tx, ctx.cityId, slotId)) ?? refuse('exams.slot_unknown');
  if (row.state === 'cancelled' || row.startAt <= ctx.now) refuse('exams.slot_over');
  return row;
};

/** Gives every seat back and tells who had one. Refuses `exams.slot_unknown`, `exams.slot_over`. */
export const cancelSlot = async (ctx: Ctx, { slotId, words }: ParsedOf<Exams['cancelSlot']>): Promise<SlotView> => {
  demand(ctx, ['operator', 'trainer']);
  const row = await lockOpen(ctx, slotId);
  for (const seat of await store.seatsOfSlots(ctx.tx, ctx.cityId, [slotId])) {
    await store.endSeat(ctx.tx, ctx.cityId, seat.id, 'cancelled', ctx.now);
    await store.countSeat(ctx.tx, ctx.cityId, slotId, -1);
    await tellPerson(ctx, { personId: seat.personId, template: 'practicalCalledOff', params: { time: sayTime(row.startAt), title: titleOf(row.kind).zh, why: words } });
  }
  await store.cancelSlot(ctx.tx, ctx.cityId, slotId, words);
  return slotView(ctx, (await store.findSlot(ctx.tx, ctx.cityId, slotId))!, null);
};

/** Nobody who has coached or taught one of those who come may take it over. Refuses `exams.slot_unknown`, `exams.slot_over`, `exams.examiner_unknown`, `exams.examiner_self`, `exams.examiner_coached`, `exams.examiner_taught`, `exams.examiner_busy`. */
export const changeExaminer = async (ctx: Ctx, { slotId, examinerId }: ParsedOf<Exams['changeExaminer']>): Promise<SlotView> => {
  demand(ctx, 'operator');
  const row = await lockOpen(ctx, slotId);
  await demandExaminer(ctx, examinerId);
  const examiner = await nameOf(ctx, examinerId);
  const seats = await store.seatsOfSlots(ctx.tx, ctx.cityId, [slotId]);
  await demandImpartial(ctx, { examinerId, examinerName: examiner }, seats);
  try {
    await store.setExaminer(ctx.tx, ctx.cityId, slotId, examinerId);
  } catch (error) {
    await refuseBusy(ctx, error, examinerId, examiner);
  }
  for (const seat of seats) await tellPerson(ctx, { personId: seat.personId, template: 'examinerChanged', params: { time: sayTime(row.startAt), title: titleOf(row.kind).zh } });
  return slotView(ctx, (await store.findSlot(ctx.tx, ctx.cityId, slotId))!, null);
};

/** Refuses `exams.examiner_self`, `exams.examiner_coached`, `exams.examiner_taught`: who has coached or taught her does not judge her, however long ago. */
export const demandImpartial = async (ctx: Ctx, { examinerId, examinerName }: { examinerId: string; examinerName: string }, seats: readonly { workerId: string; workerName: string; personId: string }[]): Promise<void> => {
  if (seats.some(({ personId }) => personId === examinerId)) refuse('exams.examiner_self');
  const coached = await store.coachedBy(ctx.tx, ctx.cityId, examinerId, seats.map(({ workerId }) => workerId));
  const one = seats.find(({ workerId }) => coached.includes(workerId));
  if (one) refuse('exams.examiner_coached', { examiner: examinerName, worker: one.workerName });
  const teachers = await teachersOf(ctx, seats.map(({ workerId }) => workerId));
  const pupil = seats.find(({ workerId }) => teachers.get(workerId)!.has(examinerId));
  if (pupil) refuse('exams.examiner_taught', { examiner: examinerName, worker: pupil.workerName });
};

export const examiners = async (ctx: Ctx): Promise<OutputOf<Exams['examiners']>> => ({ items: await store.examiners(ctx.tx, ctx.cityId) });

/** One open seat a learner, never more seats than there are: both are constraints. Refuses `exams.slot_unknown`, `exams.slot_over`, `exams.passed_already`, `exams.examiner_self`, `exams.examiner_coached`, `exams.examiner_taught`, `exams.slot_full`, `exams.seat_open`. */
export const bookPractical = async (ctx: Ctx, { slotId }: ParsedOf<Exams['bookPractical']>): Promise<SeatView> => {
  const worker = await workerOfActor(ctx);
  const slot = await lockOpen(ctx, slotId);
  const [standing] = await standingsOf(ctx, worker.id, [slot.kind]);
  const again = whyNotAgain(standing!, 'practical');
  if (again) refuse('exams.passed_already', { whyZh: again.zh, whyEn: again.en });
  await demandImpartial(ctx, slot, [{ workerId: worker.id, workerName: worker.name, personId: worker.personId }]);
  const open = await store.openSeatOf(ctx.tx, ctx.cityId, worker.id);
  if (open) refuse('exams.seat_open', { date: sayTime(open.startAt) });
  if (slot.booked >= slot.capacity) refuse('exams.slot_full');
  const id = ctx.newId('seat');
  try {
    await store.insertSeat(ctx.tx, ctx.cityId, { id, slotId, kind: slot.kind, workerId: worker.id, bookedAt: ctx.now });
  } catch (error) {
    if (isConflict(error, 'one_open_seat')) refuse('exams.seat_open', { date: cityDay(slot.startAt) });
    throw error;
  }
  await store.countSeat(ctx.tx, ctx.cityId, slotId, 1);
  await tellPerson(ctx, { personId: worker.personId, template: 'practicalBooked', params: { time: sayTime(slot.startAt), place: slot.place, title: titleOf(slot.kind).zh } });
  return seatView(ctx, (await store.findSeat(ctx.tx, ctx.cityId, id))!);
};

/** By herself or an operator, up to the start. Refuses `exams.seat_unknown`, `exams.seat_over`. */
export const cancelSeat = async (ctx: Ctx, { seatId }: ParsedOf<Exams['cancelSeat']>): Promise<SeatView> => {
  // The slot first, as who books does: two who want both never wait for each other.
  const found = await store.findSeat(ctx.tx, ctx.cityId, seatId);
  if (!found || (found.personId !== ctx.actor.personId && !holds(ctx.actor, 'operator'))) refuse('exams.seat_unknown');
  await store.lockSlot(ctx.tx, ctx.cityId, found.slotId);
  const row = (await store.lockSeat(ctx.tx, ctx.cityId, seatId))!;
  if (row.state !== 'booked' || row.startAt <= ctx.now) refuse('exams.seat_over', row.state === 'booked' ? { stateZh: '已经开始', stateEn: 'under way' } : { stateZh: seatWords[row.state].zh, stateEn: seatWords[row.state].en });
  await store.endSeat(ctx.tx, ctx.cityId, seatId, 'cancelled', ctx.now);
  await store.countSeat(ctx.tx, ctx.cityId, row.slotId, -1);
  return seatView(ctx, (await store.findSeat(ctx.tx, ctx.cityId, seatId))!);
};

export const mySeats = async (ctx: Ctx): Promise<OutputOf<Exams['mySeats']>> => {
  const { id } = await workerOfActor(ctx);
  return { items: (await store.seatsOfWorker(ctx.tx, ctx.cityId, id)).map((row) => seatView(ctx, row)) };
};

export const seatList = async (ctx: Ctx, { kind, state, workerId, cursor, limit }: ParsedOf<Exams['seatList']>): Promise<OutputOf<Exams['seatList']>> => {
  const rows = await store.listSeats(ctx.tx, ctx.cityId, { kind: kind ?? null, state: state ?? null, workerId: workerId ?? null, before: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => seatView(ctx, row)), nextCursor: last ? `${last.bookedAt.toISOString()} ${last.id}` : null };
};

/** Her own practicals from the day on, with everything needed to judge them without a connection. */
export const myExamining = async (ctx: Ctx, { day }: ParsedOf<Exams['myExamining']>): Promise<OutputOf<Exams['myExamining']>> => {
  const slots = await store.listSlots(ctx.tx, ctx.cityId, { kind: null, from: startOf(day ?? cityDay(ctx.now)), examinerId: ctx.actor.personId ?? '', isOpenOnly: true, after: null, limit: 60 });
  const seats = Map.groupBy(await store.seatsOfSlots(ctx.tx, ctx.cityId, slots.map(({ id }) => id)), ({ slotId }) => slotId);
  const kinds = new Set(slots.map(({ kind }) => kind));
  return { slots: slots.map((slot) => ({ ...slotView(ctx, slot, null), seats: (seats.get(slot.id) ?? []).map((row) => seatView(ctx, row)) })), rubrics: (await rubrics()).items.filter(({ kind }) => kinds.has(kind)) };
};
