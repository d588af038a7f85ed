import type { Bilingual } from '@linli/contract';
import { yuan } from './stored.ts';

/** Packs of visits paid ahead: what a unit cost, how many are left, what using some does to an order. Pure. */
export type PackState = 'waiting' | 'active' | 'refunded' | 'expired' | 'closed';
/** Caps on what is paid ahead. */
export const MOST_PACK_FEN = 500_000;
export const MOST_PACK_MONTHS = 12;

/** Packs a city starts with; what they cost follows its own price list. */
export const usualPacks: readonly { id: string; itemId: string; name: Bilingual; units: number; percent: number; validMonths: number }[] = [
  { id: 'pack-cleaning-10', itemId: 'daily-cleaning', name: { zh: '日常保洁 10 小时包', en: '10 hours of daily cleaning' }, units: 10, percent: 92, validMonths: 6 },
  { id: 'pack-cleaning-30', itemId: 'daily-cleaning', name: { zh: '日常保洁 30 小时包', en: '30 hours of daily cleaning' }, units: 30, percent: 86, validMonths: 12 },
  { id: 'pack-elder-care-20', itemId: 'elder-care', name: { zh: '居家养老照护 20 小时包', en: '20 hours of elder care' }, units: 20, percent: 90, validMonths: 12 },
];

export const packStateWords: Record<PackState, Bilingual> = {
  waiting: { zh: '待付款', en: 'waiting for payment' }, active: { zh: '可用', en: 'usable' }, refunded: { zh: '已退款', en: 'paid back' }, expired: { zh: '已到期，余额转入储值', en: 'over; what was left is in your balance' }, closed: { zh: '未付款，已关闭', en: 'never paid' },
};

/** What one unit of a pack costs; odd fen stay in the pack and come back with what is left of it. */
export const unitPriceOf = (priceFen: number, units: number): number => Math.floor(priceFen / units);

/** The end of the day on which a pack is over, so many months after it was bought, by the city's days. */
export function packEnds(boughtAt: Date, months: number): Date {
  const here = new Date(boughtAt.getTime() + 8 * 3_600_000);
  const last = new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months, Math.min(here.getUTCDate(), last) + 1) - 8 * 3_600_000);
}

export type PackUse = { units: number; tenderFen: number; discountFen: number };

/**
 * So many units of an order's plain labour at the unit price that was paid; what the list asks beyond it is a discount the platform bears. Premiums,
 * materials, insurance and fees are not the pack's. Answers why not, where it cannot be used.
 */
export function usePack({ leftFen, unitPriceFen, labourFen, quantity }: { leftFen: number; unitPriceFen: number; labourFen: number; quantity: number }): PackUse | { why: Bilingual } {
  const left = Math.floor(leftFen / unitPriceFen), units = Math.min(left, Math.floor(quantity));
  if (left === 0) return { why: { zh: '服务包已用完', en: 'nothing is left in the pack' } };
  if (units === 0) return { why: { zh: '这张订单不足一个单位', en: 'the order is less than one unit' } };
  const listFen = Math.floor((labourFen * units) / quantity), tenderFen = units * unitPriceFen;
  if (tenderFen > listFen) return { why: { zh: `现在单价 ${yuan(Math.floor(listFen / units))} 比服务包的 ${yuan(unitPriceFen)} 便宜，直接付更划算`, en: `the price of ${yuan(Math.floor(listFen / units))} today is below the pack’s ${yuan(unitPriceFen)}: paying is cheaper` } };
  return { units, tenderFen, discountFen: listFen - tenderFen };
}

export function sayPackRefund({ units, unitsLeft, unitPriceFen, priceFen, leftFen, isFree }: { units: number; unitsLeft: number; unitPriceFen: number; priceFen: number; leftFen: number; isFree: boolean }): Bilingual {
  const used = units - unitsLeft;
  const rule = isFree ? { zh: '购买 7 天内，无需理由', en: 'within seven days, no reason needed' } : { zh: '购买已过 7 天，请写明原因', en: 'seven days have passed: please say why' };
  return {
    zh: `付了 ${yuan(priceFen)}，按购买单价 ${yuan(unitPriceFen)} 已用 ${used} 次共 ${yuan(priceFen - leftFen)}，可退 ${yuan(leftFen)}，原路退回（${rule.zh}）`,
    en: `${yuan(priceFen)} paid, ${used} units used at ${yuan(unitPriceFen)} each (${yuan(priceFen - leftFen)}): ${yuan(leftFen)} goes back the way it came (${rule.en})`,
  };
}
