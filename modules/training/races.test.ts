import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness } from '../../kernel/harness.ts';
import { systemActor } from '../../kernel/context.ts';
import { mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount as workers, register } from '../workers/index.ts';
import { recordService } from './actions/services.ts';
import { issueCertificate, mount as training, signHead, type IssueWish } from './index.ts';

let city: Harness;
const root = systemActor('race');
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training], runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
});
afterAll(() => city.close());

const broken = async (): Promise<string[]> => (await city.app.verify()).filter(({ name, ok }) => !ok && name !== 'the city has an operator').map(({ name, detail }) => `${name}: ${detail}`);
const wish = (workerId: string, kind: string): IssueWish => ({ workerId, kind, evidence: { kind: 'attempt', evidenceId: `att_${kind}`, words: '' } });

test('many append at once: no gap, no double, one key, one certificate for one evidence, and every level is right', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 8; i += 1) {
    ids.push((await city.act('system', register, { phone: String(13_500_000_000 + i), name: '李秀兰', homeLon: 87.6, homeLat: 43.8, homeArea: '南湖', skills: [], weekly: [], travelMode: 'ebike', travelRadiusMeters: 8000, experienceYears: 1, about: '', sceneSkills: [] })).workerId);
  }
  const at = city.clock.now().toISOString();
  const visit = (workerId: string, n: number) => city.app.perform(root, recordService, { orderId: `ord_${workerId}_${n}`, workerId, itemId: 'daily-cleaning', startedAt: at, finishedAt: at, minutes: 60, personIds: [] });
  // Each certificate is asked for twice, core and practical at the same moment.
  const asked = ids.flatMap((workerId) => ['core', 'practical', 'core', 'practical'].map((kind) => city.app.perform(root, issueCertificate, wish(workerId, kind))));
  const served = ids.flatMap((workerId) => [1, 2, 3].map((n) => visit(workerId, n)));
  const heads = [1, 2, 3].map(() => city.app.perform(root, signHead, {}));
  const made = await Promise.all(asked);
  await Promise.all([...served, ...heads]);
  expect(new Set(made.map(({ certificateId }) => certificateId)).size).toBe(16);
  const { rows } = await city.database.pool.query('select count(*)::int as n, max(index)::int as last from training.log_leaf');
  expect(rows).toEqual([{ n: 16 + 24 + 1, last: 40 }]);
  expect((await city.database.pool.query('select status_index::int as n from training.certificate order by 1')).rows.map(({ n }: { n: number }) => n)).toEqual(Array.from({ length: 16 }, (_, i) => i));
  expect((await city.database.pool.query('select level::int, count(*)::int as n from workers.worker group by 1')).rows).toEqual([{ level: 1, n: 8 }]);
  await city.app.perform(root, signHead, {});
  expect(await broken()).toEqual([]);
}, 60_000);
