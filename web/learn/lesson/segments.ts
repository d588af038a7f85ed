/** Seconds [from, to), as the server keeps what was watched. */
export type Segment = readonly [from: number, to: number];

/** The same seconds in order and without overlaps. */
export function mergeSegments(segments: readonly Segment[]): Segment[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...segments].filter(([a, b]) => b > a).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export const secondsIn = (segments: readonly Segment[]): number => mergeSegments(segments).reduce((sum, [from, to]) => sum + to - from, 0);

/** The first second not yet watched, from `start` on and then from the beginning; null when nothing is left. */
export function firstGap(segments: readonly Segment[], seconds: number, start = 0): number | null {
  const merged = mergeSegments(segments);
  const gapFrom = (from: number): number | null => {
    let at = from;
    for (const [a, b] of merged) if (a <= at && at < b) at = b;
    return at < seconds ? at : null;
  };
  return gapFrom(start) ?? gapFrom(0);
}

const beatSeconds = 5;
/** A position this far from the last one was jumped to, not played to. */
const longestStepSeconds = 3;

/**
 * Turns the positions of a player into beats: whole seconds that were really played, a few at a time. A jump claims nothing of what it skipped.
 */
export function createRun(emit: (fromSecond: number, toSecond: number) => void): { at: (position: number) => void; stop: () => void } {
  let mark: number | null = null;
  let last = 0;
  const close = (): void => {
    if (mark !== null && Math.floor(last) > mark) emit(mark, Math.floor(last));
    mark = null;
  };
  return {
    at(position) {
      if (mark === null || position < last || position - last > longestStepSeconds) {
        close();
        mark = Math.max(0, Math.ceil(position - 0.35));
        last = position;
        return;
      }
      last = position;
      const whole = Math.floor(position);
      if (whole - mark >= beatSeconds) {
        emit(mark, whole);
        mark = whole;
      }
    },
    stop: close,
  };
}
