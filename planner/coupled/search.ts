/** Ruin and recreate under annealing, on the state of state.ts. */
import { FAR, type Compiled } from '../compile.ts';
import { Random } from '../routes/random.ts';
import type { Plan } from '../problem.ts';
import type { KeepGoing } from '../stopping.ts';
import type { Exchange } from '../threads/mailbox.ts';
import { costOf } from './cost.ts';
import { annealMoves } from './anneal.ts';
import { Elite } from './elite.ts';
import { Insertion } from './insertion.ts';
import { rekey } from './keys.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { ARC, BAD, MUST, PLACED, State, TOUR } from './state.ts';
import { settle } from './timing.ts';
import { trade, TRADE_EVERY, type OnBetter, type Tools } from './trade.ts';
import { warm } from './warm.ts';

/** Tasks taken out on average, temperatures in mean costs of a task, and the share of positions overlooked. */
export const tuning = { average: 9, hot: 4, cold: 0.04, blink: 0.01, mostRounds: 40, perTask: 300 };

export type Found = { state: State; best: Elite; iterations: number };

/** Puts the frozen prefixes into a fresh state. */
export function placeFrozen(state: State): void {
  const { c } = state;
  for (let tour = 0; tour < c.tours; tour++) {
    let after = state.n + tour;
    for (let at = c.frozenAt[tour]!; at < c.frozenAt[tour + 1]!; at++) {
      const task = c.frozenTasks[at]!;
      state.link(task, after, c.frozenStart[task]!);
      after = task;
    }
    // A break still to come is taken after what has been done.
    const head = state.n + tour;
    if (after !== head && state.rest[head]! >= 0) {
      for (let node = head; node !== after; node = state.next[node]!) { state.rest[node === head ? after : node] = node === head ? state.rest[head]! : -1; }
      state.rest[head] = -1;
      state.field[tour * TOUR + PLACED] = 1;
    }
  }
  settle(state, FAR, FAR);
}

/** Searches until `keepGoing` says stop; `onBetter` is told of every better plan's cost, `exchange` is how other islands are heard of. */
export function searchByRuin(c: Compiled, seed: number, keepGoing: KeepGoing, onBetter: OnBetter, begin?: Plan, exchange?: Exchange): Found {
  const random = new Random(seed);
  const state = new State(c);
  placeFrozen(state);
  const insertion = new Insertion(state, random);
  const ruin = new Ruin(state, random);
  const recreate = new Recreate(state, random, insertion, ruin);
  const order = Int32Array.from({ length: c.units }, (_, unit) => unit);
  if (begin) warm(state, begin);
  recreate.recreate(0);
  rekey(state, order);
  const best = new Elite(state);
  const cost = costOf(state);
  best.save(state, cost);
  onBetter(cost, 0, state);
  const tools: Tools = { state, random, ruin, recreate, order, best, exchange };
  return { state, best, iterations: (state.isPlain ? annealRuins : annealMoves)(tools, keepGoing, onBetter) };
}

/** How many annealings fit into an allowance, so that none is shorter than a problem of this size needs to settle. */
function roundsFor(iterations: number, used: number, tasks: number): number {
  return used <= 0 ? 1 : Math.max(1, Math.min(tuning.mostRounds, Math.floor(iterations / used / (tuning.perTask * Math.max(10, tasks)))));
}

/**
 * Ruin and recreate under annealing: as many rounds as fit, the first ones from new plans, because small problems have few but deep basins
 * and one round finds the best in about half of the cases; the last third from the best plan, half as hot.
 */
function annealRuins(tools: Tools, keepGoing: KeepGoing, onBetter: OnBetter): number {
  const { state, random, ruin, recreate, order, best } = tools;
  const { c } = state;
  const scale = (): number => Math.max(1e-9, state.sum[ARC]! > 0 ? state.sum[ARC]! : Math.abs(costOf(state) - state.mustPrice * state.sum[MUST]!)) / Math.max(1, c.tasks);
  let cost = costOf(state), iterations = 0, rounds = 1, round = 0, from = 0, to = 1, hot = tuning.hot, unit = scale(), nextTrade = 0.5;
  let temperature = unit * hot;
  while (true) {
    if ((iterations & 31) === 0) {
      if (!keepGoing(iterations, best.cost)) break;
      const used = keepGoing.used(iterations);
      // The speed is known after the first hundredth; the first round then ends where it should.
      if (rounds === 1 && from === 0 && used > 0.01 && used < 0.05) { rounds = roundsFor(iterations, used, c.tasks); to = 1 / rounds; }
      if (used >= to && round + 1 < rounds) {
        round++;
        from = used;
        to = (round + 1) / rounds;
        if (round * 3 >= rounds * 2) { if (!trade(tools)) best.restore(state); hot = tuning.hot / 2; }
        else startAnew(state, ruin, recreate);
        rekey(state, order);
        cost = costOf(state);
        unit = scale();
      } else if (rounds === 1 && used >= nextTrade) {
        nextTrade += TRADE_EVERY;
        if (trade(tools)) cost = costOf(state);
      }
      temperature = unit * hot * (tuning.cold / hot) ** Math.min(1, (used - from) / (to - from));
    }
    iterations++;
    state.mark();
    ruin.ruin(tuning.average);
    settle(state, FAR, FAR);
    recreate.recreate(tuning.blink);
    const now = costOf(state);
    if (state.sum[BAD]! === 0 && now < cost - temperature * Math.log(random.real() + 1e-12)) {
      state.keep();
      cost = now;
      rekey(state, order);
      if (cost < best.cost - 1e-9) {
        best.save(state, cost);
        onBetter(cost, iterations, state);
      }
    } else state.rollback();
  }
  return iterations;
}

/** Takes everything out that may be moved and puts it back in another order, with many positions overlooked. */
function startAnew(state: State, ruin: Ruin, recreate: Recreate): void {
  const { c } = state;
  ruin.takenCount = 0;
  for (let unit = 0; unit < c.units; unit++) {
    const lead = c.unitTasks[c.unitAt[unit]!]!;
    if (state.tour[lead]! >= 0 && c.frozenTour[lead]! < 0) ruin.take(unit);
  }
  settle(state, FAR, FAR);
  recreate.recreate(0.2);
}
