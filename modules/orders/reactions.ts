import { onTimer, when } from '../../kernel/reactions.ts';
import { expireHold } from './actions/pay.ts';
import { autoConfirm } from './actions/review.ts';
import { countPaid, tellAccepted, tellCancelled, tellDeparted, tellFinished, tellPaid } from './actions/tell.ts';

export const reactions = [
  onTimer('orders.expireHold', expireHold),
  onTimer('orders.autoConfirm', autoConfirm),
  when('order.paid', 'orders.countPaid', countPaid),
  when('order.paid', 'orders.tellPaid', tellPaid),
  when('order.accepted', 'orders.tellAccepted', tellAccepted),
  when('order.departed', 'orders.tellDeparted', tellDeparted),
  when('order.finished', 'orders.tellFinished', tellFinished),
  when('order.cancelled', 'orders.tellCancelled', tellCancelled),
];
