import type { Bilingual } from '@linli/contract';
import { HOUR_MS, MINUTE_MS, type CancelTier, type OrderFacts, type Policy } from './order.ts';
import { sayLength, sayYuan } from './words.ts';

/** Half of everything paid is kept when the item froze no tiers of its own. */
const LAST_TIER_PERCENT = 50;
/** From here on a worker who had accepted can hardly fill the time again. */
const LAST_HOUR_MINUTES = 60;
/** So many minutes after the start with nobody at the door, the family may leave for free. */
const FREE_AFTER_LATE_MINUTES = 30;
/** A customer who is not at home pays the whole; the worker gets this share of her pay for the way and the wait. */
const ABSENT_CUSTOMER_WORKER_PERCENT = 50;

export type CancelTerms = { refundPercent: number; refundFen: number; keptFen: number; workerPayFen: number; ruleKey: string; rule: Bilingual };
type Cancelled = Pick<OrderFacts, 'status' | 'paidFen' | 'refundedFen' | 'startsAt' | 'arrivedAt' | 'workerId' | 'safety' | 'workerPayFen' | 'cancelTiers'>;

/** The frozen tiers, furthest first; an item without tiers keeps half at any time. */
const tiersOf = (order: Pick<OrderFacts, 'cancelTiers'>): CancelTier[] =>
  [...(order.cancelTiers.length > 0 ? order.cancelTiers : [{ hoursBefore: 0, refundPercent: LAST_TIER_PERCENT, label: { zh: '任何时候', en: 'at any time' } }])].sort((a, b) => b.hoursBefore - a.hoursBefore);

/**
 * What cancelling at `now` gives back, in fen: the one rule for the preview and the deed.
 * Before payment nothing is owed; force majeure (the desk says so) and a worker 30 minutes late give everything back;
 * a worker on the way gives the last tier; otherwise the first tier whose hours are still ahead (exactly 24 h before counts
 * as 24 h before). On the way or within the last hour the worker who had accepted gets her share of what is kept,
 * `workerCancelMinFen` at least, never more than is kept.
 */
export const cancelTerms = (order: Cancelled, now: Date, policy: Policy, about: { isForceMajeure: boolean }): CancelTerms => {
  const leftFen = order.paidFen - order.refundedFen;
  const whole = (ruleKey: string, zh: string, en: string): CancelTerms => ({ refundPercent: 100, refundFen: leftFen, keptFen: 0, workerPayFen: 0, ruleKey, rule: { zh, en } });
  if (leftFen === 0) return whole('beforePaid', '尚未支付，取消不收费', 'Nothing was paid: cancelling is free');
  if (about.isForceMajeure) return whole('forceMajeure', '不可抗力，全额退款', 'Force majeure: everything is given back');
  const minutesLeft = order.startsAt ? (order.startsAt.getTime() - now.getTime()) / MINUTE_MS : Infinity;
  // Nobody at the door because she called for help is not lateness: her share stands.
  if (order.arrivedAt === null && order.safety === null && minutesLeft <= -FREE_AFTER_LATE_MINUTES) {
    return whole('workerLate', `超过约定时间 ${FREE_AFTER_LATE_MINUTES} 分钟仍无人到达，全额退款`, `Nobody has come ${FREE_AFTER_LATE_MINUTES} minutes after the agreed time: everything is given back`);
  }
  const tiers = tiersOf(order);
  const last = tiers.at(-1)!;
  const isOnTheWay = order.status === 'onTheWay' || order.status === 'checklistConfirmed';
  const tier = isOnTheWay ? last : (tiers.find(({ hoursBefore }) => minutesLeft * MINUTE_MS >= hoursBefore * HOUR_MS) ?? last);
  const refundFen = Math.floor((leftFen * tier.refundPercent) / 100);
  const keptFen = leftFen - refundFen;
  const isWorkerOwed = order.workerId !== null && (isOnTheWay || (order.status === 'accepted' && minutesLeft < LAST_HOUR_MINUTES));
  const shareFen = Math.floor(((order.workerPayFen ?? 0) * (100 - tier.refundPercent)) / 100);
  const workerPayFen = isWorkerOwed ? Math.min(keptFen, Math.max(policy.workerCancelMinFen, shareFen)) : 0;
  const length = sayLength(minutesLeft);
  const why = isOnTheWay ? { zh: order.arrivedAt ? '家政员已到达' : '家政员已在路上', en: order.arrivedAt ? 'The worker is at the door' : 'The worker is on the way' }
    : minutesLeft < 0 ? { zh: '已过约定时间', en: 'The agreed time has passed' }
      : { zh: `距开始还有 ${length.zh}`, en: `${length.en} before the start` };
  return {
    refundPercent: tier.refundPercent, refundFen, keptFen, workerPayFen, ruleKey: isOnTheWay ? 'onTheWay' : `before${tier.hoursBefore}h`,
    rule: { zh: `${why.zh}，退 ${tier.refundPercent}%，即 ¥${sayYuan(refundFen)}`, en: `${why.en}: ${tier.refundPercent} % is given back, ¥${sayYuan(refundFen)}` },
  };
};

/** What a no-show moves: the worker's absence gives everything back; the customer's gives nothing and pays half the worker's pay. */
export const noShowTerms = (order: Pick<OrderFacts, 'paidFen' | 'refundedFen' | 'workerPayFen'>, absent: 'worker' | 'customer'): { refundFen: number; workerPayFen: number } => {
  const leftFen = order.paidFen - order.refundedFen;
  if (absent === 'worker') return { refundFen: leftFen, workerPayFen: 0 };
  return { refundFen: 0, workerPayFen: Math.min(leftFen, Math.floor(((order.workerPayFen ?? 0) * ABSENT_CUSTOMER_WORKER_PERCENT) / 100)) };
};
