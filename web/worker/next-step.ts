import type { OrderStatus } from '@linli/contract';

/** Where a visit stands, seen by the worker: what she does next. `offered` is answered on the offers screen. */
export type Phase = 'offered' | 'depart' | 'checkIn' | 'confirm' | 'start' | 'work' | 'done' | 'broken';

const phases: Record<OrderStatus, Phase> = {
  draft: 'offered', held: 'offered', paid: 'offered', assigned: 'offered', accepted: 'depart', onTheWay: 'checkIn', checklistConfirmed: 'start', inService: 'work',
  finished: 'done', confirmed: 'done', settled: 'done', cancelled: 'broken', noShow: 'broken',
};

/** The next step of a visit; at the door the checklist waits for the household. */
export const phaseOf = (visit: { status: OrderStatus; arrivedAt: string | null }): Phase =>
  visit.status === 'onTheWay' && visit.arrivedAt !== null ? 'confirm' : phases[visit.status];

/** The five steps the progress bar shows. */
export const visitSteps = ['depart', 'checkIn', 'confirm', 'work', 'done'] as const;
/** How many of them lie behind. */
export const stepsDone = (phase: Phase): number => ({ offered: 0, depart: 0, checkIn: 1, confirm: 2, start: 3, work: 3, done: 5, broken: 0 })[phase];

/** Under way to a home: the only time a position is reported. */
export const isUnderWay = (visit: { status: OrderStatus; arrivedAt: string | null }): boolean => phaseOf(visit) === 'checkIn';
