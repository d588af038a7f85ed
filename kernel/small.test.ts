import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { asSystem, demand, holds } from './access.ts';
import { VirtualClock } from './clock.ts';
import { readConfig } from './config.ts';
import type { Actor, Ctx } from './context.ts';
import { cityDay, nextRun } from './cron.ts';
import { blindIndex, isSignedBy, seal, sign, unseal } from './crypto.ts';
import { lockByFile, lockDataFolder } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { randomIds, seededIds } from './ids.ts';
import { createLog } from './log.ts';
import { maskName, maskPhone, maskText } from './mask.ts';
import { migrate, type Migration } from './migrate.ts';
import { sha256 } from './crypto.ts';
import { problemOf, StartupProblem } from './startup-problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-small-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const env = (more: Record<string, string>) => ({ LINLI_DATA: folder, ...more });

describe('settings', () => {
  test('have sensible defaults and a secret kept for its owner only', () => {
    const config = readConfig(env({}));
    expect(config).toMatchObject({ port: 3000, databaseUrl: null, cityId: '650100', publicUrl: 'http://127.0.0.1:3000', demo: 'auto' });
    expect(config.secret.length).toBeGreaterThanOrEqual(32);
    expect(readConfig(env({})).secret).toBe(config.secret);
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  });

  test.each([
    [{ PORT: 'abc' }, 'PORT=abc'], [{ PORT: '70000' }, 'PORT=70000'], [{ PORT: '3.5' }, 'PORT=3.5'], [{ LINLI_CITY: 'Urumqi' }, 'LINLI_CITY'], [{ LINLI_DEMO: 'perhaps' }, 'LINLI_DEMO'],
    [{ DATABASE_URL: 'mysql://x:secretword@y/z' }, 'DATABASE_URL'], [{ LINLI_SECRET: 'short' }, 'LINLI_SECRET'], [{ LINLI_PUBLIC_URL: 'ftp://x' }, 'LINLI_PUBLIC_URL'], [{ LINLI_LOG: 'loud' }, 'LINLI_LOG'], [{ LINLI_POOL: '0' }, 'LINLI_POOL'],
  ])('%o is refused by name in both languages', (more, name) => {
    let problem: unknown;
    try { readConfig(env(more as unknown as Record<string, string>)); } catch (error) { problem = error; }
    expect(problem).toBeInstanceOf(StartupProblem);
    const { zh, en } = problem as StartupProblem;
    expect(zh).toContain(name);
    expect(en).toContain(name);
    expect(zh + en).not.toContain('secretword');
  });

  test('a file in place of the data folder is named', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(() => readConfig({ LINLI_DATA: file })).toThrow(StartupProblem);
  });

  test('what the system says at start becomes a way out, and a bug stays a bug', () => {
    const about = { port: 3000, dataFolder: './x' };
    for (const code of ['EADDRINUSE', 'ENOSPC', 'EACCES', 'ECONNREFUSED', '28P01', '3D000']) expect(problemOf(Object.assign(new Error('x'), { code }), about)?.zh).toBeTruthy();
    expect(problemOf(new TypeError('x is not a function'), about)).toBeNull();
  });
});

test('a second process on a data folder is refused, and a freed one is taken', async () => {
  const first = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toMatchObject({ name: 'StartupProblem', zh: expect.stringContaining('正被另一个邻里进程使用') });
  await first.release();
  await (await lockDataFolder(folder)).release();
});

test('the lock file of a dead process is taken over, of a living one not', async () => {
  const lock = await lockByFile(folder);
  await expect(lockByFile(folder)).rejects.toBeInstanceOf(StartupProblem);
  await lock.release();
  writeFileSync(join(folder, 'lock'), '999999999');
  await (await lockByFile(folder)).release();
});

describe('logs', () => {
  test('hold no phone and no id-card number, wherever they stand', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const phones = ['13812345678', '+8613812345678', '138 1234 5678', '138-1234-5678'];
    const idCard = '650102199001011234';
    log.info({ phone: phones[0], deep: { list: [{ caller: phones[2] }, 13812345678], card: idCard }, map: new Map([['k', phones[3]]]) }, `call from ${phones[1]} with ${idCard}`);
    log.error({ err: Object.assign(new Error(`duplicate key (phone)=(${phones[0]})`), { detail: `Key (card)=(${idCard})` }), token: 'abc', authorization: 'Bearer x', login: { code: '424242' }, from: { code: '57P01' } }, 'failed');
    log.child({ who: phones[0] }).info('child');
    log.info('plain 13812345678 and %s', '65010219900101123X');
    const text = lines.join('');
    expect(lines).toHaveLength(4);
    expect(text).not.toMatch(/1234[- ]?5678|19900101/);
    expect(text).toContain('138****5678');
    expect(text).not.toMatch(/"abc"|Bearer x|424242/);
    expect(text).toContain('57P01');
    for (const line of lines) JSON.parse(line);
  });

  test('masking leaves order numbers, instants and amounts alone', () => {
    for (const text of ['20261122-0042', '2026-11-22T06:00:00.123Z', 'ord_01jd4x138123456789', '4200012345678901234567', '¥135.00']) expect(maskText(text)).toBe(text);
    expect([maskPhone('13812345678'), maskName('张小三'), maskName('李四'), maskName('王'), maskName('')]).toEqual(['138****5678', '张**', '李*', '王*', '']);
  });
});

describe('sealing', () => {
  const secret = 'x'.repeat(40);
  test('opens only with the same secret in the same place, unchanged', () => {
    const sealed = seal(secret, '13812345678', 'person:1');
    expect(unseal(secret, sealed, 'person:1')).toBe('13812345678');
    expect(sealed).not.toContain('138');
    expect(seal(secret, 'a')).not.toBe(seal(secret, 'a'));
    expect(() => unseal(secret, sealed, 'person:2')).toThrow();
    expect(() => unseal('y'.repeat(40), sealed, 'person:1')).toThrow(/another secret/);
    expect(() => unseal(secret, sealed.slice(0, -3) + 'AAA', 'person:1')).toThrow();
  });
  test('a blind index is stable, a signature checks', () => {
    expect(blindIndex(secret, 'a')).toBe(blindIndex(secret, 'a'));
    expect(blindIndex(secret, 'a')).not.toBe(blindIndex(secret, 'b'));
    expect(isSignedBy(secret, 'text', sign(secret, 'text'))).toBe(true);
    expect(isSignedBy(secret, 'text!', sign(secret, 'text'))).toBe(false);
  });
});

test('ids sort by birth, never repeat, and repeat exactly under a seed', () => {
  const now = new Date('2026-11-22T00:00:00Z');
  const ids = randomIds();
  const made = Array.from({ length: 2000 }, (_, i) => ids.next('ord', new Date(now.getTime() + Math.floor(i / 100))));
  expect(new Set(made).size).toBe(2000);
  expect([...made].sort()).toEqual(made);
  expect(made[0]).toMatch(/^ord_[0-9a-hjkmnp-tv-z]{26}$/);
  const [a, b] = [seededIds(7), seededIds(7)];
  expect(Array.from({ length: 5 }, () => a.next('x', now))).toEqual(Array.from({ length: 5 }, () => b.next('x', now)));
  expect(seededIds(8).next('x', now)).not.toBe(seededIds(7).next('x', now));
});

test.each([
  ['* * * * *', '2026-11-22T00:00:00Z', '2026-11-22T00:01:00Z'], ['0 12 * * *', '2026-11-22T04:00:00Z', '2026-11-23T04:00:00Z'], ['*/15 8-9 * * *', '2026-11-22T00:50:00Z', '2026-11-22T01:00:00Z'],
  ['30 2 1 * *', '2026-11-22T00:00:00Z', '2026-11-30T18:30:00Z'], ['0 9 * * 1', '2026-11-22T00:00:00Z', '2026-11-23T01:00:00Z'], ['0 0 29 2 *', '2026-11-22T00:00:00Z', '2028-02-28T16:00:00Z'], ['0 0 13 * 5', '2026-11-22T00:00:00Z', '2026-11-26T16:00:00Z'],
])('cron %s after %s', (cron, after, expected) => expect(nextRun(cron, new Date(after)).toISOString()).toBe(new Date(expected).toISOString()));

test('cron refuses nonsense; the city’s day is Beijing’s', () => {
  for (const cron of ['* * * *', '60 * * * *', 'x * * * *', '5-1 * * * *', '0 0 31 2 *']) expect(() => nextRun(cron, new Date())).toThrow();
  expect([cityDay(new Date('2026-11-22T15:59:59Z')), cityDay(new Date('2026-11-22T16:00:00Z'))]).toEqual(['2026-11-22', '2026-11-23']);
});

test('access: city grants cover all, scoped ones their own, the system everything', () => {
  const actor = (...grants: Actor['grants']): Actor => ({ kind: 'person', personId: 'p', name: 'p', grants });
  const owner = actor({ role: 'merchantOwner', scopeType: 'merchant', scopeId: 'm1' });
  const operator = actor({ role: 'operator', scopeType: 'city', scopeId: '650100' });
  expect([holds(owner, 'merchantOwner', 'm1'), holds(owner, 'merchantOwner', 'm2'), holds(owner, ['operator', 'merchantOwner']), holds(operator, 'operator', 'm2'), holds(operator, 'finance')]).toEqual([true, false, true, true, false]);
  const ctx = { actor: owner } as Ctx;
  expect(() => demand(ctx, 'operator')).toThrow(expect.objectContaining({ code: 'access.forbidden' }));
  expect(() => demand({ actor: { kind: 'guest', personId: null, name: '', grants: [] } } as unknown as Ctx, 'operator')).toThrow(expect.objectContaining({ code: 'access.sign_in' }));
  expect(() => demand(asSystem(ctx), 'operator')).not.toThrow();
});

test('the virtual clock runs what is due in order, each at its moment', async () => {
  const clock = new VirtualClock('2026-11-22T00:00:00Z');
  const seen: string[] = [];
  const note = (name: string) => () => { seen.push(`${name} ${clock.now().toISOString().slice(11, 16)}`); };
  clock.at(new Date('2026-11-22T02:00:00Z'), note('b'));
  clock.at(new Date('2026-11-22T01:00:00Z'), note('a'));
  const cancel = clock.at(new Date('2026-11-22T01:30:00Z'), note('never'));
  cancel();
  expect(await clock.runNextDue()).toBe(false);
  clock.advance({ days: 1 });
  while (await clock.runNextDue());
  expect(seen).toEqual(['a 01:00', 'b 02:00']);
  expect(clock.now().toISOString()).toBe('2026-11-23T00:00:00.000Z');
});

describe('migrations', () => {
  const file = (number: number, text: string): Migration => ({ number, file: `${String(number).padStart(4, '0')}-m.sql`, module: 'm', text, checksum: sha256(text) });
  test('apply once, in order; a changed, broken or unknown one is refused and leaves nothing', async () => {
    const database = await openDatabase({ memory: true });
    const one = file(1, 'create table a (x int)');
    const two = file(2, 'create table b (x int); insert into b values (1)');
    expect(await migrate(database, [one])).toEqual(['0001-m.sql']);
    expect(await migrate(database, [one, two])).toEqual(['0002-m.sql']);
    expect(await migrate(database, [one, two])).toEqual([]);
    await expect(migrate(database, [one, file(2, 'create table c (x int)')])).rejects.toBeInstanceOf(StartupProblem);
    await expect(migrate(database, [one])).rejects.toMatchObject({ zh: expect.stringContaining('更新的版本') });
    await expect(migrate(database, [one, two, file(3, 'create table d (x int); selec 1')])).rejects.toThrow(/0003-m\.sql: /);
    expect((await database.pool.query(`select 1 from pg_tables where tablename = 'd'`)).rows).toEqual([]);
    expect(await migrate(database, [one, two, file(3, 'create table d (x int)')])).toEqual(['0003-m.sql']);
    await database.close();
  });
});
