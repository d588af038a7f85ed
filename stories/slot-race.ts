import { RefusalError } from '@linli/contract';
import { newHousehold } from './household.ts';
import { openWorld } from './world.ts';
import type { Tell } from './story.ts';

export type RaceResult = {
  drill: 'slot-race'; ok: boolean; clients: number; slots: number; attempts: number; won: number; refused: number; serverErrors: number; others: string[]; doubleBookings: number; p50Ms: number; p99Ms: number;
};

/**
 * Many households try at once to hold and book few concrete slots, each of one chosen worker; every slot is tried by every client.
 * A slot may have one winner; everybody else must get a clean refusal, nobody an error.
 */
export async function slotRace(options: { url: string; clients: number; slots: number }): Promise<RaceResult> {
  const world = openWorld(options.url);
  const quiet: Tell = (_step, action) => action();
  const first = await newHousehold(world, quiet);
  const households = [first];
  while (households.length < options.clients) {
    // one estate for all, so that only time can decide
    households.push(await newHousehold(world, quiet, `抢位${households.length}`, first.estateId));
  }
  const { items } = await world.guest.catalog.listItems({ q: '日常保洁' });
  const item = items[0]!;
  const now = await world.now();
  const dayAfterNext = new Date(now.getTime() + 3 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
  const wish = { itemId: item.itemId, addressId: first.addressId, quantity: item.minQuantity };
  const { days } = await first.client.dispatch.listSlots({ ...wish, from: dayAfterNext, days: 3 });
  const targets: { startAt: string; workerId: string }[] = [];
  const chosen = new Set<string>();
  for (const slot of days.flatMap((d) => d.slots)) {
    if (targets.length >= options.slots) break;
    const { items: suggested } = await first.client.dispatch.suggestWorkers({ ...wish, startAt: slot.startAt });
    const worker = suggested.find((c) => !chosen.has(c.worker.workerId + slot.startAt.slice(0, 10)));
    if (!worker) continue;
    chosen.add(worker.worker.workerId + slot.startAt.slice(0, 10));
    targets.push({ startAt: slot.startAt, workerId: worker.worker.workerId });
  }
  const times: number[] = [];
  const won = new Map<string, number>();
  const others: string[] = [];
  let refusals = 0;
  let serverErrors = 0;
  const attempt = async (client: number, target: number): Promise<void> => {
    const household = households[client]!;
    const { startAt, workerId } = targets[target]!;
    const from = performance.now();
    try {
      const hold = await household.client.dispatch.holdSlot({ ...wish, addressId: household.addressId, startAt, workerId });
      won.set(`${workerId} ${startAt}`, (won.get(`${workerId} ${startAt}`) ?? 0) + 1);
      await household.client.orders.place({ holdId: hold.holdId, itemId: item.itemId, addressId: household.addressId, quantity: item.minQuantity, startAt });
    } catch (error) {
      if (error instanceof RefusalError && error.status >= 500) serverErrors++;
      else if (error instanceof RefusalError) refusals++;
      if (!(error instanceof RefusalError) || !['dispatch.slot_taken', 'dispatch.worker_unsuitable', 'dispatch.too_many_holds'].includes(error.code)) others.push(String(error));
    } finally {
      times.push(performance.now() - from);
    }
  };
  await Promise.all(households.map(async (_, client) => {
    for (let i = 0; i < targets.length; i++) await attempt(client, (client + i) % targets.length);
  }));
  times.sort((a, b) => a - b);
  const at = (q: number): number => Math.round(times[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0);
  const doubleBookings = [...won.values()].filter((n) => n > 1).length;
  return {
    drill: 'slot-race', ok: doubleBookings === 0 && serverErrors === 0 && others.length === 0 && targets.length === options.slots, clients: options.clients, slots: targets.length,
    attempts: times.length, won: won.size, refused: refusals, serverErrors, others: others.slice(0, 5), doubleBookings, p50Ms: at(0.5), p99Ms: at(0.99),
  };
}
