import type { Bilingual, careKinds, conductKinds } from '@linli/contract';

export type ConductKind = (typeof conductKinds)[number];
export const conductNames: Record<ConductKind, Bilingual> = { reward: { zh: '奖励', en: 'Reward' }, warning: { zh: '提醒', en: 'Warning' }, retrain: { zh: '复训', en: 'Retraining' }, suspend: { zh: '暂停接单', en: 'Suspension' }, remove: { zh: '清退', en: 'Removal' } };
export const careNames: Record<(typeof careKinds)[number], Bilingual> = {
  festival: { zh: '节日慰问', en: 'Festival gift' }, health: { zh: '体检和保健', en: 'Health care' }, family: { zh: '家庭关怀', en: 'Family support' }, training: { zh: '培训补助', en: 'Training allowance' }, hardship: { zh: '困难帮扶', en: 'Help in hardship' }, other: { zh: '其他', en: 'Other' },
};
export const APPEAL_DAYS = 7;
const DAY_MS = 86_400_000;
export const appealBefore = (at: Date): Date => new Date(at.getTime() + APPEAL_DAYS * DAY_MS);

/** Why a step cannot be appealed; null: it can. */
export const whyNoAppeal = (step: { kind: ConductKind; at: Date; appealState: string | null; state: string }, now: Date): Bilingual | null => {
  if (step.kind === 'reward') return { zh: '奖励不用申诉', en: 'A reward needs no appeal' };
  if (step.appealState !== null) return { zh: '这条已经申诉过', en: 'This was appealed already' };
  if (step.state === 'lifted') return { zh: '这条已经撤销', en: 'This was lifted already' };
  return now > appealBefore(step.at) ? { zh: `超过 ${APPEAL_DAYS} 天，不能再申诉`, en: `More than ${APPEAL_DAYS} days ago: too late to appeal` } : null;
};
/** When a step ends by itself: a warning after 90 days, a suspension when its days are over; the others when somebody ends them. */
export const untilOf = (kind: ConductKind, days: number | undefined, now: Date): Date | null => (kind === 'warning' ? new Date(now.getTime() + (days ?? 90) * DAY_MS) : kind === 'suspend' && days !== undefined ? new Date(now.getTime() + days * DAY_MS) : null);
