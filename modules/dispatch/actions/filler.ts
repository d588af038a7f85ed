import { distanceMeters, explainWorker } from '@linli/planner';
import type { Ctx } from '../../../kernel/context.ts';
import { lockOrder, orderFacts } from '../../orders/index.ts';
import { workerViews } from '../../workers/index.ts';
import { addDays, decisionWords, isOpenForDispatch } from '../rules.ts';
import { isInHall } from '../rules/policy.ts';
import { countLiveFor, liveOffersOf, openNear } from '../store/offers.ts';
import { searchOf } from '../store/policy.ts';
import { nameOf, needOfOrder, recordDecision } from './gather.ts';
import { makeOffer } from './offers.ts';
import { policyOf } from './policy.ts';
import { claim } from './search.ts';

/** As far as any policy may reach, and how soon the visit must begin to be on her way. */
const FARTHEST_METERS = 5000;
const SOON_HOURS = 4;
const METERS_PER_DEGREE = 111_320;

/**
 * A worker has finished: an open order round the corner that begins soon and ends before her next commitment is offered to her first. The rules
 * of the planner are asked as for any other; an order somebody is being asked about, or that waits for a merchant, is left alone.
 */
export async function offerFiller(ctx: Ctx, { orderId, workerId }: { orderId: string; workerId: string }): Promise<void> {
  const done = await orderFacts(ctx, orderId);
  const degreesLat = FARTHEST_METERS / METERS_PER_DEGREE;
  const ids = await openNear(ctx.tx, ctx.cityId, { lon: done.lon, lat: done.lat, degreesLat, degreesLon: degreesLat / Math.cos((done.lat * Math.PI) / 180), from: ctx.now, to: new Date(ctx.now.getTime() + SOON_HOURS * 3_600_000) });
  if (ids.length === 0) return;
  const [view] = await workerViews(ctx, { from: ctx.now, to: addDays(ctx.now, 1), workerIds: [workerId] });
  if (!view) return;
  const nextStart = Math.min(Infinity, ...view.commitments.filter(({ startAt }) => startAt > ctx.now.getTime()).map(({ startAt }) => startAt));
  const near = (await Promise.all(ids.map((id) => orderFacts(ctx, id)))).map((order) => ({ order, meters: Math.round(distanceMeters(done, order)) })).sort((a, b) => a.meters - b.meters);
  for (const { order: seen, meters } of near) {
    const { policy } = await policyOf(ctx, seen);
    const search = await searchOf(ctx.tx, ctx.cityId, seen.id);
    if (meters > policy.fillerMeters || !search || !isInHall(search, ctx.now) || seen.endsAt!.getTime() > nextStart) continue;
    if (await countLiveFor(ctx.tx, ctx.cityId, workerId) >= policy.maxLiveOffers) return;
    const need = { ...await needOfOrder(ctx, seen), territoryMerchantId: null };
    const { candidate } = explainWorker(need, view, { now: ctx.now.getTime() });
    if (!candidate) continue;
    const order = await lockOrder(ctx, seen.id);
    if (!isOpenForDispatch(order.status) || (await liveOffersOf(ctx.tx, ctx.cityId, order.id)).length > 0 || !await claim(ctx, order, { need }, workerId)) continue;
    await makeOffer(ctx, order, candidate, 'filler');
    await recordDecision(ctx, order, null, { kind: 'filler', workerId, score: candidate.score, words: decisionWords.filler(await nameOf(ctx, workerId), meters) });
    return;
  }
}
