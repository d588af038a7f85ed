/** In which order absent tasks are inserted: drawn anew for every recreate. */
import type { Columns } from './columns.ts';
import type { Random } from './random.ts';

/** Up to so many tasks plain insertion sort is quickest. */
const FEW = 64;

/** Orders of Christiaens & Vanden Berghe (2020) for windows: random 4, load 4, far 2, near 1, short window 2, early opening 2, late closing 2. */
export function sortAbsent(columns: Columns, random: Random, fromEnd: Float64Array, absent: Int32Array, key: Float64Array, count: number, draw = random.below(17)): void {
  for (let a = 0; a < count; a++) {
    const task = absent[a]!;
    key[a] = draw < 4 ? random.real()
      : draw < 8 ? (columns.loads > 0 ? -columns.load[task * columns.loads]! : -columns.duration[task]!)
        : draw < 10 ? -fromEnd[task]!
          : draw < 11 ? fromEnd[task]!
            : draw < 13 ? columns.close[task]! - columns.open[task]!
              : draw < 15 ? columns.open[task]! : -columns.close[task]!;
  }
  if (count > FEW) return sortMany(absent, key, count);
  for (let a = 1; a < count; a++) {
    const task = absent[a]!;
    const value = key[a]!;
    let b = a - 1;
    while (b >= 0 && key[b]! > value) {
      absent[b + 1] = absent[b]!;
      key[b + 1] = key[b]!;
      b--;
    }
    absent[b + 1] = task;
    key[b + 1] = value;
  }
}

function sortMany(absent: Int32Array, key: Float64Array, count: number): void {
  const keyed = Array.from({ length: count }, (_, a) => ({ task: absent[a]!, value: key[a]! }));
  keyed.sort((a, b) => (a.value === b.value ? a.task - b.task : a.value < b.value ? -1 : 1));
  keyed.forEach(({ task }, a) => (absent[a] = task));
}
