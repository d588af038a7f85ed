/** Keys: the order in which units are timed. They grow along every tour and every link, so no cycle can arise. And who may not share a worker. */
import { FAR } from '../compile.ts';
import type { State } from './state.ts';

/** Whether a worker has a task already that this one must not share a worker with (another task of the visit, visits to be kept apart). */
export function isKeptApart(state: State, task: number, worker: number): boolean {
  const { apartAt, apartOf, tourWorker } = state.c;
  for (let at = apartAt[task]!; at < apartAt[task + 1]!; at++) {
    const other = state.tour[apartOf[at]!]!;
    if (other >= 0 && tourWorker[other] === worker) return true;
  }
  return false;
}

/** A number between two keys, near `wish`. */
export function keyBetween(low: number, high: number, wish: number): number {
  if (wish > low && wish < high) return wish;
  if (high >= FAR) return low <= -FAR ? 0 : low + 1;
  return low <= -FAR ? high - 1 : low + (high - low) / 2;
}

/**
 * Gives every placed unit a key near its start again, in the order of the old keys, so that later insertions find room between neighbours.
 * `order` is kept between calls: it is nearly sorted, and insertion sort takes next to no time. Not undoable: call it with no mark open.
 */
export function rekey(state: State, order: Int32Array): void {
  const { c, key, start, prev, tour, n } = state;
  let count = 0;
  for (const unit of order) {
    const lead = c.unitTasks[c.unitAt[unit]!]!;
    const value = tour[lead]! < 0 ? FAR : key[lead]!;
    let at = count++;
    while (at > 0) {
      const other = c.unitTasks[c.unitAt[order[at - 1]!]!]!;
      if ((tour[other]! < 0 ? FAR : key[other]!) <= value) break;
      order[at] = order[at - 1]!;
      at--;
    }
    order[at] = unit;
  }
  for (const unit of order) {
    const from = c.unitAt[unit]!, end = c.unitAt[unit + 1]!;
    if (tour[c.unitTasks[from]!]! < 0) break;
    let value = FAR;
    for (let at = from; at < end; at++) if (start[c.unitTasks[at]!]! < value) value = start[c.unitTasks[at]!]!;
    for (let at = from; at < end; at++) {
      const task = c.unitTasks[at]!, before = prev[task]!;
      if (before < n && key[before]! >= value) value = key[before]! + 1e-5;
      for (let link = c.beforeAt[task]!; link < c.beforeAt[task + 1]!; link++) {
        const other = c.linkBefore[c.beforeLinks[link]!]!;
        if (tour[other]! >= 0 && key[other]! >= value) value = key[other]! + 1e-5;
      }
    }
    for (let at = from; at < end; at++) key[c.unitTasks[at]!] = value;
  }
}

