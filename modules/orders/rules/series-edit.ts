import type { OrderFacts } from './order.ts';
import { plusDays } from './series-holidays.ts';
import { carry, settle } from './series-settle.ts';
import { countBefore, dayOf, instantOf, occurrenceDays, workerOfVisit, type HolidayRule, type Pause, type SeriesFacts, type VisitFacts, type WorkerMode } from './series.ts';
import { saySkippedByHand } from './series-words.ts';

/** What a change makes of a series, before anything is written: the same answer is shown as a preview and then done. */

export type Edit = {
  scope: 'this' | 'following' | 'all'; startAt?: Date | undefined; startMinute?: number | undefined; rule?: string | undefined; workerMode?: WorkerMode | undefined; workerId?: string | null | undefined; holidayRule?: HolidayRule | undefined;
  quantity?: number | undefined; durationMinutes?: number | undefined; daysAhead?: number | undefined; endsOn?: string | null | undefined; excludedDays?: string[] | undefined; extraDays?: string[] | undefined;
};
/** `later` is the second series of a split; `visits` are those of both; `dropped` are orders to be cancelled by the ordinary rule. */
export type Plan = { series: SeriesFacts; later: SeriesFacts | null; visits: VisitFacts[]; dropped: string[] };
export type Around = { now: Date; to: string; orders: ReadonlyMap<string, OrderFacts>; paidOrders: 'keep' | 'cancel'; newVisitId: () => string };

const unpaid = ['draft', 'held'];
const callable = ['paid', 'assigned', 'accepted'];
/** An unpaid order follows a change at no cost; a paid one when asked to; one under way never. */
const isFollowing = (order: OrderFacts | undefined, paidOrders: Around['paidOrders']): boolean =>
  order !== undefined && (unpaid.includes(order.status) || (paidOrders === 'cancel' && callable.includes(order.status)));

/** The visit without its order, as if it were still to be made. */
const blank = (visit: VisitFacts): VisitFacts => ({ ...visit, orderId: null, state: 'planned', reason: '', wordsZh: '', wordsEn: '', quotedFen: null, askedAt: null });

type Changed = { isTime: boolean; isWorker: boolean; isQuantity: boolean };

/** Whether an order is no longer what its visit is to be. */
const isTouched = (order: OrderFacts | undefined, series: SeriesFacts, visit: VisitFacts, day: string | undefined, changed: Changed): boolean => {
  if (day === undefined || changed.isQuantity) return true;
  if (changed.isTime && order?.startsAt?.getTime() !== instantOf(day, series.startMinute).getTime()) return true;
  return changed.isWorker && series.workerId !== null && order?.workerId !== series.workerId && workerOfVisit({ ownWorkerId: null }, series) !== visit.ownWorkerId;
};

/** The visits to come, brought under a changed series. */
const reshape = (series: SeriesFacts, visits: readonly VisitFacts[], changed: Changed, about: Around): { visits: VisitFacts[]; dropped: string[] } => {
  const goesTo = carry(visits, occurrenceDays(series, dayOf(about.now), about.to));
  const dropped: string[] = [];
  const isChanged = changed.isTime || changed.isWorker || changed.isQuantity;
  const under = visits.flatMap((visit): VisitFacts[] => {
    const day = goesTo.get(visit.id);
    const moved = {
      ...visit, seriesId: series.id, day: day ?? visit.day, isUnskipped: visit.isUnskipped && day === visit.day,
      ...(changed.isTime && { ownStartsAt: null }), ...(changed.isWorker && { ownWorkerId: null }), ...(visit.state === 'conflict' && isChanged && { state: 'planned' as const, reason: '' as const, askedAt: null }),
    };
    if (visit.orderId === null) return day === undefined ? [] : [moved];
    const order = about.orders.get(visit.orderId);
    if (!isTouched(order, series, visit, day, changed)) return [{ ...visit, seriesId: series.id, day: day! }];
    if (!isFollowing(order, about.paidOrders)) return [{ ...visit, seriesId: series.id, day: day ?? visit.day }];
    dropped.push(visit.orderId);
    return day === undefined ? [] : [blank(moved)];
  });
  return { visits: settle(series, under, { now: about.now, to: about.to, newId: about.newVisitId }), dropped };
};

const upcoming = (visits: readonly VisitFacts[], now: Date): VisitFacts[] => visits.filter(({ startsAt }) => startsAt > now);
const over = (visits: readonly VisitFacts[], now: Date): VisitFacts[] => visits.filter(({ startsAt }) => startsAt <= now);

/** The series with what an edit names; what it does not name stays. */
const changedBy = (series: SeriesFacts, edit: Edit): SeriesFacts => {
  const workerMode = edit.workerMode ?? (edit.workerId && series.workerMode === 'none' ? 'kept' : series.workerMode);
  return {
    ...series, workerMode, workerId: workerMode === 'none' ? null : (edit.workerId ?? series.workerId), startMinute: edit.startMinute ?? series.startMinute, rule: edit.rule ?? series.rule, holidayRule: edit.holidayRule ?? series.holidayRule,
    quantity: edit.quantity ?? series.quantity, durationMinutes: edit.durationMinutes ?? series.durationMinutes, daysAhead: edit.daysAhead ?? series.daysAhead, endsOn: edit.endsOn === undefined ? series.endsOn : edit.endsOn,
    excludedDays: edit.excludedDays ?? series.excludedDays, extraDays: edit.extraDays ?? series.extraDays,
  };
};

/** Changes one visit alone: its start, its worker. A paid order stays unless it is to be cancelled. */
const editThis = (series: SeriesFacts, visits: readonly VisitFacts[], visit: VisitFacts, edit: Edit, about: Around): Plan => {
  const order = visit.orderId === null ? undefined : about.orders.get(visit.orderId);
  if (visit.orderId !== null && !isFollowing(order, about.paidOrders)) return { series, later: null, visits: [...visits], dropped: [] };
  const own: VisitFacts = { ...blank(visit), ownStartsAt: edit.startAt ?? visit.ownStartsAt, ownWorkerId: edit.workerId ?? visit.ownWorkerId };
  const all = visits.map((other) => (other.id === visit.id ? own : other));
  return { series, later: null, visits: settle(series, all, { now: about.now, to: about.to, newId: about.newVisitId }), dropped: visit.orderId === null ? [] : [visit.orderId] };
};

/** The series begins anew at a day: what its limit used up before is taken off. */
const beginAt = (series: SeriesFacts, day: string): SeriesFacts => (day <= series.firstDay ? series
  : { ...series, firstDay: day, visitLimit: series.visitLimit === null ? null : Math.max(1, series.visitLimit - countBefore(series, day)) });

/**
 * An edit of this visit, of this and all following (the series ends the day before, a second one linked to it goes on), or of
 * all to come. `visit` is the one the edit starts at; without one the next to come. Where nothing lies before it, "following" is "all".
 */
export const planEdit = (series: SeriesFacts, visits: readonly VisitFacts[], visit: VisitFacts | null, edit: Edit, about: Around & { newSeriesId: () => string }): Plan => {
  if (edit.scope === 'this' && visit) return editThis(series, visits, visit, edit, about);
  const next = changedBy(series, edit);
  const changed: Changed = {
    isTime: next.startMinute !== series.startMinute || next.rule !== series.rule, isWorker: next.workerId !== series.workerId || edit.workerId !== undefined, isQuantity: next.quantity !== series.quantity,
  };
  const from = edit.scope === 'following' && visit ? visit.day : (upcoming(visits, about.now)[0]?.day ?? dayOf(about.now));
  const earlier = visits.filter(({ day }) => day < from);
  if (edit.scope === 'all' || earlier.length === 0) {
    const whole = changed.isTime ? beginAt(next, from) : next;
    const reshaped = reshape(whole, upcoming(visits, about.now), changed, about);
    return { series: whole, later: null, visits: [...over(visits, about.now), ...reshaped.visits], dropped: reshaped.dropped };
  }
  const later: SeriesFacts = { ...beginAt({ ...next, id: about.newSeriesId(), previousId: series.id }, from), firstDay: from, placedAt: about.now };
  const reshaped = reshape(later, upcoming(visits, about.now).filter(({ day }) => day >= from), changed, about);
  return { series: { ...series, endsOn: plusDays(from, -1) }, later, visits: [...earlier, ...over(visits, about.now).filter(({ day }) => day >= from), ...reshaped.visits], dropped: reshaped.dropped };
};

/** No visits from a day to a day. Orders within follow as `paidOrders` says. */
export const planPause = (series: SeriesFacts, visits: readonly VisitFacts[], pause: Pause, about: Around): Plan => {
  const paused = { ...series, pauses: [...series.pauses, pause] };
  const dropped: string[] = [];
  const under = visits.map((visit) => {
    const isWithin = visit.startsAt > about.now && visit.day >= pause.from && (pause.to === null || visit.day <= pause.to);
    if (!isWithin || visit.orderId === null || !isFollowing(about.orders.get(visit.orderId), about.paidOrders)) return visit;
    dropped.push(visit.orderId);
    return blank(visit);
  });
  return { series: paused, later: null, visits: settle(paused, under, { now: about.now, to: about.to, newId: about.newVisitId }), dropped };
};

/** Ends the pause a day lies in, and drops those still to come; visits come again from that day on. */
export const planResume = (series: SeriesFacts, visits: readonly VisitFacts[], today: string, about: Around): Plan => {
  const pauses = series.pauses.filter(({ from }) => from < today).map((pause) => (pause.to === null || pause.to >= today ? { from: pause.from, to: plusDays(today, -1) } : pause));
  const resumed = { ...series, state: 'active' as const, pauses };
  return { series: resumed, later: null, visits: settle(resumed, visits, { now: about.now, to: about.to, newId: about.newVisitId }), dropped: [] };
};

/** The last day with a visit; those after it are off. Paid orders after it stay unless they are to be cancelled. */
export const planEnd = (series: SeriesFacts, visits: readonly VisitFacts[], lastDay: string, about: Around): Plan => {
  const ended: SeriesFacts = { ...series, endsOn: lastDay < series.firstDay ? plusDays(series.firstDay, -1) : lastDay, ...(lastDay <= dayOf(about.now) && { state: 'ended' }) };
  const reshaped = reshape(ended, upcoming(visits, about.now), { isTime: false, isWorker: false, isQuantity: false }, about);
  return { series: ended, later: null, visits: [...over(visits, about.now), ...reshaped.visits], dropped: reshaped.dropped };
};

/** Leaves one visit out; its order goes by the ordinary rule, paid or not. */
export const planSkip = (series: SeriesFacts, visits: readonly VisitFacts[], visit: VisitFacts): Plan => ({
  series, later: null, dropped: visit.orderId === null ? [] : [visit.orderId],
  visits: visits.map((other) => (other.id === visit.id ? { ...blank(visit), state: 'skipped', reason: 'hand', wordsZh: saySkippedByHand.zh, wordsEn: saySkippedByHand.en } : other)),
});

/** Takes a skipped visit back in, also one a holiday had left out. */
export const planUnskip = (series: SeriesFacts, visits: readonly VisitFacts[], visit: VisitFacts, about: Around): Plan => ({
  series, later: null, dropped: [], visits: settle(series, visits.map((other) => (other.id === visit.id ? { ...blank(visit), isUnskipped: true } : other)), { now: about.now, to: about.to, newId: about.newVisitId }),
});
