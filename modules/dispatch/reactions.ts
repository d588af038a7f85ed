import { onTimer, when } from '../../kernel/reactions.ts';
import { learnFromOrder } from './actions/weights.ts';
import { announceOffer, expireOffer, offerOrder, withdrawOffer } from './actions/offers.ts';
import { serveSeriesVisit } from './actions/series.ts';

export const reactions = [
  when('order.paid', 'dispatch.offerPaidOrder', offerOrder),
  when('order.unassigned', 'dispatch.offerAgain', offerOrder),
  when('order.rescheduled', 'dispatch.offerMovedOrder', offerOrder),
  when('order.cancelled', 'dispatch.withdrawCancelled', (ctx, e) => withdrawOffer(ctx, { orderId: e.orderId, reason: { zh: '订单已取消' } })),
  when('order.noShow', 'dispatch.withdrawNoShow', (ctx, e) => withdrawOffer(ctx, { orderId: e.orderId, reason: { zh: '订单已结束' } })),
  when('offer.made', 'dispatch.announceOffer', announceOffer),
  when('order.reviewed', 'dispatch.learn', learnFromOrder),
  when('order.householdReviewed', 'dispatch.learnFromBoth', learnFromOrder),
  onTimer('dispatch.learnAlone', (ctx, { orderId }: { orderId: string }) => learnFromOrder(ctx, { orderId, isPatienceOver: true })),
  onTimer('dispatch.expireOffer', expireOffer),
  onTimer('dispatch.lookAgain', offerOrder),
  when('series.visitDue', 'dispatch.findSeriesTime', serveSeriesVisit),
];
