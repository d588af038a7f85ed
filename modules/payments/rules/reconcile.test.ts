import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDay, feeOf, openFenOf, sayDifference, type OurRow, type TheirRow } from './reconcile.ts';

const day = '2026-11-21';
const our = (outNo: string, amountFen: number, about: Partial<OurRow> = {}): OurRow => ({ kind: 'paid', outNo, amountFen, day, ...about });
const their = (outNo: string, amountFen: number, about: Partial<TheirRow> = {}): TheirRow => ({ kind: 'paid', outNo, amountFen, day, railNo: `R${outNo}`, feeFen: feeOf(about.kind ?? 'paid', amountFen), ...about });
const compare = (ours: OurRow[], theirs: TheirRow[], ourOthers: OurRow[] = [], theirOthers: TheirRow[] = []) => compareDay(day, { ours, theirs, ourOthers, theirOthers });

test('equal books have no difference', () => {
  expect(compare([our('a', 11_220), our('a', 5000, { kind: 'refunded' })], [their('a', 11_220), their('a', 5000, { kind: 'refunded' })])).toEqual([]);
});

test.each([
  ['missing', [our('a', 11_220)], [], [], [], -11_220, '我方有收款 ¥112.20，渠道账单没有'],
  ['extra', [], [their('b', 500)], [], [], 500, '渠道账单有收款 ¥5.00，我方没有'],
  ['amount', [our('a', 11_220)], [their('a', 11_219)], [], [], -1, '收款金额不同：我方 ¥112.20，渠道 ¥112.19'],
  ['fee', [our('a', 10_000)], [their('a', 10_000, { feeFen: 61 })], [], [], -1, '收款 ¥100.00 的手续费应为 ¥0.60，渠道收了 ¥0.61'],
  ['date', [our('a', 10_000)], [], [], [their('a', 10_000, { day: '2026-11-22' })], 0, '收款 ¥100.00 我方记在 2026-11-21，渠道记在 2026-11-22'],
  ['date', [], [their('a', 10_000)], [our('a', 10_000, { day: '2026-11-20' })], [], 0, '收款 ¥100.00 我方记在 2026-11-20，渠道记在 2026-11-21'],
  ['missing', [our('a', 900, { kind: 'refunded' })], [], [], [], 900, '我方有退款 ¥9.00，渠道账单没有'],
] as [string, OurRow[], TheirRow[], OurRow[], TheirRow[], number, string][])('%s is named, weighed and said', (kind, ours, theirs, ourOthers, theirOthers, openFen, words) => {
  const found = compare(ours, theirs, ourOthers, theirOthers);
  expect(found.map((d) => d.kind)).toEqual([kind]);
  expect(openFenOf(found[0]!)).toBe(openFen);
  expect(sayDifference(found[0]!).zh).toBe(words);
});

test('whatever is planted is found, and nothing else', () => {
  const numbers = fc.uniqueArray(fc.nat(5000), { minLength: 5, maxLength: 200 });
  fc.assert(fc.property(numbers, fc.infiniteStream(fc.constantFrom('none', 'none', 'none', 'missing', 'extra', 'amount', 'fee')), (ids, fates) => {
    const planted: string[] = [], ours: OurRow[] = [], theirs: TheirRow[] = [];
    for (const id of ids) {
      const fate = fates.next().value!, outNo = `T${id}`, amountFen = 100 + id;
      if (fate !== 'none') planted.push(`${fate} ${outNo}`);
      if (fate !== 'extra') ours.push(our(outNo, amountFen));
      if (fate !== 'missing') theirs.push(their(outNo, fate === 'amount' ? amountFen + 1 : amountFen, fate === 'fee' ? { feeFen: feeOf('paid', amountFen) + 1 } : {}));
    }
    expect(compare(ours, theirs).map(({ kind, outNo }) => `${kind} ${outNo}`).sort()).toEqual(planted.sort());
  }));
});
