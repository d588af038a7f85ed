import type { Part } from '../rules.ts';
import { HOUR_MS, type OrderFacts } from './order.ts';

/** The assigned worker sees the door from two hours before the start to two hours after the end. */
const WORKER_SEES_ADDRESS_HOURS = 2;
/** She must have said yes first: an order that is only offered shows the estate. */
const afterAcceptance = ['accepted', 'onTheWay', 'checklistConfirmed', 'inService', 'finished', 'confirmed', 'settled', 'noShow'];
const atWork = ['onTheWay', 'checklistConfirmed', 'inService'];

/** What a viewer may see of an order beside the plain facts. */
export type Sight = { hasAddress: boolean; hasFullName: boolean; hasCustomerPhone: boolean; hasWorkerPhone: boolean; hasDoorCode: boolean; hasReview: boolean; hasWorkerPay: boolean };

/** From here on the assigned worker may know the door. */
export const workersWindowFrom = (startsAt: Date): Date => new Date(startsAt.getTime() - WORKER_SEES_ADDRESS_HOURS * HOUR_MS);

/** Whether the assigned worker is within the hours in which she may know the door. */
export const isInWorkersWindow = (order: Pick<OrderFacts, 'status' | 'startsAt' | 'endsAt'>, now: Date): boolean => {
  if (!afterAcceptance.includes(order.status) || !order.startsAt || !order.endsAt) return false;
  if (atWork.includes(order.status)) return true;
  const margin = WORKER_SEES_ADDRESS_HOURS * HOUR_MS;
  return now.getTime() >= order.startsAt.getTime() - margin && now.getTime() <= order.endsAt.getTime() + margin;
};

/**
 * The masks of one viewer: the whole address for the household, the desk, the merchant and, within her hours, the worker;
 * the full name for household and desk; the door code for the household alone; the review never for the worker.
 */
export const sightOf = (order: Pick<OrderFacts, 'status' | 'startsAt' | 'endsAt'>, parts: readonly Part[], now: Date): Sight => {
  const has = (...wanted: Part[]): boolean => wanted.some((part) => parts.includes(part));
  const isWorkerNear = has('worker') && isInWorkersWindow(order, now);
  return {
    hasAddress: has('household', 'desk', 'merchant', 'system') || isWorkerNear,
    hasFullName: has('household', 'desk', 'system'),
    hasCustomerPhone: has('household', 'desk', 'merchant', 'system') || isWorkerNear,
    hasWorkerPhone: has('worker', 'desk', 'merchant', 'system') || (has('household') && afterAcceptance.includes(order.status)),
    hasDoorCode: has('household'),
    hasReview: has('household', 'desk', 'watch', 'system') && !has('worker'),
    hasWorkerPay: has('worker', 'desk', 'merchant', 'watch', 'system'),
  };
};

/** Where the home is, as far as everyone may know: the estate and its surroundings. */
export const areaAddress = (order: Pick<OrderFacts, 'districtName' | 'estateName'>): string => `${order.districtName}${order.estateName}附近`;

/** 张** : the surname, and that there is more. */
export const maskName = (name: string): string => {
  const letters = [...name.trim()];
  return letters.length === 0 ? '' : `${letters[0]}${'*'.repeat(Math.min(2, Math.max(1, letters.length - 1)))}`;
};

/** Verbs whose entry in the history would tell the worker who reviewed her. */
const hiddenFromWorker = ['review'];
export const isEntryShown = (verb: string, parts: readonly Part[]): boolean => !(hiddenFromWorker.includes(verb) && parts.includes('worker'));

/** Words of a family, their numbers masked, as everybody may read them: without its people's names and its door. */
export const publicWords = (words: string, names: readonly string[]): string => names.filter((name) => [...name].length > 1)
  .reduce((said, name) => said.replaceAll(name, '某某'), words).replace(/(?:[\dA-Za-z一二三四五六七八九十]+\s*(?:号楼|栋|幢|单元|号房|室)\s*)+(?:\d{3,4}(?!\d))?/g, '某处');
