import { expect, test } from 'vitest';
import { drillReconcile } from '../command-line/drill-reconcile.ts';

test('of two thousand payments exactly the fifty planted differences are named, and the second look finds nothing new', async () => {
  expect(await drillReconcile({ count: 2000, planted: 50, seed: 3 })).toMatchObject({ ok: true, planted: 50, found: 50, wrong: 0, byKind: ['missing 10', 'extra 10', 'amount 10', 'fee 10', 'date 10'] });
}, 120_000);
