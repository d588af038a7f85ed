import { pinyin } from 'pinyin-pro';

/** The latin reading by which Chinese names are sorted and found: 单雄信 → shanxiongxin. Surnames are read as surnames. */
export const pinyinOf = (name: string, isPerson = true): string =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', ...(isPerson && { mode: 'surname', surname: 'head' }) } as const).join('').replace(/\s+/g, '').toLowerCase().slice(0, 60);

export const defaultName = (phone: string): string => `新用户${phone.slice(-4)}`;
/** An address says too much of a person to be made a name of. */
export const NAMELESS = '新用户';

/** l***@example.com: enough to know one's own address, too little to write to it. */
export const maskEmail = (email: string): string => `${email[0] ?? ''}***${email.slice(email.lastIndexOf('@'))}`;

/** Letters of any script, digits, spaces and the marks real names carry. No brackets of markup, no control or direction characters. */
const PLAIN_NAME = /^[\p{L}\p{M}\p{N} ·•・.\-'’()\uff08\uff09&,\uff0c、#/—]+$/u;
export const isPlainName = (name: string): boolean => PLAIN_NAME.test(name) && /[\p{L}\p{N}]/u.test(name);

/** What a refusal of `isPlainName` tells. */
export const plainNameExpected = { expectedZh: '只能用文字、数字、空格和 · - . \' ( ) 等常用符号', expectedEn: 'letters, digits, spaces and common marks such as · - . \' ( ) only' };

const yearInCity = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric' });
export const yearOf = (now: Date): number => Number(yearInCity.format(now));

/**
 * Under 14 a person's data is specially protected (Personal Information Protection Law, art. 28). Only the year of birth is
 * known, so a child who may still be 13 counts as a minor.
 */
export const isMinor = (birthYear: number | null, now: Date): boolean => birthYear !== null && yearOf(now) - birthYear <= 14;

export const isBirthYearFuture = (birthYear: number, now: Date): boolean => birthYear > yearOf(now);
