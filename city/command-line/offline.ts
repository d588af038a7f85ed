import { createApp } from '../../kernel/app.ts';
import type { App } from '../../kernel/app.ts';
import { systemClock, type Clock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { openGround } from '../../kernel/ground.ts';
import { silentLog } from '../../kernel/log.ts';
import { createBossRunner } from '../../kernel/runner-boss.ts';
import { problemOf } from '../../kernel/startup-problem.ts';
import { standIns } from '../../gateways/index.ts';
import { modules } from '../../modules/index.ts';

/**
 * Opens the data folder (or DATABASE_URL) without serving and runs something on it. A folder that a running server holds is
 * refused with a plain sentence; jobs are written but not worked off, the next start does that. `env` and `clock` stand in for the process's own; `isJournalKept`: the
 * outside world remembers what the folder holds of it.
 */
export async function withApp<T>(use: (app: App) => Promise<T>, { env = process.env, clock = systemClock, isJournalKept = false }: { env?: NodeJS.ProcessEnv; clock?: Clock; isJournalKept?: boolean } = {}): Promise<T> {
  const config = readConfig(env);
  try {
    const ground = await openGround(config);
    try {
      const log = silentLog();
      const app = await createApp({ config, database: ground.database, modules, gateways: standIns(config, clock, { isJournalKept }), runner: createBossRunner(ground.database, log), clock, log });
      return await use(app);
    } finally {
      await ground.close();
    }
  } catch (error) {
    const problem = problemOf(error, { port: config.port, dataFolder: config.dataFolder });
    throw problem ? new Error(`${problem.zh}\n${problem.en}`) : error;
  }
}
