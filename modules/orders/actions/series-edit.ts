import type { contract, Bilingual, OutputOf, ParsedOf } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { workerNames } from '../../workers/index.ts';
import { cancelTerms, type CancelTerms } from '../rules/cancel.ts';
import { refuseStart } from '../rules/place.ts';
import { markConflicts } from '../rules/series-conflicts.ts';
import { diffOf } from '../rules/series-diff.ts';
import { planEdit, planEnd, planPause, planResume, planSkip, planUnskip, type Around, type Edit, type Plan } from '../rules/series-edit.ts';
import { dayOf, instantOf, minuteOf, PLANNED_DAYS, refusePause, refuseRule, workerOfVisit, type SeriesFacts, type VisitFacts } from '../rules/series.ts';
import { saySeries } from '../rules/series-words.ts';
import { sayStart } from '../rules/words.ts';
import { insertSeries } from '../store/series.ts';
import { cancel } from './cancel.ts';
import { insist, policyOf } from './open.ts';
import { plannedTo, quoteVisit, workerFor } from './series.ts';
import { findConflicts } from './series-conflicts.ts';
import { aboutSeries, advance, noteSeries, openSeries, type OpenSeries, writeVisits } from './series-open.ts';
import { conflictView, showSeries } from './series-view.ts';

type Orders = typeof contract.orders;
type SeriesChange = OutputOf<Orders['editSeries']>;
type Kind = { verb: string; words: Bilingual; isPreview: boolean; reason: string };

const aroundOf = (ctx: Ctx, { orders }: OpenSeries, paidOrders: 'keep' | 'cancel'): Around => ({ now: ctx.now, to: plannedTo(ctx.now), orders, paidOrders, newVisitId: () => ctx.newId('svt') });

/** A visit of the series that can still be changed. Refuses `orders.visit_unknown`, `orders.visit_over`. */
const visitOf = (ctx: Ctx, { visits }: OpenSeries, visitId: string): VisitFacts => {
  const visit = visits.find(({ id }) => id === visitId) ?? refuse('orders.visit_unknown', {}, 'visitId');
  return visit.startsAt <= ctx.now ? refuse('orders.visit_over') : visit;
};

const names = (ctx: Ctx, plan: Plan, visits: readonly VisitFacts[]): Promise<Map<string, string>> => workerNames(ctx, [...new Set(
  [plan.series.workerId, plan.later?.workerId ?? null, ...[...visits, ...plan.visits].map(({ ownWorkerId }) => ownWorkerId)].filter((id) => id !== null))]);

/**
 * Shows a plan as a diff with its fees and conflicts and, unless it is only a preview, carries it out: orders that are dropped
 * are cancelled by the ordinary rule, new ones are asked for when they are due.
 */
const conclude = async (ctx: Ctx, opened: OpenSeries, plan: Plan, { verb, words, isPreview, reason }: Kind): Promise<SeriesChange> => {
  const policy = await policyOf(ctx);
  const terms = new Map<string, CancelTerms>(plan.dropped.map((orderId) => [orderId, cancelTerms(opened.orders.get(orderId)!, ctx.now, policy, { isForceMajeure: false })]));
  const diff = diffOf(opened, plan, { now: ctx.now, orders: opened.orders, terms, names: await names(ctx, plan, opened.visits) });
  const touched = new Set(diff.filter(({ effect }) => effect !== 'cancelled' && effect !== 'orderKept').map(({ visitId }) => visitId));
  const found = [];
  for (const series of plan.later ? [plan.series, plan.later] : [plan.series]) found.push(...await findConflicts(ctx, series, plan.visits, { isLookingForOthers: isPreview, dropped: plan.dropped }));
  const visits = markConflicts(plan.visits, found);
  const change = {
    words, diff: diff.map((one) => ({ ...one, before: one.before?.toISOString() ?? null, after: one.after?.toISOString() ?? null })), conflicts: found.filter(({ visitId }) => touched.has(visitId)).map((conflict) => conflictView(conflict, true)),
    refundFen: diff.reduce((sum, { refundFen }) => sum + refundFen, 0), keptFen: diff.reduce((sum, { keptFen }) => sum + keptFen, 0),
  };
  if (isPreview) return { isSaved: false, ...change, series: null, newSeriesId: null };
  const saved = await saveChange(ctx, opened, { ...plan, visits }, words, verb, reason);
  return { isSaved: true, ...change, series: await showSeries(ctx, saved), newSeriesId: plan.later?.id ?? null };
};

/** Writes a plan; answers with the series that goes on. */
const saveChange = async (ctx: Ctx, opened: OpenSeries, plan: Plan, words: Bilingual, verb: string, reason: string): Promise<SeriesFacts> => {
  const { later, visits } = plan;
  if (later) await insertSeries(ctx.tx, ctx.cityId, later);
  // The rows let go of their orders first: what is then heard of a cancelled order concerns no visit any more.
  await writeVisits(ctx, opened.visits, visits);
  for (const orderId of plan.dropped) await cancel(ctx, { orderId, reason: reason === '' ? words.zh : reason, isForceMajeure: false });
  let saved = plan.series;
  for (const series of later ? [plan.series, later] : [plan.series]) {
    const own = visits.filter(({ seriesId }) => seriesId === series.id);
    saved = await advance(ctx, series, own, own);
    await noteSeries(ctx, series.id, opened.part, series === later ? 'create' : verb, words, reason);
    await ctx.emit('series.changed', await aboutSeries(ctx, series));
  }
  return saved;
};

const nameOf = async (ctx: Ctx, workerId: string | null): Promise<string | null> => (workerId === null ? null : ((await workerNames(ctx, [workerId])).get(workerId) ?? null));

/** Changes one visit, one and all following, or all to come; with `isPreview` only says what would happen. */
export const editSeries: Action<ParsedOf<Orders['editSeries']>, SeriesChange> = async (ctx, input) => {
  const opened = await openSeries(ctx, input.seriesId, input.reason);
  const { series, visits } = opened;
  if (input.rule !== undefined) insist(refuseRule(input.rule));
  if (input.scope !== 'all' && input.visitId === undefined) refuse('orders.visit_unknown', {}, 'visitId');
  const visit = input.visitId === undefined ? null : visitOf(ctx, opened, input.visitId);
  const startAt = input.startAt === undefined ? undefined : new Date(input.startAt);
  if (input.scope === 'this' && startAt) insist(refuseStart(startAt, ctx.now, { ...(await policyOf(ctx)), maxDaysAhead: PLANNED_DAYS }));
  const mode = input.workerMode ?? (input.workerId !== undefined && series.workerMode === 'none' ? 'kept' : series.workerMode);
  const workerId = input.workerMode === undefined && input.workerId === undefined ? undefined : await workerFor(ctx, input.scope === 'this' ? 'kept' : mode, input.workerId ?? series.workerId);
  const quantity = input.quantity ?? series.quantity;
  const durationMinutes = input.quantity === undefined ? undefined : (await quoteVisit(ctx, { ...series, quantity, workerId: workerId ?? series.workerId }, instantOf(series.firstDay, series.startMinute))).durationMinutes;
  const edit: Edit = {
    scope: input.scope, startAt, startMinute: input.startTime === undefined ? undefined : minuteOf(input.startTime) % 1440, rule: input.rule, workerMode: input.workerMode, workerId: input.scope === 'this' && input.workerId === undefined ? undefined : workerId, holidayRule: input.holidayRule,
    quantity: input.quantity, durationMinutes, daysAhead: input.daysAhead, endsOn: input.endsOn, excludedDays: input.excludedDays, extraDays: input.extraDays,
  };
  const plan = planEdit(series, visits, visit, edit, { ...aroundOf(ctx, opened, input.paidOrders), newSeriesId: () => ctx.newId('ser') });
  const shown = plan.later ?? plan.series;
  if (input.scope !== 'this' && !plan.visits.some(({ seriesId, startsAt }) => seriesId === shown.id && startsAt > ctx.now)) refuse('orders.series_empty', {}, 'rule');
  return conclude(ctx, opened, plan, { verb: 'edit', words: await editWords(ctx, input.scope, visit, plan, shown), isPreview: input.isPreview, reason: input.reason });
};

const editWords = async (ctx: Ctx, scope: 'this' | 'following' | 'all', visit: VisitFacts | null, plan: Plan, shown: SeriesFacts): Promise<Bilingual> => {
  if (scope === 'this' && visit) {
    const own = plan.visits.find(({ id }) => id === visit.id) ?? visit;
    const name = await nameOf(ctx, workerOfVisit(own, shown));
    const [before, after] = [sayStart(visit.startsAt), sayStart(own.startsAt)];
    return { zh: `只改 ${before.zh} 这次：${after.zh}${name === null ? '' : `，${name}`}`, en: `Only ${before.en}: ${after.en}${name === null ? '' : `, ${name}`}` };
  }
  const words = saySeries(shown, await nameOf(ctx, shown.workerId));
  if (!plan.later) return { zh: `以后每次：${words.zh}`, en: `From now on: ${words.en}` };
  return { zh: `从 ${plan.later.firstDay} 起：${words.zh}`, en: `From ${plan.later.firstDay} on: ${words.en}` };
};

type VisitRef = { seriesId: string; visitId: string; isPreview: boolean; reason: string };

/** Leaves one visit out. Its order, paid or not, is cancelled by the ordinary rule, which the preview tells. */
export const skipVisit: Action<VisitRef, SeriesChange> = async (ctx, { seriesId, visitId, isPreview, reason }) => {
  const opened = await openSeries(ctx, seriesId, reason);
  const visit = visitOf(ctx, opened, visitId);
  const at = sayStart(visit.startsAt);
  return conclude(ctx, opened, planSkip(opened.series, opened.visits, visit), { verb: 'skip', words: { zh: `跳过 ${at.zh}`, en: `Left out ${at.en}` }, isPreview, reason });
};

/** Takes a skipped visit back in. */
export const unskipVisit: Action<VisitRef, SeriesChange> = async (ctx, { seriesId, visitId, isPreview, reason }) => {
  const opened = await openSeries(ctx, seriesId, reason);
  const visit = visitOf(ctx, opened, visitId);
  if (visit.state !== 'skipped' || visit.reason === 'paused') refuse('orders.visit_over', {}, 'visitId');
  const at = sayStart(visit.startsAt);
  return conclude(ctx, opened, planUnskip(opened.series, opened.visits, visit, aroundOf(ctx, opened, 'keep')), { verb: 'unskip', words: { zh: `恢复 ${at.zh}`, en: `Back in: ${at.en}` }, isPreview, reason });
};

/** No visits from a day to a day, both included, or until resumed. */
export const pauseSeries: Action<ParsedOf<Orders['pauseSeries']>, SeriesChange> = async (ctx, { seriesId, from, to, isPreview, paidOrders, reason }) => {
  const opened = await openSeries(ctx, seriesId, reason);
  const pause = { from, to: to ?? null };
  insist(refusePause(opened.series.pauses, pause, dayOf(ctx.now)));
  const words = to === undefined ? { zh: `从 ${from} 起暂停`, en: `Paused from ${from} on` } : { zh: `${from} 到 ${to} 暂停`, en: `Paused from ${from} to ${to}` };
  return conclude(ctx, opened, planPause(opened.series, opened.visits, pause, aroundOf(ctx, opened, paidOrders)), { verb: 'pause', words, isPreview, reason });
};

/** Ends the pause that runs and those to come. */
export const resumeSeries: Action<{ seriesId: string; isPreview: boolean; reason: string }, SeriesChange> = async (ctx, { seriesId, isPreview, reason }) => {
  const opened = await openSeries(ctx, seriesId, reason);
  const today = dayOf(ctx.now);
  if (!opened.series.pauses.some(({ to }) => to === null || to >= today)) refuse('orders.series_pause_wrong', { whyZh: '没有要恢复的暂停', whyEn: 'there is no pause to end' });
  return conclude(ctx, opened, planResume(opened.series, opened.visits, today, aroundOf(ctx, opened, 'keep')), { verb: 'resume', words: { zh: '恢复上门', en: 'Resumed' }, isPreview, reason });
};

/** Ends the series after a day, today unless named. */
export const endSeries: Action<ParsedOf<Orders['endSeries']>, SeriesChange> = async (ctx, { seriesId, lastDay, isPreview, paidOrders, reason }) => {
  const opened = await openSeries(ctx, seriesId, reason);
  const day = lastDay ?? dayOf(ctx.now);
  return conclude(ctx, opened, planEnd(opened.series, opened.visits, day, aroundOf(ctx, opened, paidOrders)), { verb: 'end', words: { zh: `${day} 之后不再来`, en: `Ends after ${day}` }, isPreview, reason });
};
