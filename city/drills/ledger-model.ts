/**
 * The ledger in a hundred lines, to judge the real one by: balances in a map, the rules said once more in another way. It shares no code with it.
 * An operation either happens whole or not at all; `happens` says which is expected.
 */
export type Operation = { key: string } & (
  | { kind: 'pay'; order: string; rail: string; fen: number }
  | { kind: 'split'; order: string; worker: string; merchant: string | null; fen: number; workerFen: number; merchantFen: number; commissionFen: number; insuranceFen: number; subsidyFen: number }
  | { kind: 'refund'; order: string; rail: string; fen: number }
  | { kind: 'giveBack'; order: string; worker: string; merchant: string | null; workerFen: number; merchantFen: number; commissionFen: number; compensationFen: number }
  | { kind: 'penalty'; order: string; worker: string | null; merchant: string | null; paidFen: number; refundFen: number; workerPayFen: number }
  | { kind: 'payout'; party: 'worker' | 'merchant'; id: string; netFen: number; taxFen: number }
  | { kind: 'payoutArrived'; rail: string; netFen: number }
  | { kind: 'payoutReturned'; party: 'worker' | 'merchant'; id: string; netFen: number; taxFen: number }
  | { kind: 'charge'; charge: string; by: string; fen: number }
  | { kind: 'chargeTaken' | 'chargeBack'; charge: string; use: ChargeUse; party: string; fen: number }
  | { kind: 'chargeRefund'; charge: string; rail: string; fen: number }
  | { kind: 'deduct'; merchant: string; fen: number }
  | { kind: 'tender' | 'tenderBack'; order: string; from: { of: 'stored' | 'cash'; id: string }; fen: number }
  | { kind: 'cashCount' | 'cashBank'; station: string; fen: number }
  | { kind: 'extra'; what: 'coaching' | 'loyaltyBonus' | 'holiday'; worker: string; fen: number }
  | { kind: 'share' | 'recall'; order: string; merchant: string; fen: number }
  | { kind: 'reversal'; of: string });
/** What a charge is for: a worker's tip, a merchant's guarantee, a family's stored value. */
export type ChargeUse = 'tip' | 'deposit' | 'topUp';

export class LedgerModel {
  readonly balances = new Map<string, number>();
  private readonly seen = new Set<string>();
  private readonly moves = new Map<string, [string, number][]>();
  readonly paid = new Map<string, number>();
  readonly refunded = new Map<string, number>();

  /** Whether it takes effect: not twice under one key, and never so that a party holds less than nothing. */
  apply(operation: Operation): boolean {
    if (this.seen.has(operation.key)) return false;
    if (operation.kind === 'refund' && operation.fen > (this.paid.get(operation.order) ?? 0) - (this.refunded.get(operation.order) ?? 0)) return false;
    const moves = operation.kind === 'reversal' ? (this.moves.get(operation.of) ?? []).map(([account, fen]): [string, number] => [account, -fen]) : movesOf(operation);
    const sums = new Map<string, number>();
    for (const [account, fen] of moves) sums.set(account, (sums.get(account) ?? 0) + fen);
    for (const [account, fen] of sums) if (isOfParty(account) && fen > 0 && (this.balances.get(account) ?? 0) + fen > 0) return false;
    this.seen.add(operation.key);
    this.moves.set(operation.key, moves);
    for (const [account, fen] of sums) this.balances.set(account, (this.balances.get(account) ?? 0) + fen);
    if (operation.kind === 'pay') this.paid.set(operation.order, (this.paid.get(operation.order) ?? 0) + operation.fen);
    if (operation.kind === 'refund') this.refunded.set(operation.order, (this.refunded.get(operation.order) ?? 0) + operation.fen);
    return true;
  }
}

const isOfParty = (account: string): boolean => /^liability:(escrow|worker|merchant|charge|deposit|stored):/.test(account);

const holder: Record<ChargeUse, string> = { tip: 'worker', deposit: 'deposit', topUp: 'stored' };
const source = ({ of, id }: { of: 'stored' | 'cash'; id: string }): string => (of === 'cash' ? `asset:cash:${id}` : `liability:stored:${id}`);

/** Fen by account: more than zero is a debit. */
function movesOf(o: Exclude<Operation, { kind: 'reversal' }>): [string, number][] {
  const escrow = 'order' in o ? `liability:escrow:${o.order}` : '';
  switch (o.kind) {
    case 'pay': return [[`asset:channel:${o.rail}`, o.fen], [escrow, -o.fen]];
    case 'refund': return [[escrow, o.fen], [`asset:channel:${o.rail}`, -o.fen]];
    case 'split': return [[escrow, o.fen], ['expense:subsidy', o.subsidyFen], [`liability:worker:${o.worker}`, -o.workerFen], ...(o.merchant === null ? [] : [[`liability:merchant:${o.merchant}`, -o.merchantFen] as [string, number]]), ['income:commission', -o.commissionFen], ['liability:insurer', -o.insuranceFen]];
    case 'giveBack': return [[`liability:worker:${o.worker}`, o.workerFen], ...(o.merchant === null ? [] : [[`liability:merchant:${o.merchant}`, o.merchantFen] as [string, number]]), ['income:commission', o.commissionFen], ['expense:compensation', o.compensationFen], [escrow, -(o.workerFen + o.merchantFen + o.commissionFen + o.compensationFen)]];
    case 'penalty': {
      const keptFen = o.paidFen - o.refundFen, workerFen = o.worker === null ? 0 : Math.min(o.workerPayFen, keptFen), restFen = keptFen - workerFen;
      return [[escrow, keptFen], ...(o.worker === null ? [] : [[`liability:worker:${o.worker}`, -workerFen] as [string, number]]), o.merchant === null ? ['income:cancellation', -restFen] : [`liability:merchant:${o.merchant}`, -restFen]];
    }
    case 'payout': return [[`liability:${o.party}:${o.id}`, o.netFen + o.taxFen], ['liability:payout', -o.netFen], ['liability:tax', -o.taxFen]];
    case 'charge': return [[o.by.startsWith('cash:') ? `asset:${o.by}` : `asset:channel:${o.by}`, o.fen], [`liability:charge:${o.charge}`, -o.fen]];
    case 'chargeTaken': return [[`liability:charge:${o.charge}`, o.fen], [`liability:${holder[o.use]}:${o.party}`, -o.fen]];
    case 'chargeBack': return [[`liability:${holder[o.use]}:${o.party}`, o.fen], [`liability:charge:${o.charge}`, -o.fen]];
    case 'chargeRefund': return [[`liability:charge:${o.charge}`, o.fen], [`asset:channel:${o.rail}`, -o.fen]];
    case 'deduct': return [[`liability:deposit:${o.merchant}`, o.fen], ['expense:compensation', -o.fen]];
    case 'tender': return [[source(o.from), o.fen], [escrow, -o.fen]];
    case 'tenderBack': return [[escrow, o.fen], [source(o.from), -o.fen]];
    case 'cashCount': return [[`asset:cash:${o.station}`, o.fen], ['expense:difference', -o.fen]];
    case 'cashBank': return [['asset:bank', o.fen], [`asset:cash:${o.station}`, -o.fen]];
    case 'extra': return [[`expense:${o.what}`, o.fen], [`liability:worker:${o.worker}`, -o.fen]];
    case 'share': return [[`liability:merchant:${o.merchant}`, o.fen], ['liability:payout', -o.fen]];
    case 'recall': return [['liability:payout', o.fen], [`liability:merchant:${o.merchant}`, -o.fen]];
    case 'payoutArrived': return [['liability:payout', o.netFen], [`asset:channel:${o.rail}`, -o.netFen]];
    case 'payoutReturned': return [['liability:payout', o.netFen], ['liability:tax', o.taxFen], [`liability:${o.party}:${o.id}`, -(o.netFen + o.taxFen)]];
  }
}
