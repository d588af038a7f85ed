/**
 * How long a dispatcher waits on a busy day: 5,000 open orders and 2,000 workers.
 * `npm run -s linli -- bench desk [--orders 5000] [--workers 2000] [--rounds 20] [--plans 3] [--data FOLDER] [--keep] [--json]`
 * Seeds a city of its own (a folder, or a database of its own on the server of DATABASE_URL), starts the program on it and asks over HTTP as the desk's
 * screens do; where Chromium is there, it also measures from opening the address to the exceptions, the figures and the map on the screen.
 * Exits 1 when the first screen takes longer than 1.5 s.
 */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Client, OutputOf, contract } from '@linli/contract';
import { type BusyCity, fillDesk } from './city-of-orders.ts';
import { measureScreens, type ScreenTimes } from './desk-screens.ts';
import { type Server, pause, prepareCity, signIn, startServer, timed, wholeOption } from './own-city.ts';
import { type Quantiles, quantilesOf } from './quantiles.ts';

const TARGET_SCREEN_MS = 1500;
const LONGEST_PLAN_MS = 120_000;
/** Each plan is made of a day of its own: what a plan has just moved stays put for a while. */
const PLAN_DAYS = 3;

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
  const whole = (name: 'orders' | 'workers' | 'rounds' | 'plans', least: number): number => wholeOption(values, name, least);
  const [openOrders, workers, rounds] = [whole('orders', 100), whole('workers', 50), whole('rounds', 1)];
  const say = (line: string): void => { if (!values.json) process.stderr.write(`${line}\n`); };
  say(`filling ${openOrders} open orders and ${workers} workers …`);
  const place = await prepareCity<BusyCity>({ name: 'desk', folder: values.data === undefined ? null : resolve(values.data), isKept: values.keep || values.data !== undefined, fill: (app) => fillDesk(app, {
    workers, openOrders, pastOrders: 2 * openOrders, planVisits: Math.min(500, Math.floor(openOrders / (2 * PLAN_DAYS))), planDays: PLAN_DAYS, planWorkers: Math.min(200, workers), seed: 7, now: new Date(),
  }) });
  let server: Server | null = null;
  try {
    server = await startServer(place.env);
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
