import { every, onTimer, when } from '../../kernel/reactions.ts';
import { deliverInvoice, redLetterRefund, sendInvoice } from './actions/invoices.ts';
import { reconcileByTimer, reconcileEveryMorning } from './actions/books.ts';
import { PAYOUT_CRON, hearOfTransfer, payOutEveryMorning, sendPayout } from './actions/payouts.ts';
import { noteMerchantLeft, returnDepositByTimer, takeDeduction, takeDeposit } from './actions/deposits.ts';
import { payCoached, payExtras } from './actions/income.ts';
import { freeEnded, freePayment, hearOfShare, routeShare, sendShare } from './actions/rail-shares.ts';
import { closeTip, takeTip } from './actions/tips.ts';
import { expireCharge } from './actions/charges.ts';
import { askProvider, sweepOpenPayments } from './actions/receive.ts';
import { sendRefund } from './actions/refund.ts';
import { settleCancelled, settleNoShow, settleOrder } from './actions/settle.ts';

export const reactions = [
  when('order.confirmed', 'payments.settleOrder', settleOrder),
  when('order.complained', 'payments.settleAfterComplaint', async (ctx, e) => { if (!e.isOpen) await settleOrder(ctx, e); }),
  when('order.cancelled', 'payments.settleCancelled', settleCancelled),
  when('order.noShow', 'payments.settleNoShow', settleNoShow),
  when('payment.refundRequested', 'payments.sendRefund', sendRefund),
  when('charge.refundRequested', 'payments.sendChargeRefund', sendRefund),
  onTimer('payments.expireCharge', expireCharge),
  when('payment.refunded', 'payments.redLetterRefund', redLetterRefund),
  onTimer('payments.sendInvoice', sendInvoice),
  onTimer('payments.deliverInvoice', deliverInvoice),
  when('charge.paid', 'payments.takeTip', takeTip),
  when('charge.closed', 'payments.closeTip', closeTip),
  when('charge.paid', 'payments.takeDeposit', takeDeposit),
  when('order.settled', 'payments.payExtras', payExtras),
  when('training.coached', 'payments.payCoached', payCoached),
  when('order.settled', 'payments.routeShare', routeShare),
  when('order.cancelled', 'payments.freeCancelled', freeEnded),
  when('order.noShow', 'payments.freeMissed', freeEnded),
  when('rail.shareEnded', 'payments.hearOfShare', hearOfShare),
  onTimer('payments.sendShare', sendShare),
  onTimer('payments.freePayment', freePayment),
  when('merchant.left', 'payments.noteMerchantLeft', noteMerchantLeft),
  onTimer('payments.takeDeduction', takeDeduction),
  onTimer('payments.returnDeposit', returnDepositByTimer),
  onTimer('payments.askProvider', askProvider),
  when('rail.transferEnded', 'payments.notePayout', (ctx, e) => hearOfTransfer(ctx, e)),
  onTimer('payments.sendPayout', sendPayout),
  onTimer('payments.reconcile', reconcileByTimer),
  every('payments.reconcileBooks', '30 10 * * *', reconcileEveryMorning),
  every('payments.payOut', PAYOUT_CRON, payOutEveryMorning),
  onTimer('payments.retryRefund', sendRefund),
  every('payments.sweepOpenPayments', '* * * * *', sweepOpenPayments),
];
