import type { Bilingual, HealthClass, Labels, TravelMode } from './types.ts';

/** Asia/Shanghai: UTC+8 the whole year. */
export const DEFAULT_ZONE_OFFSET_MINUTES = 480;
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** The number of the local day an instant falls on. */
export const dayOf = (at: number, zoneOffsetMs: number): number => Math.floor((at + zoneOffsetMs) / DAY_MS);
/** The instant a local day begins. */
export const dayStart = (day: number, zoneOffsetMs: number): number => day * DAY_MS - zoneOffsetMs;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Year, month 1..12 and day of the Gregorian calendar, by arithmetic (Hinnant's days_from_civil read backwards): a Date costs ten times as much. */
function civilOf(day: number): { year: number; month: number; date: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1 };
}

/** 11月22日 / 22 Nov; the year is written only when it is not the year of `beside`. */
export function sayDate(at: number, zoneOffsetMs: number, beside: number = at): Bilingual {
  if (!Number.isFinite(at + zoneOffsetMs)) return { zh: '日期不详', en: 'unknown date' };
  const { year, month, date } = civilOf(dayOf(at, zoneOffsetMs));
  const isOtherYear = beside !== at && civilOf(dayOf(beside, zoneOffsetMs)).year !== year;
  return {
    zh: `${isOtherYear ? `${year}年` : ''}${month}月${date}日`,
    en: `${date} ${MONTHS[month - 1]}${isOtherYear ? ` ${year}` : ''}`,
  };
}

/** 14:05 on the local clock. */
export function sayTime(at: number, zoneOffsetMs: number): string {
  const minutes = Math.floor((((at + zoneOffsetMs) % DAY_MS) + DAY_MS) % DAY_MS / MINUTE_MS);
  const hour = Math.floor(minutes / 60);
  const minute = minutes % 60;
  return `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}`;
}

export function saySpan(startAt: number, endAt: number, zoneOffsetMs: number): string {
  return `${sayTime(startAt, zoneOffsetMs)}–${sayTime(endAt, zoneOffsetMs)}`;
}

/** 1.2 公里 / 1.2 km; never 0.0. */
export function sayDistance(meters: number): Bilingual {
  if (!Number.isFinite(meters)) return { zh: '距离不详', en: 'an unknown distance' };
  const tenths = Math.max(1, Math.round(meters / 100));
  const kilometers = `${Math.floor(tenths / 10)}.${tenths % 10}`;
  return { zh: `${kilometers} 公里`, en: `${kilometers} km` };
}

/** Whole minutes, rounded up: a promise to arrive must not be short. */
export function sayMinutes(seconds: number): Bilingual {
  if (!Number.isFinite(seconds)) return { zh: '时间不详', en: 'unknown time' };
  const minutes = Math.ceil(seconds / 60);
  return { zh: `${minutes} 分钟`, en: `${minutes} min` };
}

/** 3 小时，3.5 小时，40 分钟. */
export function sayHours(minutes: number): Bilingual {
  const whole = Math.round(minutes);
  if (whole < 60) return { zh: `${whole} 分钟`, en: `${whole} min` };
  const hours = Math.round(whole / 6) / 10;
  return { zh: `${hours} 小时`, en: `${hours} h` };
}

const MODES: Readonly<Record<TravelMode, Bilingual>> = {
  walk: { zh: '步行', en: 'on foot' }, ebike: { zh: '骑车', en: 'by e-bike' },
  bus: { zh: '坐公交', en: 'by bus' }, car: { zh: '开车', en: 'by car' },
};
export const sayMode = (mode: TravelMode): Bilingual => MODES[mode] ?? { zh: '路上', en: 'travelling' };

export const HEALTH_CLASSES = 'ABCD';
const HEALTH: Readonly<Record<HealthClass, Bilingual>> = {
  A: { zh: 'A 类（一般）', en: 'class A (general)' }, B: { zh: 'B 类（居家）', en: 'class B (household)' },
  C: { zh: 'C 类（养老照护）', en: 'class C (elder care)' }, D: { zh: 'D 类（母婴照护）', en: 'class D (mother and baby)' },
};
export const sayHealthClass = (healthClass: HealthClass): Bilingual => HEALTH[healthClass];

const HEALTH_CERTIFICATE: Bilingual = { zh: '健康证', en: 'Health certificate' };
const PAPERS: Readonly<Record<string, Bilingual>> = {
  health: HEALTH_CERTIFICATE, healthCertificate: HEALTH_CERTIFICATE, health_certificate: HEALTH_CERTIFICATE,
};
// Codes come from outside: 'constructor' must not find what every object inherits.
const nameOf = (names: Readonly<Record<string, Bilingual>> | undefined, code: string): Bilingual | undefined =>
  (names && Object.hasOwn(names, code) ? names[code] : undefined);
export const sayPaper = (kind: string, labels: Labels): Bilingual => nameOf(labels.papers, kind) ?? nameOf(PAPERS, kind) ?? { zh: kind, en: kind };
export const saySkill = (skill: string, labels: Labels): Bilingual => nameOf(labels.skills, skill) ?? { zh: skill, en: skill };
const ALLERGENS: Readonly<Record<string, Bilingual>> = {
  cat: { zh: '猫', en: 'cats' }, dog: { zh: '狗', en: 'dogs' }, smoke: { zh: '烟味', en: 'smoke' }, perfume: { zh: '香水味', en: 'perfume' }, flowers: { zh: '花粉', en: 'flowers' },
};
export const sayAllergen = (code: string, labels: Labels): Bilingual => nameOf(labels.allergens, code) ?? nameOf(ALLERGENS, code) ?? { zh: code, en: code };
