/**
 * A day as the desk knows it (needs with an agreed start, workers with commitments) as a problem for the optimiser, and back. What the desk's rules
 * forbid a worker for one visit whatever else she does that day (skills, papers, allergies, offered time, radius, being offline, the rest from and to
 * other days) is folded into `blocked`; ways, overlaps and the limits of the day and the week are the optimiser's. Seconds since `from`; a proposal
 * keeps every rule of `rules.ts` (a property test judges each by `explainWorker`), but who may come late within the grace, which the desk must agree to.
 */
import { frameNeed, metersFromHome, openAttempt, tryStart, tryWorker } from './attempt.ts';
import type { Attempt } from './attempt.ts';
import { takenMinutes, weekMinutesLeft } from './hours.ts';
import { cityWays, addPlace, timeBetween, travelModes } from './live/ways.ts';
import type { Ways } from './live/ways.ts';
import type { Frozen, Plan, Problem, Route, TaskInput, WorkerInput } from './problem.ts';
import { allergy, admitted, admittedHere, availability, blocklist, healthClass, heldSkill, online, overlap, papers, refused, rest, safetyCode, skillLevel, travelIn } from './rules.ts';
import { NO_POOL, standingFit } from './score.ts';
import type { Commitment, Need, PlanningOptions, Span, Weights, WorkerView } from './types.ts';
import { DEFAULT_ZONE_OFFSET_MINUTES, MINUTE_MS } from './wording.ts';

/** One visit of the day. `need.startAt` is the agreed start. */
export type DeskVisit = {
  visitId: string; need: Need;
  /** Who has it now; null: nobody yet. */
  workerId: string | null;
  /** Under way: bound to its worker; `endAt` is when it is expected to be over. */
  started?: { startAt: number; endAt: number } | null;
  /** Stays with its worker whatever it costs (the household insists, the desk has decided). */
  isPinned?: boolean;
  /** Ruled out for it by whoever asks; who has it already is not. */
  notBy?: readonly string[];
};
export type DeskDayOptions = Pick<PlanningOptions, 'zoneOffsetMinutes' | 'labels'> & {
  /** The day, epoch milliseconds, half-open. */
  from: number; to: number;
  /** The moment of planning: nobody is sent anywhere before it. */
  now: number;
  weights: Weights;
  /** Seconds of travel that giving a visit to another worker must save. */
  gainToMove: number;
  /** Traffic: ways take so many times as long. Default 1. */
  factor?: number;
  /** Nobody is given a visit where what she has promised elsewhere leaves no room for it or has her later than this. */
  mostLateSeconds?: number;
};
export type DeskDay = { problem: Problem; plan: Plan; ways: Ways };

/** Seconds of travel a perfect match is worth over a worthless one. */
export const MATCH_SECONDS = 1800;
/** Cost of a second of lateness, in seconds of travel. */
export const LATE_PRICE = 6;
/** Cost of leaving a visit without anybody: more than any way across a city and back. */
export const OPEN_COST = 60_000;
/** Cost of sending somebody from outside the district's holder. */
export const FOREIGN_COST = 5400;
/** The way to a first visit and back from the last may lie outside the offered time. */
const WAY_MS = 3 * 3_600_000;

/** Rules that look at one worker and one start alone. */
const alone = [admitted, safetyCode, admittedHere, blocklist, refused, allergy, skillLevel, heldSkill, papers, healthClass, online, availability, rest];

/** Builds the day. Commitments that belong to no visit given (holds, other districts) stay where they are. Throws PlannerInputError like `rankCandidates`. */
export function deskDay(visits: readonly DeskVisit[], workers: readonly WorkerView[], options: DeskDayOptions): DeskDay {
  const { from, to, now } = options;
  const zoneOffsetMs = (options.zoneOffsetMinutes ?? DEFAULT_ZONE_OFFSET_MINUTES) * MINUTE_MS;
  const second = (at: number): number => Math.round((at - from) / 1000);
  const { ways, toPlane } = cityWays([workers[0]?.home ?? visits[0]?.need.at ?? { lon: 0, lat: 0 }]);
  ways.factor = options.factor ?? 1;
  const placeOf = (point: { lon: number; lat: number }): number => { const { x, y } = toPlane(point); return addPlace(ways, x, y); };
  const own = new Set(visits.flatMap(({ need }) => need.ownCommitmentIds ?? []));
  const room = new Map(workers.map((worker) => [worker.workerId, roomOf(worker, visits, own, { startAt: from, endAt: to }, zoneOffsetMs)]));
  const tasks: TaskInput[] = visits.map((visit) => taskOf(visit, workers, { ...options, own }, placeOf(visit.need.at), second, (workerId) => room.get(workerId)!.isFull));
  const pins = visits.flatMap(({ visitId, workerId, isPinned, started }) => (isPinned && !started && workerId !== null ? [{ taskId: visitId, workerId }] : []));
  const begun = new Map<string, DeskVisit[]>();
  for (const visit of visits) if (visit.started && visit.workerId !== null) begun.set(visit.workerId, [...begun.get(visit.workerId) ?? [], visit]);
  const frozen: Frozen[] = [];
  const people = workers.map((worker): WorkerInput => {
    const home = placeOf(worker.home);
    const others = worker.commitments.filter((commitment) => !own.has(commitment.id) && commitment.endAt > from && commitment.startAt < to).sort((a, b) => a.startAt - b.startAt);
    const mine = (begun.get(worker.workerId) ?? []).sort((a, b) => a.started!.startAt - b.started!.startAt);
    const position = worker.position && mine.length === 0 && others.every((one) => one.endAt <= now || one.startAt > now) ? placeOf(worker.position) : undefined;
    const freeAt = Math.max(second(now), ...mine.map(({ started }) => second(started!.endAt)));
    let stands: Standing = { freeAt, place: position ?? (mine.length > 0 ? tasks.find(({ id }) => id === mine.at(-1)!.visitId)!.place : home) };
    for (const commitment of others) {
      if (commitment.endAt <= now) continue;
      const task = fixed(worker, commitment, placeOf(commitment.at), second, stands, (a, b) => timeBetween(ways, travelModes.indexOf(worker.travelMode), a, b));
      tasks.push(task);
      pins.push({ taskId: task.id, workerId: worker.workerId });
      stands = { freeAt: Math.max(stands.freeAt, task.windows[0]!.from) + task.duration, place: task.place };
    }
    frozen.push({ workerId: worker.workerId, done: mine.map(({ visitId, started }) => ({ taskId: visitId, startAt: second(started!.startAt) })), freeAt, ...(position === undefined ? {} : { freePlace: position }) });
    const offered = worker.availability.filter((span) => span.endAt > from && span.startAt < to);
    const first = Math.min(...offered.map((span) => span.startAt), to), last = Math.max(...offered.map((span) => span.endAt), from);
    return {
      id: worker.workerId, start: home, end: home, mode: travelModes.indexOf(worker.travelMode), shifts: first < last ? [{ from: second(Math.min(first, now) - WAY_MS), to: second(last + WAY_MS), isEndSoft: true }] : [],
      capacity: [room.get(worker.workerId)!.minutes],
    };
  });
  const before = Object.fromEntries(visits.flatMap(({ visitId, workerId }) => (workerId === null ? [] : [[visitId, workerId]])));
  const problem: Problem = {
    places: ways.places, travel: [], workers: people, tasks, pins, before, frozen: frozen.filter(({ workerId }) => people.find(({ id }) => id === workerId)!.shifts.length > 0 || begun.has(workerId)),
    weights: { travelTime: 1, lateness: LATE_PRICE, waiting: 0.02, overtime: 0, unpreferred: FOREIGN_COST, moved: options.gainToMove },
  };
  return { problem, plan: standingPlan(problem, (worker, a, b) => timeBetween(ways, worker.mode ?? 0, a, b)), ways };
}

/**
 * Minutes a worker may be given this day, by her limits of the day and the week. Who was promised more than that already keeps it and gets nothing
 * else: the promises stand until the desk decides otherwise.
 */
function roomOf(worker: WorkerView, visits: readonly DeskVisit[], own: ReadonlySet<string>, day: Span, zoneOffsetMs: number): { minutes: number; isFull: boolean } {
  const others = (some: readonly (Span & { id: string })[] = []): Span[] => some.filter(({ id }) => !own.has(id)).sort((a, b) => a.startAt - b.startAt);
  const dayLeft = worker.maxMinutesPerDay - takenMinutes(others(worker.commitments), others(worker.alsoCounted), day.startAt, day.endAt);
  const left = Math.max(0, Math.min(dayLeft, weekMinutesLeft(worker, (id) => own.has(id), day, zoneOffsetMs)));
  const promised = visits.reduce((sum, { workerId, need }) => sum + (workerId === worker.workerId ? need.durationMinutes : 0), 0);
  return { minutes: Math.max(left, promised), isFull: promised > left };
}

function taskOf({ visitId, need, started, workerId, notBy = [] }: DeskVisit, workers: readonly WorkerView[], options: DeskDayOptions & { own: ReadonlySet<string> }, place: number, second: (at: number) => number, isFull: (workerId: string) => boolean): TaskInput {
  const told = { now: options.now, ...(options.labels ? { labels: options.labels } : {}), ...(options.zoneOffsetMinutes === undefined ? {} : { zoneOffsetMinutes: options.zoneOffsetMinutes }) };
  const attempt = openAttempt(frameNeed(need, told));
  tryStart(attempt, need.startAt);
  const { mostLateSeconds } = options;
  const elsewhere = mostLateSeconds === undefined ? null : openAttempt(frameNeed({ ...need, ownCommitmentIds: [...options.own] }, told));
  const ruledOut = new Set(notBy);
  const hasRoom = (worker: WorkerView): boolean => elsewhere === null || keepsPromises(elsewhere, worker, need.startAt, mostLateSeconds! * 1000);
  const blocked: string[] = [];
  const costBy: Record<string, number> = {};
  for (const worker of workers) {
    tryWorker(attempt, worker);
    // Whoever is on it already is not judged again: a fact, or a promise that stands until the desk decides otherwise.
    if (worker.workerId !== workerId && (ruledOut.has(worker.workerId) || isFull(worker.workerId) || !mayCome(attempt) || !hasRoom(worker))) blocked.push(worker.workerId);
    else costBy[worker.workerId] = Math.round((1 - standingFit(attempt, NO_POOL, options.weights)) * MATCH_SECONDS);
  }
  const holder = need.territoryMerchantId;
  const preferred = holder === null ? [] : workers.filter(({ merchantId, workerId: id }) => merchantId === holder || id === need.heldWorkerId).map(({ workerId: id }) => id);
  const start = second(started?.startAt ?? need.startAt);
  return {
    id: visitId, visitId, place, duration: started ? Math.max(60, second(started.endAt) - start) : need.durationMinutes * 60, windows: [{ from: start, to: start }], isDueSoft: true, load: [need.durationMinutes],
    blocked, costBy, dropCost: started ? Infinity : OPEN_COST, ...(preferred.length > 0 ? { preferred } : {}),
  };
}

/** Radius is asked from home alone: from a previous stop a worker may go further, which nobody should plan on. */
function mayCome(attempt: Attempt): boolean {
  if (!(metersFromHome(attempt) <= attempt.worker.travelRadiusMeters)) return false;
  return alone.every((rule) => rule(attempt) === null);
}

/** Nothing promised outside this plan takes the agreed time, and nothing before it makes her later than `most`. */
function keepsPromises(elsewhere: Attempt, worker: WorkerView, startAt: number, most: number): boolean {
  tryWorker(elsewhere, worker);
  tryStart(elsewhere, startAt);
  if (overlap(elsewhere) !== null) return false;
  tryStart(elsewhere, startAt + most);
  return travelIn(elsewhere) === null;
}

const fixedId = (worker: WorkerView, commitment: Commitment): string => `${worker.workerId} ${commitment.id}`;
type Standing = { freeAt: number; place: number };
/**
 * What a worker has promised elsewhere: hers, at its time. A promise she cannot keep in time as she stands is somebody else's trouble: it may be late,
 * at a price, instead of making her whole day impossible.
 */
function fixed(worker: WorkerView, commitment: Commitment, place: number, second: (at: number) => number, stands: Standing, way: (from: number, to: number) => number): TaskInput {
  const id = fixedId(worker, commitment), start = second(commitment.startAt);
  const isDueSoft = stands.freeAt + way(stands.place, place) > start;
  return { id, visitId: id, place, duration: second(commitment.endAt) - start, windows: [{ from: start, to: start }], isDueSoft, load: [0] };
}

/**
 * The plan as it stands, by agreed starts; times are the optimiser's to set. A visit that would keep its worker from a promise elsewhere is left for
 * others: that promise is not this plan's to break.
 */
function standingPlan({ workers, tasks, before = {}, pins = [], frozen = [] }: Problem, way: (worker: WorkerInput, from: number, to: number) => number): Plan {
  const ownerOf = new Map([...Object.entries(before), ...pins.map(({ taskId, workerId }) => [taskId, workerId] as const)]);
  const stays = new Set([...pins.map(({ taskId }) => taskId), ...frozen.flatMap(({ done }) => done.map(({ taskId }) => taskId))]);
  const own = new Map<string, TaskInput[]>();
  for (const task of tasks) { const owner = ownerOf.get(task.id); if (owner !== undefined) own.set(owner, [...own.get(owner) ?? [], task]); }
  const placed = new Set<string>();
  const routes = workers.flatMap((worker): Route[] => {
    const kept: { task: TaskInput; endAt: number }[] = [];
    const startOf = (task: TaskInput): number => task.windows[0]!.from;
    for (const task of [...own.get(worker.id) ?? []].sort((a, b) => startOf(a) - startOf(b))) {
      const readyFor = (): number => { const last = kept.at(-1); return last ? last.endAt + way(worker, last.task.place, task.place) : -Infinity; };
      while (!task.isDueSoft && readyFor() > startOf(task) && kept.length > 0 && !stays.has(kept.at(-1)!.task.id)) kept.pop();
      kept.push({ task, endAt: Math.max(startOf(task), readyFor()) + task.duration });
    }
    for (const { task } of kept) placed.add(task.id);
    if (kept.length === 0) return [];
    return [{ workerId: worker.id, leaveAt: NaN, comeAt: NaN, distance: 0, travelTime: 0, stops: kept.map(({ task }) => ({ kind: 'task', taskId: task.id, arriveAt: NaN, startAt: NaN, endAt: NaN, lateness: 0 })) }];
  });
  return { routes, unassigned: tasks.filter(({ id }) => !placed.has(id)).map(({ id, visitId }) => ({ taskId: id, visitId })), cost: 0, parts: {}, isFeasible: true, faults: [] };
}
