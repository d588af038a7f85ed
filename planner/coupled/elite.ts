/** A plan kept aside: order of tasks, breaks and holds by tour, enough to build the same state again. */
import { FAR } from '../compile.ts';
import type { Elite as Message } from '../routes/search.ts';
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

/** Two words of a number, as they lie in memory. */
const number = new Float64Array(1), words = new Int32Array(number.buffer);

/**
 * A plan as islands hand it on (threads/mailbox.ts): `tasks` in the order of their keys with their tours in `workers`, in `starts` the node before each
 * break and the break, in `absent` each task that is held back and the two words of its moment. At most 5 × tasks + 2 × breaks words.
 */
export function toMessage(elite: Elite, state: State): Message {
  const { c, n } = state;
  const tour = new Int32Array(n);
  for (let at = 0; at < c.tours; at++) for (let node = elite.next[n + at]!; node < n; node = elite.next[node]!) tour[node] = at;
  const tasks = Int32Array.from(placedByKey(elite.key, elite.next, n));
  const breaks: number[] = [], holds: number[] = [];
  for (let node = 0; node < state.nodes; node++) if (elite.rest[node]! >= 0) breaks.push(node, elite.rest[node]!);
  for (const task of tasks) {
    if (elite.hold[task]! <= -FAR) continue;
    number[0] = elite.hold[task]!;
    holds.push(task, words[0]!, words[1]!);
  }
  return { tasks, workers: tasks.map((task) => tour[task]!), starts: Int32Array.from(breaks), absent: Int32Array.from(holds), missing: 0, cost: elite.cost };
}

/** The plan another island handed on. Its keys are numbers in order: rekey after it is restored. */
export function fromMessage(message: Message, state: State): Elite {
  const { c, n } = state;
  const elite = new Elite(state);
  elite.cost = message.cost;
  elite.next.fill(-1);
  elite.rest.fill(-1);
  elite.hold.fill(-FAR);
  elite.key.fill(-FAR);
  const last = Int32Array.from({ length: c.tours }, (_, tour) => n + tour);
  for (let tour = 0; tour < c.tours; tour++) elite.next[n + tour] = n + tour;
  const keyOf = new Map<number, number>();
  message.tasks.forEach((task, at) => {
    const tour = message.workers[at]!, unit = c.unitOf[task]!;
    if (!keyOf.has(unit)) keyOf.set(unit, at + 1);
    elite.key[task] = keyOf.get(unit)!;
    elite.next[last[tour]!] = task;
    elite.next[task] = n + tour;
    last[tour] = task;
  });
  for (let at = 0; at < message.starts.length; at += 2) elite.rest[message.starts[at]!] = message.starts[at + 1]!;
  for (let at = 0; at < message.absent.length; at += 3) {
    words[0] = message.absent[at + 1]!;
    words[1] = message.absent[at + 2]!;
    elite.hold[message.absent[at]!] = number[0]!;
  }
  return elite;
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
