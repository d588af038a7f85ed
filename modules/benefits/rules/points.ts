import type { Bilingual } from '@linli/contract';

/** Points: one pays one fen. Earned when an order is settled, oldest spent first, gone at the end of the year after the one they were earned in. Pure. */

/** What a settled order earns: a percentage of what the household paid with its own money, as many times over as its membership says; rounded down. */
export const earnedPoints = ({ ownFen, percent, times }: { ownFen: number; percent: number; times: number }): number => (ownFen <= 0 ? 0 : Math.floor((Math.floor((ownFen * percent * 100) / 10_000)) * times));

/** Beijing time, without summer time. */
const ZONE_MS = 8 * 3_600_000;
export const yearOf = (at: Date): number => new Date(at.getTime() + ZONE_MS).getUTCFullYear();
/** The first instant of a year of the city. */
export const yearStart = (year: number): Date => new Date(Date.UTC(year, 0, 1) - ZONE_MS);

/**
 * Points earned before this instant are gone now: those of the year before last and older. What was earned in 2026 is good until the last of 2027.
 */
export const lapsedBefore = (now: Date): Date => yearStart(yearOf(now) - 1);
/** Points earned before this instant lapse at the end of this year. */
export const lapsingBefore = (now: Date): Date => yearStart(yearOf(now));
export const lastDayOfYear = (now: Date): string => `${yearOf(now)}-12-31`;

/** What is left of points earned before some instant, when the oldest are spent first. */
export const leftOf = ({ earnedBefore, used }: { earnedBefore: number; used: number }): number => Math.max(0, earnedBefore - used);

export const sayPoints = (points: number, percent: number, times: number): Bilingual => ({
  zh: `${points} 积分，可抵 ¥${(points / 100).toFixed(2)}；每消费 100 元得 ${percent * 100 * times} 积分`, en: `${points} points, good for ¥${(points / 100).toFixed(2)}; every ¥100 spent earns ${percent * 100 * times}`,
});
