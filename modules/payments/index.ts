import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { notifyRoute, routes } from './routes.ts';

/** Collects, refunds, splits and settles; keeps the double-entry ledger. */
export const mount: Module = { name: 'payments', routes, reactions, checks, raw: notifyRoute };

export { listDifferences, reconcile } from './actions/books.ts';
export { checks } from './actions/checks.ts';
export { importBill, importPayments } from './actions/import.ts';
export { ledgerOfOrder, postTransaction, postTransactions, trialBalance } from './actions/ledger.ts';
export { receiveNotify } from './actions/notify.ts';
export { askProvider, getPayment, syncPayment } from './actions/receive.ts';
export { previewSplit, settleOrder } from './actions/settle.ts';
export { startPayment as start } from './actions/start.ts';
export { merchantStatement, workerStatement } from './actions/statement.ts';
export type { Split } from './rules/split.ts';
export { cancelled, givenBack, payoutArrived, payoutReturned, payoutStarted, received, refunded, reversed, settled } from './rules/postings.ts';
export type { LedgerEntry } from './rules/postings.ts';
