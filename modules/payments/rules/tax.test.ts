import { describe, expect, test } from 'vitest';
import { monthsInARow, quarterOf, reportExemption, withholdCumulatively, withholdOnce } from './tax.ts';

/** A year of months, yuan in, what is withheld each month in yuan out. */
function year(incomes: readonly number[]): number[] {
  let incomeFen = 0, withheldFen = 0;
  return incomes.map((yuan, index) => {
    incomeFen += yuan * 100;
    const { taxFen } = withholdCumulatively({ incomeFen, months: index + 1, withheldFen });
    withheldFen += taxFen;
    return taxFen / 100;
  });
}

describe('cumulative withholding', () => {
  test.each([
    ['8,000 a month', Array(12).fill(8000), Array(12).fill(42)],
    ['6,250 a month is just free', [6250], [0]],
    ['fifty more is not', [6300], [1.2]],
    ['one good month', [30_000], [570]],
    ['two very good months', [50_000, 50_000], [1050, 3430]],
    ['a good month, nothing, a small one: never below zero', [20_000, 0, 5000], [330, 0, 0]],
  ] as [string, number[], number[]][])('%s', (_, incomes, expected) => {
    expect(year(incomes)).toEqual(expected);
  });

  test('a whole year of 8,000 is 504', () => {
    expect(year(Array<number>(12).fill(8000)).reduce((sum, tax) => sum + tax, 0)).toBe(504);
  });

  test('at each band’s edge both sides give the same tax', () => {
    for (const edge of [36_000, 144_000, 300_000, 420_000, 660_000, 960_000]) {
      const taxAt = (taxableFen: number): number => withholdCumulatively({ incomeFen: Math.round((taxableFen + 500_000) / 0.8), months: 1, withheldFen: 0 }).dueFen;
      expect(Math.abs(taxAt(edge * 100) - taxAt(edge * 100 + 1)), `at ${edge}`).toBeLessThanOrEqual(2);
    }
  });

  test('says how it came about', () => {
    expect(withholdCumulatively({ incomeFen: 800_000, months: 1, withheldFen: 0 }).words.zh).toBe('今年累计收入 ¥8000.00 − 20% 费用 ¥1600.00 − 1 个月减除 ¥5000.00 = ¥1400.00，税率 3%，累计税 ¥42.00，已扣 ¥0.00，本次扣 ¥42.00');
    expect(withholdCumulatively({ incomeFen: 300_000, months: 1, withheldFen: 0 }).words.en).toContain('no tax');
  });

  test('refuses what is no amount and no month', () => {
    expect(() => withholdCumulatively({ incomeFen: -1, months: 1, withheldFen: 0 })).toThrow('incomeFen');
    expect(() => withholdCumulatively({ incomeFen: 1.5, months: 1, withheldFen: 0 })).toThrow('incomeFen');
    expect(() => withholdCumulatively({ incomeFen: 1, months: 13, withheldFen: 0 })).toThrow('months');
  });
});

test.each([[3000, 440], [5000, 800], [30_000, 5200], [70_000, 15_400], [800, 0], [0, 0]])('one payment of %i off the platform: %i', (yuan, tax) => {
  expect(withholdOnce(yuan * 100)).toBe(tax * 100);
});

test('months count only in a row and within their year', () => {
  expect(monthsInARow([], '2026-05')).toBe(1);
  expect(monthsInARow(['2026-04', '2026-03', '2026-01'], '2026-05')).toBe(3);
  expect(monthsInARow(['2025-12', '2025-11'], '2026-01')).toBe(1);
  expect(monthsInARow(['2026-05', '2026-04'], '2026-05')).toBe(2);
});

test('only who owes no tax in these trades is left out of the report, with the reason', () => {
  expect(reportExemption({ taxFen: 0, family: 'domestic' })?.zh).toContain('家政');
  expect(reportExemption({ taxFen: 1, family: 'domestic' })).toBeNull();
  expect(reportExemption({ taxFen: 0, family: 'other' })).toBeNull();
});

test('a quarter is reported in the month that follows it', () => {
  expect(quarterOf('2025-Q4')).toEqual({ from: '2025-10', to: '2025-12', overOn: '2026-01-01', dueBy: '2026-01-31' });
  expect(quarterOf('2026-Q1')).toEqual({ from: '2026-01', to: '2026-03', overOn: '2026-04-01', dueBy: '2026-04-30' });
});
