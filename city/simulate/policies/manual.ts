/**
 * Dispatchers at a desk: orders are taken up first come first served, one person thinks a few minutes about each, then telephones down a rota.
 * They know the calendars, the trades and the districts; they prefer the household's usual worker, then somebody who lives in the district, then
 * whoever's turn it is; they know how long a way takes, but not whose day it fits best.
 */
import { drawAround } from '../draws.ts';
import type { Desk, Policy, PolicyEvent } from '../policy.ts';
import { DAY, HOUR } from '../town.ts';
import { tryLadder } from './ladder.ts';

export type ManualSettings = { gap: number; asks: number; people: number; medianThinking: number; opens: number; closes: number };

export function manual({ gap, asks, people, medianThinking, opens, closes }: ManualSettings): Policy {
  /** When each dispatcher is free; the rota's turns by worker. */
  const freeAt = Array.from({ length: people }, () => -Infinity);
  const lastTurn = new Map<string, number>();
  const refused = new Map<string, Set<string>>();
  const retryAt = new Map<string, number>();
  let turn = 0;
  const work = (desk: Desk): void => {
    const hour = (((desk.now % DAY) + DAY) % DAY) / HOUR;
    if (hour < opens || hour >= closes) return;
    for (const orderId of desk.waiting()) {
      if ((retryAt.get(orderId) ?? -Infinity) > desk.now) continue;
      const who = freeAt.findIndex((at) => at <= desk.now);
      if (who < 0) return;
      const order = desk.order(orderId);
      const set = refused.get(orderId) ?? new Set<string>();
      refused.set(orderId, set);
      const thinking = drawAround(medianThinking, 0.5, desk.seed, orderId, 'thinking');
      desk.spend(orderId, thinking);
      const before = set.size;
      const score = ({ worker }: { worker: { id: string; district: string; index: number } }): number =>
        (worker.id === order.preferredWorkerId ? -2e9 : worker.district === order.district ? -1e9 : 0) + (lastTurn.get(worker.id) ?? worker.index - 1e6);
      const isDone = tryLadder(desk, order, score, { gap, asks, by: 'phone' }, set, true);
      if (isDone) for (const workerId of desk.peopleOf(orderId)) lastTurn.set(workerId, ++turn);
      else retryAt.set(orderId, desk.now + 1800);
      const busy = thinking + 60 * (set.size - before + 1);
      freeAt[who] = desk.now + busy;
      desk.wake(busy, 'dispatcher');
    }
  };
  return {
    name: 'manual', isByHand: true,
    tell(event: PolicyEvent, desk: Desk): void {
      if (event.kind === 'placed' || event.kind === 'open' || event.kind === 'woken' || event.kind === 'tick') work(desk);
    },
  };
}
