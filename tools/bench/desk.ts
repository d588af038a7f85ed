/**
 * How long a dispatcher waits on a busy day: 5,000 open orders and 2,000 workers.
 * `npm run -s linli -- bench desk [--orders 5000] [--workers 2000] [--rounds 20] [--plans 3] [--data FOLDER] [--keep] [--json]`
 * Seeds a city of its own (a folder, or a database of its own on the server of DATABASE_URL), starts the program on it and asks over HTTP as the desk's
 * screens do; where Chromium is there, it also measures from opening the address to the exceptions, the figures and the map on the screen.
 * Exits 1 when the first screen takes longer than 1.5 s.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type Client, type OutputOf, type Wire, type contract, createClient, endpointTable } from '@linli/contract';
import { standIns } from '../../gateways/index.ts';
import { createApp } from '../../kernel/app.ts';
import { VirtualClock, systemClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { openGround, setCityKind } from '../../kernel/ground.ts';
import { silentLog } from '../../kernel/log.ts';
import { createInlineRunner } from '../../kernel/runner-inline.ts';
import { modules } from '../../modules/index.ts';
import { type BusyCity, fillDesk } from './city-of-orders.ts';
import { measureScreens, type ScreenTimes } from './desk-screens.ts';
import { type Quantiles, quantilesOf } from './quantiles.ts';

const TARGET_SCREEN_MS = 1500;
const root = resolve(import.meta.dirname, '../..');
const LONGEST_PLAN_MS = 120_000;
/** Each plan is made of a day of its own: what a plan has just moved stays put for a while. */
const PLAN_DAYS = 3;

const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const began = performance.now();
  const value = await work();
  return { ms: performance.now() - began, value };
};
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const DATABASE_NAME = 'linli_bench_desk';
const asAdmin = async (server: string, statement: string): Promise<void> => {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try { await admin.query(statement); } finally { await admin.end(); }
};

type Place = { env: Record<string, string>; folder: string; database: 'pglite' | 'postgres'; city: BusyCity; seedSeconds: number; drop(): Promise<void> };

/** A city of its own, filled or found filled from a run with --keep. */
async function prepare(wanted: { workers: number; openOrders: number; folder: string | null; isKept: boolean }, say: (line: string) => void): Promise<Place> {
  const server = process.env['DATABASE_URL'];
  const folder = wanted.folder ?? mkdtempSync(join(tmpdir(), 'linli-bench-desk-'));
  const note = join(folder, 'bench-desk.json');
  const env: Record<string, string> = { LINLI_DATA: folder, LINLI_DEMO: 'on', LINLI_RATE: '0', LINLI_LOG: 'warn' };
  if (server) {
    const url = new URL(server);
    url.pathname = `/${DATABASE_NAME}`;
    env['DATABASE_URL'] = url.href;
  }
  const drop = async (): Promise<void> => {
    if (wanted.isKept) return;
    rmSync(folder, { recursive: true, force: true });
    if (server) await asAdmin(server, `drop database if exists "${DATABASE_NAME}" with (force)`);
  };
  if (existsSync(note)) return { env, folder, database: server ? 'postgres' : 'pglite', city: JSON.parse(readFileSync(note, 'utf8')) as BusyCity, seedSeconds: 0, drop };
  if (server) {
    await asAdmin(server, `drop database if exists "${DATABASE_NAME}" with (force)`);
    await asAdmin(server, `create database "${DATABASE_NAME}"`);
  }
  say(`filling ${wanted.openOrders} open orders and ${wanted.workers} workers …`);
  const began = performance.now();
  const config = readConfig({ ...process.env, ...env, LINLI_LOG: 'silent' });
  const ground = await openGround(config);
  try {
    const app = await createApp({ config: { ...config, isDemo: true }, database: ground.database, modules, gateways: standIns(config, systemClock), runner: createInlineRunner(new VirtualClock(new Date())), log: silentLog() });
    const now = new Date();
    const city = await fillDesk(app, { workers: wanted.workers, openOrders: wanted.openOrders, pastOrders: 2 * wanted.openOrders, planVisits: Math.min(500, Math.floor(wanted.openOrders / (2 * PLAN_DAYS))), planDays: PLAN_DAYS, planWorkers: Math.min(200, wanted.workers), seed: 7, now });
    await setCityKind(ground.database, config.cityId, 'demo');
    await ground.database.pool.query(ground.database.kind === 'postgres' ? 'vacuum analyze' : 'analyze');
    writeFileSync(note, JSON.stringify(city));
    return { env, folder, database: ground.database.kind, city, seedSeconds: Math.round((performance.now() - began) / 100) / 10, drop };
  } finally {
    await ground.close();
  }
}

/** The program as an operator starts it, in a process of its own. */
async function start(env: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server: ChildProcess = spawn(process.execPath, ['main.ts'], { cwd: root, env: { ...process.env, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-3000); });
  const isUp = (): Promise<boolean> => fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
  for (const deadline = Date.now() + 120_000; !(await isUp()); await pause(200)) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${said}`);
  }
  return { url, stop: async () => {
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

async function signIn(url: string, phone: string): Promise<{ client: Client; token: string }> {
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

type Plan = OutputOf<(typeof contract)['dispatch']['dayPlan']>;
/** What a dispatcher does first and most often, asked for by HTTP. */
async function measureCalls(client: Client, city: BusyCity, rounds: number): Promise<Record<string, Quantiles | null>> {
  const times: Record<string, number[]> = {};
  const note = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const { ms, value } = await timed(work);
    (times[name] ??= []).push(ms);
    return value;
  };
  let day: Plan | undefined;
  for (let round = 0; round < rounds; round++) {
    await note('firstView', () => Promise.all([client.insights.board({}), client.dispatch.dayPlan({ day: city.planned.days[0]! })]));
    await note('board', () => client.insights.board({}));
    day = await note('day', () => client.dispatch.dayPlan({ day: city.planned.days[0]! }));
    await note('dayOfDistrict', () => client.dispatch.dayPlan({ day: city.planned.days[0]!, districtId: city.planned.districtId }));
    await note('map', () => client.dispatch.liveMap({}));
    await note('orders', () => client.orders.search({ group: 'open', limit: 50 }));
  }
  const bars = day!.rows.flatMap((row) => row.bars).filter(({ orderId, kind }) => orderId !== null && kind === 'visit');
  for (let round = 0; round < rounds; round++) {
    const { orderId } = bars[(round * 37) % bars.length]!;
    await note('candidates', () => client.dispatch.candidates({ orderId: orderId! }));
    await note('moves', () => client.dispatch.listMoves({ orderId: orderId! }));
    await note('checkMove', () => client.dispatch.checkMove({ orderId: orderId!, workerId: day!.rows[(round * 11) % day!.rows.length]!.workerId }));
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, quantilesOf(list)]));
}

type PlanTimes = { planPreview: Quantiles | null; planThinking: Quantiles | null; planCommit: Quantiles | null; planUndo: Quantiles | null; plan: { visits: number; workersConsidered: number; moved: number; travelMeters: { before: number; after: number } } | null };
/** A district's day planned, carried out and taken back. */
async function measurePlans(client: Client, { planned: { districtId, days } }: BusyCity, rounds: number): Promise<PlanTimes> {
  const [preview, thinking, commit, undo]: number[][] = [[], [], [], []];
  let said: PlanTimes['plan'] = null;
  for (const day of days.slice(0, rounds)) {
    const { ms, value: plan } = await timed(async () => {
      let found = await client.dispatch.startPlan({ districtId, day });
      for (const deadline = Date.now() + LONGEST_PLAN_MS; found.state === 'thinking'; found = await client.dispatch.getPlan({ planId: found.planId })) {
        if (Date.now() > deadline) throw new Error('the plan did not come');
        await pause(50);
      }
      return found;
    });
    if (plan.state !== 'ready') throw new Error(`the plan ended ${plan.state}: ${plan.words.en}`);
    preview!.push(ms);
    thinking!.push(plan.seconds * 1000);
    said ??= { visits: plan.visits, workersConsidered: plan.workersConsidered, moved: plan.moves.length, travelMeters: plan.diff!.travelMeters };
    commit!.push((await timed(() => client.dispatch.commitPlan({ planId: plan.planId }))).ms);
    undo!.push((await timed(() => client.dispatch.undoPlan({ planId: plan.planId }))).ms);
  }
  return { planPreview: quantilesOf(preview!), planThinking: quantilesOf(thinking!), planCommit: quantilesOf(commit!), planUndo: quantilesOf(undo!), plan: said };
}

/** `linli bench desk …`: 0 when the first screen stands in time. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: {
    orders: { type: 'string', default: '5000' }, workers: { type: 'string', default: '2000' }, rounds: { type: 'string', default: '20' }, plans: { type: 'string', default: '3' },
    data: { type: 'string' }, keep: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
  } });
  const whole = (name: 'orders' | 'workers' | 'rounds' | 'plans', least: number): number => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw Object.assign(new TypeError(`--${name} 须为不小于 ${least} 的整数\n--${name} must be a whole number of ${least} or more`), { code: 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' });
  };
  const [orders, workers, rounds] = [whole('orders', 100), whole('workers', 50), whole('rounds', 1)];
  const say = (line: string): void => { if (!values.json) process.stderr.write(`${line}\n`); };
  const place = await prepare({ workers, openOrders: orders, folder: values.data === undefined ? null : resolve(values.data), isKept: values.keep || values.data !== undefined }, say);
  let server: Awaited<ReturnType<typeof start>> | null = null;
  try {
    server = await start(place.env);
    const { client, token } = await signIn(server.url, place.city.deskPhone);
    say('asking …');
    const calls = await measureCalls(client, place.city, rounds);
    say('planning …');
    const plans = await measurePlans(client, place.city, whole('plans', 0));
    say('opening the screens …');
    const screens: ScreenTimes | null = await measureScreens(server.url, token, place.city.planned.days[0]!, Math.min(rounds, 7));
    const ok = screens === null || (screens.board.warm?.p95 ?? Infinity) <= TARGET_SCREEN_MS;
    const result = { bench: 'desk', ok, unit: 'ms', database: place.database, openOrders: place.city.openOrders, workers, node: process.version, seedSeconds: place.seedSeconds, targetFirstScreen: TARGET_SCREEN_MS, loadAverage: loadavg().map((load) => Math.round(load * 10) / 10), ...calls, ...plans, screens };
    process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : tableOf(result));
    return ok ? 0 : 1;
  } finally {
    await server?.stop();
    await place.drop();
  }
}

function tableOf(result: Record<string, unknown>): string {
  const line = (name: string, value: unknown): string => {
    const { p50, p95, rounds } = (value ?? {}) as Partial<Quantiles>;
    return p50 === undefined ? '' : `${name.padEnd(20)} p50 ${String(p50).padStart(8)} ms   p95 ${String(p95).padStart(8)} ms   (${rounds})\n`;
  };
  const { screens, ...calls } = result;
  const pages = Object.entries((screens ?? {}) as Record<string, Record<string, unknown>>).flatMap(([page, kinds]) => Object.entries(kinds).map(([kind, value]) => line(`${page} ${kind}`, value)));
  return [...Object.entries(calls).map(([name, value]) => line(name, value)), ...pages].join('');
}
