/**
 * The rules of the planning model, hard and soft, each a named function with a way to say itself. A list of its own beside `rules.ts`, because the two
 * answer different questions: there one worker at one fixed start with papers' dates, admission and territory (a desk's question), here one task at one
 * place of a route whose times still move (a plan's question). They share no input, so one list would need two kinds of entry under the same names.
 *
 * To add one, see the checklist in README.md: `workerRules` and `totalRules` are obeyed by insertion and repair from this file alone.
 */
import { DISTANCE, DURATION, IDLE, LATENESS, METRICS, MISSED, OVERTIME, TRAVEL, WAITING, WORK, WORST_LATENESS, durationOf, latestIn } from './live/columns.ts';
import type { LiveDay } from './live/columns.ts';
import type { Fit } from './live/fit.ts';
import { EPS } from './live/timing.ts';
import type { CostPart } from './problem.ts';
import type { Bilingual } from './types.ts';
import { sayClock, sayNumber, saySkill, saySpan, sayTask, sayWorker } from './wording-plan.ts';
import type { PlanWords } from './wording-plan.ts';

/** Depends on the task and the worker alone. */
export type WorkerRule = { name: string; holds: (day: LiveDay, task: number, worker: number) => boolean; say: (day: LiveDay, task: number, worker: number, words: PlanWords) => Bilingual };
/** What a task would add to a worker's totals; `nothing` asks whether the totals as they are hold. */
export type Added = { tasks: number; task: number; work: number; travel: number };
export const nothing: Added = { tasks: 0, task: -1, work: 0, travel: 0 };
export type TotalRule = { name: string; holds: (day: LiveDay, worker: number, added: Added) => boolean; say: (day: LiveDay, worker: number, added: Added, words: PlanWords) => Bilingual };
/** 0 = holds; else how much is missing (time), so that the nearest miss can be named. */
export type TimeRule = { name: string; lacks: (fit: Fit) => number; say: (fit: Fit, words: PlanWords) => Bilingual };
export type VisitRule = { name: string; holds: (day: LiveDay, visit: number) => boolean; say: (day: LiveDay, visit: number, words: PlanWords) => Bilingual };
export type SoftRule = { name: CostPart; fold: 'sum' | 'most' | 'range'; amount: (day: LiveDay, worker: number) => number; say: (amount: number, words: PlanWords) => Bilingual };

export const workerRules: readonly WorkerRule[] = [
  { name: 'present', holds: present, say: (day, _, worker, words) => both(`${nameOf(day, worker, words)} 今天不能再接`, `${nameOf(day, worker, words)} is not available any more today`) },
  { name: 'pinned', holds: pinned, say: (day, task, _, words) => both(`已指定给 ${nameOf(day, day.pin[task]!, words)}`, `Pinned to ${nameOf(day, day.pin[task]!, words)}`) },
  { name: 'blocked', holds: blocked, say: () => both('双方不再安排见面', 'This household and this worker are kept apart') },
  { name: 'skill', holds: skill, say: saySkillLack },
  { name: 'papers', holds: papers, say: sayPaperLack },
  { name: 'wishOnly', holds: wishOnly, say: () => both('只接受指定的人', 'Only the wished workers may come') },
  { name: 'differentPeople', holds: differentPeople, say: (day, task, worker, words) => both(`${nameOf(day, worker, words)} 已在同一次上门里`, `${nameOf(day, worker, words)} is already in this visit`) },
  { name: 'apart', holds: apart, say: () => both('已排了一户不能由同一人去的', 'Already has a visit that may not share a worker with this one') },
  { name: 'fitsWindow', holds: fitsWindow, say: (day, task, worker, words) => both(`要做 ${saySpan(durationOf(day, task, worker), words).zh}，每个约定时段都不够长`,
    `Takes ${saySpan(durationOf(day, task, worker), words).en}, longer than every agreed time`) },
];

export const totalRules: readonly TotalRule[] = [
  { name: 'maxTasks', holds: maxTasks, say: (day, worker) => both(`已有 ${day.taskCount[worker]} 单，上限 ${day.maxTasks[worker]}`,
    `Has ${day.taskCount[worker]} tasks, the limit is ${day.maxTasks[worker]}`) },
  { name: 'capacity', holds: capacity, say: () => both('要带的东西超过能带的量', 'Carries more than fits') },
  { name: 'maxWork', holds: maxWork, say: (day, worker, added, words) => sayOver('工时', 'Working time', totalOf(day, worker, WORK) + added.work, day.maxWork[worker]!, words) },
  { name: 'maxTravelTime', holds: maxTravelTime, say: (day, worker, added, words) => sayOver('路上时间', 'Travel time', totalOf(day, worker, TRAVEL) + added.travel, day.maxTravel[worker]!, words) },
];

/** In the order asked: the first broken one is the cause, the later ones would follow from it. */
export const timeRules: readonly TimeRule[] = [
  { name: 'frozen', lacks: frozen, say: ({ day, leg }) => both(`前 ${day.legFrozen[leg]} 单已开始，不能插在前面`, `The first ${day.legFrozen[leg]} tasks have started, nothing goes before them`) },
  { name: 'shift', lacks: shift, say: sayShift },
  { name: 'released', lacks: released, say: ({ day, task, latest }, words) => both(`${sayClock(day.release[task]!, words)} 才收到，约定最晚 ${sayClock(latest, words)}`,
    `Known only at ${sayClock(day.release[task]!, words)}, the latest agreed start is ${sayClock(latest, words)}`) },
  { name: 'window', lacks: window, say: ({ freeAt, latest }, words) => both(`${sayClock(freeAt, words)} 才有空，约定最晚 ${sayClock(latest, words)} 开始`,
    `Free only at ${sayClock(freeAt, words)}, the latest agreed start is ${sayClock(latest, words)}`) },
  { name: 'travelIn', lacks: travelIn, say: ({ freeAt, wayIn, latest }, words) => both(`${sayClock(freeAt, words)} 有空，路上 ${saySpan(wayIn, words).zh}，赶不上 ${sayClock(latest, words)}`,
    `Free at ${sayClock(freeAt, words)}, the way takes ${saySpan(wayIn, words).en}, too late for ${sayClock(latest, words)}`) },
  { name: 'shiftEnd', lacks: shiftEnd, say: ({ end, wayOut, nextLatest }, words) => both(`${sayClock(end, words)} 做完，回家 ${saySpan(wayOut, words).zh}，超过下班时间 ${sayClock(nextLatest, words)}`,
    `Done at ${sayClock(end, words)}, ${saySpan(wayOut, words).en} home, past the shift’s end ${sayClock(nextLatest, words)}`) },
  { name: 'overlap', lacks: overlap, say: ({ day, end, next, nextLatest }, words) => both(
    `${sayClock(end, words)} 才做完，下一单 ${sayTask(day.tasks[next]!.id, words)} 最晚 ${sayClock(nextLatest, words)} 要开始`,
      `Done only at ${sayClock(end, words)}, the next task ${sayTask(day.tasks[next]!.id, words)} must start by ${sayClock(nextLatest, words)}`) },
  { name: 'travelOut', lacks: travelOut, say: ({ day, end, wayOut, next, nextLatest }, words) => both(
    `${sayClock(end, words)} 做完，到 ${sayTask(day.tasks[next]!.id, words)} 路上 ${saySpan(wayOut, words).zh}，那边最晚 ${sayClock(nextLatest, words)}`,
      `Done at ${sayClock(end, words)}, ${saySpan(wayOut, words).en} to ${sayTask(day.tasks[next]!.id, words)}, which must start by ${sayClock(nextLatest, words)}`) },
  { name: 'link', lacks: link, say: ({ linkFrom, linkTo }, words) => both(
    linkTo < Infinity ? `要配合同伴在 ${sayClock(linkFrom, words)}–${sayClock(linkTo, words)} 开始，赶不上` : '和有先后或同时要求的任务合不上',
    linkTo < Infinity ? `Must start ${sayClock(linkFrom, words)}–${sayClock(linkTo, words)} with its partner` : 'Cannot keep its gap to the linked task') },
  { name: 'break', lacks: lunch, say: () => both('排进去就没有休息时间了', 'Would leave no time for the break') },
];

export const visitRules: readonly VisitRule[] = [
  { name: 'mustServe', holds: mustServe, say: (day, visit) => both(`${day.visitIds[visit]} 必须安排`, `${day.visitIds[visit]} must be done`) },
  { name: 'wholeVisit', holds: wholeVisit, say: (day, visit) => both(`${day.visitIds[visit]} 人数没有排齐`, `${day.visitIds[visit]} lacks a person`) },
];

export const softRules: readonly SoftRule[] = [
  { name: 'distance', fold: 'sum', amount: (day, worker) => totalOf(day, worker, DISTANCE), say: plain('路程', 'Distance') },
  { name: 'travelTime', fold: 'sum', amount: (day, worker) => totalOf(day, worker, TRAVEL), say: timed('路上时间', 'Travel') },
  { name: 'workers', fold: 'sum', amount: isUsed, say: plain('出勤人数', 'Workers out') },
  { name: 'lateness', fold: 'sum', amount: (day, worker) => totalOf(day, worker, LATENESS), say: timed('迟到', 'Lateness') },
  { name: 'worstLateness', fold: 'most', amount: (day, worker) => worstOf(day, worker, WORST_LATENESS), say: timed('最大迟到', 'Worst lateness') },
  { name: 'waiting', fold: 'sum', amount: (day, worker) => totalOf(day, worker, WAITING), say: timed('等候', 'Waiting') },
  { name: 'worstIdle', fold: 'most', amount: (day, worker) => totalOf(day, worker, IDLE), say: timed('最大空闲', 'Worst idle') },
  { name: 'overtime', fold: 'sum', amount: (day, worker) => totalOf(day, worker, OVERTIME), say: timed('加班', 'Overtime') },
  { name: 'worstOvertime', fold: 'most', amount: (day, worker) => totalOf(day, worker, OVERTIME), say: timed('最大加班', 'Worst overtime') },
  { name: 'missedBreak', fold: 'sum', amount: (day, worker) => totalOf(day, worker, MISSED), say: plain('没有休息', 'Breaks missed') },
  { name: 'unpreferred', fold: 'sum', amount: unpreferred, say: plain('不是指定的人', 'Not the wished worker') },
  { name: 'workRange', fold: 'range', amount: (day, worker) => totalOf(day, worker, WORK), say: timed('工时差距', 'Spread of working time') },
  { name: 'duration', fold: 'sum', amount: (day, worker) => totalOf(day, worker, DURATION), say: timed('离家时间', 'Time away') },
  { name: 'moved', fold: 'sum', amount: moved, say: plain('换人', 'Moved to another worker') },
  { name: 'fixed', fold: 'sum', amount: (day, worker) => isUsed(day, worker) * day.fixedCost[worker]!, say: plain('出勤费', 'Cost of coming out') },
  { name: 'byWorker', fold: 'sum', amount: byWorker, say: plain('人选加价', 'Premium of this worker') },
];
/** The two soft rules of what is left out; `amount` of one visit. */
export const dropRules: readonly { name: CostPart; amount: (day: LiveDay, visit: number) => number; say: SoftRule['say'] }[] = [
  { name: 'dropped', amount: (day, visit) => Number(isDropped(day, visit)), say: plain('没有排上', 'Left out') },
  { name: 'dropCost', amount: (day, visit) => { if (!isDropped(day, visit)) return 0; const price = dropCostOf(day, visit); return price < Infinity ? price : 0; }, say: plain('放弃的代价', 'Price of leaving out') },
];

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const nameOf = (day: LiveDay, worker: number, words: PlanWords): string => sayWorker(day.workerIds[worker]!, words);
function plain(zh: string, en: string): SoftRule['say'] {
  return (amount) => both(`${zh} ${sayNumber(amount)}`, `${en} ${sayNumber(amount)}`);
}
function timed(zh: string, en: string): SoftRule['say'] {
  return (amount, words) => { const sign = amount < 0 ? '-' : ''; const span = saySpan(Math.abs(amount), words); return both(`${zh} ${sign}${span.zh}`, `${en} ${sign}${span.en}`); };
}
function sayOver(zh: string, en: string, amount: number, limit: number, words: PlanWords): Bilingual {
  return both(`${zh}会到 ${saySpan(amount, words).zh}，上限 ${saySpan(limit, words).zh}`, `${en} would be ${saySpan(amount, words).en}, the limit is ${saySpan(limit, words).en}`);
}

// ---- One task, one worker.

/** Not lost to the day (sick, gone, called off). */
export function present(day: LiveDay, _task: number, worker: number): boolean {
  return day.isLost[worker] === 0;
}
export function pinned(day: LiveDay, task: number, worker: number): boolean {
  return day.pin[task]! < 0 || day.pin[task] === worker;
}
/** Household and worker that may not meet. */
export function blocked(day: LiveDay, task: number, worker: number): boolean {
  const never = day.blocked[task];
  return never === null || never === undefined || !never.has(worker);
}
/** Every needed skill at its level or above. */
export function skill(day: LiveDay, task: number, worker: number): boolean {
  const needs = day.needs[task]!;
  for (let i = 0; i < needs.length; i++) if (needs[i]!.column[worker]! < needs[i]!.level) return false;
  return true;
}
function saySkillLack(day: LiveDay, task: number, worker: number, words: PlanWords): Bilingual {
  const lacking = day.needs[task]!.find(({ column, level }) => column[worker]! < level)!;
  const name = saySkill(lacking.skill, words);
  const own = lacking.column[worker]!;
  return own > 0 ? both(`“${name.zh}”现为 ${own} 级，要求 ${lacking.level} 级`, `${name.en} is at level ${own}, level ${lacking.level} is required`)
    : both(`没有“${name.zh}”技能，要求 ${lacking.level} 级`, `Has no ${name.en} skill, level ${lacking.level} is required`);
}
export function papers(day: LiveDay, task: number, worker: number): boolean {
  const wanted = day.papers[task]!;
  for (let i = 0; i < wanted.length; i++) if (wanted[i]!.column[worker] === 0) return false;
  return true;
}
function sayPaperLack(day: LiveDay, task: number, worker: number): Bilingual {
  const { paper } = day.papers[task]!.find(({ column }) => column[worker] === 0)!;
  return both(`没有证件 ${paper}`, `Lacks the paper ${paper}`);
}
/** Only where `Problem.hard` says that wishes must be kept. */
export function wishOnly(day: LiveDay, task: number, worker: number): boolean {
  const wished = day.preferred[task];
  return !day.isPreferredHard || !wished || wished.has(worker);
}
/** Tasks of one visit are done by different people, where visits are shared. */
export function differentPeople(day: LiveDay, task: number, worker: number): boolean {
  const mates = day.visitTasks[day.visitOf[task]!]!;
  if (!day.isShared || mates.length < 2) return true;
  for (let i = 0; i < mates.length; i++) { const leg = day.legOf[mates[i]!]!; if (mates[i] !== task && leg >= 0 && day.legWorker[leg] === worker) return false; }
  return true;
}
/** Visits that may not share a worker. */
export function apart(day: LiveDay, task: number, worker: number): boolean {
  const others = day.apartOf[day.visitOf[task]!];
  if (!others) return true;
  for (const visit of others) for (const mate of day.visitTasks[visit]!) { const leg = day.legOf[mate]!; if (leg >= 0 && day.legWorker[leg] === worker) return false; }
  return true;
}

/** Where windows hold the whole task (`isWindowMetAtEnd`): one of them is long enough for this worker. */
export function fitsWindow(day: LiveDay, task: number, worker: number): boolean {
  return !day.isAtEnd || latestIn(day, task, Infinity, durationOf(day, task, worker)) > -Infinity;
}

// ---- A worker's totals with the task added.

export function totalOf(day: LiveDay, worker: number, metric: number): number {
  let sum = 0;
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) sum += day.metrics[leg * METRICS + metric]!;
  return sum;
}
function worstOf(day: LiveDay, worker: number, metric: number): number {
  let worst = 0;
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) worst = Math.max(worst, day.metrics[leg * METRICS + metric]!);
  return worst;
}
export function maxTasks(day: LiveDay, worker: number, { tasks }: Added): boolean {
  return day.taskCount[worker]! + tasks <= day.maxTasks[worker]!;
}
/** Kits and parts of the whole day against what the worker carries. */
export function capacity(day: LiveDay, worker: number, { task }: Added): boolean {
  const limits = day.capacity[worker];
  if (!limits) return true;
  for (let dimension = 0; dimension < limits.length; dimension++) {
    let load = day.tasks[task]?.load?.[dimension] ?? 0;
    for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) {
      for (let k = 0; k < day.legCount[leg]!; k++) load += day.tasks[day.seq[leg * day.width + k]!]!.load?.[dimension] ?? 0;
    }
    if (load > limits[dimension]! + EPS) return false;
  }
  return true;
}
export function maxWork(day: LiveDay, worker: number, { work }: Added): boolean {
  return day.maxWork[worker] === Infinity || totalOf(day, worker, WORK) + work <= day.maxWork[worker]! + EPS;
}
export function maxTravelTime(day: LiveDay, worker: number, { travel }: Added): boolean {
  return day.maxTravel[worker] === Infinity || totalOf(day, worker, TRAVEL) + travel <= day.maxTravel[worker]! + EPS;
}

// ---- One place in a leg.

const over = (amount: number): number => (amount > EPS ? amount : 0);
/** Nothing goes before what has started. */
export function frozen({ day, leg, position }: Fit): number {
  return position >= day.legFrozen[leg]! ? 0 : Infinity;
}
/** The task alone, without any way, lies inside the shift. */
export function shift({ day, leg, task, duration, latest }: Fit): number {
  const from = Math.max(day.legFrom[leg]!, day.openFrom[task]!);
  return over(Math.max(from - latest, from + duration - day.mustComeBy[leg]!));
}
function sayShift({ day, leg, task, latest }: Fit, words: PlanWords): Bilingual {
  const on = `${sayClock(day.legFrom[leg]!, words)}–${sayClock(day.legTo[leg]!, words)}`;
  const asked = `${sayClock(day.openFrom[task]!, words)}–${sayClock(latest, words)}`;
  return both(`上班时间 ${on}，约定 ${asked} 开始，放不下`, `Works ${on}, the agreed start is ${asked}`);
}
/** Nothing starts before the request came. */
export function released({ day, task, latest }: Fit): number {
  return over(day.release[task]! - latest);
}
/** Free before the window closes. */
export function window({ freeAt, latest }: Fit): number {
  return over(freeAt - latest);
}
/** There is time to come. */
export function travelIn({ readyAt, latest }: Fit): number {
  return over(readyAt - latest);
}
/** Home again before the shift ends. */
export function shiftEnd({ next, end, wayOut, nextLatest }: Fit): number {
  return next >= 0 ? 0 : over(end + wayOut - nextLatest);
}
/** Done before the next task must start. */
export function overlap({ next, end, nextLatest }: Fit): number {
  return next < 0 ? 0 : over(end - nextLatest);
}
/** There is time to go on to the next task. */
export function travelOut({ next, end, wayOut, nextLatest }: Fit): number {
  return next < 0 ? 0 : over(end + wayOut - nextLatest);
}
/** The gap to partners and to what must come before or after can be kept. */
export function link({ start, latest, linkTo, timed: time }: Fit): number {
  // The window alone can be met (asked before): a start past it comes from the partner.
  return over(Math.max(start - linkTo, start - latest)) || (time() === 'link' ? 1e9 : 0);
}
/** Every break still finds its time. */
export function lunch({ timed: time }: Fit): number {
  return time() === 'break' ? 1e9 : 0;
}

// ---- Whole visits, and what things amount to.

const dropCostOf = (day: LiveDay, visit: number): number => day.tasks[day.visitTasks[visit]![0]!]!.dropCost ?? Infinity;
function placedOf(day: LiveDay, visit: number): number {
  let placed = 0;
  for (const task of day.visitTasks[visit]!) if (day.legOf[task]! >= 0) placed += 1;
  return placed;
}
const isLive = (day: LiveDay, visit: number): boolean => day.visitTasks[visit]!.length > 0;
const isDropped = (day: LiveDay, visit: number): boolean => isLive(day, visit) && placedOf(day, visit) < day.visitTasks[visit]!.length;
/** A visit without a price for leaving it out is done. */
export function mustServe(day: LiveDay, visit: number): boolean {
  return !isDropped(day, visit) || dropCostOf(day, visit) < Infinity;
}
/** All of its people or none. */
export function wholeVisit(day: LiveDay, visit: number): boolean {
  const placed = placedOf(day, visit);
  return placed === 0 || placed === day.visitTasks[visit]!.length;
}
export function isUsed(day: LiveDay, worker: number): number {
  return day.taskCount[worker]! > 0 ? 1 : 0;
}
function count(day: LiveDay, worker: number, of: (task: number) => number): number {
  let sum = 0;
  for (let leg = day.firstLeg[worker]!; leg < day.firstLeg[worker + 1]!; leg++) for (let k = 0; k < day.legCount[leg]!; k++) sum += of(day.seq[leg * day.width + k]!);
  return sum;
}
export function unpreferred(day: LiveDay, worker: number): number {
  return count(day, worker, (task) => { const wished = day.preferred[task]; return wished && !wished.has(worker) ? 1 : 0; });
}
export function moved(day: LiveDay, worker: number): number {
  return count(day, worker, (task) => (day.before[task]! >= 0 && day.before[task] !== worker ? 1 : 0));
}
export function byWorker(day: LiveDay, worker: number): number {
  return count(day, worker, (task) => day.costBy[task]?.get(worker) ?? 0);
}

/** Every rule of the model in one list, for pages and tests. */
export const planRules: readonly { name: string; kind: 'hard' | 'soft'; scope: 'worker' | 'total' | 'time' | 'visit' | 'cost' }[] = [
  ...workerRules.map(({ name }) => ({ name, kind: 'hard' as const, scope: 'worker' as const })),
  ...totalRules.map(({ name }) => ({ name, kind: 'hard' as const, scope: 'total' as const })),
  ...timeRules.map(({ name }) => ({ name, kind: 'hard' as const, scope: 'time' as const })),
  ...visitRules.map(({ name }) => ({ name, kind: 'hard' as const, scope: 'visit' as const })),
  ...softRules.map(({ name }) => ({ name, kind: 'soft' as const, scope: 'cost' as const })),
  ...dropRules.map(({ name }) => ({ name, kind: 'soft' as const, scope: 'cost' as const })),
];
