import { command, query } from '@linli/contract';
import { z } from 'zod';
import { holds } from './access.ts';
import type { Action, Actor, Ctx } from './context.ts';
import { many, one, run, sql } from './database.ts';
import { on } from './http.ts';
import type { Module } from './module.ts';
import { onTimer, when } from './reactions.ts';
import { refuse, refuseKept } from './refusal.ts';

/** A module as small as one can be, for the kernel's own tests: notes that people write, each followed by a reaction. */
export const notesSql = `
  create schema notes;
  create table notes.note (city_id text not null, id text not null, words text not null, amount_fen integer not null default 0, writer text, at timestamptz not null, primary key (city_id, id), unique (city_id, words));
  create table notes.echo (city_id text not null, note_id text not null, n integer not null, primary key (city_id, note_id));
  create table notes.ring (city_id text not null, key text not null, at timestamptz not null, primary key (city_id, key, at));`;

export const notesEvents = {
  'note.written': z.object({ noteId: z.string(), personIds: z.array(z.string()), merchantId: z.string().nullable().optional() }),
};

export const Note = z.object({ noteId: z.string(), words: z.string(), amountFen: z.int(), at: z.string() });

export const endpoints = {
  write: command({
    path: '/api/notes', who: 'anyone', summary: 'Write a note',
    input: z.object({ words: z.string().trim().min(1).max(20), amountFen: z.int().default(0), at: z.iso.datetime({ offset: true }).optional(), merchantId: z.string().optional() }),
    output: Note,
  }),
  fail: command({ path: '/api/notes/fail', who: 'anyone', summary: 'Write and then fail', input: z.object({ how: z.string() }), output: z.object({}) }),
  list: query({ path: '/api/notes', who: 'anyone', summary: 'Notes', input: z.object({ limit: z.number().int().max(100).default(50), isNewest: z.boolean().optional(), words: z.array(z.string()).optional() }), output: z.object({ items: z.array(Note), asked: z.unknown() }) }),
  secret: query({ path: '/api/notes/secret', who: ['operator'], summary: 'Only for operators', input: z.object({}), output: z.object({ ok: z.boolean() }) }),
  mine: query({ path: '/api/notes/mine', who: 'signedIn', summary: 'Mine', input: z.object({}), output: z.object({ personId: z.string() }) }),
  sneaky: query({ path: '/api/notes/sneaky', who: 'anyone', summary: 'A query that writes', input: z.object({}), output: z.object({}) }),
};

export const writeNote: Action<{ words: string; amountFen: number; merchantId?: string | undefined }, z.infer<typeof Note>> = async (ctx, { words, amountFen, merchantId }) => {
  const noteId = ctx.newId('note');
  await run(ctx.tx, sql`insert into notes.note (city_id, id, words, amount_fen, writer, at) values (${ctx.cityId}, ${noteId}, ${words}, ${amountFen}, ${ctx.actor.personId}, ${ctx.now})`);
  await ctx.emit('note.written' as never, { noteId, personIds: ctx.actor.personId ? [ctx.actor.personId] : [], merchantId: merchantId ?? null } as never);
  return { noteId, words, amountFen, at: ctx.now.toISOString(), secretColumn: 'never leaves' } as z.infer<typeof Note>;
};

/** How often the reaction throws before it succeeds; a test sets it. */
export const trouble = { reactionFailures: 0 };

const echo = async (ctx: Ctx, { noteId }: { noteId: string }): Promise<void> => {
  await run(ctx.tx, sql`insert into notes.echo values (${ctx.cityId}, ${noteId}, 1) on conflict (city_id, note_id) do update set n = notes.echo.n + 1`);
  if (trouble.reactionFailures > 0) { trouble.reactionFailures--; throw new Error('the reaction stumbles'); }
  await ctx.schedule({ name: 'notes.ring', key: noteId, at: new Date(ctx.now.getTime() + 1000), payload: { noteId } });
};

const fail: Action<{ how: string }, Record<string, never>> = async (ctx, { how }) => {
  await run(ctx.tx, sql`insert into notes.note (city_id, id, words, at) values (${ctx.cityId}, ${ctx.newId('note')}, ${`fail ${how}`}, ${ctx.now})`);
  if (how === 'refuse') refuse('orders.order_unknown');
  if (how === 'refuseKept') refuseKept('orders.order_unknown');
  if (how === 'number') await run(ctx.tx, sql`insert into notes.note (city_id, id, words, amount_fen, at) values ('x', 'x', 'x', ${2 ** 40}, ${ctx.now})`);
  if (how === 'deadlock') throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
  if (how === 'lost') throw Object.assign(new Error('terminating connection'), { code: '57P01' });
  if (how === 'full') throw Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
  if (how === 'stringly') throw new Error('secret detail 13812345678');
  return {};
};

type Row = { id: string; words: string; amountFen: number; at: Date };
const list: Action<{ limit: number; isNewest?: boolean | undefined; words?: string[] | undefined }, { items: z.infer<typeof Note>[]; asked: unknown }> = async (ctx, input) => {
  const rows = await many<Row>(ctx.tx, sql`select id, words, amount_fen, at from notes.note where city_id = ${ctx.cityId} order by id limit ${input.limit}`);
  return { items: rows.map((row) => ({ noteId: row.id, words: row.words, amountFen: row.amountFen, at: row.at.toISOString() })), asked: input };
};

export const countOf = async (ctx: { tx: Ctx['tx'] }, table: 'note' | 'echo' | 'ring'): Promise<number> => (await one<{ n: number }>(ctx.tx, sql`select count(*)::int as n from ${sql.table(`notes.${table}`)}`)).n;

export const notes: Module = {
  name: 'notes',
  routes: [
    on(endpoints.write, writeNote), on(endpoints.fail, fail), on(endpoints.list, list),
    on(endpoints.secret, async (ctx) => ({ ok: holds(ctx.actor, 'operator') })),
    on(endpoints.mine, async (ctx) => ({ personId: ctx.actor.personId! })),
    on(endpoints.sneaky, async (ctx) => { await run(ctx.tx, sql`delete from notes.note`); return {}; }),
  ],
  reactions: [
    when('note.written' as never, 'notes.echo', echo as never),
    onTimer('notes.ring', async (ctx, { noteId }: { noteId: string }) => { await run(ctx.tx, sql`insert into notes.ring values (${ctx.cityId}, ${noteId}, ${ctx.now})`); }),
  ],
  identify: async (_tx, token) => people[token] ?? null,
};

export const people: Record<string, Actor> = {
  'token-lin': { kind: 'person', personId: 'per_lin', name: '林小满', grants: [] },
  'token-op': { kind: 'person', personId: 'per_op', name: '王主任', grants: [{ role: 'operator', scopeType: 'city', scopeId: '650100' }] },
  'token-staff': { kind: 'person', personId: 'per_staff', name: '马姐', grants: [{ role: 'merchantStaff', scopeType: 'merchant', scopeId: 'mer_1' }] },
};
