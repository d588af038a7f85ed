/**
 * The grab hall: an order is shown to everybody able and free within R of where they come from (or of home); whoever taps first has it. Shown
 * again, wider each time, while nobody takes it.
 */
import type { Desk, Policy, PolicyEvent } from '../policy.ts';
import { distanceMeters } from '../town.ts';
import { askOf, fitTogether, fitsFor, peopleOf } from './calendar.ts';

export type HallSettings = { gap: number; radiusMeters: number; widerMeters: number };

export function broadcast({ gap, radiusMeters, widerMeters }: HallSettings): Policy {
  const rounds = new Map<string, number>();
  const show = (desk: Desk, orderId: string): void => {
    const order = desk.order(orderId);
    const round = rounds.get(orderId) ?? 0;
    rounds.set(orderId, round + 1);
    const { fits, able } = fitsFor(desk, order, gap);
    if (able < order.people) { desk.note(orderId, 'noneQualified'); return; }
    const reach = radiusMeters + widerMeters * round;
    const near = fits.filter(({ worker, wayMeters }) => Math.min(wayMeters, distanceMeters(worker.home, order.at)) <= reach);
    desk.note(orderId, near.length < order.people ? 'noneFree' : 'allRefused');
    if (near.length < order.people) return;
    const takers = desk.post(orderId, near.map(askOf), round);
    if (takers.length < order.people) return;
    const chosen = takers.slice(0, order.people).map(({ workerId }) => near.find(({ worker }) => worker.id === workerId)!);
    const team = chosen.length === 2 ? fitTogether(desk, chosen[0]!, chosen[1]!, order, gap) : chosen;
    if (team) desk.assign(orderId, peopleOf(team));
  };
  let ticks = 0;
  return {
    name: 'broadcast',
    tell(event: PolicyEvent, desk: Desk): void {
      if (event.kind === 'placed' || event.kind === 'open') show(desk, event.orderId);
      // Shown again after ten minutes; what can wait for days is shown once in half an hour.
      if (event.kind === 'tick' && ++ticks % 2 === 0) for (const orderId of desk.waiting()) if (ticks % 6 === 0 || desk.order(orderId).lead === 'urgent') show(desk, orderId);
    },
  };
}
