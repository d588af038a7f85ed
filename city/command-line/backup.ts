import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { keyId } from '../../kernel/crypto.ts';
import { readConfig, type Config } from '../../kernel/config.ts';
import { lockDataFolder } from '../../kernel/data-folder.ts';
import { openDatabase } from '../../kernel/database.ts';
import { askForSnapshot, countAll, takeSnapshot, type Count, type Snapshot } from '../../kernel/snapshot.ts';
import { StartupProblem } from '../../kernel/startup-problem.ts';
import { writeArchive, type Manifest } from './archive.ts';
import { runTool } from './postgres-tools.ts';

export type BackedUp = { file: string; bytes: number; manifest: Omit<Manifest, 'files' | 'format'> };

/** `linli backup --out FILE [--data DIR] [--without-secret] [--json]`; with DATABASE_URL set the PostgreSQL city. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { out: { type: 'string' }, data: { type: 'string' }, 'without-secret': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  if (!values.out) {
    process.stderr.write('还缺 / missing: --out <file>\n');
    return 2;
  }
  const began = performance.now();
  const { file, bytes, manifest } = await backUp({ out: values.out, config: configOf(values.data), hasSecret: !values['without-secret'] });
  const rows = sumOf(manifest);
  const result = { ok: true, file, bytes, rows, takenAt: manifest.takenAt, database: manifest.database, hasSecret: manifest.hasSecret, auditHeads: manifest.auditHeads, seconds: secondsSince(began) };
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `已备份到 ${file}（${rows} 行，${Math.ceil(bytes / 1024)} KiB）\nBacked up to ${file} (${rows} rows, ${Math.ceil(bytes / 1024)} KiB)\n${manifest.hasSecret ? '文件里有解密密钥，请像数据本身一样保管\nIt holds the key of the sealed columns: keep it as safe as the city itself\n' : '文件里没有解密密钥，请另行保管 LINLI_SECRET\nIt does not hold the key of the sealed columns: keep LINLI_SECRET elsewhere\n'}`);
  return 0;
}

export const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;
export const sumOf = ({ rows }: Pick<Count, 'rows'>): number => Object.values(rows).reduce((sum, count) => sum + count, 0);
export const configOf = (data: string | undefined): Config => readConfig(data === undefined ? process.env : { ...process.env, LINLI_DATA: data });

/** One file with the whole city: of a PostgreSQL server by pg_dump, of a data folder from the process that runs it, or at rest. */
export const backUp = async ({ out, config, hasSecret }: { out: string; config: Config; hasSecret: boolean }): Promise<BackedUp> => {
  const file = resolve(out);
  // A secret of the environment stays there: a backup holds only what lay beside the data.
  const about = { hasSecret: hasSecret && existsSync(join(config.dataFolder, 'secret')), keyId: keyId(config.secret) };
  if (config.databaseUrl) return dumpServer(config.databaseUrl, file, config, about);
  const { image, ...head } = await snapshotOf(config.dataFolder);
  const manifest = { ...head, ...about, database: 'pglite' as const };
  return { file, manifest, bytes: await writeArchive(file, manifest, { name: 'database.tar', bytes: image }, config.dataFolder) };
};

const snapshotOf = async (folder: string): Promise<Snapshot> => {
  if (!existsSync(join(folder, 'pg'))) throw new Error(`${folder} 里没有数据库\nThere is no database in ${folder}`);
  const lock = await lockDataFolder(folder).catch((error: unknown) => { if (error instanceof StartupProblem) return null; throw error; });
  if (lock === null) {
    const snapshot = await askForSnapshot(folder);
    if (snapshot === null) throw new Error(`${folder} 正被一个不提供备份的进程使用，请先停掉它\n${folder} is in use by a process that offers no backup; stop it first`);
    return snapshot;
  }
  try {
    const database = await openDatabase({ folder: join(folder, 'pg') });
    try { return await takeSnapshot(database); } finally { await database.close(); }
  } finally {
    await lock.release();
  }
};

/** Counting and dumping see the same instant: the dump runs on the snapshot which the counting transaction exports. */
const dumpServer = async (url: string, file: string, config: Config, about: { hasSecret: boolean; keyId: string }): Promise<BackedUp> => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-dump-'));
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('begin isolation level repeatable read read only');
    const { rows: [exported] } = await client.query('select pg_export_snapshot() as id');
    const takenAt = new Date().toISOString();
    const head = await countAll(client);
    const dump = join(folder, 'database.pgdump');
    await runTool('pg_dump', url, ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${String(exported?.['id'])}`, `--file=${dump}`]);
    await client.query('rollback');
    const manifest = { ...head, ...about, takenAt, database: 'postgres' as const };
    return { file, manifest, bytes: await writeArchive(file, manifest, { name: 'database.pgdump', file: dump }, config.dataFolder) };
  } finally {
    await client.end().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
};
