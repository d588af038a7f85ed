/**
 * The routes a search works on. Contiguous slots per worker (a scan reads memory from left to right; linked lists measured slower in V8), with the
 * earliest departure and the latest start cached per slot, so that one comparison tells whether an insertion fits (Savelsbergh 1992).
 * Touched routes are saved once per iteration and put back byte for byte when the candidate is refused.
 */
import type { Columns } from './columns.ts';

export class State {
  readonly columns: Columns;
  /** Slots per route: start, tasks, end. Slot k of worker r is at r × stride + k. */
  readonly stride: number;
  readonly seq: Int32Array;
  /** Earliest departure after slot k's task; for the end slot the earliest arrival. */
  readonly departure: Float64Array;
  /** Latest start at slot k that keeps the rest in time; for slot 0 the latest departure. */
  readonly latest: Float64Array;
  /** Cost of the way into slot k. */
  readonly legIn: Float64Array;
  readonly size: Int32Array;
  readonly load: Float64Array;
  readonly work: Float64Array;
  readonly travel: Float64Array;
  /** Changes with every change of the route and comes back with it: what is remembered about a route is good while this agrees. */
  readonly version: Int32Array;
  readonly cost: Float64Array;
  readonly routeOf: Int32Array;
  readonly slotOf: Int32Array;
  /** A permutation of the workers: those with a route stand first. */
  readonly order: Int32Array;
  readonly orderAt: Int32Array;
  usedCount = 0;
  versions = 0;
  /** Timed problems only: duration, earliest and latest begin of what stands up to slot k and from slot k on (Vidal et al. 2013). */
  readonly headSpan: Float64Array;
  readonly headEarly: Float64Array;
  readonly headLate: Float64Array;
  readonly tailSpan: Float64Array;
  readonly tailEarly: Float64Array;
  readonly tailLate: Float64Array;
  readonly touched: Int32Array;
  readonly isTouched: Uint8Array;
  touchedCount = 0;
  private readonly oldSeq: Int32Array;
  private readonly oldDeparture: Float64Array;
  private readonly oldLatest: Float64Array;
  private readonly oldLegIn: Float64Array;
  private readonly oldSize: Int32Array;
  private readonly oldVersion: Int32Array;
  readonly oldCost: Float64Array;
  private readonly oldLoad: Float64Array;

  constructor(columns: Columns) {
    const { tasks, workers, loads, isTimed } = columns;
    this.columns = columns;
    this.stride = columns.longest + 3;
    const slots = workers * this.stride;
    this.seq = new Int32Array(slots);
    this.departure = new Float64Array(slots);
    this.latest = new Float64Array(slots);
    this.legIn = new Float64Array(slots);
    this.size = new Int32Array(workers);
    this.load = new Float64Array(workers * loads);
    this.work = new Float64Array(workers);
    this.travel = new Float64Array(workers);
    this.version = new Int32Array(workers);
    this.cost = new Float64Array(workers);
    this.routeOf = new Int32Array(tasks).fill(-1);
    this.slotOf = new Int32Array(tasks);
    this.order = Int32Array.from({ length: workers }, (_, at) => at);
    this.orderAt = this.order.slice();
    const timed = isTimed ? slots : 0;
    this.headSpan = new Float64Array(timed);
    this.headEarly = new Float64Array(timed);
    this.headLate = new Float64Array(timed);
    this.tailSpan = new Float64Array(timed);
    this.tailEarly = new Float64Array(timed);
    this.tailLate = new Float64Array(timed);
    this.touched = new Int32Array(workers);
    this.isTouched = new Uint8Array(workers);
    this.oldSeq = new Int32Array(slots);
    this.oldDeparture = new Float64Array(slots);
    this.oldLatest = new Float64Array(slots);
    this.oldLegIn = new Float64Array(slots);
    this.oldSize = new Int32Array(workers);
    this.oldVersion = new Int32Array(workers);
    this.oldCost = new Float64Array(workers);
    this.oldLoad = new Float64Array(workers * loads);
    for (let r = 0; r < workers; r++) this.clear(r);
  }

  /** Empties a route (of everything but its frozen part). */
  clear(r: number): void {
    const { columns, stride } = this;
    const base = r * stride;
    for (let k = 1; k <= this.size[r]!; k++) this.routeOf[this.seq[base + k]!] = -1;
    this.size[r] = 0;
    this.seq[base] = columns.startNode[r]!;
    this.seq[base + 1] = columns.endNode[r]!;
    for (let k = 0; k < columns.loads; k++) this.load[r * columns.loads + k] = columns.usedLoad[r * columns.loads + k]!;
    this.departure[base] = columns.readyAt[r]!;
    this.latest[base + 1] = columns.backBy[r]!;
    this.version[r] = ++this.versions;
    this.placeInOrder(r, columns.isBegun[r] === 1);
    this.forward(r, 1);
    this.backward(r, 0);
    this.settle(r);
  }

  private placeInOrder(r: number, isUsed: boolean): void {
    const at = this.orderAt[r]!;
    if (at < this.usedCount === isUsed) return;
    const with_ = isUsed ? this.usedCount++ : --this.usedCount;
    const other = this.order[with_]!;
    this.order[with_] = r;
    this.orderAt[r] = with_;
    this.order[at] = other;
    this.orderAt[other] = at;
  }

  /** Departures from slot `from` on, until nothing changes any more; legs of `from` and the slot after it. */
  private forward(r: number, from: number): void {
    const { seq, departure, legIn, columns } = this;
    const base = r * this.stride;
    const end = base + this.size[r]! + 1;
    const n = columns.nodes;
    const { open, duration } = columns;
    const mode = columns.mode[r]!;
    const time = columns.time[mode]!;
    const leg = columns.leg[mode]!;
    const { isPlain, releasedAt } = columns;
    let p = seq[base + from - 1]!;
    let left = departure[base + from - 1]!;
    for (let at = base + from; at <= end; at++) {
      const q = seq[at]!;
      const way = p * n + q;
      if (releasedAt && left < releasedAt[q]!) left = releasedAt[q]!;
      const arrives = left + time[way]!;
      if (at === end) left = arrives;
      else if (isPlain) left = (arrives < open[q]! ? open[q]! : arrives) + duration[q]!;
      else left = this.startFrom(q, arrives) + this.lasts(q, r);
      legIn[at] = leg[way]!;
      if (left === departure[at] && at > base + from) return;
      departure[at] = left;
      p = q;
    }
  }

  /** Latest starts from slot `from` down, until nothing changes any more. */
  private backward(r: number, from: number): void {
    const { seq, latest, columns } = this;
    const base = r * this.stride;
    const n = columns.nodes;
    const { close, duration } = columns;
    const time = columns.time[columns.mode[r]!]!;
    const { isPlain, releasedAt } = columns;
    let q = seq[base + from + 1]!;
    let bound = latest[base + from + 1]!;
    for (let k = from; k >= 0; k--) {
      const p = seq[base + k]!;
      bound -= time[p * n + q]!;
      if (releasedAt && releasedAt[q]! > bound) bound = -Infinity;
      if (k === 0) bound = Math.min(bound, columns.leaveBy[r]!);
      else if (isPlain) bound = bound - duration[p]! < close[p]! ? bound - duration[p]! : close[p]!;
      else bound = this.startUntil(p, bound - this.lasts(p, r));
      if (bound === latest[base + k] && k < from) return;
      latest[base + k] = bound;
      q = p;
    }
  }

  lasts(task: number, r: number): number {
    const { durationBy, duration, workers } = this.columns;
    return durationBy ? durationBy[task * workers + r]! : duration[task]!;
  }

  /** The first start at or after `at` that lies in a window; Infinity if there is none. */
  startFrom(task: number, at: number): number {
    const { windowsAt, windowFrom, windowTo, open } = this.columns;
    if (!windowsAt) return at < open[task]! ? open[task]! : at;
    for (let w = windowsAt[task]!; w < windowsAt[task + 1]!; w++) {
      if (at <= windowTo[w]!) return at < windowFrom[w]! ? windowFrom[w]! : at;
    }
    return Infinity;
  }

  /** The last start at or before `at` that lies in a window; -Infinity if there is none. */
  startUntil(task: number, at: number): number {
    const { windowsAt, windowFrom, windowTo, close } = this.columns;
    if (!windowsAt) return at < close[task]! ? at : close[task]!;
    for (let w = windowsAt[task + 1]! - 1; w >= windowsAt[task]!; w--) {
      if (at >= windowFrom[w]!) return at > windowTo[w]! ? windowTo[w]! : at;
    }
    return -Infinity;
  }

  /** Saves a route the first time an iteration changes it. */
  touch(r: number): void {
    if (this.isTouched[r] === 1) return;
    this.isTouched[r] = 1;
    this.touched[this.touchedCount++] = r;
    const base = r * this.stride;
    const end = base + this.size[r]! + 2;
    for (let at = base; at < end; at++) {
      this.oldSeq[at] = this.seq[at]!;
      this.oldDeparture[at] = this.departure[at]!;
      this.oldLatest[at] = this.latest[at]!;
      this.oldLegIn[at] = this.legIn[at]!;
    }
    this.oldSize[r] = this.size[r]!;
    this.oldVersion[r] = this.version[r]!;
    this.oldCost[r] = this.cost[r]!;
    const { loads } = this.columns;
    for (let k = r * loads; k < (r + 1) * loads; k++) this.oldLoad[k] = this.load[k]!;
  }

  /** Keeps what the iteration did. */
  accept(): void {
    for (let t = 0; t < this.touchedCount; t++) this.isTouched[this.touched[t]!] = 0;
    this.touchedCount = 0;
  }

  /** Puts every touched route back exactly as it was. */
  refuse(): void {
    const { loads, isTimed, isPlain } = this.columns;
    for (let t = 0; t < this.touchedCount; t++) {
      const r = this.touched[t]!;
      const base = r * this.stride;
      for (let at = base + 1; at <= base + this.size[r]!; at++) if (this.routeOf[this.seq[at]!] === r) this.routeOf[this.seq[at]!] = -1;
    }
    for (let t = 0; t < this.touchedCount; t++) {
      const r = this.touched[t]!;
      const base = r * this.stride;
      const size = this.oldSize[r]!;
      for (let at = base; at < base + size + 2; at++) {
        this.seq[at] = this.oldSeq[at]!;
        this.departure[at] = this.oldDeparture[at]!;
        this.latest[at] = this.oldLatest[at]!;
        this.legIn[at] = this.oldLegIn[at]!;
      }
      for (let k = 1; k <= size; k++) {
        const task = this.seq[base + k]!;
        this.routeOf[task] = r;
        this.slotOf[task] = k;
      }
      this.size[r] = size;
      this.version[r] = this.oldVersion[r]!;
      for (let k = r * loads; k < (r + 1) * loads; k++) this.load[k] = this.oldLoad[k]!;
      this.placeInOrder(r, size > 0 || this.columns.isBegun[r] === 1);
      if (isTimed || !isPlain) this.settle(r);
      this.cost[r] = this.oldCost[r]!;
      this.isTouched[r] = 0;
    }
    this.touchedCount = 0;
  }

  /** Puts a task into slot k (1 … size + 1) of route r. Whether it fits has been asked before. */
  insert(task: number, r: number, k: number): void {
    const { seq, departure, latest, legIn, slotOf, columns } = this;
    const base = r * this.stride;
    const size = ++this.size[r]!;
    for (let at = base + size + 1; at > base + k; at--) {
      const moved = seq[at - 1]!;
      seq[at] = moved;
      departure[at] = departure[at - 1]!;
      latest[at] = latest[at - 1]!;
      legIn[at] = legIn[at - 1]!;
      if (at <= base + size) slotOf[moved] = at - base;
    }
    seq[base + k] = task;
    slotOf[task] = k;
    this.routeOf[task] = r;
    for (let d = 0; d < columns.loads; d++) this.load[r * columns.loads + d]! += columns.load[task * columns.loads + d]!;
    this.version[r] = ++this.versions;
    if (size === 1) this.placeInOrder(r, true);
    departure[base + k] = NaN;
    departure[base + k + 1] = NaN;
    latest[base + k] = NaN;
    this.forward(r, k);
    this.backward(r, k);
    if (!columns.isPlain) this.settle(r);
  }

  /** Takes the tasks in slots from … to (both included) out of route r. */
  cut(r: number, from: number, to: number): void {
    const { seq, departure, latest, legIn, slotOf, columns } = this;
    const base = r * this.stride;
    for (let k = from; k <= to; k++) {
      const task = seq[base + k]!;
      this.routeOf[task] = -1;
      for (let d = 0; d < columns.loads; d++) this.load[r * columns.loads + d]! -= columns.load[task * columns.loads + d]!;
    }
    const gone = to - from + 1;
    const end = base + this.size[r]! + 1;
    for (let at = base + to + 1; at <= end; at++) {
      const moved = seq[at]!;
      seq[at - gone] = moved;
      departure[at - gone] = departure[at]!;
      latest[at - gone] = latest[at]!;
      legIn[at - gone] = legIn[at]!;
      if (at < end) slotOf[moved] = at - gone - base;
    }
    this.size[r]! -= gone;
    this.version[r] = ++this.versions;
    if (this.size[r] === 0) {
      // Sums of loads drift when they are not whole numbers; an empty route starts clean.
      for (let d = 0; d < columns.loads; d++) this.load[r * columns.loads + d] = columns.usedLoad[r * columns.loads + d]!;
      if (columns.isBegun[r] === 0) {
        this.placeInOrder(r, false);
        this.cost[r] = 0;
      }
    }
    departure[base + from] = NaN;
    latest[base + from - 1] = NaN;
    this.forward(r, from);
    this.backward(r, from - 1);
    if (!columns.isPlain) this.settle(r);
  }

  /** The route's cost anew from its legs; for the general path work, travel and spans as well. */
  settle(r: number): void {
    const { seq, legIn, columns } = this;
    const base = r * this.stride;
    const size = this.size[r]!;
    if (!columns.isPlain) this.settleLimits(r);
    if (size === 0 && columns.isBegun[r] === 0) {
      this.cost[r] = 0;
      return;
    }
    let cost = columns.fixed[r]!;
    for (let at = base + 1; at <= base + size + 1; at++) cost += legIn[at]!;
    if (columns.extra) for (let at = base + 1; at <= base + size; at++) cost += columns.extra[seq[at]! * columns.workers + r]!;
    if (columns.isTimed) cost += this.timedCost(r, this.headSpan[base + size + 1]!, this.work[r]!);
    this.cost[r] = cost;
  }

  /** What a whole duration costs: its price, and the price of the part that is neither travel nor task. */
  timedCost(r: number, span: number, work: number): number {
    const { durationPrice, waitingPrice, usedWork } = this.columns;
    return durationPrice * span + waitingPrice * (span - (work - usedWork[r]!));
  }

  private settleLimits(r: number): void {
    const { seq, columns } = this;
    const base = r * this.stride;
    const end = base + this.size[r]! + 1;
    const n = columns.nodes;
    const time = columns.time[columns.mode[r]!]!;
    let travel = columns.usedTravel[r]!;
    let work = columns.usedWork[r]!;
    for (let at = base + 1; at <= end; at++) {
      const way = time[seq[at - 1]! * n + seq[at]!]!;
      travel += way;
      work += way;
      if (at < end) work += this.lasts(seq[at]!, r);
    }
    this.travel[r] = travel;
    this.work[r] = work;
    if (!columns.isTimed) return;
    const { headSpan, headEarly, headLate, tailSpan, tailEarly, tailLate } = this;
    headSpan[base] = 0;
    headEarly[base] = columns.readyAt[r]!;
    headLate[base] = columns.leaveBy[r]!;
    for (let at = base + 1; at <= end; at++) {
      const task = seq[at]!;
      const before = headSpan[at - 1]! + time[seq[at - 1]! * n + task]!;
      const early = at === end ? columns.readyAt[r]! : columns.open[task]!;
      const late = at === end ? columns.backBy[r]! : columns.close[task]!;
      const wait = Math.max(0, early - before - headLate[at - 1]!);
      headSpan[at] = before + wait + (at === end ? 0 : this.lasts(task, r));
      headEarly[at] = Math.max(early - before, headEarly[at - 1]!) - wait;
      headLate[at] = Math.min(late - before, headLate[at - 1]!);
    }
    tailSpan[end] = 0;
    tailEarly[end] = columns.readyAt[r]!;
    tailLate[end] = columns.backBy[r]!;
    for (let at = end - 1; at > base; at--) {
      const task = seq[at]!;
      const before = this.lasts(task, r) + time[task * n + seq[at + 1]!]!;
      const wait = Math.max(0, tailEarly[at + 1]! - before - columns.close[task]!);
      tailSpan[at] = before + wait + tailSpan[at + 1]!;
      tailEarly[at] = Math.max(tailEarly[at + 1]! - before, columns.open[task]!) - wait;
      tailLate[at] = Math.min(tailLate[at + 1]! - before, columns.close[task]!);
    }
  }

  /** Does the route hold every limit? Asked where a task order comes from outside. */
  isFine(r: number): boolean {
    const { columns, seq } = this;
    const base = r * this.stride;
    const size = this.size[r]!;
    for (let d = 0; d < columns.loads; d++) if (this.load[r * columns.loads + d]! > columns.capacity[r * columns.loads + d]!) return false;
    if (columns.usedTasks[r]! + size > columns.maxTasks[r]! || this.work[r]! > columns.maxWork[r]! || this.travel[r]! > columns.maxTravel[r]!) return false;
    for (let k = 1; k <= size; k++) {
      const task = seq[base + k]!;
      if (columns.extra && columns.extra[task * columns.workers + r] === Infinity) return false;
      if (!(this.departure[base + k]! - this.lasts(task, r) <= this.latest[base + k]!)) return false;
    }
    return this.departure[base + size + 1]! <= columns.backBy[r]!;
  }
}
