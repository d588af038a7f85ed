import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST, MOST, MOST_STEP, beginLearning, foretell, learn, learnedKeys, outcomeOf } from './learn.ts';
import type { Learned, Lesson } from './learn.ts';
import { defaultWeights as published, dimensionKeys } from './score.ts';
import { seeded } from './sample.ts';
import type { DimensionKey, Weights } from './types.ts';

const options = { published };
const scoresOf = (at: (key: DimensionKey) => number): Lesson['scores'] => Object.fromEntries(dimensionKeys.map((key) => [key, at(key)])) as Lesson['scores'];
const someLesson = fc.record({ scores: fc.record(Object.fromEntries(dimensionKeys.map((key) => [key, fc.double({ min: 0, max: 1, noNaN: true })])) as Record<DimensionKey, fc.Arbitrary<number>>), outcome: fc.double({ min: 0, max: 1, noNaN: true }) });
const sum = (weights: Weights): number => dimensionKeys.reduce((total, key) => total + weights[key], 0);

test('whatever is said, weights sum to one, stay in their bounds, take small steps and leave the duties alone', () => fc.assert(fc.property(fc.array(someLesson, { minLength: 1, maxLength: 60 }), (lessons) => {
  let now = beginLearning(published);
  for (const lesson of lessons) {
    const next = learn(now, lesson, options);
    expect(sum(next.weights)).toBeCloseTo(1, 9);
    for (const key of learnedKeys) {
      expect(next.weights[key]).toBeGreaterThanOrEqual(LEAST * published[key] - 1e-9);
      expect(next.weights[key]).toBeLessThanOrEqual(MOST * published[key] + 1e-9);
      expect(Math.abs(next.weights[key] - now.weights[key])).toBeLessThanOrEqual(MOST_STEP + 1e-12);
    }
    expect([next.weights.fairness, next.weights.newcomer]).toEqual([published.fairness, published.newcomer]);
    now = next;
  }
}), { numRuns: 200, seed: 22 }));

test('a good end speaks for what stood out, a bad one against it', () => {
  const near = scoresOf((key) => (key === 'route' ? 1 : 0.4));
  const begun = beginLearning(published);
  const [praised, blamed] = [learn(begun, { scores: near, outcome: 1 }, options), learn(begun, { scores: near, outcome: 0 }, options)];
  expect(praised.weights.route).toBeGreaterThan(published.route);
  expect(blamed.weights.route).toBeLessThan(published.route);
  expect(praised.bias).toBeLessThan(begun.bias);
  // Nothing differs from what is usual: nothing is learned about the dimensions.
  const even = learn(begun, { scores: begun.usual, outcome: 1 }, options);
  for (const key of dimensionKeys) expect(even.weights[key]).toBeCloseTo(published[key], 9);
});

test('what nobody repeats is forgotten', () => {
  let now: Learned = { ...beginLearning(published), weights: { ...published, route: published.route - 0.1, rating: published.rating + 0.1 } };
  const even = now.usual;
  for (let k = 0; k < 20_000; k++) now = learn(now, { scores: even, outcome: foretell(now, even) }, options);
  for (const key of dimensionKeys) expect(now.weights[key]).toBeCloseTo(published[key], 2);
});

test('a town that cares for manner and continuity more than for distance teaches it', () => {
  const taste: Weights = { ...published, route: 0.06, time: 0.04, rating: 0.1, personality: 0.19, continuity: 0.36 };
  const random = seeded(5);
  let now = beginLearning(published);
  for (let order = 0; order < 4000; order++) {
    const field = Array.from({ length: 6 }, () => scoresOf(() => random()));
    const chosen = field.reduce((best, one) => (foretell(now, one) > foretell(now, best) ? one : best));
    now = learn(now, { scores: chosen, outcome: random() < foretell({ weights: taste, bias: 0.5 }, chosen) ? 1 : 0 }, options);
  }
  const apart = (weights: Weights): number => learnedKeys.reduce((total, key) => total + Math.abs(weights[key] - taste[key]), 0);
  expect(apart(now.weights)).toBeLessThan(0.6 * apart(published));
  expect(now.weights.continuity).toBeGreaterThan(published.continuity);
  expect(now.weights.route).toBeLessThan(published.route);
});

test('what is not 0..1 is refused by name', () => {
  const begun = beginLearning(published);
  expect(() => learn(begun, { scores: scoresOf(() => 0.5), outcome: NaN }, options)).toThrowError(expect.objectContaining({ field: 'outcome' }) as Error);
  expect(() => learn(begun, { scores: scoresOf((key) => (key === 'time' ? 1.2 : 0.5)), outcome: 1 }, options)).toThrowError(expect.objectContaining({ field: 'scores.time' }) as Error);
  expect(() => outcomeOf({ householdStars: 6 })).toThrowError(expect.objectContaining({ field: 'householdStars' }) as Error);
});

test.each([
  [{ householdStars: 5 }, 1], [{ householdStars: 1, workerStars: 5 }, 0.3], [{ householdStars: 5, workerStars: 1 }, 0.7], [{ householdStars: 5, minutesLate: 30 }, 0.9],
  [{ householdStars: 5, workerStars: 5, hadComplaint: true }, 0.5], [{ householdStars: 3, minutesLate: -5 }, 0.5],
])('an outcome of %j is %d', (told, outcome) => expect(outcomeOf(told)).toBeCloseTo(outcome, 9));
