import { explainWorker } from '@linli/planner';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import { demand, holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { acceptByWorker, assertCan, lockOrder, unassign, viewOrder } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { entryOfOrder, workerLockKey, workerOf } from '../../workers/index.ts';
import { decisionWords, isOnlyTime, isReassignable, isUnderWay, standingBlockers, standingForReplacement } from '../rules.ts';
import { endOffer } from '../store/offers.ts';
import { holdDays } from './day-limit.ts';
import { labels, nameOf, needOfOrder, recordDecision, workersFor } from './gather.ts';
import { makeOffer, plainCandidate, takeTime, withdrawOffers } from './offers.ts';
import { noteAnswer } from './answers.ts';

type Dispatch = typeof contract.dispatch;

/** A merchant acts for its own workers and for orders of its own territory or people; the desk for all. */
async function demandScope(ctx: Ctx, order: OrderFacts, workerId: string): Promise<void> {
  if (holds(ctx.actor, ['dispatcher', 'operator'])) return;
  const worker = await workerOf(ctx, workerId);
  const own = (merchantId: string | null): boolean => merchantId !== null && holds(ctx.actor, ['merchantOwner', 'merchantStaff'], merchantId);
  if (!own(order.merchantId) && !own(order.holderMerchantId)) refuse('orders.order_unknown');
  if (!own(worker.merchantId)) refuse('access.forbidden', { needZh: '只能指派本商户的家政员', needEn: 'a merchant assigns its own workers' });
}

/**
 * A person at the desk (or the merchant) decides who serves. What the planner calls impossible stays impossible; preferences,
 * an earlier refusal and territory may be overruled, because somebody has spoken with the people. Until the work starts the desk
 * (not a merchant) also replaces a worker who has set out and cannot come; the new one may then be late.
 */
export async function assign(ctx: Ctx, input: { orderId: string; workerId: string; reason: string; isAcceptedByPhone: boolean }): Promise<OutputOf<Dispatch['assign']>> {
  const order = await lockOrder(ctx, input.orderId);
  await demandScope(ctx, order, input.workerId);
  const isReplacing = isUnderWay(order.status);
  if (isReplacing) demand(ctx, ['dispatcher', 'operator']);
  else if (!isReassignable(order.status) || !order.startsAt) assertCan(ctx, order, 'assign');
  const entry = await entryOfOrder(ctx, order.id);
  await lockFor(ctx.tx, workerLockKey(ctx, input.workerId), ...(entry ? [workerLockKey(ctx, entry.workerId)] : []));
  await holdDays(ctx, [{ order, workerId: input.workerId }]);
  const need = await needOfOrder(ctx, order);
  const [view] = await workersFor(ctx, need, order.startsAt!, order.endsAt!, [input.workerId]);
  if (!view) refuse('workers.worker_unknown', {}, 'workerId');
  const { candidate, blockers } = explainWorker(need, view, { now: ctx.now.getTime(), labels });
  const standing = isReplacing ? standingForReplacement(blockers) : standingBlockers(blockers);
  const name = await nameOf(ctx, input.workerId);
  if (isReplacing && order.workerId === input.workerId) refuse('dispatch.worker_unsuitable', { worker: name, whyZh: '她已在路上', whyEn: 'she is on the way to it already' });
  if (isOnlyTime(standing)) refuse('dispatch.slot_taken');
  if (standing.length > 0) refuse('dispatch.worker_unsuitable', { worker: name, whyZh: standing[0]!.reason.zh, whyEn: standing[0]!.reason.en });
  await withdrawOffers(ctx, { orderId: order.id, reason: { zh: `改派给${name}`, en: `given to ${name}` } });
  await takeTime(ctx, order, input.workerId);
  const origin = holds(ctx.actor, ['dispatcher', 'operator']) ? 'dispatcher' : 'merchant';
  const offer = await makeOffer(ctx, order, candidate ?? plainCandidate(input.workerId, view.position ?? view.home, { lon: order.lon, lat: order.lat }), origin,
    { words: isReplacing ? decisionWords.reassign(await nameOf(ctx, order.workerId!), name, input.reason) : undefined });
  if (input.isAcceptedByPhone) {
    await endOffer(ctx.tx, ctx.cityId, offer.id, { state: 'accepted', at: ctx.now, words: '电话确认' });
    await acceptByWorker(ctx, { orderId: order.id, workerId: input.workerId });
    await noteAnswer(ctx, order, offer, 'accepted', { words: '电话确认' });
  }
  await recordDecision(ctx, order, null, { kind: 'assign', workerId: input.workerId, score: candidate?.score ?? null, words: decisionWords.assign(name, ctx.actor.name, input.reason) });
  return viewOrder(ctx, order.id);
}

/** The desk takes the order back; whoever was asked or had accepted is told, and the search starts again. */
export async function redispatch(ctx: Ctx, input: InputOf<Dispatch['redispatch']>): Promise<OutputOf<Dispatch['redispatch']>> {
  const order = await lockOrder(ctx, input.orderId);
  if (order.status !== 'assigned' && order.status !== 'accepted') assertCan(ctx, order, 'unassign');
  const withdrawn = await withdrawOffers(ctx, { orderId: order.id, reason: { zh: input.reason, en: input.reason } });
  if (withdrawn === 0) await recordDecision(ctx, order, null, { kind: 'withdrawn', workerId: order.workerId, score: null, words: decisionWords.withdrawn({ zh: input.reason, en: input.reason }) });
  await unassign(ctx, { orderId: order.id, reason: 'desk', words: { zh: `调度收回：${input.reason}`, en: `Taken back by the desk: ${input.reason}` } });
  return viewOrder(ctx, order.id);
}
