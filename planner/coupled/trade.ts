/** What both searches work with, and how they hear of other islands. */
import type { Random } from '../routes/random.ts';
import type { Exchange } from '../threads/mailbox.ts';
import { costOf } from './cost.ts';
import { fromMessage, toMessage, type Elite } from './elite.ts';
import { rekey } from './keys.ts';
import type { Recreate } from './recreate.ts';
import type { Ruin } from './ruin.ts';
import { BAD, type State } from './state.ts';

/** `order` is all units, kept nearly sorted by key (keys.ts); `best` the best plan found. */
export type Tools = { state: State; random: Random; ruin: Ruin; recreate: Recreate; order: Int32Array; best: Elite; exchange: Exchange | undefined };
export type OnBetter = (cost: number, iterations: number, state: State) => void;

/** Share of the allowance between two exchanges of one long annealing, from its half on. */
export const TRADE_EVERY = 0.1;

/** Gives the best to the other islands. True: another's was better and is in the state (no mark open) and in `best` now. */
export function trade({ state, order, best, exchange }: Tools): boolean {
  const other = exchange?.(toMessage(best, state));
  if (!other || other.cost >= best.cost - 1e-9) return false;
  fromMessage(other, state).restore(state);
  const cost = costOf(state);
  if (state.sum[BAD]! === 0 && cost < best.cost) best.save(state, cost);
  else best.restore(state);
  rekey(state, order);
  return true;
}
