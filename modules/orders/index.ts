import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { raw, routes } from './routes.ts';
import { reactions } from './reactions.ts';

export { acceptByWorker, assertCan, assignWorker, passOn, postpone, unassign } from './actions/assign.ts';
export { cancel, cancelPreview, reportNoShow } from './actions/cancel.ts';
export { checks } from './actions/checks.ts';
export { noteComplaint } from './actions/complaint.ts';
export { list, myVisits, openDemands, orderFacts, orderForViewer, ordersWhere, search, summariesOf } from './actions/list.ts';
export { lockOrder, lockOrders } from './actions/open.ts';
export { closeOrder, confirmPaid, expireHold, markSettled, recordRefund } from './actions/pay.ts';
export { hold, place, quoteHeld } from './actions/place.ts';
export { rebook, redo } from './actions/redo.ts';
export { reschedule } from './actions/reschedule.ts';
export { autoConfirm, confirm, review, reviewHousehold } from './actions/review.ts';
export { createSeries } from './actions/series.ts';
export { noteVisitConflict, placeVisitOrder, seriesVisitDue } from './actions/series-plan.ts';
export type { DueVisit } from './actions/series-plan.ts';
export { viewOrder } from './actions/view.ts';
export type { OrderSummary, OrderView } from './actions/view.ts';
export { undoneItems } from './actions/undone.ts';
export { addPhoto, checkIn, confirmChecklist, depart, finish, startService, tickItem } from './actions/visit.ts';
export { FLOW, statusLabels } from './rules.ts';
export { maskName } from './rules/masks.ts';
export type { OrderFacts } from './rules/order.ts';

export const mount: Module = { name: 'orders', routes, reactions, checks, raw };
