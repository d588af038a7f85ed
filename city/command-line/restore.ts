import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { lockDataFolder } from '../../kernel/data-folder.ts';
import { openDatabase } from '../../kernel/database.ts';
import { problemOf } from '../../kernel/startup-problem.ts';
import { readMigrations } from '../../kernel/migrate.ts';
import { countAll, type Count } from '../../kernel/snapshot.ts';
import { readArchive, unpackImage, type Manifest } from './archive.ts';
import { secondsSince, sumOf } from './backup.ts';
import { runTool } from './postgres-tools.ts';

/** `linli restore --from FILE --data DIR [--force] [--json]`; a backup of a PostgreSQL city goes into the database of DATABASE_URL. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { from: { type: 'string' }, data: { type: 'string' }, force: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
  if (!values.from || !values.data) {
    process.stderr.write(`还缺 / missing: ${[values.from ? '' : '--from <file>', values.data ? '' : '--data <folder>'].filter(Boolean).join(' ')}\n`);
    return 2;
  }
  const began = performance.now();
  const { manifest, differences, movedAside } = await restore({ from: values.from, folder: values.data, isForced: values.force, databaseUrl: process.env['DATABASE_URL']?.trim() || null });
  const ok = differences.length === 0;
  const result = { ok, folder: resolve(values.data), takenAt: manifest.takenAt, rows: sumOf(manifest), auditHeads: manifest.auditHeads, differences, movedAside, hasSecret: manifest.hasSecret, seconds: secondsSince(began) };
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else process.stdout.write(ok ? `已恢复到 ${result.folder}：${result.rows} 行，备份时刻 ${manifest.takenAt}\nRestored into ${result.folder}: ${result.rows} rows as of ${manifest.takenAt}\n${movedAside ? `原来的目录移到了 ${movedAside}\nWhat was there is now at ${movedAside}\n` : ''}${manifest.hasSecret ? '' : '备份里没有解密密钥，启动时请设置原来的 LINLI_SECRET\nThe backup holds no key: start with the LINLI_SECRET of then\n'}` : `恢复的内容与备份不一致 / What was restored differs from the backup:\n${differences.join('\n')}\n`);
  return ok ? 0 : 1;
}

export type Restored = { manifest: Manifest; differences: string[]; movedAside: string | null };

/**
 * Restores a backup into a folder that is free: everything is unpacked and checked beside it first, so a damaged file changes
 * nothing. `isForced` moves what stands in the way aside (a folder) or drops it (a database).
 */
export const restore = async ({ from, folder, isForced, databaseUrl }: { from: string; folder: string; isForced: boolean; databaseUrl: string | null }): Promise<Restored> => {
  const file = resolve(from);
  const target = resolve(folder);
  if (!existsSync(file)) throw new Error(`没有这个备份文件：${file}\nNo such backup: ${file}`);
  const isTaken = existsSync(target) && readdirSync(target).length > 0;
  if (isTaken) await demandUnused(target);
  if (isTaken && !isForced) throw new Error(`${target} 不是空的。换一个目录，或加 --force（原目录会改名保留）\n${target} is not empty. Choose another folder, or add --force (what is there is kept under another name)`);
  const aside = `${target}.restoring-${process.pid}`;
  mkdirSync(dirname(target), { recursive: true });
  mkdirSync(aside, { mode: 0o700 });
  try {
    const manifest = await readArchive(file, aside);
    const newest = readMigrations().at(-1)?.number ?? 0;
    if (manifest.migration > newest) throw new Error('备份来自更新的版本，请先升级程序\nThe backup comes from a newer version; upgrade the program first');
    const held = manifest.database === 'postgres' ? await restoreServer(join(aside, 'database.pgdump'), databaseUrl, isForced) : await restoreFolder(aside);
    const movedAside = isTaken ? `${target}.before-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}` : null;
    if (movedAside) renameSync(target, movedAside);
    else rmSync(target, { recursive: true, force: true });
    renameSync(aside, target);
    return { manifest, differences: compare(manifest, held), movedAside };
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
};

const demandUnused = async (folder: string): Promise<void> => {
  try {
    await (await lockDataFolder(folder)).release();
  } catch (error) {
    const problem = problemOf(error, { port: 0, dataFolder: folder });
    throw problem ? new Error(`${problem.zh}\n${problem.en}`) : error;
  }
};

const restoreFolder = async (folder: string): Promise<Count> => {
  const image = join(folder, 'database.tar');
  await unpackImage(image, join(folder, 'pg'));
  rmSync(image);
  const database = await openDatabase({ folder: join(folder, 'pg') });
  try {
    const client = await database.pool.connect();
    try { return await countAll(client); } finally { await client.release(); }
  } finally {
    await database.close();
  }
};

const restoreServer = async (dump: string, url: string | null, isForced: boolean): Promise<Count> => {
  if (!url) throw new Error('这是 PostgreSQL 城市的备份，请用 DATABASE_URL 指定一个空数据库\nThis is the backup of a PostgreSQL city: name an empty database in DATABASE_URL');
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query(`select 1 from pg_namespace where nspname = 'kernel'`);
    if (rowCount && !isForced) throw new Error('DATABASE_URL 里已有一座城。换一个空数据库，或加 --force 覆盖它\nThe database of DATABASE_URL holds a city already. Choose an empty one, or add --force to replace it');
    await runTool('pg_restore', url, ['--exit-on-error', '--no-owner', '--no-privileges', ...(rowCount ? ['--clean', '--if-exists'] : []), dump]);
    rmSync(dump);
    return await countAll(client);
  } finally {
    await client.end().catch(() => {});
  }
};

/** What two counts disagree in, in plain lines. */
export const compare = (wanted: Count, held: Count): string[] => {
  const tables = [...new Set([...Object.keys(wanted.rows), ...Object.keys(held.rows)])].sort();
  const head = ({ auditHeads }: Count): string => auditHeads.map(({ cityId, seq, hash }) => `${cityId}:${seq}:${hash}`).join(' ');
  return [
    ...tables.filter((name) => wanted.rows[name] !== held.rows[name]).map((name) => `${name}: ${wanted.rows[name] ?? 'none'} → ${held.rows[name] ?? 'none'}`),
    ...(head(wanted) === head(held) ? [] : [`audit chain: ${head(wanted)} → ${head(held)}`]),
  ];
};
