export { travelSeconds, distanceMeters } from './travel.ts';
export { rankCandidates, explainWorker } from './rank.ts';
export { feasibleStarts } from './slots.ts';
export { defaultWeights, dimensionKeys, formulaVersion } from './score.ts';
export { rules } from './rules.ts';
export { PlannerInputError } from './types.ts';
export type { Rule, RuleName } from './rules.ts';
export type {
  Bilingual, Blocked, Blocker, Candidate, Commitment, Dimension, DimensionKey, ExplainOptions, FreeStart, Grid, HealthClass, Labels,
  Need, NeedWithoutStart, Paper, PlanningOptions, Point, Span, TravelMode, Weights, WorkerView,
} from './types.ts';
