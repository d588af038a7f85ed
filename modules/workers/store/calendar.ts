import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type EntryState = 'held' | 'booked' | 'done' | 'released' | 'expired';
export type EntryRow = {
  id: string; workerId: string; state: EntryState; startAt: Date; endAt: Date; expiresAt: Date | null; orderId: string | null; customerId: string; itemId: string; addressId: string; quantity: number; isChosen: boolean; lon: number; lat: number;
};
const columns = sql`id, worker_id, state, starts_at as start_at, ends_at as end_at, expires_at, order_id, customer_id, item_id, address_id, quantity, is_chosen, lon, lat`;

export const findEntry = (tx: Tx, cityId: string, entryId: string): Promise<EntryRow | undefined> =>
  maybe(tx, sql<EntryRow>`select ${columns} from workers.calendar_entry where city_id = ${cityId} and id = ${entryId}`);
/** The entry locked against the sweep of expired holds. */
export const lockEntry = (tx: Tx, cityId: string, entryId: string): Promise<EntryRow | undefined> =>
  maybe(tx, sql<EntryRow>`select ${columns} from workers.calendar_entry where city_id = ${cityId} and id = ${entryId} for update`);

/** The live claims of many orders. */
export const liveEntriesOfOrders = (tx: Tx, cityId: string, orderIds: readonly string[]): Promise<EntryRow[]> => many(tx, sql<EntryRow>`
  select ${columns} from workers.calendar_entry where city_id = ${cityId} and order_id = any(${orderIds}::text[]) and state in ('held', 'booked')`);

/**
 * What stands in the calendar for an order: the live claim, of which there is one at most, else the newest of those in the named states. The live one is
 * asked for by itself, because only a question that names its states outright finds the index made for it.
 */
export const findEntryOfOrder = async (tx: Tx, cityId: string, orderId: string, states: readonly EntryState[]): Promise<EntryRow | undefined> => {
  const [live] = await liveEntriesOfOrders(tx, cityId, [orderId]);
  if (live && states.includes(live.state)) return live;
  const ended = states.filter((state) => state !== 'held' && state !== 'booked');
  return ended.length === 0 ? undefined : maybe(tx, sql<EntryRow>`
    select ${columns} from workers.calendar_entry where city_id = ${cityId} and order_id = ${orderId} and state = any(${ended}::text[]) order by created_at desc, id desc limit 1`);
};

/** Gives up workers' holds that have run out, so that they are in nobody's way. Call it under their locks. */
export const expireHoldsOf = (tx: Tx, cityId: string, workerIds: readonly string[], now: Date): Promise<number> => run(tx, sql`
  update workers.calendar_entry set state = 'expired', ended_at = expires_at, expires_at = null, ended_reason = 'expired' where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) and state = 'held' and expires_at <= ${now}`);
/** The same for everybody; an entry another transaction works on is left for next time. */
export const expireHolds = (tx: Tx, cityId: string, now: Date): Promise<number> => run(tx, sql`
  update workers.calendar_entry e set state = 'expired', ended_at = e.expires_at, expires_at = null, ended_reason = 'expired'
  from (select id from workers.calendar_entry where city_id = ${cityId} and state = 'held' and expires_at <= ${now} order by id for update skip locked) due
  where e.city_id = ${cityId} and e.id = due.id`);

/** Whether something else of the worker lies in that time. Exact under her lock once expired holds are given up; the EXCLUDE constraint is the truth all the same. */
export const isTimeTaken = async (tx: Tx, cityId: string, about: { workerId: string; startAt: Date; endAt: Date; exceptEntryId?: string | undefined }): Promise<boolean> => (await one(tx, sql<{ isTaken: boolean }>`
  select exists (select from workers.calendar_entry where city_id = ${cityId} and worker_id = ${about.workerId} and state in ('held', 'booked')
    and starts_at < ${about.endAt} and ends_at > ${about.startAt} and id is distinct from ${about.exceptEntryId ?? null}) as is_taken`)).isTaken;

export type NewEntry = Omit<EntryRow, 'state'> & { state: 'held' | 'booked'; createdAt: Date };
export const insertEntry = (tx: Tx, cityId: string, entry: NewEntry): Promise<number> => run(tx, sql`
  insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, expires_at, order_id, customer_id, item_id, address_id, quantity, is_chosen, lon, lat, created_at)
  values (${cityId}, ${entry.id}, ${entry.workerId}, ${entry.state}, ${entry.startAt}, ${entry.endAt}, ${entry.expiresAt}, ${entry.orderId}, ${entry.customerId}, ${entry.itemId}, ${entry.addressId}, ${entry.quantity},
    ${entry.isChosen}, ${entry.lon}, ${entry.lat}, ${entry.createdAt})`);

/** The first of several times to be taken that something else of the same worker lies in. Exact under their locks. */
export const firstTaken = (tx: Tx, cityId: string, wanted: readonly { workerId: string; startAt: Date; endAt: Date }[]): Promise<{ id: string } | undefined> => maybe(tx, sql<{ id: string }>`
  select e.id from unnest(${wanted.map(({ workerId }) => workerId)}::text[], ${wanted.map(({ startAt }) => startAt)}::timestamptz[], ${wanted.map(({ endAt }) => endAt)}::timestamptz[]) as w(worker_id, starts_at, ends_at)
  join workers.calendar_entry e on e.city_id = ${cityId} and e.worker_id = w.worker_id and e.state in ('held', 'booked') and e.starts_at < w.ends_at and e.ends_at > w.starts_at limit 1`);

export const insertEntries = (tx: Tx, cityId: string, entries: readonly NewEntry[]): Promise<number> => run(tx, sql`
  insert into workers.calendar_entry (city_id, id, worker_id, state, starts_at, ends_at, expires_at, order_id, customer_id, item_id, address_id, quantity, is_chosen, lon, lat, created_at)
  values ${sql.join(entries.map((entry) => sql`(${cityId}, ${entry.id}, ${entry.workerId}, ${entry.state}, ${entry.startAt}, ${entry.endAt}, ${entry.expiresAt}, ${entry.orderId}, ${entry.customerId}, ${entry.itemId}, ${entry.addressId}, ${entry.quantity},
    ${entry.isChosen}, ${entry.lon}, ${entry.lat}, ${entry.createdAt})`))}`);

export const releaseEntries = (tx: Tx, cityId: string, entryIds: readonly string[], reason: string, at: Date): Promise<number> => run(tx, sql`
  update workers.calendar_entry set state = 'released', expires_at = null, ended_at = ${at}, ended_reason = ${reason} where city_id = ${cityId} and id = any(${entryIds}::text[]) and state in ('held', 'booked')`);

export const bindEntry = (tx: Tx, cityId: string, entryId: string, to: { orderId: string; expiresAt: Date }): Promise<number> =>
  run(tx, sql`update workers.calendar_entry set order_id = ${to.orderId}, expires_at = ${to.expiresAt} where city_id = ${cityId} and id = ${entryId} and state = 'held'`);

/** Held, or run out meanwhile, becomes booked for good. */
export const bookEntry = (tx: Tx, cityId: string, entryId: string): Promise<number> => run(tx, sql`
  update workers.calendar_entry set state = 'booked', expires_at = null, ended_at = null, ended_reason = null where city_id = ${cityId} and id = ${entryId} and state in ('held', 'expired')`);

export const retimeEntry = (tx: Tx, cityId: string, entryId: string, to: { startAt: Date; endAt: Date }): Promise<number> =>
  run(tx, sql`update workers.calendar_entry set starts_at = ${to.startAt}, ends_at = ${to.endAt} where city_id = ${cityId} and id = ${entryId}`);

export const releaseEntry = (tx: Tx, cityId: string, entryId: string, reason: string, at: Date): Promise<number> => run(tx, sql`
  update workers.calendar_entry set state = 'released', expires_at = null, ended_at = ${at}, ended_reason = ${reason} where city_id = ${cityId} and id = ${entryId} and state in ('held', 'booked')`);

export const serveEntry = (tx: Tx, cityId: string, entryId: string, endAt: Date, at: Date): Promise<number> => run(tx, sql`
  update workers.calendar_entry set state = 'done', ends_at = ${endAt}, ended_at = ${at}, ended_reason = 'served' where city_id = ${cityId} and id = ${entryId} and state = 'booked'`);

export type BusyRow = { id: string; state: EntryState; startAt: Date; endAt: Date; orderId: string | null; itemId: string; customerId: string };
/** A worker's live and served entries in a span, holds that have run out left out. */
export const busyBetween = (tx: Tx, cityId: string, about: { workerId: string; from: Date; to: Date; now: Date; states: readonly EntryState[] }): Promise<BusyRow[]> => many(tx, sql<BusyRow>`
  select id, state, starts_at as start_at, ends_at as end_at, order_id, item_id, customer_id from workers.calendar_entry
  where city_id = ${cityId} and worker_id = ${about.workerId} and state = any(${about.states}::text[]) and (state <> 'held' or expires_at > ${about.now})
    and starts_at < ${about.to} and ends_at > ${about.from} order by starts_at`);

/** Two claims of one worker at the same time: never, by constraint; counted all the same. */
export const countOverlaps = (tx: Tx, cityId: string): Promise<{ entries: number; faults: number }> => one(tx, sql<{ entries: number; faults: number }>`
  with live as (
    select worker_id, starts_at, max(ends_at) over (partition by worker_id order by starts_at, id rows between unbounded preceding and 1 preceding) as taken_until
    from workers.calendar_entry where city_id = ${cityId} and state in ('held', 'booked')
  )
  select count(*)::int as entries, count(*) filter (where starts_at < taken_until)::int as faults from live`);

export type WeeklyRow = { workerId: string; weekday: number; fromMinute: number; toMinute: number };
export const weeklyOf = (tx: Tx, cityId: string, workerIds: readonly string[]): Promise<WeeklyRow[]> => many(tx, sql<WeeklyRow>`
  select worker_id, weekday, from_minute, to_minute from workers.availability where city_id = ${cityId} and worker_id = any(${workerIds}::text[]) order by worker_id, weekday, from_minute`);

export const replaceWeekly = async (tx: Tx, cityId: string, workerId: string, weekly: readonly { weekday: number; fromMinute: number; toMinute: number }[]): Promise<void> => {
  await run(tx, sql`delete from workers.availability where city_id = ${cityId} and worker_id = ${workerId}`);
  await run(tx, sql`
    insert into workers.availability (city_id, worker_id, weekday, from_minute, to_minute)
    select ${cityId}, ${workerId}, x.weekday, x.from_minute, x.to_minute
    from jsonb_to_recordset(${JSON.stringify(weekly.map((span) => ({ weekday: span.weekday, from_minute: span.fromMinute, to_minute: span.toMinute })))}::jsonb) as x(weekday smallint, from_minute int, to_minute int)`);
};

export type ExceptionRow = { id: string; startAt: Date; endAt: Date; isAvailable: boolean; reason: string };
export const exceptionsOf = (tx: Tx, cityId: string, about: { workerId: string; from: Date; to: Date }): Promise<ExceptionRow[]> => many(tx, sql<ExceptionRow>`
  select id, starts_at as start_at, ends_at as end_at, is_available, reason from workers.availability_exception
  where city_id = ${cityId} and worker_id = ${about.workerId} and starts_at < ${about.to} and ends_at > ${about.from} order by starts_at, id`);
export const insertException = (tx: Tx, cityId: string, workerId: string, exception: ExceptionRow): Promise<number> => run(tx, sql`
  insert into workers.availability_exception (city_id, id, worker_id, starts_at, ends_at, is_available, reason)
  values (${cityId}, ${exception.id}, ${workerId}, ${exception.startAt}, ${exception.endAt}, ${exception.isAvailable}, ${exception.reason})`);
export const deleteException = (tx: Tx, cityId: string, workerId: string, exceptionId: string): Promise<number> =>
  run(tx, sql`delete from workers.availability_exception where city_id = ${cityId} and worker_id = ${workerId} and id = ${exceptionId}`);

/** An absence ends earlier than was said; one that had not begun is taken away. */
export const endException = async (tx: Tx, cityId: string, exceptionId: string, at: Date): Promise<void> => {
  await run(tx, sql`delete from workers.availability_exception where city_id = ${cityId} and id = ${exceptionId} and starts_at >= ${at}`);
  await run(tx, sql`update workers.availability_exception set ends_at = ${at} where city_id = ${cityId} and id = ${exceptionId} and starts_at < ${at} and ends_at > ${at}`);
};

export type PositionRow = { workerId: string; lon: number; lat: number; accuracyMeters: number; at: Date };
export const positionsOf = (tx: Tx, cityId: string, workerIds: readonly string[] | null): Promise<PositionRow[]> => many(tx, sql<PositionRow>`
  select worker_id, lon, lat, accuracy_meters, at from workers.position where city_id = ${cityId} and (${workerIds}::text[] is null or worker_id = any(${workerIds}::text[]))`);
export const savePosition = (tx: Tx, cityId: string, position: PositionRow): Promise<number> => run(tx, sql`
  insert into workers.position (city_id, worker_id, lon, lat, accuracy_meters, at) values (${cityId}, ${position.workerId}, ${position.lon}, ${position.lat}, ${position.accuracyMeters}, ${position.at})
  on conflict (city_id, worker_id) do update set lon = excluded.lon, lat = excluded.lat, accuracy_meters = excluded.accuracy_meters, at = excluded.at`);
export const forgetPositionOf = (tx: Tx, cityId: string, workerId: string): Promise<number> => run(tx, sql`delete from workers.position where city_id = ${cityId} and worker_id = ${workerId}`);
export const forgetPositions = (tx: Tx, cityId: string, before: Date): Promise<number> => run(tx, sql`delete from workers.position where city_id = ${cityId} and at < ${before}`);
