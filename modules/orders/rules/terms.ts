import { refusals, type Bilingual, type Can } from '@linli/contract';
import { FLOW, isWhoMay, nextStatus, refuseStep, wrongState, type No, type Part, type Verb } from '../rules.ts';
import { refuseCall } from './calls.ts';
import { HOUR_MS, MINUTE_MS, addMilliseconds, type OrderFacts, type Policy } from './order.ts';
import { sayStart } from './words.ts';

/** What the time rules look at beside the order itself. */
export type Terms = { now: Date; policy: Policy; isReviewed: boolean; isHouseholdReviewed: boolean; hasRedo: boolean };
export type Absent = 'worker' | 'customer';

/** The earliest moment a worker may set out. */
export const departFrom = (startsAt: Date, policy: Policy): Date => addMilliseconds(startsAt, -policy.departEarlyMinutes * MINUTE_MS);

/** When the family's silence counts as acceptance; null while there is nothing to accept or it was accepted. */
export const autoConfirmAtOf = (order: Pick<OrderFacts, 'status' | 'finishedAt'>, policy: Policy): Date | null =>
  order.status === 'finished' && order.finishedAt ? addMilliseconds(order.finishedAt, policy.autoConfirmHours * HOUR_MS) : null;

/** Until when a free redo may be asked for; null before the finish. */
export const redoUntilOf = (order: Pick<OrderFacts, 'finishedAt' | 'redoHours'>): Date | null =>
  order.finishedAt ? addMilliseconds(order.finishedAt, order.redoHours * HOUR_MS) : null;

const beforeTheVisit = ['paid', 'assigned', 'accepted', 'onTheWay'];
/** Nobody is at the door lateAfterMinutes after the start. */
export const isLateNow = (order: Pick<OrderFacts, 'status' | 'arrivedAt' | 'startsAt'>, now: Date, policy: Policy): boolean =>
  beforeTheVisit.includes(order.status) && order.arrivedAt === null && order.startsAt !== null && now.getTime() > order.startsAt.getTime() + policy.lateAfterMinutes * MINUTE_MS;

/**
 * Whether an absence may be reported: of the worker, `noShowAfterMinutes` after the start while she has not arrived; of the
 * customer, when the worker has waited that long at the door, counted from the agreed start at the earliest.
 */
export const refuseNoShow = (order: OrderFacts, absent: Absent, { now, policy }: Pick<Terms, 'now' | 'policy'>): No | null => {
  // Who left an unsafe home did not stay away; a person decides first, and what is excused stays so.
  if (absent === 'worker' && order.safety !== null) return { code: 'orders.safety_undecided', params: {} };
  if (absent === 'worker' && order.arrivedAt) return wrongState('reportNoShow', order);
  if (absent === 'customer' && !order.arrivedAt) return { code: 'orders.not_arrived', params: {} };
  const from = Math.max(order.startsAt?.getTime() ?? 0, order.arrivedAt?.getTime() ?? 0);
  const earliest = new Date(from + policy.noShowAfterMinutes * MINUTE_MS);
  return now < earliest ? { code: 'orders.no_show_too_early', params: { earliestZh: sayStart(earliest).zh, earliestEn: sayStart(earliest).en } } : null;
};

/** Whose absence a part may report: each side the other's, the desk both. */
export const reportableBy = (parts: readonly Part[]): Absent[] => [
  ...(parts.includes('household') || parts.includes('desk') ? ['worker' as const] : []),
  ...(parts.includes('worker') || parts.includes('desk') ? ['customer' as const] : []),
];

/** While a worker's call for help on this visit holds, the household asks the desk; it is not told why. */
const refuseHeld = (order: Pick<OrderFacts, 'safety'>, parts: readonly Part[]): No | null =>
  order.safety !== null && !parts.includes('desk') && !parts.includes('system') ? { code: 'orders.safety_hold', params: {} } : null;

const isReviewOver = (order: OrderFacts, { now, policy }: Terms): No | null =>
  order.finishedAt && now.getTime() > order.finishedAt.getTime() + policy.reviewDays * 24 * HOUR_MS ? { code: 'orders.review_too_late', params: { days: policy.reviewDays } } : null;

const alreadyReviewed: No = { code: 'orders.already_reviewed', params: {} };

/** The rules of time and count that a verb has beside FLOW; `extra` in the table says them in a phrase. */
const terms: Partial<Record<Verb, (order: OrderFacts, about: Terms, parts: readonly Part[]) => No | null>> = {
  depart: (order, { now, policy }) => {
    const earliest = order.startsAt && departFrom(order.startsAt, policy);
    return earliest && now < earliest ? { code: 'orders.too_early_to_depart', params: { earliestZh: sayStart(earliest).zh, earliestEn: sayStart(earliest).en } } : null;
  },
  checkIn: (order) => (order.arrivedAt ? wrongState('checkIn', order) : null),
  confirmChecklist: (order) => (order.arrivedAt ? null : { code: 'orders.not_arrived', params: {} }),
  close: (order) => (order.closedAt ? wrongState('close', order) : null),
  review: (order, about) => (about.isReviewed ? alreadyReviewed : isReviewOver(order, about)),
  reviewHousehold: (order, about) => (about.isHouseholdReviewed ? alreadyReviewed : isReviewOver(order, about)),
  redo: (order, { now, hasRedo }): No | null => {
    if (hasRedo || order.redoOf !== null) return { code: 'orders.redo_once', params: {} };
    const until = redoUntilOf(order);
    return until && now > until ? { code: 'orders.redo_too_late', params: { hours: order.redoHours } } : null;
  },
  reschedule: (order, { now, policy }) => (order.startsAt && now.getTime() > order.startsAt.getTime() - policy.rescheduleHours * HOUR_MS ? { code: 'orders.too_late_to_move', params: { hours: policy.rescheduleHours } } : null),
  cancel: (order, _about, parts) => refuseHeld(order, parts),
  reportNoShow: (order, about, parts) => {
    const held = parts.includes('worker') ? null : refuseHeld(order, parts);
    if (held) return held;
    const answers = reportableBy(parts).map((absent) => refuseNoShow(order, absent, about));
    return answers.includes(null) ? null : (answers[0] ?? null);
  },
};

/** Why these parts may not do this now, or null: first who, then the status, then the terms. One rule for actions and for `can`. */
export const refuseVerb = (verb: Verb, order: OrderFacts, parts: readonly Part[], about: Terms): No | null =>
  refuseStep(verb, order, parts) ?? terms[verb]?.(order, about, parts) ?? null;

const fill = (text: string, params: No['params']): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));

/** The sentence of a refusal, as the caller would get it. */
export const sayNo = ({ code, params }: No): Bilingual => ({ zh: fill(refusals[code].zh, params), en: fill(refusals[code].en, params) });

/** Verbs of people; the rest is done by the system and shown to nobody as a button. */
const shownVerbs = ['hold', 'depart', 'checkIn', 'confirmChecklist', 'startService', 'tickItem', 'addPhoto', 'finish', 'confirm', 'review', 'reviewHousehold', 'redo', 'reschedule', 'cancel', 'reportNoShow'] as const satisfies readonly Verb[];

/**
 * What the viewer may do, keyed like the calls of the API, and why not. Derived from FLOW and the terms: a verb that is never
 * the viewer's is left out. `pay`, `assign` and `redispatch` are calls of other
 * modules on this order; `call` moves nothing (see rules/calls.ts).
 */
export const canOf = (order: OrderFacts, parts: readonly Part[], about: Terms): Can => {
  const say = (no: No | null): Can[string] => ({ isAllowed: no === null, why: no && sayNo(no) });
  const can: Can = {};
  for (const verb of shownVerbs) if (isWhoMay(verb, parts)) can[verb] = say(refuseVerb(verb, order, parts, about));
  if (parts.includes('household') || parts.includes('desk')) can['pay'] = say(refusePay(order, about.now));
  if (parts.includes('household')) can['rebook'] = say(null);
  if (parts.includes('household') || parts.includes('worker')) can['call'] = say(refuseCall(order, parts, about.now));
  // The desk's one button: until the work starts a worker who has set out may be replaced as well.
  if (parts.includes('desk') && nextStatus('reassign', order.status)) can['assign'] = say(null);
  else if (parts.includes('desk') || parts.includes('merchant')) can['assign'] = say(refuseStep('assign', order, parts));
  if (parts.includes('desk')) can['redispatch'] = say(nextStatus('unassign', order.status) || order.status === 'paid' ? null : wrongState('unassign', order));
  return can;
};

const refusePay = (order: OrderFacts, now: Date): No | null => {
  if (!(FLOW.pay.from as readonly string[]).includes(order.status)) return wrongState('pay', order);
  return order.payBefore && now >= order.payBefore ? { code: 'payments.window_over', params: {} } : null;
};
