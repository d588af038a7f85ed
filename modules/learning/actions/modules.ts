import type { Bilingual, OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { kindOf } from '../../training/index.ts';
import { workerOfActor } from '../../workers/index.ts';
import { seedLessons } from '../rules/lessons.ts';
import { CORE, groupNames, kindsThatNeed, seedModules } from '../rules/modules.ts';
import { percentOf } from '../rules/watch.ts';
import { sayStanding } from '../rules/words.ts';
import { lessonsOf } from '../store/lessons.ts';
import * as store from '../store/modules.ts';
import { lessonProgressOf, moduleProgressOf, type ModuleProgressRow } from '../store/progress.ts';
import { briefOf } from './views.ts';

type Learning = typeof contract.learning;
export type ModuleView = OutputOf<Learning['addModule']>;

/** Gives a city the modules and lessons it begins with. Doing it again adds only what is new; what was edited stays. System use. */
export const installModules = async (ctx: Ctx): Promise<{ added: number }> => ({ added: await store.insertSeeds(ctx.tx, ctx.cityId, seedModules, seedLessons, { at: ctx.now, byName: ctx.actor.name }) });

/** Every night: a city opened before, or by an older edition, gets what it lacks. */
export const completeModules = async (ctx: Ctx): Promise<void> => {
  if ((await store.countSeeds(ctx.tx, ctx.cityId, seedLessons.map(({ lessonId }) => lessonId))) < seedLessons.length) await installModules(ctx);
};

const standingOf = (row: store.ModuleRow, progress: ModuleProgressRow | undefined): NonNullable<ModuleView['mine']> => {
  const state = progress === undefined ? 'new' as const : progress.finishedAt !== null ? 'finished' as const : 'started' as const;
  const lessonsFinished = Math.min(progress?.lessonsFinished ?? 0, row.lessonCount);
  return {
    state, lessonsFinished, lessonCount: row.lessonCount, percent: state === 'finished' ? 100 : Math.min(99, percentOf(progress?.secondsDone ?? 0, row.seconds)), startedAt: progress?.startedAt.toISOString() ?? null, finishedAt: progress?.finishedAt?.toISOString() ?? null,
    source: progress?.source ?? null, words: sayStanding({ state, lessonsLeft: row.lessonCount - lessonsFinished, finishedOn: progress?.finishedAt ? cityDay(progress.finishedAt) : null, source: progress?.source ?? null }),
  };
};
/** `progress` null: nobody's progress is asked about. */
export const moduleView = (row: store.ModuleRow, progress: readonly ModuleProgressRow[] | null): ModuleView => ({
  module: row.code, group: row.grouping, groupName: groupNames[row.grouping], title: { zh: row.titleZh, en: row.titleEn || row.titleZh }, about: { zh: row.aboutZh, en: row.aboutEn || row.aboutZh }, lessonCount: row.lessonCount, seconds: row.seconds, isOpen: row.isOpen,
  neededFor: kindsThatNeed(row.code).flatMap((kind) => { const known = kindOf(kind); return known ? [{ kind, title: known.title }] : []; }), mine: progress && standingOf(row, progress.find(({ module }) => module === row.code)),
});
export const moduleOf = async (ctx: Ctx, code: string): Promise<store.ModuleRow> => (await store.findModule(ctx.tx, ctx.cityId, code)) ?? refuse('learning.module_unknown', {}, 'module');

/** The worker who looks; null for anybody who is none. */
export const learnerOfActor = async (ctx: Ctx): Promise<string | null> => (ctx.actor.kind === 'person' && holds(ctx.actor, 'worker') ? (await workerOfActor(ctx)).id : null);
const isSchool = (ctx: Ctx): boolean => holds(ctx.actor, ['trainer', 'examiner', 'operator']);

/** Open modules and those she has begun; the school sees closed ones too. */
export const listModules = async (ctx: Ctx): Promise<OutputOf<Learning['listModules']>> => {
  const workerId = await learnerOfActor(ctx);
  const progress = workerId === null ? null : await moduleProgressOf(ctx.tx, ctx.cityId, workerId);
  const rows = (await store.modulesOf(ctx.tx, ctx.cityId)).filter((row) => row.isOpen || isSchool(ctx) || progress?.some(({ module }) => module === row.code));
  const done = new Set(progress?.filter(({ finishedAt }) => finishedAt !== null).map(({ module }) => module));
  return { items: rows.map((row) => moduleView(row, progress)), coreLeft: progress && CORE.filter((code) => !done.has(code)).length };
};

export const getModule = async (ctx: Ctx, { module }: { module: string }): Promise<OutputOf<Learning['getModule']>> => {
  const row = await moduleOf(ctx, module);
  const workerId = await learnerOfActor(ctx);
  const progress = workerId === null ? null : await moduleProgressOf(ctx.tx, ctx.cityId, workerId);
  const lessons = workerId === null ? null : new Map((await lessonProgressOf(ctx.tx, ctx.cityId, workerId)).map((one) => [one.lessonId, one]));
  return { ...moduleView(row, progress), lessons: (await lessonsOf(ctx.tx, ctx.cityId, module)).map((one) => briefOf(one, lessons === null ? undefined : lessons.get(one.lessonId) ?? null)) };
};

/** Refuses `learning.module_taken`. */
export const addModule = async (ctx: Ctx, { module, title, about }: ParsedOf<Learning['addModule']>): Promise<ModuleView> => {
  const made = await store.insertOwnModule(ctx.tx, ctx.cityId, { code: module, titleZh: title.zh, titleEn: title.en, aboutZh: about.zh, aboutEn: about.en, at: ctx.now });
  if (made === 0) refuse('learning.module_taken', { code: module }, 'module');
  return moduleView(await moduleOf(ctx, module), null);
};

/** Refuses `learning.module_unknown`, `learning.module_needed`. */
export const editModule = async (ctx: Ctx, { module, title, about, isOpen }: ParsedOf<Learning['editModule']>): Promise<ModuleView> => {
  const row = await moduleOf(ctx, module);
  if (isOpen === false && kindsThatNeed(module).length > 0) refuse('learning.module_needed', {}, 'isOpen');
  await store.updateModule(ctx.tx, ctx.cityId, module, { titleZh: title?.zh ?? row.titleZh, titleEn: title?.en ?? row.titleEn, aboutZh: about?.zh ?? row.aboutZh, aboutEn: about?.en ?? row.aboutEn, isOpen: isOpen ?? row.isOpen });
  return moduleView(await moduleOf(ctx, module), null);
};

/** Names of all modules by code. */
export const moduleNames = async (ctx: Ctx): Promise<Map<string, Bilingual>> => new Map((await store.modulesOf(ctx.tx, ctx.cityId)).map((row) => [row.code, { zh: row.titleZh, en: row.titleEn || row.titleZh }]));
