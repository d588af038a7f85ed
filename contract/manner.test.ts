import { expect, test } from 'vitest';
import { MannerAnswers, statements, traitKeys, traitsOf } from './manner.ts';

test('ten answers make five traits, half of the statements turned round', () => {
  expect(statements.filter(({ isReversed }) => isReversed)).toHaveLength(5);
  expect(traitKeys.map((key) => statements.filter(({ trait }) => trait === key).length)).toEqual([2, 2, 2, 2, 2]);
  expect(traitsOf(statements.map(({ isReversed }) => (isReversed ? 1 : 7)))).toEqual(Object.fromEntries(traitKeys.map((trait) => [trait, 7])));
  expect(traitsOf(statements.map(() => 5))).toEqual(Object.fromEntries(traitKeys.map((trait) => [trait, 4])));
  expect(traitsOf([7, 4, 4, 4, 4, 2, 4, 4, 4, 4]).extraversion).toBe(6.5);
});

test.each([[[1, 2, 3]], [[1, 1, 8, 1, 1, 1, 1, 1, 1, 1]], [[1, 1, 1.5, 1, 1, 1, 1, 1, 1, 1]]])('%j is no answer', (answers) => expect(MannerAnswers.safeParse(answers).success).toBe(false));
