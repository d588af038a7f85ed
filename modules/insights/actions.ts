import type { OutputOf, contract } from '@linli/contract';
import { holds } from '../../kernel/access.ts';
import { verifyAll, type Action, type Ctx } from '../../kernel/context.ts';
import { refuse } from '../../kernel/refusal.ts';
import { settingOf } from '../accounts/index.ts';
import { merchantBriefs } from '../alliance/index.ts';
import { judgeAlarm, judgeDemand, judgeDoorCode, judgeFollowUp, judgeLate, judgeLateRisk, judgeNotDeparted, judgeOfferWaiting, judgeOverrun, judgePaper, judgePlan, judgeRepairLeft, judgeTicket, judgeUnassigned, judgeUnpaidHold, limits, percentOf, sortExceptions, type Exception } from './rules/exceptions.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, dayOf, startOfDay, startOfWeek, weekdayOf } from './rules/times.ts';
import { dueFollowUps, dueTickets, endingPapers, lateRisks, lateVisits, lockedDoors, notDeparted, overruns, paymentAlarms, readyPlans, repairsLeft, unassignedVisits, unpaidHolds, waitingDemands, waitingOffers } from './store/exceptions.ts';
import { assignmentFigures, hourFigures, idleWorkers, merchantEarnedFen, onlineWorkers, orderFigures, qualityFigures, reviewFigures, takingsFen, volumeByDay } from './store/figures.ts';

/** Rates are told over this many days, today included, so that a quiet morning does not look like a failure. */
const RATE_DAYS = 7;
const REVIEW_DAYS = 30;
const IDLE_AHEAD_HOURS = 1;
const IDLE_SHOWN = 20;
const FIRST_HOUR = 6;
const LAST_HOUR = 22;
/** Papers that ended longer ago than this are history, not an exception. */
const PAPER_PAST_DAYS = 30;

const after = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);

/** What goes wrong with the visits and papers of the city, or of one merchant. */
const visitExceptions = async (ctx: Ctx, merchantId: string | null, lateAfterMinutes: number): Promise<(Exception | null)[]> => {
  const { tx, cityId, now } = ctx;
  const scope = { now, merchantId };
  const papers = { from: dayOf(after(now, -PAPER_PAST_DAYS * DAY_MS)), to: dayOf(after(now, limits.paperDays * DAY_MS)), merchantId };
  const risks = await lateRisks(tx, cityId, scope);
  // Who is foreseen to be late is told once, with the minutes; that she has not set out says less.
  const foreseen = new Set(risks.map(({ orderId }) => orderId));
  return [
    ...risks.map((v) => judgeLateRisk(v, now)),
    ...(await unassignedVisits(tx, cityId, scope)).map((v) => judgeUnassigned(v, now)),
    ...(await notDeparted(tx, cityId, scope)).filter(({ orderId }) => !foreseen.has(orderId)).map((v) => judgeNotDeparted(v, now)),
    ...(await lateVisits(tx, cityId, scope)).filter(({ orderId }) => !foreseen.has(orderId)).map((v) => judgeLate(v, now, lateAfterMinutes)),
    ...(await lockedDoors(tx, cityId, scope)).map((v) => judgeDoorCode(v, now)),
    ...(await waitingOffers(tx, cityId, scope)).map((v) => judgeOfferWaiting(v, now)),
    ...(await overruns(tx, cityId, scope)).map((v) => judgeOverrun(v, now)),
    ...(await endingPapers(tx, cityId, papers)).map((p) => judgePaper(p, now)),
  ];
};

/** What only the city's desk can put right. */
const deskExceptions = async ({ tx, cityId, now }: Ctx): Promise<(Exception | null)[]> => {
  const scope = { now, merchantId: null };
  return [
    ...(await unpaidHolds(tx, cityId, scope)).map((v) => judgeUnpaidHold(v, now)),
    ...(await waitingDemands(tx, cityId, scope)).map((d) => judgeDemand(d, now)),
    ...(await dueTickets(tx, cityId, after(now, limits.ticketSoonHours * HOUR_MS))).map((t) => judgeTicket(t, now)),
    ...(await dueFollowUps(tx, cityId, now)).map((f) => judgeFollowUp(f, now)),
    ...(await readyPlans(tx, cityId, now)).map(judgePlan),
    ...(await repairsLeft(tx, cityId, now)).map((v) => judgeRepairLeft(v, now)),
    ...(await paymentAlarms(tx, cityId, after(now, -limits.alarmHours * HOUR_MS))).map((a) => judgeAlarm(a, now)),
  ];
};

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** The desk's first screen: exceptions first, the day in figures, visits against capacity by hour, idle certified workers. */
export const board: Action<object, OutputOf<typeof contract.insights.board>> = async (ctx) => {
  const { tx, cityId, now } = ctx;
  const lateAfterMinutes = await settingOf(ctx, 'lateAfterMinutes');
  const exceptions = sortExceptions([...(await visitExceptions(ctx, null, lateAfterMinutes)), ...(await deskExceptions(ctx))]);
  const today = { from: startOfDay(now), to: after(startOfDay(now), DAY_MS) };
  const rated = { from: after(today.from, -(RATE_DAYS - 1) * DAY_MS), to: now };
  const orders = await orderFigures(tx, cityId, today, null);
  const quality = await qualityFigures(tx, cityId, rated, lateAfterMinutes, null);
  const assignments = await assignmentFigures(tx, cityId, rated);
  const { stars } = await reviewFigures(tx, cityId, { from: after(now, -REVIEW_DAYS * DAY_MS), to: after(now, 1) }, null);
  const idle = await idleWorkers(tx, cityId, { now, until: after(now, IDLE_AHEAD_HOURS * HOUR_MS), today: dayOf(now), limit: IDLE_SHOWN });
  return {
    at: now.toISOString(),
    exceptions,
    kpis: {
      ordersToday: orders.startingToday, runningNow: orders.runningNow, unassigned: orders.unassigned, onlineWorkers: await onlineWorkers(tx, cityId, null), idleWorkers: idle[0]?.total ?? 0,
      revenueTodayFen: await takingsFen(tx, cityId, today), autoAssignedPercent: percentOf(assignments.automatic, assignments.accepted),
      completionPercent: percentOf(quality.served, quality.ended), onTimePercent: percentOf(quality.onTime, quality.arrived), satisfaction: oneDecimal(stars),
    },
    byHour: await hourFigures(tx, cityId, { ...today, weekday: weekdayOf(now), firstHour: FIRST_HOUR, lastHour: LAST_HOUR }),
    idleWorkers: idle.map(({ workerId, name, areaLabel, idleSince }) => ({ workerId, name, areaLabel, idleMinutes: Math.max(0, Math.floor((now.getTime() - idleSince.getTime()) / MINUTE_MS)) })),
  };
};

/** A merchant's own day. Foreign merchants answer like unknown ones (`alliance.merchant_unknown`). */
export const merchantBoard: Action<{ merchantId: string }, OutputOf<typeof contract.insights.merchantBoard>> = async (ctx, { merchantId }) => {
  const { tx, cityId, now } = ctx;
  const isMine = holds(ctx.actor, ['merchantOwner', 'merchantStaff', 'operator'], merchantId);
  if (!isMine || !(await merchantBriefs(ctx, [merchantId])).has(merchantId)) refuse('alliance.merchant_unknown');
  const lateAfterMinutes = await settingOf(ctx, 'lateAfterMinutes');
  const today = { from: startOfDay(now), to: after(startOfDay(now), DAY_MS) };
  const week = { from: after(today.from, -(RATE_DAYS - 1) * DAY_MS), to: today.to };
  const orders = await orderFigures(tx, cityId, today, merchantId);
  const quality = await qualityFigures(tx, cityId, { from: week.from, to: now }, lateAfterMinutes, merchantId);
  const { stars } = await reviewFigures(tx, cityId, { from: after(now, -REVIEW_DAYS * DAY_MS), to: after(now, 1) }, merchantId);
  return {
    at: now.toISOString(), exceptions: sortExceptions(await visitExceptions(ctx, merchantId, lateAfterMinutes)),
    ordersToday: orders.startingToday, runningNow: orders.runningNow, unassigned: orders.unassigned, workersOnline: await onlineWorkers(tx, cityId, merchantId),
    earnedThisWeekFen: await merchantEarnedFen(tx, cityId, merchantId, { from: startOfWeek(now), to: after(now, 1) }),
    completionPercent: percentOf(quality.served, quality.ended), satisfaction: oneDecimal(stars), volumeByDay: await volumeByDay(tx, cityId, merchantId, week),
  };
};

/** Every invariant of the kernel and of all modules, counted in one transaction. */
export const verify: Action<object, OutputOf<typeof contract.insights.verify>> = async (ctx) => ({ at: ctx.now.toISOString(), checks: await verifyAll(ctx) });
