import type { Bilingual } from '@linli/contract';

/** Beijing time, without summer time. */
const ZONE_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const local = (at: Date): Date => new Date(at.getTime() + ZONE_MS);
/** The city's calendar day of an instant. */
export const dayOf = (at: Date): string => local(at).toISOString().slice(0, 10);
/** The first instant of the city's day in which `at` lies. */
export const startOfDay = (at: Date): Date => new Date(Math.floor((at.getTime() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS);
/** The first instant of the city's week (Monday). */
export const startOfWeek = (at: Date): Date => new Date(startOfDay(at).getTime() - ((local(at).getUTCDay() + 6) % 7) * DAY_MS);
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (at: Date): number => local(at).getUTCDay() || 7;

/** "今天 14:00", "明天 09:30", "11月25日 10:00". */
export const clockWords = (at: Date, now: Date): Bilingual => {
  const time = local(at).toISOString().slice(11, 16);
  const days = Math.round((startOfDay(at).getTime() - startOfDay(now).getTime()) / DAY_MS);
  if (days === 0) return { zh: `今天 ${time}`, en: `today ${time}` };
  if (days === 1) return { zh: `明天 ${time}`, en: `tomorrow ${time}` };
  if (days === -1) return { zh: `昨天 ${time}`, en: `yesterday ${time}` };
  const month = local(at).getUTCMonth() + 1;
  const date = local(at).getUTCDate();
  return { zh: `${month}月${date}日 ${time}`, en: `${date}/${month} ${time}` };
};

/** "12 分钟", "3 小时 20 分钟", "2 天". Less than a minute is a minute. */
export const lengthWords = (milliseconds: number): Bilingual => {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / MINUTE_MS));
  if (minutes < 60) return { zh: `${minutes} 分钟`, en: `${minutes} min` };
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return { zh: `${Math.floor(minutes / 60)} 小时${rest ? ` ${rest} 分钟` : ''}`, en: `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}` };
  }
  return { zh: `${Math.round(minutes / 1440)} 天`, en: `${Math.round(minutes / 1440)} days` };
};
