import chineseDays from 'chinese-days';
import type { Bilingual } from '@linli/contract';

/**
 * China's public holidays and make-up workdays. The State Council announces each year's in the autumn before; the calendar
 * package carries what was announced. Of later years only the statutory days are known, which follow from the sun and the
 * moon; shifted days and make-up workdays of those years are not, and `holidaysKnownUntil` says so.
 */
export type DayOff = { name: Bilingual };

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
/** The calendar day so many days later; days are 'YYYY-MM-DD' of the city. */
export const plusDays = (day: string, days: number): string => new Date(utc(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);

const names: Record<string, string> = { 元旦: 'New Year’s Day', 春节: 'Spring Festival', 清明: 'Qingming', 劳动节: 'Labour Day', 端午: 'Dragon Boat Festival', 中秋: 'Mid-Autumn Festival', 国庆节: 'National Day' };

/** "Spring Festival,春节,4" of a day with an arrangement; a plain day is named by its weekday. */
const announced = (day: string): { isWorkday: boolean; name: Bilingual } | null => {
  const { work, name } = chineseDays.getDayDetail(day);
  const [en, zh] = name.split(',');
  return zh === undefined ? null : { isWorkday: work, name: { zh, en: names[zh] ?? en! } };
};

const isAnnounced = (year: number): boolean => announced(`${year}-01-01`) !== null;

let lastAnnounced: number | null = null;
const announcedUntil = (): number => {
  if (lastAnnounced === null) for (lastAnnounced = 2020; isAnnounced(lastAnnounced + 1); lastAnnounced++);
  return lastAnnounced;
};

/** The last day whose arrangement the calendar package knows. */
export const holidaysKnownUntil = (): string => `${announcedUntil()}-12-31`;

const statutoryByYear = new Map<number, Map<string, string>>();
/** The thirteen statutory days of a year (rule of 2025: New Year's Eve of the moon and two days of Labour Day are among them). */
const statutoryDays = (year: number): Map<string, string> => {
  const known = statutoryByYear.get(year);
  if (known) return known;
  const lunar = (monthAndDay: string): string => chineseDays.getSolarDateFromLunar(`${year}-${monthAndDay}`).date;
  const spring = lunar('01-01');
  const days = new Map<string, string>([
    [`${year}-01-01`, '元旦'], [plusDays(spring, -1), '春节'], [spring, '春节'], [plusDays(spring, 1), '春节'], [plusDays(spring, 2), '春节'],
    [chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), '清明'], [`${year}-05-01`, '劳动节'], [`${year}-05-02`, '劳动节'], [lunar('05-05'), '端午'], [lunar('08-15'), '中秋'],
    [`${year}-10-01`, '国庆节'], [`${year}-10-02`, '国庆节'], [`${year}-10-03`, '国庆节'],
  ]);
  statutoryByYear.set(year, days);
  return days;
};

/** The public holiday on a day, or null. Ordinary weekends are none. */
export const holidayOn = (day: string): DayOff | null => {
  const year = Number(day.slice(0, 4));
  if (year <= announcedUntil()) {
    const found = announced(day);
    return found && !found.isWorkday ? { name: found.name } : null;
  }
  const zh = statutoryDays(year).get(day);
  return zh === undefined ? null : { name: { zh, en: names[zh]! } };
};

/** The holiday for which a Saturday or Sunday is worked, or null; unknown for years not yet announced. */
export const makeUpWorkdayOn = (day: string): DayOff | null => {
  const found = Number(day.slice(0, 4)) <= announcedUntil() ? announced(day) : null;
  return found?.isWorkday ? { name: found.name } : null;
};

/** How far the calendar reaches, in a sentence for screens. */
export const holidayWords = (): Bilingual => {
  const year = announcedUntil();
  return {
    zh: `放假和调休安排已知到 ${year} 年底；${year + 1} 年起只按法定节日推算，国务院公布后自动更新还没生成订单的日期`,
    en: `Holidays and make-up workdays are known to the end of ${year}; from ${year + 1} on only the statutory days are reckoned, and visits without an order follow once the arrangement is announced`,
  };
};
