export { travelSeconds, distanceMeters } from './travel.ts';
export { rankCandidates, rankField, explainWorker } from './rank.ts';
export { feasibleStarts } from './slots.ts';
export { defaultWeights, dimensionKeys, formulaVersion } from './score.ts';
export { beginLearning, foretell, learn, learnedKeys, outcomeOf } from './learn.ts';
export type { Learned, Lesson } from './learn.ts';
export { rules } from './rules.ts';
export { personalityFit } from './personality.ts';
export { solve } from './solve.ts';
export { solveByCells } from './cells/index.ts';
export type { CityOptions } from './cells/index.ts';
export { PlanThread } from './threads/off-thread.ts';
export type { RepairedPlan } from './threads/off-thread.ts';
export { deskDay } from './desk-day.ts';
export type { DeskDay, DeskDayOptions, DeskVisit } from './desk-day.ts';
export { planDay } from './plan-day.ts';
export type { DayPlanOptions, DayTotals, Placed, PlannedDay, PlanVisit } from './plan-day.ts';
export { isIndependent } from './routes/index.ts';
export type { SolveClock } from './solve.ts';
export type {
  BreakRule, CostPart, Frozen, Link, Plan, Problem, Route, ShiftRule, SolveOptions, Solved, Stop, StopRule, TaskInput, TravelMatrix, Window, WorkerInput,
} from './problem.ts';
export { checkProblem } from './check.ts';
export { evaluatePlan } from './evaluate.ts';
export { planRules } from './rules-plan.ts';
export { picture } from './picture.ts';
export { hourClock, minuteSpan } from './wording-plan.ts';
export { addVisit, advance, dropVisit, openDay, planOf, problemOf, setEnd, setOff, setPosition, unbind } from './live/day.ts';
export { accept, insert, insertLive } from './live/insert.ts';
export { assignBatch } from './live/assign.ts';
export { repair } from './live/repair.ts';
export { explain, explainLive } from './live/explain.ts';
export { compare } from './live/compare.ts';
export { addPlace, cityWays, planeWays } from './live/ways.ts';
export type { Evaluation, PlanFault } from './evaluate.ts';
export type { LiveDay } from './live/columns.ts';
export type { InsertAnswer, InsertCandidate, InsertOptions, Placement } from './live/insert.ts';
export type { Disruption, Repair, RepairOptions } from './live/repair.ts';
export type { Explanation } from './live/explain.ts';
export type { PlanDiff } from './live/compare.ts';
export type { PlanWords } from './wording-plan.ts';
export { PlannerInputError } from './types.ts';
export type { Rule, RuleName } from './rules.ts';
export type {
  Bilingual, Blocked, FieldRow, Blocker, Candidate, Commitment, Dimension, DimensionKey, ExplainOptions, FreeStart, Grid, HealthClass, Labels,
  Need, NeedWithoutStart, Paper, PlanningOptions, Point, Span, Trait, Traits, TravelMode, Weights, WorkerView,
} from './types.ts';
