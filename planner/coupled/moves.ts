/**
 * Small changes for annealing where time itself is paid (waiting, idle time, breaks), so that no insertion can be priced without timing it:
 * a unit to other workers and another moment, two units' places exchanged, the rest of two days exchanged, a break earlier or later, a start
 * put off on purpose, a job left out or taken in. A moment is a key: everything with a smaller key stands before, so no cycle can arise.
 */
import { FAR } from '../compile.ts';
import type { Random } from '../routes/random.ts';
import { isKeptApart } from './keys.ts';
import { DROP, MUST, PLACED, T_IDLE, TOUR, type State } from './state.ts';

const MOST = 16;
/** How often a second job is left out or taken in with a first. */
const AGAIN = 0.25;

export class Moves {
  private readonly state: State;
  private readonly random: Random;
  private readonly movable: Int32Array;
  private readonly jobs: Int32Array;
  private readonly chosen = new Int32Array(MOST);
  private readonly isBroken: boolean;
  private readonly tail: Int32Array;
  private readonly tailKey: Float64Array;

  constructor(state: State, random: Random) {
    this.state = state;
    this.random = random;
    const { c } = state;
    this.movable = Int32Array.from({ length: c.tasks }, (_, task) => task).filter((task) => c.frozenTour[task]! < 0 && c.toursAt[task + 1]! > c.toursAt[task]!);
    this.jobs = Int32Array.from({ length: c.jobs }, (_, job) => job).filter((job) => this.unfrozen(job));
    this.isBroken = c.breakFrom.length > 0;
    this.tail = new Int32Array(c.tasks * 2);
    this.tailKey = new Float64Array(c.tasks * 2);
  }

  private unfrozen(job: number): boolean {
    const { c } = this.state;
    for (let at = c.jobAt[job]!; at < c.jobAt[job + 1]!; at++) if (c.frozenTour[c.unitTasks[c.unitAt[c.jobUnits[at]!]!]!]! >= 0) return false;
    return true;
  }

  /** Makes one random change on the state (not settled). False: nothing was changed, or half of it: roll back. */
  change(): boolean {
    const { random, movable } = this;
    if (movable.length === 0) return false;
    const dice = random.real();
    const task = movable[random.below(movable.length)]!;
    if (this.state.idleTop > 0 && dice < 0.04) return this.feedIdlest();
    // Most changes need a task that is done: where few are, try taking in rather than nothing.
    if (this.state.tour[task]! < 0 && this.jobs.length > 0 && random.real() < 0.3) return this.toggle() && (random.real() >= AGAIN || this.toggle());
    if (dice < 0.46) return this.relocate(task);
    if (dice < 0.64) return this.exchange(task);
    if (dice < 0.74) return this.swapTails();
    if (dice < 0.84) return this.isBroken ? this.moveBreak() : this.relocate(task);
    if (dice < 0.94) return this.delay(task);
    if (dice < 0.97 && this.state.sum[DROP]! + this.state.sum[MUST]! > 0) return this.replace(task);
    if (this.jobs.length === 0) return this.shiftInTour(task);
    // Two at once now and then: what it costs to send somebody out at all pays only for several visits.
    return this.toggle() && (random.real() >= AGAIN || this.toggle());
  }

  /** A moment near the task's start, or anywhere in one of its windows. */
  private moment(task: number): number {
    const { state, random } = this;
    const { c } = state;
    const first = c.windowAt[task]!, count = c.windowAt[task + 1]! - first;
    if (state.tour[task]! >= 0 && random.real() < 0.5) return state.key[task]! + (random.real() - 0.5) * 4 * c.durationBy[task * c.workers]! + (random.real() - 0.5) * 20;
    if (count === 0) return random.real() * 1000;
    const at = first + random.below(count);
    const from = c.windowFrom[at]!, span = Math.min(c.windowTo[at]! - from, 1e6);
    return from + (random.real() * 1.3 - 0.1) * span;
  }

  /** Node of a tour after which a key belongs. */
  private nodeBefore(tour: number, key: number): number {
    const { state } = this;
    const head = state.n + tour;
    let node = state.gate(tour);
    for (let behind = state.next[node]!; behind !== head && state.key[behind]! < key; behind = state.next[node]!) node = behind;
    return node;
  }

  private mayTake(task: number, tour: number): boolean {
    const { c } = this.state;
    const worker = c.tourWorker[tour]!;
    return ((c.allow[task * c.words + (worker >>> 5)]! >>> (worker & 31)) & 1) === 1;
  }

  /** Whether a key keeps the order of links without an upper limit. */
  private fitsLinks(task: number, key: number): boolean {
    const { state } = this;
    const { c } = state;
    for (let at = c.beforeAt[task]!; at < c.beforeAt[task + 1]!; at++) {
      const other = c.linkBefore[c.beforeLinks[at]!]!;
      if (state.tour[other]! >= 0 && state.key[other]! >= key) return false;
    }
    for (let at = c.afterAt[task]!; at < c.afterAt[task + 1]!; at++) {
      const other = c.linkAfter[c.afterLinks[at]!]!;
      if (state.tour[other]! >= 0 && state.key[other]! <= key) return false;
    }
    return true;
  }

  private unlinkUnit(unit: number): void {
    const { c } = this.state;
    for (let at = c.unitAt[unit]!; at < c.unitAt[unit + 1]!; at++) this.state.unlink(c.unitTasks[at]!);
  }

  /** Links an unplaced task into a tour at a key. False where a rule forbids it. */
  private place(task: number, tour: number, key: number): boolean {
    const { state } = this;
    if (!this.mayTake(task, tour) || isKeptApart(state, task, state.c.tourWorker[tour]!) || !this.fitsLinks(task, key)) return false;
    const after = this.nodeBefore(tour, key), behind = state.next[after]!;
    if (behind < state.n && state.key[behind]! <= key) return false;
    if (after < state.n && state.key[after]! >= key) return false;
    state.link(task, after, key);
    return true;
  }

  private placeUnit(unit: number, key: number): boolean {
    const { c } = this.state;
    for (let at = c.unitAt[unit]!; at < c.unitAt[unit + 1]!; at++) if (!this.placeOne(c.unitTasks[at]!, key)) return false;
    return true;
  }

  /** Places a task with a random worker. */
  private placeOne(task: number, key: number): boolean {
    const { c } = this.state;
    const first = c.toursAt[task]!, count = c.toursAt[task + 1]! - first;
    if (count === 0) return false;
    for (let round = 0; round < 4; round++) if (this.place(task, c.toursOf[first + this.random.below(count)]!, key)) return true;
    return false;
  }

  /** A unit to other moments and workers; of a pair sometimes only one person changes. */
  private relocate(task: number): boolean {
    const { state, random, chosen } = this;
    const { c } = state;
    if (state.tour[task]! < 0) return false;
    const unit = c.unitOf[task]!, first = c.unitAt[unit]!, size = c.unitAt[unit + 1]! - first;
    const key = random.real() < 0.25 ? state.key[task]! : this.moment(task);
    const keeps = random.real();
    for (let at = 0; at < size; at++) chosen[at] = state.tour[c.unitTasks[first + at]!]!;
    if (keeps < 0.4) {
      const hold = state.hold[task]!;
      if (hold > -FAR && random.real() < 0.7) { state.touch(task); state.hold[task] = -FAR; }
    }
    this.unlinkUnit(unit);
    if (size === 1) return this.placeUnit(unit, key);
    // One of several changes, the others stay with their workers.
    const which = keeps < 0.6 ? random.below(size) : -1;
    for (let at = 0; at < size; at++) {
      const one = c.unitTasks[first + at]!;
      if (which >= 0 && at !== which) { if (!this.place(one, chosen[at]!, key)) return false; continue; }
      if (!this.placeOne(one, key)) return false;
    }
    return true;
  }

  /** A task to the worker with the most idle time, who alone decides that part of the cost. */
  private feedIdlest(): boolean {
    const { state, random, movable } = this;
    const { c } = state;
    let worst = 0;
    for (let tour = 1; tour < c.tours; tour++) if (state.field[tour * TOUR + T_IDLE]! > state.field[worst * TOUR + T_IDLE]!) worst = tour;
    for (let round = 0; round < 12; round++) {
      const task = movable[random.below(movable.length)]!;
      if (state.tour[task] === worst || state.tour[task]! < 0 || !this.mayTake(task, worst)) continue;
      const unit = c.unitOf[task]!, first = c.unitAt[unit]!, size = c.unitAt[unit + 1]! - first;
      const key = random.real() < 0.5 ? state.key[task]! : this.moment(task);
      for (let at = 0; at < size; at++) this.chosen[at] = c.unitTasks[first + at] === task ? worst : state.tour[c.unitTasks[first + at]!]!;
      this.unlinkUnit(unit);
      for (let at = 0; at < size; at++) if (!this.place(c.unitTasks[first + at]!, this.chosen[at]!, key)) return false;
      return true;
    }
    return false;
  }

  /** Two tasks' workers and moments exchanged; halves of pairs change workers only. */
  private exchange(task: number): boolean {
    const { state, random, movable } = this;
    const { c } = state;
    let other = task;
    for (let round = 0; round < 6; round++) {
      other = movable[random.below(movable.length)]!;
      if (state.tour[other]! >= 0 && state.tour[other] !== state.tour[task] && this.mayTake(other, Math.max(0, state.tour[task]!)) && this.mayTake(task, state.tour[other]!)) break;
    }
    const a = state.tour[task]!, b = state.tour[other]!;
    if (a < 0 || b < 0 || a === b) return false;
    const unitA = c.unitOf[task]!, unitB = c.unitOf[other]!;
    if (unitA === unitB) return false;
    const isSingle = c.unitAt[unitA + 1]! - c.unitAt[unitA]! === 1 && c.unitAt[unitB + 1]! - c.unitAt[unitB]! === 1;
    const keyA = state.key[task]!, keyB = state.key[other]!;
    state.unlink(task);
    state.unlink(other);
    return this.place(task, b, isSingle ? keyB : keyA) && this.place(other, a, isSingle ? keyA : keyB);
  }

  /** From a moment on, two workers do each other's tasks. */
  private swapTails(): boolean {
    const { state, random, movable, tail, tailKey } = this;
    const task = movable[random.below(movable.length)]!, a = state.tour[task]!;
    if (a < 0) return false;
    const { c } = state;
    const first = c.toursAt[task]!, b = c.toursOf[first + random.below(c.toursAt[task + 1]! - first)]!;
    if (a === b) return false;
    const key = state.key[task]! - (random.real() < 0.5 ? 0 : random.real() * 30);
    let count = 0;
    for (let node = state.next[this.nodeBefore(a, key)]!; node < state.n; node = state.next[node]!) tail[count++] = node;
    const fromA = count;
    for (let node = state.next[this.nodeBefore(b, key)]!; node < state.n; node = state.next[node]!) tail[count++] = node;
    for (let at = 0; at < count; at++) {
      tailKey[at] = state.key[tail[at]!]!;
      if (!this.mayTake(tail[at]!, at < fromA ? b : a)) return false;
    }
    for (let at = 0; at < count; at++) state.unlink(tail[at]!);
    for (let at = 0; at < count; at++) if (!this.place(tail[at]!, at < fromA ? b : a, tailKey[at]!)) return false;
    return true;
  }

  /** A break to another gap of its tour. */
  private moveBreak(): boolean {
    const { state, random } = this;
    const { c } = state;
    const tour = random.below(c.tours), head = state.n + tour;
    if (state.field[tour * TOUR + PLACED]! === 0) return false;
    let from = head;
    let to = head;
    let seen = 0, places = 0;
    for (let node = state.gate(tour); ; node = state.next[node]!) {
      if (state.rest[node]! >= 0) { if (random.below(++seen) === 0) from = node; }
      else if (random.below(++places) === 0) to = node;
      if (state.next[node]! === head) break;
    }
    // Mostly to the next gap, which is where breaks slip to.
    if (random.real() < 0.6) to = random.real() < 0.5 ? state.prev[from]! : state.next[from]!;
    // Never among what is done already.
    const gate = state.gate(tour);
    if (gate !== head && to !== gate && (to === head || c.frozenTour[to]! >= 0)) return false;
    if (seen === 0 || to === from || state.rest[to]! >= 0 || (from === head && to === state.prev[head] && random.real() < 0.5)) return false;
    state.touch(from); state.touch(to); state.touchTour(tour);
    state.rest[to] = state.rest[from]!;
    state.rest[from] = -1;
    for (const node of [from, to]) if (state.next[node]! < state.n) state.push(state.next[node]!);
    state.openTour(tour);
    return true;
  }

  /** A start put off to a later window or into later waiting, or no longer. */
  private delay(task: number): boolean {
    const { state, random } = this;
    const { c } = state;
    if (state.tour[task]! < 0) return false;
    const dice = random.real();
    let hold = -FAR;
    const first = c.windowAt[task]!, count = c.windowAt[task + 1]! - first;
    if (dice < 0.35 && state.hold[task]! > -FAR) hold = -FAR;
    else if (dice < 0.5 && count > 1) hold = c.windowFrom[first + random.below(count)]!;
    else {
      // Up to the waiting of the next tasks: what was waited there is then left later.
      let wait = 0, node = task;
      for (let step = 0; step < 3; step++) {
        node = state.next[node]!;
        if (node >= state.n) { const tour = state.tour[task]!; wait += Math.max(0, c.shiftTo[tour]! - state.field[tour * TOUR]!); break; }
        wait += state.wait[node]!;
        if (random.real() < 0.5) break;
      }
      if (wait <= 0) return false;
      hold = state.start[task]! + (random.real() < 0.5 ? wait : Math.ceil(random.real() * wait));
    }
    if (hold === state.hold[task]) return false;
    state.touch(task);
    state.hold[task] = hold;
    state.push(task);
    return true;
  }

  /** Leaves a job out, or takes a missing one in at random places. */
  private toggle(): boolean {
    const { state, random, jobs } = this;
    const { c, sum } = state;
    let job = jobs[random.below(jobs.length)]!;
    for (let round = 0; round < 8 && state.missing[job] === 0 && (sum[MUST]! > 0 || c.dropPrice[job]! >= FAR); round++) job = jobs[random.below(jobs.length)]!;
    const isMissing = state.missing[job]! > 0;
    if (!isMissing && c.dropPrice[job]! >= FAR) return false;
    for (let at = c.jobAt[job]!; at < c.jobAt[job + 1]!; at++) {
      const unit = c.jobUnits[at]!, lead = c.unitTasks[c.unitAt[unit]!]!;
      if (isMissing) { if (state.tour[lead]! < 0 && !this.placeUnit(unit, this.moment(lead))) return false; }
      else this.unlinkUnit(unit);
    }
    return true;
  }

  /** A job that is left out instead of one that is done, at the same worker and moment where it can. */
  private replace(task: number): boolean {
    const { state, random, jobs } = this;
    const { c } = state;
    const tour = state.tour[task]!, out = c.jobOf[task]!;
    if (tour < 0 || c.dropPrice[out]! >= FAR || !this.unfrozen(out)) return false;
    for (let round = 0; round < 60; round++) {
      const job = jobs[random.below(jobs.length)]!;
      if (state.missing[job] === 0) continue;
      const unit = c.jobUnits[c.jobAt[job]!]!, lead = c.unitTasks[c.unitAt[unit]!]!;
      if (state.tour[lead]! >= 0 || !this.mayTake(lead, tour)) continue;
      const key = random.real() < 0.6 ? state.key[task]! : this.moment(lead);
      for (let at = c.jobAt[out]!; at < c.jobAt[out + 1]!; at++) if (state.tour[c.unitTasks[c.unitAt[c.jobUnits[at]!]!]!]! >= 0) this.unlinkUnit(c.jobUnits[at]!);
      if (!this.place(lead, tour, key)) return false;
      for (let at = c.unitAt[unit]! + 1; at < c.unitAt[unit + 1]!; at++) if (!this.placeOne(c.unitTasks[at]!, key)) return false;
      for (let at = c.jobAt[job]! + 1; at < c.jobAt[job + 1]!; at++) if (!this.placeUnit(c.jobUnits[at]!, this.moment(c.unitTasks[c.unitAt[c.jobUnits[at]!]!]!))) return false;
      return true;
    }
    return false;
  }

  /** A task earlier or later in its own tour. */
  private shiftInTour(task: number): boolean {
    const { state } = this;
    const { c } = state;
    const tour = state.tour[task]!;
    if (tour < 0 || c.unitAt[c.unitOf[task]! + 1]! - c.unitAt[c.unitOf[task]!]! > 1) return false;
    const key = this.moment(task);
    state.unlink(task);
    return this.place(task, tour, key);
  }
}
