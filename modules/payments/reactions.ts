import { every, onTimer, when } from '../../kernel/reactions.ts';
import { reconcileByTimer, reconcileEveryMorning } from './actions/books.ts';
import { PAYOUT_CRON, hearOfTransfer, payOutEveryMorning, sendPayout } from './actions/payouts.ts';
import { askProvider, sweepOpenPayments } from './actions/receive.ts';
import { sendRefund } from './actions/refund.ts';
import { settleCancelled, settleNoShow, settleOrder } from './actions/settle.ts';

export const reactions = [
  when('order.confirmed', 'payments.settleOrder', settleOrder),
  when('order.complained', 'payments.settleAfterComplaint', async (ctx, e) => { if (!e.isOpen) await settleOrder(ctx, e); }),
  when('order.cancelled', 'payments.settleCancelled', settleCancelled),
  when('order.noShow', 'payments.settleNoShow', settleNoShow),
  when('payment.refundRequested', 'payments.sendRefund', sendRefund),
  onTimer('payments.askProvider', askProvider),
  when('rail.transferEnded', 'payments.notePayout', (ctx, e) => hearOfTransfer(ctx, e)),
  onTimer('payments.sendPayout', sendPayout),
  onTimer('payments.reconcile', reconcileByTimer),
  every('payments.reconcileBooks', '30 10 * * *', reconcileEveryMorning),
  every('payments.payOut', PAYOUT_CRON, payOutEveryMorning),
  onTimer('payments.retryRefund', sendRefund),
  every('payments.sweepOpenPayments', '* * * * *', sweepOpenPayments),
];
