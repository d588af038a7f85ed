import type { Bilingual } from '@linli/contract';
import { addMonths, kindOf } from './kinds.ts';

export type RetrainFacts = { id: string; kind: string; titleZh: string; titleEn: string; issuedAt: Date; validUntil: string | null; retrainBy: string | null; retrainWhy: 'time' | 'reviews' | null; revokedAt: Date | null };
export type RetrainState = 'none' | 'ahead' | 'soon' | 'overdue';

export const SOON_DAYS = 30;
/** She is told so many days before, once each. */
export const WARN_DAYS = [30, 7, 1] as const;
const DAY_MS = 86_400_000;
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How a certificate stands on a day. It may be used through the day named. */
export const retrainState = ({ retrainBy, revokedAt }: Pick<RetrainFacts, 'retrainBy' | 'revokedAt'>, today: string): RetrainState => {
  if (retrainBy === null || revokedAt !== null) return 'none';
  if (retrainBy < today) return 'overdue';
  return daysBetween(today, retrainBy) <= SOON_DAYS ? 'soon' : 'ahead';
};

export const sayRetraining = (facts: Pick<RetrainFacts, 'retrainBy' | 'retrainWhy' | 'revokedAt'>, today: string): Bilingual => {
  const why = facts.retrainWhy === 'reviews' ? { zh: '近期评价偏低', en: 'recent reviews were low' } : { zh: '定期复训', en: 'it is refreshed regularly' };
  const state = retrainState(facts, today);
  if (state === 'none') return { zh: '不需要复训', en: 'Nothing to refresh' };
  if (state === 'overdue') return { zh: `复训已于 ${facts.retrainBy} 过期（${why.zh}），相关订单暂停`, en: `Retraining was due by ${facts.retrainBy} (${why.en}); orders that need it stop` };
  return { zh: `请在 ${facts.retrainBy} 前复训（${why.zh}）`, en: `To be refreshed by ${facts.retrainBy} (${why.en})` };
};

/** Reviews that bring a retraining forward: the last three on what the certificate covers, below this on average, since it was issued or refreshed. */
export const LOW_REVIEWS = 3;
export const LOW_MEAN = 3.5;
export const LOW_DAYS = 14;
export const isReviewedLow = (newestFirst: readonly { skill: number; communication: number; attitude: number }[]): boolean => {
  const last = newestFirst.slice(0, LOW_REVIEWS);
  return last.length === LOW_REVIEWS && last.reduce((sum, { skill, communication, attitude }) => sum + (skill + communication + attitude) / 3, 0) / LOW_REVIEWS < LOW_MEAN;
};

/** The next date after a retraining on a day. */
export const nextRetraining = (kind: string, today: string): string | null => { const known = kindOf(kind); return known ? addMonths(today, known.retrainMonths) : null; };

const isGood = (facts: RetrainFacts, today: string): boolean => facts.revokedAt === null && (facts.validUntil === null || facts.validUntil >= today) && retrainState(facts, today) !== 'overdue';

/** Skills that are not to be used for new orders: she held a certificate for them and none of those is good today. A skill that never had one is not touched. */
export const heldSkills = (certificates: readonly RetrainFacts[], today: string): { code: string; words: Bilingual }[] => {
  const codes = [...new Set(certificates.flatMap(({ kind }) => kindOf(kind)?.skills ?? []))].sort();
  return codes.flatMap((code) => {
    const own = certificates.filter(({ kind }) => kindOf(kind)?.skills.includes(code));
    if (own.some((facts) => isGood(facts, today))) return [];
    const last = [...own].sort((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime() || (a.id < b.id ? 1 : -1))[0]!;
    const words = last.revokedAt !== null ? { zh: `${last.titleZh}已撤销`, en: `${last.titleEn} was revoked` }
      : last.validUntil !== null && last.validUntil < today ? { zh: `${last.titleZh}已于 ${last.validUntil} 到期`, en: `${last.titleEn} ended on ${last.validUntil}` }
        : { zh: `${last.titleZh}复训已于 ${last.retrainBy} 过期`, en: `${last.titleEn} was to be refreshed by ${last.retrainBy}` };
    return [{ code, words }];
  });
};

/** The warning that is due today: the nearest step not told yet; null when none is. `warned` is the last step told. */
export const warningDue = (facts: { retrainBy: string | null; warned: number | null }, today: string): number | null => {
  if (facts.retrainBy === null) return null;
  const left = daysBetween(today, facts.retrainBy);
  if (left < 0) return null;
  const step = [...WARN_DAYS].reverse().find((days) => left <= days);
  return step !== undefined && (facts.warned === null || facts.warned > step) ? step : null;
};
