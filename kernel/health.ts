import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Live } from './live.ts';
import { pendingMigrations } from './migrate.ts';
import type { Ground } from './transaction.ts';

/** Past this the desk would be looking at yesterday: the node is not ready. */
const MOST_LAG_SECONDS = 120;

export type Readiness = { isReady: boolean; database: string; migrations: string; jobs: string; jobLagSeconds: number };

const within = <T>(promise: Promise<T>, milliseconds: number): Promise<T> =>
  Promise.race([promise, new Promise<T>((_resolve, reject) => { setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds).unref(); })]);

/** /healthz (alive), /readyz (database, migrations, job lag) and /metrics (Prometheus). */
export const addHealth = (http: FastifyInstance, ground: Ground, live: Live): { register: Registry } => {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const duration = new Histogram({ name: 'linli_request_seconds', help: 'Time to answer, by route', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [register] });
  const jobs = async () => within(ground.runner.health(), 3000).catch(() => null);
  const gauge = (name: string, help: string, read: () => Promise<number | undefined>): Gauge => {
    const made: Gauge = new Gauge({ name, help, registers: [register], collect: async () => { const value = await read(); if (value !== undefined) made.set(value); } });
    return made;
  };
  gauge('linli_jobs_waiting', 'Jobs that are due', async () => (await jobs())?.depth);
  gauge('linli_jobs_oldest_seconds', 'Age of the oldest job that is due', async () => (await jobs())?.oldestSeconds);
  gauge('linli_jobs_given_up', 'Jobs given up after all retries', async () => (await jobs())?.failed);
  gauge('linli_live_clients', 'Open WebSocket connections', async () => live.clientCount());
  gauge('linli_database_waiting', 'Callers waiting for a database connection', async () => (ground.database.pool as unknown as { waitingCount?: number }).waitingCount);

  http.addHook('onResponse', async (request, reply) => {
    duration.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  const hidden = { schema: { hide: true } as object };
  http.get('/healthz', hidden, async () => ({ ok: true }));
  http.get('/readyz', hidden, async (_request, reply) => {
    const ready = await readiness(ground);
    return reply.status(ready.isReady ? 200 : 503).send(ready);
  });
  http.get('/metrics', hidden, async (_request, reply) => reply.type(register.contentType).send(await register.metrics()));
  return { register };
};

export const readiness = async (ground: Ground): Promise<Readiness> => {
  try {
    await within(ground.database.pool.query('select 1'), 3000);
  } catch {
    return { isReady: false, database: 'away', migrations: 'unknown', jobs: 'unknown', jobLagSeconds: 0 };
  }
  const pending = await pendingMigrations(ground.database).catch(() => ['unknown']);
  const jobs = await within(ground.runner.health(), 3000).catch(() => null);
  const isLate = !jobs || jobs.oldestSeconds > MOST_LAG_SECONDS;
  return {
    isReady: pending.length === 0 && !isLate,
    database: 'ok', migrations: pending.length === 0 ? 'ok' : `pending: ${pending.join(', ')}`, jobs: isLate ? 'late' : 'ok', jobLagSeconds: Math.round(jobs?.oldestSeconds ?? 0),
  };
};
