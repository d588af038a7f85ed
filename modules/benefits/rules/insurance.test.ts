import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classOfSkills, coverWindow, isUrgent, limitFor, missingDocuments, reportBy, sayClaim, shareClaim, sharePremium, unusedPremium, usualProducts, visitProduct, yearFrom } from './insurance.ts';

test.each([[['cleaning', 'postnatalCare'], 2], [['cleaning', 'cooking'], 3], [['applianceCleaning'], 3], [['cleaning', 'moving'], 4], [['plumbing'], 4], [[], 2]])('the class of %j is %i', (skills, expected) => expect(classOfSkills(skills)).toBe(expected));

test('prices and limits are those seen in the market, class by class', () => {
  const premiums = (occupationClass: number): number[] => usualProducts.filter((one) => one.productId.startsWith('employer') && one.occupationClass === occupationClass).map(({ premiumFen }) => premiumFen / 100);
  expect([premiums(2), premiums(3), premiums(4)]).toEqual([[70, 100, 180, 270], [90, 180, 260, 350], [130, 270, 320, 400]]);
  expect(usualProducts.find(({ productId }) => productId === 'employer-class-2-d')).toMatchObject({ deathFen: 80_000_000, medicalFen: 6_000_000, lostWorkDayFen: 8000, lostWorkAfterDays: 5, youngestYears: 16, oldestYears: 65 });
  expect(usualProducts.every(({ evidence }) => evidence !== '')).toBe(true);
});

test('a visit takes the cheapest product whose class is high enough, or none', () => {
  expect([2, 3, 4].map((needed) => visitProduct(usualProducts, needed)?.premiumFen)).toEqual([100, 150, 200]);
  expect(visitProduct(usualProducts, 5)).toBeNull();
  expect(visitProduct(usualProducts.map((one) => (one.productId === 'visit-class-2' ? { ...one, isOffered: false } : one)), 2)?.productId).toBe('visit-class-3');
});

test('the way there and back is covered', () => expect(coverWindow(new Date('2026-11-22T02:00:00Z'), new Date('2026-11-22T04:00:00Z'))).toEqual({ startsAt: new Date('2026-11-22T01:00:00Z'), endsAt: new Date('2026-11-22T05:00:00Z') }));

test('platform and holder pay a premium to the fen; what cannot be halved is the holder’s', () => {
  expect(sharePremium(7001, 3, 50)).toEqual({ premiumFen: 21_003, platformFen: 10_500, holderFen: 10_503 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 100 }), (fen, persons, percent) => {
    const { premiumFen, platformFen, holderFen } = sharePremium(fen, persons, percent);
    expect(platformFen + holderFen).toBe(premiumFen);
    expect(platformFen >= 0 && holderFen >= 0).toBe(true);
  }));
});

test('a year ends the day before its day comes again, leap years too', () => expect(['2026-11-22', '2028-02-29', '2027-03-01'].map(yearFrom)).toEqual(['2027-11-21', '2029-02-28', '2028-02-29']));

test('unused days come back, all before the first day, none on the last', () => {
  const policy = { validFrom: '2026-11-22', validUntil: '2027-11-21', platformFen: 3650, holderFen: 7300 };
  expect(unusedPremium(policy, '2026-11-01')).toEqual({ platformFen: 3650, holderFen: 7300 });
  expect(unusedPremium(policy, '2026-11-22')).toEqual({ platformFen: 3640, holderFen: 7280 });
  expect(unusedPremium(policy, '2027-11-21')).toEqual({ platformFen: 0, holderFen: 0 });
});

test('a claim has 48 hours, its papers, and a limit by kind', () => {
  const happenedAt = new Date('2026-11-20T00:00:00Z'), by = reportBy(happenedAt);
  expect(by).toEqual(new Date('2026-11-22T00:00:00Z'));
  expect([isUrgent({ insurerNo: null, reportBy: by }, new Date('2026-11-21T17:00:00Z')), isUrgent({ insurerNo: null, reportBy: by }, new Date('2026-11-21T19:00:00Z')), isUrgent({ insurerNo: 'C1', reportBy: by }, new Date('2026-11-21T19:00:00Z'))]).toEqual([false, true, false]);
  expect(missingDocuments('damage', ['photo', 'other'])).toEqual(['invoice']);
  const visit = usualProducts[0]!, year = usualProducts.find(({ productId }) => productId === 'employer-class-2-a')!;
  expect([limitFor('damage', visit), limitFor('lostWork', visit), limitFor('lostWork', year), limitFor('damage', year), limitFor('injury', year)]).toEqual([20_000_000, 0, 720_000, 0, 11_000_000]);
  expect(sayClaim({ kind: 'damage', state: 'reported', insurerNo: null, reportBy: by, decidedFen: null, paidFen: null, missing: ['photo'] }, new Date('2026-11-21T19:30:00Z')).zh).toBe('已报案，等材料：现场照片；报案时限还有 4 小时');
});

test('what was advanced is recovered first', () => expect([shareClaim(70_000, 30_000), shareClaim(20_000, 30_000), shareClaim(20_000, 0)]).toEqual([{ recoveredFen: 30_000, paidFen: 40_000 }, { recoveredFen: 20_000, paidFen: 0 }, { recoveredFen: 0, paidFen: 20_000 }]));
