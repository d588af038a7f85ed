import type { OutputOf, contract } from '@linli/contract';
import { newPhone, until } from './world.ts';
import type { PayOutcome, Someone, World } from './world.ts';
import type { Tell } from './story.ts';

export type Order = OutputOf<typeof contract.orders.get>;
export type Household = Someone & { addressId: string; estateId: string; lon: number; lat: number };

/** A new family signs in and gives an address in an open estate, all by choosing. */
export async function newHousehold(world: World, tell: Tell, name = '林女士', estateId?: string): Promise<Household> {
  const someone = await tell('a new family signs in with its phone', () => world.signIn(newPhone(), name), (s) => s.name);
  const address = await tell('it chooses estate and building', async () => {
    const { items } = await world.guest.accounts.listEstates({ limit: 200 });
    const open = items.filter((e) => e.isOpen);
    const estate = estateId ? open.find((e) => e.estateId === estateId) : open[Math.floor(Math.random() * open.length)];
    if (!estate) throw new Error('no estate is open for booking');
    return someone.client.accounts.addAddress({ estateId: estate.estateId, building: estate.buildings[0]!, room: '2单元301', homeScene: { hasPet: true } });
  }, (a) => a.full);
  return { ...someone, addressId: address.addressId, estateId: address.estateId, lon: address.lon, lat: address.lat };
}

/** What a family books when it books cleaning for the soonest slot that somebody can serve; that `minWorkers` can, where one may say no. */
export async function holdCleaning(world: World, household: Household, options: { skip?: number; minHoursAhead?: number; minWorkers?: number } = {}) {
  const { items } = await world.guest.catalog.listItems({ q: '日常保洁' });
  const item = items[0];
  if (!item) throw new Error('日常保洁 is not in the catalogue');
  const wish = { itemId: item.itemId, addressId: household.addressId, quantity: item.minQuantity };
  const now = await world.now();
  const from = beijingDay(now);
  const { days } = await household.client.dispatch.listSlots({ ...wish, from, days: 7 });
  const earliest = now.getTime() + (options.minHoursAhead ?? 0) * 3_600_000;
  const slot = days.flatMap((d) => d.slots).filter((s) => Date.parse(s.startAt) >= earliest && s.workerCount >= (options.minWorkers ?? 1))[options.skip ?? 0];
  if (!slot) throw new Error('no free slot in the next seven days');
  const hold = await household.client.dispatch.holdSlot({ ...wish, startAt: slot.startAt });
  return { item, hold, quantity: item.minQuantity };
}

/** Books the soonest cleaning: slots, reasons, quote, hold, order. */
export async function bookCleaning(world: World, tell: Tell, household: Household, options: { minHoursAhead?: number; minWorkers?: number } = {}): Promise<Order> {
  const { item, hold, quantity } = await tell('it sees free slots and holds the soonest', () => holdCleaning(world, household, options), (h) => `${h.hold.startAt} · ${h.hold.worker?.name ?? '最快安排'}`);
  await tell('it reads why these workers are suggested', async () => {
    const { items } = await household.client.dispatch.suggestWorkers({ itemId: item.itemId, addressId: household.addressId, quantity, startAt: hold.startAt });
    if (items.some((c) => c.dimensions.length === 0)) throw new Error('a suggestion without reasons');
    return items;
  }, (items) => `${items.length} workers with reasons`);
  return tell('it places the order at the price shown', () => household.client.orders.place({
    holdId: hold.holdId, itemId: item.itemId, addressId: household.addressId, quantity, startAt: hold.startAt, expectedTotalFen: hold.quote.totalFen, note: '请轻关门，老人午睡',
  }), (o) => `${o.no} ¥${(o.totalFen / 100).toFixed(2)} ${o.status}`);
}

/** Pays at the cashier and waits until the order says so. */
export async function pay(world: World, tell: Tell, household: Household, order: Order, outcome: PayOutcome = 'paid'): Promise<void> {
  await tell(`it pays (${outcome})`, async () => {
    const payment = await household.client.payments.start({ orderId: order.orderId });
    await world.payAtCashier(payment.tradeNo, outcome);
    return payment;
  }, (p) => p.tradeNo);
  await tell('the provider’s notify arrives and the order is paid', () => until(async () => {
    const seen = await household.client.orders.get({ orderId: order.orderId });
    return seen.status !== 'held' && seen.paidFen === order.totalFen ? seen : null;
  }, 'the order to be paid'), (o) => `${o.status} · ${o.workOrderNo}`);
}

/** Waits for the offer's SMS and signs in as the worker who was asked. */
export async function askedWorker(world: World, tell: Tell, order: Order, except: string[] = []): Promise<Someone> {
  const sms = await tell('dispatch asks the best worker', () => until(
    async () => (await world.inbox()).find((m) => m.template === 'new_offer' && m.params['orderNo'] === order.no && !except.includes(m.phone)),
    `an offer for ${order.no}`), (m) => `SMS to ${m.phone.slice(0, 3)}****${m.phone.slice(7)}`);
  return tell('the worker signs in', () => world.signIn(sms.phone), (s) => s.name);
}

/** The offer of an order in a worker's list. */
export async function offerOf(worker: Someone, order: Order) {
  return until(async () => (await worker.client.dispatch.listOffers({})).items.find((o) => o.orderId === order.orderId), 'the offer in the worker’s list');
}

/** The day's name in Beijing of an instant. */
export const beijingDay = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The smallest picture a camera might send: a 1 × 1 JPEG. */
export const tinyJpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z';
