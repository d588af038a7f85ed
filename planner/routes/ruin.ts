/** What an iteration takes out of the plan: strings of adjacent tasks around a random one (Christiaens & Vanden Berghe 2020), or whole routes. */
import type { Search } from './search.ts';

const REMOVED = 10;
/**
 * More where routes are long and windows wide: ten tasks would come out of one or two routes, too few to exchange anything (1,000 tasks, C2, 12 s:
 * 1.0 % instead of 2.2 %). Where windows are narrow the smaller step is quicker and as good.
 */
const REMOVED_LONG = 15;
const LONG = 20;
const LONG_FROM = 150;
const LONGEST_STRING = 10;
const KEEP_DEEPER = 0.01;

/** Strings of adjacent tasks from routes near a random task. */
export function ruinStrings(search: Search): void {
  const { state, random, near, nearCount } = search;
  const placed = search.freeCount - search.absentCount;
  if (placed === 0) return;
  const mean = placed / Math.max(1, state.usedCount);
  const longest = Math.min(LONGEST_STRING, mean);
  const isMore = search.isWide && mean > LONG && search.freeCount > LONG_FROM;
  const mostRoutes = (4 * (isMore ? REMOVED_LONG : REMOVED)) / (1 + longest) - 1;
  let strings = Math.floor(random.real() * mostRoutes + 1);
  const seed = search.free[random.below(search.freeCount)]!;
  const from = seed * nearCount;
  for (let i = 0; i < nearCount && strings > 0; i++) {
    const task = near[from + i]!;
    const r = state.routeOf[task]!;
    if (r < 0 || state.isTouched[r] === 1) continue;
    state.touch(r);
    strings--;
    const size = state.size[r]!;
    const length = Math.floor(random.real() * Math.min(size, longest)) + 1;
    const slot = state.slotOf[task]!;
    let kept = 0;
    if (length > 1 && length < size && random.real() < 0.5) {
      kept = 1;
      while (length + kept < size && random.real() < KEEP_DEEPER) kept++;
    }
    const whole = length + kept;
    const lowest = Math.max(1, slot - whole + 1);
    const highest = Math.min(slot, size - whole + 1);
    const start = lowest + random.below(highest - lowest + 1);
    if (kept === 0) search.remove(r, start, start + length - 1);
    else {
      const head = 1 + random.below(length - 1);
      search.remove(r, start + head + kept, start + whole - 1);
      search.remove(r, start, start + head - 1);
    }
  }
}

/** One or two whole routes: what no string can do where opening a route has a price or workers differ. */
export function ruinRoutes(search: Search): void {
  const { state, random } = search;
  for (let left = Math.min(1 + random.below(2), state.usedCount); left > 0; left--) {
    const r = state.order[random.below(state.usedCount)]!;
    if (state.size[r] === 0) continue;
    state.touch(r);
    search.dissolve(r);
  }
}
