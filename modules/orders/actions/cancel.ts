import type { contract, InputOf, OutputOf } from '@linli/contract';
import type { Action, Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { releaseTime } from '../../workers/index.ts';
import type { Part } from '../rules.ts';
import { cancelTerms, noShowTerms, type CancelTerms } from '../rules/cancel.ts';
import { refuseNoShow, reportableBy } from '../rules/terms.ts';
import { about, insist, move, openOrder, peekOrder, type Opened } from './open.ts';
import { viewOrder, type OrderView } from './view.ts';

const termsFor = (ctx: Ctx, { order, terms }: Opened, isForceMajeure: boolean): CancelTerms => cancelTerms(order, ctx.now, terms.policy, { isForceMajeure });

const demandForce = ({ parts }: Opened, isForceMajeure: boolean): void => {
  if (isForceMajeure && !parts.includes('desk')) refuse('access.forbidden', { needZh: '不可抗力由平台客服认定', needEn: 'force majeure is for the desk to decide' });
};

/** What cancelling now would give back and by which rule: the very function that `cancel` uses. */
export const cancelPreview: Action<{ orderId: string; isForceMajeure?: boolean | undefined }, OutputOf<typeof contract.orders.cancelPreview>> = async (ctx, { orderId, isForceMajeure = false }) => {
  const opened = await peekOrder(ctx, orderId, 'cancel');
  demandForce(opened, isForceMajeure);
  const { refundFen, refundPercent, keptFen, workerPayFen, rule } = termsFor(ctx, opened, isForceMajeure);
  return { refundFen, refundPercent, keptFen, workerPayFen, rule, tiers: opened.order.cancelTiers };
};

/**
 * Cancels by the visible rule; force majeure is for the desk to say (`access.forbidden` else). The worker's time is free in the
 * same transaction, payments give the money back when they hear of it.
 */
export const cancel: Action<Pick<InputOf<typeof contract.orders.cancel>, 'orderId' | 'reason' | 'isForceMajeure'>, OrderView> = async (ctx, { orderId, reason = '', isForceMajeure = false }) => {
  const opened = await openOrder(ctx, orderId, 'cancel');
  const { order } = opened;
  demandForce(opened, isForceMajeure);
  const part: Part = isForceMajeure ? 'desk' : opened.part;
  const { refundFen, workerPayFen, ruleKey, rule } = termsFor(ctx, opened, isForceMajeure);
  const cancelled = await move(ctx, order, 'cancel', part, { words: reason === '' ? rule : { zh: `${reason}；${rule.zh}`, en: `${reason}; ${rule.en}` } });
  await releaseTime(ctx, { orderId, reason: 'cancelled' });
  await ctx.emit('order.cancelled', { ...(await about(ctx, cancelled)), workerId: order.workerId, refundFen, workerPayFen, paidFen: order.paidFen, ruleKey, ruleZh: rule.zh, ruleEn: rule.en });
  return viewOrder(ctx, orderId);
};

/**
 * Says that one side did not come. The family reports the worker, the worker at the door reports the family, the desk either.
 * Refuses `access.forbidden` for one's own side, `orders.no_show_too_early`, `orders.not_arrived`.
 */
export const reportNoShow: Action<{ orderId: string; who: 'worker' | 'customer'; note?: string | undefined }, OrderView> = async (ctx, { orderId, who, note = '' }) => {
  const { order, parts, terms } = await openOrder(ctx, orderId, 'reportNoShow');
  if (!reportableBy(parts).includes(who)) refuse('access.forbidden', { needZh: '只能报告对方未到', needEn: 'each side reports the other' });
  insist(refuseNoShow(order, who, terms));
  const part: Part = who === 'worker' && parts.includes('household') ? 'household' : who === 'customer' && parts.includes('worker') ? 'worker' : 'desk';
  const { refundFen, workerPayFen } = noShowTerms(order, who);
  const what = who === 'worker' ? { zh: '家政员未到，全额退款', en: 'The worker did not come: everything is given back' } : { zh: '家政员已到，家中无人，不退款', en: 'The worker came and nobody was at home: nothing is given back' };
  const missed = await move(ctx, order, 'reportNoShow', part, { words: note === '' ? what : { zh: `${what.zh}；${note}`, en: `${what.en}; ${note}` } });
  await releaseTime(ctx, { orderId, reason: 'noShow' });
  await ctx.emit('order.noShow', { ...(await about(ctx, missed)), who, workerId: order.workerId, refundFen, workerPayFen, paidFen: order.paidFen });
  return viewOrder(ctx, orderId);
};
