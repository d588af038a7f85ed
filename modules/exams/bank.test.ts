import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { installModules, mount as learning } from '../learning/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers } from '../workers/index.ts';
import { installQuestions, mount as exams } from './index.ts';

let city: Harness;
let operator: Person;
const table = (rows: readonly string[]): string => ['编号,知识点,题型,难度,题干,选项A,选项B,选项C,答案,解析', ...rows].join('\n');
const send = async (body: string, isDryRun: boolean, token = operator.token): Promise<{ status: number; body: any }> => {
  const answer = await city.app.http.inject({ method: 'POST', url: `/api/school/question-imports?isDryRun=${isDryRun}`, headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }, payload: body });
  return { status: answer.statusCode, body: answer.json() };
};

let installed: number;
beforeAll(async () => {
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, exams], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);
  await city.act('system', installModules, {});
  installed = (await city.act('system', installQuestions, {})).added;
});
afterAll(() => city.close());

test('the bank is there once, and enough for every paper', async () => {
  expect(installed).toBeGreaterThan(250);
  expect((await city.act('system', installQuestions, {})).added).toBe(0);
  const papers = (await operator.client.exams.paperReport({})).items;
  expect(papers.filter(({ isEnough }) => !isEnough).map(({ paper }) => paper)).toEqual([]);
  expect(papers.map(({ paper }) => paper)).toEqual(expect.arrayContaining(['core', 'merchant', 'specialty-homeRepair', 'quiz-safety']));
});

test('a table is read row by row: the good go in, the others are named, and the same table again changes nothing', async () => {
  const rows = ['t1,作业安全,单选,1,灭火器怎么拿？,提着 | Carry,踢着,,A,', 't2,作业安全,判断,1,对吗？,,,,错,', 't3,天文,单选,1,？,甲,乙,,A,', 't4,作业安全,单选,1,几个？,甲,乙,,E,'];
  expect((await send(table(rows), true)).body).toMatchObject({ isDryRun: true, rowsRead: 4, added: 2, refused: 2, faults: [{ rowNo: 4, column: '知识点' }, { rowNo: 5, column: '答案' }] });
  expect((await operator.client.exams.questions({ q: '灭火器怎么拿' })).items).toEqual([]);
  expect((await send(table(rows), false)).body).toMatchObject({ added: 2, refused: 2 });
  expect((await send(table(rows), false)).body).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  expect((await send(table([rows[0]!.replace('踢着', '拖着')]), false)).body).toMatchObject({ added: 0, changed: 1 });
  expect((await operator.client.exams.questions({ q: '灭火器怎么拿' })).items[0]).toMatchObject({ version: 2, topic: 'safety' });
  expect((await send('姓名,电话\n甲,1', false)).body).toMatchObject({ code: 'workers.import_file_wrong' });
  const worker = await city.signIn('13900000099', '外人');
  expect((await send(table(rows), false, worker.token)).body).toMatchObject({ code: 'access.forbidden' });
});

test('a question gets a version more, the old one stays; a wrong one is refused, a retired one is asked no more', async () => {
  const text = { topic: 'safety', kind: 'single' as const, difficulty: 2, stem: { zh: '电线破皮怎么办？' }, options: [{ zh: '停用并报告', isRight: true }, { zh: '继续用', isRight: false }], why: {} };
  const made = await operator.client.exams.saveQuestion(text);
  expect(made).toMatchObject({ version: 1, statistics: { flag: 'few', p: null } });
  expect((await operator.client.exams.saveQuestion({ ...text, questionId: made.questionId })).version).toBe(1);
  expect((await operator.client.exams.saveQuestion({ ...text, questionId: made.questionId, difficulty: 3 })).version).toBe(2);
  expect((await operator.client.exams.question({ questionId: made.questionId })).versions.map(({ version, difficulty }) => [version, difficulty])).toEqual([[1, 2]]);
  await expect(operator.client.exams.saveQuestion({ ...text, options: text.options.map((option) => ({ ...option, isRight: true })) })).rejects.toMatchObject({ code: 'exams.question_wrong' });
  await expect(operator.client.exams.saveQuestion({ ...text, topic: 'astronomy' })).rejects.toMatchObject({ code: 'exams.question_wrong' });
  await expect(operator.client.exams.saveQuestion({ ...text, kind: 'picture', imageBase64: btoa('<svg onload=alert(1)>') })).rejects.toMatchObject({ code: 'media.not_an_image' });
  await operator.client.exams.retireQuestion({ questionId: made.questionId });
  expect((await operator.client.exams.questions({ topic: 'safety', limit: 100 })).items.some(({ questionId }) => questionId === made.questionId)).toBe(false);
});
