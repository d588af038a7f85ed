/**
 * An attempt is one worker tried at one start. It is a workspace: opened once per call, moved from worker to worker and from start to start,
 * so that ranking a city allocates per answer and not per question. Rules and dimensions only read it.
 */
import { takenMinutes } from './hours.ts';
import { distanceMeters, secondsForMeters } from './travel.ts';
import { PlannerInputError } from './types.ts';
import type { Commitment, Labels, NeedWithoutStart, PlanningOptions, Span, WorkerView } from './types.ts';
import { DAY_MS, DEFAULT_ZONE_OFFSET_MINUTES, MINUTE_MS, dayOf, dayStart } from './wording.ts';

/** A stop this close in time belongs to the same stretch of work: the worker goes on from there. After a longer gap the way starts at home again. */
export const STRETCH_MS = 4 * 60 * MINUTE_MS;
/** Needs that start this soon want an online worker and are measured from the live position. */
export const SOON_MS = 2 * 60 * MINUTE_MS;

/** What stays the same through one call. `now` is -Infinity when nobody told it: then no start is ever too soon. */
export type Frame = {
  need: NeedWithoutStart; durationMs: number; now: number; zoneOffsetMs: number; labels: Labels;
  preferred: Set<string>; servedBefore: Set<string>; blocked: Set<string>; refused: Set<string>; own: Set<string>;
};

export type Attempt = {
  frame: Frame;
  worker: WorkerView;
  /** Sorted by startAt, without the order's own. */
  commitments: readonly Commitment[];
  /** What else counts towards hours and rest, sorted, without the order's own. */
  counted: readonly Span[];
  count: number;
  startsAt: Float64Array;
  /** Latest end among commitments 0..i and who owns it: an overrun visit may outlast the one after it. */
  latestEndAt: Float64Array;
  latestIndex: Int32Array;
  /** Straight-line metres from commitment i to the need; -1 = not measured yet. */
  meters: Float64Array;
  metersHome: number;
  spanCount: number;
  spanStartAt: Float64Array;
  spanEndAt: Float64Array;
  isOpen: boolean;
  startAt: number;
  endAt: number;
  isLocated: boolean;
  hasOverlap: boolean;
  /** Neighbours as indexes into `commitments`; -1 = none. */
  previous: number;
  next: number;
  origin: 'home' | 'stop' | 'position';
  destination: 'home' | 'stop';
  metersIn: number;
  secondsIn: number;
  secondsOut: number;
  /** Time there is to come and to go on; Infinity when nothing is before or after. */
  gapInMs: number;
  gapOutMs: number;
};

const isPlace = (lon: number, lat: number): boolean => lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;

/** Refuses a need no plan can be made for, naming the field. */
export function frameNeed(need: NeedWithoutStart, options: PlanningOptions): Frame {
  if (!(need.durationMinutes > 0 && need.durationMinutes < Infinity)) {
    throw new PlannerInputError('durationMinutes', `durationMinutes is ${need.durationMinutes}; it must be a positive number of minutes`);
  }
  if (!isPlace(need.at.lon, need.at.lat)) {
    throw new PlannerInputError('at', `at is lon ${need.at.lon}, lat ${need.at.lat}; perhaps the two were swapped`);
  }
  if (options.now !== undefined && !Number.isFinite(options.now)) {
    throw new PlannerInputError('now', `now is ${options.now}; it must be epoch milliseconds`);
  }
  const zoneOffsetMinutes = options.zoneOffsetMinutes ?? DEFAULT_ZONE_OFFSET_MINUTES;
  if (!Number.isFinite(zoneOffsetMinutes)) throw new PlannerInputError('zoneOffsetMinutes', `zoneOffsetMinutes is ${zoneOffsetMinutes}`);
  return {
    need, durationMs: need.durationMinutes * MINUTE_MS, now: options.now ?? -Infinity,
    zoneOffsetMs: zoneOffsetMinutes * MINUTE_MS, labels: options.labels ?? {},
    preferred: new Set(need.preferredWorkerIds), servedBefore: new Set(need.servedBeforeWorkerIds),
    blocked: new Set(need.blockedWorkerIds), refused: new Set(need.refusedWorkerIds), own: new Set(need.ownCommitmentIds),
  };
}

export function openAttempt(frame: Frame): Attempt {
  return {
    frame, worker: undefined as unknown as WorkerView, commitments: [], counted: [], count: 0,
    startsAt: new Float64Array(32), latestEndAt: new Float64Array(32), latestIndex: new Int32Array(32), meters: new Float64Array(32),
    metersHome: -1, spanCount: 0, spanStartAt: new Float64Array(32), spanEndAt: new Float64Array(32), isOpen: false,
    startAt: NaN, endAt: NaN, isLocated: false, hasOverlap: false, previous: -1, next: -1, origin: 'home', destination: 'home',
    metersIn: 0, secondsIn: 0, secondsOut: 0, gapInMs: 0, gapOutMs: 0,
  };
}

export function tryWorker(attempt: Attempt, worker: WorkerView): void {
  attempt.worker = worker;
  attempt.isOpen = false;
  attempt.isLocated = false;
  attempt.metersHome = -1;
}

export function tryStart(attempt: Attempt, startAt: number): void {
  attempt.startAt = startAt;
  attempt.endAt = startAt + attempt.frame.durationMs;
  attempt.isLocated = false;
}

const isInOrder = (spans: readonly { startAt: number }[]): boolean => {
  for (let i = 1; i < spans.length; i++) if (spans[i]!.startAt < spans[i - 1]!.startAt) return false;
  return true;
};
const inOrder = <T extends { startAt: number }>(spans: readonly T[]): readonly T[] =>
  isInOrder(spans) ? spans : [...spans].sort((a, b) => a.startAt - b.startAt);

function demandSpan(worker: WorkerView, field: string, span: { startAt: number; endAt: number }): void {
  if (span.startAt <= span.endAt) return;
  throw new PlannerInputError(field, `${field} of worker ${worker.workerId} runs from ${span.startAt} to ${span.endAt}; it must not end before it starts`);
}

const NOTHING: readonly (Span & { id: string })[] = [];
/** Copies the worker's day into flat columns. Left until a rule asks, so that a worker blocked by a list costs nothing. */
export function openDay(attempt: Attempt): void {
  if (attempt.isOpen) return;
  attempt.isOpen = true;
  const { worker, frame } = attempt;
  let commitments = inOrder(worker.commitments);
  if (frame.own.size > 0) commitments = commitments.filter((commitment) => !frame.own.has(commitment.id));
  const count = commitments.length;
  if (count > attempt.startsAt.length) {
    attempt.startsAt = new Float64Array(count * 2);
    attempt.latestEndAt = new Float64Array(count * 2);
    attempt.latestIndex = new Int32Array(count * 2);
    attempt.meters = new Float64Array(count * 2);
  }
  let latestEndAt = -Infinity;
  let latestIndex = -1;
  for (let i = 0; i < count; i++) {
    const commitment = commitments[i]!;
    demandSpan(worker, 'commitments', commitment);
    if (commitment.endAt >= latestEndAt) { latestEndAt = commitment.endAt; latestIndex = i; }
    attempt.startsAt[i] = commitment.startAt;
    attempt.latestEndAt[i] = latestEndAt;
    attempt.latestIndex[i] = latestIndex;
    attempt.meters[i] = -1;
  }
  attempt.commitments = commitments;
  attempt.count = count;
  const counted = inOrder(worker.alsoCounted ?? NOTHING);
  for (const span of counted) demandSpan(worker, 'alsoCounted', span);
  attempt.counted = frame.own.size > 0 ? counted.filter(({ id }) => !frame.own.has(id)) : counted;

  const spans = inOrder(worker.availability);
  if (spans.length > attempt.spanStartAt.length) {
    attempt.spanStartAt = new Float64Array(spans.length * 2);
    attempt.spanEndAt = new Float64Array(spans.length * 2);
  }
  let spanCount = 0;
  for (const span of spans) {
    demandSpan(worker, 'availability', span);
    if (spanCount > 0 && span.startAt <= attempt.spanEndAt[spanCount - 1]!) {
      attempt.spanEndAt[spanCount - 1] = Math.max(attempt.spanEndAt[spanCount - 1]!, span.endAt);
    } else {
      attempt.spanStartAt[spanCount] = span.startAt;
      attempt.spanEndAt[spanCount] = span.endAt;
      spanCount += 1;
    }
  }
  attempt.spanCount = spanCount;
}

/** First index of the ascending column, up to `count`, whose value is at least `at`. */
export function firstAtLeast(column: Float64Array, count: number, at: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle]! < at) low = middle + 1; else high = middle;
  }
  return low;
}

/** True when one unbroken span covers the whole visit. */
export function isCovered(attempt: Attempt): boolean {
  openDay(attempt);
  // The last span that starts at or before the visit; merged spans cannot help each other.
  const at = firstAtLeast(attempt.spanStartAt, attempt.spanCount, attempt.startAt);
  const index = at < attempt.spanCount && attempt.spanStartAt[at] === attempt.startAt ? at : at - 1;
  return index >= 0 && attempt.spanEndAt[index]! >= attempt.endAt;
}

export function metersToStop(attempt: Attempt, index: number): number {
  const known = attempt.meters[index]!;
  if (known !== -1) return known;
  return (attempt.meters[index] = distanceMeters(attempt.commitments[index]!.at, attempt.frame.need.at));
}

export function metersFromHome(attempt: Attempt): number {
  if (attempt.metersHome === -1) attempt.metersHome = distanceMeters(attempt.worker.home, attempt.frame.need.at);
  return attempt.metersHome;
}

/** Finds the neighbours by binary search and measures the way in and out, once per start. */
export function locate(attempt: Attempt): void {
  if (attempt.isLocated) return;
  openDay(attempt);
  attempt.isLocated = true;
  const { frame, worker, startAt, endAt } = attempt;
  const mode = worker.travelMode;
  const next = firstAtLeast(attempt.startsAt, attempt.count, endAt);
  const previous = next > 0 ? attempt.latestIndex[next - 1]! : -1;
  const previousEndAt = next > 0 ? attempt.latestEndAt[next - 1]! : -Infinity;
  attempt.hasOverlap = previousEndAt > startAt;
  attempt.previous = previous;
  attempt.next = next < attempt.count ? next : -1;

  const freeAt = Math.max(previousEndAt, frame.now);
  attempt.gapInMs = startAt - freeAt;
  const position = startAt - frame.now <= SOON_MS && previousEndAt <= frame.now ? worker.position : null;
  attempt.origin = 'home';
  attempt.metersIn = metersFromHome(attempt);
  if (position) {
    attempt.origin = 'position';
    attempt.metersIn = distanceMeters(position, frame.need.at);
  } else if (previous >= 0) {
    const meters = metersToStop(attempt, previous);
    const gapMs = startAt - previousEndAt;
    // A stop so far away that even a long gap does not suffice binds as well.
    if (gapMs <= STRETCH_MS || !(secondsForMeters(meters, mode) * 1000 <= gapMs)) {
      attempt.origin = 'stop';
      attempt.metersIn = meters;
    }
  }
  attempt.secondsIn = secondsForMeters(attempt.metersIn, mode);

  attempt.destination = 'home';
  attempt.gapOutMs = Infinity;
  attempt.secondsOut = secondsForMeters(metersFromHome(attempt), mode);
  if (attempt.next >= 0) {
    attempt.gapOutMs = attempt.startsAt[attempt.next]! - endAt;
    const seconds = secondsForMeters(metersToStop(attempt, attempt.next), mode);
    if (attempt.gapOutMs <= STRETCH_MS || !(seconds * 1000 <= attempt.gapOutMs)) {
      attempt.destination = 'stop';
      attempt.secondsOut = seconds;
    }
  }
}

/** Seconds of travel this visit adds to the worker's day: way in + way out − the way that falls away. An empty day counts there and back. */
export function addedSeconds(attempt: Attempt): number {
  locate(attempt);
  const { worker } = attempt;
  const from = attempt.origin === 'home' ? worker.home : attempt.origin === 'stop' ? attempt.commitments[attempt.previous]!.at : worker.position!;
  const to = attempt.destination === 'home' ? worker.home : attempt.commitments[attempt.next]!.at;
  const saved = from === to ? 0 : secondsForMeters(distanceMeters(from, to), worker.travelMode);
  return Math.max(0, attempt.secondsIn + attempt.secondsOut - saved);
}

/** Minutes already taken between two instants, overlaps counted once. */
export function minutesBetween(attempt: Attempt, from: number, to: number): number {
  openDay(attempt);
  return takenMinutes(attempt.commitments, attempt.counted, from, to);
}

/**
 * Minutes already taken on a local day. A worker who comes without `alsoCounted` has on today (or on any day when `now` is unknown) at least
 * `minutesToday`, because finished visits are no longer commitments.
 */
export function bookedMinutes(attempt: Attempt, day: number): number {
  const { frame, worker } = attempt;
  const from = dayStart(day, frame.zoneOffsetMs);
  const taken = minutesBetween(attempt, from, from + DAY_MS);
  if (worker.alsoCounted !== undefined) return taken;
  return frame.now === -Infinity || dayOf(frame.now, frame.zoneOffsetMs) === day ? Math.max(worker.minutesToday, taken) : taken;
}
