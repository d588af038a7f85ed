import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { VirtualClock } from '../../kernel/clock.ts';
import type { Config } from '../../kernel/config.ts';
import { askForSnapshot, countAll, type AuditHead } from '../../kernel/snapshot.ts';
import { backUp, configOf, secondsSince, sumOf } from './backup.ts';
import { withApp } from './offline.ts';
import { printResult } from './print-result.ts';
import { restore } from './restore.ts';

/**
 * `linli drill backup [--data DIR] [--json]`: backs the city up, restores it elsewhere, runs every check on the copy and compares
 * row by row count and audit chain. `rpoSeconds` is how far the copy lies behind the city at the end of the drill.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
  const began = performance.now();
  const config = configOf(values.data);
  const folder = mkdtempSync(join(tmpdir(), 'linli-drill-'));
  const copyUrl = config.databaseUrl ? await createCopy(config.databaseUrl) : null;
  try {
    const { file, bytes, manifest } = await backUp({ out: join(folder, 'backup.tar.gz'), config, hasSecret: true });
    const backupSeconds = secondsSince(began);
    const data = join(folder, 'city');
    const { differences } = await restore({ from: file, folder: data, isForced: false, databaseUrl: copyUrl });
    const restoreSeconds = Math.round((secondsSince(began) - backupSeconds) * 10) / 10;
    // Judged by the clock of the backup: what was on its way then is not late now. The copy is given the secret where it was not a file.
    const env = { ...process.env, LINLI_DATA: data, LINLI_SECRET: config.secret, DATABASE_URL: copyUrl ?? '', LINLI_LOG: 'silent' };
    const checks = await withApp((app) => app.verify(), { env, clock: new VirtualClock(manifest.takenAt) });
    const failedChecks = checks.filter((check) => !check.ok).map(({ name, count }) => `${name}: ${count}`);
    const rpoSeconds = behind(await newestOf(config), manifest.auditHeads);
    const ok = differences.length === 0 && failedChecks.length === 0;
    const result = { ok, seconds: secondsSince(began), backupSeconds, restoreSeconds, bytes, rows: sumOf(manifest), tables: Object.keys(manifest.rows).length, checks: checks.length, rpoSeconds, database: manifest.database, differences, failedChecks };
    printResult(result, values.json);
    return ok ? 0 : 1;
  } finally {
    if (config.databaseUrl && copyUrl) await asAdmin(config.databaseUrl, (admin) => admin.query(`drop database if exists "${nameOf(copyUrl)}" with (force)`));
    rmSync(folder, { recursive: true, force: true });
  }
}

const behind = (now: AuditHead[], then: AuditHead[]): number => {
  const newest = (heads: AuditHead[]): number => Math.max(0, ...heads.map(({ at }) => new Date(at).getTime()));
  return Math.max(0, Math.round((newest(now) - newest(then)) / 100) / 10);
};

/** The audit chain as it stands now: of a server, of the process that runs the folder, or at rest, where nothing has moved. */
const newestOf = async (config: Config): Promise<AuditHead[]> => {
  if (config.databaseUrl) return asAdmin(config.databaseUrl, async (client) => (await countAll(client)).auditHeads);
  return (await askForSnapshot(config.dataFolder, 'count'))?.auditHeads ?? [];
};

const asAdmin = async <T>(url: string, fn: (admin: pg.Client) => Promise<T>): Promise<T> => {
  const admin = new pg.Client({ connectionString: url });
  admin.on('error', () => {});
  await admin.connect();
  try { return await fn(admin); } finally { await admin.end(); }
};

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

/** An empty database beside the city's own, for the copy. */
const createCopy = async (url: string): Promise<string> => {
  const copy = new URL(url);
  copy.pathname = `/linli_drill_${process.pid}_${Date.now().toString(36)}`;
  await asAdmin(url, (admin) => admin.query(`create database "${nameOf(copy.href)}"`));
  return copy.href;
};
