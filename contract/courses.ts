import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { campus } from './campus.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, Can, Day, Done, Fen, Id, Instant, Note, Page, ServiceFamily, Text, pageOf } from './shapes.ts';
import { attendanceStates, sessionKinds, timetable } from './timetable.ts';

export const costBearers = ['learner', 'platform', 'merchant', 'sponsor', 'government'] as const;
export const intakeKinds = ['new', 'inService'] as const;
export const courseStates = ['draft', 'open', 'closed'] as const;
export const cohortStates = ['planned', 'running', 'finished', 'cancelled'] as const;
export const enrolmentStates = ['waiting', 'enrolled', 'finished', 'incomplete', 'dropped'] as const;

/** Who sees the lists of the training desk. */
const readers = [...cityRoles, 'trainer', 'examiner'] as const;
const CostBearer = z.enum(costBearers);
const Plan = z.array(z.object({ kind: z.enum(sessionKinds), module: Text(40), title: Text(60), minutes: z.int().min(15).max(480) })).max(60);

export const Course = z.object({
  courseId: Id, title: z.string(), words: z.string(), state: z.enum(courseStates), modules: z.array(z.string()), certificateKind: z.string().nullable().meta({ description: 'The certificate this course prepares for' }),
  plan: Plan, theoryMinutes: z.int(), practiceMinutes: z.int(), priceFen: Fen, isFree: z.boolean(), costBearer: CostBearer, costBearerName: Bilingual, standardDays: z.int(), shortReason: z.string().meta({ description: 'Why its standard is less than thirty days' }),
  family: ServiceFamily.nullable().meta({ description: 'The kind of work it trains for; none: for every kind' }), familyName: Bilingual.nullable(), cohorts: z.int(), can: Can,
}).meta({ id: 'Course' });

export const Cohort = z.object({
  cohortId: Id, courseId: Id, courseTitle: z.string(), name: z.string(), intake: z.enum(intakeKinds), intakeName: Bilingual, startsOn: Day, endsOn: Day, days: z.int(), waiverReason: z.string(), waivedByName: z.string().nullable(),
  seats: z.int(), enrolled: z.int(), waiting: z.int(), freeSeats: z.int(), roomId: Id.nullable(), trainerId: Id.nullable(), trainerName: z.string().nullable(), partnerId: Id.nullable(), partnerName: z.string().nullable(), priceFen: Fen, costBearer: CostBearer,
  state: z.enum(cohortStates), stateName: Bilingual, finished: z.int(), incomplete: z.int(), words: Bilingual, can: Can,
}).meta({ id: 'Cohort' });

export const Enrolment = z.object({
  enrolmentId: Id, cohortId: Id, cohortName: z.string(), courseId: Id, courseTitle: z.string(), workerId: Id, workerName: z.string(), state: z.enum(enrolmentStates), stateName: Bilingual, waitingNo: z.int().nullable().meta({ description: 'Her place in the waiting list' }),
  feeFen: Fen, costBearer: CostBearer, enrolledAt: Instant, endedAt: Instant.nullable(), endWords: z.string(), dueMinutes: z.int().meta({ description: 'Minutes of the sessions that are over' }), attendedMinutes: z.int(), attendancePercent: z.int().nullable(), can: Can,
}).meta({ id: 'Enrolment' });

const coursesAndCohorts = {
  listCourses: query({ path: '/api/courses', who: 'signedIn', summary: 'Courses in the order of their titles: the open ones for everybody, all of them for the training desk', input: z.object({ state: z.enum(courseStates).optional(), module: z.string().max(40).optional(), family: ServiceFamily.optional(), q: z.string().max(30).optional().meta({ description: 'Part of the title' }), ...Page }), output: pageOf(Course) }),
  saveCourse: command({
    path: '/api/courses', who: ['operator'], summary: 'Describe a course: modules, plan of theory and practice, kind of work, price and who bears the cost. A standard of fewer than thirty days only with a reason. Cohorts that have begun keep what they began with',
    input: z.object({ courseId: Id.optional(), title: Text(60), words: Note(500).default(''), modules: z.array(Text(40)).min(1).max(20), certificateKind: Text(40).optional(), plan: Plan.default([]), priceFen: Fen.min(0).max(10_000_00).default(0), costBearer: CostBearer.default('platform'), standardDays: z.int().min(1).max(365).default(30), shortReason: Note(200).default(''), family: ServiceFamily.optional() }), output: Course,
    refusals: ['courses.course_unknown', 'courses.module_unknown', 'courses.kind_unknown', 'courses.bearer_wrong', 'courses.course_too_short'],
  }),
  moveCourse: command({ path: '/api/courses/:courseId/move', who: ['operator'], summary: 'Open a course for cohorts, or close it for new ones', input: z.object({ courseId: Id, state: z.enum(['open', 'closed']) }), output: Course, refusals: ['courses.course_unknown', 'courses.plan_empty'] }),
  listCohorts: query({ path: '/api/cohorts', who: readers, summary: 'Cohorts, the latest start first', input: z.object({ courseId: Id.optional(), state: z.enum(cohortStates).optional(), partnerId: Id.optional(), ...Page }), output: pageOf(Cohort) }),
  openCohorts: query({ path: '/api/cohorts/open', who: 'signedIn', summary: 'Cohorts one can still enrol in, the next start first', input: z.object({ intake: z.enum(intakeKinds).optional(), module: z.string().max(40).optional() }), output: z.object({ items: z.array(Cohort) }) }),
  getCohort: query({ path: '/api/cohorts/:cohortId', who: 'signedIn', summary: 'One cohort', input: z.object({ cohortId: Id }), output: Cohort, refusals: ['courses.cohort_unknown'] }),
  openCohort: command({
    path: '/api/cohorts', who: ['operator'], summary: 'A cohort of a course. Shorter than the course’s standard days (30 as a rule) only with a reason',
    input: z.object({ courseId: Id, name: Text(60), intake: z.enum(intakeKinds), startsOn: Day, endsOn: Day, waiverReason: Note(200).default(''), seats: z.int().min(1).max(500), roomId: Id.optional(), trainerId: Id.optional(), partnerId: Id.optional() }), output: Cohort,
    refusals: ['courses.course_unknown', 'courses.course_closed', 'courses.cohort_days_wrong', 'courses.cohort_too_short', 'courses.room_unknown', 'courses.room_too_small', 'courses.trainer_unknown', 'courses.partner_unknown', 'courses.partner_over'],
  }),
  resizeCohort: command({ path: '/api/cohorts/:cohortId/seats', who: ['operator'], summary: 'More or fewer seats; who waits moves up', input: z.object({ cohortId: Id, seats: z.int().min(1).max(500) }), output: Cohort, refusals: ['courses.cohort_unknown', 'courses.cohort_over', 'courses.seats_taken', 'courses.room_too_small'] }),
  finishCohort: command({ path: '/api/cohorts/:cohortId/finish', who: ['operator'], summary: 'The cohort is over: everyone with 80 % attendance has finished, the others are incomplete. Happens by itself three days after the last day', input: z.object({ cohortId: Id }), output: Cohort, refusals: ['courses.cohort_unknown', 'courses.cohort_over', 'courses.cohort_goes_on'] }),
  cancelCohort: command({ path: '/api/cohorts/:cohortId/cancel', who: ['operator'], summary: 'The cohort does not take place; everyone in it is told', input: z.object({ cohortId: Id, reason: Text(200) }), output: Cohort, refusals: ['courses.cohort_unknown', 'courses.cohort_over'] }),

  enrol: command({
    path: '/api/cohorts/:cohortId/enrolments', who: ['worker', 'operator', 'trainer'], summary: 'A seat in a cohort, or a place in its waiting list when it is full. A worker enrols herself; the training desk names her',
    input: z.object({ cohortId: Id, workerId: Id.optional() }), output: Enrolment, refusals: ['courses.cohort_unknown', 'courses.cohort_over', 'courses.enrolled_already', 'courses.intake_wrong', 'courses.learner_taken', 'workers.worker_unknown'],
  }),
  dropOut: command({ path: '/api/enrolments/:enrolmentId/drop', who: ['worker', 'operator', 'trainer'], summary: 'Give the seat back; the first who waits gets it and is told', input: z.object({ enrolmentId: Id, reason: Note(200).default('') }), output: Enrolment, refusals: ['courses.enrolment_unknown', 'courses.enrolment_over'] }),
  listEnrolments: query({
    path: '/api/enrolments', who: readers, summary: 'Learners, the newest first, with minutes attended', input: z.object({ cohortId: Id.optional(), courseId: Id.optional(), workerId: Id.optional(), state: z.enum(enrolmentStates).optional(), q: z.string().max(30).optional(), ...Page }), output: pageOf(Enrolment),
  }),
  myTraining: query({
    path: '/api/work/training', who: ['worker'], summary: 'My courses, my next sessions, my bed and my tools', input: z.object({}),
    output: z.object({
      enrolments: z.array(Enrolment), attendedMinutes: z.int(),
      sessions: z.array(z.object({ sessionId: Id, title: z.string(), kindName: Bilingual, startAt: Instant, endAt: Instant, roomName: z.string().nullable(), address: z.string(), trainerName: z.string(), state: z.enum(['expected', ...attendanceStates]), stateName: Bilingual })),
      stays: z.array(z.object({ stayId: Id, dormitoryName: z.string(), address: z.string(), bedName: z.string(), fromDay: Day, untilDay: Day, feeFen: Fen, costBearerName: Bilingual })),
      kits: z.array(z.object({ issueId: Id, kitName: z.string(), issuedAt: Instant, words: Bilingual })),
    }),
  }),
  withdrawCredit: command({ path: '/api/recognised-credits/:creditId/withdraw', who: ['operator'], summary: 'A credit was recognised in error', input: z.object({ creditId: Id, reason: Text(200) }), output: Done, refusals: ['courses.credit_unknown'] }),
};

export const courses = { ...coursesAndCohorts, ...timetable, ...campus };
