import { cityRoles, deskRoles, type contract, type OutputOf, type ParsedOf } from '@linli/contract';
import { demand, holds } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { addressFacts, householdOf, personBriefs } from '../../accounts/index.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { workerNames } from '../../workers/index.ts';
import { statusLabelOf } from '../rules.ts';
import type { OrderFacts } from '../rules/order.ts';
import { areaAddress, maskName } from '../rules/masks.ts';
import { cursorOf, placeOf } from '../rules/pages.ts';
import { holidayOn, holidaysKnownUntil, holidayWords } from '../rules/series-holidays.ts';
import { clockOf, workerOfVisit, type SeriesFacts, type VisitFacts } from '../rules/series.ts';
import { saySeries, seriesStateLabels, visitStateLabels } from '../rules/series-words.ts';
import { pageOfSeries, seriesEntries, successorsOf, visitsOf } from '../store/series.ts';
import { viewerOf } from './open.ts';
import { ordersByIds, peekSeries } from './series-open.ts';
import type { FoundConflict } from './series-conflicts.ts';

type Orders = typeof contract.orders;
export type SeriesSummary = OutputOf<Orders['listSeries']>['items'][number];
export type SeriesView = OutputOf<Orders['seriesView']>;
export type SeriesVisitView = SeriesView['upcoming'][number];

/** A page shows so many visits each way; further ones come as time goes on. */
const MOST_UPCOMING = 60;
const MOST_PAST = 60;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
const only = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))];

export const visitView = (visit: VisitFacts, series: Pick<SeriesFacts, 'workerId'>, order: OrderFacts | undefined, names: ReadonlyMap<string, string>): SeriesVisitView => {
  const workerId = order?.workerId ?? workerOfVisit(visit, series);
  return {
    visitId: visit.id, day: visit.day, startAt: (order?.startsAt ?? visit.startsAt).toISOString(), endAt: (order?.endsAt ?? visit.endsAt).toISOString(), state: visit.state, stateLabel: visitStateLabels[visit.state],
    words: visit.wordsZh === '' ? null : { zh: visit.wordsZh, en: visit.wordsEn }, isOwn: visit.ownStartsAt !== null || visit.ownWorkerId !== null, workerId, workerName: workerId === null ? null : (names.get(workerId) ?? null),
    orderId: visit.orderId, orderStatus: order?.status ?? null, orderStatusLabel: order ? statusLabelOf(order) : null, totalFen: order?.totalFen ?? visit.quotedFen, payBefore: order?.status === 'held' ? iso(order.payBefore) : null, holiday: holidayOn(visit.day)?.name ?? null,
  };
};

export const conflictView = ({ visitId, day, startAt, kind, isStopping, words, wayOut, freeStartAt, otherWorkers }: FoundConflict, isSaved: boolean): OutputOf<Orders['previewSeries']>['conflicts'][number] =>
  ({ visitId: isSaved ? visitId : null, day, startAt: startAt.toISOString(), kind, isStopping, words, wayOut, freeStartAt: iso(freeStartAt), otherWorkers });

/** One line per series, in a handful of questions however many they are. */
const summariesOf = async (ctx: Ctx, rows: readonly SeriesFacts[]): Promise<{ summaries: SeriesSummary[]; visits: Map<string, VisitFacts[]>; orders: Map<string, OrderFacts>; names: Map<string, string> }> => {
  const all = await visitsOf(ctx.tx, ctx.cityId, rows.map(({ id }) => id));
  const visits = Map.groupBy(all, ({ seriesId }) => seriesId);
  const coming = all.filter(({ startsAt }) => startsAt > ctx.now);
  const orders = await ordersByIds(ctx, rows.length === 1 ? all : coming);
  const items = await itemBriefs(ctx, rows.map(({ itemId }) => itemId));
  const people = await personBriefs(ctx, rows.map(({ customerId }) => customerId));
  const names = await workerNames(ctx, only([...rows.map(({ workerId }) => workerId), ...all.map(({ ownWorkerId }) => ownWorkerId), ...[...orders.values()].map(({ workerId }) => workerId)]));
  const next = await successorsOf(ctx.tx, ctx.cityId, rows.map(({ id }) => id));
  const viewer = await viewerOf(ctx);
  const summaries: SeriesSummary[] = [];
  for (const series of rows) {
    const item = items.get(series.itemId);
    const upcoming = (visits.get(series.id) ?? []).filter(({ startsAt }) => startsAt > ctx.now);
    // Who only looks sees the estate and a masked name, as with orders.
    const isWhole = viewer.isSystem || viewer.householdId === series.householdId || holds(ctx.actor, deskRoles);
    const address = await addressFacts(ctx, series.addressId);
    const customer = people.get(series.customerId);
    const workerName = series.workerId === null ? null : (names.get(series.workerId) ?? null);
    summaries.push({
      seriesId: series.id, state: series.state, stateLabel: seriesStateLabels[series.state], words: saySeries(series, workerName), itemId: series.itemId, itemName: item?.name ?? { zh: series.itemId, en: series.itemId }, icon: item?.icon ?? '', quantity: series.quantity,
      unitLabel: item?.unitLabel ?? { zh: '', en: '' }, addressId: series.addressId, address: isWhole ? address.full : areaAddress(address), customerId: series.customerId, customerName: isWhole ? (customer?.name ?? '') : maskName(customer?.name ?? ''), maskedPhone: isWhole ? (customer?.maskedPhone ?? '') : '',
      rule: series.rule, firstDay: series.firstDay, startTime: clockOf(series.startMinute), durationMinutes: series.durationMinutes, endsOn: series.endsOn, visitLimit: series.visitLimit, holidayRule: series.holidayRule, workerMode: series.workerMode, workerId: series.workerId, workerName,
      daysAhead: series.daysAhead, priceFen: series.priceFen, nextStartAt: iso(upcoming.filter(({ state }) => state !== 'skipped').map(({ startsAt }) => startsAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? null), upcomingCount: upcoming.filter(({ state }) => state !== 'skipped').length,
      unpaidCount: upcoming.filter(({ orderId }) => orderId !== null && orders.get(orderId)?.status === 'held').length, conflictCount: upcoming.filter(({ state }) => state === 'conflict').length, previousId: series.previousId, nextId: next.get(series.id) ?? null,
    });
  }
  return { summaries, visits, orders, names };
};

/** The whole series as household and desk see it. */
export const showSeries = async (ctx: Ctx, series: SeriesFacts): Promise<SeriesView> => {
  const { summaries, visits, orders, names } = await summariesOf(ctx, [series]);
  const shown = (list: readonly VisitFacts[]): SeriesVisitView[] => list.map((visit) => visitView(visit, series, visit.orderId === null ? undefined : orders.get(visit.orderId), names));
  const all = visits.get(series.id) ?? [];
  const inOrder = [...all].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return {
    ...summaries[0]!, note: series.note, excludedDays: series.excludedDays, extraDays: series.extraDays, pauses: series.pauses, upcoming: shown(inOrder.filter(({ startsAt }) => startsAt > ctx.now).slice(0, MOST_UPCOMING)),
    past: shown(inOrder.filter(({ startsAt }) => startsAt <= ctx.now).reverse().slice(0, MOST_PAST)), holidaysKnownUntil: holidaysKnownUntil(), holidayWords: holidayWords(),
    history: (await seriesEntries(ctx.tx, ctx.cityId, series.id)).map((entry) => ({ at: entry.at.toISOString(), verb: entry.verb, actorLabel: { zh: entry.actorLabelZh, en: entry.actorLabelEn }, words: { zh: entry.wordsZh, en: entry.wordsEn }, reason: entry.reason })),
  };
};

/** One series. Refuses `orders.series_unknown` to everyone it does not concern. */
export const seriesView: Action<{ seriesId: string }, SeriesView> = async (ctx, { seriesId }) => showSeries(ctx, await peekSeries(ctx, seriesId));

/** The own household's series, newest first; with scope `city` the desk's list. */
export const listSeries: Action<ParsedOf<Orders['listSeries']>, OutputOf<Orders['listSeries']>> = async (ctx, { scope, customerId, workerId, state, q, cursor, limit }) => {
  if (scope === 'city') demand(ctx, cityRoles);
  const householdId = scope === 'own' ? await householdOf(ctx, ctx.actor.personId ?? refuse('access.sign_in')) : undefined;
  const rows = await pageOfSeries(ctx.tx, ctx.cityId, { householdId, customerId, workerId, state, ...(q?.trim() && { q: q.trim() }) }, { after: placeOf(cursor), limit });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: (await summariesOf(ctx, shown)).summaries, nextCursor: rows.length > limit && last ? cursorOf({ at: last.placedAt, id: last.id }) : null };
};
