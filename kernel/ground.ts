import { rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { lockDataFolder } from './data-folder.ts';
import { openDatabase, type Database } from './database.ts';
import { migrate } from './migrate.ts';
import { serveSnapshots } from './snapshot.ts';
import { StartupProblem } from './startup-problem.ts';

/** What the very first start made of this installation. */
export type CityKind = 'demo' | 'demo-building' | 'real';

export type OpenedGround = { database: Database; isFirstStart: boolean; appliedMigrations: string[]; close(): Promise<void> };

/**
 * Locks the data folder, opens the database and migrates it. A demo city whose building was cut short is thrown away and
 * begun again, since half a city would tell lies; on a server database that is left to the operator.
 */
export const openGround = async (config: Config): Promise<OpenedGround> => {
  const lock = await lockDataFolder(config.dataFolder);
  try {
    let database = await open(config);
    let appliedMigrations = await migrate(database);
    if ((await cityKind(database, config.cityId)) === 'demo-building') {
      if (config.databaseUrl) {
        await database.close();
        throw new StartupProblem('上次建立演示城市时被中断，数据库里只有半座城。请清空这个数据库（dropdb、createdb）后再启动', 'Building the demo city was cut short and the database holds half of it. Empty the database (dropdb, createdb) and start again');
      }
      await database.close();
      for (const part of ['pg', 'outside', 'photos', 'videos']) rmSync(join(config.dataFolder, part), { recursive: true, force: true });
      database = await open(config);
      appliedMigrations = await migrate(database);
    }
    const isFirstStart = (await cityKind(database, config.cityId)) === null;
    const snapshots = await serveSnapshots(config.dataFolder, database);
    return { database, isFirstStart, appliedMigrations, close: async () => { await snapshots.close(); await database.close(); await lock.release(); } };
  } catch (error) {
    await lock.release();
    throw config.databaseUrl ? error : whenFull(config.dataFolder) ?? error;
  }
};

/** The embedded database needs this much to be made; without it, it dies in ways that say nothing. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

const whenFull = (folder: string): StartupProblem | null => {
  const { bavail, bsize } = statfsSync(folder);
  const free = Number(bavail) * Number(bsize);
  if (free >= LEAST_FREE_BYTES) return null;
  return new StartupProblem(
    `磁盘空间不足：${folder} 只剩 ${Math.floor(free / 1024 / 1024)} MiB，至少需要 64 MiB。请腾出空间后再启动，已保存的数据不受影响`,
    `The disk is full: ${folder} has ${Math.floor(free / 1024 / 1024)} MiB left, at least 64 MiB are needed. Free some space and start again; what was saved is safe`,
  );
};

const open = (config: Config): Promise<Database> =>
  openDatabase(config.databaseUrl ? { url: config.databaseUrl, poolSize: config.poolSize } : { folder: join(config.dataFolder, 'pg') });

const KIND = 'city.kind';

export const cityKind = async (database: Database, cityId: string): Promise<CityKind | null> =>
  ((await database.pool.query('select value from kernel.setting where city_id = $1 and key = $2', [cityId, KIND])).rows[0]?.value as CityKind | undefined) ?? null;

export const setCityKind = async (database: Database, cityId: string, kind: CityKind): Promise<void> => {
  await database.pool.query(
    'insert into kernel.setting (city_id, key, value) values ($1, $2, $3::jsonb) on conflict (city_id, key) do update set value = excluded.value, changed_at = now()',
    [cityId, KIND, JSON.stringify(kind)],
  );
};

/** Settles on the first start whether this is a demo or a real city; a real one never becomes a demo by a forgotten setting. */
export const settleKind = async (database: Database, config: Config): Promise<{ isDemo: boolean; mustBuild: boolean }> => {
  const kind = await cityKind(database, config.cityId);
  if (kind === null) {
    const isDemo = config.demo !== 'off';
    await setCityKind(database, config.cityId, isDemo ? 'demo-building' : 'real');
    return { isDemo, mustBuild: isDemo };
  }
  if (kind === 'real' && config.demo === 'on')
    throw new StartupProblem('这里保存的是一座真实城市，不能用 LINLI_DEMO=on 打开；演示请另用 LINLI_DATA 指定文件夹', 'This is a real city and cannot be opened with LINLI_DEMO=on; for a demo point LINLI_DATA at another folder');
  return { isDemo: kind !== 'real' && config.demo !== 'off', mustBuild: false };
};

/** Finds out early that a port is taken, before a demo city is built for nothing. */
export const probePort = (port: number, host: string): Promise<void> =>
  port === 0 ? Promise.resolve() : new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
