import { describe, expect, test } from 'vitest';
import { certificateNumber, credentialOf, readCredential, sayState, stateOn } from './rules/credential.ts';
import { addMonths, kindOf, kinds, termsOf } from './rules/kinds.ts';
import { isCoachingDay } from './rules/mentors.ts';
import { heldSkills, isReviewedLow, retrainState, warningDue, type RetrainFacts } from './rules/retraining.ts';

describe('kinds', () => {
  test('each has a name of its own and is refreshed before it ends', () => {
    expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length);
    for (const { validMonths, retrainMonths } of kinds) expect(validMonths === null || retrainMonths <= validMonths).toBe(true);
  });
  test.each([['2026-01-31', 1, '2026-02-28'], ['2028-01-31', 1, '2028-02-29'], ['2026-11-22', 24, '2028-11-22'], ['2026-12-31', 2, '2027-02-28']])('%s and %i months is %s', (day, months, end) => expect(addMonths(day, months)).toBe(end));
  test('a wish may shorten, never lengthen', () => expect(termsOf(kindOf('mentor')!, '2026-11-22', '2027-01-01')).toEqual({ longest: '2028-11-22', validUntil: '2027-01-01', retrainBy: '2028-11-22' }));
});

test('a credential gives back what was put in', () => {
  const payload = credentialOf({
    number: 'LL2026-AAAA-BBBB-CCCC', kind: kindOf('mentor')!, base: 'https://city.example', issuerName: '邻里', issuedAt: new Date('2026-11-22T00:00:00Z'), validUntil: '2028-11-22', holder: { maskedName: '李**', nameHash: 'ff', salt: 'aa' },
    evidence: { kind: 'record', words: '' }, statusIndex: 131_075, listBits: 131_072,
  });
  expect(readCredential(payload, 131_072)).toEqual({ number: 'LL2026-AAAA-BBBB-CCCC', kind: 'mentor', validFrom: '2026-11-22T00:00:00.000Z', validUntil: '2028-11-22T15:59:59.000Z', statusIndex: 131_075, nameHash: 'ff', salt: 'aa' });
  expect(payload['credentialStatus']).toMatchObject({ statusListIndex: '3', statusListCredential: 'https://city.example/api/status-lists/2' });
  expect(readCredential({ id: 'https://city.example/verify/x' }, 131_072)).toBeNull();
  expect(certificateNumber('2026', 'a1b2c3d4e5f60000')).toBe('LL2026-A1B2-C3D4-E5F6');
});

test('a certificate holds through its last day', () => {
  expect(['2026-11-21', '2026-11-22', null].map((validUntil) => stateOn({ validUntil, revokedAt: null }, '2026-11-22'))).toEqual(['expired', 'valid', 'valid']);
  expect(stateOn({ validUntil: '2026-11-21', revokedAt: new Date() }, '2026-11-22')).toBe('revoked');
  expect(sayState('altered', { validUntil: null, revokedOn: null, isRetrainingOverdue: false }).zh).toContain('不要相信');
});

describe('retraining', () => {
  const today = '2026-11-22';
  const held = (more: Partial<RetrainFacts> = {}): RetrainFacts => ({ id: 'crt_1', kind: 'organizing', titleZh: '收纳规划专项证书', titleEn: 'Organizing', issuedAt: new Date('2025-11-22T00:00:00Z'), validUntil: '2028-11-22', retrainBy: '2027-05-22', retrainWhy: 'time', revokedAt: null, ...more });
  test.each([['2026-11-21', 'overdue'], ['2026-11-22', 'soon'], ['2026-12-22', 'soon'], ['2026-12-23', 'ahead'], [null, 'none']] as const)('by %s is %s', (retrainBy, state) => expect(retrainState(held({ retrainBy }), today)).toBe(state));
  test.each<[string, RetrainFacts[], string[]]>([
    ['none', [], []], ['a good one', [held()], []], ['due today', [held({ retrainBy: today })], []],
    ['overdue', [held({ retrainBy: '2026-11-21' })], ['收纳规划专项证书复训已于 2026-11-21 过期']], ['ended', [held({ validUntil: '2026-11-21' })], ['收纳规划专项证书已于 2026-11-21 到期']], ['revoked', [held({ revokedAt: new Date() })], ['收纳规划专项证书已撤销']],
    ['overdue beside a good one', [held({ retrainBy: '2026-11-21' }), held({ id: 'crt_2' })], []],
  ])('holds up: %s', (_name, certificates, words) => expect(heldSkills(certificates, today).map((one) => one.words.zh)).toEqual(words));
  test('warns 30, 7 and 1 days before, once each, however late it looks', () => {
    const due = (retrainBy: string, warned: number | null): number | null => warningDue({ retrainBy, warned }, today);
    expect([due('2026-12-23', null), due('2026-12-22', null), due('2026-12-10', 30), due('2026-11-29', 30), due('2026-11-29', 7), due('2026-11-23', 7), due('2026-11-23', null), due(today, 1), due('2026-11-21', 1)]).toEqual([null, 30, null, 7, null, 1, 1, null, null]);
  });
  test('three low reviews in a row', () => {
    const score = (n: number) => ({ skill: n, communication: n, attitude: n });
    expect([[2, 3, 3], [5, 2, 3], [2, 3], [3, 3, 4, 1], [3, 4, 3.5]].map((list) => isReviewedLow(list.map(score)))).toEqual([true, true, false, true, false]);
  });
});

test('a session is written down within a week, and not from before the pair', () => {
  expect(['2026-11-23', '2026-11-22', '2026-11-15', '2026-11-14'].map((day) => isCoachingDay(day, '2026-11-01', '2026-11-22'))).toEqual([false, true, true, false]);
  expect(isCoachingDay('2026-11-20', '2026-11-21', '2026-11-22')).toBe(false);
});
