import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { Refusal, refuse } from '../../../kernel/refusal.ts';
import { lockOrder, orderFacts, unassign } from '../../orders/index.ts';
import type { OrderFacts } from '../../orders/index.ts';
import { addDays, dayStart, beijingDay } from '../rules.ts';
import { UNDO_MINUTES, changedSince, orderPrint, sayPlan, stateWords } from '../rules/plan.ts';
import { standUnanswered } from '../store/offers.ts';
import * as store from '../store/plan.ts';
import type { MoveRow, PlanRow } from '../store/plan.ts';
import { basisOf } from './cell.ts';
import { giveVisits, lockForGiving } from './give.ts';
import { nameOf } from './gather.ts';
import { takeTime, withdrawOffers } from './offers.ts';
import { aboutPlan, askPlan, endPlan, viewPlan } from './plan-ask.ts';
import type { PlanView } from './plan-ask.ts';
import { policyOf } from './policy.ts';

const refuseOver = (row: PlanRow): never => refuse('dispatch.plan_over', { stateZh: stateWords[row.state].zh, stateEn: stateWords[row.state].en });

/** What changed, for a person: the first order or worker it is about. */
async function whatChanged(ctx: Ctx, moves: readonly MoveRow[], { orderIds, workerIds }: { orderIds: string[]; workerIds: string[] }): Promise<Bilingual> {
  const move = moves.find(({ orderId }) => orderIds.includes(orderId));
  if (move) return { zh: `${move.estateName}的${move.itemName.zh}已不是原来的安排`, en: `${move.itemName.en} at ${move.estateName} does not stand as it did` };
  const name = await nameOf(ctx, workerIds[0]!);
  return { zh: `${name}的日程有变化`, en: `${name}’s day has changed` };
}

/** Carries moves of a locked plan out, all or none. Refuses `dispatch.plan_stale` when anything they rest on is not so any more. */
async function carryOut(ctx: Ctx, row: PlanRow, moves: readonly MoveRow[]): Promise<void> {
  const workerIds = [...new Set(moves.flatMap(({ fromWorker, toWorker }) => [fromWorker?.workerId, toWorker!.workerId].filter((id) => id !== undefined)))];
  const orders = await lockForGiving(ctx, moves.map(({ orderId }) => orderId), workerIds);
  const [from, to] = [dayStart(row.day), addDays(dayStart(row.day), 1)];
  const pick = (prints: Record<string, string>, ids: readonly string[]) => Object.fromEntries(ids.flatMap((id) => (prints[id] === undefined ? [] : [[id, prints[id]]])));
  const was = { orders: pick(row.basis.orders, moves.map(({ orderId }) => orderId)), workers: pick(row.basis.workers, workerIds) };
  const changed = changedSince(was, await basisOf(ctx, { orderIds: Object.keys(was.orders), workerIds: Object.keys(was.workers), from, to }));
  if (changed.orderIds.length + changed.workerIds.length > 0) {
    const { zh, en } = await whatChanged(ctx, moves, changed);
    refuse('dispatch.plan_stale', { whyZh: zh, whyEn: en });
  }
  const { given, unfit } = await giveVisits(ctx, moves.map(({ orderId, toWorker, why, lateMinutes }) => ({ orderId, toWorkerId: toWorker!.workerId, kind: 'plan' as const, why, lateMinutes })), orders);
  // Time has passed since: who could have set out then may not be there in time any more.
  if (unfit.length > 0) {
    const move = moves.find(({ orderId }) => orderId === unfit[0]!.orderId)!;
    refuse('dispatch.plan_stale', { whyZh: `${move.toWorker!.name}：${unfit[0]!.blocker.reason.zh}`, whyEn: `${move.toWorker!.name}: ${unfit[0]!.blocker.reason.en}` });
  }
  const all = given.length === row.moves.length;
  const said = sayPlan({ ...row.diff!, moved: given.length });
  const part = { zh: `已执行其中 ${given.length} 单`, en: `${given.length} of ${row.moves.length} moves carried out` };
  const words = all ? { zh: `已执行，${said.zh}`, en: `Carried out: ${said.en}` } : part;
  await store.writeCommitted(ctx.tx, ctx.cityId, row.id, { at: ctx.now, done: given, words, undoUntil: new Date(ctx.now.getTime() + UNDO_MINUTES * 60_000), byName: ctx.actor.kind === 'person' ? ctx.actor.name : null });
  await ctx.emit('plan.committed', { ...aboutPlan(row), orderIds: given.map(({ orderId }) => orderId) });
}

/**
 * Carries a plan out, or the named moves of it: all of them or none, and only if everything they rest on is as it was read. Moves of a chain left out by
 * the desk may make others impossible; that is refused as well. Refuses `dispatch.plan_unknown`, `dispatch.plan_over`, `dispatch.plan_stale`.
 */
export async function commitPlan(ctx: Ctx, { planId, orderIds }: { planId: string; orderIds?: string[] | undefined }): Promise<PlanView> {
  const row = (await store.lockPlan(ctx.tx, ctx.cityId, planId)) ?? refuse('dispatch.plan_unknown');
  if (row.state === 'stale') refuse('dispatch.plan_stale', { whyZh: row.wordsZh, whyEn: row.wordsEn });
  const moves = orderIds === undefined ? row.moves : row.moves.filter(({ orderId }) => orderIds.includes(orderId));
  if (row.state !== 'ready' || moves.length === 0) refuseOver(row);
  await carryOut(ctx, row, moves);
  return viewPlan(ctx, planId);
}

/** A plan nobody asked for is carried out by itself where the policy of every order it moves says so; else it waits for the desk. */
export async function commitByPolicy(ctx: Ctx, planId: string): Promise<void> {
  const row = (await store.lockPlan(ctx.tx, ctx.cityId, planId))!;
  for (const { orderId } of row.moves) {
    const { policy } = await policyOf(ctx, await lockOrder(ctx, orderId));
    if (policy.livePlan !== 'commit') return;
  }
  await carryOut(ctx, row, row.moves);
}

/**
 * Takes a committed plan back, while that may be done, for every move nobody has answered or set out for: who had said yes before has it again at once,
 * who was only asked is asked again. Refuses `dispatch.plan_unknown`, `dispatch.plan_over`.
 */
export async function undoPlan(ctx: Ctx, { planId }: { planId: string }): Promise<PlanView> {
  const row = (await store.lockPlan(ctx.tx, ctx.cityId, planId)) ?? refuse('dispatch.plan_unknown');
  if (row.state !== 'committed' || row.undoUntil === null || row.undoUntil <= ctx.now) refuseOver(row);
  const orders = await lockForGiving(ctx, row.done.map(({ orderId }) => orderId), row.done.flatMap(({ fromWorkerId, toWorkerId }) => [toWorkerId, ...(fromWorkerId === null ? [] : [fromWorkerId])]));
  const unanswered = await standUnanswered(ctx.tx, ctx.cityId, row.done.map(({ orderId, toWorkerId }) => ({ orderId, workerId: toWorkerId })));
  const back = row.done.filter(({ orderId, toWorkerId }) => {
    const { workerId, status } = orders.get(orderId)!;
    return workerId === toWorkerId && (status === 'assigned' || status === 'accepted') && unanswered.has(orderId);
  });
  const why = { zh: '调度撤销了重排', en: 'the desk took the plan back' };
  const { given, unfit } = await giveVisits(ctx, back.flatMap(({ orderId, fromWorkerId, wasAccepted }) => (fromWorkerId === null ? [] : [{ orderId, toWorkerId: fromWorkerId, kind: 'undo' as const, why, lateMinutes: 24 * 60, isAssigned: wasAccepted }])), orders);
  // Who had it before cannot have it again: it stays where the plan has put it, if that time is still there.
  const stuck: string[] = [];
  for (const { orderId } of unfit) if (!await keepsTime(ctx, orders.get(orderId)!)) stuck.push(orderId);
  const open = [...back.filter(({ fromWorkerId }) => fromWorkerId === null).map(({ orderId }) => orderId), ...stuck];
  for (const orderId of open) {
    await withdrawOffers(ctx, { orderId, reason: why });
    await unassign(ctx, { orderId, reason: 'undo', words: why });
  }
  const kept = row.done.length - given.length - open.length;
  const words = { zh: `已撤销 ${given.length + open.length} 单${kept > 0 ? `；${kept} 单已有人答复、出发或还不回去，保持不变` : ''}`, en: `${given.length + open.length} moves taken back${kept > 0 ? `; ${kept} were answered, set out for or cannot go back, and stay` : ''}` };
  await store.endPlan(ctx.tx, ctx.cityId, row.id, 'undone', ctx.now, words);
  await ctx.emit('plan.changed', aboutPlan(row));
  return viewPlan(ctx, planId);
}

/** Takes an order's time again for the worker it stands with; false where that has gone to something else meanwhile. */
const keepsTime = (ctx: Ctx, order: OrderFacts): Promise<boolean> => takeTime(ctx, order, order.workerId!).then(() => true, (error: unknown) => {
  if (error instanceof Refusal) return false;
  throw error;
});

/** An order moved on by itself: a plan that waits for the desk and rests on how it stood is out of date, and its cell is thought about anew. */
export async function refreshPlan(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const order = await orderFacts(ctx, orderId);
  if (order.districtId === null || order.startsAt === null) return;
  const row = await store.openPlanOf(ctx.tx, ctx.cityId, order.districtId, beijingDay(order.startsAt));
  if (row?.state !== 'ready') return;
  const print = row.basis.orders[orderId];
  if (print === undefined || print === orderPrint(order)) return;
  await endPlan(ctx, row, 'stale', { zh: `${order.estateName}的${order.itemNameZh}有了变化`, en: `${order.itemNameEn} at ${order.estateName} has changed` });
  await askPlan(ctx, row, 'rebased');
}
