import { every, onTimer, when } from '../../kernel/reactions.ts';
import { askProvider, sweepOpenPayments } from './actions/receive.ts';
import { sendRefund } from './actions/refund.ts';
import { settleCancelled, settleNoShow, settleOrder } from './actions/settle.ts';

export const reactions = [
  when('order.confirmed', 'payments.settleOrder', settleOrder),
  when('order.cancelled', 'payments.settleCancelled', settleCancelled),
  when('order.noShow', 'payments.settleNoShow', settleNoShow),
  when('payment.refundRequested', 'payments.sendRefund', sendRefund),
  onTimer('payments.askProvider', askProvider),
  onTimer('payments.retryRefund', sendRefund),
  every('payments.sweepOpenPayments', '* * * * *', sweepOpenPayments),
];
