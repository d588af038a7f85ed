import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { seriesEndpoints } from './series.ts';
import { Bilingual, Can, CancelTier, Channel, Day, Done, Fen, Flag, HomeScene, Id, Instant, Lat, Lon, Note, OrderStatus, Page, Quote, ServiceFamily, Text, WorkerCard, pageOf } from './shapes.ts';

export const ChecklistState = z.object({ code: z.string(), text: Bilingual, isRequired: z.boolean(), isDone: z.boolean(), doneAt: Instant.nullable() });
export const VisitPhoto = z.object({ photoId: Id, node: z.string(), nodeText: Bilingual, area: z.string(), url: z.string(), at: Instant });
export const OrderEvent = z.object({ at: Instant, verb: z.string(), from: OrderStatus.nullable(), to: OrderStatus, actorLabel: Bilingual, words: Bilingual });
export const AllianceStep = z.object({ step: z.int().min(1).max(7), label: Bilingual, isDone: z.boolean(), at: Instant.nullable(), words: Bilingual });
export const Review = z.object({ skill: z.int().min(1).max(5), communication: z.int().min(1).max(5), attitude: z.int().min(1).max(5), words: z.string(), isNeighbour: z.boolean(), weight: z.number(), at: Instant });

export const OrderSummary = z.object({
  orderId: Id, no: z.string(), workOrderNo: z.string().nullable(), status: OrderStatus, statusLabel: Bilingual, nextStep: Bilingual, itemId: Id, itemName: Bilingual, icon: z.string(), family: ServiceFamily, channel: Channel,
  startAt: Instant.nullable(), endAt: Instant.nullable(), durationMinutes: z.int(), quantity: z.number(), unitLabel: Bilingual, estateName: z.string(), districtName: z.string(), address: z.string(), lon: Lon, lat: Lat,
  customerId: Id, customerName: z.string(), workerId: Id.nullable(), workerName: z.string().nullable(), merchantId: Id.nullable(), merchantName: z.string().nullable(), totalFen: Fen, workerPayFen: Fen.nullable(), isLate: z.boolean(), placedAt: Instant,
}).meta({ id: 'OrderSummary' });
export const OrderView = OrderSummary.extend({
  homeScene: HomeScene, note: z.string(), memberNames: z.array(z.string()), quote: Quote, paidFen: Fen, refundedFen: Fen, payBefore: Instant.nullable(), worker: WorkerCard.nullable(), workerPhone: z.string().nullable(), customerPhone: z.string().nullable(),
  doorCode: z.string().nullable().meta({ description: 'Four digits the family may read out at the door to confirm the checklist; only the family sees it' }),
  checklist: z.array(ChecklistState), checklistVersion: z.int(), photos: z.array(VisitPhoto), requiredPhotoNodes: z.array(z.object({ code: z.string(), text: Bilingual, area: z.string() })),
  arrivedAt: Instant.nullable(), startedAt: Instant.nullable(), finishedAt: Instant.nullable(), confirmedAt: Instant.nullable(), settledAt: Instant.nullable(), closedAt: Instant.nullable(), autoConfirmAt: Instant.nullable(), redoOf: Id.nullable(), redoUntil: Instant.nullable(),
  seriesId: Id.nullable().meta({ description: 'The recurring series this order is a visit of' }), history: z.array(OrderEvent), allianceSteps: z.array(AllianceStep), review: Review.nullable(), can: Can,
}).meta({ id: 'OrderView' });
export const CancelPreview = z.object({ refundFen: Fen, refundPercent: z.int(), keptFen: Fen, workerPayFen: Fen, rule: Bilingual, tiers: z.array(CancelTier) });

const OrderRef = z.object({ orderId: Id });
const moves = ['orders.order_unknown', 'orders.wrong_state', 'access.forbidden'] as const;

export const orders = {
  place: command({
    path: '/api/orders', who: 'signedIn', summary: 'Place an order: with a hold it waits for payment, without one it is a posted demand (draft)',
    input: z.object({
      holdId: Id.optional(), itemId: Id, addressId: Id, quantity: z.number().positive().max(10000), startAt: Instant.optional(), note: Note(500).default(''), memberIds: z.array(Id).max(10).default([]),
      expectedTotalFen: Fen.optional().meta({ description: 'What the screen showed; another price is refused, never charged silently' }), channel: Channel.default('h5'), customerId: Id.optional().meta({ description: 'Desk and station staff may book for a customer' }),
    }),
    output: OrderView,
    refusals: ['orders.price_changed', 'orders.hold_expired', 'orders.hold_mismatch', 'orders.too_soon', 'orders.too_far', 'orders.address_closed', 'catalog.item_unknown', 'catalog.item_unpublished', 'catalog.quantity_wrong', 'accounts.address_unknown', 'accounts.member_unknown', 'accounts.phone_missing'],
  }),
  hold: command({ path: '/api/orders/:orderId/hold', who: 'signedIn', summary: 'Give a posted demand a held slot', input: OrderRef.extend({ holdId: Id }), output: OrderView, refusals: [...moves, 'orders.hold_expired', 'orders.hold_mismatch'] }),
  list: query({ path: '/api/my/orders', who: 'signedIn', summary: 'My orders, newest first', input: z.object({ filter: z.enum(['all', 'open', 'toReview', 'done']).default('all'), ...Page }), output: pageOf(OrderSummary) }),
  get: query({ path: '/api/orders/:orderId', who: 'signedIn', summary: 'One order as this person may see it', input: OrderRef, output: OrderView, refusals: ['orders.order_unknown'] }),
  search: query({
    path: '/api/orders', who: [...cityRoles, ...merchantRoles], summary: 'Orders of the city, or of the own merchant',
    input: z.object({ q: z.string().max(40).optional(), status: OrderStatus.optional(), group: z.enum(['open', 'running', 'done', 'broken']).optional(), from: Instant.optional(), to: Instant.optional(), merchantId: Id.optional(), workerId: Id.optional(), customerId: Id.optional(), family: ServiceFamily.optional(), ...Page }),
    output: pageOf(OrderSummary),
  }),
  myVisits: query({ path: '/api/work/visits', who: ['worker'], summary: 'My visits in a span of days', input: z.object({ from: Instant, to: Instant }), output: z.object({ items: z.array(OrderView) }) }),
  rebook: query({
    path: '/api/orders/:orderId/rebook', who: 'signedIn', summary: 'What the same again would be: service, address, quantity, worker, usual weekday and hour',
    input: OrderRef, output: z.object({ itemId: Id, addressId: Id, quantity: z.number(), workerId: Id.nullable(), wishedStartAt: Instant, note: z.string(), memberIds: z.array(Id) }), refusals: ['orders.order_unknown'],
  }),
  cancelPreview: query({ path: '/api/orders/:orderId/cancel-preview', who: 'signedIn', summary: 'What cancelling now would refund, and by which rule', input: OrderRef.extend({ isForceMajeure: Flag.meta({ description: 'The desk asks what force majeure would give back' }) }), output: CancelPreview, refusals: [...moves] }),
  cancel: command({ path: '/api/orders/:orderId/cancel', who: 'signedIn', summary: 'Cancel by the visible rule', input: OrderRef.extend({ reason: Note(200).default(''), isForceMajeure: z.boolean().default(false) }), output: OrderView, refusals: [...moves] }),
  reschedule: command({ path: '/api/orders/:orderId/reschedule', who: 'signedIn', summary: 'Move to another held slot; the payment stays', input: OrderRef.extend({ holdId: Id }), output: OrderView, refusals: [...moves, 'orders.hold_expired', 'orders.hold_mismatch', 'orders.too_late_to_move'] }),
  depart: command({ path: '/api/orders/:orderId/depart', who: ['worker'], summary: 'On the way', input: OrderRef, output: OrderView, refusals: [...moves, 'orders.too_early_to_depart'] }),
  checkIn: command({ path: '/api/orders/:orderId/check-in', who: ['worker'], summary: 'Arrived at the door (within 300 m, or with a reason; a phone without a position sends the reason alone)', input: OrderRef.extend({ lon: Lon.optional(), lat: Lat.optional(), reason: Note(100).default('') }), output: OrderView, refusals: [...moves, 'orders.too_far_from_home', 'orders.position_missing'] }),
  confirmChecklist: command({ path: '/api/orders/:orderId/confirm-checklist', who: 'signedIn', summary: 'The family confirms scope and standard: in its own app, or by the door code on the worker’s phone', input: OrderRef.extend({ checklistVersion: z.int(), doorCode: z.string().regex(/^\d{4}$/).optional() }), output: OrderView, refusals: [...moves, 'orders.checklist_stale', 'orders.door_code_wrong', 'orders.door_code_locked', 'orders.not_arrived'] }),
  startService: command({ path: '/api/orders/:orderId/start', who: ['worker'], summary: 'Start the work', input: OrderRef, output: OrderView, refusals: [...moves] }),
  tickItem: command({ path: '/api/orders/:orderId/tick', who: ['worker'], summary: 'Tick a checklist item, or several at once after a while without network', input: OrderRef.extend({ code: z.union([Id, z.array(Id).min(1).max(30)]), isDone: z.boolean() }), output: OrderView, refusals: [...moves, 'orders.item_unknown'] }),
  addPhoto: command({ path: '/api/orders/:orderId/photos', who: ['worker'], summary: 'A photo of a public area at a key node; metadata is stripped', input: OrderRef.extend({ node: Id, area: z.string().max(30), imageBase64: z.string().max(9_000_000) }), output: OrderView, refusals: [...moves, 'orders.private_area', 'orders.photo_node_unknown', 'media.not_an_image', 'media.too_large'] }),
  finish: command({ path: '/api/orders/:orderId/finish', who: ['worker'], summary: 'Work done: required items ticked, required photos there, or a reason for what is not', input: OrderRef.extend({ note: Note(300).default(''), undoneReason: Note(200).default('') }), output: OrderView, refusals: [...moves, 'orders.items_undone', 'orders.photos_missing'] }),
  confirm: command({ path: '/api/orders/:orderId/confirm', who: 'signedIn', summary: 'The family accepts the work (automatic after 24 h)', input: OrderRef, output: OrderView, refusals: [...moves] }),
  review: command({ path: '/api/orders/:orderId/review', who: 'signedIn', summary: 'Review in three dimensions; the worker never learns who wrote it', input: OrderRef.extend({ skill: z.int().min(1).max(5), communication: z.int().min(1).max(5), attitude: z.int().min(1).max(5), words: Note(500).default('') }), output: OrderView, refusals: [...moves, 'orders.already_reviewed', 'orders.review_too_late'] }),
  merchantReviews: query({
    path: '/api/public/merchants/:merchantId/reviews', who: 'anyone', summary: 'The newest words of families on a merchant’s visits, without a name, a number or a door', input: z.object({ merchantId: Id }),
    output: z.object({ items: z.array(z.object({ on: Day, itemName: Bilingual, skill: z.int(), communication: z.int(), attitude: z.int(), words: z.string(), isNeighbour: z.boolean(), authorLabel: Bilingual })) }), refusals: ['alliance.merchant_unknown'],
  }),
  reviewHousehold: command({ path: '/api/orders/:orderId/review-household', who: ['worker'], summary: 'The worker’s word on the household: was the scene as declared, respectful, safe', input: OrderRef.extend({ stars: z.int().min(1).max(5), isSceneAsDeclared: z.boolean(), isSafe: z.boolean(), words: Note(300).default('') }), output: Done, refusals: [...moves, 'orders.already_reviewed'] }),
  redo: command({ path: '/api/orders/:orderId/redo', who: 'signedIn', summary: 'Ask for a free redo within the redo window', input: OrderRef.extend({ reason: Text(300), holdId: Id.optional() }), output: OrderView, refusals: [...moves, 'orders.redo_too_late', 'orders.redo_once', 'orders.hold_expired', 'orders.hold_mismatch'] }),
  reportNoShow: command({ path: '/api/orders/:orderId/no-show', who: 'signedIn', summary: 'The worker (or, told by the worker at the door, the customer) did not show up', input: OrderRef.extend({ who: z.enum(['worker', 'customer']), note: Note(200).default('') }), output: OrderView, refusals: [...moves, 'orders.no_show_too_early'] }),
  call: command({
    path: '/api/orders/:orderId/call', who: 'signedIn', summary: 'Worker and household of a visit ring each other through a masked number: neither learns the other’s',
    input: OrderRef, output: z.object({ dialNumber: z.string(), expiresAt: Instant }), refusals: [...moves, 'orders.call_too_early', 'orders.call_over', 'accounts.phone_missing'],
  }),
  openDemands: query({ path: '/api/public/demands', who: 'anyone', summary: 'Open demands without any personal detail', input: z.object({ family: ServiceFamily.optional(), hasSlot: Flag, ...Page }), output: pageOf(z.object({ orderId: Id, itemName: Bilingual, icon: z.string(), districtName: z.string(), startAt: Instant.nullable(), durationMinutes: z.int(), quantity: z.number(), unitLabel: Bilingual, postedAt: Instant })) }),
  ...seriesEndpoints,
};
