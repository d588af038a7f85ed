import { expect, it } from 'vitest';
import { expiryOf } from './expiry.ts';

it.each([['2026-12-23', 31, 'fine'], ['2026-12-22', 30, 'soon'], ['2026-11-22', 0, 'soon'], ['2026-11-21', -1, 'over']] as const)('a paper until %s has %i days: %s', (until, days, state) =>
  expect(expiryOf(until, '2026-11-22')).toEqual({ days, state }));
