/** What a bench needs to measure the program from outside: a city of its own, the program started on it in a process of its own, somebody signed in. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type Client, type Wire, createClient, endpointTable } from '@linli/contract';
import { standIns } from '../../gateways/index.ts';
import { type App, createApp } from '../../kernel/app.ts';
import { VirtualClock, systemClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { openGround, setCityKind } from '../../kernel/ground.ts';
import { silentLog } from '../../kernel/log.ts';
import { createInlineRunner } from '../../kernel/runner-inline.ts';
import { modules } from '../../modules/index.ts';

const root = resolve(import.meta.dirname, '../..');

export const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
};
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** An option that is a whole number of `least` or more; anything else is refused as bad arguments are. */
export const wholeOption = (values: Record<string, unknown>, name: string, least: number): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least) return value;
  throw Object.assign(new TypeError(`--${name} 须为不小于 ${least} 的整数\n--${name} must be a whole number of ${least} or more`), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
};

const asAdmin = async (server: string, statement: string): Promise<void> => {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try { await admin.query(statement); } finally { await admin.end(); }
};

export type Place<T> = { env: Record<string, string>; folder: string; database: 'pglite' | 'postgres'; city: T; seedSeconds: number; drop(): Promise<void> };

/** A city of its own, filled or found filled from a run with --keep. With DATABASE_URL it is a database of its own on that server. */
export async function prepareCity<T>({ name, folder: wantedFolder, isKept, fill }: { name: string; folder: string | null; isKept: boolean; fill: (app: App) => Promise<T> }): Promise<Place<T>> {
  const server = process.env['DATABASE_URL'];
  const databaseName = `linli_bench_${name}`;
  const folder = wantedFolder ?? mkdtempSync(join(tmpdir(), `linli-bench-${name}-`));
  const note = join(folder, `bench-${name}.json`);
  const env: Record<string, string> = { LINLI_DATA: folder, LINLI_DEMO: 'on', LINLI_RATE: '0', LINLI_LOG: 'warn' };
  if (server) {
    const url = new URL(server);
    url.pathname = `/${databaseName}`;
    env['DATABASE_URL'] = url.href;
  }
  const drop = async (): Promise<void> => {
    if (isKept) return;
    rmSync(folder, { recursive: true, force: true });
    if (server) await asAdmin(server, `drop database if exists "${databaseName}" with (force)`);
  };
  if (existsSync(note)) return { env, folder, database: server ? 'postgres' : 'pglite', city: JSON.parse(readFileSync(note, 'utf8')) as T, seedSeconds: 0, drop };
  if (server) {
    await asAdmin(server, `drop database if exists "${databaseName}" with (force)`);
    await asAdmin(server, `create database "${databaseName}"`);
  }
  const began = performance.now();
  return onCity(env, async (app) => {
    const city = await fill(app);
    await setCityKind(app.database, app.config.cityId, 'demo');
    await app.database.pool.query(app.database.kind === 'postgres' ? 'vacuum analyze' : 'analyze');
    writeFileSync(note, JSON.stringify(city));
    return { env, folder, database: app.database.kind, city, seedSeconds: Math.round((performance.now() - began) / 100) / 10, drop };
  });
}

/** Works on a city inside this process, while no server runs on it. */
export async function onCity<T>(env: Record<string, string>, work: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig({ ...process.env, ...env, LINLI_LOG: 'silent' });
  const ground = await openGround(config);
  try {
    return await work(await createApp({ config: { ...config, isDemo: true }, database: ground.database, modules, gateways: standIns(config, systemClock), runner: createInlineRunner(new VirtualClock(new Date())), log: silentLog() }));
  } finally {
    await ground.close();
  }
}

export type Server = { url: string; pid: number; stop(): Promise<void> };
/** The program as an operator starts it, in a process of its own. */
export async function startServer(env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server: ChildProcess = spawn(process.execPath, ['main.ts'], { cwd: root, env: { ...process.env, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-3000); });
  const isUp = (): Promise<boolean> => fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
  for (const deadline = Date.now() + 120_000; !(await isUp()); await pause(200)) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${said}`);
  }
  return { url, pid: server.pid!, stop: async () => {
    if (server.exitCode !== null) return;
    const over = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await over;
  } };
}
const freePort = (): Promise<number> => new Promise((done, failed) => {
  const probe = createServer();
  probe.once('error', failed);
  probe.listen(0, '127.0.0.1', () => { const { port } = probe.address() as { port: number }; probe.close(() => done(port)); });
});

export async function signIn(url: string, phone: string): Promise<{ client: Client; token: string }> {
  const wire: Wire = async ({ method, path, headers, body }) => {
    const answer = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
    return { status: answer.status, text: await answer.text() };
  };
  const table = endpointTable();
  const guest = createClient({ table, wire });
  await guest.accounts.requestCode({ phone });
  for (let tries = 0; tries < 50; tries++, await pause(100)) {
    const { messages } = await (await fetch(`${url}/demo/sms?phone=${phone}`)).json() as { messages: { params: Record<string, string> }[] };
    const code = messages.find(({ params }) => params['code'] !== undefined)?.params['code'];
    if (code === undefined) continue;
    const { token } = await guest.accounts.signIn({ phone, code });
    return { client: createClient({ table, wire, token: () => token }), token };
  }
  throw new Error('no login code came');
}
