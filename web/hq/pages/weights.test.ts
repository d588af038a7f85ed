import { expect, test } from 'vitest';
import { changesOf, percent, sharesOf, signed } from './weights.ts';

const list = (weights: Record<string, number>) => Object.entries(weights).map(([key, weight]) => ({ key, label: { zh: key, en: key }, weight }));

test('points become shares of their sum, and nothing while all are zero', () => {
  expect(sharesOf({ route: 10, rating: 30 })).toEqual({ route: 0.25, rating: 0.75 });
  expect(sharesOf({ route: 0, rating: 0 })).toBeNull();
});

test('the largest moves come first, those too small to print are left out', () => {
  const moved = changesOf(list({ a: 0.2, b: 0.3, c: 0.5 }), list({ a: 0.2, b: 0.28, c: 0.51 }));
  expect(moved.map(({ key, by }) => [key, signed(by)])).toEqual([['b', '−2.00'], ['c', '+1.00']]);
  expect(changesOf(list({ a: 1 }), list({ a: 1.00001 }))).toEqual([]);
  expect(percent(0.2134)).toBe('21.3%');
});
