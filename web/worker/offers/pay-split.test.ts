import { expect, it } from 'vitest';
import { splitPay } from './pay-split.ts';

const lines = ([['labour', 9201, true], ['merchant', 4000, false], ['urgent', 300, true], ['commission', 1200, false]] as const).map(([label, amountFen, isWorkers]) => ({ label, amountFen, isWorkers }));

it('her lines are those marked as hers, wherever they stand', () => {
  const split = splitPay(lines);
  expect(split.hers.map((line) => line.label)).toEqual(['labour', 'urgent']);
  expect(split.rest.map((line) => line.label)).toEqual(['merchant', 'commission']);
  expect(split.totalFen).toBe(14_701);
});
