import { CamelCasePlugin, Kysely, PostgresDialect, sql, type RawBuilder } from 'kysely';
import pg from 'pg';
import { PglitePool, type PoolResult } from './pglite-pool.ts';

export { sql, type RawBuilder } from 'kysely';

/** A transaction (or, outside of one, the pool). Rows come back camelCased. */
export type Tx = Kysely<any>;

export type Pool = {
  query(text: string, values?: unknown[]): Promise<PoolResult>;
  connect(): Promise<{ query(text: string, values?: unknown[]): Promise<PoolResult>; release(error?: Error | boolean): unknown }>;
};

export type Database = {
  kind: 'pglite' | 'postgres';
  pool: Pool;
  kysely: Tx;
  transaction<T>(fn: (tx: Tx) => Promise<T>, options?: { isReadOnly?: boolean }): Promise<T>;
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  /** The whole embedded database as an image for `openDatabase({ image })`. */
  dump(): Promise<Blob>;
  close(): Promise<void>;
};

// int8 → number (money in fen stays far below 2^53), numeric → number (averages and sums), date → 'YYYY-MM-DD'.
// Set before any pool caches its parsers.
pg.types.setTypeParser(20, Number);
pg.types.setTypeParser(1700, Number);
pg.types.setTypeParser(1082, (text) => text);

export type Opening = { folder: string } | { memory: true } | { image: Blob } | { url: string; poolSize?: number };

/** Opens the embedded database (a folder, memory, or a dumped image) or a PostgreSQL server. */
export const openDatabase = async (opening: Opening): Promise<Database> => ('url' in opening ? openPostgres(opening.url, opening.poolSize ?? 20) : openPglite(opening));

const openPglite = async (opening: Exclude<Opening, { url: string }>): Promise<Database> => {
  const { PGlite } = await import('@electric-sql/pglite');
  const { btree_gist } = await import('@electric-sql/pglite/contrib/btree_gist');
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm');
  const lite = await PGlite.create({
    ...('folder' in opening && { dataDir: opening.folder }),
    ...('image' in opening && { loadDataDir: opening.image }),
    extensions: { btree_gist, pg_trgm },
  });
  // Nobody gathers statistics here (there is no autovacuum), so a plan kept from when a table was empty would scan it for ever:
  // where there is an index, it is taken. And a plan is made once: `= any($1)` looks cheaper with the values known, so the server would
  // plan it anew at every call, which costs several times what the lookup does.
  await lite.exec(`set time zone 'UTC'; set enable_seqscan = off; set plan_cache_mode = force_generic_plan; set seq_page_cost = 0.02; set random_page_cost = 0.02`);
  const pool = new PglitePool(lite);
  return assemble('pglite', pool as unknown as pg.Pool, {
    listen: (channel, onPayload) => pool.listen(channel, onPayload),
    dump: () => lite.dumpDataDir('none'),
    end: () => pool.end(),
  });
};

const openPostgres = async (url: string, poolSize: number): Promise<Database> => {
  const settings = { connectionString: url, application_name: 'linli', connectionTimeoutMillis: 10_000, keepAlive: true };
  const pool = new pg.Pool({
    ...settings, max: poolSize, idleTimeoutMillis: 30_000, statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000, options: '-c TimeZone=UTC',
  });
  // Without these two listeners a dying server takes the whole process with it.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  await pool.query('select 1').catch(async (error: unknown) => { await pool.end().catch(() => {}); throw error; });
  const listeners = new Set<() => Promise<void>>();
  return assemble('postgres', pool, {
    listen: async (channel, onPayload) => {
      const stop = await keepListening(settings, channel, onPayload);
      listeners.add(stop);
      return async () => { listeners.delete(stop); await stop(); };
    },
    dump: async () => { throw new Error('use pg_dump for a PostgreSQL server'); },
    end: async () => { await Promise.all([...listeners].map((stop) => stop())); await pool.end(); },
  });
};

/** A connection of its own that listens, and comes back after the server was away. */
const keepListening = async (settings: pg.ClientConfig, channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>> => {
  let isStopped = false;
  let client: pg.Client | null = null;
  const open = async (): Promise<void> => {
    const next = new pg.Client(settings);
    next.on('error', () => {});
    next.on('end', () => { if (!isStopped && client === next) setTimeout(() => void reopen(), 500).unref(); });
    next.on('notification', (message) => onPayload(message.payload ?? ''));
    await next.connect();
    await next.query(`listen "${channel}"`);
    client = next;
  };
  const reopen = async (): Promise<void> => {
    if (isStopped) return;
    await open().catch(() => { setTimeout(() => void reopen(), 1000).unref(); });
  };
  await open();
  return async () => { isStopped = true; await client?.end().catch(() => {}); };
};

const assemble = (
  kind: Database['kind'], pool: pg.Pool,
  { listen, dump, end }: { listen: Database['listen']; dump: Database['dump']; end: () => Promise<void> },
): Database => {
  const kysely: Tx = new Kysely({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] });
  let closing: Promise<void> | null = null;
  return {
    kind, pool: pool as unknown as Pool, kysely, listen, dump,
    transaction: (fn, options) => {
      const builder = kysely.transaction();
      return (options?.isReadOnly ? builder.setAccessMode('read only') : builder).execute(fn);
    },
    close: () => (closing ??= end()),
  };
};

/** Every row of the query, keys camelCased. */
export const many = async <Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row[]> => (await query.execute(tx)).rows;

/** The first row, if there is one. */
export const maybe = async <Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row | undefined> => (await query.execute(tx)).rows[0];

/** The one row; anything but exactly one is a bug and throws. */
export const one = async <Row>(tx: Tx, query: RawBuilder<Row>): Promise<Row> => {
  const { rows } = await query.execute(tx);
  if (rows.length !== 1) throw new Error(`expected exactly one row, got ${rows.length}: ${query.compile(tx).sql.slice(0, 200)}`);
  return rows[0]!;
};

/** Executes and tells how many rows were written. */
export const run = async (tx: Tx, query: RawBuilder<unknown>): Promise<number> => {
  const result = await query.execute(tx);
  return Number(result.numAffectedRows ?? result.rows.length);
};

/**
 * Takes transaction-long advisory locks, in sorted order so that two callers with the same keys never wait for each other
 * crosswise. Use it before contended inserts: measured, it turns deadlocks on a hot slot into a short queue.
 */
export const lockFor = async (tx: Tx, ...keys: string[]): Promise<void> => {
  const sorted = [...new Set(keys)].sort();
  if (sorted.length === 1) await sql`select pg_advisory_xact_lock(hashtextextended(${sorted[0]!}, 0))`.execute(tx);
  // One statement for many: the inner order is the order in which they are taken.
  if (sorted.length > 1) await sql`select count(pg_advisory_xact_lock(hashtextextended(key, 0))::text) from (select key from unnest(${sorted}::text[]) with ordinality as wanted(key, place) order by place) as keys`.execute(tx);
};

/**
 * Fresh statistics for tables that changed by half since the last time, as autovacuum would gather them. What was counted up to the
 * last call is looked at: the counters are written down when a transaction that asks for it ends.
 */
export const gatherStatistics = async (tx: Tx): Promise<void> => {
  const changed = await many<{ name: string }>(tx, sql`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables where n_mod_since_analyze > 50 + n_live_tup / 2 order by n_mod_since_analyze desc`);
  await sql`select pg_stat_force_next_flush()`.execute(tx);
  if (changed.length > 0) await sql.raw(`analyze ${changed.map(({ name }) => name).join(', ')}`).execute(tx);
};

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

/** A unique (23505) or exclusion (23P01) constraint said no; with a name, that very constraint. */
export const isConflict = (error: unknown, constraint?: string): boolean =>
  ['23505', '23P01'].includes(codeOf(error)) && (constraint === undefined || (error as { constraint?: string }).constraint === constraint);

/** The database asks for the whole transaction to be tried again: serialisation failure, deadlock, or a kept plan that a migration made stale. */
export const isRetryable = (error: unknown): boolean =>
  ['40001', '40P01'].includes(codeOf(error)) || (codeOf(error) === '0A000' && /cached plan/.test(String((error as Error | null)?.message)));

/** The database is away, going away, or has no connection to spare. */
export const isConnectionLoss = (error: unknown): boolean => {
  const code = codeOf(error);
  return /^(08|57P0)/.test(code) || ['53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'POOL_TIMEOUT', '25P03'].includes(code)
    || /Connection terminated|timeout exceeded when trying to connect|connection timeout|after calling end on the pool|not queryable/i.test(String((error as Error | null)?.message ?? ''));
};

export const isDiskFull = (error: unknown): boolean => ['53100', 'ENOSPC'].includes(codeOf(error)) || /No space left on device/i.test(String((error as Error | null)?.message ?? ''));

/** The value itself was unfit for its column (too big a number, a NUL, an impossible date): the caller's input, not our fault. */
export const isDataFault = (error: unknown): boolean => /^22/.test(codeOf(error));

/** The table or row is being waited on for too long. */
export const isTimeout = (error: unknown): boolean => ['57014', '55P03'].includes(codeOf(error));
