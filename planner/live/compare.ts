/** Two plans side by side, as a dispatcher reads them: who does what now, what comes earlier or later, who gains and who loses, what it costs. */
import { evaluatePlan } from '../evaluate.ts';
import type { WayBetween } from '../evaluate.ts';
import type { CostPart, Plan, Problem } from '../problem.ts';
import type { Bilingual } from '../types.ts';
import { saySpan, sayNumber, sayTask, sayWorker } from '../wording-plan.ts';
import type { PlanWords } from '../wording-plan.ts';

export type PlanDiff = {
  moved: { taskId: string; from: string; to: string }[];
  /** Same worker, another start; `by` > 0 is later. */
  shifted: { taskId: string; workerId: string; by: number }[];
  added: { taskId: string; workerId: string }[];
  removed: { taskId: string; workerId: string }[];
  /** Workers whose tasks changed; `work` is task time. */
  workers: { workerId: string; tasksBefore: number; tasksAfter: number; workBefore: number; workAfter: number }[];
  cost: { before: number; after: number };
  parts: { part: CostPart; before: number; after: number }[];
  sentences: Bilingual[];
};

type Place = { workerId: string; startAt: number; length: number };
function placesOf(plan: Plan): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { workerId, stops } of plan.routes) {
    for (const stop of stops) if (stop.kind === 'task') places.set(stop.taskId, { workerId, startAt: stop.startAt, length: stop.endAt - stop.startAt });
  }
  return places;
}

/** `a` before, `b` after; both are priced anew by the evaluator, so that plans of different makers compare. Starts that differ by less than `tolerance` count as equal. */
export function compare(problem: Problem, a: Plan, b: Plan, { words = {}, tolerance = 1e-6, way }: { words?: PlanWords; tolerance?: number; way?: WayBetween } = {}): PlanDiff {
  const before = placesOf(a);
  const after = placesOf(b);
  const diff: PlanDiff = { moved: [], shifted: [], added: [], removed: [], workers: [], cost: { before: 0, after: 0 }, parts: [], sentences: [] };
  const changed = new Set<string>();
  for (const [taskId, now] of after) {
    const was = before.get(taskId);
    if (!was) { diff.added.push({ taskId, workerId: now.workerId }); changed.add(now.workerId); continue; }
    if (was.workerId !== now.workerId) { diff.moved.push({ taskId, from: was.workerId, to: now.workerId }); changed.add(was.workerId).add(now.workerId); }
    else if (Math.abs(now.startAt - was.startAt) > tolerance) diff.shifted.push({ taskId, workerId: now.workerId, by: now.startAt - was.startAt });
  }
  for (const [taskId, was] of before) if (!after.has(taskId)) { diff.removed.push({ taskId, workerId: was.workerId }); changed.add(was.workerId); }
  for (const { id } of problem.workers) {
    if (!changed.has(id)) continue;
    const own = (places: Map<string, Place>): Place[] => [...places.values()].filter(({ workerId }) => workerId === id);
    const sum = (some: Place[]): number => some.reduce((total, { length }) => total + length, 0);
    const [was, now] = [own(before), own(after)];
    diff.workers.push({ workerId: id, tasksBefore: was.length, tasksAfter: now.length, workBefore: sum(was), workAfter: sum(now) });
  }
  const [old, fresh] = way ? [evaluatePlan(problem, a, way), evaluatePlan(problem, b, way)] : [evaluatePlan(problem, a), evaluatePlan(problem, b)];
  diff.cost = { before: old.cost, after: fresh.cost };
  for (const part of new Set([...Object.keys(old.parts), ...Object.keys(fresh.parts)] as CostPart[])) {
    const [was, now] = [old.parts[part] ?? 0, fresh.parts[part] ?? 0];
    if (Math.abs(now - was) > 1e-9) diff.parts.push({ part, before: was, after: now });
  }
  diff.sentences = sayDiff(diff, words);
  return diff;
}

function sayDiff(diff: PlanDiff, words: PlanWords): Bilingual[] {
  const worker = (id: string): string => sayWorker(id, words);
  const task = (id: string): string => sayTask(id, words);
  const sentences: Bilingual[] = [
    ...diff.moved.map(({ taskId, from, to }) => ({ zh: `${task(taskId)}：由 ${worker(from)} 改为 ${worker(to)}`, en: `${task(taskId)}: from ${worker(from)} to ${worker(to)}` })),
    ...diff.shifted.map(({ taskId, by }) => {
      const span = saySpan(Math.abs(by), words);
      return { zh: `${task(taskId)}：${by > 0 ? '推迟' : '提前'} ${span.zh}`, en: `${task(taskId)}: ${span.en} ${by > 0 ? 'later' : 'earlier'}` };
    }),
    ...diff.added.map(({ taskId, workerId }) => ({ zh: `${task(taskId)}：新排给 ${worker(workerId)}`, en: `${task(taskId)}: now with ${worker(workerId)}` })),
    ...diff.removed.map(({ taskId, workerId }) => ({ zh: `${task(taskId)}：不再由 ${worker(workerId)} 做，未排`, en: `${task(taskId)}: no longer with ${worker(workerId)}, not planned` })),
    ...diff.workers.map(({ workerId, tasksBefore, tasksAfter, workBefore, workAfter }) => ({
      zh: `${worker(workerId)}：${tasksBefore} → ${tasksAfter} 单，服务 ${saySpan(workBefore, words).zh} → ${saySpan(workAfter, words).zh}`,
      en: `${worker(workerId)}: ${tasksBefore} → ${tasksAfter} tasks, service ${saySpan(workBefore, words).en} → ${saySpan(workAfter, words).en}`,
    })),
  ];
  const change = diff.cost.after - diff.cost.before;
  if (Math.abs(change) > 1e-9) sentences.push({ zh: `总代价${change > 0 ? '增加' : '减少'} ${sayNumber(Math.abs(change))}`, en: `Cost ${change > 0 ? 'up' : 'down'} by ${sayNumber(Math.abs(change))}` });
  if (sentences.length === 0) sentences.push({ zh: '两份计划相同', en: 'The two plans are the same' });
  return sentences;
}
