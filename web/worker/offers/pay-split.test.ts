import { expect, it } from 'vitest';
import { splitPay } from './pay-split.ts';

const lines = [['labour', 9201], ['urgent', 300], ['merchant', 4000], ['commission', 1200]].map(([label, amountFen]) => ({ label: label as string, amountFen: amountFen as number }));

it('her lines are those that add up to her pay', () => {
  const split = splitPay(lines, 9501);
  expect(split.hers.map((line) => line.label)).toEqual(['labour', 'urgent']);
  expect(split.rest.map((line) => line.label)).toEqual(['merchant', 'commission']);
  expect(split.totalFen).toBe(14_701);
});
it('never guesses when nothing adds up', () => expect(splitPay(lines, 9500)).toMatchObject({ hers: [], rest: lines }));
