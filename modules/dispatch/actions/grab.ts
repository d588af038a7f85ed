import { explainWorker } from '@linli/planner';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { acceptByWorker, lockOrder, orderFacts, viewOrder } from '../../orders/index.ts';
import { previewSplit } from '../../payments/index.ts';
import { recordResponse, workerLockKey, workerOfActor, workerViews } from '../../workers/index.ts';
import { addDays, dayStart, decisionWords, isOpenForDispatch } from '../rules.ts';
import { endOffer, liveOfferOf, openPool } from '../store/offers.ts';
import { labels, nameOf, needOfOrder, recordDecision, workersFor } from './gather.ts';
import { makeOffer, plainCandidate, takeTime } from './offers.ts';

type Dispatch = typeof contract.dispatch;

/** The grab hall as one worker sees it: every open order, and for those she can't take, why. */
export async function listPool(ctx: Ctx, input: InputOf<Dispatch['listPool']>): Promise<OutputOf<Dispatch['listPool']>> {
  const worker = await workerOfActor(ctx);
  const from = input.day ? dayStart(input.day) : undefined;
  const ids = await openPool(ctx.tx, ctx.cityId, ctx.now, { family: input.family, from, to: from && addDays(from, 1) });
  const orders = await Promise.all(ids.map(({ id }) => orderFacts(ctx, id)));
  if (orders.length === 0) return { items: [] };
  const last = orders.reduce((latest, o) => (o.endsAt! > latest ? o.endsAt! : latest), ctx.now);
  const [view] = await workerViews(ctx, { from: addDays(ctx.now, -1), to: addDays(last, 1), workerIds: [worker.id] });
  if (!view) return { items: [] };
  const items = [];
  for (const order of orders) {
    const need = await needOfOrder(ctx, order);
    const { candidate, blockers } = explainWorker({ ...need, territoryMerchantId: null }, view, { now: ctx.now.getTime(), labels });
    const way = candidate ?? plainCandidate(worker.id, view.home, need.at);
    if (input.maxDistanceMeters !== undefined && way.travelInMeters > Number(input.maxDistanceMeters)) continue;
    const pay = await previewSplit(ctx, { ...order, workerId: worker.id, merchantId: worker.merchantId });
    items.push({
      orderId: order.id, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, icon: order.icon, family: order.family, startAt: order.startsAt!.toISOString(), endAt: order.endsAt!.toISOString(), netPayFen: pay.workerPayFen,
      distanceMeters: Math.round(way.travelInMeters), areaLabel: `${order.districtName} ${order.estateName}`, homeScene: order.homeScene, isFeasible: blockers.length === 0, blockers: blockers.map((b) => b.reason),
    });
  }
  return { items };
}

/** First come, first served: the order's row lock lets exactly one racer find it still open. */
export async function grab(ctx: Ctx, input: InputOf<Dispatch['grab']>): Promise<OutputOf<Dispatch['grab']>> {
  const worker = await workerOfActor(ctx);
  const order = await lockOrder(ctx, input.orderId);
  if (!isOpenForDispatch(order.status) || !order.startsAt || order.startsAt <= ctx.now) refuse('dispatch.already_taken');
  if (await liveOfferOf(ctx.tx, ctx.cityId, order.id)) refuse('dispatch.already_taken');
  await lockFor(ctx.tx, workerLockKey(ctx, worker.id));
  const need = { ...await needOfOrder(ctx, order), territoryMerchantId: null };
  const [view] = await workersFor(ctx, need, order.startsAt, order.endsAt!, [worker.id]);
  if (!view) refuse('workers.worker_unknown');
  const { candidate, blockers } = explainWorker(need, view, { now: ctx.now.getTime(), labels });
  const name = await nameOf(ctx, worker.id);
  if (!candidate) refuse('dispatch.worker_unsuitable', { worker: name, whyZh: blockers[0]?.reason.zh ?? '', whyEn: blockers[0]?.reason.en ?? '' });
  await takeTime(ctx, order, worker.id);
  const offer = await makeOffer(ctx, order, candidate, 'grab');
  await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'accepted', at: ctx.now });
  await acceptByWorker(ctx, { orderId: order.id, workerId: worker.id });
  await recordResponse(ctx, { workerId: worker.id, kind: 'accepted' });
  await recordDecision(ctx, order, null, { kind: 'grab', workerId: worker.id, score: candidate.score, words: decisionWords.grab(name) });
  return viewOrder(ctx, order.id);
}
