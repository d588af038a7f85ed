import { onTimer, when } from '../../kernel/reactions.ts';
import { expireOffer } from './actions/answers.ts';
import { runBatch } from './actions/batch.ts';
import { offerFiller } from './actions/filler.ts';
import { overflow } from './actions/merchant.ts';
import { announceOffer, withdrawOffers } from './actions/offers.ts';
import { noteReached } from './actions/promise.ts';
import { offerOrder } from './actions/search.ts';
import { learnFromOrder } from './actions/weights.ts';
import { serveSeriesVisit } from './actions/series.ts';

export const reactions = [
  when('order.paid', 'dispatch.offerPaidOrder', offerOrder),
  when('order.unassigned', 'dispatch.offerAgain', offerOrder),
  when('order.rescheduled', 'dispatch.offerMovedOrder', async (ctx, e) => { await withdrawOffers(ctx, { orderId: e.orderId, reason: { zh: '已改约', en: 'moved to another hour' } }); await offerOrder(ctx, { orderId: e.orderId, isMoved: true }); }),
  when('order.cancelled', 'dispatch.withdrawCancelled', (ctx, e) => withdrawOffers(ctx, { orderId: e.orderId, reason: { zh: '订单已取消', en: 'the order was cancelled' } })),
  when('order.noShow', 'dispatch.withdrawNoShow', (ctx, e) => withdrawOffers(ctx, { orderId: e.orderId, reason: { zh: '订单已结束', en: 'the order is over' } })),
  when('order.accepted', 'dispatch.noteReached', noteReached),
  when('order.finished', 'dispatch.offerFiller', offerFiller),
  when('offer.made', 'dispatch.announceOffer', announceOffer),
  when('order.reviewed', 'dispatch.learn', learnFromOrder),
  when('order.householdReviewed', 'dispatch.learnFromBoth', learnFromOrder),
  onTimer('dispatch.learnAlone', (ctx, { orderId }: { orderId: string }) => learnFromOrder(ctx, { orderId, isPatienceOver: true })),
  onTimer('dispatch.expireOffer', expireOffer),
  onTimer('dispatch.lookAgain', offerOrder),
  onTimer('dispatch.overflow', overflow),
  onTimer('dispatch.runBatch', runBatch),
  when('series.visitDue', 'dispatch.findSeriesTime', serveSeriesVisit),
];
