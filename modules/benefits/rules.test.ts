import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packEnds, unitPriceOf, usePack } from './rules/packs.ts';
import { stack } from './rules/stack.ts';
import { arePlansSound, bonusOf, needsReason, sayRefund, spend, spreadRefund, usualPlans } from './rules/stored.ts';
import { lacksOf, lastDayOf, sampleOf, voucherFen, whyNoVoucher } from './rules/vouchers.ts';

const fen = fc.integer({ min: 0, max: 500_000 });

describe('stored value', () => {
  test('who pays in more is given no less, by the largest plan reached', () => {
    expect(arePlansSound(usualPlans)).toBe(true);
    expect([19_999, 20_000, 50_000, 60_000].map((amountFen) => bonusOf(usualPlans, amountFen))).toEqual([0, 500, 2_000, 2_000]);
    expect(arePlansSound([{ payFen: 100, bonusFen: 100 }])).toBe(false);
    expect(arePlansSound([{ payFen: 100, bonusFen: 1 }, { payFen: 100, bonusFen: 2 }])).toBe(false);
  });

  test('principal and bonus are spent side by side, never beyond what is there', () => {
    expect(spend({ storedFen: 50_000, bonusFen: 2_000 }, 26_000)).toEqual({ storedFen: 25_000, bonusFen: 1_000 });
    expect(spend({ storedFen: 100, bonusFen: 0 }, 300)).toEqual({ storedFen: 100, bonusFen: 0 });
    fc.assert(fc.property(fen, fen, fen, (storedFen, bonusFen, wished) => {
      const spent = spend({ storedFen, bonusFen }, wished);
      expect(spent.storedFen + spent.bonusFen).toBe(Math.min(wished, storedFen + bonusFen));
      expect(spent.storedFen <= storedFen && spent.bonusFen <= bonusFen && spent.storedFen >= 0 && spent.bonusFen >= 0).toBe(true);
    }));
  });

  test('seven days need no reason, a second more does; the latest payment goes back first', () => {
    const paidAt = new Date('2026-11-01T00:00:00Z');
    expect([needsReason(paidAt, new Date('2026-11-08T00:00:00Z')), needsReason(paidAt, new Date('2026-11-08T00:00:01Z'))]).toEqual([false, true]);
    expect(spreadRefund([{ chargeId: 'late', leftFen: 300 }, { chargeId: 'early', leftFen: 500 }], 400)).toEqual([{ chargeId: 'late', amountFen: 300 }, { chargeId: 'early', amountFen: 100 }]);
    expect(sayRefund({ amountFen: 50_000, lapsingBonusFen: 2_000, isFree: true }).zh).toBe('可退本金 ¥500.00，原路退回，赠送余额 ¥20.00 作废（充值 7 天内，无需理由）');
  });
});

describe('packs', () => {
  test('units at the price paid; what the list asks beyond it is the discount', () => {
    expect(usePack({ leftFen: 40_000, unitPriceFen: 4_000, labourFen: 15_000, quantity: 3 })).toEqual({ units: 3, tenderFen: 12_000, discountFen: 3_000 });
    expect(usePack({ leftFen: 9_000, unitPriceFen: 4_000, labourFen: 15_000, quantity: 3 })).toEqual({ units: 2, tenderFen: 8_000, discountFen: 2_000 });
    expect(usePack({ leftFen: 3_999, unitPriceFen: 4_000, labourFen: 15_000, quantity: 3 })).toMatchObject({ why: { zh: '服务包已用完' } });
    expect(usePack({ leftFen: 40_000, unitPriceFen: 4_000, labourFen: 9_000, quantity: 3 })).toMatchObject({ why: { zh: expect.stringContaining('直接付更划算') } });
    expect(usePack({ leftFen: 40_000, unitPriceFen: 4_000, labourFen: 2_500, quantity: 0.5 })).toMatchObject({ why: { zh: '这张订单不足一个单位' } });
    expect(unitPriceOf(10_007, 10)).toBe(1_000);
  });

  test('a pack is good to the end of its day, also where the month is shorter', () => {
    expect(packEnds(new Date('2026-11-22T06:00:00Z'), 6).toISOString()).toBe('2027-05-22T16:00:00.000Z');
    expect(packEnds(new Date('2026-08-31T06:00:00Z'), 6).toISOString()).toBe('2027-02-28T16:00:00.000Z');
  });
});

describe('the elder’s voucher', () => {
  const elder = { memberId: 'm', memberName: '林老太', validFrom: '2026-11-01', validTo: '2026-11-25' };
  const visit = { itemId: 'elder-care', memberIds: ['m'], startsAt: new Date('2026-11-24T02:00:00Z') };
  const now = new Date('2026-11-22T02:00:00Z');
  test.each([
    ['all is there', visit, null], ['not covered', { ...visit, itemId: 'daily-cleaning' }, '不在消费券范围'], ['another elder', { ...visit, memberIds: [] }, '没有选择林老太'], ['no time', { ...visit, startsAt: null }, '没有确定时间'],
    ['next month, by the city’s day', { ...visit, startsAt: new Date('2026-11-30T16:00:00Z') }, '当月有效'], ['after the eligibility', { ...visit, startsAt: new Date('2026-11-26T02:00:00Z') }, '资格有效期'],
  ])('%s', (_, about, why) => { expect(whyNoVoucher(elder, about, now)?.zh ?? null).toEqual(why === null ? null : expect.stringContaining(why)); });

  test('half of what is left to pay, never beyond the month', () => {
    expect([voucherFen(15_001, 80_000), voucherFen(200_000, 80_000), voucherFen(200_000, 1_234), voucherFen(0, 80_000)]).toEqual([7_500, 80_000, 1_234, 0]);
    expect(lastDayOf('2028-02')).toBe('2028-02-29');
  });

  test('each lack of proof is named', () => {
    const whole = { isServed: true, arrivedAt: now, arrivalReason: '', photos: 1, isConfirmedByFamily: true };
    expect(lacksOf(whole)).toEqual([]);
    expect(lacksOf({ isServed: false, arrivedAt: null, arrivalReason: '', photos: 0, isConfirmedByFamily: false })).toHaveLength(4);
    expect(lacksOf({ ...whole, arrivalReason: '手机没信号' }).map(({ zh }) => zh)).toEqual(['没有在家门口签到']);
  });

  test('one in a hundred is looked at, one at least, always the same ones', () => {
    const hashed = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `o${n}`, hash: String((n * 7919) % 10_007).padStart(5, '0') }));
    expect([0, 1, 100, 101, 1000].map((count) => sampleOf(hashed(count)).size)).toEqual([0, 1, 1, 2, 10]);
    expect(sampleOf(hashed(250))).toEqual(sampleOf(hashed(250).toReversed()));
  });
});

test('the worked stack: coupon, voucher, points, balance, rail, each of what is left', () => {
  expect(stack({ listFen: 20_000, pack: null, discountsFen: 2_000, voucherLeftFen: 80_000, pointsFen: 500, stored: { storedFen: 3_000, bonusFen: 300 } }))
    .toEqual({ totalFen: 18_000, packFen: 0, discountFen: 2_000, voucherFen: 9_000, pointsFen: 500, storedFen: 3_000, bonusFen: 300, leftFen: 5_200 });
});

test('whatever is chosen, the parts sum to the total and none is negative', () => {
  fc.assert(fc.property(fen, fen, fen, fc.option(fen), fen, fc.option(fc.record({ storedFen: fen, bonusFen: fen })), fc.boolean(), (listFen, packPart, discountsFen, voucherLeftFen, pointsFen, stored, hasPack) => {
    const tenderFen = Math.min(packPart, listFen);
    const s = stack({ listFen, pack: hasPack ? { tenderFen, discountFen: Math.min(listFen - tenderFen, 100) } : null, discountsFen, voucherLeftFen, pointsFen, stored });
    expect(s.packFen + s.voucherFen + s.pointsFen + s.storedFen + s.bonusFen + s.leftFen).toBe(s.totalFen);
    expect(Math.min(...Object.values(s))).toBeGreaterThanOrEqual(0);
  }));
});
