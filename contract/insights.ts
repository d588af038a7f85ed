import { z } from 'zod';
import { query } from './endpoint.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { trainingFigures } from './training-figures.ts';
import { Bilingual, Day, Fen, Id, Instant } from './shapes.ts';

export const Exception = z.object({
  kind: z.enum(['unassigned', 'late', 'noShowRisk', 'offerWaiting', 'unpaidHold', 'overrun', 'demandUnmatched', 'ticketOverdue', 'followUpOverdue', 'paperExpiring', 'paymentAlarm', 'doorCodeLocked', 'lateRisk', 'planReady', 'repairLeft']),
  severity: z.enum(['now', 'soon', 'watch']), orderId: Id.nullable(), subjectId: Id, paperId: Id.optional().meta({ description: 'The paper, when the subject is its worker' }), title: Bilingual, words: Bilingual, since: Instant, action: z.enum(['assign', 'call', 'review', 'wait']),
}).meta({ id: 'Exception' });
export const Kpis = z.object({ ordersToday: z.int(), runningNow: z.int(), unassigned: z.int(), onlineWorkers: z.int(), idleWorkers: z.int(), revenueTodayFen: Fen, autoAssignedPercent: z.number(), completionPercent: z.number(), onTimePercent: z.number(), satisfaction: z.number() });

export const insights = {
  board: query({
    path: '/api/desk/board', who: cityRoles, summary: 'The desk’s first screen: exceptions first, then the day in figures, unmatched demands and idle certified workers', input: z.object({}),
    output: z.object({ at: Instant, exceptions: z.array(Exception), kpis: Kpis, byHour: z.array(z.object({ hour: z.int(), visits: z.int(), capacity: z.int() })), idleWorkers: z.array(z.object({ workerId: Id, name: z.string(), areaLabel: z.string(), idleMinutes: z.int() })) }),
  }),
  merchantBoard: query({
    path: '/api/merchants/:merchantId/board', who: [...merchantRoles, 'operator'], summary: 'A merchant’s day', input: z.object({ merchantId: Id }),
    output: z.object({ at: Instant, exceptions: z.array(Exception), ordersToday: z.int(), runningNow: z.int(), unassigned: z.int(), workersOnline: z.int(), earnedThisWeekFen: Fen, completionPercent: z.number(), satisfaction: z.number(), volumeByDay: z.array(z.object({ day: Day, orders: z.int(), amountFen: Fen })) }), refusals: ['alliance.merchant_unknown'],
  }),
  verify: query({
    path: '/api/verify', who: ['operator', 'auditor'], summary: 'Every invariant of the running system, with its count', input: z.object({}),
    output: z.object({ at: Instant, checks: z.array(z.object({ name: z.string(), ok: z.boolean(), count: z.int(), detail: z.string().optional() })) }),
  }),
  ...trainingFigures,
};
