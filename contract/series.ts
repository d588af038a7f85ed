import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Channel, ClockTime, Day, Fen, Id, Instant, Note, OrderStatus, Page, pageOf } from './shapes.ts';

/** Recurring visits of one household as one object: the wish, its visits, and what a change of it would do. */

export const seriesStates = ['active', 'paused', 'ended'] as const;
export const visitStates = ['planned', 'ordered', 'skipped', 'moved', 'conflict'] as const;
export const holidayRules = ['serve', 'skip', 'nextDay', 'dayBefore'] as const;
export const workerModes = ['kept', 'preferred', 'none'] as const;
const HolidayRule = z.enum(holidayRules).meta({ description: 'What happens on a public holiday: the visit takes place, is left out, or moves to the next or the previous day that is none' });
const WorkerMode = z.enum(workerModes).meta({ description: 'kept: this worker or a question to the household; preferred: this worker, else the best one; none: the best one each time' });
const Rule = z.string().min(10).max(200).meta({ description: 'RRULE without DTSTART, COUNT and UNTIL, e.g. FREQ=WEEKLY;BYDAY=TH; one visit a day at most' });

export const SeriesVisit = z.object({
  visitId: Id, day: Day, startAt: Instant, endAt: Instant, state: z.enum(visitStates), stateLabel: Bilingual, words: Bilingual.nullable(), isOwn: z.boolean().meta({ description: 'Time or worker of this visit differ from the series by hand' }),
  workerId: Id.nullable(), workerName: z.string().nullable(), orderId: Id.nullable(), orderStatus: OrderStatus.nullable(), orderStatusLabel: Bilingual.nullable(), totalFen: Fen.nullable(), payBefore: Instant.nullable(), holiday: Bilingual.nullable(),
}).meta({ id: 'SeriesVisit' });
export const SeriesConflict = z.object({
  visitId: Id.nullable(), day: Day, startAt: Instant, kind: z.enum(['workerTaken', 'workerAway', 'holiday', 'makeUpWorkday', 'tooSoon', 'outsideHours', 'districtClosed']), isStopping: z.boolean().meta({ description: 'The visit cannot be made as it stands; the others are worth knowing' }),
  words: Bilingual, wayOut: Bilingual, freeStartAt: Instant.nullable(), otherWorkers: z.array(z.object({ workerId: Id, name: z.string() })),
}).meta({ id: 'SeriesConflict' });
export const SeriesDiff = z.object({
  visitId: Id.nullable(), effect: z.enum(['moved', 'workerChanged', 'cancelled', 'skipped', 'restored', 'added', 'orderKept']), before: Instant.nullable(), after: Instant.nullable(), orderId: Id.nullable(), refundFen: Fen, keptFen: Fen, words: Bilingual,
}).meta({ id: 'SeriesDiff' });
export const SeriesSummary = z.object({
  seriesId: Id, state: z.enum(seriesStates), stateLabel: Bilingual, words: Bilingual.meta({ description: 'The series in one sentence' }), itemId: Id, itemName: Bilingual, icon: z.string(), quantity: z.number(), unitLabel: Bilingual, addressId: Id, address: z.string(),
  customerId: Id, customerName: z.string(), maskedPhone: z.string(), rule: z.string(), firstDay: Day, startTime: ClockTime, durationMinutes: z.int(), endsOn: Day.nullable(), visitLimit: z.int().nullable(), holidayRule: HolidayRule, workerMode: WorkerMode, workerId: Id.nullable(), workerName: z.string().nullable(),
  daysAhead: z.int(), priceFen: Fen.meta({ description: 'One visit as quoted when the series was made; every order is quoted anew' }), nextStartAt: Instant.nullable(), upcomingCount: z.int(), unpaidCount: z.int(), conflictCount: z.int(), previousId: Id.nullable(), nextId: Id.nullable(),
}).meta({ id: 'SeriesSummary' });
export const SeriesView = SeriesSummary.extend({
  note: z.string(), excludedDays: z.array(Day), extraDays: z.array(Day), pauses: z.array(z.object({ from: Day, to: Day.nullable() })), upcoming: z.array(SeriesVisit), past: z.array(SeriesVisit), holidaysKnownUntil: Day, holidayWords: Bilingual,
  history: z.array(z.object({ at: Instant, verb: z.string(), actorLabel: Bilingual, words: Bilingual, reason: z.string() })),
}).meta({ id: 'SeriesView' });
/** What a change did, or would do. */
export const SeriesChange = z.object({
  isSaved: z.boolean(), words: Bilingual, diff: z.array(SeriesDiff), conflicts: z.array(SeriesConflict), refundFen: Fen, keptFen: Fen, series: SeriesView.nullable(), newSeriesId: Id.nullable(),
}).meta({ id: 'SeriesChange' });
export const SeriesPreview = z.object({ words: Bilingual, visits: z.array(SeriesVisit), visitCount: z.int(), priceFen: Fen, durationMinutes: z.int(), conflicts: z.array(SeriesConflict), holidaysKnownUntil: Day, holidayWords: Bilingual }).meta({ id: 'SeriesPreview' });

const wish = {
  itemId: Id, addressId: Id, quantity: z.number().positive().max(10000), rule: Rule, firstDay: Day, startTime: ClockTime, endsOn: Day.optional(), visitLimit: z.int().min(1).max(400).optional(), holidayRule: HolidayRule.default('skip'),
  excludedDays: z.array(Day).max(100).default([]), extraDays: z.array(Day).max(50).default([]), workerMode: WorkerMode.default('none'), workerId: Id.optional(), daysAhead: z.int().min(1).max(28).default(14),
  customerId: Id.optional().meta({ description: 'The desk may do this for a customer' }),
};
const SeriesRef = z.object({ seriesId: Id });
const how = {
  isPreview: z.boolean().default(false).meta({ description: 'Only say what it would do' }),
  paidOrders: z.enum(['keep', 'cancel']).default('keep').meta({ description: 'Visits already paid keep their order and time, or are cancelled by the ordinary rule; unpaid ones always follow, for nothing' }),
  reason: Note(200).default('').meta({ description: 'The desk says why' }),
};
const wrongWish = ['orders.series_rule_wrong', 'orders.series_empty', 'orders.series_worker_missing', 'orders.address_closed', 'catalog.item_unknown', 'catalog.item_unpublished', 'catalog.quantity_wrong', 'accounts.address_unknown', 'accounts.phone_missing', 'accounts.member_unknown', 'workers.worker_unknown', 'access.forbidden'] as const;
const changes = ['orders.series_unknown', 'orders.series_over', 'orders.series_reason_missing', 'access.forbidden'] as const;

export const seriesEndpoints = {
  previewSeries: command({ path: '/api/series/preview', who: 'signedIn', isIdempotent: false, summary: 'The visits a recurring wish would make, its price and every conflict with the way out; nothing is kept', input: z.object(wish), output: SeriesPreview, refusals: [...wrongWish] }),
  createSeries: command({
    path: '/api/series', who: 'signedIn', summary: 'Make the visit recurring: orders are made some days ahead by themselves, each paid on its own',
    input: z.object({ ...wish, note: Note(500).default(''), memberIds: z.array(Id).max(10).default([]), channel: Channel.default('h5'), firstOrderId: Id.optional().meta({ description: 'The order just placed becomes the first visit' }), reason: how.reason }),
    output: SeriesView, refusals: [...wrongWish, 'orders.series_reason_missing', 'orders.order_unknown'],
  }),
  listSeries: query({
    path: '/api/series', who: 'signedIn', summary: 'My household’s series, or for the desk the city’s',
    input: z.object({ scope: z.enum(['own', 'city']).default('own'), customerId: Id.optional(), workerId: Id.optional(), state: z.enum(seriesStates).optional(), q: z.string().max(40).optional(), ...Page }), output: pageOf(SeriesSummary), refusals: ['access.forbidden'],
  }),
  seriesView: query({ path: '/api/series/:seriesId', who: 'signedIn', summary: 'One series with its visits to come and past', input: SeriesRef, output: SeriesView, refusals: ['orders.series_unknown'] }),
  editSeries: command({
    path: '/api/series/:seriesId/edit', who: 'signedIn', summary: 'Change this visit, this and all following (the series parts in two linked ones), or all to come',
    input: SeriesRef.extend({
      scope: z.enum(['this', 'following', 'all']), visitId: Id.optional(), startAt: Instant.optional().meta({ description: 'Scope this: the new start' }), startTime: ClockTime.optional(), rule: Rule.optional(), workerMode: WorkerMode.optional(), workerId: Id.optional(),
      holidayRule: HolidayRule.optional(), quantity: z.number().positive().max(10000).optional(), daysAhead: z.int().min(1).max(28).optional(), endsOn: Day.nullable().optional(), excludedDays: z.array(Day).max(100).optional(), extraDays: z.array(Day).max(50).optional(), ...how,
    }),
    output: SeriesChange, refusals: [...changes, 'orders.visit_unknown', 'orders.visit_over', 'orders.series_rule_wrong', 'orders.series_empty', 'orders.series_worker_missing', 'orders.too_soon', 'workers.worker_unknown', 'catalog.quantity_wrong'],
  }),
  skipVisit: command({ path: '/api/series/:seriesId/visits/:visitId/skip', who: 'signedIn', summary: 'Leave one visit out; one already paid is cancelled by the ordinary rule', input: SeriesRef.extend({ visitId: Id, isPreview: how.isPreview, reason: how.reason }), output: SeriesChange, refusals: [...changes, 'orders.visit_unknown', 'orders.visit_over', 'orders.wrong_state'] }),
  unskipVisit: command({ path: '/api/series/:seriesId/visits/:visitId/unskip', who: 'signedIn', summary: 'Take a skipped visit back in', input: SeriesRef.extend({ visitId: Id, isPreview: how.isPreview, reason: how.reason }), output: SeriesChange, refusals: [...changes, 'orders.visit_unknown', 'orders.visit_over'] }),
  pauseSeries: command({ path: '/api/series/:seriesId/pause', who: 'signedIn', summary: 'No visits from a day to a day, or until resumed', input: SeriesRef.extend({ from: Day, to: Day.optional(), ...how }), output: SeriesChange, refusals: [...changes, 'orders.series_pause_wrong', 'orders.wrong_state'] }),
  resumeSeries: command({ path: '/api/series/:seriesId/resume', who: 'signedIn', summary: 'End the pause: visits come again', input: SeriesRef.extend({ isPreview: how.isPreview, reason: how.reason }), output: SeriesChange, refusals: [...changes, 'orders.series_pause_wrong'] }),
  endSeries: command({ path: '/api/series/:seriesId/end', who: 'signedIn', summary: 'End it; a day names the last one with a visit', input: SeriesRef.extend({ lastDay: Day.optional(), ...how }), output: SeriesChange, refusals: [...changes, 'orders.wrong_state'] }),
};
