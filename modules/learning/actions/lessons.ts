import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { noteStage, workerOfActor, type WorkerFacts } from '../../workers/index.ts';
import { OPENING_HOURS, TEXT_RATE, VIDEO_RATE, finishSeconds, isFinished, pairsOf, secondsOf, settleBeats } from '../rules/watch.ts';
import { no, yes } from '../rules/words.ts';
import { countLearner, findVersion, lessonsOf, type VersionRow } from '../store/lessons.ts';
import { countStarted } from '../store/modules.ts';
import * as store from '../store/progress.ts';
import { learnerOfActor, moduleOf } from './modules.ts';
import { completeModule } from './progress.ts';
import { reckonPath } from './path.ts';
import { bodyOf, captionsUrl, kindOfLesson, passUntil, pictureUrl, standingOfLesson, titleOf, videoUrl } from './views.ts';

type Learning = typeof contract.learning;
type LessonView = OutputOf<Learning['getLesson']>;

const rateOf = ({ videoId }: VersionRow): number => (videoId === null ? TEXT_RATE : VIDEO_RATE);

/** The lesson after this one that she has not finished, else the next in the module; null at the end. */
const nextLesson = async (ctx: Ctx, row: VersionRow, workerId: string | null): Promise<string | null> => {
  const lessons = await lessonsOf(ctx.tx, ctx.cityId, row.module);
  const done = new Set(workerId === null ? [] : (await store.lessonProgressOf(ctx.tx, ctx.cityId, workerId)).filter(({ finishedAt }) => finishedAt !== null).map(({ lessonId }) => lessonId));
  const others = lessons.filter(({ lessonId }) => lessonId !== row.lessonId && !done.has(lessonId));
  return (others.find(({ place }) => place >= row.place) ?? others[0])?.lessonId ?? null;
};

/** The version she has begun, else the one in force. Refuses `learning.lesson_unknown`. */
const versionFor = async (ctx: Ctx, lessonId: string, progress: store.LessonProgressRow | undefined): Promise<VersionRow> =>
  (await findVersion(ctx.tx, ctx.cityId, lessonId, progress?.version ?? null)) ?? refuse('learning.lesson_unknown');

const lessonView = async (ctx: Ctx, row: VersionRow, workerId: string | null, progress: store.LessonProgressRow | null): Promise<LessonView> => {
  const module = await moduleOf(ctx, row.module);
  return {
    lessonId: row.lessonId, module: row.module, place: row.place, version: row.version, kind: kindOfLesson(row), title: titleOf(row), seconds: row.seconds, hasCaptions: row.hasCaptions, moduleTitle: titleOf(module), body: bodyOf(row), pictureUrl: pictureUrl(ctx, row.pictureId),
    video: row.playableId === null ? null : { url: videoUrl(ctx, row.playableId), contentType: row.contentType!, seconds: row.seconds, bytes: row.bytes!, captionsUrl: row.hasCaptions ? captionsUrl(ctx, row) : null, untilAt: passUntil(ctx.now).toISOString() },
    finishSeconds: finishSeconds(row.seconds), rate: rateOf(row), mine: workerId === null ? null : standingOfLesson(row, progress), nextLessonId: await nextLesson(ctx, row, workerId),
    can: { open: workerId === null ? no('报名后才能学习', 'Possible once you have applied') : yes, edit: holds(ctx.actor, ['trainer', 'operator']) ? yes : no('需要培训老师或平台运营', 'It takes a trainer or an operator') },
  };
};

export const getLesson = async (ctx: Ctx, { lessonId }: { lessonId: string }): Promise<LessonView> => {
  const workerId = await learnerOfActor(ctx);
  const progress = workerId === null ? undefined : await store.lessonProgress(ctx.tx, ctx.cityId, workerId, lessonId);
  return lessonView(ctx, await versionFor(ctx, lessonId, progress), workerId, progress ?? null);
};

/** From here her watching counts. Opening it again the same day moves nothing, so that beats kept on a phone still fit. Refuses `learning.lesson_unknown`. */
export const openLesson = async (ctx: Ctx, { lessonId }: { lessonId: string }): Promise<LessonView> => {
  const { id: workerId } = await workerOfActor(ctx);
  await store.lockLearner(ctx.tx, ctx.cityId, workerId, ctx.now);
  const before = await store.lessonProgress(ctx.tx, ctx.cityId, workerId, lessonId);
  const row = await versionFor(ctx, lessonId, before);
  if (!before) {
    await store.insertLessonProgress(ctx.tx, ctx.cityId, workerId, { lessonId, version: row.version, module: row.module, at: ctx.now });
    await countLearner(ctx.tx, ctx.cityId, lessonId, row.version);
    if (await store.startModule(ctx.tx, ctx.cityId, workerId, row.module, ctx.now)) {
      await countStarted(ctx.tx, ctx.cityId, row.module);
      await noteStage(ctx, { workerId, stage: 'learning' });
    }
  } else if (ctx.now.getTime() - before.openedAt.getTime() > OPENING_HOURS * 3_600_000) {
    await store.reopenLesson(ctx.tx, ctx.cityId, workerId, lessonId, ctx.now);
  }
  return lessonView(ctx, row, workerId, (await store.lessonProgress(ctx.tx, ctx.cityId, workerId, lessonId))!);
};

/**
 * What she has played or read. The learner's row orders all her phones; new seconds use up her time, so neither a forged beat nor a second phone makes more of it.
 * Refuses `learning.lesson_unknown`, `learning.lesson_unopened`, `learning.beat_wrong`, `learning.beat_too_fast`: of a refused batch nothing counts and all of it may be sent again.
 */
export const sendBeats = async (ctx: Ctx, { lessonId, beats }: ParsedOf<Learning['sendBeats']>): Promise<OutputOf<Learning['sendBeats']>> => {
  const worker = await workerOfActor(ctx);
  const { tx, cityId, now } = ctx;
  const learner = await store.lockLearner(tx, cityId, worker.id, now);
  const before = await store.lessonProgress(tx, cityId, worker.id, lessonId);
  const row = await versionFor(ctx, lessonId, before);
  if (!before) return refuse('learning.lesson_unopened');
  const settled = settleBeats({ segments: pairsOf(before.segments), seconds: row.seconds, rate: rateOf(row), openedAt: before.openedAt, spentUntil: learner.spentUntil, now }, beats);
  if (settled.kind === 'wrong') return refuse('learning.beat_wrong', { whyZh: settled.why.zh, whyEn: settled.why.en }, 'beats');
  if (settled.kind === 'tooFast') return refuse('learning.beat_too_fast', { seconds: settled.waitSeconds }, 'beats');
  const done = secondsOf(settled.segments);
  const isNew = before.finishedAt === null && isFinished(done, row.seconds);
  await store.writeBeats(tx, cityId, worker.id, lessonId, { segments: settled.segments.flat(), secondsDone: done, resumeSecond: settled.resumeSecond, finishedAt: isNew ? now : before.finishedAt, at: now });
  await store.spend(tx, cityId, worker.id, { spentUntil: settled.spentUntil, seconds: settled.gained, lessons: isNew ? 1 : 0, at: now });
  const module = await store.progressModule(tx, cityId, worker.id, row.module, { seconds: settled.gained, lessons: isNew ? 1 : 0, at: now });
  const isModuleNew = isNew && module.finishedAt === null && (await store.lessonsLeft(tx, cityId, worker.id, row.module)) === 0;
  if (isModuleNew) await completeModule(ctx, worker, { module: row.module, source: 'lessons', words: '' });
  if (isNew) await learnedOn(ctx, worker, row);
  return { standing: standingOfLesson(row, (await store.lessonProgress(tx, cityId, worker.id, lessonId))!), isModuleFinished: isModuleNew || module.finishedAt !== null, nextLessonId: await nextLesson(ctx, row, worker.id) };
};

const learnedOn = (ctx: Ctx, worker: WorkerFacts, row: VersionRow): Promise<unknown> => reckonPath(ctx, worker, { zh: `学完一课：${row.titleZh}`, en: `A lesson finished: ${row.titleEn || row.titleZh}` });
