import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelled, guardedDebits, missed, received, refunded, settled, type LedgerEntry } from './postings.ts';
import { splitOrder, splitRedo } from './split.ts';

const order = { orderId: 'ord_1', orderNo: '20261122-0001' };
const flat = (entry: LedgerEntry): Record<string, number> => Object.fromEntries(entry.postings.map((p) => [`${p.account.code}/${p.kind}`, p.amountFen]));
const quote = { totalFen: 13_800, lines: [{ kind: 'labour', amountFen: 10_000 }, { kind: 'urgent', amountFen: 3_000 }, { kind: 'materials', amountFen: 500 }, { kind: 'insurance', amountFen: 100 }, { kind: 'platformFee', amountFen: 200 }] as const };
const terms = { commissionBasisPoints: 800, workerShareBasisPoints: 7000 };

describe('postings', () => {
  it('received: the channel owes us what the order has in escrow', () => {
    expect(flat(received({ ...order, provider: 'demo', tradeNo: 'T1', amountFen: 13_800 }))).toEqual({ 'asset:channel:demo/received': 13_800, 'liability:escrow:ord_1/received': -13_800 });
  });

  it('settled: the escrow is split whole', () => {
    const split = splitOrder({ ...quote, terms });
    expect(flat(settled({ ...order, totalFen: 13_800, workerId: 'w', merchantId: 'm', split }))).toEqual({
      'liability:escrow:ord_1/settled': 13_800, 'liability:worker:w/labour': -6_440, 'liability:worker:w/urgent': -1_932, 'liability:merchant:m/materials': -500,
      'liability:merchant:m/merchantShare': -3_588, 'liability:insurer/insurance': -100, 'income:commission/commission': -1_040, 'income:platformFee/platformFee': -200,
    });
  });

  it('settled without a merchant: rest and materials are the worker’s', () => {
    const split = splitOrder({ ...quote, terms: null });
    expect(flat(settled({ ...order, totalFen: 13_800, workerId: 'w', merchantId: null, split }))).toMatchObject({ 'liability:worker:w/labour': -9_200, 'liability:worker:w/urgent': -2_760, 'liability:worker:w/materials': -500, 'income:commission/commission': -1_040 });
  });

  it('settled for nothing posts nothing', () => {
    expect(settled({ ...order, totalFen: 0, workerId: 'w', merchantId: 'm', split: splitOrder({ totalFen: 0, lines: [], terms }) }).postings).toEqual([]);
  });

  it('the platform adds what it bears', () => {
    const split = splitOrder({ totalFen: 9_000, lines: [{ kind: 'labour', amountFen: 10_000 }, { kind: 'discount', amountFen: -1_000 }], terms });
    expect(flat(settled({ ...order, totalFen: 9_000, workerId: 'w', merchantId: 'm', split }))).toMatchObject({ 'expense:subsidy/subsidy': 1_000, 'liability:escrow:ord_1/settled': 9_000 });
  });

  it('a redo by somebody else: the platform pays her, as compensation', () => {
    const split = splitRedo({ lines: [{ kind: 'labour', amountFen: 10_000 }, { kind: 'discount', amountFen: -10_000 }], terms, isOwnWork: false });
    expect(flat(settled({ ...order, totalFen: 0, workerId: 'w', merchantId: 'm', split, isRedo: true }))).toEqual({ 'expense:compensation/redo': 6_440, 'liability:worker:w/labour': -6_440 });
  });

  it('cancelled: what is kept leaves the escrow, the insurer gets nothing, the refund waits', () => {
    expect(flat(cancelled({ ...order, paidFen: 10_000, refundFen: 5_000, workerPayFen: 3_000, workerId: 'w', merchantId: 'm' }))).toEqual({ 'liability:escrow:ord_1/cancelled': 5_000, 'liability:worker:w/cancellation': -3_000, 'liability:merchant:m/cancellation': -2_000 });
    expect(flat(cancelled({ ...order, paidFen: 10_000, refundFen: 9_000, workerPayFen: 0, workerId: null, merchantId: null }))).toEqual({ 'liability:escrow:ord_1/cancelled': 1_000, 'income:cancellation/cancellation': -1_000 });
    expect(cancelled({ ...order, paidFen: 10_000, refundFen: 10_000, workerPayFen: 0, workerId: 'w', merchantId: 'm' }).postings).toEqual([]);
  });

  it('no-show of the customer pays the worker half', () => {
    expect(flat(missed({ ...order, paidFen: 10_000, refundFen: 0, workerPayFen: 5_000, workerId: 'w', merchantId: 'm' }))).toEqual({ 'liability:escrow:ord_1/noShow': 10_000, 'liability:worker:w/noShow': -5_000, 'liability:merchant:m/noShow': -5_000 });
  });

  it('guards the parties an entry takes from, not those it gives to', () => {
    expect(guardedDebits(refunded({ ...order, provider: 'demo', refundNo: 'R1', amountFen: 700 }))).toEqual([{ code: 'liability:escrow:ord_1', amountFen: 700 }]);
    expect(guardedDebits(received({ ...order, provider: 'demo', tradeNo: 'T1', amountFen: 700 }))).toEqual([]);
  });

  /** A reference ledger in memory: every life an order can have, posted by the rules. */
  it('every life of an order balances, empties its escrow and overdraws nobody', () => {
    const amount = fc.integer({ min: 0, max: 500_000 });
    const life = fc.record({
      labour: amount, urgent: amount, materials: amount, insurance: fc.integer({ min: 0, max: 500 }), platformFee: fc.integer({ min: 0, max: 500 }),
      end: fc.constantFrom('settled', 'cancelled', 'noShow', 'late', 'paidTwice'), refundShare: fc.double({ min: 0, max: 1, noNaN: true }), workerShare: fc.double({ min: 0, max: 1, noNaN: true }),
      merchantId: fc.constantFrom(null, 'm1', 'm2'), workerId: fc.constantFrom('w1', 'w2', 'w3'),
    });
    fc.assert(fc.property(fc.array(life, { minLength: 1, maxLength: 30 }), (lives) => {
      const balances = new Map<string, number>();
      const keys = new Set<string>();
      const post = (entry: LedgerEntry): void => {
        if (keys.has(entry.businessKey)) return;
        keys.add(entry.businessKey);
        expect(entry.postings.reduce((sum, p) => sum + p.amountFen, 0)).toBe(0);
        for (const p of entry.postings) balances.set(p.account.code, (balances.get(p.account.code) ?? 0) + p.amountFen);
        for (const p of entry.postings) if (p.account.party) expect(balances.get(p.account.code)!, p.account.code).toBeLessThanOrEqual(0);
      };
      lives.forEach((each, n) => {
        const { workerId, merchantId } = each;
        const ref = { orderId: `o${n}`, orderNo: String(n) };
        const lines = [{ kind: 'labour' as const, amountFen: each.labour }, { kind: 'urgent' as const, amountFen: each.urgent }, { kind: 'materials' as const, amountFen: each.materials }, { kind: 'insurance' as const, amountFen: each.insurance }, { kind: 'platformFee' as const, amountFen: each.platformFee }];
        const paidFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
        const take = (tradeNo: string): void => { const entry = received({ ...ref, provider: 'p', tradeNo, amountFen: paidFen }); post(entry); post(entry); };
        const giveBack = (refundNo: string, amountFen: number): void => { const entry = refunded({ ...ref, provider: 'p', refundNo, amountFen }); post(entry); post(entry); };
        take(`t${n}`);
        if (each.end === 'late') giveBack(`late${n}`, paidFen);
        else if (each.end === 'cancelled' || each.end === 'noShow') {
          const refundFen = Math.floor(paidFen * each.refundShare);
          post((each.end === 'cancelled' ? cancelled : missed)({ ...ref, paidFen, refundFen, workerPayFen: Math.floor(paidFen * each.workerShare), workerId, merchantId }));
          giveBack(`r${n}`, refundFen);
        } else {
          if (each.end === 'paidTwice') { take(`again${n}`); giveBack(`again${n}`, paidFen); }
          post(settled({ ...ref, totalFen: paidFen, workerId, merchantId, split: splitOrder({ totalFen: paidFen, lines, terms: merchantId === null ? null : terms }) }));
        }
        expect(balances.get(`liability:escrow:o${n}`) ?? 0).toBe(0);
      });
      expect([...balances.values()].reduce((sum, fen) => sum + fen, 0)).toBe(0);
    }), { numRuns: 200 });
  });
});
