import { onTimer, when } from '../../kernel/reactions.ts';
import { endCalls, planEndOfCalls } from './actions/call.ts';
import { expireHold } from './actions/pay.ts';
import { holdForSafety, settleSafety } from './actions/safety.ts';
import { autoConfirm } from './actions/review.ts';
import { noteOrderCancelled, noteOrderMoved, planSeries, remindSeries } from './actions/series-plan.ts';
import { countPaid, tellAccepted, tellCancelled, tellDeparted, tellFinished, tellPaid, tellReassigned } from './actions/tell.ts';

export const reactions = [
  when('sos.raised', 'orders.holdForSafety', holdForSafety),
  when('sos.closed', 'orders.settleSafety', settleSafety),
  onTimer('orders.expireHold', expireHold),
  onTimer('orders.autoConfirm', autoConfirm),
  when('order.paid', 'orders.countPaid', countPaid),
  when('order.paid', 'orders.tellPaid', tellPaid),
  when('order.accepted', 'orders.tellAccepted', tellAccepted),
  when('order.departed', 'orders.tellDeparted', tellDeparted),
  when('order.reassigned', 'orders.tellReassigned', tellReassigned),
  when('order.finished', 'orders.tellFinished', tellFinished),
  when('order.cancelled', 'orders.tellCancelled', tellCancelled),
  when('order.assigned', 'orders.endCallsOfFormerWorker', endCalls),
  when('order.unassigned', 'orders.endCallsOfUnassigned', endCalls),
  when('order.rescheduled', 'orders.endCallsOfMoved', endCalls),
  when('order.cancelled', 'orders.endCallsOfCancelled', endCalls),
  when('order.noShow', 'orders.endCallsOfMissed', endCalls),
  when('order.finished', 'orders.planEndOfCalls', planEndOfCalls),
  onTimer('orders.endCalls', endCalls),
  onTimer('orders.planSeries', planSeries),
  onTimer('orders.remindSeries', remindSeries),
  when('order.cancelled', 'orders.noteSeriesCancelled', noteOrderCancelled),
  when('order.rescheduled', 'orders.noteSeriesMoved', noteOrderMoved),
  when('order.postponed', 'orders.noteSeriesPostponed', noteOrderMoved),
];
