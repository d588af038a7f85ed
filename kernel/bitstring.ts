import { gunzipSync, gzipSync } from 'node:zlib';

/** The least length of a W3C Bitstring Status List (16 KiB): so many stand in one list that fetching it tells nobody whose entry is looked at. */
export const LIST_BITS = 131_072;

/** Bits by W3C Bitstring Status List v1.0: first bit first, gzip, multibase base64url. */
export const encodeBits = (set: readonly number[]): string => {
  const bytes = new Uint8Array(LIST_BITS / 8);
  for (const bit of set) bytes[Math.floor(bit / 8)]! |= 0x80 >> (bit % 8);
  return `u${gzipSync(bytes).toString('base64url')}`;
};

export const isBitSet = (encoded: string, bit: number): boolean => {
  const bytes = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: LIST_BITS });
  return ((bytes[Math.floor(bit / 8)] ?? 0) & (0x80 >> (bit % 8))) !== 0;
};
