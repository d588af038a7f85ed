/**
 * Cuts a city into cells that can be planned apart. Recursive bisection across the wider side, at the middle of the work: cells are compact, of
 * nearly equal work, and another angle puts the borders elsewhere (barycentre clustering of routes after Santini, Schneider, Vidal, Vigo:
 * Decomposition strategies for vehicle routing heuristics, INFORMS J. Computing 2023).
 */

/** Points with the work that stands there (any unit; 1 a task). Numbers: length of all three. */
export type Spots = { x: Float64Array; y: Float64Array; work: Float64Array };

/**
 * The cell of each spot, numbered from 0, none with more than `most` work unless a single spot has; `angle` (radians) turns the axes.
 * The same input gives the same cells; ties go by the spot's number.
 */
export function bisect(spots: Spots, most: number, angle: number): Int32Array {
  return bisectBoth(spots, NOBODY, most, angle).cellOfTask;
}
const NOBODY: Spots = { x: new Float64Array(0), y: new Float64Array(0), work: new Float64Array(0) };

/**
 * The first cut, before any route stands: tasks by their place, and in every step as large a share of the workers on the same side as it has of
 * the work, so that no cell is without hands. Answers the cell of each task and of each worker.
 */
export function bisectBoth(tasks: Spots, workers: Spots, most: number, angle: number): { cellOfTask: Int32Array; cellOfWorker: Int32Array; cells: number } {
  const cellOfTask = new Int32Array(tasks.x.length);
  const cellOfWorker = new Int32Array(workers.x.length);
  const turnedTasks = turn(tasks, angle), turnedWorkers = turn(workers, angle);
  let cells = 0;
  const split = (work: number[], people: number[], pieces: number): void => {
    if (pieces <= 1 || work.length <= 1) {
      for (const at of work) cellOfTask[at] = cells;
      for (const at of people) cellOfWorker[at] = cells;
      cells += 1;
      return;
    }
    const isEast = wider(turnedTasks, work) === turnedTasks.x;
    const along = isEast ? turnedTasks.x : turnedTasks.y;
    const alongPeople = isEast ? turnedWorkers.x : turnedWorkers.y;
    const sorted = [...work].sort((a, b) => along[a]! - along[b]! || a - b);
    const sortedPeople = [...people].sort((a, b) => alongPeople[a]! - alongPeople[b]! || a - b);
    const left = Math.floor(pieces / 2);
    const cut = Math.min(sorted.length - 1, Math.max(1, cutAt(sorted, tasks.work, left / pieces)));
    const share = total(sorted.slice(0, cut), tasks.work) / Math.max(1e-9, total(sorted, tasks.work));
    const hands = Math.round(sortedPeople.length * share);
    split(sorted.slice(0, cut), sortedPeople.slice(0, hands), left);
    split(sorted.slice(cut), sortedPeople.slice(hands), pieces - left);
  };
  const all = Array.from(tasks.x, (_, at) => at);
  split(all, Array.from(workers.x, (_, at) => at), Math.max(1, Math.ceil(total(all, tasks.work) / most)));
  return { cellOfTask, cellOfWorker, cells };
}

function turn({ x, y }: Spots, angle: number): { x: Float64Array; y: Float64Array } {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: x.map((east, at) => east * cos + y[at]! * sin), y: y.map((north, at) => north * cos - x[at]! * sin) };
}

/** The axis along which these spots lie further apart. */
function wider({ x, y }: { x: Float64Array; y: Float64Array }, members: readonly number[]): Float64Array {
  const span = (along: Float64Array): number => {
    let [least, most] = [Infinity, -Infinity];
    for (const at of members) { least = Math.min(least, along[at]!); most = Math.max(most, along[at]!); }
    return most - least;
  };
  return span(x) >= span(y) ? x : y;
}

const total = (members: readonly number[], work: Float64Array): number => members.reduce((sum, at) => sum + work[at]!, 0);

/** How many of the sorted members come before the cut that leaves this share of the work on the left. */
function cutAt(sorted: readonly number[], work: Float64Array, share: number): number {
  const wanted = total(sorted, work) * share;
  let [sum, count] = [0, 0];
  while (count < sorted.length && sum + work[sorted[count]!]! / 2 <= wanted) sum += work[sorted[count++]!]!;
  return count;
}
