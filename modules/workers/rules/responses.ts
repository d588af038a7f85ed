import type { Bilingual, Can, OutputOf, contract } from '@linli/contract';
import { RATING_EPOCH } from './profile.ts';

/** A refusal without excuse counts half after so many days: what she turned down last winter is nobody's business in spring. */
export const REFUSAL_HALF_LIFE_DAYS = 60;
/** Sums are kept as they would weigh on the rating epoch, so that one is added to and never gone over again. */
export const refusalFactor = (at: Date): number => 2 ** ((at.getTime() - RATING_EPOCH.getTime()) / (REFUSAL_HALF_LIFE_DAYS * 86_400_000));
/** How many refusals the kept sum amounts to on a day, to a hundredth. */
export const weighedRefusals = (refusedWeight: number, now: Date): number => Math.round(Math.max(0, refusedWeight / refusalFactor(now)) * 100) / 100;

export type Numbers = OutputOf<typeof contract.workers.myResponses>['numbers'];
/**
 * How a worker has answered offers, as her own page shows it and dispatch weighs it: only refusals without excuse stand against
 * what she accepted, less and less as they age; excused ones and offers that lapsed are counted and cost nothing.
 */
export const responsesOf = (worker: { acceptedCount: number; refusedExcusedCount: number; refusedUnexcusedCount: number; expiredCount: number; refusedWeight: number }, now: Date): Numbers => {
  const weighed = weighedRefusals(worker.refusedWeight, now);
  const asked = worker.acceptedCount + weighed;
  return {
    accepted: worker.acceptedCount, refusedExcused: worker.refusedExcusedCount, refusedUnexcused: worker.refusedUnexcusedCount, expired: worker.expiredCount, weighedRefusals: weighed,
    acceptedPercent: asked === 0 ? null : Math.round((worker.acceptedCount / asked) * 100),
  };
};

export type AppealState = 'open' | 'accepted' | 'rejected';
export type ResponseFacts = { kind: 'accepted' | 'refused' | 'expired'; isExcused: boolean; at: Date; appealState: AppealState | null };

/** What is left of a refusal after so long, in percent; nothing of one that costs nothing. */
export const weighsPercent = ({ kind, isExcused, at }: ResponseFacts, now: Date): number =>
  (kind !== 'refused' || isExcused ? 0 : Math.round(Math.min(1, refusalFactor(at) / refusalFactor(now)) * 100));

export const appealStateWords: Record<AppealState, Bilingual> = { open: { zh: '等待处理', en: 'waiting' }, accepted: { zh: '已支持', en: 'upheld' }, rejected: { zh: '未支持', en: 'not upheld' } };
/** Whether a response may be appealed: a refusal that counts, once. */
export const canAppeal = (response: ResponseFacts): Can[string] => {
  if (response.appealState !== null) return { isAllowed: false, why: { zh: `已申诉：${appealStateWords[response.appealState].zh}`, en: `Appealed: ${appealStateWords[response.appealState].en}` } };
  return response.kind === 'refused' && !response.isExcused ? { isAllowed: true, why: null } : { isAllowed: false, why: { zh: '没有扣分', en: 'It cost nothing' } };
};
