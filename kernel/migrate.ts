import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';
import { sha256 } from './crypto.ts';
import { StartupProblem } from './startup-problem.ts';

export type Migration = { number: number; file: string; module: string; text: string; checksum: string };

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));
const LOCK_NUMBER = 7_205_501;

/** Plain numbered SQL, `0003-orders.sql`; the word after the number is the module it belongs to. */
export const readMigrations = (folder = migrationsFolder): Migration[] => {
  const migrations = readdirSync(folder).filter((file) => /^\d{4}-[\w-]+\.sql$/.test(file)).sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    return { number: Number(file.slice(0, 4)), file, module: /^\d{4}-([a-zA-Z]+)/.exec(file)![1]!, text, checksum: sha256(text) };
  });
  const twice = migrations.find((migration, i) => migrations[i - 1]?.number === migration.number);
  if (twice) throw new Error(`two migrations carry the number ${twice.number}: ${migrations.filter((m) => m.number === twice.number).map((m) => m.file).join(', ')}`);
  return migrations;
};

/**
 * Brings the database up to date and returns the files applied now. Each file runs in its own transaction in which its number
 * is claimed first, all under one advisory lock, so two starters cannot apply the same file.
 */
export const migrate = async (database: Database, migrations = readMigrations()): Promise<string[]> => {
  const client = await database.pool.connect();
  const applied: string[] = [];
  try {
    await client.query(`select pg_advisory_lock(${LOCK_NUMBER})`);
    await client.query(`create schema if not exists kernel;
      create table if not exists kernel.migration (number integer primary key, file text not null, checksum text not null, applied_at timestamptz not null default now())`);
    const done = new Map((await client.query('select number, file, checksum from kernel.migration')).rows.map((row) => [row.number as number, row as { file: string; checksum: string }]));
    refuseNewerDatabase(done, migrations);
    for (const migration of migrations) {
      const earlier = done.get(migration.number);
      if (!earlier) {
        await apply(client, migration);
        applied.push(migration.file);
      } else if (earlier.checksum !== migration.checksum) {
        throw new StartupProblem(
          `迁移文件 ${migration.file} 在应用之后被改动过。请恢复原文件，并把改动写成新的迁移`,
          `The migration ${migration.file} was changed after it had been applied. Restore it and put the change into a new migration`,
        );
      }
    }
    await client.query(`select pg_advisory_unlock(${LOCK_NUMBER})`);
    return applied;
  } finally {
    await client.release();
  }
};

const refuseNewerDatabase = (done: Map<number, { file: string }>, migrations: Migration[]): void => {
  const known = new Set(migrations.map((migration) => migration.number));
  const unknown = [...done].find(([number]) => !known.has(number));
  if (unknown) throw new StartupProblem(`数据库来自更新的版本（${unknown[1].file}），请升级程序后再启动`, `The database comes from a newer version (${unknown[1].file}); upgrade the program and start again`);
};

const apply = async (client: { query(text: string, values?: unknown[]): Promise<unknown> }, migration: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query('insert into kernel.migration (number, file, checksum) values ($1, $2, $3)', [migration.number, migration.file, migration.checksum]);
    await client.query(migration.text);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    (error as Error).message = `${migration.file}: ${(error as Error).message}`;
    throw error;
  }
};

/** Files of this version that the database has not seen yet; empty when it is ready. */
export const pendingMigrations = async (database: Database, migrations = readMigrations()): Promise<string[]> => {
  const done = new Set((await database.pool.query('select number from kernel.migration')).rows.map((row) => row.number as number));
  return migrations.filter((migration) => !done.has(migration.number)).map((migration) => migration.file);
};
