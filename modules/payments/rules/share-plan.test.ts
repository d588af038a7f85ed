import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOf, sayPlan, shareOut, withoutMerchant, type PlanParty } from './share-plan.ts';
import { giveBack, lessLabour, splitOrder } from './split.ts';
import { settled } from './postings.ts';
import { saySplit } from './words.ts';

const six: PlanParty[] = [{ party: 'worker', basisPoints: 7000 }, { party: 'station', partyId: 'sta_1', basisPoints: 500 }, { party: 'insurer', basisPoints: 100 }, { party: 'fund', partyId: 'brand', basisPoints: 200 }, { party: 'merchant', basisPoints: 2200 }];
const plan = { commissionBasisPoints: 800, parties: six };

describe('a plan', () => {
  test.each([[499, 'payments.commission_out_of_range'], [500, null], [800, null], [801, 'payments.commission_out_of_range']])('commission of %i basis points: %s', (commissionBasisPoints, code) => { expect(faultOf({ ...plan, commissionBasisPoints })?.code ?? null).toBe(code); });
  test.each([
    ['does not make the whole', [{ party: 'worker', basisPoints: 9999 }], 'payments.shares_not_whole'],
    ['leaves the worker out', [{ party: 'merchant', basisPoints: 10_000 }], 'payments.share_party_wrong'],
    ['names nobody’s station', [{ party: 'worker', basisPoints: 9000 }, { party: 'station', basisPoints: 1000 }], 'payments.share_party_wrong'],
    ['names somebody twice', [{ party: 'worker', basisPoints: 5000 }, { party: 'worker', basisPoints: 5000 }], 'payments.share_party_wrong'],
  ] as [string, PlanParty[], string][])('that %s is refused by name', (_, parties, code) => { expect(faultOf({ commissionBasisPoints: 600, parties })?.code).toBe(code); });
  test('says itself', () => { expect(sayPlan(plan).zh).toBe('服务费先扣平台佣金 8%，剩下的家政员 70%、服务站 5%、保险公司 1%、品牌基金 2%、商户 22%，零头归商户'); });
  test('without a merchant gives hers to the worker', () => { expect(withoutMerchant(plan).parties[0]).toEqual({ party: 'worker', basisPoints: 9200 }); });
});

test('six parties of ¥100.01 to the fen, the odd ones to the last named', () => {
  const split = splitOrder({ totalFen: 10_001, lines: [{ kind: 'labour', amountFen: 10_001 }], terms: plan });
  expect(split).toMatchObject({ commissionFen: 800, workerPayFen: 6440, insuranceFen: 92, merchantFen: 2025, others: [{ party: 'station', partyId: 'sta_1', amountFen: 460 }, { party: 'fund', partyId: 'brand', amountFen: 184 }] });
  const { postings } = settled({ orderId: 'o', orderNo: '1', totalFen: 10_001, workerId: 'w', merchantId: 'm', split });
  expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  expect(postings.find(({ account }) => account.code === 'liability:station:sta_1')?.amountFen).toBe(-460);
  expect(saySplit(split, 10_001).zh).toBe('您付的 ¥100.01：家政员 ¥64.40，商户 ¥20.25，服务站 ¥4.60，品牌基金 ¥1.84，平台佣金 ¥8.00，保险费 ¥0.92');
});

test('a part given back is borne by everybody who had of it', () => {
  const lines = [{ kind: 'labour' as const, amountFen: 10_000 }];
  const at = (lessFen: number) => splitOrder({ totalFen: 10_000 - lessFen, lines: lessLabour(lines, lessFen), terms: plan });
  const shares = giveBack(at(0), at(2500), 2500);
  expect(shares.others).toEqual([{ party: 'station', partyId: 'sta_1', amountFen: 115 }, { party: 'fund', partyId: 'brand', amountFen: 46 }]);
  expect(shares.workerFen + shares.merchantFen + shares.commissionFen + shares.compensationFen + 115 + 46).toBe(2500);
});

test('any rest among any parties: nobody less than nothing, together the whole', () => {
  fc.assert(fc.property(fc.nat(10_000_000), fc.array(fc.nat(3000), { minLength: 1, maxLength: 7 }), (restFen, points) => {
    const parties = [...points, 30_000].map((basisPoints) => ({ party: 'worker' as const, basisPoints: Math.min(basisPoints, 1200) }));
    const shares = shareOut(restFen, parties);
    expect(shares.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(restFen);
    expect(shares.every(({ amountFen }) => amountFen >= 0 && Number.isInteger(amountFen))).toBe(true);
  }));
});
