import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, endpointTable, type Client, type EndpointTable, type OutputOf, type contract, type Wire } from '@linli/contract';
import { deliverByInject, standIns, type StandIns } from '../gateways/index.ts';
import { createApp, type App } from './app.ts';
import { VirtualClock, type Span } from './clock.ts';
import { readConfig, type Config } from './config.ts';
import { systemActor, type Action, type Actor } from './context.ts';
import type { Database } from './database.ts';
import { seededIds } from './ids.ts';
import { createLog, silentLog } from './log.ts';
import type { Module } from './module.ts';
import type { EventSchemas } from './outbox.ts';
import { createInlineRunner } from './runner-inline.ts';
import { migrationsOf, openCopy } from './template.ts';

type Me = OutputOf<(typeof contract)['accounts']['me']>;
/** Somebody signed in through the front door. */
export type Person = { client: Client; me: Me; token: string; phone: string };

export type Harness = {
  app: App;
  database: Database;
  clock: VirtualClock;
  gateways: StandIns;
  /** The contract's client without a token, or with one. */
  client(token?: string): Client;
  /** Asks for a code, reads it from the stand-in's inbox and signs in; a new phone is registered. */
  signIn(phone: string, name?: string): Promise<Person>;
  /** Runs an action as a command in its own transaction. `'system'` holds every role. */
  act<I, O>(who: Person | Actor | 'system', action: Action<I, O>, input: I): Promise<O>;
  /** Does everything that is due at the clock's time, in order, and what follows from it. Throws what a reaction threw at last. */
  drain(): Promise<number>;
  /** Moves the clock and drains. */
  pass(span: Span): Promise<number>;
  /** A raw request through the front door. */
  request(request: { method: 'GET' | 'POST'; url: string; token?: string; key?: string; body?: unknown; headers?: Record<string, string> }): Promise<{ status: number; body: any; headers: Record<string, unknown> }>;
  close(): Promise<void>;
};

export type HarnessOptions = {
  modules: readonly Module[];
  /** Where the clock stands at first; default 2026-11-22T00:00:00Z (8 in the morning). */
  at?: string;
  seed?: number;
  /** Statements for tables that only this test has. */
  sql?: string;
  events?: EventSchemas;
  config?: Partial<Config>;
  /** Whether `every` reactions run when the clock moves. Default true. */
  runsSchedules?: boolean;
  /** Thins schedules out: a month of days without a sweep a minute. */
  everyAtMostMinutes?: number;
};

/** A whole city in memory for one test file: real modules, stand-in gateways, a virtual clock, seeded ids. */
export const openHarness = async (options: HarnessOptions): Promise<Harness> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'linli-test-'));
  const database = await openCopy(migrationsOf(options.modules.map((module) => module.name)));
  try {
    return await assemble(options, database, dataFolder);
  } catch (error) {
    await database.close();
    rmSync(dataFolder, { recursive: true, force: true });
    throw error;
  }
};

const assemble = async (options: HarnessOptions, database: Database, dataFolder: string): Promise<Harness> => {
  if (options.sql) await database.pool.query(options.sql);
  const clock = new VirtualClock(options.at ?? '2026-11-22T00:00:00Z');
  const config: Config = {
    ...readConfig({ LINLI_DATA: dataFolder, LINLI_SECRET: 'a secret only for tests, 32+ characters', LINLI_RATE: '0', LINLI_LOG: process.env['LINLI_LOG'] ?? 'silent' }),
    ...options.config,
  };
  const runner = createInlineRunner(clock, { runsSchedules: options.runsSchedules ?? true, ...(options.everyAtMostMinutes !== undefined && { everyAtMostMinutes: options.everyAtMostMinutes }) });
  const gateways = standIns(config, clock);
  const log = config.logLevel === 'silent' ? silentLog() : createLog(config.logLevel);
  const app = await createApp({
    config, database, clock, runner, gateways, log, ids: seededIds(options.seed ?? 1), modules: options.modules, ...(options.events && { events: options.events }),
  });
  gateways.mount(app.http, config);
  gateways.payment.deliverBy(deliverByInject(app.http));
  await app.start();

  const wire: Wire = async ({ method, path, headers, body }) => {
    const answer = await app.http.inject({ method, url: path, headers, ...(body !== undefined && { payload: body }) });
    return { status: answer.statusCode, text: answer.body };
  };
  // Endpoints that only a test's own module has are reachable by `request`.
  const table: EndpointTable = endpointTable();
  const client = (token?: string): Client => createClient({ table, wire, token: () => token ?? null });

  const request: Harness['request'] = async ({ method, url, token, key, body, headers }) => {
    const answer = await app.http.inject({
      method, url,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(key && { 'idempotency-key': key }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = answer.body;
    let parsed: unknown = text;
    if (/json/.test(String(answer.headers['content-type']))) parsed = JSON.parse(text);
    return { status: answer.statusCode, body: parsed, headers: answer.headers };
  };

  const signIn = async (phone: string, name?: string): Promise<Person> => {
    const door = client();
    await door.accounts.requestCode({ phone });
    const code = gateways.sms.inbox(phone)[0]?.params['code'];
    if (!code) throw new Error(`no code reached ${phone}`);
    const { token } = await door.accounts.signIn({ phone, code: String(code), ...(name !== undefined && { name }) });
    const signedIn = client(token);
    return { client: signedIn, me: await signedIn.accounts.me({}), token, phone };
  };

  const actorOf = async (who: Person | Actor | 'system'): Promise<Actor> => {
    if (who === 'system') return systemActor('test');
    if (!('token' in who)) return who;
    app.forgetIdentity(who.me.personId);
    const actor = await app.identify(who.token);
    if (!actor) throw new Error(`${who.me.name} is not signed in any more`);
    return actor;
  };

  return {
    app, database, clock, gateways, client, signIn, request,
    act: async (who, action, input) => app.perform(await actorOf(who), action, input),
    drain: () => runner.drain(),
    pass: (span) => { clock.advance(span); return runner.drain(); },
    close: async () => {
      await app.stop();
      await database.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
