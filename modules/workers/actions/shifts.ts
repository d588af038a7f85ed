import type { contract, OutputOf, ParsedOf } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { distanceMeters } from '../../accounts/index.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { dayStartOf, isExceptionRight, sayCitySpan } from '../rules/availability.ts';
import { DUTY_BEFORE_VISIT_MS, POSITION_RETENTION_DAYS, isJump } from '../rules/position.ts';
import * as calendar from '../store/calendar.ts';
import { savePositionConsent, setOnline as saveOnline } from '../store/workers.ts';
import { lockCalendars, tellChange, workerOf, workerOfActor, type WorkerFacts } from './facts.ts';
import { demandWeekly, profileOf, weeklyView, type WorkerProfile } from './profiles.ts';

type Workers = typeof contract.workers;
const DAY_MS = 86_400_000;

/** The acting worker's weekly times, exceptions and claims on her time. */
export const myCalendar = async (ctx: Ctx, { from, days }: ParsedOf<Workers['myCalendar']>): Promise<OutputOf<Workers['myCalendar']>> => {
  const worker = await workerOfActor(ctx);
  const span = { workerId: worker.id, from: new Date(dayStartOf(from)), to: new Date(dayStartOf(from) + days * DAY_MS) };
  const weekly = await calendar.weeklyOf(ctx.tx, ctx.cityId, [worker.id]);
  const exceptions = await calendar.exceptionsOf(ctx.tx, ctx.cityId, span);
  const busy = await calendar.busyBetween(ctx.tx, ctx.cityId, { ...span, now: ctx.now, states: ['held', 'booked', 'done'] });
  const items = await itemBriefs(ctx, busy.map(({ itemId }) => itemId));
  return {
    weekly: weekly.map(weeklyView),
    exceptions: exceptions.map(({ id, startAt, endAt, isAvailable, reason }) => ({ exceptionId: id, startAt: startAt.toISOString(), endAt: endAt.toISOString(), isAvailable, reason })),
    busy: busy.map((entry) => ({
      startAt: entry.startAt.toISOString(), endAt: entry.endAt.toISOString(), orderId: entry.orderId, label: `${items.get(entry.itemId)?.name.zh ?? '上门服务'}${entry.state === 'held' ? '（待支付）' : entry.state === 'done' ? '（已完成）' : ''}`,
    })),
  };
};

/** The acting worker's weekly times, whole. Visits agreed before stay. */
export const setAvailability = async (ctx: Ctx, { weekly }: ParsedOf<Workers['setAvailability']>): Promise<WorkerProfile> => {
  const worker = await workerOfActor(ctx);
  await calendar.replaceWeekly(ctx.tx, ctx.cityId, worker.id, demandWeekly(weekly));
  await tellChange(ctx, worker, 'availability');
  return profileOf(ctx, worker.id);
};

/** A time off or an extra shift. Time off is refused over a live visit (`workers.exception_over_visit`, told by its date and time). */
export const addException = async (ctx: Ctx, input: ParsedOf<Workers['addException']>): Promise<OutputOf<Workers['addException']>> => {
  const worker = await workerOfActor(ctx);
  const [startAt, endAt] = [new Date(input.startAt), new Date(input.endAt)];
  if (!isExceptionRight(startAt, endAt, ctx.now)) refuse('workers.exception_wrong', {}, 'endAt');
  await lockCalendars(ctx, worker.id);
  if (!input.isAvailable) {
    const [visit] = await calendar.busyBetween(ctx.tx, ctx.cityId, { workerId: worker.id, from: startAt, to: endAt, now: ctx.now, states: ['held', 'booked'] });
    if (visit) refuse('workers.exception_over_visit', sayCitySpan(visit.startAt, visit.endAt));
  }
  const exceptionId = ctx.newId('exc');
  await calendar.insertException(ctx.tx, ctx.cityId, worker.id, { id: exceptionId, startAt, endAt, isAvailable: input.isAvailable, reason: input.reason });
  await tellChange(ctx, worker, 'availability');
  return { exceptionId, startAt: startAt.toISOString(), endAt: endAt.toISOString(), isAvailable: input.isAvailable, reason: input.reason };
};

export const removeException = async (ctx: Ctx, { exceptionId }: { exceptionId: string }): Promise<{ ok: true }> => {
  const worker = await workerOfActor(ctx);
  if ((await calendar.deleteException(ctx.tx, ctx.cityId, worker.id, exceptionId)) === 0) refuse('workers.exception_unknown');
  await tellChange(ctx, worker, 'availability');
  return { ok: true };
};

/**
 * A worker is away from now on, whatever she had agreed to: the caller gives her visits to others. She goes offline. Refuses `workers.exception_wrong`
 * for an end that has passed or lies further off than an absence may last. System use.
 */
export const markAbsent = async (ctx: Ctx, { workerId, until, reason }: { workerId: string; until: Date; reason: string }): Promise<{ exceptionId: string }> => {
  const worker = await workerOf(ctx, workerId);
  if (!isExceptionRight(ctx.now, until, ctx.now)) refuse('workers.exception_wrong', {}, 'until');
  await lockCalendars(ctx, worker.id);
  const exceptionId = ctx.newId('exc');
  await calendar.insertException(ctx.tx, ctx.cityId, worker.id, { id: exceptionId, startAt: ctx.now, endAt: until, isAvailable: false, reason });
  await saveOnline(ctx.tx, ctx.cityId, worker.id, false, ctx.now);
  await tellChange(ctx, worker, 'availability');
  return { exceptionId };
};

/** She is back earlier than was said. */
export const endAbsence = async (ctx: Ctx, { workerId, exceptionId }: { workerId: string; exceptionId: string }): Promise<void> => {
  await calendar.endException(ctx.tx, ctx.cityId, exceptionId, ctx.now);
  await tellChange(ctx, await workerOf(ctx, workerId), 'availability');
};

/** Ready for orders now, or not. Whoever is not admitted stays offline; her profile says why. */
export const setOnline = async (ctx: Ctx, { isOnline }: { isOnline: boolean }): Promise<{ workerId: string }> => {
  const worker = await workerOfActor(ctx);
  await saveOnline(ctx.tx, ctx.cityId, worker.id, isOnline && worker.status === 'active', ctx.now);
  // Off duty means off duty: unless a family waits for her, where she was is nobody's business any more.
  if (!isOnline && (await visitsAtHand(ctx, worker)).length === 0) await calendar.forgetPositionOf(ctx.tx, ctx.cityId, worker.id);
  await tellChange(ctx, worker, 'online');
  return { workerId: worker.id };
};

/** Whether her position may be kept while she is on duty. Taking it back deletes what is kept. */
export const setPositionConsent = async (ctx: Ctx, { isGiven }: { isGiven: boolean }): Promise<{ workerId: string }> => {
  const worker = await workerOfActor(ctx);
  await savePositionConsent(ctx.tx, ctx.cityId, worker.id, isGiven ? worker.positionConsentAt ?? ctx.now : null);
  if (!isGiven) await calendar.forgetPositionOf(ctx.tx, ctx.cityId, worker.id);
  await tellChange(ctx, worker, 'profile');
  return { workerId: worker.id };
};

/** Visits that make the worker's way a matter of others: booked ones that run or begin within two hours. */
const visitsAtHand = (ctx: Ctx, worker: WorkerFacts): Promise<calendar.BusyRow[]> => calendar.busyBetween(ctx.tx, ctx.cityId, {
  workerId: worker.id, from: new Date(ctx.now.getTime() - DUTY_BEFORE_VISIT_MS), to: new Date(ctx.now.getTime() + DUTY_BEFORE_VISIT_MS), now: ctx.now, states: ['booked'],
});

/**
 * Keeps the acting worker's position, only with her consent and while she is on duty: online, or with a visit at hand. The families of those visits
 * see it move. Refuses `workers.consent_missing`, `workers.off_duty` and `workers.position_jump`.
 */
export const reportPosition = async (ctx: Ctx, { lon, lat, accuracyMeters }: ParsedOf<Workers['reportPosition']>): Promise<{ ok: true }> => {
  const worker = await workerOfActor(ctx);
  if (worker.positionConsentAt === null) refuse('workers.consent_missing');
  const visits = await visitsAtHand(ctx, worker);
  if (!worker.isOnline && visits.length === 0) refuse('workers.off_duty');
  const [last] = await calendar.positionsOf(ctx.tx, ctx.cityId, [worker.id]);
  if (last && isJump({ meters: distanceMeters(last, { lon, lat }), slackMeters: last.accuracyMeters + accuracyMeters, milliseconds: ctx.now.getTime() - last.at.getTime() })) refuse('workers.position_jump');
  await calendar.savePosition(ctx.tx, ctx.cityId, { workerId: worker.id, lon, lat, accuracyMeters, at: ctx.now });
  const served = visits.filter(({ orderId }) => orderId !== null);
  await ctx.emit('worker.moved', { workerId: worker.id, orderIds: served.map(({ orderId }) => orderId!), personIds: [...new Set([worker.personId, ...served.map(({ customerId }) => customerId)])], merchantId: worker.merchantId });
  return { ok: true };
};

/** Forgets where workers were; run once a day. */
export const forgetPositions = async (ctx: Ctx): Promise<void> => {
  await calendar.forgetPositions(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - POSITION_RETENTION_DAYS * DAY_MS));
};
