import { expect, test } from 'vitest';
import { pickCode } from './pick-answer.ts';

const options = ['A', 'B', 'C'].map((code) => ({ code }));

test('an order is told once every step stands in it, several at every tap, one replaces the other', () => {
  const taps = (pick: 'one' | 'many' | 'order', codes: string[]) => codes.reduce<{ answer: readonly string[]; told: (readonly string[])[] }>(({ answer, told }, code) => {
    const next = pickCode({ pick, options }, answer, code);
    return { answer: next.answer, told: next.isWhole ? [...told, next.answer] : told };
  }, { answer: [], told: [] }).told;
  expect(taps('order', ['C', 'A'])).toEqual([]);
  expect(taps('order', ['C', 'A', 'B'])).toEqual([['C', 'A', 'B']]);
  expect(taps('order', ['C', 'A', 'A', 'B', 'A'])).toEqual([['C', 'B', 'A']]);
  expect(taps('many', ['C', 'A', 'C'])).toEqual([['C'], ['C', 'A'], ['A']]);
  expect(taps('one', ['C', 'A'])).toEqual([['C'], ['A']]);
});
