import type { Bilingual, TenderKind } from '@linli/contract';
import { yuan } from './words.ts';

/** By which ways an order was paid and what goes back by each. Pure. */
export type Way = 'rail' | TenderKind;
export type PaidPart = { way: Way; amountFen: number; /** Of it, already given back or on its way. */ backFen: number };

const names: Record<Way, Bilingual> = {
  rail: { zh: '支付渠道', en: 'the way it was paid' }, stored: { zh: '余额', en: 'your balance' }, bonus: { zh: '赠送余额', en: 'your bonus balance' }, pack: { zh: '服务包', en: 'your pack' },
  voucher: { zh: '养老消费券', en: 'the elder voucher' }, points: { zh: '积分', en: 'your points' }, cash: { zh: '服务站现金', en: 'cash at the station' },
};
export const wayWords = (way: Way): Bilingual => names[way];

/**
 * Shares a refund among the parts an order was paid by, in proportion to what each paid. All that ever went back is shared anew, so that several part
 * refunds end where one whole refund would; the odd fen are the rail's, without a rail the last tender's. No part gets more than it paid.
 */
export function shareRefund(parts: readonly PaidPart[], refundFen: number): number[] {
  const paidFen = parts.reduce((sum, { amountFen }) => sum + amountFen, 0), backFen = parts.reduce((sum, part) => sum + part.backFen, 0);
  if (!Number.isSafeInteger(refundFen) || refundFen < 0 || refundFen > paidFen - backFen) throw new Error(`${refundFen} fen cannot go back of ${paidFen - backFen}`);
  if (refundFen === 0) return parts.map(() => 0);
  // Multiplied as whole numbers of any size: fen times fen may pass what a double counts exactly.
  const wished = parts.map(({ amountFen, backFen: already }) => Math.max(0, Number((BigInt(amountFen) * BigInt(backFen + refundFen)) / BigInt(paidFen)) - already));
  const given = wished.map(() => 0);
  let leftFen = refundFen;
  const give = (position: number, fen: number): void => {
    const { amountFen, backFen: already } = parts[position]!;
    const givenFen = Math.min(fen, leftFen, amountFen - already - given[position]!);
    given[position]! += givenFen;
    leftFen -= givenFen;
  };
  wished.forEach((fen, position) => give(position, fen));
  const oddOnes = [...parts.keys()].sort((a, b) => Number(parts[b]!.way === 'rail') - Number(parts[a]!.way === 'rail') || b - a);
  for (const position of oddOnes) give(position, leftFen);
  return given;
}

/**
 * The same for a visit that does not take place: the voucher has its money back first, because its office pays for visits only. What is kept by the rule is
 * the others', as far as they reach.
 */
export function shareVoidRefund(parts: readonly PaidPart[], refundFen: number): number[] {
  let leftFen = refundFen;
  const first = parts.map(({ way, amountFen, backFen }) => {
    const fen = way === 'voucher' ? Math.min(leftFen, amountFen - backFen) : 0;
    leftFen -= fen;
    return fen;
  });
  const rest = shareRefund(parts.map((part) => (part.way === 'voucher' ? { ...part, amountFen: 0, backFen: 0 } : part)), leftFen);
  return first.map((fen, position) => fen + rest[position]!);
}

/** Where each part goes, as the family reads it; empty when all of it goes over the rail. */
export function sayWays(shares: readonly { way: Way; fen: number }[]): Bilingual | null {
  const gone = shares.filter(({ fen }) => fen > 0).toSorted((a, b) => Number(a.way === 'rail') - Number(b.way === 'rail'));
  if (gone.every(({ way }) => way === 'rail')) return null;
  return {
    zh: gone.map(({ way, fen }) => (way === 'rail' ? `原路退回 ${yuan(fen)}，一般 1-3 个工作日到账` : `退回${wayWords(way).zh} ${yuan(fen)}`)).join('，'),
    en: gone.map(({ way, fen }) => (way === 'rail' ? `${yuan(fen)} goes back the way it came, usually within 1–3 working days` : `${yuan(fen)} back to ${wayWords(way).en}`)).join(', '),
  };
}
