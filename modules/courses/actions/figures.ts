import { applicationStages, cohortStates, sessionKinds, type OutputOf, type ParsedOf, type contract, type targetSteps } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { dayAfter, instantOf } from '../rules/cohorts.ts';
import { cohortNames, sessionNames } from '../rules/names.ts';
import { COVERAGE_DAYS, funnelSteps, partnerStep, targetNames } from '../rules/figures.ts';
import * as store from '../store/figures.ts';
import { pageOf, timeOf } from './views.ts';

type Courses = typeof contract.courses;
const DAY_MS = 86_400_000;
const percent = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 100) / whole));

export const cohortReport = async (ctx: Ctx, { from, to, partnerId }: ParsedOf<Courses['cohortReport']>): Promise<OutputOf<Courses['cohortReport']>> => {
  const sums = new Map((await store.cohortSums(ctx.tx, ctx.cityId, from ?? null, to ?? null, partnerId ?? null)).map((row) => [row.state, row]));
  return {
    rows: cohortStates.map((state) => ({ ...(sums.get(state) ?? { cohorts: 0, seats: 0, enrolled: 0, waiting: 0, finished: 0, incomplete: 0, dropped: 0 }), state, name: cohortNames[state] })),
    byCourse: await store.courseSums(ctx.tx, ctx.cityId, from ?? null, to ?? null, partnerId ?? null),
  };
};

/** Trainings held and how many of the active workers were trained within twelve months. */
export const trainingCounters = async (ctx: Ctx, { from, to }: ParsedOf<Courses['trainingCounters']>): Promise<OutputOf<Courses['trainingCounters']>> => {
  const until = to === undefined ? ctx.now : instantOf(dayAfter(to), '00:00');
  const sums = new Map((await store.sessionSums(ctx.tx, ctx.cityId, from === undefined ? null : instantOf(from, '00:00'), until < ctx.now ? until : ctx.now)).map((row) => [row.kind, row]));
  const facts = await store.coverage(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - COVERAGE_DAYS * DAY_MS));
  const coveragePercent = percent(facts.coveredWorkers, facts.activeWorkers);
  return {
    ...facts, coveragePercent, sessionsHeld: [...sums.values()].reduce((total, { sessions }) => total + sessions, 0), byKind: sessionKinds.map((kind) => ({ kind, name: sessionNames[kind], sessions: sums.get(kind)?.sessions ?? 0, attendances: sums.get(kind)?.attendances ?? 0 })),
    words: coveragePercent === null ? { zh: '还没有在职的家政员', en: 'No active worker yet' } : { zh: `近一年培训覆盖 ${coveragePercent}%（${facts.coveredWorkers} / ${facts.activeWorkers} 人）`, en: `${coveragePercent} % of the active workers were trained within a year (${facts.coveredWorkers} of ${facts.activeWorkers})` },
  };
};

export const pilotFunnel = async (ctx: Ctx, { from, to }: ParsedOf<Courses['pilotFunnel']>): Promise<OutputOf<Courses['pilotFunnel']>> => {
  const counts = await store.funnel(ctx.tx, ctx.cityId, from === undefined ? null : instantOf(from, '00:00'), to === undefined ? null : instantOf(dayAfter(to), '00:00'), applicationStages.indexOf('firstOrder'));
  const aims = await targets(ctx);
  return { rows: funnelSteps.map(({ step, name }) => ({ step, name, count: counts[step], target: aims[step], percent: aims[step] === null ? null : percent(counts[step], aims[step]) })) };
};

/** What is aimed at now, by step: the city's own word, or what the first cohorts aimed at. */
export const targets = async (ctx: Ctx): Promise<Record<(typeof targetSteps)[number], number | null>> => {
  const own = new Map((await store.targetsNow(ctx.tx, ctx.cityId)).map(({ step, target }) => [step, target]));
  return Object.fromEntries([...funnelSteps, partnerStep].map(({ step, target }) => [step, own.has(step) ? own.get(step)! : target])) as Record<(typeof targetSteps)[number], number | null>;
};
const targetView = (row: store.TargetRow): OutputOf<Courses['setTarget']> => ({ targetId: row.id, step: row.step, name: targetNames[row.step], target: row.target, words: row.words, at: row.at.toISOString(), byName: row.byName });
export const setTarget = async (ctx: Ctx, { step, target, words }: ParsedOf<Courses['setTarget']>): Promise<OutputOf<Courses['setTarget']>> => {
  const row: store.TargetRow = { id: ctx.newId('tgt'), step, target, words, at: ctx.now, byName: ctx.actor.name };
  await store.insertTarget(ctx.tx, ctx.cityId, row);
  await ctx.emit('course.changed', { what: 'target', subjectId: row.id, workerId: null, personIds: [] });
  return targetView(row);
};
export const targetHistory = async (ctx: Ctx, { step, cursor, limit }: ParsedOf<Courses['targetHistory']>): Promise<OutputOf<Courses['targetHistory']>> => {
  const rows = await store.targetsOf(ctx.tx, ctx.cityId, { step: step ?? null, before: timeOf(cursor), limit: limit + 1 });
  return pageOf(rows, limit, targetView, (row) => `${row.at.toISOString()} ${row.id}`);
};
