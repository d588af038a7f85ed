import { expect, test } from 'vitest';
import { borneBy, codeFrom, compensationOf, couponAfterEnd, discountOf, expiryOf, isOurEnd, plainCode, spendOf, whyCampaignWrong, whyNot, worthWords, type Bearers, type Worth } from './rules/coupons.ts';
import { dropRefund, memberDiscount, planWords } from './rules/memberships.ts';
import { findingsOf, programmeWords, programmes, rewardTaxFen, rewardWords } from './rules/referrals.ts';

const now = new Date('2026-11-22T00:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const lines = (labourFen: number, more: { kind: 'materials' | 'insurance' | 'platformFee' | 'discount'; amountFen: number }[] = []) => [{ kind: 'labour' as const, amountFen: labourFen }, ...more];
const worth = (about: Partial<Worth>): Worth => ({ kind: 'amountOff', amountFen: 0, percent: 0, capFen: null, minSpendFen: 0, ...about });

test.each<[string, Partial<Worth>, ReturnType<typeof lines>, number]>([
  ['an amount', { amountFen: 2000 }, lines(20_000), 2000],
  ['an amount, never more than is paid for work', { amountFen: 5000 }, lines(3000, [{ kind: 'platformFee', amountFen: 200 }]), 3000],
  ['spend off below its door', { kind: 'spendOff', amountFen: 2000, minSpendFen: 10_000 }, lines(9999), 0],
  ['spend off at its door', { kind: 'spendOff', amountFen: 2000, minSpendFen: 10_000 }, lines(10_000), 2000],
  ['a percentage, rounded down', { kind: 'percentOff', percent: 15 }, lines(9999), 1499],
  ['a percentage with its cap', { kind: 'percentOff', percent: 50, capFen: 3000 }, lines(20_000), 3000],
  ['the door is counted without insurance and fee', { kind: 'spendOff', amountFen: 2000, minSpendFen: 10_000 }, lines(9800, [{ kind: 'insurance', amountFen: 100 }, { kind: 'platformFee', amountFen: 200 }]), 0],
  ['what was taken off before does not count', { kind: 'percentOff', percent: 10 }, lines(20_000, [{ kind: 'discount', amountFen: -5000 }]), 1500],
  ['a visit paid for from a pack', { amountFen: 2000 }, lines(20_000, [{ kind: 'discount', amountFen: -20_000 }]), 0],
])('%s', (_name, about, of, fen) => { expect(discountOf(worth(about), of)).toBe(fen); });

test('materials count, insurance and the platform’s fee do not', () => {
  expect(spendOf(lines(100, [{ kind: 'materials', amountFen: 50 }, { kind: 'insurance', amountFen: 7 }, { kind: 'platformFee', amountFen: 9 }]))).toBe(150);
});

const bearers = (platformPercent: number, merchantPercent: number, fundPercent = 0): Bearers => ({ platformPercent, merchantPercent, fundPercent, fundId: fundPercent > 0 ? 'fund_1' : null });
test.each<[number, Bearers, number, number, number]>([
  [2000, bearers(60, 40), 1200, 800, 0],
  [1999, bearers(60, 40), 1200, 799, 0],
  [101, bearers(34, 33, 33), 35, 33, 33],
  [1, bearers(0, 50, 50), 1, 0, 0],
  [500, bearers(0, 0, 100), 0, 0, 500],
])('%i fen are borne in parts, the fen left over by the platform', (fen, by, platformFen, merchantFen, fundFen) => {
  expect(borneBy(fen, by)).toEqual({ platformFen, merchantFen, fundFen });
});

const coupon = (about: object = {}) => ({
  ...worth({ amountFen: 2000 }), itemIds: [] as string[], families: [] as string[], districtIds: [] as string[], isForNewcomers: false, isForMembers: false, state: 'free' as const, opensAt: now, expiresAt: later(1), orderId: null, ...about,
});
const order = (about: object = {}) => ({ lines: lines(20_000), itemId: 'daily-cleaning', family: 'cleaning' as const, districtId: 'd1', isNewcomer: false, isMember: false, orderId: 'ord_1', ...about });
test.each<[string, ReturnType<typeof coupon>, ReturnType<typeof order>, Date, string | null]>([
  ['fits', coupon(), order(), now, null],
  ['its own order may hold it', coupon({ state: 'held', orderId: 'ord_1' }), order(), now, null],
  ['another order holds it', coupon({ state: 'held', orderId: 'ord_2' }), order(), now, '正用在另一张待付款的订单上'],
  ['used', coupon({ state: 'spent', orderId: 'ord_1' }), order(), now, '已经用过了'],
  ['over the minute it ends', coupon(), order(), later(1), '已过期'],
  ['too early', coupon({ opensAt: later(0.5) }), order(), now, '还没到使用时间'],
  ['another service', coupon({ itemIds: ['window-cleaning'] }), order(), now, '不适用于这项服务'],
  ['its family counts too', coupon({ itemIds: ['window-cleaning'], families: ['cleaning'] }), order(), now, null],
  ['another district', coupon({ districtIds: ['d2'] }), order(), now, '不适用于这个片区'],
  ['no district', coupon({ districtIds: ['d2'] }), order({ districtId: null }), now, '不适用于这个片区'],
  ['not the first order', coupon({ isForNewcomers: true }), order(), now, '只限第一次下单'],
  ['the first order', coupon({ isForNewcomers: true }), order({ isNewcomer: true }), now, null],
  ['no member', coupon({ isForMembers: true }), order(), now, '只限会员'],
  ['too little', coupon({ minSpendFen: 25_000 }), order(), now, '还差 ¥50.00 才能用'],
  ['nothing left to take off', coupon(), order({ lines: lines(0) }), now, '这张订单没有可减的金额'],
])('%s', (_name, of, on, at, zh) => { expect(whyNot(of, on, at)?.zh ?? null).toBe(zh); });

test('a coupon comes back when nothing was kept, with days of grace when it was our doing', () => {
  expect(couponAfterEnd({ keptFen: 0, isOurs: false })).toEqual({ isBack: true, graceDays: 0 });
  expect(couponAfterEnd({ keptFen: 0, isOurs: true })).toEqual({ isBack: true, graceDays: 7 });
  expect(couponAfterEnd({ keptFen: 1, isOurs: false }).isBack).toBe(false);
  expect(['unpaid', 'beforePaid', 'before24h', 'onTheWay', 'forceMajeure', 'workerLate'].filter(isOurEnd)).toEqual(['forceMajeure', 'workerLate']);
});

test('campaigns that would be wrong are told why', () => {
  const wish = { ...worth({ amountFen: 2000 }), ...bearers(100, 0), opensAt: now, closesAt: later(7), daysValid: null, budgetFen: null };
  expect(whyCampaignWrong(wish, now)).toBeNull();
  for (const [about, zh] of [
    [{ closesAt: now }, '结束时间'], [{ amountFen: 0 }, '折扣券只填百分比'], [{ kind: 'percentOff' as const }, '折扣券只填百分比'], [{ kind: 'spendOff' as const, minSpendFen: 2000 }, '门槛要高于'],
    [{ kind: 'percentOff' as const, amountFen: 0, percent: 60 }, '最多减多少'], [{ platformPercent: 90 }, '100%'], [{ platformPercent: 50, fundPercent: 50 }, '哪个基金'], [{ platformPercent: 50, fundPercent: 50, fundId: 'f' }, '预算'],
  ] as const) expect(whyCampaignWrong({ ...wish, ...about }, now)?.zh, JSON.stringify(about)).toContain(zh);
});

test('codes are typed as people type them and hold no letter that looks like another', () => {
  expect(codeFrom('00ff10'.repeat(6), 12)).toMatch(/^[2-9A-HJKMNP-Z]{12}$/);
  expect(plainCode(' ab-c2 3d ')).toBe('ABC23D');
  expect(expiryOf({ closesAt: later(9), daysValid: null }, now)).toEqual(later(9));
  expect(expiryOf({ closesAt: later(9), daysValid: 30 }, now)).toEqual(later(30));
});

test('what coupons and programmes are, in words', () => {
  expect(worthWords(worth({ kind: 'spendOff', amountFen: 2000, minSpendFen: 10_000 }))).toEqual({ zh: '满 ¥100.00 减 ¥20.00', en: '¥20.00 off from ¥100.00' });
  expect(worthWords(worth({})).zh).toBe('每张金额发放时确定');
  expect(worthWords(worth({ kind: 'percentOff', percent: 10, capFen: 3000 })).zh).toBe('减 10%，最多减 ¥30.00');
  expect(programmeWords(programmes[0]!).zh).toBe('家庭推荐家庭，对方完成第一单后得 ¥20.00 优惠券；对方得 ¥10.00 新客券');
  expect(rewardWords('cash', 10_000).zh).toBe('¥100.00 现金（偶然所得代扣个税 ¥20.00，到手 ¥80.00）');
  expect([rewardTaxFen('cash', 3001), rewardTaxFen('cash', 3003), rewardTaxFen('coupon', 3000), rewardTaxFen('points', 3000)]).toEqual([600, 601, 0, 0]);
  expect([compensationOf('late', 18_005), compensationOf('noShow', 18_005)]).toEqual([1800, 3601]);
});

test('every thing two people share is a finding of its own', () => {
  const none = { isSameHousehold: false, devices: 0, addresses: 0, payments: 0, isRing: false };
  expect(findingsOf(none)).toEqual([]);
  expect(findingsOf({ isSameHousehold: true, devices: 1, addresses: 2, payments: 1, isRing: true })).toEqual(['self', 'sameDevice', 'sameAddress', 'samePayment', 'ring']);
});

test('a membership takes its percentage and the fee off, and gives back the days not begun within a week', () => {
  const terms = { discountPercent: 8, discountCapFen: 5000, isFeeFree: true, pointsTimes: 3 };
  expect(memberDiscount(terms, lines(20_000, [{ kind: 'platformFee', amountFen: 200 }, { kind: 'insurance', amountFen: 100 }]))).toEqual({ discountFen: 1600, feeFen: 200 });
  expect(memberDiscount(terms, lines(100_000))).toEqual({ discountFen: 5000, feeFen: 0 });
  expect(planWords(terms).zh).toBe('每单减 8%（每单最多 ¥50.00），免平台服务费，积分 3 倍');
  const bought = { priceFen: 12_800, days: 365, startsAt: now };
  expect(dropRefund(bought, now)).toEqual({ refundFen: 12_764, usedDays: 1 });
  expect(dropRefund(bought, later(3))).toEqual({ refundFen: 12_659, usedDays: 4 });
  expect(dropRefund(bought, later(6.99))).toEqual({ refundFen: 12_554, usedDays: 7 });
  expect(dropRefund(bought, later(7))).toBeNull();
});
