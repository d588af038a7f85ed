import type { Bilingual } from '@linli/contract';
import { yuan } from './words.ts';

/** The provider's books of a day against ours, line by line. Pure. */
export type RowKind = 'paid' | 'refunded' | 'transferred';
export type OurRow = { kind: RowKind; outNo: string; amountFen: number; day: string };
export type TheirRow = OurRow & { feeFen: number; railNo: string };

/** missing: we have it, they do not; extra: they have it, we do not; amount, fee, date: both have it, and differ in that. */
export const differenceKinds = ['missing', 'extra', 'amount', 'fee', 'date'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export type Difference = { kind: DifferenceKind; rowKind: RowKind; outNo: string; day: string; oursFen: number | null; theirsFen: number | null; ourDay: string | null; theirDay: string | null; feeFen: number | null; expectedFeeFen: number | null };

/** What a rail takes, in basis points of each payment; refunds give it back, transfers are free. */
export const FEE_BASIS_POINTS = 60;
/** A rail rounds half up to whole fen. */
export const feeOf = (kind: RowKind, amountFen: number): number => (kind === 'transferred' ? 0 : (kind === 'paid' ? 1 : -1) * Math.round((amountFen * FEE_BASIS_POINTS) / 10_000));

const keyOf = ({ kind, outNo }: { kind: RowKind; outNo: string }): string => `${kind} ${outNo}`;

/**
 * Compares one day. `ours` and `theirs` are that day's; `ourOthers` and `theirOthers` are the same numbers found on other days, so that what merely
 * fell on the other side of midnight is called so. A line with a wrong amount is not judged by its fee as well: one fault, one name.
 */
export function compareDay(day: string, { ours, theirs, ourOthers, theirOthers }: { ours: readonly OurRow[]; theirs: readonly TheirRow[]; ourOthers: readonly OurRow[]; theirOthers: readonly TheirRow[] }): Difference[] {
  const own = new Map([...ourOthers, ...ours].map((row) => [keyOf(row), row]));
  const foreign = new Map([...theirOthers, ...theirs].map((row) => [keyOf(row), row]));
  const keys = new Set([...ours, ...theirs].map(keyOf));
  return [...keys].flatMap((key) => {
    const our = own.get(key), their = foreign.get(key);
    const row = (our ?? their)!;
    const about = {
      rowKind: row.kind, outNo: row.outNo, day, oursFen: our?.amountFen ?? null, theirsFen: their?.amountFen ?? null, ourDay: our?.day ?? null, theirDay: their?.day ?? null,
      feeFen: their?.feeFen ?? null, expectedFeeFen: their ? feeOf(their.kind, their.amountFen) : null,
    };
    const kind: DifferenceKind | null = !their ? 'missing' : !our ? 'extra' : our.amountFen !== their.amountFen ? 'amount' : our.day !== their.day ? 'date' : about.feeFen !== about.expectedFeeFen ? 'fee' : null;
    return kind === null ? [] : [{ ...about, kind }];
  });
}

/** What the difference leaves open between the channel's account and the truth, in fen: more than zero, the channel holds more than we thought. */
export function openFenOf({ kind, rowKind, oursFen, theirsFen, feeFen, expectedFeeFen }: Difference): number {
  const direction = rowKind === 'paid' ? 1 : -1;
  if (kind === 'date') return 0;
  if (kind === 'fee') return (expectedFeeFen ?? 0) - (feeFen ?? 0);
  return direction * ((theirsFen ?? 0) - (oursFen ?? 0));
}

const rowWords: Record<RowKind, Bilingual> = { paid: { zh: '收款', en: 'payment' }, refunded: { zh: '退款', en: 'refund' }, transferred: { zh: '打款', en: 'payout' } };

/** The difference in a sentence. */
export function sayDifference(d: Difference): Bilingual {
  const { zh, en } = rowWords[d.rowKind];
  const ours = yuan(d.oursFen ?? 0), theirs = yuan(d.theirsFen ?? 0);
  switch (d.kind) {
    case 'missing': return { zh: `我方有${zh} ${ours}，渠道账单没有`, en: `We have a ${en} of ${ours} that the provider’s bill lacks` };
    case 'extra': return { zh: `渠道账单有${zh} ${theirs}，我方没有`, en: `The provider’s bill has a ${en} of ${theirs} that we lack` };
    case 'amount': return { zh: `${zh}金额不同：我方 ${ours}，渠道 ${theirs}`, en: `The amounts of a ${en} differ: ${ours} here, ${theirs} there` };
    case 'fee': return { zh: `${zh} ${theirs} 的手续费应为 ${yuan(d.expectedFeeFen ?? 0)}，渠道收了 ${yuan(d.feeFen ?? 0)}`, en: `The fee of a ${en} of ${theirs} should be ${yuan(d.expectedFeeFen ?? 0)}; ${yuan(d.feeFen ?? 0)} was taken` };
    case 'date': return { zh: `${zh} ${ours} 我方记在 ${d.ourDay}，渠道记在 ${d.theirDay}`, en: `A ${en} of ${ours} stands on ${d.ourDay} here and on ${d.theirDay} there` };
  }
}
