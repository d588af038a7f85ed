/**
 * When everything starts: the earliest start that shifts, travel, breaks, windows, links and holds allow, settled for what changed only.
 * Units are handled by ascending key (state.ts), so each is timed once per change. Windows: a task starts in its first window that still
 * serves; with a soft due it may start late at once, or wait for the next window where that is cheaper. Breaks are taken where the worker
 * arrives, before the task; where that is too late, before the way there; a gap inside the break's window lengthens the break, nobody idles.
 */
import { FAR } from '../compile.ts';
import {
  ARC, BAD, BREAKLESS, BROKEN, COME, COUNT, DROP, EPS, FIXED, GAPS, IS_STALE, LATE, LEAVE, MISSED, MUST, OVER, PLACED, PRICE, SERVICE, SPAN, T_BAD, T_IDLE, T_MISSED, T_OVER, T_SPAN, T_WAIT, TOP_LATE, TOUR,
  TRAVEL, W_BAD, W_USED, WAIT, type State,
} from './state.ts';

/** Moment at which the worker is free to leave a node, before any break. */
export function freeAt(state: State, node: number): number {
  const { c, n } = state;
  const tour = state.tour[node]!;
  const free = node >= n ? c.shiftFrom[tour]! : state.start[node]! + c.durationBy[node * c.workers + c.tourWorker[tour]!]!;
  return state.freeFrom[node]! > free ? state.freeFrom[node]! : free;
}

/** Travel time from one node of a tour to the next. */
export function travelTo(state: State, from: number, to: number): number {
  return state.c.time[state.modeAt[state.tour[from]!]! + state.leavePlace[from]! * state.c.places + state.arrivePlace[to]!]!;
}

/** When the break of a gap is taken. */
export type Rest = { from: number; to: number };

/** What `timeGap` found: arrival before any break, readiness after it, whether the break fits, and where it is taken. */
const gap = { arrival: 0, ready: 0, isBreakless: false, restFrom: 0, restTo: 0, isBeforeWay: false };

/** Times the way from the node before to `node` (a task or the tour's head, as its end), with the break between if there is one. */
function timeGap(state: State, node: number): typeof gap {
  const before = state.prev[node]!;
  const free = freeAt(state, before);
  const way = travelTo(state, before, node);
  const rest = state.rest[before]!;
  gap.arrival = free + way;
  gap.ready = gap.arrival;
  gap.isBreakless = false;
  if (rest < 0) return gap;
  const { breakFrom, breakTo, breakDuration } = state.c;
  const duration = breakDuration[rest]!;
  const isLast = node >= state.n;
  // After the last task the break is taken where that task was; before the first, at the first household.
  const there = isLast ? free : gap.arrival;
  gap.isBeforeWay = isLast;
  gap.restFrom = there > breakFrom[rest]! ? there : breakFrom[rest]!;
  if (gap.restFrom + duration > breakTo[rest]! + EPS && !isLast && before < state.n) {
    gap.isBeforeWay = true;
    gap.restFrom = free > breakFrom[rest]! ? free : breakFrom[rest]!;
  }
  gap.restTo = gap.restFrom + duration;
  if (gap.restTo > breakTo[rest]! + EPS) { gap.isBreakless = true; return gap; }
  gap.ready = gap.isBeforeWay ? gap.restTo + way : gap.restTo;
  return gap;
}

/** First start at or after `ready` that the task's windows allow. */
export function startFrom(state: State, task: number, worker: number, ready: number): number {
  const { c } = state;
  let start = ready;
  if (c.earliest[task]! > start) start = c.earliest[task]!;
  if (state.hold[task]! > start) start = state.hold[task]!;
  const first = c.windowAt[task]!, end = c.windowAt[task + 1]!;
  if (end - first === 1) return start;
  const offset = c.problem.isWindowMetAtEnd ? c.durationBy[task * c.workers + worker]! : 0;
  for (let at = first; at < end; at++) {
    const isIn = at + 1 === end || start < c.windowFrom[at + 1]!;
    if (!isIn) continue;
    if (start < c.windowFrom[at]!) return c.windowFrom[at]!;
    const over = start - (c.windowTo[at]! - offset);
    if (over <= EPS || at + 1 === end) return start;
    const wait = c.windowFrom[at + 1]! - start;
    return c.isSoft[task] === 0 || state.late1 * over > state.wait1 * wait + 1 ? c.windowFrom[at + 1]! : start;
  }
  return start;
}

/** How late a start is against the window whose beginning is the last one not after it. */
export function lateAt(state: State, task: number, worker: number, start: number): number {
  const { c } = state;
  const first = c.windowAt[task]!;
  let at = c.windowAt[task + 1]! - 1;
  while (at > first && c.windowFrom[at]! > start) at--;
  const done = c.problem.isWindowMetAtEnd ? start + c.durationBy[task * c.workers + worker]! : start;
  const over = at < first ? 0 : done - c.windowTo[at]!;
  return over > 0 ? over : 0;
}

/** Earliest start of a task after those it must follow, without an upper limit to the gap. */
export function linkedReady(state: State, task: number): number {
  const { c } = state;
  let ready = -FAR;
  for (let at = c.beforeAt[task]!; at < c.beforeAt[task + 1]!; at++) {
    const number = c.beforeLinks[at]!, before = c.linkBefore[number]!;
    if (state.tour[before]! >= 0 && state.start[before]! + c.minGap[number]! > ready) ready = state.start[before]! + c.minGap[number]!;
  }
  return ready;
}

function readyAt(state: State, task: number): number {
  const { c } = state;
  const { ready } = timeGap(state, task);
  const linked = c.beforeAt[task] === c.beforeAt[task + 1] ? -FAR : linkedReady(state, task);
  return startFrom(state, task, c.tourWorker[state.tour[task]!]!, linked > ready ? linked : ready);
}

/** Sets a task's start, lateness, waiting and faults, and queues what hangs on its start. */
function setStart(state: State, task: number, start: number, isBroken: boolean): void {
  const { c, n, sum } = state;
  const tour = state.tour[task]!, worker = c.tourWorker[tour]!, before = state.prev[task]!;
  const isFrozen = c.frozenTour[task]! >= 0;
  let late = lateAt(state, task, worker, start);
  let bad = isBroken || (!isFrozen && start > c.latest[task]! + EPS) ? BROKEN : 0;
  if (c.isSoft[task] === 0) {
    if (late > EPS && !isFrozen) bad = BROKEN;
    late = 0;
  }
  let wait = 0;
  if (before < n || c.isEarlyBird[tour] === 1 || state.rest[before]! >= 0) {
    timeGap(state, task);
    if (gap.isBreakless) bad |= state.isMissedHard ? BROKEN : BREAKLESS;
    if (before < n || c.isEarlyBird[tour] === 1) {
      if (state.rest[before]! < 0 || gap.isBreakless) wait = start - gap.arrival;
      else wait = restWait(state, before, start);
    }
  }
  const { late: wasLate, wait: wasWait, start: wasStart, bad: wasBad } = { late: state.late[task]!, wait: state.wait[task]!, start: state.start[task]!, bad: state.bad[task]! };
  if (late === wasLate && wait === wasWait && start === wasStart && bad === wasBad) return;
  state.touch(task);
  if (late !== wasLate) {
    if (late < wasLate) state.dropLate(wasLate);
    else sum[LATE]! -= wasLate;
    sum[LATE]! += late;
    if (late > sum[TOP_LATE]!) { sum[TOP_LATE] = late; sum[IS_STALE] = 0; }
    state.late[task] = late;
  }
  if (wait !== wasWait) {
    state.touchTour(tour);
    sum[WAIT]! += wait - wasWait;
    state.field[tour * TOUR + GAPS]! += wait - wasWait;
    state.wait[task] = wait;
    state.openTour(tour);
  }
  if (bad !== wasBad) {
    sum[BAD]! += (bad & BROKEN) - (wasBad & BROKEN);
    sum[MISSED]! += ((bad & BREAKLESS) - (wasBad & BREAKLESS)) / BREAKLESS;
    state.bad[task] = bad;
  }
  if (start === wasStart) return;
  state.start[task] = start;
  const behind = state.next[task]!;
  if (behind < n) state.push(behind);
  else state.openTour(tour);
  if (before >= n) state.openTour(tour);
  for (let at = c.afterAt[task]!; at < c.afterAt[task + 1]!; at++) {
    const follower = c.linkAfter[c.afterLinks[at]!]!;
    if (state.tour[follower]! >= 0) state.push(follower);
  }
}

/** End of a break that may go on until `leaveBy`, after `timeGap`. */
function restUntil(state: State, rest: number, leaveBy: number): number {
  return Math.max(gap.restTo, Math.min(leaveBy, state.c.breakTo[rest]!, gap.restFrom + state.longest[rest]!));
}

/** Waiting in a gap with a break, which is lengthened within its window. Uses what `timeGap` found. */
function restWait(state: State, before: number, start: number): number {
  const way = gap.arrival - freeAt(state, before);
  const leaveBy = gap.isBeforeWay ? start - way : start;
  const there = gap.isBeforeWay ? gap.arrival - way : gap.arrival;
  return gap.restFrom - there + (leaveBy - restUntil(state, state.rest[before]!, leaveBy));
}

/** The break taken between a node and the one before it, if any; `node` may be the tour's head for the way home. For writing a plan down. */
export function restBefore(state: State, node: number): Rest | null {
  const { c, n } = state;
  const before = state.prev[node]!, rest = state.rest[before]!, tour = state.tour[before]!;
  if (rest < 0) return null;
  timeGap(state, node);
  if (gap.isBreakless) return null;
  if (node >= n) return { from: gap.restFrom, to: restUntil(state, rest, c.shiftTo[tour]! - travelTo(state, before, node)) };
  const start = state.start[node]!;
  if (before >= n && c.isEarlyBird[tour] === 0) {
    const to = Math.min(start, Math.max(gap.restTo, c.breakTo[rest]!));
    return { from: Math.max(gap.restFrom, to - state.longest[rest]!), to };
  }
  return { from: gap.restFrom, to: restUntil(state, rest, gap.isBeforeWay ? start - travelTo(state, before, node) : start) };
}

const starts = new Float64Array(64);

/** Times the tasks of one unit together, so that its links hold. */
function timeUnit(state: State, unit: number): void {
  const { c } = state;
  const first = c.unitAt[unit]!, size = c.unitAt[unit + 1]! - first;
  if (size === 1) {
    const task = c.unitTasks[first]!;
    setStart(state, task, c.frozenTour[task]! >= 0 ? c.frozenStart[task]! : readyAt(state, task), false);
    return;
  }
  for (let at = 0; at < size; at++) {
    const task = c.unitTasks[first + at]!;
    starts[at] = state.tour[task]! < 0 ? -FAR : readyAt(state, task);
  }
  const isBroken = !alignStarts(state, unit, starts, null);
  for (let at = 0; at < size; at++) setStart(state, c.unitTasks[first + at]!, starts[at]!, isBroken);
}

/**
 * Moves the starts of a unit's tasks (in the unit's order) later until all its links hold; false where they never do.
 * `positions` names the nodes the tasks would follow, for tasks that are not placed yet.
 */
export function alignStarts(state: State, unit: number, begin: Float64Array, positions: Int32Array | null): boolean {
  const { c, tour } = state;
  const first = c.unitAt[unit]!, size = c.unitAt[unit + 1]! - first;
  for (let round = 0; round < 40; round++) {
    let isChanged = false;
    for (let at = c.unitLinkAt[unit]!; at < c.unitLinkAt[unit + 1]!; at++) {
      const number = c.unitLinks[at]!, before = c.linkBefore[number]!, after = c.linkAfter[number]!;
      const a = placeIn(c.unitTasks, first, size, before), b = placeIn(c.unitTasks, first, size, after);
      const low = begin[a]! + c.minGap[number]!;
      if (begin[b]! < low - EPS) { begin[b] = startFrom(state, after, c.tourWorker[tour[positions === null ? after : positions[b]!]!]!, low); isChanged = true; }
      const high = begin[b]! - c.maxGap[number]!;
      if (begin[a]! < high - EPS) { begin[a] = startFrom(state, before, c.tourWorker[tour[positions === null ? before : positions[a]!]!]!, high); isChanged = true; }
    }
    if (!isChanged) return true;
  }
  return false;
}

function placeIn(list: Int32Array, from: number, size: number, value: number): number {
  for (let at = 0; at < size; at++) if (list[from + at] === value) return at;
  return -1;
}

/** Settles a tour's end: coming home, overtime, idle time, faults, and the worker's limits. */
function closeTour(state: State, tour: number): void {
  const { c, n, sum, field } = state;
  state.touchTour(tour);
  const head = n + tour, at = tour * TOUR, count = field[at + COUNT]!;
  const from = c.shiftFrom[tour]!, to = c.shiftTo[tour]!;
  let come = from, leave = from, over = 0, idle = to - from, bad = 0, span = 0, endWait = 0;
  // With a price on missed breaks, somebody without tasks misses them all; without, nobody does.
  const breaks = c.breakAt[tour + 1]! - c.breakAt[tour]!;
  let missed = breaks;
  if (count > 0) {
    const first = state.next[head]!, last = state.prev[head]!;
    missed = breaks - field[at + PLACED]!;
    let restSpan = 0;
    const begin = state.start[first]!;
    timeGap(state, first);
    const way = travelTo(state, head, first);
    leave = c.isEarlyBird[tour] === 1 ? from : begin - way;
    if (c.isEarlyBird[tour] === 0 && state.rest[head]! >= 0 && !gap.isBreakless) {
      const rest = state.rest[head]!;
      const until = Math.min(begin, Math.max(gap.restTo, c.breakTo[rest]!));
      const since = Math.max(gap.restFrom, until - state.longest[rest]!);
      restSpan = until - since;
      leave = since - way;
      endWait = begin - until;
    }
    const free = freeAt(state, last);
    timeGap(state, head);
    const wayHome = travelTo(state, last, head);
    come = free + wayHome;
    if (state.rest[last]! >= 0) {
      if (gap.isBreakless) missed++;
      else {
        const until = restUntil(state, state.rest[last]!, to - wayHome);
        come = until + wayHome;
        endWait += gap.restFrom - free;
      }
    }
    over = come > to ? come - to : 0;
    if (c.isEndSoft[tour] === 0) { if (over > EPS) bad++; over = 0; }
    idle = Math.max(0, leave - from) + field[at + GAPS]! + endWait + Math.max(0, to - come);
    span = come - leave;
    if (leave < from - EPS && restSpan > 0) bad++;
  }
  if (state.isMissedHard) { if (count > 0) bad += missed; missed = 0; }
  sum[OVER]! += over - field[at + T_OVER]!;
  sum[SPAN]! += span - field[at + T_SPAN]!;
  sum[BAD]! += bad - field[at + T_BAD]!;
  sum[MISSED]! += missed - field[at + T_MISSED]!;
  sum[WAIT]! += endWait - field[at + T_WAIT]!;
  field[at + COME] = come; field[at + LEAVE] = leave; field[at + T_OVER] = over; field[at + T_IDLE] = idle;
  field[at + T_BAD] = bad; field[at + T_SPAN] = span; field[at + T_MISSED] = missed; field[at + T_WAIT] = endWait;
  closeWorker(state, c.tourWorker[tour]!);
}

/** Counts what a worker is paid for being used, and the limits that are broken. */
function closeWorker(state: State, worker: number): void {
  const { c, sum, field } = state;
  const firstTour = c.workerTours[c.workerAt[worker]!]!, at = firstTour * TOUR;
  let count = 0, travel = 0, service = 0;
  for (let index = c.workerAt[worker]!; index < c.workerAt[worker + 1]!; index++) {
    const from = c.workerTours[index]! * TOUR;
    count += field[from + COUNT]!; travel += field[from + TRAVEL]!; service += field[from + SERVICE]!;
  }
  const used = count > 0 ? 1 : 0;
  let bad = 0;
  if (state.hasLimits) {
    if (count > c.maxTasks[worker]!) bad += count - c.maxTasks[worker]!;
    if (travel + service > c.maxWork[worker]! + EPS) bad++;
    if (travel > c.maxTravel[worker]! + EPS) bad++;
    // Coming home late from one shift may reach into the next.
    for (let index = c.workerAt[worker]! + 1, home = -FAR; index < c.workerAt[worker + 1]!; index++) {
      const before = c.workerTours[index - 1]! * TOUR, after = c.workerTours[index]! * TOUR;
      if (field[before + COUNT]! > 0) home = field[before + COME]!;
      if (field[after + COUNT]! > 0 && field[after + LEAVE]! < home - EPS) bad++;
    }
    for (let part = 0; part < c.loads; part++) {
      let load = 0;
      for (let index = c.workerAt[worker]!; index < c.workerAt[worker + 1]!; index++) {
        const head = state.n + c.workerTours[index]!;
        for (let task = state.next[head]!; task !== head; task = state.next[task]!) load += c.load[task * c.loads + part]!;
      }
      if (load > c.capacity[worker * c.loads + part]! + EPS) bad++;
    }
  }
  if (used === field[at + W_USED]! && bad === field[at + W_BAD]!) return;
  state.touchTour(firstTour);
  sum[FIXED]! += (used - field[at + W_USED]!) * (c.fixedCost[worker]! + state.used1);
  sum[BAD]! += bad - field[at + W_BAD]!;
  field[at + W_USED] = used; field[at + W_BAD] = bad;
}

/**
 * Settles everything queued. Gives false as soon as the cost surely exceeds `limit` or, with `maxBad`, more hard rules are broken than that
 * (only where later arrivals can cost nothing less); the caller must roll back then.
 */
export function settle(state: State, limit: number, maxBad: number): boolean {
  const { c, dirty, isDirty, key, sum } = state;
  const isCut = state.isMonotone && (limit < FAR || maxBad < FAR);
  const fixed = isCut ? sum[ARC]! + sum[PRICE]! + sum[DROP]! + state.mustPrice * sum[MUST]! : 0;
  while (state.dirtyCount > 0) {
    let best = 0, least = key[dirty[0]!]!;
    for (let at = 1; at < state.dirtyCount; at++) if (key[dirty[at]!]! < least) { least = key[dirty[at]!]!; best = at; }
    const task = dirty[best]!, unit = c.unitOf[task]!;
    dirty[best] = dirty[--state.dirtyCount]!;
    isDirty[unit] = 0;
    // Queued as a neighbour and then taken out itself.
    if (state.tour[task]! < 0) continue;
    timeUnit(state, unit);
    if (isCut && (sum[BAD]! > maxBad || fixed + state.late1 * sum[LATE]! + state.lateTop * (sum[IS_STALE] === 1 ? 0 : sum[TOP_LATE]!) > limit)) return false;
  }
  while (state.openCount > 0) {
    const tour = state.open[--state.openCount]!;
    state.isOpen[tour] = 0;
    closeTour(state, tour);
  }
  return sum[BAD]! <= maxBad;
}
