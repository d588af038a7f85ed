/** When a search has to stop, and how far it is on the way there. */
import { PlannerInputError } from './types.ts';
import type { StopRule } from './problem.ts';

/** Seconds since some fixed moment; handed in, so that a search reads no clock of its own. */
export type Clock = () => number;

/** Asked by every search every few hundred iterations. Called: may it go on? `cost` is the best found so far (for `stop.target`). */
export type KeepGoing = {
  (iterations: number, cost?: number): boolean;
  /** Share of the allowance that is used, 0..1, by iterations or by time, whichever is further. Temperatures follow it. */
  used(iterations: number): number;
  /** Seconds since the search began. */
  seconds(): number;
  /** The most iterations there may be; a search that asks in blocks ends a block here. */
  most: number;
};

/** The stopping rule as a question. Throws PlannerInputError when nothing would ever stop the search. */
export function stopping(stop: StopRule, clock: Clock): KeepGoing {
  const { seconds = Infinity, iterations = Infinity, target = -Infinity } = stop;
  if (!(seconds >= 0)) throw new PlannerInputError('stop.seconds', `停止秒数须为非负数，现为 ${seconds} / stop.seconds must be 0 or more, got ${seconds}`);
  if (!(iterations >= 0)) throw new PlannerInputError('stop.iterations', `迭代次数须为非负数，现为 ${iterations} / stop.iterations must be 0 or more, got ${iterations}`);
  if (seconds === Infinity && iterations === Infinity) {
    throw new PlannerInputError('stop', '须给出停止秒数或迭代次数 / give stop.seconds or stop.iterations, or the search would never end');
  }
  const began = clock();
  const used = (done: number): number => {
    const byTime = seconds === Infinity ? 0 : seconds === 0 ? 1 : (clock() - began) / seconds;
    const byCount = iterations === Infinity ? 0 : iterations === 0 ? 1 : done / iterations;
    return Math.min(1, Math.max(byTime, byCount));
  };
  const keepGoing = (done: number, cost = Infinity): boolean => cost > target && used(done) < 1;
  return Object.assign(keepGoing, { used, seconds: () => clock() - began, most: iterations });
}
