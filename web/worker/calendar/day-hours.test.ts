import { describe, expect, it } from 'vitest';
import { instantAt } from '../../shared/format.ts';
import { clipToDay, clockOf, minutesOf, openHours } from './day-hours.ts';

const sunday = '2026-11-22';
const week = [{ weekday: 7, from: '09:00', to: '12:00' }, { weekday: 7, from: '14:00', to: '18:00' }, { weekday: 1, from: '08:00', to: '10:00' }];
const exception = (from: string, to: string, isAvailable: boolean) => ({ startAt: instantAt(sunday, from), endAt: instantAt(sunday, to), isAvailable });
const said = (...exceptions: ReturnType<typeof exception>[]): string => openHours(sunday, week, exceptions).map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join(' ');

describe('the open hours of a day', () => {
  it('follow the week', () => expect(said()).toBe('09:00–12:00 14:00–18:00'));
  it('lose time off, in the middle too', () => {
    expect(said(exception('10:00', '11:00', false))).toBe('09:00–10:00 11:00–12:00 14:00–18:00');
    expect(said(exception('13:00', '24:00', false))).toBe('09:00–12:00');
    expect(said(exception('00:00', '24:00', false))).toBe('');
  });
  it('gain an extra shift, joined where it touches', () => expect(said(exception('18:00', '20:00', true))).toBe('09:00–12:00 14:00–20:00'));
  it('time off wins over an extra shift', () => expect(said(exception('18:00', '20:00', true), exception('17:00', '19:00', false))).toBe('09:00–12:00 14:00–17:00 19:00–20:00'));
});

it('a night is cut at midnight of the city', () => {
  const night = { startAt: instantAt('2026-11-21', '22:00'), endAt: instantAt(sunday, '06:00') };
  expect(clipToDay(night, '2026-11-21')).toEqual({ from: 1320, to: 1440 });
  expect(clipToDay(night, sunday)).toEqual({ from: 0, to: 360 });
  expect(clipToDay(night, '2026-11-23')).toBeNull();
});
it('24:00 is the end of the day', () => expect([minutesOf('24:00'), clockOf(1440)]).toEqual([1440, '24:00']));
