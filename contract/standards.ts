import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { SavedFile } from './exports.ts';
import { cityRoles, merchantRoles, schoolRoles } from './roles.ts';
import { Bilingual, Day, Flag, Id, Instant, Note, Page, ServiceFamily, Text, pageOf } from './shapes.ts';

/** Who sets it. The first four are set by others; enterprise standards are the platform’s own. */
export const standardKinds = ['national', 'industry', 'local', 'group', 'enterprise'] as const;
/** toConfirm: number or title was not yet seen in an official source; nothing may rest on it. */
export const standardStates = ['draft', 'toConfirm', 'announced', 'inForce', 'replaced', 'withdrawn'] as const;
/** What it is about; every family of services carries price, process and guarantee. */
export const standardSubjects = ['price', 'process', 'guarantee', 'quality', 'institution', 'health', 'institutionCare', 'security', 'general'] as const;
export const clauseWeights = ['must', 'should', 'may'] as const;
export const comparisonVerdicts = ['same', 'stricter', 'looser', 'changed', 'added', 'dropped'] as const;
export const findingVerdicts = ['met', 'notMet', 'notSeen'] as const;

const Kind = z.enum(standardKinds);
const State = z.enum(standardStates);
const Subject = z.enum(standardSubjects);
const Measure = z.object({
  name: Text(40).meta({ description: 'What is measured, the same word in every standard that measures it: responseHours, redoHours' }), unit: Text(20), limit: z.enum(['atLeast', 'atMost']), value: z.number().min(0).max(10_000_000),
});
const LineText = z.object({ zh: Text(80), en: Text(120) });
const ClauseText = z.object({ zh: Text(400), en: Text(600) });
/** What a clause asks of a visit: a line on the checklists of these services. */
const Line = z.object({ itemIds: z.array(Id).min(1).max(60), text: LineText, isRequired: z.boolean() });
const NewClause = z.object({
  no: z.string().trim().regex(/^[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4}){0,4}$/), topic: z.string().trim().regex(/^[a-z]\w{0,39}$/).or(z.literal('')).default('').meta({ description: 'The same word in every standard that speaks of the same thing; comparisons go by it, else by the number' }),
  weight: z.enum(clauseWeights).default('must'), text: ClauseText, measure: Measure.nullable().default(null), lines: z.array(Line).max(10).default([]),
});

export const Clause = z.object({
  clauseId: Id, no: z.string(), topic: z.string(), weight: z.enum(clauseWeights), weightName: Bilingual, text: Bilingual, measure: Measure.nullable(), measureWords: Bilingual.nullable(),
  lines: z.array(z.object({ itemIds: z.array(Id), itemNames: z.array(Bilingual), text: Bilingual, isRequired: z.boolean() })),
}).meta({ id: 'Clause' });
export const Edition = z.object({
  editionId: Id, standardId: Id, number: z.string().meta({ description: 'With its year: GB/T 31771-2024' }), code: z.string(), year: z.int(), kind: Kind, kindName: Bilingual, subject: Subject, subjectName: Bilingual, title: Bilingual, isTitleConfirmed: z.boolean(),
  state: State, stateName: Bilingual, families: z.array(ServiceFamily), issuer: z.string(), drafters: z.array(z.string()), issuedOn: Day.nullable(), inForceFrom: Day.nullable(), endedOn: Day.nullable(), source: z.string().meta({ description: 'Where it was seen' }),
  supersedes: z.object({ editionId: Id, number: z.string() }).nullable(), supersededBy: z.object({ editionId: Id, number: z.string() }).nullable(), clauseCount: z.int(), lineCount: z.int(), note: Bilingual.nullable(),
}).meta({ id: 'Edition' });
export const EditionPage = Edition.extend({
  clauses: z.array(Clause), history: z.array(z.object({ at: Instant, byName: z.string(), words: Bilingual })),
  checklists: z.array(z.object({ itemId: Id, itemName: Bilingual, added: z.array(Bilingual), changed: z.array(z.object({ before: Bilingual, after: Bilingual })), removed: z.array(Bilingual) })).meta({ description: 'What putting it in force would change now' }),
}).meta({ id: 'EditionPage' });
const ComparedClause = z.object({ no: z.string(), topic: z.string(), left: Bilingual.nullable(), right: Bilingual.nullable(), verdict: z.enum(comparisonVerdicts), words: Bilingual });

export const Proposal = z.object({
  proposalId: Id, editionId: Id, number: z.string(), clauseNo: z.string(), words: z.string(), reason: z.string(), byName: z.string(), at: Instant, state: z.enum(['open', 'taken', 'declined']), answer: z.string(), answeredByName: z.string().nullable(), answeredAt: Instant.nullable(),
}).meta({ id: 'Proposal' });

const Round = z.object({
  roundId: Id, name: z.string(), from: Day, to: Day, families: z.array(ServiceFamily), ratePercent: z.number(), state: z.enum(['open', 'closed']), isAutomatic: z.boolean(), visits: z.int().meta({ description: 'Settled visits it was drawn from' }), samples: z.int(), judged: z.int(), openedByName: z.string(), openedAt: Instant, closedAt: Instant.nullable(),
  metPercent: z.number().nullable().meta({ description: 'Of the clauses that were seen' }),
});
const Finding = z.object({ clauseId: Id, number: z.string(), clauseNo: z.string(), text: Bilingual, verdict: z.enum(findingVerdicts).nullable(), words: z.string() });
const Sample = z.object({
  sampleId: Id, orderId: Id, itemId: Id, itemName: Bilingual, workerId: Id, workerName: z.string(), merchantId: Id.nullable(), merchantName: z.string().nullable(), startedAt: Instant, finishedAt: Instant, minutes: z.int(), findings: z.array(Finding), isJudged: z.boolean(), judgedByName: z.string().nullable(), judgedAt: Instant.nullable(), words: z.string(),
});
const Tally = z.object({ seen: z.int(), met: z.int(), metPercent: z.number().nullable() });
export const RoundPage = Round.extend({
  items: z.array(Sample), byClause: z.array(Tally.extend({ clauseId: Id, number: z.string(), clauseNo: z.string(), text: Bilingual })), byMerchant: z.array(Tally.extend({ merchantId: Id.nullable(), name: z.string() })), byItem: z.array(Tally.extend({ itemId: Id, itemName: Bilingual })),
}).meta({ id: 'RoundPage' });

/** A clause that a visit did not keep, as an inspection found it. */
export const Breach = z.object({ sampleId: Id, orderId: Id, itemId: Id, itemName: Bilingual, finishedAt: Instant, workerId: Id, workerName: z.string(), merchantId: Id.nullable(), judgedAt: Instant, editionId: Id, number: z.string(), clauseNo: z.string(), text: Bilingual, words: z.string() }).meta({ id: 'Breach' });

const readers = [...cityRoles, ...schoolRoles, ...merchantRoles, 'worker', 'stationStaff'] as const;
const RoundId = z.object({ roundId: Id });
const EditionId = z.object({ editionId: Id });

/** The registry of standards, what of them stands on checklists, and the inspections that look whether it is kept. */
export const standards = {
  listStandards: query({
    path: '/api/standards', who: 'anyone', summary: 'Standards by kind, state, family or words; the newest edition of each unless all are asked for',
    input: z.object({ kind: Kind.optional(), state: State.optional(), subject: Subject.optional(), family: ServiceFamily.optional(), q: z.string().max(40).optional(), isAll: Flag }), output: z.object({ items: z.array(Edition) }),
  }),
  getStandard: query({ path: '/api/standards/editions/:editionId', who: 'anyone', summary: 'One edition with its clauses, what they put on which checklist, and what happened to it', input: EditionId, output: EditionPage, refusals: ['standards.edition_unknown'] }),
  compareEditions: query({
    path: '/api/standards/compare', who: 'anyone', summary: 'Two editions clause by clause: same, stricter, looser, changed, added, dropped', input: z.object({ leftId: Id, rightId: Id }),
    output: z.object({ left: Edition, right: Edition, clauses: z.array(ComparedClause), counts: z.record(z.string(), z.int()), words: Bilingual }), refusals: ['standards.edition_unknown'],
  }),
  standardsOfItem: query({
    path: '/api/catalog/:itemId/standards', who: 'anyone', summary: 'Which standards in force stand behind a service, and which line of its checklist comes from which clause', input: z.object({ itemId: Id }),
    output: z.object({ standards: z.array(Edition), lines: z.array(z.object({ code: z.string(), text: Bilingual, clauseId: Id, number: z.string(), clauseNo: z.string() })) }), refusals: ['catalog.item_unknown'],
  }),
  serviceDocuments: query({
    path: '/api/standards/documents', who: 'anyone', summary: 'Whether each family of services carries its three documents: price, process, guarantee', input: z.object({}),
    output: z.object({ items: z.array(z.object({ family: ServiceFamily, name: Bilingual, price: Edition.nullable(), process: Edition.nullable(), guarantee: Edition.nullable(), isComplete: z.boolean() })) }),
  }),
  saveEdition: command({
    path: '/api/standards/editions', who: ['operator'], summary: 'Write an edition down, or rewrite one that is not yet announced. An edition that counts is never edited: write the next one',
    input: z.object({
      editionId: Id.optional(), code: z.string().trim().regex(/^[A-Z0-9][A-Za-z0-9/ .]{1,29}$/), year: z.int().min(1980).max(2100), kind: Kind, subject: Subject, title: z.object({ zh: Text(120), en: Text(200) }), isTitleConfirmed: z.boolean().default(true), families: z.array(ServiceFamily).max(12).default([]), issuer: Note(80).default(''),
      drafters: z.array(Text(60)).max(20).default([]), issuedOn: Day.optional(), inForceFrom: Day.optional(), source: Note(300).default(''), supersedesId: Id.optional(), clauses: z.array(NewClause).max(200).default([]),
    }),
    output: EditionPage, refusals: ['standards.edition_unknown', 'standards.edition_counts', 'standards.number_taken', 'standards.clause_twice', 'standards.supersedes_wrong', 'standards.days_wrong', 'catalog.item_unknown'],
  }),
  confirmEdition: command({
    path: '/api/standards/editions/:editionId/confirm', who: ['operator'], summary: 'Number and title were seen in an official source: it may be announced', input: EditionId.extend({ source: Text(300), title: z.object({ zh: Text(120), en: Text(200) }).optional() }), output: EditionPage,
    refusals: ['standards.edition_unknown', 'standards.edition_state'],
  }),
  announceEdition: command({
    path: '/api/standards/editions/:editionId/announce', who: ['operator'], summary: 'It counts from that day: its lines go on the checklists of new orders, the edition it supersedes ends; orders placed before keep theirs', input: EditionId.extend({ inForceFrom: Day.optional() }), output: EditionPage,
    refusals: ['standards.edition_unknown', 'standards.edition_state', 'standards.days_wrong', 'standards.edition_empty', 'standards.checklist_long'],
  }),
  withdrawEdition: command({ path: '/api/standards/editions/:editionId/withdraw', who: ['operator'], summary: 'It counts no longer; its lines leave the checklists of new orders', input: EditionId.extend({ reason: Text(200) }), output: EditionPage, refusals: ['standards.edition_unknown', 'standards.edition_state'] }),
  proposeChange: command({
    path: '/api/standards/editions/:editionId/proposals', who: [...readers], summary: 'Somebody of the trade proposes how a clause of our own standards should read', input: EditionId.extend({ clauseNo: Note(24).default(''), words: Text(400), reason: Text(300) }), output: Proposal, refusals: ['standards.edition_unknown', 'standards.not_ours'],
  }),
  listProposals: query({ path: '/api/standards/proposals', who: [...readers], summary: 'What was proposed and what became of it', input: z.object({ editionId: Id.optional(), state: z.enum(['open', 'taken', 'declined']).optional(), ...Page }), output: pageOf(Proposal) }),
  answerProposal: command({ path: '/api/standards/proposals/:proposalId/answer', who: ['operator'], summary: 'Take it into the next edition, or decline it, with words', input: z.object({ proposalId: Id, isTaken: z.boolean(), words: Text(300) }), output: Proposal, refusals: ['standards.proposal_unknown', 'standards.proposal_over'] }),
  openRound: command({
    path: '/api/standards/rounds', who: ['operator', 'auditor'], summary: 'Draw settled visits of a span for inspection: by their hash, so that nobody can choose them', input: z.object({ name: Text(60), from: Day, to: Day, families: z.array(ServiceFamily).max(12).default([]), ratePercent: z.number().min(0.5).max(100).default(2) }), output: RoundPage,
    refusals: ['standards.round_days', 'standards.round_empty'],
  }),
  listRounds: query({ path: '/api/standards/rounds', who: cityRoles, summary: 'Inspections, newest first', input: z.object({ state: z.enum(['open', 'closed']).optional() }), output: z.object({ items: z.array(Round) }) }),
  getRound: query({ path: '/api/standards/rounds/:roundId', who: cityRoles, summary: 'One inspection: its visits, what was found, and how well clauses, merchants and services did', input: RoundId, output: RoundPage, refusals: ['standards.round_unknown'] }),
  judgeSample: command({
    path: '/api/standards/samples/:sampleId/judge', who: ['operator', 'auditor', 'agent'], summary: 'What the inspection of a visit found, clause by clause', refusals: ['standards.sample_unknown', 'standards.round_closed', 'standards.clause_unknown', 'standards.words_missing', 'standards.findings_missing'],
    input: z.object({ sampleId: Id, findings: z.array(z.object({ clauseId: Id, verdict: z.enum(findingVerdicts), words: Note(200).default('') })).min(1).max(200), words: Note(300).default('') }), output: RoundPage,
  }),
  listBreaches: query({
    path: '/api/standards/breaches', who: ['worker', ...merchantRoles, ...cityRoles, ...schoolRoles], summary: 'What inspections found not kept, newest first: a worker’s own, a merchant’s visits, or the whole city’s', input: z.object({ workerId: Id.optional(), ...Page }), output: pageOf(Breach),
  }),
  closeRound: command({ path: '/api/standards/rounds/:roundId/close', who: ['operator', 'auditor'], summary: 'End an inspection when every visit of it is judged', input: RoundId, output: RoundPage, refusals: ['standards.round_unknown', 'standards.round_closed', 'standards.samples_open'] }),
  exportRound: query({ path: '/api/standards/rounds/:roundId/file', who: cityRoles, summary: 'An inspection as a file', input: RoundId.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx'), language: z.enum(['zh', 'en']).default('zh') }), output: SavedFile, refusals: ['standards.round_unknown'] }),
};
