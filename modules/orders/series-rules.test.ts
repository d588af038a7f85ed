import { describe, expect, test } from 'vitest';
import type { OrderFacts, Policy } from './rules/order.ts';
import { conflictsOf, markConflicts, type WorkerTime } from './rules/series-conflicts.ts';
import { diffOf } from './rules/series-diff.ts';
import { planEdit, planEnd, planPause, planResume, planSkip, planUnskip, type Around } from './rules/series-edit.ts';
import { holidayOn, holidaysKnownUntil, makeUpWorkdayOn, plusDays } from './rules/series-holidays.ts';
import { dayOf, instantOf, isDue, nextLook, occurrenceDays, payBeforeOf, refusePause, refuseRule, ruleText, stateOn, type SeriesFacts, type VisitFacts } from './rules/series.ts';
import { carry, settle } from './rules/series-settle.ts';
import { sayRule, saySeries } from './rules/series-words.ts';
import { cancelTerms } from './rules/cancel.ts';

/** Beijing, Sunday 22 November 2026, 16:00. */
const now = new Date('2026-11-22T08:00:00Z');
let made = 0;
const series = (patch: Partial<SeriesFacts> = {}): SeriesFacts => ({
  id: 'ser_1', customerId: 'per_1', householdId: 'hh_1', addressId: 'adr_1', placedBy: 'per_1', channel: 'h5', itemId: 'daily-cleaning', quantity: 3, note: '', memberIds: [], durationMinutes: 180,
  rule: 'FREQ=WEEKLY;BYDAY=TH', firstDay: '2026-11-26', startMinute: 14 * 60, endsOn: null, visitLimit: 52, holidayRule: 'skip', excludedDays: [], extraDays: [], pauses: [],
  workerMode: 'kept', workerId: 'wkr_li', state: 'active', daysAhead: 14, priceFen: 13500, previousId: null, placedAt: now, changedAt: now, ...patch,
});
const newVisitId = (): string => `svt_${++made}`;
const planned = (of: SeriesFacts, at = now): VisitFacts[] => settle(of, [], { now: at, to: plusDays(dayOf(at), 370), newId: newVisitId });
const around = (patch: Partial<Around> = {}): Around & { newSeriesId: () => string } => ({ now, to: '2027-11-27', orders: new Map(), paidOrders: 'keep', newVisitId, newSeriesId: () => 'ser_2', ...patch });
const beijing = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
const coming = (visits: readonly VisitFacts[]): VisitFacts[] => visits.filter(({ state }) => state !== 'skipped');
const order = (patch: Partial<OrderFacts>): OrderFacts => ({ id: 'ord_1', status: 'held', paidFen: 0, refundedFen: 0, totalFen: 13500, workerId: null, workerPayFen: null, arrivedAt: null, startsAt: null, cancelTiers: [{ hoursBefore: 24, refundPercent: 100, label: { zh: '', en: '' } }, { hoursBefore: 0, refundPercent: 50, label: { zh: '', en: '' } }], ...patch }) as OrderFacts;
const ordered = (visits: readonly VisitFacts[], index: number, orderId: string): VisitFacts[] => visits.map((visit, i) => (i === index ? { ...visit, state: 'ordered', orderId } : visit));

describe('the rule', () => {
  test.each([
    ['FREQ=WEEKLY;BYDAY=TH', ['2026-11-26', '2026-12-03', '2026-12-10']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', ['2026-11-26', '2026-12-10', '2026-12-24']],
    ['FREQ=WEEKLY;BYDAY=TU,TH', ['2026-11-26', '2026-12-01', '2026-12-03']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', ['2026-12-31', '2027-01-31', '2027-03-31']],
    ['FREQ=MONTHLY;BYDAY=1MO', ['2026-12-07', '2027-01-04', '2027-02-01']],
    ['FREQ=DAILY;INTERVAL=3', ['2026-11-26', '2026-11-29', '2026-12-02']],
  ])('%s names the days a family would count on a calendar', (rule, days) => {
    expect(occurrenceDays(series({ rule }), '2026-11-22', '2027-11-22').slice(0, 3)).toEqual(days);
  });
  test('a visit at 00:30 stays on its Beijing day although it is still the day before in Greenwich', () => {
    expect(beijing(planned(series({ startMinute: 30 }))[0]!.startsAt)).toBe('2026-11-26T00:30');
  });
  test('excluded days go, extra days come, the end and the limit hold', () => {
    expect(occurrenceDays(series({ excludedDays: ['2026-12-03'], extraDays: ['2026-12-05'], visitLimit: 3 }), '2026-11-01', '2027-01-01')).toEqual(['2026-11-26', '2026-12-05', '2026-12-10']);
    expect(occurrenceDays(series({ endsOn: '2026-12-03' }), '2026-11-01', '2027-01-01')).toEqual(['2026-11-26', '2026-12-03']);
  });
  test.each(['FREQ=HOURLY;BYDAY=TH', 'FREQ=WEEKLY;BYHOUR=3', 'FREQ=WEEKLY;COUNT=5', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=WEEKLY;INTERVAL=0', 'rubbish'])('%s is refused', (rule) => {
    expect(refuseRule(rule)?.code).toBe('orders.series_rule_wrong');
  });
  test('calendars read it as DTSTART and RRULE on the Shanghai clock', () => {
    expect(ruleText(series())).toBe('DTSTART;TZID=Asia/Shanghai:20261126T140000\nRRULE:FREQ=WEEKLY;BYDAY=TH');
  });
  test.each([
    ['FREQ=WEEKLY;BYDAY=TH', '每周四 14:00'], ['FREQ=WEEKLY;INTERVAL=2;BYDAY=FR', '每 2 周的周五 14:00'], ['FREQ=MONTHLY;BYMONTHDAY=15', '每月 15 日 14:00'], ['FREQ=MONTHLY;BYDAY=2TH', '每月第 2 个周四 14:00'], ['FREQ=DAILY', '每天 14:00'], ['FREQ=WEEKLY;BYDAY=TU,TH', '每周二、周四 14:00'],
  ])('%s reads %s', (rule, zh) => { expect(sayRule(series({ rule })).zh).toBe(zh); });
  test('the whole series is one sentence', () => { expect(saySeries(series(), '李阿姨').zh).toBe('每周四 14:00，固定李阿姨，节假日不来，共 52 次'); });
});

describe('holidays', () => {
  test('announced years know shifted days and make-up workdays, plain weekends are none', () => {
    expect(holidayOn('2026-02-19')?.name.zh).toBe('春节');
    expect(holidayOn('2026-11-28')).toBeNull();
    expect(holidayOn('2026-02-14')).toBeNull();
    expect(makeUpWorkdayOn('2026-02-14')?.name.zh).toBe('春节');
  });
  test('of a year not announced yet the statutory days are reckoned by sun and moon, and that is said', () => {
    expect(holidaysKnownUntil()).toBe('2026-12-31');
    expect(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'].map((day) => holidayOn(day)?.name.zh)).toEqual(['春节', '春节', '春节', '春节']);
    expect(holidayOn('2027-02-09')).toBeNull();
    expect([holidayOn('2027-04-05')?.name.zh, holidayOn('2027-06-09')?.name.zh, holidayOn('2027-09-15')?.name.zh, holidayOn('2027-10-03')?.name.zh]).toEqual(['清明', '端午', '中秋', '国庆节']);
    expect(makeUpWorkdayOn('2027-02-20')).toBeNull();
  });
  const friday = { rule: 'FREQ=WEEKLY;BYDAY=FR', firstDay: '2026-11-27' };
  test.each([
    ['serve', 'planned', '2027-02-05T14:00'], ['skip', 'skipped', '2027-02-05T14:00'], ['nextDay', 'moved', '2027-02-09T14:00'], ['dayBefore', 'moved', '2027-02-04T14:00'],
  ] as const)('New Year’s Eve of the moon with the rule %s: %s', (holidayRule, state, startsAt) => {
    const visit = planned(series({ ...friday, holidayRule })).find(({ day }) => day === '2027-02-05')!;
    expect([visit.state, beijing(visit.startsAt)]).toEqual([state, startsAt]);
  });
  test('a visit never moves onto another visit of the series', () => {
    const days = coming(planned(series({ rule: 'FREQ=DAILY', firstDay: '2027-02-01', holidayRule: 'nextDay', visitLimit: null }))).map(({ startsAt }) => dayOf(startsAt));
    expect(new Set(days).size).toBe(days.length);
  });
});

describe('edits', () => {
  const visits = (): VisitFacts[] => planned(series());
  test('52 visits: Thursday becomes Friday for all that follow, in two linked series, and every visit keeps its identity', () => {
    const before = visits();
    expect(before).toHaveLength(52);
    const plan = planEdit(series(), before, before[4]!, { scope: 'following', rule: 'FREQ=WEEKLY;BYDAY=FR' }, around());
    expect([plan.series.endsOn, plan.later?.previousId, plan.later?.visitLimit]).toEqual(['2026-12-23', 'ser_1', 48]);
    expect(plan.visits).toHaveLength(52);
    expect(plan.visits.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(plan.visits.slice(0, 4).every(({ startsAt, seriesId }) => seriesId === 'ser_1' && beijing(startsAt).endsWith('T14:00') && startsAt.getUTCDay() === 4)).toBe(true);
    expect(plan.visits.slice(4).every(({ startsAt, seriesId }) => seriesId === 'ser_2' && startsAt.getUTCDay() === 5)).toBe(true);
    const diff = diffOf({ series: series(), visits: before }, plan, { now, orders: new Map(), terms: new Map(), names: new Map() });
    expect(new Set(diff.map(({ effect }) => effect))).toEqual(new Set(['moved', 'skipped']));
expect(diff.filter(({ effect }) => effect === 'skipped').map(({ words }) => words.zh)).toEqual(['12月31日 周四 14:00 不来（元旦，这次不来）', '2月4日 周四 14:00 不来（春节，这次不来）', '9月30日 周四 14:00 不来（国庆节，这次不来）']);
  });
  test('another worker from a day on: the earlier half keeps the first', () => {
    const before = visits();
    const plan = planEdit(series(), before, before[10]!, { scope: 'following', workerId: 'wkr_wang' }, around());
    expect([plan.series.workerId, plan.later?.workerId]).toEqual(['wkr_li', 'wkr_wang']);
    const diff = diffOf({ series: series(), visits: before }, plan, { now, orders: new Map(), terms: new Map(), names: new Map([['wkr_wang', '王阿姨']]) });
    expect(diff).toHaveLength(coming(before.slice(10)).length);
    expect(diff[0]).toMatchObject({ effect: 'workerChanged', words: { zh: expect.stringContaining('换成王阿姨') } });
  });
  test('this one alone: the others stay', () => {
    const before = visits();
    const plan = planEdit(series(), before, before[2]!, { scope: 'this', startAt: instantOf('2026-12-11', 9 * 60) }, around());
    expect(plan.visits.filter(({ state }) => state === 'moved').map(({ startsAt }) => beijing(startsAt))).toEqual(['2026-12-11T09:00']);
    expect(plan.later).toBeNull();
  });
  test('from the first visit on is all: no empty series is left behind', () => {
    const before = visits();
    expect(planEdit(series(), before, before[0]!, { scope: 'following', startMinute: 600 }, around()).later).toBeNull();
  });
  test('an unpaid order follows for nothing, a paid one keeps its time unless it is to be cancelled, by the ordinary rule', () => {
    const before = ordered(ordered(visits(), 0, 'ord_a'), 1, 'ord_b');
    const orders = new Map([['ord_a', order({ id: 'ord_a', status: 'paid', paidFen: 13500, startsAt: before[0]!.startsAt })], ['ord_b', order({ id: 'ord_b', startsAt: before[1]!.startsAt })]]);
    const edit = { scope: 'all', startMinute: 9 * 60 } as const;
    const kept = planEdit(series(), before, null, edit, around({ orders }));
    expect(kept.dropped).toEqual(['ord_b']);
    expect(kept.visits.slice(0, 2).map(({ orderId, startsAt }) => [orderId, beijing(startsAt)])).toEqual([['ord_a', '2026-11-26T14:00'], [null, '2026-12-03T09:00']]);
    const late = new Date(before[0]!.startsAt.getTime() - 5 * 3_600_000);
    const terms = new Map([['ord_a', cancelTerms(orders.get('ord_a')!, late, { workerCancelMinFen: 3000 } as Policy, { isForceMajeure: false })]]);
    const all = planEdit(series(), before, null, edit, around({ orders, paidOrders: 'cancel' }));
    expect(all.dropped).toEqual(['ord_a', 'ord_b']);
    expect(diffOf({ series: series(), visits: before }, all, { now, orders, terms, names: new Map() })[0]).toMatchObject({ effect: 'moved', refundFen: 6750, keptFen: 6750 });
    expect(diffOf({ series: series(), visits: before }, kept, { now, orders, terms, names: new Map() })[0]).toMatchObject({ effect: 'orderKept', before: before[0]!.startsAt, after: before[0]!.startsAt });
  });
  test('pause two weeks: exactly the visits within stay away, and come back when resumed', () => {
    const before = visits();
    const plan = planPause(series(), before, { from: '2027-03-08', to: '2027-03-21' }, around());
    expect(plan.visits.filter(({ reason }) => reason === 'paused').map(({ day }) => day)).toEqual(['2027-03-11', '2027-03-18']);
    const resumed = planResume(plan.series, plan.visits, '2027-03-01', around());
    expect(resumed.visits.filter(({ reason }) => reason === 'paused')).toEqual([]);
    expect(refusePause(plan.series.pauses, { from: '2027-03-20', to: null }, '2026-11-22')?.code).toBe('orders.series_pause_wrong');
    expect(refusePause([], { from: '2026-11-21', to: null }, '2026-11-22')?.code).toBe('orders.series_pause_wrong');
  });
  test('a pause drops the unpaid orders within it and leaves those before it alone', () => {
    const before = ordered(ordered(visits(), 0, 'ord_a'), 2, 'ord_b');
    const orders = new Map([['ord_a', order({ id: 'ord_a', startsAt: before[0]!.startsAt })], ['ord_b', order({ id: 'ord_b', startsAt: before[2]!.startsAt })]]);
    expect(planPause(series(), before, { from: '2026-12-08', to: '2026-12-20' }, around({ orders })).dropped).toEqual(['ord_b']);
  });
  test('a skipped visit stays skipped when the rule changes, and comes back when taken back in, also over a holiday', () => {
    const before = visits();
    const skipped = planSkip(series(), before, before[6]!);
    const moved = planEdit(series(), skipped.visits, before[4]!, { scope: 'following', rule: 'FREQ=WEEKLY;BYDAY=FR' }, around());
    expect(moved.visits.find(({ id }) => id === before[6]!.id)).toMatchObject({ state: 'skipped', reason: 'hand' });
    const eve = moved.visits.find(({ day }) => day === '2027-02-05')!;
    expect(eve).toMatchObject({ state: 'skipped', reason: 'holiday', wordsZh: '春节，这次不来' });
    expect(planUnskip(moved.later!, moved.visits.filter(({ seriesId }) => seriesId === 'ser_2'), eve, around()).visits.find(({ id }) => id === eve.id)).toMatchObject({ state: 'planned', isUnskipped: true });
  });
  test('an end leaves nothing behind it but paid orders', () => {
    const before = ordered(visits(), 3, 'ord_a');
    const orders = new Map([['ord_a', order({ id: 'ord_a', status: 'accepted', paidFen: 13500, startsAt: before[3]!.startsAt })]]);
    const plan = planEnd(series(), before, '2026-12-05', around({ orders }));
    expect(plan.visits.map(({ day }) => day)).toEqual(['2026-11-26', '2026-12-03', '2026-12-17']);
    expect(planEnd(series(), before, '2026-12-05', around({ orders, paidOrders: 'cancel' })).visits.map(({ day }) => day)).toEqual(['2026-11-26', '2026-12-03']);
    expect(stateOn({ ...plan.series }, '2026-12-20', false)).toBe('ended');
  });
  test('a visit goes to the nearest new day within the week, further away it is another', () => {
    const [a, b] = visits() as [VisitFacts, VisitFacts];
    expect([...carry([a, b], ['2026-11-27', '2026-12-20'])]).toEqual([[a.id, '2026-11-27']]);
  });
});

describe('conflicts', () => {
  const policy = { minLeadMinutes: 60 } as Policy;
  const day = (date: string, from: number, to: number): { startAt: number; endAt: number } => ({ startAt: instantOf(date, from * 60).getTime(), endAt: instantOf(date, to * 60).getTime() });
  const li: WorkerTime = { workerId: 'wkr_li', name: '李阿姨', availability: [day('2026-11-26', 8, 20), day('2026-12-03', 8, 20), day('2026-12-17', 8, 20)], commitments: [{ id: 'e1', ...day('2026-12-03', 15, 18) }, { id: 'e2', ...day('2026-12-17', 12, 14) }] };
  const look = (of: SeriesFacts, patch: Partial<Parameters<typeof conflictsOf>[2]> = {}) => conflictsOf(of, planned(of, patch.now ?? now).slice(0, 4), { now, policy, timeOf: (id) => (id === 'wkr_li' ? li : undefined), isDistrictOpen: true, ignoredClaims: new Set(), ...patch });
  test('the worker taken or away is told with her nearest free hour', () => {
    const found = look(series());
    expect(found.map(({ day: on, kind, freeStartAt }) => [on, kind, freeStartAt && beijing(freeStartAt)])).toEqual([['2026-12-03', 'workerTaken', '2026-12-03T11:30'], ['2026-12-10', 'workerAway', null], ['2026-12-17', 'workerTaken', '2026-12-17T14:30']]);
    expect(found[0]?.wayOut.zh).toBe('她当天 11:30 有空；或换一位家政员，或跳过这次');
  });
  test('a kept worker’s conflict stops the visit, a preferred one’s does not', () => {
    const of = series();
    const visits = planned(of).slice(0, 4);
    const found = (mode: 'kept' | 'preferred') => conflictsOf({ ...of, workerMode: mode }, visits, { now, policy, timeOf: () => li, isDistrictOpen: true, ignoredClaims: new Set() });
    expect(markConflicts(visits, found('kept')).map(({ state }) => state)).toEqual(['planned', 'conflict', 'conflict', 'conflict']);
    expect(markConflicts(visits, found('preferred')).map(({ state }) => state)).toEqual(['planned', 'planned', 'planned', 'planned']);
  });
  test('the time of an order about to be dropped is in nobody’s way', () => {
    expect(look(series(), { ignoredClaims: new Set(['e1', 'e2']) }).map(({ kind }) => kind)).toEqual(['workerAway']);
  });
  test.each([
    [{ startMinute: 17 * 60, rule: 'FREQ=DAILY', firstDay: '2026-11-22', workerMode: 'none', workerId: null } as const, new Date('2026-11-22T08:30:00Z'), 'tooSoon'],
    [{ startMinute: 21 * 60, workerMode: 'none', workerId: null } as const, now, 'outsideHours'],
    [{ rule: 'FREQ=WEEKLY;BYDAY=FR', firstDay: '2027-02-05', holidayRule: 'serve', workerMode: 'none', workerId: null } as const, now, 'holiday'],
  ])('%o is told', (patch, at, kind) => { expect(look(series(patch), { now: at })[0]?.kind).toBe(kind); });
  test('a closed district and a make-up workday are told', () => {
    expect(look(series({ workerMode: 'none', workerId: null }), { isDistrictOpen: false })[0]).toMatchObject({ kind: 'districtClosed', isStopping: true });
    const at = new Date('2026-02-01T00:00:00Z');
    expect(look(series({ rule: 'FREQ=WEEKLY;BYDAY=SA', firstDay: '2026-02-14', workerMode: 'none', workerId: null }), { now: at })[0]?.kind).toBe('makeUpWorkday');
  });
});

describe('orders follow in time', () => {
  test('an order is due so many days ahead, once, and again a day later when nobody was found', () => {
    const visit = planned(series())[0]!;
    const eve = new Date(visit.startsAt.getTime() - 14 * 86_400_000 - 1000);
    expect(isDue(visit, series(), eve, 60)).toBe(false);
    expect(isDue(visit, series(), new Date(eve.getTime() + 2000), 60)).toBe(true);
    expect(isDue({ ...visit, askedAt: now }, series(), new Date(now.getTime() + 3_600_000), 60)).toBe(false);
    expect(isDue({ ...visit, state: 'conflict', askedAt: now }, series(), new Date(now.getTime() + 25 * 3_600_000), 60)).toBe(true);
    expect(isDue(visit, series({ state: 'paused' }), now, 60)).toBe(false);
    expect(nextLook(series(), planned(series()).slice(3, 4), now)).toEqual(new Date('2026-12-03T06:00:00Z'));
  });
  test('it may be paid until a day before, and close to the start for the ordinary quarter of an hour', () => {
    const startsAt = new Date('2026-12-03T06:00:00Z');
    expect(payBeforeOf(startsAt, now, 15)).toEqual(new Date('2026-12-02T06:00:00Z'));
    expect(payBeforeOf(startsAt, new Date('2026-12-03T00:00:00Z'), 15)).toEqual(new Date('2026-12-03T00:15:00Z'));
  });
});
