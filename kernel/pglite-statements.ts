import { protocol, type PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/**
 * Statements spoken to PGlite in PostgreSQL's own protocol. A text is parsed and planned once and kept under a name; each call is one
 * message buffer (bind, describe, execute, sync). Measured against `lite.query`: a three-way join costs 0.06 ms instead of 0.70.
 * Every buffer ends with a sync, so an error leaves the session in step (the library's own pg shim sends part by part and does not).
 */

export type StatementResult = { command: string | null; rowCount: number | null; rows: any[]; fields: { name: string; dataTypeID: number }[] };
type Field = { name: string; dataTypeID: number };
type Message = { name: string; fields?: unknown; text?: string };

/** Texts built from parts differ endlessly; the least lately used ones are forgotten. */
const MOST_KEPT = 800;
const { serialize } = protocol;

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export class Statements {
  readonly #lite: PGlite;
  readonly #names = new Map<string, string>();
  #counter = 0;

  constructor(lite: PGlite) {
    this.#lite = lite;
  }

  /** @param isKept whether the write must reach the file system with this call (outside of a transaction) */
  async run(text: string, values: readonly (string | Buffer | null)[], options: { isArray: boolean; isKept: boolean }): Promise<StatementResult> {
    const known = this.#names.get(text);
    const name = known ?? `s${++this.#counter}`;
    const parts: Uint8Array[] = [];
    if (known) {
      this.#names.delete(text);
      this.#names.set(text, name);
    } else {
      const evicted = this.#names.size >= MOST_KEPT ? this.#names.entries().next().value : undefined;
      if (evicted) {
        this.#names.delete(evicted[0]);
        parts.push(serialize.close({ type: 'S', name: evicted[1] }));
      }
      parts.push(serialize.parse({ name, text }));
    }
    // A Buffer is sent as bytea text, so that every value travels in the one text format.
    const bound = values.map((value) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value));
    parts.push(serialize.bind({ statement: name, values: bound }), serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync());
    let messages: Message[];
    try {
      ({ messages } = await this.#lite.execProtocol(joined(parts), { syncToFs: options.isKept }) as unknown as { messages: Message[] });
    } catch (error) {
      // "cached plan must not change result type": the table changed under the name, which must not be tried again.
      if ((error as { code?: string }).code === '0A000') this.#names.delete(text);
      throw error;
    }
    this.#names.set(text, name);
    return readAnswer(messages, options.isArray);
  }

  /** A kept plan stands on the tables as they were: after a migration all are planned anew. */
  forget(): void {
    this.#names.clear();
  }
}

const readAnswer = (messages: readonly Message[], isArray: boolean): StatementResult => {
  let fields: Field[] = [];
  let parsers: ((text: string) => unknown)[] = [];
  const rows: unknown[] = [];
  let command: string | null = null;
  let rowCount: number | null = null;
  for (const message of messages) {
    if (message.name === 'rowDescription') {
      fields = (message.fields as Field[]).map(({ name, dataTypeID }) => ({ name, dataTypeID }));
      // Looked up at each call, so a parser set late on `pg.types` still counts.
      parsers = fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown);
    } else if (message.name === 'dataRow') {
      const values = (message.fields as (string | null)[]).map((value, i) => (value === null ? null : parsers[i]!(value)));
      rows.push(isArray ? values : Object.fromEntries(fields.map((field, i) => [field.name, values[i]])));
    } else if (message.name === 'commandComplete') {
      const words = (message.text ?? '').split(' ');
      const count = Number(words.at(-1));
      command = words[0] ?? null;
      rowCount = words.length > 1 && !Number.isNaN(count) ? count : null;
    }
  }
  return { command, rowCount, rows, fields };
};
