import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, sql, type Database } from './database.ts';
import { PglitePool } from './pglite-pool.ts';

let lite: Database;
let server: Database | null = null;
const serverUrl = process.env['TEST_DATABASE_URL'];

beforeAll(async () => {
  lite = await openDatabase({ memory: true });
  if (serverUrl) server = await openDatabase({ url: serverUrl, poolSize: 4 });
  for (const database of [lite, server]) {
    await database?.pool.query('create extension if not exists btree_gist; drop schema if exists parity cascade; create schema parity');
    await database?.pool.query(`create table parity.t (id integer primary key, words text, big bigint, n numeric, d date, at timestamptz, j jsonb, b bytea, flags boolean[], names text[], span tstzrange,
      exclude using gist (id with =, span with &&), constraint words_short check (length(words) < 10))`);
  }
});
afterAll(async () => {
  await server?.pool.query('drop schema parity cascade');
  await lite.close();
  await server?.close();
});

/** What a caller sees of an answer, or of an error. */
const ask = async (database: Database, text: string, values?: unknown[]): Promise<unknown> => {
  try {
    const result = (await database.pool.query(text, values)) as unknown;
    const parts = (Array.isArray(result) ? result : [result]) as { command: string; rowCount: number; rows: unknown[] }[];
    return parts.map(({ command, rowCount, rows }) => ({ command, rowCount, rows }));
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    return { code, constraint };
  }
};

const at = new Date('2026-11-22T06:00:00.123Z');
const script: [text: string, values?: unknown[]][] = [
  ['select 1 as a'], ['select $1::int as a', [5]], ['select $1::text as a, $2::text as b', ['天山', null]],
  ['select 9007199254740991::bigint as a, 1.5::numeric as b, 2.5::float8 as c'], ['select $1::timestamptz as a', [at]], ["select '2026-11-22'::date as a"],
  ['select $1::jsonb as a', [JSON.stringify({ a: [1, { b: null }], zh: '家' })]], ["select '{\"a\":1}'::json as a"], ['select $1::bytea as a', [Buffer.from([0, 1, 255])]],
  ['select $1::boolean as a, $2::boolean as b', [true, false]], ['select $1::text[] as a', [['a', 'b,c', '"q"', null]]], ['select $1::int[] as a', [[1, 2, 3]]], ['select $1::boolean[] as a', [[true, false]]],
  ["select tstzrange('2026-11-22T00:00Z', '2026-11-22T01:00Z') as a"], ["select interval '90 minutes' as a"], ["select '00000000-0000-0000-0000-000000000001'::uuid as a"],
  ['insert into parity.t (id, words, big, n, d, at, j, b, flags, names, span) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)', [1, 'one', 2 ** 40, '12.50', '2026-11-22', at, '{"x":1}', Buffer.from('zh'), [true], ['甲', '乙'], '[2026-11-22T00:00Z,2026-11-22T01:00Z)']],
  ['select * from parity.t'], ['insert into parity.t (id) values (1)'], ['insert into parity.t (id, words) values ($1, $2)', [2, 'far too long a word']],
  ["insert into parity.t (id, span) values (3, '[2026-11-22T00:00Z,2026-11-22T02:00Z)')"], ['update parity.t set words = $1 where id > $2 returning id, words', ['two', 0]],
  ['delete from parity.t where id = 99'], ['select * from nowhere'], ['selec 1'], ['select $1::int', ['not a number']], ['select 1/0'],
  ['select 1 as a; select 2 as b'], ['select count(*) as n, sum(big) as s, avg(big) as m from parity.t'], ['with x as (insert into parity.t (id) values (7) returning id) select id from x'], ['select null::text as a'],
  ["select array_agg(id order by id) as a from parity.t"], ['create table parity.u (a int); drop table parity.u'],
];

describe('answers like a real server', () => {
  test.each(script)('%s', async (text, values) => {
    const ours = await ask(lite, text, values);
    expect(ours).toMatchSnapshot();
    if (server) expect(ours).toEqual(await ask(server, text, values));
  });
});

test('a failed statement with parameters does not disturb the next ones', async () => {
  for (let i = 0; i < 20; i++) {
    await expect(lite.pool.query('insert into parity.t (id, words) values ($1, $2)', [100 + i, 'x'.repeat(50)])).rejects.toMatchObject({ code: '23514' });
    expect((await lite.pool.query('select $1::int as n, $2::text as t', [i, `t${i}`])).rows).toEqual([{ n: i, t: `t${i}` }]);
    expect((await lite.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  }
});

test('transactions never mix: a pool query waits for the one that is open', async () => {
  const order: string[] = [];
  let enter = (): void => {};
  const entered = new Promise<void>((resolve) => { enter = resolve; });
  const inside = lite.transaction(async (tx) => {
    await sql`insert into parity.t (id) values (201)`.execute(tx);
    enter();
    await new Promise((resolve) => { setTimeout(resolve, 30); });
    order.push('inside');
    throw new Error('undo');
  }).catch(() => {});
  await entered;
  const beside = lite.pool.query('insert into parity.t (id) values (202)').then(() => order.push('beside'));
  await Promise.all([inside, beside]);
  expect(order).toEqual(['inside', 'beside']);
  expect((await lite.pool.query('select id from parity.t where id in (201, 202)')).rows).toEqual([{ id: 202 }]);
});

test('a client released inside a transaction is rolled back', async () => {
  const client = await lite.pool.connect();
  await client.query('begin');
  await client.query('insert into parity.t (id) values (301)');
  await client.release();
  expect((await lite.pool.query('select 1 from parity.t where id = 301')).rows).toEqual([]);
  await expect(client.query('select 1')).rejects.toThrow('released');
});

test('rollback to a savepoint keeps the transaction open, and the leak is still seen', async () => {
  const client = await lite.pool.connect();
  await client.query('begin');
  await client.query('savepoint a');
  await client.query('insert into parity.t (id) values (302)');
  await client.query('rollback to savepoint a');
  await client.query('insert into parity.t (id) values (303)');
  await client.release();
  expect((await lite.pool.query('select 1 from parity.t where id in (302, 303)')).rows).toEqual([]);
});

test('who waits too long is told who holds the session', async () => {
  const { PGlite } = await import('@electric-sql/pglite');
  const pool = new PglitePool(await PGlite.create(), { waitMilliseconds: 50 });
  async function theHolder() { return pool.connect(); }
  const held = await theHolder();
  await expect(pool.query('select 1')).rejects.toThrow(/theHolder/);
  await held.release();
  expect((await pool.query('select 1 as a')).rows).toEqual([{ a: 1 }]);
  await pool.end();
  await expect(pool.query('select 1')).rejects.toThrow('after calling end');
});

test('a notify arrives after the commit and not without one', async () => {
  const heard: string[] = [];
  const stop = await lite.listen('parity', (payload) => heard.push(payload));
  await lite.transaction(async (tx) => { await sql`select pg_notify('parity', 'lost')`.execute(tx); throw new Error('undo'); }).catch(() => {});
  await lite.transaction(async (tx) => {
    await sql`select pg_notify('parity', 'told')`.execute(tx);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    expect(heard).toEqual([]);
  });
  await expect.poll(() => heard).toEqual(['told']);
  await stop();
});
