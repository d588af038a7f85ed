/**
 * One rule, one list: everybody able and free is ranked by a single number and asked one after the other (two at a time for a job for two) until
 * somebody says yes. What is not taken is tried again every five minutes. Nothing that has been promised is ever touched again.
 */
import type { Order } from '../demand.ts';
import { draw } from '../draws.ts';
import type { Desk, Policy, PolicyEvent } from '../policy.ts';
import { askOf, fitTogether, fitsFor, peopleOf } from './calendar.ts';
import type { Fit } from './calendar.ts';

/** Lower is better. */
export type Score = (fit: Fit, order: Order, desk: Desk) => number;
export type LadderSettings = { gap: number; asks: number; by?: 'app' | 'phone' };

export function tryLadder(desk: Desk, order: Order, score: Score, { gap, asks, by = 'app' }: LadderSettings, refused: Set<string>, isByHand = false): boolean {
  const { fits, able } = fitsFor(desk, order, gap);
  if (able < order.people) { desk.note(order.id, 'noneQualified'); return false; }
  const ranked = fits.filter(({ worker }) => !refused.has(worker.id)).map((fit) => ({ fit, score: score(fit, order, desk) })).sort((a, b) => a.score - b.score || a.fit.worker.index - b.fit.worker.index)
    .map(({ fit }) => fit);
  desk.note(order.id, fits.length < order.people ? 'noneFree' : 'allRefused');
  for (let asked = 0; asked < asks && ranked.length >= order.people; asked++) {
    let chosen: Fit[] | null = [ranked[0]!];
    if (order.people === 2) {
      chosen = null;
      for (let other = 1; other < ranked.length && !chosen; other++) chosen = fitTogether(desk, ranked[0]!, ranked[other]!, order, gap);
      if (!chosen) { ranked.shift(); continue; }
    }
    const answers = desk.ask(order.id, chosen.map(askOf), by);
    if (answers.every(Boolean)) return desk.assign(order.id, peopleOf(chosen), isByHand);
    const team = chosen;
    answers.forEach((isYes, at) => { if (!isYes) { const id = team[at]!.worker.id; refused.add(id); ranked.splice(ranked.findIndex(({ worker }) => worker.id === id), 1); } });
  }
  return false;
}

export function ladderPolicy(name: string, score: Score, settings: LadderSettings): Policy {
  const refused = new Map<string, Set<string>>();
  const attempt = (desk: Desk, orderId: string): void => {
    const set = refused.get(orderId) ?? new Set();
    refused.set(orderId, set);
    tryLadder(desk, desk.order(orderId), score, settings, set);
  };
  return {
    name,
    tell(event: PolicyEvent, desk: Desk): void {
      if (event.kind === 'placed' || event.kind === 'open') attempt(desk, event.orderId);
      if (event.kind === 'tick') for (const orderId of desk.waiting()) attempt(desk, orderId);
    },
  };
}

/** The nearest to where they come from; the one factor of adhoc dispatch in Fleetbase and of ride-hailing's first years. */
export const nearest = (settings: LadderSettings): Policy => ladderPolicy('nearest', ({ waySeconds }) => waySeconds, settings);
/** The best rated first, newcomers (no rating) last: how the trade's platforms describe their ranking by 综合评分. */
export const rating = (settings: LadderSettings): Policy => ladderPolicy('rating', ({ worker }) => -(worker.rating ?? 0), settings);
/** The one with the fewest booked hours that day first. */
export const load = (settings: LadderSettings): Policy => ladderPolicy('load',
  ({ worker }, order, desk) => desk.calendar(worker.id, order.day).reduce((sum, { startAt, endAt }) => sum + endAt - startAt, 0), settings);
/** Anybody able and free. */
export const random = (settings: LadderSettings): Policy => ladderPolicy('random', ({ worker }, order, desk) => draw(desk.seed, order.id, worker.id, 'lot'), settings);
