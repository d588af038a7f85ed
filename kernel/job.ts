import type { Tx } from './database.ts';

/** A piece of work that follows from a committed transaction. `at` is when it is due. */
export type Job =
  | { kind: 'event'; eventId: string; reaction: string; at: string }
  | { kind: 'timer'; name: string; key: string; version: string; at: string }
  | { kind: 'every'; name: string; at: string };

export type Schedule = { name: string; cron: string };

/** Carries jobs from the transaction that caused them to the one that does them. */
export type Runner = {
  readonly kind: 'inline' | 'boss';
  /** `work` does one job and throws when it failed. */
  start(work: (job: Job) => Promise<void>, schedules: Schedule[]): Promise<void>;
  /** Called inside the transaction. */
  enqueue(tx: Tx, jobs: Job[]): Promise<void>;
  /** Called after the commit. */
  committed(jobs: Job[]): void;
  /** Does everything that is due now, and what follows from it. Returns how many jobs were done. */
  drain(): Promise<number>;
  stop(): Promise<void>;
  /** Jobs waiting, the age of the oldest overdue one, and jobs given up on. */
  health(): Promise<{ depth: number; oldestSeconds: number; failed: number }>;
};

export const labelOf = (job: Job): string => (job.kind === 'event' ? job.reaction : job.name);
