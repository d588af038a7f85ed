/** What others see of a person: 138****5678, 张**, 6501********1234. */

export const maskPhone = (phone: string): string => (phone.length < 7 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`);

export const maskName = (name: string): string => {
  const letters = [...name.trim()];
  return letters.length === 0 ? '' : `${letters[0]}${'*'.repeat(Math.min(2, Math.max(1, letters.length - 1)))}`;
};

export const maskIdCard = (id: string): string => (id.length < 8 ? '*'.repeat(id.length) : `${id.slice(0, 4)}${'*'.repeat(id.length - 8)}${id.slice(-4)}`);

/** 18-digit id card, or a mainland mobile number, that is not part of a longer run of digits. The card comes first: it contains phone-like runs. */
const ID_CARD = /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g;
const PHONE = /(?<!\d)(\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/g;

/** Masks every phone and id-card number found in a text. */
export const maskText = (text: string): string =>
  text.replace(ID_CARD, (id) => maskIdCard(id)).replace(PHONE, (_all, country: string | undefined, head: string, _middle, tail: string) => `${country ?? ''}${head}****${tail}`);

/** Masks every text anywhere inside a value; cycles and depth are bounded. */
export const maskDeep = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return value >= 13_000_000_000 && value <= 19_999_999_999 && Number.isInteger(value) ? maskText(String(value)) : value;
  if (value === null || typeof value !== 'object') return value;
  if (depth > 8) return '…';
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => maskDeep(item, depth + 1));
  if (value instanceof Map || value instanceof Set) return maskDeep([...value], depth);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isSecret(key, item) ? '…' : maskDeep(item, depth + 1)]));
};
const SECRET_KEYS = new Set(['password', 'token', 'secret', 'authorization', 'cookie', 'idcard', 'idnumber']);
/** A `code` of six digits lets somebody sign in; an error's code (57P01, ECONNRESET) must stay readable. */
const isSecret = (key: string, value: unknown): boolean => SECRET_KEYS.has(key.toLowerCase()) || (key === 'code' && /^\d{6}$/.test(String(value)));
