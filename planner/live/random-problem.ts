/** Random small problems for the property tests: every feature of the model comes up, none is always there. Same seed, same problem. */
import type { Link, Problem, TaskInput, Weights, WorkerInput } from '../problem.ts';
import { seeded } from '../sample.ts';

export type Wanted = { workers?: number; tasks?: number; hasLinks?: boolean; hasBreaks?: boolean; hasWorst?: boolean; isSoft?: boolean; isMetric?: boolean; isDroppable?: boolean; hasShifts?: boolean; isPlain?: boolean };

export function randomProblem(seed: number, wanted: Wanted = {}): Problem {
  const random = seeded(seed);
  const some = (share: number): boolean => random() < share;
  const int = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const workers = wanted.workers ?? int(1, 3);
  const taskCount = wanted.tasks ?? int(1, 6);
  const places = workers + taskCount;
  const x = Array.from({ length: places }, () => int(0, 40));
  const y = Array.from({ length: places }, () => int(0, 40));
  const isMetric = wanted.isMetric ?? some(0.8);
  const time = new Float64Array(places * places);
  // Rounded up, so that the triangle inequality is kept (where it shall be).
  for (let a = 0; a < places; a++) for (let b = 0; b < places; b++) time[a * places + b] = a === b ? 0 : isMetric ? Math.ceil(Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)) : int(1, 45);
  const distance = some(0.5) ? time : time.map((span) => span * 7);
  const isPlain = wanted.isPlain ?? false;
  const weights: Weights = isPlain ? { distance: 1 } : { distance: 1, travelTime: int(0, 1), workers: int(0, 20), lateness: int(1, 3), waiting: int(0, 2), overtime: int(1, 3), unpreferred: int(0,
    9), duration: int(0, 1), moved: int(0, 5), dropped: int(0, 9) };
  if (wanted.hasWorst ?? (!isPlain && some(0.3))) Object.assign(weights, { worstLateness: int(0, 2), worstIdle: int(0, 1), worstOvertime: int(0, 2), workRange: int(0, 1) });
  const hasLevels = !isPlain && some(0.5);
  const people: WorkerInput[] = Array.from({ length: workers }, (_, w) => {
    const from = int(0, 60);
    const worker: WorkerInput = {
      id: `w${w}`, start: some(0.1) && !isPlain ? null : w, end: some(0.1) && !isPlain ? null : w, shifts: [{ from, to: from + int(150, 400), isEndSoft: wanted.isSoft ?? some(0.2) }],
        skills: hasLevels ? { a: int(0, 3), b: int(0, 1) } : { a: 3, b: 1 },
    };
    if (wanted.hasShifts ?? (!isPlain && some(0.2))) {
      const first = worker.shifts[0]!;
      first.isEndSoft = false;
      worker.shifts.push({ from: first.to + int(0, 60), to: first.to + 60 + int(60, 200) });
    }
    if (wanted.hasBreaks ?? (!isPlain && some(0.2))) worker.breaks = [{ from: from + 60, to: from + 60 + int(40, 120), duration: int(10, 40) }];
    if (!isPlain && some(0.2)) worker.maxTasks = int(1, 4);
    if (!isPlain && some(0.2)) worker.maxWork = int(100, 300);
    if (!isPlain && some(0.1)) worker.maxTravelTime = int(30, 120);
    if (some(0.3)) worker.capacity = [int(2, 8)];
    if (!isPlain && some(0.3)) worker.fixedCost = int(0, 30);
    if (!isPlain && some(0.15)) worker.leaves = 'shiftStart';
    return worker;
  });
  const tasks: TaskInput[] = [];
  const links: Link[] = [];
  for (let t = 0; t < taskCount; t++) {
    const from = int(0, 250);
    const width = int(10, 200);
    const isPair = t > 0 && (wanted.hasLinks ?? (!isPlain && some(0.15))) && tasks[t - 1]!.visitId === `v${t - 1}` && some(0.6);
    const task: TaskInput = { id: `t${t}`, visitId: isPair ? `v${t - 1}` : `v${t}`, place: workers + t, duration: int(5, 50), windows: [{ from, to: from + width }] };
    if (isPair) { const mate = tasks[t - 1]!; task.windows = mate.windows; task.place = mate.place; links.push({ before: mate.id, after: task.id, minGap: 0, maxGap: some(0.7) ? 0 : 20 }); }
    else if (!isPlain && some(0.15)) task.windows.push({ from: from + width + int(0, 40), to: from + width + 90 });
    if (wanted.isSoft ?? (!isPlain && some(0.2))) task.isDueSoft = true;
    if (hasLevels && some(0.5)) task.needs = [{ skill: some(0.7) ? 'a' : 'b', level: 1 }];
    if (!isPlain && some(0.2)) task.preferred = [`w${int(0, workers - 1)}`];
    if (!isPlain && some(0.15)) task.blocked = [`w${int(0, workers - 1)}`];
    if (!isPlain && some(0.2)) task.costBy = { [`w${int(0, workers - 1)}`]: int(-5, 20) };
    if (!isPlain && some(0.1)) task.durationBy = { [`w${int(0, workers - 1)}`]: int(5, 60) };
    if (some(0.4)) task.load = [int(0, 3)];
    if (!isPlain && some(0.1)) task.releasedAt = int(0, 200);
    if (wanted.isDroppable ?? true) task.dropCost = int(20, 300);
    tasks.push(task);
  }
  const problem: Problem = { places, travel: [{ time, distance }], workers: people, tasks, weights };
  if (links.length > 0) problem.links = links;
  if (!isPlain && some(0.15)) problem.isWindowMetAtEnd = true;
  if (!isPlain && some(0.2)) problem.before = Object.fromEntries(tasks.filter(() => some(0.5)).map(({ id }) => [id, `w${int(0, workers - 1)}`]));
  return problem;
}
