/** When else a visit could be done that day, nearest to the wish first. Other days are other days' plans and not modelled here. */
import type { Bilingual } from '../types.ts';
import { sayClock, sayWorker } from '../wording-plan.ts';
import type { PlanWords } from '../wording-plan.ts';
import type { LiveDay } from './columns.ts';
import { bestOffers } from './insert.ts';

export type Alternative = { startAt: number; workerIds: string[]; extraCost: number; reason: Bilingual };

/** The wish is widened step by step in both directions to the whole day; the first step that somebody can serve gives the answer. */
export function alternativesFor(day: LiveDay, visit: number, words: PlanWords, most = 3): Alternative[] {
  const tasks = day.visitTasks[visit]!.filter((task) => day.legOf[task]! < 0);
  const kept = tasks.map((task) => ({ task, windows: day.windows[task]!, openFrom: day.openFrom[task]!, closeTo: day.closeTo[task]! }));
  let first = Infinity, last = -Infinity;
  for (let leg = 0; leg < day.legs; leg++) { first = Math.min(first, day.legFrom[leg]!); last = Math.max(last, day.legTo[leg]!); }
  first = Math.max(first, day.now);
  const length = last - first;
  const alternatives: Alternative[] = [];
  for (let share = length > 0 ? 1 / 32 : 2; share <= 1 && alternatives.length === 0; share *= 2) {
    for (const { task, openFrom, closeTo } of kept) {
      const from = Math.max(first, openFrom - length * share);
      const to = Math.max(from, Math.min(last, closeTo + length * share));
      day.openFrom[task] = from;
      day.closeTo[task] = to;
      day.windows[task] = Float64Array.of(from, to);
    }
    const found = bestOffers(day, tasks, most, 40);
    found.offers.forEach((offers, index) => {
      const startAt = Math.max(...offers.map(({ start }) => start));
      const workerIds = offers.map(({ leg }) => day.workerIds[day.legWorker[leg]!]!);
      const who = workerIds.map((id) => sayWorker(id, words));
      alternatives.push({ startAt, workerIds, extraCost: found.costs[index]!, reason: { zh: `${sayClock(startAt, words)} 可由 ${who.join('、')} 上门`,
        en: `${who.join(' and ')} could come at ${sayClock(startAt, words)}` } });
    });
  }
  for (const { task, windows, openFrom, closeTo } of kept) { day.windows[task] = windows; day.openFrom[task] = openFrom; day.closeTo[task] = closeTo; }
  const wish = kept[0]?.openFrom ?? 0;
  const close = kept[0]?.closeTo ?? 0;
  const miss = (at: number): number => Math.max(wish - at, at - close, 0);
  return alternatives.sort((a, b) => miss(a.startAt) - miss(b.startAt) || a.extraCost - b.extraCost);
}
