/**
 * Cheapest place for a unit: every position of every worker who may, priced by a lower bound (ways, pairing, own and next lateness) and timed
 * only while the bound is below the best. Units of several tasks are tried over combinations of each task's best positions, so that both
 * people of a pair are chosen together. Positions are skipped at random now and then ("blinks", Christiaens and Vanden Berghe 2020).
 */
import { FAR } from '../compile.ts';
import type { Random } from '../routes/random.ts';
import { guidedCost, topLate } from './cost.ts';
import { Delay } from './delay.ts';
import { isKeptApart, keyBetween } from './keys.ts';
import { Slack } from './slack.ts';
import { BAD, COME, EPS, T_IDLE, TOUR, W_USED, type State } from './state.ts';
import { alignStarts, freeAt, linkedReady, lateAt, settle, startFrom } from './timing.ts';

/** Positions kept for each task of a unit with several tasks. */
const KEPT = 36;
const MOST = 16;
/** Positions timed in full where no price is exact, by best guess: for a task alone, and for each task of a pair. */
const TIMED = 12, TIMED_OF_PAIR = 6;

export class Insertion {
  readonly state: State;
  readonly random: Random;
  private readonly slack: Slack;
  private readonly delay: Delay;
  /** Positions found for each task of the unit at hand: node to follow, lower bound of the price, start there. */
  private readonly after = new Int32Array(MOST * KEPT);
  private readonly bound = new Float64Array(MOST * KEPT);
  private readonly begin = new Float64Array(MOST * KEPT);
  private readonly ways = new Float64Array(MOST * KEPT);
  private readonly isSure = new Uint8Array(MOST * KEPT);
  private readonly chosenAt = new Int32Array(MOST);
  private readonly joint = new Float64Array(MOST);
  private readonly count = new Int32Array(MOST);
  private readonly chosen = new Int32Array(MOST);
  private readonly best = new Int32Array(MOST);
  private bestKey = 0;
  private bestPrice = FAR;
  private priceNow = 0;
  private badNow = 0;
  private key = 0;
  private lowest = -FAR;
  private highest = FAR;
  /** Positions to look at before the next one is skipped. */
  private untilBlink = 0;

  constructor(state: State, random: Random) {
    this.state = state;
    this.random = random;
    this.slack = new Slack(state);
    this.delay = new Delay(state, this.slack);
  }

  /** Puts a unit where it is cheapest. False (and nothing changed) where no position keeps the hard rules. */
  insert(unit: number, blink: number): boolean {
    const { state } = this;
    const { unitAt, unitTasks } = state.c;
    const first = unitAt[unit]!, size = unitAt[unit + 1]! - first;
    this.bestPrice = FAR;
    this.slack.forget();
    this.priceNow = guidedCost(state) - state.dropGain(unit);
    this.badNow = state.sum[BAD]!;
    this.idleFrom = FAR;
    if (state.idleTop > 0) {
      let worst = 0;
      for (let tour = 0; tour < state.c.tours; tour++) worst = Math.max(worst, state.field[tour * TOUR + T_IDLE]!);
      this.idleFrom = worst * 0.97;
    }
    if (size > MOST) return false;
    if (size === 1) {
      this.collect(unitTasks[first]!, 0, blink);
      this.tryOne(unitTasks[first]!, first);
    }
    else {
      for (let at = 0; at < size; at++) {
        this.collect(unitTasks[first + at]!, at, blink);
        if (this.count[at] === 0) return false;
      }
      this.combine(first, size, 0, 0);
    }
    if (this.bestPrice >= FAR) return false;
    for (let at = 0; at < size; at++) state.link(unitTasks[first + at]!, this.best[at]!, this.bestKey);
    settle(state, FAR, FAR);
    return true;
  }

  /** Price the last insertion was chosen for; exact where time is not paid. */
  price(): number {
    return this.bestPrice;
  }

  /** Tries the kept positions of a unit of one task, best bound first. */
  private tryOne(task: number, first: number): void {
    const { state, bound, begin, ways } = this;
    const most = state.isPlain ? this.count[0]! : Math.min(TIMED, this.count[0]!);
    for (let at = 0; at < most; at++) {
      if (state.isPlain && bound[at]! >= this.bestPrice) return;
      this.chosen[0] = this.after[at]!;
      if (!state.isPlain) { this.startThere = begin[at]!; this.attempt(first, 1); continue; }
      this.joint[0] = begin[at]!;
      this.chosenAt[0] = at;
      let exact = bound[at]!;
      if (this.isSure[at] === 0) {
        const { c } = state, tour = state.tour[this.chosen[0]!]!;
        const late = c.isSoft[task] === 0 ? 0 : lateAt(state, task, c.tourWorker[tour]!, begin[at]!);
        this.topThere = Math.max(late, topLate(state));
        this.bare = ways[at]! + state.late1 * late + state.lateTop * (this.topThere - topLate(state));
        exact = this.bare + this.priceDelays(first, 1, this.bestPrice - this.bare);
      }
      if (exact >= this.bestPrice) continue;
      this.startThere = begin[at]!;
      if (this.findKeyOf(first, 1)) this.remember(exact, 1);
    }
  }

  /** Set by `priceAt`: the price needs no timing; every later position of this tour is too late as well; the start there. */
  private isExact = false;
  private isPast = false;
  private startThere = 0;
  /** Part of the price that is ways and pairing. */
  private waysThere = 0;
  /** Price before any delay of others, and the largest lateness so far. */
  private bare = 0;
  /** Idle time from which a worker counts as one of the idlest. */
  private idleFrom = FAR;
  private topThere = 0;

  /** Lower bound of what a task costs behind `after`; FAR where it surely exceeds `most` or breaks a hard rule. */
  private priceAt(task: number, tour: number, after: number, most: number): number {
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
  private priceDelay(task: number, worker: number, next: number): number {
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

  /** Keeps the best positions of one task of a unit with several, sorted by their bound. */
  private collect(task: number, part: number, blink: number): void {
    const { state, after: kept, bound, begin, ways, isSure } = this;
    const { c } = state;
    const from = part * KEPT;
    let count = 0;
    this.boundKeys(task);
    for (let at = c.toursAt[task]!; at < c.toursAt[task + 1]!; at++) {
      const tour = c.toursOf[at]!;
      if (isKeptApart(state, task, c.tourWorker[tour]!)) continue;
      const head = state.n + tour;
      let after = state.gate(tour);
      do {
        if (state.key[after]! >= this.highest) break;
        if (blink === 0 || this.untilBlink-- > 0) {
          const price = this.priceAt(task, tour, after, count < KEPT ? FAR : bound[from + count - 1]!);
          if (price >= FAR) { if (this.isPast) break; }
          else if (this.keyBehind(after) <= this.lowest) { /* before what it must follow */ }
          else if (count < KEPT || price < bound[from + count - 1]!) {
            let to = from + (count < KEPT ? count++ : KEPT - 1);
            while (to > from && bound[to - 1]! > price) { bound[to] = bound[to - 1]!; kept[to] = kept[to - 1]!; begin[to] = begin[to - 1]!; ways[to] = ways[to - 1]!; isSure[to] = isSure[to - 1]!; to--; }
            bound[to] = price;
            kept[to] = after; begin[to] = this.startThere; ways[to] = this.waysThere; isSure[to] = this.isExact ? 1 : 0;
          }
        } else this.untilBlink = Math.floor(Math.log(this.random.real() + 1e-12) / Math.log(1 - blink));
        after = state.next[after]!;
      } while (after !== head);
    }
    this.count[part] = count;
  }

  /** Tries positions of tasks `part…` of a unit with those of the tasks before them already chosen. */
  private combine(first: number, size: number, part: number, sum: number): void {
    const { state, bound, after: kept, chosen } = this;
    let rest = 0;
    for (let other = part + 1; other < size; other++) rest += bound[other * KEPT]!;
    const canPrune = state.isPlain;
    // Without exact prices every combination is timed: a few of the best must do.
    const most = canPrune ? this.count[part]! : Math.min(TIMED_OF_PAIR, this.count[part]!);
    for (let at = 0; at < most; at++) {
      const price = sum + bound[part * KEPT + at]!;
      if (canPrune && price + rest >= this.bestPrice) return;
      const after = kept[part * KEPT + at]!;
      if (!this.fitsChosen(after, part)) continue;
      chosen[part] = after;
      this.chosenAt[part] = part * KEPT + at;
      if (part + 1 < size) this.combine(first, size, part + 1, price);
      else if (!state.isMonotone) this.attempt(first, size);
      else {
        const together = this.priceTogether(first, size);
        if (together >= FAR || (canPrune && together >= this.bestPrice)) continue;
        if (state.isPlain) {
          const exact = this.isExact ? together : this.bare + this.priceDelays(first, size, this.bestPrice - this.bare);
          if (exact < this.bestPrice && this.findKeyOf(first, size)) this.remember(exact, size);
        } else this.attempt(first, size);
      }
    }
  }

  /** Lower bound of the price of a unit at the chosen positions, its links and the next tasks' lateness included. Sets `isExact`. */
  private priceTogether(first: number, size: number): number {
    const { state, joint } = this;
    const { c, n } = state;
    for (let part = 0; part < size; part++) joint[part] = this.begin[this.chosenAt[part]!]!;
    alignStarts(state, c.unitOf[c.unitTasks[first]!]!, joint, this.chosen);
    let price = 0, top = topLate(state);
    const wasTop = top;
    let delayed = 0;
    this.isExact = state.isPlain;
    for (let part = 0; part < size; part++) {
      const task = c.unitTasks[first + part]!, after = this.chosen[part]!, tour = state.tour[after]!, worker = c.tourWorker[tour]!, behind = state.next[after]!;
      const begin = joint[part]!;
      const late = lateAt(state, task, worker, begin);
      if (begin > c.latest[task]! + EPS) return FAR;
      price += this.ways[this.chosenAt[part]!]!;
      if (c.isSoft[task] === 0) { if (late > EPS) return FAR; }
      else if (late > 0) { price += state.late1 * late; if (late > top) top = late; }
      if (c.beforeAt[task] !== c.beforeAt[task + 1] || c.afterAt[task] !== c.afterAt[task + 1]) this.isExact = false;
      const come = begin + c.durationBy[task * c.workers + worker]! + c.time[state.modeAt[tour]! + c.place[task]! * c.places + state.arrivePlace[behind]!]!;
      if (behind >= n) {
        if (come > c.shiftTo[tour]! + EPS) { if (c.isEndSoft[tour] === 0) return FAR; this.isExact = false; }
      } else if (come > state.start[behind]!) {
        const next = startFrom(state, behind, worker, come);
        if (next <= state.start[behind]!) continue;
        const more = this.priceDelay(behind, worker, next);
        if (more >= FAR) return FAR;
        if (more > delayed) delayed = more;
      }
    }
    if (top > wasTop) price += state.lateTop * (top - wasTop);
    this.bare = price;
    this.topThere = top;
    return price + delayed;
  }

  private remember(price: number, size: number): void {
    this.bestPrice = price;
    this.bestKey = this.key;
    for (let part = 0; part < size; part++) this.best[part] = this.chosen[part]!;
  }

  /** Whether a position may stand beside the chosen ones: other workers, and a key between all neighbours. */
  private fitsChosen(after: number, part: number): boolean {
    const { state, chosen } = this;
    const { tourWorker } = state.c;
    const worker = tourWorker[state.tour[after]!]!, low = state.key[after]!, high = this.keyBehind(after);
    for (let other = 0; other < part; other++) {
      const node = chosen[other]!;
      if (tourWorker[state.tour[node]!] === worker || !(low < this.keyBehind(node)) || !(state.key[node]! < high)) return false;
    }
    return true;
  }

  private keyBehind(node: number): number {
    const behind = this.state.next[node]!;
    return behind >= this.state.n ? FAR : this.state.key[behind]!;
  }

  /** Exact price of the delays a unit causes at the chosen positions, with its starts in `joint`. */
  private priceDelays(first: number, size: number, limit: number): number {
    const { state, delay } = this;
    const { c, n } = state;
    delay.begin(this.topThere);
    for (let part = 0; part < size; part++) {
      const task = c.unitTasks[first + part]!, tour = state.tour[this.chosen[part]!]!, behind = state.next[this.chosen[part]!]!;
      const there = this.joint[part]! + c.durationBy[task * c.workers + c.tourWorker[tour]!]! + c.time[state.modeAt[tour]! + c.place[task]! * c.places + state.arrivePlace[behind]!]!;
      if (behind < n) delay.push(behind, there);
      else delay.pushHome(tour, there, state.field[tour * TOUR + COME]!);
      for (let at = c.afterAt[task]!; at < c.afterAt[task + 1]!; at++) {
        const number = c.afterLinks[at]!, follower = c.linkAfter[number]!;
        if (state.tour[follower]! >= 0) delay.push(follower, this.joint[part]! + c.minGap[number]!);
      }
    }
    return delay.settle(limit);
  }

  /** Keys between which a task must stand for its links without an upper limit. */
  private boundKeys(task: number): void {
    const { c, key, tour } = this.state;
    this.lowest = -FAR;
    this.highest = FAR;
    for (let at = c.beforeAt[task]!; at < c.beforeAt[task + 1]!; at++) {
      const other = c.linkBefore[c.beforeLinks[at]!]!;
      if (tour[other]! >= 0 && key[other]! > this.lowest) this.lowest = key[other]!;
    }
    for (let at = c.afterAt[task]!; at < c.afterAt[task + 1]!; at++) {
      const other = c.linkAfter[c.afterLinks[at]!]!;
      if (tour[other]! >= 0 && key[other]! < this.highest) this.highest = key[other]!;
    }
  }

  /** Finds a key between the neighbours of the chosen positions and linked tasks; false where there is none. */
  private findKeyOf(first: number, size: number): boolean {
    const { state } = this;
    const { c, key } = state;
    let low = -FAR, high = FAR;
    for (let part = 0; part < size; part++) {
      const node = this.chosen[part]!, task = c.unitTasks[first + part]!;
      if (key[node]! > low) low = key[node]!;
      const behind = this.keyBehind(node);
      if (behind < high) high = behind;
      this.boundKeys(task);
      if (this.lowest > low) low = this.lowest;
      if (this.highest < high) high = this.highest;
    }
    this.key = keyBetween(low, high, this.startThere);
    return low < this.key && this.key < high;
  }

  /** Times the unit at the chosen positions and remembers it if it is the cheapest so far. */
  private attempt(first: number, size: number): void {
    if (!this.findKeyOf(first, size)) return;
    const { state } = this;
    const { c } = state;
    state.mark();
    for (let part = 0; part < size; part++) state.link(c.unitTasks[first + part]!, this.chosen[part]!, this.key);
    if (settle(state, this.bestPrice >= FAR ? FAR : this.priceNow + this.bestPrice, this.badNow)) {
      const price = guidedCost(state) - this.priceNow;
      if (price < this.bestPrice) this.remember(price, size);
    }
    state.rollback();
  }
}
