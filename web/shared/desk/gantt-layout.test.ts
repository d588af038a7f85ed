import { expect, it } from 'vitest';
import { instantAt } from '../format.ts';
import { packLanes, placeSpan, shownHours } from './gantt-layout.ts';

const day = '2026-11-22';
const span = (from: string, to: string) => ({ startAt: instantAt(day, from), endAt: instantAt(day, to) });

it('a span lies where its hours are', () => expect(placeSpan(day, span('10:00', '12:00'), 8, 18)).toEqual({ left: 20, width: 20, isCutBefore: false, isCutAfter: false }));
it('what runs out of the picture is cut, what lies outside is not shown', () => {
  expect(placeSpan(day, span('06:00', '10:00'), 8, 18)).toMatchObject({ left: 0, width: 20, isCutBefore: true });
  expect(placeSpan(day, { startAt: instantAt(day, '17:00'), endAt: instantAt('2026-11-23', '02:00') }, 8, 18)).toMatchObject({ left: 90, width: 10, isCutAfter: true });
  expect(placeSpan(day, span('05:00', '07:00'), 8, 18)).toBeNull();
});
it('overlapping bars lie below one another, following ones share a lane', () => {
  expect(packLanes([span('13:00', '15:00'), span('08:00', '10:00'), span('09:00', '11:00'), span('10:00', '12:00')])).toEqual({ lanes: [0, 0, 1, 0], laneCount: 2 });
  expect(packLanes([])).toEqual({ lanes: [], laneCount: 1 });
});
it('the picture widens for early and late work', () => {
  expect(shownHours(day, [])).toEqual([8, 21]);
  expect(shownHours(day, [span('06:30', '09:00'), { startAt: instantAt(day, '20:00'), endAt: instantAt('2026-11-23', '01:00') }])).toEqual([6, 24]);
});
