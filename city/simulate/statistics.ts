/**
 * Statistics over days: every figure is a function of how often each day counts, so that one set of resampled days serves all figures of all
 * policies and a difference is taken between the same days (paired bootstrap, percentile interval; Efron & Tibshirani 1993).
 */
import { draw } from './draws.ts';

/** `weights[day]`: how often the day counts (1 each: the figure itself). NaN: there is nothing to count. */
export type Statistic = (weights: ArrayLike<number>) => number;
/** `low` and `high`: the middle 95 % of the bootstrap; null with fewer than two days. */
export type Figure = { value: number; low: number | null; high: number | null };

const sum = (values: ArrayLike<number>, weights: ArrayLike<number>): number => { let total = 0; for (let day = 0; day < values.length; day++) total += values[day]! * weights[day]!; return total; };

/** Σ above ÷ Σ below over days. */
export const ratio = (above: ArrayLike<number>, below: ArrayLike<number>): Statistic => (weights) => { const under = sum(below, weights); return under === 0 ? NaN : sum(above, weights) / under; };

type Sorted = { values: Float64Array; days: Int32Array };
function sorted(values: readonly number[], days: readonly number[]): Sorted {
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  return { values: Float64Array.from(order, (at) => values[at]!), days: Int32Array.from(order, (at) => days[at]!) };
}

/** The smallest value with at least `share` of all values at or below it; `days[i]` is the day value i belongs to. */
export function quantile(values: readonly number[], days: readonly number[], share: number): Statistic {
  const column = sorted(values, days);
  return (weights) => {
    let total = 0;
    for (let at = 0; at < column.days.length; at++) total += weights[column.days[at]!]!;
    if (total === 0) return NaN;
    let below = 0;
    for (let at = 0; at < column.days.length; at++) { below += weights[column.days[at]!]!; if (below >= share * total - 1e-9) return column.values[at]!; }
    return column.values.at(-1)!;
  };
}

/** Mean of the highest `share` of all values. */
export function meanOfHighest(values: readonly number[], days: readonly number[], share: number): Statistic {
  const column = sorted(values, days);
  return (weights) => {
    let total = 0;
    for (let at = 0; at < column.days.length; at++) total += weights[column.days[at]!]!;
    let left = share * total;
    let mass = 0;
    for (let at = column.days.length - 1; at >= 0 && left > 1e-9; at--) { const weight = Math.min(left, weights[column.days[at]!]!); mass += weight * column.values[at]!; left -= weight; }
    return total === 0 ? NaN : mass / (share * total);
  };
}

/** A figure of the distribution over people: each has a sum ÷ a sum over days (income ÷ paid hours); people with nothing below do not count. */
export function overPeople(above: readonly ArrayLike<number>[], below: readonly ArrayLike<number>[], figure: (values: number[]) => number): Statistic {
  return (weights) => figure(above.flatMap((values, person) => { const under = sum(below[person]!, weights); return under === 0 ? [] : [sum(values, weights) / under]; }));
}

/** Gini coefficient: mean absolute difference of two people ÷ twice the mean; 0 = equal. */
export function gini(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const rising = [...values].sort((a, b) => a - b);
  const total = rising.reduce((a, b) => a + b, 0);
  return total === 0 ? 0 : rising.reduce((acc, value, at) => acc + (2 * (at + 1) - rising.length - 1) * value, 0) / (rising.length * total);
}

/** Plain quantile of a list, as `quantile`. */
export function quantileOf(values: readonly number[], share: number): number {
  if (values.length === 0) return NaN;
  const rising = [...values].sort((a, b) => a - b);
  return rising[Math.min(rising.length - 1, Math.max(0, Math.ceil(share * rising.length - 1e-9) - 1))]!;
}

/** `resamples` drawings of `days` days with replacement, as how often each day counts. Same seed, same drawings. */
export function resampleDays(days: number, resamples: number, seed: number): Float64Array[] {
  return Array.from({ length: resamples }, (_, number) => {
    const weights = new Float64Array(days);
    for (let k = 0; k < days; k++) weights[Math.floor(draw(seed, 'resample', number, k) * days)]! += 1;
    return weights;
  });
}

/** A figure and its interval. Resamples in which it is not defined are left out. */
export function estimate(statistic: Statistic, days: number, resamples: readonly Float64Array[]): Figure {
  const value = statistic(new Float64Array(days).fill(1));
  if (days < 2 || resamples.length === 0) return { value, low: null, high: null };
  const drawn = resamples.map(statistic).filter((one) => !Number.isNaN(one));
  return drawn.length === 0 ? { value, low: null, high: null } : { value, low: quantileOf(drawn, 0.025), high: quantileOf(drawn, 0.975) };
}

/** a − b on the same days. */
export const difference = (a: Statistic, b: Statistic): Statistic => (weights) => a(weights) - b(weights);
/** a ÷ b − 1 on the same days. */
export const change = (a: Statistic, b: Statistic): Statistic => (weights) => a(weights) / b(weights) - 1;
