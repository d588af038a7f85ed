import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluatePlan } from '../evaluate.ts';
import { bestByEnumeration } from '../live/naive.ts';
import { randomProblem, type Wanted } from '../live/random-problem.ts';
import type { Problem } from '../problem.ts';
import { stopping } from '../stopping.ts';
import { isIndependent, solveRoutes } from './index.ts';

const independent: Wanted = { hasBreaks: false, hasShifts: false, isSoft: false, hasWorst: false, hasLinks: false, isMetric: true };

/** What the enumeration times exactly: one window, no releases, no price on duration or waiting. */
function exactlyTimed(problem: Problem): Problem {
  const tasks = problem.tasks.map(({ releasedAt: _, ...task }) => ({ ...task, windows: task.windows.slice(0, 1) }));
  return { ...problem, tasks, weights: { ...problem.weights, duration: 0, waiting: 0 }, isWindowMetAtEnd: false };
}

/** Cost of the engine's plan and of the best of all plans; null where the problem is not this engine's or no plan serves all that must be served. */
function compared(problem: Problem, iterations = 2000): { found: number; best: number } | null {
  if (!isIndependent(problem)) return null;
  const best = bestByEnumeration(problem);
  if (!best.plan) return null;
  const told = evaluatePlan(problem, solveRoutes(problem, { seed: 1, stop: { iterations } }, stopping({ iterations }, () => 0)));
  return { found: told.isFeasible ? told.cost : Infinity, best: best.cost };
}

test('visits that pay for a route only together are served: two workers, four visits that may be left out', () => {
  const missed: unknown[] = [];
  let asked = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const cost = compared(randomProblem(seed, { workers: 2, tasks: 4, isPlain: true }));
    if (!cost) continue;
    asked++;
    if (cost.found > cost.best + 1e-6) missed.push([seed, cost]);
  }
  expect(asked).toBeGreaterThan(200);
  expect(missed).toEqual([]);
});

test.each([[2, 4, true], [3, 4, false]])('%s workers that differ, %s visits (may be left out: %s): never dearer than the best of all plans', (workers, tasks, isDroppable) => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
    const cost = compared(exactlyTimed(randomProblem(seed, { ...independent, workers, tasks, isDroppable })));
    if (cost) expect(cost.found).toBeLessThanOrEqual(cost.best + 1e-6);
  }), { numRuns: 150, seed: 5 });
});
