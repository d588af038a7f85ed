import { spend } from './stored.ts';
import { voucherFen } from './vouchers.ts';

/**
 * What an order is paid by, in the order of the rule: pack, coupon and membership (as discounts), voucher, points, stored value; the rail takes the
 * rest. Each sees only what those before it left. Pure.
 */
export type Chosen = {
  /** Before any discount that is added here. */
  listFen: number; pack: { tenderFen: number; discountFen: number } | null; discountsFen: number;
  /** Left of the month's voucher, or null: not used. */
  voucherLeftFen: number | null; pointsFen: number; stored: { storedFen: number; bonusFen: number } | null;
};
export type Stack = { totalFen: number; packFen: number; discountFen: number; voucherFen: number; pointsFen: number; storedFen: number; bonusFen: number; leftFen: number };

export function stack({ listFen, pack, discountsFen, voucherLeftFen, pointsFen, stored }: Chosen): Stack {
  const packFen = pack?.tenderFen ?? 0;
  // A discount never eats into what the pack has paid for.
  const discountFen = Math.min(discountsFen, listFen - (pack?.discountFen ?? 0) - packFen);
  const totalFen = listFen - (pack?.discountFen ?? 0) - discountFen;
  let leftFen = totalFen - packFen;
  const take = (fen: number): number => { const taken = Math.max(0, Math.min(fen, leftFen)); leftFen -= taken; return taken; };
  const byVoucher = take(voucherLeftFen === null ? 0 : voucherFen(leftFen, voucherLeftFen));
  const byPoints = take(pointsFen);
  const byStored = stored === null ? { storedFen: 0, bonusFen: 0 } : spend(stored, leftFen);
  take(byStored.storedFen);
  take(byStored.bonusFen);
  return { totalFen, packFen, discountFen, voucherFen: byVoucher, pointsFen: byPoints, ...byStored, leftFen };
}
