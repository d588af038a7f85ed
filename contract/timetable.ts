import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, Can, ClockTime, Day, Done, Fen, Id, Instant, Lat, Lon, Note, Page, Text, Weekday, pageOf } from './shapes.ts';

export const roomKinds = ['classroom', 'multimedia', 'townshipBase', 'practicePoint'] as const;
export const sessionKinds = ['class', 'simulation', 'case', 'live'] as const;
export const sessionStates = ['planned', 'cancelled'] as const;
export const attendanceStates = ['present', 'late', 'leftEarly', 'absent', 'excused'] as const;
export const checklistLevels = ['notYet', 'withHelp', 'alone'] as const;
export const markOutcomes = ['accepted', 'repeated', 'older', 'refused'] as const;
export const roomCostKinds = ['rent', 'equipment', 'people', 'other'] as const;

const readers = [...cityRoles, 'trainer', 'examiner'] as const;
export const TrainingRoom = z.object({
  roomId: Id, kind: z.enum(roomKinds), kindName: Bilingual, name: z.string(), address: z.string(), lon: Lon.nullable(), lat: Lat.nullable(), seats: z.int(), dayCostFen: Fen.meta({ description: 'What a day in it is reckoned at' }), spentFen: Fen.meta({ description: 'Costs recorded so far' }), isOpen: z.boolean(),
}).meta({ id: 'TrainingRoom' });
export const ChecklistItem = z.object({ code: Text(40), words: Text(80) });

export const TrainingSession = z.object({
  sessionId: Id, cohortId: Id.nullable(), cohortName: z.string().nullable(), liveSlotId: Id.nullable(), kind: z.enum(sessionKinds), kindName: Bilingual, module: z.string(), title: z.string(), startAt: Instant, endAt: Instant, minutes: z.int(), roomId: Id.nullable(), roomName: z.string().nullable(),
  trainerId: Id, trainerName: z.string(), watchUrl: z.string().nullable(), state: z.enum(sessionStates), cancelWords: z.string(), learners: z.int(), marked: z.int(), marksUntil: Instant.meta({ description: 'Marks are taken until then' }), can: Can,
}).meta({ id: 'TrainingSession' });

/** What a trainer's phone needs to keep so that it works without a network. */
export const SessionSheet = TrainingSession.extend({
  checklist: z.array(ChecklistItem),
  seats: z.array(z.object({
    workerId: Id, workerName: z.string(), photo: z.string().nullable(), state: z.enum(['expected', ...attendanceStates]), stateName: Bilingual, minutes: z.int(), words: z.string(), markedAt: Instant.nullable(), markedByName: z.string().nullable(),
    items: z.array(z.object({ code: z.string(), level: z.enum(checklistLevels), words: z.string(), at: Instant })),
  })),
}).meta({ id: 'SessionSheet' });

/** Made on the phone, perhaps hours ago: `markId` makes it count once, `at` is the phone's clock and decides nothing but which of two marks is the later one. */
const marked = { markId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/), sessionId: Id, workerId: Id, words: Note(200).default(''), at: Instant };
const Outcomes = z.object({ items: z.array(z.object({ markId: z.string(), outcome: z.enum(markOutcomes).meta({ description: 'repeated: known already; older: a later mark stands; refused: never to be sent again, why says why' }), why: Bilingual.nullable() })) });

export const LiveSlot = z.object({ liveSlotId: Id, title: z.string(), module: z.string(), weekday: Weekday, from: ClockTime, minutes: z.int(), trainerId: Id, trainerName: z.string(), watchUrl: z.string(), isOn: z.boolean(), nextSession: TrainingSession.nullable() }).meta({ id: 'LiveSlot' });

export const timetable = {
  listRooms: query({ path: '/api/training-rooms', who: readers, summary: 'Classrooms, township bases and practice points', input: z.object({ kind: z.enum(roomKinds).optional() }), output: z.object({ items: z.array(TrainingRoom) }) }),
  saveRoom: command({
    path: '/api/training-rooms', who: ['operator'], summary: 'A room to teach or practise in', input: z.object({ roomId: Id.optional(), kind: z.enum(roomKinds), name: Text(60), address: Note(120).default(''), lon: Lon.optional(), lat: Lat.optional(), seats: z.int().min(1).max(500), dayCostFen: Fen.min(0).max(100_000_00).default(0), isOpen: z.boolean().default(true) }),
    output: TrainingRoom, refusals: ['courses.room_unknown'],
  }),
  recordRoomCost: command({ path: '/api/training-rooms/:roomId/costs', who: ['operator', 'finance'], summary: 'Money spent on a room or a base', input: z.object({ roomId: Id, day: Day, kind: z.enum(roomCostKinds), amountFen: Fen.min(1).max(10_000_000_00), words: Note(120).default('') }), output: TrainingRoom, refusals: ['courses.room_unknown'] }),
  roomCosts: query({ path: '/api/training-rooms/:roomId/costs', who: [...cityRoles], summary: 'What was spent on a room', input: z.object({ roomId: Id }), output: z.object({ items: z.array(z.object({ costId: Id, day: Day, kind: z.enum(roomCostKinds), kindName: Bilingual, amountFen: Fen, words: z.string(), byName: z.string() })), totalFen: Fen }), refusals: ['courses.room_unknown'] }),
  listTrainers: query({ path: '/api/trainers', who: readers, summary: 'Who holds the role of trainer', input: z.object({}), output: z.object({ items: z.array(z.object({ personId: Id, name: z.string() })) }) }),

  listSessions: query({
    path: '/api/training-sessions', who: readers, summary: 'The timetable from a day on, in the order of time', input: z.object({ from: Day, days: z.coerce.number().int().min(1).max(62).default(7), cohortId: Id.optional(), roomId: Id.optional(), trainerId: Id.optional(), isMine: z.enum(['true', 'false']).optional() }),
    output: z.object({ items: z.array(TrainingSession), weekWarnings: z.array(z.object({ roomId: Id, roomName: z.string(), weekFrom: Day, sessions: z.int(), words: Bilingual })).meta({ description: 'Practice points with fewer than two workshops in a week' }) }),
  }),
  addSession: command({
    path: '/api/cohorts/:cohortId/sessions', who: ['operator', 'trainer'], summary: 'A session in the timetable: room, trainer and every learner can be in one place only. Without a checklist it takes the one of its module',
    input: z.object({ cohortId: Id, kind: z.enum(sessionKinds), module: Text(40), title: Text(60), startAt: Instant, endAt: Instant, roomId: Id.optional(), trainerId: Id.optional(), watchUrl: z.url().max(300).optional(), checklist: z.array(ChecklistItem).max(20).optional() }), output: TrainingSession,
    refusals: ['courses.cohort_unknown', 'courses.cohort_over', 'courses.session_times_wrong', 'courses.module_unknown', 'courses.room_unknown', 'courses.room_missing', 'courses.room_too_small', 'courses.room_taken', 'courses.trainer_unknown', 'courses.trainer_missing', 'courses.trainer_taken', 'courses.learner_taken'],
  }),
  planCohort: command({
    path: '/api/cohorts/:cohortId/timetable', who: ['operator', 'trainer'], summary: 'Lay the course’s plan over the cohort’s days: so many lines a day from the hour named, all or nothing',
    input: z.object({ cohortId: Id, from: ClockTime.default('09:00'), weekdays: z.array(Weekday).min(1).max(7).default([1, 2, 3, 4, 5]), minutesPerDay: z.int().min(30).max(480).default(360) }), output: z.object({ items: z.array(TrainingSession) }),
    refusals: ['courses.cohort_unknown', 'courses.cohort_over', 'courses.plan_empty', 'courses.plan_too_long', 'courses.planned_already', 'courses.room_missing', 'courses.room_too_small', 'courses.room_taken', 'courses.trainer_missing', 'courses.trainer_taken', 'courses.learner_taken'],
  }),
  moveSession: command({
    path: '/api/training-sessions/:sessionId/move', who: ['operator', 'trainer'], summary: 'Another time, room or trainer, before it has begun', input: z.object({ sessionId: Id, startAt: Instant.optional(), endAt: Instant.optional(), roomId: Id.optional(), trainerId: Id.optional() }), output: TrainingSession,
    refusals: ['courses.session_unknown', 'courses.session_over', 'courses.session_times_wrong', 'courses.room_unknown', 'courses.room_too_small', 'courses.room_taken', 'courses.trainer_unknown', 'courses.trainer_taken', 'courses.learner_taken'],
  }),
  cancelSession: command({ path: '/api/training-sessions/:sessionId/cancel', who: ['operator', 'trainer'], summary: 'The session does not take place', input: z.object({ sessionId: Id, reason: Text(200) }), output: TrainingSession, refusals: ['courses.session_unknown', 'courses.session_over'] }),
  getSession: query({ path: '/api/training-sessions/:sessionId', who: readers, summary: 'The sheet of a session: who is expected, attendance and checklist', input: z.object({ sessionId: Id }), output: SessionSheet, refusals: ['courses.session_unknown'] }),
  mySheets: query({ path: '/api/trainer/sheets', who: ['trainer', 'operator'], summary: 'All sheets of mine from three days back to two days ahead, for a phone to keep', input: z.object({}), output: z.object({ items: z.array(SessionSheet), now: Instant }) }),
  markAttendance: command({
    path: '/api/training-sessions/attendance', who: ['trainer', 'operator'], summary: 'Who was there, as the trainer marked it, at once or up to 72 hours after the session; each mark counts once and is answered by itself',
    input: z.object({ marks: z.array(z.object({ ...marked, state: z.enum(attendanceStates), minutes: z.int().min(0).max(600).optional().meta({ description: 'Minutes there; asked for with late and leftEarly' }) })).min(1).max(500) }), output: Outcomes,
    refusals: [],
  }),
  markChecklist: command({
    path: '/api/training-sessions/checklist', who: ['trainer', 'operator'], summary: 'What a learner can do by now, item by item; taken like attendance. It helps her learn and judges nothing',
    input: z.object({ marks: z.array(z.object({ ...marked, code: Text(40), level: z.enum(checklistLevels) })).min(1).max(500) }), output: Outcomes,
    refusals: [],
  }),
  myChecklist: query({ path: '/api/work/training/checklist', who: ['worker'], summary: 'What I can do by now, as my trainers saw it; the latest word on each item', input: z.object({}), output: z.object({ items: z.array(z.object({ module: z.string(), code: z.string(), itemWords: z.string(), level: z.enum(checklistLevels), levelName: Bilingual, words: z.string(), trainerName: z.string(), at: Instant })) }) }),

  liveSlots: query({ path: '/api/weekly-lessons', who: 'signedIn', summary: 'The weekly live lessons with the next one of each', input: z.object({}), output: z.object({ items: z.array(LiveSlot) }) }),
  saveLiveSlot: command({
    path: '/api/weekly-lessons', who: ['operator'], summary: 'A live lesson every week; its sessions are made two weeks ahead', input: z.object({ liveSlotId: Id.optional(), title: Text(60), module: Text(40), weekday: Weekday, from: ClockTime, minutes: z.int().min(15).max(240), trainerId: Id, watchUrl: z.url().max(300), isOn: z.boolean().default(true) }),
    output: LiveSlot, refusals: ['courses.live_slot_unknown', 'courses.module_unknown', 'courses.trainer_unknown', 'courses.trainer_taken'],
  }),
  joinLive: command({ path: '/api/training-sessions/:sessionId/join', who: ['worker'], summary: 'I watch this live lesson: my place in it, and where to watch', input: z.object({ sessionId: Id }), output: z.object({ watchUrl: z.string(), startAt: Instant, endAt: Instant }), refusals: ['courses.session_unknown', 'courses.session_over', 'courses.learner_taken'] }),
  leaveLive: command({ path: '/api/training-sessions/:sessionId/leave', who: ['worker'], summary: 'I cannot watch it after all', input: z.object({ sessionId: Id }), output: Done, refusals: ['courses.session_unknown', 'courses.session_over'] }),

  trainingCounters: query({
    path: '/api/training-counters', who: readers, summary: 'Trainings held, learners, hours and how many of the active workers were trained in the last twelve months', input: z.object({ from: Day.optional(), to: Day.optional() }),
    output: z.object({ sessionsHeld: z.int(), byKind: z.array(z.object({ kind: z.enum(sessionKinds), name: Bilingual, sessions: z.int(), attendances: z.int() })), courses: z.int(), cohorts: z.int(), learners: z.int(), attendedMinutes: z.int(), activeWorkers: z.int(), coveredWorkers: z.int(), coveragePercent: z.int().nullable(), words: Bilingual }),
  }),
  unmarkedSessions: query({ path: '/api/training-sessions/unmarked', who: ['trainer', 'operator'], summary: 'Sessions that are over and wait for marks, the most urgent first', input: z.object({ ...Page }), output: pageOf(TrainingSession) }),
};
