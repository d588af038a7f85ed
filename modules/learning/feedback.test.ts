import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../kernel/context.ts';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { installCatalogue, mount as catalog } from '../catalog/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers, recordRating } from '../workers/index.ts';
import { installModules, mount as learning, noteLearned } from './index.ts';
import { CORE } from './rules/modules.ts';
import { openSignals } from './rules/path.ts';
import { signalsOfComplaint, signalsOfInspection, signalsOfReview, topicsOf } from './rules/signals.ts';

describe('what feedback asks for', () => {
  const review = { skill: 5, communication: 5, attitude: 5, words: '', family: 'cleaning' };
  const modules = (signals: readonly { module: string }[]): string[] => signals.map(({ module }) => module);
  test.each([
    ['擦窗时人站到窗外，很危险', ['safety']], ['不沟通，还不接电话', ['communication']], ['一直玩手机，说她还顶嘴', ['manner']], ['孩子被烫到了，她态度还很差', ['safety', 'manner']], ['地没拖干净', []], ['templates of the plate', []], ['she was late', ['communication']],
  ])('%s is about %j', (words, topics) => { expect(topicsOf(words)).toEqual(topics); });
  test('a review by its low stars and its words; a good one asks for nothing whatever it mentions', () => {
    expect(signalsOfReview({ ...review, words: '很注意用电安全' })).toEqual([]);
    expect(modules(signalsOfReview({ ...review, skill: 2, words: '没断电就擦插座' }))).toEqual(['safety', 'basicCleaning']);
    expect(modules(signalsOfReview({ ...review, attitude: 1 }))).toEqual(['etiquette', 'emotionalLabour']);
    expect(modules(signalsOfReview({ ...review, skill: 1, family: null }))).toEqual([]);
  });
  test('a complaint by what it speaks of, else by the trade; a clause by its words', () => {
    expect(modules(signalsOfComplaint({ topics: ['safety'], family: 'cleaning' }))).toEqual(['safety']);
    expect(modules(signalsOfComplaint({ topics: [], family: 'elderCare' }))).toEqual(['elderCare']);
    expect(signalsOfInspection({ clauses: [{ zh: '用电前断电', en: 'Cut the power' }, { zh: '抹布分区', en: 'Cloths' }], family: 'cleaning' })).toMatchObject([{ module: 'safety', words: { zh: '检查发现没做到：用电前断电' } }, { module: 'basicCleaning' }]);
  });
  test('it stays until it is mended; stars alone are left to their mean', () => {
    const words = { zh: '一件投诉核实属实', en: 'A complaint was upheld' };
    const signals = [{ source: 'complaint' as const, module: 'safety', words, mendedAt: null }, { source: 'review' as const, module: 'communication', words, mendedAt: null }];
    expect([...openSignals(signals).keys()]).toEqual(['safety']);
    expect(openSignals(signals.map((one) => ({ ...one, mendedAt: new Date() }))).size).toBe(0);
  });
});

let city: Harness;
let [operator, trainer]: Person[] = [];
const emit = (name: 'order.reviewed' | 'complaint.judged' | 'standard.breached' | 'exam.judged', payload: object) => city.act('system', async (ctx: Ctx) => { await ctx.emit(name, { personIds: [], ...payload } as never); }, {}).then(() => city.drain());
const hire = async (phone: string, name: string): Promise<Person & { workerId: string }> => {
  const { workerId } = await operator!.client.workers.register({ phone, name, homeLon: 87.6, homeLat: 43.8, homeArea: '南湖' });
  return { ...await city.signIn(phone), workerId };
};

beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning], runsSchedules: false });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  await city.act('system', installCatalogue, {});
  [operator, trainer] = [await city.signIn('13900000001', '沈平'), await city.signIn('13900000002', '古丽老师')];
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  await city.act('system', giveRole, { personId: trainer.me.personId, role: 'trainer', scopeType: 'city', scopeId: '650100' });
  for (const { me } of [operator, trainer]) city.app.forgetIdentity(me.personId);
  await city.act('system', installModules, {});
});
afterAll(() => city.close());

test('reviews, upheld complaints and breaches lead to safety; each counts once, and the school sees what has been done', async () => {
  const [yan, hui] = [await hire('13500000001', '周燕'), await hire('13500000002', '吴慧')];
  for (const module of [...CORE, 'safety']) await city.act('system', noteLearned, { workerId: yan.workerId, module, source: 'cohort', words: '第三期' });
  await city.pass({ hours: 1 });
  const complaint = { ticketId: 'tkt_1', orderId: 'o1', workerId: yan.workerId, isUpheld: false, topics: ['safety'] };
  await emit('complaint.judged', complaint);
  expect((await yan.client.learning.myPath({})).steps.some(({ module }) => module === 'safety')).toBe(false);
  for (let told = 0; told < 2; told += 1) await emit('complaint.judged', { ...complaint, isUpheld: true });
  const path = await yan.client.learning.myPath({});
  expect(path).toMatchObject({ steps: [{ module: 'safety', kind: 'repair', reasons: [{ zh: '一件投诉核实属实' }] }, ...path.steps.slice(1)], because: { zh: '一件投诉核实属实' } });
  await city.act('system', recordRating, { workerId: hui.workerId, orderId: 'o2', itemName: { zh: '日常保洁', en: 'Daily cleaning' }, skill: 4, communication: 2, attitude: 5, words: '没断电就用湿布擦插座', weight: 1, isNeighbour: false });
  await emit('order.reviewed', { orderId: 'o2', workerId: hui.workerId });
  await city.database.pool.query(`insert into standards.edition (city_id, id, code, year, kind, subject, title_zh, title_en, is_title_confirmed, state, made_at) values ('650100', 'ed', 'X 1', 2026, 'enterprise', 's', '企业标准', 'x', true, 'inForce', now())`);
  await city.database.pool.query(`insert into standards.clause (city_id, id, edition_id, position, no, weight, text_zh, text_en) values ('650100', 'cl', 'ed', 1, '1', 'must', '用电前断电', 'Cut the power')`);
  await emit('standard.breached', { sampleId: 's1', orderId: 'o3', workerId: hui.workerId, clauseIds: ['cl'], merchantId: null });
  const report = async () => (await trainer!.client.learning.weakModules({ days: '30' })).items;
  expect(await report()).toMatchObject([
    { module: 'safety', title: { zh: '作业安全' }, signals: 3, reviews: 1, complaints: 1, inspections: 1, workers: 2, mended: 0, answers: [] }, { module: 'communication', workers: 1, reviews: 1 },
  ]);
  // She passes the quiz: it has been mended, and leaves her path; the other one finishes the module.
  await city.pass({ hours: 1 });
  await emit('exam.judged', { attemptId: 'att_1', paper: 'quiz-safety', workerId: yan.workerId, merchantId: null, scorePercent: 90, isPassed: true });
  expect((await yan.client.learning.myPath({})).steps.some(({ module }) => module === 'safety')).toBe(false);
  expect((await report())[0]).toMatchObject({ module: 'safety', mended: 1 });
  await city.act('system', noteLearned, { workerId: hui.workerId, module: 'safety', source: 'cohort', words: '第四期' });
  expect((await report())[0]).toMatchObject({ module: 'safety', mended: 2 });

  const { lessons } = await trainer!.client.learning.editedModule({ module: 'safety' });
  const { lessonId } = lessons[0]!;
  const drafted = await trainer!.client.learning.editLesson({ lessonId, body: { ...lessons[0]!.published!.body, readAloud: '' }, because: '多次没断电就擦插座' });
  expect(drafted.draft!.because).toMatchObject({ words: '多次没断电就擦插座', days: 90, reviews: 1, complaints: 1, inspections: 1 });
  expect((await trainer!.client.learning.editLesson({ lessonId, title: { zh: '用电安全' } })).draft!.because!.words).toBe('多次没断电就擦插座');
  expect((await report())[0]!.answers).toEqual([]);
  await trainer!.client.learning.publishLesson({ lessonId });
  expect((await report())[0]!.answers).toMatchObject([{ lessonId, version: 2, words: '多次没断电就擦插座' }]);
  await expect(city.database.pool.query(`update learning.lesson_version set because = null where city_id = '650100' and lesson_id = $1 and version = 2`, [lessonId])).rejects.toThrow('a published lesson is not edited');
  expect((await trainer!.client.learning.editLesson({ lessonId, title: { zh: '用电安全二' } })).draft!.because).toBeNull();
  await expect(yan.client.learning.weakModules({})).rejects.toMatchObject({ code: 'access.forbidden' });
  await city.pass({ days: 31 });
  Object.assign(trainer!, await city.signIn(trainer!.phone));
  expect([(await report()).length, (await trainer!.client.learning.weakModules({ days: '90' })).items.length]).toEqual([0, 2]);
});
