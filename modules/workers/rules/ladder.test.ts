import { describe, expect, test } from 'vitest';
import { LADDER, missingFor, reasonsFor, satisfactionPercent, sayStanding, servedHours, standingOf, type CertificatePart, type HeldCertificate, type LadderFacts } from './ladder.ts';
import { RATING_EPOCH } from './profile.ts';

const now = RATING_EPOCH;
const today = '2026-01-01';
const held = (part: CertificatePart, more: Partial<HeldCertificate> = {}): HeldCertificate => ({ part, titleZh: part, titleEn: part, validUntil: '2027-01-01', endedAt: null, ...more });
const basic = [held('core', { validUntil: null }), held('practical', { validUntil: null })];
const record: LadderFacts = { minutes: 30_000, ratingSum: 45, ratingWeight: 10, certificates: basic, lead: null, hasProven: false };
const special = [...basic, held('specialty')];
const mentor = [...special, held('mentor'), held('coordination')];
const level = (facts: Partial<LadderFacts>): number => standingOf({ ...record, ...facts }, now, today).level;
/** Ten reviews beside the ten a newcomer starts with: their mean decides the percent. */
const satisfied = (percent: number) => ({ ratingSum: (percent / 20) * 20 - 45, ratingWeight: 10 });

describe('each level asks what it asks', () => {
  test('there are exactly five, in order', () => expect(LADDER.map((one) => one.level)).toEqual([1, 2, 3, 4, 5]));
  test.each<[string, Partial<LadderFacts>, number]>([
    ['nothing on record', { certificates: [], minutes: 0 }, 0],
    ['core modules without the practical', { certificates: basic.slice(0, 1) }, 0], ['the practical without core modules', { certificates: basic.slice(1) }, 0],
    ['both, no hours', { minutes: 0 }, 1],
    ['500 h and 90 %', {}, 2], ['499.9 h', { minutes: 29_994 }, 1], ['a minute short of 500 h', { minutes: 29_999 }, 1],
    ['90.0 %', satisfied(90), 2], ['89.9 %', satisfied(89.9), 1], ['89.99 %', satisfied(89.99), 1],
    ['a specialty', { certificates: special }, 3], ['a specialty that ended yesterday', { certificates: [...basic, held('specialty', { validUntil: '2025-12-31' })] }, 2], ['one that ends today', { certificates: [...basic, held('specialty', { validUntil: today })] }, 3],
    ['a revoked specialty', { certificates: [...basic, held('specialty', { endedAt: now })] }, 2], ['a specialty without hours', { certificates: special, minutes: 0 }, 1],
    ['a mentor without the assessment', { certificates: [...special, held('mentor')] }, 3], ['an assessment without the mentor', { certificates: [...special, held('coordination')] }, 3], ['both', { certificates: mentor }, 4],
    ['a team to run', { certificates: mentor, lead: { name: '红山小队' } }, 5], ['a team to run without the certificates', { lead: { name: '红山小队' } }, 2],
    ['a revoked basic certificate takes every level', { certificates: mentor.slice(1), lead: { name: '红山小队' } }, 0],
  ])('%s', (_name, facts, expected) => expect(level(facts)).toBe(expected));
});

test('what was proven once is kept above 85 %, and lost below', () => {
  expect(level({ ...satisfied(89.9), hasProven: true })).toBe(2);
  expect(level({ ...satisfied(85), hasProven: true })).toBe(2);
  expect(level({ ...satisfied(84.9), hasProven: true })).toBe(1);
});

test('hours and percent shown are the ones that decide, never rounded up', () => {
  expect([servedHours(29_994), servedHours(29_999), servedHours(30_000)]).toEqual([499.9, 499.9, 500]);
  expect([satisfactionPercent(satisfied(89.99), now), satisfactionPercent(satisfied(90), now), satisfactionPercent({ ratingSum: 0, ratingWeight: 0 }, now)]).toEqual([89.9, 90, 90]);
});

test('what is missing is said, and why a level changed', () => {
  const short = standingOf({ ...record, minutes: 29_994 }, now, today);
  expect(missingFor(short, 2)).toEqual([{ zh: '再服务 0.1 小时（已有 499.9 小时）', en: 'Serve 0.1 h more (499.9 h so far)' }]);
  expect(sayStanding(1, missingFor(short, 2)).zh).toBe('您现在是基础级，升熟练级还差 1 项：再服务 0.1 小时（已有 499.9 小时）');
  expect(missingFor(short, 4).map(({ zh }) => zh)).toEqual(['再服务 0.1 小时（已有 499.9 小时）', '考取一项有效的专项证书（如母婴护理、收纳整理）', '考取带教证书', '通过团队协调能力评估']);
  expect(reasonsFor(standingOf(record, now, today), 1)).toEqual([{ zh: '服务时长：500 小时', en: 'Hours served: 500 h' }, { zh: '客户满意度：90.0%', en: 'Satisfaction: 90.0 %' }]);
  expect(reasonsFor(standingOf({ ...record, certificates: [...basic, held('specialty', { endedAt: now })] }, now, today), 3)).toEqual([{ zh: '专项证书：已撤销', en: 'Specialty certificate: revoked' }]);
});
