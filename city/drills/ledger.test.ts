import { expect, test } from 'vitest';
import { drillLedger } from '../command-line/drill-ledger.ts';
import { LedgerModel } from './ledger-model.ts';

test('three thousand random operations leave ledger and model equal to the fen', async () => {
  const result = await drillLedger({ count: 3000, seed: 7 });
  expect(result).toMatchObject({ ok: true, operations: 3000, brokenInvariants: 0, sumFen: 0, overRefunded: 0, faults: [] });
  expect(result.taken + result.refused + result.repeated).toBe(3000);
  expect(Math.min(result.taken, result.refused, result.repeated), 'each kind of answer was seen').toBeGreaterThan(50);
}, 120_000);

test('the model refuses a second use of a key, an overdraft and a refund beyond what was paid', () => {
  const model = new LedgerModel();
  expect(model.apply({ key: 'a', kind: 'pay', order: 'o', rail: 'wechat', fen: 100 })).toBe(true);
  expect(model.apply({ key: 'a', kind: 'pay', order: 'o', rail: 'wechat', fen: 100 })).toBe(false);
  expect(model.apply({ key: 'b', kind: 'payout', party: 'worker', id: 'w', netFen: 1, taxFen: 0 })).toBe(false);
  expect(model.apply({ key: 'c', kind: 'refund', order: 'o', rail: 'wechat', fen: 101 })).toBe(false);
  expect(model.apply({ key: 'd', kind: 'refund', order: 'o', rail: 'wechat', fen: 100 })).toBe(true);
  expect([...model.balances.values()].reduce((sum, fen) => sum + fen, 0)).toBe(0);
});
