import { PgBoss, fromKysely, type Db } from 'pg-boss';
import { CITY_ZONE, nextRun } from './cron.ts';
import type { Database } from './database.ts';
import { labelOf, type Job, type Runner, type Schedule } from './job.ts';
import type { Log } from './log.ts';

const QUEUE = 'linli.work';
const DEAD = 'linli.dead';
const SCHEMA = 'pgboss';
const BATCH = 20;
/** Jobs done side by side in one batch on a real server; the embedded database has one session. */
const SIDE_BY_SIDE = 4;

/**
 * Durable jobs by pg-boss over the one pool. Jobs are sent inside the transaction that causes them, so a rolled-back
 * transaction leaves none; a worker on this node is woken right after the commit, others find them within half a second.
 * A crashed worker's jobs come back after `expireInSeconds` plus the monitor's interval.
 */
export type BossRunner = Runner & {
  /** The city's clock jumped ahead: what waits for a moment is due that much sooner, and the sweeps of the nights between are done once; what runs by day (payouts, the books) keeps to its hour. */
  bringForward(milliseconds: number): Promise<void>;
};

/** @param ahead how far the city's clock runs ahead of the wall clock, in milliseconds (a demo's may) */
export const createBossRunner = (database: Database, log: Log, ahead: () => number = () => 0): BossRunner => {
  const boss = new PgBoss({
    schema: SCHEMA,
    db: overPool(database),
    backend: database.kind === 'pglite' ? 'pglite' : 'postgres',
    superviseIntervalSeconds: 30, monitorIntervalSeconds: 30, maintenanceIntervalSeconds: 3600, cronMonitorIntervalSeconds: 15, cronWorkerIntervalSeconds: 5,
    reindex: false, monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'jobs'));
  boss.on('warning', () => {});
  const workers: string[] = [];
  let isStarted = false;
  let rounds: readonly Schedule[] = [];

  const count = async (where: string): Promise<{ n: number; oldest: number | null }> =>
    (await database.pool.query(`select count(*)::int as n, extract(epoch from now() - min(start_after))::float8 as oldest from ${SCHEMA}.job where ${where}`)).rows[0];
  const isDue = `name = '${QUEUE}' and state in ('created', 'retry', 'active') and start_after <= now()`;

  const wake = (): void => { for (const id of workers) boss.notifyWorker(id); };

  const doBatch = async (work: (job: Job) => Promise<void>, jobs: { id: string; data: Job }[]): Promise<{ id: string; status: 'completed' | 'failed'; output?: object }[]> => {
    const results: { id: string; status: 'completed' | 'failed'; output?: object }[] = [];
    // A full batch means more is waiting: fetch again at once instead of at the next poll (measured: 40 jobs/s without this).
    if (jobs.length === BATCH) wake();
    const lanes = Array.from({ length: database.kind === 'pglite' ? 1 : SIDE_BY_SIDE }, async () => {
      for (let job = jobs.shift(); job; job = jobs.shift()) {
        try {
          await work(job.data);
          results.push({ id: job.id, status: 'completed' });
        } catch (error) {
          log.error({ err: error, reaction: labelOf(job.data) }, 'a reaction failed and will be tried again');
          results.push({ id: job.id, status: 'failed', output: { message: String((error as Error).message).slice(0, 500) } });
        }
      }
    });
    await Promise.all(lanes);
    return results;
  };

  return {
    kind: 'boss',
    start: (work, schedules) => oneNodeAtATime(database, async () => {
      await boss.start();
      isStarted = true;
      rounds = schedules.filter(({ cron }) => /^\d+ 0 /.test(cron));
      await boss.createQueue(DEAD);
      const options = { expireInSeconds: 60, retryLimit: 8, retryDelay: 1, retryBackoff: true, retryDelayMax: 300, deleteAfterSeconds: 3600, retentionSeconds: 400 * 86_400, deadLetter: DEAD };
      if (await boss.getQueue(QUEUE)) await boss.updateQueue(QUEUE, options);
      else await boss.createQueue(QUEUE, options);
      const kept = new Set(schedules.map((schedule) => schedule.name));
      const present = new Map((await boss.getSchedules(QUEUE)).map((schedule) => [schedule.key, schedule.cron]));
      for (const key of present.keys()) if (!kept.has(key)) await boss.unschedule(QUEUE, key);
      for (const { name, cron } of schedules) if (present.get(name) !== cron) await boss.schedule(QUEUE, cron, { kind: 'every', name }, { tz: CITY_ZONE, key: name });
      // Two, so that a long piece of work (a plan being computed) does not hold up everything else.
      for (let k = 0; k < 2; k++) workers.push(await boss.work<Job>(QUEUE, { batchSize: BATCH, pollingIntervalSeconds: 0.5, perJobResults: true }, (jobs) => doBatch(work, [...jobs])));
    }),
    enqueue: async (tx, jobs) => {
      await boss.insert(QUEUE, jobs.map((job) => ({ data: job, startAfter: new Date(Date.parse(job.at) - ahead()) })), { db: fromKysely(tx as never) });
    },
    committed: (jobs) => {
      const soon = Date.now() + ahead() + 50;
      if (isStarted && jobs.some((job) => new Date(job.at).getTime() <= soon)) wake();
    },
    bringForward: async (milliseconds) => {
      await database.pool.query(`update ${SCHEMA}.job set start_after = start_after - make_interval(secs => $1) where name = '${QUEUE}' and state in ('created', 'retry')`, [milliseconds / 1000]);
      const now = Date.now() + ahead();
      const missed = rounds.filter(({ cron }) => nextRun(cron, new Date(now - milliseconds)).getTime() <= now);
      await boss.insert(QUEUE, missed.map(({ name }) => ({ data: { kind: 'every', name, at: new Date(now).toISOString() } })));
      wake();
    },
    drain: async () => {
      const before = Date.now();
      for (let done = 0; ; done++) {
        const { n } = await count(isDue);
        if (n === 0) return done;
        if (Date.now() - before > 60_000) throw new Error(`${n} jobs are still waiting after 60 s`);
        wake();
        await new Promise((resolve) => { setTimeout(resolve, 50); });
      }
    },
    stop: async () => {
      if (!isStarted) return;
      isStarted = false;
      await boss.stop({ graceful: true, timeout: 10_000, close: false });
    },
    health: async () => {
      const [due, dead] = await Promise.all([count(isDue), count(`name = '${DEAD}' and state = 'created'`)]);
      return { depth: due.n, oldestSeconds: Math.max(0, due.oldest ?? 0), failed: dead.n };
    },
  };
};

const START_LOCK = 7_205_503;

/** Two nodes starting on an empty server would both create the job tables, and one would fail. The embedded database has one node. */
const oneNodeAtATime = async (database: Database, fn: () => Promise<void>): Promise<void> => {
  if (database.kind === 'pglite') return fn();
  const client = await database.pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${START_LOCK})`);
    await fn();
  } finally {
    await client.query(`select pg_advisory_unlock(${START_LOCK})`).catch(() => {});
    await client.release();
  }
};

/** pg-boss sends some blocks of several statements with their own BEGIN … COMMIT: flatten the answers, and roll the block back when it fails. */
const overPool = (database: Database): Db => ({
  async executeSql(text: string, values?: unknown[]) {
    const client = await database.pool.connect();
    try {
      const result = await client.query(text, values && values.length > 0 ? values : undefined);
      const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
      return { rows: results.flatMap((part) => part.rows ?? []) };
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      await client.release();
    }
  },
});
