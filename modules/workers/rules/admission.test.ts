import { describe, expect, test } from 'vitest';
import type { ServiceFamily } from '@linli/contract';
import { catalogue } from '../../catalog/index.ts';
import { checkRules, checksFor as checksWith, healthClassOf, lastDayOf, nextStep, openChecks, sayOpen, warningDue, type PaperEvidence, type Verdict } from './admission.ts';
import { missingFields, namesHepatitisB } from './applications.ts';
import { readToken, reissueBy, isFresh, slotAt } from './door-card.ts';
import { whyNoAppeal } from './conduct.ts';
import { itemsOfClass, lastHealthDay } from './health.ts';
import { csvCell, readHeadings, readImportRow } from './import.ts';

const TODAY = '2026-11-22';
const healthClassFor = (family: ServiceFamily, skills: readonly string[] = []) => healthClassOf(catalogue.filter((item) => item.family === family), skills);
const checksFor = (family: ServiceFamily, papers: readonly PaperEvidence[], said: readonly Verdict[], today: string, skills: readonly string[] = []) => checksWith(family, papers, said, today, healthClassFor(family, skills));
const paper = (kind: PaperEvidence['kind'], more: Partial<PaperEvidence> = {}): PaperEvidence => ({ id: `pap_${kind}`, kind, healthClass: kind === 'health' ? 'D' : null, validFrom: '2026-01-01', validUntil: '2027-06-30', state: 'verified', bornOn: kind === 'identity' ? '1985-03-12' : null, verifiedBy: '沈平', ...more });
const verdict = (code: Verdict['code'], more: Partial<Verdict> = {}): Verdict => ({ code, state: 'passed', evidenceKind: 'signed', evidenceId: 'e1', evidenceHash: '', words: '', verifiedBy: '沈平', validFrom: '2026-11-01', validUntil: null, ...more });
const basics = [paper('identity'), paper('health'), paper('background'), paper('insurance')];
const all = [...basics, paper('maternityCertificate')];
const verdicts = (['schooling', 'credit', 'experience', 'trainingHours', 'exam', 'practical', 'interview', 'kit'] as const).map((code) => verdict(code));
const open = (family: Parameters<typeof checksFor>[0], papers: PaperEvidence[], said: Verdict[] = []): string[] => openChecks(checksFor(family, papers, said, TODAY)).map(({ code, state }) => `${code} ${state}`);

describe('thirteen checks', () => {
  test('are thirteen, in this order', () => expect(checkRules.map(({ code }) => code)).toEqual(['identity', 'age', 'schooling', 'health', 'background', 'credit', 'experience', 'certificate', 'training', 'practical', 'interview', 'kit', 'insurance']));
  test.each([['nanny', 13], ['maternity', 13], ['childcare', 13], ['cleaning', 5], ['elderCare', 5], ['repair', 5], ['moving', 5]] as const)('%s needs %i', (family, n) => expect(checksFor(family, [], [], TODAY).filter(({ isNeeded }) => isNeeded)).toHaveLength(n));
  test.each([
    ['cleaning with four papers is through', 'cleaning', basics, [], []],
    ['maternity with everything is through', 'maternity', all, verdicts, []],
    ['maternity with papers alone wants the rest', 'maternity', all, [], ['schooling missing', 'credit missing', 'experience missing', 'training missing', 'practical missing', 'interview missing', 'kit missing']],
    ['the hours without the exam are no training', 'maternity', all, verdicts.filter(({ code }) => code !== 'exam'), ['training missing']],
    ['an exam that lapsed lapses the training', 'maternity', all, verdicts.map((one) => (one.code === 'exam' ? { ...one, validUntil: '2026-11-21' } : one)), ['training lapsed']],
    ['a verdict holds through its last day', 'maternity', all, verdicts.map((one) => (one.code === 'credit' ? { ...one, validUntil: TODAY } : one)), []],
    ['class B is not enough for babies', 'maternity', all.map((one) => (one.kind === 'health' ? { ...one, healthClass: 'B' as const } : one)), verdicts, ['health failed']],
    ['a paper past its day has lapsed', 'cleaning', basics.map((one) => (one.kind === 'background' ? { ...one, validUntil: '2026-11-21' } : one)), [], ['background lapsed']],
    ['one that waits is handed in', 'cleaning', basics.map((one) => (one.kind === 'insurance' ? { ...one, state: 'submitted' as const } : one)), [], ['insurance submitted']],
    ['one that was refused failed', 'cleaning', basics.map((one) => (one.kind === 'insurance' ? { ...one, state: 'refused' as const } : one)), [], ['insurance failed']],
    ['without a card nobody knows the age', 'cleaning', basics.slice(1), [], ['identity missing', 'age missing']],
    ['another trade’s certificate does not count', 'childcare', [...basics, paper('careCertificate')], verdicts, ['certificate missing']],
  ] as const)('%s', (_name, family, papers, said, expected) => expect(open(family, [...papers], [...said])).toEqual(expected));
  test.each([
    ['2008-11-22', 'cleaning', null], ['2008-11-23', 'cleaning', 'failed'], ['1965-11-23', 'cleaning', null], ['1965-11-22', 'cleaning', 'lapsed'], ['1970-11-23', 'maternity', null], ['1970-11-22', 'maternity', 'lapsed'],
  ] as const)('born on %s for %s: %s', (bornOn, family, state) => expect(checksFor(family, [paper('identity', { bornOn })], [], TODAY).find(({ code, state: found }) => code === 'age' && found !== 'passed')?.state ?? null).toBe(state));
  test('who was admitted before is carried over, and a new card outranks what was carried', () => {
    const carried = (['age', 'schooling', 'credit', 'experience', 'certificate', 'trainingHours', 'exam', 'practical', 'interview', 'kit'] as const).map((code) => verdict(code, { evidenceKind: 'carriedOver' }));
    const old = basics.map((one) => ({ ...one, bornOn: null }));
    expect(open('maternity', old, carried)).toEqual([]);
    expect(open('maternity', [paper('identity', { bornOn: '1949-12-31' }), ...old.slice(1)], carried)).toEqual(['age lapsed']);
  });
  test('the last day is the first to come', () => expect(lastDayOf(checksFor('cleaning', [paper('identity'), paper('health', { validUntil: '2026-12-05' }), paper('background', { validUntil: '2026-12-20' }), paper('insurance')], [], TODAY))).toBe('2026-12-05'));
  test.each([
    [[], 'self', '上传身份证'], [[basics[0]!], 'self', '去体检，上传健康证'], [basics, 'nobody', '全部通过，可以接单'], [[...basics.slice(0, 3), paper('insurance', { state: 'submitted' })], 'desk', '等平台审核保险'],
  ] as const)('one next step', (papers, who, zh) => expect(nextStep(checksFor('cleaning', [...papers], [], TODAY))).toMatchObject({ who, words: { zh } }));
  test('what she can do herself comes before learning, learning before what others owe her', () => {
    expect(nextStep(checksFor('maternity', all.slice(0, 4), [], TODAY)).code).toBe('certificate');
    expect(nextStep(checksFor('maternity', all, [], TODAY))).toMatchObject({ code: 'training', who: 'training' });
    expect(nextStep(checksFor('maternity', all, verdicts.filter(({ code }) => ['trainingHours', 'exam', 'practical'].includes(code)), TODAY))).toMatchObject({ code: 'schooling', who: 'desk' });
  });
  test('a missing age goes without saying beside a missing card', () => expect(sayOpen(openChecks(checksFor('cleaning', [], [], TODAY))).zh).toBe('身份证、健康证、背景核查、保险'));
  test.each([['2026-12-22', 30], ['2026-12-23', null], ['2026-11-30', 30], ['2026-11-29', 7], ['2026-11-24', 7], ['2026-11-23', 1], ['2026-11-22', 1], ['2026-11-21', null]] as const)('ends %s: warned at %s days', (day, days) => expect(warningDue(day, TODAY)).toBe(days));
});

test.each([['乙肝两对半', true], ['两对半', true], ['大三阳', true], ['HBsAg', true], ['hbs-ag', true], ['ＨＢＶ ＤＮＡ', true], ['乙型肝炎表面抗原', true], ['Hepatitis B', true], ['甲肝、戊肝', false], ['血压 120/80', false], ['转氨酶 30', false]] as const)('%s names hepatitis B: %s', (text, is) => expect(namesHepatitisB(text)).toBe(is));
test('each health class asks for more, and twelve months are the most', () => {
  expect(['A', 'B', 'C', 'D'].map((one) => itemsOfClass(one as 'A').length)).toEqual([7, 9, 13, 16]);
  expect([lastHealthDay('2026-03-01'), lastHealthDay('2028-02-29')]).toEqual(['2027-02-28', '2029-02-28']);
  expect((['cleaning', 'nanny', 'maternity', 'childcare'] as const).map((family) => healthClassFor(family))).toEqual(['A', 'B', 'D', 'D']);
});
test.each([
  ['elderCare', [], 'C'], ['elderCare', ['elderCare'], 'C'], ['elderCare', ['cleaning', 'elderCare'], 'C'], ['elderCare', ['cleaning'], 'A'], ['elderCare', ['cooking'], 'C'], ['nanny', ['cooking'], 'B'], ['company', ['cleaning'], 'A'],
] as const)('%s asks of somebody who can %j for health class %s, as the catalogue does', (family, skills, asked) => expect(healthClassFor(family, skills)).toBe(asked));
test('a family’s health check is never below what a service of hers asks for', () => {
  for (const item of catalogue) expect(healthClassFor(item.family, item.requiredSkills.map(({ skill }) => skill)) >= item.healthClass, item.itemId).toBe(true);
});
test('a class that is enough for the stairs is not enough for elders', () => {
  const classB = all.map((one) => (one.kind === 'health' ? { ...one, healthClass: 'B' as const } : one));
  expect(openChecks(checksFor('elderCare', classB, [], TODAY, ['elderCare'])).map(({ code }) => code)).toEqual(['health']);
  expect(openChecks(checksFor('elderCare', classB, [], TODAY, ['cleaning']))).toEqual([]);
});
test('a draft says what is missing, in the order of the pages', () => {
  const draft = { name: '李秀兰', hasPhone: true, families: ['cleaning'], hasIdNumber: false, schooling: null, homeArea: '南湖', homeLon: 87.6, isPrivacySigned: false };
  expect(missingFields(draft).map(({ field }) => field)).toEqual(['idNumber', 'schooling', 'consents']);
});

describe('door card', () => {
  const now = new Date('2026-11-22T02:00:10Z');
  test.each([[0, true], [-1, true], [1, true], [-2, false], [2, false]])('a code of slot %i is fresh: %s', (shift, is) => expect(isFresh(slotAt(now) + shift, now)).toBe(is));
  test.each([[`LL1.dcd_${'a'.repeat(26)}.59999.${'b'.repeat(22)}`, true], [`https://city.example/card?t=LL1.dcd_${'a'.repeat(26)}.59999.${'b'.repeat(22)}`, true], ['LL1.dcd_x.1.y', false], ['', false]])('%s', (text, is) => expect(readToken(text) !== null).toBe(is));
  test('five working days step over weekends and holidays', () => expect([reissueBy('2026-11-22'), reissueBy('2026-11-20'), reissueBy('2026-09-29')]).toEqual(['2026-11-27', '2026-11-27', '2026-10-12']));
});
test.each([['reward', 0, null, '奖励不用申诉'], ['suspend', 6, null, null], ['suspend', 8, null, '超过 7 天，不能再申诉'], ['warning', 1, 'open', '这条已经申诉过']] as const)('%s %i days ago', (kind, days, appealState, zh) => {
  const now = new Date('2026-11-22T00:00:00Z');
  expect(whyNoAppeal({ kind, at: new Date(now.getTime() - days * 86_400_000), appealState, state: 'standing' }, now)?.zh ?? null).toBe(zh);
});

describe('a table of applicants', () => {
  const head = ['姓 名*', '手机号', '身份证号', '工种', '来源', '人群', '学历', '从业年限', '住址区域', '经度', '纬度'];
  const good = ['李秀兰', '138 1234 5678', '650102198503121234'.slice(0, 17), '月嫂、保洁', '妇联', '农村劳动力', '初中', '3年', '南湖片区', '', ''];
  const check = (first: string): string => first + '10X98765432'[[...first].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0) % 11]!;
  const row = (at: number, value: string): string[] => good.map((cell, index) => (index === at ? value : index === 2 ? check(cell) : cell));
  const { at, missing } = readHeadings(head);
  const read = (cells: string[]) => readImportRow(cells, at, TODAY, (text) => /^[\p{L}\p{N} ·]+$/u.test(text));
  test('headings are found whatever marks stand beside them, missing ones named', () => { expect(missing).toEqual([]); expect(readHeadings(['姓名', '电话']).missing).toEqual(['身份证号', '想做的工作', '住址区域']); });
  test('a good row', () => expect(read(row(0, '李秀兰')).row).toMatchObject({ name: '李秀兰', phone: '13812345678', families: ['maternity', 'cleaning'], source: 'womensFederation', targetGroups: ['rural'], schooling: 'juniorSecondary', experienceYears: 3, homeArea: '南湖片区', homeLon: null }));
  test.each([[0, '', 'name'], [0, '=cmd|1', 'name'], [1, '12812345678', 'phone'], [2, '650102198503121235', 'idNumber'], [2, '6.50102E+17', 'idNumber'], [3, '', 'families'], [3, '飞行员', 'families'], [4, '火星', 'source'], [5, '外星人', 'targetGroups'], [6, '博士后', 'schooling'], [7, '很久', 'experienceYears'], [8, '', 'homeArea'], [9, '87.6', 'homeLon']] as const)('cell %i = %s is named', (index, value, field) =>
    expect(read(row(index, value)).fault?.field).toBe(field));
  test.each([['=1+1', `"'=1+1"`], ['+86', `"'+86"`], ['-3', `"'-3"`], ['@x', `"'@x"`], ['\tx', `"'\tx"`], [' =x', `"' =x"`], ['＝x', `"'＝x"`], ['a,b', '"a,b"'], ['a"b', '"a""b"'], ['张三', '张三']])('%j is written %s', (text, cell) => expect(csvCell(text)).toBe(cell));
});
