import type { Need } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { settingOf } from '../../accounts/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { beijingDay } from '../rules.ts';
import { limitedAmong, merchantDays, type MerchantDay } from '../store/day-limit.ts';

/** A merchant on trial, or limited by the platform, is given so many orders of a day, whoever of its people serves them. */
const DAY_MS = 86_400_000;

/** Limited merchants and what they have been given by day, some orders aside. */
export const countDays = async (ctx: Ctx, exceptOrderIds: readonly string[]): Promise<MerchantDay[]> =>
  merchantDays(ctx.tx, ctx.cityId, { trialPerDay: await settingOf(ctx, 'trialOrdersPerDay'), from: new Date(ctx.now.getTime() - DAY_MS), exceptOrderIds });
const daysOf = (full: Iterable<{ merchantId: string; day: string }>): Pick<Need, 'fullMerchantDays'> => {
  const days: Record<string, number[]> = {};
  for (const { merchantId, day } of full) (days[merchantId] ??= []).push(Date.parse(day) / DAY_MS);
  return Object.keys(days).length === 0 ? {} : { fullMerchantDays: days };
};

/** Which merchants take no more on which days, for the planner; nothing where none has a limit. */
export async function fullMerchantDays(ctx: Ctx, exceptOrderId: string | null): Promise<Pick<Need, 'fullMerchantDays'>> {
  return daysOf((await countDays(ctx, exceptOrderId === null ? [] : [exceptOrderId])).flatMap(({ merchantId, perDay, day, taken }) => (day !== null && taken >= perDay ? [{ merchantId, day }] : [])));
}

const lockKey = (ctx: Ctx, merchantId: string, startsAt: Date): string => `merchantDay:${ctx.cityId}:${merchantId}:${beijingDay(startsAt)}`;
type Gift = { order: Pick<OrderFacts, 'id' | 'startsAt'>; workerId: string };
/**
 * Holds the days on which these visits would be given to people of a limited merchant, to the end of the transaction: what is counted after this stands
 * still, so that two orders at once cannot both be the last of a day. Call it with the orders and workers locked, and before the need is read.
 */
export async function holdDays(ctx: Ctx, gifts: readonly Gift[]): Promise<void> {
  const limited = await limitedAmong(ctx.tx, ctx.cityId, gifts.map(({ workerId }) => workerId));
  const keys = gifts.flatMap(({ order, workerId }) => (limited.has(workerId) && order.startsAt ? [lockKey(ctx, limited.get(workerId)!, order.startsAt)] : []));
  await lockFor(ctx.tx, ...keys);
}

/** Whether her merchant's day is full without this order, looked at under the day's lock. */
export async function isDayFull(ctx: Ctx, order: OrderFacts, workerId: string): Promise<boolean> {
  const merchantId = (await limitedAmong(ctx.tx, ctx.cityId, [workerId])).get(workerId);
  if (merchantId === undefined) return false;
  await lockFor(ctx.tx, lockKey(ctx, merchantId, order.startsAt!));
  const day = beijingDay(order.startsAt!);
  return (await countDays(ctx, [order.id])).some((row) => row.merchantId === merchantId && row.day === day && row.taken >= row.perDay);
}

/** What limited merchants may still be given, counted while several visits are given at once. */
export type DayRoom = { asNow: (need: Need) => Need; take: (merchantId: string | null, startAt: number) => void; giveBack: (merchantId: string | null, startAt: number) => void };
export function roomOf(rows: readonly MerchantDay[]): DayRoom {
  const perDay = new Map(rows.map((row) => [row.merchantId, row.perDay]));
  const taken = new Map<string, { merchantId: string; day: string; count: number }>(rows.flatMap(({ merchantId, day, taken: count }) => (day === null ? [] : [[`${merchantId} ${day}`, { merchantId, day, count }] as const])));
  const change = (by: number) => (merchantId: string | null, startAt: number): void => {
    if (merchantId === null || !perDay.has(merchantId)) return;
    const day = beijingDay(new Date(startAt)), key = `${merchantId} ${day}`;
    taken.set(key, { merchantId, day, count: (taken.get(key)?.count ?? 0) + by });
  };
  return { asNow: ({ fullMerchantDays: _before, ...need }) => ({ ...need, ...daysOf([...taken.values()].filter(({ merchantId, count }) => count >= perDay.get(merchantId)!)) }), take: change(1), giveBack: change(-1) };
}
