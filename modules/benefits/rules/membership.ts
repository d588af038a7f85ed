import type { Bilingual } from '@linli/contract';
import { yuan } from './stored.ts';

export const membershipLabels: Record<'waiting' | 'running' | 'ended' | 'dropped', Bilingual> = {
  waiting: { zh: '待付款', en: 'waits for payment' }, running: { zh: '生效中', en: 'running' }, ended: { zh: '已到期', en: 'ended' }, dropped: { zh: '已退', en: 'given up' },
};

/** What giving up a membership would bring, in a sentence. */
export const sayDrop = ({ priceFen, days, usedDays, refundFen }: { priceFen: number; days: number; usedDays: number; refundFen: number }): Bilingual => ({
  zh: `会员费 ${yuan(priceFen)}，共 ${days} 天，已用 ${usedDays} 天，退 ${days - usedDays} 天 ${yuan(refundFen)}，原路退回`,
  en: `${yuan(priceFen)} for ${days} days, ${usedDays} begun: ${days - usedDays} days are paid back, ${yuan(refundFen)}, the way they came`,
});
