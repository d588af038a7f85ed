/** Cooling: one run of ruin and recreate between two temperatures, bounded by iterations, by a share of the allowance, or both. */
import type { KeepGoing } from '../stopping.ts';
import { isBetter } from './elites.ts';
import type { Elite, Search } from './search.ts';

/** How often the stopping rule is asked. */
const ASK_EVERY = 64;
const PRESS_EVERY = 1024;

/** What one search call has found so far, and whom to tell. */
export class Findings {
  readonly keepGoing: KeepGoing;
  readonly onBetter: ((cost: number) => void) | undefined;
  best: Elite | null = null;
  told = Infinity;
  constructor(keepGoing: KeepGoing, onBetter?: (cost: number) => void) {
    this.keepGoing = keepGoing;
    this.onBetter = onBetter;
  }

  /** Cost that ends the search when it is reached: only a plan without missing tasks counts. */
  get cost(): number {
    return this.best && this.best.missing === 0 ? this.best.cost : Infinity;
  }

  offer(elite: Elite): void {
    if (this.best && !isBetter(elite, this.best)) return;
    this.best = elite;
    this.tell(elite.cost, elite.missing);
  }

  tell(cost: number, missing: number): void {
    if (missing > 0 || cost >= this.told - 1e-9) return;
    this.told = cost;
    this.onBetter?.(cost);
  }
}

export type Cooling = { from: number; to: number; iterations: number; share: number; isByUnit?: boolean };

/** Anneals the search's present plan and leaves its best in the state. Temperatures are in mean ways (`Search.scale`) or in
 * near ways (`Search.unit`). False = time is up. */
export function anneal(search: Search, { from, to, iterations, share, isByUnit = false }: Cooling, findings: Findings): boolean {
  const { keepGoing } = findings;
  const began = keepGoing.used(search.iterations);
  search.keep();
  const scaleNow = (): number => (isByUnit && search.unit > 0 ? search.unit : search.scale());
  let scale = scaleNow();
  let temperature = from * scale;
  let goesOn = true;
  for (let i = 0; ; i++) {
    if (i % ASK_EVERY === 0 || search.iterations >= keepGoing.most) {
      if (search.bestMissing === 0) findings.tell(search.bestCost, 0);
      goesOn = keepGoing(search.iterations, Math.min(findings.told, search.bestMissing === 0 ? search.bestCost : Infinity));
      const done = Math.max(i / iterations, (keepGoing.used(search.iterations) - began) / share);
      if (!goesOn || done >= 1) break;
      if (i % PRESS_EVERY === 0) {
        scale = scaleNow();
        if (search.missing() > 0) search.pressMissing();
      }
      temperature = scale * from * (to / from) ** done;
    }
    if (!search.step(temperature)) continue;
    if (search.absentCount === 0 && search.bestMissing === 0 ? search.cost < search.bestCost - 1e-9 : isBetterNow(search)) search.keep();
  }
  search.recall();
  findings.offer(search.copy());
  return goesOn;
}

function isBetterNow(search: Search): boolean {
  const missing = search.missing();
  return missing < search.bestMissing || (missing === search.bestMissing && search.cost < search.bestCost - 1e-9);
}

/**
 * Fewer vehicles: one route is dissolved and its tasks are pressed into the others until all are in, then the next
 * (Christiaens & Vanden Berghe 2020, fleet minimisation). Ends at the load's lower bound or when its share of the allowance is used.
 */
export function reduceFleet(search: Search, share: number, findings: Findings): boolean {
  const { keepGoing } = findings;
  const { state, columns } = search;
  let load = 0;
  if (columns.loads === 1) for (const task of search.free) load += columns.load[task]!;
  const least = columns.loads === 1 ? Math.ceil(load / Math.max(...columns.capacity) - 1e-9) : 1;
  let best = search.copy();
  search.isReducing = true;
  let goesOn = true;
  while (best.missing === 0 && state.usedCount > least && goesOn && keepGoing.used(search.iterations) < share) {
    search.most = state.usedCount - 1;
    let weakest = state.order[0]!;
    let fewest = Infinity;
    for (let u = 0; u < state.usedCount; u++) {
      const r = state.order[u]!;
      let waited = 0;
      for (let k = 1; k <= state.size[r]!; k++) waited += search.absences[state.seq[r * state.stride + k]!]!;
      if (waited < fewest) {
        fewest = waited;
        weakest = r;
      }
    }
    search.dissolve(weakest);
    search.fill();
    const temperature = 0.1 * search.scale();
    for (let i = 0; search.absentCount > 0; i++) {
      if (i % ASK_EVERY === 0 || search.iterations >= keepGoing.most) {
        goesOn = keepGoing(search.iterations, findings.told);
        if (!goesOn || keepGoing.used(search.iterations) >= share) break;
      }
      search.step(temperature);
    }
    if (search.absentCount > 0) break;
    search.cost = search.total();
    best = search.copy();
    findings.offer(best);
  }
  search.isReducing = false;
  search.restore(best);
  search.most = best.workers.length;
  return goesOn;
}
