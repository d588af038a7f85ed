import type { Ctx } from '../../../kernel/context.ts';
import { isConflict } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import * as store from '../store/calendar.ts';
import { lockCalendars } from './facts.ts';

/**
 * A worker is in one place at a time. Every change of a calendar first takes the worker's lock, gives up holds that have run out, looks
 * whether the time is free and only then writes, so that a refusal leaves the transaction usable and callers may try somebody else. The
 * EXCLUDE constraint over held, booked and done entries is the truth underneath.
 */
export type CalendarEntry = store.EntryRow;

const demandFree = async (ctx: Ctx, about: { workerId: string; startAt: Date; endAt: Date; exceptEntryId?: string }): Promise<void> => {
  if (await store.isTimeTaken(ctx.tx, ctx.cityId, about)) refuse('dispatch.slot_taken');
};
const orSlotTaken = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write;
  } catch (error) {
    if (isConflict(error, 'worker_in_one_place')) refuse('dispatch.slot_taken');
    throw error;
  }
};

export type HoldWish = { workerId: string; startAt: Date; endAt: Date; expiresAt: Date; customerId: string; itemId: string; addressId: string; quantity: number; lon: number; lat: number; isChosen: boolean };

/** Keeps a worker's time for a customer until `expiresAt`. Refuses `dispatch.slot_taken`. */
export const holdTime = async (ctx: Ctx, wish: HoldWish): Promise<string> => {
  await lockCalendars(ctx, wish.workerId);
  await demandFree(ctx, wish);
  const holdId = ctx.newId('hold');
  await orSlotTaken(store.insertEntry(ctx.tx, ctx.cityId, { ...wish, id: holdId, state: 'held', orderId: null, createdAt: ctx.now }));
  return holdId;
};

export type HoldFacts = CalendarEntry & { holdId: string };
/** A hold as it stands now: one that has run out reads `expired` even before it is swept. */
export const holdOf = async (ctx: Ctx, holdId: string): Promise<HoldFacts | null> => {
  const entry = await store.findEntry(ctx.tx, ctx.cityId, holdId);
  if (!entry) return null;
  const hasRunOut = entry.state === 'held' && entry.expiresAt !== null && entry.expiresAt <= ctx.now;
  return { ...entry, holdId, state: hasRunOut ? 'expired' : entry.state };
};

export type Binding = { holdId: string; orderId: string; customerId: string; itemId: string; addressId: string; quantity: number; expiresAt: Date };

const whatDiffers = (hold: CalendarEntry, wanted: Binding): { whatZh: string; whatEn: string } | null => {
  const word = (whatZh: string, whatEn: string): { whatZh: string; whatEn: string } => ({ whatZh, whatEn });
  if (hold.itemId !== wanted.itemId) return word('服务项目', 'service');
  if (hold.addressId !== wanted.addressId) return word('地址', 'address');
  return Math.abs(hold.quantity - wanted.quantity) > 1e-6 ? word('数量', 'quantity') : null;
};

/**
 * Ties a hold to the order it was taken for and gives it the order's time to pay. Refuses `orders.hold_expired` (also for another
 * customer's hold, and one that serves another order) and `orders.hold_mismatch`.
 */
export const bindHold = async (ctx: Ctx, wanted: Binding): Promise<{ workerId: string; startAt: Date; endAt: Date; isChosen: boolean }> => {
  const seen = await store.findEntry(ctx.tx, ctx.cityId, wanted.holdId);
  if (!seen || seen.customerId !== wanted.customerId) refuse('orders.hold_expired', {}, 'holdId');
  await lockCalendars(ctx, seen.workerId);
  const hold = (await store.lockEntry(ctx.tx, ctx.cityId, wanted.holdId))!;
  if (hold.state !== 'held' || (hold.orderId !== null && hold.orderId !== wanted.orderId)) refuse('orders.hold_expired', {}, 'holdId');
  const difference = whatDiffers(hold, wanted);
  if (difference) refuse('orders.hold_mismatch', difference, 'holdId');
  await store.bindEntry(ctx.tx, ctx.cityId, hold.id, { orderId: wanted.orderId, expiresAt: wanted.expiresAt });
  return { workerId: hold.workerId, startAt: hold.startAt, endAt: hold.endAt, isChosen: hold.isChosen };
};

/** The order is paid: its hold becomes a visit. A hold that ran out is taken again when the time is still free; otherwise `isBooked` is false. */
export const bookTime = async (ctx: Ctx, { orderId }: { orderId: string }): Promise<{ isBooked: boolean }> => {
  const seen = await store.findEntryOfOrder(ctx.tx, ctx.cityId, orderId, ['held', 'booked', 'expired']);
  if (!seen) return { isBooked: false };
  await lockCalendars(ctx, seen.workerId);
  const entry = (await store.lockEntry(ctx.tx, ctx.cityId, seen.id))!;
  if (entry.state === 'booked') return { isBooked: true };
  if (!['held', 'expired'].includes(entry.state)) return { isBooked: false };
  if (entry.state === 'expired' && (await store.isTimeTaken(ctx.tx, ctx.cityId, entry))) return { isBooked: false };
  await orSlotTaken(store.bookEntry(ctx.tx, ctx.cityId, entry.id));
  return { isBooked: true };
};

export type Move = { orderId: string; workerId: string; startAt?: Date; endAt?: Date; customerId?: string; itemId?: string; addressId?: string; quantity?: number; lon?: number; lat?: number; isChosen?: boolean };

/** What the order's entry will be, from what is asked and what there was. A move without either is a bug of the caller. */
const nextEntry = (ctx: Ctx, move: Move, live: CalendarEntry | null): store.NewEntry => {
  const need = <T>(asked: T | undefined, had: T | undefined, name: string): T => {
    const value = asked ?? had;
    if (value === undefined) throw new Error(`moveTime of order ${move.orderId}: no entry lives and ${name} is not given`);
    return value;
  };
  return {
    id: ctx.newId('hold'), orderId: move.orderId, workerId: move.workerId, createdAt: ctx.now,
    // Time that was only held stays held: moving it does not pay for it.
    state: live?.state === 'held' ? 'held' : 'booked', expiresAt: live?.state === 'held' ? live.expiresAt : null,
    startAt: need(move.startAt, live?.startAt, 'startAt'), endAt: need(move.endAt, live?.endAt, 'endAt'), customerId: need(move.customerId, live?.customerId, 'customerId'), itemId: need(move.itemId, live?.itemId, 'itemId'),
    addressId: need(move.addressId, live?.addressId, 'addressId'), quantity: need(move.quantity, live?.quantity, 'quantity'), lon: need(move.lon, live?.lon, 'lon'), lat: need(move.lat, live?.lat, 'lat'),
    isChosen: move.isChosen ?? live?.isChosen ?? false,
  };
};

/**
 * The order's claim goes to this worker (or, of the same worker, to another time); one is made when none lives. Both workers are locked, in id
 * order. The caller holds the order's row. Refuses `dispatch.slot_taken` before anything is written.
 */
export const moveTime = async (ctx: Ctx, move: Move): Promise<CalendarEntry> => {
  const seen = await store.findEntryOfOrder(ctx.tx, ctx.cityId, move.orderId, ['held', 'booked']);
  await lockCalendars(ctx, move.workerId, ...(seen ? [seen.workerId] : []));
  const locked = seen ? await store.lockEntry(ctx.tx, ctx.cityId, seen.id) : undefined;
  const live = locked && ['held', 'booked'].includes(locked.state) ? locked : null;
  const next = nextEntry(ctx, move, live);
  await demandFree(ctx, { ...next, ...(live && { exceptEntryId: live.id }) });
  if (live?.workerId === move.workerId) {
    if (live.startAt.getTime() !== next.startAt.getTime() || live.endAt.getTime() !== next.endAt.getTime()) await orSlotTaken(store.retimeEntry(ctx.tx, ctx.cityId, live.id, next));
    return { ...live, startAt: next.startAt, endAt: next.endAt };
  }
  if (live) await store.releaseEntry(ctx.tx, ctx.cityId, live.id, 'moved', ctx.now);
  await orSlotTaken(store.insertEntry(ctx.tx, ctx.cityId, next));
  return next;
};

/** Gives time back, by order or by hold; whoever has none any more loses nothing. */
export const releaseTime = async (ctx: Ctx, { orderId, holdId, reason }: { orderId?: string; holdId?: string; reason: string }): Promise<{ isReleased: boolean }> => {
  const seen = holdId !== undefined ? await store.findEntry(ctx.tx, ctx.cityId, holdId) : orderId !== undefined ? await store.findEntryOfOrder(ctx.tx, ctx.cityId, orderId, ['held', 'booked']) : undefined;
  if (!seen) return { isReleased: false };
  await lockCalendars(ctx, seen.workerId);
  return { isReleased: (await store.releaseEntry(ctx.tx, ctx.cityId, seen.id, reason, ctx.now)) > 0 };
};

/** The same for many orders at once. */
export const releaseTimes = async (ctx: Ctx, { orderIds, reason }: { orderIds: readonly string[]; reason: string }): Promise<void> => {
  const seen = orderIds.length === 0 ? [] : await store.liveEntriesOfOrders(ctx.tx, ctx.cityId, orderIds);
  if (seen.length === 0) return;
  await lockCalendars(ctx, ...seen.map(({ workerId }) => workerId));
  await store.releaseEntries(ctx.tx, ctx.cityId, seen.map(({ id }) => id), reason, ctx.now);
};

/** The times of many orders that hold none now go to workers, all or none. The caller holds the orders' rows. Refuses `dispatch.slot_taken` before anything is written. */
export const takeTimes = async (ctx: Ctx, moves: readonly Move[]): Promise<void> => {
  if (moves.length === 0) return;
  await lockCalendars(ctx, ...moves.map(({ workerId }) => workerId));
  const entries = moves.map((move) => nextEntry(ctx, move, null));
  if (await store.firstTaken(ctx.tx, ctx.cityId, entries)) refuse('dispatch.slot_taken');
  await orSlotTaken(store.insertEntries(ctx.tx, ctx.cityId, entries));
};

/** A visit is over: booked → done. Ended early, the rest of its time is free again. */
export const serveTime = async (ctx: Ctx, { orderId, endAt }: { orderId: string; endAt?: Date }): Promise<void> => {
  const seen = await store.findEntryOfOrder(ctx.tx, ctx.cityId, orderId, ['booked']);
  if (!seen) return;
  await lockCalendars(ctx, seen.workerId);
  const end = Math.min(seen.endAt.getTime(), (endAt ?? ctx.now).getTime());
  // Over before it was to begin: a minute of it stays, because an entry of no length is none.
  await store.serveEntry(ctx.tx, ctx.cityId, seen.id, new Date(Math.max(end, Math.min(seen.endAt.getTime(), seen.startAt.getTime() + 60_000))), ctx.now);
};

/** What stands in the calendar for an order: held, booked or served; a hold that has run out does not count. */
export const entryOfOrder = async (ctx: Ctx, orderId: string): Promise<CalendarEntry | null> => {
  const entry = await store.findEntryOfOrder(ctx.tx, ctx.cityId, orderId, ['held', 'booked', 'done']);
  return entry && !(entry.state === 'held' && entry.expiresAt !== null && entry.expiresAt <= ctx.now) ? entry : null;
};

/** The live claims of many orders by order, in one question. */
export const entriesOfOrders = async (ctx: Ctx, orderIds: readonly string[]): Promise<Map<string, CalendarEntry>> => {
  const entries = orderIds.length === 0 ? [] : await store.liveEntriesOfOrders(ctx.tx, ctx.cityId, orderIds);
  return new Map(entries.filter(({ state, expiresAt }) => !(state === 'held' && expiresAt !== null && expiresAt <= ctx.now)).map((entry) => [entry.orderId!, entry]));
};

/** Clears away holds that have run out; they were in nobody's way before either. */
export const sweepHolds = async (ctx: Ctx): Promise<void> => { await store.expireHolds(ctx.tx, ctx.cityId, ctx.now); };
