import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { merchantRoles, schoolRoles } from './roles.ts';
import { Bilingual, Can, Done, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

/** `core`: the four named modules everybody learns; `common`: how to behave and stay safe; `specialty`: what a specialty certificate asks for; `own`: added by the school. */
export const moduleGroups = ['core', 'common', 'specialty', 'own'] as const;
export const lessonKinds = ['text', 'picture', 'video'] as const;
export const learningStates = ['new', 'started', 'finished'] as const;
export const learningSources = ['lessons', 'cohort', 'credit'] as const;
/** What feedback may speak of besides the trade itself, and where it comes from. */
export const feedbackTopics = ['safety', 'communication', 'manner'] as const;
export const signalSources = ['review', 'complaint', 'inspection'] as const;
const ModuleCode = z.string().regex(/^[a-z][A-Za-z0-9]{1,39}$/).meta({ description: 'A module’s code, e.g. basicCleaning' });
const State = z.enum(learningStates);
const Title = z.object({ zh: Text(40), en: Note(80).default('') });

/** How far somebody is in a module. `percent` counts seconds watched or read, not clicks. */
const Standing = z.object({
  state: State, lessonsFinished: z.int(), lessonCount: z.int(), percent: z.int().min(0).max(100), startedAt: Instant.nullable(), finishedAt: Instant.nullable(),
  source: z.enum(learningSources).nullable().meta({ description: 'How it was finished: by its lessons, in a cohort, or credited from elsewhere' }), words: Bilingual,
});
export const LearningModule = z.object({
  module: ModuleCode, group: z.enum(moduleGroups), groupName: Bilingual, title: Bilingual, about: Bilingual, lessonCount: z.int(), seconds: z.int(), isOpen: z.boolean(),
  neededFor: z.array(z.object({ kind: z.string(), title: Bilingual })).meta({ description: 'Certificates that ask for it' }), mine: Standing.nullable(),
}).meta({ id: 'LearningModule' });

/** What a lesson says: in Chinese, with an English title; `readAloud` is the same for the ear. */
const Body = z.object({ intro: z.string(), steps: z.array(z.string()), safety: z.array(z.string()), readAloud: z.string() });
const LessonStanding = z.object({
  version: z.int(), state: State, openedAt: Instant.nullable(), secondsDone: z.int(), percent: z.int().min(0).max(100), resumeSecond: z.int(), finishedAt: Instant.nullable(),
  segments: z.array(z.tuple([z.int(), z.int()])).meta({ description: 'What was watched or read, in seconds [from, to), merged' }), missing: Bilingual.nullable(),
});
export const LessonBrief = z.object({
  lessonId: Id, module: ModuleCode, place: z.int(), version: z.int(), kind: z.enum(lessonKinds), title: Bilingual, seconds: z.int(), hasCaptions: z.boolean(),
  mine: LessonStanding.pick({ state: true, percent: true, resumeSecond: true, finishedAt: true }).nullable(),
}).meta({ id: 'LessonBrief' });
export const Lesson = LessonBrief.omit({ mine: true }).extend({
  moduleTitle: Bilingual, body: Body, pictureUrl: z.string().nullable(),
  video: z.object({ url: z.string(), contentType: z.string(), seconds: z.int(), bytes: z.int(), captionsUrl: z.string().nullable(), untilAt: Instant.meta({ description: 'The address holds until then; ask for the lesson again later' }) }).nullable(),
  finishSeconds: z.int().meta({ description: 'So many different seconds make it finished (nine tenths)' }), rate: z.number().meta({ description: 'Beats may run so many times as fast as the clock' }),
  mine: LessonStanding.nullable(), nextLessonId: Id.nullable(), can: Can,
}).meta({ id: 'Lesson' });
const Beat = z.object({
  fromSecond: z.int().min(0).max(3600), toSecond: z.int().min(1).max(3600), at: Instant.meta({ description: 'When, by the phone’s clock: for the order of beats only' }),
});

export const LearningPath = z.object({
  reckonedAt: Instant.nullable(), because: Bilingual.nullable().meta({ description: 'What it was last reckoned anew for' }),
  steps: z.array(z.object({ module: ModuleCode, title: Bilingual, place: z.int(), kind: z.enum(['finish', 'required', 'repair', 'demand', 'grow']), reasons: z.array(Bilingual), lessonsLeft: z.int(), secondsLeft: z.int(), nextLessonId: Id.nullable(), percent: z.int() })),
  next: z.object({ module: ModuleCode, lessonId: Id, title: Bilingual }).nullable(), words: Bilingual,
}).meta({ id: 'LearningPath' });

/** What a version answers, with the feedback on its module in the days before it was written. */
const Grounds = z.object({ words: z.string(), days: z.int(), reviews: z.int(), complaints: z.int(), inspections: z.int(), at: Instant });
const Draft = z.object({
  title: Title, body: z.object({ intro: Note(600), steps: z.array(Text(160)).max(12), safety: z.array(Text(160)).max(8), readAloud: Note(1200).meta({ description: 'Empty: made of the rest' }) }),
  because: Note(200).optional().meta({ description: 'What of the feedback this version answers; empty takes it off' }),
});
export const LessonVersion = z.object({
  version: z.int(), state: z.enum(['draft', 'published', 'old']), kind: z.enum(lessonKinds), title: Bilingual, body: Body, seconds: z.int(), pictureUrl: z.string().nullable(), videoId: Id.nullable(), videoUrl: z.string().nullable(), hasCaptions: z.boolean(), captions: z.string(),
  madeAt: Instant, madeByName: z.string(), publishedAt: Instant.nullable(), learners: z.int().meta({ description: 'Who learns or learned by this version' }), because: Grounds.nullable(), lacks: z.array(Bilingual).meta({ description: 'What keeps it from being published' }),
}).meta({ id: 'LessonVersion' });
export const EditedLesson = z.object({ lessonId: Id, module: ModuleCode, place: z.int(), isRetired: z.boolean(), draft: LessonVersion.nullable(), published: LessonVersion.nullable(), olderVersions: z.int(), can: Can }).meta({ id: 'EditedLesson' });
export const LearningVideo = z.object({
  videoId: Id, fileName: z.string(), contentType: z.string(), bytes: z.int(), seconds: z.int(), state: z.enum(['ready', 'converting']), uploadedAt: Instant, uploadedByName: z.string(), url: z.string(), usedIn: z.int(), words: Bilingual,
}).meta({ id: 'LearningVideo' });

export const LearnerLine = z.object({
  workerId: Id, name: z.string(), maskedPhone: z.string(), modulesFinished: z.int(), lessonsFinished: z.int(), secondsDone: z.int(), lastAt: Instant, startedAt: Instant,
  module: z.object({ module: ModuleCode, state: State, percent: z.int(), finishedAt: Instant.nullable() }).nullable().meta({ description: 'In the module asked about' }),
}).meta({ id: 'LearnerLine' });
const ofLesson = { lessonId: Id };
const editing = ['learning.lesson_unknown', 'learning.lesson_retired'] as const;

/** Modules and lessons, what each learner has really watched and read, and her path. A video's file is sent to POST /api/learning/videos as it is. */
export const learning = {
  listModules: query({ path: '/api/learning/modules', who: 'signedIn', summary: 'What there is to learn, with my progress where I am a worker', input: z.object({}), output: z.object({ items: z.array(LearningModule), coreLeft: z.int().nullable() }) }),
  getModule: query({ path: '/api/learning/modules/:module', who: 'signedIn', summary: 'One module with its lessons', input: z.object({ module: ModuleCode }), output: LearningModule.extend({ lessons: z.array(LessonBrief) }), refusals: ['learning.module_unknown'] }),
  getLesson: query({ path: '/api/learning/lessons/:lessonId', who: 'signedIn', summary: 'One lesson to read or watch; who has begun it keeps the version begun', input: z.object(ofLesson), output: Lesson, refusals: ['learning.lesson_unknown'] }),
  openLesson: command({
    path: '/api/learning/lessons/:lessonId/open', who: ['worker'], isIdempotent: false, summary: 'I begin, or go on: from now my watching counts, on whichever phone', input: z.object(ofLesson), output: Lesson, refusals: ['learning.lesson_unknown'],
  }),
  sendBeats: command({
    path: '/api/learning/lessons/:lessonId/beats', who: ['worker'], isIdempotent: false, summary: 'What I have played or read since I last said so; later in one go when there was no network. The same beat twice counts once; never more than the time that has passed',
    input: z.object({ ...ofLesson, beats: z.array(Beat).min(1).max(500) }), output: z.object({ standing: LessonStanding, isModuleFinished: z.boolean(), nextLessonId: Id.nullable() }),
    refusals: ['learning.lesson_unknown', 'learning.lesson_unopened', 'learning.beat_wrong', 'learning.beat_too_fast'],
  }),
  myPath: query({ path: '/api/learning/path', who: ['worker'], summary: 'What to learn next and why: progress, what reviews ask for, what is wanted near me', input: z.object({}), output: LearningPath }),
  progressOf: query({
    path: '/api/learning/progress/:workerId', who: [...schoolRoles, ...merchantRoles], summary: 'How far a learner is, module by module, with her path; a merchant sees its own', input: z.object({ workerId: Id }),
    output: z.object({ workerId: Id, name: z.string(), modules: z.array(LearningModule), path: LearningPath, quizzes: z.array(z.object({ paper: z.string(), scorePercent: z.int(), isPassed: z.boolean(), at: Instant })) }), refusals: ['workers.worker_unknown'],
  }),
  listLearners: query({
    path: '/api/learning/learners', who: schoolRoles, summary: 'Learners, who learned last first; of one module when asked', input: z.object({ module: ModuleCode.optional(), state: z.enum(['started', 'finished']).optional(), q: z.string().max(30).optional(), ...Page }), output: pageOf(LearnerLine), refusals: ['learning.module_unknown'],
  }),
  learningReport: query({
    path: '/api/learning/report', who: schoolRoles, summary: 'How many learn, and how many have finished which module', input: z.object({}),
    output: z.object({ learners: z.int(), coreFinished: z.int(), lessonsFinished: z.int(), hours: z.number(), modules: z.array(z.object({ module: ModuleCode, title: Bilingual, group: z.enum(moduleGroups), started: z.int(), finished: z.int() })) }),
  }),

  weakModules: query({
    path: '/api/learning/weak-modules', who: [...schoolRoles, 'auditor'], summary: 'What reviews, upheld complaints and inspections say is weak: which module, how many workers, from where, and what has been done', input: z.object({ days: z.enum(['30', '90']).default('30') }),
    output: z.object({ items: z.array(z.object({
      module: ModuleCode, title: Bilingual, signals: z.int(), reviews: z.int(), complaints: z.int(), inspections: z.int(), workers: z.int(), mended: z.int().meta({ description: 'Of these workers, who finished it or passed its quiz since' }), last: z.object({ words: Bilingual, at: Instant }),
      answers: z.array(z.object({ lessonId: Id, version: z.int(), title: Bilingual, publishedAt: Instant, words: z.string() })).meta({ description: 'Versions of lessons published since that name it as their reason' }),
    })) }),
  }),

  addModule: command({
    path: '/api/learning/modules', who: ['trainer', 'operator'], summary: 'A module of the school’s own', input: z.object({ module: ModuleCode, title: Title, about: Title.extend({ zh: Text(120), en: Note(240).default('') }) }), output: LearningModule, refusals: ['learning.module_taken'],
  }),
  editModule: command({
    path: '/api/learning/modules/:module', who: ['trainer', 'operator'], summary: 'Rename a module, open or close it; what a certificate asks for stays open', input: z.object({ module: ModuleCode, title: Title.optional(), about: Title.extend({ zh: Text(120), en: Note(240).default('') }).optional(), isOpen: z.boolean().optional() }), output: LearningModule,
    refusals: ['learning.module_unknown', 'learning.module_needed'],
  }),
  editedModule: query({ path: '/api/learning/modules/:module/edit', who: schoolRoles, summary: 'A module as its editors see it: drafts beside what is published', input: z.object({ module: ModuleCode }), output: z.object({ module: LearningModule, lessons: z.array(EditedLesson) }), refusals: ['learning.module_unknown'] }),
  addLesson: command({ path: '/api/learning/modules/:module/lessons', who: ['trainer', 'operator'], summary: 'A new lesson, as a draft', input: Draft.extend({ module: ModuleCode }), output: EditedLesson, refusals: ['learning.module_unknown'] }),
  editLesson: command({
    path: '/api/learning/lessons/:lessonId/draft', who: ['trainer', 'operator'], summary: 'Write the next version; what is published stays as it is until then', input: Draft.partial().extend({ ...ofLesson, place: z.int().min(1).max(99).optional() }), output: EditedLesson, refusals: editing,
  }),
  attachPicture: command({
    path: '/api/learning/lessons/:lessonId/picture', who: ['trainer', 'operator'], summary: 'A picture for the next version; none takes it off', input: z.object({ ...ofLesson, imageBase64: z.string().max(9_000_000).nullable() }), output: EditedLesson, refusals: [...editing, 'media.not_an_image', 'media.too_large'],
  }),
  attachVideo: command({
    path: '/api/learning/lessons/:lessonId/video', who: ['trainer', 'operator'], summary: 'An uploaded video for the next version, with captions (WebVTT); none takes it off', input: z.object({ ...ofLesson, videoId: Id.nullable(), captions: z.string().max(60_000).optional() }), output: EditedLesson,
    refusals: [...editing, 'learning.video_unknown', 'learning.video_long', 'learning.captions_wrong', 'learning.captions_alone'],
  }),
  publishLesson: command({ path: '/api/learning/lessons/:lessonId/publish', who: ['trainer', 'operator'], summary: 'From now on whoever begins has this version; who is in the middle keeps hers', input: z.object(ofLesson), output: EditedLesson, refusals: [...editing, 'learning.draft_missing', 'learning.draft_incomplete'] }),
  dropDraft: command({ path: '/api/learning/lessons/:lessonId/drop', who: ['trainer', 'operator'], summary: 'Throw the draft away', input: z.object(ofLesson), output: Done, refusals: [...editing, 'learning.draft_missing'] }),
  retireLesson: command({ path: '/api/learning/lessons/:lessonId/retire', who: ['trainer', 'operator'], summary: 'Take a lesson out of its module; what was learned by it stays', input: z.object(ofLesson), output: EditedLesson, refusals: editing }),
  listVideos: query({ path: '/api/learning/videos', who: schoolRoles, summary: 'Videos that were uploaded, newest first', input: z.object({ ...Page }), output: pageOf(LearningVideo) }),
  dropVideo: command({ path: '/api/learning/videos/:videoId/drop', who: ['trainer', 'operator'], summary: 'Throw away a video no lesson has', input: z.object({ videoId: Id }), output: Done, refusals: ['learning.video_unknown', 'learning.video_used'] }),
};
