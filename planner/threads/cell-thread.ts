/** What a thread of the cell pool runs: waits for a round, takes cells, answers, waits for the next. It is ended from outside. */
import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { takeCells, type CellRound } from './cell-pool.ts';

const { port, rounds, clock } = workerData as { port: MessagePort; rounds: SharedArrayBuffer; clock: 'wall' | 'compute' };
const count = new Int32Array(rounds);
for (let done = 0; ;) {
  Atomics.wait(count, 0, done);
  const heard = receiveMessageOnPort(port);
  if (!heard) continue;
  done += 1;
  takeCells(heard.message as CellRound, clock, (index, answer) => port.postMessage({ round: done, index, answer }));
}
