import type { Bilingual, Quote } from '@linli/contract';
import type { No } from '../rules.ts';
import { DAY_MS, MINUTE_MS, type OrderFacts, type Policy } from './order.ts';
import { dayDigits, sayInstant, sayYuan } from './words.ts';

/** Refuses a start too near or too far; holds were checked when they were made. */
export const refuseStart = (startAt: Date, now: Date, policy: Policy): No | null => {
  const earliest = new Date(now.getTime() + policy.minLeadMinutes * MINUTE_MS);
  if (startAt < earliest) return { code: 'orders.too_soon', params: { earliest: sayInstant(earliest) } };
  return startAt.getTime() > now.getTime() + policy.maxDaysAhead * DAY_MS ? { code: 'orders.too_far', params: { days: policy.maxDaysAhead } } : null;
};

/** Another price than the screen showed is refused, never charged silently. */
export const refusePrice = (totalFen: number, expectedFen: number | undefined): No | null =>
  expectedFen !== undefined && expectedFen !== totalFen ? { code: 'orders.price_changed', params: { total: sayYuan(totalFen), expected: sayYuan(expectedFen) } } : null;

type Held = { itemId: string; addressId: string; quantity: number; startAt: Date };

/** Says in which point a hold is not for this order. */
export const refuseHold = (hold: Held, wanted: Omit<Held, 'startAt'> & { startAt?: Date | undefined }): No | null => {
  const no = (whatZh: string, whatEn: string): No => ({ code: 'orders.hold_mismatch', params: { whatZh, whatEn } });
  if (hold.itemId !== wanted.itemId) return no('服务', 'service');
  if (hold.addressId !== wanted.addressId) return no('地址', 'address');
  if (hold.quantity !== wanted.quantity) return no('数量', 'quantity');
  return wanted.startAt && wanted.startAt.getTime() !== hold.startAt.getTime() ? no('时间', 'time') : null;
};

const premiumKinds = ['urgent', 'night', 'skillPremium'];
/** What a quote adds for its time and its worker. */
export const premiumFen = (quote: Quote): number => quote.lines.filter((line) => premiumKinds.includes(line.kind)).reduce((sum, line) => sum + line.amountFen, 0);

/** A paid order keeps its price when it moves, so it may not move into a time or to a worker that costs more. */
export const refuseDearerSlot = (paid: Quote, moved: Quote): No | null =>
  premiumFen(moved) > premiumFen(paid) ? { code: 'orders.hold_mismatch', params: { whatZh: '该时段或家政员另有加价', whatEn: 'that time or worker costs more' } } : null;

/** yymmdd of the Beijing day and six digits of a running number: short enough to read out on the phone. */
export const orderNumber = (now: Date, running: number): string => `${dayDigits(now)}${String(running % 1_000_000).padStart(6, '0')}`;
export const workOrderNumber = (orderNo: string): string => `W${orderNo}`;

/** Four digits out of a keyed digest (hexadecimal): not to be guessed from any id. */
export const doorCodeFrom = (digestHex: string): string => String(Number.parseInt(digestHex.slice(0, 8), 16) % 10_000).padStart(4, '0');

const redoLabel: Bilingual = { zh: '免费返工', en: 'Free redo' };
/** The quote of a redo: the same lines, and one that takes them all back. */
export const redoQuote = (quote: Quote, ofNo: string): Quote => ({
  ...quote,
  lines: quote.totalFen === 0 ? quote.lines : [...quote.lines, { kind: 'discount', label: redoLabel, detail: { zh: `原订单 ${ofNo}`, en: `Of order ${ofNo}` }, amountFen: -quote.totalFen }],
  totalFen: 0,
});

const WEEK_MS = 7 * DAY_MS;
/** When the same again would be: the same weekday and hour, in the first week that can still be booked. */
export const rebookStart = (order: Pick<OrderFacts, 'startsAt' | 'placedAt'>, now: Date, policy: Policy): Date => {
  const usual = (order.startsAt ?? order.placedAt).getTime();
  const earliest = now.getTime() + policy.minLeadMinutes * MINUTE_MS;
  const weeks = Math.max(1, Math.ceil((earliest - usual) / WEEK_MS));
  return new Date(usual + weeks * WEEK_MS);
};
