/**
 * Do learned weights find what a town likes, and does anybody gain? Towns with planted tastes; half of each town's orders teach, the other half judge.
 * `node planner/bench/learning.ts [--towns 40] [--orders 2000] [--field 8] [--smoke]` prints one JSON line: how near the planted weights, AUC of the
 * foretold satisfaction on orders not learned from, and the lift in true satisfaction when the learned weights choose instead of the published ones
 * among the same candidates, each with a 95 % interval over towns (bootstrap, 2,000 draws). Exits 1 when the lift's interval does not lie above zero.
 */
import { parseArgs } from 'node:util';
import { beginLearning, foretell, learn, learnedKeys, type Lesson } from '../learn.ts';
import { defaultWeights as published, dimensionKeys } from '../score.ts';
import { seeded } from '../sample.ts';
import type { Weights } from '../types.ts';

const { values } = parseArgs({ options: { towns: { type: 'string' }, orders: { type: 'string' }, field: { type: 'string', default: '8' }, smoke: { type: 'boolean', default: false } } });
const towns = Number(values.towns ?? (values.smoke ? 12 : 40));
const orders = Number(values.orders ?? (values.smoke ? 1200 : 2000));
const field = Number(values.field);
const draws = 2000;

type Scores = Lesson['scores'];
/** Dimensions as they lie in a city: route, rating and willingness narrow and high, scene and continuity in steps, the rest wide. */
function someone(random: () => number): Scores {
  const of: Partial<Record<keyof Scores, number>> = {
    rating: 0.6 + 0.35 * random(), willingness: 0.75 + 0.25 * random(), papers: 0.5 + 0.5 * random(), skill: 0.6 + 0.4 * random(), route: 0.2 + 0.7 * random(),
    scene: Math.floor(random() * 3) / 2, continuity: random() < 0.8 ? 0.3 : random() < 0.5 ? 0.7 : 0.9,
  };
  return Object.fromEntries(dimensionKeys.map((key) => [key, of[key] ?? random()])) as Scores;
}
/** A town's taste: each published weight times something between a third and three, to the same sum. */
function taste(random: () => number): Weights {
  const wished = Object.fromEntries(dimensionKeys.map((key) => [key, published[key] * 3 ** (2 * random() - 1)])) as Weights;
  const share = learnedKeys.reduce((sum, key) => sum + published[key], 0) / learnedKeys.reduce((sum, key) => sum + wished[key], 0);
  for (const key of learnedKeys) wished[key] *= share;
  return wished;
}
const apart = (a: Weights, b: Weights): number => learnedKeys.reduce((sum, key) => sum + Math.abs(a[key] - b[key]), 0);
const mean = (some: readonly number[]): number => some.reduce((sum, value) => sum + value, 0) / some.length;

/** Chance that a satisfied household was foretold more than an unsatisfied one (Mann–Whitney). */
function auc(told: readonly { chance: number; isGood: boolean }[]): number {
  const sorted = [...told].sort((a, b) => a.chance - b.chance);
  let [ranks, good] = [0, 0];
  sorted.forEach(({ isGood }, at) => { if (isGood) { ranks += at + 1; good += 1; } });
  return (ranks - good * (good + 1) / 2) / (good * (sorted.length - good));
}

function liveIn(seed: number): { nearer: number; aucLearned: number; aucPublished: number; lift: number; satisfactionPublished: number; best: number } {
  const random = seeded(seed);
  const truth = { weights: taste(random), bias: 0.6 };
  let now = beginLearning(published);
  const choose = (weights: Weights, some: readonly Scores[]): Scores => some.reduce((best, one) => (foretell({ weights, bias: 0.5 }, one) > foretell({ weights, bias: 0.5 }, best) ? one : best));
  for (let order = 0; order < orders; order++) {
    const chosen = choose(now.weights, Array.from({ length: field }, () => someone(random)));
    now = learn(now, { scores: chosen, outcome: random() < foretell(truth, chosen) ? 1 : 0 }, { published });
  }
  const judged = { learned: [] as { chance: number; isGood: boolean }[], published: [] as { chance: number; isGood: boolean }[] };
  const satisfied = { learned: 0, published: 0, best: 0 };
  for (let order = 0; order < orders; order++) {
    const some = Array.from({ length: field }, () => someone(random));
    // Judged on who came at random, so that neither weights' own choice narrows what they are judged by.
    const isGood = random() < foretell(truth, some[0]!);
    judged.learned.push({ chance: foretell(now, some[0]!), isGood });
    judged.published.push({ chance: foretell({ weights: published, bias: 0.5 }, some[0]!), isGood });
    satisfied.learned += foretell(truth, choose(now.weights, some)) / orders;
    satisfied.published += foretell(truth, choose(published, some)) / orders;
    satisfied.best += foretell(truth, choose(truth.weights, some)) / orders;
  }
  return {
    nearer: 1 - apart(now.weights, truth.weights) / apart(published, truth.weights), aucLearned: auc(judged.learned), aucPublished: auc(judged.published),
    lift: satisfied.learned - satisfied.published, satisfactionPublished: satisfied.published, best: satisfied.best - satisfied.published,
  };
}

const lived = Array.from({ length: towns }, (_, at) => liveIn(1000 + at));
const random = seeded(99);
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
function interval(some: readonly number[]): { mean: number; low: number; high: number } {
  const means = Array.from({ length: draws }, () => mean(some.map(() => some[Math.floor(random() * some.length)]!))).sort((a, b) => a - b);
  return { mean: round(mean(some)), low: round(means[Math.floor(draws * 0.025)]!), high: round(means[Math.floor(draws * 0.975)]!) };
}
const lift = interval(lived.map((town) => town.lift));
console.log(JSON.stringify({
  bench: 'learning', towns, ordersToLearn: orders, ordersToJudge: orders, candidatesEach: field, nearerToPlanted: interval(lived.map((town) => town.nearer)),
  auc: { learned: interval(lived.map((town) => town.aucLearned)), published: interval(lived.map((town) => town.aucPublished)), difference: interval(lived.map((town) => town.aucLearned - town.aucPublished)) },
  satisfaction: { published: interval(lived.map((town) => town.satisfactionPublished)), lift, liftOfPlantedWeights: interval(lived.map((town) => town.best)) },
}));
process.exitCode = lift.low > 0 ? 0 : 1;
