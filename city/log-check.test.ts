import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openHarness, type Harness, type Person } from '../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../modules/accounts/index.ts';
import { mount as alliance } from '../modules/alliance/index.ts';
import { mount as catalog } from '../modules/catalog/index.ts';
import { mount as training, signHead } from '../modules/training/index.ts';
import { mount as workers } from '../modules/workers/index.ts';
import { run as logCheck } from './command-line/log-check.ts';
import { run as recordCheck } from './command-line/record-check.ts';

let city: Harness;
let operator: Person;
let url: string;
const folder = mkdtempSync(join(tmpdir(), 'linli-log-check-'));
const file = (name: string, text: string): string => { const path = join(folder, name); writeFileSync(path, text); return path; };
/** A command as an operator runs it: its exit code and what it printed. */
const command = async (run: (args: string[]) => Promise<number>, ...args: string[]): Promise<{ code: number; said: string }> => {
  const said: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation((text) => { said.push(String(text)); return true; }));
  try { return { code: await run(args), said: said.join('') }; } finally { spies.forEach((spy) => spy.mockRestore()); }
};

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training], runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);
  await city.app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(city.app.http.server.address() as { port: number }).port}`;
});
afterAll(async () => { await city.close(); rmSync(folder, { recursive: true, force: true }); });

test('who kept a head proves the log by it, and a record is verified without a server', async () => {
  expect((await command(logCheck, '--url', url)).code).toBe(1);
  const { workerId } = await operator.client.workers.register({ phone: '13700000001', name: '李秀兰', homeLon: 87.6, homeLat: 43.8, homeArea: '南湖' });
  const certify = (kind: string) => operator.client.training.issueCertificate({ workerId, kind, evidence: { kind: 'record', words: '结业' } });
  await certify('core');
  await city.act('system', signHead, {});
  const kept = await command(logCheck, '--url', url);
  expect(kept.code).toBe(0);
  const head = file('head.json', kept.said);
  for (const kind of ['practical', 'organizing', 'mentor']) await certify(kind);
  await city.act('system', signHead, {});
  expect(await command(logCheck, '--url', url, '--head', head)).toMatchObject({ code: 0, said: expect.stringContaining('ok: true\nkept: 2\ntoday: 5') });
  const altered = file('altered.json', JSON.stringify({ ...JSON.parse(kept.said) as object, root: 'ab'.repeat(32) }));
  expect(await command(logCheck, '--url', url, '--head', altered)).toMatchObject({ code: 1, said: expect.stringContaining('not signed by this city') });

  const her = await city.signIn('13700000001');
  const { record } = await her.client.training.exportRecord({});
  const keys = file('keys.json', JSON.stringify((await city.request({ method: 'GET', url: '/.well-known/jwks.json' })).body));
  const path = file('record.json', record);
  expect(await command(recordCheck, path, '--keys', keys)).toMatchObject({ code: 0, said: expect.stringContaining('isGenuine: true') });
  expect((await command(recordCheck, path)).said).toContain('公钥取自文件本身');
  expect(await command(recordCheck, file('raised.json', record.replace('"level":3', '"level":5').replace('"level":1', '"level":5')), '--keys', keys)).toMatchObject({ code: 1, said: expect.stringContaining('the file was changed after it had been signed') });
  expect((await command(recordCheck)).code).toBe(2);
});
