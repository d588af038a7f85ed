import type { contract, InputOf } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { rateMerchant } from '../../alliance/index.ts';
import { recordUse } from '../../catalog/index.ts';
import { recordRating, workerOf } from '../../workers/index.ts';
import type { OrderFacts } from '../rules/order.ts';
import { averageOf, isNeighbourReview, reviewWeight } from '../rules/review.ts';
import { historyWords } from '../rules/words.ts';
import { audienceOf } from '../store/orders.ts';
import { insertHouseholdReview, insertReview, otherHouseholdsServed } from '../store/reviews.ts';
import { about, lockOrder, move, openOrder } from './open.ts';

/** finished → confirmed: the family accepts the work; from here the money is split. */
export const confirm: Action<{ orderId: string }, OrderFacts> = async (ctx, { orderId }) => {
  const { order, part } = await openOrder(ctx, orderId, 'confirm');
  return accept(ctx, order, part === 'system');
};

/** Nobody objected in time. Does nothing when the family was quicker. */
export const autoConfirm = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await lockOrder(ctx, orderId);
  if (order.status === 'finished') await accept(ctx, order, true);
};

const accept = async (ctx: Ctx, order: OrderFacts, isAutomatic: boolean): Promise<OrderFacts> => {
  const words = isAutomatic ? { zh: '到期自动验收', en: 'Accepted automatically: nobody objected' } : historyWords.confirm;
  const confirmed = await move(ctx, order, 'confirm', isAutomatic ? 'system' : 'household', { patch: { confirmedAt: ctx.now, isAutoConfirmed: isAutomatic }, words });
  await ctx.emit('order.confirmed', { ...(await about(ctx, confirmed)), workerId: confirmed.workerId!, isAutomatic });
  return confirmed;
};

/**
 * The family's word in three dimensions. A neighbour's weighs more (see rules/review.ts). It goes to the worker's, the service's
 * and the merchant's rating; the worker never learns whose it is, so she is not among those who see the change.
 */
export const review: Action<InputOf<typeof contract.orders.review>, OrderFacts> = async (ctx, { orderId, skill, communication, attitude, words = '' }) => {
  const { order, part, terms } = await openOrder(ctx, orderId, 'review');
  const { tx, cityId, now } = ctx;
  const worker = await workerOf(ctx, order.workerId!);
  const isNeighbour = isNeighbourReview({
    otherHouseholdsServedInEstate: await otherHouseholdsServed(tx, cityId, { workerId: worker.id, estateId: order.estateId, householdId: order.householdId }),
    estateName: order.estateName, workerHomeArea: worker.homeArea,
  });
  const weight = reviewWeight(isNeighbour, terms.policy.neighbourWeight);
  await insertReview(tx, cityId, { orderId, authorId: ctx.actor.personId!, workerId: worker.id, skill, communication, attitude, words, isNeighbour, weight, at: now });
  const stars = averageOf({ skill, communication, attitude });
  const reviewed = await move(ctx, order, 'review', part, { words: { zh: `${historyWords.review.zh} ${stars.toFixed(1)} 分`, en: `${historyWords.review.en}: ${stars.toFixed(1)}` } });
  // She called for help on this visit: its stars reach her only once a person has said that it counts as usual.
  const isHeld = order.safety !== null;
  if (!isHeld) await recordRating(ctx, { workerId: worker.id, orderId, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, skill, communication, attitude, words, weight, isNeighbour });
  await recordUse(ctx, { itemId: order.itemId, rating: stars });
  if (order.merchantId !== null && !isHeld) await rateMerchant(ctx, { merchantId: order.merchantId, score: stars, weight });
  await ctx.emit('order.reviewed', { ...(await about(ctx, order)), personIds: await audienceOf(tx, cityId, order.householdId, []), workerId: worker.id });
  return reviewed;
};

/** The worker's word on the household, for the desk: was the scene as declared, was it safe. The household is not shown it. */
export const reviewHousehold: Action<InputOf<typeof contract.orders.reviewHousehold>, { ok: true }> = async (ctx, { orderId, stars, isSceneAsDeclared, isSafe, words = '' }) => {
  const { order } = await openOrder(ctx, orderId, 'reviewHousehold');
  await insertHouseholdReview(ctx.tx, ctx.cityId, { orderId, workerId: order.workerId!, householdId: order.householdId, stars, isSceneAsDeclared, isSafe, words, at: ctx.now });
  // The household is not among those who see it.
  await ctx.emit('order.householdReviewed', { ...(await about(ctx, order)), personIds: [], workerId: order.workerId! });
  return { ok: true };
};
