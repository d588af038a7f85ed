/** Putting visits back into a live day: by regret, by ejection, by ruin and recreate. Started tasks are never touched. */
import { nothing, totalRules } from '../rules-plan.ts';
import { Random } from '../routes/random.ts';
import { beginTrial, closeJournal, keepTrial, openJournal, pull, undoTrial } from './changes.ts';
import type { LiveDay } from './columns.ts';
import { costOfDay, isStarted, place, remove } from './day.ts';
import { bestOffers } from './insert.ts';
import type { Offer } from './scan.ts';
import { retime, timeLeg } from './timing.ts';
import { tryAll } from './trial.ts';
import { timeBetween } from './ways.ts';

/** Live visits with a task that is not placed. */
export function openVisits(day: LiveDay): number[] {
  const visits: number[] = [];
  day.visitTasks.forEach((tasks, visit) => { if (tasks.some((task) => day.legOf[task]! < 0)) visits.push(visit); });
  return visits;
}
const openTasks = (day: LiveDay, visit: number): number[] => day.visitTasks[visit]!.filter((task) => day.legOf[task]! < 0);
const dropPrice = (day: LiveDay, visit: number): number => (day.tasks[day.visitTasks[visit]![0]!]!.dropCost ?? Infinity) + day.prices.dropped;

/**
 * Largest regret first: the visit that would lose most by not getting its best place. Answers the visits that did not fit (or cost more than leaving
 * them out). What a visit was offered is asked again only when a leg of its offers has changed, so a pool of a hundred costs little more than a hundred questions.
 */
export function insertAll(day: LiveDay, visits: readonly number[]): number[] {
  const asked = new Map<number, { offers: Offer[][]; costs: number[] }>();
  const left = new Set(visits.filter((visit) => openTasks(day, visit).length > 0));
  const out: number[] = [];
  while (left.size > 0) {
    let chosen = -1;
    let highest = -Infinity;
    for (const visit of left) {
      let found = asked.get(visit);
      if (!found) asked.set(visit, found = bestOffers(day, openTasks(day, visit), 2, 40));
      if (found.offers.length === 0 || found.costs[0]! > dropPrice(day, visit)) { left.delete(visit); out.push(visit); continue; }
      const regret = found.offers.length < 2 ? 1e12 - found.costs[0]! : found.costs[1]! - found.costs[0]!;
      if (regret > highest) { highest = regret; chosen = visit; }
    }
    if (chosen < 0) break;
    left.delete(chosen);
    const offers = asked.get(chosen)!.offers[0]!;
    if (tryAll(day, offers, true) === null) out.push(chosen);
    const legs = new Set(offers.map(({ leg }) => leg));
    for (const visit of left) if (asked.get(visit)?.offers.some((some) => some.some(({ leg }) => legs.has(leg)))) asked.delete(visit);
  }
  return out;
}

/** Trials of one ejection; bounds the time to a few milliseconds in a city. */
const EJECTIONS = 60;

/**
 * Makes room for a visit nothing has room for: takes one task out that stands where the visit could go, puts the visit there, and finds the task
 * another place, if need be by ejecting once more. True: placed, and nobody lost a place. Nothing is changed otherwise. A way in dearer than
 * `dearest` counts as none: with soft due times there is always some place, but somebody would be hours late.
 */
export function ejectInto(day: LiveDay, visit: number, depth: number, dearest = Infinity): boolean {
  const tasks = openTasks(day, visit);
  if (tasks.length === 0) return true;
  openJournal(day);
  const isPlaced = eject(day, tasks, depth, { left: EJECTIONS, dearest }, new Set([visit]));
  closeJournal(day, isPlaced);
  return isPlaced;
}

function eject(day: LiveDay, tasks: readonly number[], depth: number, budget: { left: number; dearest: number }, held: Set<number>): boolean {
  const found = bestOffers(day, tasks, 1, 40);
  if (found.offers.length > 0 && found.costs[0]! <= budget.dearest) return tryAll(day, found.offers[0]!, true) !== null;
  if (depth === 0) return false;
  for (const victim of rivals(day, tasks, held)) {
    if (budget.left-- <= 0) return false;
    const visit = day.visitOf[victim]!;
    const mates = day.visitTasks[visit]!;
    openJournal(day);
    remove(day, mates);
    const room = bestOffers(day, tasks, 1, 40);
    held.add(visit);
    const isPlaced = room.offers.length > 0 && room.costs[0]! <= budget.dearest && tryAll(day, room.offers[0]!, true) !== null && eject(day, mates, depth - 1, budget, held);
    closeJournal(day, isPlaced);
    if (isPlaced) return true;
    held.delete(visit);
  }
  return false;
}

/** Tasks that stand in the way in time, nearest first: their places are where the visit could go. */
function rivals(day: LiveDay, tasks: readonly number[], held: Set<number>): number[] {
  const task = tasks[0]!;
  const from = day.openFrom[task]!;
  const to = day.closeTo[task]! + day.duration[task]!;
  const found: { task: number; way: number }[] = [];
  for (let leg = 0; leg < day.legs; leg++) {
    for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) {
      const other = day.seq[leg * day.width + k]!;
      const visit = day.visitOf[other]!;
      if (held.has(visit) || day.endAt[other]! < from || day.startAt[other]! > to || day.visitTasks[visit]!.some((mate) => isStarted(day, mate))) continue;
      found.push({ task: other, way: timeBetween(day.ways, day.mode[day.legWorker[leg]!]!, day.place[task]!, day.place[other]!) });
    }
  }
  return found.sort((a, b) => a.way - b.way || a.task - b.task).slice(0, EJECTIONS).map((one) => one.task);
}

/** Legs that no longer fit: their tasks stand again in the old order, less those that do not fit any more. Answers the visits that lost a task. */
export function rebuild(day: LiveDay, legs: readonly number[]): number[] {
  const order: { task: number; leg: number; startAt: number }[] = [];
  for (const leg of legs) {
    for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) { const task = day.seq[leg * day.width + k]!; order.push({ task, leg, startAt: day.startAt[task]! }); }
  }
  const before = new Map(order.map(({ task }, index) => [task, index]));
  for (const { task } of order) pull(day, task);
  for (const leg of legs) timeLeg(day, leg);
  const lost = new Set<number>();
  for (const { task, leg } of order.sort((a, b) => before.get(a.task)! - before.get(b.task)!)) if (!place(day, task, leg, day.legCount[leg]!)) lost.add(day.visitOf[task]!);
  // Partners elsewhere may have waited for somebody who comes earlier now, or not at all.
  retimeAll(day, legs);
  return [...lost];
}

/** Times legs and all they are linked to from nothing; what stood before stays where that fails (it cannot, but for ways no triangle holds for). */
function retimeAll(day: LiveDay, legs: readonly number[]): boolean {
  beginTrial(day);
  if (retime(day, legs, false)) { keepTrial(day); return true; }
  undoTrial(day);
  return false;
}

const holdTotals = (day: LiveDay, leg: number): boolean => day.legCount[leg] === day.legFrozen[leg] || totalRules.every((rule) => rule.holds(day, day.legWorker[leg]!, nothing));

/** After all ways changed: everything that still fits stays, legs that do not are built anew. Answers the visits that lost a task. */
export function settle(day: LiveDay): number[] {
  const lost = new Set<number>();
  const busy: number[] = [];
  for (let leg = 0; leg < day.legs; leg++) if (day.legCount[leg]! > 0) busy.push(leg);
  if (retimeAll(day, busy) && busy.every((leg) => holdTotals(day, leg))) return [];
  for (const leg of busy) if (!timeLeg(day, leg) || !holdTotals(day, leg)) for (const visit of rebuild(day, [leg])) lost.add(visit);
  const coupled = busy.filter((leg) => day.isCoupled[leg]);
  if (!retimeAll(day, coupled)) for (const visit of rebuild(day, coupled)) lost.add(visit);
  return [...lost];
}

/** `near`: visits to stay close to (a repair); without it the whole day. `isBold`: worse plans are accepted at first (simulated annealing), for re-planning in the background. */
export type ImproveOptions = { seed: number; iterations: number; near?: readonly number[]; isBold?: boolean; keepGoing?: () => boolean };
/** What leaving out a visit that must be done is worth: more than any way. */
const MUST = 1e9;
const scoreOf = (day: LiveDay): number => costOfDay(day) + openVisits(day).reduce((sum, visit) => sum + (dropPrice(day, visit) === Infinity ? MUST : 0), 0);
/** Temperatures of a bold search, in mean costs of one visit. */
const [HOT, COLD] = [1, 0.01];

/**
 * Ruin and recreate: a handful of visits near each other in place and time are taken out and inserted anew, the open ones among them.
 * Never ends worse than it began. Same seed and iterations, same result. Answers the rounds done.
 */
export function improve(day: LiveDay, { seed, iterations, near, isBold = false, keepGoing }: ImproveOptions): number {
  const source = new Random(seed);
  const random = (): number => source.real();
  let score = scoreOf(day);
  let best = score;
  const mean = (score % MUST) / Math.max(1, day.visitTasks.length);
  let round = 0;
  // The outer journal begins at the best plan so far: closing it goes back there.
  openJournal(day);
  for (; round < iterations; round++) {
    if (keepGoing && !keepGoing()) break;
    const centre = near && near.length > 0 ? day.visitTasks[near[Math.floor(random() * near.length)]!]?.[0] : undefined;
    const taken = chooseRuin(day, random, centre);
    if (taken.length === 0 && openVisits(day).length === 0) continue;
    openJournal(day);
    remove(day, taken.flatMap((visit) => day.visitTasks[visit]!));
    // Those taken out, and a few of those without a place (the ones asked for first).
    const wanted = near ?? openVisits(day);
    const open = [...taken];
    for (let tries = 0; tries < RUIN && wanted.length > 0; tries++) {
      const visit = wanted[Math.floor(random() * wanted.length)]!;
      if (!open.includes(visit) && openTasks(day, visit).length > 0) open.push(visit);
    }
    for (let at = open.length - 1; at > 0; at--) { const other = Math.floor(random() * (at + 1)); [open[at], open[other]] = [open[other]!, open[at]!]; }
    // Two of four orders are chance; else first to close first, or longest first.
    const order = Math.floor(random() * 4);
    const key = (visit: number): number => { const task = day.visitTasks[visit]![0]!; return order === 1 ? day.closeTo[task]! : -day.duration[task]!; };
    if (order === 1 || order === 2) open.sort((a, b) => key(a) - key(b));
    for (const visit of open) {
      const found = bestOffers(day, openTasks(day, visit), random() < BLINK ? 2 : 1, 20);
      const offers = found.offers.at(-1);
      if (offers && found.costs.at(-1)! <= dropPrice(day, visit)) tryAll(day, offers, true);
    }
    const after = scoreOf(day);
    const heat = isBold ? mean * HOT * (COLD / HOT) ** (round / iterations) : 0;
    const isTaken = after < score - 1e-9 || (heat > 0 && after < score - heat * Math.log(1 - random()));
    closeJournal(day, isTaken);
    if (!isTaken) continue;
    score = after;
    if (score >= best - 1e-9) continue;
    best = score;
    closeJournal(day, true);
    openJournal(day);
  }
  closeJournal(day, score <= best + 1e-9);
  return round;
}

/** Share of visits that take their second best place, so that the search does not run in circles (SISR: 1 %). */
const BLINK = 0.01;
/** At most so many visits leave at once. */
const RUIN = 12;

/** A few visits around one: the nearest by way and start, with chance. */
function chooseRuin(day: LiveDay, random: () => number, wish: number | undefined): number[] {
  const movable: number[] = [];
  for (let leg = 0; leg < day.legs; leg++) for (let k = day.legFrozen[leg]!; k < day.legCount[leg]!; k++) movable.push(day.seq[leg * day.width + k]!);
  if (movable.length === 0) return [];
  const centre = wish ?? movable[Math.floor(random() * movable.length)]!;
  const at = day.legOf[centre]! >= 0 ? day.startAt[centre]! : day.openFrom[centre]!;
  const size = 2 + Math.floor(random() * (RUIN - 1));
  const byTime = random() * 0.5;
  // The nearest few of thousands, without sorting them all.
  const tasks: number[] = [];
  const fars: number[] = [];
  for (const task of movable) {
    const far = timeBetween(day.ways, 0, day.place[centre]!, day.place[task]!) + byTime * Math.abs(day.startAt[task]! - at);
    if (tasks.length === 2 * RUIN && far >= fars[tasks.length - 1]!) continue;
    let to = tasks.length;
    while (to > 0 && fars[to - 1]! > far) to -= 1;
    tasks.splice(to, 0, task);
    fars.splice(to, 0, far);
    if (tasks.length > 2 * RUIN) { tasks.pop(); fars.pop(); }
  }
  const visits = new Set<number>();
  for (const task of tasks) {
    if (visits.size >= size) break;
    if (random() < 0.15 || day.visitTasks[day.visitOf[task]!]!.some((mate) => day.legOf[mate]! >= 0 && isStarted(day, mate))) continue;
    visits.add(day.visitOf[task]!);
  }
  return [...visits];
}
