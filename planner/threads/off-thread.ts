/**
 * Planning beside a program that has other things to answer: one thread that plans days while the caller's event loop goes on. Errands are done in
 * the order given; the thread is started with the first and ended by `close`, or by itself with the program.
 */
import { Worker } from 'node:worker_threads';
import type { DayPlanOptions, PlannedDay, PlanVisit } from '../plan-day.ts';
import type { Disruption, Repair, RepairOptions } from '../live/repair.ts';
import type { Plan, Problem, SolveOptions, Solved } from '../problem.ts';
import { PlannerInputError } from '../types.ts';
import type { WorkerView } from '../types.ts';
import { threadFile } from './thread-file.ts';

/** What a repair answers beside its live day, which stays where it was made. */
export type RepairedPlan = Omit<Repair, 'day'>;
/** Functions cannot be sent to a thread. */
export type SentSolveOptions = Omit<SolveOptions, 'onBetter'>;
export type SentRepairOptions = Omit<RepairOptions, 'keepGoing' | 'words'>;
export type PlanErrand =
  | { kind: 'solve'; problem: Problem; options: SentSolveOptions }
  | { kind: 'day'; visits: readonly PlanVisit[]; workers: readonly WorkerView[]; options: DayPlanOptions }
  | { kind: 'repair'; problem: Problem; plan: Plan; disruption: Disruption; options: SentRepairOptions };
export type PlanAnswer = { number: number; found: Solved | RepairedPlan | PlannedDay } | { number: number; error: { name: string; message: string; field?: string } };

type Waiting = { resolve: (found: never) => void; reject: (error: Error) => void };

export class PlanThread {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  /** `solve` on the thread; rejects with PlannerInputError for a bad problem, as `solve` throws it. */
  solve(problem: Problem, options: SentSolveOptions): Promise<Solved> {
    return this.send({ kind: 'solve', problem, options });
  }

  /** `repair` on the thread. */
  repair(problem: Problem, plan: Plan, disruption: Disruption, options: SentRepairOptions): Promise<RepairedPlan> {
    return this.send({ kind: 'repair', problem, plan, disruption, options });
  }

  /** `planDay` on the thread. */
  day(visits: readonly PlanVisit[], workers: readonly WorkerView[], options: DayPlanOptions): Promise<PlannedDay> {
    return this.send({ kind: 'day', visits, workers, options });
  }

  /** Ends the thread; what it has not answered is rejected. */
  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
    this.fail(new Error('the planning thread was closed'));
  }

  private send<T>(errand: PlanErrand): Promise<T> {
    const number = this.count++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(number, { resolve: resolve as (found: never) => void, reject });
      const worker = this.started();
      // Keeps the program alive exactly as long as somebody waits.
      worker.ref();
      worker.postMessage({ number, errand });
    });
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(threadFile('plan-thread'));
    worker.on('message', (answer: PlanAnswer) => this.hear(worker, answer));
    worker.on('error', (error) => { if (this.worker === worker) this.worker = null; this.fail(error as Error); });
    worker.on('exit', () => { if (this.worker === worker) { this.worker = null; this.fail(new Error('the planning thread ended')); } });
    this.worker = worker;
    return worker;
  }

  private hear(worker: Worker, answer: PlanAnswer): void {
    const waiting = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if (this.waiting.size === 0) worker.unref();
    if (!waiting) return;
    if ('found' in answer) waiting.resolve(answer.found as never);
    else waiting.reject(answer.error.field === undefined ? Object.assign(new Error(answer.error.message), { name: answer.error.name }) : new PlannerInputError(answer.error.field, answer.error.message));
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
