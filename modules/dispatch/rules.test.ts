import { describe, expect, test } from 'vitest';
import { hasBeenThere, isExcused, isLateNow, isOnlyTime, isReassignable, isUrgent, offerEnds, percentShares, sayEnd, sayUntil, slotGrid, standingBlockers, startFault, strongestReasons, withoutHerWords } from './rules.ts';

const now = new Date('2026-11-22T01:00:00Z');
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const clock = { offerMinutesUrgent: 3, offerMinutesScheduled: 30, urgentWithinMinutes: 240 };

describe('how long an offer stands', () => {
  test.each([
    ['an urgent visit: 3 minutes', 120, 3],
    ['a scheduled visit: 30 minutes', 24 * 60, 30],
    ['exactly four hours ahead counts as scheduled', 240, 30],
    ['never past the start', 2, 2],
    ['never less than a minute', 0.2, 1],
  ])('%s', (_what, startsIn, endsIn) => {
    expect(offerEnds(now, inMinutes(startsIn), clock)).toEqual(inMinutes(endsIn));
  });
  test('urgent means less than four hours ahead', () => {
    expect(isUrgent(now, inMinutes(239), clock)).toBe(true);
    expect(isUrgent(now, inMinutes(240), clock)).toBe(false);
  });
});

test.each([
  ['unsafeHome', true], ['falseAddress', true], ['illness', true], ['overDistance', true], ['sceneNotDeclared', true],
  ['timeClash', false], ['familyMatter', false], ['payTooLow', false], ['other', false],
] as const)('a refusal because of %s is excused: %s', (reason, expected) => {
  expect(isExcused(reason)).toBe(expected);
});

describe('when a start can be booked', () => {
  const window = { minLeadMinutes: 60, maxDaysAhead: 30 };
  test.each([
    [59, 'orders.too_soon'], [60, null], [30 * 24 * 60, null], [30 * 24 * 60 + 1, 'orders.too_far'],
  ])('%i minutes ahead → %s', (minutes, expected) => {
    expect(startFault(now, inMinutes(minutes), window)).toBe(expected);
  });
  test('the grid starts on a whole half hour after the lead time and ends at the horizon', () => {
    const grid = slotGrid(new Date('2026-11-22T01:05:00Z'), new Date('2026-11-21T16:00:00Z'), 1, { ...window, slotStepMinutes: 30 });
    expect(new Date(grid.from).toISOString()).toBe('2026-11-22T02:30:00.000Z');
    expect(new Date(grid.to).toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });
});

describe('what a dispatcher may overrule', () => {
  const because = (rule: string) => ({ rule });
  test.each([
    ['an earlier refusal', ['refused'], []], ['being offline', ['online'], []], ['the holder’s district', ['territory'], []],
    ['a missing paper stays', ['papers', 'territory'], ['papers']], ['taken time stays', ['overlap'], ['overlap']], ['a missing skill stays', ['skillLevel'], ['skillLevel']],
  ])('%s', (_what, rules, left) => {
    expect(standingBlockers(rules.map(because)).map((b) => b.rule)).toEqual(left);
  });
  test('only time in the way means the slot was taken, anything else means unsuitable', () => {
    expect(isOnlyTime([because('overlap'), because('travelIn')])).toBe(true);
    expect(isOnlyTime([because('overlap'), because('papers')])).toBe(false);
    expect(isOnlyTime([])).toBe(false);
  });
});

test.each([['paid', true], ['assigned', true], ['accepted', true], ['onTheWay', false], ['inService', false], ['settled', false], ['cancelled', false], ['held', false]] as const)('an order that is %s can be reassigned: %s', (status, expected) => {
  expect(isReassignable(status)).toBe(expected);
});

test('late is told of those still to come, after the tolerance', () => {
  expect(isLateNow('accepted', inMinutes(-16), now, 15)).toBe(true);
  expect(isLateNow('accepted', inMinutes(-15), now, 15)).toBe(false);
  expect(isLateNow('inService', inMinutes(-60), now, 15)).toBe(false);
});

test('the worker reads first what speaks most for her', () => {
  const dimension = (key: string, score: number, weight: number) => ({ key, score, weight, reason: { zh: key, en: key } });
  expect(strongestReasons([dimension('a', 0.2, 0.5), dimension('b', 1, 0.3), dimension('c', 0.9, 0.2), dimension('d', 0.1, 0.1)], { count: 2 }).map((r) => r.en)).toEqual(['b', 'c']);
});
test('the reasons are said to her, and a household that chose her is told as that', () => {
  const said = { zh: 'a', en: 'a' };
  const dimensions = [{ key: 'rating', score: 1, weight: 0.5, reason: said, toWorker: { zh: '您的评分 4.8', en: 'You are rated 4.8' } }, { key: 'continuity', score: 1, weight: 0.3, reason: said, toWorker: { zh: '您第一次去这一家', en: 'Your first time in this home' } }, { key: 'papers', score: 1, weight: 0.1, reason: { zh: '证件齐全', en: 'Papers complete' } }];
  expect(strongestReasons(dimensions).map((r) => r.zh)).toEqual(['您的评分 4.8', '您第一次去这一家', '证件齐全']);
  expect(strongestReasons(dimensions, { isChosen: true }).map((r) => r.zh)).toEqual(['您的评分 4.8', '客户点名请您', '证件齐全']);
});
test('what the worker is told is not frozen with the decision', () => {
  expect(withoutHerWords({ workerId: 'w', dimensions: [{ key: 'a', score: 1, weight: 1, reason: { zh: 'r', en: 'r' }, toWorker: { zh: 'w', en: 'w' } }] })).toEqual({ workerId: 'w', dimensions: [{ key: 'a', score: 1, weight: 1, reason: { zh: 'r', en: 'r' } }] });
});

test('shares add up to 100.0 whatever they are rounded from', () => {
  expect(percentShares({ a: 1, b: 1, c: 1 }, ['a', 'b', 'c'])).toEqual({ a: 33.4, b: 33.3, c: 33.3 });
  expect(percentShares({ a: 0.5, b: 0, c: 0.5 }, ['a', 'b', 'c'])).toEqual({ a: 50, b: 0, c: 50 });
  expect(percentShares({ a: 12, b: 21, c: 67 }, ['a', 'b', 'c'])).toEqual({ a: 12, b: 21, c: 67 });
});

test.each([['finished', true], ['settled', true], ['inService', false], ['accepted', false], ['cancelled', false]] as const)('a home may be declined once the visit is over: %s %s', (status, may) => {
  expect(hasBeenThere(status, now)).toBe(may);
});
test('nobody home counts as having been there only when she stood at the door', () => {
  expect([hasBeenThere('noShow', now), hasBeenThere('noShow', null)]).toEqual([true, false]);
});

test.each([
  ['midnight is the end of the day before', '2026-11-25T00:00:00+08:00', '11月24日当天结束', 'the end of 2026-11-24', '2026-11-24 24:00'],
  ['also over the end of a year', '2027-01-01T00:00:00+08:00', '12月31日当天结束', 'the end of 2026-12-31', '2026-12-31 24:00'],
  ['every other hour is itself', '2026-11-25T00:30:00+08:00', '11月25日 00:30', '2026-11-25 00:30', '2026-11-25 00:30'],
])('until when: %s', (_what, at, zh, en, end) => {
  expect([sayUntil(new Date(at)), sayEnd(new Date(at))]).toEqual([{ zh, en }, end]);
});
