import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTown, type Town } from '../../kernel/harness-town.ts';
import { installStandards, mount as standards } from '../standards/index.ts';
import { installModules, mount as learning } from './index.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown({ at: '2026-11-22T00:00:00Z', more: [standards, learning], runsSchedules: false });
  await town.city.act('system', installStandards, {});
  await town.city.act('system', installModules, {});
}, 60_000);
afterAll(() => town.city.close());

test('a paid order is wanted work where it was ordered, and a family’s review changes what its worker learns next', async () => {
  const [worker, home] = [await town.hire('王秀英'), await town.household()];
  await worker.client.learning.openLesson({ lessonId: 'les_basicCleaning_1' });
  const orderId = await town.paid(home, town.at(1, 10), worker.workerId);
  const { rows } = await town.city.database.pool.query('select family, district_id, orders from learning.demand');
  expect(rows).toEqual([{ family: 'cleaning', district_id: town.districts[0], orders: 1 }]);
  await town.serve(home, worker, orderId);
  await home.client.orders.review({ orderId, skill: 2, communication: 5, attitude: 5 });
  await town.city.drain();
  const path = await worker.client.learning.myPath({});
  expect(path.because).toEqual({ zh: '有了新评价', en: 'A new review' });
  expect(path.steps[0]).toMatchObject({ module: 'basicCleaning', kind: 'finish' });
  expect((await town.city.app.verify()).filter(({ ok, name }) => !ok && /learn|lesson|module/.test(name))).toEqual([]);
});

test('what an inspection found not kept stands in her path', async () => {
  const [worker, home] = [await town.hire('赵春梅'), await town.household()];
  await worker.client.learning.openLesson({ lessonId: 'les_communication_1' });
  const orderId = await town.paid(home, town.at(2, 10), worker.workerId);
  await town.serve(home, worker, orderId);
  await town.moveTo(new Date(town.city.clock.now().getTime() + 2 * 86_400_000).toISOString(), [worker, home, town.operator]);
  const { standards: desk } = town.operator.client;
  const round = await desk.openRound({ name: '抽查', from: '2026-11-22', to: town.city.clock.now().toISOString().slice(0, 10), ratePercent: 100 });
  const { sampleId, findings } = round.items.find((one) => one.orderId === orderId)!;
  await desk.judgeSample({ sampleId, findings: findings.map(({ clauseId }, at) => ({ clauseId, verdict: at === 0 ? 'notMet' as const : 'met' as const, words: at === 0 ? '没有亮证' : '' })) });
  await town.city.drain();
  const path = await worker.client.learning.myPath({});
  expect(path.because).toEqual({ zh: '检查发现没做到', en: 'An inspection found something not kept' });
  expect(path.steps.find(({ module }) => module === 'basicCleaning')!.reasons[0]!.zh).toBe(`检查发现没做到：${findings[0]!.text.zh}`);
});
