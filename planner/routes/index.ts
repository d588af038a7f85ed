/** Problems whose routes are independent (VRPTW and its heterogeneous relatives): the search, and the question whether a problem is one. */
import type { Problem, SolveOptions, Solved } from '../problem.ts';
import type { KeepGoing } from '../stopping.ts';
import type { Exchange } from '../threads/mailbox.ts';
import { anneal, Findings, reduceFleet } from './anneal.ts';
import { readColumns } from './columns.ts';
import { crossOver, Elites, isBetter } from './elites.ts';
import { Search, type Elite } from './search.ts';
import { timePlan } from './timing.ts';

export { isIndependent } from './columns.ts';

/**
 * Up to so many tasks several plans are bred; above, the whole allowance goes into one annealing, which is still improving when it ends
 * (three instances of 200 tasks, 30 s: 0.43 % above the best known against 1.05 % bred).
 */
const BREED_UP_TO = 150;
const FOUNDERS = 6;
/**
 * First and last temperature of the one long annealing, in near ways (`Search.unit`), which unlike the plan's mean way do not depend on how long its
 * routes are. Cooler starts keep what is wrong with the first plan where routes are long (1,000 tasks, C2, 12 s: 3.4 % from half the height, 1.7 %).
 */
const HOT = 1.3;
const COLD = 0.025;
const WARM = 0.15;
/** The long annealing begins with so many times the first plan's routes (1,000 tasks, R2, 12 s: 1.7 % instead of 4.9 %). */
const ROUTES = 2;
/** Share of the annealing before islands begin to exchange, and how often they do after it. */
const APART = 0.6;
const LEGS = 8;
/** A population without a better best for so many children is put aside. */
const PATIENCE = 40;

/**
 * Solves an independent problem. Anytime: the first plan stands after one pass of insertion, `onBetter` hears of every better one. The result
 * is feasible unless tasks that must be done fit nowhere; these are then in `unassigned` and in `faults`.
 */
export function solveRoutes(problem: Problem, options: SolveOptions, keepGoing: KeepGoing, exchange?: Exchange): Solved {
  const columns = readColumns(problem);
  const search = new Search(columns, options.seed ?? 1);
  const findings = new Findings(keepGoing, (cost) => options.onBetter?.({ cost, seconds: keepGoing.seconds(), iterations: search.iterations }));
  if (search.freeCount > 0 && columns.workers > 0) {
    if (options.begin) warm(search, problem, options);
    findings.offer(search.copy());
    search.prepare();
    const isFleetFirst = columns.isPlain && columns.fixed[0]! > 10 * search.scale() && search.missing() === 0;
    const goesOn = !isFleetFirst || reduceFleet(search, 0.5, findings);
    if (goesOn && search.freeCount > 1) {
      if (search.freeCount <= BREED_UP_TO) breed(search, findings, options.begin !== undefined || isFleetFirst, exchange);
      else {
        // Greedy first plans have too few routes where routes are long, and opening one costs more than a step gains; too many melt away by themselves.
        if (!isFleetFirst && options.begin === undefined) search.scatter(ROUTES * search.state.usedCount);
        annealLong(search, findings, options.begin !== undefined, exchange);
      }
    }
  } else findings.offer(search.copy());
  const { workers, starts, tasks } = findings.best!;
  const orders = Array.from(workers, (worker, at) => ({ worker, tasks: Array.from(tasks.subarray(starts[at], starts[at + 1])) }));
  return { ...timePlan(problem, orders), iterations: search.iterations, seconds: keepGoing.seconds() };
}

/** Takes over the task orders of an earlier plan as far as they still fit. */
function warm(search: Search, problem: Problem, { begin }: SolveOptions): void {
  const taskAt = new Map(problem.tasks.map(({ id }, at) => [id, at]));
  const workerAt = new Map(problem.workers.map(({ id }, at) => [id, at]));
  for (let r = 0; r < search.columns.workers; r++) search.dissolve(r);
  for (const route of begin!.routes) {
    const r = workerAt.get(route.workerId);
    if (r === undefined) continue;
    for (const stop of route.stops) if (stop.kind === 'task') search.append(r, taskAt.get(stop.taskId) ?? -1);
  }
  search.fill();
}

/** A few annealed founders, then children of two; a population that stands still is put aside, and the best of all populations meet at the end. */
function breed(search: Search, findings: Findings, isWarm: boolean, exchange?: Exchange): void {
  const { keepGoing } = findings;
  const { random, freeCount } = search;
  const champions = new Elites(FOUNDERS);
  for (let population = 0; ; population++) {
    const elites = new Elites(FOUNDERS);
    const isLast = keepGoing.used(search.iterations) > 0.75 && champions.list.length > 1;
    if (isLast) for (const champion of champions.list) elites.add(champion);
    else {
      for (let founder = 0; founder < FOUNDERS; founder++) {
        const isKept = isWarm && population === 0 && founder === 0;
        if ((population > 0 || founder > 0) && !isKept) search.scatter();
        if (!anneal(search, { from: isKept ? 0.3 : 1, to: 0.02, iterations: 400 * freeCount, share: 0.06 }, findings)) return;
        elites.add(search.copy());
      }
    }
    let stale = 0;
    for (let child = 0; ; child++) {
      const before = elites.best;
      if (exchange && child % 8 === 7) {
        const other = exchange(findings.best!);
        if (other) elites.add(other);
      }
      crossOver(search, choose(elites, random), choose(elites, random));
      const from = [0.1, 0.3, 0.5][child % 3]!;
      if (!anneal(search, { from, to: 0.01, iterations: 100 * freeCount, share: 0.02 }, findings)) return;
      elites.add(search.copy());
      stale = elites.best === before ? stale + 1 : 0;
      if (stale >= PATIENCE && !isLast) break;
    }
    champions.add(elites.best);
  }
}

const choose = (elites: Elites, random: Search['random']): Elite => elites.list[random.below(elites.list.length)]!;

/**
 * One annealing over the whole allowance. Islands anneal apart while it is hot, where the best so far says little about what a plan will become, and
 * take over a better plan from one another while it cools out.
 */
function annealLong(search: Search, findings: Findings, isWarm: boolean, exchange?: Exchange): void {
  const { keepGoing } = findings;
  const from = isWarm ? WARM : HOT;
  const began = keepGoing.used(search.iterations);
  const ends = exchange ? Array.from({ length: LEGS + 1 }, (_, leg) => APART + ((1 - APART) * leg) / LEGS) : [1];
  let done = 0;
  for (const end of ends) {
    const at = (share: number): number => from * (COLD / from) ** share;
    const share = began + (1 - began) * end - keepGoing.used(search.iterations);
    if (!anneal(search, { from: at(done), to: at(end), iterations: Infinity, share: Math.max(1e-9, share), isByUnit: true }, findings)) return;
    done = end;
    const other = exchange?.(findings.best!);
    if (other && isBetter(other, findings.best!)) {
      search.restore(other);
      findings.offer(search.copy());
    }
  }
}
