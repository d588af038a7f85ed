import { describe, expect, test } from 'vitest';
import { isOver, remainingSeconds, scoreOf, triesLeft } from './rules/attempts.ts';
import { seedBank } from './rules/bank.ts';
import { readDay, readOutsideColumns, readOutsideRow } from './rules/outside.ts';
import { outsideProof, recognise, recognition } from './rules/recognition.ts';
import { foundationOf } from './rules/papers.ts';
import { evidenceOf, isComplete, standingOf, whyNotAgain, type HeldCertificate } from './rules/certification.ts';
import { seeded, shuffled } from './rules/chance.ts';
import { readColumns, readQuestion } from './rules/import.ts';
import { coreModules, papersOf } from './rules/papers.ts';
import { faultOf, isRight, optionOrder, readAnswer, shownCode } from './rules/questions.ts';
import { faultOfSheet, judgeSheet, rubricOf, rubrics } from './rules/rubrics.ts';
import { discriminationOf, flagOf, type QuestionSums } from './rules/statistics.ts';

const at = (iso: string): Date => new Date(iso);
const now = at('2026-11-22T02:00:00Z');

describe('an answer', () => {
  const options = ['a', 'b', 'c', 'd'].map((code) => ({ code, zh: code, en: code }));
  test.each([
    ['single', ['b'], ['b'], true], ['single', ['b'], ['a'], false], ['single', ['b'], null, false], ['multi', ['a', 'c'], ['a', 'c'], true], ['multi', ['a', 'c'], ['a'], false], ['multi', ['a', 'c'], ['a', 'b', 'c'], false],
    ['order', ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd'], true], ['order', ['a', 'b', 'c', 'd'], ['b', 'a', 'c', 'd'], false], ['judge', ['a'], ['a'], true],
  ] as const)('%s %j answered %j', (kind, right, given, expected) => { expect(isRight(kind, right, given)).toBe(expected); });
  test('travels in letters of the attempt and back', () => {
    const order = ['c', 'a', 'd', 'b'];
    expect(shownCode(order, 'd')).toBe('C');
    expect(readAnswer('multi', order, ['D', 'B'])).toEqual(['a', 'b']);
    expect(readAnswer('order', order, ['B', 'D', 'A', 'C'])).toEqual(['a', 'b', 'c', 'd']);
    for (const bad of [['E'], ['A', 'A'], ['AB'], ['']]) expect(readAnswer('multi', order, bad)).toBeNull();
    expect(readAnswer('single', order, ['A', 'B'])).toBeNull();
    expect(readAnswer('order', order, ['A', 'B'])).toBeNull();
    expect(readAnswer('order', order, [])).toEqual([]);
  });
  test('is shuffled by its seed, true and false never, and steps never stand right already', () => {
    for (let seed = 1; seed < 300; seed++) expect(optionOrder({ kind: 'order', options, rightCodes: ['a', 'b', 'c', 'd'] }, seeded(seed))).not.toEqual(['a', 'b', 'c', 'd']);
    expect(optionOrder({ kind: 'judge', options: options.slice(0, 2), rightCodes: ['a'] }, seeded(9))).toEqual(['a', 'b']);
    expect(shuffled([1, 2, 3, 4, 5, 6], seeded(7))).toEqual(shuffled([1, 2, 3, 4, 5, 6], seeded(7)));
    const firsts = new Set(Array.from({ length: 60 }, (_, seed) => shuffled([1, 2, 3, 4], seeded(seed))[0]));
    expect(firsts.size).toBe(4);
  });
});

test('80 % is passed at 32 of 40 and not at 31; what is shown is rounded down', () => {
  expect(scoreOf(32, 40, 80)).toEqual({ scorePercent: 80, isPassed: true });
  expect(scoreOf(31, 40, 80)).toEqual({ scorePercent: 77, isPassed: false });
  expect(scoreOf(15, 19, 79)).toEqual({ scorePercent: 78, isPassed: false });
});

test('three tries in 24 hours, the next one when the oldest has gone by', () => {
  const starts = ['2026-11-21T02:30:00Z', '2026-11-21T10:00:00Z', '2026-11-21T20:00:00Z'].map(at);
  expect(triesLeft(starts, { most: 3, hours: 24 }, now)).toEqual({ left: 0, nextAt: at('2026-11-22T02:30:00Z') });
  expect(triesLeft(starts, { most: 3, hours: 24 }, at('2026-11-22T02:30:00Z'))).toEqual({ left: 1, nextAt: null });
  expect(isOver(now, at('2026-11-22T02:00:30Z'))).toBe(false);
  expect(isOver(now, at('2026-11-22T02:00:31Z'))).toBe(true);
  expect(remainingSeconds(now, at('2026-11-22T03:00:00Z'))).toBe(0);
});

describe('the bank', () => {
  test('has twenty questions and more on each core module, every one of them well-formed, with a reason or self-evident', () => {
    const count = Map.groupBy(seedBank, ({ topic }) => topic);
    for (const module of coreModules) expect(count.get(module)!.length).toBeGreaterThanOrEqual(20);
    for (const question of seedBank) {
      expect([question.code, faultOf(question)]).toEqual([question.code, null]);
      expect([question.code, question.stemEn === '' || question.options.some(({ en }) => en === '')]).toEqual([question.code, false]);
    }
    expect(new Set(seedBank.map(({ code }) => code)).size).toBe(seedBank.length);
    expect(new Set(seedBank.map(({ kind }) => kind))).toEqual(new Set(['single', 'multi', 'judge', 'order', 'picture']));
  });
  test('reads a table row and names what is wrong with it', () => {
    const { columns, missing } = readColumns(['编号', '知识点', '题型', '难度', '题干', '选项A', '选项 B', '选项C', '答案', '解析']);
    expect(missing).toEqual([]);
    expect(readColumns(['题干']).missing).toEqual(['知识点', '题型', '答案']);
    const topics = new Map([['作业安全', 'safety']]);
    const read = (cells: string[]) => readQuestion(cells, columns, topics, new Set());
    expect(read(['q1', '作业安全', '多选', '难', '哪些对？', '甲 | one', '乙', '丙', 'C A', '因为']).row).toMatchObject({ kind: 'multi', difficulty: 3, rightCodes: ['a', 'c'], options: [{ zh: '甲', en: 'one' }, { zh: '乙' }, { zh: '丙' }] });
    expect(read(['q2', '作业安全', '排序', '', '排一排', '一', '二', '三', 'CAB', '']).row!.options.map(({ zh }) => zh)).toEqual(['三', '一', '二']);
    expect(read(['q3', '作业安全', '判断', '1', '对吗', '', '', '', '错', '']).row).toMatchObject({ rightCodes: ['b'], options: [{ zh: '对' }, { zh: '错' }] });
    const column = (cells: string[]): string => read(cells).fault!.column;
    expect(column(['', '天文', '单选', '', '？', '甲', '乙', '', 'A', ''])).toBe('知识点');
    expect(column(['', '作业安全', '填空', '', '？', '甲', '乙', '', 'A', ''])).toBe('题型');
    expect(column(['', '作业安全', '单选', '', '？', '甲', '乙', '', 'D', ''])).toBe('答案');
    expect(column(['', '作业安全', '单选', '', '？', '甲', '', '丙', 'A', ''])).toBe('选项');
    expect(column(['', '作业安全', '单选', '', '？', '甲', '甲', '', 'A', ''])).toBe('题目');
    expect(column(['', '作业安全', '看图', '', '？', '甲', '乙', '', 'A', ''])).toBe('题目');
  });
});

test('papers ask what they say, and a specialty asks mostly about itself', () => {
  const papers = papersOf({ names: new Map([['safety', { zh: '安全', en: 'Safety' }]]), neededFor: (kind) => (kind === 'deepCleaning' ? ['basicCleaning', 'safety', 'windowPolishing', 'deepCleaning'] : []) });
  for (const { paper, itemCount, parts } of papers) expect([paper, parts.reduce((sum, { asks }) => sum + asks, 0)]).toEqual([paper, itemCount]);
  expect(papers.find(({ paper }) => paper === 'specialty-deepCleaning')).toMatchObject({ itemCount: 20, parts: [{ topic: 'deepCleaning', asks: 12 }, { topic: 'basicCleaning', asks: 3 }, { topic: 'safety', asks: 3 }, { topic: 'windowPolishing', asks: 2 }] });
  expect(papers.find(({ paper }) => paper === 'merchant')).toMatchObject({ itemCount: 40, passPercent: 80, tries: { most: 3, hours: 24 } });
});

describe('a rubric', () => {
  test('makes 100 points for every kind', () => { for (const { kind, items } of rubrics) expect([kind, items.reduce((sum, { points }) => sum + points, 0)]).toEqual([kind, 100]); });
  const rubric = rubricOf('practical')!;
  const full = rubric.items.map(({ code, points }) => ({ code, points }));
  test('is passed at 80, never over a red line, and takes every line', () => {
    expect(judgeSheet(rubric, { items: full, redLines: [] })).toEqual({ scorePercent: 100, isPassed: true });
    expect(judgeSheet(rubric, { items: full, redLines: ['chemicals'] })).toEqual({ scorePercent: 100, isPassed: false });
    expect(judgeSheet(rubric, { items: full.map((item) => (item.code === 'cloths' ? { ...item, points: 0 } : item)), redLines: [] })).toEqual({ scorePercent: 80, isPassed: true });
    expect(faultOfSheet(rubric, { items: full.slice(1), redLines: [] })!.zh).toContain('没有打分');
    expect(faultOfSheet(rubric, { items: [...full, { code: 'charm', points: 1 }], redLines: [] })).not.toBeNull();
    expect(faultOfSheet(rubric, { items: full.map((item) => ({ ...item, points: 21 })), redLines: [] })!.zh).toContain('最多');
    expect(faultOfSheet(rubric, { items: full, redLines: ['nothing'] })).not.toBeNull();
  });
});

describe('theory, modules and practical', () => {
  const proof = (id: string, iso: string) => ({ id, scorePercent: 90, at: at(iso) });
  const base = { kind: 'deepCleaning', certificates: [] as HeldCertificate[], needs: ['safety'], finished: new Set(['safety']), theory: proof('att', '2026-11-01T00:00:00Z'), practical: proof('sgn', '2026-11-10T00:00:00Z'), today: '2026-11-22', now };
  const held: HeldCertificate = { certificateId: 'c', number: 'n', kind: 'deepCleaning', issuedAt: at('2026-11-10T00:00:00Z'), retrainedAt: null, revokedAt: null, validUntil: '2029-11-10', retrainBy: '2028-05-10' };
  test('make a certificate together only, in either order', () => {
    expect(isComplete(standingOf(base))).toBe(true);
    expect(evidenceOf(standingOf(base))).toEqual({ kind: 'practical', evidenceId: 'sgn', words: '理论 90 分，实操 90 分' });
    for (const lack of [{ theory: null }, { practical: null }, { finished: new Set<string>() }]) expect(isComplete(standingOf({ ...base, ...lack }))).toBe(false);
    expect(isComplete(standingOf({ ...base, kind: 'core', practical: null }))).toBe(true);
    expect(isComplete(standingOf({ ...base, kind: 'practical', theory: null }))).toBe(false);
    const core = { ...held, kind: 'core', number: 'LL-1', validUntil: null };
    expect(isComplete(standingOf({ ...base, kind: 'practical', certificates: [core] }))).toBe(true);
    expect(evidenceOf(standingOf({ ...base, kind: 'practical', certificates: [core] })).words).toBe('理论 90 分（岗前核心 LL-1），实操 90 分');
    expect(isComplete(standingOf({ ...base, kind: 'practical', certificates: [{ ...core, revokedAt: now }] }))).toBe(false);
    expect(evidenceOf(standingOf({ ...base, practical: { ...base.practical, from: '市技工学校 2026-11-10' } }))).toEqual({ kind: 'attempt', evidenceId: 'att', words: '理论 90 分，实操 90 分（市技工学校 2026-11-10）' });
    expect(isComplete(standingOf({ ...base, theory: proof('att', '2025-11-01T00:00:00Z') }))).toBe(false);
  });
  test('are spent with it; a revoked one starts anew; one to be refreshed may be sat for', () => {
    expect(isComplete(standingOf({ ...base, certificates: [held] }))).toBe(false);
    expect(whyNotAgain(standingOf({ ...base, certificates: [held] }), 'theory')!.zh).toContain('2028-05-10');
    expect(whyNotAgain(standingOf({ ...base, certificates: [{ ...held, retrainBy: '2026-12-01' }] }), 'theory')).toBeNull();
    expect(isComplete(standingOf({ ...base, certificates: [{ ...held, revokedAt: at('2026-11-20T00:00:00Z') }] }))).toBe(false);
    expect(whyNotAgain(standingOf({ ...base, certificates: [{ ...held, revokedAt: at('2026-11-20T00:00:00Z') }] }), 'theory')).toBeNull();
    expect(whyNotAgain(standingOf({ ...base, practical: null }), 'theory')!.zh).toBe('理论已通过，接着约实操');
  });
  test('are asked anew when a retraining was ordered: only what came after it counts', () => {
    const ordered = { ...base, certificates: [held], orderedAt: at('2026-11-12T00:00:00Z') };
    expect([whyNotAgain(standingOf(ordered), 'theory'), whyNotAgain(standingOf(ordered), 'practical'), isComplete(standingOf(ordered))]).toEqual([null, null, false]);
    expect(isComplete(standingOf({ ...ordered, theory: proof('a', '2026-11-13T00:00:00Z'), practical: proof('b', '2026-11-14T00:00:00Z') }))).toBe(true);
    expect(isComplete(standingOf({ ...ordered, certificates: [], theory: proof('a', '2026-11-13T00:00:00Z') }))).toBe(false);
  });
});

test('discrimination is the point-biserial correlation, and a wrong key is flagged', () => {
  const sums = (rows: readonly (readonly [0 | 1, number])[]): QuestionSums => rows.reduce((sum, [x, y]) => ({ answers: sum.answers + 1, rights: sum.rights + x, rest: sum.rest + y, restSquared: sum.restSquared + y * y, restOfRight: sum.restOfRight + x * y }), { answers: 0, rights: 0, rest: 0, restSquared: 0, restOfRight: 0 });
  const good = sums([[1, 0.9], [1, 0.8], [1, 0.85], [1, 0.7], [1, 0.95], [0, 0.3], [0, 0.4], [0, 0.5], [0, 0.35], [1, 0.6]]);
  // By the textbook: (mean of the right − mean of the wrong) / spread × √(p q).
  const [meanRight, meanWrong, p] = [4.8 / 6, 1.55 / 4, 0.6];
  const mean = (4.8 + 1.55) / 10;
  const spread = Math.sqrt([0.9, 0.8, 0.85, 0.7, 0.95, 0.3, 0.4, 0.5, 0.35, 0.6].reduce((sum, y) => sum + (y - mean) ** 2, 0) / 10);
  expect(discriminationOf(good)).toBeCloseTo(((meanRight - meanWrong) / spread) * Math.sqrt(p * (1 - p)), 9);
  expect(flagOf(good)).toBe('fine');
  expect(flagOf(sums([[0, 0.9], [0, 0.8], [0, 0.85], [0, 0.7], [0, 0.95], [1, 0.3], [1, 0.4], [1, 0.5], [1, 0.35], [0, 0.6]]))).toBe('wrongKey');
  expect(flagOf(sums(Array.from({ length: 40 }, () => [1, 0.5] as const)))).toBe('tooEasy');
  expect(flagOf(sums([[1, 0.5]]))).toBe('few');
});

describe('results that others held', () => {
  const result = { id: 'r', kind: 'elderCare', part: 'practical' as const, scorePercent: 85, isPassed: true, heldAt: at('2026-11-01T04:00:00Z'), heldOn: '2026-11-01', issuer: '市技工学校', partnerKind: 'vocationalSchool' as string | null };
  test('count only where the table says so, and theory never', () => {
    expect(recognition.every(({ kind, part }) => part === 'practical' && foundationOf(kind) === null)).toBe(true);
    expect(recognise(result, now).counts).toBe(true);
    for (const other of [{ kind: 'organizing' }, { part: 'theory' as const }, { isPassed: false }, { partnerKind: null }, { partnerKind: 'jobCentre' }, { scorePercent: 79 }, { heldAt: at('2025-11-01T04:00:00Z') }]) expect([other, recognise({ ...result, ...other }, now).counts]).toEqual([other, false]);
    expect(outsideProof([{ ...result, scorePercent: 60 }, result], 'elderCare', now)).toEqual({ id: 'r', scorePercent: 85, at: result.heldAt, from: '市技工学校 2026-11-01' });
    expect(outsideProof([result], 'homeRepair', now)).toBeNull();
  });
  test('are read as people write them, the first fault told', () => {
    expect(['2026-11-1', '2026年11月1日', '2026/11/01', '46327', '2026-02-30', '昨天'].map(readDay)).toEqual(['2026-11-01', '2026-11-01', '2026-11-01', '2026-11-01', null, null]);
    const { at: columns, missing } = readOutsideColumns(['姓 名', '手机号', '考核项目', '类别', '考核日期', '成绩', '结果']);
    expect([missing, readOutsideColumns(['姓名', '手机号']).missing]).toEqual([[], ['考核项目', '类别', '考核日期', '成绩', '结果']]);
    const read = (cells: string) => readOutsideRow(cells.split(','), columns, new Map([['老人陪护', 'elderCare']]), '2026-11-22');
    expect(read('李兰,+86 138 0000 0001,老人陪护,实操,2026-11-01,85.5分,合格').row).toEqual({ name: '李兰', phone: '13800000001', kind: 'elderCare', part: 'practical', heldOn: '2026-11-01', scorePercent: 85, isPassed: true, paperNumber: '' });
    expect(['李兰,1380,老人陪护,实操,2026-11-01,85,合格', '李兰,13800000001,天文,实操,2026-11-01,85,合格', '李兰,13800000001,老人陪护,口试,2026-11-01,85,合格', '李兰,13800000001,老人陪护,实操,2026-11-23,85,合格', '李兰,13800000001,老人陪护,实操,2026-11-01,101,合格', '李兰,13800000001,老人陪护,实操,2026-11-01,85,'].map((row) => read(row).fault?.field)).toEqual(['phone', 'kind', 'part', 'heldOn', 'score', 'result']);
  });
});
