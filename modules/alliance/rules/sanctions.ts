import type { Bilingual, elderProviderStates, elderServices, sanctionKinds } from '@linli/contract';
import { dayOf } from './joining.ts';

/** Rewards, steps against a merchant, and how it stands in the register of elder-care providers. Pure. */

export type SanctionKind = (typeof sanctionKinds)[number];
export type SanctionState = 'standing' | 'done' | 'lifted';
export const sanctionNames: Record<SanctionKind, Bilingual> = { reward: { zh: '表彰', en: 'Reward' }, warning: { zh: '警告', en: 'Warning' }, limit: { zh: '限制接单', en: 'Limit of orders' }, suspend: { zh: '暂停接单', en: 'Suspension' } };
export const APPEAL_DAYS = 7;
export const WARNING_STANDS_DAYS = 90;
/** The public page goes back so far. */
export const SHOWN_DAYS = 730;
const DAY_MS = 86_400_000;
export const appealBefore = (from: Date): Date => new Date(from.getTime() + APPEAL_DAYS * DAY_MS);
/** When a step ends by itself; null: when somebody ends it. */
export const endsAt = (kind: SanctionKind, days: number | undefined, now: Date): Date | null => {
  const lasting = kind === 'warning' ? days ?? WARNING_STANDS_DAYS : kind === 'reward' ? undefined : days;
  return lasting === undefined ? null : new Date(now.getTime() + lasting * DAY_MS);
};

type Step = { kind: SanctionKind; state: SanctionState; from: Date; until: Date | null; ordersPerDay: number | null; appealState: 'open' | 'accepted' | 'rejected' | null };
/** Why a step cannot be appealed; null: it can. */
export const whyNoAppeal = (step: Step, now: Date): Bilingual | null => {
  if (step.kind === 'reward') return { zh: '表彰不用申诉', en: 'a reward needs no appeal' };
  if (step.appealState !== null) return { zh: '这条已经申诉过', en: 'it was appealed already' };
  return now > appealBefore(step.from) ? { zh: `超过 ${APPEAL_DAYS} 天，不能再申诉`, en: `more than ${APPEAL_DAYS} days ago` } : null;
};
/** How a step stands, in words for its owner and for everybody. */
export const sayStep = (step: Step): Bilingual => {
  if (step.kind === 'reward') return { zh: '已表彰', en: 'given' };
  if (step.state === 'lifted') return { zh: '申诉成立，已撤销', en: 'taken back on appeal' };
  if (step.state === 'done') return { zh: '已结束', en: 'over' };
  const limit = step.ordersPerDay === null ? { zh: '', en: '' } : { zh: `每天最多 ${step.ordersPerDay} 单，`, en: `${step.ordersPerDay} orders a day at most, ` };
  const until = step.until === null ? { zh: '整改好后解除', en: 'until it is mended' } : { zh: `到 ${dayOf(step.until)}`, en: `until ${dayOf(step.until)}` };
  const appeal = step.appealState === 'open' ? { zh: '，申诉处理中', en: ', under appeal' } : { zh: '', en: '' };
  return { zh: `${limit.zh}${until.zh}${appeal.zh}`, en: `${limit.en}${until.en}${appeal.en}` };
};

export type ElderState = (typeof elderProviderStates)[number];
export const elderServiceNames: Record<(typeof elderServices)[number], Bilingual> = {
  meals: { zh: '助餐', en: 'meals' }, bathing: { zh: '助浴', en: 'bathing' }, cleaning: { zh: '助洁', en: 'cleaning' }, walking: { zh: '助行', en: 'walking' }, urgentHelp: { zh: '助急', en: 'urgent help' }, medicalEscort: { zh: '助医', en: 'medical escort' },
  rehabilitation: { zh: '康复护理', en: 'rehabilitation' }, dayCare: { zh: '日间照料', en: 'day care' }, companionship: { zh: '陪伴', en: 'company' },
};
/** How a merchant stands in the register today. */
export const sayRegister = (state: ElderState, validUntil: string | null, today: string): { isInForce: boolean; words: Bilingual } => {
  if (state === 'none') return { isInForce: false, words: { zh: '还没有申请入库', en: 'not applied yet' } };
  if (state === 'applied') return { isInForce: false, words: { zh: '已申请，等主管部门登记', en: 'applied, the authority has not listed it yet' } };
  if (state === 'removed') return { isInForce: false, words: { zh: '已出库', en: 'removed' } };
  if (validUntil !== null && validUntil < today) return { isInForce: false, words: { zh: `在库登记已于 ${validUntil} 到期`, en: `its entry ended on ${validUntil}` } };
  return { isInForce: true, words: validUntil === null ? { zh: '在库', en: 'listed' } : { zh: `在库，到 ${validUntil}`, en: `listed until ${validUntil}` } };
};
