import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, merchantRoles, schoolRoles } from './roles.ts';
import { Bilingual, Day, Fen, Flag, Id, Instant, Note, Page, ServiceFamily, Text, pageOf } from './shapes.ts';

/** draft to trial is the way in; a merchant works for families on trial and when active, at no other stage. */
export const joiningStages = ['draft', 'review', 'depositDue', 'training', 'exam', 'trial', 'active', 'suspended', 'exiting', 'exited', 'refused', 'withdrawn'] as const;
export type JoiningStage = (typeof joiningStages)[number];
export const merchantPaperKinds = ['licence', 'legalPerson', 'account', 'scope', 'insurance', 'safetyOfficer'] as const;
export type MerchantPaperKind = (typeof merchantPaperKinds)[number];
export const merchantPaperStates = ['missing', 'submitted', 'passed', 'failed', 'lapsed'] as const;
export const ownerTopics = ['rules', 'safety', 'complaints'] as const;
export type OwnerTopic = (typeof ownerTopics)[number];
/** GB/T 31772 grades agencies from A to AAAAA. */
export const merchantGrades = ['A', 'AA', 'AAA', 'AAAA', 'AAAAA'] as const;

const Stage = z.enum(joiningStages).meta({ id: 'JoiningStage' });
const PaperKind = z.enum(merchantPaperKinds);
const Topic = z.enum(ownerTopics);
/** What the one next step is, for a screen that offers it. */
export const joiningTodos = ['fill', 'review', 'payDeposit', 'learn', 'exam', 'trial', 'judgeTrial', 'none', 'waitPlatform', 'handOver', 'refund', 'renewPaper'] as const;

export const MerchantGrade = z.object({ grade: z.enum(merchantGrades), issuer: z.string(), certificateNo: z.string(), issuedOn: Day, expiresOn: Day, isInForce: z.boolean() }).meta({ id: 'MerchantGrade' });
export const Scorecard = z.object({
  days: z.int(), assigned: z.int(), finished: z.int(), missed: z.int(), complaints: z.int().meta({ description: 'Found right' }), completionPercent: z.number().nullable(), complaintPercent: z.number().nullable(), rating: z.number(), responseMinutes: z.number().nullable().meta({ description: 'Mean from the offer to its answer' }), words: Bilingual,
}).meta({ id: 'MerchantScorecard' });
export const JoiningPaper = z.object({
  kind: PaperKind, name: Bilingual, asks: Bilingual, state: z.enum(merchantPaperStates), words: Bilingual, shown: z.string().meta({ description: 'Masked number or words' }), holderName: z.string(), validFrom: Day.nullable(), validUntil: Day.nullable(), hasPhoto: z.boolean(), checkedByName: z.string().nullable(), checkedAt: Instant.nullable(),
  canRenew: z.boolean().meta({ description: 'Not handed in, not passed, or in its last two months' }),
  renewal: z.object({ state: z.enum(merchantPaperStates), words: Bilingual, shown: z.string(), holderName: z.string(), validFrom: Day.nullable(), validUntil: Day.nullable(), hasPhoto: z.boolean(), checkedByName: z.string().nullable(), checkedAt: Instant.nullable() }).nullable()
    .meta({ description: 'Waits beside the paper in force until it is passed and begins' }),
});
export const JoiningBrief = z.object({
  joiningId: Id, merchantId: Id.nullable(), via: z.enum(['applied', 'direct']).meta({ description: 'direct: admitted at once by the operator' }), stage: Stage, stageName: Bilingual, stageAt: Instant, name: z.string(), licenceNo: z.string(), families: z.array(ServiceFamily), contactName: z.string(), maskedPhone: z.string(),
  next: z.object({ who: z.enum(['owner', 'platform', 'time']), todo: z.enum(joiningTodos), words: Bilingual }), depositHeldFen: Fen, trialEndsAt: Instant.nullable(), waitsForPlatform: z.boolean(),
}).meta({ id: 'JoiningBrief' });
export const Joining = JoiningBrief.extend({
  businessScope: z.string(), address: z.string(), complaintPhone: z.string(), createdAt: Instant, submittedAt: Instant.nullable(), missing: z.array(z.object({ field: z.string(), words: Bilingual })), sentBackWords: z.string(),
  papers: z.array(JoiningPaper),
  account: z.object({ bankName: z.string(), maskedAccount: z.string(), holderName: z.string(), state: z.enum(['sent', 'passed', 'failed']), sentAt: Instant, triesLeft: z.int(), words: Bilingual }).nullable(),
  terms: z.object({ commissionBasisPoints: z.int(), workerShareBasisPoints: z.int() }).nullable(),
  topics: z.array(z.object({ topic: Topic, name: Bilingual, doneAt: Instant.nullable() })),
  exam: z.object({ isPassed: z.boolean(), bestPercent: z.int().nullable(), results: z.array(z.object({ attemptId: Id, at: Instant, scorePercent: z.int(), isPassed: z.boolean() })), words: Bilingual }),
  trial: z.object({ startedAt: Instant, endsAt: Instant, ordersPerDay: z.int(), daysLeft: z.int(), rounds: z.int(), words: Bilingual }).nullable(),
  grade: MerchantGrade.nullable(), scorecard: Scorecard.nullable(),
  leave: z.object({ askedAt: Instant, words: z.string(), leftAt: Instant.nullable(), refundFrom: Day.nullable(), depositReturnedAt: Instant.nullable(), returnedFen: Fen.nullable() }).nullable(),
  steps: z.array(z.object({ stage: Stage, name: Bilingual, at: Instant, until: Instant.nullable(), byName: z.string(), words: z.string() })),
}).meta({ id: 'Joining' });
export const OwnerSession = z.object({
  sessionId: Id, title: z.string(), topics: z.array(Topic), place: z.string(), startsAt: Instant, endsAt: Instant, capacity: z.int(), taken: z.int(), isMine: z.boolean(), isCancelled: z.boolean(),
  seats: z.array(z.object({ merchantId: Id, merchantName: z.string(), attended: z.boolean().nullable() })).meta({ description: 'Empty for owners' }),
}).meta({ id: 'OwnerSession' });

const mine = z.object({ joining: Joining.nullable() });
const ref = { joiningId: Id };
const ofMerchant = { merchantId: Id };
const unknown = ['alliance.joining_unknown'] as const;
const wrong = [...unknown, 'alliance.joining_stage_wrong'] as const;

export const joiningEndpoints = {
  myJoining: query({ path: '/api/joining/mine', who: 'signedIn', summary: 'My firm’s way into the alliance: state, what is missing, the one next step', input: z.object({}), output: mine }),
  saveJoining: command({
    path: '/api/joining/mine', who: 'signedIn', summary: 'Save what is filled in so far; the first word makes the draft', isIdempotent: true,
    input: z.object({ name: Text(60), licenceNo: z.string().trim().max(30), businessScope: Note(1000), address: Note(120), complaintPhone: Note(20), families: z.array(ServiceFamily).max(12) }).partial(),
    output: Joining, refusals: ['alliance.joining_over', 'alliance.licence_wrong', 'alliance.licence_taken', 'alliance.scope_wrong', 'alliance.already_owner'],
  }),
  saveJoiningPaper: command({
    path: '/api/joining/mine/papers', who: 'signedIn', summary: 'Hand in or renew a paper: the number is checked and sealed, a photo is a copy. That an original is kept can be written nowhere',
    input: z.object({ kind: z.enum(['licence', 'legalPerson', 'insurance', 'safetyOfficer']), number: Note(60).default(''), holderName: Note(60).default(''), validFrom: Day.optional(), validUntil: Day.optional(), imageBase64: z.string().max(9_000_000).optional() }),
    output: Joining, refusals: [...unknown, 'alliance.joining_over', 'alliance.id_number_wrong', 'alliance.paper_wrong', 'alliance.paper_expired', 'alliance.original_held', 'media.not_an_image', 'media.too_large'],
  }),
  startAccountCheck: command({
    path: '/api/joining/mine/account', who: 'signedIn', summary: 'The bank sends less than one yuan to the firm’s account; the owner reads the sum on the statement',
    input: z.object({ bankName: Text(40), accountNo: z.string().regex(/^\d{8,30}$/), holderName: Text(60) }), output: Joining,
    refusals: [...unknown, 'alliance.joining_over', 'alliance.account_refused', 'alliance.account_too_often', 'alliance.bank_unreachable'],
  }),
  confirmAccountCheck: command({ path: '/api/joining/mine/account/confirm', who: 'signedIn', summary: 'The sum that arrived, in fen; three tries', input: z.object({ amountFen: Fen.min(1).max(99) }), output: Joining, refusals: [...unknown, 'alliance.account_not_sent', 'alliance.bank_unreachable'] }),
  submitJoining: command({ path: '/api/joining/mine/submit', who: 'signedIn', summary: 'Hand the application in', input: z.object({}), output: Joining, refusals: [...unknown, 'alliance.joining_over', 'alliance.joining_incomplete'] }),
  withdrawJoining: command({ path: '/api/joining/mine/withdraw', who: 'signedIn', summary: 'Take the application back, until the firm is admitted to the trial and nothing was paid', input: z.object({}), output: Joining, refusals: [...unknown, 'alliance.joining_over'] }),

  listJoinings: query({
    path: '/api/joinings', who: cityRoles, summary: 'Firms on their way in, in and out, by stage; those that wait for the platform first on request', input: z.object({ stage: Stage.optional(), waitsForPlatform: Flag, q: z.string().max(60).optional(), ...Page }),
    output: pageOf(JoiningBrief).extend({ counts: z.record(z.string(), z.int()), waiting: z.int() }),
  }),
  getJoining: query({ path: '/api/joinings/:joiningId', who: cityRoles, summary: 'One firm’s whole way', input: z.object(ref), output: Joining, refusals: [...unknown] }),
  joiningPhoto: query({ path: '/api/joinings/:joiningId/papers/:kind/photo', who: 'signedIn', summary: 'The copy of a paper, for the owner and the operator', input: z.object({ ...ref, kind: PaperKind, isRenewal: Flag }), output: z.object({ contentType: z.string(), imageBase64: z.string() }), refusals: [...unknown] }),
  judgePaper: command({ path: '/api/joinings/:joiningId/papers/:kind/judge', who: ['operator'], summary: 'Pass or fail a paper, with the reason. The account is judged by the bank alone', input: z.object({ ...ref, kind: PaperKind, isPassed: z.boolean(), words: Note(200).default('') }), output: Joining, refusals: [...wrong, 'alliance.paper_missing', 'alliance.reason_missing', 'alliance.original_held'] }),
  sendJoiningBack: command({ path: '/api/joinings/:joiningId/send-back', who: ['operator'], summary: 'Back to the owner with what is to be mended', input: z.object({ ...ref, words: Text(300) }), output: Joining, refusals: [...wrong, 'alliance.original_held'] }),
  refuseJoining: command({ path: '/api/joinings/:joiningId/refuse', who: ['operator'], summary: 'Turn the firm down; the owner reads why', input: z.object({ ...ref, words: Text(300) }), output: Joining, refusals: [...wrong] }),
  approveJoining: command({
    path: '/api/joinings/:joiningId/approve', who: ['operator'], summary: 'All papers passed: the firm becomes a merchant on the agreed terms and pays its guarantee. No order yet',
    input: z.object({ ...ref, commissionBasisPoints: z.int().min(500).max(800).default(800), workerShareBasisPoints: z.int().min(5000).max(9500).default(7000) }), output: Joining, refusals: [...wrong, 'alliance.papers_open', 'alliance.licence_taken'],
  }),
  decideTrial: command({ path: '/api/joinings/:joiningId/trial/decide', who: ['operator'], summary: 'After the trial: admit for good, give another 30 days once, or let go', input: z.object({ ...ref, outcome: z.enum(['pass', 'extend', 'fail']), words: Text(300) }), output: Joining, refusals: [...wrong, 'alliance.trial_running', 'alliance.trial_extended'] }),

  merchantJoining: query({ path: '/api/merchants/:merchantId/joining', who: [...cityRoles, ...merchantRoles], summary: 'A merchant’s own state, trial, exam, training and what comes next', input: z.object(ofMerchant), output: Joining, refusals: ['alliance.merchant_unknown'] }),
  scorecard: query({ path: '/api/merchants/:merchantId/scorecard', who: [...cityRoles, ...merchantRoles], summary: 'Completion, complaints, rating and response of the last days', input: z.object({ ...ofMerchant, days: z.coerce.number().int().min(7).max(365).default(90) }), output: Scorecard, refusals: ['alliance.merchant_unknown'] }),
  askToLeave: command({ path: '/api/merchants/:merchantId/leave', who: ['merchantOwner'], summary: 'The owner wants to leave: no new work from now on, open visits go to others; the platform confirms', input: z.object({ ...ofMerchant, words: Text(300) }), output: Joining, refusals: ['alliance.merchant_unknown', 'alliance.joining_stage_wrong'] }),
  stay: command({ path: '/api/merchants/:merchantId/stay', who: ['merchantOwner'], summary: 'Take the wish to leave back before it is confirmed', input: z.object(ofMerchant), output: Joining, refusals: ['alliance.merchant_unknown', 'alliance.joining_stage_wrong', 'alliance.paper_lapsed'] }),
  setGrade: command({ path: '/api/merchants/:merchantId/grade', who: ['operator'], summary: 'Record the grade of GB/T 31772 with issuer and expiry', input: z.object({ ...ofMerchant, grade: z.enum(merchantGrades), issuer: Text(60), certificateNo: Text(40), issuedOn: Day, expiresOn: Day }), output: MerchantGrade, refusals: ['alliance.merchant_unknown', 'alliance.grade_dates_wrong'] }),
  setComplaintPhone: command({ path: '/api/merchants/:merchantId/complaint-phone', who: ['merchantOwner', 'operator'], summary: 'The phone for complaints that everybody sees', input: z.object({ ...ofMerchant, complaintPhone: z.string().trim().regex(/^[0-9-]{5,20}$/) }), output: z.object({ complaintPhone: z.string() }), refusals: ['alliance.merchant_unknown'] }),

  ownerSessions: query({ path: '/api/owner-sessions', who: [...schoolRoles, ...merchantRoles], summary: 'Training calendar for owners', input: z.object({ from: Day.optional() }), output: z.object({ items: z.array(OwnerSession) }) }),
  planOwnerSession: command({
    path: '/api/owner-sessions', who: ['trainer', 'operator'], summary: 'Plan a training for owners', input: z.object({ title: Text(60), topics: z.array(Topic).min(1), place: Text(80), startsAt: Instant, endsAt: Instant, capacity: z.int().min(1).max(500) }),
    output: OwnerSession, refusals: ['alliance.session_times_wrong'],
  }),
  cancelOwnerSession: command({ path: '/api/owner-sessions/:sessionId/cancel', who: ['trainer', 'operator'], summary: 'Call a training off; who had a seat is told', input: z.object({ sessionId: Id }), output: OwnerSession, refusals: ['alliance.session_unknown', 'alliance.session_over'] }),
  takeOwnerSeat: command({ path: '/api/owner-sessions/:sessionId/seat', who: ['merchantOwner'], summary: 'Take a seat in a training for owners', input: z.object({ sessionId: Id }), output: OwnerSession, refusals: ['alliance.session_unknown', 'alliance.session_over', 'alliance.session_full'] }),
  leaveOwnerSeat: command({ path: '/api/owner-sessions/:sessionId/seat/leave', who: ['merchantOwner'], summary: 'Give the seat back', input: z.object({ sessionId: Id }), output: OwnerSession, refusals: ['alliance.session_unknown', 'alliance.session_over'] }),
  markOwnerSeat: command({ path: '/api/owner-sessions/:sessionId/attendance', who: ['trainer', 'operator'], summary: 'Who was there: counts from the start of the session on', input: z.object({ sessionId: Id, ...ofMerchant, attended: z.boolean() }), output: OwnerSession, refusals: ['alliance.session_unknown', 'alliance.session_too_early', 'alliance.seat_unknown'] }),
};

/** What anybody may know of a merchant, as the rules of the trade ask: licence, grade, standing and where to complain. */
export const merchantDisclosure = { stage: Bilingual, isOpen: z.boolean(), complaintPhone: z.string(), platformPhone: z.string(), legalPersonName: z.string(), grade: MerchantGrade.nullable(), admittedOn: Day, address: z.string(), scorecard: Scorecard };
