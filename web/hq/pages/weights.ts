import type { View } from '../../shared/api.ts';

export type WeightList = View<'dispatch', 'viewWeights'>['inForce'];
export const weightOf = (list: WeightList, key: string): number => list.find((one) => one.key === key)?.weight ?? 0;
export const percent = (weight: number): string => `${(weight * 100).toFixed(1)}%`;
/** A change in percentage points with its sign, a true minus for what fell. */
export const signed = (by: number): string => `${by > 0 ? '+' : '−'}${Math.abs(by * 100).toFixed(2)}`;

/** What moved from one version to the next, the largest move first; moves that would print as zero are left out. */
export const changesOf = (before: WeightList, after: WeightList, count = 4) =>
  after.map(({ key, label, weight }) => ({ key, label, by: weight - weightOf(before, key) })).filter(({ by }) => Math.abs(by) >= 0.00005).sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, count);

/** Points as shares of their sum; null while the sum is not above zero. */
export function sharesOf(points: Readonly<Record<string, number>>): Record<string, number> | null {
  const sum = Object.values(points).reduce((total, one) => total + one, 0);
  return sum > 0 ? Object.fromEntries(Object.entries(points).map(([key, one]) => [key, one / sum])) : null;
}
