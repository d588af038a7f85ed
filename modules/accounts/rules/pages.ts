/** A cursor is the sort key of the last row shown; one that nobody gave out reads as none. */
export const cursorOf = (key: readonly (string | number)[]): string => JSON.stringify(key);

export const keyOfCursor = (cursor: string | undefined, types: readonly ('string' | 'number')[]): (string | number)[] | null => {
  if (cursor === undefined) return null;
  try {
    const key = JSON.parse(cursor) as unknown;
    const fits = Array.isArray(key) && key.length === types.length && key.every((part, i) => typeof part === types[i] && (typeof part !== 'number' || Number.isFinite(part)));
    return fits ? (key as (string | number)[]) : null;
  } catch {
    return null;
  }
};

/** Cuts the one row too many that tells whether there is a next page. */
export const pageFrom = <Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => readonly (string | number)[]): { rows: Row[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last !== undefined ? cursorOf(keyOf(last)) : null };
};
