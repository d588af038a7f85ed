import { distanceMeters, travelSeconds } from '@linli/planner';
import type { Candidate } from '@linli/planner';
import type { Bilingual, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { settingsOf, tellPerson } from '../../accounts/index.ts';
import { acceptByWorker, assignWorker, lockOrder, orderFacts } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { previewSplit } from '../../payments/index.ts';
import { moveTime, personOfWorker, workerOf, workerOfActor } from '../../workers/index.ts';
import type { WorkerFacts } from '../../workers/index.ts';
import { decisionWords, isUrgent, offerEnds, saidToHer, sayBeijing, strongestReasons } from '../rules.ts';
import { endOffer, insertOffer, liveOffersOf, offerById, offersShownTo, retireTaker, servedBefore } from '../store/offers.ts';
import type { OfferOrigin, OfferRow } from '../store/offers.ts';
import { nameOf, recordDecision } from './gather.ts';
import { policyOf } from './policy.ts';

type Dispatch = typeof contract.dispatch;

/** The order's claim on the calendar goes to this worker. */
export const timeOf = (order: OrderFacts, workerId: string) => ({
  orderId: order.id, workerId, startAt: order.startsAt!, endAt: order.endsAt!, customerId: order.customerId, itemId: order.itemId, addressId: order.addressId, quantity: order.quantity, lon: order.lon, lat: order.lat,
});
export const takeTime = (ctx: Ctx, order: OrderFacts, workerId: string) => moveTime(ctx, timeOf(order, workerId));

/** The offer as it is written: what she would earn, how far it is, until when she may answer. */
async function writeOffer(ctx: Ctx, order: OrderFacts, candidate: Candidate, origin: OfferOrigin, isAssigned: boolean, taker?: WorkerFacts): Promise<{ offer: OfferRow; merchantId: string | null }> {
  const { policy } = await policyOf(ctx, order);
  const clock = { ...await settingsOf(ctx), offerMinutesUrgent: policy.urgentOfferMinutes, offerMinutesScheduled: policy.scheduledOfferMinutes };
  const worker = taker ?? await workerOf(ctx, candidate.workerId);
  const pay = await previewSplit(ctx, { ...order, workerId: worker.id, merchantId: worker.merchantId });
  const offer: OfferRow = {
    id: ctx.newId('ofr'), orderId: order.id, workerId: candidate.workerId, origin, state: 'live', isAssigned, madeAt: ctx.now, endedAt: null, expiresAt: offerEnds(ctx.now, order.startsAt!, clock), netPayFen: pay.workerPayFen, payLines: pay.lines,
    travelMeters: Math.round(candidate.travelInMeters), travelSeconds: Math.round(candidate.travelInSeconds), score: candidate.score, dimensions: candidate.dimensions,
  };
  await insertOffer(ctx.tx, ctx.cityId, offer);
  await ctx.schedule({ name: 'dispatch.expireOffer', key: offer.id, at: offer.expiresAt, payload: { offerId: offer.id } });
  await ctx.emit('offer.made', { offerId: offer.id, orderId: order.id, workerId: offer.workerId, personIds: [worker.personId], merchantId: worker.merchantId });
  return { offer, merchantId: worker.merchantId };
}

type How = { words?: Bilingual | undefined; isAssigned?: boolean; isTold?: boolean; taker?: WorkerFacts };
/**
 * Writes the offer, assigns the order and starts the clock. `words` stand in the order's history. `isAssigned`: she is not asked, it is hers at
 * once, and until the offer ends she may give it back. `isTold`: the household hears of it from the caller. `taker`: who she is, where the caller has
 * read many at once and retired who had it before.
 */
export async function makeOffer(ctx: Ctx, order: OrderFacts, candidate: Candidate, origin: OfferOrigin, { words, isAssigned = false, isTold = false, taker }: How = {}): Promise<OfferRow> {
  if (!taker) await retireTaker(ctx.tx, ctx.cityId, order.id, ctx.now);
  const { offer, merchantId } = await writeOffer(ctx, order, candidate, origin, isAssigned, taker);
  const name = taker?.name ?? await nameOf(ctx, candidate.workerId);
  const said = isAssigned ? { zh: `直接派给${name}`, en: `Assigned to ${name}` } : { zh: `已派给${name}，等待接单`, en: `Offered to ${name}, waiting for an answer` };
  await assignWorker(ctx, { orderId: order.id, workerId: candidate.workerId, merchantId, workerPayFen: offer.netPayFen, words: words ?? said });
  if (isAssigned) {
    await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'accepted', at: ctx.now });
    await acceptByWorker(ctx, { orderId: order.id, workerId: candidate.workerId, isTold });
  }
  return offer;
}

/** One of several who are asked at once: the order stays open, nobody's time is taken until one says yes. */
export const shareOffer = async (ctx: Ctx, order: OrderFacts, candidate: Candidate): Promise<OfferRow> => (await writeOffer(ctx, order, candidate, 'auto', false)).offer;

/** A shared offer's first yes: the order is hers. Her time has been taken by the caller, under her lock. */
export async function takeShared(ctx: Ctx, order: OrderFacts, offer: OfferRow): Promise<void> {
  await retireTaker(ctx.tx, ctx.cityId, order.id, ctx.now);
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'accepted', at: ctx.now });
  const worker = await workerOf(ctx, offer.workerId);
  await assignWorker(ctx, { orderId: order.id, workerId: offer.workerId, merchantId: worker.merchantId, workerPayFen: offer.netPayFen, words: { zh: `${worker.name}先答应`, en: `${worker.name} said yes first` } });
  await acceptByWorker(ctx, { orderId: order.id, workerId: offer.workerId });
}

/** Tells a worker by SMS that an offer waits for her. */
export async function announceOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  const offer = await offerById(ctx.tx, ctx.cityId, input.offerId);
  if (!offer || (offer.state !== 'live' && !(offer.isAssigned && offer.state === 'accepted'))) return;
  const order = await orderFacts(ctx, offer.orderId);
  await tellPerson(ctx, {
    personId: await personOfWorker(ctx, offer.workerId), template: offer.isAssigned ? 'visitGiven' : 'newOffer',
    params: { orderNo: order.no, item: order.itemNameZh, time: sayBeijing(order.startsAt!), estate: order.estateName, pay: (offer.netPayFen / 100).toFixed(2), until: sayBeijing(offer.expiresAt) },
  });
}

/** Offers waiting for this worker's answer, and what was given to her and may still be given back. */
export async function listOffers(ctx: Ctx): Promise<OutputOf<Dispatch['listOffers']>> {
  const worker = await workerOfActor(ctx);
  const settings = await settingsOf(ctx);
  const rows = await offersShownTo(ctx.tx, ctx.cityId, worker.id, ctx.now);
  const items = [];
  for (const row of rows) {
    const order = await orderFacts(ctx, row.orderId);
    const before = await servedBefore(ctx.tx, ctx.cityId, order.householdId);
    items.push({
      offerId: row.id, orderId: row.orderId, state: row.state, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, icon: order.icon, startAt: order.startsAt!.toISOString(), endAt: order.endsAt!.toISOString(), expiresAt: row.expiresAt.toISOString(),
      netPayFen: row.netPayFen, payLines: row.payLines.map((line) => ({ ...line, isWorkers: line.isWorkers === true })), distanceMeters: row.travelMeters, travelMinutes: Math.ceil(row.travelSeconds / 60), areaLabel: order.districtName, estateName: order.estateName, lon: order.lon, lat: order.lat,
      homeScene: order.homeScene, note: order.note, why: strongestReasons(row.dimensions, { isChosen: row.origin === 'household' }), dimensions: saidToHer(row.dimensions), isUrgent: isUrgent(row.madeAt, order.startsAt!, settings), isReturningHousehold: before.includes(worker.id),
      isAssigned: row.isAssigned, isShared: order.status === 'paid', isFiller: row.origin === 'filler',
    });
  }
  return { items };
}

/** The order needs nobody any more (cancelled, moved, given to another): its live offers end, and whoever was asked is told once. */
export async function withdrawOffers(ctx: Ctx, input: { orderId: string; reason: Bilingual; exceptOfferId?: string }): Promise<number> {
  const order = await lockOrder(ctx, input.orderId);
  const live = (await liveOffersOf(ctx.tx, ctx.cityId, input.orderId)).filter(({ id }) => id !== input.exceptOfferId);
  for (const offer of live) await withdrawOffer(ctx, order, offer, input.reason);
  return live.length;
}

/** Ends one live offer and tells whoever was asked. The order is locked. */
export async function withdrawOffer(ctx: Ctx, order: OrderFacts, offer: OfferRow, reason: Bilingual): Promise<void> {
  const personId = await personOfWorker(ctx, offer.workerId);
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'withdrawn', at: ctx.now, words: reason.zh });
  await recordDecision(ctx, order, null, { kind: 'withdrawn', workerId: offer.workerId, score: null, words: decisionWords.withdrawn(reason) });
  await ctx.emit('offer.withdrawn', { offerId: offer.id, orderId: order.id, workerId: offer.workerId, personIds: [personId], merchantId: null });
  await tellPerson(ctx, { personId, template: 'offerWithdrawn', params: { orderNo: order.no, item: order.itemNameZh, time: order.startsAt ? sayBeijing(order.startsAt) : '' } });
}

/** Straight from home when nothing better is known: for offers a person made by hand. */
export function plainCandidate(workerId: string, from: { lon: number; lat: number }, to: { lon: number; lat: number }): Candidate {
  return { workerId, score: 0, dimensions: [], travelInMeters: distanceMeters(from, to), travelInSeconds: travelSeconds(from, to, 'ebike'), addedSeconds: 0, previousId: null, nextId: null };
}
