import { explainWorker } from '@linli/planner';
import type { Blocker, Need, WorkerView } from '@linli/planner';
import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { tellPerson } from '../../accounts/index.ts';
import { lockOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entryOfOrder, personOfWorker, releaseTime, workerLockKey } from '../../workers/index.ts';
import { isReassignable, isUnderWay, sayBeijing } from '../rules.ts';
import { labels, nameOf, needOfOrder, recordDecision, workersFor } from './gather.ts';
import { makeOffer, plainCandidate, takeTime, withdrawOffers } from './offers.ts';
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
  const orders = new Map<string, OrderFacts>();
  for (const orderId of [...new Set(orderIds)].sort()) orders.set(orderId, await lockOrder(ctx, orderId));
  const holders = [];
  for (const orderId of orders.keys()) { const entry = await entryOfOrder(ctx, orderId); if (entry) holders.push(entry.workerId); }
  await lockFor(ctx.tx, ...[...workerIds, ...holders].map((workerId) => workerLockKey(ctx, workerId)));
  return orders;
}

/** Ways were judged on a plane and a while ago: so much either way breaks no promise. */
const TOLERANCE = 2 * 60_000;
const ways: ReadonlySet<string> = new Set(['travelIn', 'travelOut']);
/** What stands against a worker taking a visit that a plan gives her, who may come so late. */
export function standsAgainst(need: Need, view: WorkerView, now: number, lateMinutes: number): Blocker[] {
  const { blockers } = explainWorker(need, view, { now, labels });
  const later = explainWorker({ ...need, startAt: need.startAt + lateMinutes * 60_000 + TOLERANCE }, view, { now }).blockers.some(({ rule }) => rule === 'travelIn');
  const earlier = explainWorker({ ...need, startAt: need.startAt - TOLERANCE }, view, { now }).blockers.some(({ rule }) => rule === 'travelOut');
  return blockers.filter(({ rule }) => !ways.has(rule) || (rule === 'travelIn' ? later : earlier));
}

/**
 * Gives several visits to others at once: all their times are freed first, so that two workers may change places, then each is judged as the calendars
 * stand by then and taken. Answers what was given and what could not be any more; that keeps neither its worker nor its time, and the caller decides
 * what becomes of it. Whoever had said yes and loses a visit is told, and it costs her nothing; the household hears of it once. Call `lockForGiving` first.
 */
export async function giveVisits(ctx: Ctx, givings: readonly Giving[], orders: ReadonlyMap<string, OrderFacts>, { isQuietTo = null }: { isQuietTo?: string | null } = {}): Promise<{ given: Given[]; unfit: Unfit[] }> {
  const given: Given[] = [];
  const unfit: Unfit[] = [];
  for (const { orderId } of givings) await releaseTime(ctx, { orderId, reason: 'moved' });
  for (const giving of givings) {
    const order = orders.get(giving.orderId)!;
    const need = await needOfOrder(ctx, order);
    const [view] = await workersFor(ctx, need, order.startsAt!, order.endsAt!, [giving.toWorkerId]);
    // She had it: the way back needs no new yes of hers about an earlier no.
    const standing = view ? standsAgainst(giving.kind === 'undo' ? { ...need, refusedWorkerIds: [] } : need, view, ctx.now.getTime(), giving.lateMinutes) : [{ rule: 'admitted', reason: { zh: '已不在岗', en: 'no longer at work here' } }];
    if (!isReassignable(order.status) && !isUnderWay(order.status)) standing.unshift({ rule: 'status', reason: { zh: '这一单已开始或已结束', en: 'the visit has begun or is over' } });
    if (standing.length > 0 || !view) { unfit.push({ orderId: giving.orderId, blocker: standing[0]! }); continue; }
    given.push(await give(ctx, order, giving, need, view, isQuietTo));
  }
  return { given, unfit };
}

async function give(ctx: Ctx, order: OrderFacts, giving: Giving, need: Need, view: WorkerView, isQuietTo: string | null): Promise<Given> {
  const { policy } = await policyOf(ctx, order);
  const isAssigned = giving.isAssigned ?? policy.mode === 'auto';
  const { weights, version } = await weightsInForce(ctx);
  const { candidate } = explainWorker(need, view, { now: ctx.now.getTime(), labels, weights });
  const chosen = candidate ?? plainCandidate(view.workerId, view.position ?? view.home, need.at);
  const name = await nameOf(ctx, view.workerId);
  const from = order.workerId !== null && order.workerId !== view.workerId ? order.workerId : null;
  await withdrawOffers(ctx, { orderId: order.id, reason: giving.why });
  await takeTime(ctx, order, view.workerId);
  const said = { zh: `改派${name}：${giving.why.zh}`, en: `Given to ${name}: ${giving.why.en}` };
  await makeOffer(ctx, order, chosen, 'auto', { isAssigned, isTold: true, words: said });
  await recordDecision(ctx, order, { need, candidates: candidate ? [candidate] : [], blocked: [], views: [view], field: [], weightsVersion: version }, { kind: giving.kind, workerId: view.workerId, score: candidate?.score ?? null, words: said });
  const about = { item: order.itemNameZh, time: sayBeijing(order.startsAt!), why: giving.why.zh };
  // Who was only being asked was told that the question is withdrawn; who was on her way is told by the orders' own message.
  if (from !== null && from !== isQuietTo && order.status === 'accepted') await tellPerson(ctx, { personId: await personOfWorker(ctx, from), template: 'visitMoved', params: about });
  if (giving.postponedFrom) await tellPerson(ctx, { personId: order.customerId, template: 'visitPostponed', params: { ...about, time: sayBeijing(giving.postponedFrom), next: about.time, worker: name } });
  else if (!isUnderWay(order.status)) await tellPerson(ctx, { personId: order.customerId, template: isAssigned ? 'workerChanged' : 'workerChanging', params: { ...about, next: name } });
  return { orderId: order.id, fromWorkerId: order.workerId, wasAccepted: order.status === 'accepted', toWorkerId: view.workerId };
}

