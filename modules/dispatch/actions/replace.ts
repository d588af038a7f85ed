import type { Need, PlanVisit } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { settingOf } from '../../accounts/index.ts';
import { workerNames } from '../../workers/index.ts';
import { addDays } from '../rules.ts';
import { MOST_LATE_MINUTES, roundsFor } from '../rules/plan.ts';
import { sayPostponed, sayReplacement, underWayWords } from '../rules/repair.ts';
import type { LeftRow, MoveRow } from '../store/plan.ts';
import { computeNow, headOf, nearestStart, saidOf, trafficIn, viewsAround, whyLeft } from './cell.ts';
import type { CellAsked } from './cell.ts';
import { countDays } from './day-limit.ts';
import { taking } from './fit.ts';
import { needsOfOrders } from './needs.ts';
import { dayOf } from './upset.ts';
import type { Upset } from './upset.ts';
import { weightsInForce } from './weights.ts';

/** Other hours are looked for so many days on. */
const SEARCH_DAYS = 3;
/** A repair is thought about within its own transaction: not for long. */
const REPAIR_SECONDS = 2;

type Found = { moves: MoveRow[]; left: LeftRow[] };

/** What would be done about an upset: visits to others in the best way for all of them together, or to the nearest other hour; and what is left. Writes nothing. */
export async function findRepair(ctx: Ctx, upset: Upset): Promise<Found> {
  const found = upset.isHours ? await otherHours(ctx, upset) : await otherWorkers(ctx, upset);
  const decided = upset.decided.map((order): LeftRow => ({ ...headOf(saidOf(order)), why: underWayWords, nearest: null }));
  return { moves: found.moves, left: [...found.left, ...decided] };
}

/** Visits of one day are placed all at once among everybody's promises, so that the best one for one is not taken from another who has nobody else. */
async function otherWorkers(ctx: Ctx, upset: Upset): Promise<Found> {
  const all: Found = { moves: [], left: [] };
  const names = await workerNames(ctx, upset.orders.flatMap(({ workerId }) => workerId ?? []));
  const { weights } = await weightsInForce(ctx);
  const leadMinutes = await settingOf(ctx, 'minLeadMinutes');
  for (const [start, orders] of Map.groupBy(upset.orders, (order) => dayOf(order).getTime())) {
    const [from, to] = [new Date(start), addDays(new Date(start), 1)];
    const needs = await needsOfOrders(ctx, orders);
    const workers = (await viewsAround(ctx, orders, [], from, addDays(to, SEARCH_DAYS - 1))).filter((view) => !upset.isExcluded(view));
    const visits = orders.map(({ id }): PlanVisit => ({ visitId: id, need: withoutHolder(needs.get(id)!.need, upset), workerId: null }));
    const asked: CellAsked = {
      visits, workers, said: orders.map(saidOf), basis: { orders: {}, workers: {} }, leadMinutes, merchantDays: await countDays(ctx, orders.map(({ id }) => id)), isCommitting: false,
      options: { from: from.getTime(), to: to.getTime(), now: ctx.now.getTime(), weights, gainToMove: 0, factor: orders[0]!.districtId === null ? 1 : await trafficIn(ctx, orders[0]!.districtId), iterations: roundsFor(visits.length), seconds: REPAIR_SECONDS, mostLateSeconds: MOST_LATE_MINUTES * 60 },
    };
    const { moves, left, planned } = computeNow(asked);
    const ordersById = new Map(orders.map((order) => [order.id, order]));
    const placed = new Map(planned.visits.map(({ visitId, after }) => [visitId, after]));
    for (const move of moves) {
      const { workerId } = ordersById.get(move.orderId)!;
      all.moves.push({ ...move, fromWorker: workerId === null ? null : { workerId, name: names.get(workerId) ?? workerId }, why: sayReplacement(upset.cause, move.toWorker!.name, placed.get(move.orderId)!) });
    }
    all.left.push(...left);
  }
  return all;
}

/** A suspended merchant holds no territory; whoever held the time of a worker who cannot come holds nothing. */
const withoutHolder = (need: Need, upset: Upset): Need => ({ ...need, heldWorkerId: null, ...(upset.kind === 'merchantSuspended' && need.territoryMerchantId === upset.subject.id ? { territoryMerchantId: null } : {}) });

/** One after the other by their hour, each to the nearest hour after the end; with the same worker if she has one, and only with her where the family chose her. */
async function otherHours(ctx: Ctx, upset: Upset): Promise<Found> {
  const found: Found = { moves: [], left: [] };
  const end = upset.until!;
  const to = addDays(end, SEARCH_DAYS);
  const needs = await needsOfOrders(ctx, upset.orders);
  const named = upset.orders.flatMap(({ workerId }) => workerId ?? []);
  const views = new Map((await viewsAround(ctx, upset.orders, named, ctx.now, to)).map((view) => [view.workerId, view]));
  // What is moved gives its old time back to everybody before the first one looks for another.
  const freed = new Set([...needs.values()].flatMap(({ entry }) => entry?.id ?? []));
  for (const [id, view] of views) views.set(id, { ...view, commitments: view.commitments.filter((one) => !freed.has(one.id)) });
  const looking = { now: ctx.now.getTime(), leadMinutes: await settingOf(ctx, 'minLeadMinutes'), to: to.getTime(), from: end.getTime() };
  for (const order of upset.orders) {
    const open = needs.get(order.id)!.need;
    // Who has it may keep it at another hour, whatever she once said; who said no to it is asked no second time.
    const need = { ...open, refusedWorkerIds: open.refusedWorkerIds.filter((id) => id !== order.workerId) };
    const own = order.workerId === null ? undefined : views.get(order.workerId);
    const place = (own && nearestStart(need, [own], looking)) ?? (order.isWorkerChosen ? null : nearestStart(need, [...views.values()], looking));
    if (!place) { found.left.push(whyLeft(saidOf(order), need, [...views.values()], looking)); continue; }
    const view = views.get(place.workerId)!;
    views.set(view.workerId, taking(view, { id: order.id, startAt: place.startAt, durationMinutes: order.durationMinutes, at: need.at }));
    const startAt = new Date(place.startAt);
    const before = order.workerId === null ? null : { workerId: order.workerId, name: views.get(order.workerId)?.name ?? order.workerId };
    found.moves.push({
      ...headOf(saidOf(order)), newStartAt: startAt.toISOString(), fromWorker: before, toWorker: { workerId: view.workerId, name: view.name ?? view.workerId }, arriveAt: startAt.toISOString(), lateMinutes: 0, why: sayPostponed(upset.cause, order.startsAt!, startAt, view.name ?? view.workerId),
    });
  }
  return found;
}
