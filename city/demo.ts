import type { StandIns } from '../gateways/index.ts';
import type { App } from '../kernel/app.ts';
import { gatherStatistics } from '../kernel/database.ts';
import type { VirtualClock } from '../kernel/clock.ts';
import type { InlineRunner } from '../kernel/runner-inline.ts';
import { planFollowUps, planMorning, planOrders, settleHouseholds } from './demo/days.ts';
import type { Life } from './demo/days.ts';
import { planPayouts, settlePayees } from './demo/payees.ts';
import { seeded } from './demo/random.ts';
import { settleLoyalty } from './demo/loyalty.ts';
import { type PilotSize, pilotSize, planSchool, settleSchool } from './demo/school.ts';
import { settleRecurring } from './demo/series.ts';
import { settleSupply } from './demo/supply.ts';
import { Timeline } from './demo/town.ts';
import type { Town } from './demo/town.ts';

export type DemoSize = { households: number; past: number; ahead: number; pastDays: number; aheadDays: number; seed: number; pilot: PilotSize };
export const demoSize: DemoSize = { households: 600, past: 358, ahead: 64, pastDays: 27, aheadDays: 4, seed: 20261122, pilot: pilotSize };

/**
 * Makes the demo city by living through it: everything happens by the same actions people use, under the app's virtual clock,
 * which goes back four weeks and ends at the moment it was given. Timers that have not fired stay with the app's runner.
 * @param app an app on a `VirtualClock`, an inline runner and the stand-ins
 */
export async function buildDemo(app: App, size: DemoSize = demoSize): Promise<void> {
  const clock = app.clock as VirtualClock;
  const until = clock.now();
  const begin = new Date(until.getTime() - (size.pastDays + 5) * 86_400_000);
  clock.set(begin);
  // A commit need not wait for the disk: a demo city that was not finished is made again from nothing.
  const isEmbedded = app.database.kind === 'pglite';
  if (isEmbedded) await app.database.pool.query('set synchronous_commit = off');
  const random = seeded(size.seed);
  const town: Town = {
    app, clock, runner: app.runner as InlineRunner, gateways: app.gateways as StandIns, random,
    pick: (from) => from[Math.floor(random() * from.length)]!, act: (who, action, input) => app.perform(who, action, input),
  };
  const { operator, agent, merchantIds, workers, trainerId, examiner } = await settleSupply(town);
  await settlePayees({ town, workers }, merchantIds);
  const households = await settleHouseholds(town, size.households);
  await settleLoyalty(town, operator, households, until);
  const life: Life = { town, line: new Timeline(), households, workers, byWorker: new Map(workers.map((w) => [w.workerId, w])), agent, until, demoWorkerId: workers[0]!.workerId, quantities: new Map() };
  planSchool(town, life.line, await settleSchool(town, { operator, trainerId, examiner, workers }, size.pilot, until), size.pilot, { begin, until });
  planOrders(life, size);
  planMorning(life);
  planPayouts(life, size.pastDays);
  planFollowUps(life, Math.min(size.pastDays, 26));
  // A city grows over months; this one in seconds, and the hourly gathering of statistics does not run in the past.
  const gather = (): Promise<void> => app.database.transaction(gatherStatistics);
  await gather();
  for (const day of [1, 3, 6, 12, 20]) life.line.plan(until.getTime() - (size.pastDays - day) * 86_400_000, gather);
  await life.line.liveUntil(until, town);
  await settleRecurring(life);
  await gather();
  if (isEmbedded) await app.database.pool.query('set synchronous_commit = on');
}
