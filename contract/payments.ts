import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { bookEndpoints } from './books.ts';
import { exportEndpoints } from './exports.ts';
import { Charge, Way } from './charges.ts';
import { invoiceEndpoints } from './invoices.ts';
import { payoutEndpoints } from './payouts.ts';
import { taxEndpoints } from './tax.ts';
import { refundEndpoints } from './refunds.ts';
import { cashEndpoints } from './cash.ts';
import { depositEndpoints } from './deposits.ts';
import { incomeEndpoints } from './income.ts';
import { railShareEndpoints } from './rail-shares.ts';
import { shareEndpoints } from './shares.ts';
import { Bilingual, Day, Fen, Id, Instant, Page, pageOf } from './shapes.ts';

export const PaymentStatus = z.enum(['created', 'paid', 'closed', 'failed']);
export const Rail = z.enum(['wechat', 'alipay']).meta({ id: 'Rail' });
/** Where the payer is: inside WeChat, in a phone's or a computer's browser, in a native app, or before a code to scan. */
export const PayScene = z.enum(['jsapi', 'h5', 'native', 'page', 'app', 'precreate']).meta({ id: 'PayScene' });
export const Payment = z.object({
  paymentId: Id, orderId: Id.nullable().meta({ description: 'Null when it pays for a charge' }), chargeId: Id.nullable(), amountFen: Fen, status: PaymentStatus, tradeNo: z.string(),
  /** `none` for an order that costs nothing. */
  rail: z.string(), railName: Bilingual, scene: PayScene,
  /** What the payer's device needs, while it can be paid: an address to open, a code to show, or parameters for its own call. */
  cashierPath: z.string().nullable(), codeUrl: z.string().nullable(), clientParams: z.record(z.string(), z.string()).nullable(),
  paidAt: Instant.nullable(), expiresAt: Instant,
}).meta({ id: 'Payment' });
export const Refund = z.object({ refundId: Id, orderId: Id, way: Way, wayName: Bilingual, amountFen: Fen, status: z.enum(['requested', 'succeeded', 'failed']), words: Bilingual, requestedAt: Instant, arrivedAt: Instant.nullable() }).meta({ id: 'Refund' });
export const StatementLine = z.object({ postingId: z.int(), at: Instant, kind: z.string(), words: Bilingual, orderId: Id.nullable(), orderNo: z.string().nullable(), itemName: Bilingual.nullable(), amountFen: Fen });
export const Statement = z.object({
  from: Day, to: Day, openingFen: Fen, earnedFen: Fen, paidOutFen: Fen, balanceFen: Fen, visits: z.int(), lines: z.array(StatementLine),
  byDay: z.array(z.object({ day: Day, amountFen: Fen })), byKind: z.array(z.object({ kind: z.string(), words: Bilingual, amountFen: Fen })),
}).meta({ id: 'Statement' });
const Span = { from: Day.optional(), to: Day.optional() };

export const payments = {
  start: command({ path: '/api/orders/:orderId/payments', who: 'signedIn', summary: 'Open a payment for a held order; the amount is the order’s, never the client’s. Another rail or scene closes the open one', input: z.object({ orderId: Id, rail: Rail.optional(), scene: PayScene.optional(), payerOpenId: z.string().min(1).max(128).optional() }), output: Payment, refusals: ['orders.order_unknown', 'orders.wrong_state', 'payments.window_over', 'payments.rail_unknown', 'payments.rail_down'] }),
  startCharge: command({ path: '/api/charges/:chargeId/payments', who: 'signedIn', summary: 'Open the payment of something that is no order: money put in, a pack, a membership, a tip, a deposit', input: z.object({ chargeId: Id, rail: Rail.optional(), scene: PayScene.optional(), payerOpenId: z.string().min(1).max(128).optional() }), output: Payment, refusals: ['payments.charge_unknown', 'payments.charge_over', 'payments.window_over', 'payments.rail_unknown', 'payments.rail_down'] }),
  charge: query({ path: '/api/charges/:chargeId', who: 'signedIn', summary: 'A charge, whether it is paid, and what went back of it', input: z.object({ chargeId: Id }), output: Charge, refusals: ['payments.charge_unknown'] }),
  listTenders: query({ path: '/api/orders/:orderId/tenders', who: 'signedIn', summary: 'By what an order is paid, part by part: balance, pack, voucher, points, cash and the rail', input: z.object({ orderId: Id }), output: z.object({ items: z.array(z.object({ way: Way, wayName: Bilingual, words: Bilingual, amountFen: Fen, returnedFen: Fen })), totalFen: Fen, leftFen: Fen.meta({ description: 'Still to be paid over a rail' }) }), refusals: ['orders.order_unknown'] }),
  listRails: query({ path: '/api/payments/rails', who: 'anyone', summary: 'How one can pay in this city', input: z.object({}), output: z.object({ items: z.array(z.object({ rail: Rail, name: Bilingual, scenes: z.array(PayScene) })) }) }),
  get: query({ path: '/api/payments/:paymentId', who: 'signedIn', summary: 'State of a payment; asks the provider when it is still open', input: z.object({ paymentId: Id }), output: Payment, refusals: ['payments.payment_unknown'] }),
  sync: command({ path: '/api/payments/:paymentId/sync', who: 'signedIn', isIdempotent: false, summary: 'Ask the provider now (a lost notify is found this way)', input: z.object({ paymentId: Id }), output: Payment, refusals: ['payments.payment_unknown'] }),
  listRefunds: query({ path: '/api/orders/:orderId/refunds', who: 'signedIn', summary: 'Refunds of an order with their explanation', input: z.object({ orderId: Id }), output: z.object({ items: z.array(Refund) }), refusals: ['orders.order_unknown'] }),
  workerStatement: query({ path: '/api/work/statement', who: ['worker'], summary: 'What I earned, line by line, down to the visit', input: z.object(Span), output: Statement }),
  merchantStatement: query({ path: '/api/merchants/:merchantId/statement', who: ['merchantOwner', 'finance', 'operator', 'auditor'], summary: 'A merchant’s statement', input: z.object({ merchantId: Id, ...Span }), output: Statement, refusals: ['alliance.merchant_unknown'] }),
  trialBalance: query({ path: '/api/ledger/balances', who: ['finance', 'operator', 'auditor'], summary: 'Every account’s balance; the sum is zero', input: z.object({}), output: z.object({ sumFen: Fen, accounts: z.array(z.object({ account: z.string(), kind: z.enum(['asset', 'liability', 'income', 'expense', 'equity']), name: Bilingual, party: z.string().nullable(), balanceFen: Fen })) }) }),
  ledgerOfOrder: query({ path: '/api/orders/:orderId/ledger', who: [...cityRoles], summary: 'Every posting an order caused', input: z.object({ orderId: Id }), output: z.object({ transactions: z.array(z.object({ transactionId: Id, at: Instant, kind: z.string(), businessKey: z.string(), words: Bilingual, postings: z.array(z.object({ account: z.string(), name: Bilingual, amountFen: Fen })) })) }), refusals: ['orders.order_unknown'] }),
  listPayments: query({ path: '/api/payments', who: ['finance', 'operator', 'auditor'], summary: 'Payments, newest first', input: z.object({ status: PaymentStatus.optional(), ...Page }), output: pageOf(Payment.extend({ orderNo: z.string(), refundedFen: Fen })) }),
  alarms: query({ path: '/api/payments/alarms', who: ['finance', 'operator', 'auditor'], summary: 'Refused notifies: forged, stale, wrong amount', input: z.object({}), output: z.object({ items: z.array(z.object({ at: Instant, reason: z.string(), words: Bilingual, tradeNo: z.string().nullable() })) }) }),
  ...refundEndpoints, ...payoutEndpoints, ...bookEndpoints, ...taxEndpoints, ...exportEndpoints, ...invoiceEndpoints, ...shareEndpoints, ...incomeEndpoints, ...depositEndpoints, ...cashEndpoints, ...railShareEndpoints,
};
