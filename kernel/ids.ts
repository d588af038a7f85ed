import { randomBytes } from 'node:crypto';

/** Makes ids: `prefix_` and 26 characters of Crockford base32, ten of time and sixteen of chance, so ids sort by birth. */
export type Ids = { next(prefix: string, at: Date): string };

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARS = 16;

const encodeTime = (milliseconds: number): string => {
  let rest = milliseconds;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = ALPHABET[rest % 32]! + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** Adds one to a run of base32 digits, so that two ids of one millisecond keep their order. */
const increment = (digits: number[]): void => {
  for (let i = digits.length - 1; i >= 0; i--) {
    if (digits[i]! < 31) { digits[i]!++; return; }
    digits[i] = 0;
  }
};

const createIds = (drawDigits: () => number[]): Ids => {
  let lastTime = -1;
  let digits: number[] = [];
  return {
    next: (prefix, at) => {
      const time = at.getTime();
      if (time === lastTime) increment(digits);
      else { lastTime = time; digits = drawDigits(); }
      return `${prefix}_${encodeTime(time)}${digits.map((d) => ALPHABET[d]).join('')}`.toLowerCase();
    },
  };
};

export const randomIds = (): Ids => createIds(() => [...randomBytes(RANDOM_CHARS)].map((byte) => byte % 32));

/** The same seed and the same moments give the same ids: a test or a demo city can be repeated to the letter. */
export const seededIds = (seed: number): Ids => {
  const random = seededRandom(seed);
  return createIds(() => Array.from({ length: RANDOM_CHARS }, () => Math.floor(random() * 32)));
};

/** mulberry32: small, fast and good enough for demo data; never for secrets. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};
