import { expect, test } from 'vitest';
import { budgetOf, cashOf, instantsOf, monthsBetween, placeOf, profitOf } from './reports.ts';

test('months are named from any side, over new year, and never too many', () => {
  expect(monthsBetween({}, '2027-01-15')).toEqual(['2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01']);
  expect(monthsBetween({}, '2027-01-15', 1)).toEqual(['2027-01']);
  expect(monthsBetween({ from: '2026-12' }, '2027-01-15', 1)).toEqual(['2026-12']);
  expect(monthsBetween({ from: '2027-01', to: '2026-11' }, '2027-01-15')).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(monthsBetween({ from: '2024-01', to: '2026-01' }, '2027-01-15')).toBeNull();
  expect(monthsBetween({ from: '2025-01', to: '2026-12' }, '2027-01-15')).toHaveLength(24);
});

test('a month is the city’s month', () => expect(instantsOf(['2026-11', '2026-12'])).toEqual({ startAt: new Date('2026-10-31T16:00:00Z'), endAt: new Date('2026-12-31T16:00:00Z') }));

const named = { nameZh: '佣金', nameEn: 'Commission' };
const earned = [
  { account: 'income:commission', kind: 'income' as const, ...named, month: '2026-11', fen: -1500 }, { account: 'income:commission', kind: 'income' as const, ...named, month: '2026-12', fen: 300 },
  { account: 'expense:subsidy', kind: 'expense' as const, nameZh: '补贴', nameEn: 'Subsidy', month: '2026-11', fen: 2000 }, { account: 'income:platformFee', kind: 'income' as const, nameZh: '平台费', nameEn: 'Fee', month: null, fen: 0 },
];

test('income and expense are both above zero, a loss is said to be one', () => {
  const report = profitOf(['2026-11', '2026-12'], earned);
  expect(report).toMatchObject({ incomeFen: [1500, -300], expenseFen: [2000, 0], profitFen: [-500, -300], totalProfitFen: -800 });
  expect(report.lines.map(({ account, totalFen }) => [account, totalFen])).toEqual([['income:commission', 1200], ['expense:subsidy', 2000], ['income:platformFee', 0]]);
  expect(report.words.zh).toBe('2026-11 – 2026-12：收入 ¥12.00，支出 ¥20.00，亏损 ¥8.00');
});

test('a plan is met from its own side: more income, less expense', () => {
  const setAt = new Date('2026-11-01T00:00:00Z');
  const report = budgetOf(['2026-11'], profitOf(['2026-11'], earned), [{ account: 'income:commission', amountFen: 1000, note: '', setByName: '钱会计', setAt }, { account: 'expense:subsidy', amountFen: 1600, note: '双节', setByName: '钱会计', setAt }]);
  expect(report.lines.map(({ account, differenceFen, percentUsed, isGood }) => [account, differenceFen, percentUsed, isGood])).toEqual([['income:commission', 500, 150, true], ['expense:subsidy', 400, 125, false], ['income:platformFee', null, null, null]]);
  expect(report).toMatchObject({ budgetProfitFen: -600, actualProfitFen: -500, words: { zh: '2 个科目有预算，1 个没达到预算' } });
});

test('each place of money closes with what it opened with and what moved', () => {
  const row = { nameZh: '渠道', nameEn: 'Channel' };
  const report = cashOf({ from: '2026-11-01', to: '2026-11-02' }, [
    { account: 'asset:channel:wechat', ...row, day: '2026-11-02', kind: 'payout', inFen: 0, outFen: 700 }, { account: 'asset:channel:wechat', ...row, day: '2026-11-01', kind: 'received', inFen: 1000, outFen: 0 },
    { account: 'asset:channel:wechat', ...row, day: '2026-11-02', kind: 'received', inFen: 50, outFen: 0 }, { account: 'asset:cash:sta_1', ...row, day: null, kind: null, inFen: 0, outFen: 0 },
  ], new Map([['asset:channel:wechat', 200]]), 400, (_account, name) => name);
  expect(report.places[0]).toMatchObject({ place: 'rail', openingFen: 200, inFen: 1050, outFen: 700, closingFen: 550, byDay: [{ day: '2026-11-01', closingFen: 1200 }, { day: '2026-11-02', closingFen: 550 }] });
  expect(report).toMatchObject({ openingFen: 200, closingFen: 550, owedFen: 400, ownFen: 150 });
  expect(['asset:cash:sta_1', 'asset:bank', 'asset:voucher', 'asset:x'].map(placeOf)).toEqual(['cashDesk', 'bank', 'voucher', 'other']);
});
