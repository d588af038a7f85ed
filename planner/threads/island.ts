/** What a worker thread runs: the same engine with another seed, exchanging through the mailbox, answering through its port. */
import { workerData } from 'node:worker_threads';
import { runEngine } from '../engines.ts';
import { stopping } from '../stopping.ts';
import { computeClock, wallClock } from './clock.ts';
import { isOrdered, type Errand } from './errand.ts';
import { Mailbox, mailboxWorkers } from './mailbox.ts';

const { problem, options, seed, island, islands, memory, flags, port, clock } = workerData as Errand;
const mailbox = new Mailbox(memory, island, islands, problem.tasks.length, mailboxWorkers(problem), isOrdered(options));
try {
  const keepGoing = stopping(options.stop, clock === 'wall' ? wallClock : computeClock);
  port.postMessage({ solved: runEngine(problem, { ...options, seed }, keepGoing, (best) => mailbox.exchange(best)) });
} catch (error) {
  port.postMessage({ error: error instanceof Error ? error.message : String(error) });
} finally {
  mailbox.close();
  const done = new Int32Array(flags);
  Atomics.store(done, island, 1);
  Atomics.notify(done, island);
}
