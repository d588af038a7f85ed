import type { Rubric } from './use-field.ts';

export type Rated = { points: Readonly<Record<string, number>>; redLines: readonly string[]; words: string; isAbsent: boolean };
export const nothingRated: Rated = { points: {}, redLines: [], words: '', isAbsent: false };

/** How a rating comes out by its rubric, as the server will reckon it: a red line fails whatever the points. */
export function verdictOf(rubric: Rubric, { points, redLines, isAbsent }: Rated): { got: number; full: number; percent: number; isPassed: boolean; unrated: number } {
  const full = rubric.items.reduce((sum, item) => sum + item.points, 0);
  const got = rubric.items.reduce((sum, item) => sum + (points[item.code] ?? 0), 0);
  const percent = full === 0 ? 0 : Math.floor((got * 100) / full);
  return { got, full, percent, isPassed: !isAbsent && redLines.length === 0 && percent >= rubric.passPercent, unrated: rubric.items.filter((item) => points[item.code] === undefined).length };
}

/** Five steps from nothing to all the points of an item, each once. */
export const stepsOf = (points: number): number[] => [...new Set([0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(points * share)))];
