import { expect, it } from 'vitest';
import { isUnderWay, phaseOf, stepsDone } from './next-step.ts';

it.each([
  ['assigned', null, 'offered', 0], ['accepted', null, 'depart', 0], ['onTheWay', null, 'checkIn', 1], ['onTheWay', '2026-11-22T06:00:00Z', 'confirm', 2], ['checklistConfirmed', '2026-11-22T06:00:00Z', 'start', 3],
  ['inService', '2026-11-22T06:00:00Z', 'work', 3], ['finished', '2026-11-22T06:00:00Z', 'done', 5], ['settled', '2026-11-22T06:00:00Z', 'done', 5], ['cancelled', null, 'broken', 0], ['noShow', null, 'broken', 0],
] as const)('%s (arrived %s) is the step %s after %i', (status, arrivedAt, phase, done) => {
  expect(phaseOf({ status, arrivedAt })).toBe(phase);
  expect(stepsDone(phase)).toBe(done);
});

it('her position is reported on the way and nowhere else', () => {
  expect(isUnderWay({ status: 'onTheWay', arrivedAt: null })).toBe(true);
  expect(isUnderWay({ status: 'onTheWay', arrivedAt: '2026-11-22T06:00:00Z' })).toBe(false);
  expect(isUnderWay({ status: 'inService', arrivedAt: '2026-11-22T06:00:00Z' })).toBe(false);
});
