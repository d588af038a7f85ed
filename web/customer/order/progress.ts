import type { TimelineStep } from '../../shared/kit/index.ts';
import type { Order } from '../parts/pay-sheet.tsx';

export type Stop = 'placed' | 'paid' | 'accepted' | 'departed' | 'arrived' | 'started' | 'finished' | 'confirmed';
/** The stops of an order on its way to done, with the history entry that reaches each. */
const stops: readonly { stop: Stop; verbs: readonly string[] }[] = [
  { stop: 'placed', verbs: ['place', 'redo'] }, { stop: 'paid', verbs: ['pay'] }, { stop: 'accepted', verbs: ['accept'] }, { stop: 'departed', verbs: ['depart'] }, { stop: 'arrived', verbs: ['confirmChecklist'] },
  { stop: 'started', verbs: ['startService'] }, { stop: 'finished', verbs: ['finish'] }, { stop: 'confirmed', verbs: ['confirm'] },
];
/** How many stops lie behind an order in each status. */
const reached: Record<Order['status'], number> = { draft: 1, held: 1, paid: 2, assigned: 2, accepted: 3, onTheWay: 4, checklistConfirmed: 5, inService: 6, finished: 7, confirmed: 8, settled: 8, cancelled: 0, noShow: 0 };

/** How far the order has come: done, the one under way, the rest. A broken order shows what it reached and where it ended. */
export function progressOf(order: Order): { stop: Stop | 'broken'; state: TimelineStep['state']; at: string | null }[] {
  const lastAt = (verbs: readonly string[]): string | null => order.history.findLast((entry) => verbs.includes(entry.verb))?.at ?? null;
  const isBroken = order.status === 'cancelled' || order.status === 'noShow';
  if (isBroken) return [
    ...stops.map(({ stop, verbs }) => ({ stop, state: 'done' as const, at: lastAt(verbs) })).filter(({ at }) => at !== null),
    { stop: 'broken', state: 'broken', at: order.history.findLast((entry) => entry.to === order.status)?.at ?? null },
  ];
  const count = reached[order.status];
  return stops.map(({ stop, verbs }, index) => ({ stop, state: index < count ? 'done' : index === count ? 'now' : 'next', at: index < count ? lastAt(verbs) : null }));
}
