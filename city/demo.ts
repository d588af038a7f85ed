import { createApp } from '../kernel/app.ts';
import { VirtualClock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config.ts';
import type { Database } from '../kernel/database.ts';
import { seededIds } from '../kernel/ids.ts';
import type { Runner } from '../kernel/job.ts';
import { silentLog } from '../kernel/log.ts';
import type { Module } from '../kernel/module.ts';
import { createInlineRunner } from '../kernel/runner-inline.ts';
import { standIns } from '../gateways/index.ts';
import { planBookings, planFollowUps, settleHouseholds } from './demo/days.ts';
import type { Life } from './demo/days.ts';
import { seeded } from './demo/random.ts';
import { settleSupply } from './demo/supply.ts';
import { Timeline } from './demo/town.ts';
import type { Town } from './demo/town.ts';

export type DemoParts = { config: Config; database: Database; modules: readonly Module[]; runner: Runner; now: Date; onProgress?: (zh: string, en: string, share: number) => void };
export type DemoSize = { households: number; past: number; ahead: number; pastDays: number; aheadDays: number; seed: number };
export const demoSize: DemoSize = { households: 600, past: 420, ahead: 60, pastDays: 27, aheadDays: 4, seed: 20261122 };

/**
 * Makes the demo city by living through it: everything happens by the same actions people use, under a virtual clock that
 * starts four weeks ago and ends at `now`; timers that have not fired are handed to the runner that goes on from there.
 */
export async function buildDemo(parts: DemoParts, size: DemoSize = demoSize): Promise<void> {
  const begin = new Date(parts.now.getTime() - (size.pastDays + 5) * 86_400_000);
  const clock = new VirtualClock(begin);
  const random = seeded(size.seed);
  const runner = createInlineRunner(clock, { everyAtMostMinutes: 24 * 60 });
  const gateways = standIns(parts.config, clock, { isJournalKept: true });
  const app = await createApp({ config: { ...parts.config, logLevel: 'silent' }, database: parts.database, modules: parts.modules, gateways, runner, clock, ids: seededIds(size.seed), log: silentLog() });
  gateways.payment.deliverBy(async (path, headers, body) => {
    const answer = await app.http.inject({ method: 'POST', url: path, headers: { ...headers, 'content-type': 'application/json' }, payload: body });
    return { status: answer.statusCode, text: answer.body };
  });
  await app.start();
  const town: Town = { app, clock, runner, gateways, random, pick: (from) => from[Math.floor(random() * from.length)]!, act: (who, action, input) => app.perform(who, action, input) };
  const say = parts.onProgress ?? (() => {});

  say('片区、商户和家政员', 'districts, merchants and workers', 0.02);
  const { agent, workers } = await settleSupply(town);
  say('家庭', 'households', 0.25);
  const households = await settleHouseholds(town, size.households);
  const life: Life = { town, line: new Timeline(), households, workers, byWorker: new Map(workers.map((w) => [w.workerId, w])), agent, until: parts.now, demoWorkerId: workers[0]!.workerId };
  planBookings(life, size);
  planFollowUps(life, Math.min(size.pastDays, 26));
  const slices = 20;
  for (let i = 1; i <= slices; i++) {
    await life.line.liveUntil(new Date(begin.getTime() + ((parts.now.getTime() - begin.getTime()) * i) / slices), town);
    say('四周的订单、上门和评价', 'four weeks of orders, visits and reviews', 0.35 + 0.6 * (i / slices));
  }
  await parts.database.transaction((tx) => runner.handOver(tx, parts.config.cityId, parts.runner));
  await app.stop();
}
