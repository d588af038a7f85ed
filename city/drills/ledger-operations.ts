import type { Operation } from './ledger-model.ts';

const WORKERS = 2000;
const MERCHANTS = 50;
/** So many orders are under way at once; a finished one makes room for the next. */
const OPEN_ORDERS = 400;

type Life = { order: string; rail: string; worker: string; merchant: string | null; fen: number; stage: 'new' | 'paid' | 'split' | 'over' };
type Draft = Operation extends infer O ? (O extends Operation ? Omit<O, 'key'> : never) : never;

/**
 * What may happen to money, at random: payments, splits with and without a discount the platform bears, refunds whole, in part and too large, parts
 * given back after the split, cancellations that keep something, payouts of what is there and of more, their ends, reversals; one in twenty is said
 * again under the key it had.
 */
export function* drawOperations(random: () => number, count: number): Generator<Operation> {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const lives: Life[] = [];
  const sent: { party: 'worker' | 'merchant'; id: string; netFen: number; taxFen: number; rail: string }[] = [];
  let orders = 0, made = 0;
  const recent: Operation[] = [];

  const born = (): Life => {
    const life: Life = { order: `o${orders++}`, rail: one(['wechat', 'alipay']), worker: `w${upTo(WORKERS - 1)}`, merchant: random() < 0.6 ? `m${upTo(MERCHANTS - 1)}` : null, fen: 1000 + upTo(50_000), stage: 'new' };
    lives.push(life);
    return life;
  };
  const split = (life: Life): Draft => {
    const subsidyFen = random() < 0.2 ? upTo(2000) : 0, insuranceFen = Math.min(200, life.fen);
    const baseFen = life.fen + subsidyFen - insuranceFen, commissionFen = Math.floor(baseFen * 0.08), restFen = baseFen - commissionFen;
    const workerFen = life.merchant === null ? restFen : Math.floor(restFen * 0.7);
    life.stage = 'split';
    return { kind: 'split', order: life.order, worker: life.worker, merchant: life.merchant, fen: life.fen, workerFen, merchantFen: restFen - workerFen, commissionFen, insuranceFen, subsidyFen };
  };
  const draw = (): Draft => {
    if (lives.length < OPEN_ORDERS) { const { order, rail, fen } = born(); return { kind: 'pay', order, rail, fen }; }
    const at = upTo(lives.length - 1), life = lives[at]!, { order, rail, worker, merchant, fen } = life;
    const dice = random();
    if (dice < 0.05 && sent.length > 0) {
      const payout = sent.splice(upTo(sent.length - 1), 1)[0]!;
      return random() < 0.8 ? { kind: 'payoutArrived', rail: payout.rail, netFen: payout.netFen } : { kind: 'payoutReturned', party: payout.party, id: payout.id, netFen: payout.netFen, taxFen: payout.taxFen };
    }
    if (dice < 0.15) {
      const party = random() < 0.8 ? 'worker' as const : 'merchant' as const, netFen = 100 + upTo(30_000), taxFen = party === 'worker' ? Math.floor(netFen * 0.03) : 0;
      return { kind: 'payout', party, id: party === 'worker' ? `w${upTo(WORKERS - 1)}` : `m${upTo(MERCHANTS - 1)}`, netFen, taxFen };
    }
    if (life.stage === 'split') {
      if (random() < 0.25) { const part = upTo(Math.floor(fen / 4)); return { kind: 'giveBack', order, worker, merchant, workerFen: Math.floor(part * 0.6), merchantFen: merchant === null ? 0 : Math.floor(part * 0.3), commissionFen: Math.floor(part * 0.05), compensationFen: upTo(300) }; }
      if (random() < 0.5) return { kind: 'refund', order, rail, fen: 1 + upTo(Math.floor(fen / 4)) };
      lives.splice(at, 1);
      return { kind: 'refund', order, rail, fen: fen + 1 };
    }
    if (random() < 0.75) return split(life);
    lives.splice(at, 1);
    const refundFen = upTo(fen);
    return random() < 0.5 ? { kind: 'penalty', order, worker: random() < 0.7 ? worker : null, merchant, paidFen: fen, refundFen, workerPayFen: upTo(5000) } : { kind: 'refund', order, rail, fen: random() < 0.9 ? fen : fen + 1 + upTo(5000) };
  };

  for (; made < count; made++) {
    const again = random();
    if (again < 0.05 && recent.length > 0) { yield one(recent); continue; }
    const draft: Draft = again < 0.052 && recent.length > 0 ? { kind: 'reversal', of: one(recent).key } : draw();
    const operation = { ...draft, key: `${draft.kind}:${made}` } as Operation;
    if (operation.kind === 'payout') sent.push({ party: operation.party, id: operation.id, netFen: operation.netFen, taxFen: operation.taxFen, rail: 'wechat' });
    if (operation.kind !== 'reversal') { recent.push(operation); if (recent.length > 1000) recent.shift(); }
    yield operation;
  }
}
