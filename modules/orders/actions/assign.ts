import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { nextStatus, wrongState, type Verb } from '../rules.ts';
import type { OrderFacts } from '../rules/order.ts';
import { historyWords } from '../rules/words.ts';
import { about, insist, lockOrder, move, partFor } from './open.ts';

/** Refuses `orders.wrong_state` where FLOW does not lead on from here; for modules that decide before they move. */
export const assertCan = (_ctx: Ctx, order: OrderFacts, verb: Verb): void => insist(nextStatus(verb, order.status) === null ? wrongState(verb, order) : null);

/**
 * paid, assigned or accepted → assigned: the worker is asked. The caller (dispatch) has found her suitable and moves the time in
 * the same transaction. Whoever had it before sees the change as well. A worker who has set out is replaced the same way until
 * the work starts: what she did at the door is undone, the household and she are told. Refuses `orders.wrong_state`.
 */
export const assignWorker = async (ctx: Ctx, { orderId, workerId, merchantId, workerPayFen, words }: { orderId: string; workerId: string; merchantId: string | null; workerPayFen: number; words: Bilingual }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  const verb = nextStatus('reassign', order.status) === null ? 'assign' : 'reassign';
  assertCan(ctx, order, verb);
  const patch = { ...(order.workerId !== workerId && { safety: null }), workerId, merchantId, workerPayFen, ...(verb === 'reassign' && { arrivedAt: null, arrivalReason: '', doorCodeTries: 0 }) };
  const assigned = await move(ctx, order, verb, await partFor(ctx, verb, order), { patch, words });
  const seen = await about(ctx, assigned, order.workerId);
  await ctx.emit('order.assigned', { ...seen, workerId });
  if (verb === 'reassign') await ctx.emit('order.reassigned', { ...seen, workerId, previousWorkerId: order.workerId! });
};

/** assigned → accepted, by the worker it is assigned to (or on her word by phone). `isTold`: the household hears of it otherwise. Refuses `orders.wrong_state`. */
export const acceptByWorker = async (ctx: Ctx, { orderId, workerId, isTold = false }: { orderId: string; workerId: string; isTold?: boolean }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.workerId !== workerId) insist(wrongState('accept', order));
  assertCan(ctx, order, 'accept');
  const accepted = await move(ctx, order, 'accept', await partFor(ctx, 'accept', order), { words: historyWords.accept });
  await ctx.emit('order.accepted', { ...(await about(ctx, accepted)), workerId, isTold });
};

/** assigned or accepted → paid: nobody has it any more; dispatch hears of it and looks again. Refuses `orders.wrong_state`. */
export const unassign = async (ctx: Ctx, { orderId, reason, words }: { orderId: string; reason: string; words: Bilingual }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  assertCan(ctx, order, 'unassign');
  const taken = await move(ctx, order, 'unassign', await partFor(ctx, 'unassign', order), { patch: { workerId: null, merchantId: null, workerPayFen: null, safety: null }, words });
  await ctx.emit('order.unassigned', { ...(await about(ctx, taken, order.workerId)), workerId: order.workerId, reason });
};

/**
 * The visit moves to another hour because nobody can come at its own; dispatch has found the hour and moves the claim on the worker's time in the same
 * transaction, and says why to the household. Refuses `orders.wrong_state`.
 */
export const postpone = async (ctx: Ctx, { orderId, startAt, words }: { orderId: string; startAt: Date; words: Bilingual }): Promise<OrderFacts> => {
  const order = await lockOrder(ctx, orderId);
  assertCan(ctx, order, 'postpone');
  const moved = await move(ctx, order, 'postpone', await partFor(ctx, 'postpone', order), { patch: { startsAt: startAt, endsAt: new Date(startAt.getTime() + order.durationMinutes * 60_000) }, words });
  await ctx.emit('order.postponed', { ...(await about(ctx, moved)), startAt: startAt.toISOString() });
  return moved;
};

/** A paid order leaves the merchant it belongs to for another, or for none; dispatch has decided it and says why. Refuses `orders.wrong_state`. */
export const passOn = async (ctx: Ctx, { orderId, holderMerchantId, words }: { orderId: string; holderMerchantId: string | null; words: Bilingual }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  assertCan(ctx, order, 'passOn');
  await move(ctx, order, 'passOn', await partFor(ctx, 'passOn', order), { patch: { holderMerchantId }, words });
};
