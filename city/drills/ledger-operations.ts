import type { ChargeUse, Operation } from './ledger-model.ts';

const WORKERS = 2000;
const MERCHANTS = 50;
/** So many orders are under way at once; a finished one makes room for the next. */
const OPEN_ORDERS = 400;

type Life = { order: string; rail: string; worker: string; merchant: string | null; fen: number; stage: 'new' | 'paid' | 'split' | 'over' };
type Draft = Operation extends infer O ? (O extends Operation ? Omit<O, 'key'> : never) : never;

/**
 * What may happen to money, at random: payments, splits with and without a discount the platform bears, refunds whole, in part and too large, parts
 * given back after the split, money for what is no order (tips, guarantees, stored value) taken and given back, parts of orders paid from stored value or in
 * cash, drawers counted and banked, deductions, extra pay, shares over a rail, cancellations that keep something, payouts of what is there and of more, their ends, reversals; one in twenty is said
 * again under the key it had.
 */
export function* drawOperations(random: () => number, count: number): Generator<Operation> {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const lives: Life[] = [];
  const sent: { party: 'worker' | 'merchant'; id: string; netFen: number; taxFen: number; rail: string }[] = [];
  const charges: { charge: string; rail: string | null; use: ChargeUse; party: string; fen: number; stage: 'paid' | 'taken' | 'back' }[] = [];
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
  /** Money beside the orders. Too much is asked for now and then, of everybody. */
  const beside = (): Draft => {
    const dice = random(), about = upTo(charges.length - 1), charge = charges[about];
    const station = `s${upTo(5)}`, most = (fen: number): number => (random() < 0.9 ? fen : fen + 1 + upTo(500));
    if (charge === undefined || dice < 0.25) {
      const use = one(['tip', 'deposit', 'topUp'] as const), rail = random() < 0.8 ? one(['wechat', 'alipay']) : null;
      const party = use === 'tip' ? `w${upTo(WORKERS - 1)}` : use === 'deposit' ? `m${upTo(MERCHANTS - 1)}` : `h${upTo(500)}`;
      const born = { charge: `c${made}`, rail, use, party, fen: 100 + upTo(50_000), stage: 'paid' as const };
      charges.push(born);
      if (charges.length > OPEN_ORDERS) charges.shift();
      return { kind: 'charge', charge: born.charge, by: rail ?? `cash:${station}`, fen: born.fen };
    }
    const { use, party, fen } = charge;
    if (dice < 0.55) {
      const { stage } = charge;
      if (stage === 'back') { charges.splice(about, 1); return { kind: 'chargeRefund', charge: charge.charge, rail: charge.rail ?? 'wechat', fen: most(fen) }; }
      charge.stage = stage === 'paid' ? 'taken' : 'back';
      return { kind: stage === 'paid' ? 'chargeTaken' : 'chargeBack', charge: charge.charge, use, party, fen: most(fen) };
    }
    if (dice < 0.65) return { kind: 'extra', what: one(['coaching', 'loyaltyBonus', 'holiday'] as const), worker: `w${upTo(WORKERS - 1)}`, fen: 1 + upTo(20_000) };
    if (dice < 0.72) return { kind: 'deduct', merchant: `m${upTo(MERCHANTS - 1)}`, fen: 1 + upTo(10_000) };
    if (dice < 0.8) return random() < 0.5 ? { kind: 'cashCount', station, fen: upTo(400) - 200 || 1 } : { kind: 'cashBank', station, fen: 1 + upTo(5000) };
    const life = one(lives), from = random() < 0.7 ? { of: 'stored' as const, id: use === 'topUp' ? party : `h${upTo(500)}` } : { of: 'cash' as const, id: station };
    if (dice < 0.92) return { kind: random() < 0.6 ? 'tender' : 'tenderBack', order: life.order, from, fen: 1 + upTo(5000) };
    return { kind: random() < 0.7 ? 'share' : 'recall', order: life.order, merchant: life.merchant ?? `m${upTo(MERCHANTS - 1)}`, fen: 1 + upTo(3000) };
  };
  const draw = (): Draft => {
    if (lives.length === OPEN_ORDERS && random() < 0.25) return beside();
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
