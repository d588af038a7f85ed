import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { rateMerchant } from '../../alliance/index.ts';
import { recordRating } from '../../workers/index.ts';
import { averageOf } from '../rules/review.ts';
import { reviewsOf } from '../store/reviews.ts';
import { amend, lockOrder } from './open.ts';

/**
 * She called for help on this visit: until a person has judged, the household can neither cancel it nor report her absent, and a review does not
 * reach her rating. It happens after the alarm, in a transaction of its own: a call for help waits for nobody's lock. Safe to run twice.
 */
export const holdForSafety = async (ctx: Ctx, { orderId, workerId, isDuringVisit }: Pick<EventPayload<'sos.raised'>, 'orderId' | 'workerId' | 'isDuringVisit'>): Promise<void> => {
  if (!isDuringVisit || orderId === null) return;
  const order = await lockOrder(ctx, orderId);
  // Whoever has the visit by now did not call.
  if (order.workerId !== workerId || order.safety !== null) return;
  await amend(ctx, orderId, { safety: 'held' });
};

/** A person has judged: `excused` stays with the order, `usual` ends the hold, and what the family said meanwhile counts. Safe to run twice. */
export const settleSafety = async (ctx: Ctx, { orderId, workerId, visit }: Pick<EventPayload<'sos.closed'>, 'orderId' | 'workerId' | 'visit'>): Promise<void> => {
  if (orderId === null || visit === null) return;
  const order = await lockOrder(ctx, orderId);
  if (order.workerId !== workerId) return;
  await amend(ctx, orderId, { safety: visit === 'excused' ? 'excused' : null });
  if (visit === 'excused' || order.workerId === null) return;
  const review = (await reviewsOf(ctx.tx, ctx.cityId, [orderId])).get(orderId);
  if (!review || order.safety === null) return;
  const { skill, communication, attitude, words, weight, isNeighbour } = review;
  await recordRating(ctx, { workerId: order.workerId, orderId, itemName: { zh: order.itemNameZh, en: order.itemNameEn }, skill, communication, attitude, words, weight, isNeighbour });
  if (order.merchantId !== null) await rateMerchant(ctx, { merchantId: order.merchantId, score: averageOf({ skill, communication, attitude }), weight });
};
