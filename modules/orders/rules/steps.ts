import type { Bilingual } from '@linli/contract';
import { statusLabels } from '../rules.ts';
import type { OrderFacts } from './order.ts';
import { sayStart } from './words.ts';

export type AllianceStep = { step: number; label: Bilingual; isDone: boolean; at: Date | null; words: Bilingual };
type Life = Pick<OrderFacts, 'status' | 'no' | 'workOrderNo' | 'placedAt' | 'startsAt' | 'startedAt' | 'finishedAt' | 'undoneReason' | 'followedUpAt' | 'closedAt' | 'holderMerchantId' | 'merchantId' | 'complaintCount' | 'openComplaintCount'>;

const ended = ['cancelled', 'noShow'];

/**
 * The same life as the alliance tells it, in seven steps: booked, work order, handed to the merchant of the district, served,
 * reported done, followed up by the platform itself, complaints settled. `paidAt` is the moment it became a work order.
 */
export const allianceSteps = (order: Life, about: { paidAt: Date | null; merchantName: string | null }): AllianceStep[] => {
  const isEnded = ended.includes(order.status);
  const waiting: Bilingual = isEnded ? { zh: statusLabels[order.status].zh, en: statusLabels[order.status].en } : { zh: '待进行', en: 'To come' };
  const done = (isDone: boolean, words: Bilingual): Bilingual => (isDone ? words : waiting);
  const hasMerchant = order.merchantId !== null || order.holderMerchantId !== null;
  const isHandedOver = order.workOrderNo !== null && (hasMerchant || order.startedAt !== null);
  const step = (number: number, label: Bilingual, isDone: boolean, at: Date | null, words: Bilingual): AllianceStep => ({ step: number, label, isDone, at: isDone ? at : null, words });
  const start = order.startsAt ? sayStart(order.startsAt) : null;
  return [
    step(1, { zh: '客户预订', en: 'Booked' }, true, order.placedAt, { zh: `订单 ${order.no}`, en: `Order ${order.no}` }),
    step(2, { zh: '转为工单', en: 'Work order' }, order.workOrderNo !== null, about.paidAt, done(order.workOrderNo !== null, { zh: `工单 ${order.workOrderNo}`, en: `Work order ${order.workOrderNo}` })),
    step(3, { zh: '按片区指派服务商', en: 'Given to the district’s merchant' }, isHandedOver, about.paidAt,
      done(isHandedOver, hasMerchant ? { zh: about.merchantName ?? '片区服务商', en: about.merchantName ?? 'The district’s merchant' } : { zh: '本片区暂无服务商，平台直营', en: 'No merchant holds this district: the platform serves directly' })),
    step(4, { zh: '服务商上门服务', en: 'Served at home' }, order.startedAt !== null, order.startedAt,
      order.startedAt || isEnded || !start ? done(order.startedAt !== null, { zh: '已上门', en: 'Served' }) : { zh: `预约 ${start.zh}`, en: `Due ${start.en}` }),
    step(5, { zh: '服务商提交完工', en: 'Completion reported' }, order.finishedAt !== null, order.finishedAt,
      done(order.finishedAt !== null, order.undoneReason === '' ? { zh: '全部完成', en: 'All done' } : { zh: `部分未做：${order.undoneReason}`, en: `Partly undone: ${order.undoneReason}` })),
    step(6, { zh: '平台回访', en: 'Followed up by the platform' }, order.followedUpAt !== null, order.followedUpAt, done(order.followedUpAt !== null, { zh: '已回访', en: 'Followed up' })),
    complaintStep(order, isEnded),
  ];
};

const complaintStep = (order: Life, isEnded: boolean): AllianceStep => {
  const label = { zh: '投诉与纠纷', en: 'Complaints and disputes' };
  const settledAt = order.closedAt ?? order.followedUpAt;
  if (order.openComplaintCount > 0) return { step: 7, label, isDone: false, at: null, words: { zh: `${order.openComplaintCount} 件处理中`, en: `${order.openComplaintCount} open` } };
  const words = order.complaintCount > 0 ? { zh: `${order.complaintCount} 件，已处理`, en: `${order.complaintCount}, all settled` } : { zh: '无', en: 'None' };
  return { step: 7, label, isDone: settledAt !== null || (isEnded && order.complaintCount > 0), at: settledAt, words };
};
