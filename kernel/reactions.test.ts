import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createApp, type App } from './app.ts';
import { afterCommit, systemActor, type Action } from './context.ts';
import { many, one, run, sql } from './database.ts';
import { countOf, notes, notesEvents, notesSql, people, trouble, writeNote } from './fake-module.ts';
import { openHarness, type Harness } from './harness.ts';
import { silentLog } from './log.ts';
import { every, onLongTimer, onTimer, when } from './reactions.ts';
import { createBossRunner } from './runner-boss.ts';
import { openCopy, migrationsOf } from './template.ts';
import { systemClock } from './clock.ts';
import type { Module } from './module.ts';

let city: Harness;
beforeAll(async () => { city = await openHarness({ modules: [notes], sql: notesSql, events: notesEvents }); });
afterAll(() => city.close());
beforeEach(() => { trouble.reactionFailures = 0; });

const write = (words: string) => city.act(people['token-lin']!, writeNote, { words, amountFen: 0 });
const outside = () => ({ tx: city.database.kysely });
const pendingSum = async (): Promise<number> => (await one<{ n: number }>(city.database.kysely, sql`select coalesce(sum(pending), 0)::int as n from kernel.outbox`)).n;

describe('an event', () => {
  test('is followed by its reaction once, and by its timer at its own time', async () => {
    const { noteId } = await write('follow me');
    expect(await countOf(outside(), 'echo')).toBe(0);
    await city.drain();
    expect(await one(city.database.kysely, sql`select n from notes.echo where note_id = ${noteId}`)).toEqual({ n: 1 });
    expect(await pendingSum()).toBe(0);
    const written = city.clock.now();
    await city.pass({ hours: 5 });
    const { at } = await one<{ at: Date }>(city.database.kysely, sql`select at from notes.ring where key = ${noteId}`);
    expect(at.getTime()).toBe(written.getTime() + 1000);
  });

  test('whose reaction stumbles twice is echoed exactly once', async () => {
    trouble.reactionFailures = 2;
    const { noteId } = await write('stumble');
    await city.drain();
    expect(await one(city.database.kysely, sql`select n from notes.echo where note_id = ${noteId}`)).toEqual({ n: 1 });
  });

  test('delivered three times more still acts once', async () => {
    const { noteId } = await write('again and again');
    const { id } = await one<{ id: string }>(city.database.kysely, sql`select id from kernel.outbox where subject = ${noteId}`);
    const job = { kind: 'event' as const, eventId: id, reaction: 'notes.echo', at: city.clock.now().toISOString() };
    city.app.runner.committed([job, job, job]);
    expect(await city.drain()).toBe(4);
    expect(await one(city.database.kysely, sql`select n from notes.echo where note_id = ${noteId}`)).toEqual({ n: 1 });
    expect(await pendingSum()).toBe(0);
  });

  test('whose reaction never succeeds is shown by drain and by verify', async () => {
    trouble.reactionFailures = 99;
    await write('never');
    await expect(city.drain()).rejects.toThrow(/notes\.echo: the reaction stumbles/);
    trouble.reactionFailures = 0;
    city.clock.advance({ minutes: 2 });
    expect((await city.app.verify()).find((check) => check.name === 'outbox drained')).toMatchObject({ ok: false, count: 1 });
    await city.database.pool.query(`update kernel.outbox set pending = 0`);
  });

  test('of an undone transaction never was', async () => {
    await city.drain();
    const before = await one(city.database.kysely, sql`select count(*)::int as n from kernel.outbox`);
    const broken: Action<object, object> = async (ctx) => { await ctx.emit('note.written' as never, { noteId: 'x', personIds: [] } as never); throw new Error('undo'); };
    await expect(city.act('system', broken, {})).rejects.toThrow('undo');
    expect(await one(city.database.kysely, sql`select count(*)::int as n from kernel.outbox`)).toEqual(before);
    expect(await city.drain()).toBe(0);
  });

  test('that does not fit the contract is a bug at once', async () => {
    const wrong: Action<object, object> = async (ctx) => { await ctx.emit('note.written' as never, { noteId: 7 } as never); return {}; };
    await expect(city.act('system', wrong, {})).rejects.toThrow(/does not fit the contract/);
  });
});

test('a timer of the same key is replaced', async () => {
  const set = (minutes: number): Action<object, object> => async (ctx) => {
    await ctx.schedule({ name: 'notes.ring', key: 'same', at: new Date(ctx.now.getTime() + minutes * 60_000), payload: { noteId: `after ${minutes}` } });
    return {};
  };
  await city.act('system', set(10), {});
  await city.act('system', set(30), {});
  await city.pass({ minutes: 20 });
  expect(await many(city.database.kysely, sql`select key from notes.ring where key like 'after%'`)).toEqual([]);
  await city.pass({ minutes: 20 });
  expect(await many(city.database.kysely, sql`select key from notes.ring where key like 'after%'`)).toEqual([{ key: 'after 30' }]);
});

describe('a long timer', () => {
  type Asked = { words: string };
  const log: string[] = [];
  let during: () => Promise<unknown> = async () => {};
  const long = onLongTimer<Asked, number>('thinking.think', {
    read: async (_ctx, { words }) => { log.push(`read ${words}`); return words === 'nothing' ? null : { words }; },
    compute: async ({ words }) => { log.push('compute'); await during(); return words.length; },
    write: async (ctx, { words }, found) => { log.push(`write ${words} ${found}`); await run(ctx.tx, sql`insert into notes.ring values (${ctx.cityId}, ${`${words}:${found}`}, ${ctx.now})`); },
  });
  let town: Harness;
  beforeAll(async () => { town = await openHarness({ modules: [notes, { name: 'thinking', reactions: [long] }], sql: notesSql, events: notesEvents }); });
  afterAll(() => town.close());
  beforeEach(() => { log.length = 0; during = async () => {}; });
  const ask = (words: string) => town.act('system', async (ctx) => { await ctx.schedule({ name: 'thinking.think', key: 'one', at: ctx.now, payload: { words } }); return {}; }, {});
  const rings = () => many<{ key: string }>(town.database.kysely, sql`select key from notes.ring where key like '%:%' order by key`);

  test('reads, thinks outside of any transaction, and writes', async () => {
    // A command in the middle of the thinking: it would wait for ever if a transaction stood open on the one connection.
    during = () => town.act(people['token-lin']!, writeNote, { words: 'meanwhile', amountFen: 0 });
    await ask('plan');
    await town.drain();
    expect([log, await rings()]).toEqual([['read plan', 'compute', 'write plan 4'], [{ key: 'plan:4' }]]);
    expect(await town.drain()).toBe(0);
  });
  test('replaced while it thinks is not written, the new one is', async () => {
    during = async () => { during = async () => {}; await ask('better'); };
    await ask('stale');
    await town.drain();
    expect(log.filter((line) => line.startsWith('write'))).toEqual(['write better 6']);
  });
  test('that dies while it thinks is thought again', async () => {
    during = async () => { during = async () => {}; throw new Error('the thread died'); };
    await ask('again');
    await town.drain();
    expect(log).toEqual(['read again', 'compute', 'read again', 'compute', 'write again 5']);
  });
  test('with nothing to do is over', async () => {
    await ask('nothing');
    await town.drain();
    expect([log, await town.drain()]).toEqual([['read nothing'], 0]);
  });
});

test('after the commit means after it, and never after an undoing', async () => {
  const seen: string[] = [];
  const action: Action<{ isBroken: boolean }, object> = async (ctx, { isBroken }) => { afterCommit(ctx, () => seen.push('done')); if (isBroken) throw new Error('undo'); expect(seen).toEqual([]); return {}; };
  await city.act('system', action, { isBroken: true }).catch(() => {});
  expect(seen).toEqual([]);
  await city.act('system', action, { isBroken: false });
  expect(seen).toEqual(['done']);
});

describe('the audit chain', () => {
  const chain = async () => (await city.app.verify()).find((check) => check.name === 'audit chain intact')!;
  const tamper = (statement: string) => city.database.pool.query(`begin; alter table kernel.audit_entry disable trigger all; ${statement}; alter table kernel.audit_entry enable trigger all; commit`);

  test('names who did what to which things, without what was written', async () => {
    const { noteId } = await write('my secret 13912345678');
    const entry = await one<{ actorName: string; subjectIds: string[]; summary: unknown; action: string }>(city.database.kysely, sql`select actor_name, subject_ids, summary, action from kernel.audit_entry order by seq desc limit 1`);
    expect(entry).toMatchObject({ actorName: '林**', subjectIds: [noteId], action: 'writeNote' });
    expect(JSON.stringify(entry)).not.toMatch(/secret|139/);
  });

  test('cannot be changed, and shows when it was', async () => {
    await city.drain();
    expect(await chain()).toMatchObject({ ok: true });
    await expect(city.database.pool.query('update kernel.audit_entry set action = $1', ['x'])).rejects.toMatchObject({ code: '23000' });
    await expect(city.database.pool.query('delete from kernel.audit_entry')).rejects.toMatchObject({ code: '23000' });
    await tamper(`update kernel.audit_entry set actor_name = '张三' where seq = 2`);
    expect(await chain()).toMatchObject({ ok: false, count: 1 });
    await tamper(`update kernel.audit_entry set actor_name = '林**' where seq = 2`);
    expect(await chain()).toMatchObject({ ok: true });
  });

  test('shows a cut tail', async () => {
    await city.database.pool.query('create table kept as select * from kernel.audit_entry where seq = (select max(seq) from kernel.audit_entry)');
    await tamper('delete from kernel.audit_entry where seq = (select max(seq) from kernel.audit_entry)');
    expect(await chain()).toMatchObject({ ok: false });
    await tamper('insert into kernel.audit_entry select * from kept');
    expect(await chain()).toMatchObject({ ok: true });
  });

  test('has no gaps when twenty write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => write(`at once ${i}`)));
    expect(await chain()).toMatchObject({ ok: true });
    await city.drain();
  });
});

test('schedules run as the clock moves, in the city’s zone', async () => {
  const seen: string[] = [];
  const clockwork: Module = { name: 'clockwork', reactions: [every('clockwork.noon', '0 12 * * *', async (ctx) => { seen.push(ctx.now.toISOString()); })] };
  const other = await openHarness({ modules: [clockwork], at: '2026-11-22T00:00:00Z' });
  await other.pass({ days: 2 });
  expect(seen).toEqual(['2026-11-22T04:00:00.000Z', '2026-11-23T04:00:00.000Z']);
  await other.close();
});

describe('durable jobs', () => {
  let app: App;
  beforeAll(async () => {
    const database = await openCopy(migrationsOf([]));
    await database.pool.query(notesSql);
    const gateways = city.gateways;
    app = await createApp({ config: city.app.config, database, clock: systemClock, gateways, runner: createBossRunner(database, silentLog()), log: silentLog(), modules: [notes], events: notesEvents });
    await app.start();
  });
  afterAll(async () => { await app.stop(); await app.database.close(); });
  const rowsOf = (database: App['database']) => many(database.kysely, sql`select note.words, echo.n, (select count(*)::int from notes.ring where key = note.id) as rings from notes.note left join notes.echo on echo.note_id = note.id order by words`);

  test('do what the inline runner does, also through stumbles', async () => {
    const inline = await openHarness({ modules: [notes], sql: notesSql, events: notesEvents });
    for (const words of ['a', 'b', 'c']) {
      trouble.reactionFailures = words === 'b' ? 1 : 0;
      await inline.act(people['token-lin']!, writeNote, { words, amountFen: 0 });
      await inline.drain();
    }
    await inline.pass({ minutes: 1 });
    for (const words of ['a', 'b', 'c']) {
      trouble.reactionFailures = words === 'b' ? 1 : 0;
      await app.perform(people['token-lin']!, writeNote, { words, amountFen: 0 });
      await expect.poll(() => countOf({ tx: app.database.kysely }, 'echo'), { timeout: 15_000 }).toBe('abc'.indexOf(words) + 1);
    }
    await expect.poll(() => countOf({ tx: app.database.kysely }, 'ring'), { timeout: 15_000 }).toBe(3);
    expect(await rowsOf(app.database)).toEqual(await rowsOf(inline.database));
    expect(await one(app.database.kysely, sql`select coalesce(sum(pending), 0)::int as n from kernel.outbox`)).toEqual({ n: 0 });
    await inline.close();
  });

  test('start within a moment of the commit', async () => {
    const began = Date.now();
    const { noteId } = await app.perform(people['token-lin']!, writeNote, { words: 'quick', amountFen: 0 });
    await expect.poll(() => many(app.database.kysely, sql`select 1 from notes.echo where note_id = ${noteId}`), { timeout: 5000, interval: 20 }).toHaveLength(1);
    expect(Date.now() - began).toBeLessThan(2000);
  });

  test('leave nothing behind when the transaction is undone', async () => {
    const before = await one(app.database.kysely, sql`select count(*)::int as n from pgboss.job where name = 'linli.work'`);
    await expect(app.perform(systemActor('t'), async (ctx) => { await writeNote(ctx, { words: 'ghost', amountFen: 0 }); await run(ctx.tx, sql`select 1/0`); }, {})).rejects.toMatchObject({ code: '22012' });
    expect(await one(app.database.kysely, sql`select count(*)::int as n from pgboss.job where name = 'linli.work'`)).toEqual(before);
  });

  test('show their depth and age', async () => {
    await app.drain();
    expect(await app.runner.health()).toMatchObject({ depth: 0, failed: 0 });
  });

  test('live: only those who may see an event are told', async () => {
    await app.http.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.http.server.address() as { port: number };
    const open = (token: string) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live?token=${token}`);
      const heard: { type: string; name?: string; subject?: string }[] = [];
      socket.on('message', (data) => heard.push(JSON.parse(String(data))));
      return { heard, socket, hello: new Promise<void>((resolve) => { socket.once('message', () => resolve()); }), closed: new Promise<number>((resolve) => { socket.once('close', resolve); }) };
    };
    const [lin, op, staff, nobody] = [open('token-lin'), open('token-op'), open('token-staff'), open('nobody')];
    await Promise.all([lin.hello, op.hello, staff.hello]);
    expect(await nobody.closed).toBe(4401);
    const first = await app.perform(people['token-lin']!, writeNote, { words: 'seen by lin and op', amountFen: 0 });
    const second = await app.perform(systemActor('t'), writeNote, { words: 'seen by staff and op', amountFen: 0, merchantId: 'mer_1' });
    await expect.poll(() => op.heard.length).toBe(3);
    const subjects = (who: typeof lin) => who.heard.filter((message) => message.type === 'event').map((message) => message.subject);
    expect([subjects(lin), subjects(op), subjects(staff)]).toEqual([[first.noteId], [first.noteId, second.noteId], [second.noteId]]);
    for (const who of [lin, op, staff]) who.socket.close();
  });
});

test('two reactions of one name are refused', async () => {
  const twice: Module = { name: 'twice', reactions: [onTimer('twice.x', async () => {}), when('order.paid', 'twice.x', async () => {})] };
  await expect(openHarness({ modules: [twice] })).rejects.toThrow('two reactions are named twice.x');
});
