/** Each task's neighbours, in two senses. Computed after the first plan stands, so that a plan is there at once. */
import type { Columns } from './columns.ts';

/** Tasks × count: each task's nearest tasks by the cost of both ways, itself first. What a ruin looks at. */
export function findNear(columns: Columns, free: Int32Array, count: number): Int32Array {
  const leg = columns.leg[0]!;
  const n = columns.nodes;
  return rank(columns.tasks, free, count, (task, other) => (task === other ? -1 : leg[task * n + other]! + leg[other * n + task]!));
}

/**
 * How much a unit of waiting counts against a unit of way. Vidal et al. 2013 take 0.2; over long days that pushes every near task out of the list.
 * Where whole routes are tried, hardly at all (1,000 tasks with narrow windows on long routes, 60 s: 3.8 % above the best known with 0.2, 2.0 % with
 * 0.01); beside a task stands only what is also due about then (12 s: 2.7 % with 0.01, 1.7 % with 0.05).
 */
const WAITING = 0.01;
const WAITING_BESIDE = 0.05;

/**
 * Tasks × count: each task's likeliest neighbours in a route: little way, in time, then little waiting. Where a recreate looks. `side` asks for
 * those that stand right before the task or right after it only.
 */
export function findKin(columns: Columns, free: Int32Array, count: number, side: 'before' | 'after' | 'both' = 'both'): Int32Array {
  const { open, close, duration, nodes: n } = columns;
  const leg = columns.leg[0]!;
  const time = columns.time[0]!;
  const perWait = side === 'both' ? WAITING : WAITING_BESIDE;
  const price = (a: number, b: number): number => {
    const ready = open[a]! + duration[a]! + time[a * n + b]!;
    return ready > close[b]! ? Infinity : leg[a * n + b]! + perWait * Math.max(0, open[b]! - (close[a]! + duration[a]! + time[a * n + b]!));
  };
  return rank(columns.tasks, free, count, (task, other) => (
    task === other ? Infinity : side === 'before' ? price(other, task) : side === 'after' ? price(task, other) : Math.min(price(task, other), price(other, task))));
}

/** So many nearest tasks make the unit of temperature. */
const UNIT_OF = 20;

/** Mean cost of the way from a task to one of its nearest 20, from what `findNear` found. */
export function meanNear({ leg, nodes }: Columns, free: Int32Array, near: Int32Array, nearCount: number): number {
  const count = Math.min(nearCount, 1 + UNIT_OF);
  let sum = 0;
  for (const task of free) for (let i = 1; i < count; i++) sum += leg[0]![task * nodes + near[task * nearCount + i]!]!;
  return sum / (free.length * Math.max(1, count - 1));
}

/** Which share of the shift a task's windows cover on average, from first opening to last closing. */
export function meanWidth({ open, close, readyAt, backBy }: Columns, free: Int32Array): number {
  const shift = Math.max(1e-9, backBy[0]! - readyAt[0]!);
  let sum = 0;
  for (const task of free) sum += Math.min(1, (close[task]! - open[task]!) / shift);
  return sum / free.length;
}

/** Sorts numbers that carry the index in their last digits: ten times faster than a comparing sort, and ties go by index. */
function rank(tasks: number, free: Int32Array, count: number, price: (task: number, other: number) => number): Int32Array {
  const ranked = new Int32Array(tasks * count);
  const values = new Float64Array(free.length);
  const keys = new Float64Array(free.length);
  for (const task of free) {
    let most = 1e-9;
    for (let i = 0; i < free.length; i++) {
      values[i] = price(task, free[i]!);
      if (values[i]! < Infinity && values[i]! > most) most = values[i]!;
    }
    for (let i = 0; i < free.length; i++) keys[i] = Math.floor(((Math.min(values[i]!, 2 * most) + 1) / (2 * most + 1)) * 2 ** 36) * free.length + i;
    keys.sort();
    for (let i = 0; i < count; i++) ranked[task * count + i] = free[keys[i]! % free.length]!;
  }
  return ranked;
}
