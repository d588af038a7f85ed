/**
 * How much later a task may start before anybody anywhere is late (or later), a hard window is missed or a worker comes home after the shift:
 * the forward slack of vehicle routing (Savelsbergh 1992) carried over links. Delays spread by maxima only, so an insertion that delays the
 * next task by no more than its slack changes no lateness, and one that delays it by more costs at least the excess at the smallest rate.
 * Valid where `state.isPlain`. Computed on demand and forgotten when the plan changes.
 */
import { FAR } from '../compile.ts';
import type { State } from './state.ts';
import { freeAt, travelTo } from './timing.ts';

export class Slack {
  /** Price of one unit of delay beyond the slack, at least; FAR: forbidden. */
  readonly rate: number;
  private readonly state: State;
  private readonly value: Float64Array;
  private readonly stamp: Int32Array;
  private readonly due: Float64Array;
  private readonly own: Float64Array;
  private version = 1;

  constructor(state: State) {
    this.state = state;
    const { c } = state;
    this.value = new Float64Array(c.tasks);
    this.stamp = new Int32Array(c.tasks);
    this.due = new Float64Array(c.tasks);
    this.own = new Float64Array(c.tasks);
    const isSoft = c.isSoft.some((soft) => soft === 1), isHard = c.isSoft.some((soft) => soft === 0);
    const isEnd = c.shiftTo.some((to, tour) => to < FAR && c.isEndSoft[tour] === 1);
    const rates = [isSoft ? state.late1 : FAR, isEnd ? state.over1 : FAR];
    this.rate = Math.min(...rates);
    if (isHard && !isSoft && !isEnd) this.rate = FAR;
    for (let task = 0; task < c.tasks; task++) {
      const at = c.windowAt[task + 1]! - 1;
      this.due[task] = Math.min(c.latest[task]!, at < c.windowAt[task]! ? FAR : c.windowTo[at]!);
    }
  }

  /** Call after every change of the plan. */
  forget(): void {
    this.version++;
  }

  /** Slack of a placed task. */
  of(task: number): number {
    if (this.stamp[task] !== this.version) this.compute(this.state.c.unitOf[task]!);
    return this.value[task]!;
  }

  private compute(unit: number): void {
    const { state, value, stamp, own } = this;
    const { c } = state;
    const first = c.unitAt[unit]!, end = c.unitAt[unit + 1]!;
    if (end - first === 1) {
      const task = c.unitTasks[first]!;
      value[task] = this.ownSlack(task);
      stamp[task] = this.version;
      return;
    }
    for (let at = first; at < end; at++) own[c.unitTasks[at]!] = this.ownSlack(c.unitTasks[at]!);
    for (let at = first; at < end; at++) {
      const task = c.unitTasks[at]!;
      value[task] = own[task]!;
      stamp[task] = this.version;
    }
    for (let round = end - first; round > 1; round--) {
      for (let at = c.unitLinkAt[unit]!; at < c.unitLinkAt[unit + 1]!; at++) {
        const number = c.unitLinks[at]!, before = c.linkBefore[number]!, after = c.linkAfter[number]!;
        const apart = state.start[after]! - state.start[before]!;
        const forward = Math.max(0, apart - c.minGap[number]!) + value[after]!, backward = Math.max(0, c.maxGap[number]! - apart) + value[before]!;
        if (forward < value[before]!) value[before] = forward;
        if (backward < value[after]!) value[after] = backward;
      }
    }
  }

  /** Slack of a task without its links inside the unit. */
  private ownSlack(task: number): number {
    const { state } = this;
    const { c, n, start } = state;
    if (c.frozenTour[task]! >= 0) return 0;
    const behind = state.next[task]!, tour = state.tour[task]!;
    const until = this.due[task]! - (c.problem.isWindowMetAtEnd ? c.durationBy[task * c.workers + c.tourWorker[tour]!]! : 0);
    let slack = Math.max(0, until - start[task]!);
    const there = freeAt(state, task) + travelTo(state, task, behind);
    const rest = behind >= n ? c.shiftTo[tour]! - there : start[behind]! - there + this.of(behind);
    if (rest < slack) slack = Math.max(0, rest);
    for (let at = c.afterAt[task]!; at < c.afterAt[task + 1]!; at++) {
      const number = c.afterLinks[at]!, follower = c.linkAfter[number]!;
      if (state.tour[follower]! < 0) continue;
      const gap = start[follower]! - start[task]! - c.minGap[number]! + this.of(follower);
      if (gap < slack) slack = Math.max(0, gap);
    }
    return slack;
  }
}
