import { deskRoles, cityRoles } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { OrderFacts } from '../rules/order.ts';
import { isDue, nextLook, dayOf, stateOn, type SeriesFacts, type VisitFacts } from '../rules/series.ts';
import { actorLabels } from '../rules/series-words.ts';
import { maskName } from '../rules/masks.ts';
import { audienceOf, ordersOf } from '../store/orders.ts';
import { addSeriesEntry, findSeries, insertVisits, lockSeries, removeVisits, visitsOf, writeSeries } from '../store/series.ts';
import { policyOf, viewerOf } from './open.ts';

/** How a person stands to a series. The desk acts for the household and says why. */
export type SeriesPart = 'household' | 'desk' | 'system';
export type OpenSeries = { series: SeriesFacts; visits: VisitFacts[]; orders: Map<string, OrderFacts>; part: SeriesPart };

const partIn = async (ctx: Ctx, series: SeriesFacts): Promise<SeriesPart | 'watch' | null> => {
  const viewer = await viewerOf(ctx);
  if (viewer.isSystem) return 'system';
  if (viewer.householdId === series.householdId) return 'household';
  return holds(ctx.actor, deskRoles) ? 'desk' : holds(ctx.actor, cityRoles) ? 'watch' : null;
};

/** The series with its visits and their orders, as seen; strangers get `orders.series_unknown`. */
export const peekSeries = async (ctx: Ctx, seriesId: string): Promise<SeriesFacts> => {
  const series = (await findSeries(ctx.tx, ctx.cityId, seriesId)) ?? refuse('orders.series_unknown');
  return (await partIn(ctx, series)) === null ? refuse('orders.series_unknown') : series;
};

export const ordersByIds = async (ctx: Ctx, visits: readonly VisitFacts[]): Promise<Map<string, OrderFacts>> =>
  new Map((await ordersOf(ctx.tx, ctx.cityId, visits.map(({ orderId }) => orderId).filter((id) => id !== null))).map((order) => [order.id, order]));

/** The beginning of every change: locks the series and sees who acts. Refuses `orders.series_unknown`, `orders.series_over`, `orders.series_reason_missing`, and `access.forbidden` to those who only look. */
export const openSeries = async (ctx: Ctx, seriesId: string, reason: string): Promise<OpenSeries> => {
  const series = (await lockSeries(ctx.tx, ctx.cityId, seriesId)) ?? refuse('orders.series_unknown');
  const part = (await partIn(ctx, series)) ?? refuse('orders.series_unknown');
  if (part === 'watch') refuse('access.forbidden', { needZh: '只有下单家庭或平台客服可以改', needEn: 'only the household or the desk may change it' });
  if (part === 'desk' && reason.trim() === '') refuse('orders.series_reason_missing', {}, 'reason');
  if (series.state === 'ended') refuse('orders.series_over');
  const visits = await visitsOf(ctx.tx, ctx.cityId, [seriesId]);
  return { series, visits, orders: await ordersByIds(ctx, visits), part };
};

export const noteSeries = (ctx: Ctx, seriesId: string, part: SeriesPart, verb: string, words: { zh: string; en: string }, reason: string): Promise<number> => {
  const label = actorLabels[part];
  const name = part === 'desk' ? ` ${maskName(ctx.actor.name)}` : '';
  return addSeriesEntry(ctx.tx, ctx.cityId, seriesId, { at: ctx.now, verb, actorId: ctx.actor.personId, actorLabelZh: `${label.zh}${name}`, actorLabelEn: `${label.en}${name}`, wordsZh: words.zh, wordsEn: words.en, reason });
};

/** Writes what changed of visits. Rows go before others come, so that two visits may swap their days. */
export const writeVisits = async (ctx: Ctx, before: readonly VisitFacts[], after: readonly VisitFacts[]): Promise<void> => {
  const had = new Map(before.map((visit) => [visit.id, JSON.stringify(visit)]));
  const changed = after.filter((visit) => had.get(visit.id) !== JSON.stringify(visit));
  const left = new Set(after.map(({ id }) => id));
  await removeVisits(ctx.tx, ctx.cityId, [...before.filter(({ id }) => !left.has(id)), ...changed.filter(({ id }) => had.has(id))].map(({ id }) => id));
  await insertVisits(ctx.tx, ctx.cityId, changed);
};

export const aboutSeries = async (ctx: Ctx, series: SeriesFacts): Promise<{ seriesId: string; personIds: string[] }> => ({ seriesId: series.id, personIds: await audienceOf(ctx.tx, ctx.cityId, series.householdId, []) });

/**
 * The end of every change: writes the series with its state of today, asks for the orders that are due (`series.visitDue`;
 * dispatch finds the time) and sets the next look. `before` are the rows as they stand in the database.
 */
export const advance = async (ctx: Ctx, series: SeriesFacts, before: readonly VisitFacts[], after: readonly VisitFacts[]): Promise<SeriesFacts> => {
  const { minLeadMinutes } = await policyOf(ctx);
  const today = dayOf(ctx.now);
  const looked = { ...series, changedAt: ctx.now, state: stateOn(series, today, after.some(({ startsAt, state }) => startsAt > ctx.now && state !== 'skipped')) };
  const due = after.filter((visit) => visit.seriesId === series.id && isDue(visit, looked, ctx.now, minLeadMinutes));
  const asked = new Set(due.map(({ id }) => id));
  const visits = after.map((visit) => (asked.has(visit.id) ? { ...visit, askedAt: ctx.now } : visit));
  await writeSeries(ctx.tx, ctx.cityId, looked);
  await writeVisits(ctx, before, visits);
  const about = await aboutSeries(ctx, looked);
  for (const visit of due) await ctx.emit('series.visitDue', { ...about, visitId: visit.id });
  if (looked.state !== 'ended') await ctx.schedule({ name: 'orders.planSeries', key: series.id, at: nextLook(looked, visits, ctx.now), payload: { seriesId: series.id } });
  return looked;
};
