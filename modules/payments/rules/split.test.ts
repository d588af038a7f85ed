import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labourKinds, splitKept, splitOrder, splitRedo, type PricedLine, type ShareTerms } from './split.ts';

const merchant: ShareTerms = { commissionBasisPoints: 800, workerShareBasisPoints: 7000 };
const lines = (...pairs: [PricedLine['kind'], number][]): PricedLine[] => pairs.map(([kind, amountFen]) => ({ kind, amountFen }));

describe('splitOrder', () => {
  it('reproduces the worked split of a coupon with two bearers to the fen', () => {
    const split = splitOrder({ totalFen: 18_000, lines: lines(['labour', 20_000], ['discount', -2_000]), terms: merchant, bearers: { merchantFen: 800, platformFen: 1_200 } });
    expect(split).toMatchObject({ commissionFen: 1_536, workerPayFen: 12_364, merchantFen: 5_300, subsidyFen: 1_200, insuranceFen: 0, platformFeeFen: 0, materialsFen: 0 });
    expect(split.commissionFen + split.workerPayFen + split.merchantFen).toBe(18_000 + 1_200);
  });

  const table: [string, Parameters<typeof splitOrder>[0], Partial<ReturnType<typeof splitOrder>>][] = [
    ['plain order: insurance, fee and materials go their own ways', { totalFen: 13_800, lines: lines(['labour', 13_000], ['materials', 500], ['insurance', 100], ['platformFee', 200]), terms: merchant },
      { commissionFen: 1_040, workerPayFen: 8_372, merchantFen: 3_588, insuranceFen: 100, platformFeeFen: 200, materialsFen: 500, subsidyFen: 0 }],
    ['a worker without a merchant gets the whole rest', { totalFen: 10_300, lines: lines(['labour', 10_000], ['insurance', 100], ['platformFee', 200]), terms: null }, { commissionFen: 800, workerPayFen: 9_200, merchantFen: 0, subsidyFen: 0 }],
    ['a platform coupon leaves worker and merchant whole', { totalFen: 9_000, lines: lines(['labour', 10_000], ['discount', -1_000]), terms: merchant }, { commissionFen: 800, workerPayFen: 6_440, merchantFen: 2_760, subsidyFen: 1_000 }],
    ['the fen left over go to the last named party', { totalFen: 101, lines: lines(['labour', 101]), terms: { commissionBasisPoints: 500, workerShareBasisPoints: 5000 } }, { commissionFen: 5, workerPayFen: 48, merchantFen: 48 }],
    ['a fen left over, odd', { totalFen: 100, lines: lines(['labour', 100]), terms: { commissionBasisPoints: 500, workerShareBasisPoints: 5000 } }, { commissionFen: 5, workerPayFen: 47, merchantFen: 48 }],
    ['a charity visit moves no money, whatever its quote lists', { totalFen: 0, lines: lines(['labour', 10_000]), terms: merchant }, { commissionFen: 0, workerPayFen: 0, merchantFen: 0, subsidyFen: 0, workerParts: [] }],
    ['a coupon over everything still pays the worker when its bearer is named', { totalFen: 0, lines: lines(['labour', 10_000], ['discount', -10_000]), terms: merchant, bearers: { merchantFen: 0, platformFen: 10_000 } },
      { commissionFen: 800, workerPayFen: 6_440, merchantFen: 2_760, subsidyFen: 10_000 }],
    ['a merchant bears no more than labour and materials', { totalFen: 300, lines: lines(['labour', 1_000], ['materials', 200], ['insurance', 100], ['platformFee', 200], ['discount', -1_200]), terms: merchant, bearers: { merchantFen: 1_200, platformFen: 0 } },
      { commissionFen: 0, workerPayFen: 0, merchantFen: 0, materialsFen: 0, insuranceFen: 100, platformFeeFen: 200, subsidyFen: 0 }],
    ['premiums are told apart, the fen left over are labour', { totalFen: 15_001, lines: lines(['labour', 10_001], ['skillPremium', 2_000], ['urgent', 3_000]), terms: null },
      { workerPayFen: 13_801, workerParts: [{ kind: 'labour', amountFen: 9_201 }, { kind: 'skillPremium', amountFen: 1_840 }, { kind: 'urgent', amountFen: 2_760 }] }],
  ];
  it.each(table)('%s', (_name, input, expected) => { expect(splitOrder(input)).toMatchObject(expected); });

  it.each([
    ['lines that do not sum to the total', { totalFen: 101, lines: lines(['labour', 100]), terms: merchant }],
    ['a negative line', { totalFen: 50, lines: lines(['labour', 100], ['materials', -50]), terms: merchant }],
    ['a discount that adds', { totalFen: 150, lines: lines(['labour', 100], ['discount', 50]), terms: merchant }],
    ['bearers that do not bear the discount', { totalFen: 90, lines: lines(['labour', 100], ['discount', -10]), terms: merchant, bearers: { merchantFen: 4, platformFen: 5 } }],
    ['half a fen', { totalFen: 100.5, lines: lines(['labour', 100.5]), terms: merchant }],
  ])('refuses %s', (_name, input) => { expect(() => splitOrder(input)).toThrow(); });

  it('always sums to the whole, and nobody is negative', () => {
    const amount = fc.integer({ min: 0, max: 3_000_000 });
    fc.assert(fc.property(
      fc.record({ labour: amount, skillPremium: amount, urgent: amount, night: amount, materials: amount, insurance: amount, platformFee: amount }),
      fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(),
      fc.option(fc.record({ commissionBasisPoints: fc.integer({ min: 500, max: 800 }), workerShareBasisPoints: fc.integer({ min: 5000, max: 9500 }) }), { nil: null }),
      (listed, discountShare, merchantBears, isBorneNamed, terms) => {
        const listedFen = Object.values(listed).reduce((a, b) => a + b, 0);
        const discountFen = Math.floor(listedFen * discountShare);
        const merchantFen = Math.floor(discountFen * merchantBears);
        const totalFen = listedFen - discountFen;
        const all = [...Object.entries(listed) as [PricedLine['kind'], number][], ['discount', -discountFen] as [PricedLine['kind'], number]];
        const split = splitOrder({ totalFen, lines: lines(...all), terms, ...(isBorneNamed && { bearers: { merchantFen, platformFen: discountFen - merchantFen } }) });
        const parts = [split.workerPayFen, split.merchantFen, split.commissionFen, split.platformFeeFen, split.insuranceFen, split.materialsFen];
        expect(parts.reduce((a, b) => a + b, 0)).toBe(totalFen + split.subsidyFen);
        for (const part of [...parts, split.subsidyFen, ...split.workerParts.map((p) => p.amountFen)]) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(Number.isInteger(part)).toBe(true);
        }
        expect(split.workerParts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(split.workerPayFen);
        expect(split.workerParts.every((part) => labourKinds.includes(part.kind))).toBe(true);
        if (terms === null) expect(split.merchantFen).toBe(0);
      },
    ), { numRuns: 500 });
  });
});

describe('splitRedo', () => {
  const redone = lines(['labour', 10_001], ['urgent', 3_000], ['materials', 500], ['insurance', 100], ['platformFee', 200], ['discount', -13_801]);
  it('pays whoever mends another’s work her normal share, and nobody else', () => {
    const normal = splitOrder({ totalFen: 13_801, lines: redone.filter(({ kind }) => kind !== 'discount'), terms: merchant });
    expect(normal.workerPayFen).toBe(8_372);
    expect(splitRedo({ lines: redone, terms: merchant, isOwnWork: false }))
      .toEqual({ workerPayFen: 8_372, workerParts: normal.workerParts, subsidyFen: 8_372, merchantFen: 0, commissionFen: 0, platformFeeFen: 0, insuranceFen: 0, materialsFen: 0 });
  });
  it('a direct worker gets all but the commission', () => expect(splitRedo({ lines: redone, terms: null, isOwnWork: false }).workerPayFen).toBe(13_001 - 1_040));
  it('one’s own work was paid for before', () => expect(splitRedo({ lines: redone, terms: merchant, isOwnWork: true })).toMatchObject({ workerPayFen: 0, workerParts: [], subsidyFen: 0 }));
  it('a redo of a charity visit is charity', () => expect(splitRedo({ lines: lines(['labour', 0]), terms: merchant, isOwnWork: false }).workerPayFen).toBe(0));
});

describe('splitKept', () => {
  it.each([
    ['half is refunded, the worker on her way gets at least 30 yuan', { paidFen: 10_000, refundFen: 5_000, workerPayFen: 3_000, hasWorker: true, hasMerchant: true }, { refundFen: 5_000, workerPayFen: 3_000, merchantFen: 2_000, platformFen: 0 }],
    ['no merchant: the platform keeps the rest', { paidFen: 10_000, refundFen: 5_000, workerPayFen: 3_000, hasWorker: true, hasMerchant: false }, { refundFen: 5_000, workerPayFen: 3_000, merchantFen: 0, platformFen: 2_000 }],
    ['nobody was assigned yet', { paidFen: 10_000, refundFen: 9_000, workerPayFen: 0, hasWorker: false, hasMerchant: false }, { refundFen: 9_000, workerPayFen: 0, merchantFen: 0, platformFen: 1_000 }],
    ['the worker gets no more than was kept', { paidFen: 4_000, refundFen: 2_000, workerPayFen: 3_000, hasWorker: true, hasMerchant: true }, { refundFen: 2_000, workerPayFen: 2_000, merchantFen: 0, platformFen: 0 }],
    ['nothing is refunded beyond what was paid', { paidFen: 4_000, refundFen: 9_000, workerPayFen: 3_000, hasWorker: true, hasMerchant: true }, { refundFen: 4_000, workerPayFen: 0, merchantFen: 0, platformFen: 0 }],
    ['never paid', { paidFen: 0, refundFen: 0, workerPayFen: 3_000, hasWorker: true, hasMerchant: true }, { refundFen: 0, workerPayFen: 0, merchantFen: 0, platformFen: 0 }],
  ])('%s', (_name, input, expected) => { expect(splitKept(input)).toEqual(expected); });
});
