import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, Day, Id, Instant, NamedWorker, Note, Text } from './shapes.ts';
import { paperKinds } from './workers.ts';

/** The live plan of a district's day, and what is done when something upsets it. */

/** One visit that goes to somebody else (or, after a flood, to another hour). */
export const PlanMove = z.object({
  orderId: Id, orderNo: z.string(), itemName: Bilingual, estateName: z.string(), startAt: Instant.meta({ description: 'The hour the family agreed on' }),
  newStartAt: Instant.nullable().meta({ description: 'Another hour, where the visit was moved in time; null: the hour stays' }),
  fromWorker: NamedWorker.nullable(), toWorker: NamedWorker.nullable(), arriveAt: Instant, lateMinutes: z.int(), why: Bilingual,
}).meta({ id: 'PlanMove' });
/** One visit nobody can be found for, the rule that binds, and the nearest hour at which somebody could. */
export const PlanLeft = z.object({
  orderId: Id, orderNo: z.string(), itemName: Bilingual, estateName: z.string(), startAt: Instant, why: Bilingual, nearest: z.object({ startAt: Instant, worker: NamedWorker }).nullable(),
}).meta({ id: 'PlanLeft' });
const change = z.object({ before: z.int(), after: z.int() });
export const PlanDiff = z.object({ travelMeters: change, travelMinutes: change, lateMinutes: change, unassigned: change, workers: change, moved: z.int() }).meta({ id: 'PlanDiff' });

export const planStates = ['thinking', 'ready', 'committed', 'stale', 'discarded', 'undone', 'nothing'] as const;
export const planCauses = ['asked', 'overrun', 'earlyFinish', 'noShow', 'workerIll', 'repair', 'unmatched', 'traffic', 'offline', 'rebased'] as const;
export type PlanCause = (typeof planCauses)[number];
export const PlanView = z.object({
  planId: Id, state: z.enum(planStates), districtId: Id, districtName: z.string(), day: Day, cause: z.object({ kind: z.enum(planCauses), words: Bilingual }), askedAt: Instant, readyAt: Instant.nullable(), byName: z.string().nullable(),
  seconds: z.number(), visits: z.int(), workersConsidered: z.int(), diff: PlanDiff.nullable(), moves: z.array(PlanMove), left: z.array(PlanLeft), words: Bilingual, undoUntil: Instant.nullable(),
}).meta({ id: 'PlanView' });

export const disruptionKinds = ['workerIll', 'districtFlooded', 'merchantSuspended', 'papersRecalled', 'traffic'] as const;
export type DisruptionKind = (typeof disruptionKinds)[number];
/** Which fields a kind needs: workerIll worker, until · districtFlooded district, until · merchantSuspended merchant, reason · papersRecalled worker, paperKind, reason · traffic district, factorPercent, until. */
export const DisruptionInput = z.object({
  kind: z.enum(disruptionKinds), isPreview: z.boolean().default(true).meta({ description: 'true: only say what would be done' }),
  workerId: Id.optional(), districtId: Id.optional(), merchantId: Id.optional(), paperKind: z.enum(paperKinds).optional(), until: Instant.optional(), reason: Note(200).default(''),
  factorPercent: z.int().min(50).max(400).optional().meta({ description: 'Ways take so much of their usual time: 150 is half as long again' }),
});
export const RepairView = z.object({
  disruptionId: Id.nullable().meta({ description: 'null: a preview' }), kind: z.enum(disruptionKinds), subject: z.object({ id: Id, name: z.string() }), until: Instant.nullable(), words: Bilingual, at: Instant, byName: z.string().nullable(),
  moves: z.array(PlanMove), left: z.array(PlanLeft), told: z.object({ households: z.int(), workers: z.int() }), state: z.enum(['preview', 'done', 'lifted']), canLift: z.boolean(),
}).meta({ id: 'RepairView' });

const desk = ['dispatcher', 'operator'] as const;
export const plans = {
  startPlan: command({ path: '/api/desk/plans', who: desk, summary: 'Think about a better plan for a district’s day; the answer comes in seconds, by getPlan or the live channel', input: z.object({ districtId: Id, day: Day }), output: PlanView, refusals: ['alliance.district_unknown', 'dispatch.plan_past'] }),
  listPlans: query({ path: '/api/desk/plans', who: cityRoles, summary: 'Plans of a day, newest first', input: z.object({ day: Day.optional(), districtId: Id.optional() }), output: z.object({ items: z.array(PlanView) }) }),
  getPlan: query({ path: '/api/desk/plans/:planId', who: cityRoles, summary: 'One plan with its difference, its moves and what stays open', input: z.object({ planId: Id }), output: PlanView, refusals: ['dispatch.plan_unknown'] }),
  commitPlan: command({
    path: '/api/desk/plans/:planId/commit', who: desk, summary: 'Carry the plan out, or only the named moves: all of them or none', input: z.object({ planId: Id, orderIds: z.array(Id).min(1).max(1000).optional() }), output: PlanView,
    refusals: ['dispatch.plan_unknown', 'dispatch.plan_stale', 'dispatch.plan_over'],
  }),
  discardPlan: command({ path: '/api/desk/plans/:planId/discard', who: desk, summary: 'Lay the plan aside', input: z.object({ planId: Id }), output: PlanView, refusals: ['dispatch.plan_unknown', 'dispatch.plan_over'] }),
  undoPlan: command({ path: '/api/desk/plans/:planId/undo', who: desk, summary: 'Take a committed plan back, for every move nobody has answered or set out for', input: z.object({ planId: Id }), output: PlanView, refusals: ['dispatch.plan_unknown', 'dispatch.plan_over'] }),
};
/** What is done when something upsets the day. */
export const repairs = {
  repair: command({
    path: '/api/desk/disruptions', who: desk, summary: 'Something upsets the day: what would be done about it, or do it', input: DisruptionInput, output: RepairView,
    refusals: ['request.invalid', 'access.forbidden', 'workers.worker_unknown', 'alliance.district_unknown', 'alliance.merchant_unknown', 'workers.paper_unknown', 'workers.exception_wrong'],
  }),
  listRepairs: query({ path: '/api/desk/disruptions', who: cityRoles, summary: 'What upset the last days and what was done, newest first', input: z.object({ days: z.coerce.number().int().min(1).max(90).default(7) }), output: z.object({ items: z.array(RepairView) }) }),
  liftDisruption: command({ path: '/api/desk/disruptions/:disruptionId/lift', who: desk, summary: 'It is over: she is well, the water is gone. What was moved stays where it is', input: z.object({ disruptionId: Id, reason: Text(200) }), output: RepairView, refusals: ['dispatch.disruption_unknown', 'dispatch.disruption_over', 'access.forbidden'] }),
  reportIll: command({ path: '/api/work/ill', who: ['worker'], summary: 'I am ill: every visit of mine until then goes to others, the families are told, and it costs me nothing', input: z.object({ until: Instant, note: Note(200).default('') }), output: RepairView, refusals: ['workers.exception_wrong'] }),
};
