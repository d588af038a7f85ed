import { describe, expect, it } from 'vitest';
import { instantAt } from '../../shared/format.ts';
import { clipToDay, clockOf, minutesOf, openHours, todayChoices } from './day-hours.ts';

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

it('the later word counts: a day off and then an extra shift leaves the shift', () => {
  const at = (clock: string): string => `2026-11-23T${clock}:00+08:00`;
  const off = { exceptionId: 'exc_1', startAt: at('00:00'), endAt: '2026-11-24T00:00:00+08:00', isAvailable: false };
  const extra = { exceptionId: 'exc_2', startAt: at('10:00'), endAt: at('12:00'), isAvailable: true };
  const weekly = [{ weekday: 1, from: '08:00', to: '20:00' }];
  expect([openHours('2026-11-23', weekly, [extra, off]), openHours('2026-11-23', weekly, [{ ...off, exceptionId: 'exc_3' }, extra])]).toEqual([[{ from: 600, to: 720 }], []]);
});
it('two taps on today: nothing more after what is agreed, an earlier end on the hour, a later one', () => {
  const day = [{ from: 480, to: 1200 }];
  expect(todayChoices(day, [{ from: 840, to: 970 }], 605)).toEqual({ restFrom: 970, until: [1020, 1080, 1140], longer: [1260, 1320, 1380, 1440] });
  expect(todayChoices(day, [], 1150)).toEqual({ restFrom: 1150, until: [], longer: [1260, 1320, 1380, 1440] });
  expect(todayChoices(day, [], 1290)).toEqual({ restFrom: null, until: [], longer: [1320, 1380, 1440] });
  expect(todayChoices([], [], 600)).toEqual({ restFrom: null, until: [], longer: [660, 720, 780, 840] });
});
