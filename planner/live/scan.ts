/** The walk over all legs for one task: see `insert.ts`. Numbers only. */
import { totalRules, workerRules } from '../rules-plan.ts';
import type { Added } from '../rules-plan.ts';
import { COME, IDLE, LATENESS, LEAVE, METRICS, OVERTIME, WAITING, WORK, WORST_LATENESS, durationOf, latenessAt, latestIn, ownCost, startIn } from './columns.ts';
import type { LiveDay } from './columns.ts';
import { linkSpan } from './fit.ts';
import { EPS, reach } from './timing.ts';
import { topsOf, tryAll, worstCost, worstValue } from './trial.ts';
import type { Tops } from './trial.ts';
import { distanceBetween, timeBetween } from './ways.ts';

/** A task at a position of a leg. `start` … `latest`: when it could start there. `delta`: its cost, or a lower bound on it where so said. */
export type Offer = { task: number; leg: number; position: number; delta: number; start: number; latest: number };

/** Positions with their bounds, kept between questions so that a question allocates next to nothing. */
type Sheet = { size: number; leg: Int32Array; position: Int32Array; delta: Float64Array; start: Float64Array; latest: Float64Array };
const newSheet = (size: number): Sheet => ({ size: 0, leg: new Int32Array(size), position: new Int32Array(size), delta: new Float64Array(size), start: new Float64Array(size),
  latest: new Float64Array(size) });
let sheet = newSheet(1024);
const added: Added = { tasks: 1, task: -1, work: 0, travel: 0 };
const worsts = new Float64Array(4);
/** The k best so far, one a worker, cheapest first; with equal cost the earlier worker. Whatever is bounded above the last of k is not looked at again. */
let best: { offer: Offer; worker: number }[] = [];
let most = 0;
let threshold = Infinity;

function note(leg: number, position: number, delta: number, start: number, latest: number): void {
  if (sheet.size === sheet.leg.length) {
    const wide = newSheet(sheet.size * 2);
    for (const key of ['leg', 'position', 'delta', 'start', 'latest'] as const) wide[key].set(sheet[key]);
    wide.size = sheet.size;
    sheet = wide;
  }
  const at = sheet.size++;
  sheet.leg[at] = leg;
  sheet.position[at] = position;
  sheet.delta[at] = delta;
  sheet.start[at] = start;
  sheet.latest[at] = latest;
}

function enter(day: LiveDay, offer: Offer): void {
  const worker = day.legWorker[offer.leg]!;
  for (let at = 0; at < best.length; at++) {
    if (best[at]!.worker !== worker) continue;
    if (best[at]!.offer.delta <= offer.delta + 1e-9) return;
    best.splice(at, 1);
    break;
  }
  let to = best.length;
  while (to > 0 && (best[to - 1]!.offer.delta > offer.delta + 1e-9 || (best[to - 1]!.offer.delta > offer.delta - 1e-9 && best[to - 1]!.worker > worker))) to -= 1;
  if (to >= most) return;
  best.splice(to, 0, { offer, worker });
  if (best.length > most) best.pop();
  threshold = best.length < most ? Infinity : best[most - 1]!.offer.delta + 1e-9;
}

/** The k cheapest workers for a task with their cheapest position, exactly priced. `isComplete` false: `maxTrials` full timings were not enough to be sure. */
export function topOffers(day: LiveDay, task: number, k: number, maxTrials: number): { offers: Offer[]; isComplete: boolean } {
  best = [];
  most = k;
  threshold = Infinity;
  const tops = day.hasWorst ? topsOf(day) : null;
  const worstBefore = tops ? worstCost(day, tops, -1, null) : 0;
  walk(day, task, true, tops, worstBefore);
  const order = Array.from({ length: sheet.size }, (_, at) => at).filter((at) => sheet.delta[at]! <= threshold).sort((a, b) => sheet.delta[a]! - sheet.delta[b]! || a - b);
  // Copied first: a full timing may ask questions of its own.
  const waiting = order.map((at) => offerOf(at, task));
  let trials = 0;
  for (const offer of waiting) {
    if (offer.delta > threshold) break;
    if (trials++ >= maxTrials) return { offers: best.map((one) => one.offer), isComplete: false };
    const delta = tryAll(day, [offer]);
    if (delta !== null) enter(day, { ...offer, delta });
  }
  return { offers: best.map((one) => one.offer), isComplete: true };
}

/** The `limit` positions with the lowest bounds, best first, for combining the tasks of a visit. `cutAt`: the bound of the first one left out. */
export function nearOffers(day: LiveDay, task: number, limit: number): { offers: Offer[]; cutAt: number } {
  // Parts that look at the worst worker are not a sum over tasks: `combine` allows for them once.
  walk(day, task, false, null, 0);
  const able = new Map<number, boolean>();
  // Two thousand bounds are not sorted for two hundred: the typed sort finds the level first. Twice the limit leaves room for those the rules refuse.
  const level = sheet.size > 2 * limit ? sheet.delta.slice(0, sheet.size).sort()[2 * limit]! : Infinity;
  const near: number[] = [];
  for (let at = 0; at < sheet.size; at++) if (sheet.delta[at]! < level) near.push(at);
  near.sort((a, b) => sheet.delta[a]! - sheet.delta[b]! || a - b);
  const offers: Offer[] = [];
  let cutAt = level;
  for (const at of near) {
    const worker = day.legWorker[sheet.leg[at]!]!;
    let isAble = able.get(worker);
    if (isAble === undefined) able.set(worker, isAble = mayDo(day, task, worker));
    if (!isAble) continue;
    if (offers.length >= limit) { cutAt = sheet.delta[at]!; break; }
    const offer = offerOf(at, task);
    const priced = priceFrom(day, offer, offer.start);
    if (priced === Infinity) continue;
    // Partners may make it start later; that costs more, but for a first task, which lets its worker leave later.
    const spare = offer.position === 0 && day.leavesAtStart[worker] === 0 ? (day.prices.waiting + day.prices.duration) * Math.max(0, Math.min(offer.latest, 1e12) - offer.start) : 0;
    if (priced - spare > offer.delta) offer.delta = priced - spare;
    offers.push(offer);
  }
  offers.sort((a, b) => a.delta - b.delta || a.leg - b.leg || a.position - b.position);
  return { offers, cutAt };
}

const offerOf = (at: number, task: number): Offer => ({ task, leg: sheet.leg[at]!, position: sheet.position[at]!, delta: sheet.delta[at]!, start: sheet.start[at]!, latest: sheet.latest[at]! });

function mayDo(day: LiveDay, task: number, worker: number): boolean {
  for (let r = 0; r < workerRules.length; r++) if (!workerRules[r]!.holds(day, task, worker)) return false;
  return true;
}

function walk(day: LiveDay, task: number, isExact: boolean, tops: Tops[] | null, worstBefore: number): void {
  sheet.size = 0;
  const { linkFrom, linkTo } = linkSpan(day, task);
  const from = Math.max(day.openFrom[task]!, linkFrom, day.release[task]!);
  const { workerIds, firstLeg } = day;
  for (let worker = 0; worker < workerIds.length; worker++) {
    const duration = durationOf(day, task, worker);
    const latest = Math.min(latestIn(day, task, Infinity, duration), linkTo);
    if (latest < from - EPS) continue;
    for (let leg = firstLeg[worker]!; leg < firstLeg[worker + 1]!; leg++) {
      if (day.legFrom[leg]! <= latest && from + duration <= day.mustComeBy[leg]! + EPS) walkLeg(day, task, worker, leg, duration, from, latest, tops, worstBefore, isExact);
    }
  }
}

function walkLeg(day: LiveDay, task: number, worker: number, leg: number, duration: number, from: number, latest: number, tops: Tops[] | null, worstBefore: number, isExact: boolean): void {
  const { ways, seq, width, slotFree, slotLatest, place, prices } = day;
  const base = day.legBase[leg]!;
  if (base === Infinity) return;
  const count = day.legCount[leg]!;
  const frozen = day.legFrozen[leg]!;
  const mode = day.mode[worker]!;
  const row = leg * width;
  const home = place[task]!;
  const isSlow = day.legBreaks[leg] !== null || day.linksOf[task]!.length > 0;
  const leavesAtStart = day.leavesAtStart[worker] === 1;
  let isAble = !isExact;
  for (let position = frozen; position <= count; position++) {
    let free = position > 0 ? slotFree[row + position - 1]! : day.legFrom[leg]!;
    if (position === frozen && base > free) free = base;
    if (free > latest + EPS) break;
    const nextLatest = position < count ? slotLatest[row + position]! : day.mustComeBy[leg]!;
    if (nextLatest < from + duration - EPS) continue;
    const next = position < count ? seq[row + position]! : -1;
    const here = position === frozen && day.basePlace[leg]! >= 0 ? day.basePlace[leg]! : position > 0 ? place[seq[row + position - 1]!]! : day.legStart[leg]!;
    const wayIn = timeBetween(ways, mode, here, home);
    let start = free + wayIn;
    if (from > start) start = from;
    start = startIn(day, task, start, duration);
    if (start > latest + EPS) continue;
    const to = next >= 0 ? place[next]! : day.legEnd[leg]!;
    const wayOut = to < 0 ? 0 : timeBetween(ways, mode, home, to);
    if (start + duration + wayOut > nextLatest + EPS) continue;
    // Nowhere to come from or go to (no home), or nothing to skip (an empty leg): no way falls away.
    const isSkipping = to >= 0 && here >= 0 && count > 0;
    const travel = wayIn + wayOut - (isSkipping ? timeBetween(ways, mode, here, to) : 0);
    const distance = distanceBetween(ways, mode, here, home) + (to < 0 ? 0 : distanceBetween(ways, mode, home, to)) - (isSkipping ? distanceBetween(ways, mode, here, to) : 0);
    let fixed = prices.distance * distance + prices.travelTime * travel + ownCost(day, task, worker);
    if (day.taskCount[worker] === 0) fixed += day.fixedCost[worker]! + prices.workers;
    const span = Math.min(latest, latestIn(day, task, nextLatest - wayOut - duration, duration));
    const least = bound(day, leg, position, span, fixed, wayIn, worker, tops, duration + travel);
    if (isExact && least > threshold) continue;
    // Rules are asked as late as possible: most positions are already too dear.
    if (!isAble) { if (!mayDo(day, task, worker)) return; isAble = true; }
    added.task = task;
    added.work = duration + travel;
    added.travel = travel;
    let holds = true;
    for (let r = 0; r < totalRules.length && holds; r++) holds = totalRules[r]!.holds(day, worker, added);
    if (!holds) continue;
    if (!isExact) { note(leg, position, least, start, span); continue; }
    const delta = isSlow ? NaN : price(day, task, worker, leg, position, start, duration, wayIn, wayOut, free, fixed, travel, leavesAtStart, tops, worstBefore);
    if (Number.isNaN(delta)) note(leg, position, least, start, span);
    else if (delta <= threshold && delta < Infinity) enter(day, { task, leg, position, delta, start, latest: span });
  }
}

/** When `priceFrom` let the task start. */
export let pricedStart = NaN;
/** The exact cost of an offer whose task may not start before `from`. NaN: only a full timing can tell. Infinity: not feasible. */
export function priceFrom(day: LiveDay, { task, leg, position }: Offer, from: number): number {
  const worker = day.legWorker[leg]!;
  if (day.legBreaks[leg] !== null || day.hasWorst) return NaN;
  const { ways, seq, width, place, prices } = day;
  const mode = day.mode[worker]!;
  const count = day.legCount[leg]!;
  const duration = durationOf(day, task, worker);
  const before = position > 0 ? seq[leg * width + position - 1]! : -1;
  let free = before >= 0 ? day.endAt[before]! : day.legFrom[leg]!;
  if (position === day.legFrozen[leg] && day.legBase[leg]! > free) free = day.legBase[leg]!;
  const here = position === day.legFrozen[leg] && day.basePlace[leg]! >= 0 ? day.basePlace[leg]! : before >= 0 ? place[before]! : day.legStart[leg]!;
  const to = position < count ? place[seq[leg * width + position]!]! : day.legEnd[leg]!;
  const wayIn = timeBetween(ways, mode, here, place[task]!);
  const wayOut = to < 0 ? 0 : timeBetween(ways, mode, place[task]!, to);
  const isSkipping = to >= 0 && here >= 0 && count > 0;
  const travel = wayIn + wayOut - (isSkipping ? timeBetween(ways, mode, here, to) : 0);
  const distance = distanceBetween(ways, mode, here, place[task]!) + (to < 0 ? 0 : distanceBetween(ways, mode, place[task]!, to)) - (isSkipping ? distanceBetween(ways, mode, here, to) : 0);
  let fixed = prices.distance * distance + prices.travelTime * travel + ownCost(day, task, worker);
  if (day.taskCount[worker] === 0) fixed += day.fixedCost[worker]! + prices.workers;
  pricedStart = startIn(day, task, Math.max(free + wayIn, from, day.release[task]!), duration);
  if (pricedStart === Infinity) return Infinity;
  return price(day, task, worker, leg, position, pricedStart, duration, wayIn, wayOut, free, fixed, travel, day.leavesAtStart[worker] === 1, null, 0);
}

/** Walks the delay through the leg until it is used up. NaN: only a full timing can tell (a linked task would move). Infinity: it does not fit after all. */
function price(
  day: LiveDay, task: number, worker: number, leg: number, position: number, start: number, duration: number, wayIn: number, wayOut: number, free: number, fixed: number, travel: number,
  leavesAtStart: boolean, tops: Tops[] | null, worstBefore: number,
): number {
  const { ways, seq, width, startAt, endAt, place, prices, metrics } = day;
  const count = day.legCount[leg]!;
  const frozen = day.legFrozen[leg]!;
  const mode = day.mode[worker]!;
  const row = leg * METRICS;
  const first = leg * width;
  const oldLeave = metrics[row + LEAVE]!;
  const leave = position > 0 ? oldLeave : !leavesAtStart ? start - wayIn : Number.isNaN(day.leftAt[leg]!) ? free : day.leftAt[leg]!;
  // Whoever leaves as late as the first task allows does not wait for it.
  let waiting = position > 0 || leavesAtStart ? start - free - wayIn : 0;
  let late = latenessAt(day, task, start, duration);
  let worst = Math.max(late, metrics[row + WORST_LATENESS]!);
  let ready = start + duration;
  let way = wayOut;
  let isAbsorbed = false;
  for (let at = position; at < count; at++) {
    const next = seq[first + at]!;
    const length = durationOf(day, next, worker);
    let arrive = ready + way;
    if (day.release[next]! > arrive) arrive = day.release[next]!;
    if (day.bound[next]! > arrive) arrive = day.bound[next]!;
    const begins = startIn(day, next, arrive, length);
    if (begins === Infinity) return Infinity;
    const oldStart = startAt[next]!;
    waiting += Math.max(0, begins - ready - way);
    if (at > 0 || leavesAtStart) {
      let oldFree = at > 0 ? endAt[seq[first + at - 1]!]! : oldLeave;
      let oldPlace = at > 0 ? place[seq[first + at - 1]!]! : day.legStart[leg]!;
      if (at === frozen) { if (day.legBase[leg]! > oldFree) oldFree = day.legBase[leg]!; if (day.basePlace[leg]! >= 0) oldPlace = day.basePlace[leg]!; }
      waiting -= Math.max(0, oldStart - oldFree - timeBetween(ways, mode, oldPlace, place[next]!));
    }
    if (begins === oldStart) { isAbsorbed = true; break; }
    if (day.linksOf[next]!.length > 0) return NaN;
    const more = latenessAt(day, next, begins, length) - latenessAt(day, next, oldStart, length);
    late += more;
    // Ways that break the triangle inequality may bring somebody earlier; whether the worst stop gained only a full timing tells.
    if (more < 0 && tops) return NaN;
    worst = Math.max(worst, latenessAt(day, next, begins, length));
    ready = begins + length;
    const after = at + 1 < count ? place[seq[first + at + 1]!]! : day.legEnd[leg]!;
    way = after < 0 ? 0 : timeBetween(ways, mode, place[next]!, after);
  }
  const come = isAbsorbed ? metrics[row + COME]! : ready + way;
  if (come > day.mustComeBy[leg]! + EPS) return Infinity;
  const overtime = day.isEndSoft[leg] ? Math.max(0, come - day.legTo[leg]!) : 0;
  const oldSpan = count > 0 ? metrics[row + COME]! - oldLeave : 0;
  let delta = fixed + prices.waiting * waiting + prices.lateness * late + prices.overtime * (overtime - metrics[row + OVERTIME]!) + prices.duration * (come - leave - oldSpan);
  if (tops) {
    const idle = metrics[row + WAITING]! + waiting + Math.max(0, leave - day.legFrom[leg]!) + Math.max(0, day.legTo[leg]! - come);
    worsts[0] = Math.max(worst, worstValue(day, worker, WORST_LATENESS));
    worsts[1] = worstValue(day, worker, IDLE) - metrics[row + IDLE]! + idle;
    worsts[2] = worstValue(day, worker, OVERTIME) - metrics[row + OVERTIME]! + overtime;
    worsts[3] = worstValue(day, worker, WORK) + duration + travel;
    delta += worstCost(day, tops, worker, worsts) - worstBefore;
  }
  return delta;
}

/**
 * Not more than the exact cost: what is sure (way, worker, price), less all that the timing could still save. Waiting that remains is the time
 * between leaving and coming less work and breaks, so a task saves no more than its own length (and a break that moves in from home, its).
 * Holds where ways keep the triangle inequality; where they break it, a cheaper position may go unseen in legs with breaks or links.
 */
function bound(day: LiveDay, leg: number, position: number, latest: number, fixed: number, wayIn: number, worker: number, tops: Tops[] | null, work: number): number {
  const { prices, metrics } = day;
  const row = leg * METRICS;
  let least = fixed;
  const isEmpty = day.legCount[leg] === 0;
  const later = position === 0 && !isEmpty ? Math.max(0, Math.min(latest, 1e12) - wayIn - metrics[row + LEAVE]!) : 0;
  if (prices.waiting > 0 && !isEmpty) {
    let saved = work + later;
    const breaks = day.legBreaks[leg];
    if (breaks) for (let k = 0; k < breaks.length; k++) saved += breaks[k]!.duration;
    least -= prices.waiting * Math.min(metrics[row + WAITING]!, saved);
  }
  least -= prices.lateness * metrics[row + LATENESS]! + prices.overtime * metrics[row + OVERTIME]!;
  if (prices.duration > 0) least += prices.duration * (isEmpty ? work : -later);
  if (day.isCoupled[leg] === 1 && prices.waiting + prices.duration > 0) least -= partnersSave(day, leg);
  // Partners may become less idle: then the worst of them says nothing.
  if (tops && day.isCoupled[leg] === 1) least -= worstCost(day, tops, -1, null);
  else if (tops) {
    worsts[0] = 0;
    worsts[1] = 0;
    worsts[2] = 0;
    worsts[3] = worstValue(day, worker, WORK) + work;
    least += worstCost(day, tops, worker, worsts) - worstCost(day, tops, -1, null);
  }
  return least;
}

/** A delay that reaches partners lets them wait less, or leave later if the linked task is their first: at most this much, over all legs linked to this one. */
function partnersSave(day: LiveDay, leg: number): number {
  const { prices, metrics } = day;
  let saved = 0;
  for (const other of reach(day, [leg])) {
    const row = other * METRICS;
    const frozen = day.legFrozen[other]!;
    const first = day.seq[other * day.width]!;
    const later = frozen === 0 && day.legCount[other]! > 0 ? Math.max(0, Math.min(day.latestAt[first]!, 1e12) - day.startAt[first]!) : 0;
    saved += prices.waiting * metrics[row + WAITING]! + prices.duration * later;
  }
  return saved;
}
