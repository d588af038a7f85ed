import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayWays, shareRefund, shareVoidRefund, type PaidPart } from './ways.ts';

const part = (way: PaidPart['way'], amountFen: number, backFen = 0): PaidPart => ({ way, amountFen, backFen });

test('in proportion, the odd fen to the rail, without a rail to the last tender', () => {
  expect(shareRefund([part('rail', 7_000), part('stored', 3_000)], 10_000)).toEqual([7_000, 3_000]);
  expect(shareRefund([part('rail', 7_000), part('stored', 3_000)], 5_001)).toEqual([3_501, 1_500]);
  expect(shareRefund([part('stored', 1_000), part('voucher', 1_000)], 101)).toEqual([50, 51]);
  expect(shareRefund([part('rail', 1), part('stored', 33), part('bonus', 33), part('points', 33)], 99), 'a rail of a fen takes no more than its fen').toEqual([1, 32, 33, 33]);
});

test('a visit that does not take place gives the voucher its money back first', () => {
  expect(shareVoidRefund([part('rail', 5_000), part('voucher', 6_000), part('stored', 1_000)], 10_800)).toEqual([4_000, 6_000, 800]);
  expect(shareVoidRefund([part('rail', 5_000), part('voucher', 6_000)], 5_500)).toEqual([0, 5_500]);
  expect(shareVoidRefund([part('rail', 5_000), part('stored', 5_000)], 1_001)).toEqual([501, 500]);
});

test('in parts or at once: everything goes back in the end, nobody gets more than was paid, more is refused', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 5 }), fc.boolean(), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), (amounts, hasRail, steps) => {
    const parts = amounts.map((amountFen, at): PaidPart => part(hasRail && at === 0 ? 'rail' : 'stored', amountFen));
    const left = (): number => parts.reduce((sum, { amountFen, backFen }) => sum + amountFen - backFen, 0);
    for (const step of [...steps, 1]) {
      const refundFen = Math.floor(left() * step);
      const shares = shareRefund(parts, refundFen);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(refundFen);
      shares.forEach((share, at) => { parts[at]!.backFen += share; expect(share >= 0 && parts[at]!.backFen <= parts[at]!.amountFen).toBe(true); });
    }
    expect(left()).toBe(0);
  }));
  expect(() => shareRefund([part('rail', 100, 60)], 41)).toThrow('41 fen cannot go back of 40');
});

test('the family reads each part; a rail alone has its own sentence', () => {
  expect(sayWays([{ way: 'rail', fen: 100 }, { way: 'stored', fen: 0 }])).toBeNull();
  expect(sayWays([{ way: 'rail', fen: 7_000 }, { way: 'stored', fen: 3_000 }])!.zh).toBe('退回余额 ¥30.00，原路退回 ¥70.00，一般 1-3 个工作日到账');
});
