/**
 * Where a task fits best in a route, remembered until the route changes: a ruin touches two or three routes, so most answers are still good
 * when the task is asked about again.
 */
import type { State } from './state.ts';

export class Insertions {
  readonly state: State;
  /** Per task × workers: the route's version the answer is for, the slot (0 = nowhere) and what it adds to the cost. */
  readonly version: Int32Array;
  readonly slot: Int32Array;
  readonly added: Float64Array;
  private skipped = 0;

  constructor(state: State) {
    const { tasks, workers } = state.columns;
    this.state = state;
    this.version = new Int32Array(tasks * workers).fill(-1);
    this.slot = new Int32Array(tasks * workers);
    this.added = new Float64Array(tasks * workers);
  }

  /** Added cost of the task's best slot in route r; Infinity if it fits nowhere. The slot is then in `slot[task × workers + r]`. */
  best(task: number, r: number): number {
    const at = task * this.state.columns.workers + r;
    if (this.version[at] !== this.state.version[r]) {
      this.skipped = 0;
      if (this.state.columns.isPlain) this.scanPlain(task, r, at);
      else this.scanAny(task, r, at);
    }
    return this.added[at]!;
  }

  /** The same without the slot found so far: what a blink leaves. Overwrites the answer and marks it as not to be reused. */
  second(task: number, r: number): number {
    const at = task * this.state.columns.workers + r;
    this.skipped = this.slot[at]!;
    if (this.state.columns.isPlain) this.scanPlain(task, r, at);
    else this.scanAny(task, r, at);
    this.version[at] = -1;
    return this.added[at]!;
  }

  /** Equal workers, one window, at most one load: legs, two comparisons per slot. */
  private scanPlain(task: number, r: number, at: number): void {
    const { state } = this;
    const { columns, seq, departure, latest, legIn, stride } = state;
    this.version[at] = state.version[r]!;
    this.slot[at] = 0;
    this.added[at] = Infinity;
    if (columns.loads === 1 && state.load[r]! + columns.load[task]! > columns.capacity[r]!) return;
    const row = task * columns.nodes;
    const time = columns.time[0]!;
    const timeInto = columns.timeInto[0]!;
    const leg = columns.leg[0]!;
    const legInto = columns.legInto[0]!;
    const open = columns.open[task]!;
    const close = columns.close[task]!;
    const lasts = columns.duration[task]!;
    const base = r * stride;
    const last = base + state.size[r]!;
    const skip = this.skipped === 0 ? -1 : base + this.skipped - 1;
    let best = Infinity;
    let slot = 0;
    let p = seq[base]!;
    for (let s = base; s <= last; s++) {
      const q = seq[s + 1]!;
      let start = departure[s]! + timeInto[row + p]!;
      // Departures grow along the route; where the triangle inequality fails this may overlook a slot, never break a window.
      if (start > close) break;
      if (start < open) start = open;
      if (start + lasts + time[row + q]! <= latest[s + 1]!) {
        const more = legInto[row + p]! + leg[row + q]! - legIn[s + 1]!;
        if (more < best && s !== skip) {
          best = more;
          slot = s + 1 - base;
        }
      }
      p = q;
    }
    if (slot === 0) return;
    this.slot[at] = slot;
    this.added[at] = last === base ? best + legIn[base + 1]! + columns.fixed[r]! : best;
  }

  /** Any worker: several windows, loads, limits of tasks, work and travel, pair costs, prices of duration and waiting. */
  private scanAny(task: number, r: number, at: number): void {
    const { state } = this;
    const { columns, seq, departure, latest, legIn, stride } = state;
    this.version[at] = state.version[r]!;
    this.slot[at] = 0;
    this.added[at] = Infinity;
    const pair = columns.extra ? columns.extra[at]! : 0;
    const { loads } = columns;
    if (pair === Infinity || columns.usedTasks[r]! + state.size[r]! + 1 > columns.maxTasks[r]!) return;
    for (let d = 0; d < loads; d++) if (state.load[r * loads + d]! + columns.load[task * loads + d]! > columns.capacity[r * loads + d]!) return;
    const mode = columns.mode[r]!;
    const n = columns.nodes;
    const row = task * n;
    const time = columns.time[mode]!;
    const timeInto = columns.timeInto[mode]!;
    const leg = columns.leg[mode]!;
    const legInto = columns.legInto[mode]!;
    const lasts = state.lasts(task, r);
    const released = columns.releasedAt ? columns.releasedAt[task]! : -Infinity;
    const workLeft = columns.maxWork[r]! - state.work[r]! - lasts;
    const travelLeft = columns.maxTravel[r]! - state.travel[r]!;
    const base = r * stride;
    const last = base + state.size[r]!;
    const isIdle = last === base && columns.isBegun[r] === 0;
    const fixed = isIdle ? columns.fixed[r]! + legIn[base + 1]! : 0;
    const skip = this.skipped === 0 ? -1 : base + this.skipped - 1;
    let best = Infinity;
    let slot = 0;
    let p = seq[base]!;
    for (let s = base; s <= last; s++) {
      const q = seq[s + 1]!;
      const leaves = released > departure[s]! ? released : departure[s]!;
      const arrives = leaves + timeInto[row + p]!;
      if (arrives > columns.close[task]!) break;
      const way = timeInto[row + p]! + time[row + q]! - time[p * n + q]!;
      if (state.startFrom(task, arrives) + lasts + time[row + q]! <= latest[s + 1]! && way <= workLeft && way <= travelLeft) {
        let more = legInto[row + p]! + leg[row + q]! - legIn[s + 1]! + pair + fixed;
        if (columns.isTimed) more += this.addedTime(task, r, s, way, lasts, isIdle);
        if (more < best && s !== skip) {
          best = more;
          slot = s + 1 - base;
        }
      }
      p = q;
    }
    this.slot[at] = slot;
    this.added[at] = best;
  }

  /** Change of the price of duration and waiting when the task goes between slots s and s + 1: three segments joined in O(1). */
  private addedTime(task: number, r: number, s: number, way: number, lasts: number, isIdle: boolean): number {
    const { state } = this;
    const { columns, seq, stride } = state;
    const n = columns.nodes;
    const time = columns.time[columns.mode[r]!]!;
    const end = r * stride + state.size[r]! + 1;
    let before = state.headSpan[s]! + time[seq[s]! * n + task]!;
    let wait = Math.max(0, columns.open[task]! - before - state.headLate[s]!);
    let span = before + wait + lasts;
    const late = Math.min(columns.close[task]! - before, state.headLate[s]!);
    before = span + time[task * n + seq[s + 1]!]!;
    wait = Math.max(0, state.tailEarly[s + 1]! - before - late);
    span = before + wait + state.tailSpan[s + 1]!;
    const is = isIdle ? 0 : state.timedCost(r, state.headSpan[end]!, state.work[r]!);
    const work = isIdle ? way + lasts + columns.usedWork[r]! + time[seq[s]! * n + seq[s + 1]!]! : state.work[r]! + way + lasts;
    return state.timedCost(r, span, work) - is;
  }
}
