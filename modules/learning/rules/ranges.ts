/** What of a file is asked for: all of it, one piece, or a place where there is nothing. */
export type Range = { kind: 'whole' } | { kind: 'piece'; from: number; to: number } | { kind: 'none' };

/** One range of bytes (RFC 9110, 14); several at once, other units and what cannot be read are answered with the whole, as the standard allows. */
export const rangeOf = (header: string | undefined, size: number): Range => {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return { kind: 'whole' };
  if (match[1] === '') {
    const length = Number(match[2]);
    return length === 0 ? { kind: 'none' } : { kind: 'piece', from: Math.max(0, size - length), to: size - 1 };
  }
  const from = Number(match[1]);
  const to = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (match[2] !== '' && Number(match[2]) < from) return { kind: 'whole' };
  return from >= size ? { kind: 'none' } : { kind: 'piece', from, to };
};

/** A file is named by its content, so its name is its tag. */
export const etagOf = (fileId: string): string => `"${fileId}"`;
export const isUnchanged = (ifNoneMatch: string | undefined, etag: string): boolean => ifNoneMatch !== undefined && (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
