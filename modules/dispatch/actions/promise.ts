import { distanceMeters, explainWorker, travelSeconds } from '@linli/planner';
import type { Need, WorkerView } from '@linli/planner';
import type { DispatchPolicy, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { quoteHeld } from '../../orders/index.ts';
import { ENOUGH_PROMISES, READY_MINUTES, promisedArrival, sayOnTime } from '../rules/policy.ts';
import { sayInstant } from '../rules.ts';
import { noteReached as noteFirstReached, onTimeSince } from '../store/promises.ts';
import { closedUntil } from './closed.ts';
import { workersFor } from './gather.ts';
import { policyOf } from './policy.ts';
import { openWish } from './wish.ts';

type Dispatch = typeof contract.dispatch;
export type Arrival = { startAt: Date; workerId: string; travelSeconds: number };

/** Where a worker is now, or will be once what she does now is over. */
export function whereabouts(view: WorkerView, now: number): { lon: number; lat: number; readyAt: number } {
  const current = view.commitments.filter(({ startAt, endAt }) => startAt <= now && endAt > now).at(-1);
  return current ? { ...current.at, readyAt: current.endAt } : { ...(view.position ?? view.home), readyAt: now };
}

/** The soonest arrival that a suitable online worker can keep, from where workers are now; null when nobody can within the policy's minutes. */
export async function soonestArrival(ctx: Ctx, need: Omit<Need, 'startAt'>, policy: DispatchPolicy): Promise<Arrival | null> {
  if (policy.oneHour === null) return null;
  const now = ctx.now.getTime();
  const latest = now + policy.oneHour.doorMinutes * 60_000;
  const views = (await workersFor(ctx, need, ctx.now, new Date(latest + need.durationMinutes * 60_000))).filter(({ isOnline }) => isOnline);
  const arrivals = views.map((view) => {
    const from = whereabouts(view, now);
    const seconds = travelSeconds(from, need.at, view.travelMode);
    return { view, seconds, meters: distanceMeters(from, need.at), startAt: promisedArrival(Math.max(now + READY_MINUTES * 60_000, from.readyAt), seconds) };
  }).filter(({ startAt }) => startAt.getTime() <= latest).sort((a, b) => a.startAt.getTime() - b.startAt.getTime() || a.meters - b.meters);
  for (const { view, seconds, startAt } of arrivals) {
    if (explainWorker({ ...need, startAt: startAt.getTime() }, view, { now }).blockers.length === 0) return { startAt, workerId: view.workerId, travelSeconds: Math.round(seconds) };
  }
  return null;
}

/** What a family that needs somebody at once is promised, and how earlier promises were kept. */
export async function promiseArrival(ctx: Ctx, input: ParsedOf<Dispatch['promiseArrival']>): Promise<OutputOf<Dispatch['promiseArrival']>> {
  const { item, need, districtId } = await openWish(ctx, input);
  const { policy } = await policyOf(ctx, { family: item.family, itemId: item.itemId, districtId });
  const onTime = await onTimeRecord(ctx, { itemId: item.itemId, days: 30 }, policy);
  if (policy.oneHour === null) return { promise: null, words: { zh: '这项服务在这里不承诺一小时上门，请选一个时间', en: 'No arrival within the hour is promised for this service here; choose a time' }, onTime };
  const isClosed = (await closedUntil(ctx, districtId)) !== null;
  const arrival = isClosed ? null : await soonestArrival(ctx, need, policy);
  if (!arrival) return { promise: null, words: { zh: `附近没有 ${policy.oneHour.doorMinutes} 分钟内能到的家政员，请选一个时间`, en: `Nobody near can be there within ${policy.oneHour.doorMinutes} min; choose a time` }, onTime };
  const quote = await quoteHeld(ctx, { itemId: item.itemId, quantity: input.quantity, startAt: arrival.startAt, workerId: arrival.workerId, isChosen: false });
  const clock = sayInstant(arrival.startAt).slice(11);
  return {
    promise: { startAt: arrival.startAt.toISOString(), promisedAt: arrival.startAt.toISOString(), ...policy.oneHour, travelMinutes: Math.ceil(arrival.travelSeconds / 60), totalFen: quote.totalFen },
    words: { zh: `现在下单，${policy.oneHour.reachMinutes} 分钟内有人接单，最迟 ${clock} 到门口`, en: `Book now: somebody takes it within ${policy.oneHour.reachMinutes} min and is at your door by ${clock}` }, onTime,
  };
}

const BUILT_IN = { reachMinutes: 15, doorMinutes: 60 };
/** How promised arrivals were kept: taken in time, at the door in time. Orders the family cancelled do not count. */
export async function onTimeRecord(ctx: Ctx, about: { itemId?: string | undefined; districtId?: string | undefined; days: number }, policy?: DispatchPolicy): Promise<OutputOf<Dispatch['onTimeRecord']>> {
  const kept = await onTimeSince(ctx.tx, ctx.cityId, { since: new Date(ctx.now.getTime() - about.days * 86_400_000), now: ctx.now, itemId: about.itemId ?? null, districtId: about.districtId ?? null });
  const record = { days: about.days, ...kept, medianDoorMinutes: kept.medianDoorMinutes === null ? null : Math.round(kept.medianDoorMinutes), ...(policy?.oneHour ?? BUILT_IN) };
  return { ...record, isEnough: kept.promised >= ENOUGH_PROMISES, words: sayOnTime(record) };
}

/** Somebody has taken a promised order. */
export const noteReached = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => { await noteFirstReached(ctx.tx, ctx.cityId, orderId, ctx.now); };
