import { explainWorker } from '@linli/planner';
import type { Blocker, Need, WorkerView } from '@linli/planner';
import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { tellPeople } from '../../accounts/index.ts';
import type { Message } from '../../accounts/index.ts';
import { lockOrders } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entriesOfOrders, personOfWorker, releaseTimes, takeTimes, workerLockKey, workerViews, workersOf } from '../../workers/index.ts';
import type { WorkerFacts } from '../../workers/index.ts';
import { addDays, beijingDay, dayStart, isReassignable, isUnderWay, sayBeijing } from '../rules.ts';
import { countDays, holdDays, roomOf } from './day-limit.ts';
import { judgeInTurn } from './fit.ts';
import { labels, recordDecision } from './gather.ts';
import { needsOfOrders } from './needs.ts';
import { makeOffer, plainCandidate, timeOf, withdrawOffer } from './offers.ts';
import { liveOffersOfMany, retireTakers } from '../store/offers.ts';
import { policyOf } from './policy.ts';
import { weightsInForce } from './weights.ts';

/**
 * `isAssigned`: hers at once whatever the policy's mode; left out, as the policy says. `lateMinutes`: so late she may come. `postponedFrom`: the family's hour was
 * another, and it is told the new one. */
export type Giving = { orderId: string; toWorkerId: string; kind: 'plan' | 'repair' | 'undo'; why: Bilingual; lateMinutes: number; isAssigned?: boolean; postponedFrom?: Date };
export type Given = { orderId: string; fromWorkerId: string | null; wasAccepted: boolean; toWorkerId: string };
export type Unfit = { orderId: string; blocker: Blocker };

/** Every order first, then every worker concerned, each in one order whoever asks: two plans, or a plan and a dispatcher, never wait for each other crosswise. */
export async function lockForGiving(ctx: Ctx, orderIds: readonly string[], workerIds: readonly string[]): Promise<Map<string, OrderFacts>> {
  const orders = await lockOrders(ctx, orderIds);
  const holders = [...(await entriesOfOrders(ctx, [...orders.keys()])).values()].map(({ workerId }) => workerId);
  await lockFor(ctx.tx, ...[...workerIds, ...holders].map((workerId) => workerLockKey(ctx, workerId)));
  return orders;
}

/**
 * Gives several visits to others at once: all their times are freed first, so that two workers may change places, then each is judged as the calendars
 * stand by then and taken. Answers what was given and what could not be any more; that keeps neither its worker nor its time, and the caller decides
 * what becomes of it. Whoever had said yes and loses a visit is told, and it costs her nothing; the household hears of it once. Call `lockForGiving` first.
 */
export async function giveVisits(ctx: Ctx, givings: readonly Giving[], orders: ReadonlyMap<string, OrderFacts>, { isQuietTo = null }: { isQuietTo?: string | null } = {}): Promise<{ given: Given[]; unfit: Unfit[] }> {
  const unfit: Unfit[] = [];
  await releaseTimes(ctx, { orderIds: givings.map(({ orderId }) => orderId), reason: 'moved' });
  const open = givings.filter(({ orderId }) => {
    const { status } = orders.get(orderId)!;
    const isOpen = isReassignable(status) || isUnderWay(status);
    if (!isOpen) unfit.push({ orderId, blocker: { rule: 'status', reason: { zh: '这一单已开始或已结束', en: 'the visit has begun or is over' } } });
    return isOpen;
  });
  await holdDays(ctx, open.map(({ orderId, toWorkerId }) => ({ order: orders.get(orderId)!, workerId: toWorkerId })));
  const room = roomOf(await countDays(ctx, open.map(({ orderId }) => orderId)));
  const found = await needsOfOrders(ctx, open.map(({ orderId }) => orders.get(orderId)!));
  // She had it: the way back, or to another hour, needs no new yes of hers about an earlier no.
  const refusedNow = ({ kind, orderId }: Giving): string[] => (kind === 'undo' ? [] : found.get(orderId)!.need.refusedWorkerIds.filter((id) => id !== orders.get(orderId)!.workerId));
  const needs = new Map(open.map((giving) => [giving.orderId, { ...found.get(giving.orderId)!.need, refusedWorkerIds: refusedNow(giving) }]));
  const fit: Fitting[] = [];
  for (const [day, some] of Map.groupBy(open, ({ orderId }) => beijingDay(orders.get(orderId)!.startsAt!))) {
    const from = dayStart(day);
    const to = new Date(Math.max(addDays(from, 1).getTime(), ...some.map(({ orderId }) => orders.get(orderId)!.endsAt!.getTime())) + 6 * 3_600_000);
    const views = await workerViews(ctx, { from, to, workerIds: [...new Set(some.map(({ toWorkerId }) => toWorkerId))] });
    const judged = judgeInTurn(some, needs, new Map(views.map((view) => [view.workerId, view])), ctx.now.getTime(), room);
    unfit.push(...judged.unfit.map(({ wish, blocker }) => ({ orderId: wish.orderId, blocker })));
    fit.push(...judged.fit.map(({ wish, need, view }) => ({ order: orders.get(wish.orderId)!, giving: wish, need, view })));
  }
  return { given: await giveAll(ctx, fit, isQuietTo), unfit };
}

type Fitting = { order: OrderFacts; giving: Giving; need: Need; view: WorkerView };
/** What is the same question for every one of them is asked once for all; then each is written. */
async function giveAll(ctx: Ctx, fit: readonly Fitting[], isQuietTo: string | null): Promise<Given[]> {
  if (fit.length === 0) return [];
  const orderIds = fit.map(({ order }) => order.id);
  const people = await workersOf(ctx, fit.flatMap(({ order, view }) => [view.workerId, ...(order.workerId === null ? [] : [order.workerId])]));
  const live = Map.groupBy(await liveOffersOfMany(ctx.tx, ctx.cityId, orderIds), ({ orderId }) => orderId);
  for (const { order, giving } of fit) for (const offer of live.get(order.id) ?? []) await withdrawOffer(ctx, order, offer, giving.why);
  await takeTimes(ctx, fit.map(({ order, view }) => timeOf(order, view.workerId)));
  await retireTakers(ctx.tx, ctx.cityId, orderIds, ctx.now);
  const given: Given[] = [];
  const messages: Message[] = [];
  for (const one of fit) given.push(await give(ctx, one, people, isQuietTo, messages));
  await tellPeople(ctx, messages);
  return given;
}

async function give(ctx: Ctx, { order, giving, need, view }: Fitting, people: ReadonlyMap<string, WorkerFacts>, isQuietTo: string | null, messages: Message[]): Promise<Given> {
  const { policy } = await policyOf(ctx, order);
  const isAssigned = giving.isAssigned ?? policy.mode === 'auto';
  const { weights, version } = await weightsInForce(ctx);
  const { candidate } = explainWorker(need, view, { now: ctx.now.getTime(), labels, weights });
  const chosen = candidate ?? plainCandidate(view.workerId, view.position ?? view.home, need.at);
  const taker = people.get(view.workerId)!;
  const from = order.workerId !== null && order.workerId !== view.workerId ? order.workerId : null;
  const said = { zh: `改派${taker.name}：${giving.why.zh}`, en: `Given to ${taker.name}: ${giving.why.en}` };
  await makeOffer(ctx, order, chosen, 'auto', { isAssigned, isTold: true, words: said, taker });
  await recordDecision(ctx, order, { need, candidates: candidate ? [candidate] : [], blocked: [], views: [view], field: [], weightsVersion: version }, { kind: giving.kind, workerId: view.workerId, score: candidate?.score ?? null, words: said });
  const about = { item: order.itemNameZh, time: sayBeijing(order.startsAt!), why: giving.why.zh };
  // Who was only being asked was told that the question is withdrawn; who was on her way is told by the orders' own message.
  if (from !== null && from !== isQuietTo && order.status === 'accepted') messages.push({ personId: people.get(from)?.personId ?? await personOfWorker(ctx, from), template: 'visitMoved', params: about });
  if (giving.postponedFrom) messages.push({ personId: order.customerId, template: 'visitPostponed', params: { ...about, time: sayBeijing(giving.postponedFrom), next: about.time, worker: taker.name } });
  else if (!isUnderWay(order.status)) messages.push({ personId: order.customerId, template: isAssigned ? 'workerChanged' : 'workerChanging', params: { ...about, next: taker.name } });
  return { orderId: order.id, fromWorkerId: order.workerId, wasAccepted: order.status === 'accepted', toWorkerId: view.workerId };
}
