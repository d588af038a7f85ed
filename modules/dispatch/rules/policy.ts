import type { Bilingual, DispatchPolicy, ServiceFamily } from '@linli/contract';

/** Policies of dispatch: which one holds, and what it says in a sentence. Pure. */
export type Scope = { family: ServiceFamily | null; itemId: string | null; districtId: string | null };
export type ScopedPolicy = Scope & { version: number; policy: DispatchPolicy };

export const scopeKey = ({ family, itemId, districtId }: Scope): string => `${itemId !== null ? `item:${itemId}` : family !== null ? `family:${family}` : 'city'}@${districtId ?? ''}`;

/** A service is more specific than its family, that than the city; of two equals the one that names a district. */
const specificity = ({ family, itemId, districtId }: Scope): number => (itemId !== null ? 4 : family !== null ? 2 : 0) + (districtId !== null ? 1 : 0);

/** The most specific policy that covers a service of a family in a district; null where the city wrote none. */
export const policyInForce = <P extends Scope>(policies: readonly P[], at: { family: ServiceFamily; itemId: string; districtId: string | null }): P | null => policies
  .filter((p) => (p.itemId === null || p.itemId === at.itemId) && (p.family === null || p.family === at.family) && (p.districtId === null || p.districtId === at.districtId))
  .reduce<P | null>((best, p) => (best === null || specificity(p) > specificity(best) ? p : best), null);

type Clock = { offerMinutesUrgent: number; offerMinutesScheduled: number };
/** What holds where nobody wrote a policy: one after the other is asked, and whatever nobody is asked about hangs in the hall. */
export const builtInPolicy = (clock: Clock): DispatchPolicy => ({
  mode: 'offerOne', offerCount: 3, urgentOfferMinutes: clock.offerMinutesUrgent, scheduledOfferMinutes: clock.offerMinutesScheduled, grabAfterMinutes: 0, overflowMinutes: null, batchSeconds: 0, maxLiveOffers: 3, fillerMeters: 500, oneHour: null, livePlan: 'propose', gainToMoveMinutes: 5,
});

const mode = (p: DispatchPolicy): Bilingual => ({
  auto: { zh: '直接派给最合适的家政员并通知她', en: 'The best worker is assigned at once and told' },
  offerOne: { zh: '从最合适的开始，一次问一位家政员', en: 'Workers are asked one after the other, best first' },
  offerBest: { zh: `同时问最合适的 ${p.offerCount} 位家政员，先答应的得`, en: `The best ${p.offerCount} workers are asked at once; the first yes gets it` },
  grab: { zh: '直接进抢单大厅，先抢先得', en: 'It goes straight to the grab hall; the first one wins' },
  merchant: { zh: '由片区的商户派自己的人', en: 'The district’s merchant sends its own staff' },
  household: { zh: '只问客户选定的家政员', en: 'Only the worker the family chose is asked' },
})[p.mode];

/** The whole policy in one sentence a manager reads. */
export function sayPolicy(p: DispatchPolicy): Bilingual {
  const isAsking = p.mode === 'offerOne' || p.mode === 'offerBest' || p.mode === 'household';
  const clock = { zh: `急单 ${p.urgentOfferMinutes} 分钟、预约单 ${p.scheduledOfferMinutes} 分钟`, en: `${p.urgentOfferMinutes} min for an urgent order, ${p.scheduledOfferMinutes} min otherwise` };
  const parts: (Bilingual | null)[] = [
    isAsking ? { zh: `限${clock.zh}内答复`, en: `to be answered within ${clock.en}` } : p.mode === 'auto' ? { zh: `${clock.zh}内可以退回`, en: `to be given back within ${clock.en}` } : null,
    p.batchSeconds > 0 && p.mode !== 'grab' && p.mode !== 'merchant' && p.mode !== 'household' ? { zh: `同片区急单每 ${p.batchSeconds} 秒一起匹配`, en: `urgent orders of a district are matched together every ${p.batchSeconds} s` } : null,
    p.overflowMinutes !== null ? { zh: `片区商户 ${p.overflowMinutes} 分钟没派出人就转邻近商户，再转全城`, en: `after ${p.overflowMinutes} min without an answer from the holder it goes to the neighbouring merchant, then to the city` } : null,
    p.mode === 'grab' || p.mode === 'household' ? null : p.grabAfterMinutes === null ? { zh: '不进抢单大厅', en: 'never in the grab hall' } : p.mode === 'merchant' ? (p.overflowMinutes === null ? null : { zh: '到了全城可以抢单', en: 'once it is the city’s it may be grabbed' }) : p.grabAfterMinutes === 0 ? p.mode === 'auto' ? { zh: '派不出时可以抢单', en: 'to be grabbed when nobody can be assigned' } : { zh: '没人在考虑时可以抢单', en: 'to be grabbed whenever nobody is being asked' } : { zh: `${p.grabAfterMinutes} 分钟没人接就可以抢单`, en: `to be grabbed after ${p.grabAfterMinutes} min` },
    isAsking ? { zh: `每人最多同时考虑 ${p.maxLiveOffers} 单（客户点名的另算）`, en: `at most ${p.maxLiveOffers} open offers a worker, beside those of families who asked for her` } : null,
    p.fillerMeters > 0 ? { zh: `${p.fillerMeters} 米内刚完工的人优先`, en: `who finishes within ${p.fillerMeters} m comes first` } : null,
    p.livePlan === 'off' ? { zh: '当天计划不自动重排', en: 'the day is not planned anew by itself' } : p.livePlan === 'propose' ? { zh: `当天有变化时算出更好的安排，由调度决定；换人至少要省 ${p.gainToMoveMinutes} 分钟`, en: `when the day is upset a better plan is shown to the desk; a change of worker must save ${p.gainToMoveMinutes} min` } : { zh: `当天有变化时自动改派；换人至少要省 ${p.gainToMoveMinutes} 分钟`, en: `when the day is upset visits are given to others at once; a change of worker must save ${p.gainToMoveMinutes} min` },
    p.oneHour !== null ? { zh: `承诺 ${p.oneHour.reachMinutes} 分钟响应、${p.oneHour.doorMinutes} 分钟到门口`, en: `promised: taken within ${p.oneHour.reachMinutes} min, at the door within ${p.oneHour.doorMinutes} min` } : null,
  ];
  const said = [mode(p), ...parts.filter((part) => part !== null)];
  return { zh: `${said.map(({ zh }) => zh).join('；')}。`, en: `${said.map(({ en }) => en).join('; ')}.` };
}

/** Where a policy holds, in words. */
export const sayScope = (scope: { familyName: Bilingual | null; itemName: Bilingual | null; districtName: string | null }): Bilingual => {
  const what = scope.itemName ?? scope.familyName ?? { zh: '所有服务', en: 'Every service' };
  return { zh: `${what.zh} · ${scope.districtName ?? '全市'}`, en: `${what.en} · ${scope.districtName ?? 'whole city'}` };
};

export type Stage = 'asking' | 'batch' | 'merchant' | 'hall' | 'household';
/** Since when an order hangs in the grab hall while nobody is asked; null: it does not. */
export function hallFrom(p: DispatchPolicy, openedAt: Date, now: Date): Date | null {
  if (p.mode === 'grab') return now;
  if (p.mode === 'household' || p.grabAfterMinutes === null) return null;
  return new Date(openedAt.getTime() + p.grabAfterMinutes * 60_000);
}
/** Whether a worker may take it from the hall now. What waits for a batch or for a merchant is not there. */
export const isInHall = (search: { stage: Stage; hallFrom: Date | null }, now: Date): boolean =>
  search.stage !== 'batch' && search.stage !== 'merchant' && search.stage !== 'household' && search.hallFrom !== null && search.hallFrom <= now;

/** Until when a merchant has the right to answer: so many minutes, and so that half an hour is left for others before the start. */
export const answerBy = (now: Date, startAt: Date, overflowMinutes: number): Date =>
  new Date(Math.max(now.getTime() + 60_000, Math.min(now.getTime() + overflowMinutes * 60_000, startAt.getTime() - 30 * 60_000)));

/** The end of the batch window an order falls into; windows lie on the clock, so that all of a district's orders of one window meet. */
export const batchEnd = (now: Date, seconds: number): Date => new Date((Math.floor(now.getTime() / (seconds * 1000)) + 1) * seconds * 1000);

/** Time to pay and to answer before anybody sets out, and from the estate's gate to the door. */
export const READY_MINUTES = 10;
export const DOOR_MINUTES = 5;
const PROMISE_STEP = 5 * 60_000;
/** The arrival promised to somebody who books now: ready, travel, door, up to the next five minutes. */
export const promisedArrival = (readyAt: number, travelSeconds: number): Date => new Date(Math.ceil((readyAt + travelSeconds * 1000 + DOOR_MINUTES * 60_000) / PROMISE_STEP) * PROMISE_STEP);

/** Fewer promises than this say nothing about the next one. */
export const ENOUGH_PROMISES = 5;
export function sayOnTime(r: { promised: number; reachedInTime: number; atDoor: number; atDoorInTime: number; days: number; reachMinutes: number; doorMinutes: number }): Bilingual {
  if (r.promised === 0) return { zh: `近 ${r.days} 天还没有承诺过上门时间`, en: `No arrival was promised in the last ${r.days} days` };
  if (r.promised < ENOUGH_PROMISES) return { zh: `近 ${r.days} 天只有 ${r.promised} 次承诺，还不够看出准时率`, en: `Only ${r.promised} promises in ${r.days} days: too few to say` };
  const percent = (part: number): number => Math.round((part / r.promised) * 100);
  return { zh: `近 ${r.days} 天 ${r.promised} 次承诺：${percent(r.reachedInTime)}% 在 ${r.reachMinutes} 分钟内有人接，${percent(r.atDoorInTime)}% 在 ${r.doorMinutes} 分钟内到门口`, en: `${r.promised} promises in ${r.days} days: ${percent(r.reachedInTime)} % taken within ${r.reachMinutes} min, ${percent(r.atDoorInTime)} % at the door within ${r.doorMinutes} min` };
}
