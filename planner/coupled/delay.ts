/**
 * What a delay costs, exactly and without changing anything, where nothing but lateness and overtime depends on time (`state.isPlain`).
 * Only tasks that are pushed beyond their slack (slack.ts) are followed: whoever is pushed by less is late nowhere further on, and where two
 * pushes meet the larger one counts, so leaving the smaller one out changes nothing.
 */
import { FAR } from '../compile.ts';
import type { Slack } from './slack.ts';
import { EPS, type State } from './state.ts';
import { alignStarts, travelTo } from './timing.ts';

export class Delay {
  private readonly state: State;
  private readonly slack: Slack;
  /** Starts that pushes ask for. */
  private readonly lift: Float64Array;
  private readonly stamp: Int32Array;
  private readonly isQueued: Uint8Array;
  private readonly queue: Int32Array;
  private readonly joint = new Float64Array(64);
  private count = 0;
  private round = 1;
  private price = 0;
  private top = 0;

  constructor(state: State, slack: Slack) {
    this.state = state;
    this.slack = slack;
    this.lift = new Float64Array(state.n);
    this.stamp = new Int32Array(state.n);
    this.isQueued = new Uint8Array(state.c.units);
    this.queue = new Int32Array(state.c.units + 1);
  }

  /** Begins a question; `top` is the largest lateness that is paid already. */
  begin(top: number): void {
    this.round++;
    this.count = 0;
    this.price = 0;
    this.top = top;
  }

  /** A placed task is reached only at `ready`. */
  push(task: number, ready: number): void {
    if (ready - this.state.start[task]! <= this.slack.of(task) + EPS) return;
    if (this.stamp[task] !== this.round) { this.stamp[task] = this.round; this.lift[task] = ready; }
    else if (ready > this.lift[task]!) this.lift[task] = ready;
    const unit = this.state.c.unitOf[task]!;
    if (this.isQueued[unit] === 1) return;
    this.isQueued[unit] = 1;
    this.queue[this.count++] = task;
  }

  /** A tour comes home only at `come`. */
  pushHome(tour: number, come: number, was: number): void {
    const { c, over1 } = this.state;
    const to = c.shiftTo[tour]!;
    if (come <= to + EPS) return;
    if (c.isEndSoft[tour] === 0) this.price = FAR;
    else this.price += over1 * (come - Math.max(to, was));
  }

  /** Cost of all that was pushed; FAR where it surely is `limit` or more, or breaks a hard rule. */
  settle(limit: number): number {
    const { state, queue, isQueued } = this;
    const { c } = state;
    const { key } = state;
    while (this.count > 0 && this.price < limit) {
      let best = 0, least = key[queue[0]!]!;
      for (let at = 1; at < this.count; at++) if (key[queue[at]!]! < least) { least = key[queue[at]!]!; best = at; }
      const unit = c.unitOf[queue[best]!]!;
      queue[best] = queue[--this.count]!;
      isQueued[unit] = 0;
      this.delayUnit(unit);
    }
    if (this.count === 0 && this.price < limit) return this.price;
    for (let at = 0; at < this.count; at++) isQueued[c.unitOf[queue[at]!]!] = 0;
    this.count = 0;
    return FAR;
  }

  private delayUnit(unit: number): void {
    const { state, joint } = this;
    const { c, start } = state;
    const first = c.unitAt[unit]!, size = c.unitAt[unit + 1]! - first;
    for (let at = 0; at < size; at++) {
      const task = c.unitTasks[first + at]!;
      joint[at] = this.stamp[task] === this.round && this.lift[task]! > start[task]! ? this.lift[task]! : start[task]!;
    }
    if (size > 1 && !alignStarts(state, unit, joint, null)) this.price = FAR;
    for (let at = 0; at < size; at++) {
      const task = c.unitTasks[first + at]!;
      if (joint[at]! - start[task]! > this.slack.of(task) + EPS) this.delayTask(task, joint[at]!);
    }
  }

  private delayTask(task: number, begin: number): void {
    const { state } = this;
    const { c, n } = state;
    if (c.frozenTour[task]! >= 0 || begin > c.latest[task]! + EPS) { this.price = FAR; return; }
    const tour = state.tour[task]!, duration = c.durationBy[task * c.workers + c.tourWorker[tour]!]!;
    const at = c.windowAt[task + 1]! - 1;
    if (at >= c.windowAt[task]!) {
      const late = (c.problem.isWindowMetAtEnd ? begin + duration : begin) - c.windowTo[at]!;
      if (late > 0) {
        if (c.isSoft[task] === 0) { if (late > EPS) this.price = FAR; }
        else {
          this.price += state.late1 * (late - state.late[task]!);
          if (late > this.top) { this.price += state.lateTop * (late - this.top); this.top = late; }
        }
      }
    }
    const behind = state.next[task]!, there = begin + duration + travelTo(state, task, behind);
    if (behind < n) this.push(behind, there);
    else this.pushHome(tour, there, there - begin + state.start[task]!);
    for (let link = c.afterAt[task]!; link < c.afterAt[task + 1]!; link++) {
      const number = c.afterLinks[link]!, follower = c.linkAfter[number]!;
      if (state.tour[follower]! >= 0) this.push(follower, begin + c.minGap[number]!);
    }
  }
}
