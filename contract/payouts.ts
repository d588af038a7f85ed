import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Day, Done, Fen, Id, Instant, Page, Text, pageOf } from './shapes.ts';

/** sending: not told to the rail yet; waitConfirm: the payee has to take it; arrived, failed and expired are the ends: what did not arrive is owed again. */
export const payoutStates = ['sending', 'waitConfirm', 'processing', 'arrived', 'failed', 'expired'] as const;
const PartyKind = z.enum(['worker', 'merchant']);
const Rail = z.enum(['wechat', 'alipay']);
export const Payout = z.object({
  payoutId: Id, partyKind: PartyKind, partyId: Id, partyName: z.string(), day: Day, grossFen: Fen, taxFen: Fen, netFen: Fen, taxWords: Bilingual, state: z.enum(payoutStates), stateWords: Bilingual, rail: Rail,
  maskedAccount: z.string(), createdAt: Instant, transferNo: z.string().meta({ description: 'Our number with the rail' }), confirmBy: Instant.nullable(), endedAt: Instant.nullable(), why: z.string(), isReissued: z.boolean(), canReissue: z.boolean(),
  isPayeeBlocked: z.boolean(), isCarried: z.boolean().meta({ description: 'It came back, and its money went with a later payout' }), takeParams: z.record(z.string(), z.string()).nullable().meta({ description: 'While it waits to be taken, and to the payee alone: what her WeChat needs to take it' }),
}).meta({ id: 'Payout' });
export const Payee = z.object({ rail: Rail, maskedAccount: z.string(), holderName: z.string(), changedAt: Instant, isBlocked: z.boolean(), blockedReason: z.string() }).meta({ id: 'Payee' });
/** What a party may expect: what is hers, what is paid next and when, and what waits for what. */
export const Expected = z.object({
  balanceFen: Fen, dueFen: Fen, dueDay: Day, freshFen: Fen.meta({ description: 'Earned after the cut-off of the next payout' }), frozenFen: Fen.meta({ description: 'Of orders with an open complaint' }), onTheWayFen: Fen,
  taxThisYearFen: Fen, incomeThisYearFen: Fen, payee: Payee.nullable(), words: Bilingual,
}).meta({ id: 'ExpectedPayout' });

export const payoutEndpoints = {
  myPayouts: query({ path: '/api/work/payouts', who: ['worker'], summary: 'What was paid out to me, what comes next, and the tax so far', input: z.object({}), output: z.object({ expected: Expected, items: z.array(Payout) }) }),
  setMyPayee: command({ path: '/api/work/payee', who: ['worker'], summary: 'Where my money goes', input: z.object({ rail: Rail, account: Text(64), holderName: Text(30) }), output: Payee, refusals: ['payments.payee_name_differs'] }),
  merchantPayouts: query({ path: '/api/merchants/:merchantId/payouts', who: ['merchantOwner', 'finance', 'operator', 'auditor'], summary: 'A merchant’s payouts', input: z.object({ merchantId: Id }), output: z.object({ expected: Expected, items: z.array(Payout) }), refusals: ['alliance.merchant_unknown'] }),
  setMerchantPayee: command({ path: '/api/merchants/:merchantId/payee', who: ['merchantOwner'], summary: 'Where the merchant’s money goes', input: z.object({ merchantId: Id, rail: Rail, account: Text(64), holderName: Text(60) }), output: Payee, refusals: ['alliance.merchant_unknown'] }),
  listPayouts: query({ path: '/api/payouts', who: ['finance', 'operator', 'auditor'], summary: 'Payouts, newest first', input: z.object({ state: z.enum(payoutStates).optional(), partyId: Id.optional(), ...Page }), output: pageOf(Payout) }),
  runPayouts: command({ path: '/api/payouts/run', who: ['finance', 'operator'], isIdempotent: false, summary: 'Pay out now what is due today; what runs by itself every morning', input: z.object({}), output: z.object({ started: z.int(), totalFen: Fen, left: z.array(z.object({ partyKind: PartyKind, partyId: Id, partyName: z.string(), dueFen: Fen, why: Bilingual })) }) }),
  reissuePayout: command({ path: '/api/payouts/:payoutId/reissue', who: ['worker', 'finance', 'operator'], summary: 'Send again what failed or was not taken in time', input: z.object({ payoutId: Id }), output: Payout, refusals: ['payments.payout_unknown', 'payments.payout_not_over', 'payments.payout_reissued', 'payments.payee_missing', 'payments.payee_blocked', 'payments.payout_nothing'] }),
  blockPayee: command({ path: '/api/payees/block', who: ['finance', 'operator'], summary: 'Pay nothing out to a party until further notice, with the reason; the money stays theirs', input: z.object({ partyKind: PartyKind, partyId: Id, reason: Text(200) }), output: Done, refusals: ['payments.payee_missing'] }),
  unblockPayee: command({ path: '/api/payees/unblock', who: ['finance', 'operator'], summary: 'Lift the block', input: z.object({ partyKind: PartyKind, partyId: Id }), output: Done, refusals: ['payments.payee_missing'] }),
};
