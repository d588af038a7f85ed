/**
 * Optimal rectangular assignment with forbidden pairs: as many pairs as possible, and among those the cheapest.
 *
 * Shortest augmenting paths with row and column prices (Jonker & Volgenant, Computing 38, 1987; the rectangular form after Crouse, IEEE TAES 52,
 * 2016), O(rows² × columns). Forbidden pairs cost more than any complete assignment of allowed ones could, so the optimum uses as few as possible.
 */
import { PlannerInputError } from '../types.ts';

/** `columnOf[row]` is the column each row got, -1 = none. `cost` sums the allowed pairs only. */
export type Assignment = { columnOf: Int32Array; rowOf: Int32Array; size: number; cost: number };

/**
 * `costs`: rows × columns, any finite numbers; `forbidden[row][column]` true = never (an infinite cost means the same). Empty matrices are fine.
 * Throws PlannerInputError for NaN or rows of different lengths.
 */
export function assignBatch(costs: readonly ArrayLike<number>[], forbidden?: readonly ArrayLike<boolean | number>[]): Assignment {
  const rows = costs.length;
  const columns = rows > 0 ? costs[0]!.length : 0;
  // Fewer rows than columns is what the paths want; the other way round the matrix is read sideways.
  const isTurned = rows > columns;
  const n = isTurned ? columns : rows;
  const m = isTurned ? rows : columns;
  const table = new Float64Array(n * m);
  let low = Infinity, high = -Infinity;
  costs.forEach((row, i) => {
    if (row.length !== columns) throw new PlannerInputError(`costs[${i}]`, `row ${i} has ${row.length} columns, the first has ${columns}`);
    for (let j = 0; j < columns; j++) {
      const cost = row[j]!;
      if (Number.isNaN(cost) || cost === -Infinity) throw new PlannerInputError(`costs[${i}][${j}]`, `costs[${i}][${j}] is ${cost}; it must be a number (Infinity: forbidden)`);
      const isFree = cost < Infinity && !forbidden?.[i]?.[j];
      table[isTurned ? j * m + i : i * m + j] = isFree ? cost : Infinity;
      if (isFree) { low = Math.min(low, cost); high = Math.max(high, cost); }
    }
  });
  const answer: Assignment = { columnOf: new Int32Array(rows).fill(-1), rowOf: new Int32Array(columns).fill(-1), size: 0, cost: 0 };
  if (low === Infinity) return answer;
  // One forbidden pair is dearer than exchanging every allowed pair from the cheapest to the dearest.
  const never = (high - low + 1) * (n + 1);
  for (let at = 0; at < table.length; at++) table[at] = table[at] === Infinity ? never : table[at]! - low;

  const rowFor = solve(table, n, m);
  for (let column = 0; column < m; column++) {
    const row = rowFor[column]!;
    if (row < 0 || table[row * m + column]! >= never) continue;
    const [i, j] = isTurned ? [column, row] : [row, column];
    answer.columnOf[i] = j;
    answer.rowOf[j] = i;
    answer.size += 1;
    answer.cost += costs[i]![j]!;
  }
  return answer;
}

/** Row of each column (-1 = none) in a least-cost assignment of all n ≤ m rows. Costs are zero or more. */
function solve(table: Float64Array, n: number, m: number): Int32Array {
  const rowFor = new Int32Array(m).fill(-1);
  const columnFor = new Int32Array(n).fill(-1);
  const rowPrice = new Float64Array(n);
  const columnPrice = new Float64Array(m);
  const distance = new Float64Array(m);
  const from = new Int32Array(m);
  const left = new Int32Array(m);
  const done = new Uint8Array(m);
  for (let start = 0; start < n; start++) {
    distance.fill(Infinity);
    done.fill(0);
    for (let j = 0; j < m; j++) left[j] = j;
    let size = m;
    let row = start;
    let reached = 0;
    let sink = -1;
    while (sink < 0) {
      let nearest = -1;
      let least = Infinity;
      for (let at = 0; at < size; at++) {
        const j = left[at]!;
        const through = reached + table[row * m + j]! - rowPrice[row]! - columnPrice[j]!;
        if (through < distance[j]!) { distance[j] = through; from[j] = row; }
        // A free column among equals ends the path at once.
        if (distance[j]! < least || (distance[j] === least && rowFor[j]! < 0)) { least = distance[j]!; nearest = at; }
      }
      const j = left[nearest]!;
      reached = least;
      done[j] = 1;
      left[nearest] = left[--size]!;
      if (rowFor[j]! < 0) sink = j; else row = rowFor[j]!;
    }
    rowPrice[start]! += reached;
    for (let j = 0; j < m; j++) {
      if (done[j] === 0) continue;
      if (rowFor[j]! >= 0) rowPrice[rowFor[j]!]! += reached - distance[j]!;
      columnPrice[j]! -= reached - distance[j]!;
    }
    for (let j = sink; ;) {
      const owner = from[j]!;
      const next = columnFor[owner]!;
      rowFor[j] = owner;
      columnFor[owner] = j;
      if (owner === start) break;
      j = next;
    }
  }
  return rowFor;
}
