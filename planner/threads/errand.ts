/** What an island is sent out with. */
import type { MessagePort } from 'node:worker_threads';
import type { Problem, SolveOptions } from '../problem.ts';

export type Errand = {
  problem: Problem; options: Pick<SolveOptions, 'stop' | 'begin'>; seed: number; island: number; islands: number;
  /** The mailbox, and one word per island that says it has answered. */
  memory: SharedArrayBuffer; flags: SharedArrayBuffer; port: MessagePort; clock: 'wall' | 'compute';
};

/** Islands wait for each other only if nothing but the number of iterations ends the search. */
export const isOrdered = ({ stop }: Pick<SolveOptions, 'stop'>): boolean => stop.iterations !== undefined && stop.seconds === undefined && stop.target === undefined;
