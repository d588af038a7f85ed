import { useMemo } from 'react';
import * as format from './format.ts';
import { useLocale } from './i18n.ts';

/** The formats of `format.ts` bound to the language of the screen: `const { day, timeWindow, money, distance } = useFormat()`. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(() => ({
    day: (at: string | Date) => format.formatDay(at, locale),
    nearDay: (at: string | Date) => format.formatNearDay(at, locale),
    weekday: (at: string | Date) => format.formatWeekday(at, locale),
    time: format.formatTime,
    timeWindow: (start: string | Date, end: string | Date) => format.formatWindow(start, end, locale),
    instant: (at: string | Date) => format.formatInstant(at, locale),
    until: (at: string | Date) => format.formatUntil(at, locale),
    relative: (at: string | Date, now?: Date) => format.formatRelative(at, locale, now),
    duration: (minutes: number) => format.formatDuration(minutes, locale),
    distance: (meters: number) => format.formatDistance(meters, locale),
    money: format.formatMoney,
  }), [locale]);
}
