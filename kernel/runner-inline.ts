import { VirtualClock, type Clock } from './clock.ts';
import { nextRun } from './cron.ts';
import { many, sql, type Tx } from './database.ts';
import { labelOf, type Job, type Runner, type Schedule } from './job.ts';

type Waiting = { job: Job; at: number; order: number; tries: number };
type Cron = Schedule & { next: Date };

export type InlineRunner = Runner & {
  /** Gives timers that have not fired to another runner, which then wakes them by the real clock. */
  handOver(tx: Tx, cityId: string, to: Runner): Promise<number>;
};

const MOST_TRIES = 4;
/** A reaction that feeds itself would drain forever. */
const MOST_JOBS_PER_DRAIN = 500_000;

/**
 * Does jobs in this process, in the order they are due, under a virtual clock: each job sees its own due moment as `now`.
 * A failed job is tried three times more; then `drain` throws what it threw, so a test or a demo build cannot overlook it.
 * `everyAtMostMinutes` thins out schedules, so that months of demo life do not run a minute-by-minute sweep.
 */
export const createInlineRunner = (clock: Clock, options: { everyAtMostMinutes?: number; runsSchedules?: boolean } = {}): InlineRunner => {
  const virtual = clock instanceof VirtualClock ? clock : null;
  const standing = (): Date => virtual?.standing ?? clock.now();
  let waiting: Waiting[] = [];
  let crons: Cron[] = [];
  let order = 0;
  let failed = 0;
  let work: (job: Job, now?: Date) => Promise<void> = async () => { throw new Error('the runner was not started'); };
  let draining: Promise<number> | null = null;

  const push = (job: Job, at: number, tries = 0): void => { waiting.push({ job, at, order: order++, tries }); };

  const earliest = (): Waiting | undefined => {
    let best: Waiting | undefined;
    for (const entry of waiting) if (!best || entry.at < best.at || (entry.at === best.at && entry.order < best.order)) best = entry;
    return best;
  };

  const perform = async (entry: Waiting): Promise<void> => {
    const at = new Date(entry.at);
    try {
      await (virtual ? virtual.during(at, () => work(entry.job, at)) : work(entry.job));
    } catch (error) {
      // Tried again at its own moment, behind whatever else is due then.
      if (entry.tries + 1 < MOST_TRIES) return push(entry.job, entry.at, entry.tries + 1);
      failed++;
      (error as Error).message = `${labelOf(entry.job)}: ${(error as Error).message}`;
      throw error;
    }
  };

  /** Does the one next thing that is due: a job, a schedule, or a call the outside world asked the clock for. */
  const step = async (until: number): Promise<boolean> => {
    const job = earliest();
    const cron = crons.reduce<Cron | undefined>((best, other) => (!best || other.next < best.next ? other : best), undefined);
    const outside = virtual?.nextDue()?.getTime() ?? Infinity;
    const jobAt = job?.at ?? Infinity;
    const cronAt = cron?.next.getTime() ?? Infinity;
    const first = Math.min(jobAt, cronAt, outside);
    if (first > until) return false;
    if (jobAt === first) {
      waiting = waiting.filter((entry) => entry !== job);
      await perform(job!);
    } else if (outside === first) {
      await virtual!.runNextDue();
    } else {
      const at = cron!.next;
      const notBefore = at.getTime() + (options.everyAtMostMinutes ?? 0) * 60_000 - 60_000;
      cron!.next = nextRun(cron!.cron, new Date(Math.max(at.getTime(), notBefore)));
      await perform({ job: { kind: 'every', name: cron!.name, at: at.toISOString() }, at: at.getTime(), order: 0, tries: 0 });
    }
    return true;
  };

  const drainAll = async (): Promise<number> => {
    let done = 0;
    while (await step(standing().getTime())) if (++done > MOST_JOBS_PER_DRAIN) throw new Error('jobs keep causing jobs: nothing settles');
    return done;
  };

  return {
    kind: 'inline',
    start: async (doJob, schedules) => {
      work = doJob;
      if (options.runsSchedules !== false) crons = schedules.map((schedule) => ({ ...schedule, next: nextRun(schedule.cron, standing()) }));
    },
    enqueue: async () => {},
    committed: (jobs) => { for (const job of jobs) push(job, new Date(job.at).getTime()); },
    drain: () => {
      // Callers at the same time share one drain and then look again for what came meanwhile.
      const running: Promise<number> = draining ? draining.then(() => drainAll()) : drainAll();
      const mine = running.finally(() => { if (draining === mine) draining = null; });
      draining = mine;
      draining.catch(() => {});
      return mine;
    },
    stop: async () => { await draining?.catch(() => {}); waiting = []; crons = []; },
    health: async () => {
      const now = standing().getTime();
      const due = waiting.filter((entry) => entry.at <= now);
      return { depth: due.length, oldestSeconds: due.length === 0 ? 0 : (now - Math.min(...due.map((entry) => entry.at))) / 1000, failed };
    },
    handOver: async (tx, cityId, to) => {
      const timers = await many<{ name: string; key: string; version: string; at: Date }>(tx, sql`select name, key, version, at from kernel.timer where city_id = ${cityId}`);
      const jobs: Job[] = timers.map((timer) => ({ kind: 'timer', ...timer, at: timer.at.toISOString() }));
      for (let i = 0; i < jobs.length; i += 500) await to.enqueue(tx, jobs.slice(i, i + 500));
      waiting = [];
      return jobs.length;
    },
  };
};
