import type { Bilingual, EventPayload } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { tellPerson, type Template } from '../../accounts/index.ts';
import { itemBriefs } from '../../catalog/index.ts';
import { holdOf, workerNames } from '../../workers/index.ts';
import { addMilliseconds, DAY_MS, type OrderFacts } from '../rules/order.ts';
import { markConflicts } from '../rules/series-conflicts.ts';
import { settle } from '../rules/series-settle.ts';
import { dayOf, payBeforeOf, UNPAID_BEFORE_PAUSE, workerOfVisit, type SeriesFacts, type VisitFacts } from '../rules/series.ts';
import { sayCancelled, sayUnpaid } from '../rules/series-words.ts';
import { sayStart, sayYuan } from '../rules/words.ts';
import { findOrder } from '../store/orders.ts';
import { lockSeries, seriesOfOrder, seriesOfVisit, visitsOf } from '../store/series.ts';
import { policyOf } from './open.ts';
import { place } from './place.ts';
import { plannedTo } from './series.ts';
import { findConflicts } from './series-conflicts.ts';
import { aboutSeries, advance, noteSeries, writeVisits } from './series-open.ts';

type Locked = { series: SeriesFacts; visits: VisitFacts[] };

const locked = async (ctx: Ctx, seriesId: string | null): Promise<Locked | null> => {
  const series = seriesId === null ? undefined : await lockSeries(ctx.tx, ctx.cityId, seriesId);
  return series ? { series, visits: await visitsOf(ctx.tx, ctx.cityId, [series.id]) } : null;
};

const tell = async (ctx: Ctx, series: SeriesFacts, template: Template, params: Record<string, string | number>): Promise<void> =>
  tellPerson(ctx, { personId: series.customerId, template, params: { item: (await itemBriefs(ctx, [series.itemId])).get(series.itemId)?.name.zh ?? '', ...params } });

/** Timer: looks at a series again. Further days come into view, holidays announced since are heeded, due orders are asked for. */
export const planSeries = async (ctx: Ctx, { seriesId }: { seriesId: string }): Promise<void> => {
  const found = await locked(ctx, seriesId);
  if (!found || found.series.state === 'ended') return;
  const visits = settle(found.series, found.visits, { now: ctx.now, to: plannedTo(ctx.now), newId: () => ctx.newId('svt') });
  const marked = markConflicts(visits, await findConflicts(ctx, found.series, visits, { isLookingForOthers: false }));
  const saved = await advance(ctx, found.series, found.visits, marked);
  if (saved.state !== found.series.state) await ctx.emit('series.changed', await aboutSeries(ctx, saved));
};

/** A visit whose order is to be made now, as dispatch needs it to find the time. */
export type DueVisit = { visitId: string; customerId: string; itemId: string; addressId: string; quantity: number; startAt: Date; workerId: string | null; isWorkerKept: boolean };

/** The visit of `series.visitDue`, its series locked; null when it has an order by now or is off. System use. */
export const seriesVisitDue = async (ctx: Ctx, { visitId }: { visitId: string }): Promise<DueVisit | null> => {
  const found = await locked(ctx, await seriesOfVisit(ctx.tx, ctx.cityId, visitId));
  const visit = found?.visits.find(({ id }) => id === visitId);
  if (!found || !visit || found.series.state !== 'active' || !['planned', 'moved', 'conflict'].includes(visit.state) || visit.startsAt <= ctx.now) return null;
  const { customerId, itemId, addressId, quantity, workerMode } = found.series;
  return { visitId, customerId, itemId, addressId, quantity, startAt: visit.startsAt, workerId: workerOfVisit(visit, found.series), isWorkerKept: workerMode === 'kept' || visit.ownWorkerId !== null };
};

const change = (visits: readonly VisitFacts[], visitId: string, patch: Partial<VisitFacts>): VisitFacts[] => visits.map((visit) => (visit.id === visitId ? { ...visit, ...patch } : visit));

/** A reminder stands so long before the time to pay is over, and not right after the order was made. */
const REMIND_BEFORE_MS = DAY_MS;

/** Makes the order of a due visit with the time that was found: an ordinary one, to be paid until a day before it starts. System use. */
export const placeVisitOrder = async (ctx: Ctx, { visitId, holdId }: { visitId: string; holdId: string }): Promise<void> => {
  const found = await locked(ctx, await seriesOfVisit(ctx.tx, ctx.cityId, visitId));
  const visit = found?.visits.find(({ id }) => id === visitId);
  if (!found || !visit) throw new Error(`there is no visit ${visitId}`);
  const { series, visits } = found;
  const payBefore = payBeforeOf(visit.startsAt, ctx.now, (await policyOf(ctx)).payMinutes);
  const order = await place(ctx, {
    holdId, itemId: series.itemId, addressId: series.addressId, quantity: series.quantity, startAt: visit.startsAt.toISOString(), note: series.note, memberIds: series.memberIds, channel: series.channel, customerId: series.customerId, payBefore,
  });
  await writeVisits(ctx, visits, change(visits, visitId, { state: 'ordered', reason: '', wordsZh: '', wordsEn: '', orderId: order.id, quotedFen: order.totalFen }));
  await ctx.emit('series.changed', await aboutSeries(ctx, series));
  if (order.status !== 'held') return;
  const hold = await holdOf(ctx, holdId);
  const worker = hold ? ((await workerNames(ctx, [hold.workerId])).get(hold.workerId) ?? '') : '';
  await tell(ctx, series, 'seriesOrder', { time: sayStart(visit.startsAt).zh, worker, until: sayStart(payBefore).zh, amount: sayYuan(order.totalFen) });
  const remindAt = addMilliseconds(payBefore, -REMIND_BEFORE_MS);
  if (remindAt.getTime() > ctx.now.getTime() + REMIND_BEFORE_MS / 2) await ctx.schedule({ name: 'orders.remindSeries', key: order.id, at: remindAt, payload: { orderId: order.id } });
};

/** Timer: an order of a series still waits for its money, a day before the time to pay is over. */
export const remindSeries = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<void> => {
  const order = await findOrder(ctx.tx, ctx.cityId, orderId);
  const found = order?.status === 'held' ? await locked(ctx, await seriesOfOrder(ctx.tx, ctx.cityId, orderId)) : null;
  if (found) await tell(ctx, found.series, 'seriesUnpaid', { time: sayStart(order!.startsAt!).zh, until: sayStart(order!.payBefore!).zh });
};

/** Nobody could be found for a due visit: it stands as a conflict, the household is told once, and it is tried again. System use. */
export const noteVisitConflict = async (ctx: Ctx, { visitId, words }: { visitId: string; words: Bilingual }): Promise<void> => {
  const found = await locked(ctx, await seriesOfVisit(ctx.tx, ctx.cityId, visitId));
  const visit = found?.visits.find(({ id }) => id === visitId);
  if (!found || !visit || visit.orderId !== null) return;
  await writeVisits(ctx, found.visits, change(found.visits, visitId, { state: 'conflict', reason: 'nobody', wordsZh: words.zh, wordsEn: words.en }));
  await ctx.emit('series.changed', await aboutSeries(ctx, found.series));
  // Tried again each day; the message goes out with the first failure only.
  if (visit.reason !== 'nobody') await tell(ctx, found.series, 'seriesConflict', { time: sayStart(visit.startsAt).zh });
};

/** The newest visits up to one had orders nobody paid for, so many in a row. */
const isNeverPaid = (visits: readonly VisitFacts[], day: string): boolean => {
  const asked = visits.filter((visit) => visit.day <= day && (visit.state === 'ordered' || visit.reason === 'unpaid')).slice(-UNPAID_BEFORE_PAUSE);
  return asked.length === UNPAID_BEFORE_PAUSE && asked.every(({ reason }) => reason === 'unpaid');
};

/** The order of a visit was cancelled by itself or ran out unpaid: the visit is off. After two in a row that nobody paid for, the series pauses. */
export const noteOrderCancelled = async (ctx: Ctx, { orderId, ruleKey }: EventPayload<'order.cancelled'>): Promise<void> => {
  const found = await locked(ctx, await seriesOfOrder(ctx.tx, ctx.cityId, orderId));
  const visit = found?.visits.find((one) => one.orderId === orderId);
  if (!found || !visit) return;
  const isUnpaid = ruleKey === 'unpaid';
  const words = isUnpaid ? sayUnpaid : sayCancelled;
  const visits = change(found.visits, visit.id, { state: 'skipped', reason: isUnpaid ? 'unpaid' : 'cancelled', orderId: null, wordsZh: words.zh, wordsEn: words.en });
  const isPausing = isUnpaid && found.series.state === 'active' && isNeverPaid(visits, visit.day);
  const series: SeriesFacts = isPausing ? { ...found.series, pauses: [...found.series.pauses, { from: dayOf(ctx.now), to: null }] } : found.series;
  const settled = isPausing ? settle(series, visits, { now: ctx.now, to: plannedTo(ctx.now), newId: () => ctx.newId('svt') }) : visits;
  await advance(ctx, series, found.visits, settled);
  if (isPausing) {
    await noteSeries(ctx, series.id, 'system', 'pause', { zh: `连续 ${UNPAID_BEFORE_PAUSE} 次没有支付，自动暂停`, en: `Not paid ${UNPAID_BEFORE_PAUSE} times in a row: paused` }, '');
    await tell(ctx, series, 'seriesPaused', { count: UNPAID_BEFORE_PAUSE });
  }
  await ctx.emit('series.changed', await aboutSeries(ctx, series));
};

/** The order of a visit was moved: the visit goes with it, the series stays. */
export const noteOrderMoved = async (ctx: Ctx, { orderId }: Pick<EventPayload<'order.rescheduled'>, 'orderId'>): Promise<void> => {
  const found = await locked(ctx, await seriesOfOrder(ctx.tx, ctx.cityId, orderId));
  const visit = found?.visits.find((one) => one.orderId === orderId);
  const order: OrderFacts | undefined = visit && (await findOrder(ctx.tx, ctx.cityId, orderId));
  if (!found || !visit || !order?.startsAt || !order.endsAt) return;
  await writeVisits(ctx, found.visits, change(found.visits, visit.id, { startsAt: order.startsAt, endsAt: order.endsAt, ownStartsAt: order.startsAt }));
  await ctx.emit('series.changed', await aboutSeries(ctx, found.series));
};
