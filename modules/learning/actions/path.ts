import { moduleOfQuiz, type Bilingual, type EventPayload, type OutputOf, type contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { locate, serviceFamilyNames } from '../../alliance/index.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { certificateFacts } from '../../training/index.ts';
import { reviewsSince, workerOf, workerOfActor, type WorkerFacts } from '../../workers/index.ts';
import { DEMAND_DAYS, DEMAND_KEPT_DAYS, LAST_REVIEWS, pathOf, sayPath, type Step } from '../rules/path.ts';
import { countDemand, demandSince, forgetDemand, noteOrder } from '../store/demand.ts';
import { openLessons } from '../store/lessons.ts';
import { modulesOf } from '../store/modules.ts';
import * as store from '../store/progress.ts';
import { mendSignals, signalsOf } from '../store/signals.ts';

type PathView = OutputOf<(typeof contract.learning)['myPath']>;
const DAY_MS = 86_400_000;
const REVIEW_DAYS = 90;
const QUIZZES = 40;

const daysBefore = (now: Date, days: number): string => cityDay(new Date(now.getTime() - days * DAY_MS));

/** The path as things stand: a handful of questions, nothing of it written. */
const stepsFor = async (ctx: Ctx, worker: WorkerFacts): Promise<Step[]> => {
  const { tx, cityId, now } = ctx;
  const reviews = (await reviewsSince(ctx, { workerId: worker.id, since: new Date(now.getTime() - REVIEW_DAYS * DAY_MS) })).slice(0, LAST_REVIEWS);
  const items = await itemBriefs(ctx, [...new Set(reviews.flatMap(({ itemId }) => itemId ?? []))]);
  const near = await locate(ctx, { lon: worker.homeLon, lat: worker.homeLat });
  return pathOf({
    modules: (await modulesOf(tx, cityId)).filter(({ isOpen }) => isOpen).map((row) => ({ code: row.code, title: { zh: row.titleZh, en: row.titleEn || row.titleZh }, lessonCount: row.lessonCount })),
    progress: (await store.moduleProgressOf(tx, cityId, worker.id)).map((row) => ({ module: row.module, isFinished: row.finishedAt !== null, lessonsFinished: row.lessonsFinished })),
    signals: (await signalsOf(tx, cityId, worker.id, new Date(now.getTime() - REVIEW_DAYS * DAY_MS))).map(({ wordsZh, wordsEn, ...one }) => ({ ...one, words: { zh: wordsZh, en: wordsEn } })),
    quizzes: await store.quizzesOf(tx, cityId, worker.id, QUIZZES),
    reviews: reviews.map(({ itemId, skill, communication, attitude }) => ({ family: (itemId && items.get(itemId)?.family) || null, skill, communication, attitude })),
    isCoreHeld: (await certificateFacts(ctx, { workerIds: [worker.id] })).some(({ kind, state }) => kind === 'core' && state === 'valid'), demand: await demandSince(tx, cityId, daysBefore(now, DEMAND_DAYS), near?.districtId ?? ''), familyNames: serviceFamilyNames,
  });
};

/** Reckons her path anew and keeps it with what it was for. */
export const reckonPath = async (ctx: Ctx, worker: WorkerFacts, because: Bilingual): Promise<void> => {
  await store.writePath(ctx.tx, ctx.cityId, worker.id, { path: await stepsFor(ctx, worker), at: ctx.now, because });
};

/** The kept path with what is left of each step today; reckoned on the spot where none is kept or it is a day old, because demand moves. */
export const pathOfWorker = async (ctx: Ctx, worker: WorkerFacts): Promise<PathView> => {
  const learner = await store.findLearner(ctx.tx, ctx.cityId, worker.id);
  const isFresh = learner?.pathAt != null && ctx.now.getTime() - learner.pathAt.getTime() < DAY_MS;
  const steps = isFresh ? learner.path as Step[] : await stepsFor(ctx, worker);
  const modules = new Map((await modulesOf(ctx.tx, ctx.cityId)).map((row) => [row.code, row]));
  const lessons = Map.groupBy(await openLessons(ctx.tx, ctx.cityId), ({ module }) => module);
  const own = new Map((await store.lessonProgressOf(ctx.tx, ctx.cityId, worker.id)).map((row) => [row.lessonId, row]));
  const shown = steps.filter(({ module }) => modules.has(module)).map(({ module, kind, reasons }, index) => {
    const row = modules.get(module)!;
    const all = lessons.get(module) ?? [];
    const left = all.filter(({ lessonId }) => !own.get(lessonId)?.finishedAt);
    const secondsLeft = left.reduce((sum, { lessonId, seconds }) => sum + Math.max(0, seconds - (own.get(lessonId)?.secondsDone ?? 0)), 0);
    const next = left[0] ?? (kind === 'repair' ? all[0] : undefined);
    return { view: { module, title: { zh: row.titleZh, en: row.titleEn || row.titleZh }, place: index + 1, kind, reasons, lessonsLeft: left.length, secondsLeft, nextLessonId: next?.lessonId ?? null, percent: all.length === 0 ? 0 : Math.floor(((all.length - left.length) * 100) / all.length) }, next };
  });
  const first = shown.find(({ next }) => next !== undefined);
  return {
    reckonedAt: (isFresh ? learner.pathAt! : ctx.now).toISOString(), because: isFresh ? { zh: learner.pathBecauseZh, en: learner.pathBecauseEn } : null, steps: shown.map(({ view }) => view),
    next: first?.next ? { module: first.view.module, lessonId: first.next.lessonId, title: { zh: first.next.titleZh, en: first.next.titleEn || first.next.titleZh } } : null, words: sayPath(shown[0]?.view, shown.length),
  };
};
export const myPath = async (ctx: Ctx): Promise<PathView> => pathOfWorker(ctx, await workerOfActor(ctx));

/** A quiz was judged: it counts once, and her path is reckoned anew. Merchants' exams are not hers. */
export const weighQuiz = async (ctx: Ctx, { attemptId, workerId, paper, scorePercent, isPassed }: EventPayload<'exam.judged'>): Promise<void> => {
  if (workerId === null) return;
  const worker = await workerOf(ctx, workerId);
  await store.lockLearner(ctx.tx, ctx.cityId, workerId, ctx.now);
  if (!(await store.insertQuiz(ctx.tx, ctx.cityId, { attemptId, workerId, paper, scorePercent, isPassed, at: ctx.now }))) return;
  const module = moduleOfQuiz(paper);
  if (isPassed && module !== null) await mendSignals(ctx.tx, ctx.cityId, workerId, module, ctx.now);
  await reckonPath(ctx, worker, isPassed ? { zh: `考试得 ${scorePercent} 分，通过`, en: `An exam passed with ${scorePercent}` } : { zh: `考试得 ${scorePercent} 分，没过`, en: `An exam not passed, ${scorePercent}` });
};

/** What was ordered where, counted once for an order. */
export const countOrder = async (ctx: Ctx, { orderId, family, districtId }: EventPayload<'order.paid'>): Promise<void> => {
  const day = cityDay(ctx.now);
  if (family === undefined || !(await noteOrder(ctx.tx, ctx.cityId, { orderId, day }))) return;
  await countDemand(ctx.tx, ctx.cityId, { day, family, districtId: districtId ?? '' });
};
export const forgetOldDemand = async (ctx: Ctx): Promise<void> => forgetDemand(ctx.tx, ctx.cityId, daysBefore(ctx.now, DEMAND_KEPT_DAYS));
