/** Annealing by the moves of moves.ts, with restarts from the best while it cools. For problems in which time itself is paid. */
import { FAR } from '../compile.ts';
import type { KeepGoing } from '../stopping.ts';
import { costOf, guidedCost } from './cost.ts';
import { rekey } from './keys.ts';
import { Moves } from './moves.ts';
import { BAD, MUST } from './state.ts';
import { settle } from './timing.ts';
import { trade, TRADE_EVERY, type OnBetter, type Tools } from './trade.ts';

/**
 * Temperatures in mean costs of a task, the largest share of ruins among the changes (each takes as long as some hundred small ones), that share times
 * tasks on large problems, tasks taken out by one, and how much the idlest workers beside the very idlest weigh at first.
 */
export const cooling = { hot: 0.5, cold: 0.005, rekeyEvery: 500, ruins: 0.075, ruinsByTask: 4, average: 6, guide: 1.5 };

/** Anneals a settled state without broken rules until `keepGoing` says stop; `best` keeps the best plan. Gives the number of moves. */
export function annealMoves(tools: Tools, keepGoing: KeepGoing, onBetter: OnBetter): number {
  const { state, random, ruin, recreate, order, best } = tools;
  const moves = new Moves(state, random);
  // A ruin takes the longer the more tasks there are, a move does not.
  const ruins = Math.min(cooling.ruins, cooling.ruinsByTask / Math.max(1, state.n));
  let cost = costOf(state);
  // Temperatures are in mean costs of a task.
  const scale = Math.max(1e-9, Math.abs(cost - state.mustPrice * state.sum[MUST]!) / Math.max(1, state.n));
  let temperature = scale * cooling.hot;
  let accepted = 0;
  let iterations = 0, nextTrade = 0.5;
  while (true) {
    if ((iterations & 255) === 0) {
      if (!keepGoing(iterations, best.cost)) break;
      const used = keepGoing.used(iterations);
      temperature = scale * cooling.hot * (cooling.cold / cooling.hot) ** used;
      if (used >= nextTrade) {
        nextTrade += TRADE_EVERY;
        if (trade(tools)) cost = guidedCost(state);
      }
      if (state.idleTop > 0) {
        state.guide = cooling.guide * state.idleTop * (1 - used);
        cost = guidedCost(state);
      }
    }
    iterations++;
    state.mark();
    if (random.real() < ruins) {
      ruin.ruin(cooling.average);
      settle(state, FAR, FAR);
      recreate.recreate(0.02);
      if (state.sum[BAD]! > 0) { state.rollback(); continue; }
    } else if (!moves.change() || !settle(state, FAR, 0)) { state.rollback(); continue; }
    const now = guidedCost(state);
    if (now > cost && now >= cost - temperature * Math.log(random.real() + 1e-12)) { state.rollback(); continue; }
    state.keep();
    cost = now;
    const plain = cost - state.guide * state.unrest;
    if (plain < best.cost - 1e-7 * Math.abs(best.cost)) {
      best.save(state, plain);
      onBetter(plain, iterations, state);
    }
    if (++accepted % cooling.rekeyEvery === 0) rekey(state, order);
  }
  return iterations;
}
