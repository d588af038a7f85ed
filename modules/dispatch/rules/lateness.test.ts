import { expect, test } from 'vitest';
import { askRisk, departure, isAtRisk, minutesLate, nextLook, runningEnd, sayRisk } from './lateness.ts';

const now = Date.parse('2026-11-23T02:00:00Z');
const minutes = (n: number): number => now + n * 60_000;
const [home, stop, here] = [{ lon: 1, lat: 1 }, { lon: 2, lat: 2 }, { lon: 3, lat: 3 }];
const running = { at: stop, endAt: minutes(15), isRunning: true };
const done = (minutesAgo: number) => ({ at: stop, endAt: minutes(-minutesAgo), isRunning: false });

test.each([
  ['from home when nothing else is known', { position: null, before: null }, home, 0], ['from where she is', { position: here, before: null }, here, 0], ['where she is says more than where she was', { position: here, before: done(5) }, here, 0],
  ['from the stop before', { position: null, before: done(30) }, stop, 0], ['a stop of this morning says nothing', { position: null, before: done(241) }, home, 0],
  ['not before what runs is over, wherever the phone says she is', { position: here, before: running }, stop, 15], ['what should be over ends now at the earliest', { position: null, before: { ...running, endAt: minutes(-20) } }, stop, 0],
])('she leaves %s', (_name, known, from, after) => expect(departure({ now, home, ...known })).toEqual({ from, at: minutes(after) }));

test('a running visit takes as long as it was meant to from when it began, and is never over already', () => {
  const at = (n: number): Date => new Date(minutes(n));
  const visit = (start: number, started: number | null) => ({ startsAt: at(start), startedAt: started === null ? null : at(started), durationMinutes: 60 });
  expect([runningEnd(visit(-60, -40), at(0)), runningEnd(visit(-90, -80), at(0)), runningEnd(visit(-10, null), at(0)), runningEnd(visit(20, null), at(0))]).toEqual([minutes(20), minutes(0), minutes(60), minutes(80)]);
});
test('five minutes are nobody’s worry, a second more is; minutes are rounded up', () => {
  expect([isAtRisk(minutes(5), now), isAtRisk(minutes(5) + 1000, now), minutesLate(minutes(5) + 1000, now), minutesLate(minutes(-3), now)]).toEqual([false, true, 6, -3]);
});
test('the look is taken twenty minutes before, then every five, until half an hour after', () => {
  expect([nextLook(minutes(-60), now), nextLook(minutes(-20), now), nextLook(minutes(29), now), nextLook(minutes(30), now)]).toEqual([minutes(-20), minutes(-15), minutes(34), null]);
});
test('words carry the clock of the city', () => {
  expect([sayRisk(new Date(minutes(12)), 12).zh, askRisk(new Date(minutes(12)), 12).zh]).toEqual(['预计 10:12 到，比约定晚 12 分钟', '按现在的位置，您要 10:12 才能到，晚 12 分钟。还来得了吗？']);
});
