import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { notifyRoute, routes } from './routes.ts';

/** Collects, refunds, splits and settles; keeps the double-entry ledger. */
export const mount: Module = { name: 'payments', routes, reactions, checks, raw: notifyRoute };

export { listDifferences, reconcile, reconcileEveryMorning } from './actions/books.ts';
export { openCharge, refundCharge, refundableOfCharge, takeCharge } from './actions/charges.ts';
export { checks } from './actions/checks.ts';
export { importBill, importPayments } from './actions/import.ts';
export { payDeposit } from './actions/deposits.ts';
export { rewardWorker } from './actions/income.ts';
export { startCharge } from './actions/start-charge.ts';
export { giveTip } from './actions/tips.ts';
export { ledgerOfOrder, postTransaction, postTransactions, trialBalance } from './actions/ledger.ts';
export { myPayouts, setMerchantPayee, setMyPayee } from './actions/payees.ts';
export { payOutEveryMorning, reissuePayout } from './actions/payouts.ts';
export { receiveNotify } from './actions/notify.ts';
export { askProvider, getPayment, syncPayment } from './actions/receive.ts';
export { previewSplit, settleOrder } from './actions/settle.ts';
export { startPayment as start } from './actions/start.ts';
export { merchantStatement, workerStatement } from './actions/statement.ts';
export { addTender, heldTenders, openTenders, releaseTenders } from './actions/tenders.ts';
export type { HeldTender } from './actions/tenders.ts';
export type { Split } from './rules/split.ts';
export { cancelled, chart, givenBack, moved, payoutArrived, payoutReturned, payoutStarted, received, refunded, reversed, settled } from './rules/postings.ts';
export type { Account, LedgerEntry } from './rules/postings.ts';
export { chargeReceived, chargeRefunded, tendered, tenderReturned } from './rules/postings.ts';
export { cashBanked, chargePaidInCash, drawerDiffers } from './rules/cash.ts';
export { depositDeducted, depositReturned, depositTaken } from './rules/deposit.ts';
export { extraPaid, tipTaken, tipTakenBack } from './rules/income.ts';
export { recallStarted, shareStarted } from './rules/rail-share.ts';
