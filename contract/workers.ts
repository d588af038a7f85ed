import { z } from 'zod';
import { PaperImage, admissionEndpoints } from './admission.ts';
import { doorCardEndpoints } from './door-card.ts';
import { command, query } from './endpoint.ts';
import { recruitingEndpoints } from './recruiting.ts';
import { cityRoles, deskRoles, merchantRoles } from './roles.ts';
import { ladder } from './ladder.ts';
import { MannerAnswers } from './manner.ts';
import { MannerView } from './accounts.ts';
import { Allergen, Bilingual, Can, ClockTime, Day, Done, HealthClass, Id, Instant, Lat, Lon, Note, Page, Phone, ServiceFamily, Text, Weekday, WorkerCard, pageOf, sceneSkills } from './shapes.ts';

export const paperKinds = ['identity', 'health', 'background', 'insurance', 'electrician', 'plumber', 'highWork', 'waterproofing', 'careCertificate', 'maternityCertificate', 'childcareCertificate', 'organizingCertificate', 'housekeepingCertificate', 'drivingLicence'] as const;
export const PaperKind = z.enum(paperKinds).meta({ id: 'PaperKind' });
export const Paper = z.object({ paperId: Id, kind: PaperKind, name: Bilingual, healthClass: HealthClass.nullable(), maskedNumber: z.string(), validFrom: Day, validUntil: Day, state: z.enum(['submitted', 'verified', 'refused', 'expired']), verifiedBy: z.string().nullable(), hasPhoto: z.boolean(), reason: z.string().meta({ description: 'Why it was refused; else empty' }) }).meta({ id: 'Paper' });
export const AvailabilityRule = z.object({ weekday: Weekday, from: ClockTime, to: ClockTime });
export const AvailabilityException = z.object({ exceptionId: Id, startAt: Instant, endAt: Instant, isAvailable: z.boolean(), reason: z.string() });
export const safetyColours = ['green', 'yellow', 'red'] as const;
export const SafetyColour = z.enum(safetyColours).meta({ id: 'SafetyColour' });
export const WorkerProfile = WorkerCard.extend({
  status: z.enum(['applied', 'active', 'suspended', 'left']), isOnline: z.boolean(), maskedPhone: z.string(), travelMode: z.enum(['walk', 'ebike', 'bus', 'car']), travelRadiusMeters: z.int(),
  homeLon: Lon, homeLat: Lat, homeArea: z.string(), maxMinutesPerDay: z.int(), sceneSkills: z.array(z.enum(sceneSkills)), allergies: z.array(Allergen), habits: z.array(Allergen), papers: z.array(Paper), weekly: z.array(AvailabilityRule), can: Can,
  isDispatchable: z.boolean(), dispatchBlockers: z.array(Bilingual),
  ratingWords: Bilingual.meta({ description: 'The rating and what it is made of, the prior included, as the formula page says it' }),
  hasPositionConsent: z.boolean().meta({ description: 'She agreed that her position is kept while she is on duty' }),
  safety: z.object({
    colour: SafetyColour, todo: Bilingual.nullable().meta({ description: 'The one thing to do first; null when green' }),
    parts: z.array(z.object({ part: z.enum(['identity', 'health', 'insurance', 'credit']), name: Bilingual, colour: SafetyColour, words: Bilingual })),
  }),
  responses: z.object({ accepted: z.int(), refusedExcused: z.int(), refusedUnexcused: z.int(), expired: z.int(), acceptedPercent: z.int().nullable().meta({ description: 'accepted of accepted and refused without excuse, an old refusal weighing less, as dispatch counts it; null before the first' }), weighedRefusals: z.number() }),
}).meta({ id: 'WorkerProfile' });
export const WorkerReview = z.object({ reviewId: Id, at: Instant, itemName: Bilingual, skill: z.int(), communication: z.int(), attitude: z.int(), words: z.string(), isNeighbour: z.boolean(), authorLabel: Bilingual });

export const WorkerWish = z.object({ worker: WorkerCard, kind: z.enum(['favourite', 'blocked']), reason: z.string(), setAt: Instant }).meta({ id: 'WorkerWish' });

export const WorkerResponse = z.object({
  responseId: Id, at: Instant, kind: z.enum(['accepted', 'refused', 'expired']), about: Bilingual, orderId: Id.nullable(), reason: z.string().nullable(), words: z.string(), isExcused: z.boolean(),
  weighsPercent: z.int().meta({ description: 'How much of it still counts against her: 100 fresh, 50 after sixty days, 0 when it costs nothing' }),
  appeal: z.object({ state: z.enum(['open', 'accepted', 'rejected']), words: z.string(), at: Instant, decidedAt: Instant.nullable(), decisionWords: z.string() }).nullable(), can: Can,
}).meta({ id: 'WorkerResponse' });

export const WorkerMarks = z.object({
  points: z.number(),
  items: z.array(z.object({
    markId: Id, kind: z.enum(['complaint', 'noShow', 'doorLocked']), name: Bilingual, orderId: Id, about: Bilingual, at: Instant, weight: z.number(), weighsPercent: z.int(), excused: z.object({ at: Instant, byName: z.string().nullable(), words: z.string() }).nullable(), can: Can,
  })),
}).meta({ id: 'WorkerMarks' });

export const workers = {
  publicPage: query({
    path: '/api/workers/:workerId', who: 'anyone', summary: 'What a family may see of a worker: card, verified papers, reviews, why trusted',
    input: z.object({ workerId: Id }),
    output: z.object({ card: WorkerCard, about: z.string(), papers: z.array(z.object({ kind: PaperKind, name: Bilingual, validUntil: Day })), reviews: z.array(WorkerReview), dimensions: z.object({ skill: z.number(), communication: z.number(), attitude: z.number() }) }),
    refusals: ['workers.worker_unknown'],
  }),
  search: query({
    path: '/api/workers', who: [...cityRoles, ...merchantRoles], summary: 'Workers; a merchant sees its own. A change of papers, reviews or availability shows at once',
    input: z.object({ q: z.string().max(30).optional(), skill: z.string().max(40).optional(), merchantId: Id.optional(), status: z.enum(['applied', 'active', 'suspended', 'left']).optional(), isOnline: z.enum(['true', 'false']).optional(), ...Page }),
    output: pageOf(WorkerProfile),
  }),
  getProfile: query({ path: '/api/worker-profiles/:workerId', who: [...cityRoles, ...merchantRoles], summary: 'One worker with papers, availability and what blocks dispatch', input: z.object({ workerId: Id }), output: WorkerProfile, refusals: ['workers.worker_unknown'] }),
  register: command({
    path: '/api/workers', who: ['operator', 'merchantOwner', 'merchantStaff'], summary: 'Register a worker (audited before the first order)',
    input: z.object({ phone: Phone, name: Text(30), merchantId: Id.optional(), homeLon: Lon, homeLat: Lat, homeArea: Text(40), travelMode: z.enum(['walk', 'ebike', 'bus', 'car']).default('ebike'), travelRadiusMeters: z.int().min(500).max(50000).default(8000), experienceYears: z.int().min(0).max(60).default(0), about: Note(300).default(''), sceneSkills: z.array(z.enum(sceneSkills)).default([]), skills: z.array(z.object({ code: Text(40), level: z.int().min(1).max(5) })).max(30).default([]), weekly: z.array(AvailabilityRule).max(28).default([]) }),
    output: WorkerProfile, refusals: ['workers.already_registered', 'workers.skill_unknown', 'workers.availability_wrong', 'alliance.merchant_unknown'],
  }),
  admit: command({ path: '/api/worker-profiles/:workerId/admit', who: ['operator'], summary: 'Admit a worker: all checks of at least one of her families of work must have passed', input: z.object({ workerId: Id }), output: WorkerProfile, refusals: ['workers.worker_unknown', 'workers.papers_missing'] }),
  suspend: command({ path: '/api/worker-profiles/:workerId/suspend', who: ['operator'], summary: 'Suspend a worker with reason and evidence: a step she sees and may appeal', input: z.object({ workerId: Id, reason: Text(200), evidence: Note(200).default('') }), output: WorkerProfile, refusals: ['workers.worker_unknown', 'workers.conduct_evidence_missing'] }),
  resume: command({ path: '/api/worker-profiles/:workerId/resume', who: ['operator'], summary: 'Lift every suspension that stands', input: z.object({ workerId: Id }), output: WorkerProfile, refusals: ['workers.worker_unknown'] }),
  setSkills: command({ path: '/api/worker-profiles/:workerId/skills', who: ['operator', 'merchantOwner', 'merchantStaff'], summary: 'Set skills with level', input: z.object({ workerId: Id, skills: z.array(z.object({ code: Text(40), level: z.int().min(1).max(5) })).max(30) }), output: WorkerProfile, refusals: ['workers.worker_unknown', 'workers.skill_unknown'] }),
  submitPaper: command({
    path: '/api/worker-profiles/:workerId/papers', who: ['operator', 'merchantOwner', 'merchantStaff', 'worker'], summary: 'Submit a paper; the number is stored encrypted and never shown whole',
    input: z.object({ workerId: Id, kind: PaperKind, number: Text(40), healthClass: HealthClass.optional(), validFrom: Day, validUntil: Day, imageBase64: PaperImage, isSeen: z.boolean().default(false).meta({ description: 'An operator who holds the original in hand verifies it with the same step' }) }), output: WorkerProfile,
    refusals: ['workers.worker_unknown', 'workers.paper_expired', 'workers.paper_dates_wrong', 'workers.id_number_wrong', 'workers.health_class_missing', 'workers.health_too_long', 'workers.hepatitis_b_refused', 'workers.photo_not_kept', 'workers.authorisation_missing', 'media.not_an_image', 'media.too_large'],
  }),
  readPaperPhoto: command({
    path: '/api/papers/:paperId/photo', who: ['operator', 'worker'], isIdempotent: false, summary: 'The picture of a paper, for her and for who judges it; others than herself are written down for her to read', input: z.object({ paperId: Id }),
    output: z.object({ contentType: z.string(), imageBase64: z.string() }), refusals: ['workers.paper_unknown'],
  }),
  verifyPaper: command({ path: '/api/papers/:paperId/verify', who: ['operator'], summary: 'Verify or refuse a paper', input: z.object({ paperId: Id, isAccepted: z.boolean(), reason: Note(200).default('') }), output: WorkerProfile, refusals: ['workers.paper_unknown', 'workers.paper_expired'] }),
  setWish: command({
    path: '/api/workers/:workerId/wish', who: 'signedIn', summary: 'A favourite of my household comes first, a blocked worker never comes (she is not told); none takes it back. The desk may name the customer',
    input: z.object({ workerId: Id, kind: z.enum(['favourite', 'blocked', 'none']), reason: Note(200).default(''), customerId: Id.optional() }), output: z.object({ items: z.array(WorkerWish) }), refusals: ['workers.worker_unknown', 'accounts.person_unknown'],
  }),
  myWishes: query({ path: '/api/household/workers', who: 'signedIn', summary: 'Favourite and blocked workers of my household', input: z.object({ customerId: Id.optional() }), output: z.object({ items: z.array(WorkerWish) }), refusals: ['accounts.person_unknown'] }),
  setMatching: command({
    path: '/api/work/matching', who: ['worker'], summary: 'What I cannot be near, what I bring along, and the homes I am used to',
    input: z.object({ allergies: z.array(Allergen).max(5), habits: z.array(Allergen).max(5), sceneSkills: z.array(z.enum(sceneSkills)).max(4) }), output: WorkerProfile,
  }),
  myManner: query({ path: '/api/work/manner', who: ['worker'], summary: 'My own answers to the questionnaire, if any; nobody else sees them', input: z.object({}), output: MannerView }),
  setManner: command({ path: '/api/work/manner', who: ['worker'], summary: 'Answer the ten statements about myself; voluntary, used for matching only', input: z.object({ answers: MannerAnswers, isConsented: z.literal(true) }), output: MannerView }),
  forgetManner: command({ path: '/api/work/manner/forget', who: ['worker'], summary: 'Take my answers and the consent back; they are deleted', input: z.object({}), output: MannerView }),
  skillList: query({ path: '/api/skills', who: 'anyone', summary: 'Skill codes with names and the work they are for', input: z.object({}), output: z.object({ items: z.array(z.object({ code: z.string(), name: Bilingual, families: z.array(ServiceFamily).meta({ description: 'Families of work in which a service asks for it' }) })) }) }),
  myProfile: query({ path: '/api/work/me', who: ['worker'], summary: 'My profile as a worker', input: z.object({}), output: WorkerProfile }),
  myHours: query({
    path: '/api/work/hours', who: ['worker'], summary: 'My week from Monday, day by day, with the limits of the day and the week and the rest nobody may plan into', input: z.object({}),
    output: z.object({
      days: z.array(z.object({ day: Day, minutes: z.int() })), minutes: z.int(), maxMinutesPerDay: z.int(), weekHoursUsual: z.int(), weekHoursMost: z.int(), restHours: z.int(), nextStartFrom: Instant.nullable(),
      state: z.enum(['usual', 'long', 'full']).meta({ description: 'long: beyond the usual hours, a word to her; full: nothing more is given before Monday' }), words: Bilingual, restWords: Bilingual,
    }),
  }),
  myCalendar: query({
    path: '/api/work/calendar', who: ['worker'], summary: 'My weekly availability, exceptions and busy times', input: z.object({ from: Day, days: z.coerce.number().int().min(1).max(31).default(14) }),
    output: z.object({ weekly: z.array(AvailabilityRule), exceptions: z.array(AvailabilityException), busy: z.array(z.object({ startAt: Instant, endAt: Instant, orderId: Id.nullable(), label: z.string() })) }),
  }),
  setAvailability: command({ path: '/api/work/availability', who: ['worker'], summary: 'Set my weekly availability', input: z.object({ weekly: z.array(AvailabilityRule).max(28) }), output: WorkerProfile, refusals: ['workers.availability_wrong'] }),
  addException: command({
    path: '/api/work/exceptions', who: ['worker'], summary: 'A day off or an extra shift', input: z.object({ startAt: Instant, endAt: Instant, isAvailable: z.boolean(), reason: Note(100).default('') }),
    output: AvailabilityException, refusals: ['workers.exception_wrong', 'workers.exception_over_visit'],
  }),
  removeException: command({ path: '/api/work/exceptions/:exceptionId/remove', who: ['worker'], summary: 'Take an exception back', input: z.object({ exceptionId: Id }), output: Done, refusals: ['workers.exception_unknown'] }),
  myResponses: query({
    path: '/api/work/responses', who: ['worker'], summary: 'How I answered offers: the numbers dispatch weighs, each answer, and what became of my appeals', input: z.object({ ...Page }),
    output: pageOf(WorkerResponse).extend({ numbers: WorkerProfile.shape.responses }),
  }),
  appealResponse: command({
    path: '/api/work/responses/:responseId/appeal', who: ['worker'], summary: 'Ask the desk to look at a refusal that counts against me; once', input: z.object({ responseId: Id, words: Text(500) }), output: WorkerResponse,
    refusals: ['workers.response_unknown', 'workers.appeal_pointless', 'workers.appeal_once'],
  }),
  listAppeals: query({
    path: '/api/desk/appeals', who: deskRoles, summary: 'Appeals of workers, the longest waiting first', input: z.object({ state: z.enum(['open', 'accepted', 'rejected']).default('open'), ...Page }),
    output: pageOf(WorkerResponse.extend({ workerId: Id, workerName: z.string(), decidedByName: z.string().nullable(), numbers: WorkerProfile.shape.responses })),
  }),
  decideAppeal: command({
    path: '/api/desk/appeals/:responseId/decide', who: ['dispatcher', 'agent', 'operator'], summary: 'Decide an appeal; an accepted one makes the refusal excused', input: z.object({ responseId: Id, isAccepted: z.boolean(), words: Text(300) }), output: WorkerResponse,
    refusals: ['workers.response_unknown', 'workers.appeal_over'],
  }),
  listMarks: query({
    path: '/api/worker-profiles/:workerId/marks', who: [...cityRoles, ...merchantRoles, 'worker'], summary: 'What stands against a worker’s credit and how much of it still weighs; her own, or for the desk and her merchant', input: z.object({ workerId: Id }),
    output: WorkerMarks, refusals: ['workers.worker_unknown'],
  }),
  excuseMark: command({
    path: '/api/worker-marks/:markId/excuse', who: ['dispatcher', 'operator'], summary: 'Take a mark off a worker’s credit, with the reason', input: z.object({ markId: Id, words: Text(300) }),
    output: WorkerMarks, refusals: ['workers.mark_unknown', 'workers.mark_over'],
  }),
  setOnline: command({ path: '/api/work/online', who: ['worker'], summary: 'Ready for orders now, or not', input: z.object({ isOnline: z.boolean() }), output: WorkerProfile }),
  setPositionConsent: command({ path: '/api/work/position/consent', who: ['worker'], summary: 'My position may be kept while I am on duty; taking it back deletes what is kept', input: z.object({ isGiven: z.boolean() }), output: WorkerProfile }),
  reportPosition: command({ path: '/api/work/position', who: ['worker'], isIdempotent: false, summary: 'My position, kept only with my consent and while on duty', input: z.object({ lon: Lon, lat: Lat, accuracyMeters: z.number().min(0).max(10000).default(30) }), output: Done, refusals: ['workers.consent_missing', 'workers.off_duty', 'workers.position_jump'] }),
  ...ladder, ...admissionEndpoints, ...recruitingEndpoints, ...doorCardEndpoints,
};
