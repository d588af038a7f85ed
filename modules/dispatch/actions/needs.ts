import type { Need } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { matchWishesOfMany } from '../../accounts/index.ts';
import { merchantBriefs } from '../../alliance/index.ts';
import { itemOf } from '../../catalog/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entriesOfOrders, workersBlockingMany } from '../../workers/index.ts';
import type { CalendarEntry } from '../../workers/index.ts';
import { allergensOf, sceneOf } from '../rules.ts';
import { fullMerchantDays } from './day-limit.ts';
import { declinedByMany, servedBeforeMany } from '../store/plan.ts';

export type Needed = { order: OrderFacts; need: Need; entry: CalendarEntry | null };

/**
 * What many orders with an agreed start ask of a worker, as `needOfOrder` says it of one, in a handful of questions whatever their number. The merchant
 * an order belongs to is the one written on it, unless that merchant is suspended.
 */
export async function needsOfOrders(ctx: Ctx, orders: readonly OrderFacts[]): Promise<Map<string, Needed>> {
  const unique = <T>(some: readonly T[]): T[] => [...new Set(some)];
  const households = unique(orders.map(({ householdId }) => householdId));
  const ids = orders.map(({ id }) => id);
  const entries = await entriesOfOrders(ctx, ids);
  const wishes = await matchWishesOfMany(ctx, households);
  const avoided = await workersBlockingMany(ctx, households);
  const served = await servedBeforeMany(ctx.tx, ctx.cityId, households);
  const declined = await declinedByMany(ctx.tx, ctx.cityId, ids);
  const holders = await merchantBriefs(ctx, unique(orders.flatMap(({ holderMerchantId }) => holderMerchantId ?? [])));
  const full = await fullMerchantDays(ctx, null);
  const items = new Map<string, Awaited<ReturnType<typeof itemOf>>>();
  for (const itemId of unique(orders.map((order) => order.itemId))) items.set(itemId, await itemOf(ctx, itemId));
  return new Map(orders.map((order) => {
    const item = items.get(order.itemId)!;
    const wish = wishes.get(order.householdId)!;
    const entry = entries.get(order.id) ?? null;
    const holder = order.holderMerchantId === null ? undefined : holders.get(order.holderMerchantId);
    const isHeld = holder?.status === 'active';
    const need: Need = {
      startAt: order.startsAt!.getTime(), durationMinutes: order.durationMinutes, at: { lon: order.lon, lat: order.lat }, requiredSkills: item.requiredSkills.map(({ skill, level }) => ({ skill, level })), requiredPapers: item.requiredPapers,
      healthClass: item.healthClass, family: item.family, homeScene: sceneOf(order.homeScene), territoryMerchantId: isHeld ? holder.merchantId : null, ...(isHeld ? { territoryMerchantName: holder.name } : {}),
      allergens: allergensOf(order.homeScene), sensitivities: order.homeScene.sensitivities, wishedTraits: wish.traits, servedBeforeWorkerIds: served.get(order.householdId) ?? [],
      preferredWorkerIds: order.isWorkerChosen && entry ? unique([entry.workerId, ...wish.favourites]) : wish.favourites, blockedWorkerIds: unique([...wish.blocked, ...avoided.get(order.householdId) ?? []]),
      refusedWorkerIds: declined.get(order.id) ?? [], ...full, heldWorkerId: entry?.workerId ?? null, ownCommitmentIds: entry ? [entry.id] : [],
    };
    return [order.id, { order, need, entry }];
  }));
}
