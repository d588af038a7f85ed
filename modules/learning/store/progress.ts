import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type Source = 'lessons' | 'cohort' | 'credit';
export type LearnerRow = { workerId: string; startedAt: Date; lastAt: Date; spentUntil: Date; modulesFinished: number; lessonsFinished: number; secondsDone: number; coreFinishedAt: Date | null; path: unknown; pathAt: Date | null; pathBecauseZh: string; pathBecauseEn: string };
const learnerColumns = sql`worker_id, started_at, last_at, spent_until, modules_finished, lessons_finished, seconds_done, core_finished_at, path, path_at, path_because_zh, path_because_en`;

/** The learner's row, locked: whoever counts something of hers does it one after the other. Made when it is not there yet. */
export const lockLearner = async (tx: Tx, cityId: string, workerId: string, at: Date): Promise<LearnerRow> => {
  await run(tx, sql`insert into learning.learner (city_id, worker_id, started_at, last_at, spent_until) values (${cityId}, ${workerId}, ${at}, ${at}, ${at}) on conflict do nothing`);
  return one(tx, sql<LearnerRow>`select ${learnerColumns} from learning.learner where city_id = ${cityId} and worker_id = ${workerId} for update`);
};
export const findLearner = (tx: Tx, cityId: string, workerId: string): Promise<LearnerRow | undefined> => maybe(tx, sql<LearnerRow>`select ${learnerColumns} from learning.learner where city_id = ${cityId} and worker_id = ${workerId}`);
export const spend = (tx: Tx, cityId: string, workerId: string, by: { spentUntil: Date; seconds: number; lessons: number; at: Date }): Promise<number> => run(tx, sql`
  update learning.learner set spent_until = ${by.spentUntil}, seconds_done = seconds_done + ${by.seconds}, lessons_finished = lessons_finished + ${by.lessons}, last_at = ${by.at} where city_id = ${cityId} and worker_id = ${workerId}`);
export const countModule = (tx: Tx, cityId: string, workerId: string, by: { isCoreDone: boolean; at: Date }): Promise<number> => run(tx, sql`
  update learning.learner set modules_finished = modules_finished + 1, last_at = ${by.at}, core_finished_at = coalesce(core_finished_at, case when ${by.isCoreDone} then ${by.at}::timestamptz end) where city_id = ${cityId} and worker_id = ${workerId}`);
export const writePath = (tx: Tx, cityId: string, workerId: string, p: { path: unknown; at: Date; because: { zh: string; en: string } }): Promise<number> => run(tx, sql`
  update learning.learner set path = ${JSON.stringify(p.path)}::jsonb, path_at = ${p.at}, path_because_zh = ${p.because.zh}, path_because_en = ${p.because.en} where city_id = ${cityId} and worker_id = ${workerId}`);

export type LessonProgressRow = { lessonId: string; version: number; module: string; openedAt: Date; lastAt: Date; segments: number[]; secondsDone: number; resumeSecond: number; finishedAt: Date | null };
const lessonColumns = sql`lesson_id, version, module, opened_at, last_at, segments, seconds_done, resume_second, finished_at`;
export const lessonProgress = (tx: Tx, cityId: string, workerId: string, lessonId: string): Promise<LessonProgressRow | undefined> => maybe(tx, sql<LessonProgressRow>`
  select ${lessonColumns} from learning.lesson_progress where city_id = ${cityId} and worker_id = ${workerId} and lesson_id = ${lessonId}`);
export const lessonProgressOf = (tx: Tx, cityId: string, workerId: string): Promise<LessonProgressRow[]> => many(tx, sql<LessonProgressRow>`select ${lessonColumns} from learning.lesson_progress where city_id = ${cityId} and worker_id = ${workerId}`);
export const insertLessonProgress = (tx: Tx, cityId: string, workerId: string, p: { lessonId: string; version: number; module: string; at: Date }): Promise<number> => run(tx, sql`
  insert into learning.lesson_progress (city_id, worker_id, lesson_id, version, module, opened_at, last_at) values (${cityId}, ${workerId}, ${p.lessonId}, ${p.version}, ${p.module}, ${p.at}, ${p.at})`);
export const reopenLesson = (tx: Tx, cityId: string, workerId: string, lessonId: string, at: Date): Promise<number> => run(tx, sql`
  update learning.lesson_progress set opened_at = ${at}, last_at = ${at} where city_id = ${cityId} and worker_id = ${workerId} and lesson_id = ${lessonId}`);
export const writeBeats = (tx: Tx, cityId: string, workerId: string, lessonId: string, p: { segments: readonly number[]; secondsDone: number; resumeSecond: number; finishedAt: Date | null; at: Date }): Promise<number> => run(tx, sql`
  update learning.lesson_progress set segments = ${[...p.segments]}::int[], seconds_done = ${p.secondsDone}, resume_second = ${p.resumeSecond}, finished_at = ${p.finishedAt}, last_at = ${p.at} where city_id = ${cityId} and worker_id = ${workerId} and lesson_id = ${lessonId}`);

export type ModuleProgressRow = { workerId: string; module: string; startedAt: Date; lastAt: Date; lessonsFinished: number; secondsDone: number; finishedAt: Date | null; source: Source | null; words: string };
const moduleColumns = sql`worker_id, module, started_at, last_at, lessons_finished, seconds_done, finished_at, source, words`;
export const moduleProgressOf = (tx: Tx, cityId: string, workerId: string): Promise<ModuleProgressRow[]> => many(tx, sql<ModuleProgressRow>`select ${moduleColumns} from learning.module_progress where city_id = ${cityId} and worker_id = ${workerId}`);
/** Answers whether the module is new to her. */
export const startModule = async (tx: Tx, cityId: string, workerId: string, module: string, at: Date): Promise<boolean> => (await run(tx, sql`
  insert into learning.module_progress (city_id, worker_id, module, started_at, last_at) values (${cityId}, ${workerId}, ${module}, ${at}, ${at}) on conflict do nothing`)) > 0;
export const progressModule = (tx: Tx, cityId: string, workerId: string, module: string, by: { seconds: number; lessons: number; at: Date }): Promise<ModuleProgressRow> => one(tx, sql<ModuleProgressRow>`
  update learning.module_progress set seconds_done = seconds_done + ${by.seconds}, lessons_finished = lessons_finished + ${by.lessons}, last_at = ${by.at} where city_id = ${cityId} and worker_id = ${workerId} and module = ${module} returning ${moduleColumns}`);
/** Answers whether it was not finished before: once is once. */
export const finishModule = async (tx: Tx, cityId: string, workerId: string, module: string, by: { source: Source; words: string; at: Date }): Promise<boolean> => (await run(tx, sql`
  update learning.module_progress set finished_at = ${by.at}, source = ${by.source}, words = ${by.words}, last_at = ${by.at} where city_id = ${cityId} and worker_id = ${workerId} and module = ${module} and finished_at is null`)) > 0;
/** How a module was finished, if it was, and how many of its lessons she has learned. */
export const standingIn = (tx: Tx, cityId: string, workerId: string, module: string): Promise<{ source: Source | null; lessonsFinished: number } | undefined> => maybe(tx, sql`
  select source, lessons_finished from learning.module_progress where city_id = ${cityId} and worker_id = ${workerId} and module = ${module}`);
export const resource = (tx: Tx, cityId: string, workerId: string, module: string, by: { source: Source; words: string }): Promise<number> => run(tx, sql`
  update learning.module_progress set source = ${by.source}, words = ${by.words} where city_id = ${cityId} and worker_id = ${workerId} and module = ${module} and finished_at is not null`);
/** The module is not finished any more; the lessons she learned in it stay learned. */
export const reopenModule = async (tx: Tx, cityId: string, workerId: string, module: string, core: readonly string[]): Promise<void> => {
  await run(tx, sql`update learning.module_progress set finished_at = null, source = null, words = '' where city_id = ${cityId} and worker_id = ${workerId} and module = ${module}`);
  await run(tx, sql`update learning.learner set modules_finished = modules_finished - 1, core_finished_at = case when ${core.includes(module)}::boolean then null else core_finished_at end where city_id = ${cityId} and worker_id = ${workerId}`);
};
/** Lessons that are open in the module and that she has not finished. */
export const lessonsLeft = async (tx: Tx, cityId: string, workerId: string, module: string): Promise<number> => (await one<{ n: number }>(tx, sql`
  select count(*)::int as n from learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id and v.state = 'published'
  where l.city_id = ${cityId} and l.module = ${module} and l.retired_at is null
    and not exists (select from learning.lesson_progress p where p.city_id = l.city_id and p.worker_id = ${workerId} and p.lesson_id = l.id and p.finished_at is not null)`)).n;
/** Who has begun a module and has nothing left of it: its last lesson was taken out. */
export const stragglersOf = (tx: Tx, cityId: string, module: string, limit: number): Promise<{ workerId: string }[]> => many(tx, sql`
  select m.worker_id from learning.module_progress m where m.city_id = ${cityId} and m.module = ${module} and m.finished_at is null and m.lessons_finished > 0
    and not exists (select from learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id and v.state = 'published' where l.city_id = m.city_id and l.module = m.module and l.retired_at is null
      and not exists (select from learning.lesson_progress p where p.city_id = l.city_id and p.worker_id = m.worker_id and p.lesson_id = l.id and p.finished_at is not null))
  order by m.worker_id limit ${limit}`);
/** Of many workers at once, in one question. */
export const finishedModulesOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<{ workerId: string; module: string; finishedAt: Date }[]> => many(tx, sql`
  select worker_id, module, finished_at from learning.module_progress where city_id = ${cityId} and worker_id = any(${[...workerIds]}::text[]) and finished_at is not null order by worker_id, finished_at`);

export const insertQuiz = async (tx: Tx, cityId: string, q: { attemptId: string; workerId: string; paper: string; scorePercent: number; isPassed: boolean; at: Date }): Promise<boolean> => (await run(tx, sql`
  insert into learning.quiz_result (city_id, attempt_id, worker_id, paper, score_percent, is_passed, at) values (${cityId}, ${q.attemptId}, ${q.workerId}, ${q.paper}, ${q.scorePercent}, ${q.isPassed}, ${q.at}) on conflict do nothing`)) > 0;
export const quizzesOf = (tx: Tx, cityId: string, workerId: string, limit: number): Promise<{ paper: string; scorePercent: number; isPassed: boolean; at: Date }[]> => many(tx, sql`
  select paper, score_percent, is_passed, at from learning.quiz_result where city_id = ${cityId} and worker_id = ${workerId} order by at desc, attempt_id desc limit ${limit}`);
