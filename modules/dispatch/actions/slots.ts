import { explainWorker, feasibleStarts, rankCandidates } from '@linli/planner';
import type { Candidate } from '@linli/planner';
import type { InputOf, OutputOf, ParsedOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { holds } from '../../../kernel/access.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf } from '../../accounts/index.ts';
import { quoteFor } from '../../catalog/index.ts';
import { quoteHeld } from '../../orders/index.ts';
import type { DueVisit } from '../../orders/index.ts';
import { cardsOf, holdOf, holdTime, releaseTime, workerLockKey } from '../../workers/index.ts';
import { addDays, beijingDay, dayStart, isNight, isOnlyTime, isUrgent, labelled, sayInstant, slotGrid, startFault, SUGGESTED_WORKERS } from '../rules.ts';
import { customerHolds, tryLockWorker } from '../store/offers.ts';
import { insertPromise } from '../store/promises.ts';
import { closedUntil, demandOpen } from './closed.ts';
import { labels, nameOf, workersFor } from './gather.ts';
import { policyOf } from './policy.ts';
import { soonestArrival } from './promise.ts';
import { openWish } from './wish.ts';
import type { Wish } from './wish.ts';
import { weightsInForce } from './weights.ts';

type Slots = typeof contract.dispatch;

const demandStart = (ctx: Ctx, startAt: Date, settings: { minLeadMinutes: number; maxDaysAhead: number }): void => {
  const fault = startFault(ctx.now, startAt, settings);
  if (fault === 'orders.too_soon') refuse('orders.too_soon', { earliest: sayInstant(new Date(ctx.now.getTime() + settings.minLeadMinutes * 60_000)) }, 'startAt');
  if (fault === 'orders.too_far') refuse('orders.too_far', { days: settings.maxDaysAhead }, 'startAt');
};

/** Free start times by day, each with how many workers could come and what it would cost. A named worker narrows to her. */
export async function listSlots(ctx: Ctx, input: ParsedOf<Slots['listSlots']>): Promise<OutputOf<Slots['listSlots']>> {
  const settings = await settingsOf(ctx);
  const { need, quote, districtId } = await openWish(ctx, input);
  const from = dayStart(input.from);
  const grid = slotGrid(ctx.now, from, input.days, settings, (await closedUntil(ctx, districtId))?.until);
  const views = grid.from < grid.to ? await workersFor(ctx, need, new Date(grid.from), new Date(grid.to), input.workerId ? [input.workerId] : undefined) : [];
  const starts = views.length > 0 ? feasibleStarts(need, views, grid, { now: ctx.now.getTime() }) : [];
  const priceOf = await pricesByHour(ctx, input, settings);
  const days = new Map<string, OutputOf<Slots['listSlots']>['days'][number]['slots']>();
  for (let i = 0; i < input.days; i++) days.set(beijingDay(addDays(from, i)), []);
  for (const start of starts) {
    const startAt = new Date(start.startAt);
    days.get(beijingDay(startAt))?.push({
      startAt: startAt.toISOString(), endAt: new Date(start.startAt + quote.durationMinutes * 60_000).toISOString(), workerCount: start.workerIds.length,
      isUrgent: isUrgent(ctx.now, startAt, settings), totalFen: await priceOf(startAt),
    });
  }
  return {
    durationMinutes: quote.durationMinutes, days: [...days].map(([day, slots]) => ({ day, slots })),
    nobody: starts.length > 0 ? null : { zh: '这几天附近没有合适的空档。可以换几天看看，或先发布需求，有人有空我们马上联系您。', en: 'Nobody suitable is free near you in these days. Look at other days, or post your need and we call you as soon as somebody is.' },
  };
}

/** The price depends on the hour only through night and urgency, so it is asked for once per kind. */
async function pricesByHour(ctx: Ctx, wish: Wish, settings: { urgentWithinMinutes: number }): Promise<(startAt: Date) => Promise<number>> {
  const known = new Map<string, Promise<number>>();
  return (startAt) => {
    const key = `${isUrgent(ctx.now, startAt, settings)} ${isNight(startAt)}`;
    const price = known.get(key) ?? quoteFor(ctx, { itemId: wish.itemId, quantity: wish.quantity, startAt }).then((q) => q.totalFen);
    known.set(key, price);
    return price;
  };
}

/** Best workers for a slot, with what speaks for each. */
export async function suggestWorkers(ctx: Ctx, input: ParsedOf<Slots['suggestWorkers']>): Promise<OutputOf<Slots['suggestWorkers']>> {
  const startAt = new Date(input.startAt);
  const { need } = await openWish(ctx, input, startAt);
  const views = await workersFor(ctx, need, startAt, new Date(startAt.getTime() + need.durationMinutes * 60_000));
  const { weights } = await weightsInForce(ctx);
  const { candidates } = rankCandidates({ ...need, startAt: startAt.getTime() }, views, { now: ctx.now.getTime(), limit: SUGGESTED_WORKERS, blockedLimit: 0, labels, weights });
  return { items: await candidateViews(ctx, candidates, { heldWorkerId: null, territoryMerchantId: need.territoryMerchantId }) };
}

/** Candidates as people see them. */
export async function candidateViews(ctx: Ctx, candidates: readonly Candidate[], about: { heldWorkerId: string | null | undefined; territoryMerchantId: string | null }): Promise<OutputOf<Slots['suggestWorkers']>['items']> {
  const cards = await cardsOf(ctx, candidates.map((c) => c.workerId));
  return candidates.flatMap((c) => {
    const worker = cards.get(c.workerId);
    return worker ? [{
      worker, score: c.score, dimensions: labelled(c.dimensions), travelMeters: Math.round(c.travelInMeters), travelMinutes: Math.ceil(c.travelInSeconds / 60),
      isHeld: c.workerId === about.heldWorkerId, isOwnTerritory: about.territoryMerchantId !== null && worker.merchantId === about.territoryMerchantId,
    }] : [];
  });
}

/**
 * Holds a start time of a concrete worker for some minutes: the chosen one, or the best who is not being booked by somebody
 * else at this very moment. Suitability is judged again once the worker is locked, so a hold given is a hold kept.
 */
export async function holdSlot(ctx: Ctx, input: ParsedOf<Slots['holdSlot']>): Promise<OutputOf<Slots['holdSlot']>> {
  const settings = await settingsOf(ctx);
  const startAt = new Date(input.startAt);
  const { address, item, quote, need, districtId } = await openWish(ctx, input, startAt);
  const promise = await promisedFor(ctx, { family: item.family, itemId: item.itemId, districtId }, need, startAt, settings);
  if (!promise) demandStart(ctx, startAt, settings);
  const customerId = input.customerId ?? ctx.actor.personId!;
  await freeEarlierHolds(ctx, customerId, input, settings.maxHoldsPerCustomer);
  const { holdId, workerId, endAt } = await keepTime(ctx, { address, item, quote, need, districtId }, { customerId, startAt, quantity: input.quantity, workerId: input.workerId, expiresAt: new Date(ctx.now.getTime() + settings.holdMinutes * 60_000) });
  if (promise) await insertPromise(ctx.tx, ctx.cityId, { holdId, madeAt: ctx.now, promisedAt: startAt, ...promise.oneHour, workerId, travelSeconds: promise.travelSeconds });
  return {
    holdId, itemId: item.itemId, startAt: startAt.toISOString(), endAt: endAt.toISOString(), expiresAt: new Date(ctx.now.getTime() + settings.holdMinutes * 60_000).toISOString(), workerId, worker: (await cardsOf(ctx, [workerId])).get(workerId) ?? null,
    quote: await quoteHeld(ctx, { itemId: item.itemId, quantity: input.quantity, startAt, workerId, isChosen: input.workerId !== undefined }), isChosen: input.workerId !== undefined,
  };
}

/** A start nearer than may be booked otherwise, where an arrival is promised and somebody can keep it; null for every other start. */
async function promisedFor(ctx: Ctx, at: Parameters<typeof policyOf>[1], need: Omit<StartedNeed, 'startAt'>, startAt: Date, settings: { minLeadMinutes: number; maxDaysAhead: number }) {
  const { policy } = await policyOf(ctx, at);
  if (policy.oneHour === null || startFault(ctx.now, startAt, settings) !== 'orders.too_soon') return null;
  const arrival = await soonestArrival(ctx, need, policy);
  return arrival && startAt >= arrival.startAt && startAt.getTime() <= ctx.now.getTime() + policy.oneHour.doorMinutes * 60_000 ? { oneHour: policy.oneHour, travelSeconds: arrival.travelSeconds } : null;
}

/** Takes the time of the chosen worker, or of the best, for an opened wish. Refuses `dispatch.slot_taken`, `dispatch.worker_unsuitable` before anything is written. */
async function keepTime(ctx: Ctx, { address, item, quote, need, districtId }: Awaited<ReturnType<typeof openWish>>, wanted: { customerId: string; startAt: Date; quantity: number; workerId: string | undefined; expiresAt: Date }): Promise<{ holdId: string; workerId: string; endAt: Date }> {
  const { customerId, startAt, quantity, expiresAt } = wanted;
  await demandOpen(ctx, districtId, startAt);
  const endAt = new Date(startAt.getTime() + quote.durationMinutes * 60_000);
  const workerId = wanted.workerId !== undefined
    ? await lockChosen(ctx, { ...need, startAt: startAt.getTime() }, startAt, endAt, wanted.workerId)
    : await lockBest(ctx, { ...need, startAt: startAt.getTime() }, startAt, endAt);
  const holdId = await holdTime(ctx, { workerId, startAt, endAt, expiresAt, customerId, itemId: item.itemId, addressId: address.addressId, quantity, lon: address.lon, lat: address.lat, isChosen: wanted.workerId !== undefined });
  return { holdId, workerId, endAt };
}

/** Holds the time of a visit of a series, by the same rules; it counts against no limit and takes no hold away that the customer has open. */
export async function holdVisit(ctx: Ctx, visit: Omit<DueVisit, 'workerId'>, workerId: string | undefined): Promise<{ holdId: string }> {
  const settings = await settingsOf(ctx);
  demandStart(ctx, visit.startAt, settings);
  return keepTime(ctx, await openWish(ctx, visit, visit.startAt), { ...visit, workerId, expiresAt: new Date(ctx.now.getTime() + settings.holdMinutes * 60_000) });
}

/** Choosing another time gives the first one back; holds of unpaid orders count against the limit. */
async function freeEarlierHolds(ctx: Ctx, customerId: string, wish: Wish, limit: number): Promise<void> {
  await lockFor(ctx.tx, `customer-holds ${ctx.cityId} ${customerId}`);
  const holds = await customerHolds(ctx.tx, ctx.cityId, customerId, ctx.now);
  const replaced = holds.filter((h) => h.orderId === null && h.itemId === wish.itemId && h.addressId === wish.addressId);
  for (const hold of replaced) await releaseTime(ctx, { holdId: hold.id, reason: 'replaced' });
  const left = holds.length - replaced.length;
  if (left >= limit) refuse('dispatch.too_many_holds', { count: left });
}

type StartedNeed = Parameters<typeof rankCandidates>[0];

async function lockChosen(ctx: Ctx, need: StartedNeed, startAt: Date, endAt: Date, workerId: string): Promise<string> {
  await lockFor(ctx.tx, workerLockKey(ctx, workerId));
  const [view] = await workersFor(ctx, need, startAt, endAt, [workerId]);
  if (!view) refuse('workers.worker_unknown', {}, 'workerId');
  const { blockers } = explainWorker(need, view, { now: ctx.now.getTime(), labels });
  if (isOnlyTime(blockers)) refuse('dispatch.slot_taken');
  if (blockers.length > 0) refuse('dispatch.worker_unsuitable', { worker: await nameOf(ctx, workerId), whyZh: blockers[0]!.reason.zh, whyEn: blockers[0]!.reason.en });
  return workerId;
}

async function lockBest(ctx: Ctx, need: StartedNeed, startAt: Date, endAt: Date): Promise<string> {
  const views = await workersFor(ctx, need, startAt, endAt);
  const { weights } = await weightsInForce(ctx);
  const { candidates } = rankCandidates(need, views, { now: ctx.now.getTime(), limit: 20, blockedLimit: 0, weights });
  // Waiting for a second worker's lock while holding a first could deadlock with somebody going the other way: only try.
  for (const { workerId } of candidates) {
    if (!await tryLockWorker(ctx.tx, workerLockKey(ctx, workerId))) continue;
    const [view] = await workersFor(ctx, need, startAt, endAt, [workerId]);
    if (view && explainWorker(need, view, { now: ctx.now.getTime() }).blockers.length === 0) return workerId;
  }
  return refuse('dispatch.slot_taken');
}

/** Gives an unbound hold back. */
export async function releaseHold(ctx: Ctx, input: InputOf<Slots['releaseHold']>): Promise<OutputOf<Slots['releaseHold']>> {
  const hold = await holdOf(ctx, input.holdId);
  if (!hold || (hold.customerId !== ctx.actor.personId && !holds(ctx.actor, ['agent', 'operator', 'stationStaff'])) || hold.orderId !== null || hold.state !== 'held') refuse('orders.hold_expired');
  await releaseTime(ctx, { holdId: input.holdId, reason: 'given back' });
  return { ok: true };
}
