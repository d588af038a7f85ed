import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { outsideResults } from './outside-results.ts';
import { schoolRoles } from './roles.ts';
import { Bilingual, Can, Day, Done, Flag, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

/** `picture` asks about a drawing or photo and is answered like `single`; `order` is answered with all options in the right order. */
export const questionKinds = ['single', 'multi', 'judge', 'order', 'picture'] as const;
export const paperKinds = ['quiz', 'core', 'specialty', 'merchant'] as const;
export const attemptStates = ['open', 'judged'] as const;
export const seatStates = ['booked', 'cancelled', 'passed', 'failed', 'absent'] as const;
/** What a phone may tell of itself during an exam. Nothing of it decides anything by itself; people look at it. */
export const integrityKinds = ['left', 'returned', 'offline', 'online', 'pasted', 'copied', 'resized', 'reloaded'] as const;

const QuestionKind = z.enum(questionKinds);
const PaperName = z.string().max(60).regex(/^[a-zA-Z0-9-]+$/).meta({ description: '`core`, `merchant`, `quiz-<module>` or `specialty-<certificate kind>`' });
/** The quiz of a module, and the other way round. */
export const quizOf = (module: string): string => `quiz-${module}`;
export const moduleOfQuiz = (paper: string): string | null => (paper.startsWith('quiz-') ? paper.slice(5) : null);

const Named = z.object({ code: z.string(), name: Bilingual });
const Need = Named.extend({ isMet: z.boolean() });
const Picture = z.object({ url: z.string(), alt: Bilingual });

/** A paper as it stands for whoever asks. */
export const Paper = z.object({
  paper: PaperName, kind: z.enum(paperKinds), module: z.string().nullable(), certificateKind: z.string().nullable(), title: Bilingual, about: Bilingual, itemCount: z.int(), minutes: z.int(), passPercent: z.int(),
  tries: z.object({ most: z.int(), hours: z.int(), left: z.int(), nextAt: Instant.nullable() }), needs: z.array(Need).meta({ description: 'Modules to be finished first' }),
  openAttemptId: Id.nullable(), last: z.object({ attemptId: Id, scorePercent: z.int(), isPassed: z.boolean(), at: Instant }).nullable(), isPassed: z.boolean(), can: Can.meta({ description: 'start' }),
}).meta({ id: 'ExamPaper' });

export const ExamItem = z.object({
  no: z.int(), kind: QuestionKind, pick: z.enum(['one', 'many', 'order']), stem: Bilingual, picture: Picture.nullable(), options: z.array(z.object({ code: z.string(), text: Bilingual })).meta({ description: 'In the order of this attempt; the codes are letters of this attempt only' }),
  answer: z.array(z.string()).nullable(), version: z.int().meta({ description: 'Of the answer kept; 0: none yet' }),
}).meta({ id: 'ExamItem' });
export const Attempt = z.object({
  attemptId: Id, paper: PaperName, title: Bilingual, state: z.enum(attemptStates), startedAt: Instant, endsAt: Instant, serverNow: Instant, remainingSeconds: z.int().meta({ description: 'By the clock of the server; the phone’s is never asked' }),
  itemCount: z.int(), answeredCount: z.int(), items: z.array(ExamItem).meta({ description: 'Empty once judged' }),
}).meta({ id: 'ExamAttempt' });
export const AttemptResult = z.object({
  attemptId: Id, paper: PaperName, title: Bilingual, isPassed: z.boolean(), scorePercent: z.int(), passPercent: z.int(), rightCount: z.int(), itemCount: z.int(), startedAt: Instant, judgedAt: Instant, closedBy: z.enum(['self', 'clock']),
  topics: z.array(Named.extend({ right: z.int(), of: z.int() })), words: Bilingual.meta({ description: 'How it went and the one next step' }), tries: z.object({ left: z.int(), nextAt: Instant.nullable() }),
  review: z.array(z.object({ no: z.int(), stem: Bilingual, picture: Picture.nullable(), isRight: z.boolean(), yours: z.array(Bilingual), right: z.array(Bilingual), why: Bilingual })).meta({ description: 'Of quizzes only; exams do not give their answers away' }),
}).meta({ id: 'ExamResult' });
const Answer = z.object({ no: z.int().min(1).max(100), version: z.int().min(1).max(10_000), answer: z.array(z.string().max(4)).max(10) });

export const Rubric = z.object({
  kind: z.string(), title: Bilingual, minutes: z.int(), passPercent: z.int(), items: z.array(z.object({ code: z.string(), text: Bilingual, points: z.int() })),
  redLines: z.array(z.object({ code: z.string(), text: Bilingual })).meta({ description: 'One of them fails the practical, whatever the points' }),
}).meta({ id: 'Rubric' });
export const PracticalSlot = z.object({
  slotId: Id, kind: z.string(), title: Bilingual, place: z.string(), examinerName: z.string(), startAt: Instant, endAt: Instant, capacity: z.int(), bookedCount: z.int(), freeCount: z.int(), state: z.enum(['open', 'cancelled']), cancelWords: z.string(), can: Can.meta({ description: 'book, cancel' }),
}).meta({ id: 'PracticalSlot' });
export const PracticalOutcome = z.object({
  signOffId: Id, examinerName: z.string(), scorePercent: z.int(), isPassed: z.boolean(), isAbsent: z.boolean(), items: z.array(z.object({ code: z.string(), points: z.int() })), redLines: z.array(z.string()), words: z.string(),
  phoneAt: Instant.nullable().meta({ description: 'What the phone said; kept for order only' }), receivedAt: Instant,
}).meta({ id: 'PracticalOutcome' });
export const PracticalSeat = z.object({
  seatId: Id, slotId: Id, kind: z.string(), title: Bilingual, place: z.string(), examinerName: z.string(), startAt: Instant, endAt: Instant, workerId: Id, workerName: z.string(), state: z.enum(seatStates), words: Bilingual, bookedAt: Instant,
  outcome: PracticalOutcome.nullable(), can: Can.meta({ description: 'cancel, signOff' }),
}).meta({ id: 'PracticalSeat' });

/** How far a learner is with one certificate: theory, modules and practical, and the one next step. */
export const Certification = z.object({
  kind: z.string(), title: Bilingual, isHeld: z.boolean(), number: z.string().nullable(), theory: z.object({ isNeeded: z.boolean(), isMet: z.boolean(), paper: PaperName.nullable(), scorePercent: z.int().nullable() }), modules: z.array(Need),
  practical: z.object({ isNeeded: z.boolean(), isMet: z.boolean(), seatId: Id.nullable(), scorePercent: z.int().nullable() }), next: z.object({ step: z.enum(['learn', 'exam', 'bookPractical', 'goToPractical', 'none']), words: Bilingual }),
}).meta({ id: 'Certification' });

const QuestionText = z.object({
  topic: z.string().max(40), kind: QuestionKind, difficulty: z.int().min(1).max(3), stem: z.object({ zh: Text(400), en: Note(600).default('') }), options: z.array(z.object({ zh: Text(200), en: Note(300).default(''), isRight: z.boolean() })).min(2).max(8).meta({ description: 'Of `order` in the right order, isRight true for all' }),
  why: z.object({ zh: Note(400).default(''), en: Note(600).default('') }), pictureAlt: z.object({ zh: Note(100).default(''), en: Note(150).default('') }).default({ zh: '', en: '' }),
});
/** `p`: share of right answers; `discrimination`: point-biserial against the rest of the attempt; both null under 10 answers. */
export const QuestionStatistics = z.object({
  answers: z.int(), p: z.number().nullable(), discrimination: z.number().nullable(), picks: z.array(z.object({ code: z.string(), share: z.number() })), flag: z.enum(['few', 'fine', 'tooEasy', 'tooHard', 'doubtful', 'wrongKey']), words: Bilingual,
}).meta({ id: 'QuestionStatistics' });
export const Question = z.object({
  questionId: Id, version: z.int(), state: z.enum(['active', 'retired']), topic: z.string(), topicName: Bilingual, kind: QuestionKind, difficulty: z.int(), stem: Bilingual, picture: Picture.nullable(),
  options: z.array(z.object({ code: z.string(), text: Bilingual, isRight: z.boolean() })), why: Bilingual, madeAt: Instant, madeByName: z.string(), statistics: QuestionStatistics,
}).meta({ id: 'Question' });
export const QuestionImport = z.object({
  isDryRun: z.boolean(), rowsRead: z.int(), added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int(),
  faults: z.array(z.object({ rowNo: z.int(), column: z.string(), reason: Bilingual })).meta({ description: 'At most 200' }), words: Bilingual,
}).meta({ id: 'QuestionImport' });

const AttemptRow = z.object({
  attemptId: Id, paper: PaperName, title: Bilingual, workerId: Id.nullable(), merchantId: Id.nullable(), subjectName: z.string(), personName: z.string(), state: z.enum(attemptStates), startedAt: Instant, judgedAt: Instant.nullable(), closedBy: z.enum(['self', 'clock']).nullable(),
  scorePercent: z.int().nullable(), isPassed: z.boolean().nullable(), leftCount: z.int().meta({ description: 'How often the page was left' }),
}).meta({ id: 'AttemptRow' });
const AttemptRef = z.object({ attemptId: Id });
const answering = ['exams.attempt_unknown', 'exams.attempt_over', 'exams.time_over', 'exams.item_unknown', 'exams.answer_wrong'] as const;

/** Question bank, papers, attempts, practicals; learners are workers, the merchant paper is sat by a merchant's owner. */
export const exams = {
  myPapers: query({ path: '/api/exams', who: 'signedIn', summary: 'Papers I may sit, what each asks first, tries left, how it went', input: z.object({}), output: z.object({ items: z.array(Paper) }) }),
  start: command({
    path: '/api/exams/:paper/attempts', who: 'signedIn', summary: 'Begin, or go on with what I have open: the same items, order and end', input: z.object({ paper: PaperName }), output: Attempt,
    refusals: ['exams.paper_unknown', 'exams.modules_missing', 'exams.tries_used', 'exams.passed_already', 'exams.bank_short', 'access.forbidden'],
  }),
  attempt: query({ path: '/api/exam-attempts/:attemptId', who: 'signedIn', summary: 'My attempt with what is saved and the time left, after a reload or a lost connection', input: AttemptRef, output: Attempt, refusals: ['exams.attempt_unknown'] }),
  answer: command({
    path: '/api/exam-attempts/:attemptId/answers', who: 'signedIn', summary: 'Save answers, one or those that waited; the higher version of an item stays, so order and repeats do no harm', input: AttemptRef.extend({ answers: z.array(Answer).min(1).max(100) }),
    output: z.object({ saved: z.array(z.object({ no: z.int(), version: z.int(), answer: z.array(z.string()).nullable() })), answeredCount: z.int(), serverNow: Instant, remainingSeconds: z.int() }), refusals: answering,
  }),
  submit: command({
    path: '/api/exam-attempts/:attemptId/submit', who: 'signedIn', summary: 'Hand in, with answers that still waited; the same key gives the same result again, a second submit is refused by name',
    input: AttemptRef.extend({ answers: z.array(Answer).max(100).default([]) }), output: AttemptResult, refusals: answering,
  }),
  result: query({ path: '/api/exam-attempts/:attemptId/result', who: 'signedIn', summary: 'How it went; of a quiz each question with why', input: AttemptRef, output: AttemptResult, refusals: ['exams.attempt_unknown', 'exams.not_judged'] }),
  noteIntegrity: command({
    path: '/api/exam-attempts/:attemptId/notes', who: 'signedIn', summary: 'The page was left, came back, lost its connection; kept for people to look at', input: AttemptRef.extend({ notes: z.array(z.object({ no: z.int().min(1).max(1000), kind: z.enum(integrityKinds), phoneAt: Instant.optional(), seconds: z.int().min(0).max(86_400).optional() })).min(1).max(50) }),
    output: Done, refusals: ['exams.attempt_unknown'],
  }),
  myAttempts: query({ path: '/api/exam-attempts', who: 'signedIn', summary: 'What I have sat, newest first', input: z.object({ paper: PaperName.optional(), ...Page }), output: pageOf(AttemptRow) }),
  myCertification: query({ path: '/api/work/certification', who: ['worker'], summary: 'For each certificate: theory, modules, practical, and the one next step', input: z.object({}), output: z.object({ items: z.array(Certification) }) }),

  rubrics: query({ path: '/api/rubrics', who: 'signedIn', summary: 'What is looked at in each practical, with points and red lines', input: z.object({}), output: z.object({ items: z.array(Rubric) }) }),
  openSlots: query({ path: '/api/practical-slots', who: ['worker', ...schoolRoles], summary: 'Practicals to come, the next first; mine to book if I am a learner', input: z.object({ kind: z.string().max(40).optional(), from: Day.optional(), isAll: Flag, ...Page }), output: pageOf(PracticalSlot) }),
  addSlot: command({
    path: '/api/practical-slots', who: ['operator', 'trainer'], summary: 'Offer a practical: place, examiner, start, seats', input: z.object({ kind: z.string().max(40), place: Text(80), examinerId: Id, startAt: Instant, minutes: z.int().min(15).max(600), capacity: z.int().min(1).max(50) }),
    output: PracticalSlot, refusals: ['exams.rubric_unknown', 'exams.examiner_unknown', 'exams.examiner_busy', 'exams.slot_past'],
  }),
  cancelSlot: command({ path: '/api/practical-slots/:slotId/cancel', who: ['operator', 'trainer'], summary: 'Call a practical off; everyone who booked it is told why', input: z.object({ slotId: Id, words: Text(200) }), output: PracticalSlot, refusals: ['exams.slot_unknown', 'exams.slot_over'] }),
  changeExaminer: command({ path: '/api/practical-slots/:slotId/examiner', who: ['operator'], summary: 'Another examiner', input: z.object({ slotId: Id, examinerId: Id }), output: PracticalSlot, refusals: ['exams.slot_unknown', 'exams.slot_over', 'exams.examiner_unknown', 'exams.examiner_busy', 'exams.examiner_coached', 'exams.examiner_taught', 'exams.examiner_self'] }),
  examiners: query({ path: '/api/examiners', who: schoolRoles, summary: 'Who may examine', input: z.object({}), output: z.object({ items: z.array(z.object({ personId: Id, name: z.string() })) }) }),
  bookPractical: command({
    path: '/api/practical-slots/:slotId/seats', who: ['worker'], summary: 'Book a seat; one at a time', input: z.object({ slotId: Id }), output: PracticalSeat,
    refusals: ['exams.slot_unknown', 'exams.slot_over', 'exams.slot_full', 'exams.seat_open', 'exams.examiner_coached', 'exams.examiner_taught', 'exams.examiner_self', 'exams.rubric_unknown', 'exams.passed_already'],
  }),
  cancelSeat: command({ path: '/api/practical-seats/:seatId/cancel', who: ['worker', 'operator'], summary: 'Give the seat back, up to its start', input: z.object({ seatId: Id }), output: PracticalSeat, refusals: ['exams.seat_unknown', 'exams.seat_over'] }),
  mySeats: query({ path: '/api/work/practical-seats', who: ['worker'], summary: 'My practicals, newest first', input: z.object({}), output: z.object({ items: z.array(PracticalSeat) }) }),
  myExamining: query({
    path: '/api/school/examining', who: ['examiner', 'operator'], summary: 'My practicals of a day and later with who comes and the rubrics: all that is needed without a connection', input: z.object({ day: Day.optional() }),
    output: z.object({ slots: z.array(PracticalSlot.extend({ seats: z.array(PracticalSeat) })), rubrics: z.array(Rubric) }),
  }),
  signOff: command({
    path: '/api/practical-seats/:seatId/sign-off', who: ['examiner', 'operator'], summary: 'Judge a practical by its rubric, also later from the phone’s queue: the id made on the phone is accepted once and gives the same answer again',
    input: z.object({ seatId: Id, signOffId: z.string().regex(/^[\w-]{8,60}$/), isAbsent: z.boolean().default(false), items: z.array(z.object({ code: z.string().max(40), points: z.int().min(0).max(100) })).max(30).default([]), redLines: z.array(z.string().max(40)).max(20).default([]), words: Note(300).default(''), phoneAt: Instant.optional() }),
    output: PracticalSeat, refusals: ['exams.seat_unknown', 'exams.seat_over', 'exams.signed_already', 'exams.sign_off_differs', 'exams.not_examiner', 'exams.examiner_coached', 'exams.examiner_taught', 'exams.examiner_self', 'exams.rubric_items_wrong', 'exams.words_missing', 'exams.practical_ahead'],
  }),
  seatList: query({ path: '/api/school/practical-seats', who: [...schoolRoles, 'auditor'], summary: 'Seats and how they went, newest first', input: z.object({ kind: z.string().max(40).optional(), state: z.enum(seatStates).optional(), workerId: Id.optional(), ...Page }), output: pageOf(PracticalSeat) }),

  paperReport: query({
    path: '/api/school/papers', who: [...schoolRoles, 'auditor'], summary: 'Papers, whether the bank has enough for them, attempts, pass rate and mean', input: z.object({}),
    output: z.object({ items: z.array(z.object({ paper: PaperName, kind: z.enum(paperKinds), title: Bilingual, itemCount: z.int(), minutes: z.int(), passPercent: z.int(), parts: z.array(Named.extend({ asks: z.int(), inBank: z.int() })), isEnough: z.boolean(), attempts: z.int(), passed: z.int(), passRate: z.number().nullable(), meanPercent: z.number().nullable() })) }),
  }),
  attemptList: query({ path: '/api/school/exam-attempts', who: [...schoolRoles, 'auditor'], summary: 'Attempts, newest first', input: z.object({ paper: PaperName.optional(), isPassed: Flag, workerId: Id.optional(), ...Page }), output: pageOf(AttemptRow) }),
  attemptReport: query({
    path: '/api/school/exam-attempts/:attemptId', who: [...schoolRoles, 'auditor'], summary: 'One attempt with every answer and what the phone told meanwhile', input: AttemptRef,
    output: AttemptRow.extend({ items: z.array(z.object({ no: z.int(), questionId: Id, version: z.int(), stem: Bilingual, isRight: z.boolean(), yours: z.array(Bilingual), right: z.array(Bilingual), answeredAt: Instant.nullable() })), notes: z.array(z.object({ kind: z.enum(integrityKinds), words: Bilingual, at: Instant, phoneAt: Instant.nullable(), seconds: z.int().nullable() })) }),
    refusals: ['exams.attempt_unknown'],
  }),
  topics: query({ path: '/api/school/question-topics', who: [...schoolRoles, 'auditor'], summary: 'Topics of the bank and how many questions each has', input: z.object({}), output: z.object({ items: z.array(Named.extend({ active: z.int(), retired: z.int(), flagged: z.int() })) }) }),
  questions: query({
    path: '/api/school/questions', who: [...schoolRoles, 'auditor'], summary: 'Question bank with difficulty, discrimination and distractors', input: z.object({ topic: z.string().max(40).optional(), kind: QuestionKind.optional(), state: z.enum(['active', 'retired']).default('active'), q: z.string().max(40).optional(), isFlagged: Flag, ...Page }), output: pageOf(Question),
  }),
  question: query({ path: '/api/school/questions/:questionId', who: [...schoolRoles, 'auditor'], summary: 'One question with its earlier versions', input: z.object({ questionId: Id }), output: Question.extend({ versions: z.array(Question) }), refusals: ['exams.question_unknown'] }),
  saveQuestion: command({
    path: '/api/school/questions', who: ['operator', 'trainer'], summary: 'Add a question, or a new version of one: attempts under way keep theirs', input: QuestionText.extend({ questionId: Id.optional(), imageBase64: z.string().max(9_000_000).optional() }), output: Question,
    refusals: ['exams.question_unknown', 'exams.question_wrong', 'media.not_an_image', 'media.too_large'],
  }),
  retireQuestion: command({ path: '/api/school/questions/:questionId/retire', who: ['operator', 'trainer'], summary: 'Ask it no more, or ask it again', input: z.object({ questionId: Id, isRetired: z.boolean().default(true) }), output: Question, refusals: ['exams.question_unknown'] }),
  ...outsideResults,
};
