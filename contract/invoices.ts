import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Month, SavedFile } from './exports.ts';
import { Bilingual, Fen, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

/** requested: asked of the tax service; issued: it has a number; delivered: the family was told; redLettered: taken back wholly; refused: the tax service said no. */
export const invoiceStates = ['requested', 'issued', 'delivered', 'redLettered', 'refused'] as const;
export const Invoice = z.object({
  invoiceId: Id, orderId: Id, orderNo: z.string(), itemName: Bilingual, titleKind: z.enum(['person', 'company']), title: z.string(), taxNo: z.string().nullable(), amountFen: Fen, taxFen: Fen, rate: z.string(), redFen: Fen.meta({ description: 'Taken back by red letters so far' }),
  state: z.enum(invoiceStates), stateWords: Bilingual, number: z.string().nullable(), requestedAt: Instant, issuedAt: Instant.nullable(), deliveredAt: Instant.nullable(), why: Bilingual.nullable(),
  redOf: z.string().nullable().meta({ description: 'A red letter: the number of the invoice it takes back, wholly or in part' }), words: Bilingual,
}).meta({ id: 'Invoice' });
export const receiptKinds = ['wage', 'charge'] as const;
export const Receipt = z.object({ receiptId: Id, no: z.string(), kind: z.enum(receiptKinds), refId: Id, partyName: z.string(), amountFen: Fen, words: Bilingual, at: Instant }).meta({ id: 'Receipt' });
const readers = ['finance', 'operator', 'auditor'] as const;

export const invoiceEndpoints = {
  invoiceOfOrder: query({
    path: '/api/orders/:orderId/invoice', who: 'signedIn', summary: 'Invoices of an order, red letters as well, and what one asked for now would say', input: z.object({ orderId: Id }),
    output: z.object({ canRequest: z.boolean(), why: Bilingual.nullable(), amountFen: Fen, taxFen: Fen, rate: z.string(), parts: z.array(z.object({ label: Bilingual, amountFen: Fen })), items: z.array(Invoice), lastTitle: z.object({ titleKind: z.enum(['person', 'company']), title: z.string(), taxNo: z.string().nullable() }).nullable() }),
    refusals: ['orders.order_unknown'],
  }),
  requestInvoice: command({
    path: '/api/orders/:orderId/invoice', who: 'signedIn', summary: 'Ask for the e-invoice of a finished order: what the family paid of its own money and did not get back. A company gives its tax number',
    input: z.object({ orderId: Id, titleKind: z.enum(['person', 'company']), title: Text(60), taxNo: z.string().trim().toUpperCase().max(20).optional() }), output: Invoice,
    refusals: ['orders.order_unknown', 'payments.invoice_closed', 'payments.invoice_too_early', 'payments.invoice_nothing', 'payments.invoice_twice', 'payments.tax_number_missing', 'payments.tax_number_wrong'],
  }),
  listInvoices: query({ path: '/api/invoices', who: [...readers], summary: 'Invoices and red letters, newest first', input: z.object({ state: z.enum(invoiceStates).optional(), ...Page }), output: pageOf(Invoice) }),
  invoiceFile: query({ path: '/api/invoices/:invoiceId/file', who: 'signedIn', summary: 'The invoice itself, as XML (what counts) or PDF (to look at)', input: z.object({ invoiceId: Id, kind: z.enum(['xml', 'pdf']).default('pdf') }), output: SavedFile, refusals: ['payments.invoice_unknown', 'payments.invoice_not_issued'] }),
  redLetterInvoice: command({ path: '/api/invoices/:invoiceId/red-letter', who: ['finance', 'operator'], summary: 'Take an invoice back wholly, because its title is wrong, say; a new one may be asked for after that', input: z.object({ invoiceId: Id, reason: Text(100) }), output: Invoice, refusals: ['payments.invoice_unknown', 'payments.invoice_not_issued', 'payments.invoice_over'] }),
  makeReceipt: command({ path: '/api/receipts', who: 'signedIn', summary: 'The numbered receipt of a wage paid out or of money taken that is no sale; asked again, the same one. A receipt is no invoice', input: z.object({ kind: z.enum(receiptKinds), refId: Id }), output: Receipt.extend({ file: SavedFile }), refusals: ['payments.receipt_not_yet', 'payments.charge_unknown'] }),
  listReceipts: query({ path: '/api/receipts', who: [...readers], summary: 'Receipts, newest first', input: z.object({ kind: z.enum(receiptKinds).optional(), ...Page }), output: pageOf(Receipt) }),
  exemption: query({
    path: '/api/tax/exemption/:month', who: ['merchantOwner', ...readers], summary: 'What proves the VAT exemption of home services in a month, and what is missing in it', input: z.object({ month: Month, merchantId: Id.optional() }),
    output: z.object({ month: Month, incomeFen: Fen, exemptFen: Fen, taxedFen: Fen, agreements: z.int(), workers: z.int(), paidWorkers: z.int(), trainedWorkers: z.int(), registeredWorkers: z.int(), gaps: z.array(z.object({ words: Bilingual, count: z.int() })), words: Bilingual }), refusals: ['alliance.merchant_unknown'],
  }),
  exportExemption: query({ path: '/api/tax/exemption/:month/file', who: ['merchantOwner', ...readers], summary: 'The evidence pack of a month: a ZIP of tables (agreements, payments to workers, training, registry, income) and the rule’s text', input: z.object({ month: Month, merchantId: Id.optional(), note: Note(100).default('') }), output: SavedFile, refusals: ['alliance.merchant_unknown'] }),
};
