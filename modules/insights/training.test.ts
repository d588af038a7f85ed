import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { installModules, mount as learning, noteLearned } from '../learning/index.ts';
import { chart, mount as payments, moved, postTransaction } from '../payments/index.ts';
import { issueCertificate, mount as training } from '../training/index.ts';
import { mount as workers } from '../workers/index.ts';
import { mount as insights } from './index.ts';
import { gapOf, weeksKnown } from './rules/training.ts';

let city: Harness;
let operator: Person;
let districtId: string;
let next = 13_500_000_000;
const cityId = '650100';
const query = (text: string, values: unknown[] = []) => city.database.pool.query(text, values);
const hire = async (name: string, lon = 87.6): Promise<string> => (await operator.client.workers.register({ phone: String(next++), name, homeLon: lon, homeLat: 43.8, homeArea: '南湖' })).workerId;
const certify = (workerId: string, kind: string) => city.act('system', issueCertificate, { workerId, kind, evidence: { kind: 'record' as const, evidenceId: `t-${kind}`, words: '考核合格' } });
const online = async (workerId: string, family: string): Promise<void> => {
  await query(`insert into workers.admission_period (city_id, id, worker_id, family, from_at) values ($1, $2, $2, $3, now())`, [cityId, workerId, family]);
  await query(`update workers.worker set status = 'active', is_online = true where id = $1`, [workerId]);
};
const day = (back: number): string => new Date(city.clock.now().getTime() + 8 * 3_600_000 - back * 86_400_000).toISOString().slice(0, 10);
const order = (back: number, family: string, orders: number, where = districtId) => query(`insert into learning.demand (city_id, day, family, district_id, orders) values ($1, $2, $3, $4, $5)`, [cityId, day(back), family, where, orders]);
const signIn = async (): Promise<void> => { operator = await city.signIn('13900000001', '沈平'); };

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, payments, insights], runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await signIn();
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: cityId });
  city.app.forgetIdentity(operator.me.personId);
  ({ districtId } = await operator.client.alliance.drawDistrict({ name: '天山片区', divisionCode: '650102', ring: [[87.56, 43.77], [87.64, 43.77], [87.64, 43.83], [87.56, 43.83]], isOpen: true }));
  await city.act('system', installModules, {});
});
afterAll(() => city.close());

test('a rise is sudden against the weeks there are; the gap counts whole people', () => {
  expect(gapOf({ orders: 30, past: 40, workers: 1, weeks: 4 })).toMatchObject({ usual: 10, isSpike: true, needed: 3, gap: 2, words: { zh: '要 3 人，在线有证 1 人，还差 2 人' } });
  expect(gapOf({ orders: 14, past: 40, workers: 3, weeks: 4 })).toMatchObject({ isSpike: false, needed: 2, gap: 0 });
  expect(gapOf({ orders: 15, past: 40, workers: 0, weeks: 4 }).isSpike).toBe(true);
  expect(gapOf({ orders: 4, past: 0, workers: 0, weeks: 4 }).isSpike).toBe(false);
  expect(gapOf({ orders: 90, past: 0, workers: 0, weeks: 0 })).toMatchObject({ usual: 0, isSpike: false });
  expect([[null, '2026-11-16'], ['2026-11-16', '2026-11-16'], ['2026-11-01', '2026-11-16'], ['2026-01-01', '2026-11-16']].map(([first, start]) => weeksKnown(first!, start!))).toEqual([0, 0, 2, 4]);
});

test('what was ordered this week stands against who is certified, admitted and online there; a sudden rise first', async () => {
  expect(await operator.client.insights.trainingDemand({})).toMatchObject({ weeks: 0, items: [] });
  for (const [back, family, orders] of [[34, 'cleaning', 1], [20, 'cleaning', 99], [7, 'elderCare', 8], [6, 'elderCare', 13], [0, 'elderCare', 12], [0, 'cleaning', 26]] as const) await order(back, family, orders);
  await order(0, 'cleaning', 3, '');
  const [here, elsewhere, uncertified, offline] = [await hire('李一'), await hire('李二', 87.9), await hire('李三'), await hire('李四')];
  for (const workerId of [here, elsewhere, offline]) await certify(workerId, 'elderCare');
  for (const workerId of [here, elsewhere, uncertified, offline]) await online(workerId, 'elderCare');
  await query(`update workers.worker set is_online = false where id = $1`, [offline]);
  const { weeks, items } = await operator.client.insights.trainingDemand({});
  expect(weeks).toBe(4);
  expect(items.map(({ family, districtName, orders, usual, isSpike, workers: there, needed, gap }) => [family, districtName, orders, usual, isSpike, there, needed, gap])).toEqual([
    ['elderCare', '天山片区', 25, 2, true, 1, 3, 2], ['cleaning', '天山片区', 26, 25, false, 0, 3, 3], ['cleaning', null, 3, 0, false, 0, 1, 1],
  ]);
});

test('the learners nearest to a certificate, who lives there first; who holds it is none of them', async () => {
  const [near, far, begun, held] = [await hire('王近'), await hire('王远', 87.9), await hire('王初'), await hire('王证')];
  for (const [workerId, modules] of [[near, ['elderCare', 'safety']], [far, ['elderCare', 'safety', 'elderCareAdvanced']], [begun, ['elderCare']], [held, ['elderCare', 'safety', 'elderCareAdvanced']]] as const) for (const module of modules) await city.act('system', noteLearned, { workerId, module, source: 'cohort', words: '班' });
  await certify(held, 'elderCare');
  const { kind, items } = await operator.client.insights.nearestLearners({ family: 'elderCare', districtId });
  expect(kind).toBe('elderCare');
  expect(items.map(({ name, isNear, modulesDone, modulesNeeded, missing }) => [name, isNear, modulesDone, modulesNeeded, missing.length])).toEqual([['王近', true, 2, 3, 1], ['王初', true, 1, 3, 2], ['王远', false, 3, 3, 0]]);
  expect((await operator.client.insights.nearestLearners({ family: 'elderCare' })).items[0]!.name).toBe('王远');
  await expect(city.client().insights.nearestLearners({ family: 'elderCare' })).rejects.toMatchObject({ status: 401 });
});

test('income before and after a certificate: the middle of those who have both spans, work’s pay alone', async () => {
  expect(await operator.client.insights.incomeAfter({})).toMatchObject({ days: 90, items: [] });
  const crew = [await hire('赵一'), await hire('赵二'), await hire('赵三')];
  const [newcomer, late] = [await hire('赵新'), await hire('赵晚')];
  let key = 0;
  const pay = (workerId: string, amountFen: number, kind = 'labour') => city.act('system', postTransaction, moved({ businessKey: `test:${++key}`, kind: 'settled', orderId: null, words: { zh: '测试', en: 'test' } }, [{ from: chart.compensation(), to: chart.worker(workerId), amountFen, kind }]));
  for (const workerId of [...crew, late]) await pay(workerId, 999_999);
  await city.pass({ days: 95 });
  for (const workerId of [...crew, newcomer, late]) await pay(workerId, 100_000);
  await pay(crew[0]!, 500_000, 'materials');
  await city.pass({ days: 5 });
  for (const workerId of [...crew, newcomer]) await certify(workerId, 'homeRepair');
  await city.pass({ days: 5 });
  for (const [at, workerId] of crew.entries()) await pay(workerId, [90_000, 150_000, 170_000][at]!);
  await city.pass({ days: 84 });
  await signIn();
  expect((await operator.client.insights.incomeAfter({})).items.map(({ kind }) => kind)).not.toContain('homeRepair');
  await certify(late, 'homeRepair');
  await city.pass({ days: 2 });
  await signIn();
  expect((await operator.client.insights.incomeAfter({})).items).toMatchObject([{ kind: 'homeRepair', people: 3, beforeFen: 100_000, afterFen: 150_000, changePercent: 50, raised: 2 }]);
});
