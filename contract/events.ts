import { z } from 'zod';
import { chargeKinds } from './charges.ts';
import { feedbackTopics } from './learning.ts';
import { Channel, Day, Id, Instant, ServiceFamily } from './shapes.ts';

/**
 * What happened, by name. `personIds` are the persons a change is shown to live, `merchantId` adds that merchant's staff;
 * desk roles see all. Payloads carry ids and instants, never names, phones or addresses.
 */
const seen = { personIds: z.array(Id), merchantId: Id.nullable().optional() };
const ofOrder = { orderId: Id, ...seen };

export const events = {
  'person.registered': z.object({ personId: Id, ...seen }),
  'person.grantsChanged': z.object({ personId: Id, ...seen }),
  'alliance.changed': z.object({ subjectId: Id, ...seen }),
  'catalog.changed': z.object({ itemId: Id, ...seen }),
  'worker.changed': z.object({ workerId: Id, what: z.enum(['profile', 'papers', 'availability', 'online', 'rating', 'responses', 'safety', 'ladder']), ...seen }),
  'worker.safetyChanged': z.object({ workerId: Id, colour: z.enum(['green', 'yellow', 'red']), before: z.enum(['green', 'yellow', 'red']), ...seen }),
  'worker.levelChanged': z.object({ workerId: Id, fromLevel: z.int(), toLevel: z.int(), ...seen }),
  'certificate.issued': z.object({ certificateId: Id, workerId: Id, kind: z.string(), ...seen }),
  'certificate.revoked': z.object({ certificateId: Id, workerId: Id, kind: z.string(), ...seen }),
  /** A coached session both sides agree on; it is paid for once. */
  /** A certificate of the state was handed in or judged. */
  'certificate.nationalMoved': z.object({ nationalId: Id, workerId: Id, state: z.enum(['submitted', 'verified', 'refused']), ...seen }),
  'training.coached': z.object({ sessionId: Id, mentorId: Id, traineeId: Id, day: Day, minutes: z.int(), ...seen }),
  'worker.admissionChanged': z.object({ workerId: Id, family: z.string(), isAdmitted: z.boolean(), ...seen }),
  'worker.conductNoted': z.object({ workerId: Id, conductId: Id, kind: z.string(), ...seen }),
  'application.moved': z.object({ applicationId: Id, stage: z.string(), ...seen }),
  'worker.moved': z.object({ workerId: Id, orderIds: z.array(Id), ...seen }),
  'order.drafted': z.object({ ...ofOrder, channel: Channel }),
  'order.held': z.object({ ...ofOrder, payBefore: Instant }),
  /** With what was ordered and where, for those to the left who count what is wanted. */
  'order.paid': z.object({ ...ofOrder, startAt: Instant, family: ServiceFamily.optional(), districtId: Id.nullable().optional() }),
  'order.assigned': z.object({ ...ofOrder, workerId: Id }),
  'order.accepted': z.object({ ...ofOrder, workerId: Id, isTold: z.boolean().default(false) }),
  'order.reassigned': z.object({ ...ofOrder, workerId: Id, previousWorkerId: Id }),
  'order.called': z.object({ ...ofOrder, callerId: Id, calleeId: Id, dialNumber: z.string() }),
  'order.unassigned': z.object({ ...ofOrder, workerId: Id.nullable(), reason: z.string() }),
  'order.departed': z.object({ ...ofOrder, workerId: Id }),
  'order.arrived': z.object({ ...ofOrder, workerId: Id }),
  'order.checklistConfirmed': z.object(ofOrder),
  'order.started': z.object(ofOrder),
  'order.progressed': z.object({ ...ofOrder, what: z.enum(['item', 'photo', 'doorCode']) }),
  /** `isHeld`: she called for help on this visit and nobody has judged yet, so it is held against nobody. */
  'order.doorLocked': z.object({ ...ofOrder, workerId: Id, isHeld: z.boolean().default(false) }),
  'order.finished': z.object({ ...ofOrder, workerId: Id }),
  'order.confirmed': z.object({ ...ofOrder, workerId: Id, isAutomatic: z.boolean() }),
  /** With what was served, for those to the left who keep a record of it. */
  'order.settled': z.object({ ...ofOrder, workerId: Id, itemId: Id, startedAt: Instant, finishedAt: Instant, minutes: z.int() }),
  'order.closed': z.object(ofOrder),
  'order.cancelled': z.object({ ...ofOrder, workerId: Id.nullable(), refundFen: z.int(), workerPayFen: z.int(), paidFen: z.int(), ruleKey: z.string(), ruleZh: z.string(), ruleEn: z.string() }),
  'order.rescheduled': z.object({ ...ofOrder, startAt: Instant, previousWorkerId: Id.nullable() }),
  'order.noShow': z.object({ ...ofOrder, who: z.enum(['worker', 'customer']), workerId: Id.nullable(), refundFen: z.int(), workerPayFen: z.int(), paidFen: z.int() }),
  'order.reviewed': z.object({ ...ofOrder, workerId: Id }),
  'order.householdReviewed': z.object({ ...ofOrder, workerId: Id }),
  'order.complained': z.object({ ...ofOrder, isOpen: z.boolean() }),
  /** `payerAccount`: whose account at the rail it came from, where the rail says so; seen by nobody, compared only. */
  'payment.received': z.object({ paymentId: Id, ...ofOrder, payerAccount: z.string().optional() }),
  'payment.refunded': z.object({ refundId: Id, ...ofOrder }),
  'payment.refundRequested': z.object({ refundId: Id, ...ofOrder }),
  'charge.paid': z.object({ chargeId: Id, kind: z.enum(chargeKinds), refId: z.string(), orderId: Id.nullable(), amountFen: z.int(), ...seen }),
  'charge.closed': z.object({ chargeId: Id, kind: z.enum(chargeKinds), refId: z.string(), ...seen }),
  'charge.refundRequested': z.object({ refundId: Id, chargeId: Id, ...seen }),
  'charge.refunded': z.object({ refundId: Id, chargeId: Id, kind: z.enum(chargeKinds), refId: z.string(), amountFen: z.int(), ...seen }),
  'payment.reconciled': z.object({ rail: z.string(), day: z.string(), differences: z.int(), ...seen }),
  'payment.payoutMoved': z.object({ payoutId: Id, state: z.string(), ...seen }),
  'payment.refundProposed': z.object({ proposalId: Id, ...ofOrder }),
  'payment.alarmed': z.object({ alarmId: Id, reason: z.string(), ...seen }),
  /** A part of a shared payment reached its receiver; told by the rail. */
  'rail.shareEnded': z.object({ shareNo: z.string(), account: z.string(), amountFen: z.int(), ...seen }),
  /** A transfer to a person is over, one way or the other; told by the rail. */
  'rail.transferEnded': z.object({ transferNo: z.string(), state: z.enum(['waitConfirm', 'processing', 'succeeded', 'failed', 'cancelled', 'expired']), amountFen: z.int(), ...seen }),
  'insurance.coverMoved': z.object({ coverId: Id, state: z.string(), ...ofOrder }),
  'insurance.policyMoved': z.object({ policyId: Id, state: z.string(), ...seen }),
  'insurance.claimMoved': z.object({ claimId: Id, state: z.string(), ...seen }),
  'offer.made': z.object({ offerId: Id, ...ofOrder, workerId: Id }),
  'offer.refused': z.object({ offerId: Id, ...ofOrder, workerId: Id }),
  'offer.expired': z.object({ offerId: Id, ...ofOrder, workerId: Id }),
  'offer.withdrawn': z.object({ offerId: Id, ...ofOrder, workerId: Id }),
  'dispatch.unmatched': z.object({ ...ofOrder, reason: z.string() }),
  'dispatch.waiting': z.object({ ...ofOrder, until: Instant.nullable() }),
  'dispatch.diverted': z.object({ ...ofOrder, fromMerchantId: Id, toMerchantId: Id.nullable() }),
  'visit.lateRisk': z.object({ ...ofOrder, workerId: Id, lateMinutes: z.int(), arriveAt: Instant }),
  'visit.lateRiskOver': z.object({ ...ofOrder, workerId: Id }),
  'followUp.due': z.object({ followUpId: Id, ...ofOrder }),
  'followUp.done': z.object({ followUpId: Id, ...ofOrder, isReached: z.boolean() }),
  'ticket.raised': z.object({ ticketId: Id, ...seen }),
  /** Somebody called for help. `isDuringVisit`: a worker on a visit of hers, from its way to some hours after; nothing of it counts against her until a person has decided. */
  'sos.raised': z.object({ sosId: Id, orderId: Id.nullable(), workerId: Id.nullable(), isDuringVisit: z.boolean(), ...seen }),
  'sos.moved': z.object({ sosId: Id, state: z.string(), ...seen }),
  'sos.closed': z.object({ sosId: Id, orderId: Id.nullable(), workerId: Id.nullable(), visit: z.enum(['excused', 'usual']).nullable(), ...seen }),
  /** With what it spoke of and the trade it was about, for those to the left who teach. */
  'complaint.judged': z.object({ ticketId: Id, ...ofOrder, workerId: Id, isUpheld: z.boolean(), topics: z.array(z.enum(feedbackTopics)).optional(), family: ServiceFamily.optional() }),
  'ticket.moved': z.object({ ticketId: Id, ...seen }),
  'series.changed': z.object({ seriesId: Id, ...seen }),
  'merchant.left': z.object({ subjectId: Id, ...seen }),
  /** What a merchant’s guarantee holds now, after money came, was taken of it or went back. */
  'deposit.moved': z.object({ subjectId: Id, changeFen: z.int(), heldFen: z.int(), missingFen: z.int(), what: z.enum(['taken', 'deducted', 'returned']), ...seen }),
  'merchant.suspended': z.object({ subjectId: Id, reason: z.string(), ...seen }),
  'order.postponed': z.object({ ...ofOrder, startAt: Instant }),
  'plan.changed': z.object({ planId: Id, districtId: Id, day: Day, ...seen }),
  'plan.ready': z.object({ planId: Id, districtId: Id, day: Day, ...seen }),
  'plan.committed': z.object({ planId: Id, districtId: Id, day: Day, orderIds: z.array(Id), ...seen }),
  'repair.done': z.object({ disruptionId: Id, kind: z.string(), orderIds: z.array(Id), ...seen }),
  'repair.lifted': z.object({ disruptionId: Id, kind: z.string(), ...seen }),
  'coupon.changed': z.object({ couponId: Id, state: z.enum(['free', 'held', 'spent', 'expired']), ...seen }),
  'campaign.changed': z.object({ campaignId: Id, ...seen }),
  'referral.changed': z.object({ referralId: Id, state: z.string(), ...seen }),
  /** A reward is owed: whoever keeps the money pays it once. */
  'referral.due': z.object({ referralId: Id, ...seen }),
  /** A paper was handed in and judged: of a worker, or of a merchant who wants to join. */
  'exam.judged': z.object({ attemptId: Id, paper: z.string(), workerId: Id.nullable(), merchantId: Id.nullable(), scorePercent: z.int(), isPassed: z.boolean(), personIds: z.array(Id) }),
  /** A learner has watched and read everything of a module. */
  'learning.finished': z.object({ workerId: Id, module: z.string(), personIds: z.array(Id), merchantId: Id.nullable() }),
  /** Something about a course: a cohort, a session, a seat in one, a bed or a kit. */
  'course.changed': z.object({ what: z.enum(['cohort', 'session', 'enrolment', 'attendance', 'stay', 'kit', 'group', 'credit', 'target']), subjectId: Id, workerId: Id.nullable(), ...seen }),
  /** An edition of a standard began or ended to count. */
  'standard.changed': z.object({ editionId: Id, state: z.string(), ...seen }),
  /** An inspection found that a visit did not keep what a standard asks: for the worker and the owners of her merchant. */
  'standard.breached': z.object({ sampleId: Id, ...ofOrder, workerId: Id, clauseIds: z.array(Id) }),
  'inspection.changed': z.object({ roundId: Id, ...seen }),
  'subsidy.moved': z.object({ claimId: Id, programmeId: Id, workerId: Id, state: z.string(), ...seen }),
  'series.visitDue': z.object({ seriesId: Id, visitId: Id, ...seen }),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
export const eventNames = Object.keys(events) as EventName[];
