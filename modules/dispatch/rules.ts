import type { Allergen, Bilingual, HomeScene, OrderStatus } from '@linli/contract';

/** What the law of dispatch is: who may be overruled, how long an offer stands, which refusals cost nothing. Pure. */

export const MAX_LIVE_OFFERS_PER_WORKER = 3;
export const SUGGESTED_WORKERS = 8;
/** Nobody could be found: look again this often while the start lies ahead. */
export const RETRY_MINUTES = 10;

/** How long a family's word waits for the worker's before it teaches alone. */
export const LESSON_PATIENCE_HOURS = 72;

const MINUTE = 60_000;

export type RefusalReason = 'unsafeHome' | 'falseAddress' | 'illness' | 'overDistance' | 'sceneNotDeclared' | 'timeClash' | 'familyMatter' | 'payTooLow' | 'other';

const excused: ReadonlySet<RefusalReason> = new Set(['unsafeHome', 'falseAddress', 'illness', 'overDistance', 'sceneNotDeclared']);

/** An excused reason costs the worker nothing: neither score nor the number shown to her. */
export const isExcused = (reason: RefusalReason): boolean => excused.has(reason);

export const refusalWords = (reason: RefusalReason): Bilingual => (isExcused(reason)
  ? { zh: '已记下，这个原因不影响您的评分和派单。', en: 'Noted. This reason affects neither your score nor your orders.' }
  : { zh: '已记下，会稍微影响近期接单意愿分，随时间恢复；有异议可以申诉。', en: 'Noted. It lowers your willingness score a little and fades with time; you may appeal.' });

export type OfferClock = { offerMinutesUrgent: number; offerMinutesScheduled: number; urgentWithinMinutes: number };

export const isUrgent = (now: Date, startAt: Date, clock: { urgentWithinMinutes: number }): boolean => startAt.getTime() - now.getTime() < clock.urgentWithinMinutes * MINUTE;

/** When an offer made now ends: 3 minutes when urgent, else 30, and never less than a minute nor past the start. */
export function offerEnds(now: Date, startAt: Date, clock: OfferClock): Date {
  const minutes = isUrgent(now, startAt, clock) ? clock.offerMinutesUrgent : clock.offerMinutesScheduled;
  const wished = now.getTime() + minutes * MINUTE;
  return new Date(Math.max(now.getTime() + MINUTE, Math.min(wished, startAt.getTime())));
}

/**
 * Rules a dispatcher may overrule after speaking with people on the phone: the worker said no before, is offline, or the
 * district belongs to another merchant. Skills, papers, time and travel are never overruled.
 */
const overrulable: ReadonlySet<string> = new Set(['refused', 'online', 'territory']);
export const standingBlockers = <B extends { rule: string }>(blockers: readonly B[]): B[] => blockers.filter((b) => !overrulable.has(b.rule));
/** Whoever steps in for a worker who broke down on the way comes when she can: that she may be late does not stand against her. */
export const standingForReplacement = <B extends { rule: string }>(blockers: readonly B[]): B[] => standingBlockers(blockers).filter((b) => b.rule !== 'travelIn');

const timeRules: ReadonlySet<string> = new Set(['overlap', 'travelIn', 'travelOut', 'availability']);
/** Blocked by nothing but time: the slot was there a moment ago and is gone. */
export const isOnlyTime = (blockers: readonly { rule: string }[]): boolean => blockers.length > 0 && blockers.every((b) => timeRules.has(b.rule));

/** States an order can be in while somebody may still be asked. */
export const isOpenForDispatch = (status: OrderStatus): boolean => status === 'paid';
export const isReassignable = (status: OrderStatus): boolean => status === 'paid' || status === 'assigned' || status === 'accepted';

/** A worker has set out or is at the door and has not begun: the desk may still send somebody else. */
export const isUnderWay = (status: OrderStatus): boolean => status === 'onTheWay' || status === 'checklistConfirmed';

/** The first start that may be booked, in words of the city's clock. */
export function sayBeijing(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日 ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}

/** 2026-11-22 14:00 on the city's clock, for sentences shown in both languages. */
export const sayInstant = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Midnight in Beijing of a calendar day. */
export const dayStart = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * 86_400_000);
export const beijingDay = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

export type BookingWindow = { minLeadMinutes: number; maxDaysAhead: number };
/** Why a start cannot be booked, if it cannot. */
export function startFault(now: Date, startAt: Date, window: BookingWindow): 'orders.too_soon' | 'orders.too_far' | null {
  if (startAt.getTime() < now.getTime() + window.minLeadMinutes * MINUTE) return 'orders.too_soon';
  if (startAt.getTime() > now.getTime() + window.maxDaysAhead * 86_400_000) return 'orders.too_far';
  return null;
}

/** Grid of start times of a span of days; starts lie on whole steps of the Beijing day, never before the lead time. */
export function slotGrid(now: Date, from: Date, days: number, window: BookingWindow & { slotStepMinutes: number }): { from: number; to: number; stepMinutes: number } {
  const step = window.slotStepMinutes * MINUTE;
  const earliest = Math.max(from.getTime(), now.getTime() + window.minLeadMinutes * MINUTE);
  const latest = Math.min(addDays(from, days).getTime(), now.getTime() + window.maxDaysAhead * 86_400_000);
  return { from: Math.ceil(earliest / step) * step, to: latest, stepMinutes: window.slotStepMinutes };
}

/** Night price applies from 20:00 to 07:00 Beijing time; used to ask for one quote per kind of hour. */
export const isNight = (startAt: Date): boolean => {
  const hour = new Date(startAt.getTime() + 8 * 3_600_000).getUTCHours();
  return hour >= 20 || hour < 7;
};

export const dimensionLabels: Record<string, Bilingual> = {
  skill: { zh: '技能等级', en: 'Skill' }, papers: { zh: '证件健康', en: 'Papers and health' }, route: { zh: '距离顺路', en: 'Distance and route' }, time: { zh: '时间合适', en: 'Time fit' },
  rating: { zh: '客户评价', en: 'Rating' }, willingness: { zh: '接单意愿', en: 'Willingness' }, scene: { zh: '家庭场景', en: 'Home scene' }, personality: { zh: '性格合拍', en: 'Personality' },
  continuity: { zh: '熟人延续', en: 'Continuity' }, newcomer: { zh: '新人照顾', en: 'Newcomer' }, fairness: { zh: '公平均衡', en: 'Fairness' },
};

export type PlannedDimension = { key: string; score: number; weight: number; reason: Bilingual; toWorker?: Bilingual };
export const labelled = (dimensions: readonly PlannedDimension[]) => dimensions.map(({ key, score, weight, reason }) => ({ key, score, weight, reason, label: dimensionLabels[key] ?? { zh: key, en: key } }));

/** What the worker reads first: the reasons that speak most for her, said to her. A household that chose her by name is told as that. */
export const strongestReasons = (dimensions: readonly PlannedDimension[], { isChosen = false, count = 3 } = {}): Bilingual[] =>
  [...dimensions].sort((a, b) => b.score * b.weight - a.score * a.weight || (a.key < b.key ? -1 : 1)).slice(0, count)
    .map((d) => (isChosen && d.key === 'continuity' ? chosenByName : d.toWorker ?? d.reason));
const chosenByName: Bilingual = { zh: '客户点名请您', en: 'The family asked for you by name' };
/** A decision is frozen as the household and the desk read it; the worker's words stay with her offer. */
export const withoutHerWords = <C extends { dimensions: readonly PlannedDimension[] }>(candidate: C) => ({ ...candidate, dimensions: candidate.dimensions.map(({ key, score, weight, reason }) => ({ key, score, weight, reason })) });

export const sceneOf = (scene: HomeScene) => ({ hasBaby: scene.hasBaby, hasPet: scene.hasPet, hasElder: scene.hasElder, homeType: scene.homeType });
/** What is in a home that a worker may be allergic to. */
export const allergensOf = (scene: HomeScene): Allergen[] => [...scene.animals, ...(scene.hasSmoker ? ['smoke' as const] : [])];

export const isLateNow = (status: OrderStatus, startAt: Date, now: Date, lateAfterMinutes: number): boolean =>
  (status === 'accepted' || status === 'assigned' || status === 'paid' || status === 'onTheWay') && now.getTime() > startAt.getTime() + lateAfterMinutes * MINUTE;

/** Sentences for the decision log. */
export const decisionWords = {
  offer: (name: string, score: number): Bilingual => ({ zh: `派给${name}（${score.toFixed(0)} 分，排名第一）`, en: `Offered to ${name} (score ${score.toFixed(0)}, ranked first)` }),
  held: (name: string, score: number): Bilingual => ({ zh: `派给${name}：下单时已为这单保留时间（${score.toFixed(0)} 分）`, en: `Offered to ${name}, whose time was held when booking (score ${score.toFixed(0)})` }),
  chosen: (name: string): Bilingual => ({ zh: `派给${name}：客户指定`, en: `Offered to ${name}, the household’s choice` }),
  assign: (name: string, who: string, reason: string): Bilingual => ({ zh: `${who}指派给${name}：${reason}`, en: `${who} assigned it to ${name}: ${reason}` }),
  reassign: (from: string, to: string, reason: string): Bilingual => ({ zh: `${from}途中不能到达（${reason}），改派${to}，等待接单`, en: `${from} cannot reach the home (${reason}); offered to ${to} instead, waiting for an answer` }),
  grab: (name: string): Bilingual => ({ zh: `${name}抢单成功`, en: `${name} grabbed it` }),
  none: (feasible: number, blocked: number): Bilingual => ({ zh: `暂时无人可派：${blocked} 人不符合条件，${feasible} 人正在考虑其他派单；${RETRY_MINUTES} 分钟后再找`, en: `Nobody can be asked now: ${blocked} do not fit, ${feasible} are busy with other offers; looking again in ${RETRY_MINUTES} min` }),
  refused: (name: string, isFree: boolean): Bilingual => ({ zh: `${name}婉拒${isFree ? '（有理由，不影响评分）' : ''}，继续找下一位`, en: `${name} refused${isFree ? ' (excused, no effect on the score)' : ''}; asking the next` }),
  expired: (name: string): Bilingual => ({ zh: `${name}未在时限内答复，继续找下一位`, en: `${name} did not answer in time; asking the next` }),
  withdrawn: (reason: string): Bilingual => ({ zh: `派单收回：${reason}`, en: `Offer withdrawn: ${reason}` }),
};
