import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import { PgliteSession, type PoolResult } from './pglite-session.ts';

export type { PoolResult } from './pglite-session.ts';

/**
 * PGlite behind the interface of `pg.Pool`. PGlite is one session: one FIFO lock is held from `connect()` to `release()`,
 * so transactions never mix. The library's own shim (`@electric-sql/pglite/node-postgres`) hands out rows of OTHER queries after the
 * first failed statement; never use it, and never talk to the PGlite beside this pool: the two paths would share a transaction.
 */

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
  readonly #session: PgliteSession;
  #queue: { grant: () => void; timer: NodeJS.Timeout }[] = [];
  #holder: { stack: string } | null = null;
  #isEnded = false;

  constructor(lite: PGlite, options: { waitMilliseconds?: number } = {}) {
    super();
    this.lite = lite;
    this.#session = new PgliteSession(lite);
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
    const deep = Error.stackTraceLimit;
    Error.stackTraceLimit = 6;
    Error.captureStackTrace(here, this.connect);
    Error.stackTraceLimit = deep;
    await this.#lock(here);
    return new PgliteClient(this.#session, () => this.#unlock());
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
      const unlisten = await this.#session.listen(channel, onPayload);
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

  /** The stack is written out only when somebody waited in vain: that costs more than most statements. */
  #lock(holder: { stack: string }): Promise<void> {
    if (this.#holder === null) {
      this.#holder = holder;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting = {
        grant: () => { clearTimeout(waiting.timer); this.#holder = holder; resolve(); },
        timer: setTimeout(() => {
          this.#queue = this.#queue.filter((other) => other !== waiting);
          reject(Object.assign(new Error(`waited ${this.options.waitMilliseconds} ms for the database session; it is held by:\n${this.#holder?.stack}`), { code: 'POOL_TIMEOUT' }));
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

export class PgliteClient {
  #session: PgliteSession;
  #onRelease: (() => void) | null;
  #isInTransaction = false;

  constructor(session: PgliteSession, onRelease: () => void) {
    this.#session = session;
    this.#onRelease = onRelease;
  }

  async query(query: string | QueryConfig, parameters?: readonly unknown[]): Promise<PoolResult> {
    if (!this.#onRelease) throw new Error('Client was released and cannot be used any more');
    const { text, values = parameters, rowMode } = typeof query === 'string' ? { text: query, values: parameters, rowMode: undefined } : query;
    if (OPENS_TRANSACTION.test(text)) this.#isInTransaction = true;
    if ((values && values.length > 0) || IS_PLAIN.test(text)) return this.#runStatement(text, values ?? [], rowMode === 'array');
    const result = await this.#session.script(text);
    // Whatever was changed here (a migration, a script) may have changed tables that kept plans stand on.
    if (CHANGES_TABLES.test(text)) await this.#forgetPlans();
    if (ENDS_TRANSACTION.test(text)) this.#isInTransaction = false;
    return result as PoolResult;
  }

  async #runStatement(text: string, values: readonly unknown[], isArray: boolean): Promise<PoolResult> {
    const isEnding = ENDS_TRANSACTION.test(text);
    try {
      return await this.#session.run(text, values, { isArray, isKept: isEnding || !this.#isInTransaction });
    } finally {
      if (isEnding) this.#isInTransaction = false;
    }
  }

  async #forgetPlans(): Promise<void> {
    this.#session.forget();
    // In a failed or open transaction this may be refused; the names are never used again, so nothing but memory is lost.
    if (!this.#isInTransaction) await this.#session.script('deallocate all');
  }

  /** Gives the session back; a transaction left open is rolled back first, so it can never leak into the next holder's work. */
  async release(): Promise<void> {
    const onRelease = this.#onRelease;
    if (!onRelease) return;
    this.#onRelease = null;
    try {
      if (this.#isInTransaction) await this.#session.script('rollback');
    } catch { /* the session is closing */ } finally {
      onRelease();
    }
  }
}
