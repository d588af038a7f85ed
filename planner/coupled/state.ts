/**
 * A plan under change: circular lists of tasks by tour, a start for every task, and the sums the cost is made of.
 * Starts are kept by dirty-set propagation: every unit has a key, keys grow along every tour and every link, so handling changed units by
 * ascending key settles each once, and no cycle can arise. Everything is logged on its first touch after a mark; `rollback` restores it bit by bit.
 * The timing rules (windows, breaks, links, shift ends) are in timing.ts.
 */
import { FAR, type Compiled } from '../compile.ts';

export const ARC = 0, PRICE = 1, DROP = 2, LATE = 3, WAIT = 4, OVER = 5, SPAN = 6, BAD = 7, MISSED = 8, FIXED = 9, TOP_LATE = 10, IS_STALE = 11, MUST = 12;
const SUMS = 13;
export const COME = 0, LEAVE = 1, T_OVER = 2, T_IDLE = 3, T_BAD = 4, T_SPAN = 5, TRAVEL = 6, SERVICE = 7, COUNT = 8, W_BAD = 9, W_USED = 10, T_MISSED = 11, GAPS = 12, PLACED = 13, T_WAIT = 14;
/** Fields of a tour; those that begin with W_ speak of the whole worker and stand at the worker's first tour. */
export const TOUR = 15;
/** Fields of a logged node. */
const NODE = 12;
/** Times closer than this are equal: sums of floats in another order differ by less, a unit of time is far more. */
export const EPS = 1e-7;
/** `bad` of a node: 1 a hard rule is broken, 2 the break before it does not fit. */
export const BROKEN = 1, BREAKLESS = 2;

export class State {
  readonly c: Compiled;
  readonly n: number;
  readonly nodes: number;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  readonly tour: Int32Array;
  /** Break taken between this node and the next, or -1. */
  readonly rest: Int32Array;
  readonly bad: Int32Array;
  readonly start: Float64Array;
  readonly late: Float64Array;
  readonly wait: Float64Array;
  readonly key: Float64Array;
  /** Start not before this by choice (a later window, less waiting further on). */
  readonly hold: Float64Array;
  readonly leavePlace: Int32Array;
  readonly arrivePlace: Int32Array;
  readonly freeFrom: Float64Array;
  readonly field: Float64Array;
  readonly modeAt: Int32Array;
  readonly missing: Int32Array;
  readonly sum = new Float64Array(SUMS);
  readonly dirty: Int32Array;
  dirtyCount = 0;
  readonly isDirty: Uint8Array;
  readonly open: Int32Array;
  openCount = 0;
  readonly isOpen: Uint8Array;
  readonly mustPrice: number;
  readonly late1: number; readonly lateTop: number; readonly wait1: number; readonly over1: number; readonly overTop: number;
  readonly idleTop: number; readonly range1: number; readonly span1: number; readonly missed1: number; readonly used1: number;
  /** Later arrivals can only cost more: partial costs may be cut off at a limit. */
  readonly isMonotone: boolean;
  /** Whether anything is limited by worker: counts, spans, loads, or shifts that may run into the next. */
  readonly hasLimits: boolean;
  /** Longest each break may become. A longer break idles nobody; where time away from home is paid it would be no gain. */
  readonly longest: Float64Array;
  /** Nothing is paid but ways, pairings, lateness and overtime: where an insertion delays nobody, its price is known without timing. */
  readonly isPlain: boolean;
  readonly isMissedHard: boolean;
  /** Weight of `unrest` in `guided`. */
  guide = 0;
  unrest = 0;
  worstIdle = 0;
  private txn = 1;
  private readonly nodeStamp: Int32Array;
  private readonly tourStamp: Int32Array;
  private nodeLog: Float64Array;
  nodeLogged = 0;
  private tourLog: Float64Array;
  tourLogged = 0;
  private readonly sumLog = new Float64Array(SUMS * 64);
  private readonly marks = new Int32Array(128);
  private depth = 0;

  constructor(c: Compiled) {
    this.c = c;
    const { tasks: n, tours } = c;
    const nodes = n + tours;
    this.n = n;
    this.nodes = nodes;
    const ints = (): Int32Array => new Int32Array(nodes).fill(-1);
    [this.next, this.prev, this.tour, this.rest] = [ints(), ints(), ints(), ints()];
    this.bad = new Int32Array(nodes);
    const floats = (): Float64Array => new Float64Array(nodes);
    [this.start, this.late, this.wait, this.key] = [floats(), floats(), floats(), floats()];
    this.hold = floats().fill(-FAR);
    this.leavePlace = new Int32Array(nodes);
    this.arrivePlace = new Int32Array(nodes);
    this.freeFrom = floats().fill(-FAR);
    this.field = new Float64Array(tours * TOUR);
    this.modeAt = Int32Array.from(c.tourMode, (mode) => mode * c.places * c.places);
    this.missing = Int32Array.from({ length: c.jobs }, (_, job) => c.jobAt[job + 1]! - c.jobAt[job]!);
    this.dirty = new Int32Array(nodes + 1);
    this.isDirty = new Uint8Array(c.units);
    this.open = new Int32Array(tours + 1);
    this.isOpen = new Uint8Array(tours);
    this.nodeStamp = new Int32Array(nodes);
    this.tourStamp = new Int32Array(tours);
    this.nodeLog = new Float64Array(NODE * 1024);
    this.tourLog = new Float64Array((TOUR + 1) * 256);
    const w = c.problem.weights;
    this.late1 = w.lateness ?? 0; this.lateTop = w.worstLateness ?? 0; this.wait1 = w.waiting ?? 0; this.over1 = w.overtime ?? 0; this.overTop = w.worstOvertime ?? 0;
    this.idleTop = w.worstIdle ?? 0; this.range1 = w.workRange ?? 0; this.span1 = w.duration ?? 0; this.missed1 = w.missedBreak ?? 0; this.used1 = w.workers ?? 0;
    this.isMissedHard = w.missedBreak === undefined || (c.problem.hard ?? []).includes('missedBreak');
    const isOneWindow = c.windowAt.every((at, task) => task === 0 || at - c.windowAt[task - 1]! <= 1);
    this.isMonotone = isOneWindow && (this.isMissedHard || c.breakFrom.length === 0);
    const isLateHome = c.isEndSoft.some((soft, tour) => soft === 1 && c.workerAt[c.tourWorker[tour]! + 1]! - c.workerAt[c.tourWorker[tour]!]! > 1);
    this.hasLimits = isLateHome || [c.maxTasks, c.maxWork, c.maxTravel].some((limit) => limit.some((most) => most < FAR)) || c.capacity.some((most) => most < FAR);
    this.isPlain = this.isMonotone && !this.hasLimits && this.overTop === 0 && this.wait1 === 0 && this.idleTop === 0 && this.range1 === 0 && this.span1 === 0 && c.breakFrom.length === 0;
    this.longest = this.span1 === 0 && this.range1 === 0 ? c.breakLongest : c.breakDuration;
    let largest = 0;
    for (const cost of c.arcCost) if (cost > largest && cost < FAR) largest = cost;
    for (const price of c.priceBy) if (price > largest && price < FAR) largest = price;
    for (const price of c.dropPrice) if (price > largest && price < FAR) largest = price;
    const horizon = Math.max(1, ...c.windowTo.map((to) => (to < FAR ? to : 0))) - Math.min(0, ...c.windowFrom.map((from) => (from > -FAR ? from : 0)));
    const perTime = this.late1 + this.lateTop + this.wait1 + this.over1 + this.overTop + this.idleTop + this.range1 + this.span1;
    this.mustPrice = 4 * largest + perTime * horizon + 2 * this.used1 + 2 * Math.max(0, ...c.fixedCost) + 1;
    for (let task = 0; task < n; task++) this.leavePlace[task] = this.arrivePlace[task] = c.place[task]!;
    for (let tour = 0; tour < tours; tour++) this.beginTour(tour);
    for (let job = 0; job < c.jobs; job++) this.addDrop(job, 1);
  }

  private beginTour(tour: number): void {
    const { c, n } = this;
    const head = n + tour;
    this.next[head] = this.prev[head] = head;
    this.tour[head] = tour;
    this.key[head] = -FAR;
    this.leavePlace[head] = c.startPlace[tour]!;
    this.arrivePlace[head] = c.endPlace[tour]!;
    this.freeFrom[head] = c.freeAt[tour]!;
    const first = c.frozenAt[tour]!, end = c.frozenAt[tour + 1]!;
    const gate = end > first ? c.frozenTasks[end - 1]! : head;
    if (c.freePlace[tour]! >= 0) this.leavePlace[gate] = c.freePlace[tour]!;
    if (gate !== head) { this.freeFrom[gate] = c.freeAt[tour]!; this.freeFrom[head] = -FAR; }
    this.openTour(tour);
  }

  /** Node the first movable task of a tour may follow: the last frozen task, or the head. */
  gate(tour: number): number {
    const { frozenAt, frozenTasks } = this.c;
    const end = frozenAt[tour + 1]!;
    return end > frozenAt[tour]! ? frozenTasks[end - 1]! : this.n + tour;
  }

  private addDrop(job: number, sign: number): void {
    const price = this.c.dropPrice[job]!;
    if (price >= FAR) this.sum[MUST]! += sign;
    else this.sum[DROP]! += sign * price;
  }

  /** What placing this unit saves because its job is whole then; 0 while others are missing. */
  dropGain(unit: number): number {
    const job = this.c.jobOf[this.c.unitTasks[this.c.unitAt[unit]!]!]!, price = this.c.dropPrice[job]!;
    return this.missing[job] === 1 ? (price >= FAR ? this.mustPrice : price) : 0;
  }

  /** Counts a unit of a job as placed (-1) or missing (+1); the unit's first task speaks for it. */
  private countUnit(task: number, change: number): void {
    if (!this.isLead(task)) return;
    const job = this.c.jobOf[task]!;
    const before = this.missing[job]!;
    this.missing[job] = before + change;
    if (before === 0) this.addDrop(job, 1);
    else if (before + change === 0) this.addDrop(job, -1);
  }

  /** Opens a level of undo. */
  mark(): void {
    const { depth } = this;
    this.marks[depth * 2] = this.nodeLogged;
    this.marks[depth * 2 + 1] = this.tourLogged;
    this.sumLog.set(this.sum, depth * SUMS);
    this.depth = depth + 1;
    this.txn++;
  }

  /** Keeps what was done since the last mark (an outer mark can still undo it). */
  keep(): void {
    this.depth--;
    if (this.depth === 0) this.nodeLogged = this.tourLogged = 0;
    this.txn++;
  }

  /** Restores everything as it was at the last mark. */
  rollback(): void {
    const depth = --this.depth;
    const { nodeLog, tourLog, field } = this;
    const toNode = this.marks[depth * 2]!, toTour = this.marks[depth * 2 + 1]!;
    for (let at = this.nodeLogged - 1; at >= toNode; at--) {
      const from = at * NODE;
      const node = nodeLog[from]!;
      const tour = nodeLog[from + 3]!;
      if (tour < 0 !== this.tour[node]! < 0 && this.isLead(node)) this.missing[this.c.jobOf[node]!]! += tour < 0 ? 1 : -1;
      this.next[node] = nodeLog[from + 1]!;
      this.prev[node] = nodeLog[from + 2]!;
      this.tour[node] = tour;
      this.rest[node] = nodeLog[from + 4]!;
      this.bad[node] = nodeLog[from + 5]!;
      this.start[node] = nodeLog[from + 6]!;
      this.late[node] = nodeLog[from + 7]!;
      this.wait[node] = nodeLog[from + 8]!;
      this.key[node] = nodeLog[from + 9]!;
      this.hold[node] = nodeLog[from + 10]!;
    }
    for (let at = this.tourLogged - 1; at >= toTour; at--) {
      const from = at * (TOUR + 1), to = tourLog[from]! * TOUR;
      for (let part = 0; part < TOUR; part++) field[to + part] = tourLog[from + 1 + part]!;
    }
    this.nodeLogged = toNode;
    this.tourLogged = toTour;
    for (let part = 0; part < SUMS; part++) this.sum[part] = this.sumLog[depth * SUMS + part]!;
    this.clearQueues();
    this.txn++;
  }

  private isLead(node: number): boolean {
    return node < this.n && this.c.unitTasks[this.c.unitAt[this.c.unitOf[node]!]!] === node;
  }

  clearQueues(): void {
    for (let at = 0; at < this.dirtyCount; at++) this.isDirty[this.c.unitOf[this.dirty[at]!]!] = 0;
    this.dirtyCount = 0;
    for (let at = 0; at < this.openCount; at++) this.isOpen[this.open[at]!] = 0;
    this.openCount = 0;
  }

  /** Logs a node before its first change since the last mark. */
  touch(node: number): void {
    if (this.nodeStamp[node] === this.txn) return;
    this.nodeStamp[node] = this.txn;
    if (this.depth === 0) return;
    let log = this.nodeLog;
    const at = this.nodeLogged++ * NODE;
    if (at + NODE > log.length) {
      log = new Float64Array(log.length * 2);
      log.set(this.nodeLog);
      this.nodeLog = log;
    }
    log[at] = node;
    log[at + 1] = this.next[node]!;
    log[at + 2] = this.prev[node]!;
    log[at + 3] = this.tour[node]!;
    log[at + 4] = this.rest[node]!;
    log[at + 5] = this.bad[node]!;
    log[at + 6] = this.start[node]!;
    log[at + 7] = this.late[node]!;
    log[at + 8] = this.wait[node]!;
    log[at + 9] = this.key[node]!;
    log[at + 10] = this.hold[node]!;
  }

  /** Logs a tour before its first change since the last mark. */
  touchTour(tour: number): void {
    if (this.tourStamp[tour] === this.txn) return;
    this.tourStamp[tour] = this.txn;
    if (this.depth === 0) return;
    let log = this.tourLog;
    const at = this.tourLogged++ * (TOUR + 1);
    if (at + TOUR + 1 > log.length) {
      log = new Float64Array(log.length * 2);
      log.set(this.tourLog);
      this.tourLog = log;
    }
    log[at] = tour;
    const from = tour * TOUR;
    for (let part = 0; part < TOUR; part++) log[at + 1 + part] = this.field[from + part]!;
  }

  /** Queues the unit of an assigned task for new timing. */
  push(task: number): void {
    const unit = this.c.unitOf[task]!;
    if (this.isDirty[unit] === 1) return;
    this.isDirty[unit] = 1;
    this.dirty[this.dirtyCount++] = task;
  }

  openTour(tour: number): void {
    if (this.isOpen[tour] === 1) return;
    this.isOpen[tour] = 1;
    this.open[this.openCount++] = tour;
  }

  private changeArc(from: number, to: number, sign: number): void {
    if (from >= this.n && to >= this.n) return;
    const { c } = this;
    const tour = this.tour[from]!;
    const at = this.modeAt[tour]! + this.leavePlace[from]! * c.places + this.arrivePlace[to]!;
    this.sum[ARC]! += sign * c.arcCost[at]!;
    this.field[tour * TOUR + TRAVEL]! += sign * c.time[at]!;
  }

  /** Puts a task behind a node of a tour, with a key between its neighbours'. Starts are settled by `settle` (timing.ts). */
  link(task: number, after: number, key: number): void {
    const { c } = this;
    const tour = this.tour[after]!, behind = this.next[after]!;
    const worker = c.tourWorker[tour]!;
    this.touch(task); this.touch(after); this.touch(behind); this.touchTour(tour);
    this.changeArc(after, behind, -1);
    this.next[after] = task; this.prev[task] = after; this.next[task] = behind; this.prev[behind] = task;
    this.tour[task] = tour;
    this.key[task] = key;
    this.rest[task] = -1;
    this.changeArc(after, task, 1);
    this.changeArc(task, behind, 1);
    this.sum[PRICE]! += c.priceBy[task * c.workers + worker]!;
    const at = tour * TOUR;
    this.field[at + SERVICE]! += c.durationBy[task * c.workers + worker]!;
    if (this.field[at + COUNT]!++ === 0) this.placeBreaks(tour, task);
    this.start[task] = -FAR;
    this.late[task] = 0; this.wait[task] = 0; this.bad[task] = 0;
    this.push(task);
    if (behind < this.n) this.push(behind);
    this.openTour(tour);
    this.countUnit(task, -1);
  }

  /** Takes a task out of its tour; a break after it moves to the node before, or behind if there is one already. */
  unlink(task: number): void {
    const { c } = this;
    const tour = this.tour[task]!, before = this.prev[task]!, behind = this.next[task]!;
    const worker = c.tourWorker[tour]!;
    this.touch(task); this.touch(before); this.touch(behind); this.touchTour(tour);
    this.changeArc(before, task, -1);
    this.changeArc(task, behind, -1);
    this.next[before] = behind; this.prev[behind] = before;
    this.changeArc(before, behind, 1);
    this.sum[PRICE]! -= c.priceBy[task * c.workers + worker]!;
    const at = tour * TOUR;
    this.field[at + SERVICE]! -= c.durationBy[task * c.workers + worker]!;
    const left = --this.field[at + COUNT]!;
    if (this.late[task]! > 0) this.dropLate(this.late[task]!);
    this.sum[WAIT]! -= this.wait[task]!;
    this.field[at + GAPS]! -= this.wait[task]!;
    if ((this.bad[task]! & BROKEN) !== 0) this.sum[BAD]!--;
    if ((this.bad[task]! & BREAKLESS) !== 0) this.sum[MISSED]!--;
    this.late[task] = 0; this.wait[task] = 0; this.bad[task] = 0;
    const rest = this.rest[task]!;
    if (left === 0) { this.rest[before] = -1; this.field[at + PLACED] = 0; }
    else if (rest >= 0) {
      if (this.rest[before]! < 0) this.rest[before] = rest;
      else if (behind < this.n && this.rest[behind]! < 0) this.rest[behind] = rest;
      else this.field[at + PLACED]!--;
    }
    this.next[task] = this.prev[task] = this.tour[task] = this.rest[task] = -1;
    if (behind < this.n) {
      this.push(behind);
      if (rest >= 0 && this.rest[behind] === rest && this.next[behind]! < this.n) this.push(this.next[behind]!);
    }
    this.openTour(tour);
    this.countUnit(task, 1);
    for (let at2 = c.afterAt[task]!; at2 < c.afterAt[task + 1]!; at2++) {
      const follower = c.linkAfter[c.afterLinks[at2]!]!;
      if (this.tour[follower]! >= 0) this.push(follower);
    }
  }

  /** Takes a sum of lateness down and remembers that the largest may be a smaller one now. */
  dropLate(late: number): void {
    this.sum[LATE]! -= late;
    if (late >= this.sum[TOP_LATE]!) this.sum[IS_STALE] = 1;
  }

  private placeBreaks(tour: number, task: number): void {
    const first = this.c.breakAt[tour]!, count = this.c.breakAt[tour + 1]! - first;
    if (count > 0) this.rest[this.n + tour] = first;
    if (count > 1) this.rest[task] = first + 1;
    this.field[tour * TOUR + PLACED] = Math.min(2, count);
  }

  /** With nothing placed: sets the sums to what an empty plan has exactly, so that rounding does not add up. Settle first. */
  resetSums(): void {
    const { sum, field } = this;
    sum[ARC] = sum[PRICE] = sum[LATE] = sum[WAIT] = sum[TOP_LATE] = sum[IS_STALE] = 0;
    sum[DROP] = sum[MUST] = 0;
    for (let job = 0; job < this.c.jobs; job++) this.addDrop(job, 1);
    for (let tour = 0; tour < this.c.tours; tour++) for (const part of [TRAVEL, SERVICE, GAPS]) field[tour * TOUR + part] = 0;
  }
}
