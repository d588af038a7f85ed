import { describe, expect, it } from 'vitest';
import { createRun, firstGap, mergeSegments, secondsIn } from './segments.ts';

describe('what was watched', () => {
  it('counts a second once, however often it was watched', () => {
    expect(mergeSegments([[10, 20], [0, 5], [15, 25], [5, 6]])).toEqual([[0, 6], [10, 25]]);
    expect(secondsIn([[0, 10], [5, 15], [3, 3]])).toBe(15);
  });
  it('goes on where something is left', () => {
    expect(firstGap([[0, 10]], 60)).toBe(10);
    expect(firstGap([[0, 10], [20, 60]], 60, 30)).toBe(10);
    expect(firstGap([[0, 60]], 60)).toBeNull();
  });
});

describe('a run of the player', () => {
  const play = (positions: readonly number[]): [number, number][] => {
    const beats: [number, number][] = [];
    const run = createRun((from, to) => beats.push([from, to]));
    for (const position of positions) run.at(position);
    run.stop();
    return beats;
  };
  it('claims what was played, a few seconds at a time', () => expect(play([0, 1, 2, 3, 4, 5, 6, 7.4])).toEqual([[0, 5], [5, 7]]));
  it('claims nothing of what was skipped', () => expect(play([0, 1, 2, 40, 41, 42])).toEqual([[0, 2], [40, 42]]));
  it('takes going back for what it is', () => expect(play([10, 11, 12, 3, 4, 5])).toEqual([[10, 12], [3, 5]]));
  it('has nothing to say of a picture that stood still', () => expect(play([8, 8, 8])).toEqual([]));
});
