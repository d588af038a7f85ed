/**
 * Price of one position for one task: a lower bound (ways, pairing, own and next lateness) where an insertion can be priced without timing, and a
 * guess that only orders the trials where time itself is paid.
 */
import { FAR } from '../compile.ts';
import { topLate } from './cost.ts';
import { Delay } from './delay.ts';
import { Slack } from './slack.ts';
import { COME, EPS, T_IDLE, TOUR, W_USED, type State } from './state.ts';
import { freeAt, lateAt, linkedReady, startFrom } from './timing.ts';

export class Pricing {
  readonly state: State;
  protected readonly slack: Slack;
  protected readonly delay: Delay;
  /** Set by `priceAt`: the price needs no timing; every later position of this tour is too late as well; the start there. */
  protected isExact = false;
  protected isPast = false;
  protected startThere = 0;
  /** Part of the price that is ways and pairing. */
  protected waysThere = 0;
  /** Price before any delay of others, and the largest lateness so far. */
  protected bare = 0;
  /** Idle time from which a worker counts as one of the idlest. */
  protected idleFrom = FAR;
  protected topThere = 0;

  constructor(state: State) {
    this.state = state;
    this.slack = new Slack(state);
    this.delay = new Delay(state, this.slack);
  }

  /** Lower bound of what a task costs behind `after`; FAR where it surely exceeds `most` or breaks a hard rule. */
  protected priceAt(task: number, tour: number, after: number, most: number): number {
    const { state } = this;
    const { c, n } = state;
    const worker = c.tourWorker[tour]!, behind = state.next[after]!;
    const base = state.modeAt[tour]!, row = base + state.leavePlace[after]! * c.places, place = c.place[task]!;
    const in_ = row + place, out = base + place * c.places + state.arrivePlace[behind]!;
    this.isPast = false;
    let price = c.arcCost[in_]! + c.arcCost[out]! + c.priceBy[task * c.workers + worker]!;
    if (after < n || behind < n) price -= c.arcCost[row + state.arrivePlace[behind]!]!;
    else if (state.field[c.workerTours[c.workerAt[worker]!]! * TOUR + W_USED] === 0) price += c.fixedCost[worker]! + state.used1;
    this.waysThere = price;
    if (!state.isPlain) return this.estimate(task, tour, after, price, in_, out);
    if (price >= most) return FAR;
    const begin = startFrom(state, task, worker, Math.max(freeAt(state, after) + c.time[in_]!, linkedReady(state, task)));
    this.startThere = begin;
    let late = lateAt(state, task, worker, begin);
    if ((late > EPS && c.isSoft[task] === 0) || begin > c.latest[task]! + EPS) { this.isPast = true; return FAR; }
    if (c.isSoft[task] === 0) late = 0;
    const top = topLate(state);
    if (late > 0) {
      price += state.late1 * late;
      if (late > top) price += state.lateTop * (late - top);
      // What is too late here is later still further on, as long as arrivals grow along the tour.
      if (state.isPlain && state.late1 * late >= most) { this.isPast = true; return FAR; }
    }
    this.bare = price;
    this.topThere = late > top ? late : top;
    const come = begin + c.durationBy[task * c.workers + worker]! + c.time[out]!;
    this.isExact = state.isPlain && c.beforeAt[task] === c.beforeAt[task + 1] && c.afterAt[task] === c.afterAt[task + 1];
    if (behind >= n) {
      if (come > c.shiftTo[tour]! + EPS) { if (c.isEndSoft[tour] === 0) return FAR; this.isExact = false; }
    } else if (come > state.start[behind]!) {
      const next = startFrom(state, behind, worker, come);
      if (next > state.start[behind]!) {
        if (c.frozenTour[behind]! >= 0) return FAR;
        price += this.priceDelay(behind, worker, next);
      }
    }
    return price;
  }

  /** Guess of what a task costs where time itself is paid: only the order of the trials depends on it. FAR where a hard rule is surely broken. */
  private estimate(task: number, tour: number, after: number, ways: number, in_: number, out: number): number {
    const { state } = this;
    const { c, n } = state;
    const worker = c.tourWorker[tour]!, behind = state.next[after]!;
    const arrival = freeAt(state, after) + c.time[in_]!, begin = startFrom(state, task, worker, arrival);
    const late = lateAt(state, task, worker, begin);
    this.isExact = false;
    this.startThere = begin;
    if (begin > c.latest[task]! + EPS || (late > EPS && c.isSoft[task] === 0)) return FAR;
    let guess = ways + (state.late1 + 0.3 * state.lateTop) * late;
    if (after < n) guess += state.wait1 * (begin - arrival);
    const come = begin + c.durationBy[task * c.workers + worker]! + c.time[out]!;
    if (behind < n) {
      const next = startFrom(state, behind, worker, come), over = lateAt(state, behind, worker, next);
      if (c.isSoft[behind] === 0 && over > EPS) return FAR;
      guess += state.late1 * (over - state.late[behind]!) + state.wait1 * (next - come - state.wait[behind]!);
      // Whoever comes after is pushed as well.
      guess += 0.2 * state.late1 * (next - state.start[behind]!);
    } else if (come > c.shiftTo[tour]! + EPS) {
      if (c.isEndSoft[tour] === 0) return FAR;
      guess += state.over1 * (come - Math.max(c.shiftTo[tour]!, state.field[tour * TOUR + COME]!));
    }
    if (this.idleFrom < FAR && state.field[tour * TOUR + T_IDLE]! >= this.idleFrom) guess -= 0.5 * state.idleTop * c.durationBy[task * c.workers + worker]!;
    return guess;
  }

  /** Lower bound of what starting a placed task only at `next` costs; clears `isExact` where it costs anything. */
  protected priceDelay(task: number, worker: number, next: number): number {
    const { state, slack } = this;
    const delay = next - state.start[task]!;
    if (state.isPlain) {
      const excess = delay - slack.of(task);
      if (excess <= EPS) return 0;
      this.isExact = false;
      return slack.rate >= FAR ? FAR : excess * slack.rate;
    }
    this.isExact = false;
    const over = lateAt(state, task, worker, next);
    if (state.c.isSoft[task] === 0) return over > EPS ? FAR : 0;
    return state.late1 * (over - state.late[task]!);
  }
}
