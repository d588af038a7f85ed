/**
 * What households' and workers' answers teach the weights: one bounded step after each two-way review.
 *
 * Rule: online Bayesian logistic regression with a diagonal Laplace approximation (Chapelle and Li, An empirical evaluation of Thompson sampling,
 * NIPS 2011, algorithm 3). The prior is the published weights, each with a spread of SPREAD times itself: that is the regularisation. With
 * p = 1 ÷ (1 + e^−(SLOPE × (score − bias))) the chance of a good outcome that the weights foretold, y the outcome (0..1) and z how far a dimension
 * stood from what is usual for those who are sent, each weight moves by SLOPE × (y − p) × z ÷ its precision, and its precision grows by
 * SLOPE² × p × (1 − p) × z². Nothing is kept for ever: every step forgets FORGET of what was learned. A weight stays within LEAST and MOST times the
 * published one and moves by at most MOST_STEP at once. `fairness` and `newcomer` are the platform's duty, not a taste: they are never learned, and
 * the nine others always sum to what the published nine sum to.
 */
import { dimensionKeys } from './score.ts';
import { PlannerInputError } from './types.ts';
import type { DimensionKey, Weights } from './types.ts';

/** Steepness of foretold satisfaction over the score of 0..1. */
export const SLOPE = 8;
/** A weight never leaves these shares of the published one. */
export const LEAST = 0.25;
export const MOST = 4;
/** No review moves a weight further than this. */
export const MOST_STEP = 0.005;
/** How far a town's taste may be from the published weights, as a share of each: the prior's standard deviation. */
export const SPREAD = 0.6;
/** Share of what was learned that a step forgets: what nobody repeats goes back to the published weights in some thousands of reviews. */
export const FORGET = 0.0002;

/**
 * What has been learned so far. `weights` sum to 1; `precision` (1 ÷ variance) says how sure each is; `usual` is the running mean of each dimension
 * among those who were sent; `bias` is the score at which an outcome is even; `reviews` counts the lessons.
 */
export type Learned = { weights: Weights; precision: Weights; usual: Weights; bias: number; reviews: number };
/** The dimensions (0..1) a decision was taken by, frozen then, and how it turned out (0 bad … 1 good). */
export type Lesson = { scores: Readonly<Record<DimensionKey, number>>; outcome: number };
export type LearnOptions = { published: Weights };

const duties: ReadonlySet<DimensionKey> = new Set(['fairness', 'newcomer']);
export const learnedKeys: readonly DimensionKey[] = dimensionKeys.filter((key) => !duties.has(key));
const priorPrecision = (published: number): number => 1 / (SPREAD * Math.max(1e-3, published)) ** 2;
const byKey = (at: (key: DimensionKey) => number): Weights => Object.fromEntries(dimensionKeys.map((key) => [key, at(key)])) as Weights;

/** Nothing learned yet. */
export const beginLearning = (published: Weights): Learned => ({ weights: { ...published }, precision: byKey((key) => priorPrecision(published[key])), usual: byKey(() => 0.6), bias: 0.5, reviews: 0 });

/** The chance of a good outcome these weights foretell, 0..1. */
export function foretell({ weights, bias }: Pick<Learned, 'weights' | 'bias'>, scores: Lesson['scores']): number {
  return 1 / (1 + Math.exp(-SLOPE * (scoreOf(weights, scores) - bias)));
}

/** Sum of weight × dimension over the learned nine, as a share of their weights: 0..1. */
function scoreOf(weights: Weights, scores: Lesson['scores']): number {
  let [sum, total] = [0, 0];
  for (const key of learnedKeys) { sum += weights[key] * scores[key]; total += weights[key]; }
  return sum / total;
}

/** One review's step. Pure; the same lessons in the same order give the same weights. Throws PlannerInputError on what is not 0..1. */
export function learn(before: Learned, { scores, outcome }: Lesson, { published }: LearnOptions): Learned {
  if (!(outcome >= 0 && outcome <= 1)) throw new PlannerInputError('outcome', `outcome is ${outcome}; it must be 0 to 1`);
  for (const key of learnedKeys) if (!(scores[key] >= 0 && scores[key] <= 1)) throw new PlannerInputError(`scores.${key}`, `${key} is ${scores[key]}; it must be 0 to 1`);
  const foretold = foretell(before, scores);
  const wrong = outcome - foretold;
  const whole = learnedKeys.reduce((sum, key) => sum + published[key], 0);
  const slope = SLOPE / whole;
  const heed = slope * slope * foretold * (1 - foretold);
  const [weights, precision, usual] = [{ ...before.weights }, { ...before.precision }, { ...before.usual }];
  const wished = learnedKeys.map((key) => {
    const apart = scores[key] - before.usual[key];
    const own = priorPrecision(published[key]);
    precision[key] = (1 - FORGET) * before.precision[key] + FORGET * own + heed * apart * apart;
    usual[key] = before.usual[key] + apart / Math.min(before.reviews + 20, 1000);
    const moved = before.weights[key] + slope * wrong * apart / precision[key];
    return Math.min(MOST * published[key], Math.max(LEAST * published[key], moved + FORGET * (published[key] - moved)));
  });
  const shares = sharedOut(wished, whole, published);
  // On the way there only as far as one review may move anybody: sum and bounds hold at both ends, so they hold between.
  const furthest = Math.max(...learnedKeys.map((key, at) => Math.abs(shares[at]! - before.weights[key])));
  const part = furthest > MOST_STEP ? MOST_STEP / furthest : 1;
  for (const key of duties) weights[key] = published[key];
  learnedKeys.forEach((key, at) => (weights[key] = before.weights[key] + part * (shares[at]! - before.weights[key])));
  const bias = Math.min(0.95, Math.max(0.05, before.bias - wrong / SLOPE * Math.max(0.02, 4 / (before.reviews + 20))));
  return { weights, precision, usual, bias, reviews: before.reviews + 1 };
}

/** Scaled to the sum wanted without leaving the bounds: whoever stands at one passes on what is left. */
function sharedOut(wished: readonly number[], whole: number, published: Weights): number[] {
  const shares = [...wished];
  for (let round = 0; round < 20; round++) {
    const sum = shares.reduce((total, share) => total + share, 0);
    const missing = whole - sum;
    if (Math.abs(missing) < 1e-12) break;
    const free = shares.map((share, at) => (missing > 0 ? share < MOST * published[learnedKeys[at]!] : share > LEAST * published[learnedKeys[at]!]));
    const room = shares.reduce((total, share, at) => (free[at] ? total + share : total), 0);
    if (room === 0) break;
    shares.forEach((share, at) => {
      if (free[at]) shares[at] = Math.min(MOST * published[learnedKeys[at]!], Math.max(LEAST * published[learnedKeys[at]!], share + missing * share / room));
    });
  }
  return shares;
}

/** How a visit turned out, 0..1. Stars 1..5; what was not said counts as nothing said. A complaint weighs most: half of what is left. */
export function outcomeOf(told: { householdStars: number; workerStars?: number | null; hadComplaint?: boolean; minutesLate?: number }): number {
  const { householdStars, workerStars, hadComplaint = false, minutesLate = 0 } = told;
  for (const [field, stars] of [['householdStars', householdStars], ['workerStars', workerStars]] as const) {
    if (stars !== null && stars !== undefined && !(stars >= 1 && stars <= 5)) throw new PlannerInputError(field, `${field} is ${stars}; it must be 1 to 5`);
  }
  const household = (householdStars - 1) / 4;
  const both = workerStars === null || workerStars === undefined ? household : 0.7 * household + 0.3 * (workerStars - 1) / 4;
  const onTime = 1 - 0.2 * Math.min(1, Math.max(0, minutesLate) / 60);
  return both * onTime * (hadComplaint ? 0.5 : 1);
}
