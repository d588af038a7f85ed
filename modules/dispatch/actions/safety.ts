import type { EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { itemOf } from '../../catalog/index.ts';
import { lockOrder, unassign } from '../../orders/index.ts';
import { isAdmittedTo } from '../../workers/index.ts';
import { liveOffersOf } from '../store/offers.ts';
import { askedOrdersOf, openOrdersOf } from '../store/holdings.ts';
import { withdrawOffer, withdrawOffers } from './offers.ts';
import { offerOrder } from './search.ts';

const why = { zh: '家政员安全码变红，平台另派', en: 'her safety code turned red; somebody else is sent' };

/**
 * A worker's code turned red: what she is asked about is asked of others, what is hers and has not begun is looked for anew. It costs her nothing in
 * her answers. A visit she has set out for stays: the household expects her at the door, the desk decides. Safe to run twice.
 */
export async function giveUpRed(ctx: Ctx, { workerId, colour }: Pick<EventPayload<'worker.safetyChanged'>, 'workerId' | 'colour'>): Promise<void> {
  if (colour !== 'red') return;
  for (const orderId of [...new Set([...await askedOrdersOf(ctx.tx, ctx.cityId, workerId), ...await openOrdersOf(ctx.tx, ctx.cityId, workerId)])].sort()) {
    const order = await lockOrder(ctx, orderId);
    if (order.workerId === workerId && (order.status === 'assigned' || order.status === 'accepted')) {
      await withdrawOffers(ctx, { orderId, reason: why });
      await unassign(ctx, { orderId, reason: 'safety', words: why });
      continue;
    }
    const live = await liveOffersOf(ctx.tx, ctx.cityId, orderId);
    const hers = live.filter((offer) => offer.workerId === workerId);
    for (const offer of hers) await withdrawOffer(ctx, order, offer, why);
    if (hers.length > 0 && live.length === hers.length && order.status === 'paid') await offerOrder(ctx, { orderId });
  }
}

const closed = { zh: '她这类工作的入驻检查失效，平台另派', en: 'one of her checks for this kind of work lapsed; somebody else is sent' };

/** A worker lost her admission to a family of work: what she is asked about of it is asked of others. What she has accepted stays hers. Safe to run twice. */
export async function withdrawClosed(ctx: Ctx, { workerId, family, isAdmitted }: Pick<EventPayload<'worker.admissionChanged'>, 'workerId' | 'family' | 'isAdmitted'>): Promise<void> {
  if (isAdmitted || await isAdmittedTo(ctx, { workerId, family })) return;
  for (const orderId of (await askedOrdersOf(ctx.tx, ctx.cityId, workerId)).toSorted()) {
    const order = await lockOrder(ctx, orderId);
    if ((await itemOf(ctx, order.itemId)).family !== family) continue;
    const live = await liveOffersOf(ctx.tx, ctx.cityId, orderId);
    const hers = live.filter((offer) => offer.workerId === workerId);
    if (order.workerId === workerId && order.status === 'assigned') {
      await withdrawOffers(ctx, { orderId, reason: closed });
      await unassign(ctx, { orderId, reason: 'admission', words: closed });
      continue;
    }
    for (const offer of hers) await withdrawOffer(ctx, order, offer, closed);
    if (hers.length > 0 && live.length === hers.length && order.status === 'paid') await offerOrder(ctx, { orderId });
  }
}
