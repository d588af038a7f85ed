/** A small seeded source of numbers in [0, 1) (mulberry32): the same seed gives the same paper again, on any machine. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The seed of an attempt out of a hash of its id: 32 bits of it. */
export const seedOf = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);

/** A new list in another order (Fisher and Yates). */
export const shuffled = <T>(list: readonly T[], chance: () => number): T[] => {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(chance() * (last + 1));
    [copy[last], copy[other]] = [copy[other]!, copy[last]!];
  }
  return copy;
};
