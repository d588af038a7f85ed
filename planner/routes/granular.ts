/**
 * Granular insertion for equal workers: a task is tried only right behind its likeliest predecessors and right before its likeliest successors
 * (after the granular neighbourhoods of Toth & Vigo 2003 and Vidal et al. 2013). The work for one task does not grow with the length of routes.
 */
import { findKin } from './near.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

export class Granular {
  readonly state: State;
  readonly count: number;
  /** Tasks × count: whom the task may stand behind, and before whom. */
  readonly before: Int32Array;
  readonly after: Int32Array;
  /** What a route for the task alone costs; Infinity where that cannot be. */
  readonly opening: Float64Array;
  /** Where `find` would put the task. */
  route = -1;
  slot = 0;

  constructor(state: State, free: Int32Array, count: number) {
    this.state = state;
    this.count = Math.min(count, free.length);
    this.before = findKin(state.columns, free, this.count, 'before');
    this.after = findKin(state.columns, free, this.count, 'after');
    const { columns } = state;
    const { open, close, duration, nodes } = columns;
    const time = columns.time[0]!;
    const leg = columns.leg[0]!;
    const start = columns.startNode[0]!;
    const end = columns.endNode[0]!;
    this.opening = new Float64Array(columns.tasks).fill(Infinity);
    for (const task of free) {
      const at = Math.max(open[task]!, columns.readyAt[0]! + time[start * nodes + task]!);
      const isIn = at <= close[task]! && at + duration[task]! + time[task * nodes + end]! <= columns.backBy[0]!;
      const isLight = columns.loads === 0 || columns.load[task]! <= columns.capacity[0]!;
      if (isIn && isLight) this.opening[task] = leg[start * nodes + task]! + leg[task * nodes + end]! + columns.fixed[0]!;
    }
  }

  /** The cheapest of these slots below `limit`, into `route` and `slot` (route −1: none); each new cheapest is overlooked with chance `blink`. Its cost. */
  find(task: number, limit: number, blink: number, random: Random): number {
    const { state, count, before, after } = this;
    const { columns, seq, departure, latest, legIn, routeOf, slotOf, load, stride } = state;
    const row = task * columns.nodes;
    const time = columns.time[0]!;
    const timeInto = columns.timeInto[0]!;
    const leg = columns.leg[0]!;
    const legInto = columns.legInto[0]!;
    const open = columns.open[task]!;
    const close = columns.close[task]!;
    const lasts = columns.duration[task]!;
    const isLoaded = columns.loads === 1;
    const own = isLoaded ? columns.load[task]! : 0;
    let best = limit;
    let route = -1;
    let slot = 0;
    const from = task * count;
    // First behind each likely predecessor, then in front of each likely successor: both are the slot between p and q.
    for (let i = 0; i < 2 * count; i++) {
      const isBehind = i < count;
      const node = isBehind ? before[from + i]! : after[from + i - count]!;
      const r = routeOf[node]!;
      if (r < 0) continue;
      const at = r * stride + slotOf[node]! - (isBehind ? 0 : 1);
      const p = seq[at]!;
      const q = seq[at + 1]!;
      const more = legInto[row + p]! + leg[row + q]! - legIn[at + 1]!;
      if (more >= best) continue;
      let start = departure[at]! + timeInto[row + p]!;
      if (start > close) continue;
      if (start < open) start = open;
      if (start + lasts + time[row + q]! > latest[at + 1]! || (isLoaded && load[r]! + own > columns.capacity[r]!) || random.real() < blink) continue;
      best = more;
      route = r;
      slot = at - r * stride + 1;
    }
    this.route = route;
    this.slot = slot;
    return best;
  }
}
