import { onLongTimer, onTimer, when } from '../../kernel/reactions.ts';
import { expireOffer } from './actions/answers.ts';
import { runBatch } from './actions/batch.ts';
import { offerFiller } from './actions/filler.ts';
import { planOverrun, settleRisk, watchArrival, watchNext, watchOverrun } from './actions/lateness.ts';
import { overflow } from './actions/merchant.ts';
import { announceOffer, withdrawOffers } from './actions/offers.ts';
import { planCell } from './actions/plan.ts';
import { refreshPlan } from './actions/plan-commit.ts';
import { noteReached } from './actions/promise.ts';
import { repairSuspended } from './actions/repair.ts';
import { giveUpRed, withdrawClosed } from './actions/safety.ts';
import { offerOrder } from './actions/search.ts';
import { checkOverrun, noteFinished, noteNoShow, noteOffline, noteUnmatched, watchEnd } from './actions/triggers.ts';
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
  when('worker.safetyChanged', 'dispatch.giveUpRed', giveUpRed),
  when('worker.admissionChanged', 'dispatch.withdrawClosed', withdrawClosed),
  when('offer.made', 'dispatch.announceOffer', announceOffer),
  when('order.reviewed', 'dispatch.learn', learnFromOrder),
  when('order.householdReviewed', 'dispatch.learnFromBoth', learnFromOrder),
  when('order.accepted', 'dispatch.watchAccepted', watchArrival),
  when('order.rescheduled', 'dispatch.watchMoved', watchArrival),
  when('order.departed', 'dispatch.watchDeparted', watchArrival),
  when('order.started', 'dispatch.planOverrun', planOverrun),
  when('order.finished', 'dispatch.watchAfterFinish', watchNext),
  when('order.arrived', 'dispatch.settleArrived', settleRisk),
  when('order.unassigned', 'dispatch.settleUnassigned', settleRisk),
  when('order.reassigned', 'dispatch.settleReassigned', settleRisk),
  when('order.cancelled', 'dispatch.settleCancelled', settleRisk),
  when('order.noShow', 'dispatch.settleNoShow', settleRisk),
  onTimer('dispatch.watchArrival', watchArrival),
  onTimer('dispatch.watchOverrun', watchOverrun),
  onTimer('dispatch.learnAlone', (ctx, { orderId }: { orderId: string }) => learnFromOrder(ctx, { orderId, isPatienceOver: true })),
  onTimer('dispatch.expireOffer', expireOffer),
  onTimer('dispatch.lookAgain', offerOrder),
  onTimer('dispatch.overflow', overflow),
  onTimer('dispatch.runBatch', runBatch),
  when('merchant.suspended', 'dispatch.repairSuspended', repairSuspended),
  when('order.started', 'dispatch.watchEnd', watchEnd),
  when('order.finished', 'dispatch.noteEarlyFinish', noteFinished),
  when('order.noShow', 'dispatch.noteNoShow', noteNoShow),
  when('dispatch.unmatched', 'dispatch.noteUnmatched', noteUnmatched),
  when('worker.changed', 'dispatch.noteOffline', noteOffline),
  onTimer('dispatch.checkOverrun', checkOverrun),
  onLongTimer('dispatch.planCell', planCell),
  when('order.accepted', 'dispatch.refreshPlanOfAccepted', refreshPlan),
  when('order.assigned', 'dispatch.refreshPlanOfAssigned', refreshPlan),
  when('order.unassigned', 'dispatch.refreshPlanOfUnassigned', refreshPlan),
  when('order.departed', 'dispatch.refreshPlanOfDeparted', refreshPlan),
  when('order.cancelled', 'dispatch.refreshPlanOfCancelled', refreshPlan),
  when('order.rescheduled', 'dispatch.refreshPlanOfMoved', refreshPlan),
  when('series.visitDue', 'dispatch.findSeriesTime', serveSeriesVisit),
];
