import { expect, test } from 'vitest';
import { splitMarks } from './crowd.ts';

const mark = (id: string, state: string, isLate = false) => ({ id, kind: 'visit' as const, state, isLate, lon: 0, lat: 0 });

test('a small city has buttons only', () => {
  const marks = [mark('a', 'due'), mark('b', 'done')];
  expect(splitMarks(marks, null, 2)).toEqual({ buttons: marks, crowd: [] });
});

test('in a large one what needs a hand and what is chosen stay buttons, in the order they came', () => {
  const marks = [mark('done', 'done'), mark('due', 'due'), mark('chosen', 'done'), mark('late', 'due', true), mark('waiting', 'waiting')];
  const { buttons, crowd } = splitMarks(marks, 'chosen', 3);
  expect([buttons.map(({ id }) => id), crowd.map(({ id }) => id)]).toEqual([['chosen', 'late', 'waiting'], ['done', 'due']]);
});
