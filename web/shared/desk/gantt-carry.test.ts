import { expect, test } from 'vitest';
import { shiftOf, stepTo } from './gantt-carry.ts';

test('a trembling hand does not change the time; half an hour does, in whole half hours', () => {
  expect([shiftOf(10, 1), shiftOf(-29, 1), shiftOf(30, 1), shiftOf(-50, 1), shiftOf(200, 0)]).toEqual([0, 0, 30, -60, 0]);
});

test('arrows stay inside the rows and begin at the end they come from', () => {
  const rows = ['a', 'b', 'c'];
  expect([stepTo(rows, null, 1), stepTo(rows, null, -1), stepTo(rows, 'a', -1), stepTo(rows, 'a', 1), stepTo(rows, 'c', 1), stepTo(rows, 'gone', 1), stepTo([], null, 1)]).toEqual(['a', 'c', 'a', 'b', 'c', 'a', null]);
});
