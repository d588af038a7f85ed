/** A change tried in full: put in, timed with everything its links reach, judged, priced, and taken back unless it shall stay. */
import { nothing, totalRules } from '../rules-plan.ts';
import { METRICS, DISTANCE, DURATION, IDLE, LATENESS, MISSED, OVERTIME, OWN, TRAVEL, WAITING, WORK, WORST_LATENESS } from './columns.ts';
import type { LiveDay } from './columns.ts';
import type { Offer } from './scan.ts';
import { beginTrial, keepTrial, put, touchedLegs, undoTrial } from './changes.ts';
import { legCost, retime } from './timing.ts';

/** Highest (and lowest) value of a column over the workers with tasks, and the runner-up where one worker is left out. */
export type Tops = { high: number; second: number; owner: number; low: number; secondLow: number; lowOwner: number };
export const WORSTS = [WORST_LATENESS, IDLE, OVERTIME, WORK] as const;

export function topsOf(day: LiveDay): Tops[] {
  return WORSTS.map((metric) => {
    const tops: Tops = { high: -Infinity, second: -Infinity, owner: -1, low: Infinity, secondLow: Infinity, lowOwner: -1 };
    for (let worker = 0; worker < day.workerIds.length; worker++) {
      // Who stays at home is idle all day; the other three look at those who work.
      if (day.taskCount[worker] === 0 && metric !== IDLE) continue;
      const value = worstValue(day, worker, metric);
      if (value > tops.high) { tops.second = tops.high; tops.high = value; tops.owner = worker; } else if (value > tops.second) tops.second = value;
      if (value < tops.low) { tops.secondLow = tops.low; tops.low = value; tops.lowOwner = worker; } else if (value < tops.secondLow) tops.secondLow = value;
    }
    return tops;
  });
}

export function worstValue(day: LiveDay, worker: number, metric: number): number {
  let value = 0;
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) {
    const own = day.metrics[leg * METRICS + metric]!;
    if (metric === WORST_LATENESS) value = Math.max(value, own); else value += own;
  }
  return value;
}

/** Cost of the parts that look at the worst worker, with `worker` (-1: nobody) changed to `values` (in the order of WORSTS). */
export function worstCost(day: LiveDay, tops: readonly Tops[], worker: number, values: Float64Array | null): number {
  const { prices } = day;
  let cost = 0;
  for (let i = 0; i < WORSTS.length; i++) {
    const price = i === 0 ? prices.worstLateness : i === 1 ? prices.worstIdle : i === 2 ? prices.worstOvertime : prices.workRange;
    if (price === 0) continue;
    const top = tops[i]!;
    let high = top.owner === worker ? top.second : top.high;
    let low = top.lowOwner === worker ? top.secondLow : top.low;
    if (values !== null) { high = Math.max(high, values[i]!); low = Math.min(low, values[i]!); }
    if (high > -Infinity) cost += price * (i === 3 ? high - low : high);
  }
  return cost;
}

/** Puts all in. Two tasks of one leg keep the order of their positions, then of the list. Answers the legs. */
export function putAll(day: LiveDay, offers: readonly Offer[]): number[] {
  const legs: number[] = [];
  offers.forEach(({ task, leg, position }, index) => {
    let at = position;
    for (let other = 0; other < index; other++) if (offers[other]!.leg === leg && offers[other]!.position <= position) at += 1;
    put(day, task, leg, at);
    if (!legs.includes(leg)) legs.push(leg);
  });
  return legs;
}

/** Cost of what the open trial changed: after − before, exactly as the whole plan's costs would differ (drops not counted). */
export function trialDelta(day: LiveDay, worstBefore: number): number {
  let delta = 0;
  const records = touchedLegs(day);
  for (let i = 0; i < records.length; i++) {
    const { leg, metrics } = records[i]!;
    delta += legCost(day, leg) - recordCost(day, metrics);
    const worker = day.legWorker[leg]!;
    let first = true;
    for (let j = 0; j < i; j++) if (day.legWorker[records[j]!.leg] === worker) first = false;
    if (!first) continue;
    let before = day.taskCount[worker]!;
    for (const other of records) if (day.legWorker[other.leg] === worker) before += other.count - day.legCount[other.leg]!;
    const out = day.fixedCost[worker]! + day.prices.workers;
    if (out !== 0) delta += out * (Number(day.taskCount[worker]! > 0) - Number(before > 0));
  }
  return day.hasWorst ? delta + worstCost(day, topsOf(day), -1, null) - worstBefore : delta;
}

function recordCost({ prices }: LiveDay, metrics: Float64Array): number {
  return prices.distance * metrics[DISTANCE]! + prices.travelTime * metrics[TRAVEL]! + prices.waiting * metrics[WAITING]! + prices.lateness * metrics[LATENESS]!
    + prices.overtime * metrics[OVERTIME]! + prices.duration * metrics[DURATION]! + prices.missedBreak * metrics[MISSED]! + metrics[OWN]!;
}

/** Totals of every worker the open trial touched hold. */
export function totalsHold(day: LiveDay): boolean {
  for (const { leg } of touchedLegs(day)) for (let r = 0; r < totalRules.length; r++) if (!totalRules[r]!.holds(day, day.legWorker[leg]!, nothing)) return false;
  return true;
}

/** The exact cost of putting all offers in; null: not feasible. With `isKept` a feasible change stays. */
export function tryAll(day: LiveDay, offers: readonly Offer[], isKept = false): number | null {
  const worstBefore = day.hasWorst ? worstCost(day, topsOf(day), -1, null) : 0;
  beginTrial(day);
  const legs = putAll(day, offers);
  if (!retime(day, legs, true) || !totalsHold(day)) { undoTrial(day); return null; }
  const delta = trialDelta(day, worstBefore);
  if (isKept) keepTrial(day); else undoTrial(day);
  return delta;
}
