/**
 * Good plans that are kept, and their children. A child takes a group of neighbouring routes from one parent into the other's plan (selective
 * route exchange, Nagata, Bräysy & Dullaert 2010); what is then missing is inserted again and a short cool annealing mends the seams.
 */
import type { Elite, Search } from './search.ts';

/** Better: fewer missing tasks, then less cost. */
export const isBetter = (a: Elite, b: Elite): boolean => a.missing < b.missing || (a.missing === b.missing && a.cost < b.cost - 1e-9);

export class Elites {
  readonly list: Elite[] = [];
  readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  get best(): Elite {
    return this.list.reduce((best, one) => (isBetter(one, best) ? one : best));
  }

  /** Keeps a plan unless one of the same cost is there or all are better. Answers whether it stayed. */
  add(elite: Elite): boolean {
    if (this.list.some((one) => one.missing === elite.missing && Math.abs(one.cost - elite.cost) < 1e-6 * Math.abs(elite.cost))) return false;
    if (this.list.length < this.most) {
      this.list.push(elite);
      return true;
    }
    let worst = 0;
    this.list.forEach((one, at) => (worst = isBetter(this.list[worst]!, one) ? at : worst));
    if (!isBetter(elite, this.list[worst]!)) return false;
    this.list[worst] = elite;
    return true;
  }
}

/** Puts a child of both parents into the search's state. */
export function crossOver(search: Search, mother: Elite, father: Elite): void {
  const { state, random, columns, near, nearCount, free } = search;
  search.restore(mother);
  const fatherOf = new Int32Array(columns.tasks).fill(-1);
  for (let e = 0; e < father.workers.length; e++) for (let at = father.starts[e]!; at < father.starts[e + 1]!; at++) fatherOf[father.tasks[at]!] = e;
  // A group of the father's routes around a random task.
  const wanted = 1 + random.below(Math.max(1, Math.floor(father.workers.length / 2)));
  const group: number[] = [];
  const seed = free[random.below(search.freeCount)]!;
  for (let i = 0; i < nearCount && group.length < wanted; i++) {
    const e = fatherOf[near[seed * nearCount + i]!]!;
    if (e >= 0 && !group.includes(e)) group.push(e);
  }
  const inGroup = new Uint8Array(columns.tasks);
  const overlap = new Int32Array(columns.workers);
  for (const e of group) {
    for (let at = father.starts[e]!; at < father.starts[e + 1]!; at++) {
      const task = father.tasks[at]!;
      inGroup[task] = 1;
      const r = state.routeOf[task]!;
      if (r >= 0) overlap[r]! += 1;
    }
  }
  // The mother's routes they replace: for equal workers those that share most with the group, else those of the same workers.
  const replaced = columns.types === 1
    ? Array.from(state.order.subarray(0, state.usedCount)).sort((a, b) => overlap[b]! - overlap[a]! || a - b).slice(0, group.length)
    : group.map((e) => father.workers[e]!);
  while (replaced.length < group.length) replaced.push(state.order[state.usedCount + replaced.length - Math.min(replaced.length, state.usedCount)]!);
  for (const r of replaced) search.dissolve(r);
  takeOut(search, inGroup);
  group.forEach((e, at) => install(search, replaced[at]!, father.tasks.subarray(father.starts[e], father.starts[e + 1])));
  search.fill();
}

/** Takes the marked tasks out of every route; they are not among the absent then. */
function takeOut(search: Search, marked: Uint8Array): void {
  const { state, absent } = search;
  for (const task of search.free) if (marked[task] === 1 && state.routeOf[task]! >= 0) state.cut(state.routeOf[task]!, state.slotOf[task]!, state.slotOf[task]!);
  let kept = 0;
  for (let a = 0; a < search.absentCount; a++) if (marked[absent[a]!] === 0) absent[kept++] = absent[a]!;
  search.absentCount = kept;
}

/** Appends tasks to a route as they stand. */
function install({ state }: Search, r: number, tasks: Int32Array): void {
  for (const task of tasks) state.insert(task, r, state.size[r]! + 1);
}
