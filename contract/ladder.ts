import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles, deskRoles, merchantRoles } from './roles.ts';
import { Bilingual, Can, Day, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

export const LadderLevel = z.int().min(0).max(5).meta({ description: '0 = has not reached the first level; 1 basic, 2 skilled, 3 specialist, 4 mentor, 5 lead' });
export const LadderCondition = z.object({
  code: z.enum(['core', 'practical', 'hours', 'satisfaction', 'specialty', 'mentor', 'coordination', 'lead']), name: Bilingual, isMet: z.boolean(), have: Bilingual, need: Bilingual,
  missing: Bilingual.nullable().meta({ description: 'What is still to do, as a sentence to her; null when met' }),
});
export const LadderAppeal = z.object({
  appealId: Id, workerId: Id, workerName: z.string(), level: LadderLevel, words: z.string(), claimedMinutes: z.int(), at: Instant, state: z.enum(['open', 'accepted', 'rejected']), grantedMinutes: z.int(), decidedByName: z.string().nullable(),
  decidedAt: Instant.nullable(), decisionWords: z.string(),
}).meta({ id: 'LadderAppeal' });
export const Lead = z.object({ leadId: Id, workerId: Id, kind: z.enum(['team', 'station']), stationId: Id.nullable(), name: z.string(), memberCount: z.int(), fromAt: Instant, endedAt: Instant.nullable() }).meta({ id: 'Lead' });
export const Ladder = z.object({
  workerId: Id, level: LadderLevel, name: Bilingual, words: Bilingual,
  levels: z.array(z.object({ level: LadderLevel, name: Bilingual, premiumPercent: z.int().meta({ description: 'Added to labour when a household chooses her; 0 below level 3' }), isReached: z.boolean(), conditions: z.array(LadderCondition) })),
  missing: z.array(Bilingual).meta({ description: 'What is missing for the next level; empty at the top' }),
  history: z.array(z.object({ at: Instant, fromLevel: LadderLevel, toLevel: LadderLevel, reasons: z.array(Bilingual) })),
  certificates: z.array(z.object({ kind: z.string(), title: Bilingual, validUntil: Day.nullable() })).meta({ description: 'What she holds and was not revoked, the newest of each kind' }),
  lead: Lead.nullable(), holds: z.array(z.object({ skill: z.string(), name: Bilingual, words: Bilingual, since: Instant })), appeals: z.array(LadderAppeal), can: Can,
}).meta({ id: 'Ladder' });

/** The five levels; part of the workers' calls. */
export const ladder = {
  myLadder: query({ path: '/api/work/ladder', who: ['worker'], summary: 'My level, what each level asks, what is missing for the next one, and how I got here', input: z.object({}), output: Ladder }),
  getLadder: query({ path: '/api/worker-profiles/:workerId/ladder', who: [...cityRoles, ...merchantRoles], summary: 'The same of a worker', input: z.object({ workerId: Id }), output: Ladder, refusals: ['workers.worker_unknown'] }),
  raiseLevel: command({
    path: '/api/work/ladder/raise', who: ['worker'], summary: 'Ask for a level: computed anew at once, refused with what is missing', input: z.object({ level: z.int().min(1).max(5) }), output: Ladder, refusals: ['workers.level_not_earned'],
  }),
  appealLadder: command({
    path: '/api/work/ladder/appeal', who: ['worker'], summary: 'Say that my level is not right, and how many served minutes are missing from it; one open appeal at a time',
    input: z.object({ words: Text(500), claimedMinutes: z.int().min(0).max(60_000).default(0) }), output: Ladder, refusals: ['workers.ladder_appeal_open'],
  }),
  listLadderAppeals: query({ path: '/api/desk/ladder-appeals', who: deskRoles, summary: 'Appeals about levels, the longest waiting first', input: z.object({ state: z.enum(['open', 'accepted', 'rejected']).default('open'), ...Page }), output: pageOf(LadderAppeal) }),
  decideLadderAppeal: command({
    path: '/api/desk/ladder-appeals/:appealId/decide', who: ['operator'], summary: 'Decide it; minutes found missing are added to what she has served, the level follows by itself',
    input: z.object({ appealId: Id, isAccepted: z.boolean(), grantedMinutes: z.int().min(0).max(60_000).default(0), words: Text(300) }), output: LadderAppeal, refusals: ['workers.ladder_appeal_unknown', 'workers.ladder_appeal_over', 'workers.granted_too_much'],
  }),
  giveLead: command({
    path: '/api/worker-profiles/:workerId/lead', who: ['operator'], summary: 'She runs a small team or a station from now on', input: z.object({ workerId: Id, kind: z.enum(['team', 'station']), stationId: Id.optional(), name: Text(40), memberCount: z.int().min(1).max(50) }),
    output: Ladder, refusals: ['workers.worker_unknown', 'workers.lead_taken', 'workers.station_missing'],
  }),
  endLead: command({ path: '/api/worker-leads/:leadId/end', who: ['operator'], summary: 'She does not any more', input: z.object({ leadId: Id, words: Note(200).default('') }), output: Ladder, refusals: ['workers.lead_unknown'] }),
};
export type LadderConditionCode = z.infer<typeof LadderCondition>['code'];
