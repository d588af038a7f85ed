/**
 * Problems whose routes depend on each other: pairs and sequences, soft due with total and worst lateness, breaks, terms over all routes.
 * Ruin and recreate under annealing where an insertion can be priced exactly without timing (search.ts), small moves with some ruins between
 * where time itself is paid (anneal.ts).
 */
import { compile } from '../compile.ts';
import type { Problem, SolveOptions, Solved } from '../problem.ts';
import type { KeepGoing } from '../stopping.ts';
import type { Exchange } from '../threads/mailbox.ts';
import { searchByRuin } from './search.ts';
import { MUST } from './state.ts';
import { writePlan } from './written.ts';

/**
 * Solves a coupled problem on this thread. Anytime: a first plan stands after one pass of insertion, `onBetter` hears of every better one.
 * With an iteration limit the same seed gives the same plan. What fits nowhere stands in `unassigned`, and in `faults` if it must be done.
 */
export function solveCoupled(problem: Problem, options: SolveOptions, keepGoing: KeepGoing, exchange?: Exchange): Solved {
  const c = compile(problem);
  const found = searchByRuin(c, options.seed ?? 1, keepGoing, (cost, iterations, state) => {
    if (state.sum[MUST] === 0) options.onBetter?.({ cost, seconds: keepGoing.seconds(), iterations });
  }, options.begin, exchange);
  found.best.restore(found.state);
  return { ...writePlan(found.state), iterations: found.iterations, seconds: keepGoing.seconds() };
}
