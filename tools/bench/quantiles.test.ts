import { expect, test } from 'vitest';
import { quantilesOf } from './quantiles.ts';

test('the middle and the slow end of some times, to a tenth of a millisecond; of a handful the slowest', () => {
  expect(quantilesOf([3, 1.26, 2])).toEqual({ p50: 2, p95: 3, rounds: 3 });
  expect(quantilesOf(Array.from({ length: 100 }, (_, i) => i + 1))).toEqual({ p50: 51, p95: 96, rounds: 100 });
  expect(quantilesOf([])).toBeNull();
});
