/** A plan kept aside: order of tasks, breaks and holds by tour, enough to build the same state again. */
import { FAR } from '../compile.ts';
import { COUNT, PLACED, TOUR, type State } from './state.ts';
import { settle } from './timing.ts';

export class Elite {
  cost = Infinity;
  bad = Infinity;
  readonly next: Int32Array;
  readonly rest: Int32Array;
  readonly hold: Float64Array;
  readonly key: Float64Array;

  constructor(state: State) {
    this.next = new Int32Array(state.nodes);
    this.rest = new Int32Array(state.nodes);
    this.hold = new Float64Array(state.nodes);
    this.key = new Float64Array(state.nodes);
  }

  save(state: State, cost: number): void {
    this.cost = cost;
    this.next.set(state.next);
    this.rest.set(state.rest);
    this.hold.set(state.hold);
    this.key.set(state.key);
  }

  /** Rebuilds the plan in a state from nothing: sums begin anew, so that rounding never adds up. */
  restore(state: State): void {
    const { c, n } = state;
    clear(state);
    const tasks = placedByKey(this.key, this.next, n);
    const before = new Int32Array(state.nodes).fill(-1);
    for (let node = 0; node < state.nodes; node++) if (this.next[node]! >= 0) before[this.next[node]!] = node;
    for (const task of tasks) state.hold[task] = this.hold[task]!;
    for (const task of tasks) state.link(task, before[task]!, this.key[task]!);
    for (let tour = 0; tour < c.tours; tour++) {
      let placed = 0;
      for (let node = this.next[n + tour]!, from = n + tour; ; from = node, node = this.next[node]!) {
        if (state.field[tour * TOUR + COUNT]! > 0) { state.rest[from] = this.rest[from]!; if (this.rest[from]! >= 0) placed++; }
        if (node === n + tour) break;
      }
      state.field[tour * TOUR + PLACED] = placed;
    }
    for (const task of tasks) state.push(task);
    settle(state, FAR, FAR);
  }
}

/** Placed tasks, such that whoever stands before another in a tour comes first. */
function placedByKey(key: Float64Array, next: Int32Array, n: number): number[] {
  return Array.from({ length: n }, (_, task) => task).filter((task) => next[task]! >= 0).toSorted((a, b) => key[a]! - key[b]!);
}

/** Takes every task out, frozen ones too. */
function clear(state: State): void {
  const { c, n } = state;
  for (let unit = 0; unit < c.units; unit++) {
    const first = c.unitAt[unit]!;
    if (state.tour[c.unitTasks[first]!]! < 0) continue;
    for (let at = first; at < c.unitAt[unit + 1]!; at++) state.unlink(c.unitTasks[at]!);
  }
  state.clearQueues();
  for (let tour = 0; tour < c.tours; tour++) { state.rest[n + tour] = -1; state.openTour(tour); }
  settle(state, FAR, FAR);
  state.resetSums();
}
