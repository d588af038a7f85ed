import { distanceMeters, explainWorker, travelSeconds } from '@linli/planner';
import type { Candidate } from '@linli/planner';
import type { Bilingual, InputOf, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { settingsOf, tellPerson } from '../../accounts/index.ts';
import { acceptByWorker, assignWorker, lockOrder, orderFacts, unassign, viewOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { previewSplit } from '../../payments/index.ts';
import { moveTime, personOfWorker, recordResponse, releaseTime, workerLockKey, workerOf, workerOfActor } from '../../workers/index.ts';
import { decisionWords, isExcused, isOpenForDispatch, isUrgent, offerEnds, refusalWords, RETRY_MINUTES, saidToHer, sayBeijing, strongestReasons } from '../rules.ts';
import { endOffer, insertOffer, liveOfferOf, liveOffersFor, lockOffer, offerById, servedBefore, tryLockWorker } from '../store/offers.ts';
import type { OfferOrigin, OfferRow } from '../store/offers.ts';
import { MOST_BLOCKED_KEPT, askable, nameOf, rankForOrder, recordDecision, workersFor } from './gather.ts';
import type { Ranking } from './gather.ts';

type Dispatch = typeof contract.dispatch;

/** Looks for the best worker for a paid order and asks her. Safe to run twice: an order that is not open any more is left alone. */
export async function offerOrder(ctx: Ctx, input: { orderId: string }): Promise<void> {
  const order = await lockOrder(ctx, input.orderId);
  if (!isOpenForDispatch(order.status) || !order.startsAt || order.startsAt <= ctx.now) return;
  const ranking = await rankForOrder(ctx, order, { limit: 20, blockedLimit: MOST_BLOCKED_KEPT });
  for (const candidate of await askable(ctx, ranking)) {
    if (!await claim(ctx, order, ranking, candidate.workerId)) continue;
    const name = await nameOf(ctx, candidate.workerId);
    const isHeld = candidate.workerId === ranking.need.heldWorkerId;
    await makeOffer(ctx, order, candidate, order.isWorkerChosen && isHeld ? 'household' : 'auto');
    await recordDecision(ctx, order, ranking, {
      kind: 'offer', workerId: candidate.workerId, score: candidate.score,
      words: order.isWorkerChosen && isHeld ? decisionWords.chosen(name) : isHeld ? decisionWords.held(name, candidate.score) : decisionWords.offer(name, candidate.score),
    });
    return;
  }
  await releaseTime(ctx, { orderId: order.id, reason: 'nobody' });
  const blockedCount = ranking.views.length - ranking.candidates.length;
  await recordDecision(ctx, order, ranking, { kind: 'none', workerId: null, score: null, words: decisionWords.none(ranking.candidates.length, blockedCount) });
  await ctx.emit('dispatch.unmatched', { orderId: order.id, personIds: [order.customerId], merchantId: order.holderMerchantId, reason: `${blockedCount} blocked` });
  await ctx.schedule({ name: 'dispatch.lookAgain', key: order.id, at: new Date(ctx.now.getTime() + RETRY_MINUTES * 60_000), payload: { orderId: order.id } });
}

/** Takes a worker's time for the order if, looked at under her lock, it still fits; tells whether it did. */
async function claim(ctx: Ctx, order: OrderFacts, ranking: Ranking, workerId: string): Promise<boolean> {
  if (!await tryLockWorker(ctx.tx, workerLockKey(ctx, workerId))) return false;
  const [view] = await workersFor(ctx, ranking.need, order.startsAt!, order.endsAt!, [workerId]);
  if (!view || explainWorker(ranking.need, view, { now: ctx.now.getTime() }).blockers.length > 0) return false;
  await takeTime(ctx, order, workerId);
  return true;
}

/** The order's claim on the calendar goes to this worker. */
export const takeTime = (ctx: Ctx, order: OrderFacts, workerId: string) => moveTime(ctx, {
  orderId: order.id, workerId, startAt: order.startsAt!, endAt: order.endsAt!, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, lon: order.lon, lat: order.lat,
});

/** Writes the offer, assigns the order and starts the clock. `words` stand in the order's history. */
export async function makeOffer(ctx: Ctx, order: OrderFacts, candidate: Candidate, origin: OfferOrigin, words?: Bilingual): Promise<OfferRow> {
  const settings = await settingsOf(ctx);
  const worker = await workerOf(ctx, candidate.workerId);
  const pay = await previewSplit(ctx, { ...order, workerId: worker.id, merchantId: worker.merchantId });
  const offer: OfferRow = {
    id: ctx.newId('ofr'), orderId: order.id, workerId: candidate.workerId, origin, state: 'live', madeAt: ctx.now, endedAt: null, expiresAt: offerEnds(ctx.now, order.startsAt!, settings), netPayFen: pay.workerPayFen, payLines: pay.lines,
    travelMeters: Math.round(candidate.travelInMeters), travelSeconds: Math.round(candidate.travelInSeconds), score: candidate.score, dimensions: candidate.dimensions,
  };
  await insertOffer(ctx.tx, ctx.cityId, offer);
  const name = await nameOf(ctx, candidate.workerId);
  await assignWorker(ctx, { orderId: order.id, workerId: candidate.workerId, merchantId: worker.merchantId, workerPayFen: pay.workerPayFen, words: words ?? { zh: `已派给${name}，等待接单`, en: `Offered to ${name}, waiting for an answer` } });
  await ctx.schedule({ name: 'dispatch.expireOffer', key: offer.id, at: offer.expiresAt, payload: { offerId: offer.id } });
  await ctx.emit('offer.made', { offerId: offer.id, orderId: order.id, workerId: offer.workerId, personIds: [await personOfWorker(ctx, offer.workerId)], merchantId: worker.merchantId });
  return offer;
}

/** Tells a worker by SMS that an offer waits for her. */
export async function announceOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  const offer = await offerById(ctx.tx, ctx.cityId, input.offerId);
  if (!offer || offer.state !== 'live') return;
  const order = await orderFacts(ctx, offer.orderId);
  await tellPerson(ctx, {
    personId: await personOfWorker(ctx, offer.workerId), template: 'newOffer',
    params: { orderNo: order.no, item: order.itemNameZh, time: sayBeijing(order.startsAt!), estate: order.estateName, pay: (offer.netPayFen / 100).toFixed(2), until: sayBeijing(offer.expiresAt) },
  });
}

/** Offers waiting for this worker's answer. */
export async function listOffers(ctx: Ctx): Promise<OutputOf<Dispatch['listOffers']>> {
  const worker = await workerOfActor(ctx);
  const settings = await settingsOf(ctx);
  const rows = (await liveOffersFor(ctx.tx, ctx.cityId, worker.id)).filter((o) => o.expiresAt > ctx.now);
  const items = [];
  for (const row of rows) {
    const order = await orderFacts(ctx, row.orderId);
    const before = await servedBefore(ctx.tx, ctx.cityId, order.householdId);
    items.push({
      offerId: row.id, orderId: row.orderId, state: row.state, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, icon: order.icon, startAt: order.startsAt!.toISOString(), endAt: order.endsAt!.toISOString(), expiresAt: row.expiresAt.toISOString(),
      netPayFen: row.netPayFen, payLines: row.payLines.map((line) => ({ ...line, isWorkers: line.isWorkers === true })), distanceMeters: row.travelMeters, travelMinutes: Math.ceil(row.travelSeconds / 60), areaLabel: order.districtName, estateName: order.estateName, lon: order.lon, lat: order.lat,
      homeScene: order.homeScene, note: order.note, why: strongestReasons(row.dimensions, { isChosen: row.origin === 'household' }), dimensions: saidToHer(row.dimensions), isUrgent: isUrgent(row.madeAt, order.startsAt!, settings), isReturningHousehold: before.includes(worker.id),
    });
  }
  return { items };
}

/** The worker says yes. Her time has been kept since she was asked, so nothing can be in the way but the clock. */
export async function acceptOffer(ctx: Ctx, input: InputOf<Dispatch['acceptOffer']>): Promise<{ orderId: string }> {
  const worker = await workerOfActor(ctx);
  const { orderId } = await demandOwn(ctx, input.offerId, worker.id);
  await lockOrder(ctx, orderId);
  const offer = await demandLive(ctx, input.offerId);
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'accepted', at: ctx.now });
  await acceptByWorker(ctx, { orderId, workerId: worker.id });
  await recordResponse(ctx, { workerId: worker.id, kind: 'accepted' });
  return { orderId };
}

/** The same, answered with the order as she sees it from now on. */
export const acceptAndShow = async (ctx: Ctx, input: InputOf<Dispatch['acceptOffer']>): Promise<OutputOf<Dispatch['acceptOffer']>> => viewOrder(ctx, (await acceptOffer(ctx, input)).orderId);

/** The worker says no, with a reason; the next best is asked at once. */
export async function refuseOffer(ctx: Ctx, input: { offerId: string; reason: Parameters<typeof isExcused>[0]; words: string }): Promise<OutputOf<Dispatch['refuseOffer']>> {
  const worker = await workerOfActor(ctx);
  const { orderId } = await demandOwn(ctx, input.offerId, worker.id);
  const order = await lockOrder(ctx, orderId);
  const offer = await demandLive(ctx, input.offerId);
  const isFree = isExcused(input.reason);
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'refused', at: ctx.now, reason: input.reason, isExcused: isFree, words: input.words });
  await recordResponse(ctx, { workerId: worker.id, kind: isFree ? 'refusedExcused' : 'refusedUnexcused' });
  const words = decisionWords.refused(await nameOf(ctx, worker.id), isFree);
  await recordDecision(ctx, order, null, { kind: 'refused', workerId: worker.id, score: null, words });
  await ctx.emit('offer.refused', { offerId: offer.id, orderId, workerId: worker.id, personIds: [await personOfWorker(ctx, worker.id)], merchantId: order.merchantId });
  await unassign(ctx, { orderId, reason: 'refused', words });
  return { isExcused: isFree, words: refusalWords(input.reason) };
}

/** Timer: an offer nobody answered lapses and the next best is asked. */
export async function expireOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  const known = await offerById(ctx.tx, ctx.cityId, input.offerId);
  if (!known) return;
  const order = await lockOrder(ctx, known.orderId);
  const offer = await lockOffer(ctx.tx, ctx.cityId, input.offerId);
  if (!offer || offer.state !== 'live' || offer.expiresAt > ctx.now) return;
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'expired', at: ctx.now });
  await recordResponse(ctx, { workerId: offer.workerId, kind: 'expired' });
  const words = decisionWords.expired(await nameOf(ctx, offer.workerId));
  await recordDecision(ctx, order, null, { kind: 'expired', workerId: offer.workerId, score: null, words });
  await ctx.emit('offer.expired', { offerId: offer.id, orderId: order.id, workerId: offer.workerId, personIds: [await personOfWorker(ctx, offer.workerId)], merchantId: order.merchantId });
  await unassign(ctx, { orderId: order.id, reason: 'expired', words });
}

/** The order needs nobody any more (cancelled, moved, given to another): its live offer ends. */
export async function withdrawOffer(ctx: Ctx, input: { orderId: string; reason: { zh: string } }): Promise<void> {
  const order = await lockOrder(ctx, input.orderId);
  const offer = await liveOfferOf(ctx.tx, ctx.cityId, input.orderId);
  if (!offer) return;
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'withdrawn', at: ctx.now, words: input.reason.zh });
  await recordDecision(ctx, order, null, { kind: 'withdrawn', workerId: offer.workerId, score: null, words: decisionWords.withdrawn(input.reason.zh) });
  await tellPerson(ctx, { personId: await personOfWorker(ctx, offer.workerId), template: 'offerWithdrawn', params: { orderNo: order.no, item: order.itemNameZh, time: order.startsAt ? sayBeijing(order.startsAt) : '' } });
}

async function demandOwn(ctx: Ctx, offerId: string, workerId: string): Promise<OfferRow> {
  const offer = await offerById(ctx.tx, ctx.cityId, offerId);
  if (!offer || offer.workerId !== workerId) refuse('dispatch.offer_unknown');
  return offer;
}

const stateWords = { accepted: ['接受', 'accepted'], refused: ['婉拒', 'refused'], expired: ['过期', 'over'], withdrawn: ['收回', 'withdrawn'], live: ['过期', 'over'] } as const;

async function demandLive(ctx: Ctx, offerId: string): Promise<OfferRow> {
  const offer = await lockOffer(ctx.tx, ctx.cityId, offerId);
  if (!offer) refuse('dispatch.offer_unknown');
  if (offer.state !== 'live' || offer.expiresAt <= ctx.now) refuse('dispatch.offer_over', { stateZh: stateWords[offer.state][0], stateEn: stateWords[offer.state][1] });
  return offer;
}

/** Straight from home when nothing better is known: for offers a person made by hand. */
export function plainCandidate(workerId: string, from: { lon: number; lat: number }, to: { lon: number; lat: number }): Candidate {
  return { workerId, score: 0, dimensions: [], travelInMeters: distanceMeters(from, to), travelInSeconds: travelSeconds(from, to, 'ebike'), addedSeconds: 0, previousId: null, nextId: null };
}

