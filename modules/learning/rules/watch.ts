import type { Bilingual } from '@linli/contract';

/** Seconds [from, to), merged and in order. */
export type Segment = readonly [number, number];
export type Beat = { fromSecond: number; toSecond: number; at: string };

/** So many hundredths of a lesson's different seconds make it finished. */
export const FINISH_PERCENT = 90;
/** A video may be played twice as fast; a text is read as long as it takes to read. */
export const VIDEO_RATE = 2;
export const TEXT_RATE = 1;
/** What a phone and its network may be ahead by, once. */
const GRACE_MS = 3000;
/** A player may run a breath past the end. */
const OVERRUN_SECONDS = 2;
const MOST_PIECES = 300;
/** Who opens a lesson again a day later begins to count anew; before that, beats kept on the phone still count from the first opening. */
export const OPENING_HOURS = 24;

export const secondsOf = (segments: readonly Segment[]): number => segments.reduce((sum, [from, to]) => sum + to - from, 0);
export const finishSeconds = (seconds: number): number => Math.ceil((seconds * FINISH_PERCENT) / 100);
export const isFinished = (done: number, seconds: number): boolean => seconds > 0 && done >= finishSeconds(seconds);
/** Hundred only when it is finished and all was seen; never rounded up to it. */
export const percentOf = (done: number, seconds: number): number => (seconds === 0 ? 0 : Math.min(100, Math.floor((done * 100) / seconds)));

export const mergeSegments = (segments: readonly Segment[]): Segment[] => {
  const merged: [number, number][] = [];
  for (const [from, to] of [...segments].sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
};
export const pairsOf = (flat: readonly number[]): Segment[] => Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index]!, flat[2 * index + 1]!]);

export type Watch = {
  segments: readonly Segment[]; seconds: number; rate: number; openedAt: Date;
  /** Up to there her time is used up already, by any lesson on any phone. */
  spentUntil: Date; now: Date;
};
export type Settled = { kind: 'kept'; segments: Segment[]; gained: number; resumeSecond: number; spentUntil: Date } | { kind: 'tooFast'; waitSeconds: number } | { kind: 'wrong'; why: Bilingual };

const wrong = (zh: string, en: string): Settled => ({ kind: 'wrong', why: { zh, en } });

/**
 * Beats against the server's clock. New seconds cost time: each takes 1/rate of a second out of what passed since the lesson was opened and since her time was
 * last used up, so that two phones or two lessons never use the same minute. Seconds seen before cost nothing, so a batch sent twice changes nothing. Times of the
 * phone only say which beat came last.
 */
export const settleBeats = (watch: Watch, beats: readonly Beat[]): Settled => {
  if (beats.some(({ fromSecond, toSecond }) => toSecond <= fromSecond)) return wrong('结束要晚于开始', 'a beat ends after it begins');
  if (beats.some(({ toSecond }) => toSecond > watch.seconds + OVERRUN_SECONDS)) return wrong(`这一课只有 ${watch.seconds} 秒`, `this lesson has ${watch.seconds} seconds`);
  const cut = beats.map(({ fromSecond, toSecond }): Segment => [Math.min(fromSecond, watch.seconds), Math.min(toSecond, watch.seconds)]);
  const segments = mergeSegments([...watch.segments, ...cut.filter(([from, to]) => to > from)]);
  if (segments.length > MOST_PIECES) return wrong('跳得太碎，请顺着学', 'too many small pieces; go through it in order');
  const gained = secondsOf(segments) - secondsOf(watch.segments);
  const from = Math.max(watch.openedAt.getTime(), watch.spentUntil.getTime());
  const until = from + (gained * 1000) / watch.rate;
  if (gained > 0 && until > watch.now.getTime() + GRACE_MS) return { kind: 'tooFast', waitSeconds: Math.ceil((until - watch.now.getTime()) / 1000) };
  const last = beats.reduce((best, beat) => (Date.parse(beat.at) >= Date.parse(best.at) ? beat : best));
  return { kind: 'kept', segments, gained, resumeSecond: Math.min(last.toSecond, watch.seconds), spentUntil: gained > 0 ? new Date(Math.ceil(until)) : watch.spentUntil };
};

/** Letters a second, read slowly enough for somebody who does not read every day. */
const LETTERS_PER_SECOND = 4;
const LEAST_SECONDS = 15;
/** How long a text takes to read; a lesson has at most three minutes. */
export const MOST_SECONDS = 180;
export const readingSeconds = (texts: readonly string[]): number => Math.max(LEAST_SECONDS, Math.ceil(texts.join('').replace(/\s/g, '').length / LETTERS_PER_SECOND));
