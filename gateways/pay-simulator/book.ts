import type { Clock } from '../../kernel/clock.ts';
import { openJournal } from '../journal.ts';
import type { PayScene, RailName, TransferState } from '../payment.ts';

/** What the simulated providers know. Instants are ISO text, amounts fen; `rail` is whose book it stands in. */
export type Trade = {
  rail: RailName; outTradeNo: string; prepayId: string; amountFen: number; description: string; createdAt: string; expiresAt: string; notifyUrl: string; returnUrl: string; scene: PayScene; isToShare: boolean;
  state: 'open' | 'paid' | 'closed'; paidAt: string | null; transactionId: string | null; payer: string;
};
export type Refunded = { rail: RailName; outRefundNo: string; outTradeNo: string; refundId: string; amountFen: number; reason: string; notifyUrl: string; createdAt: string; state: 'processing' | 'succeeded' | 'abnormal'; succeededAt: string | null };
export type SharedPart = { account: string; kind: 'merchant' | 'person'; amountFen: number; words: string; detailNo: string; state: 'pending' | 'succeeded' | 'failed'; at: string | null; why: string | null };
export type Shared = { rail: RailName; outShareNo: string; outTradeNo: string; railNo: string; isFinal: boolean; createdAt: string; receivers: SharedPart[] };
export type Returned = { rail: RailName; outReturnNo: string; outShareNo: string; outTradeNo: string; account: string; amountFen: number; railNo: string; at: string };
export type Transferred = { rail: RailName; outTransferNo: string; railNo: string; openId: string; payeeName: string; amountFen: number; words: string; notifyUrl: string; state: TransferState; createdAt: string; updatedAt: string; why: string | null };
/** `wire` is what is told: WeChat's sealed body, or Alipay's parameters as JSON. */
export type Told = { notifyId: string; rail: RailName; path: string; wire: string; attempt: number; nextAt: string; isForged?: boolean; isOnce?: boolean };
type Fact = { trade: Trade } | { refund: Refunded } | { share: Shared } | { back: Returned } | { transfer: Transferred } | { told: Told } | { heard: string } | { receiver: string };

/** Carried out, but the answer is lost: the first call of each of our numbers with this amount. */
export const ANSWER_LOST_FEN = 40_408;
/** Not carried out, answered with the provider's own trouble: likewise the first call only. */
export const BUSY_FEN = 50_503;
/** A refund of this amount cannot reach its account; a transfer of it meets a name that does not match. */
export const ACCOUNT_WRONG_FEN = 4_404;

export type Book = ReturnType<typeof openBook>;

/** The simulator's memory, apart from our database on purpose: a provider does not roll back when we do. */
export const openBook = ({ clock, folder }: { clock: Clock; folder: string | null }) => {
  const journal = openJournal<Fact>(folder, 'pay.jsonl');
  const trades = new Map<string, Trade>();
  const byTransaction = new Map<string, Trade>();
  const refunds = new Map<string, Refunded>();
  const shares = new Map<string, Shared>();
  const returns = new Map<string, Returned>();
  const transfers = new Map<string, Transferred>();
  const told = new Map<string, Told>();
  const receivers = new Set<string>();
  const refundsOf = new Map<string, Set<string>>();
  const sharesOf = new Map<string, Set<string>>();
  const stumbled = new Set<string>();
  let counter = 0;

  const key = (rail: RailName, no: string): string => `${rail}:${no}`;
  const note = (index: Map<string, Set<string>>, at: string, no: string): void => { index.set(at, (index.get(at) ?? new Set()).add(no)); };
  const learn = (fact: Fact): void => {
    counter++;
    if ('trade' in fact) {
      trades.set(key(fact.trade.rail, fact.trade.outTradeNo), fact.trade);
      if (fact.trade.transactionId) byTransaction.set(key(fact.trade.rail, fact.trade.transactionId), fact.trade);
    } else if ('refund' in fact) {
      refunds.set(key(fact.refund.rail, fact.refund.outRefundNo), fact.refund);
      note(refundsOf, key(fact.refund.rail, fact.refund.outTradeNo), fact.refund.outRefundNo);
    } else if ('share' in fact) {
      shares.set(key(fact.share.rail, fact.share.outShareNo), fact.share);
      note(sharesOf, key(fact.share.rail, fact.share.outTradeNo), fact.share.outShareNo);
    } else if ('back' in fact) returns.set(key(fact.back.rail, fact.back.outReturnNo), fact.back);
    else if ('transfer' in fact) transfers.set(key(fact.transfer.rail, fact.transfer.outTransferNo), fact.transfer);
    else if ('told' in fact) told.set(fact.told.notifyId, fact.told);
    else if ('heard' in fact) told.delete(fact.heard);
    else receivers.add(fact.receiver);
  };
  journal.facts.forEach(learn);

  const refundsOfTrade = ({ rail, outTradeNo }: Trade): Refunded[] => [...(refundsOf.get(key(rail, outTradeNo)) ?? [])].map((no) => refunds.get(key(rail, no))!);
  const sharesOfTrade = ({ rail, outTradeNo }: Trade): Shared[] => [...(sharesOf.get(key(rail, outTradeNo)) ?? [])].map((no) => shares.get(key(rail, no))!);
  const returnsOf = (share: Shared): Returned[] => [...returns.values()].filter((back) => back.rail === share.rail && back.outShareNo === share.outShareNo);
  const sum = (amounts: number[]): number => amounts.reduce((total, fen) => total + fen, 0);

  return {
    trades, refunds, shares, returns, transfers, told, receivers,
    keep: (fact: Fact): void => { learn(fact); journal.append(fact); },
    now: (): string => clock.now().toISOString(),
    /** A number nobody had before. */
    number: (prefix: string): string => `${prefix}${String(clock.now().getTime())}${String(++counter).padStart(8, '0')}`,
    trade: (rail: RailName, outTradeNo: string): Trade | undefined => trades.get(key(rail, outTradeNo)),
    tradeById: (rail: RailName, transactionId: string): Trade | undefined => byTransaction.get(key(rail, transactionId)),
    refund: (rail: RailName, no: string): Refunded | undefined => refunds.get(key(rail, no)),
    share: (rail: RailName, no: string): Shared | undefined => shares.get(key(rail, no)),
    back: (rail: RailName, no: string): Returned | undefined => returns.get(key(rail, no)),
    transfer: (rail: RailName, no: string): Transferred | undefined => transfers.get(key(rail, no)),
    isReceiver: (rail: RailName, account: string): boolean => receivers.has(key(rail, account)),
    receiverKey: key,
    stateOf: (trade: Trade): Trade['state'] => (trade.state === 'open' && new Date(trade.expiresAt) <= clock.now() ? 'closed' : trade.state),
    refundsOfTrade, sharesOfTrade, returnsOf,
    refundedFen: (trade: Trade): number => sum(refundsOfTrade(trade).filter(({ state }) => state !== 'abnormal').map(({ amountFen }) => amountFen)),
    /** What lies with others and did not come back. */
    sharedFen: (trade: Trade): number => sum(sharesOfTrade(trade).flatMap((share) => [...share.receivers.filter(({ state }) => state !== 'failed').map(({ amountFen }) => amountFen), ...returnsOf(share).map(({ amountFen }) => -amountFen)])),
    /** True once per number, for the trouble that comes with some amounts. */
    stumbles: (no: string): boolean => !stumbled.has(no) && Boolean(stumbled.add(no)),
  };
};
