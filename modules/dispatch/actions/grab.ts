import { explainWorker } from '@linli/planner';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { acceptByWorker, lockOrder, orderFacts, viewOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { previewSplit } from '../../payments/index.ts';
import { workerLockKey, workerOfActor, workerViews } from '../../workers/index.ts';
import { addDays, dayStart, decisionWords, isOpenForDispatch } from '../rules.ts';
import { isInHall } from '../rules/policy.ts';
import { endOffer, liveOffersOf, openPool } from '../store/offers.ts';
import { searchesOf } from '../store/policy.ts';
import { noteAnswer } from './answers.ts';
import { holdDays } from './day-limit.ts';
import { labels, nameOf, needOfOrder, recordDecision, workersFor } from './gather.ts';
import { makeOffer, plainCandidate, takeTime } from './offers.ts';
import { policyOf } from './policy.ts';

type Dispatch = typeof contract.dispatch;

/** The grab hall as one worker sees it: every open order, and for those she can't take, why. */
export async function listPool(ctx: Ctx, input: InputOf<Dispatch['listPool']>): Promise<OutputOf<Dispatch['listPool']>> {
  const worker = await workerOfActor(ctx);
  const from = input.day ? dayStart(input.day) : undefined;
  const ids = await openPool(ctx.tx, ctx.cityId, ctx.now, { family: input.family, from, to: from && addDays(from, 1) });
  const since = await inHallSince(ctx, await Promise.all(ids.map(({ id }) => orderFacts(ctx, id))));
  const orders = [...since.keys()];
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
      distanceMeters: Math.round(way.travelInMeters), areaLabel: `${order.districtName} ${order.estateName}`, homeScene: order.homeScene, isFeasible: blockers.length === 0, blockers: blockers.map((b) => b.reason), since: since.get(order)!.toISOString(),
    });
  }
  return { items };
}

/** Which of these orders hang in the hall now, and since when. An order whose search has not begun hangs there only where its policy says at once. */
async function inHallSince(ctx: Ctx, orders: readonly OrderFacts[]): Promise<Map<OrderFacts, Date>> {
  const searches = new Map((await searchesOf(ctx.tx, ctx.cityId, orders.map(({ id }) => id))).map((search) => [search.orderId, search]));
  const since = new Map<OrderFacts, Date>();
  for (const order of orders) {
    const search = searches.get(order.id);
    const { policy } = await policyOf(ctx, order);
    const isAtOnce = policy.mode === 'grab' || (policy.grabAfterMinutes === 0 && policy.mode !== 'merchant' && policy.mode !== 'household');
    if (search ? isInHall(search, ctx.now) : isAtOnce) since.set(order, search?.hallFrom ?? order.changedAt);
  }
  return since;
}

/** First come, first served: the order's row lock lets exactly one racer find it still open. */
export async function grab(ctx: Ctx, input: InputOf<Dispatch['grab']>): Promise<OutputOf<Dispatch['grab']>> {
  const worker = await workerOfActor(ctx);
  const order = await lockOrder(ctx, input.orderId);
  if (!isOpenForDispatch(order.status) || !order.startsAt || order.startsAt <= ctx.now) refuse('dispatch.already_taken');
  if ((await liveOffersOf(ctx.tx, ctx.cityId, order.id)).length > 0) refuse('dispatch.already_taken');
  if (!(await inHallSince(ctx, [order])).has(order)) refuse('dispatch.not_in_hall');
  await lockFor(ctx.tx, workerLockKey(ctx, worker.id));
  await holdDays(ctx, [{ order, workerId: worker.id }]);
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
  await noteAnswer(ctx, order, offer, 'accepted');
  await recordDecision(ctx, order, null, { kind: 'grab', workerId: worker.id, score: candidate.score, words: decisionWords.grab(name) });
  return viewOrder(ctx, order.id);
}
