import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import type { PGlite, Results } from '@electric-sql/pglite';
import pg from 'pg';
import { Statements } from './pglite-statements.ts';

/**
 * PGlite behind the interface of `pg.Pool`. PGlite is one session: one FIFO lock is held from `connect()` to `release()`,
 * so transactions never mix. Values are bound by pg's own `prepareValue` and parsed by `pg.types`, so rows equal those of
 * a real server. The library's own shim (`@electric-sql/pglite/node-postgres`) hands out rows of OTHER queries after the
 * first failed statement; never use it, and never talk to the PGlite beside this pool: the two paths would share a transaction.
 */

const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as { prepareValue(value: unknown): string | Buffer | null };

export type PoolResult = { command: string | null; rowCount: number | null; rows: any[]; fields: { name: string; dataTypeID: number }[] };
type QueryConfig = { text: string; values?: readonly unknown[]; rowMode?: 'array' };

const DEFAULT_WAIT_MS = 20_000;
const OPENS_TRANSACTION = /\b(begin|start\s+transaction)\b/i;
/** One read, one write or the edge of a transaction, without values: it can be kept like the others. */
const IS_PLAIN = /^\s*(begin|start\s+transaction|commit|rollback|savepoint|release|select|with)\b[^;]*$/i;
const CHANGES_TABLES = /\b(create|alter|drop)\b/i;
const ENDS_TRANSACTION = /^\s*(commit|end|abort|rollback(?!\s+(work\s+|transaction\s+)?to\b))\b/i;

export class PglitePool extends EventEmitter {
  readonly options: { max: 1; waitMilliseconds: number };
  readonly lite: PGlite;
  readonly #statements: Statements;
  #hasCodecs = false;
  #queue: { grant: () => void; timer: NodeJS.Timeout }[] = [];
  #holder: string | null = null;
  #isEnded = false;

  constructor(lite: PGlite, options: { waitMilliseconds?: number } = {}) {
    super();
    this.lite = lite;
    this.#statements = new Statements(lite);
    this.options = { max: 1, waitMilliseconds: options.waitMilliseconds ?? DEFAULT_WAIT_MS };
  }

  get totalCount(): number { return 1; }
  get idleCount(): number { return this.#holder === null ? 1 : 0; }
  get waitingCount(): number { return this.#queue.length; }
  get ended(): boolean { return this.#isEnded; }

  /** Waits for the session; an error after `waitMilliseconds` carries the stack of whoever holds it (usually a pool query inside a transaction). */
  async connect(): Promise<PgliteClient> {
    if (this.#isEnded) throw new Error('Cannot use a pool after calling end on the pool');
    const here = { stack: '' };
    Error.captureStackTrace(here, this.connect);
    await this.#lock(here.stack);
    try {
      if (!this.#hasCodecs) await setCodecs(this.lite);
      this.#hasCodecs = true;
    } catch (error) {
      this.#unlock();
      throw error;
    }
    return new PgliteClient(this.lite, this.#statements, () => this.#unlock());
  }

  async query(text: string | QueryConfig, values?: readonly unknown[]): Promise<PoolResult> {
    const client = await this.connect();
    try {
      return await client.query(text, values);
    } finally {
      await client.release();
    }
  }

  /** Calls back with every payload notified on the channel, after the notifying transaction committed. */
  async listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>> {
    const client = await this.connect();
    try {
      const unlisten = await this.lite.listen(channel, onPayload);
      return async () => {
        if (this.#isEnded) return;
        const closing = await this.connect();
        try { await unlisten(); } finally { await closing.release(); }
      };
    } finally {
      await client.release();
    }
  }

  async end(): Promise<void> {
    if (this.#isEnded) return;
    const client = await this.connect();
    this.#isEnded = true;
    await client.release();
    await this.lite.close();
  }

  #lock(stack: string): Promise<void> {
    if (this.#holder === null) {
      this.#holder = stack;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting = {
        grant: () => { clearTimeout(waiting.timer); this.#holder = stack; resolve(); },
        timer: setTimeout(() => {
          this.#queue = this.#queue.filter((other) => other !== waiting);
          reject(Object.assign(new Error(`waited ${this.options.waitMilliseconds} ms for the database session; it is held by:\n${this.#holder}`), { code: 'POOL_TIMEOUT' }));
        }, this.options.waitMilliseconds),
      };
      this.#queue.push(waiting);
    });
  }

  #unlock(): void {
    this.#holder = null;
    this.#queue.shift()?.grant();
  }
}

export class PgliteClient extends EventEmitter {
  #lite: PGlite;
  #statements: Statements;
  #onRelease: (() => void) | null;
  #isInTransaction = false;

  constructor(lite: PGlite, statements: Statements, onRelease: () => void) {
    super();
    this.#lite = lite;
    this.#statements = statements;
    this.#onRelease = onRelease;
  }

  async query(query: string | QueryConfig, parameters?: readonly unknown[]): Promise<PoolResult> {
    if (!this.#onRelease) throw new Error('Client was released and cannot be used any more');
    const { text, values = parameters, rowMode } = typeof query === 'string' ? { text: query, values: parameters, rowMode: undefined } : query;
    const options = rowMode ? { rowMode } : {};
    if (OPENS_TRANSACTION.test(text)) this.#isInTransaction = true;
    if ((values && values.length > 0) || IS_PLAIN.test(text)) return this.#runStatement(text, values ?? [], rowMode === 'array');
    const results = await this.#lite.exec(text, options);
    // Whatever was changed here (a migration, a script) may have changed tables that kept plans stand on.
    if (CHANGES_TABLES.test(text)) await this.#forgetPlans();
    if (ENDS_TRANSACTION.test(text)) this.#isInTransaction = false;
    // Several statements in one text come back as several results, as pg does it.
    return (results.length > 1 ? results.map(toPgResult) : toPgResult(results[0])) as PoolResult;
  }

  async #runStatement(text: string, values: readonly unknown[], isArray: boolean): Promise<PoolResult> {
    const isEnding = ENDS_TRANSACTION.test(text);
    try {
      return await this.#statements.run(text, values.map(prepareValue), { isArray, isKept: isEnding || !this.#isInTransaction });
    } finally {
      if (isEnding) this.#isInTransaction = false;
    }
  }

  async #forgetPlans(): Promise<void> {
    this.#statements.forget();
    // In a failed or open transaction this may be refused; the names are never used again, so nothing but memory is lost.
    if (!this.#isInTransaction) await this.#lite.exec('deallocate all');
  }

  /** Gives the session back; a transaction left open is rolled back first, so it can never leak into the next holder's work. */
  async release(): Promise<void> {
    const onRelease = this.#onRelease;
    if (!onRelease) return;
    this.#onRelease = null;
    try {
      if (this.#isInTransaction) await this.#lite.exec('rollback');
    } catch { /* the session is closing */ } finally {
      onRelease();
    }
  }
}

const toPgResult = (result: Results | undefined): PoolResult => ({
  command: result?.command ?? null,
  rowCount: result?.rowCount ?? null,
  rows: result?.rows ?? [],
  fields: result?.fields ?? [],
});

/**
 * Set on the instance once: as an option of each query, PGlite would copy some 1200 entries every time. Parsers are looked up
 * at each call, so one set late on `pg.types` still counts.
 */
const setCodecs = async (lite: PGlite): Promise<void> => {
  const { rows } = await lite.query<{ oid: number }>('select oid::int as oid from pg_type');
  for (const { oid } of rows) {
    lite.parsers[oid] = (text) => pg.types.getTypeParser(oid, 'text')(text);
    lite.serializers[oid] = (value) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : (value as string));
  }
};
