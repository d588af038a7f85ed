/**
 * Ruin and recreate with adjacent string removal and simulated annealing: Christiaens & Vanden Berghe, Slack Induction by String Removals
 * for Vehicle Routing Problems, Transportation Science 54 (2020).
 */
import type { Columns } from './columns.ts';
import { Insertions } from './insertion.ts';
import { findKin, findNear } from './near.ts';
import { sortAbsent } from './order.ts';
import { Random } from './random.ts';
import { State } from './state.ts';

/** Task orders of routes by worker; the workers not named stay at home. */
export type Elite = { workers: Int32Array; starts: Int32Array; tasks: Int32Array; absent: Int32Array; missing: number; cost: number };

const REMOVED = 10;
const LONGEST_STRING = 10;
const BLINK = 0.01;
const KEEP_DEEPER = 0.01;
/** Nearest tasks looked at by one ruin. */
const NEAR = 150;
const FAR_FIRST = 8;
/** From so many tasks on, only routes with one of a task's so many likeliest neighbours are tried (at 1,000 tasks fewer steps count more than wider ones). */
const KIN_FROM = 150;
const KIN = 25;

export class Search {
  readonly columns: Columns;
  readonly state: State;
  readonly insertions: Insertions;
  readonly random: Random;
  near: Int32Array = new Int32Array(0);
  readonly nearCount: number;
  /** Tasks in no route. */
  readonly absent: Int32Array;
  absentCount = 0;
  private readonly oldAbsent: Int32Array;
  private readonly key: Float64Array;
  /** What an absent task costs in the search: its drop cost, or for what must be done a price beyond every detour that grows while it waits. */
  readonly absence: Float64Array;
  /** How often each task was left out while the fleet shrinks. */
  readonly absences: Float64Array;
  isReducing = false;
  /** The next recreate's order (see order.ts); below 0 it is drawn. */
  draw = -1;
  readonly fromEnd: Float64Array;
  readonly free: Int32Array;
  readonly freeCount: number;
  private readonly typeSeen: Int32Array;
  private readonly routeSeen: Int32Array;
  private kin: Int32Array = new Int32Array(0);
  private kinCount = 0;
  private stamp = 0;
  /** No more routes than this. */
  most: number;
  cost = 0;
  iterations = 0;
  private readonly bestSeq: Int32Array;
  private readonly bestSize: Int32Array;
  private readonly bestVersion: Int32Array;
  private readonly bestAbsent: Int32Array;
  private bestAbsentCount = 0;
  bestCost = Infinity;
  bestMissing = 0;

  constructor(columns: Columns, seed: number) {
    this.columns = columns;
    this.state = new State(columns);
    this.insertions = new Insertions(this.state);
    this.random = new Random(seed);
    const { tasks, workers } = columns;
    this.absent = new Int32Array(tasks);
    this.oldAbsent = new Int32Array(tasks);
    this.key = new Float64Array(tasks);
    this.most = workers;
    this.bestSeq = new Int32Array(workers * this.state.stride);
    this.bestSize = new Int32Array(workers);
    this.bestVersion = new Int32Array(workers).fill(-1);
    this.bestAbsent = new Int32Array(tasks);
    this.routeSeen = new Int32Array(workers);
    this.free = Int32Array.from(Array.from({ length: tasks }, (_, task) => task).filter((task) => columns.isFrozen[task] === 0));
    this.freeCount = this.free.length;
    this.typeSeen = new Int32Array(columns.types);
    this.absent.set(this.free);
    this.absentCount = this.freeCount;
    this.nearCount = Math.min(NEAR, this.freeCount);
    this.fromEnd = Float64Array.from({ length: tasks }, (_, task) => columns.leg[0]![task * columns.nodes + (columns.startNode[0] ?? 0)]!);
    let farthest = 0;
    for (const value of columns.leg[0] ?? []) if (value > farthest) farthest = value;
    let dearest = 0;
    for (const value of columns.fixed) if (value > dearest) dearest = value;
    this.absence = Float64Array.from(columns.dropCost, (cost) => (cost === Infinity ? 4 * farthest + 2 * dearest + 1 : cost));
    this.absences = new Float64Array(tasks).fill(1);
    // Far tasks first: of all orders the cheapest first plan on every class of 1,000 (half of a random order's cost where tasks are clustered).
    this.draw = FAR_FIRST;
    this.fill();
    this.draw = -1;
  }

  /** Learns who is whose neighbour; before this there may be insertions but no steps. */
  prepare(): void {
    this.near = findNear(this.columns, this.free, this.nearCount);
    const isNarrow = this.freeCount > KIN_FROM;
    this.kinCount = isNarrow ? KIN : 0;
    this.kin = findKin(this.columns, this.free, this.kinCount);
  }

  /** Cost of everything, summed anew. */
  total(): number {
    const { state } = this;
    let cost = 0;
    for (let u = 0; u < state.usedCount; u++) {
      state.settle(state.order[u]!);
      cost += state.cost[state.order[u]!]!;
    }
    for (let a = 0; a < this.absentCount; a++) cost += this.absence[this.absent[a]!]!;
    return cost;
  }

  /** How many tasks that must be done are in no route. */
  missing(): number {
    let missing = 0;
    for (let a = 0; a < this.absentCount; a++) if (this.columns.dropCost[this.absent[a]!] === Infinity) missing++;
    return missing;
  }

  /** One ruin, one recreate; kept when the cost rises by less than a random share of the temperature. Says whether it was. */
  step(temperature: number): boolean {
    const { state, random } = this;
    this.iterations++;
    const oldCount = this.absentCount;
    let change = 0;
    let waited = 0;
    for (let a = 0; a < oldCount; a++) {
      const task = this.absent[a]!;
      this.oldAbsent[a] = task;
      change -= this.absence[task]!;
      waited -= this.absences[task]!;
    }
    this.ruin();
    this.recreate();
    for (let a = 0; a < this.absentCount; a++) {
      const task = this.absent[a]!;
      change += this.absence[task]!;
      waited += this.absences[task]!;
      if (this.isReducing) this.absences[task]! += 1;
    }
    for (let t = 0; t < state.touchedCount; t++) {
      const r = state.touched[t]!;
      if (this.columns.isPlain) state.settle(r);
      change += state.cost[r]! - state.oldCost[r]!;
    }
    // While the fleet shrinks: fewer or less often absent tasks always win, more never (absence counters of the paper).
    const isKept = this.isReducing && (oldCount > 0 || this.absentCount > 0) && waited !== 0
      ? this.absentCount === 0 || waited < 0
      : change < -temperature * Math.log(random.real() + 1e-300);
    if (isKept) {
      this.cost += change;
      state.accept();
      return true;
    }
    state.refuse();
    this.absentCount = oldCount;
    for (let a = 0; a < oldCount; a++) this.absent[a] = this.oldAbsent[a]!;
    return false;
  }

  /** Mean cost of a way (and what belongs to it) in the present plan: the unit temperatures are given in. */
  scale(): number {
    const { state, columns } = this;
    let cost = 0;
    for (let u = 0; u < state.usedCount; u++) cost += Math.abs(state.cost[state.order[u]!]! - columns.fixed[state.order[u]!]!);
    const mean = cost / Math.max(1, this.freeCount - this.absentCount + state.usedCount);
    return mean > 0 ? mean : 1;
  }

  /** A task that must be done and still waits gets dearer, until it displaces another one. */
  pressMissing(): void {
    for (let a = 0; a < this.absentCount; a++) {
      const task = this.absent[a]!;
      if (this.columns.dropCost[task] === Infinity) this.absence[task]! *= 1.05;
    }
    this.cost = this.total();
  }

  private remove(r: number, from: number, to: number): void {
    const base = r * this.state.stride;
    for (let k = from; k <= to; k++) this.absent[this.absentCount++] = this.state.seq[base + k]!;
    this.state.cut(r, from, to);
  }

  /** Strings of adjacent tasks from routes near a random task. */
  private ruin(): void {
    const { state, random } = this;
    const placed = this.freeCount - this.absentCount;
    if (placed === 0) return;
    const mean = placed / Math.max(1, state.usedCount);
    const longest = Math.min(LONGEST_STRING, mean);
    const mostRoutes = (4 * REMOVED) / (1 + longest) - 1;
    let strings = Math.floor(random.real() * mostRoutes + 1);
    const seed = this.free[random.below(this.freeCount)]!;
    const from = seed * this.nearCount;
    for (let i = 0; i < this.nearCount && strings > 0; i++) {
      const task = this.near[from + i]!;
      const r = state.routeOf[task]!;
      if (r < 0 || state.isTouched[r] === 1) continue;
      state.touch(r);
      strings--;
      const size = state.size[r]!;
      const length = Math.floor(random.real() * Math.min(size, longest)) + 1;
      const slot = state.slotOf[task]!;
      let kept = 0;
      if (length > 1 && length < size && random.real() < 0.5) {
        kept = 1;
        while (length + kept < size && random.real() < KEEP_DEEPER) kept++;
      }
      const whole = length + kept;
      const lowest = Math.max(1, slot - whole + 1);
      const highest = Math.min(slot, size - whole + 1);
      const start = lowest + random.below(highest - lowest + 1);
      if (kept === 0) this.remove(r, start, start + length - 1);
      else {
        const head = 1 + random.below(length - 1);
        this.remove(r, start + head + kept, start + whole - 1);
        this.remove(r, start, start + head - 1);
      }
    }
  }

  /** Every absent task to its cheapest slot, in an order drawn at random; now and then the cheapest route is overlooked. */
  private recreate(): void {
    const { state, insertions, random, absent, kin, kinCount, routeSeen } = this;
    const { workers, types, type: type_ } = this.columns;
    const count = this.absentCount;
    sortAbsent(this.columns, random, this.fromEnd, absent, this.key, count, this.draw < 0 ? random.below(17) : this.draw);
    this.absentCount = 0;
    for (let a = 0; a < count; a++) {
      const task = absent[a]!;
      const row = task * workers;
      let best = this.columns.dropCost[task] === Infinity ? Infinity : this.absence[task]!;
      let into = -1;
      this.stamp++;
      for (let round = kinCount > 0 ? 0 : 1; round < 2 && into < 0; round++) {
        const count = round === 0 ? kinCount : state.usedCount;
        for (let i = 0; i < count; i++) {
          const r = round === 0 ? state.routeOf[kin[task * kinCount + i]!]! : state.order[i]!;
          if (round === 0) {
            if (r < 0 || routeSeen[r] === this.stamp) continue;
            routeSeen[r] = this.stamp;
          }
          let added = insertions.version[row + r] === state.version[r] ? insertions.added[row + r]! : insertions.best(task, r);
          if (added >= best) continue;
          if (random.real() < BLINK) {
            added = insertions.second(task, r);
            if (added >= best) continue;
          }
          best = added;
          into = r;
        }
      }
      if (state.usedCount < this.most) {
        for (let u = state.usedCount; u < workers; u++) {
          const r = state.order[u]!;
          const type = type_[r]!;
          if (this.typeSeen[type] === this.stamp) continue;
          this.typeSeen[type] = this.stamp;
          const added = insertions.best(task, r);
          if (added < best && random.real() >= BLINK) {
            best = added;
            into = r;
          }
          if (types === 1) break;
        }
      }
      if (into < 0) {
        absent[this.absentCount++] = task;
        continue;
      }
      state.touch(into);
      state.insert(task, into, insertions.slot[row + into]!);
    }
  }

  /** Remembers the present plan: only routes that changed since the last time are copied. */
  keep(): void {
    const { state, bestSeq, bestSize, bestVersion } = this;
    for (let r = 0; r < this.columns.workers; r++) {
      if (bestVersion[r] === state.version[r]) continue;
      bestVersion[r] = state.version[r]!;
      const size = state.size[r]!;
      bestSize[r] = size;
      const base = r * state.stride;
      for (let at = base + 1; at <= base + size; at++) bestSeq[at] = state.seq[at]!;
    }
    this.bestAbsent.set(this.absent.subarray(0, this.absentCount));
    this.bestAbsentCount = this.absentCount;
    this.bestCost = this.cost;
    this.bestMissing = this.missing();
  }

  /** Goes back to what `keep` remembered. */
  recall(): void {
    const { state } = this;
    state.accept();
    for (let r = 0; r < this.columns.workers; r++) if (state.version[r] !== this.bestVersion[r]) state.clear(r);
    for (let r = 0; r < this.columns.workers; r++) {
      if (state.version[r] === this.bestVersion[r]) continue;
      for (let k = 1; k <= this.bestSize[r]!; k++) state.insert(this.bestSeq[r * state.stride + k]!, r, k);
      this.bestVersion[r] = state.version[r]!;
    }
    this.absent.set(this.bestAbsent.subarray(0, this.bestAbsentCount));
    this.absentCount = this.bestAbsentCount;
    this.cost = this.total();
  }

  /** Begins anew: everything out, everything in. */
  scatter(): void {
    for (let r = 0; r < this.columns.workers; r++) this.dissolve(r);
    this.fill();
  }

  /** Takes all tasks of a route out of the plan. */
  dissolve(r: number): void {
    if (this.state.size[r]! > 0) this.remove(r, 1, this.state.size[r]!);
  }

  /** Takes the marked tasks out of every route; they are not among the absent then. */
  takeOut(marked: Uint8Array): void {
    const { state } = this;
    for (const task of this.free) if (marked[task] === 1 && state.routeOf[task]! >= 0) state.cut(state.routeOf[task]!, state.slotOf[task]!, state.slotOf[task]!);
    let kept = 0;
    for (let a = 0; a < this.absentCount; a++) if (marked[this.absent[a]!] === 0) this.absent[kept++] = this.absent[a]!;
    this.absentCount = kept;
  }

  /** Appends tasks to a route as they stand. */
  install(r: number, tasks: Int32Array): void {
    for (const task of tasks) this.state.insert(task, r, this.state.size[r]! + 1);
  }

  /** Puts a task at the end of a route if that holds every limit; otherwise it stays absent. */
  append(r: number, task: number): void {
    const { state, columns } = this;
    if (task < 0 || columns.isFrozen[task] === 1 || state.routeOf[task]! >= 0) return;
    state.insert(task, r, state.size[r]! + 1);
    if (!state.isFine(r)) return state.cut(r, state.size[r]!, state.size[r]!);
    let kept = 0;
    for (let a = 0; a < this.absentCount; a++) if (this.absent[a] !== task) this.absent[kept++] = this.absent[a]!;
    this.absentCount = kept;
  }

  /** Inserts what is absent and takes the result as the present plan. */
  fill(): void {
    this.recreate();
    this.state.accept();
    this.cost = this.total();
  }

  /** What is there now, as plain columns. */
  copy(): Elite {
    const { state } = this;
    const workers: number[] = [];
    const starts: number[] = [0];
    const tasks = new Int32Array(this.freeCount);
    let at = 0;
    for (let u = 0; u < state.usedCount; u++) {
      const r = state.order[u]!;
      workers.push(r);
      for (let k = 1; k <= state.size[r]!; k++) tasks[at++] = state.seq[r * state.stride + k]!;
      starts.push(at);
    }
    return {
      workers: Int32Array.from(workers), starts: Int32Array.from(starts), tasks: tasks.subarray(0, at), absent: this.absent.slice(0, this.absentCount),
      missing: this.missing(), cost: this.total(),
    };
  }

  /** Goes on from another plan. */
  restore(elite: Elite): void {
    const { state } = this;
    state.accept();
    for (let r = 0; r < this.columns.workers; r++) if (state.size[r]! > 0) state.clear(r);
    for (let e = 0; e < elite.workers.length; e++) {
      const r = elite.workers[e]!;
      for (let at = elite.starts[e]!; at < elite.starts[e + 1]!; at++) state.insert(elite.tasks[at]!, r, state.size[r]! + 1);
    }
    this.absentCount = elite.absent.length;
    this.absent.set(elite.absent);
    this.cost = this.total();
  }
}
