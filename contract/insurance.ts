import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { SavedFile } from './exports.ts';
import { Bilingual, Day, Fen, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

/** visit: one visit with an hour before and after it; year: a worker, or a merchant's group, for a year. */
const ProductKind = z.enum(['visit', 'year']);
const limits = {
  deathFen: Fen.min(0).meta({ description: 'Death and disability' }), medicalFen: Fen.min(0), thirdPartyFen: Fen.min(0).meta({ description: 'Damage done to the family and others' }), lostWorkDayFen: Fen.min(0), lostWorkAfterDays: z.int().min(0).max(365), deductibleFen: Fen.min(0),
};
const product = {
  productId: z.string().regex(/^[a-z0-9-]{3,40}$/), kind: ProductKind, name: Bilingual, insurer: Text(60), occupationClass: z.int().min(1).max(6).meta({ description: 'The most dangerous class of work it covers; a lower class voids cover' }), premiumFen: Fen.min(1).max(10_000_000), ...limits,
  youngestYears: z.int().min(16).max(100), oldestYears: z.int().min(16).max(100), evidence: Note(300).meta({ description: 'Where the price and limits were seen' }), isOffered: z.boolean(),
};
export const InsuranceProduct = z.object(product).meta({ id: 'InsuranceProduct' });

export const coverStates = ['requested', 'active', 'voided', 'refused', 'over'] as const;
export const Cover = z.object({
  coverId: Id, orderId: Id, productId: z.string(), productName: Bilingual, insurer: z.string(), policyNo: z.string().nullable(), workerName: z.string().nullable(), startsAt: Instant, endsAt: Instant, premiumFen: Fen, premiumBack: z.boolean(),
  state: z.enum(coverStates), words: Bilingual, limits: z.object(limits), amendments: z.array(z.object({ at: Instant, words: Bilingual })),
}).meta({ id: 'Cover' });

export const policyStates = ['requested', 'active', 'refused', 'surrendered', 'over'] as const;
export const Policy = z.object({
  policyId: Id, productId: z.string(), productName: Bilingual, insurer: z.string(), policyNo: z.string().nullable(), holderKind: z.enum(['worker', 'merchant']), holderId: Id, holderName: z.string(), occupationClass: z.int(), validFrom: Day, validUntil: Day, state: z.enum(policyStates), words: Bilingual,
  premiumFen: Fen, platformFen: Fen, holderFen: Fen, returnedFen: Fen, members: z.array(z.object({ workerId: Id, name: z.string(), neededClass: z.int(), isCovered: z.boolean(), why: Bilingual.nullable() })), why: Bilingual.nullable(),
}).meta({ id: 'Policy' });
const about = { productId: z.string().max(40), holderKind: z.enum(['worker', 'merchant']), holderId: Id, holderPercent: z.coerce.number().int().min(0).max(100).default(50).meta({ description: 'The part of the premium that comes from the holder’s account; the rest is the platform’s' }) };

export const claimStates = ['reported', 'documented', 'accepted', 'refused', 'paid'] as const;
export const claimKinds = ['injury', 'damage', 'lostWork'] as const;
export const documentKinds = ['photo', 'medical', 'invoice', 'statement', 'police', 'other'] as const;
export const InsuranceClaim = z.object({
  claimId: Id, no: z.string(), kind: z.enum(claimKinds), orderId: Id.nullable(), coverId: Id.nullable(), policyId: Id.nullable(), policyNo: z.string(), insurer: z.string(), insurerNo: z.string().nullable(), workerName: z.string(), happenedAt: Instant, reportedAt: Instant, reportBy: Instant, isLate: z.boolean(), isUrgent: z.boolean().meta({ description: 'The insurer has not confirmed the report and the 48 hours run out soon' }),
  state: z.enum(claimStates), words: Bilingual, description: z.string(), askedFen: Fen, limitFen: Fen, decidedFen: Fen.nullable(), decisionWords: z.string(), advancedFen: Fen, recoveredFen: Fen.meta({ description: 'Of what the platform had advanced' }), paidFen: Fen.nullable(), payee: z.enum(['household', 'worker']),
  documents: z.array(z.object({ kind: z.enum(documentKinds), note: z.string(), photoId: z.string().nullable(), byName: z.string(), at: Instant })), missing: z.array(z.enum(documentKinds)),
}).meta({ id: 'InsuranceClaim' });
const deciders = ['finance', 'operator'] as const;
const readers = ['agent', 'finance', 'operator', 'auditor'] as const;

export const insuranceEndpoints = {
  listInsuranceProducts: query({ path: '/api/insurance/products', who: 'anyone', summary: 'What can be insured, up to what, at what price', input: z.object({ kind: ProductKind.optional() }), output: z.object({ items: z.array(InsuranceProduct) }) }),
  setInsuranceProduct: command({ path: '/api/insurance/products', who: ['operator'], summary: 'Add or change a product; what was bought stays as it was', input: z.object(product), output: InsuranceProduct }),
  coverOfOrder: query({ path: '/api/orders/:orderId/cover', who: 'signedIn', summary: 'The insurance of a visit: bought when the order is paid, void when it is cancelled or missed', input: z.object({ orderId: Id }), output: z.object({ cover: Cover.nullable() }), refusals: ['orders.order_unknown'] }),
  listCovers: query({ path: '/api/insurance/covers', who: [...readers], summary: 'Visits’ insurance, newest first', input: z.object({ state: z.enum(coverStates).optional(), ...Page }), output: pageOf(Cover) }),
  previewPolicy: query({ path: '/api/insurance/policies/preview', who: ['worker', 'merchantOwner', ...deciders], summary: 'What a year’s insurance costs whom, and whose work it does not cover', input: z.object({ ...about, workerIds: z.string().max(4000).default('').meta({ description: 'Comma between; empty: all active workers of the merchant, or the worker herself' }) }), output: z.object({ persons: z.int(), premiumFen: Fen, platformFen: Fen, holderFen: Fen, members: Policy.shape.members, words: Bilingual }), refusals: ['benefits.product_unknown', 'benefits.holder_unknown'] }),
  buyPolicy: command({
    path: '/api/insurance/policies', who: ['worker', 'merchantOwner', ...deciders], summary: 'Insure a worker or a merchant’s group for a year. Refused where the product’s class is lower than the work', input: z.object({ ...about, workerIds: z.array(Id).max(500).default([]), validFrom: Day }), output: Policy,
    refusals: ['benefits.insurer_closed', 'benefits.product_unknown', 'benefits.holder_unknown', 'benefits.class_too_low', 'benefits.premium_short', 'benefits.insured_already', 'benefits.insurance_past', 'access.forbidden'],
  }),
  listPolicies: query({ path: '/api/insurance/policies', who: ['worker', 'merchantOwner', ...readers], summary: 'Yearly policies: a worker’s own, a merchant’s, or all', input: z.object({ merchantId: Id.optional(), workerId: Id.optional(), ...Page }), output: pageOf(Policy), refusals: ['benefits.holder_unknown'] }),
  surrenderPolicy: command({ path: '/api/insurance/policies/:policyId/surrender', who: [...deciders], summary: 'End a policy early: the unused days’ premium comes back to those who paid it, and the papers it stood for end', input: z.object({ policyId: Id, reason: Text(200) }), output: Policy, refusals: ['benefits.policy_unknown', 'benefits.policy_over', 'benefits.insurer_down'] }),
  reportClaim: command({
    path: '/api/insurance-claims', who: 'signedIn', summary: 'Report what happened, within 48 hours. The family, the worker or the desk; the desk may report late and says why', input: z.object({ orderId: Id.optional(), workerId: Id.optional(), kind: z.enum(claimKinds), happenedAt: Instant, description: Text(1000), askedFen: Fen.min(1).max(100_000_000), lateReason: Note(200).default('') }), output: InsuranceClaim,
    refusals: ['orders.order_unknown', 'workers.worker_unknown', 'benefits.not_covered', 'benefits.insurance_claim_late', 'benefits.insurance_claim_ahead', 'benefits.insurance_claim_twice'],
  }),
  listClaims: query({ path: '/api/insurance-claims', who: 'signedIn', summary: 'Claims: the desk’s all, everybody else’s own', input: z.object({ state: z.enum(claimStates).optional(), ...Page }), output: pageOf(InsuranceClaim) }),
  addClaimDocument: command({ path: '/api/insurance-claims/:claimId/documents', who: 'signedIn', summary: 'Add a photo or a note to a claim', input: z.object({ claimId: Id, kind: z.enum(documentKinds), note: Note(300).default(''), photo: z.string().max(9_000_000).optional() }), output: InsuranceClaim, refusals: ['benefits.insurance_claim_unknown', 'benefits.insurance_claim_over', 'media.not_an_image', 'media.too_large'] }),
  claimPhoto: query({ path: '/api/insurance-claims/:claimId/photos/:photoId', who: 'signedIn', summary: 'A photo of a claim', input: z.object({ claimId: Id, photoId: z.string().max(64) }), output: SavedFile, refusals: ['benefits.insurance_claim_unknown'] }),
  advanceClaim: command({ path: '/api/insurance-claims/:claimId/advance', who: [...deciders], summary: 'The platform pays at once what the insurer will pay later', input: z.object({ claimId: Id, amountFen: Fen.min(1), words: Text(200) }), output: InsuranceClaim, refusals: ['benefits.insurance_claim_unknown', 'benefits.insurance_claim_over', 'benefits.insurance_claim_too_much'] }),
  decideClaim: command({ path: '/api/insurance-claims/:claimId/decide', who: [...deciders], summary: 'What the insurer decided. Needs the documents of its kind', input: z.object({ claimId: Id, isAccepted: z.boolean(), amountFen: Fen.min(0).default(0), words: Text(300) }), output: InsuranceClaim, refusals: ['benefits.insurance_claim_unknown', 'benefits.insurance_claim_over', 'benefits.insurance_claim_papers_missing', 'benefits.insurance_claim_too_much'] }),
  settleClaim: command({ path: '/api/insurance-claims/:claimId/settle', who: [...deciders], summary: 'The insurer’s money is here: what was advanced is recovered first, the rest is the family’s or the worker’s', input: z.object({ claimId: Id }), output: InsuranceClaim, refusals: ['benefits.insurance_claim_unknown', 'benefits.insurance_claim_over'] }),
};
