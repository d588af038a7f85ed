/**
 * Cheapest place for a unit: every position of every worker who may, priced by a lower bound (ways, pairing, own and next lateness) and timed
 * only while the bound is below the best. Units of several tasks are tried over combinations of each task's best positions, so that both
 * people of a pair are chosen together. Positions are skipped at random now and then ("blinks", Christiaens and Vanden Berghe 2020).
 */
import { FAR } from '../compile.ts';
import type { Random } from '../routes/random.ts';
import { guidedCost, topLate } from './cost.ts';
import { isKeptApart, keyBetween } from './keys.ts';
import { Pricing } from './pricing.ts';
import { likeliest, reach, type Kin } from './kin.ts';
import { BAD, COME, EPS, T_IDLE, TOUR, type State } from './state.ts';
import { alignStarts, lateAt, settle, startFrom } from './timing.ts';

/** Positions kept for each task of a unit with several tasks, and for a task alone that can be priced without timing. */
const KEPT = 36, KEPT_ALONE = 12;
const MOST = 16;
/** Positions timed in full where no price is exact, by best guess: for a task alone, and for each task of a pair. */
const TIMED = 12, TIMED_OF_PAIR = 6;

export class Insertion extends Pricing {
  readonly random: Random;
  /** Tour that takes nothing for now, or -1. */
  closed = -1;
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
  /** Of the task that is looked at: where its positions begin, how many there are and may be, and the best price that needs no timing. */
  private from = 0;
  private kept = 0;
  private mostKept = KEPT;
  private isFirstSureEnough = false;
  private sure = FAR;
  private readonly kin: Kin | null;
  private readonly seen: Int32Array;
  private lookNumber = 0;

  constructor(state: State, random: Random) {
    super(state);
    this.random = random;
    this.kin = state.isPlain && state.n >= reach.from ? likeliest(state.c, reach.width) : null;
    this.seen = new Int32Array(state.nodes);
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
      this.collect(unitTasks[first]!, 0, 1, blink);
      this.tryOne(unitTasks[first]!, first);
    }
    else {
      for (let at = 0; at < size; at++) {
        this.collect(unitTasks[first + at]!, at, size, blink);
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

  /** Keeps the best positions of one task, sorted by their bound; `size` tasks has its unit. */
  private collect(task: number, part: number, size: number, blink: number): void {
    const isAlone = size === 1 && this.state.isPlain;
    this.from = part * KEPT;
    this.kept = 0;
    this.mostKept = isAlone ? KEPT_ALONE : KEPT;
    this.isFirstSureEnough = isAlone;
    this.sure = FAR;
    this.boundKeys(task);
    if (this.kin) this.lookNear(task, blink, this.kin);
    if (!this.kin || this.kept === 0) this.lookEverywhere(task, blink);
    this.count[part] = this.kept;
  }

  private lookEverywhere(task: number, blink: number): void {
    const { state } = this;
    const { c } = state;
    for (let at = c.toursAt[task]!; at < c.toursAt[task + 1]!; at++) {
      const tour = c.toursOf[at]!;
      if (tour === this.closed || isKeptApart(state, task, c.tourWorker[tour]!)) continue;
      const head = state.n + tour;
      let after = state.gate(tour);
      do {
        if (state.key[after]! >= this.highest) break;
        if (this.mayLook(blink) && this.look(task, tour, after)) break;
        after = state.next[after]!;
      } while (after !== head);
    }
  }

  /** Looks behind and before the likeliest neighbours only, and at both ends of every tour. */
  private lookNear(task: number, blink: number, kin: Kin): void {
    const { state, seen } = this;
    const { c, n, next, prev, tour: tourOf } = state;
    const stamp = ++this.lookNumber;
    for (let at = c.toursAt[task]!; at < c.toursAt[task + 1]!; at++) {
      const tour = c.toursOf[at]!;
      if (tour === this.closed || isKeptApart(state, task, c.tourWorker[tour]!)) continue;
      // A day's beginning and end are near home, not near a task.
      const first = state.gate(tour), last = prev[n + tour]!;
      if (this.mayLook(blink)) this.look(task, tour, first);
      seen[first] = stamp;
      if (seen[last] === stamp || state.key[last]! >= this.highest) continue;
      seen[last] = stamp;
      if (this.mayLook(blink)) this.look(task, tour, last);
    }
    for (let side = 0; side < 2; side++) {
      const list = side === 0 ? kin.before : kin.after;
      for (let at = task * kin.width; at < (task + 1) * kin.width; at++) {
        const other = list[at]!, tour = tourOf[other]!;
        if (tour < 0 || tour === this.closed) continue;
        const worker = c.tourWorker[tour]!;
        if (((c.allow[task * c.words + (worker >>> 5)]! >>> (worker & 31)) & 1) === 0) continue;
        const after = side === 0 ? other : prev[other]!;
        if (seen[after] === stamp) continue;
        seen[after] = stamp;
        if (next[after]! < n && c.frozenTour[next[after]!]! >= 0) continue;
        if (state.key[after]! >= this.highest || !this.mayLook(blink) || isKeptApart(state, task, worker)) continue;
        this.look(task, tour, after);
      }
    }
  }

  /** False now and then, at random: a position that is overlooked. */
  private mayLook(blink: number): boolean {
    if (blink === 0 || this.untilBlink-- > 0) return true;
    this.untilBlink = Math.floor(Math.log(this.random.real() + 1e-12) / Math.log(1 - blink));
    return false;
  }

  /** Prices a position and keeps it if it is among the best. True: no later position of this tour can be any good. */
  private look(task: number, tour: number, after: number): boolean {
    const { from, bound } = this;
    const most = this.kept < this.mostKept ? FAR : bound[from + this.kept - 1]!;
    const price = this.priceAt(task, tour, after, this.sure < most ? this.sure : most);
    if (price >= FAR) return this.isPast;
    if (this.keyBehind(after) <= this.lowest || price >= most) return false;
    // A task alone has a price for certain at most positions: nothing above the best of these is of use. Pairs need a choice.
    if (this.isFirstSureEnough && this.isExact && price < this.sure) this.sure = price;
    const { after: nodes, begin, ways, isSure } = this;
    let to = from + (this.kept < this.mostKept ? this.kept++ : this.mostKept - 1);
    while (to > from && bound[to - 1]! > price) { bound[to] = bound[to - 1]!; nodes[to] = nodes[to - 1]!; begin[to] = begin[to - 1]!; ways[to] = ways[to - 1]!; isSure[to] = isSure[to - 1]!; to--; }
    bound[to] = price;
    nodes[to] = after; begin[to] = this.startThere; ways[to] = this.waysThere; isSure[to] = this.isExact ? 1 : 0;
    return false;
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
