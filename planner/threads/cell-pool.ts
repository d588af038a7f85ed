/**
 * Threads that plan cells. The caller's thread works too, so `solveByCells` stays an ordinary function; whoever is free takes the next cell.
 * A thread that dies or starts late costs time, never a cell: the caller takes what nobody else has.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { runEngine } from '../engines.ts';
import { distanceBetween, timeBetween } from '../live/ways.ts';
import type { Ways } from '../live/ways.ts';
import type { Plan, Problem, Route, StopRule, TravelMatrix } from '../problem.ts';
import { stopping } from '../stopping.ts';
import { computeClock, wallClock } from './clock.ts';
import { threadFile } from './thread-file.ts';

export type CellJob = { problem: Problem; ways: Ways; begin: Plan | null; seed: number; stop: StopRule };
export type CellAnswer = { routes: Route[]; unassigned: Plan['unassigned']; isFeasible: boolean; iterations: number };
/** One round of cells: the jobs, and a word for each that says who has it. */
export type CellRound = { jobs: CellJob[]; states: SharedArrayBuffer };

const [FREE, TAKEN, DONE] = [0, 1, 2] as const;
/** How long beyond its own allowance a thread may take for a cell, milliseconds, before the caller plans that cell again. */
const PATIENCE = 10_000;

/** Plans one cell on this thread. Its matrix lives only as long as that. */
export function planCell({ problem, ways, begin, seed, stop }: CellJob, clock: 'wall' | 'compute'): CellAnswer {
  const whole: Problem = { ...problem, travel: matricesOf(problem, ways) };
  const solved = runEngine(whole, { seed, stop, ...(begin === null ? {} : { begin }) }, stopping(stop, clock === 'wall' ? wallClock : computeClock));
  return { routes: solved.routes, unassigned: solved.unassigned, isFeasible: solved.isFeasible, iterations: solved.iterations };
}

/** Matrices of the modes somebody uses; the others stand for them and are never read. */
function matricesOf({ places, workers }: Problem, ways: Ways): TravelMatrix[] {
  const used = [...new Set(workers.map(({ mode }) => mode ?? 0))];
  const made = new Map(used.map((mode) => {
    const time = new Float64Array(places * places);
    const distance = new Float64Array(places * places);
    for (let from = 0, at = 0; from < places; from++) {
      for (let to = 0; to < places; to++, at++) {
        time[at] = timeBetween(ways, mode, from, to);
        distance[at] = ways.isPlane || ways.distances[mode]!.length > 0 ? distanceBetween(ways, mode, from, to) : time[at]!;
      }
    }
    return [mode, { time, distance }];
  }));
  const any = made.get(used[0]!) ?? { time: new Float64Array(places * places), distance: new Float64Array(places * places) };
  return Array.from({ length: Math.max(1, ...used.map((mode) => mode + 1)) }, (_, mode) => made.get(mode) ?? any);
}

/** Takes free cells one after the other until none is left. */
export function takeCells({ jobs, states }: CellRound, clock: 'wall' | 'compute', give: (index: number, answer: CellAnswer) => void): void {
  const state = new Int32Array(states);
  for (let index = 0; index < jobs.length; index++) {
    if (Atomics.compareExchange(state, index, FREE, TAKEN) !== FREE) continue;
    give(index, planCell(jobs[index]!, clock));
    Atomics.store(state, index, DONE);
    Atomics.notify(state, index);
  }
}

export class CellPool {
  private readonly clock: 'wall' | 'compute';
  private readonly rounds = new SharedArrayBuffer(4);
  private readonly threads: { worker: Worker; port: MessagePort }[];

  constructor(threads: number, clock: 'wall' | 'compute') {
    this.clock = clock;
    this.threads = Array.from({ length: threads - 1 }, () => {
      const { port1, port2 } = new MessageChannel();
      const worker = new Worker(threadFile('cell-thread'), { workerData: { port: port2, rounds: this.rounds, clock }, transferList: [port2] });
      worker.unref();
      return { worker, port: port1 };
    });
  }

  /** Plans all cells; answers in their order. */
  run(jobs: CellJob[]): CellAnswer[] {
    const round: CellRound = { jobs, states: new SharedArrayBuffer(4 * jobs.length) };
    for (const { port } of this.threads) port.postMessage(round);
    const count = new Int32Array(this.rounds);
    Atomics.add(count, 0, 1);
    Atomics.notify(count, 0);
    const answers: (CellAnswer | undefined)[] = jobs.map(() => undefined);
    takeCells(round, this.clock, (index, answer) => (answers[index] = answer));
    const state = new Int32Array(round.states);
    for (let index = 0; index < jobs.length; index++) {
      const { seconds } = jobs[index]!.stop;
      Atomics.wait(state, index, TAKEN, seconds === undefined ? Infinity : seconds * 1000 + PATIENCE);
    }
    for (const { port } of this.threads) {
      for (let heard = receiveMessageOnPort(port); heard; heard = receiveMessageOnPort(port)) {
        const { round: of, index, answer } = heard.message as { round: number; index: number; answer: CellAnswer };
        if (of === count[0]) answers[index] = answer;
      }
    }
    return answers.map((answer, index) => answer ?? planCell(jobs[index]!, this.clock));
  }

  /** Ends the threads. */
  close(): void {
    for (const { worker, port } of this.threads) {
      port.close();
      void worker.terminate();
    }
  }
}
