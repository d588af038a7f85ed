import { explainWorker } from '@linli/planner';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { itemOf } from '../../catalog/index.ts';
import { acceptByWorker, lockOrder, unassign, viewOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entryOfOrder, isAdmittedTo, personOfWorker, recordResponse, workerLockKey, workerOfActor } from '../../workers/index.ts';
import type { ResponseKind } from '../../workers/index.ts';
import { decisionWords, isExcused, isOnlyTime, refusalWords, sayBeijing, sayInstant, standingBlockers } from '../rules.ts';
import type { RefusalReason } from '../rules.ts';
import { endOffer, liveOffersOf, lockOffer, offerById } from '../store/offers.ts';
import type { OfferRow } from '../store/offers.ts';
import { holdDays } from './day-limit.ts';
import { labels, nameOf, needOfOrder, recordDecision, workersFor } from './gather.ts';
import { takeShared, takeTime, withdrawOffers } from './offers.ts';
import { offerOrder } from './search.ts';

type Dispatch = typeof contract.dispatch;

/** Keeps her answer with what it was about, so that she recognises it months later. */
export const noteAnswer = (ctx: Ctx, order: OrderFacts, offer: Pick<OfferRow, 'id' | 'workerId'>, kind: ResponseKind, said: { reason?: string; words?: string } = {}): Promise<void> => recordResponse(ctx, {
  workerId: offer.workerId, kind, orderId: order.id, offerId: offer.id, ...said,
  about: { zh: `${order.startsAt ? sayBeijing(order.startsAt) : ''} ${order.itemNameZh} · ${order.estateName}`.trim(), en: `${order.itemNameEn}, ${order.startsAt ? sayInstant(order.startsAt) : ''}, ${order.estateName}` },
});

/**
 * The worker says yes. Asked alone, her time has been kept since; asked with others, the order's lock lets one be first, and her time is taken
 * now, under her own lock, if it is still free. Refuses `dispatch.offer_over`, `dispatch.slot_taken` and `dispatch.worker_unsuitable`.
 */
export async function acceptOffer(ctx: Ctx, input: InputOf<Dispatch['acceptOffer']>): Promise<{ orderId: string }> {
  const worker = await workerOfActor(ctx);
  const { orderId } = await demandOwn(ctx, input.offerId, worker.id);
  const order = await lockOrder(ctx, orderId);
  const offer = await demandLive(ctx, input.offerId);
  if (order.status === 'paid') {
    await takeTimeIfFree(ctx, order, worker.id, worker.name);
    await takeShared(ctx, order, offer);
    await recordDecision(ctx, order, null, { kind: 'assign', workerId: worker.id, score: null, words: { zh: `${worker.name}先答应，这一单是她的`, en: `${worker.name} said yes first: the order is hers` } });
    await withdrawOffers(ctx, { orderId, reason: { zh: `${worker.name}已先接单`, en: `${worker.name} was first` } });
  } else {
    // Called off a moment ago: the offer ends by itself, and must not be won before it does.
    if (order.status !== 'assigned' || order.workerId !== worker.id) refuseOver('withdrawn');
    await demandAdmitted(ctx, order, worker);
    await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'accepted', at: ctx.now });
    await acceptByWorker(ctx, { orderId, workerId: worker.id });
  }
  await noteAnswer(ctx, order, offer, 'accepted');
  return { orderId };
}

/** Nobody is sent on a check that lapsed while she thought it over. */
async function demandAdmitted(ctx: Ctx, order: OrderFacts, worker: { id: string; name: string }): Promise<void> {
  const { family } = await itemOf(ctx, order.itemId);
  if (!(await isAdmittedTo(ctx, { workerId: worker.id, family }))) refuse('dispatch.worker_unsuitable', { worker: worker.name, whyZh: '这类工作的入驻检查没有全部有效', whyEn: 'not every admission check for this kind of work is in force' });
}

async function takeTimeIfFree(ctx: Ctx, order: OrderFacts, workerId: string, name: string): Promise<void> {
  const entry = await entryOfOrder(ctx, order.id);
  await lockFor(ctx.tx, workerLockKey(ctx, workerId), ...(entry ? [workerLockKey(ctx, entry.workerId)] : []));
  await holdDays(ctx, [{ order, workerId }]);
  const need = await needOfOrder(ctx, order);
  const [view] = await workersFor(ctx, need, order.startsAt!, order.endsAt!, [workerId]);
  const standing = view ? standingBlockers(explainWorker(need, view, { now: ctx.now.getTime(), labels }).blockers) : [];
  if (!view || isOnlyTime(standing)) refuse('dispatch.slot_taken');
  if (standing.length > 0) refuse('dispatch.worker_unsuitable', { worker: name, whyZh: standing[0]!.reason.zh, whyEn: standing[0]!.reason.en });
  await takeTime(ctx, order, workerId);
}

/** The same, answered with the order as she sees it from now on. */
export const acceptAndShow = async (ctx: Ctx, input: InputOf<Dispatch['acceptOffer']>): Promise<OutputOf<Dispatch['acceptOffer']>> => viewOrder(ctx, (await acceptOffer(ctx, input)).orderId);

/** The worker says no, or gives back what was given to her, with a reason; the next best is asked at once, unless others still think about it. */
export async function refuseOffer(ctx: Ctx, input: { offerId: string; reason: RefusalReason; words: string }): Promise<OutputOf<Dispatch['refuseOffer']>> {
  const worker = await workerOfActor(ctx);
  const { orderId } = await demandOwn(ctx, input.offerId, worker.id);
  const order = await lockOrder(ctx, orderId);
  const offer = await demandLive(ctx, input.offerId, order);
  const isFree = isExcused(input.reason);
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'refused', at: ctx.now, reason: input.reason, isExcused: isFree, words: input.words });
  await noteAnswer(ctx, order, offer, isFree ? 'refusedExcused' : 'refusedUnexcused', { reason: input.reason, words: input.words });
  const words = decisionWords.refused(await nameOf(ctx, worker.id), isFree);
  await recordDecision(ctx, order, null, { kind: 'refused', workerId: worker.id, score: null, words });
  await ctx.emit('offer.refused', { offerId: offer.id, orderId, workerId: worker.id, personIds: [await personOfWorker(ctx, worker.id)], merchantId: order.merchantId });
  await goOn(ctx, order, 'refused', words);
  return { isExcused: isFree, words: refusalWords(input.reason) };
}

/** Timer: an offer nobody answered lapses and the next best is asked. What was given to her and not given back is hers for good. */
export async function expireOffer(ctx: Ctx, input: { offerId: string }): Promise<void> {
  const known = await offerById(ctx.tx, ctx.cityId, input.offerId);
  if (!known) return;
  const order = await lockOrder(ctx, known.orderId);
  const offer = await lockOffer(ctx.tx, ctx.cityId, input.offerId);
  if (!offer || offer.expiresAt > ctx.now) return;
  if (offer.isAssigned && offer.state === 'accepted' && order.workerId === offer.workerId) return noteAnswer(ctx, order, offer, 'accepted');
  if (offer.state !== 'live') return;
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'expired', at: ctx.now });
  await noteAnswer(ctx, order, offer, 'expired');
  const words = decisionWords.expired(await nameOf(ctx, offer.workerId));
  await recordDecision(ctx, order, null, { kind: 'expired', workerId: offer.workerId, score: null, words });
  await ctx.emit('offer.expired', { offerId: offer.id, orderId: order.id, workerId: offer.workerId, personIds: [await personOfWorker(ctx, offer.workerId)], merchantId: order.merchantId });
  await goOn(ctx, order, 'expired', words);
}

/** An order that was hers is nobody's again; one that several were asked about is looked for anew once the last has answered. */
async function goOn(ctx: Ctx, order: OrderFacts, reason: string, words: { zh: string; en: string }): Promise<void> {
  if (order.status === 'assigned' || order.status === 'accepted') return unassign(ctx, { orderId: order.id, reason, words });
  if (order.status === 'paid' && (await liveOffersOf(ctx.tx, ctx.cityId, order.id)).length === 0) await offerOrder(ctx, { orderId: order.id });
}

async function demandOwn(ctx: Ctx, offerId: string, workerId: string): Promise<OfferRow> {
  const offer = await offerById(ctx.tx, ctx.cityId, offerId);
  if (!offer || offer.workerId !== workerId) refuse('dispatch.offer_unknown');
  return offer;
}

const stateWords = { accepted: ['接受', 'accepted'], refused: ['婉拒', 'refused'], expired: ['过期', 'over'], withdrawn: ['收回', 'withdrawn'], live: ['过期', 'over'] } as const;
const refuseOver = (state: keyof typeof stateWords): never => refuse('dispatch.offer_over', { stateZh: stateWords[state][0], stateEn: stateWords[state][1] });

/** The offer, locked, if it may still be answered; `given`: or, being hers at once, still be given back. */
async function demandLive(ctx: Ctx, offerId: string, given?: OrderFacts): Promise<OfferRow> {
  const offer = await lockOffer(ctx.tx, ctx.cityId, offerId);
  if (!offer) refuse('dispatch.offer_unknown');
  const isHers = offer.isAssigned && offer.state === 'accepted' && given?.status === 'accepted' && given.workerId === offer.workerId;
  if ((offer.state !== 'live' && !isHers) || offer.expiresAt <= ctx.now) refuseOver(offer.state);
  return offer;
}
