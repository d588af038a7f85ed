/**
 * Tasks that are worth a detour or a new route only together. One by one each is dearer than leaving it out, so greedy insertion never begins;
 * here a few absent neighbours go in at whatever price, or into a route opened for them, and the whole is judged by its true cost.
 */
import type { Search } from './search.ts';

/** Most neighbours that come along. */
const MOST = 10;

/** Marks a random absent task and some of the absent ones near it: their price of staying out is not asked in this recreate. */
export function welcome(search: Search): void {
  const { random, absent, absentCount, isWelcome, near, nearCount, state } = search;
  if (absentCount === 0) return;
  const seed = absent[random.below(absentCount)]!;
  isWelcome[seed] = 1;
  let left = random.below(Math.min(absentCount, MOST));
  for (let i = 0; i < nearCount && left > 0; i++) {
    const task = near[seed * nearCount + i]!;
    if (task === seed || state.routeOf[task]! >= 0 || search.columns.isFrozen[task] === 1) continue;
    // Now and then one is passed over, so that every choice among neighbours comes up.
    if (random.below(3) > 0) isWelcome[task] = 1;
    left--;
  }
}

/** Opens the route of a random idle worker with a random absent task, whatever that costs; nothing if the task cannot be that worker's. */
export function openRoute(search: Search): void {
  const { state, random, absent, insertions, columns } = search;
  const idle = Math.min(columns.workers, search.most) - state.usedCount;
  if (search.absentCount === 0 || idle <= 0) return;
  const at = random.below(search.absentCount);
  const task = absent[at]!;
  const r = state.order[state.usedCount + random.below(columns.workers - state.usedCount)]!;
  if (insertions.best(task, r) === Infinity) return;
  state.touch(r);
  state.insert(task, r, insertions.slot[task * columns.workers + r]!);
  absent[at] = absent[--search.absentCount]!;
}
