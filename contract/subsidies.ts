import { z } from 'zod';
import { certificateParts } from './certificates.ts';
import { command, query } from './endpoint.ts';
import { SavedFile } from './exports.ts';
import { targetGroups } from './recruiting.ts';
import { cityRoles, schoolRoles } from './roles.ts';
import { Bilingual, Can, Day, Done, Fen, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

/** draft → submitted → accepted or refused → paid → clawedBack; withdrawn by herself before it is decided. */
export const subsidyStates = ['draft', 'submitted', 'accepted', 'refused', 'withdrawn', 'paid', 'clawedBack'] as const;
/** What an evidence pack is made of. */
export const subsidyEvidence = ['identity', 'certificate', 'exam', 'attendance', 'group', 'declaration', 'fee'] as const;
export const subsidyDocuments = ['group', 'exam', 'fee', 'other'] as const;
const State = z.enum(subsidyStates);
const Group = z.enum(targetGroups);
const Year = z.coerce.number().int().min(2020).max(2100);
/** Places and targets of a year: a national programme trains 1.5 million a year. */
const MOST_PERSONS = 100_000_000;

/** fixed: this much; range: between two, by kind of certificate where the table names it; full: what the course costs, at most so much. */
const Amount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), amountFen: Fen.min(1).max(2_000_000) }),
  z.object({ kind: z.literal('range'), minFen: Fen.min(1).max(2_000_000), maxFen: Fen.min(1).max(2_000_000), byKind: z.record(z.string(), Fen).default({}) }),
  z.object({ kind: z.literal('full'), maxFen: Fen.min(1).max(2_000_000) }),
]);
const rules = {
  region: z.string().trim().max(60).default('').meta({ description: 'Where it holds, as the office writes it; empty: the whole city' }), amount: Amount, parts: z.array(z.enum(certificateParts)).max(5).default([]), kinds: z.array(z.string().max(40)).max(30).default([]).meta({ description: 'Kinds of certificates it pays for; with the parts empty as well: all' }),
  groups: z.array(Group).max(7).default([]).meta({ description: 'One of these she must belong to; empty: everybody' }), excludedGroups: z.array(Group).max(7).default([]),
  needsGroupProof: z.boolean().default(false), needsExam: z.boolean().default(true), needsDeclaration: z.boolean().default(true).meta({ description: 'She declares to be neither student nor civil servant' }), minAttendancePercent: z.int().min(0).max(100).default(80),
  claimWithinMonths: z.int().min(1).max(60).default(12), clawbackMonths: z.int().min(0).max(60).default(12).meta({ description: 'A certificate revoked within so many months of the payment costs her the money' }), oncePerPerson: z.boolean().default(false),
  youngestYears: z.int().min(16).max(100).default(16), oldestYears: z.int().min(16).max(100).default(60), payTo: z.enum(['worker', 'school']).default('worker').meta({ description: 'Whom the platform passes the money on to; school: it had advanced the fee' }),
};
const YearCount = z.object({
  year: z.int(), quotaPersons: z.int().nullable(), targetPersons: z.int().nullable(), claimed: z.int().meta({ description: 'Places in use: submitted, accepted or paid' }), accepted: z.int(), paid: z.int(), paidFen: Fen, clawedBackFen: Fen, leftPersons: z.int().nullable(), targetPercent: z.int().nullable(),
});
export const SubsidyProgramme = z.object({
  programmeId: Id, code: z.string(), name: Bilingual, office: z.string(), words: Bilingual.meta({ description: 'The rule in one sentence' }), version: z.int(), validFrom: Day, validTo: Day.nullable(), isOpen: z.boolean(), evidence: z.string(), ...rules, years: z.array(YearCount), heldFen: Fen.meta({ description: 'Received for it or taken back, not passed on' }),
}).meta({ id: 'SubsidyProgramme' });

const Reason = z.object({ rule: z.string(), isMet: z.boolean(), words: Bilingual });
export const SubsidyChance = z.object({
  programmeId: Id, programmeName: Bilingual, certificateId: Id, certificateNumber: z.string(), certificateTitle: Bilingual, isEligible: z.boolean(), isClaimed: z.boolean(), claimId: Id.nullable(), amountFen: Fen.nullable(), mostFen: Fen, leastFen: Fen, claimUntil: Day, reasons: z.array(Reason), words: Bilingual,
}).meta({ id: 'SubsidyChance' });
export const SubsidyClaim = z.object({
  claimId: Id, no: z.string(), programmeId: Id, programmeName: Bilingual, programmeVersion: z.int(), year: z.int(), workerId: Id, workerName: z.string(), maskedIdNumber: z.string(), certificateId: Id, certificateNumber: z.string(), certificateTitle: Bilingual, certificateKind: z.string(),
  state: State, stateName: Bilingual, words: Bilingual, amountFen: Fen, courseFeeFen: Fen.nullable(), learnerPaysFen: Fen.nullable().meta({ description: 'What of the fee stays with her' }), claimUntil: Day, payTo: z.enum(['worker', 'school']),
  pack: z.array(z.object({ kind: z.enum(subsidyEvidence), name: Bilingual, isThere: z.boolean(), value: z.string(), words: Bilingual })), isPackComplete: z.boolean(),
  documents: z.array(z.object({ documentId: Id, kind: z.enum(subsidyDocuments), note: z.string(), photoId: z.string().nullable(), byName: z.string(), at: Instant })), steps: z.array(z.object({ state: State, name: Bilingual, at: Instant, byName: z.string(), words: z.string() })),
  officeNo: z.string(), paidAt: Instant.nullable(), clawback: z.object({ at: Instant, words: Bilingual, owedFen: Fen, takenFen: Fen, returnedFen: Fen }).nullable(), can: Can,
}).meta({ id: 'SubsidyClaim' });
const Brief = SubsidyClaim.omit({ pack: true, documents: true, steps: true, can: true });

const desk = ['operator', 'finance'] as const;
const readers = [...cityRoles, ...schoolRoles] as const;
const ClaimId = z.object({ claimId: Id });
const Filter = { programmeId: Id.optional(), state: State.optional(), year: Year.optional(), workerId: Id.optional() };
const Batch = z.object({ done: z.array(SubsidyClaim), failed: z.array(z.object({ claimId: Id, no: z.string(), words: Bilingual })) });

/** Training subsidies of the state: programmes as rules, who may claim what for which certificate, once; part of the calls of benefits. */
export const subsidyEndpoints = {
  subsidyProgrammes: query({ path: '/api/subsidy-programmes', who: 'anyone', summary: 'Programmes with their rules and how far the years have come', input: z.object({}), output: z.object({ items: z.array(SubsidyProgramme) }) }),
  saveSubsidyProgramme: command({
    path: '/api/subsidy-programmes', who: ['operator'], summary: 'Write a programme’s rules down. Claims handed in before keep the version they were handed in under',
    input: z.object({ programmeId: Id.optional(), code: z.string().trim().regex(/^[A-Za-z0-9-]{2,30}$/), name: z.object({ zh: Text(60), en: Text(100) }), office: Text(60), validFrom: Day, validTo: Day.optional(), isOpen: z.boolean().default(true), evidence: Note(300).default(''), ...rules }),
    output: SubsidyProgramme, refusals: ['benefits.programme_unknown', 'benefits.programme_code_taken', 'benefits.programme_amount_wrong', 'benefits.programme_days_wrong', 'training.kind_unknown'],
  }),
  setSubsidyYear: command({ path: '/api/subsidy-programmes/:programmeId/years', who: ['operator'], summary: 'A year’s places and its target', input: z.object({ programmeId: Id, year: z.int().min(2020).max(2100), quotaPersons: z.int().min(0).max(MOST_PERSONS).nullable(), targetPersons: z.int().min(0).max(MOST_PERSONS).nullable() }), output: SubsidyProgramme, refusals: ['benefits.programme_unknown', 'benefits.quota_used'] }),
  mySubsidies: query({ path: '/api/work/subsidies', who: ['worker'], summary: 'What I may claim for which certificate and why not, and my claims', input: z.object({}), output: z.object({ chances: z.array(SubsidyChance), claims: z.array(SubsidyClaim) }) }),
  subsidyChances: query({ path: '/api/worker-profiles/:workerId/subsidies', who: [...readers], summary: 'The same for a worker, at the desk', input: z.object({ workerId: Id }), output: z.object({ chances: z.array(SubsidyChance), claims: z.array(SubsidyClaim) }), refusals: ['workers.worker_unknown'] }),
  draftSubsidy: command({
    path: '/api/subsidy-claims', who: ['worker', 'operator'], summary: 'Begin a claim for a certificate; a draft that is there is given back', input: z.object({ programmeId: Id, certificateId: Id, askedFen: Fen.min(1).optional(), courseFeeFen: Fen.min(0).max(10_000_000).optional(), declares: z.boolean().default(false) }), output: SubsidyClaim,
    refusals: ['benefits.programme_unknown', 'training.certificate_unknown', 'benefits.subsidy_not_eligible', 'benefits.subsidy_amount_wrong', 'benefits.subsidy_claimed'],
  }),
  addSubsidyDocument: command({
    path: '/api/subsidy-claims/:claimId/documents', who: ['worker', 'operator'], summary: 'A photo of a proof, or words about one that was seen', input: ClaimId.extend({ kind: z.enum(subsidyDocuments), note: Note(200).default(''), photo: z.string().max(9_000_000).optional() }), output: SubsidyClaim,
    refusals: ['benefits.subsidy_unknown', 'benefits.subsidy_over', 'benefits.subsidy_document_empty', 'media.not_an_image', 'media.too_large'],
  }),
  subsidyPhoto: query({ path: '/api/subsidy-claims/:claimId/photos/:photoId', who: ['worker', ...readers], summary: 'A photo of a proof', input: ClaimId.extend({ photoId: z.string().max(64) }), output: SavedFile, refusals: ['benefits.subsidy_unknown'] }),
  submitSubsidy: command({ path: '/api/subsidy-claims/:claimId/submit', who: ['worker', 'operator'], summary: 'Hand a claim in: the pack is whole, the place is taken', input: ClaimId, output: SubsidyClaim, refusals: ['benefits.subsidy_unknown', 'benefits.subsidy_over', 'benefits.subsidy_not_eligible', 'benefits.subsidy_pack_open', 'benefits.quota_full', 'benefits.subsidy_claimed'] }),
  withdrawSubsidy: command({ path: '/api/subsidy-claims/:claimId/withdraw', who: ['worker', 'operator'], summary: 'Take a claim back before it is decided', input: ClaimId, output: SubsidyClaim, refusals: ['benefits.subsidy_unknown', 'benefits.subsidy_over'] }),
  getSubsidy: query({ path: '/api/subsidy-claims/:claimId', who: ['worker', ...readers], summary: 'A claim with its evidence pack', input: ClaimId, output: SubsidyClaim, refusals: ['benefits.subsidy_unknown'] }),
  listSubsidies: query({ path: '/api/subsidy-claims', who: [...readers], summary: 'Claims, newest first', input: z.object({ ...Filter, ...Page }), output: pageOf(Brief) }),
  decideSubsidies: command({
    path: '/api/subsidy-claims/decide', who: [...desk], summary: 'What the office answered, for one claim or many: each is decided or says why not', input: z.object({ claimIds: z.array(Id).min(1).max(200), isAccepted: z.boolean(), officeNo: Note(60).default(''), words: Note(300).default('') }), output: Batch, refusals: ['benefits.subsidy_words_missing'],
  }),
  paySubsidies: command({
    path: '/api/subsidy-claims/pay', who: ['finance'], summary: 'The office’s money reached the bank: it is passed on to whom the claims say, by this slip once', input: z.object({ claimIds: z.array(Id).min(1).max(200), slipNo: z.string().trim().regex(/^[\w-]{4,40}$/), amountFen: Fen.min(1) }), output: Batch,
    refusals: ['benefits.slip_used', 'benefits.slip_amount', 'benefits.subsidy_unknown', 'benefits.subsidy_over'],
  }),
  clawBackSubsidy: command({ path: '/api/subsidy-claims/:claimId/claw-back', who: ['finance', 'operator'], summary: 'Fetch a paid subsidy back, with the reason', input: ClaimId.extend({ words: Text(300) }), output: SubsidyClaim, refusals: ['benefits.subsidy_unknown', 'benefits.subsidy_over', 'benefits.clawback_late'] }),
  returnSubsidy: command({ path: '/api/subsidy-programmes/:programmeId/return', who: ['finance'], summary: 'What was fetched back went to the office, by this slip', input: z.object({ programmeId: Id, slipNo: z.string().trim().regex(/^[\w-]{4,40}$/) }), output: SubsidyProgramme, refusals: ['benefits.programme_unknown', 'benefits.slip_used', 'benefits.nothing_to_return'] }),
  noteAttendance: command({
    path: '/api/subsidy-attendance', who: [...schoolRoles], summary: 'Attendance of a course that was held elsewhere, from its signed sheet', input: z.object({ workerId: Id, kind: z.string().max(40).meta({ description: 'The kind of certificate the course led to' }), course: Text(80), endedOn: Day, percent: z.number().min(0).max(100), words: Text(200) }), output: Done,
    refusals: ['workers.worker_unknown', 'training.kind_unknown'],
  }),
  exportSubsidies: query({ path: '/api/subsidy-claims/file', who: [...desk, 'auditor'], summary: 'Claims with their packs as the office asks for them, as a file', input: z.object({ ...Filter, format: z.enum(['csv', 'xlsx']).default('xlsx'), language: z.enum(['zh', 'en']).default('zh') }), output: SavedFile }),
};
