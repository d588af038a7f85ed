/** How Linli writes days, times, money and distances. Everything is told in the city's zone, wherever the browser stands. */

export type Locale = 'zh' | 'en';
export const cityZone = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: cityZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

type Wall = { year: number; month: number; day: number; hour: number; minute: number };
/** A calendar day `2026-11-22` counts as its noon in the city, an instant as itself. */
const toDate = (at: string | Date): Date => (typeof at !== 'string' ? at : /^\d{4}-\d\d-\d\d$/.test(at) ? new Date(`${at}T12:00:00+08:00`) : new Date(at));

function wall(at: string | Date): Wall {
  const found = Object.fromEntries(parts.formatToParts(toDate(at)).map((part) => [part.type, Number(part.value)]));
  return { year: found.year!, month: found.month!, day: found.day!, hour: found.hour!, minute: found.minute! };
}
const two = (value: number): string => String(value).padStart(2, '0');

/** The calendar day of an instant in the city: `2026-11-22`. */
export function dayOf(at: string | Date): string {
  const { year, month, day } = wall(at);
  return `${year}-${two(month)}-${two(day)}`;
}
/** The city's day now. */
export const today = (): string => dayOf(new Date());
/** The day `count` days after `day` (both `YYYY-MM-DD`). */
export const addDays = (day: string, count: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
/** The instant of a wall-clock time of the city: `instantAt('2026-11-22', '14:00')`. `24:00` is the end of the day. */
export const instantAt = (day: string, clock: string): string =>
  (clock === '24:00' ? new Date(`${addDays(day, 1)}T00:00:00+08:00`) : new Date(`${day}T${clock}:00+08:00`)).toISOString();
/** Minutes after the city's midnight, 0–1439. */
export function minuteOfDay(at: string | Date): number {
  const { hour, minute } = wall(at);
  return hour * 60 + minute;
}

export function formatWeekday(at: string | Date, locale: Locale): string {
  const { year, month, day } = wall(at);
  return weekdays[locale][new Date(Date.UTC(year, month - 1, day)).getUTCDay()]!;
}
/** `11月22日 周日` / `Sun 22 Nov`; the year is told only when it is not this one. */
export function formatDay(at: string | Date, locale: Locale, now: Date = new Date()): string {
  const { year, month, day } = wall(at);
  const isOtherYear = year !== wall(now).year;
  const weekday = formatWeekday(at, locale);
  return locale === 'zh' ? `${isOtherYear ? `${year}年` : ''}${month}月${day}日 ${weekday}` : `${weekday} ${day} ${months[month - 1]}${isOtherYear ? ` ${year}` : ''}`;
}
/** 今天 / 明天 / 后天, else the day. */
export function formatNearDay(at: string | Date, locale: Locale, now: Date = new Date()): string {
  const ahead = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / 86_400_000);
  const words = locale === 'zh' ? { '-1': '昨天', 0: '今天', 1: '明天', 2: '后天' } : { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' };
  return (words as Record<string, string>)[String(ahead)] ?? formatDay(at, locale, now);
}
export function formatTime(at: string | Date): string {
  const { hour, minute } = wall(at);
  return `${two(hour)}:${two(minute)}`;
}
/** `11月22日 周日 14:00–17:00`; an end on another day shows its day too. */
export function formatWindow(start: string | Date, end: string | Date, locale: Locale, now: Date = new Date()): string {
  const isSameDay = dayOf(start) === dayOf(end);
  return `${formatDay(start, locale, now)} ${formatTime(start)}–${isSameDay ? '' : `${formatDay(end, locale, now)} `}${formatTime(end)}`;
}
/** `11月22日 周日 14:05`. */
export const formatInstant = (at: string | Date, locale: Locale, now: Date = new Date()): string => `${formatDay(at, locale, now)} ${formatTime(at)}`;

/** Until when: as an instant, but midnight is the end of the day before: `11月21日 周六当天结束`. */
export function formatUntil(at: string | Date, locale: Locale, now: Date = new Date()): string {
  if (minuteOfDay(at) !== 0) return formatInstant(at, locale, now);
  const day = formatDay(new Date(toDate(at).getTime() - 60_000), locale, now);
  return locale === 'zh' ? `${day}当天结束` : `the end of ${day}`;
}

/** `11月22日 14:05`, without the weekday, for dense histories. */
export function formatStamp(at: string | Date, locale: Locale): string {
  const { month, day } = wall(at);
  return `${locale === 'zh' ? `${month}月${day}日` : `${day} ${months[month - 1]}`} ${formatTime(at)}`;
}
/** `11月` / `Nov`. */
export function formatMonth(at: string | Date, locale: Locale): string {
  const { month } = wall(at);
  return locale === 'zh' ? `${month}月` : months[month - 1]!;
}

/** `¥135.00`, `-¥20.00`; thousands are grouped. */
export function formatMoney(fen: number): string {
  const yuan = Math.abs(fen) / 100;
  return `${fen < 0 ? '-' : ''}¥${yuan.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}
/** `800 米` below a kilometre, else `1.2 公里`. */
export function formatDistance(meters: number, locale: Locale): string {
  if (meters < 995) return `${Math.max(10, Math.round(meters / 10) * 10)} ${locale === 'zh' ? '米' : 'm'}`;
  return `${(meters / 1000).toFixed(meters < 99_500 ? 1 : 0)} ${locale === 'zh' ? '公里' : 'km'}`;
}
/** `45 分钟`, `3 小时`, `2 小时 30 分`. */
export function formatDuration(minutes: number, locale: Locale): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (locale === 'zh') return hours === 0 ? `${rest} 分钟` : rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
  return hours === 0 ? `${rest} min` : rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
/** `04:59` until an instant; `00:00` once it has passed. */
export function formatCountdown(until: string | Date, now: Date): string {
  const seconds = Math.max(0, Math.ceil((toDate(until).getTime() - now.getTime()) / 1000));
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
/** `刚刚`, `5 分钟前`, `3 小时后`, `昨天 14:05`, `11月22日 周日 14:05`. */
export function formatRelative(at: string | Date, locale: Locale, now: Date = new Date()): string {
  const minutes = Math.round((now.getTime() - toDate(at).getTime()) / 60_000);
  const size = Math.abs(minutes);
  if (size < 1) return locale === 'zh' ? '刚刚' : 'just now';
  if (size < 360) {
    const span = formatDuration(size < 60 ? size : Math.round(size / 60) * 60, locale);
    if (locale === 'zh') return minutes > 0 ? `${span}前` : `${span}后`;
    return minutes > 0 ? `${span} ago` : `in ${span}`;
  }
  return `${formatNearDay(at, locale, now)} ${formatTime(at)}`;
}
/** `138 **** 5678`. */
export const maskPhone = (phone: string): string => phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1 **** $2');
/** `138 1234 5678`, also while it is being typed. */
export const spacePhone = (digits: string): string => [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7, 11)].filter(Boolean).join(' ');
/** `4.8`. */
export const formatRating = (rating: number): string => rating.toFixed(1);
/** `92%`. */
export const formatPercent = (ratio: number): string => `${Math.round(ratio * 100)}%`;
