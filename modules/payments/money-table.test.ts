import { describe, expect, test } from 'vitest';
import { cancelTiers } from '../catalog/rules/authoring.ts';
import { cancelTerms, noShowTerms } from '../orders/rules/cancel.ts';
import type { Policy } from '../orders/rules/order.ts';
import { cancelled, missed, settled, type LedgerEntry } from './rules/postings.ts';
import { refundLongTerm, refundPack, refundUndone } from './rules/refund-parts.ts';
import { splitOrder } from './rules/split.ts';
import { withholdCumulatively, withholdOnce } from './rules/tax.ts';
import { refundWords, saySplit } from './rules/words.ts';

/**
 * The rules of money in one table: what goes in, what comes out to the fen, and the sentence somebody reads about it. The very functions that show an
 * amount beforehand and post it afterwards are asked.
 */
const fen = (yuan: number): number => Math.round(yuan * 100);
const balances = ({ postings }: LedgerEntry): void => { expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0), 'the entry sums to zero').toBe(0); };
const credited = ({ postings }: LedgerEntry, account: string): number => 0 - postings.filter((p) => p.account.code === account).reduce((sum, { amountFen }) => sum + amountFen, 0);
const ref = { orderId: 'ord_1', orderNo: '20261122-0042', workerId: 'wrk_li', merchantId: 'mch_1' };

test('the worked split: ¥200.00 with a coupon of ¥20.00 that two bear', () => {
  const split = splitOrder({ totalFen: 18_000, lines: [{ kind: 'labour', amountFen: 20_000 }, { kind: 'discount', amountFen: -2_000 }], terms: { commissionBasisPoints: 800, workerShareBasisPoints: 7000 }, bearers: { platformFen: 1_200, merchantFen: 800 } });
  const entry = settled({ ...ref, totalFen: 18_000, split });
  balances(entry);
  expect({ commission: credited(entry, 'income:commission'), worker: credited(entry, 'liability:worker:wrk_li'), merchant: credited(entry, 'liability:merchant:mch_1'), subsidy: credited(entry, 'expense:subsidy'), escrow: credited(entry, 'liability:escrow:ord_1') })
    .toEqual({ commission: 1_536, worker: 12_364, merchant: 5_300, subsidy: -1_200, escrow: -18_000 });
  expect(saySplit(split, 18_000)).toEqual({
    zh: '您付的 ¥180.00，加平台承担的优惠 ¥12.00：家政员 ¥123.64，商户 ¥53.00，平台佣金 ¥15.36',
    en: 'Your ¥180.00 and ¥12.00 of discounts the platform bears: worker ¥123.64, merchant ¥53.00, commission ¥15.36',
  });
});

/** The ¥100.00 visit of a worker whose part is ¥64.40, cancelled so many minutes before its start. */
const start = new Date('2026-11-24T06:00:00Z');
const policy = { workerCancelMinFen: 3_000 } as Policy;
type About = { tiers?: keyof typeof cancelTiers; status?: 'paid' | 'accepted' | 'onTheWay' | 'held'; arrived?: boolean; force?: boolean; paidFen?: number; workerPayFen?: number };
const H = 60;
const cancellations: [minutesBefore: number, About, refund: number, worker: number, merchant: number, rule: string, zh: string][] = [
  [25 * H, {}, 100, 0, 0, 'before24h', '全额退款 ¥100.00：距开始还有 25 小时，退 100%，即 ¥100.00。原路退回，一般 1-3 个工作日到账'],
  [24 * H, { status: 'accepted' }, 100, 0, 0, 'before24h', '全额退款 ¥100.00：距开始还有 24 小时，退 100%，即 ¥100.00。原路退回，一般 1-3 个工作日到账'],
  [24 * H - 1, {}, 90, 0, 10, 'before4h', '退款 ¥90.00（已付 ¥100.00，按规则扣 ¥10.00）：距开始还有 23 小时 59 分，退 90%，即 ¥90.00。原路退回，一般 1-3 个工作日到账'],
  [4 * H, {}, 90, 0, 10, 'before4h', '退款 ¥90.00（已付 ¥100.00，按规则扣 ¥10.00）：距开始还有 4 小时，退 90%，即 ¥90.00。原路退回，一般 1-3 个工作日到账'],
  [4 * H - 1, { status: 'accepted' }, 70, 0, 30, 'before1h', '退款 ¥70.00（已付 ¥100.00，按规则扣 ¥30.00）：距开始还有 3 小时 59 分，退 70%，即 ¥70.00。原路退回，一般 1-3 个工作日到账'],
  [H, { status: 'accepted' }, 70, 0, 30, 'before1h', '退款 ¥70.00（已付 ¥100.00，按规则扣 ¥30.00）：距开始还有 1 小时，退 70%，即 ¥70.00。原路退回，一般 1-3 个工作日到账'],
  [H - 1, { status: 'accepted' }, 50, 32.2, 17.8, 'before0h', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：距开始还有 59 分钟，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [H - 1, {}, 50, 0, 50, 'before0h', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：距开始还有 59 分钟，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [30, { status: 'onTheWay' }, 50, 32.2, 17.8, 'onTheWay', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：家政员已在路上，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [90, { status: 'onTheWay' }, 50, 32.2, 17.8, 'onTheWay', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：家政员已在路上，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [30, { status: 'onTheWay', workerPayFen: 4_000 }, 50, 30, 20, 'onTheWay', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：家政员已在路上，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [30, { status: 'onTheWay', paidFen: 4_000, workerPayFen: 2_576 }, 20, 20, 0, 'onTheWay', '退款 ¥20.00（已付 ¥40.00，按规则扣 ¥20.00）：家政员已在路上，退 50%，即 ¥20.00。原路退回，一般 1-3 个工作日到账'],
  [5, { status: 'onTheWay', arrived: true }, 50, 32.2, 17.8, 'onTheWay', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：家政员已到达，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [-29, { status: 'accepted' }, 50, 32.2, 17.8, 'before0h', '退款 ¥50.00（已付 ¥100.00，按规则扣 ¥50.00）：已过约定时间，退 50%，即 ¥50.00。原路退回，一般 1-3 个工作日到账'],
  [-30, { status: 'onTheWay' }, 100, 0, 0, 'workerLate', '全额退款 ¥100.00：超过约定时间 30 分钟仍无人到达，全额退款。原路退回，一般 1-3 个工作日到账'],
  [30, { status: 'onTheWay', force: true }, 100, 0, 0, 'forceMajeure', '全额退款 ¥100.00：不可抗力，全额退款。原路退回，一般 1-3 个工作日到账'],
  [72 * H, { tiers: 'longTerm' }, 100, 0, 0, 'before72h', '全额退款 ¥100.00：距开始还有 72 小时，退 100%，即 ¥100.00。原路退回，一般 1-3 个工作日到账'],
  [72 * H - 1, { tiers: 'longTerm' }, 90, 0, 10, 'before24h', '退款 ¥90.00（已付 ¥100.00，按规则扣 ¥10.00）：距开始还有 71 小时 59 分，退 90%，即 ¥90.00。原路退回，一般 1-3 个工作日到账'],
  [24 * H, { tiers: 'longTerm' }, 90, 0, 10, 'before24h', '退款 ¥90.00（已付 ¥100.00，按规则扣 ¥10.00）：距开始还有 24 小时，退 90%，即 ¥90.00。原路退回，一般 1-3 个工作日到账'],
  [24 * H - 1, { tiers: 'longTerm' }, 70, 0, 30, 'before0h', '退款 ¥70.00（已付 ¥100.00，按规则扣 ¥30.00）：距开始还有 23 小时 59 分，退 70%，即 ¥70.00。原路退回，一般 1-3 个工作日到账'],
  [H, { tiers: 'longTerm', status: 'onTheWay' }, 70, 30, 0, 'onTheWay', '退款 ¥70.00（已付 ¥100.00，按规则扣 ¥30.00）：家政员已在路上，退 70%，即 ¥70.00。原路退回，一般 1-3 个工作日到账'],
];

describe('cancelling, tier by tier', () => {
  test('the table has every tier of every service', () => {
    const known = new Set(cancellations.map(([, { tiers = 'visit' }, , , , rule]) => `${tiers} ${rule}`));
    for (const [kind, tiers] of Object.entries(cancelTiers)) for (const { hoursBefore } of tiers) expect(known, `${kind} ${hoursBefore} h`).toContain(`${kind} before${hoursBefore}h`);
  });
  test.each(cancellations)('%i minutes before, %o: ¥%d back, ¥%d to the worker, ¥%d to her merchant by %s', (minutesBefore, { tiers = 'visit', status = 'paid', arrived = false, force = false, paidFen = 10_000, workerPayFen = 6_440 }, refund, worker, merchant, ruleKey, zh) => {
    const terms = cancelTerms({ status, paidFen, refundedFen: 0, startsAt: start, arrivedAt: arrived ? start : null, workerId: ref.workerId, workerPayFen, safety: null, cancelTiers: cancelTiers[tiers] }, new Date(start.getTime() - minutesBefore * 60_000), policy, { isForceMajeure: force });
    expect({ refund: terms.refundFen, worker: terms.workerPayFen, ruleKey: terms.ruleKey }).toEqual({ refund: fen(refund), worker: fen(worker), ruleKey });
    const entry = cancelled({ ...ref, paidFen, refundFen: terms.refundFen, workerPayFen: terms.workerPayFen });
    balances(entry);
    expect({ worker: credited(entry, 'liability:worker:wrk_li'), merchant: credited(entry, 'liability:merchant:mch_1'), left: paidFen + credited(entry, 'liability:escrow:ord_1') }).toEqual({ worker: fen(worker), merchant: fen(merchant), left: fen(refund) });
    expect(refundWords({ key: 'cancelled', rule: terms.rule }, terms.refundFen, paidFen).zh).toBe(zh);
  });
});

describe('somebody does not come', () => {
  test.each([
    ['worker', 10_000, 0, '全额退款 ¥100.00：家政员未按约上门。原路退回，一般 1-3 个工作日到账'],
    ['customer', 0, 3_220, ''],
  ] as const)('the %s: %i fen back, %i to the worker', (who, refundFen, workerPayFen, zh) => {
    const terms = noShowTerms({ paidFen: 10_000, refundedFen: 0, workerPayFen: 6_440 }, who);
    expect(terms).toEqual({ refundFen, workerPayFen });
    const entry = missed({ ...ref, paidFen: 10_000, ...terms });
    balances(entry);
    expect(credited(entry, 'liability:worker:wrk_li')).toBe(workerPayFen);
    if (zh) expect(refundWords({ key: 'workerNoShow' }, refundFen, 10_000).zh).toBe(zh);
  });
});

const items = ['擦玻璃', '拖地', '厨房台面', '卫生间', '收垃圾', '擦家具'].map((zh, index) => ({ code: `i${index}`, text: { zh, en: `item ${index}` } }));
describe('what was left undone of a visit, by items', () => {
  test.each([
    [180, 6, ['i0'], 30, '清单 6 项中有 1 项未做（擦玻璃），按项数退服务费 ¥180.00 的 1/6，退 ¥30.00'],
    [180, 6, ['i0', 'i3'], 60, '清单 6 项中有 2 项未做（擦玻璃、卫生间），按项数退服务费 ¥180.00 的 2/6，退 ¥60.00'],
    [100, 3, ['i1'], 33.33, '清单 3 项中有 1 项未做（拖地），按项数退服务费 ¥100.00 的 1/3，退 ¥33.33'],
    [99.99, 6, ['i0', 'i1', 'i2', 'i3', 'i4', 'i5'], 99.99, '清单 6 项中有 6 项未做（擦玻璃、拖地、厨房台面、卫生间、收垃圾、擦家具），按项数退服务费 ¥99.99 的 6/6，退 ¥99.99'],
    [180, 6, [], 0, '清单都做完了，退 ¥0.00'],
  ])('of ¥%d for %i items %j: ¥%d', (labour, count, undoneCodes, back, zh) => {
    const { refundFen, words } = refundUndone({ labourFen: fen(labour), items: items.slice(0, count), undoneCodes });
    expect({ refundFen, zh: words.zh }).toEqual({ refundFen: fen(back), zh });
  });
});

/** Twenty long-term fees that ended early: fee, days served, workers replaced, whose fault, what comes back, and why. */
const days = (fee: string, served: number): string => `费用 ¥${fee} 含 365 天，已服务 ${served} 天，剩余 ${365 - served} 天`;
const trial = '，在 7 天试用期内，只收实际天数', even = '，没有换过人，按剩余天数', ours = '，责任在我方，按剩余天数';
const replaced = (times: number): string => `，换过 ${times} 次人，每次减 10%，按剩余天数的 ${100 - 10 * times}%`;
const placements: [fee: number, served: number, replaced: number, isOurFault: boolean, back: number, ruleKey: string, zh: string][] = [
  [3650, 0, 0, false, 3650, 'notBegun', '服务尚未开始，全额'],
  [3650, 0, 0, true, 3650, 'notBegun', '服务尚未开始，全额'],
  [3650, 1, 0, false, 3640, 'trial', days('3650.00', 1) + trial],
  [3650, 3, 0, false, 3620, 'trial', days('3650.00', 3) + trial],
  [3650, 7, 0, false, 3580, 'trial', days('3650.00', 7) + trial],
  [3650, 7, 2, false, 3580, 'trial', days('3650.00', 7) + trial],
  [3650, 8, 0, false, 3570, 'unserved', days('3650.00', 8) + even],
  [3650, 8, 1, false, 3213, 'unservedLessReplacements', days('3650.00', 8) + replaced(1)],
  [3650, 65, 0, false, 3000, 'unserved', days('3650.00', 65) + even],
  [3650, 65, 1, false, 2700, 'unservedLessReplacements', days('3650.00', 65) + replaced(1)],
  [3650, 65, 2, false, 2400, 'unservedLessReplacements', days('3650.00', 65) + replaced(2)],
  [3650, 65, 3, false, 2100, 'unservedLessReplacements', days('3650.00', 65) + replaced(3)],
  [3650, 65, 5, false, 2100, 'unservedLessReplacements', days('3650.00', 65) + replaced(3)],
  [3650, 65, 3, true, 3000, 'ourFault', days('3650.00', 65) + ours],
  [3650, 365, 0, false, 0, 'termOver', '365 天服务期已满'],
  [3650, 400, 1, true, 0, 'termOver', '365 天服务期已满'],
  [2500, 100, 0, false, 1815.06, 'unserved', days('2500.00', 100) + even],
  [2500, 100, 1, false, 1633.56, 'unservedLessReplacements', days('2500.00', 100) + replaced(1)],
  [2999.99, 200, 2, false, 1084.92, 'unservedLessReplacements', days('2999.99', 200) + replaced(2)],
  [0.01, 10, 0, false, 0, 'unserved', days('0.01', 10) + even],
];
describe('twenty long-term fees given back by the days left', () => {
  test('they are twenty', () => expect(placements).toHaveLength(20));
  test.each(placements)('¥%d, %i days served, %i replaced, our fault %s: ¥%d by %s', (fee, servedDays, replacementsUsed, isOurFault, back, ruleKey, zh) => {
    const { words, ...refund } = refundLongTerm({ feeFen: fen(fee), servedDays, replacementsUsed, isOurFault });
    expect(refund).toEqual({ refundFen: fen(back), keptFen: fen(fee) - fen(back), ruleKey });
    expect(words.zh).toBe(`${zh}，退 ¥${back.toFixed(2)}`);
    const sent = refundWords({ key: 'longTerm', rule: words }, refund.refundFen, fen(fee));
    expect(sent.zh).toContain(`${words.zh}。原路退回`);
    expect(sent.en).toContain(words.en);
  });
});

describe('a prepaid pack given back: ten visits for ¥900.00, ¥100.00 each by the list', () => {
  test.each([
    [0, 200, false, 900, '一次未用，全额，退 ¥900.00'],
    [2, 7, false, 720, '购买 7 天内可无理由退：已付 ¥900.00，用了 2/10 次，每次 ¥90.00，退 ¥720.00'],
    [2, 8, false, 700, '购买超过 7 天，已用的按原价计：已付 ¥900.00，用了 2/10 次，每次 ¥100.00，退 ¥700.00'],
    [2, 90, true, 720, '责任在我方：已付 ¥900.00，用了 2/10 次，每次 ¥90.00，退 ¥720.00'],
    [9, 90, false, 0, '购买超过 7 天，已用的按原价计：已付 ¥900.00，用了 9/10 次，每次 ¥100.00，退 ¥0.00'],
  ])('%i used after %i days, our fault %s: ¥%d', (usedVisits, daysSincePurchase, isOurFault, back, zh) => {
    const { refundFen, words } = refundPack({ paidFen: 90_000, visits: 10, usedVisits, listPriceFen: 10_000, daysSincePurchase, isOurFault });
    expect({ refundFen, zh: words.zh }).toEqual({ refundFen: fen(back), zh });
  });
});

/** Months of pay in yuan, and what is withheld of each; the worker reads the last month’s sentence. */
const years: [string, number[], number[], string][] = [
  ['8,000 a month', Array<number>(12).fill(8000), Array<number>(12).fill(42), '今年累计收入 ¥96000.00 − 20% 费用 ¥19200.00 − 12 个月减除 ¥60000.00 = ¥16800.00，税率 3%，累计税 ¥504.00，已扣 ¥462.00，本次扣 ¥42.00'],
  ['6,250', [6250], [0], '今年累计收入 ¥6250.00，减去 20% 费用和每月 5,000 元（1 个月）后没有应税收入，不扣税'],
  ['6,300', [6300], [1.2], '今年累计收入 ¥6300.00 − 20% 费用 ¥1260.00 − 1 个月减除 ¥5000.00 = ¥40.00，税率 3%，累计税 ¥1.20，已扣 ¥0.00，本次扣 ¥1.20'],
  ['30,000', [30_000], [570], '今年累计收入 ¥30000.00 − 20% 费用 ¥6000.00 − 1 个月减除 ¥5000.00 = ¥19000.00，税率 3%，累计税 ¥570.00，已扣 ¥0.00，本次扣 ¥570.00'],
  ['50,000 twice', [50_000, 50_000], [1050, 3430], '今年累计收入 ¥100000.00 − 20% 费用 ¥20000.00 − 2 个月减除 ¥10000.00 = ¥70000.00，税率 10%，速算扣除 ¥2520.00，累计税 ¥4480.00，已扣 ¥1050.00，本次扣 ¥3430.00'],
  ['20,000, nothing, 5,000', [20_000, 0, 5000], [330, 0, 0], '今年累计收入 ¥25000.00 − 20% 费用 ¥5000.00 − 3 个月减除 ¥15000.00 = ¥5000.00，税率 3%，累计税 ¥150.00，已扣 ¥330.00，本次扣 ¥0.00'],
];
describe('income tax withheld of a platform worker', () => {
  test.each(years)('%s', (_, incomes, taxes, zh) => {
    let incomeFen = 0, withheldFen = 0, said = '';
    const withheld = incomes.map((income, index) => {
      incomeFen += fen(income);
      const { taxFen, words } = withholdCumulatively({ incomeFen, months: index + 1, withheldFen });
      withheldFen += taxFen;
      said = words.zh;
      return taxFen;
    });
    expect({ withheld, said }).toEqual({ withheld: taxes.map(fen), said: zh });
  });
  test.each([[3000, 440], [5000, 800], [30_000, 5200], [70_000, 15_400]])('one payment of ¥%i off the platform: ¥%i', (income, tax) => { expect(withholdOnce(fen(income))).toBe(fen(tax)); });
});
