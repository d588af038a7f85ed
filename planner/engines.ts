/** Which engine a problem is for. */
import { solveCoupled } from './coupled/index.ts';
import type { Problem, SolveOptions, Solved } from './problem.ts';
import { isIndependent, solveRoutes } from './routes/index.ts';
import type { KeepGoing } from './stopping.ts';
import type { Exchange } from './threads/mailbox.ts';

/** Independent routes to the fast engine, everything else to the one that knows links and terms over all routes. */
export function runEngine(problem: Problem, options: SolveOptions, keepGoing: KeepGoing, exchange?: Exchange): Solved {
  return isIndependent(problem) ? solveRoutes(problem, options, keepGoing, exchange) : solveCoupled(problem, options, keepGoing, exchange);
}
