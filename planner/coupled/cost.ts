/** What a settled state costs: the sums the state keeps, and the parts that only the worst task or worker decides. */
import { FAR } from '../compile.ts';
import { ARC, COUNT, DROP, FIXED, IS_STALE, LATE, MISSED, MUST, OVER, PRICE, SERVICE, SPAN, T_IDLE, T_OVER, TOP_LATE, TOUR, TRAVEL, WAIT, type State } from './state.ts';

/** Largest lateness of one task, looked up anew when its owner changed. */
export function topLate(state: State): number {
  const { sum } = state;
  if (sum[IS_STALE] === 1) {
    let top = 0;
    const { late, n } = state;
    for (let task = 0; task < n; task++) if (late[task]! > top) top = late[task]!;
    sum[TOP_LATE] = top;
    sum[IS_STALE] = 0;
  }
  return sum[TOP_LATE]!;
}

/** The whole cost at the problem's weights, with a large price for every job that must be done and is not. */
export function costOf(state: State): number {
  const { sum } = state;
  let cost = sum[ARC]! + sum[PRICE]! + sum[DROP]! + sum[FIXED]! + state.late1 * sum[LATE]! + state.mustPrice * sum[MUST]!;
  if (state.lateTop > 0) cost += state.lateTop * topLate(state);
  if (state.wait1 > 0) cost += state.wait1 * sum[WAIT]!;
  if (state.over1 > 0) cost += state.over1 * sum[OVER]!;
  if (state.span1 > 0) cost += state.span1 * sum[SPAN]!;
  if (state.missed1 > 0) cost += state.missed1 * sum[MISSED]!;
  if (state.idleTop > 0 || state.overTop > 0 || state.range1 > 0) cost += extremes(state);
  return cost;
}

/** The cost with guidance: what the search goes by. A largest idle time alone says nothing until the idlest worker of all gets work. */
export function guidedCost(state: State): number {
  const cost = costOf(state);
  return state.guide > 0 ? cost + state.guide * state.unrest : cost;
}

/** Eighth-power mean of all idle times above the largest: others close to it weigh too. */
function excessIdle(state: State, top: number): number {
  const { c, field } = state;
  if (top <= 0) return 0;
  let sum = 0;
  for (let worker = 0; worker < c.workers; worker++) {
    let idle = 0;
    for (let at = c.workerAt[worker]!; at < c.workerAt[worker + 1]!; at++) idle += field[c.workerTours[at]! * TOUR + T_IDLE]!;
    const share = (idle / top) ** 2;
    sum += (share * share) ** 2;
  }
  return top * (Math.sqrt(Math.sqrt(Math.sqrt(sum))) - 1);
}

/** Price of what is judged by the worst worker: idle time, overtime, and the range of working times. */
function extremes(state: State): number {
  const { c, field } = state;
  let idleTop = 0, overTop = 0, longest = -FAR, shortest = FAR;
  for (let worker = 0; worker < c.workers; worker++) {
    let idle = 0, over = 0, work = 0, count = 0;
    for (let at = c.workerAt[worker]!; at < c.workerAt[worker + 1]!; at++) {
      const from = c.workerTours[at]! * TOUR;
      idle += field[from + T_IDLE]!; over += field[from + T_OVER]!; work += field[from + TRAVEL]! + field[from + SERVICE]!; count += field[from + COUNT]!;
    }
    if (idle > idleTop) idleTop = idle;
    if (over > overTop) overTop = over;
    if (count > 0) { if (work > longest) longest = work; if (work < shortest) shortest = work; }
  }
  if (state.guide > 0) state.unrest = excessIdle(state, idleTop);
  state.worstIdle = idleTop;
  return state.idleTop * idleTop + state.overTop * overTop + (longest > shortest ? state.range1 * (longest - shortest) : 0);
}
