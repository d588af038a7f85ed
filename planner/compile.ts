/**
 * A Problem as columns: flat typed arrays by task, worker and tour, with every rule that depends only on (task, worker) folded into one bit
 * and every price of a pairing into one number. Both searches may run on it; nothing here searches.
 *
 * Words: a tour is one shift of one worker (it begins and ends at home). A unit is a set of tasks that must be timed at once, because the
 * gap between their starts has an upper limit. A job is what is left out or done as a whole: a visit, with all visits its units reach into.
 */
import type { Problem, TaskInput, WorkerInput } from './problem.ts';

/** Stands for "no limit" where sums with Infinity would give NaN. */
export const FAR = 1e15;

export type Compiled = {
  problem: Problem;
  tasks: number;
  workers: number;
  tours: number;
  units: number;
  jobs: number;
  /** Places, and one more without any distance for ways that begin or end nowhere. */
  places: number;
  taskIndex: Map<string, number>;
  workerIndex: Map<string, number>;
  /** mode × place × place, row = from. `arcCost` is distance and travel time at their weights. */
  time: Float64Array;
  distance: Float64Array;
  arcCost: Float64Array;
  /** By task. */
  place: Int32Array;
  unitOf: Int32Array;
  jobOf: Int32Array;
  visitOf: Int32Array;
  /** Start allowed from here on (first window, release, gap to a frozen task). */
  earliest: Float64Array;
  /** Latest start that a hard rule other than the windows allows (gap to a frozen task). */
  latest: Float64Array;
  isSoft: Uint8Array;
  /** Windows in CSR form, sorted. */
  windowAt: Int32Array;
  windowFrom: Float64Array;
  windowTo: Float64Array;
  /** By task × worker: duration, price of the pairing (preference, continuity, moved), and whether it may be (bitset, `words` words a task). */
  durationBy: Float64Array;
  priceBy: Float64Array;
  allow: Uint32Array;
  words: number;
  /** Tours that may take a task, CSR. */
  toursAt: Int32Array;
  toursOf: Int32Array;
  /** Tasks that may not have the same worker, CSR. */
  apartAt: Int32Array;
  apartOf: Int32Array;
  /** By unit: its tasks, CSR; links inside units by unit, CSR of link numbers into linkBefore and its columns. */
  unitAt: Int32Array;
  unitTasks: Int32Array;
  unitLinkAt: Int32Array;
  unitLinks: Int32Array;
  linkBefore: Int32Array;
  linkAfter: Int32Array;
  minGap: Float64Array;
  maxGap: Float64Array;
  /** Links between units (no upper limit), CSR by task in both directions. */
  afterAt: Int32Array;
  afterLinks: Int32Array;
  beforeAt: Int32Array;
  beforeLinks: Int32Array;
  /** By job: units, CSR; the price of leaving it out (FAR: must be done) and how many visits that is. */
  jobAt: Int32Array;
  jobUnits: Int32Array;
  dropPrice: Float64Array;
  jobVisits: Int32Array;
  /** By tour. */
  tourWorker: Int32Array;
  tourMode: Int32Array;
  startPlace: Int32Array;
  endPlace: Int32Array;
  shiftFrom: Float64Array;
  shiftTo: Float64Array;
  isEndSoft: Uint8Array;
  isEarlyBird: Uint8Array;
  /** Breaks by tour, CSR. */
  breakAt: Int32Array;
  breakFrom: Float64Array;
  breakTo: Float64Array;
  breakDuration: Float64Array;
  breakLongest: Float64Array;
  /** By worker: tours, CSR, and limits (FAR: none). */
  workerAt: Int32Array;
  workerTours: Int32Array;
  maxTasks: Float64Array;
  maxWork: Float64Array;
  maxTravel: Float64Array;
  fixedCost: Float64Array;
  /** Number of load dimensions; load by task × dimension, capacity by worker × dimension. */
  loads: number;
  load: Float64Array;
  capacity: Float64Array;
  /** Frozen prefixes: tour of a done task or -1, its start; by tour the done tasks in order, and from when and where the worker is free. */
  frozenTour: Int32Array;
  frozenStart: Float64Array;
  frozenAt: Int32Array;
  frozenTasks: Int32Array;
  freeAt: Float64Array;
  freePlace: Int32Array;
};

/** Rows of numbers as one array with the beginning of each row. */
function rows(lists: number[][]): { at: Int32Array; of: Int32Array } {
  const at = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => { at[index + 1] = at[index]! + list.length; });
  return { at, of: Int32Array.from(lists.flat()) };
}

/** Group number of each of `count` things, joined by pairs (union-find). */
function groups(count: number, pairs: [number, number][]): { of: Int32Array; count: number } {
  const parent = Int32Array.from({ length: count }, (_, index) => index);
  const root = (one: number): number => {
    let at = one;
    while (parent[at] !== at) { parent[at] = parent[parent[at]!]!; at = parent[at]!; }
    return at;
  };
  for (const [a, b] of pairs) parent[Math.max(root(a), root(b))] = Math.min(root(a), root(b));
  const of = new Int32Array(count).fill(-1);
  let next = 0;
  for (let index = 0; index < count; index++) {
    const top = root(index);
    if (of[top]! < 0) of[top] = next++;
    of[index] = of[top]!;
  }
  return { of, count: next };
}

const members = (of: Int32Array, count: number): number[][] => {
  const lists: number[][] = Array.from({ length: count }, () => []);
  of.forEach((group, index) => lists[group]!.push(index));
  return lists;
};

/** Whether skill levels, papers, blocks and pins let this worker do this task. */
function mayDo(task: TaskInput, worker: WorkerInput, pinned: string | undefined): boolean {
  if (pinned !== undefined && pinned !== worker.id) return false;
  if (task.blocked?.includes(worker.id)) return false;
  for (const { skill, level } of task.needs ?? []) if (!((worker.skills?.[skill] ?? 0) >= level)) return false;
  for (const paper of task.papers ?? []) if (!worker.papers?.includes(paper)) return false;
  return true;
}

/**
 * The problem as columns. Takes a problem that `checkProblem` accepts: unknown ids or places throw a TypeError or are ignored here.
 * A weight that is named in `problem.hard` becomes a rule: late tasks and late ends are forbidden, unwished or changed workers are not allowed.
 */
export function compile(problem: Problem): Compiled {
  const { weights } = problem;
  const hard = new Set(problem.hard ?? []);
  const tasks = problem.tasks.length;
  const workers = problem.workers.length;
  const taskIndex = new Map(problem.tasks.map((task, index) => [task.id, index]));
  const workerIndex = new Map(problem.workers.map((worker, index) => [worker.id, index]));
  const matrices = compileTravel(problem);
  const links = (problem.links ?? []).map((link) => ({ ...link, a: taskIndex.get(link.before)!, b: taskIndex.get(link.after)! }));
  const tourList = problem.workers.flatMap((worker, index) => worker.shifts.map((shift) => ({ worker, index, shift })));
  const frozen = compileFrozen(problem, tourList, taskIndex);

  const visitIds = new Map<string, number>();
  for (const task of problem.tasks) if (!visitIds.has(task.visitId)) visitIds.set(task.visitId, visitIds.size);
  const visitOf = Int32Array.from(problem.tasks, (task) => visitIds.get(task.visitId)!);
  const visitTasks = members(visitOf, visitIds.size);
  const isFixed = (task: number): boolean => frozen.frozenTour[task]! >= 0;
  const joint = links.filter((link) => link.maxGap < FAR && !isFixed(link.a) && !isFixed(link.b));
  const unit = groups(tasks, joint.map((link) => [link.a, link.b]));
  const unitTasks = members(unit.of, unit.count);
  const job = groups(tasks, [...joint.map((link): [number, number] => [link.a, link.b]), ...visitTasks.flatMap((mates) => mates.slice(1).map((mate): [number, number] => [mates[0]!, mate]))]);
  const jobUnits = members(job.of, job.count).map((mates) => [...new Set(mates.map((mate) => unit.of[mate]!))]);

  const earliest = new Float64Array(tasks).fill(-FAR);
  const latest = new Float64Array(tasks).fill(FAR);
  problem.tasks.forEach((task, index) => { earliest[index] = Math.max(task.windows[0]?.from ?? -FAR, task.releasedAt ?? -FAR); });
  for (const { a, b, minGap, maxGap } of links) {
    if (isFixed(a) && !isFixed(b)) {
      earliest[b] = Math.max(earliest[b]!, frozen.frozenStart[a]! + minGap);
      latest[b] = Math.min(latest[b]!, frozen.frozenStart[a]! + maxGap);
    } else if (isFixed(b) && !isFixed(a)) {
      earliest[a] = Math.max(earliest[a]!, frozen.frozenStart[b]! - Math.min(maxGap, FAR));
      latest[a] = Math.min(latest[a]!, frozen.frozenStart[b]! - minGap);
    }
  }

  const pins = new Map((problem.pins ?? []).map((pin) => [pin.taskId, pin.workerId]));
  const words = (workers + 31) >>> 5;
  const allow = new Uint32Array(tasks * words);
  const durationBy = new Float64Array(tasks * workers);
  const priceBy = new Float64Array(tasks * workers);
  problem.tasks.forEach((task, index) => {
    const before = problem.before?.[task.id];
    problem.workers.forEach((worker, other) => {
      const at = index * workers + other;
      const isUnwished = (task.preferred?.length ?? 0) > 0 && !task.preferred!.includes(worker.id);
      const isMoved = before !== undefined && before !== worker.id;
      durationBy[at] = task.durationBy?.[worker.id] ?? task.duration;
      priceBy[at] = (task.costBy?.[worker.id] ?? 0) + (isUnwished ? weights.unpreferred ?? 0 : 0) + (isMoved ? weights.moved ?? 0 : 0);
      const isFrozenHere = isFixed(index) && tourList[frozen.frozenTour[index]!]!.index === other;
      const isAllowed = mayDo(task, worker, pins.get(task.id)) && !(isUnwished && hard.has('unpreferred')) && !(isMoved && hard.has('moved'));
      if (isFrozenHere || (isAllowed && !isFixed(index))) allow[index * words + (other >>> 5)]! |= 1 << (other & 31);
    });
  });
  const mayTake = (task: number, worker: number): boolean => ((allow[task * words + (worker >>> 5)]! >>> (worker & 31)) & 1) === 1;
  const taskTours = rows(problem.tasks.map((_, task) => tourList.flatMap(({ index }, tour) => (mayTake(task, index) ? [tour] : []))));

  const apart: Set<number>[] = Array.from({ length: tasks }, () => new Set<number>());
  const keepApart = (left: number[], right: number[]): void => {
    for (const a of left) for (const b of right) if (a !== b) { apart[a]!.add(b); apart[b]!.add(a); }
  };
  if (problem.isVisitShared !== false) for (const mates of visitTasks) keepApart(mates, mates);
  for (const mates of unitTasks) keepApart(mates, mates);
  for (const [a, b] of problem.apart ?? []) keepApart(visitTasks[visitIds.get(a)!] ?? [], visitTasks[visitIds.get(b)!] ?? []);
  const apartRows = rows(apart.map((mates) => [...mates]));

  const unitLinkRows = rows(unitTasks.map((_, index) => links.flatMap((link, number) => (joint.includes(link) && unit.of[link.a] === index ? [number] : []))));
  const loose = (pick: 'a' | 'b'): { at: Int32Array; of: Int32Array } =>
    rows(problem.tasks.map((_, task) => links.flatMap((link, number) => (link.maxGap >= FAR && link[pick] === task && !isFixed(link.a) && !isFixed(link.b) ? [number] : []))));
  const after = loose('a');
  const before = loose('b');

  const dropPrice = new Float64Array(job.count);
  const jobVisits = new Int32Array(job.count);
  for (const mates of visitTasks) {
    const task = problem.tasks[mates[0]!]!;
    const price = hard.has('dropped') ? Infinity : (task.dropCost ?? Infinity) + (weights.dropped ?? 0);
    const at = job.of[mates[0]!]!;
    dropPrice[at] = Math.min(FAR, dropPrice[at]! + price);
    jobVisits[at]! += 1;
  }

  const windows = rows(problem.tasks.map((task) => task.windows.map(() => 0)));
  const units = rows(unitTasks);
  const jobRows = rows(jobUnits);
  // A break whose time is over when the frozen part ends is history.
  const breaks = tourList.map(({ worker, shift }, tour) => (worker.breaks ?? []).filter((rest) => rest.to > shift.from && rest.from < shift.to && rest.to - rest.duration >= frozen.freeAt[tour]!).toSorted((a, b) => a.from - b.from));
  const byWorker = rows(problem.workers.map((_, index) => tourList.flatMap((tour, number) => (tour.index === index ? [number] : []))));
  const loads = Math.max(0, ...problem.tasks.map((task) => task.load?.length ?? 0));
  const isDueHard = hard.has('lateness') || hard.has('worstLateness');
  const isEndHard = hard.has('overtime') || hard.has('worstOvertime');
  return {
    problem, tasks, workers, tours: tourList.length, units: unit.count, jobs: job.count, taskIndex, workerIndex, ...matrices,
    place: Int32Array.from(problem.tasks, (task) => task.place), unitOf: unit.of, jobOf: job.of, visitOf, earliest, latest,
    isSoft: Uint8Array.from(problem.tasks, (task) => (task.isDueSoft && !isDueHard ? 1 : 0)),
    windowAt: windows.at, windowFrom: Float64Array.from(problem.tasks.flatMap((task) => task.windows.map((window) => Math.max(-FAR, window.from)))),
    windowTo: Float64Array.from(problem.tasks.flatMap((task) => task.windows.map((window) => Math.min(FAR, window.to)))),
    durationBy, priceBy, allow, words, toursAt: taskTours.at, toursOf: taskTours.of, apartAt: apartRows.at, apartOf: apartRows.of,
    unitAt: units.at, unitTasks: units.of, unitLinkAt: unitLinkRows.at, unitLinks: unitLinkRows.of,
    linkBefore: Int32Array.from(links, (link) => link.a), linkAfter: Int32Array.from(links, (link) => link.b),
    minGap: Float64Array.from(links, (link) => link.minGap), maxGap: Float64Array.from(links, (link) => Math.min(FAR, link.maxGap)),
    afterAt: after.at, afterLinks: after.of, beforeAt: before.at, beforeLinks: before.of,
    jobAt: jobRows.at, jobUnits: jobRows.of, dropPrice, jobVisits,
    tourWorker: Int32Array.from(tourList, (tour) => tour.index), tourMode: Int32Array.from(tourList, (tour) => tour.worker.mode ?? 0),
    startPlace: Int32Array.from(tourList, (tour) => tour.worker.start ?? problem.places), endPlace: Int32Array.from(tourList, (tour) => tour.worker.end ?? problem.places),
    shiftFrom: Float64Array.from(tourList, (tour) => Math.max(-FAR, tour.shift.from)), shiftTo: Float64Array.from(tourList, (tour) => Math.min(FAR, tour.shift.to)),
    isEndSoft: Uint8Array.from(tourList, (tour) => (tour.shift.isEndSoft && !isEndHard ? 1 : 0)),
    isEarlyBird: Uint8Array.from(tourList, (tour) => (tour.worker.leaves === 'shiftStart' ? 1 : 0)),
    breakAt: rows(breaks.map((list) => list.map(() => 0))).at, breakFrom: Float64Array.from(breaks.flat(), (rest) => rest.from),
    breakTo: Float64Array.from(breaks.flat(), (rest) => rest.to), breakDuration: Float64Array.from(breaks.flat(), (rest) => rest.duration),
    breakLongest: Float64Array.from(breaks.flat(), (rest) => Math.min(FAR, Math.max(rest.duration, rest.longest ?? FAR))),
    workerAt: byWorker.at, workerTours: byWorker.of,
    maxTasks: Float64Array.from(problem.workers, (worker) => worker.maxTasks ?? FAR), maxWork: Float64Array.from(problem.workers, (worker) => Math.min(FAR, worker.maxWork ?? FAR)),
    maxTravel: Float64Array.from(problem.workers, (worker) => Math.min(FAR, worker.maxTravelTime ?? FAR)), fixedCost: Float64Array.from(problem.workers, (worker) => worker.fixedCost ?? 0),
    loads, load: Float64Array.from({ length: tasks * loads }, (_, at) => problem.tasks[Math.floor(at / loads)]!.load?.[at % loads] ?? 0),
    capacity: Float64Array.from({ length: workers * loads }, (_, at) => Math.min(FAR, problem.workers[Math.floor(at / loads)]!.capacity?.[at % loads] ?? FAR)),
    ...frozen,
  };
}

type Tours = { worker: WorkerInput; index: number; shift: { from: number; to: number } }[];

/** Matrices of all modes behind each other, with one more place at no distance from anywhere. */
function compileTravel(problem: Problem): Pick<Compiled, 'places' | 'time' | 'distance' | 'arcCost'> {
  const places = problem.places + 1;
  const size = places * places;
  const time = new Float64Array(size * problem.travel.length);
  const distance = new Float64Array(size * problem.travel.length);
  problem.travel.forEach((matrix, mode) => {
    for (let row = 0; row < problem.places; row++) {
      const from = row * problem.places;
      time.set(matrix.time.subarray(from, from + problem.places), mode * size + row * places);
      distance.set(matrix.distance.subarray(from, from + problem.places), mode * size + row * places);
    }
  });
  const { distance: byDistance = 0, travelTime: byTime = 0 } = problem.weights;
  return { places, time, distance, arcCost: time.map((span, at) => byTime * span + byDistance * distance[at]!) };
}

/** Frozen prefixes by tour: a done task belongs to the first shift that ends at or after its start, else to the last. */
function compileFrozen(problem: Problem, tours: Tours, taskIndex: Map<string, number>): Pick<Compiled, 'frozenTour' | 'frozenStart' | 'frozenAt' | 'frozenTasks' | 'freeAt' | 'freePlace'> {
  const frozenTour = new Int32Array(problem.tasks.length).fill(-1);
  const frozenStart = new Float64Array(problem.tasks.length);
  const freeAt = new Float64Array(tours.length).fill(-FAR);
  const freePlace = new Int32Array(tours.length).fill(-1);
  const done: number[][] = tours.map(() => []);
  for (const part of problem.frozen ?? []) {
    const own = tours.flatMap((tour, index) => (tour.worker.id === part.workerId ? [index] : []));
    const at = (moment: number): number => own.find((tour) => tours[tour]!.shift.to >= moment) ?? own.at(-1)!;
    for (const { taskId, startAt } of part.done) {
      const task = taskIndex.get(taskId)!;
      frozenTour[task] = at(startAt);
      frozenStart[task] = startAt;
      done[at(startAt)]!.push(task);
    }
    if (part.freeAt === undefined && part.freePlace === undefined) continue;
    for (const tour of own) if (part.freeAt !== undefined) freeAt[tour] = part.freeAt;
    // Only the shift the worker is in begins at the free place; later ones begin at home again.
    const current = part.done.length > 0 ? at(part.done.at(-1)!.startAt) : at(part.freeAt ?? -FAR);
    if (part.freePlace !== undefined) freePlace[current] = part.freePlace;
  }
  const { at: frozenAt, of: frozenTasks } = rows(done);
  return { frozenTour, frozenStart, frozenAt, frozenTasks, freeAt, freePlace };
}
