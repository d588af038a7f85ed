/** The optimiser's door: a day's problem in, a timed plan out. */
import { checkProblem } from './check.ts';
import { runEngine } from './engines.ts';
import type { Problem, SolveOptions, Solved } from './problem.ts';
import { stopping } from './stopping.ts';
import { computeClock, wallClock } from './threads/clock.ts';
import { solveOnIslands } from './threads/islands.ts';
import { PlannerInputError } from './types.ts';

/** 'compute' counts the seconds this thread computes instead of those on the wall: for benches on a machine shared with others. */
export type SolveClock = 'wall' | 'compute';

/**
 * Plans a day. Stops by `stop.seconds`, `stop.iterations` or `stop.target`, whichever comes first; with iterations alone the same seed
 * gives the same plan. Everything that cannot be served stands in `unassigned`; `isFeasible` says whether the plan may be used.
 * `threads` > 1 searches on that many threads and blocks this one meanwhile. Throws PlannerInputError on a problem that makes no sense.
 */
export function solve(problem: Problem, options: SolveOptions, clock: SolveClock = 'wall'): Solved {
  checkProblem(problem);
  const threads = options.threads ?? 1;
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 256)) {
    throw new PlannerInputError('threads', `线程数须为 1–256 的整数，现为 ${threads} / threads must be a whole number 1–256, got ${threads}`);
  }
  const keepGoing = stopping(options.stop, clock === 'wall' ? wallClock : computeClock);
  if (threads === 1) return runEngine(problem, options, keepGoing);
  return solveOnIslands(problem, options, threads, (seed, exchange) => runEngine(problem, { ...options, seed }, keepGoing, exchange), clock);
}
