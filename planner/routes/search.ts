/**
 * Ruin and recreate with adjacent string removal and simulated annealing: Christiaens & Vanden Berghe, Slack Induction by String Removals
 * for Vehicle Routing Problems, Transportation Science 54 (2020).
 */
import type { Columns } from './columns.ts';
import { Granular } from './granular.ts';
import { Insertions } from './insertion.ts';
import { findKin, findNear, meanNear, meanWidth } from './near.ts';
import { sortAbsent } from './order.ts';
import { Random } from './random.ts';
import { ruinRoutes, ruinStrings } from './ruin.ts';
import { State } from './state.ts';
import { openRoute, welcome } from './together.ts';

/** Task orders of routes by worker; the workers not named stay at home. */
export type Elite = { workers: Int32Array; starts: Int32Array; tasks: Int32Array; absent: Int32Array; missing: number; cost: number };

const BLINK = 0.01;
/** Nearest tasks looked at by one ruin. */
const NEAR = 150;
const FAR_FIRST = 8;
/** Every so many steps one of a kind that moves groups. */
const GROUPED = 20;
/** From so many tasks on, workers that differ are tried only where their route holds one of a task's so many likeliest neighbours. */
const KIN_FROM = 150;
const KIN = 25;
/** Equal workers: so many likeliest predecessors and successors are tried, from so many tasks on and where routes hold at least so many on average. */
const GRANULAR = 20;
const GRANULAR_ROUTE = 15;
/** Every so many recreates try whole routes all the same (RC2, 12 s: 2.2 % instead of 2.5 %). */
const WHOLE = 8;

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
  /** Some task may be left out at a price. */
  readonly isOptional: boolean;
  /** Opening a route, or which worker's, is a question that one task alone does not decide. */
  readonly isGrouped: boolean;
  /** Tasks whose price of staying out is not asked in the running recreate. */
  readonly isWelcome: Uint8Array;
  /** The next recreate's order (see order.ts); below 0 it is drawn. */
  draw = -1;
  readonly fromEnd: Float64Array;
  readonly free: Int32Array;
  readonly freeCount: number;
  private readonly typeSeen: Int32Array;
  private readonly routeSeen: Int32Array;
  private kin: Int32Array = new Int32Array(0);
  private kinCount = 0;
  private granular: Granular | null = null;
  private stamp = 0;
  /** No more routes than this. */
  most: number;
  /** Mean cost of the way to a task's nearest 20: a unit of temperature that does not depend on the plan. */
  unit = 0;
  /** Windows leave most tasks free to stand almost anywhere in a route. */
  isWide = false;
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
    this.isWelcome = new Uint8Array(tasks);
    this.isOptional = this.free.some((task) => columns.dropCost[task]! < Infinity);
    this.isGrouped = this.isOptional || columns.types > 1;
    // Far tasks first: of all orders the cheapest first plan on every class of 1,000 (half of a random order's cost where tasks are clustered).
    this.draw = FAR_FIRST;
    this.fill();
    this.draw = -1;
  }

  /** Learns who is whose neighbour; before this there may be insertions but no steps. */
  prepare(): void {
    this.near = findNear(this.columns, this.free, this.nearCount);
    this.unit = meanNear(this.columns, this.free, this.near, this.nearCount);
    this.isWide = meanWidth(this.columns, this.free) > 0.4;
    const isNarrow = this.freeCount > KIN_FROM;
    if (this.columns.isPlain && (isNarrow || this.freeCount > GRANULAR_ROUTE * this.state.usedCount)) {
      this.granular = new Granular(this.state, this.free, GRANULAR);
      return;
    }
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
    this.change();
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

  /** Takes slots from … to out of a route; the tasks are absent then. */
  remove(r: number, from: number, to: number): void {
    const base = r * this.state.stride;
    for (let k = from; k <= to; k++) this.absent[this.absentCount++] = this.state.seq[base + k]!;
    this.state.cut(r, from, to);
  }

  /** A ruin and a recreate. Where tasks may be left out or workers differ, now and then by whole routes and groups. */
  private change(): void {
    const { random } = this;
    if (!this.isGrouped || this.isReducing) {
      ruinStrings(this);
      this.recreate();
      return;
    }
    if (random.below(GROUPED) === 0) ruinRoutes(this);
    else ruinStrings(this);
    if (random.below(GROUPED) === 0) openRoute(this);
    const isGroup = this.isOptional && random.below(GROUPED) === 0;
    if (isGroup) welcome(this);
    this.recreate();
    if (isGroup) this.isWelcome.fill(0);
  }

  /** Every absent task to its cheapest slot, in an order drawn at random; now and then the cheapest route is overlooked. */
  private recreate(): void {
    const { state, insertions, random, absent, kin, kinCount, routeSeen } = this;
    const granular = this.granular && random.below(WHOLE) > 0 ? this.granular : null;
    const { workers, types, type: type_ } = this.columns;
    const count = this.absentCount;
    sortAbsent(this.columns, random, this.fromEnd, absent, this.key, count, this.draw < 0 ? random.below(17) : this.draw);
    this.absentCount = 0;
    for (let a = 0; a < count; a++) {
      const task = absent[a]!;
      const row = task * workers;
      let best = this.columns.dropCost[task] === Infinity || this.isWelcome[task] === 1 ? Infinity : this.absence[task]!;
      let into = -1;
      let slot = 0;
      this.stamp++;
      if (granular) {
        best = granular.find(task, best, BLINK, random);
        into = granular.route;
        slot = granular.slot;
      }
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
          slot = insertions.slot[row + r]!;
        }
      }
      if (state.usedCount < this.most) {
        for (let u = state.usedCount; u < workers; u++) {
          const r = state.order[u]!;
          const type = type_[r]!;
          if (this.typeSeen[type] === this.stamp) continue;
          this.typeSeen[type] = this.stamp;
          const added = granular ? granular.opening[task]! : insertions.best(task, r);
          // Never overlooked where nothing else fits: a task that must be done would stay out for nothing.
          if (added < best && (into < 0 || random.real() >= BLINK)) {
            best = added;
            into = r;
            slot = 1;
          }
          if (types === 1) break;
        }
      }
      if (into < 0) {
        absent[this.absentCount++] = task;
        continue;
      }
      state.touch(into);
      state.insert(task, into, slot);
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

  /** Begins anew: everything out, everything in. `seeds` random tasks first get a route of their own. */
  scatter(seeds = 0): void {
    const { state, random, insertions, columns } = this;
    for (let r = 0; r < columns.workers; r++) this.dissolve(r);
    for (let s = Math.min(seeds, this.most, this.absentCount); s > 0 && state.usedCount < columns.workers; s--) {
      const at = random.below(this.absentCount);
      const task = this.absent[at]!;
      const r = state.order[state.usedCount]!;
      if (insertions.best(task, r) === Infinity) continue;
      state.insert(task, r, insertions.slot[task * columns.workers + r]!);
      this.absent[at] = this.absent[--this.absentCount]!;
    }
    this.fill();
  }

  /** Takes all tasks of a route out of the plan. */
  dissolve(r: number): void {
    if (this.state.size[r]! > 0) this.remove(r, 1, this.state.size[r]!);
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
    const [workers, starts]: [number[], number[]] = [[], [0]];
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
