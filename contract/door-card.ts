import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { Bilingual, Day, Fen, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

export const cardStates = ['active', 'lost', 'expired', 'revoked'] as const;
/** What she lets the scan page show beside name, firm and card number. */
export const cardScopes = ['photo', 'badges', 'score', 'visits'] as const;
export const DoorCard = z.object({
  cardId: Id, workerId: Id, cardNo: z.string(), state: z.enum(cardStates), stateName: Bilingual, firmName: z.string(), issuedAt: Instant, validUntil: Day, scope: z.array(z.enum(cardScopes)), lostAt: Instant.nullable(), reissueBy: Day.nullable(), replacedBy: Id.nullable(), endedWords: z.string(),
}).meta({ id: 'DoorCard' });
const Shown = z.object({ card: DoorCard, token: z.string(), qrText: z.string().meta({ description: 'What the square code holds: an address with the token' }), qrSvg: z.string(), goodUntil: Instant, refreshSeconds: z.int() });

export const conductKinds = ['reward', 'warning', 'retrain', 'suspend', 'remove'] as const;
export const Conduct = z.object({
  conductId: Id, workerId: Id, workerName: z.string(), kind: z.enum(conductKinds), kindName: Bilingual, reason: z.string(), evidence: z.string(), amountFen: Fen.nullable(), at: Instant, until: Instant.nullable(), byName: z.string(), isOwnStep: z.boolean().meta({ description: 'Taken by whoever reads this: somebody else decides an appeal against it' }), state: z.enum(['standing', 'done', 'lifted']), endedAt: Instant.nullable(), endWords: z.string(),
  certificateKind: z.string().nullable().meta({ description: 'For a retraining: the certificate that is to be earned anew; passing for it again ends the step by itself' }),
  appeal: z.object({ state: z.enum(['open', 'accepted', 'rejected']), words: z.string(), at: Instant, decidedAt: Instant.nullable(), decisionWords: z.string() }).nullable(), appealBefore: Instant, canAppeal: z.boolean(),
}).meta({ id: 'Conduct' });
export const careKinds = ['festival', 'health', 'family', 'training', 'hardship', 'other'] as const;
export const CareRecord = z.object({ careId: Id, kind: z.enum(careKinds), kindName: Bilingual, words: z.string(), amountFen: Fen, givenOn: Day, byName: z.string() }).meta({ id: 'CareRecord' });

/** Seven groups, as the national platform names them. */
export const CreditFile = z.object({
  workerId: Id, name: z.string(), madeAt: Instant, purpose: z.string(), hash: z.string().meta({ description: 'SHA-256 of the groups as JSON with sorted keys' }),
  groups: z.object({
    basic: z.object({ maskedIdNumber: z.string(), bornYear: z.int().nullable(), firmName: z.string().nullable(), level: z.int(), admittedAt: Instant.nullable(), families: z.array(z.string()) }),
    orders: z.object({ visits: z.int(), hours: z.number(), accepted: z.int(), refused: z.int() }),
    reviews: z.object({ rating: z.number(), count: z.int(), skill: z.number(), communication: z.number(), attitude: z.number() }),
    notes: z.array(z.object({ kind: Bilingual, at: Instant, isExcused: z.boolean() })),
    conduct: z.array(z.object({ kind: Bilingual, reason: z.string(), at: Instant, state: z.string() })),
    career: z.array(z.object({ stage: Bilingual, at: Instant })),
    training: z.array(z.object({ check: Bilingual, state: z.string(), validFrom: Day.nullable(), validUntil: Day.nullable() })),
  }),
}).meta({ id: 'CreditFile' });

export const doorCardEndpoints = {
  myDoorCard: query({ path: '/api/work/door-card', who: ['worker'], summary: 'My card with a code for this half minute; ask again when it runs out', input: z.object({}), output: Shown, refusals: ['workers.card_unknown'] }),
  scanCard: command({
    path: '/api/door-cards/scan', who: 'anyone', isIdempotent: false, summary: 'Who stands at the door: what a card’s code shows to whoever reads it. The family that expects her is told that she is the one',
    input: z.object({ token: Text(200) }),
    output: z.object({
      isValid: z.boolean(), state: z.enum(['shown', 'stale', 'lost', 'expired', 'revoked', 'notAdmitted']), words: Bilingual, at: Instant,
      shown: z.object({ cardNo: z.string(), maskedName: z.string(), firmName: z.string(), photo: z.string().nullable(), badges: z.array(Bilingual), rating: z.number().nullable(), visitsDone: z.int().nullable(), isSafetyGreen: z.boolean(), validUntil: Day }).nullable(),
      expected: z.object({ orderId: Id, startAt: Instant, words: Bilingual }).nullable().meta({ description: 'Only for somebody of the household she is sent to today' }),
    }),
    refusals: ['workers.card_token_wrong'],
  }),
  setCardScope: command({ path: '/api/work/door-card/scope', who: ['worker'], summary: 'What the scan page may show of me', input: z.object({ scope: z.array(z.enum(cardScopes)).max(4) }), output: DoorCard, refusals: ['workers.card_unknown'] }),
  reportCardLost: command({ path: '/api/work/door-card/lost', who: ['worker'], summary: 'My card is gone: its codes are refused from now on; a new one comes within five working days', input: z.object({ words: Note(200).default('') }), output: DoorCard, refusals: ['workers.card_unknown'] }),
  cardsOfWorker: query({ path: '/api/worker-profiles/:workerId/door-cards', who: [...cityRoles, ...merchantRoles], summary: 'Every card a worker ever had', input: z.object({ workerId: Id }), output: z.object({ items: z.array(DoorCard) }), refusals: ['workers.worker_unknown'] }),
  issueCard: command({ path: '/api/worker-profiles/:workerId/door-cards', who: ['operator', 'merchantOwner', 'merchantStaff'], summary: 'Issue a card, also in place of a lost or expired one', input: z.object({ workerId: Id }), output: DoorCard, refusals: ['workers.worker_unknown', 'workers.card_active', 'workers.not_admitted'] }),
  revokeCard: command({ path: '/api/worker-profiles/:workerId/door-cards/revoke', who: ['operator', 'merchantOwner'], summary: 'Take a card away, with the reason', input: z.object({ workerId: Id, reason: Text(200) }), output: DoorCard, refusals: ['workers.worker_unknown', 'workers.card_unknown'] }),
  lostCards: query({ path: '/api/door-cards/lost', who: ['operator', 'dispatcher', ...merchantRoles], summary: 'Cards reported lost and not replaced, the most urgent first', input: z.object({}), output: z.object({ items: z.array(DoorCard.extend({ workerName: z.string(), isLate: z.boolean() })) }) }),
  myScans: query({ path: '/api/work/door-card/scans', who: ['worker'], summary: 'When my card was read and what was shown', input: z.object({ ...Page }), output: pageOf(z.object({ at: Instant, outcome: z.enum(['shown', 'stale', 'lost', 'expired', 'revoked', 'notAdmitted']), isExpected: z.boolean() })) }),

  recordConduct: command({
    path: '/api/worker-profiles/:workerId/conduct', who: ['operator'], summary: 'A reward, or a step: warn, send to retraining, suspend, remove. She reads it and may appeal within seven days',
    input: z.object({ workerId: Id, kind: z.enum(conductKinds), reason: Text(300), evidence: Note(200).default(''), amountFen: Fen.min(0).max(1_000_000).optional(), days: z.int().min(1).max(365).optional(), certificateKind: Text(40).optional().meta({ description: 'For a retraining, one she holds; the core certificate when left out' }) }), output: Conduct,
    refusals: ['workers.worker_unknown', 'workers.conduct_evidence_missing', 'workers.has_left', 'workers.retraining_unknown'],
  }),
  conductOf: query({ path: '/api/worker-profiles/:workerId/conduct', who: [...cityRoles, ...merchantRoles, 'worker'], summary: 'Rewards and steps of a worker, newest first', input: z.object({ workerId: Id }), output: z.object({ items: z.array(Conduct) }), refusals: ['workers.worker_unknown'] }),
  appealConduct: command({ path: '/api/work/conduct/:conductId/appeal', who: ['worker'], summary: 'Ask to look at a step again; once, within seven days', input: z.object({ conductId: Id, words: Text(500) }), output: Conduct, refusals: ['workers.conduct_unknown', 'workers.conduct_not_appealable'] }),
  conductAppeals: query({ path: '/api/conduct/appeals', who: ['operator', 'auditor'], summary: 'Appeals about steps: open ones, the longest waiting first, or those decided', input: z.object({ state: z.enum(['open', 'accepted', 'rejected']).default('open') }), output: z.object({ items: z.array(Conduct) }) }),
  decideConduct: command({ path: '/api/conduct/:conductId/decide', who: ['operator'], summary: 'Decide an appeal; an accepted one undoes the step. Not by who took it', input: z.object({ conductId: Id, isAccepted: z.boolean(), words: Text(300) }), output: Conduct, refusals: ['workers.conduct_unknown', 'workers.appeal_over', 'workers.own_decision'] }),
  endConduct: command({ path: '/api/conduct/:conductId/end', who: ['operator'], summary: 'A step is over before its time: retrained, or lifted', input: z.object({ conductId: Id, words: Text(200) }), output: Conduct, refusals: ['workers.conduct_unknown', 'workers.conduct_over'] }),
  recordCare: command({ path: '/api/worker-profiles/:workerId/care', who: ['operator', 'merchantOwner'], summary: 'A benefit she was given', input: z.object({ workerId: Id, kind: z.enum(careKinds), words: Text(200), amountFen: Fen.min(0).max(10_000_000).default(0), givenOn: Day }), output: CareRecord, refusals: ['workers.worker_unknown'] }),
  careOf: query({ path: '/api/worker-profiles/:workerId/care', who: [...cityRoles, ...merchantRoles, 'worker'], summary: 'Benefits a worker was given', input: z.object({ workerId: Id }), output: z.object({ items: z.array(CareRecord) }), refusals: ['workers.worker_unknown'] }),
  creditFile: command({ path: '/api/worker-profiles/:workerId/credit-file', who: ['operator', 'auditor', 'worker'], isIdempotent: false, summary: 'A worker’s credit file for a purpose; others than herself need her signature, and she sees who read it', input: z.object({ workerId: Id, purpose: Text(100) }), output: CreditFile, refusals: ['workers.worker_unknown', 'workers.authorisation_missing'] }),
};
