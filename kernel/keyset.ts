/** Where a page of a list ended: what the list is ordered by, and the id of its last row. */
export type Place = { at: Date; id: string };

/** Reads a cursor of the form `<instant> <id>`; one that was not made here starts from the beginning. */
export const placeOf = (cursor: string | undefined): Place | null => {
  const [at, id, ...rest] = cursor?.split(' ') ?? [];
  return at === undefined || id === undefined || rest.length > 0 || Number.isNaN(Date.parse(at)) ? null : { at: new Date(at), id };
};
