import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHarness, type Harness, type Person } from '../../kernel/harness.ts';
import { when } from '../../kernel/reactions.ts';
import { giveRole, mount as accounts, openCity } from '../accounts/index.ts';
import { admitMerchant, licenceChecksum, mount as alliance } from '../alliance/index.ts';
import { mount as catalog } from '../catalog/index.ts';
import { coreModules, installModules, mount as learning, noteLearned } from '../learning/index.ts';
import { mount as training } from '../training/index.ts';
import { mount as workers } from '../workers/index.ts';
import { countAttempt } from './actions/reports.ts';
import { installQuestions, mount as exams } from './index.ts';

type Judged = { paper: string; workerId: string | null; merchantId: string | null; isPassed: boolean; scorePercent: number };
let city: Harness;
let operator: Person;
const judged: Judged[] = [];
let nextPhone = 13_710_000_000;
const hire = async (name: string): Promise<Person & { workerId: string }> => {
  const phone = String(nextPhone++);
  const { workerId } = await operator.client.workers.register({ phone, name, homeLon: 87.6, homeLat: 43.8, homeArea: '南湖' });
  return { ...await city.signIn(phone), workerId };
};
const learn = async (workerId: string, modules: readonly string[]): Promise<void> => { for (const module of modules) await city.act('system', noteLearned, { workerId, module, source: 'cohort', words: '岗前班' }); };
const trained = async (name: string): Promise<Person & { workerId: string }> => {
  const worker = await hire(name);
  await learn(worker.workerId, coreModules);
  return worker;
};

beforeAll(async () => {
  const listener = { name: 'listener', reactions: [when('exam.judged', 'listener.note', async (_ctx, e) => { judged.push(e); })] };
  city = await openHarness({ modules: [accounts, alliance, catalog, workers, training, learning, exams, listener], everyAtMostMinutes: 60 });
  await city.act('system', openCity, { nameZh: '乌鲁木齐', nameEn: 'Urumqi', tier: 2, hotline: '', isDemo: true });
  operator = await city.signIn('13900000001', '沈平');
  await city.act('system', giveRole, { personId: operator.me.personId, role: 'operator', scopeType: 'city', scopeId: '650100' });
  city.app.forgetIdentity(operator.me.personId);
  await city.act('system', installModules, {});
  await city.act('system', installQuestions, {});
});
afterAll(() => city.close());
beforeEach(() => { judged.length = 0; });

type Attempt = Awaited<ReturnType<Person['client']['exams']['start']>>;
/** The key, by what is asked: from the bank, as no learner sees it. */
const keyOf = async (attemptId: string): Promise<Map<number, string[]>> => {
  const { rows } = await city.database.pool.query('select i.no, i.option_order, v.right_codes from exams.attempt_item i join exams.question_version v on v.city_id = i.city_id and v.question_id = i.question_id and v.version = i.version where i.attempt_id = $1', [attemptId]);
  return new Map((rows as { no: number; option_order: string[]; right_codes: string[] }[]).map((row) => [row.no, row.right_codes.map((code) => 'ABCDEFGH'[row.option_order.indexOf(code)]!)]));
};
const answers = async (attempt: Attempt, rights: number) => {
  const key = await keyOf(attempt.attemptId);
  return attempt.items.map(({ no, pick, options }, place) => {
    const right = key.get(no)!;
    const wrong = pick === 'order' ? [...right].reverse() : [options.find(({ code }) => !right.includes(code))!.code];
    return { no, version: 1, answer: place < rights ? right : wrong };
  });
};

test('begins once: a reload gives the same questions in the same order, another learner gets others', async () => {
  const [lan, mei] = [await trained('李秀兰'), await trained('王春梅')];
  const [first, again] = [await lan.client.exams.start({ paper: 'core' }), await lan.client.exams.start({ paper: 'core' })];
  expect(again).toEqual(first);
  expect(first).toMatchObject({ state: 'open', itemCount: 40, answeredCount: 0, remainingSeconds: 3600 });
  const other = await mei.client.exams.start({ paper: 'core' });
  expect(other.items.map(({ stem }) => stem.zh)).not.toEqual(first.items.map(({ stem }) => stem.zh));
  await expect(mei.client.exams.attempt({ attemptId: first.attemptId })).rejects.toMatchObject({ code: 'exams.attempt_unknown', status: 404 });
  // Neither the bank's letters nor the key travel: the right option stands anywhere.
  const key = await keyOf(first.attemptId);
  expect(new Set([...key].filter(([no]) => first.items[no - 1]!.kind === 'single').map(([, [letter]]) => letter)).size).toBeGreaterThan(2);
  expect(JSON.stringify(first)).not.toMatch(/isRight|rightCodes|why/);
});

test('answers are saved one by one, the higher version stays, and a wrong one is refused by name', async () => {
  const lan = await trained('李秀英');
  const attempt = await lan.client.exams.start({ paper: 'core' });
  const { attemptId } = attempt;
  const item = attempt.items.find(({ kind }) => kind === 'single')!;
  const save = (version: number, answer: string[], no = item.no) => lan.client.exams.answer({ attemptId, answers: [{ no, version, answer }] });
  expect((await save(2, ['B'])).saved).toEqual([{ no: item.no, version: 2, answer: ['B'] }]);
  expect((await save(1, ['A'])).saved).toEqual([{ no: item.no, version: 2, answer: ['B'] }]);
  expect((await save(2, ['C'])).saved).toEqual([{ no: item.no, version: 2, answer: ['B'] }]);
  expect(await save(3, [])).toMatchObject({ saved: [{ version: 3, answer: null }], answeredCount: 0 });
  await expect(save(4, ['A', 'B'])).rejects.toMatchObject({ code: 'exams.answer_wrong' });
  await expect(save(4, ['Z'])).rejects.toMatchObject({ code: 'exams.answer_wrong' });
  await expect(save(4, ['A'], 41)).rejects.toMatchObject({ code: 'exams.item_unknown' });
  await save(5, ['D']);
  // A phone whose clock is hours off gains nothing: nobody asks it.
  await city.pass({ minutes: 20 });
  expect(await lan.client.exams.attempt({ attemptId })).toMatchObject({ remainingSeconds: 2400, answeredCount: 1 });
  expect((await lan.client.exams.attempt({ attemptId })).items.find(({ no }) => no === item.no)).toMatchObject({ answer: ['D'], version: 5 });
});

test('32 of 40 pass and give the certificate with the attempt as evidence; handing in again is refused, the same request is not', async () => {
  const lan = await trained('赵桂花');
  const attempt = await lan.client.exams.start({ paper: 'core' });
  const body = { answers: await answers(attempt, 32) };
  const send = () => city.request({ method: 'POST', url: `/api/exam-attempts/${attempt.attemptId}/submit`, token: lan.token, key: 'one-key', body });
  const [first, again] = [await send(), await send()];
  expect(first.body).toMatchObject({ isPassed: true, scorePercent: 80, rightCount: 32, itemCount: 40, closedBy: 'self', review: [] });
  expect(again).toMatchObject({ status: 200, body: first.body as object });
  await expect(lan.client.exams.submit({ attemptId: attempt.attemptId })).rejects.toMatchObject({ code: 'exams.attempt_over', zh: expect.stringContaining('已经交卷') });
  await expect(lan.client.exams.answer({ attemptId: attempt.attemptId, answers: [{ no: 1, version: 9, answer: ['A'] }] })).rejects.toMatchObject({ code: 'exams.attempt_over' });
  const [certificate] = (await lan.client.training.myCertificates({})).items;
  expect(certificate).toMatchObject({ kind: 'core', state: 'valid', evidence: { kind: 'attempt', evidenceId: attempt.attemptId, words: '理论 80 分' } });
  await city.drain();
  expect(judged).toEqual([expect.objectContaining({ paper: 'core', workerId: lan.workerId, merchantId: null, isPassed: true, scorePercent: 80 })]);
  await expect(lan.client.exams.start({ paper: 'core' })).rejects.toMatchObject({ code: 'exams.passed_already' });
  expect((await lan.client.workers.myAdmission({})).checks.find(({ code }) => code === 'training')).toMatchObject({ state: 'passed' });
  expect((await lan.client.exams.myCertification({})).items.find(({ kind }) => kind === 'core')).toMatchObject({ isHeld: true, number: certificate!.number, next: { step: 'none' } });
});

test('a retraining that was ordered is sat for at once, whatever she holds, and passing it frees her by itself', async () => {
  const lan = await trained('钱玉珍');
  const pass = async (): Promise<void> => {
    const attempt = await lan.client.exams.start({ paper: 'core' });
    await lan.client.exams.submit({ attemptId: attempt.attemptId, answers: await answers(attempt, 40) });
  };
  const core = async () => (await lan.client.exams.myCertification({})).items.find(({ kind }) => kind === 'core')!;
  const training = async () => (await lan.client.workers.myAdmission({})).checks.find(({ code }) => code === 'training');
  await pass();
  expect((await lan.client.workers.myProfile({})).skills.map(({ code, level }) => [code, level]).toSorted()).toEqual([['cleaning', 1], ['cooking', 1], ['housekeeping', 1]]);
  expect([await training(), (await core()).next.step]).toMatchObject([{ state: 'passed', validUntil: '2028-11-22' }, 'none']);
  await city.pass({ days: 30 });
  Object.assign(operator, await city.signIn('13900000001'));
  Object.assign(lan, await city.signIn(lan.phone));
  const { conductId } = await operator.client.workers.recordConduct({ workerId: lan.workerId, kind: 'retrain', reason: '消毒步骤不对', evidence: '回访 3 次' });
  expect([await training(), (await core()).next]).toMatchObject([{ state: 'lapsed', words: { zh: '要求复训：消毒步骤不对' } }, { step: 'exam', words: { zh: '复训：再考一次理论' } }]);
  await city.pass({ minutes: 5 });
  await pass();
  expect([await training(), (await core()).next.step]).toMatchObject([{ state: 'passed', validUntil: '2028-12-22' }, 'none']);
  expect((await lan.client.training.myCertificates({})).items).toHaveLength(1);
  expect((await lan.client.workers.conductOf({ workerId: lan.workerId })).items).toMatchObject([{ conductId, state: 'done', endWords: '理论 100 分' }]);
  // Who had none yet is freed by her first.
  const mei = await hire('孟桂英');
  await learn(mei.workerId, coreModules);
  await operator.client.workers.recordConduct({ workerId: mei.workerId, kind: 'retrain', reason: '同上', evidence: '回访' });
  await city.pass({ minutes: 5 });
  const attempt = await mei.client.exams.start({ paper: 'core' });
  await mei.client.exams.submit({ attemptId: attempt.attemptId, answers: await answers(attempt, 40) });
  expect((await mei.client.workers.conductOf({ workerId: mei.workerId })).items).toMatchObject([{ state: 'done' }]);
});

test('the core exam asks for all four core modules; who finishes one after the exam gets the certificate then', async () => {
  const lan = await hire('郑秀芳');
  await learn(lan.workerId, coreModules.slice(0, 3));
  await expect(lan.client.exams.start({ paper: 'core' })).rejects.toMatchObject({ code: 'exams.modules_missing', zh: '先学完这些模块再考：长者陪伴' });
  const paper = (await lan.client.exams.myPapers({})).items.find((one) => one.paper === 'core')!;
  expect([paper.needs.filter(({ isMet }) => !isMet).map(({ code }) => code), paper.can['start']!.why!.zh]).toEqual([['elderCare'], '先学完：长者陪伴']);
  expect((await lan.client.exams.myCertification({})).items.find(({ kind }) => kind === 'core')!.next).toEqual({ step: 'learn', words: { zh: '先学完：长者陪伴', en: 'Finish first: Elder companionship' } });
  await learn(lan.workerId, ['elderCare']);
  expect((await lan.client.exams.start({ paper: 'core' })).state).toBe('open');
});

test('31 of 40 do not; three tries in 24 hours, and the next one is told', async () => {
  const lan = await trained('孙玉梅');
  for (let round = 1; round <= 3; round++) {
    const attempt = await lan.client.exams.start({ paper: 'core' });
    const result = await lan.client.exams.submit({ attemptId: attempt.attemptId, answers: await answers(attempt, 31) });
    expect(result).toMatchObject({ isPassed: false, scorePercent: 77, tries: { left: 3 - round } });
    expect(result.topics.reduce((sum, { right }) => sum + right, 0)).toBe(31);
  }
  await expect(lan.client.exams.start({ paper: 'core' })).rejects.toMatchObject({ code: 'exams.tries_used', zh: expect.stringContaining('24 小时内最多考 3 次') });
  expect((await lan.client.exams.myPapers({})).items.find(({ paper }) => paper === 'core')).toMatchObject({ tries: { left: 0 }, can: { start: { isAllowed: false } }, last: { scorePercent: 77 }, isPassed: false });
  expect((await lan.client.training.myCertificates({})).items).toEqual([]);
  await city.pass({ hours: 24 });
  expect((await lan.client.exams.start({ paper: 'core' })).state).toBe('open');
});

test('the clock of the server closes it: half a minute of grace, then what was saved is judged and a late submit refused', async () => {
  const lan = await trained('钱小红');
  const attempt = await lan.client.exams.start({ paper: 'core' });
  const all = await answers(attempt, 40);
  await lan.client.exams.answer({ attemptId: attempt.attemptId, answers: all.slice(0, 35) });
  await city.pass({ minutes: 60, seconds: 20 });
  expect(await lan.client.exams.answer({ attemptId: attempt.attemptId, answers: [{ ...all[35]!, version: 1 }] })).toMatchObject({ remainingSeconds: 0, answeredCount: 36 });
  await city.pass({ seconds: 20 });
  await expect(lan.client.exams.submit({ attemptId: attempt.attemptId, answers: all })).rejects.toMatchObject({ code: 'exams.time_over' });
  expect(await lan.client.exams.result({ attemptId: attempt.attemptId })).toMatchObject({ closedBy: 'clock', rightCount: 36, scorePercent: 90, isPassed: true, words: { zh: expect.stringContaining('时间到') } });
  expect(judged.filter(({ workerId }) => workerId === lan.workerId)).toHaveLength(1);
});

test('a quiz explains each question, and its notes are for people', async () => {
  const lan = await hire('周桂英');
  const attempt = await lan.client.exams.start({ paper: 'quiz-cooking' });
  await expect(lan.client.exams.result({ attemptId: attempt.attemptId })).rejects.toMatchObject({ code: 'exams.not_judged' });
  const notes = [{ no: 1, kind: 'left' as const, phoneAt: '2030-01-01T00:00:00Z' }, { no: 2, kind: 'returned' as const, seconds: 40 }];
  await lan.client.exams.noteIntegrity({ attemptId: attempt.attemptId, notes });
  await lan.client.exams.noteIntegrity({ attemptId: attempt.attemptId, notes: [...notes, { no: 3, kind: 'left' }] });
  const result = await lan.client.exams.submit({ attemptId: attempt.attemptId, answers: await answers(attempt, 9) });
  expect(result).toMatchObject({ isPassed: true, scorePercent: 90, itemCount: 10 });
  expect(result.review).toHaveLength(10);
  expect(result.review.filter(({ isRight }) => !isRight)).toHaveLength(1);
  expect(result.review.find(({ isRight }) => isRight)).toMatchObject({ yours: [{ zh: expect.any(String) }] });
  await city.drain();
  expect(judged.filter(({ workerId }) => workerId === lan.workerId)).toEqual([expect.objectContaining({ paper: 'quiz-cooking', isPassed: true })]);
  const report = await operator.client.exams.attemptReport({ attemptId: attempt.attemptId });
  expect(report).toMatchObject({ leftCount: 2, personName: '周桂英', isPassed: true, notes: [{ kind: 'left', phoneAt: '2030-01-01T00:00:00.000Z' }, { kind: 'returned', seconds: 40 }, { kind: 'left' }] });
  await expect(lan.client.exams.attemptReport({ attemptId: attempt.attemptId })).rejects.toMatchObject({ code: 'access.forbidden' });
  await expect(lan.client.exams.start({ paper: 'quiz-flying' })).rejects.toMatchObject({ code: 'exams.paper_unknown' });
});

test('the merchant paper is the owner’s, not a worker’s and not the staff’s', async () => {
  const lan = await hire('吴秀珍');
  await expect(lan.client.exams.start({ paper: 'merchant' })).rejects.toMatchObject({ code: 'access.forbidden' });
  const body = '91650100MA7777772';
  const { merchantId } = await city.act(operator, admitMerchant, { name: '好邻居家政', licenceNo: `${body}${licenceChecksum(body)}`, ownerName: '马老板', ownerPhone: '13720000001', commissionBasisPoints: 800, workerShareBasisPoints: 7000, guaranteeDepositFen: 0, families: ['cleaning'] });
  const owner = await city.signIn('13720000001');
  const [paper, ...others] = (await owner.client.exams.myPapers({})).items;
  expect([paper!.paper, others]).toEqual(['merchant', []]);
  const attempt = await owner.client.exams.start({ paper: 'merchant' });
  expect(attempt.items).toHaveLength(40);
  expect(await owner.client.exams.submit({ attemptId: attempt.attemptId, answers: await answers(attempt, 40) })).toMatchObject({ isPassed: true, scorePercent: 100 });
  await city.drain();
  expect(judged).toEqual([expect.objectContaining({ paper: 'merchant', workerId: null, merchantId, isPassed: true })]);
});

test('numbers of papers and questions count every attempt once, and all of it adds up', async () => {
  const before = (await operator.client.exams.paperReport({})).items.find(({ paper }) => paper === 'quiz-elderCare')!;
  const learners = await Promise.all(Array.from({ length: 12 }, (_, i) => i).map((i) => hire(`学员${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`)));
  for (const [place, learner] of learners.entries()) {
    const attempt = await learner.client.exams.start({ paper: 'quiz-elderCare' });
    await learner.client.exams.submit({ attemptId: attempt.attemptId, answers: await answers(attempt, place < 6 ? 10 : 4) });
  }
  await city.drain();
  const after = (await operator.client.exams.paperReport({})).items.find(({ paper }) => paper === 'quiz-elderCare')!;
  expect([after.attempts - before.attempts, after.passed - before.passed, after.isEnough, after.meanPercent]).toEqual([12, 6, true, 70]);
  // Told a second time, nothing is counted twice: the sums are the answers there are.
  const [latest] = (await operator.client.exams.attemptList({ paper: 'quiz-elderCare', limit: 1 })).items;
  await city.act('system', countAttempt, { attemptId: latest!.attemptId });
  const { rows } = await city.database.pool.query(`select (select sum(answers) from exams.question_sum)::int as counted, (select count(*) from exams.attempt_item i join exams.attempt a on a.city_id = i.city_id and a.id = i.attempt_id where a.state = 'judged' and i.answer is not null)::int as given`);
  const { counted, given } = (rows as { counted: number; given: number }[])[0]!;
  expect(counted).toBe(given);
  const { items } = await operator.client.exams.questions({ topic: 'elderCare', limit: 50 });
  expect(items.reduce((sum, { statistics }) => sum + statistics.answers, 0)).toBeGreaterThanOrEqual(120);
  const asked = items.filter(({ statistics }) => statistics.answers >= 10);
  for (const { statistics } of asked) expect(statistics.p).toBeGreaterThan(0);
  expect((await operator.client.exams.attemptList({ paper: 'quiz-elderCare', isPassed: 'false', limit: 4 })).items).toHaveLength(4);
  const first = await operator.client.exams.attemptList({ paper: 'quiz-elderCare', limit: 7 });
  const second = await operator.client.exams.attemptList({ paper: 'quiz-elderCare', limit: 7, cursor: first.nextCursor! });
  expect(new Set([...first.items, ...second.items].map(({ attemptId }) => attemptId)).size).toBe(12);
  expect((await city.app.verify()).filter(({ ok }) => !ok)).toEqual([]);
});
