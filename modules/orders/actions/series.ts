import { deskRoles, type contract, type InputOf, type OutputOf } from '@linli/contract';
import { demand } from '../../../kernel/access.ts';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { addressFor, membersNamed } from '../../accounts/index.ts';
import { locate } from '../../alliance/index.ts';
import { itemOf, quoteFor } from '../../catalog/index.ts';
import { workerNames, workerOf } from '../../workers/index.ts';
import { markConflicts } from '../rules/series-conflicts.ts';
import { holidaysKnownUntil, holidayWords, plusDays } from '../rules/series-holidays.ts';
import { dayOf, instantOf, minuteOf, PLANNED_DAYS, refuseRule, type SeriesFacts, type VisitFacts, type WorkerMode } from '../rules/series.ts';
import { settle } from '../rules/series-settle.ts';
import { saySeries } from '../rules/series-words.ts';
import { lockRow } from '../store/orders.ts';
import { insertSeries, seriesOfOrder } from '../store/series.ts';
import { insist } from './open.ts';
import { findConflicts } from './series-conflicts.ts';
import { aboutSeries, advance, noteSeries, type SeriesPart } from './series-open.ts';
import { conflictView, showSeries, visitView, type SeriesView } from './series-view.ts';

type Orders = typeof contract.orders;
export type Wish = Omit<InputOf<Orders['previewSeries']>, 'customerId'> & { customerId?: string | undefined };

/** The visits a preview shows; the rest follows the same rule. */
const MOST_PREVIEWED = 60;

export const plannedTo = (now: Date): string => plusDays(dayOf(now), PLANNED_DAYS);

/** The worker of a series: named unless every visit may have another. Refuses `orders.series_worker_missing`, `workers.worker_unknown`. */
export const workerFor = async (ctx: Ctx, mode: WorkerMode, workerId: string | null | undefined): Promise<string | null> => {
  if (mode === 'none') return null;
  return (await workerOf(ctx, workerId ?? refuse('orders.series_worker_missing', {}, 'workerId'))).id;
};

/** What one visit costs and how long it takes: the level of a kept or preferred worker counts, as when she is chosen for a single visit. */
export const quoteVisit = async (ctx: Ctx, series: Pick<SeriesFacts, 'itemId' | 'quantity' | 'workerId'>, startAt: Date) =>
  quoteFor(ctx, { itemId: series.itemId, quantity: series.quantity, startAt, ...(series.workerId !== null && { workerLevel: (await workerOf(ctx, series.workerId)).level }) });

/** A wish as a series that is not written yet, with its visits and what is in their way. */
const draftSeries = async (ctx: Ctx, wish: Wish): Promise<{ series: SeriesFacts; visits: VisitFacts[]; part: SeriesPart }> => {
  const isForAnother = wish.customerId !== undefined && wish.customerId !== ctx.actor.personId;
  if (isForAnother) demand(ctx, deskRoles);
  const customerId = wish.customerId ?? ctx.actor.personId ?? refuse('access.sign_in');
  insist(refuseRule(wish.rule));
  const address = await addressFor(ctx, { addressId: wish.addressId, ...(isForAnother && { customerId }) });
  if (!address.isCustomerCallable) refuse('accounts.phone_missing');
  const area = await locate(ctx, { lon: address.lon, lat: address.lat });
  if (!area?.isOpen) refuse('orders.address_closed', { area: area?.districtName ?? address.districtName }, 'addressId');
  const item = await itemOf(ctx, wish.itemId);
  if (item.bookingMode !== 'slot') refuse('orders.series_rule_wrong', { whyZh: `“${item.name.zh}”要先由顾问联系，不能固定预约`, whyEn: `“${item.name.en}” is talked over first and cannot recur by itself` }, 'itemId');
  const workerMode = wish.workerMode ?? 'none';
  const startMinute = minuteOf(wish.startTime) % 1440;
  const draft: SeriesFacts = {
    id: ctx.newId('ser'), customerId, householdId: address.householdId, addressId: wish.addressId, placedBy: ctx.actor.personId ?? 'system', channel: 'h5', itemId: wish.itemId, quantity: wish.quantity, note: '', memberIds: [], durationMinutes: 1,
    rule: wish.rule, firstDay: wish.firstDay, startMinute, endsOn: wish.endsOn ?? null, visitLimit: wish.visitLimit ?? null, holidayRule: wish.holidayRule ?? 'skip', excludedDays: wish.excludedDays ?? [], extraDays: wish.extraDays ?? [], pauses: [],
    workerMode, workerId: await workerFor(ctx, workerMode, wish.workerId), state: 'active', daysAhead: wish.daysAhead ?? 14, priceFen: 0, previousId: null, placedAt: ctx.now, changedAt: ctx.now,
  };
  if (draft.endsOn !== null && draft.endsOn < draft.firstDay) refuse('orders.series_empty', {}, 'endsOn');
  const quote = await quoteVisit(ctx, draft, instantOf(draft.firstDay, startMinute));
  const series = { ...draft, durationMinutes: quote.durationMinutes, priceFen: quote.totalFen };
  const visits = settle(series, [], { now: ctx.now, to: plannedTo(ctx.now), newId: () => ctx.newId('svt') });
  if (visits.length === 0) refuse('orders.series_empty', {}, 'rule');
  return { series, visits, part: ctx.actor.kind === 'system' ? 'system' : isForAnother ? 'desk' : 'household' };
};

const nameOf = async (ctx: Ctx, series: SeriesFacts): Promise<string | null> => (series.workerId === null ? null : ((await workerNames(ctx, [series.workerId])).get(series.workerId) ?? null));

/** What a recurring wish would be: its visits, the price of one, every conflict with the way out. Keeps nothing. */
export const previewSeries: Action<Wish, OutputOf<Orders['previewSeries']>> = async (ctx, wish) => {
  const { series, visits } = await draftSeries(ctx, wish);
  const conflicts = await findConflicts(ctx, series, visits.slice(0, MOST_PREVIEWED), { isLookingForOthers: true });
  const name = await nameOf(ctx, series);
  const names = new Map(series.workerId !== null && name !== null ? [[series.workerId, name]] : []);
  return {
    words: saySeries(series, name), visits: visits.slice(0, MOST_PREVIEWED).map((visit) => visitView(visit, series, undefined, names)), visitCount: visits.filter(({ state }) => state !== 'skipped').length, priceFen: series.priceFen, durationMinutes: series.durationMinutes,
    conflicts: conflicts.map((conflict) => conflictView(conflict, false)), holidaysKnownUntil: holidaysKnownUntil(), holidayWords: holidayWords(),
  };
};

type Creating = Wish & Pick<InputOf<Orders['createSeries']>, 'note' | 'memberIds' | 'channel' | 'firstOrderId' | 'reason'>;

/** The order just placed, as the first visit. It is the household's own, of the same service and home, and of no other series. */
const linkFirst = async (ctx: Ctx, series: SeriesFacts, visits: readonly VisitFacts[], orderId: string): Promise<VisitFacts[]> => {
  // Locked, so that two series asked for at once do not both begin with it.
  const order = await lockRow(ctx.tx, ctx.cityId, orderId);
  const isFitting = order && order.householdId === series.householdId && order.itemId === series.itemId && order.addressId === series.addressId && order.startsAt !== null && (await seriesOfOrder(ctx.tx, ctx.cityId, orderId)) === null;
  const first = isFitting ? visits.find(({ day }) => day === dayOf(order.startsAt!)) : undefined;
  if (!first || !['held', 'paid', 'assigned', 'accepted'].includes(order!.status)) refuse('orders.order_unknown', {}, 'firstOrderId');
  return visits.map((visit) => (visit.id === first!.id ? { ...visit, state: 'ordered', reason: '', orderId, startsAt: order!.startsAt!, endsAt: order!.endsAt!, quotedFen: order!.totalFen, askedAt: ctx.now } : visit));
};

/**
 * Makes a visit recurring. Orders follow by themselves `daysAhead` before each start; what stands in the way of single visits is
 * marked on them. The desk acts for a customer and says why (`orders.series_reason_missing`).
 */
export const createSeries: Action<Creating, SeriesView> = async (ctx, { note = '', memberIds = [], channel, firstOrderId, reason = '', ...wish }) => {
  const { series: draft, visits, part } = await draftSeries(ctx, wish);
  if (part === 'desk' && reason.trim() === '') refuse('orders.series_reason_missing', {}, 'reason');
  await membersNamed(ctx, { householdId: draft.householdId, memberIds });
  const series: SeriesFacts = { ...draft, note, memberIds: [...new Set(memberIds)], channel: channel ?? (part === 'desk' ? 'phone' : 'h5') };
  const linked = firstOrderId === undefined ? visits : await linkFirst(ctx, series, visits, firstOrderId);
  const marked = markConflicts(linked, await findConflicts(ctx, series, linked, { isLookingForOthers: false }));
  await insertSeries(ctx.tx, ctx.cityId, series);
  await noteSeries(ctx, series.id, part, 'create', saySeries(series, await nameOf(ctx, series)), reason);
  const saved = await advance(ctx, series, [], marked);
  await ctx.emit('series.changed', await aboutSeries(ctx, saved));
  return showSeries(ctx, saved);
};
