import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverByFetch, deliverByInject, standIns } from '../gateways/index.ts';
import { createApp } from '../kernel/app.ts';
import type { App } from '../kernel/app.ts';
import { VirtualClock } from '../kernel/clock.ts';
import { readConfig } from '../kernel/config.ts';
import type { Database } from '../kernel/database.ts';
import { createDemoClock, mountDemoClock } from '../kernel/demo-clock.ts';
import { seededIds } from '../kernel/ids.ts';
import { silentLog } from '../kernel/log.ts';
import { readMigrations } from '../kernel/migrate.ts';
import { createBossRunner } from '../kernel/runner-boss.ts';
import { createInlineRunner } from '../kernel/runner-inline.ts';
import { openCopy } from '../kernel/template.ts';
import { modules } from '../modules/index.ts';
import { runStory, stories } from '../stories/index.ts';
import { slotRace } from '../stories/slot-race.ts';
import { buildDemo, demoSize } from './demo.ts';

/** A small demo city behind a real port, with the durable job runner: the whole program as an operator runs it. */
let app: App;
let database: Database;
let url: string;
const folder = mkdtempSync(join(tmpdir(), 'linli-stories-'));

beforeAll(async () => {
  const config = { ...readConfig({ LINLI_DATA: folder, LINLI_SECRET: 'a secret only for tests, 32+ characters', LINLI_RATE: '0', LINLI_LOG: 'silent' }), isDemo: true };
  database = await openCopy(readMigrations());
  const virtual = new VirtualClock(new Date());
  const runnerOfPast = createInlineRunner(virtual, { everyAtMostMinutes: 24 * 60 });
  const past = await createApp({ config, database, modules, gateways: standIns(config, virtual), clock: virtual, runner: runnerOfPast, ids: seededIds(7), log: silentLog() });
  (past.gateways as ReturnType<typeof standIns>).payment.deliverBy(deliverByInject(past.http));
  await past.start();
  await buildDemo(past, { ...demoSize, households: 40, past: 6, ahead: 6, pastDays: 3, aheadDays: 2, pilot: { candidates: 10, trained: 5, basic: 3, advanced: 1 } });
  await past.drain();
  await past.stop();

  const clock = createDemoClock(folder);
  const runner = createBossRunner(database, silentLog(), clock.offset);
  const gateways = standIns(config, clock);
  app = await createApp({ config, database, modules, gateways, clock, runner, log: silentLog() });
  gateways.mount(app.http, config);
  mountDemoClock(app.http, clock, runner.bringForward);
  await app.start();
  await database.transaction((tx) => runnerOfPast.handOver(tx, config.cityId, runner));
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.http.server.address() as { port: number }).port}`;
  gateways.payment.deliverBy(deliverByFetch(url));
}, 240_000);

afterAll(async () => {
  await app.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const ends: Record<string, string> = {
  'cleaning-from-booking-to-settlement': 'settled', 'cancel-with-refund': 'refunded', 'worker-refuses': 'accepted', 'duplicate-payment-notify': 'paid', 'no-show': 'noShow',
  'grab-race': 'accepted', 'overflow-to-neighbour': 'accepted', 'urgent-one-hour': 'kept', 'recurring-year': 'ended', 'worker-ill-today': 'repaired', 'replan-on-overrun': 'replanned', 'complaint-freezes-settlement': 'settled', 'payout-expires-and-is-reissued': 'arrived',
  'pack-bought-and-refunded': 'refunded', 'voucher-coupon-stored-on-one-order': 'refunded',
  'certificate-forged': 'revoked', 'paper-lapses': 'admitted', 'from-township-to-first-order': 'level2',
  'subsidy-claimed-once': 'clawedBack',
  'merchant-joins-and-leaves': 'exited',
  'sos-answered': 'answered',
};

test('the city starts with workers who were paid out, under their own names', async () => {
  const { rows } = await database.pool.query("select state, count(*)::int as n, count(*) filter (where rail = 'wechat')::int as wechat from payments.payout group by state");
  expect(rows.find((row: { state: string }) => row.state === 'arrived')?.n).toBeGreaterThan(0);
  expect(rows.filter((row: { state: string }) => row.state === 'failed' || row.state === 'sending')).toEqual([]);
});

describe('stories', () => {
  test.each(stories.map((story) => [story.name, story] as const))('%s', async (name, story) => {
    const result = await runStory(story, url);
    expect(result.error).toBeUndefined();
    expect(result.ends).toBe(ends[name]);
  }, 120_000);
});

test('fifty households fight over twenty slots: one winner each, everybody else a clean refusal', async () => {
  const result = await slotRace({ url, clients: 50, slots: 20 });
  expect(result).toMatchObject({ ok: true, won: 20, doubleBookings: 0, serverErrors: 0, others: [] });
}, 240_000);

test('every invariant holds afterwards', async () => {
  await app.drain();
  expect((await app.verify()).filter((check) => !check.ok)).toEqual([]);
});
