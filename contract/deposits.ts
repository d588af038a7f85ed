import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Fen, Id, Instant, Text } from './shapes.ts';

/** proposed: waits for a second person; decided: the merchant may appeal; appealed: somebody hears it; taken and dropped are the ends. */
export const depositCaseStates = ['proposed', 'decided', 'appealed', 'taken', 'dropped'] as const;
export const DepositCase = z.object({
  caseId: Id, orderId: Id.nullable(), amountFen: Fen, words: z.string(), state: z.enum(depositCaseStates), stateWords: Bilingual, proposedByName: z.string(), proposedAt: Instant, decidedByName: z.string().nullable(), decisionWords: z.string(), appealUntil: Instant.nullable(), appealWords: z.string(), appealDecisionWords: z.string(), endedAt: Instant.nullable(),
  canDecide: z.boolean(), canAppeal: z.boolean(), canDecideAppeal: z.boolean(),
}).meta({ id: 'DepositCase' });
export const Deposit = z.object({
  merchantId: Id, requiredFen: Fen, heldFen: Fen, missingFen: Fen, chargeId: Id.nullable().meta({ description: 'An open charge to pay' }), leftAt: Instant.nullable(), refundFrom: Instant.nullable(), returnedAt: Instant.nullable(), words: Bilingual, cases: z.array(DepositCase),
}).meta({ id: 'Deposit' });
const ofMerchant = { merchantId: Id };
const watching = ['merchantOwner', 'finance', 'operator', 'auditor'] as const;

export const depositEndpoints = {
  deposit: query({ path: '/api/merchants/:merchantId/guarantee-deposit', who: watching, summary: 'A merchant’s guarantee: what is asked, what is there, what was taken and why', input: z.object(ofMerchant), output: Deposit, refusals: ['alliance.merchant_unknown'] }),
  payDeposit: command({ path: '/api/merchants/:merchantId/guarantee-deposit/charges', who: ['merchantOwner'], summary: 'Pay what is missing of the guarantee (payments.startCharge)', input: z.object(ofMerchant), output: Deposit, refusals: ['alliance.merchant_unknown', 'payments.deposit_whole'] }),
  proposeDeduction: command({ path: '/api/merchants/:merchantId/guarantee-deposit/cases', who: ['finance', 'operator'], summary: 'Propose to take something of the guarantee, with the reason; a second person decides', input: z.object({ ...ofMerchant, amountFen: Fen.min(1), words: Text(500), orderId: Id.optional() }), output: Deposit, refusals: ['alliance.merchant_unknown', 'payments.deposit_short', 'orders.order_unknown'] }),
  decideDeduction: command({ path: '/api/deposit-cases/:caseId/decide', who: ['finance', 'operator'], summary: 'Decide a proposed deduction; never one’s own. The merchant then has seven days to appeal', input: z.object({ caseId: Id, isApproved: z.boolean(), words: Text(500) }), output: Deposit, refusals: ['payments.case_unknown', 'payments.case_over', 'payments.proposal_own'] }),
  appealDeduction: command({ path: '/api/deposit-cases/:caseId/appeal', who: ['merchantOwner'], summary: 'Appeal against a decided deduction', input: z.object({ caseId: Id, words: Text(500) }), output: Deposit, refusals: ['payments.case_unknown', 'payments.case_over'] }),
  decideAppeal: command({ path: '/api/deposit-cases/:caseId/appeal/decide', who: ['operator'], summary: 'Hear the appeal: the deduction stands or is dropped. Not by whoever decided it', input: z.object({ caseId: Id, isUpheld: z.boolean().meta({ description: 'True: the deduction stands' }), words: Text(500) }), output: Deposit, refusals: ['payments.case_unknown', 'payments.case_over', 'payments.proposal_own'] }),
  returnDeposit: command({ path: '/api/merchants/:merchantId/guarantee-deposit/return', who: ['finance', 'operator'], summary: 'Give the guarantee back 90 days after the merchant has left; happens by itself too', input: z.object(ofMerchant), output: Deposit, refusals: ['alliance.merchant_unknown', 'payments.deposit_too_early'] }),
};
