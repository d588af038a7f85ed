import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { SavedFile } from './exports.ts';
import { Bilingual, Day, Done, Fen, Id, Instant, Note, Text } from './shapes.ts';

/** The national voucher for elders who depend on care: a month’s sum, half of an order that counts, gone at the month’s end. */
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/).meta({ description: 'A month of the city, e.g. 2026-11' });
const CareLevel = z.enum(['moderate', 'severe', 'total']).meta({ id: 'CareLevel' });
export const Eligibility = z.object({
  eligibilityId: Id, memberId: Id, memberName: z.string(), level: CareLevel, levelWords: Bilingual, evidence: z.string(), monthlyFen: Fen, validFrom: Day, validTo: Day, grantedByName: z.string(), grantedAt: Instant, endedAt: Instant.nullable(), endReason: z.string(),
}).meta({ id: 'Eligibility' });
export const VoucherClaim = z.object({
  orderId: Id, orderNo: z.string(), memberName: z.string().meta({ description: 'The elder it was for' }), itemName: Bilingual, startAt: Instant.nullable(), amountFen: Fen, state: z.enum(['lacking', 'ready', 'toInspect', 'failed', 'marked', 'claimed']), lacks: z.array(Bilingual).meta({ description: 'Proof that is not there' }),
  isSampled: z.boolean(), inspection: z.string(), batch: z.string().nullable(), returnedAfterFen: Fen.meta({ description: 'Given back after it was claimed: owed to the office' }),
}).meta({ id: 'VoucherClaim' });
const Claims = z.object({ month: Month, items: z.array(VoucherClaim), claimableFen: Fen, claimedFen: Fen });

const staff = ['operator', 'agent', 'finance'] as const;
export const voucherEndpoints = {
  myVouchers: query({ path: '/api/my/vouchers', who: 'signedIn', summary: 'What this month’s vouchers of my household’s elders still pay', input: z.object({}), output: z.object({ items: z.array(z.object({ eligibilityId: Id, memberName: z.string(), levelWords: Bilingual, month: Month, monthlyFen: Fen, usedFen: Fen, leftFen: Fen, expiresOn: Day })) }) }),
  grantEligibility: command({
    path: '/api/eligibilities', who: [...staff], summary: 'Note that an elder was assessed: level, the paper it stands on, and from when to when', input: z.object({ memberId: Id, level: CareLevel, evidence: Text(200), validFrom: Day, validTo: Day, monthlyFen: Fen.min(1).max(80_000).default(80_000) }),
    output: Eligibility, refusals: ['accounts.member_unknown', 'benefits.eligibility_twice', 'benefits.eligibility_span'],
  }),
  endEligibility: command({ path: '/api/eligibilities/:eligibilityId/end', who: [...staff], summary: 'Take an eligibility back, with the reason', input: z.object({ eligibilityId: Id, reason: Text(200) }), output: Eligibility, refusals: ['benefits.eligibility_unknown'] }),
  findElders: query({
    path: '/api/eligibilities/elders', who: [...staff], summary: 'Members of households by their name, or by the name or whole phone number of somebody of the household: whom an eligibility is for', input: z.object({ q: z.string().trim().min(2).max(30) }),
    output: z.object({ items: z.array(z.object({ memberId: Id, name: z.string(), birthYear: z.int().nullable(), householdOf: z.string(), maskedPhone: z.string(), isEligible: z.boolean() })) }),
  }),
  listEligibilities: query({ path: '/api/eligibilities', who: [...staff, 'auditor'], summary: 'Elders who get the voucher', input: z.object({ memberId: Id.optional() }), output: z.object({ items: z.array(Eligibility) }) }),
  voucherClaims: query({ path: '/api/voucher-claims', who: [...staff, 'auditor'], summary: 'A month’s visits paid by voucher: what proof lacks, what is in the sample, what was claimed', input: z.object({ month: Month }), output: Claims }),
  markVoucherClaims: command({ path: '/api/voucher-claims/mark', who: ['operator', 'finance'], summary: 'Mark what has its proof for the claim; at least one in a hundred is chosen for inspection, by hash', input: z.object({ month: Month }), output: Claims }),
  inspectVoucherClaim: command({ path: '/api/voucher-claims/:orderId/inspect', who: [...staff], summary: 'What the inspection of a sampled visit found', input: z.object({ orderId: Id, isFine: z.boolean(), words: Note(300).default('') }), output: Done, refusals: ['benefits.voucher_claim_unknown', 'benefits.not_sampled', 'benefits.voucher_claim_over'] }),
  claimVouchers: command({ path: '/api/voucher-claims/send', who: ['operator', 'finance'], summary: 'Claim a month’s marked visits from the civil affairs office; the sample must be inspected first', input: z.object({ month: Month }), output: Claims, refusals: ['benefits.sample_open', 'benefits.claim_nothing'] }),
  exportVoucherClaims: query({ path: '/api/voucher-claims/file', who: [...staff, 'auditor'], summary: 'A month’s visits paid by voucher as the office asks for them, as a file', input: z.object({ month: Month, format: z.enum(['csv', 'xlsx']).default('xlsx'), language: z.enum(['zh', 'en']).default('zh') }), output: SavedFile }),
};
