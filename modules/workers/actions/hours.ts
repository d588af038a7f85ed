import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { settingsOf } from '../../accounts/index.ts';
import { cityDayStart } from '../rules/availability.ts';
import { LONGEST_OVERRUN_MS, minutesWithin, nextStartFrom, sayRest, sayWeek, weekStartOf, type HoursLimits } from '../rules/hours.ts';
import { claimsByWorker } from '../store/views.ts';
import { workerOfActor } from './facts.ts';

const DAY_MS = 86_400_000;

/** The city's limits of a week and the rest between two working days. */
export const hoursInForce = async (ctx: Ctx): Promise<HoursLimits> => {
  const { weekHoursUsual, weekHoursMost, restHours } = await settingsOf(ctx);
  return { weekHoursUsual, weekHoursMost, restHours };
};

/** The acting worker's week from Monday, day by day, with the limits nobody may plan beyond. */
export const myHours = async (ctx: Ctx): Promise<OutputOf<typeof contract.workers.myHours>> => {
  const worker = await workerOfActor(ctx);
  const limits = await hoursInForce(ctx);
  const now = ctx.now.getTime();
  const from = weekStartOf(now);
  const to = from + 7 * DAY_MS;
  const claims = (await claimsByWorker(ctx.tx, ctx.cityId, [worker.id], { from: new Date(from), to: new Date(to + DAY_MS), now: ctx.now, overrunFrom: new Date(now - LONGEST_OVERRUN_MS) })).get(worker.id) ?? [];
  const days = Array.from({ length: 7 }, (_, at) => ({ day: cityDay(new Date(from + at * DAY_MS)), minutes: Math.round(minutesWithin(claims, from + at * DAY_MS, from + (at + 1) * DAY_MS)) }));
  const minutes = minutesWithin(claims, from, to);
  const next = nextStartFrom(claims.filter(({ endAt }) => endAt > cityDayStart(now)), now, limits.restHours);
  return {
    days, minutes: Math.round(minutes), maxMinutesPerDay: worker.maxMinutesPerDay, ...limits, nextStartFrom: next === null ? null : new Date(next).toISOString(), words: sayWeek(minutes, limits), restWords: sayRest(next, limits),
    state: minutes >= limits.weekHoursMost * 60 ? 'full' : minutes > limits.weekHoursUsual * 60 ? 'long' : 'usual',
  };
};
