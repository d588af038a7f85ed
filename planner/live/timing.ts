/**
 * When everything happens in a live day. Starts are the earliest the order allows: the least fixpoint of the ways,
 * windows, releases, breaks and links (a simple temporal network; raising bounds from below finds it, or a window that cannot be met).
 * A worker leaves as late as the first task allows, or at the shift's start if `leaves` says so.
 */
import {
  AT_HOME, COME, DISTANCE, DURATION, IDLE, LATENESS, LEAVE, METRICS, MISSED, NOT_TAKEN, OVERTIME, OWN, TRAVEL, WAITING, WORK, WORST_LATENESS, durationOf, latenessAt, latestIn, ownCost, startIn,
} from './columns.ts';
import { positionOf, write } from './changes.ts';
import type { LiveDay } from './columns.ts';
import { distanceBetween, timeBetween } from './ways.ts';

export const EPS = 1e-6;

/** Cost of one leg but for what is counted once a worker or over all workers. */
export function legCost(day: LiveDay, leg: number): number {
  const { metrics, prices } = day;
  const row = leg * METRICS;
  return prices.distance * metrics[row + DISTANCE]! + prices.travelTime * metrics[row + TRAVEL]! + prices.waiting * metrics[row + WAITING]! + prices.lateness * metrics[row + LATENESS]!
    + prices.overtime * metrics[row + OVERTIME]! + prices.duration * metrics[row + DURATION]! + prices.missedBreak * metrics[row + MISSED]! + metrics[row + OWN]!;
}

/** Times one leg in its present order from its bounds. False: some window, shift, break or way cannot be kept; the times are then senseless. */
export function timeLeg(day: LiveDay, leg: number): boolean {
  const rules = day.legBreaks[leg];
  let fits: boolean;
  if (!rules || day.legCount[leg] === 0) fits = pass(day, leg, null);
  else {
    const slots = day.breakSlots[leg]!;
    const best = slots.slice();
    const done = day.breakDone[leg]!;
    for (let k = 0; k < slots.length; k++) if (done[k] === 0) slots[k] = AT_HOME;
    let least = pass(day, leg, slots) ? meritOf(day, leg) : Infinity;
    best.set(slots);
    if (least === Infinity || day.prices.waiting > 0) least = arrange(day, leg, slots, best, 0, least);
    slots.set(best);
    fits = least < Infinity && pass(day, leg, slots);
    // What has started cannot be helped any more: a break it leaves no time for is not taken.
    if (!fits && day.legCount[leg] === day.legFrozen[leg]) { slots.fill(NOT_TAKEN); fits = pass(day, leg, null); }
  }
  if (fits) setLatest(day, leg);
  return fits;
}

/** What breaks are placed by: linked tasks as early as can be (a partner elsewhere waits for them and may have no time to), then the leg's cost. */
function meritOf(day: LiveDay, leg: number): number {
  let merit = legCost(day, leg);
  const row = leg * day.width;
  for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) { const task = day.seq[row + k]!; if (day.linksOf[task]!.length > 0) merit += 1e6 * day.startAt[task]!; }
  return merit;
}

/** Tries every place of the breaks from number `k` on; a leg has one or two, so that is a handful of passes. Earlier places win ties. */
function arrange(day: LiveDay, leg: number, slots: Int16Array, best: Int16Array, k: number, least: number): number {
  if (k === slots.length) {
    if (!pass(day, leg, slots)) return least;
    const merit = meritOf(day, leg);
    if (merit >= least - 1e-9) return least;
    best.set(slots);
    return merit;
  }
  if (day.breakDone[leg]![k] === 1) return arrange(day, leg, slots, best, k + 1, least);
  for (let slot: number = day.isBreakSoft ? NOT_TAKEN : AT_HOME; slot <= day.legCount[leg]!; slot++) {
    // Gaps between started tasks are history.
    if (slot >= 0 && slot < day.legFrozen[leg]!) continue;
    slots[k] = slot;
    least = arrange(day, leg, slots, best, k + 1, least);
  }
  slots[k] = AT_HOME;
  return least;
}

/** A break in gap `slot` pushes `ready` on; NaN: it does not fit there. */
function rest(day: LiveDay, leg: number, slots: Int16Array, slot: number, from: number): number {
  let ready = from;
  const rules = day.legBreaks[leg]!;
  for (let k = 0; k < slots.length; k++) {
    if (slots[k] !== slot || day.breakDone[leg]![k] === 1) continue;
    const rule = rules[k]!;
    ready = Math.max(ready, rule.from) + rule.duration;
    if (ready > rule.to + EPS) return NaN;
  }
  return ready;
}

function restLength(day: LiveDay, leg: number, slots: Int16Array, slot: number): number {
  let length = 0;
  for (let k = 0; k < slots.length; k++) if (slots[k] === slot && !(day.breakDone[leg]![k] === 1 && slot >= day.legFrozen[leg]!)) length += day.legBreaks[leg]![k]!.duration;
  return length;
}

/** One walk along the leg with the breaks where `slots` puts them (-1 = at home). Writes starts and metrics. */
function pass(day: LiveDay, leg: number, slots: Int16Array | null): boolean {
  const { ways, seq, metrics, width } = day;
  const count = day.legCount[leg]!;
  const row = leg * METRICS;
  for (let i = 0; i < METRICS; i++) metrics[row + i] = 0;
  if (count === 0) { metrics[row + IDLE] = day.legTo[leg]! - day.legFrom[leg]!; return true; }
  const worker = day.legWorker[leg]!;
  const mode = day.mode[worker]!;
  const frozen = day.legFrozen[leg]!;
  const base = day.legBase[leg]!;
  const leavesAtStart = day.leavesAtStart[worker] === 1;
  let place = day.legStart[leg]!;
  let free = day.legFrom[leg]!;
  let distance = 0, travel = 0, waiting = 0, lateness = 0, worst = 0, service = 0, own = 0, leave = NaN;
  for (let k = 0; k < count; k++) {
    const task = seq[leg * width + k]!;
    const duration = durationOf(day, task, worker);
    if (k === frozen) {
      if (base > free) free = base;
      if (day.basePlace[leg]! >= 0) place = day.basePlace[leg]!;
    }
    const way = timeBetween(ways, mode, place, day.place[task]!);
    distance += distanceBetween(ways, mode, place, day.place[task]!);
    travel += way;
    let start: number;
    let resting = 0;
    if (k < frozen) {
      start = day.startAt[task]!;
      if (slots !== null) resting = restLength(day, leg, slots, k);
      day.arriveAt[task] = Math.min(start, free + resting + way);
    } else {
      let ready = free;
      if (slots !== null) {
        // Before the first task the break is taken at home, which may be before the shift.
        if (k === 0 && !leavesAtStart) { const rested = rest(day, leg, slots, 0, day.homeFrom[leg]!); if (Number.isNaN(rested)) return false; if (rested > ready) ready = rested; }
        else { ready = rest(day, leg, slots, k, free); if (Number.isNaN(ready)) return false; resting = restLength(day, leg, slots, k); }
      }
      let arrive = ready + way;
      if (day.release[task]! > arrive) arrive = day.release[task]!;
      if (day.bound[task]! > arrive) arrive = day.bound[task]!;
      start = startIn(day, task, arrive, duration);
      if (start === Infinity || Number.isNaN(start)) return false;
      day.arriveAt[task] = ready + way;
      day.endAt[task] = start + duration;
    }
    if (k === 0) {
      // A frozen first task: when the worker left is history; where nobody wrote it down, as late as the task allowed is assumed.
      if (!Number.isNaN(day.leftAt[leg]!) && (frozen > 0 || leavesAtStart)) leave = day.leftAt[leg]!;
      else leave = leavesAtStart ? (frozen === 0 ? free : Math.min(day.legFrom[leg]!, start - way)) : start - way;
      if (!leavesAtStart) day.arriveAt[task] = start;
      waiting += Math.max(0, start - (frozen === 0 ? Math.max(leave, free) : leave) - way - resting);
    } else waiting += Math.max(0, start - free - way - resting);
    day.startAt[task] = start;
    const late = latenessAt(day, task, start, duration);
    if (late > 0) { lateness += late; if (late > worst) worst = late; }
    service += duration;
    own += ownCost(day, task, worker);
    free = day.endAt[task]!;
    place = day.place[task]!;
  }
  if (count === frozen) {
    // With nothing more to do the worker has gone home from the last task; only a known position says otherwise.
    if (day.basePlace[leg]! >= 0) { place = day.basePlace[leg]!; if (base > free && base < Infinity) free = base; }
  }
  if (slots !== null) { free = rest(day, leg, slots, count, free); if (Number.isNaN(free)) return false; }
  const end = day.legEnd[leg]!;
  const home = end < 0 ? 0 : timeBetween(ways, mode, place, end);
  const come = free + home;
  if (count > frozen && come > day.mustComeBy[leg]! + EPS) return false;
  if (slots !== null && !isRested(day, leg, slots, leave, come)) return false;
  distance += end < 0 ? 0 : distanceBetween(ways, mode, place, end);
  travel += home;
  metrics[row + DISTANCE] = distance;
  metrics[row + TRAVEL] = travel;
  metrics[row + WAITING] = waiting;
  metrics[row + LATENESS] = lateness;
  metrics[row + WORST_LATENESS] = worst;
  metrics[row + OVERTIME] = day.isEndSoft[leg] ? Math.max(0, come - day.legTo[leg]!) : 0;
  metrics[row + DURATION] = come - leave;
  metrics[row + WORK] = service + travel;
  metrics[row + IDLE] = waiting + Math.max(0, leave - day.legFrom[leg]!) + Math.max(0, day.legTo[leg]! - come);
  metrics[row + LEAVE] = leave;
  metrics[row + COME] = come;
  metrics[row + OWN] = own;
  if (slots !== null) for (let k = 0; k < slots.length; k++) if (slots[k] === NOT_TAKEN) metrics[row + MISSED]! += 1;
  return true;
}

/** Breaks meant for home find free time there, before leaving or after coming, inside their window. */
function isRested(day: LiveDay, leg: number, slots: Int16Array, leave: number, come: number): boolean {
  const rules = day.legBreaks[leg]!;
  for (let k = 0; k < slots.length; k++) {
    if (slots[k] !== AT_HOME || day.breakDone[leg]![k] === 1) continue;
    const rule = rules[k]!;
    const before = Math.min(leave, rule.to) - Math.max(rule.from, day.homeFrom[leg]!);
    const after = Math.min(rule.to, day.homeTo[leg]!) - Math.max(rule.from, come);
    if (before < rule.duration - EPS && after < rule.duration - EPS) return false;
  }
  return true;
}

/** Latest starts from the back, and earliest ends without breaks from the front: what the scan asks first. */
function setLatest(day: LiveDay, leg: number): void {
  const { ways, seq, width } = day;
  const worker = day.legWorker[leg]!;
  const mode = day.mode[worker]!;
  const count = day.legCount[leg]!;
  const frozen = day.legFrozen[leg]!;
  const row = leg * width;
  let limit = day.mustComeBy[leg]!;
  let next = day.legEnd[leg]!;
  let isCoupled = 0;
  for (let k = count - 1; k >= 0; k--) {
    const task = seq[row + k]!;
    if (day.linksOf[task]!.length > 0) isCoupled = 1;
    if (k < frozen) limit = day.startAt[task]!;
    else {
      const duration = durationOf(day, task, worker);
      limit = latestIn(day, task, limit - (next < 0 ? 0 : timeBetween(ways, mode, day.place[task]!, next)) - duration, duration);
    }
    day.latestAt[task] = limit;
    day.slotLatest[row + k] = limit;
    day.slotFree[row + k] = day.endAt[task]!;
    next = day.place[task]!;
  }
  day.isCoupled[leg] = isCoupled;
  const slots = day.breakSlots[leg];
  if (!slots || slots.every((slot) => slot < 0)) return;
  // Times that hold a placed break are no lower bound for a trial: the break could go elsewhere.
  let free = frozen > 0 ? day.endAt[seq[row + frozen - 1]!]! : day.legFrom[leg]!;
  let place = frozen > 0 ? day.place[seq[row + frozen - 1]!]! : day.legStart[leg]!;
  if (day.legBase[leg]! > free) free = day.legBase[leg]!;
  if (day.basePlace[leg]! >= 0) place = day.basePlace[leg]!;
  for (let k = frozen; k < count; k++) {
    const task = seq[row + k]!;
    const arrive = Math.max(free + timeBetween(ways, mode, place, day.place[task]!), day.release[task]!, day.bound[task]!);
    const duration = durationOf(day, task, worker);
    free = startIn(day, task, arrive, duration) + duration;
    day.slotFree[row + k] = free;
    place = day.place[task]!;
  }
}

/**
 * Times the legs anew after `put` and `pull`, and every leg their links reach. `isLater`: nothing was taken out, so bounds may only rise and
 * the present starts are a valid beginning; otherwise the bounds of all linked legs are found from nothing. False: not feasible (undo the trial).
 */
export function retime(day: LiveDay, legs: readonly number[], isLater: boolean): boolean {
  let hasLinks = false;
  const startsBefore = new Map<number, number>();
  for (const leg of legs) {
    write(day, leg);
    const row = leg * day.width;
    for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) {
      const task = day.seq[row + k]!;
      if (day.linksOf[task]!.length === 0) continue;
      hasLinks = true;
      startsBefore.set(task, day.startAt[task]!);
    }
  }
  if (!hasLinks && (isLater || !legs.some((leg) => day.isCoupled[leg]))) {
    for (const leg of legs) if (!timeLeg(day, leg)) return false;
    return true;
  }
  if (isLater) {
    for (const leg of legs) if (!timeLeg(day, leg)) return false;
    let isEarlier = false;
    for (const [task, start] of startsBefore) if (day.startAt[task]! < start - EPS) isEarlier = true;
    if (!isEarlier) return raise(day, [...legs]);
  }
  const reached = reach(day, legs);
  for (const leg of reached) {
    write(day, leg);
    for (let k = 0; k < day.legCount[leg]!; k++) day.bound[day.seq[leg * day.width + k]!] = -Infinity;
  }
  for (const leg of reached) if (!timeLeg(day, leg)) return false;
  return raise(day, reached);
}

/** The legs linked to these (themselves included), over any number of links. */
export function reach(day: LiveDay, legs: readonly number[]): number[] {
  const reached = new Set(legs);
  for (const leg of reached) {
    for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) {
      const task = day.seq[leg * day.width + k]!;
      for (const index of day.linksOf[task]!) {
        const link = day.links[index]!;
        const mate = link.before === task ? link.after : link.before;
        if (day.legOf[mate]! >= 0) reached.add(day.legOf[mate]!);
      }
    }
  }
  return [...reached];
}

function raise(day: LiveDay, queue: number[]): boolean {
  // Each raise moves a start up by a task's length or a wait; far more rounds than legs and links means two orders that wait for each other.
  let rounds = 64 + 8 * (queue.length + day.links.length);
  for (let at = 0; at < queue.length; at++) {
    if (rounds-- < 0) return false;
    const leg = queue[at]!;
    const row = leg * day.width;
    for (let k = 0; k < day.legCount[leg]!; k++) {
      const task = day.seq[row + k]!;
      const indexes = day.linksOf[task]!;
      for (let i = 0; i < indexes.length; i++) {
        const link = day.links[indexes[i]!]!;
        if (day.legOf[link.before]! < 0 || day.legOf[link.after]! < 0) continue;
        const first = day.startAt[link.before]!;
        const second = day.startAt[link.after]!;
        if (second < first + link.minGap - EPS) { if (!lift(day, link.after, first + link.minGap, queue)) return false; }
        else if (first < second - link.maxGap - EPS) { if (!lift(day, link.before, second - link.maxGap, queue)) return false; }
      }
    }
  }
  return true;
}

function lift(day: LiveDay, task: number, bound: number, queue: number[]): boolean {
  const leg = day.legOf[task]!;
  if (positionOf(day, task) < day.legFrozen[leg]!) return false;
  write(day, leg);
  day.bound[task] = bound;
  if (!timeLeg(day, leg)) return false;
  queue.push(leg);
  return true;
}
