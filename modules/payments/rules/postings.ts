import type { Bilingual } from '@linli/contract';
import { splitKept, type Split } from './split.ts';
import { yuan } from './words.ts';

/** An account of the ledger. `party` is whose money it is; such an account may never be overdrawn. */
export type Account = {
  code: string; kind: 'asset' | 'liability' | 'income' | 'expense' | 'equity'; name: Bilingual;
  party: { kind: 'order' | 'worker' | 'merchant'; id: string } | null;
};
/** One side of a transaction: more than zero debits, less than zero credits. */
export type Posting = { account: Account; amountFen: number; kind: string };
/** What is posted together and sums to zero. `businessKey` is what makes a repeat find the first one. */
export type LedgerEntry = { businessKey: string; kind: string; orderId: string | null; words: Bilingual; postings: Posting[] };

const account = (code: string, kind: Account['kind'], zh: string, en: string, party: Account['party'] = null): Account => ({ code, kind, name: { zh, en }, party });

/** The chart of accounts. */
export const chart = {
  channel: (provider: string) => account(`asset:channel:${provider}`, 'asset', '渠道待清算', 'Held by the payment channel'),
  escrow: (orderId: string) => account(`liability:escrow:${orderId}`, 'liability', '客户预付', 'Paid in advance by the customer', { kind: 'order', id: orderId }),
  worker: (workerId: string) => account(`liability:worker:${workerId}`, 'liability', '阿姨应付', 'Owed to the worker', { kind: 'worker', id: workerId }),
  merchant: (merchantId: string) => account(`liability:merchant:${merchantId}`, 'liability', '商户应付', 'Owed to the merchant', { kind: 'merchant', id: merchantId }),
  insurer: () => account('liability:insurer', 'liability', '保险公司应付', 'Owed to the insurer'),
  commission: () => account('income:commission', 'income', '佣金收入', 'Commission'),
  platformFee: () => account('income:platformFee', 'income', '平台服务费收入', 'Platform fees'),
  cancellation: () => account('income:cancellation', 'income', '取消收入', 'Kept on cancellation'),
  subsidy: () => account('expense:subsidy', 'expense', '平台补贴', 'Discounts borne by the platform'),
  compensation: () => account('expense:compensation', 'expense', '平台赔付', 'Compensation'),
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
 * as a subsidy of discounts or, for a redo, as compensation.
 */
export const settled = ({ orderId, orderNo, totalFen, workerId, merchantId, split, isRedo = false }: OrderRef & { totalFen: number; workerId: string; merchantId: string | null; split: Split; isRedo?: boolean }): LedgerEntry =>
  entry({ businessKey: `settled:${orderId}`, kind: 'settled', orderId, words: { zh: `订单 ${orderNo} 结算`, en: `Order ${orderNo} settled` } }, [
    debit(chart.escrow(orderId), totalFen, 'settled'),
    isRedo ? debit(chart.compensation(), split.subsidyFen, 'redo') : debit(chart.subsidy(), split.subsidyFen, 'subsidy'),
    ...split.workerParts.map((part) => credit(chart.worker(workerId), part.amountFen, part.kind)),
    credit(merchantId === null ? chart.worker(workerId) : chart.merchant(merchantId), split.materialsFen, 'materials'),
    ...(merchantId === null ? [] : [credit(chart.merchant(merchantId), split.merchantFen, 'merchantShare')]),
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

/** The accounts of a party that an entry takes money from: these are locked and may not fall below zero. */
export const guardedDebits = ({ postings }: LedgerEntry): { code: string; amountFen: number }[] => {
  const debits = new Map<string, number>();
  for (const { account: { code, party }, amountFen } of postings) if (party) debits.set(code, (debits.get(code) ?? 0) + amountFen);
  return [...debits].filter(([, amountFen]) => amountFen > 0).map(([code, amountFen]) => ({ code, amountFen }));
};
