import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { Bilingual, Day, Done, Fen, HomeScene, Id, Instant, Lat, Lon, NamedWorker, Note, OrderStatus, Quote, ServiceFamily, Text, WorkerCard } from './shapes.ts';
import { OrderSummary, OrderView } from './orders.ts';
import { plans, repairs } from './plan.ts';
import { DispatchPolicy, PolicyChange, PolicyScope, PolicyView } from './policy.ts';

export const Dimension = z.object({ key: z.string(), label: Bilingual, score: z.number(), weight: z.number(), reason: Bilingual });
export const CandidateView = z.object({ worker: WorkerCard, score: z.number(), dimensions: z.array(Dimension), travelMeters: z.int(), travelMinutes: z.int(), isHeld: z.boolean(), isOwnTerritory: z.boolean() });
export const BlockedView = z.object({ worker: WorkerCard, blockers: z.array(z.object({ rule: z.string(), reason: Bilingual })) });
export const Hold = z.object({ holdId: Id, itemId: Id, startAt: Instant, endAt: Instant, expiresAt: Instant, workerId: Id, worker: WorkerCard.nullable(), quote: Quote, isChosen: z.boolean() }).meta({ id: 'Hold' });
export const Offer = z.object({
  offerId: Id, orderId: Id, state: z.enum(['live', 'accepted', 'refused', 'expired', 'withdrawn']), itemName: Bilingual, icon: z.string(), startAt: Instant, endAt: Instant, expiresAt: Instant, netPayFen: Fen, payLines: z.array(z.object({ label: Bilingual, amountFen: Fen, isWorkers: z.boolean().meta({ description: 'Part of netPayFen; the other lines go to somebody else' }) })),
  distanceMeters: z.int(), travelMinutes: z.int(), areaLabel: z.string(), estateName: z.string(), lon: Lon, lat: Lat, homeScene: HomeScene, note: z.string(), why: z.array(Bilingual), dimensions: z.array(Dimension).meta({ description: 'All that was weighed, in the published order, with the reasons said to her' }), isUrgent: z.boolean(), isReturningHousehold: z.boolean(),
  isAssigned: z.boolean().meta({ description: 'Hers already; until expiresAt she may give it back' }), isShared: z.boolean().meta({ description: 'Others are asked as well: the first yes counts' }), isFiller: z.boolean().meta({ description: 'Close to where she has just finished' }),
}).meta({ id: 'Offer' });
export const PoolEntry = z.object({ orderId: Id, itemName: Bilingual, icon: z.string(), family: ServiceFamily, startAt: Instant, endAt: Instant, netPayFen: Fen, distanceMeters: z.int(), areaLabel: z.string(), homeScene: HomeScene, isFeasible: z.boolean(), blockers: z.array(Bilingual), since: Instant.meta({ description: 'Hangs in the hall since' }) });
export const decisionKinds = ['offer', 'assign', 'grab', 'hold', 'none', 'refused', 'expired', 'withdrawn', 'batch', 'hall', 'merchant', 'diverted', 'filler', 'plan', 'repair', 'undo'] as const;
export const refusalReasons = ['unsafeHome', 'falseAddress', 'illness', 'overDistance', 'sceneNotDeclared', 'timeClash', 'familyMatter', 'payTooLow', 'other'] as const;
const SlotWish = { itemId: Id, addressId: Id, quantity: z.coerce.number().positive().max(10000), customerId: Id.optional().meta({ description: 'Desk and station staff may ask for a customer' }) };

/** A household a worker does not go to any more. `orderId` is her last visit there, `orderIds` are all of them. */
export const DeclinedHousehold = z.object({ orderId: Id, orderIds: z.array(Id), orderNo: z.string(), workerId: Id, workerName: z.string(), householdName: z.string(), estateName: z.string(), reason: z.string(), setAt: Instant }).meta({ id: 'DeclinedHousehold' });
const DeclinedHouseholds = z.object({ items: z.array(DeclinedHousehold) });
export const FormulaView = z.object({
  formulaVersion: z.string(), weightsVersion: z.int().meta({ description: '0: the published weights' }), isLearning: z.boolean(),
  dimensions: z.array(z.object({ key: z.string(), label: Bilingual, sharePercent: z.number().meta({ description: 'To one decimal; all add up to 100' }), how: Bilingual, own: Bilingual.nullable().meta({ description: 'Where she stands now; null where it is about the order' }) })),
}).meta({ id: 'FormulaView' });
const WeightList = z.array(z.object({ key: z.string(), label: Bilingual, weight: z.number() }));
export const WeightsView = z.object({
  formulaVersion: z.string(), version: z.int().meta({ description: '0: the published weights' }), isLearning: z.boolean(), inForce: WeightList, published: WeightList, reviews: z.int(),
  history: z.array(z.object({ version: z.int(), at: Instant, source: z.enum(['learned', 'manual', 'reverted']), formulaVersion: z.string(), orderId: Id.nullable(), orderNo: z.string().nullable(), decisionId: Id.nullable().meta({ description: 'The decision that sent the worker, to be taken again' }), outcome: z.number().nullable(), byName: z.string().nullable(), words: z.string(), weights: WeightList })),
}).meta({ id: 'WeightsView' });

export const WaitingOrder = z.object({ order: OrderSummary, since: Instant, until: Instant.nullable(), isHandedOn: z.boolean().meta({ description: 'Came from the neighbouring merchant' }), candidates: z.array(CandidateView), whyNobody: z.array(Bilingual) });
export const Diversion = z.object({
  orderId: Id, orderNo: z.string(), itemName: Bilingual, startAt: Instant, districtName: z.string(), fromMerchantId: Id, fromMerchantName: z.string(), toMerchantId: Id.nullable(), toMerchantName: z.string().nullable(),
  at: Instant, reason: z.enum(['noAnswer', 'handedOn']), words: Bilingual, waitedMinutes: z.int(), lostFen: Fen,
}).meta({ id: 'Diversion' });
export const OnTimeRecord = z.object({
  days: z.int(), promised: z.int(), isEnough: z.boolean().meta({ description: 'Fewer than five say nothing' }), reachedInTime: z.int(), atDoor: z.int(), atDoorInTime: z.int(), keptPromise: z.int(), medianDoorMinutes: z.number().nullable(), reachMinutes: z.int(), doorMinutes: z.int(), words: Bilingual,
}).meta({ id: 'OnTimeRecord' });

export const LateRisks = z.object({
  items: z.array(z.object({ orderId: Id, itemName: Bilingual, estateName: z.string(), startAt: Instant, arriveAt: Instant, lateMinutes: z.int(), answer: z.enum(['onMyWay', 'cannot']).nullable(), words: Bilingual })),
}).meta({ id: 'LateRisks' });
const Blocker = z.object({ rule: z.string(), reason: Bilingual });
export const MoveCheck = z.object({
  orderId: Id, workerId: Id, workerName: z.string(), isAllowed: z.boolean(), isHers: z.boolean().meta({ description: 'It is hers already' }), blockers: z.array(Blocker).meta({ description: 'What the desk cannot overrule' }),
  cautions: z.array(Blocker).meta({ description: 'What the desk may overrule after a word with the people' }), help: Bilingual.nullable().meta({ description: 'What would make it possible, about the first blocker' }),
  travelMinutes: z.int(), lateMinutes: z.int().meta({ description: 'How late she would be, coming from where she is before' }), displaced: z.array(OrderSummary).meta({ description: 'Her visits that leave no room' }),
}).meta({ id: 'MoveCheck' });

export const dispatch = {
  ...plans,
  ...repairs,
  listSlots: query({
    path: '/api/slots', who: 'signedIn', summary: 'Free start times: travel, availability and existing visits are counted; every slot shown can be held',
    input: z.object({ ...SlotWish, from: Day, days: z.coerce.number().int().min(1).max(14).default(7), workerId: Id.optional() }),
    output: z.object({ durationMinutes: z.int(), days: z.array(z.object({ day: Day, slots: z.array(z.object({ startAt: Instant, endAt: Instant, workerCount: z.int(), isUrgent: z.boolean(), totalFen: Fen })) })), nobody: Bilingual.nullable() }),
    refusals: ['catalog.item_unknown', 'accounts.address_unknown', 'orders.address_closed', 'catalog.quantity_wrong'],
  }),
  suggestWorkers: query({
    path: '/api/slots/workers', who: 'signedIn', summary: 'Suggested workers for a slot, best first, with the reasons',
    input: z.object({ ...SlotWish, startAt: Instant }), output: z.object({ items: z.array(CandidateView) }), refusals: ['catalog.item_unknown', 'accounts.address_unknown', 'orders.address_closed', 'catalog.quantity_wrong'],
  }),
  holdSlot: command({
    path: '/api/holds', who: 'signedIn', summary: 'Hold a slot for ten minutes, of a chosen worker or the fastest suitable one',
    input: z.object({ itemId: Id, addressId: Id, quantity: z.number().positive().max(10000), startAt: Instant, workerId: Id.optional(), customerId: Id.optional() }), output: Hold,
    refusals: ['dispatch.slot_taken', 'dispatch.worker_unsuitable', 'dispatch.too_many_holds', 'dispatch.district_closed', 'orders.too_soon', 'orders.too_far', 'orders.address_closed', 'catalog.item_unknown', 'catalog.quantity_wrong', 'accounts.address_unknown'],
  }),
  releaseHold: command({ path: '/api/holds/:holdId/release', who: 'signedIn', summary: 'Give a held slot back', input: z.object({ holdId: Id }), output: Done, refusals: ['orders.hold_expired'] }),
  trackOrder: query({
    path: '/api/orders/:orderId/track', who: 'signedIn', summary: 'Where the worker is and when she arrives, while on the way', input: z.object({ orderId: Id }),
    output: z.object({ status: OrderStatus, home: z.object({ lon: Lon, lat: Lat }), worker: z.object({ lon: Lon, lat: Lat, at: Instant }).nullable(), distanceMeters: z.int().nullable(), etaAt: Instant.nullable(), promisedAt: Instant.nullable().meta({ description: 'The arrival that was promised when it was booked' }), words: Bilingual }), refusals: ['orders.order_unknown'],
  }),
  listOffers: query({ path: '/api/work/offers', who: ['worker'], summary: 'Offers made to me', input: z.object({}), output: z.object({ items: z.array(Offer) }) }),
  acceptOffer: command({ path: '/api/work/offers/:offerId/accept', who: ['worker'], summary: 'Accept an offer', input: z.object({ offerId: Id }), output: OrderView, refusals: ['dispatch.offer_unknown', 'dispatch.offer_over', 'dispatch.slot_taken', 'dispatch.worker_unsuitable'] }),
  refuseOffer: command({ path: '/api/work/offers/:offerId/refuse', who: ['worker'], summary: 'Refuse an offer; an excused reason costs nothing', input: z.object({ offerId: Id, reason: z.enum(refusalReasons), words: Note(200).default('') }), output: z.object({ isExcused: z.boolean(), words: Bilingual }), refusals: ['dispatch.offer_unknown', 'dispatch.offer_over'] }),
  myLateRisks: query({ path: '/api/work/late-risks', who: ['worker'], summary: 'My visits that will begin late as things stand, each with a question to me', input: z.object({}), output: LateRisks }),
  answerLateRisk: command({
    path: '/api/work/late-risks/:orderId/answer', who: ['worker'], summary: 'I am on my way, or I cannot come: then somebody else is sent, at no cost to me', input: z.object({ orderId: Id, answer: z.enum(['onMyWay', 'cannot']) }), output: LateRisks, refusals: ['dispatch.risk_over'],
  }),
  listPool: query({ path: '/api/work/pool', who: ['worker'], summary: 'Open orders I may grab, with filters', input: z.object({ family: ServiceFamily.optional(), maxDistanceMeters: z.coerce.number().int().optional(), day: Day.optional() }), output: z.object({ items: z.array(PoolEntry) }) }),
  grab: command({ path: '/api/work/pool/:orderId/grab', who: ['worker'], summary: 'Grab an open order: the first one wins', input: z.object({ orderId: Id }), output: OrderView, refusals: ['dispatch.already_taken', 'dispatch.not_in_hall', 'dispatch.worker_unsuitable', 'orders.order_unknown'] }),
  myFormula: query({ path: '/api/work/formula', who: ['worker'], summary: 'The published formula with the weights in force, how each part is counted, and where I stand in what is about me', input: z.object({}), output: FormulaView }),
  declineHousehold: command({
    path: '/api/work/orders/:orderId/decline-household', who: ['worker'], summary: 'Not to this household again: only the worker who was there, with a reason the desk reads and the household never does. Visits already booked stay',
    input: z.object({ orderId: Id, reason: Text(200) }), output: DeclinedHouseholds, refusals: ['orders.order_unknown', 'dispatch.not_there_yet'],
  }),
  resumeHousehold: command({ path: '/api/work/orders/:orderId/resume-household', who: ['worker'], summary: 'Take it back: I go to this household again', input: z.object({ orderId: Id }), output: DeclinedHouseholds, refusals: ['orders.order_unknown'] }),
  myDeclinedHouseholds: query({ path: '/api/work/declined-households', who: ['worker'], summary: 'Households I do not go to any more', input: z.object({}), output: DeclinedHouseholds }),
  declinedHouseholds: query({ path: '/api/desk/declined-households', who: cityRoles, summary: 'Households that workers do not go to any more, and why; one worker’s or one customer’s where it is named; newest first', input: z.object({ workerId: Id.optional(), customerId: Id.optional() }), output: DeclinedHouseholds, refusals: ['accounts.person_unknown'] }),
  candidates: query({
    path: '/api/orders/:orderId/candidates', who: [...cityRoles, ...merchantRoles], summary: 'Ranked candidates with reasons, and who is blocked and why', input: z.object({ orderId: Id }),
    output: z.object({ formulaVersion: z.string(), candidates: z.array(CandidateView), blocked: z.array(BlockedView) }), refusals: ['orders.order_unknown'],
  }),
  assign: command({ path: '/api/orders/:orderId/assign', who: ['dispatcher', 'operator', 'merchantOwner', 'merchantStaff'], summary: 'Assign or reassign to a worker (a merchant: its own). The worker is asked, or told when accepted on her behalf. Until the work starts the desk may also replace a worker who has set out', input: z.object({ orderId: Id, workerId: Id, reason: Text(200), isAcceptedByPhone: z.boolean().default(false) }), output: OrderView, refusals: ['orders.order_unknown', 'orders.wrong_state', 'dispatch.worker_unsuitable', 'dispatch.slot_taken', 'access.forbidden'] }),
  redispatch: command({ path: '/api/orders/:orderId/redispatch', who: ['dispatcher', 'operator'], summary: 'Take the order back and look for the next best', input: z.object({ orderId: Id, reason: Text(200) }), output: OrderView, refusals: ['orders.order_unknown', 'orders.wrong_state'] }),
  decisions: query({
    path: '/api/orders/:orderId/decisions', who: [...cityRoles, ...merchantRoles], summary: 'Every dispatch decision of an order with its frozen reasons', input: z.object({ orderId: Id }),
    output: z.object({ items: z.array(z.object({ decisionId: Id, at: Instant, kind: z.enum(decisionKinds), words: Bilingual, workerName: z.string().nullable(), score: z.number().nullable(), dimensions: z.array(Dimension), formulaVersion: z.string() })) }), refusals: ['orders.order_unknown'],
  }),
  listPolicies: query({ path: '/api/desk/policies', who: cityRoles, summary: 'How orders find their worker: every policy in force, each in one sentence, and every change', input: z.object({}), output: z.object({ items: z.array(PolicyView), history: z.array(PolicyChange) }) }),
  setPolicy: command({
    path: '/api/desk/policies', who: ['operator'], summary: 'Write the policy of the city, a family or a service, everywhere or in one district; the former version stays', input: PolicyScope.extend({ policy: DispatchPolicy, reason: Text(200) }), output: PolicyView,
    refusals: ['dispatch.policy_scope_wrong', 'catalog.item_unknown', 'alliance.district_unknown'],
  }),
  removePolicy: command({ path: '/api/desk/policies/remove', who: ['operator'], summary: 'Take a policy back: the less specific one holds again', input: PolicyScope.extend({ reason: Text(200) }), output: Done, refusals: ['dispatch.policy_missing', 'dispatch.policy_scope_wrong'] }),
  policyFor: query({ path: '/api/desk/policies/for', who: [...cityRoles, ...merchantRoles], summary: 'The policy an order of this service would be dispatched under', input: z.object({ itemId: Id, districtId: Id.optional() }), output: PolicyView, refusals: ['catalog.item_unknown'] }),
  listWaiting: query({ path: '/api/merchant/waiting', who: merchantRoles, summary: 'Orders that wait for the merchant to send somebody, with its own workers best first', input: z.object({}), output: z.object({ items: z.array(WaitingOrder) }) }),
  handOn: command({ path: '/api/merchant/waiting/:orderId/hand-on', who: ['merchantOwner', 'merchantStaff'], summary: 'The merchant cannot serve it: on to the neighbour, written down with what it loses', input: z.object({ orderId: Id, reason: Text(200) }), output: Done, refusals: ['orders.order_unknown', 'dispatch.not_waiting'] }),
  listDiversions: query({
    path: '/api/diversions', who: [...cityRoles, ...merchantRoles], summary: 'Orders that left their merchant; a merchant sees those it lost', input: z.object({ merchantId: Id.optional(), days: z.coerce.number().int().min(1).max(366).default(30) }),
    output: z.object({ items: z.array(Diversion), byMerchant: z.array(z.object({ merchantId: Id, name: z.string(), lost: z.int(), lostFen: Fen, gained: z.int() })) }),
  }),
  promiseArrival: query({
    path: '/api/slots/promise', who: 'signedIn', summary: 'When somebody could be at the door, from where online workers are now; null where no arrival is promised', input: z.object(SlotWish),
    output: z.object({ promise: z.object({ startAt: Instant, promisedAt: Instant, reachMinutes: z.int(), doorMinutes: z.int(), travelMinutes: z.int(), totalFen: Fen }).nullable(), words: Bilingual, onTime: OnTimeRecord }),
    refusals: ['catalog.item_unknown', 'accounts.address_unknown', 'orders.address_closed', 'catalog.quantity_wrong'],
  }),
  onTimeRecord: query({ path: '/api/public/on-time', who: 'anyone', summary: 'How promised arrivals were kept', input: z.object({ itemId: Id.optional(), districtId: Id.optional(), days: z.coerce.number().int().min(1).max(366).default(30) }), output: OnTimeRecord }),
  viewWeights: query({ path: '/api/desk/weights', who: cityRoles, summary: 'The weights of the published formula in force, beside the published ones, with every change and what it was learned from', input: z.object({}), output: WeightsView }),
  setWeights: command({
    path: '/api/desk/weights', who: ['operator'], summary: 'Set the weights by hand; they are taken as shares of their sum', input: z.object({ weights: z.record(z.string().max(30), z.number().min(0).max(100)), reason: Text(200) }), output: WeightsView, refusals: ['dispatch.weights_missing'],
  }),
  revertWeights: command({
    path: '/api/desk/weights/revert', who: ['operator'], summary: 'Go back to an earlier version; 0 is the published formula. The history stays', input: z.object({ version: z.int().min(0).max(1_000_000_000), reason: Text(200) }), output: WeightsView,
    refusals: ['dispatch.weights_unknown', 'dispatch.weights_old'],
  }),
  replayDecision: query({
    path: '/api/desk/decisions/:decisionId/replay', who: cityRoles, summary: 'Take a decision again, from what was known then, under another policy: published, learned, version:N, nearest or one dimension', input: z.object({ decisionId: Id, policy: z.string().max(40) }),
    output: z.object({
      decisionId: Id, at: Instant, words: Bilingual, formulaVersion: z.string(), weightsVersion: z.int(), policy: z.string(), fieldSize: z.int(), taken: NamedWorker.nullable(), wouldTake: NamedWorker.nullable(), isSame: z.boolean(),
      ranking: z.array(NamedWorker.extend({ score: z.number() })),
    }), refusals: ['dispatch.decision_unknown', 'dispatch.policy_unknown', 'dispatch.weights_unknown'],
  }),
  dayPlan: query({
    path: '/api/desk/day', who: [...cityRoles, ...merchantRoles], summary: 'The day as a Gantt: a row per worker with availability, holds and visits', input: z.object({ day: Day, districtId: Id.optional(), merchantId: Id.optional(), q: z.string().max(30).optional() }),
    output: z.object({ day: Day, workerCount: z.int().meta({ description: 'Workers who match; of many only the first have a row, those with visits before the others' }), rows: z.array(z.object({ workerId: Id, name: z.string(), merchantName: z.string().nullable(), isOnline: z.boolean(), availability: z.array(z.object({ startAt: Instant, endAt: Instant })), bars: z.array(z.object({ id: Id, orderId: Id.nullable(), kind: z.enum(['hold', 'visit', 'exception']), status: OrderStatus.nullable(), startAt: Instant, endAt: Instant, label: Bilingual.nullable(), isLate: z.boolean() })) })), unassigned: z.array(OrderSummary) }),
  }),
  checkMove: query({
    path: '/api/desk/moves/check', who: cityRoles, summary: 'May this order be given to this worker at its agreed time? Every rule that stands in the way, what would help, and which visits she would have to give up first', input: z.object({ orderId: Id, workerId: Id }), output: MoveCheck,
    refusals: ['orders.order_unknown', 'workers.worker_unknown'],
  }),
  listMoves: query({
    path: '/api/desk/moves', who: cityRoles, summary: 'Every worker within reach of an order and whether it may be given to her, best first: what a day plan lights up while an order is dragged', input: z.object({ orderId: Id }),
    output: z.object({ orderId: Id, allowed: z.array(z.object({ workerId: Id, name: z.string(), score: z.number(), travelMinutes: z.int(), caution: Bilingual.nullable() })), blocked: z.array(z.object({ workerId: Id, rule: z.string(), reason: Bilingual })) }),
    refusals: ['orders.order_unknown'],
  }),
  liveMap: query({
    path: '/api/desk/map', who: [...cityRoles, ...merchantRoles], summary: 'Workers and visits on the map now', input: z.object({ districtId: Id.optional() }),
    output: z.object({ at: Instant, workers: z.array(z.object({ workerId: Id, name: z.string(), lon: Lon, lat: Lat, state: z.enum(['idle', 'onTheWay', 'inService', 'offline']), orderId: Id.nullable() })), visits: z.array(z.object({ orderId: Id, no: z.string(), itemName: Bilingual, icon: z.string(), lon: Lon, lat: Lat, status: OrderStatus, startAt: Instant, isLate: z.boolean() })) }),
  }),
};
