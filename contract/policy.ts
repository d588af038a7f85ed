import { z } from 'zod';
import { Bilingual, Id, Instant, ServiceFamily } from './shapes.ts';

/**
 * How an order finds its worker. auto: assigned and told, she may still give it back; offerOne: one is asked after the other; offerBest: the best
 * few are asked at once; grab: it hangs in the hall; merchant: the district's holder assigns its own staff; household: only whom the family chose.
 */
export const policyModes = ['auto', 'offerOne', 'offerBest', 'grab', 'merchant', 'household'] as const;
export const PolicyMode = z.enum(policyModes).meta({ id: 'PolicyMode' });
export type PolicyMode = z.infer<typeof PolicyMode>;

const minutes = (max: number, min = 1) => z.int().min(min).max(max);
export const DispatchPolicy = z.object({
  mode: PolicyMode,
  offerCount: z.int().min(1).max(10).meta({ description: 'offerBest: how many are asked at once' }),
  urgentOfferMinutes: minutes(30), scheduledOfferMinutes: minutes(720),
  grabAfterMinutes: minutes(10_080, 0).nullable().meta({ description: 'Unanswered for so long, the order hangs in the grab hall whenever nobody is being asked; null: never' }),
  overflowMinutes: minutes(1440).nullable().meta({ description: 'The district’s holder has not answered for so long: the neighbouring merchant, then the city; null: never' }),
  batchSeconds: z.int().min(0).max(300).meta({ description: 'Urgent orders of a district are collected so long and matched together; 0: each at once' }),
  maxLiveOffers: z.int().min(1).max(10), fillerMeters: z.int().min(0).max(5000).meta({ description: 'Open orders so near to a worker who finishes are offered to her first; 0: none' }),
  oneHour: z.object({ reachMinutes: minutes(60), doorMinutes: minutes(240, 15) }).nullable().meta({ description: 'An arrival is promised: somebody takes it within reachMinutes and is at the door within doorMinutes' }),
  livePlan: z.enum(['off', 'propose', 'commit']).default('propose').meta({ description: 'When the day is upset a better plan is: not looked for, shown to the desk, carried out at once' }),
  gainToMoveMinutes: z.int().min(0).max(120).default(5).meta({ description: 'Minutes of way (a minute of lateness counts for six) that giving a visit to somebody else must save' }),
}).meta({ id: 'DispatchPolicy' });
export type DispatchPolicy = z.infer<typeof DispatchPolicy>;

/** Where a policy holds: the city, a family or a service, each everywhere or in one district. The most specific wins. */
const scope = { family: ServiceFamily.optional(), itemId: Id.optional(), districtId: Id.optional() };
export const PolicyScope = z.object(scope);
export const PolicyView = z.object({
  version: z.int().meta({ description: '0: the built-in policy of a city that wrote none' }), at: Instant.nullable(), family: ServiceFamily.nullable(), itemId: Id.nullable(), itemName: Bilingual.nullable(), districtId: Id.nullable(), districtName: z.string().nullable(),
  policy: DispatchPolicy, words: Bilingual, scope: Bilingual, byName: z.string().nullable(), reason: z.string(),
}).meta({ id: 'PolicyView' });
export const PolicyChange = z.object({ version: z.int(), at: Instant, scope: Bilingual, words: Bilingual, byName: z.string().nullable(), reason: z.string(), isRemoved: z.boolean() });
