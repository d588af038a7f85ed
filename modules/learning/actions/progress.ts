import type { Ctx } from '../../../kernel/context.ts';
import { workerOf, type WorkerFacts } from '../../workers/index.ts';
import { CORE } from '../rules/modules.ts';
import { countFinished, countStarted } from '../store/modules.ts';
import * as store from '../store/progress.ts';
import { mendSignals } from '../store/signals.ts';
import { moduleOf } from './modules.ts';
import { reckonPath } from './path.ts';

type Finish = { module: string; source: store.Source; words: string };

/** A module is finished, once: counters, and the word to whoever waits for it. The learner's row is locked before. */
export const completeModule = async (ctx: Ctx, worker: WorkerFacts, { module, source, words }: Finish): Promise<boolean> => {
  if (!(await store.finishModule(ctx.tx, ctx.cityId, worker.id, module, { source, words, at: ctx.now }))) return false;
  await mendSignals(ctx.tx, ctx.cityId, worker.id, module, ctx.now);
  await countFinished(ctx.tx, ctx.cityId, module);
  const done = new Set((await store.finishedModulesOf(ctx.tx, ctx.cityId, [worker.id])).map((one) => one.module));
  await store.countModule(ctx.tx, ctx.cityId, worker.id, { isCoreDone: CORE.every((code) => done.has(code)), at: ctx.now });
  await ctx.emit('learning.finished', { workerId: worker.id, module, personIds: [worker.personId], merchantId: worker.merchantId });
  return true;
};

/**
 * What was learned elsewhere: in a cohort with its hours, or credited from a partner. Says the module is finished; doing it again changes nothing. Answers whether it
 * is new. For modules to the right. Refuses `workers.worker_unknown`, `learning.module_unknown`.
 */
export const noteLearned = async (ctx: Ctx, { workerId, module, source, words }: { workerId: string; module: string; source: 'cohort' | 'credit'; words: string }): Promise<{ isNew: boolean }> => {
  const worker = await workerOf(ctx, workerId);
  const { code, titleZh, titleEn } = await moduleOf(ctx, module);
  await store.lockLearner(ctx.tx, ctx.cityId, workerId, ctx.now);
  if (await store.startModule(ctx.tx, ctx.cityId, workerId, code, ctx.now)) await countStarted(ctx.tx, ctx.cityId, code);
  const isNew = await completeModule(ctx, worker, { module: code, source, words });
  if (isNew) await reckonPath(ctx, worker, { zh: `${titleZh}已认可`, en: `${titleEn || titleZh} was credited` });
  return { isNew };
};

/**
 * Takes back what a credit or a cohort gave, and nothing else: a module she finished by her lessons stays finished, and one she would have finished without it
 * keeps its day and names what it rests on now (`restsOn`: another credit or cohort that stands; all of its lessons). For modules to the right. Answers whether
 * the module is open again. Refuses `workers.worker_unknown`, `learning.module_unknown`.
 */
export const forgetLearned = async (ctx: Ctx, { workerId, module, source, restsOn }: { workerId: string; module: string; source: 'cohort' | 'credit'; restsOn: { source: 'cohort' | 'credit'; words: string } | null }): Promise<{ isOpenAgain: boolean }> => {
  const worker = await workerOf(ctx, workerId);
  const { code, titleZh, titleEn } = await moduleOf(ctx, module);
  await store.lockLearner(ctx.tx, ctx.cityId, workerId, ctx.now);
  const standing = await store.standingIn(ctx.tx, ctx.cityId, workerId, code);
  if (standing?.source !== source) return { isOpenAgain: false };
  const hasLearnedAll = standing.lessonsFinished > 0 && (await store.lessonsLeft(ctx.tx, ctx.cityId, workerId, code)) === 0;
  const instead = restsOn ?? (hasLearnedAll ? { source: 'lessons' as const, words: '' } : null);
  if (instead !== null) {
    await store.resource(ctx.tx, ctx.cityId, workerId, code, instead);
    return { isOpenAgain: false };
  }
  await store.reopenModule(ctx.tx, ctx.cityId, workerId, code, CORE);
  await countFinished(ctx.tx, ctx.cityId, code, -1);
  await reckonPath(ctx, worker, { zh: `${titleZh}的认可已撤回`, en: `The credit for ${titleEn || titleZh} was withdrawn` });
  return { isOpenAgain: true };
};

const STRAGGLERS = 200;
/** A lesson was taken out: who has learned all that is left has finished the module. Some at a time. */
export const finishStragglers = async (ctx: Ctx, { module }: { module: string }): Promise<void> => {
  const found = await store.stragglersOf(ctx.tx, ctx.cityId, module, STRAGGLERS);
  for (const { workerId } of found) {
    await store.lockLearner(ctx.tx, ctx.cityId, workerId, ctx.now);
    await completeModule(ctx, await workerOf(ctx, workerId), { module, source: 'lessons', words: '' });
  }
  if (found.length === STRAGGLERS) await ctx.schedule({ name: 'learning.finishStragglers', key: `${module} ${found.at(-1)!.workerId}`, at: ctx.now, payload: { module } });
};

/** Codes of the modules each of these workers has finished; who has finished none stands there with an empty set. */
export const finishedModules = async (ctx: Ctx, workerIds: readonly string[]): Promise<Map<string, Set<string>>> => {
  const found = new Map(workerIds.map((id) => [id, new Set<string>()]));
  for (const { workerId, module } of workerIds.length === 0 ? [] : await store.finishedModulesOf(ctx.tx, ctx.cityId, [...new Set(workerIds)])) found.get(workerId)!.add(module);
  return found;
};
