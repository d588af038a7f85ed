import { z } from 'zod';
import { query } from './endpoint.ts';
import { schoolRoles } from './roles.ts';
import { Bilingual, Fen, Id, Instant, ServiceFamily } from './shapes.ts';

/** Figures of the school about people: what is wanted against who is there, who is nearest, and what a certificate brought. Part of insights' calls. */
export const trainingFigures = {
  trainingDemand: query({
    path: '/api/school/training-demand', who: [...schoolRoles, 'auditor'], summary: 'Orders of seven days by trade and district against certified workers online there, the largest gap first; a sudden rise is marked', input: z.object({}),
    output: z.object({
      weeklyVisits: z.int().meta({ description: 'Visits one worker serves in a week, by which the gap is reckoned' }), weeks: z.int().min(0).max(4).meta({ description: 'Earlier weeks there are figures of; 0: nothing to compare with yet' }),
      items: z.array(z.object({
        family: ServiceFamily, familyName: Bilingual, districtId: Id.nullable(), districtName: z.string().nullable(), orders: z.int(), usual: z.number().meta({ description: 'Mean of the last weeks before' }), isSpike: z.boolean(), workers: z.int(), needed: z.int(), gap: z.int(), kind: z.string(), kindTitle: Bilingual, words: Bilingual,
      })),
    }),
  }),
  nearestLearners: query({
    path: '/api/school/nearest-learners', who: schoolRoles, summary: 'Learners of a trade who are nearest to its certificate, those who live in the district first', input: z.object({ family: ServiceFamily, districtId: Id.optional() }),
    output: z.object({ kind: z.string(), kindTitle: Bilingual, items: z.array(z.object({ workerId: Id, name: z.string(), maskedPhone: z.string(), homeArea: z.string(), isNear: z.boolean(), modulesDone: z.int(), modulesNeeded: z.int(), isTheoryPassed: z.boolean(), missing: z.array(Bilingual), lastAt: Instant })) }),
  }),
  incomeAfter: query({
    path: '/api/school/income-after', who: ['trainer', 'operator', 'auditor', 'finance'], summary: 'What workers earned in the 90 days before a certificate and the 90 days after, in the middle; only who has both', input: z.object({}),
    output: z.object({ days: z.int(), most: z.int().meta({ description: 'People looked at for a kind at most, the newest' }), items: z.array(z.object({ kind: z.string(), title: Bilingual, people: z.int(), beforeFen: Fen, afterFen: Fen, changePercent: z.number(), raised: z.int().meta({ description: 'People who earned more' }) })) }),
  }),
};
