import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, Can, Day, Done, Fen, Id, Instant, Note, Page, Phone, Text, pageOf } from './shapes.ts';

/** What stands around a course: beds, tools, sponsors, partners, groups, and the figures of the whole. */
const readers = [...cityRoles, 'trainer', 'examiner'] as const;
const CostBearer = z.enum(['learner', 'platform', 'merchant', 'sponsor', 'government']);

export const homeAreas = ['toilet', 'bathroom', 'kitchen', 'livingRoom', 'bedroom', 'floor', 'glass'] as const;
export const toolCodes = ['tileBrush', 'squeegee', 'floorWiper', 'dustPaper', 'stainPaste', 'stainCleaner'] as const;
export const clothColours = ['red', 'yellow', 'green', 'blue', 'white'] as const;
export const kitConditions = ['good', 'worn', 'lost'] as const;
export const sponsorshipKinds = ['gear', 'money', 'place', 'teaching'] as const;
export const partnerKinds = ['vocationalSchool', 'trainingAgency', 'womensFederation', 'jobCentre', 'labourBase', 'government', 'elderInstitution', 'clinic'] as const;
export const groupKinds = ['peerSupport', 'fellowTownsmen'] as const;
export const targetSteps = ['candidates', 'enrolled', 'trained', 'basic', 'advanced', 'atWork', 'partners'] as const;

export const Dormitory = z.object({
  dormitoryId: Id, name: z.string(), address: z.string(), words: z.string(), nightFeeFen: Fen, beds: z.array(z.object({ bedId: Id, name: z.string(), isFree: z.boolean().meta({ description: 'In the whole span asked about' }) })), freeBeds: z.int(),
}).meta({ id: 'Dormitory' });
export const BedStay = z.object({ stayId: Id, dormitoryId: Id, dormitoryName: z.string(), bedId: Id, bedName: z.string(), workerId: Id, workerName: z.string(), fromDay: Day, untilDay: Day.meta({ description: 'The day she leaves; the bed is free for that night' }), nights: z.int(), feeFen: Fen, costBearer: CostBearer, costBearerName: Bilingual, cohortId: Id.nullable(), endedOn: Day.nullable(), can: Can }).meta({ id: 'BedStay' });

export const Kit = z.object({ kitId: Id, name: z.string(), isStandard: z.boolean().meta({ description: 'The one every worker needs before she goes to a home' }), items: z.array(z.object({ code: z.string(), name: Bilingual, count: z.int(), isUsedUp: z.boolean() })), inStock: z.int(), issued: z.int(), lost: z.int() }).meta({ id: 'Kit' });
export const KitIssue = z.object({ issueId: Id, kitId: Id, kitName: z.string(), workerId: Id, workerName: z.string(), cohortId: Id.nullable(), issuedAt: Instant, issuedByName: z.string(), returnedAt: Instant.nullable(), condition: z.enum(kitConditions).nullable(), returnWords: z.string(), can: Can }).meta({ id: 'KitIssue' });
export const AreaRule = z.object({ area: z.enum(homeAreas), name: Bilingual, cloth: z.enum(clothColours), clothName: Bilingual, tools: z.array(z.object({ code: z.enum(toolCodes), name: Bilingual, use: Bilingual })), words: Bilingual }).meta({ id: 'AreaRule' });

export const Sponsorship = z.object({ sponsorshipId: Id, sponsor: z.string(), kind: z.enum(sponsorshipKinds), kindName: Bilingual, valueFen: Fen, words: z.string(), receivedOn: Day, cohortId: Id.nullable(), kitId: Id.nullable(), kitCount: z.int(), byName: z.string() }).meta({ id: 'Sponsorship' });
export const TrainingPartner = z.object({
  partnerId: Id, kind: z.enum(partnerKinds), kindName: Bilingual, name: z.string(), contactName: z.string(), maskedPhone: z.string(), agreementNumber: z.string(), fromDay: Day, untilDay: Day.nullable(), isInForce: z.boolean(), cohorts: z.int(), learners: z.int(),
  credits: z.array(z.object({ subject: z.string(), module: z.string(), minutes: z.int() })).meta({ description: 'Which of its subjects count for which module, with how many minutes' }),
}).meta({ id: 'TrainingPartner' });
export const RecognisedCredit = z.object({ creditId: Id, workerId: Id, workerName: z.string(), partnerId: Id, partnerName: z.string(), subject: z.string(), module: z.string(), minutes: z.int(), documentHash: z.string(), recognisedAt: Instant, byName: z.string(), withdrawnAt: Instant.nullable(), withdrawWords: z.string() }).meta({ id: 'RecognisedCredit' });

const GroupMember = z.object({ workerId: Id, name: z.string(), isLeader: z.boolean(), contact: z.string().meta({ description: 'Only where she wants the others to have it' }), joinedAt: Instant });
export const LearnerGroup = z.object({
  groupId: Id, kind: z.enum(groupKinds), kindName: Bilingual, name: z.string(), nativePlace: z.string(), words: z.string(), leaderId: Id.nullable(), leaderName: z.string().nullable(), counsellorId: Id.nullable(), counsellorName: z.string().nullable(), memberCount: z.int(), isOver: z.boolean(),
  nextMeetingAt: Instant.nullable(), isMember: z.boolean(), can: Can,
}).meta({ id: 'LearnerGroup' });
export const GroupMeeting = z.object({ meetingId: Id, groupId: Id, startAt: Instant, minutes: z.int(), place: z.string(), topic: z.string(), isCounselling: z.boolean(), isCancelled: z.boolean() }).meta({ id: 'GroupMeeting' });

export const PilotTarget = z.object({ targetId: Id, step: z.enum(targetSteps), name: Bilingual, target: z.int().nullable(), words: z.string(), at: Instant, byName: z.string() }).meta({ id: 'PilotTarget' });

export const campus = {
  listDormitories: query({ path: '/api/dormitories', who: readers, summary: 'Dormitories and which beds are free in a span', input: z.object({ fromDay: Day.optional(), untilDay: Day.optional() }), output: z.object({ items: z.array(Dormitory) }), refusals: ['courses.stay_days_wrong'] }),
  saveDormitory: command({ path: '/api/dormitories', who: ['operator'], summary: 'A dormitory with its beds by name; a bed that is left out stays, one that is named as gone is taken out once nobody has it', input: z.object({ dormitoryId: Id.optional(), name: Text(60), address: Text(120), words: Note(200).default(''), nightFeeFen: Fen.min(0).max(1000_00), bedNames: z.array(Text(20)).max(300).default([]), goneBedIds: z.array(Id).max(300).default([]) }), output: Dormitory, refusals: ['courses.dormitory_unknown', 'courses.bed_unknown', 'courses.bed_in_use'] }),
  allotBed: command({
    path: '/api/bed-stays', who: ['operator', 'trainer'], summary: 'A bed from one day to another; without a bed named the first free one', input: z.object({ workerId: Id, dormitoryId: Id, bedId: Id.optional(), fromDay: Day, untilDay: Day, costBearer: CostBearer.default('platform'), cohortId: Id.optional() }), output: BedStay,
    refusals: ['workers.worker_unknown', 'courses.dormitory_unknown', 'courses.bed_unknown', 'courses.stay_days_wrong', 'courses.bed_taken', 'courses.beds_full', 'courses.learner_housed', 'courses.cohort_unknown'],
  }),
  endStay: command({ path: '/api/bed-stays/:stayId/end', who: ['operator', 'trainer'], summary: 'She leaves earlier, or never came: nights that are left cost nothing', input: z.object({ stayId: Id, lastDay: Day }), output: BedStay, refusals: ['courses.stay_unknown', 'courses.stay_over', 'courses.stay_days_wrong'] }),
  listStays: query({ path: '/api/bed-stays', who: readers, summary: 'Who sleeps where, the latest first: on a day, or from a day on with those who come later', input: z.object({ dormitoryId: Id.optional(), workerId: Id.optional(), on: Day.optional(), after: Day.optional().meta({ description: 'Stays that begin later than this day' }), ...Page }), output: pageOf(BedStay) }),

  areaRules: query({ path: '/api/area-rules', who: 'anyone', summary: 'Which cloth and which of the six tools for which part of a home', input: z.object({}), output: z.object({ items: z.array(AreaRule) }) }),
  listKits: query({ path: '/api/kits', who: readers, summary: 'Kits with what is in them and how many there are', input: z.object({}), output: z.object({ items: z.array(Kit) }) }),
  saveKit: command({ path: '/api/kits', who: ['operator'], summary: 'A kit and what belongs to it', input: z.object({ kitId: Id.optional(), name: Text(40), isStandard: z.boolean().default(false), items: z.array(z.object({ code: Text(40), count: z.int().min(1).max(100) })).min(1).max(30) }), output: Kit, refusals: ['courses.kit_unknown', 'courses.tool_unknown'] }),
  stockKits: command({ path: '/api/kits/:kitId/stock', who: ['operator'], summary: 'Kits that came in, or (less than none) went out otherwise', input: z.object({ kitId: Id, count: z.int().min(-10000).max(10000), words: Text(120) }), output: Kit, refusals: ['courses.kit_unknown', 'courses.kits_short'] }),
  issueKits: command({ path: '/api/kits/:kitId/issues', who: ['operator', 'trainer', 'stationStaff'], summary: 'Hand a kit to everybody named, all or nobody; who has one already is left out', input: z.object({ kitId: Id, workerIds: z.array(Id).min(1).max(500), cohortId: Id.optional() }), output: z.object({ items: z.array(KitIssue), hadOne: z.int() }), refusals: ['courses.kit_unknown', 'courses.kits_short', 'courses.cohort_unknown', 'workers.worker_unknown'] }),
  returnKit: command({ path: '/api/kit-issues/:issueId/return', who: ['operator', 'trainer', 'stationStaff'], summary: 'A kit comes back, or is written off as lost', input: z.object({ issueId: Id, condition: z.enum(kitConditions), words: Note(200).default('') }), output: KitIssue, refusals: ['courses.kit_issue_unknown', 'courses.kit_returned'] }),
  listKitIssues: query({ path: '/api/kit-issues', who: [...readers, 'stationStaff'], summary: 'Who has which kit, the latest first', input: z.object({ kitId: Id.optional(), workerId: Id.optional(), isOut: z.enum(['true', 'false']).optional(), ...Page }), output: pageOf(KitIssue) }),

  recordSponsorship: command({ path: '/api/sponsorships', who: ['operator'], summary: 'What a sponsor gave; kits go into stock', input: z.object({ sponsor: Text(60), kind: z.enum(sponsorshipKinds), valueFen: Fen.min(0).max(100_000_000_00), words: Note(300).default(''), receivedOn: Day, cohortId: Id.optional(), kitId: Id.optional(), kitCount: z.int().min(0).max(10000).default(0) }), output: Sponsorship, refusals: ['courses.cohort_unknown', 'courses.kit_unknown'] }),
  listSponsorships: query({ path: '/api/sponsorships', who: readers, summary: 'Sponsorships, the latest first, with their sum', input: z.object({ ...Page }), output: pageOf(Sponsorship).extend({ totalFen: Fen }) }),

  listPartners: query({ path: '/api/training-partners', who: readers, summary: 'Schools, agencies and bodies we train with; agreements in force are counted', input: z.object({ kind: z.enum(partnerKinds).optional() }), output: z.object({ items: z.array(TrainingPartner), inForce: z.int(), target: z.int().nullable().meta({ description: 'How many agreements in force are aimed at' }), byKind: z.array(z.object({ kind: z.enum(partnerKinds), name: Bilingual, inForce: z.int() })) }) }),
  savePartner: command({
    path: '/api/training-partners', who: ['operator'], summary: 'A partner with its agreement and what of its teaching counts here', input: z.object({ partnerId: Id.optional(), kind: z.enum(partnerKinds), name: Text(60), contactName: Note(30).default(''), phone: Phone.optional(), agreementNumber: Note(40).default(''), fromDay: Day, untilDay: Day.optional(), credits: z.array(z.object({ subject: Text(40), module: Text(40), minutes: z.int().min(15).max(60_000) })).max(40).default([]) }),
    output: TrainingPartner, refusals: ['courses.partner_unknown', 'courses.partner_days_wrong', 'courses.module_unknown'],
  }),
  recogniseCredit: command({ path: '/api/recognised-credits', who: ['operator'], summary: 'What she learned at a partner counts here, once, by the partner’s table; the document’s SHA-256 is kept', input: z.object({ workerId: Id, partnerId: Id, subject: Text(40), documentHash: z.string().regex(/^[0-9a-f]{64}$/) }), output: RecognisedCredit, refusals: ['workers.worker_unknown', 'courses.partner_unknown', 'courses.partner_over', 'courses.subject_unknown', 'courses.credit_known'] }),
  listCredits: query({ path: '/api/recognised-credits', who: readers, summary: 'Recognised credits, the latest first', input: z.object({ workerId: Id.optional(), partnerId: Id.optional(), ...Page }), output: pageOf(RecognisedCredit) }),

  listGroups: query({ path: '/api/learner-groups', who: 'signedIn', summary: 'Groups of mutual help: those one may join, and one’s own', input: z.object({ kind: z.enum(groupKinds).optional(), nativePlace: z.string().max(40).optional(), isMine: z.enum(['true', 'false']).optional() }), output: z.object({ items: z.array(LearnerGroup) }) }),
  openGroup: command({ path: '/api/learner-groups', who: ['operator', 'trainer'], summary: 'A group of peers or of people from one place, with a leader among them and perhaps a counsellor', input: z.object({ kind: z.enum(groupKinds), name: Text(40), nativePlace: Note(40).default(''), words: Note(200).default(''), leaderId: Id.optional(), counsellorId: Id.optional() }), output: LearnerGroup, refusals: ['courses.native_place_missing', 'courses.counsellor_unknown', 'workers.worker_unknown'] }),
  setGroupPeople: command({ path: '/api/learner-groups/:groupId/people', who: ['operator'], summary: 'Who leads the group and who counsels it from now on; notes from before stay with who wrote them', input: z.object({ groupId: Id, leaderId: Id.nullable(), counsellorId: Id.nullable() }), output: LearnerGroup, refusals: ['courses.group_unknown', 'courses.group_over', 'courses.counsellor_unknown', 'workers.worker_unknown'] }),
  closeGroup: command({ path: '/api/learner-groups/:groupId/close', who: ['operator'], summary: 'The group is over', input: z.object({ groupId: Id }), output: LearnerGroup, refusals: ['courses.group_unknown'] }),
  joinGroup: command({ path: '/api/learner-groups/:groupId/join', who: ['worker'], summary: 'I join; the others see how to reach me only where I say so', input: z.object({ groupId: Id, contact: Note(40).default('') }), output: LearnerGroup, refusals: ['courses.group_unknown', 'courses.group_over', 'courses.group_full'] }),
  leaveGroup: command({ path: '/api/learner-groups/:groupId/leave', who: ['worker'], summary: 'I leave', input: z.object({ groupId: Id }), output: Done, refusals: ['courses.group_unknown', 'courses.leader_stays'] }),
  groupPage: query({ path: '/api/learner-groups/:groupId', who: 'signedIn', summary: 'Members and meetings, for members, leader, counsellor and the training desk', input: z.object({ groupId: Id }), output: LearnerGroup.extend({ members: z.array(GroupMember), meetings: z.array(GroupMeeting) }), refusals: ['courses.group_unknown'] }),
  callMeeting: command({ path: '/api/learner-groups/:groupId/meetings', who: 'signedIn', summary: 'A meeting of the group, by leader, counsellor or desk; members are told', input: z.object({ groupId: Id, startAt: Instant, minutes: z.int().min(15).max(240), place: Text(60), topic: Text(60), isCounselling: z.boolean().default(false) }), output: GroupMeeting, refusals: ['courses.group_unknown', 'courses.group_over', 'courses.meeting_past'] }),
  cancelMeeting: command({ path: '/api/group-meetings/:meetingId/cancel', who: 'signedIn', summary: 'A meeting is called off', input: z.object({ meetingId: Id }), output: GroupMeeting, refusals: ['courses.meeting_unknown', 'courses.meeting_past'] }),
  writeGroupNote: command({ path: '/api/learner-groups/:groupId/notes', who: 'signedIn', summary: 'A confidential note, by leader or counsellor; kept sealed', input: z.object({ groupId: Id, meetingId: Id.optional(), words: Text(2000) }), output: z.object({ noteId: Id, at: Instant }), refusals: ['courses.group_unknown', 'courses.notes_closed', 'courses.meeting_unknown'] }),
  readGroupNotes: command({
    path: '/api/learner-groups/:groupId/notes/read', who: 'signedIn', isIdempotent: false, summary: 'Read the notes: only the leader and the counsellor, nobody else, no desk; every reading is written down', input: z.object({ groupId: Id, why: Text(100) }),
    output: z.object({ items: z.array(z.object({ noteId: Id, at: Instant, byName: z.string(), words: z.string() })) }), refusals: ['courses.group_unknown', 'courses.notes_closed'],
  }),
  groupNoteReads: query({ path: '/api/learner-groups/:groupId/notes/reads', who: 'signedIn', summary: 'Who read the notes when and why: for members, leader, counsellor and auditors', input: z.object({ groupId: Id, ...Page }), output: pageOf(z.object({ readId: Id, readerName: z.string(), why: z.string(), notes: z.int(), at: Instant })), refusals: ['courses.group_unknown'] }),

  cohortReport: query({
    path: '/api/cohort-report', who: readers, summary: 'Cohorts by state with seats, learners and how they ended', input: z.object({ from: Day.optional(), to: Day.optional(), partnerId: Id.optional() }),
    output: z.object({ rows: z.array(z.object({ state: z.enum(['planned', 'running', 'finished', 'cancelled']), name: Bilingual, cohorts: z.int(), seats: z.int(), enrolled: z.int(), waiting: z.int(), finished: z.int(), incomplete: z.int(), dropped: z.int() })), byCourse: z.array(z.object({ courseId: Id, title: z.string(), cohorts: z.int(), enrolled: z.int(), finished: z.int() })) }),
  }),
  pilotFunnel: query({
    path: '/api/pilot-funnel', who: readers, summary: 'How far the first cohorts got against what was aimed at: candidates, trained, basic and advanced certificates, at work', input: z.object({ from: Day.optional(), to: Day.optional() }),
    output: z.object({ rows: z.array(z.object({ step: z.enum(['candidates', 'enrolled', 'trained', 'basic', 'advanced', 'atWork']), name: Bilingual, count: z.int(), target: z.int().nullable(), percent: z.int().nullable() })) }),
  }),
  setTarget: command({
    path: '/api/pilot-targets', who: ['operator'], summary: 'What is aimed at from now on, or nothing any more; what was aimed at before stays in the history',
    input: z.object({ step: z.enum(targetSteps), target: z.int().min(1).max(10_000_000).nullable(), words: Text(120) }), output: PilotTarget, refusals: [],
  }),
  targetHistory: query({ path: '/api/pilot-targets', who: readers, summary: 'Who set which target when and why, the latest first', input: z.object({ step: z.enum(targetSteps).optional(), ...Page }), output: pageOf(PilotTarget) }),
};
