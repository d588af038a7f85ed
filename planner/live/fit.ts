/** One task tried at one place of one leg, with the values that decide. Slow and plain: for reasons, not for the scan. */
import { durationOf, latestIn, startIn } from './columns.ts';
import type { LiveDay } from './columns.ts';
import { beginTrial, put, undoTrial } from './changes.ts';
import { retime } from './timing.ts';
import { timeBetween } from './ways.ts';

export type Fit = {
  day: LiveDay; task: number; leg: number; worker: number; position: number; duration: number;
  /** Tasks before and after in this leg; -1 = none (home). */
  previous: number; next: number;
  /** When the worker may leave for it, the way, and when that would bring them there. */
  freeAt: number; wayIn: number; readyAt: number;
  /** Starts the links with placed tasks leave open. */
  linkFrom: number; linkTo: number;
  /** Earliest start, or the one that would be if no window forbade it. */
  start: number; latest: number; end: number;
  wayOut: number; nextLatest: number;
  /** 'fits', or which of the two things only a full timing shows. Asked when all else holds. */
  timed: () => 'fits' | 'break' | 'link';
};

export function fitAt(day: LiveDay, task: number, leg: number, position: number): Fit {
  const worker = day.legWorker[leg]!;
  const mode = day.mode[worker]!;
  const row = leg * day.width;
  const count = day.legCount[leg]!;
  const previous = position > 0 ? day.seq[row + position - 1]! : -1;
  const next = position < count ? day.seq[row + position]! : -1;
  const duration = durationOf(day, task, worker);
  const isAtBase = position === day.legFrozen[leg]!;
  let freeAt = previous >= 0 ? day.endAt[previous]! : day.legFrom[leg]!;
  if (isAtBase) freeAt = Math.max(freeAt, day.legBase[leg]!);
  const from = isAtBase && day.basePlace[leg]! >= 0 ? day.basePlace[leg]! : previous >= 0 ? day.place[previous]! : day.legStart[leg]!;
  const wayIn = timeBetween(day.ways, mode, from, day.place[task]!);
  const { linkFrom, linkTo } = linkSpan(day, task);
  const readyAt = freeAt + wayIn;
  const ready = Math.max(readyAt, linkFrom, day.release[task]!);
  const within = startIn(day, task, ready, duration);
  const start = within === Infinity ? Math.max(ready, day.openFrom[task]!) : within;
  const to = next >= 0 ? day.place[next]! : day.legEnd[leg]!;
  const wayOut = to < 0 ? 0 : timeBetween(day.ways, mode, day.place[task]!, to);
  return {
    day, task, leg, worker, position, duration, previous, next, freeAt, wayIn, readyAt, linkFrom, linkTo, start, latest: latestIn(day, task, Infinity, duration), end: start + duration,
    wayOut, nextLatest: next >= 0 ? day.latestAt[next]! : day.mustComeBy[leg]!, timed: () => timeTrial(day, task, leg, position),
  };
}

/** What the links with placed tasks leave of the start; a placed partner may still be moved later, up to its own latest. */
export function linkSpan(day: LiveDay, task: number): { linkFrom: number; linkTo: number } {
  let linkFrom = -Infinity;
  let linkTo = Infinity;
  for (const index of day.linksOf[task]!) {
    const link = day.links[index]!;
    if (link.after === task && day.legOf[link.before]! >= 0) {
      linkFrom = Math.max(linkFrom, day.startAt[link.before]! + link.minGap);
      linkTo = Math.min(linkTo, day.latestAt[link.before]! + link.maxGap);
    } else if (link.before === task && day.legOf[link.after]! >= 0) {
      linkFrom = Math.max(linkFrom, day.startAt[link.after]! - link.maxGap);
      linkTo = Math.min(linkTo, day.latestAt[link.after]! - link.minGap);
    }
  }
  return { linkFrom, linkTo };
}

function timeTrial(day: LiveDay, task: number, leg: number, position: number): 'fits' | 'break' | 'link' {
  const tryIt = (): boolean => {
    beginTrial(day);
    put(day, task, leg, position);
    const fits = retime(day, [leg], true);
    undoTrial(day);
    return fits;
  };
  if (tryIt()) return 'fits';
  const rules = day.legBreaks[leg]!;
  const slots = day.breakSlots[leg]!;
  if (!rules) return 'link';
  day.legBreaks[leg] = null;
  day.breakSlots[leg] = null;
  const isBreak = tryIt();
  day.legBreaks[leg] = rules;
  day.breakSlots[leg] = slots;
  return isBreak ? 'break' : 'link';
}

