import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refundLongTerm, refundPack, refundUndone } from './refund-parts.ts';

const items = ['擦玻璃', '拖地', '厨房台面', '卫生间', '收垃圾', '擦家具'].map((zh, index) => ({ code: `i${index}`, text: { zh, en: `item ${index}` } }));

describe('what was left undone of a visit', () => {
  test.each([
    [0, 0], [1, 3000], [2, 6000], [3, 9000], [6, 18_000],
  ])('%i of six items of ¥180.00: %i fen', (count, fen) => {
    expect(refundUndone({ labourFen: 18_000, items, undoneCodes: items.slice(0, count).map(({ code }) => code) }).refundFen).toBe(fen);
  });

  test('a third of a fen stays with whoever served; unknown items count for nothing', () => {
    expect(refundUndone({ labourFen: 10_000, items: items.slice(0, 3), undoneCodes: ['i1'] }).refundFen).toBe(3333);
    expect(refundUndone({ labourFen: 10_000, items, undoneCodes: ['nothing such'] }).refundFen).toBe(0);
  });

  test('says which', () => {
    expect(refundUndone({ labourFen: 18_000, items, undoneCodes: ['i0', 'i3'] }).words.zh).toBe('清单 6 项中有 2 项未做（擦玻璃、卫生间），按项数退服务费 ¥180.00 的 2/6，退 ¥60.00');
  });
});

/** Twenty placements that ended early: fee, days served, replacements used, whose fault, and what comes back; yuan. */
const placements: [number, number, number, boolean, number, string][] = [
  [3650, 0, 0, false, 3650, 'notBegun'],
  [3650, 0, 0, true, 3650, 'notBegun'],
  [3650, 1, 0, false, 3640, 'trial'],
  [3650, 3, 0, false, 3620, 'trial'],
  [3650, 7, 0, false, 3580, 'trial'],
  [3650, 7, 2, false, 3580, 'trial'],
  [3650, 8, 0, false, 3570, 'unserved'],
  [3650, 8, 1, false, 3213, 'unservedLessReplacements'],
  [3650, 65, 0, false, 3000, 'unserved'],
  [3650, 65, 1, false, 2700, 'unservedLessReplacements'],
  [3650, 65, 2, false, 2400, 'unservedLessReplacements'],
  [3650, 65, 3, false, 2100, 'unservedLessReplacements'],
  [3650, 65, 5, false, 2100, 'unservedLessReplacements'],
  [3650, 65, 3, true, 3000, 'ourFault'],
  [3650, 365, 0, false, 0, 'termOver'],
  [3650, 400, 1, true, 0, 'termOver'],
  [2500, 100, 0, false, 1815.06, 'unserved'],
  [2500, 100, 1, false, 1633.56, 'unservedLessReplacements'],
  [2999.99, 200, 2, false, 1084.92, 'unservedLessReplacements'],
  [0.01, 10, 0, false, 0, 'unserved'],
];

describe('what is unserved of a long-term fee', () => {
  test.each(placements)('¥%d, %i days served, %i replaced, our fault %s: ¥%d by %s', (fee, servedDays, replacementsUsed, isOurFault, back, ruleKey) => {
    const refund = refundLongTerm({ feeFen: Math.round(fee * 100), servedDays, replacementsUsed, isOurFault });
    expect({ fen: refund.refundFen, ruleKey: refund.ruleKey }).toEqual({ fen: Math.round(back * 100), ruleKey });
    expect(refund.words.zh, 'the sentence names the amount').toContain(`退 ¥${back.toFixed(2)}`);
    expect(refund.words.en).toContain(`¥${back.toFixed(2)} is given back`);
  });

  test('the sentence of a replaced worker', () => {
    expect(refundLongTerm({ feeFen: 365_000, servedDays: 65, replacementsUsed: 2, isOurFault: false }).words.zh)
      .toBe('费用 ¥3650.00 含 365 天，已服务 65 天，剩余 300 天，换过 2 次人，每次减 10%，按剩余天数的 80%，退 ¥2400.00');
  });

  test('never more than was paid, never less than nothing, never more for another day served', () => {
    fc.assert(fc.property(fc.nat(5_000_000), fc.nat(500), fc.nat(6), fc.boolean(), (feeFen, servedDays, replacementsUsed, isOurFault) => {
      const now = refundLongTerm({ feeFen, servedDays, replacementsUsed, isOurFault }), later = refundLongTerm({ feeFen, servedDays: servedDays + 1, replacementsUsed, isOurFault });
      expect(now.refundFen + now.keptFen).toBe(feeFen);
      expect(now.refundFen).toBeGreaterThanOrEqual(later.refundFen);
      expect(later.refundFen).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('a prepaid pack given back', () => {
  const pack = { paidFen: 90_000, visits: 10, listPriceFen: 10_000 };
  test.each([
    ['unused, whenever', { usedVisits: 0, daysSincePurchase: 200, isOurFault: false }, 90_000],
    ['two used, in the cooling days', { usedVisits: 2, daysSincePurchase: 7, isOurFault: false }, 72_000],
    ['two used, a day later: at the list price', { usedVisits: 2, daysSincePurchase: 8, isOurFault: false }, 70_000],
    ['two used, later, our fault', { usedVisits: 2, daysSincePurchase: 90, isOurFault: true }, 72_000],
    ['nearly all used: nothing below zero', { usedVisits: 9, daysSincePurchase: 90, isOurFault: false }, 0],
  ])('%s', (_, about, fen) => {
    expect(refundPack({ ...pack, ...about }).refundFen).toBe(fen);
  });

  test('a pack that does not divide keeps the fen', () => {
    expect(refundPack({ paidFen: 10_000, visits: 3, usedVisits: 1, listPriceFen: 4000, daysSincePurchase: 1, isOurFault: false }).refundFen).toBe(6666);
  });
});
