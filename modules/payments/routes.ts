import { contract } from '@linli/contract';
import { systemActor } from '../../kernel/context.ts';
import { on } from '../../kernel/http.ts';
import type { Module } from '../../kernel/module.ts';
import { listDifferences, listReconciliations, reconcile, resolveDifference } from './actions/books.ts';
import { viewCharge } from './actions/charges.ts';
import { exportAccount, exportBalances, exportCash, exportLedger, exportMerchantStatement, exportMyStatement, exportProfit } from './actions/exports.ts';
import { exemption, exportExemption } from './actions/exemption.ts';
import { invoiceFile, invoiceOfOrder, listInvoices, redLetterInvoice, requestInvoice } from './actions/invoices.ts';
import { ledgerOfOrder, trialBalance } from './actions/ledger.ts';
import { decideRefund, listRefundProposals, previewPartRefund, proposeRefund } from './actions/part-refund.ts';
import { blockPayee, merchantPayouts, myPayouts, setMerchantPayee, setMyPayee, unblockPayee } from './actions/payees.ts';
import { listPayouts, reissuePayout, runPayouts } from './actions/payouts.ts';
import { recallNotify, receiveNotify } from './actions/notify.ts';
import { getPayment, syncPayment } from './actions/receive.ts';
import { listReceipts, makeReceipt } from './actions/receipts.ts';
import { accountLedger, budget, cash, profit, setBudget } from './actions/reports.ts';
import { bankCash, countCash, takeCash, viewCashDesk } from './actions/cash.ts';
import { appealDeduction, decideAppeal, decideDeduction, payDeposit, proposeDeduction, returnDeposit, viewDeposit } from './actions/deposits.ts';
import { endHolidayCampaign, listCoaching, listHolidayCampaigns, noteCoaching, startHolidayCampaign } from './actions/income.ts';
import { listRailShares, setReceiver } from './actions/rail-shares.ts';
import { giveTip, listTips, takeBackTip } from './actions/tips.ts';
import { endSharePlan, listSharePlans, setSharePlan, sharesOfOrder } from './actions/share-plans.ts';
import { listRails, startPayment } from './actions/start.ts';
import { startCharge } from './actions/start-charge.ts';
import { merchantStatement, workerStatement } from './actions/statement.ts';
import { listTenders } from './actions/tenders.ts';
import { myTax, taxReport } from './actions/tax.ts';
import { listAlarms, listPayments, listRefunds } from './actions/view.ts';

export const routes = [
  on(contract.payments.start, startPayment),
  on(contract.payments.startCharge, startCharge),
  on(contract.payments.charge, viewCharge),
  on(contract.payments.listTenders, listTenders),
  on(contract.payments.listRails, listRails),
  on(contract.payments.get, getPayment, { isWriting: true }),
  on(contract.payments.sync, syncPayment),
  on(contract.payments.listRefunds, listRefunds),
  on(contract.payments.workerStatement, workerStatement),
  on(contract.payments.merchantStatement, merchantStatement),
  on(contract.payments.trialBalance, trialBalance),
  on(contract.payments.ledgerOfOrder, ledgerOfOrder),
  on(contract.payments.listPayments, listPayments),
  on(contract.payments.alarms, listAlarms),
  on(contract.payments.previewPartRefund, previewPartRefund),
  on(contract.payments.proposeRefund, proposeRefund),
  on(contract.payments.listRefundProposals, listRefundProposals),
  on(contract.payments.decideRefund, decideRefund),
  on(contract.payments.myPayouts, myPayouts),
  on(contract.payments.setMyPayee, setMyPayee),
  on(contract.payments.merchantPayouts, merchantPayouts),
  on(contract.payments.setMerchantPayee, setMerchantPayee),
  on(contract.payments.listPayouts, listPayouts),
  on(contract.payments.runPayouts, runPayouts),
  on(contract.payments.reissuePayout, reissuePayout),
  on(contract.payments.blockPayee, blockPayee),
  on(contract.payments.unblockPayee, unblockPayee),
  on(contract.payments.reconcile, reconcile),
  on(contract.payments.listReconciliations, listReconciliations),
  on(contract.payments.listDifferences, listDifferences),
  on(contract.payments.resolveDifference, resolveDifference),
  on(contract.payments.taxReport, taxReport),
  on(contract.payments.myTax, myTax),
  on(contract.payments.accountLedger, accountLedger),
  on(contract.payments.exportMyStatement, exportMyStatement),
  on(contract.payments.exportMerchantStatement, exportMerchantStatement),
  on(contract.payments.exportAccount, exportAccount),
  on(contract.payments.exportBalances, exportBalances),
  on(contract.payments.exportLedger, exportLedger),
  on(contract.payments.profit, profit),
  on(contract.payments.exportProfit, exportProfit),
  on(contract.payments.cash, cash),
  on(contract.payments.exportCash, exportCash),
  on(contract.payments.budget, budget),
  on(contract.payments.setBudget, setBudget),
  on(contract.payments.invoiceOfOrder, invoiceOfOrder),
  on(contract.payments.requestInvoice, requestInvoice),
  on(contract.payments.listInvoices, listInvoices),
  on(contract.payments.invoiceFile, invoiceFile),
  on(contract.payments.redLetterInvoice, redLetterInvoice),
  on(contract.payments.makeReceipt, makeReceipt),
  on(contract.payments.listReceipts, listReceipts),
  on(contract.payments.exemption, exemption),
  on(contract.payments.exportExemption, exportExemption),
  on(contract.payments.listSharePlans, listSharePlans),
  on(contract.payments.setSharePlan, setSharePlan),
  on(contract.payments.endSharePlan, endSharePlan),
  on(contract.payments.sharesOfOrder, sharesOfOrder),
  on(contract.payments.giveTip, giveTip),
  on(contract.payments.listTips, listTips),
  on(contract.payments.takeBackTip, takeBackTip),
  on(contract.payments.noteCoaching, noteCoaching),
  on(contract.payments.listCoaching, listCoaching),
  on(contract.payments.startHolidayCampaign, startHolidayCampaign),
  on(contract.payments.endHolidayCampaign, endHolidayCampaign),
  on(contract.payments.listHolidayCampaigns, listHolidayCampaigns),
  on(contract.payments.deposit, viewDeposit),
  on(contract.payments.payDeposit, payDeposit),
  on(contract.payments.proposeDeduction, proposeDeduction),
  on(contract.payments.decideDeduction, decideDeduction),
  on(contract.payments.appealDeduction, appealDeduction),
  on(contract.payments.decideAppeal, decideAppeal),
  on(contract.payments.returnDeposit, returnDeposit),
  on(contract.payments.setReceiver, setReceiver),
  on(contract.payments.railShares, listRailShares),
  on(contract.payments.takeCash, takeCash),
  on(contract.payments.cashDesk, viewCashDesk),
  on(contract.payments.countCash, countCash),
  on(contract.payments.bankCash, bankCash),
];

/** All of a provider's notifies come from a few addresses, so the usual limit per caller would hold them up. */
const NOTIFIES_PER_MINUTE = 6000;

/** Where providers call. The signature covers the bytes that were sent, so the body is taken as text and never parsed here. */
export const notifyRoute: NonNullable<Module['raw']> = (http, deps) => {
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  http.post<{ Params: { provider: string } }>('/api/payments/notify/:provider', { schema: { hide: true } as object, config: { rateLimit: { max: NOTIFIES_PER_MINUTE, timeWindow: 60_000 } } }, async (request, reply) => {
    const input = { provider: request.params.provider, headers: request.headers, rawBody: String(request.body ?? '') };
    const actor = systemActor('payments.notify');
    // A provider repeats itself: what was taken in before is answered without writing anything.
    const answer = (await deps.read(actor, recallNotify, input)) ?? (await deps.perform(actor, receiveNotify, input, { name: 'payments.notify', clientIp: request.ip }));
    return reply.status(answer.status).type(answer.contentType).send(answer.body);
  });
};
