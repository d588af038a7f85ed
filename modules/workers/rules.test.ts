import { expect, test } from 'vitest';
import { clockOf, findAvailabilityFault, isExceptionRight, minuteOf, sayCitySpan, spansBetween, type Exception, type WeeklySpan } from './rules/availability.ts';
import { badgesOf, isIdentityNumber, missingPapers, paperStateOn, standingBlockers, type PaperFacts } from './rules/papers.ts';
import { MARK_WEIGHTS, creditFactor, redReasons, safetyOf } from './rules/safety.ts';
import { isJump } from './rules/position.ts';
import { canOf, initialsPattern, keyOfCursor, overallScore, ratingFactor, shownRating, weighedOn, type RatingSums } from './rules/profile.ts';

const at = (beijing: string): number => Date.parse(`${beijing}:00+08:00`);
const TODAY = '2026-11-22';
const paper = (kind: PaperFacts['kind'], part: Partial<PaperFacts> = {}): PaperFacts => ({ kind, healthClass: null, validFrom: '2026-01-01', validUntil: '2027-01-01', state: 'verified', ...part });
const all = (...without: PaperFacts['kind'][]): PaperFacts[] => (['identity', 'health', 'background', 'insurance'] as const).filter((kind) => !without.includes(kind)).map((kind) => paper(kind));

test.each([
  ['right', '650102199003078517', true], ['right with X', '11010519491231002X', true], ['lower x is the same', '11010519491231002x', true], ['one digit off', '650102199003078519', false], ['two digits swapped', '650102199003087517', false],
  ['a day that does not exist', '65010219900230851X', false], ['too short', '65010219900307851', false], ['letters', '65010219900307851A', false], ['zero division', '050102199003078518', false],
])('identity number: %s', (_name, number, isRight) => expect(isIdentityNumber(number, TODAY)).toBe(isRight));
test('a birthday today or later, or 120 years past, is nobody’s', () => {
  const checked = (body: string): string => body + '10X98765432'[[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11];
  expect(isIdentityNumber(checked('65010220261121851'), TODAY)).toBe(true);
  expect(isIdentityNumber(checked('65010220261122851'), TODAY)).toBe(false);
  expect(isIdentityNumber(checked('65010219051122851'), TODAY)).toBe(false);
});

test.each([
  ['verified and in time', {}, 'verified'], ['its last day still counts', { validUntil: TODAY }, 'verified'], ['the day after', { validUntil: '2026-11-21' }, 'expired'], ['never verified', { state: 'submitted', validUntil: '2026-11-21' }, 'submitted'],
] as const)('paper state: %s', (_name, part, state) => expect(paperStateOn(paper('health', part), TODAY)).toBe(state));

const active = { status: 'active', statusReason: '', merchantStatus: 'active' } as const;
test.each([
  ['nothing is in the way', active, all(), []],
  ['not admitted', { ...active, status: 'applied' } as const, all(), ['还没有通过入驻审核']],
  ['suspended, with the reason she may read', { ...active, status: 'suspended', statusReason: '投诉核实中' } as const, all(), ['已暂停接单：投诉核实中']],
  ['her merchant is suspended', { ...active, merchantStatus: 'suspended' } as const, all(), ['所属商户已暂停合作']],
  ['no insurance', active, all('insurance'), ['缺少有效的保险']],
  ['expired health', active, [...all('health'), paper('health', { validUntil: '2026-11-01' })], ['健康证已于 2026-11-01 到期']],
  ['waits to be verified', active, [...all('background'), paper('background', { state: 'submitted' })], ['背景核查等待审核']],
  ['begins tomorrow', active, [...all('insurance'), paper('insurance', { validFrom: '2026-11-23' })], ['缺少有效的保险']],
  ['an old one beside a good one', active, [...all(), paper('health', { validUntil: '2026-11-01' })], []],
] as const)('dispatch blockers: %s', (_name, worker, papers, zh) => expect([...standingBlockers(worker), ...redReasons(safetyOf(papers, 0, TODAY, new Date(`${TODAY}T04:00:00Z`)))].map((blocker) => blocker.zh)).toEqual(zh));
const NOON = new Date(`${TODAY}T04:00:00Z`);
const marked = (points: number): number => points * creditFactor(NOON);
test.each([
  ['all in order', all(), 0, 'green', null], ['a paper ends in thirteen days', [...all('insurance'), paper('insurance', { validUntil: '2026-12-05' })], 0, 'yellow', '补交保险（在“我的”的“证件”里）'],
  ['a fortnight is not soon', [...all('insurance'), paper('insurance', { validUntil: '2026-12-06' })], 0, 'green', null], ['a newer one beside it', [...all(), paper('insurance', { validUntil: '2026-11-30' })], 0, 'green', null],
  ['one wrong door', all(), MARK_WEIGHTS.doorLocked, 'green', null], ['one complaint found right', all(), MARK_WEIGHTS.complaint, 'yellow', '按时上门就好，2027-01-14 起变绿；记错了请打给平台'], ['two no-shows', all(), 2 * MARK_WEIGHTS.noShow, 'red', '打给平台说明情况；不再增加的话 2026-12-30 起恢复派单'],
  ['red comes before yellow', [...all('health', 'insurance'), paper('insurance', { validUntil: '2026-11-23' })], MARK_WEIGHTS.noShow, 'red', '补交健康证（在“我的”的“证件”里）'], ['handed in, not looked at', [...all('health'), paper('health', { state: 'submitted' })], 0, 'red', '等平台审核健康证，急的话打给平台'],
] as const)('safety code: %s', (_name, papers, points, colour, todo) => {
  const safety = safetyOf(papers, marked(points), TODAY, NOON);
  expect([safety.colour, safety.todo?.zh ?? null]).toEqual([colour, todo]);
});
test('marks fade by half in ninety days', () => {
  const after = (days: number): string => safetyOf(all(), marked(4), TODAY, new Date(NOON.getTime() + days * 86_400_000)).colour;
  expect([after(37), after(38), after(179), after(181)]).toEqual(['red', 'yellow', 'yellow', 'green']);
});
test('what is missing of the papers somebody wants', () => expect(missingPapers(all('identity', 'background'), ['identity', 'health', 'background'], TODAY)).toEqual(['identity', 'background']));
test('badges come from papers in force only', () => expect(badgesOf([...all('insurance', 'health'), paper('health', { healthClass: 'B' }), paper('health', { healthClass: 'D', validUntil: '2026-11-01' }), paper('careCertificate')], ['baby'], TODAY).map(({ zh }) => zh))
  .toEqual(['实名认证', '背景已核查', '健康证 B 类', '养老护理证', '会照顾宝宝']));

const span = (weekday: number, from: string, to: string): WeeklySpan => ({ weekday, fromMinute: minuteOf(from), toMinute: minuteOf(to) });
test.each([
  ['well', [span(1, '08:00', '12:00'), span(1, '14:00', '18:00')], null], ['touching is fine', [span(1, '08:00', '12:00'), span(1, '12:00', '18:00')], null], ['until midnight', [span(7, '20:00', '24:00')], null],
  ['overlap, whatever the order', [span(3, '12:00', '18:00'), span(3, '08:00', '12:30')], 3], ['ends before it starts', [span(5, '18:00', '08:00')], 5], ['no length', [span(2, '08:00', '08:00')], 2], ['past midnight', [span(6, '20:00', '24:30')], 6],
])('weekly times: %s', (_name, weekly, fault) => expect(findAvailabilityFault(weekly)).toBe(fault));
test('clock and minutes', () => expect([minuteOf('09:05'), clockOf(545), clockOf(1440)]).toEqual([545, '09:05', '24:00']));

// 2026-11-22 is a Sunday.
const shift = (from: string, to: string, isAvailable: boolean): Exception => ({ startAt: at(from), endAt: at(to), isAvailable });
const said = (weekly: WeeklySpan[], exceptions: Exception[], from: string, to: string): string[] => spansBetween(weekly, exceptions, at(from), at(to)).map((one) =>
  [one.startAt, one.endAt].map((instant) => new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')).join('–'));
test.each([
  ['the weekday of the city, not of UTC', [span(7, '00:00', '06:00')], [], '2026-11-21T12:00', '2026-11-23T00:00', ['11-22 00:00–11-22 06:00']],
  ['a shift over midnight is one span', [span(7, '20:00', '24:00'), span(1, '00:00', '06:00')], [], '2026-11-22T00:00', '2026-11-24T00:00', ['11-22 20:00–11-23 06:00']],
  ['and keeps its beginning when asked for after midnight', [span(7, '20:00', '24:00'), span(1, '00:00', '06:00')], [], '2026-11-23T00:00', '2026-11-24T00:00', ['11-22 20:00–11-23 06:00']],
  ['time off cuts a hole', [span(7, '08:00', '18:00')], [shift('2026-11-22T12:00', '2026-11-22T14:00', false)], '2026-11-22T00:00', '2026-11-23T00:00', ['11-22 08:00–11-22 12:00', '11-22 14:00–11-22 18:00']],
  ['time off over days', [1, 2, 3, 4, 5, 6, 7].map((day) => span(day, '08:00', '18:00')), [shift('2026-11-22T00:00', '2026-11-24T00:00', false)], '2026-11-22T00:00', '2026-11-25T00:00', ['11-24 08:00–11-24 18:00']],
  ['an extra shift joins what it touches', [span(7, '08:00', '12:00')], [shift('2026-11-22T12:00', '2026-11-22T20:00', true)], '2026-11-22T00:00', '2026-11-23T00:00', ['11-22 08:00–11-22 20:00']],
  ['an extra shift on a free day', [], [shift('2026-11-22T09:00', '2026-11-22T11:00', true)], '2026-11-22T00:00', '2026-11-23T00:00', ['11-22 09:00–11-22 11:00']],
  ['the later word counts: off, then a shift in it', [span(7, '08:00', '18:00')], [shift('2026-11-22T00:00', '2026-11-23T00:00', false), shift('2026-11-22T10:00', '2026-11-22T12:00', true)], '2026-11-22T00:00', '2026-11-23T00:00', ['11-22 10:00–11-22 12:00']],
  ['the later word counts: a shift, then off in it', [], [shift('2026-11-22T08:00', '2026-11-22T12:00', true), shift('2026-11-22T09:00', '2026-11-22T10:00', false)], '2026-11-22T00:00', '2026-11-23T00:00', ['11-22 08:00–11-22 09:00', '11-22 10:00–11-22 12:00']],
])('offered time: %s', (_name, weekly, exceptions, from, to, expected) => expect(said(weekly, exceptions, from, to)).toEqual(expected));

test.each([
  ['well', '2026-11-23T08:00', '2026-11-23T18:00', true], ['backwards', '2026-11-23T18:00', '2026-11-23T08:00', false], ['over already', '2026-11-20T08:00', '2026-11-20T18:00', false], ['60 days', '2026-11-23T00:00', '2027-01-22T00:00', true], ['61 days', '2026-11-23T00:00', '2027-01-23T00:00', false],
])('exception: %s', (_name, from, to, isRight) => expect(isExceptionRight(new Date(at(from)), new Date(at(to)), new Date(at('2026-11-22T08:00')))).toBe(isRight));
test('a visit is told by its date and time', () => expect(sayCitySpan(new Date(at('2026-11-22T14:00')), new Date(at('2026-11-22T17:00')))).toEqual({ spanZh: '11月22日 14:00–17:00', spanEn: 'on 22/11, 14:00–17:00' }));

const now = new Date('2026-11-22T08:00:00+08:00');
const sums = (sum: number, weight: number): RatingSums => ({ ratingSum: sum * ratingFactor(now), ratingWeight: weight * ratingFactor(now) });
test.each([[0, 0, 4.5], [5, 1, 4.55], [50, 10, 4.75], [10, 10, 2.75], [7.5, 1.5, 4.57]])('a rating of Σ %s over %s shows %s', (sum, weight, shown) => expect(shownRating(sums(sum, weight), now)).toBe(shown));
test('a review weighs half after ninety days, and what is left without new ones goes back to 4.5', () => {
  const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
  expect(weighedOn(sums(40, 10), later(90))).toEqual({ ratingSum: expect.closeTo(20, 9), ratingWeight: expect.closeTo(5, 9) });
  // Ten bad ones a year ago against ten good ones today.
  const old = sums(20, 10), fresh = { ratingSum: 50 * ratingFactor(later(365)), ratingWeight: 10 * ratingFactor(later(365)) };
  expect(shownRating({ ratingSum: old.ratingSum + fresh.ratingSum, ratingWeight: old.ratingWeight + fresh.ratingWeight }, later(365))).toBe(4.67);
  expect([shownRating(old, now), shownRating(old, later(365)), shownRating(old, later(3650))]).toEqual([3.25, 4.36, 4.5]);
});
test('the three dimensions count alike', () => expect(overallScore({ skill: 5, communication: 4, attitude: 3 })).toBe(4));

test.each([['lxl', 'lixiaolan', true], ['lx', 'lixiaolan', true], ['zsh', 'zhangshihong', true], ['lh', 'lingzhao', false], ['wh', 'wanghong', true], ['wh', 'wangming', false]])('initials %s and %s: %s', (q, reading, isMatch) =>
  expect(new RegExp(initialsPattern(q)!).test(reading)).toBe(isMatch));
test.each(['li', 'lin', 'l', 'lxlxl', '李'])('%s is no row of initials', (q) => expect(initialsPattern(q)).toBe(null));
test('a cursor nobody gave out reads as none', () => expect([keyOfCursor(undefined), keyOfCursor('x'), keyOfCursor('a b c'), keyOfCursor('li wrk_1')]).toEqual([null, null, null, { pinyin: 'li', workerId: 'wrk_1' }]));

test.each([
  ['10 m in a second', { meters: 10, slackMeters: 0, milliseconds: 1000 }, false], ['200 km/h for a minute', { meters: 3333, slackMeters: 0, milliseconds: 60_000 }, false], ['faster', { meters: 3334, slackMeters: 0, milliseconds: 60_000 }, true],
  ['within what both fixes leave open', { meters: 130, slackMeters: 100, milliseconds: 0 }, false], ['across the city at once', { meters: 9000, slackMeters: 60, milliseconds: 0 }, true], ['the clock was set back in between', { meters: 9000, slackMeters: 60, milliseconds: -1000 }, false],
] as const)('position: %s', (_name, move, isOdd) => expect(isJump(move)).toBe(isOdd));

test('what a viewer may do says why not', () => {
  const operator = { isOperator: true, isMerchant: false, isSelf: false };
  expect(canOf({ status: 'applied' }, operator, []).admit).toEqual({ isAllowed: true, why: null });
  expect(canOf({ status: 'applied' }, operator, [{ zh: '健康证', en: 'Health' }]).admit?.why?.zh).toBe('入驻还差：健康证');
  expect(canOf({ status: 'active' }, { ...operator, isOperator: false, isSelf: true }, []).setOnline?.isAllowed).toBe(true);
  expect(canOf({ status: 'suspended' }, operator, [])).toMatchObject({ resume: { isAllowed: true }, suspend: { isAllowed: false } });
});
