/**
 * A day (or several) to be planned: who works, what is to be done, how far everything is, what may not be broken and what is a pity.
 * Plain immutable data; `compile.ts` checks it and turns it into the columns the searches run on.
 *
 * Units: times and durations are numbers of ONE unit of the caller's choice (the product uses seconds since the day's midnight; public
 * instances their own), distances are metres or any other length, costs are what `weights` make of both. `Infinity` = no limit.
 *
 * Words: a visit is what one household asked for; a task is one person's part in it. Most visits have one task. Visits for two people
 * have two tasks with a link between their starts. Model after Ceschia et al., A unified formulation for home healthcare routing and
 * scheduling (ITOR 2026), widened by levels, papers, several shifts, kits, precedence between visits and live (frozen) parts.
 */
export type Window = { from: number; to: number };

/** Travel between places for one mode, place × place, row = from. May be asymmetric. `distance` may be the same array as `time`. */
export type TravelMatrix = { time: Float64Array; distance: Float64Array };

export type ShiftRule = Window & {
  /** true: coming home after `to` is overtime (weights.overtime), not forbidden. */
  isEndSoft?: boolean;
};

export type BreakRule = Window & {
  /** At least this long, wholly inside the window, between two tasks (or before the first, after the last). */
  duration: number;
  /** At most this long (default: any length inside the window; free time then lengthens the break and is nobody's waiting). */
  longest?: number;
};

export type WorkerInput = {
  id: string;
  /** Index of the place the way begins and ends at; null: begins at the first task, ends at the last (no way home is counted). */
  start: number | null;
  end: number | null;
  /** Index into `Problem.travel`. */
  mode?: number;
  /** Sorted, disjoint. A worker comes home between two shifts. */
  shifts: ShiftRule[];
  breaks?: BreakRule[];
  /** Skill code → level; a skill without levels has level 1. */
  skills?: Record<string, number>;
  papers?: string[];
  maxTasks?: number;
  /** Most time of tasks and travel between leaving and coming home, all shifts together. */
  maxWork?: number;
  maxTravelTime?: number;
  /** What may be carried, one number for each dimension of `TaskInput.load` (kits, parts). */
  capacity?: number[];
  /** Paid once if the worker has at least one task. */
  fixedCost?: number;
  /** Leaves home as late as the first task allows (default), or at the start of the shift. */
  leaves?: 'latest' | 'shiftStart';
};

export type TaskInput = {
  id: string;
  visitId: string;
  place: number;
  /** For everybody, or by worker id with `duration` for the rest. */
  duration: number;
  durationBy?: Record<string, number>;
  /** In which the task starts (or ends, see `Problem.isWindowMetAtEnd`); one or several, sorted, disjoint. */
  windows: Window[];
  /** true: after the window's end is lateness (weights.lateness, weights.worstLateness), not forbidden. Before a window is always waited. */
  isDueSoft?: boolean;
  needs?: { skill: string; level: number }[];
  papers?: string[];
  load?: number[];
  /** Added to the cost if this worker does it (preference, continuity, premium); 0 for the rest unless `preferred` is given. */
  costBy?: Record<string, number>;
  /** Workers the household wishes; anybody else costs weights.unpreferred. Empty or absent: no wish. */
  preferred?: string[];
  /** Never these. */
  blocked?: string[];
  /** What leaving the visit out costs, on its first task; Infinity (default): it must be done. */
  dropCost?: number;
  /** Not before this moment may anything be decided about it (requests that come in during the day). */
  releasedAt?: number;
};

/** start(after) − start(before) ∈ [minGap, maxGap]: 0, 0 = together; duration, Infinity = one after the other. */
export type Link = { before: string; after: string; minGap: number; maxGap: number };

/** What has been decided and cannot be taken back. Tasks in `done` stand first in the worker's route, in this order, at these starts. */
export type Frozen = { workerId: string; done: { taskId: string; startAt: number }[]; freeAt?: number; freePlace?: number };

/** Price of one unit of each. A weight left out is 0; `hard` names parts that must be 0 in a feasible plan. */
export type Weights = {
  distance?: number; travelTime?: number; workers?: number; lateness?: number; worstLateness?: number; waiting?: number;
  /** The largest idle time of one worker: late departure + waiting + early finish within the shift; a shift without tasks is idle throughout. */
  worstIdle?: number;
  /** A break not taken (a worker without tasks takes none). Left out: a worker with tasks must take every break of the shift. */
  missedBreak?: number;
  overtime?: number; worstOvertime?: number; unpreferred?: number; dropped?: number;
  /** Longest minus shortest working time among workers with tasks. */
  workRange?: number;
  /** Sum over workers of the whole time away from home (travel + waiting + tasks). */
  duration?: number;
  /** Tasks with another worker than in `Problem.before`. */
  moved?: number;
};

export type Problem = {
  places: number;
  travel: TravelMatrix[];
  workers: WorkerInput[];
  tasks: TaskInput[];
  links?: Link[];
  /** Tasks of one visit are done by different people. Default true. */
  isVisitShared?: boolean;
  isWindowMetAtEnd?: boolean;
  weights: Weights;
  hard?: (keyof Weights)[];
  frozen?: Frozen[];
  /** This task by this worker, at any moment that fits. */
  pins?: { taskId: string; workerId: string }[];
  /** Who had each task before (task id → worker id), for `weights.moved`. */
  before?: Record<string, string>;
  /** Household ↔ worker pairs that may not meet live in `TaskInput.blocked`; pairs of visits that may not share a worker here. */
  apart?: [string, string][];
};

export type Stop =
  | { kind: 'task'; taskId: string; arriveAt: number; startAt: number; endAt: number; lateness: number }
  | { kind: 'break'; startAt: number; endAt: number }
  | { kind: 'home'; arriveAt: number; leaveAt: number };

export type Route = { workerId: string; leaveAt: number; comeAt: number; stops: Stop[]; distance: number; travelTime: number };

export type CostPart = keyof Weights | 'fixed' | 'byWorker' | 'dropCost';

export type Plan = {
  routes: Route[];
  unassigned: { taskId: string; visitId: string }[];
  cost: number;
  /** How much there is of each part, before its weight. */
  parts: Partial<Record<CostPart, number>>;
  /** false only when no feasible plan was found; then `faults` names what is broken. Never an infeasible plan called feasible. */
  isFeasible: boolean;
  faults: string[];
};

export type StopRule = { seconds?: number; iterations?: number; target?: number };
export type SolveOptions = {
  seed?: number;
  stop: StopRule;
  /** Islands that share their best; 1 = this thread. */
  threads?: number;
  /** Called with every better feasible plan's cost. */
  onBetter?: (found: { cost: number; seconds: number; iterations: number }) => void;
  /** A plan to begin with (task order by worker); what does not fit any more is left out and inserted anew. */
  begin?: Plan;
};
export type Solved = Plan & { iterations: number; seconds: number };
