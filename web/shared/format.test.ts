import { describe, expect, it } from 'vitest';
import {
  addDays, dayOf, formatCountdown, formatDay, formatDistance, formatDuration, formatMoney, formatNearDay, formatRelative, formatUntil, formatWindow, instantAt, maskPhone, minuteOfDay, spacePhone,
} from './format.ts';

const now = new Date('2026-11-22T06:00:00Z');

describe('days and times are those of the city', () => {
  it.each([
    ['2026-11-22T06:00:00Z', '2026-11-22T09:00:00Z', 'zh', '11月22日 周日 14:00–17:00'],
    ['2026-11-22T06:00:00Z', '2026-11-22T09:00:00Z', 'en', 'Sun 22 Nov 14:00–17:00'],
    ['2026-11-22T14:00:00Z', '2026-11-22T22:00:00Z', 'zh', '11月22日 周日 22:00–11月23日 周一 06:00'],
    ['2027-01-01T02:00:00Z', '2027-01-01T04:00:00Z', 'zh', '2027年1月1日 周五 10:00–12:00'],
  ] as const)('%s – %s (%s)', (start, end, locale, text) => expect(formatWindow(start, end, locale, now)).toBe(text));

  it('a late evening in UTC is the next day here', () => {
    expect(dayOf('2026-11-22T16:30:00Z')).toBe('2026-11-23');
    expect(minuteOfDay('2026-11-22T16:30:00Z')).toBe(30);
  });
  it('wall time becomes an instant and back', () => {
    expect(instantAt('2026-11-22', '14:00')).toBe('2026-11-22T06:00:00.000Z');
    expect(instantAt('2026-11-22', '24:00')).toBe('2026-11-22T16:00:00.000Z');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
  it('near days have names', () => {
    expect(['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'].map((day) => formatNearDay(day, 'zh', now))).toEqual(['昨天', '今天', '明天', '后天', '11月25日 周三']);
  });
  it('a calendar day is not an instant', () => expect(formatDay('2026-11-22', 'zh', now)).toBe('11月22日 周日'));
  it.each([
    ['2026-11-22T05:59:40Z', '刚刚', 'just now'], ['2026-11-22T05:55:00Z', '5 分钟前', '5 min ago'], ['2026-11-22T09:05:00Z', '3 小时后', 'in 3 h'], ['2026-11-21T06:05:00Z', '昨天 14:05', 'Yesterday 14:05'],
  ])('%s is %s', (at, zh, en) => {
    expect(formatRelative(at, 'zh', now)).toBe(zh);
    expect(formatRelative(at, 'en', now)).toBe(en);
  });
  it('midnight as an end is the end of the day before', () => {
    expect([formatUntil('2026-11-24T16:00:00Z', 'zh', now), formatUntil('2026-11-24T16:00:00Z', 'en', now)]).toEqual(['11月24日 周二当天结束', 'the end of Tue 24 Nov']);
    expect(formatUntil('2026-11-24T16:30:00Z', 'zh', now)).toBe('11月25日 周三 00:30');
  });
  it('counts down and stops at nothing', () => {
    expect(formatCountdown('2026-11-22T06:04:59Z', now)).toBe('04:59');
    expect(formatCountdown('2026-11-22T08:00:00Z', now)).toBe('2:00:00');
    expect(formatCountdown('2026-11-22T05:00:00Z', now)).toBe('00:00');
  });
});

describe('figures', () => {
  it.each([[13500, '¥135.00'], [0, '¥0.00'], [-2000, '-¥20.00'], [1, '¥0.01'], [123456789, '¥1,234,567.89']])('%i fen is %s', (fen, text) => expect(formatMoney(fen)).toBe(text));
  it.each([[4, '10 米'], [842, '840 米'], [996, '1.0 公里'], [1230, '1.2 公里'], [120_400, '120 公里']])('%i m is %s', (meters, text) => expect(formatDistance(meters, 'zh')).toBe(text));
  it.each([[45, '45 分钟'], [180, '3 小时'], [150, '2 小时 30 分']])('%i min is %s', (minutes, text) => expect(formatDuration(minutes, 'zh')).toBe(text));
  it('phones', () => {
    expect(maskPhone('13812345678')).toBe('138 **** 5678');
    expect(spacePhone('1381234')).toBe('138 1234');
  });
});
