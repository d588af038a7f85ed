import { many, maybe, run, sql, type Tx } from '../../../kernel/database.ts';
import type { Place } from '../rules/pages.ts';
import type { SeriesFacts, SeriesState, VisitFacts } from '../rules/series.ts';

export const findSeries = (tx: Tx, cityId: string, seriesId: string): Promise<SeriesFacts | undefined> =>
  maybe<SeriesFacts>(tx, sql`select * from orders.series where city_id = ${cityId} and id = ${seriesId}`);

/** The series, locked until the end of the transaction: every change of it or of its visits starts here. */
export const lockSeries = (tx: Tx, cityId: string, seriesId: string): Promise<SeriesFacts | undefined> =>
  maybe<SeriesFacts>(tx, sql`select * from orders.series where city_id = ${cityId} and id = ${seriesId} for update`);

export const insertSeries = (tx: Tx, cityId: string, s: SeriesFacts): Promise<number> => run(tx, sql`
  insert into orders.series (city_id, id, customer_id, household_id, address_id, placed_by, channel, item_id, quantity, note, member_ids, duration_minutes, rule, first_day, start_minute, ends_on, visit_limit, holiday_rule,
    excluded_days, extra_days, pauses, worker_mode, worker_id, state, days_ahead, price_fen, previous_id, placed_at, changed_at)
  values (${cityId}, ${s.id}, ${s.customerId}, ${s.householdId}, ${s.addressId}, ${s.placedBy}, ${s.channel}, ${s.itemId}, ${s.quantity}, ${s.note}, ${s.memberIds}::text[], ${s.durationMinutes}, ${s.rule}, ${s.firstDay}, ${s.startMinute},
    ${s.endsOn}, ${s.visitLimit}, ${s.holidayRule}, ${s.excludedDays}::text[], ${s.extraDays}::text[], ${JSON.stringify(s.pauses)}::jsonb, ${s.workerMode}, ${s.workerId}, ${s.state}, ${s.daysAhead}, ${s.priceFen}, ${s.previousId}, ${s.placedAt}, ${s.changedAt})`);

export const writeSeries = (tx: Tx, cityId: string, s: SeriesFacts): Promise<number> => run(tx, sql`
  update orders.series set quantity = ${s.quantity}, duration_minutes = ${s.durationMinutes}, rule = ${s.rule}, first_day = ${s.firstDay}, start_minute = ${s.startMinute}, ends_on = ${s.endsOn}, visit_limit = ${s.visitLimit},
    holiday_rule = ${s.holidayRule}, excluded_days = ${s.excludedDays}::text[], extra_days = ${s.extraDays}::text[], pauses = ${JSON.stringify(s.pauses)}::jsonb, worker_mode = ${s.workerMode}, worker_id = ${s.workerId},
    state = ${s.state}, days_ahead = ${s.daysAhead}, changed_at = ${s.changedAt}
  where city_id = ${cityId} and id = ${s.id}`);

/** All visits of series, by their days. */
export const visitsOf = async (tx: Tx, cityId: string, seriesIds: readonly string[]): Promise<VisitFacts[]> =>
  seriesIds.length === 0 ? [] : many<VisitFacts>(tx, sql`select * from orders.series_visit where city_id = ${cityId} and series_id = any(${[...seriesIds]}::text[]) order by series_id, day`);

export const removeVisits = async (tx: Tx, cityId: string, visitIds: readonly string[]): Promise<void> => {
  if (visitIds.length > 0) await run(tx, sql`delete from orders.series_visit where city_id = ${cityId} and id = any(${[...visitIds]}::text[])`);
};

export const insertVisits = async (tx: Tx, cityId: string, visits: readonly VisitFacts[]): Promise<void> => {
  if (visits.length === 0) return;
  const rows = visits.map((v) => ({
    id: v.id, series_id: v.seriesId, day: v.day, starts_at: v.startsAt, ends_at: v.endsAt, state: v.state, reason: v.reason, words_zh: v.wordsZh, words_en: v.wordsEn, own_starts_at: v.ownStartsAt, own_worker_id: v.ownWorkerId,
    is_unskipped: v.isUnskipped, order_id: v.orderId, quoted_fen: v.quotedFen, asked_at: v.askedAt,
  }));
  await run(tx, sql`
    insert into orders.series_visit (city_id, id, series_id, day, starts_at, ends_at, state, reason, words_zh, words_en, own_starts_at, own_worker_id, is_unskipped, order_id, quoted_fen, asked_at)
    select ${cityId}, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id text, series_id text, day date, starts_at timestamptz, ends_at timestamptz, state text, reason text, words_zh text, words_en text,
      own_starts_at timestamptz, own_worker_id text, is_unskipped boolean, order_id text, quoted_fen bigint, asked_at timestamptz)`);
};

/** The series a visit belongs to, and the one whose visit an order is. */
export const seriesOfVisit = async (tx: Tx, cityId: string, visitId: string): Promise<string | null> =>
  (await maybe<{ seriesId: string }>(tx, sql`select series_id from orders.series_visit where city_id = ${cityId} and id = ${visitId}`))?.seriesId ?? null;
export const seriesOfOrder = async (tx: Tx, cityId: string, orderId: string): Promise<string | null> =>
  (await maybe<{ seriesId: string }>(tx, sql`select series_id from orders.series_visit where city_id = ${cityId} and order_id = ${orderId}`))?.seriesId ?? null;

/** The series of each order that is a visit of one. */
export const seriesOfOrders = async (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<Map<string, string>> => new Map((await many<{ orderId: string; seriesId: string }>(tx, sql`
  select order_id, series_id from orders.series_visit where city_id = ${cityId} and order_id = any(${[...orderIds]}::text[])`)).map(({ orderId, seriesId }) => [orderId, seriesId]));

/** The series that goes on where each of these ended. */
export const successorsOf = async (tx: Tx, cityId: string, seriesIds: readonly string[]): Promise<Map<string, string>> => new Map((await many<{ id: string; previousId: string }>(tx, sql`
  select id, previous_id from orders.series where city_id = ${cityId} and previous_id = any(${[...seriesIds]}::text[]) order by placed_at`)).map(({ id, previousId }) => [previousId, id]));

export type SeriesFilter = { householdId?: string | undefined; customerId?: string | undefined; workerId?: string | undefined; state?: SeriesState | undefined; q?: string | undefined };
const like = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

/** A page of series, newest first; one more than asked for. The words look at the customer's name, the masked phone and the estate. */
export const pageOfSeries = (tx: Tx, cityId: string, f: SeriesFilter, page: { after: Place | null; limit: number }): Promise<SeriesFacts[]> => many<SeriesFacts>(tx, sql`
  select s.* from orders.series s where s.city_id = ${cityId}
    ${f.householdId === undefined ? sql`` : sql`and s.household_id = ${f.householdId}`}
    ${f.customerId === undefined ? sql`` : sql`and s.customer_id = ${f.customerId}`}
    ${f.workerId === undefined ? sql`` : sql`and (s.worker_id = ${f.workerId} or exists (select from orders.series_visit v where v.city_id = s.city_id and v.series_id = s.id and v.own_worker_id = ${f.workerId}))`}
    ${f.state === undefined ? sql`` : sql`and s.state = ${f.state}`}
    ${f.q === undefined ? sql`` : sql`and (exists (select from accounts.person p where p.city_id = s.city_id and p.id = s.customer_id and (p.name ilike ${like(f.q)} or p.phone_masked like ${like(f.q)}))
      or exists (select from accounts.address a join accounts.estate e on e.city_id = a.city_id and e.id = a.estate_id where a.city_id = s.city_id and a.id = s.address_id and e.name ilike ${like(f.q)}))`}
    ${page.after ? sql`and (s.placed_at, s.id) < (${page.after.at}, ${page.after.id})` : sql``}
  order by s.placed_at desc, s.id desc limit ${page.limit + 1}`);

export type SeriesEntry = { at: Date; verb: string; actorLabelZh: string; actorLabelEn: string; wordsZh: string; wordsEn: string; reason: string };
/** Adds to the history of a locked series. */
export const addSeriesEntry = (tx: Tx, cityId: string, seriesId: string, e: SeriesEntry & { actorId: string | null }): Promise<number> => run(tx, sql`
  insert into orders.series_event (city_id, series_id, seq, at, verb, actor_id, actor_label_zh, actor_label_en, words_zh, words_en, reason)
  values (${cityId}, ${seriesId}, (select coalesce(max(seq), 0) + 1 from orders.series_event where city_id = ${cityId} and series_id = ${seriesId}), ${e.at}, ${e.verb}, ${e.actorId}, ${e.actorLabelZh}, ${e.actorLabelEn}, ${e.wordsZh}, ${e.wordsEn}, ${e.reason})`);
export const seriesEntries = (tx: Tx, cityId: string, seriesId: string): Promise<SeriesEntry[]> => many<SeriesEntry>(tx, sql`
  select at, verb, actor_label_zh, actor_label_en, words_zh, words_en, reason from orders.series_event where city_id = ${cityId} and series_id = ${seriesId} order by seq`);
