/**
 * What is taken out of a plan before it is repaired: strings of neighbouring tours around a seed (SISR: Christiaens and Vanden Berghe,
 * "Slack Induction by String Removals", Transportation Science 2020), and for our trade: late tasks with their surroundings, tasks at the
 * same time of day, a whole tour. Both halves of a pair always go together.
 */
import { FAR, type Compiled } from '../compile.ts';
import type { Random } from '../routes/random.ts';
import { COUNT, TOUR, type State } from './state.ts';

/** Neighbours listed for each task, and the most tasks a tour may have to be taken out whole. */
const LISTED = 120, LONGEST_WHOLE = 40;
/** Share of ruins that take out a whole tour, how often it may not be used again at once, and how many more tasks near by go with it at most. */
export const shares = { whole: 0.04, closed: 0.7, more: 6 };

/** For each task the other tasks by distance from its place (mode 0, both ways), nearest first, `width` of them. */
export function neighbours(c: Compiled): { list: Int32Array; width: number } {
  const width = Math.min(LISTED, c.tasks - 1);
  const list = new Int32Array(c.tasks * Math.max(0, width));
  const far = new Float64Array(c.tasks);
  for (let task = 0; task < c.tasks; task++) {
    for (let other = 0; other < c.tasks; other++) {
      far[other] = c.time[c.place[task]! * c.places + c.place[other]!]! + c.time[c.place[other]! * c.places + c.place[task]!]!;
      if (c.place[other] === c.place[task]) far[other] = 0;
    }
    far[task] = FAR;
    const near = Array.from({ length: c.tasks }, (_, other) => other).toSorted((a, b) => far[a]! - far[b]!);
    for (let at = 0; at < width; at++) list[task * width + at] = near[at]!;
  }
  return { list, width };
}

export class Ruin {
  readonly state: State;
  readonly random: Random;
  readonly near: { list: Int32Array; width: number };
  /** Units taken out, in order. */
  readonly taken: Int32Array;
  takenCount = 0;
  /** Tour that was taken out whole and shall stay empty in the next repair, or -1. */
  emptied = -1;
  private readonly isHit: Uint8Array;
  private readonly string: Int32Array;
  private readonly movable: Int32Array;

  constructor(state: State, random: Random) {
    this.state = state;
    this.random = random;
    this.near = neighbours(state.c);
    this.taken = new Int32Array(state.c.units);
    this.isHit = new Uint8Array(state.c.tours);
    this.string = new Int32Array(state.c.tasks + 1);
    this.movable = Int32Array.from({ length: state.c.tasks }, (_, task) => task).filter((task) => state.c.frozenTour[task]! < 0);
  }

  /** Takes a unit out of all its tours. */
  take(unit: number): void {
    const { state } = this;
    const { unitAt, unitTasks } = state.c;
    for (let at = unitAt[unit]!; at < unitAt[unit + 1]!; at++) {
      state.unlink(unitTasks[at]!);
      state.hold[unitTasks[at]!] = -FAR;
    }
    this.taken[this.takenCount++] = unit;
  }

  private takeTask(task: number): void {
    const { state } = this;
    if (state.tour[task]! >= 0 && state.c.frozenTour[task]! < 0) this.take(state.c.unitOf[task]!);
  }

  /** Takes out about `average` tasks. */
  ruin(average: number): void {
    this.takenCount = 0;
    if (this.movable.length === 0) return;
    const dice = this.random.real();
    const seed = this.seed();
    this.emptied = -1;
    if (dice < shares.whole) this.wholeTour(seed);
    else if (dice < 0.86) this.strings(seed, average);
    else if (dice < 0.94) this.around(seed, 1 + this.random.below(Math.round(average * 1.6)));
    else this.sameTime(seed, 1 + this.random.below(Math.round(average * 1.2)));
  }

  /** Where to begin: mostly anywhere, now and then at a late task. */
  private seed(): number {
    const { state, random, movable } = this;
    let seed = movable[random.below(movable.length)]!;
    if (random.real() < 0.15) {
      for (let round = 0; round < 12 && state.late[seed] === 0; round++) seed = movable[random.below(movable.length)]!;
    }
    return seed;
  }

  private strings(seed: number, average: number): void {
    const { state, random, near, isHit } = this;
    const { tours } = state.c;
    let tasks = 0, used = 0;
    for (let tour = 0; tour < tours; tour++) {
      const count = state.field[tour * TOUR + COUNT]!;
      tasks += count;
      if (count > 0) used++;
      isHit[tour] = 0;
    }
    if (used === 0) return;
    const longest = Math.max(1, Math.min(10, tasks / used));
    const strings = Math.floor(random.real() * ((4 * average) / (1 + longest))) + 1;
    let done = 0;
    for (let at = -1; at < near.width && done < strings; at++) {
      const task = at < 0 ? seed : near.list[seed * near.width + at]!;
      const tour = state.tour[task]!;
      if (tour < 0 || isHit[tour] === 1 || state.c.frozenTour[task]! >= 0) continue;
      isHit[tour] = 1;
      done++;
      this.string1(tour, task, longest);
    }
  }

  /** Takes a string of one tour that holds `task`, sometimes leaving a part in the middle. */
  private string1(tour: number, task: number, longest: number): void {
    const { state, random, string } = this;
    const head = state.n + tour;
    let count = 0, place = 0;
    for (let node = state.next[state.gate(tour)]!; node !== head; node = state.next[node]!) {
      if (node === task) place = count;
      string[count++] = node;
    }
    const length = Math.min(count, 1 + Math.floor(random.real() * Math.min(longest, count)));
    let left = 0;
    if (length > 1 && length < count && random.real() < 0.5) {
      left = 1;
      while (length + left < count && random.real() > 0.01) left++;
    }
    const whole = length + left;
    const lowest = Math.max(0, place - whole + 1), highest = Math.min(place, count - whole);
    const from = lowest + random.below(highest - lowest + 1);
    const keepFrom = left === 0 ? -1 : from + 1 + random.below(length - 1);
    for (let at = from; at < from + whole; at++) {
      if (left > 0 && at >= keepFrom && at < keepFrom + left) continue;
      this.takeTask(string[at]!);
    }
  }

  /** Everything of one worker, for the others to do: who is used at all shapes a plan most, and no string is as long as a day. */
  private wholeTour(seed: number): void {
    const { state, string, random } = this;
    const { tours } = state.c;
    let tour = -1, seen = 0;
    for (let other = 0; other < tours; other++) if (state.field[other * TOUR + COUNT]! > 0 && random.below(++seen) === 0) tour = other;
    if (tour < 0 || state.field[tour * TOUR + COUNT]! > LONGEST_WHOLE) { this.takeTask(seed); return; }
    let count = 0;
    for (let node = state.next[state.gate(tour)]!; node < state.n; node = state.next[node]!) string[count++] = node;
    for (let at = 0; at < count; at++) this.takeTask(string[at]!);
    const more = count === 0 ? 0 : random.below(shares.more + 1);
    for (let at = 0; at < more; at++) {
      const near = string[random.below(count)]!;
      this.takeTask(this.near.list[near * this.near.width + random.below(Math.min(10, this.near.width))]!);
    }
    if (random.real() < shares.closed) this.emptied = tour;
  }

  private around(seed: number, most: number): void {
    const { random, near } = this;
    this.takeTask(seed);
    for (let at = 0; at < near.width && this.takenCount < most; at++) if (random.real() < 0.6) this.takeTask(near.list[seed * near.width + at]!);
  }

  /** Tasks that start at nearly the same moment, anywhere: what pairs compete for. */
  private sameTime(seed: number, most: number): void {
    const { state, random, movable } = this;
    const moment = state.start[seed]!;
    const span = state.c.durationBy[seed * state.c.workers]! * 2 + 1;
    this.takeTask(seed);
    for (let round = 0; round < movable.length && this.takenCount < most; round++) {
      const task = movable[random.below(movable.length)]!;
      if (Math.abs(state.start[task]! - moment) <= span) this.takeTask(task);
    }
  }
}
