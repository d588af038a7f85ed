import { merchantRoles, schoolRoles, type OutputOf, type ParsedOf, type contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import { workerOf } from '../../workers/index.ts';
import { percentOf } from '../rules/watch.ts';
import { modulesOf } from '../store/modules.ts';
import { moduleProgressOf, quizzesOf } from '../store/progress.ts';
import * as store from '../store/report.ts';
import { moduleOf, moduleView } from './modules.ts';
import { pathOfWorker } from './path.ts';

type Learning = typeof contract.learning;

/** Refuses `learning.module_unknown`. Without a module, finished means all four core modules. */
export const listLearners = async (ctx: Ctx, { module, state, q, cursor, limit }: ParsedOf<Learning['listLearners']>): Promise<OutputOf<Learning['listLearners']>> => {
  const about = module === undefined ? null : await moduleOf(ctx, module);
  const rows = await store.listLearners(ctx.tx, ctx.cityId, { module: about?.code ?? null, isFinished: state === undefined ? null : state === 'finished', q: q?.trim() || null, before: placeOf(cursor), limit: limit + 1 });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => ({
      workerId: row.workerId, name: row.name, maskedPhone: row.maskedPhone, modulesFinished: row.modulesFinished, lessonsFinished: row.lessonsFinished, secondsDone: row.secondsDone, lastAt: row.lastAt.toISOString(), startedAt: row.startedAt.toISOString(),
      module: about === null || row.moduleStartedAt === null ? null : {
        module: about.code, state: row.moduleFinishedAt === null ? 'started' as const : 'finished' as const, percent: row.moduleFinishedAt === null ? Math.min(99, percentOf(row.moduleSeconds ?? 0, about.seconds)) : 100, finishedAt: row.moduleFinishedAt?.toISOString() ?? null,
      },
    })),
    nextCursor: last ? `${last.lastAt.toISOString()} ${last.workerId}` : null,
  };
};

export const learningReport = async (ctx: Ctx): Promise<OutputOf<Learning['learningReport']>> => {
  const { seconds, ...totals } = await store.learnerTotals(ctx.tx, ctx.cityId);
  const modules = await modulesOf(ctx.tx, ctx.cityId);
  return { ...totals, hours: Math.round(seconds / 360) / 10, modules: modules.map(({ code, titleZh, titleEn, grouping, started, finished }) => ({ module: code, title: { zh: titleZh, en: titleEn || titleZh }, group: grouping, started, finished })) };
};

const SHOWN_QUIZZES = 20;
/** For the school, and a merchant for its own; every other reads as unknown. */
export const progressOf = async (ctx: Ctx, { workerId }: { workerId: string }): Promise<OutputOf<Learning['progressOf']>> => {
  const worker = await workerOf(ctx, workerId);
  if (!holds(ctx.actor, schoolRoles) && !(worker.merchantId !== null && holds(ctx.actor, merchantRoles, worker.merchantId))) refuse('workers.worker_unknown');
  const progress = await moduleProgressOf(ctx.tx, ctx.cityId, workerId);
  return {
    workerId, name: worker.name, modules: (await modulesOf(ctx.tx, ctx.cityId)).filter((row) => row.isOpen || progress.some(({ module }) => module === row.code)).map((row) => moduleView(row, progress)), path: await pathOfWorker(ctx, worker),
    quizzes: (await quizzesOf(ctx.tx, ctx.cityId, workerId, SHOWN_QUIZZES)).map(({ at, ...quiz }) => ({ ...quiz, at: at.toISOString() })),
  };
};
