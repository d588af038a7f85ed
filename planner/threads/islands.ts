/**
 * One search per thread, each with its own seed, that hand each other their best. The first island is the caller's thread: it searches too and
 * does not return to its event loop meanwhile, so `solve` stays an ordinary function.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Problem, SolveOptions, Solved } from '../problem.ts';
import { isOrdered, type Errand } from './errand.ts';
import { threadFile } from './thread-file.ts';
import { Mailbox, mailboxBytes, mailboxWorkers, type Exchange } from './mailbox.ts';

/** An engine as an island runs it. */
export type Run = (seed: number, exchange: Exchange) => Solved;

/** Island k searches with the caller's seed and this apart; large and odd, so that neighbouring seeds share no island. */
const SEED_STEP = 1_000_003;
/** How long after its own end an island waits for the rest, milliseconds. */
const PATIENCE = 10_000;

/** Runs `run` here and on `threads − 1` workers; the best plan of all (feasible first, then cheapest, then the lowest island). */
export function solveOnIslands(problem: Problem, options: SolveOptions, threads: number, run: Run, clock: 'wall' | 'compute' = 'wall'): Solved {
  const seed = options.seed ?? 1;
  const memory = new SharedArrayBuffer(mailboxBytes(threads, problem.tasks.length, mailboxWorkers(problem)));
  const flags = new SharedArrayBuffer(4 * threads);
  const { onBetter: _, ...plain } = options;
  const islands = Array.from({ length: threads - 1 }, (_unused, at) => {
    const { port1, port2 } = new MessageChannel();
    const errand: Errand = { problem, options: plain, seed: seed + (at + 1) * SEED_STEP, island: at + 1, islands: threads, memory, flags, port: port2, clock };
    const worker = new Worker(threadFile('island'), { workerData: errand, transferList: [port2] });
    worker.unref();
    return { worker, port: port1, island: at + 1 };
  });
  const mailbox = new Mailbox(memory, 0, threads, problem.tasks.length, mailboxWorkers(problem), isOrdered(options));
  const found: Solved[] = [];
  try {
    found.push(run(seed, (best) => mailbox.exchange(best)));
    mailbox.close();
    const done = new Int32Array(flags);
    for (const { port, island } of islands) {
      Atomics.wait(done, island, 0, options.stop.seconds === undefined ? Infinity : PATIENCE);
      const answer = receiveMessageOnPort(port)?.message as { solved?: Solved; error?: string } | undefined;
      if (answer?.error) throw new Error(answer.error);
      if (answer?.solved) found.push(answer.solved);
    }
  } finally {
    mailbox.close();
    for (const { worker, port } of islands) {
      port.close();
      void worker.terminate();
    }
  }
  const best = found.reduce((one, other) => (isBetterPlan(other, one) ? other : one));
  return { ...best, iterations: found.reduce((sum, { iterations }) => sum + iterations, 0), seconds: found[0]!.seconds };
}

const isBetterPlan = (a: Solved, b: Solved): boolean =>
  (a.isFeasible !== b.isFeasible ? a.isFeasible : a.faults.length !== b.faults.length ? a.faults.length < b.faults.length : a.cost < b.cost - 1e-9);
