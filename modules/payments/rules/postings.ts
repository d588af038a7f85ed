import type { Bilingual } from '@linli/contract';
import { splitKept, type Shares, type Split } from './split.ts';
import { yuan, type PartRefundKey } from './words.ts';

/** An account of the ledger. `party` is whose money it is; such an account may never be overdrawn. */
export type Account = {
  code: string; kind: 'asset' | 'liability' | 'income' | 'expense' | 'equity'; name: Bilingual;
  party: { kind: 'order' | 'worker' | 'merchant' | 'household' | 'pack' | 'charge' | 'deposit' | 'fund' | 'station'; id: string } | null;
};
/** One side of a transaction: more than zero debits, less than zero credits. */
export type Posting = { account: Account; amountFen: number; kind: string };
/** What is posted together and sums to zero. `businessKey` is what makes a repeat find the first one. */
export type LedgerEntry = { businessKey: string; kind: string; orderId: string | null; words: Bilingual; postings: Posting[]; reverses?: string };

const account = (code: string, kind: Account['kind'], zh: string, en: string, party: Account['party'] = null): Account => ({ code, kind, name: { zh, en }, party });

/** The chart of accounts. */
export const chart = {
  channel: (provider: string) => account(`asset:channel:${provider}`, 'asset', '渠道待清算', 'Held by the payment channel'),
  escrow: (orderId: string) => account(`liability:escrow:${orderId}`, 'liability', '客户预付', 'Paid in advance by the customer', { kind: 'order', id: orderId }),
  worker: (workerId: string) => account(`liability:worker:${workerId}`, 'liability', '阿姨应付', 'Owed to the worker', { kind: 'worker', id: workerId }),
  merchant: (merchantId: string) => account(`liability:merchant:${merchantId}`, 'liability', '商户应付', 'Owed to the merchant', { kind: 'merchant', id: merchantId }),
  insurer: () => account('liability:insurer', 'liability', '保险公司应付', 'Owed to the insurer'),
  payout: () => account('liability:payout', 'liability', '打款在途', 'Payouts on their way'),
  tax: () => account('liability:tax', 'liability', '代扣个税', 'Income tax withheld'),
  suspense: () => account('liability:suspense', 'liability', '待查差错', 'Differences to be explained'),
  railFee: () => account('expense:railFee', 'expense', '渠道手续费', 'Fees of the payment rails'),
  difference: () => account('expense:difference', 'expense', '对账差错损益', 'Differences written off'),
  commission: () => account('income:commission', 'income', '佣金收入', 'Commission'),
  platformFee: () => account('income:platformFee', 'income', '平台服务费收入', 'Platform fees'),
  cancellation: () => account('income:cancellation', 'income', '取消收入', 'Kept on cancellation'),
  subsidy: () => account('expense:subsidy', 'expense', '平台补贴', 'Discounts borne by the platform'),
  compensation: () => account('expense:compensation', 'expense', '平台赔付', 'Compensation'),
  charge: (chargeId: string) => account(`liability:charge:${chargeId}`, 'liability', '待分配收款', 'Taken in, not yet assigned', { kind: 'charge', id: chargeId }),
  stored: (householdId: string) => account(`liability:stored:${householdId}`, 'liability', '储值本金', 'Stored value', { kind: 'household', id: householdId }),
  bonus: (householdId: string) => account(`liability:bonus:${householdId}`, 'liability', '储值赠送', 'Bonus on stored value', { kind: 'household', id: householdId }),
  pack: (packId: string) => account(`liability:pack:${packId}`, 'liability', '服务包余额', 'Left in a pack', { kind: 'pack', id: packId }),
  points: (householdId: string) => account(`liability:points:${householdId}`, 'liability', '积分负债', 'Points', { kind: 'household', id: householdId }),
  deposit: (merchantId: string) => account(`liability:deposit:${merchantId}`, 'liability', '保证金', 'Guarantee deposit', { kind: 'deposit', id: merchantId }),
  fund: (fundId: string) => account(`liability:fund:${fundId}`, 'liability', '合作基金', 'Partner’s fund', { kind: 'fund', id: fundId }),
  station: (stationId: string) => account(`liability:station:${stationId}`, 'liability', '服务站应付', 'Owed to the station', { kind: 'station', id: stationId }),
  voucher: () => account('asset:voucher', 'asset', '消费券待清算', 'Vouchers to be collected'),
  grant: (programmeId: string) => account(`liability:grant:${programmeId}`, 'liability', '培训补贴代收', 'Training subsidies held for others'),
  cash: (stationId: string) => account(`asset:cash:${stationId}`, 'asset', '服务站现金', 'Cash at the counter'),
  bank: () => account('asset:bank', 'asset', '银行存款', 'Bank'),
  loyalty: () => account('expense:loyalty', 'expense', '积分发放', 'Points issued'),
  breakage: () => account('income:breakage', 'income', '过期积分与赠送', 'Expired points and bonus'),
  membership: () => account('income:membership', 'income', '会员费收入', 'Memberships'),
  matching: () => account('income:matching', 'income', '匹配费收入', 'Matching fees'),
  training: () => account('income:training', 'income', '培训收入', 'Training'),
  valueAdded: () => account('income:valueAdded', 'income', '增值服务收入', 'Value-added services'),
  data: () => account('income:data', 'income', '数据服务收入', 'Data services'),
  referral: () => account('expense:referral', 'expense', '推荐奖励', 'Referral rewards'),
  insurance: () => account('expense:insurance', 'expense', '平台承担保费', 'The platform’s part of premiums'),
  coaching: () => account('expense:coaching', 'expense', '带教津贴', 'Coaching allowances'),
  loyaltyBonus: () => account('expense:loyaltyBonus', 'expense', '长期服务奖', 'Loyalty bonuses'),
  holiday: () => account('expense:holiday', 'expense', '节日补贴', 'Holiday subsidies'),
};

const debit = (to: Account, amountFen: number, kind: string): Posting => ({ account: to, amountFen, kind });
const credit = (to: Account, amountFen: number, kind: string): Posting => ({ account: to, amountFen: -amountFen, kind });

/** Leaves out what is nothing and refuses what does not balance: such a thing must not reach the ledger. */
const entry = (about: Omit<LedgerEntry, 'postings'>, postings: Posting[]): LedgerEntry => {
  const sum = postings.reduce((total, posting) => total + posting.amountFen, 0);
  if (sum !== 0) throw new Error(`${about.businessKey} is off by ${sum} fen`);
  return { ...about, postings: postings.filter((posting) => posting.amountFen !== 0) };
};

type OrderRef = { orderId: string; orderNo: string };

/** The provider took the customer's money: it waits in escrow for the order. Late money enters the same way before it goes back. */
export const received = ({ orderId, orderNo, provider, tradeNo, amountFen }: OrderRef & { provider: string; tradeNo: string; amountFen: number }): LedgerEntry =>
  entry({ businessKey: `received:${tradeNo}`, kind: 'received', orderId, words: { zh: `收到订单 ${orderNo} 付款 ${yuan(amountFen)}`, en: `Payment of ${yuan(amountFen)} for order ${orderNo}` } }, [
    debit(chart.channel(provider), amountFen, 'received'),
    credit(chart.escrow(orderId), amountFen, 'received'),
  ]);

/**
 * The visit was accepted: the escrow goes to worker, merchant, insurer and platform by the split; the platform adds what it bears,
 * as a subsidy of discounts or, for a redo, as compensation. What a fund bears of the discounts comes out of the fund.
 */
export const settled = ({ orderId, orderNo, totalFen, workerId, merchantId, split, isRedo = false, funds = [] }: OrderRef & { totalFen: number; workerId: string; merchantId: string | null; split: Split; isRedo?: boolean; funds?: readonly { fundId: string; amountFen: number }[] }): LedgerEntry =>
  entry({ businessKey: `settled:${orderId}`, kind: 'settled', orderId, words: { zh: `订单 ${orderNo} 结算`, en: `Order ${orderNo} settled` } }, [
    debit(chart.escrow(orderId), totalFen, 'settled'),
    isRedo ? debit(chart.compensation(), split.subsidyFen, 'redo') : debit(chart.subsidy(), split.subsidyFen - funds.reduce((sum, { amountFen }) => sum + amountFen, 0), 'subsidy'),
    ...funds.map(({ fundId, amountFen }) => debit(chart.fund(fundId), amountFen, 'fund')),
    ...split.workerParts.map((part) => credit(chart.worker(workerId), part.amountFen, part.kind)),
    credit(merchantId === null ? chart.worker(workerId) : chart.merchant(merchantId), split.materialsFen, 'materials'),
    ...(merchantId === null ? [] : [credit(chart.merchant(merchantId), split.merchantFen, 'merchantShare')]),
    ...(split.others ?? []).map(({ party, partyId, amountFen }) => credit(party === 'station' ? chart.station(partyId) : chart.fund(partyId), amountFen, `${party}Share`)),
    credit(chart.insurer(), split.insuranceFen, 'insurance'),
    credit(chart.commission(), split.commissionFen, 'commission'),
    credit(chart.platformFee(), split.platformFeeFen, 'platformFee'),
  ]);

type Broken = OrderRef & { paidFen: number; refundFen: number; workerPayFen: number; workerId: string | null; merchantId: string | null };

const kept = (order: Broken, kind: 'cancelled' | 'noShow', postingKind: 'cancellation' | 'noShow', words: Bilingual): LedgerEntry => {
  const parts = splitKept({ ...order, hasWorker: order.workerId !== null, hasMerchant: order.merchantId !== null });
  return entry({ businessKey: `${kind}:${order.orderId}`, kind, orderId: order.orderId, words }, [
    debit(chart.escrow(order.orderId), order.paidFen - parts.refundFen, kind),
    ...(order.workerId === null ? [] : [credit(chart.worker(order.workerId), parts.workerPayFen, postingKind)]),
    ...(order.merchantId === null ? [] : [credit(chart.merchant(order.merchantId), parts.merchantFen, postingKind)]),
    credit(chart.cancellation(), parts.platformFen, postingKind),
  ]);
};

/** A paid order was cancelled: what the rule keeps leaves the escrow; the refund stays in it until the provider has sent it back. */
export const cancelled = (order: Broken): LedgerEntry => kept(order, 'cancelled', 'cancellation', { zh: `订单 ${order.orderNo} 取消`, en: `Order ${order.orderNo} cancelled` });

/** Somebody did not show up: as a cancellation, under its own name. */
export const missed = (order: Broken): LedgerEntry => kept(order, 'noShow', 'noShow', { zh: `订单 ${order.orderNo} 未到`, en: `No-show on order ${order.orderNo}` });

/** The provider sent money back to the customer. */
export const refunded = ({ orderId, orderNo, provider, refundNo, amountFen }: OrderRef & { provider: string; refundNo: string; amountFen: number }): LedgerEntry =>
  entry({ businessKey: `refunded:${refundNo}`, kind: 'refunded', orderId, words: { zh: `订单 ${orderNo} 退款 ${yuan(amountFen)}`, en: `Refund of ${yuan(amountFen)} for order ${orderNo}` } }, [
    debit(chart.escrow(orderId), amountFen, 'refunded'),
    credit(chart.channel(provider), amountFen, 'refunded'),
  ]);

type ChargeRef = { chargeId: string; no: string; orderId: string | null };
/** Money for something that is no order: it waits until whoever the kind belongs to takes it. */
export const chargeReceived = ({ chargeId, no, orderId, provider, tradeNo, amountFen }: ChargeRef & { provider: string; tradeNo: string; amountFen: number }): LedgerEntry =>
  entry({ businessKey: `received:${tradeNo}`, kind: 'received', orderId, words: { zh: `收到 ${no} 付款 ${yuan(amountFen)}`, en: `Payment of ${yuan(amountFen)} for ${no}` } }, [
    debit(chart.channel(provider), amountFen, 'received'),
    credit(chart.charge(chargeId), amountFen, 'received'),
  ]);

/** And back over the rail. */
export const chargeRefunded = ({ chargeId, no, orderId, provider, refundNo, amountFen }: ChargeRef & { provider: string; refundNo: string; amountFen: number }): LedgerEntry =>
  entry({ businessKey: `refunded:${refundNo}`, kind: 'refunded', orderId, words: { zh: `${no} 退款 ${yuan(amountFen)}`, en: `Refund of ${yuan(amountFen)} of ${no}` } }, [
    debit(chart.charge(chargeId), amountFen, 'refunded'),
    credit(chart.channel(provider), amountFen, 'refunded'),
  ]);

/** Any transaction of money between accounts of the chart: `from` loses what `to` gets. */
export const moved = (about: Omit<LedgerEntry, 'postings'>, moves: readonly { from: Account; to: Account; amountFen: number; kind: string }[]): LedgerEntry =>
  entry(about, moves.flatMap(({ from, to, amountFen, kind }) => [debit(from, amountFen, kind), credit(to, amountFen, kind)]));

type TenderRef = OrderRef & { tenderId: string; from: Account; amountFen: number };
/** A part of an order is paid by what its family holds here, by a voucher, or in cash. */
export const tendered = ({ orderId, orderNo, tenderId, from, amountFen, words }: TenderRef & { words: Bilingual }): LedgerEntry =>
  entry({ businessKey: `tendered:${tenderId}`, kind: 'tendered', orderId, words: { zh: `订单 ${orderNo}：${words.zh} ${yuan(amountFen)}`, en: `Order ${orderNo}: ${words.en} ${yuan(amountFen)}` } }, [
    debit(from, amountFen, 'tendered'),
    credit(chart.escrow(orderId), amountFen, 'tendered'),
  ]);

/** It goes back where it came from: all of it when the order is not paid after all (`key` is the tender’s), or a part as a refund. */
export const tenderReturned = ({ orderId, orderNo, from, amountFen, key }: Omit<TenderRef, 'tenderId'> & { key: string }): LedgerEntry =>
  entry({ businessKey: `tenderReturned:${key}`, kind: 'tenderReturned', orderId, words: { zh: `订单 ${orderNo} 退回${from.name.zh} ${yuan(amountFen)}`, en: `Order ${orderNo}: ${yuan(amountFen)} back to ${from.name.en.toLowerCase()}` } }, [
    debit(chart.escrow(orderId), amountFen, 'tenderReturned'),
    credit(from, amountFen, 'tenderReturned'),
  ]);

/** A part of a settled order goes back: from whoever had it, into the order's escrow, out of which the provider pays it. */
export const givenBack = ({ orderId, orderNo, kind, words, shares, workerId, merchantId }: OrderRef & { kind: PartRefundKey; words: Bilingual; shares: Shares; workerId: string | null; merchantId: string | null }): LedgerEntry => {
  const others = shares.others ?? [];
  const totalFen = shares.workerFen + shares.merchantFen + shares.commissionFen + shares.compensationFen + others.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return entry({ businessKey: `givenBack:${kind}:${orderId}`, kind: 'givenBack', orderId, words: { zh: `订单 ${orderNo}：${words.zh}`, en: `Order ${orderNo}: ${words.en}` } }, [
    ...(workerId === null ? [] : [debit(chart.worker(workerId), shares.workerFen, 'givenBack')]),
    ...(merchantId === null ? [] : [debit(chart.merchant(merchantId), shares.merchantFen, 'givenBack')]),
    ...others.map(({ party, partyId, amountFen }) => debit(party === 'station' ? chart.station(partyId) : chart.fund(partyId), amountFen, 'givenBack')),
    debit(chart.commission(), shares.commissionFen, 'givenBack'),
    debit(chart.compensation(), shares.compensationFen, 'givenBack'),
    credit(chart.escrow(orderId), totalFen, 'givenBack'),
  ]);
};

type PayoutRef = { payoutId: string; party: 'worker' | 'merchant'; partyId: string; netFen: number; taxFen: number };
const payoutWords = ({ netFen, taxFen }: PayoutRef, zh: string, en: string): Bilingual => ({ zh: `${zh} ${yuan(netFen)}${taxFen > 0 ? `，个税 ${yuan(taxFen)}` : ''}`, en: `${en} ${yuan(netFen)}${taxFen > 0 ? `, tax ${yuan(taxFen)}` : ''}` });

/** A payout leaves the party's account: the tax is owed to the tax office, the rest is on its way. */
export const payoutStarted = (payout: PayoutRef): LedgerEntry =>
  entry({ businessKey: `payoutStarted:${payout.payoutId}`, kind: 'payoutStarted', orderId: null, words: payoutWords(payout, '发起打款', 'Payout of') }, [
    debit(chart[payout.party](payout.partyId), payout.netFen, 'payout'),
    debit(chart[payout.party](payout.partyId), payout.taxFen, 'tax'),
    credit(chart.payout(), payout.netFen, 'payout'),
    credit(chart.tax(), payout.taxFen, 'tax'),
  ]);

/** The payee has the money. */
export const payoutArrived = (payout: PayoutRef & { rail: string }): LedgerEntry =>
  entry({ businessKey: `payoutArrived:${payout.payoutId}`, kind: 'payoutArrived', orderId: null, words: payoutWords(payout, '打款到账', 'Payout arrived:') }, [
    debit(chart.payout(), payout.netFen, 'payout'),
    credit(chart.channel(payout.rail), payout.netFen, 'payout'),
  ]);

/** It failed or was not taken: all of it, the tax as well, is the party's again. */
export const payoutReturned = (payout: PayoutRef): LedgerEntry =>
  entry({ businessKey: `payoutReturned:${payout.payoutId}`, kind: 'payoutReturned', orderId: null, words: payoutWords(payout, '打款退回', 'Payout came back:') }, [
    debit(chart.payout(), payout.netFen, 'payoutReturned'),
    debit(chart.tax(), payout.taxFen, 'taxReturned'),
    credit(chart[payout.party](payout.partyId), payout.netFen, 'payoutReturned'),
    credit(chart[payout.party](payout.partyId), payout.taxFen, 'taxReturned'),
  ]);

/** What the provider kept of a day's payments for itself; less than zero: more came back with refunds than was taken. */
export const feesTaken = ({ rail, day, feeFen }: { rail: string; day: string; feeFen: number }): LedgerEntry =>
  entry({ businessKey: `railFee:${rail}:${day}`, kind: 'railFee', orderId: null, words: { zh: `${day} 渠道手续费 ${yuan(feeFen)}`, en: `Fees of ${day}: ${yuan(feeFen)}` } }, [
    debit(chart.railFee(), feeFen, 'railFee'),
    credit(chart.channel(rail), feeFen, 'railFee'),
  ]);

/**
 * The channel holds `openFen` more (or less) than we thought, nobody knows yet why. Said with the opposite sign the suspense ends: into the channel's
 * account again, or, written off, into gain or loss.
 */
export const suspended = ({ id, rail, openFen, words, isWrittenOff = false }: { id: string; rail: string; openFen: number; words: Bilingual; isWrittenOff?: boolean }): LedgerEntry =>
  entry({ businessKey: `suspended:${id}`, kind: 'suspended', orderId: null, words }, [
    debit(isWrittenOff ? chart.difference() : chart.channel(rail), openFen, 'suspended'),
    credit(chart.suspense(), openFen, 'suspended'),
  ]);

/** Takes a transaction back by its mirror image, once; the ledger forgets nothing. `id` is the transaction's own. */
export const reversed = (id: string, { businessKey, orderId, words, postings }: LedgerEntry, why: string): LedgerEntry => ({
  ...entry({ businessKey: `reversed:${businessKey}`, kind: 'reversed', orderId, words: { zh: `冲正：${words.zh}（${why}）`, en: `Reversed: ${words.en} (${why})` } }, postings.map(({ account: of, amountFen }) => ({ account: of, amountFen: -amountFen, kind: 'reversed' }))),
  reverses: id,
});

/** The accounts of a party that an entry takes money from: these are locked and may not fall below zero. */
export const guardedDebits = ({ postings }: LedgerEntry): { code: string; amountFen: number }[] => {
  const debits = new Map<string, number>();
  for (const { account: { code, party }, amountFen } of postings) if (party) debits.set(code, (debits.get(code) ?? 0) + amountFen);
  return [...debits].filter(([, amountFen]) => amountFen > 0).map(([code, amountFen]) => ({ code, amountFen }));
};
