import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Day, Done, Fen, Id, Instant, Note, ServiceFamily, Text } from './shapes.ts';

export const Tip = z.object({ tipId: Id, orderId: Id, chargeId: Id, amountFen: Fen, words: z.string(), state: z.enum(['open', 'paid', 'closed', 'takenBack']), stateWords: Bilingual, createdAt: Instant, paidAt: Instant.nullable(), canTakeBack: z.boolean() }).meta({ id: 'Tip' });
export const Coaching = z.object({ coachingId: Id, coachId: Id, coachName: z.string(), newcomerId: Id, newcomerName: z.string(), day: Day, minutes: z.int(), amountFen: Fen, words: z.string(), notedByName: z.string(), notedAt: Instant }).meta({ id: 'Coaching' });
export const HolidayCampaign = z.object({
  campaignId: Id, name: Bilingual, fromDay: Day, toDay: Day, kind: z.enum(['amount', 'percent']), value: z.int(), families: z.array(ServiceFamily), words: Bilingual, endedAt: Instant.nullable(), madeByName: z.string(), visits: z.int(), costFen: Fen,
}).meta({ id: 'HolidayCampaign' });

/** A worker's income beside her pay for the visit. */
export const incomeEndpoints = {
  giveTip: command({ path: '/api/orders/:orderId/tips', who: 'signedIn', summary: 'Thank the worker after the visit: all of it is hers. Answers what is to be paid (payments.startCharge)', input: z.object({ orderId: Id, amountFen: Fen.min(100), words: Note(100).default('') }), output: Tip, refusals: ['orders.order_unknown', 'payments.tip_too_early', 'payments.tip_too_late', 'payments.tip_too_large'] }),
  listTips: query({ path: '/api/orders/:orderId/tips', who: 'signedIn', summary: 'Tips given after this visit, for the family, its worker and the desk', input: z.object({ orderId: Id }), output: z.object({ items: z.array(Tip) }), refusals: ['orders.order_unknown'] }),
  takeBackTip: command({ path: '/api/tips/:tipId/take-back', who: 'signedIn', summary: 'The family takes a tip back before it was paid out to the worker; after that only the desk, by a complaint', input: z.object({ tipId: Id, words: Text(200) }), output: Tip, refusals: ['payments.tip_unknown', 'payments.tip_not_paid', 'payments.tip_paid_out'] }),
  noteCoaching: command({ path: '/api/coaching', who: ['operator'], summary: 'A worker has coached a newcomer: the allowance is hers', input: z.object({ coachId: Id, newcomerId: Id, day: Day, minutes: z.int().min(15).max(720), words: Note(200).default('') }), output: Coaching, refusals: ['workers.worker_unknown', 'payments.coaching_wrong', 'payments.coaching_twice'] }),
  listCoaching: query({ path: '/api/coaching', who: ['operator', 'finance', 'auditor'], summary: 'Coached sessions and what they cost, newest first', input: z.object({}), output: z.object({ items: z.array(Coaching), sumFen: Fen }) }),
  startHolidayCampaign: command({
    path: '/api/holiday-campaigns', who: ['operator', 'finance'], summary: 'On these days the platform adds to a worker’s pay for each visit: so much, or so many per cent of her pay',
    input: z.object({ nameZh: Text(40), nameEn: Text(60), fromDay: Day, toDay: Day, kind: z.enum(['amount', 'percent']), value: z.int().min(1).max(100_000), families: z.array(ServiceFamily).default([]).meta({ description: 'Empty: every service' }) }), output: HolidayCampaign, refusals: ['payments.campaign_wrong'],
  }),
  endHolidayCampaign: command({ path: '/api/holiday-campaigns/:campaignId/end', who: ['operator', 'finance'], summary: 'Visits settled from now on get nothing more; what was paid stays', input: z.object({ campaignId: Id }), output: Done, refusals: ['payments.campaign_unknown'] }),
  listHolidayCampaigns: query({ path: '/api/holiday-campaigns', who: ['worker', 'operator', 'finance', 'auditor'], summary: 'Subsidies of this and other times, and what they have cost', input: z.object({}), output: z.object({ items: z.array(HolidayCampaign) }) }),
};
