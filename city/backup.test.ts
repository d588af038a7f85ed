import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig, type Config } from '../kernel/config.ts';
import { systemActor } from '../kernel/context.ts';
import { openGround } from '../kernel/ground.ts';
import { ensurePerson, openCity } from '../modules/accounts/index.ts';
import { backUp } from './command-line/backup.ts';
import { run as drill } from './command-line/drill-backup.ts';
import { withApp } from './command-line/offline.ts';
import { compare, restore } from './command-line/restore.ts';

const root = mkdtempSync(join(tmpdir(), 'linli-backup-test-'));
const folder = join(root, 'city');
const env = { ...process.env, LINLI_DATA: folder, DATABASE_URL: '', LINLI_DEMO: 'off', LINLI_LOG: 'silent' };
let config: Config;
/** The backup that the tests restore from. */
let file: string;

beforeAll(async () => {
  config = readConfig(env);
  await withApp(async (app) => {
    await app.perform(systemActor('test'), openCity, { nameZh: '小城', nameEn: 'Small', tier: 3, hotline: '', isDemo: false });
    await app.perform(systemActor('test'), ensurePerson, { phone: '13812340001', name: '林小满' });
  }, { env });
  mkdirSync(join(folder, 'photos', 'ab'), { recursive: true });
  writeFileSync(join(folder, 'photos', 'ab', `${'ab'.repeat(20)}.png`), Buffer.from([1, 2, 3]));
  mkdirSync(join(folder, 'videos', 'cd'), { recursive: true });
  writeFileSync(join(folder, 'videos', 'cd', `${'cd'.repeat(20)}.mp4`), Buffer.alloc(200_000, 7));
  mkdirSync(join(folder, 'videos', 'parts'));
  writeFileSync(join(folder, 'videos', 'parts', 'on-its-way.part'), 'half');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const into = (name: string): string => join(root, name);
const back = (from: string, name: string, isForced = false) => restore({ from, folder: into(name), isForced, databaseUrl: null });
const names = (at: string): Promise<string[]> => withApp(async (app) => (await app.database.pool.query('select name from accounts.person order by 1')).rows.map((row) => String(row['name'])), { env: { ...env, LINLI_DATA: at } });

test('a backup at rest comes back whole: rows, audit chain, photos, key; and passes every check', async () => {
  const { bytes, manifest, ...made } = await backUp({ out: into('a.tar.gz'), config, hasSecret: true });
  file = made.file;
  expect([bytes, statSync(file).size, statSync(file).mode & 0o777]).toEqual([bytes, bytes, 0o600]);
  expect(manifest.rows['accounts.person']).toBe(1);
  expect(manifest.auditHeads).toEqual([expect.objectContaining({ cityId: '650100', seq: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) })]);
  const { differences, movedAside } = await back(file, 'copy');
  expect([differences, movedAside]).toEqual([[], null]);
  expect(readFileSync(join(into('copy'), 'photos', 'ab', `${'ab'.repeat(20)}.png`))).toEqual(Buffer.from([1, 2, 3]));
  expect(readFileSync(join(into('copy'), 'videos', 'cd', `${'cd'.repeat(20)}.mp4`))).toEqual(Buffer.alloc(200_000, 7));
  expect(readdirSync(join(into('copy'), 'videos'))).toEqual(['cd']);
  expect(readFileSync(join(into('copy'), 'secret'))).toEqual(readFileSync(join(folder, 'secret')));
  expect(readdirSync(into('copy')).sort()).toEqual(['pg', 'photos', 'secret', 'videos']);
  expect(await names(into('copy'))).toEqual(['林小满']);
  const checks = await withApp((app) => app.verify(), { env: { ...env, LINLI_DATA: into('copy') } });
  expect(checks.filter(({ name, ok }) => !ok && name !== 'the city has an operator')).toEqual([]);
});

test('a running city is backed up by the process that runs it, and only what was there by then', async () => {
  const ground = await openGround(config);
  try {
    const { file: running, manifest } = await backUp({ out: into('running.tar.gz'), config, hasSecret: true });
    await ground.database.pool.query(`update accounts.person set name = '改名'`);
    expect((await back(running, 'from-running')).differences).toEqual([]);
    expect(manifest.rows['accounts.person']).toBe(1);
    await expect(restore({ from: running, folder, isForced: true, databaseUrl: null })).rejects.toThrow(/in use by another/);
  } finally {
    await ground.database.pool.query(`update accounts.person set name = '林小满'`);
    await ground.close();
  }
  expect(await names(into('from-running'))).toEqual(['林小满']);
  expect(existsSync(join(folder, 'backup.sock'))).toBe(false);
});

test('a damaged backup is refused and changes nothing: cut, one byte flipped, a file exchanged, no backup at all', async () => {
  const tar = gunzipSync(readFileSync(file));
  const flipped = Buffer.from(tar);
  flipped[tar.indexOf('PGDATA') > 0 ? tar.indexOf('PGDATA') : 5 * 1024 * 1024]! ^= 1;
  const outside = Buffer.from(tar);
  outside.write('../../evil', outside.indexOf('photos/ab'));
  const cases: [string, Buffer][] = [['cut', readFileSync(file).subarray(0, 200_000)], ['cut at an entry', gzipSync(tar.subarray(0, tar.indexOf('manifest.json')))], ['flipped', gzipSync(flipped)], ['outside', gzipSync(outside)], ['no backup', Buffer.from('hello')]];
  for (const [name, bytes] of cases) {
    writeFileSync(into(`${name}.gz`), bytes);
    await expect(back(into(`${name}.gz`), `never-${name}`), name).rejects.toThrow(/damaged, nothing was restored/);
    expect(existsSync(into(`never-${name}`)), name).toBe(false);
  }
  expect(readdirSync(root).filter((name) => name.includes('restoring'))).toEqual([]);
  await expect(back(into('missing.gz'), 'never')).rejects.toThrow(/No such backup/);
});

test('a folder that is not empty is left alone, and kept aside with --force', async () => {
  cpSync(into('copy'), into('old'), { recursive: true });
  writeFileSync(join(into('old'), 'note'), 'mine');
  await expect(back(file, 'old')).rejects.toThrow(/not empty/);
  expect(readFileSync(join(into('old'), 'note'), 'utf8')).toBe('mine');
  const { movedAside, differences } = await back(file, 'old', true);
  expect(differences).toEqual([]);
  expect(readFileSync(join(movedAside!, 'note'), 'utf8')).toBe('mine');
  expect(existsSync(join(into('old'), 'note'))).toBe(false);
});

test('without the secret the file holds no key', async () => {
  const { file: bare, manifest } = await backUp({ out: into('bare.tar.gz'), config, hasSecret: false });
  expect(manifest.hasSecret).toBe(false);
  expect(gunzipSync(readFileSync(bare)).includes(readFileSync(join(folder, 'secret')))).toBe(false);
  await back(bare, 'bare');
  expect(existsSync(join(into('bare'), 'secret'))).toBe(false);
});

test('a missing row or another audit head is told by name', () => {
  const count = { rows: { 'accounts.person': 2 }, auditHeads: [{ cityId: '650100', seq: 7, hash: 'aa', at: '' }], migration: 1 };
  expect(compare(count, count)).toEqual([]);
  expect(compare(count, { ...count, rows: { 'accounts.person': 1 }, auditHeads: [{ cityId: '650100', seq: 7, hash: 'ab', at: '' }] })).toEqual(['accounts.person: 2 → 1', 'audit chain: 650100:7:aa → 650100:7:ab']);
});

test('the drill leaves nothing behind and says how long it took', async () => {
  const said: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string) => { said.push(String(text)); return true; }) as typeof process.stdout.write;
  try { await drill(['--data', folder, '--json']); } finally { process.stdout.write = write; }
  const result = JSON.parse(said.find((line) => line.startsWith('{')) ?? '{}') as Record<string, unknown>;
  // The one check that a city of one household cannot pass is the missing operator: a check that fails is told.
  expect(result).toMatchObject({ ok: false, differences: [], failedChecks: [expect.stringContaining('operator')], rpoSeconds: 0, rows: expect.any(Number), bytes: expect.any(Number), seconds: expect.any(Number) });
});
