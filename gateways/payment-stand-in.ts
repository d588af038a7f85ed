import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import { openJournal } from './journal.ts';
import { makeProviderKey, openNotify, publicKeyOf, signNotify, type PaymentGateway, type PaymentNotify, type PaymentState, type ProviderKey, type RefundResult } from './payment.ts';

/** What the payer does at the cashier. All but the first and last are the trouble real providers make. */
export const outcomes = ['paid', 'paid_twice_notified', 'notify_late', 'notify_lost', 'wrong_amount', 'forged', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** WeChat Pay's ladder: 24 h 4 min in all, until a 2xx answer. */
export const LADDER_SECONDS = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600] as const;
const LATE_SECONDS = 20 * 60;
const REFUND_SECONDS = 3;
const MERCHANT_ID = '1900000109';

type Order = { outTradeNo: string; tradeNo: string; amountFen: number; description: string; expiresAt: string; notifyPath: string; returnPath: string; state: 'open' | 'paid' | 'closed'; paidAt: string | null; transactionId: string | null };
type Refund = { outRefundNo: string; outTradeNo: string; amountFen: number; reason: string; notifyPath: string; state: 'processing' | 'succeeded'; succeededAt: string | null };
type Notify = { notifyId: string; path: string; body: string; attempt: number; nextAt: string; isForged?: boolean; isOnce?: boolean };
type Fact = { order: Order } | { refund: Refund } | { notify: Notify } | { settled: string };

/** Carries a notify to us; resolves with the answer's status, rejects when nobody answered. */
export type Deliver = (path: string, headers: Record<string, string>, body: string) => Promise<{ status: number; text: string }>;

export type PaymentStandIn = PaymentGateway & {
  deliverBy(deliver: Deliver): void;
  /** What the cashier page shows. */
  orderAt(tradeNo: string): (Order & { refundedFen: number }) | null;
  /** The payer's choice at the cashier; a closed or expired order can no longer be paid. */
  choose(tradeNo: string, outcome: Outcome): Promise<{ state: Order['state']; returnPath: string } | null>;
  /** Every order and refund the provider knows: its side of a reconciliation. */
  records(): { orders: readonly Order[]; refunds: readonly Refund[] };
  /** For tests: a notify as the provider would sign it, any part of it changed. */
  craftNotify(notify: Partial<Omit<PaymentNotify, 'at'>> & { outTradeNo: string }, options?: { at?: Date; key?: ProviderKey }): { headers: Record<string, string>; body: string };
};

/** Making an RSA key takes a while: stand-ins that keep nothing share one. */
let sharedKey: ProviderKey | null = null;

const keptKey = (folder: string | null): ProviderKey => {
  if (folder === null) return (sharedKey ??= makeProviderKey());
  const file = join(folder, 'outside', 'payment-key.json');
  if (existsSync(file)) {
    const { serial, pem } = JSON.parse(readFileSync(file, 'utf8')) as { serial: string; pem: string };
    const privateKey = createPrivateKey(pem);
    return { serial, privateKey, publicKey: publicKeyOf(privateKey) };
  }
  const key = makeProviderKey();
  mkdirSync(join(folder, 'outside'), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify({ serial: key.serial, pem: key.privateKey.export({ type: 'pkcs8', format: 'pem' }) }), { mode: 0o600 });
  return key;
};

/**
 * A payment provider in this process. Its state lives in its own journal, never in our database: a provider does not roll
 * back when we do. `compression` divides every waiting time, to see a day of retries in minutes.
 */
export const createPaymentStandIn = ({ clock, folder, compression = 1 }: { clock: Clock; folder: string | null; compression?: number }): PaymentStandIn => {
  const key = keptKey(folder);
  const journal = openJournal<Fact>(folder, 'payment.jsonl');
  const orders = new Map<string, Order>();
  const byTradeNo = new Map<string, Order>();
  const refunds = new Map<string, Refund>();
  const refundedOf = new Map<string, number>();
  const open = new Map<string, Notify>();
  let deliver: Deliver | null = null;
  let counter = 0;

  const keep = (fact: Fact): void => { learn(fact); journal.append(fact); };
  const learn = (fact: Fact): void => {
    if ('order' in fact) { orders.set(fact.order.outTradeNo, fact.order); byTradeNo.set(fact.order.tradeNo, fact.order); }
    else if ('refund' in fact) {
      if (!refunds.has(fact.refund.outRefundNo)) refundedOf.set(fact.refund.outTradeNo, (refundedOf.get(fact.refund.outTradeNo) ?? 0) + fact.refund.amountFen);
      refunds.set(fact.refund.outRefundNo, fact.refund);
    } else if ('notify' in fact) open.set(fact.notify.notifyId, fact.notify);
    else open.delete(fact.settled);
    counter++;
  };

  const inSeconds = (seconds: number): Date => new Date(clock.now().getTime() + (seconds * 1000) / compression);
  const bodyOf = (notify: Omit<PaymentNotify, 'at'>): string => JSON.stringify({ ...notify, at: clock.now().toISOString() });
  const arm = (notify: Notify): void => { clock.at(new Date(notify.nextAt), () => attempt(notify)); };

  const tell = (path: string, body: string, notifyId: string, options: { afterSeconds?: number; isForged?: boolean; isOnce?: boolean } = {}): void => {
    const notify: Notify = { notifyId, path, body, attempt: 0, nextAt: inSeconds(options.afterSeconds ?? 0).toISOString(), ...(options.isForged && { isForged: true }), ...(options.isOnce && { isOnce: true }) };
    keep({ notify });
    arm(notify);
  };

  const attempt = async (notify: Notify): Promise<void> => {
    if (!deliver) return;
    const signer = notify.isForged ? { ...makeProviderKey(), serial: key.serial } : key;
    const answer = await deliver(notify.path, signNotify(signer, notify.body, clock.now()), notify.body).catch(() => null);
    const isHeard = answer !== null && answer.status >= 200 && answer.status < 300;
    const wait = LADDER_SECONDS[notify.attempt];
    if (isHeard || notify.isOnce || wait === undefined) return keep({ settled: notify.notifyId });
    const next = { ...notify, attempt: notify.attempt + 1, nextAt: inSeconds(wait).toISOString() };
    keep({ notify: next });
    arm(next);
  };

  const stateOf = (order: Order): PaymentState => ({
    state: order.state === 'open' && new Date(order.expiresAt) <= clock.now() ? 'closed' : order.state,
    tradeNo: order.tradeNo, outTradeNo: order.outTradeNo, amountFen: order.amountFen, refundedFen: refundedOf.get(order.outTradeNo) ?? 0,
    paidAt: order.paidAt === null ? null : new Date(order.paidAt), transactionId: order.transactionId,
  });

  const resultOf = (refund: Refund): RefundResult => ({
    state: refund.state, outRefundNo: refund.outRefundNo, outTradeNo: refund.outTradeNo, amountFen: refund.amountFen, succeededAt: refund.succeededAt === null ? null : new Date(refund.succeededAt),
  });

  const finishRefund = (outRefundNo: string): void => {
    const refund = refunds.get(outRefundNo);
    const order = refund && orders.get(refund.outTradeNo);
    if (!refund || !order || refund.state === 'succeeded') return;
    keep({ refund: { ...refund, state: 'succeeded', succeededAt: clock.now().toISOString() } });
    const notifyId = `ntf_refund_${outRefundNo}`;
    tell(refund.notifyPath, bodyOf({
      notifyId, kind: 'refund.succeeded', merchantId: MERCHANT_ID, outTradeNo: order.outTradeNo, tradeNo: order.tradeNo, transactionId: order.transactionId ?? '', amountFen: refund.amountFen, outRefundNo,
    }), notifyId);
  };

  const paidBody = (order: Order, amountFen: number, notifyId: string): string => bodyOf({
    notifyId, kind: 'payment.paid', merchantId: MERCHANT_ID, outTradeNo: order.outTradeNo, tradeNo: order.tradeNo, transactionId: order.transactionId ?? `txn_${order.tradeNo}`, amountFen, outRefundNo: null,
  });

  const choose: PaymentStandIn['choose'] = async (tradeNo, outcome) => {
    const order = byTradeNo.get(tradeNo);
    if (!order) return null;
    const answer = (state: Order['state']) => ({ state, returnPath: order.returnPath });
    if (stateOf(order).state !== 'open' || outcome === 'cancelled') return answer(stateOf(order).state);
    if (outcome === 'forged' || outcome === 'wrong_amount') {
      // Nothing was paid: somebody only claims so.
      const notifyId = `ntf_${outcome}_${tradeNo}_${counter}`;
      tell(order.notifyPath, paidBody(order, outcome === 'forged' ? order.amountFen : 1, notifyId), notifyId, { isForged: outcome === 'forged', isOnce: true });
      return answer('open');
    }
    const paid: Order = { ...order, state: 'paid', paidAt: clock.now().toISOString(), transactionId: `42000${String(Math.floor(clock.now().getTime()))}${String(counter).padStart(6, '0')}` };
    keep({ order: paid });
    const notifyId = `ntf_paid_${tradeNo}`;
    const body = paidBody(paid, paid.amountFen, notifyId);
    if (outcome !== 'notify_lost') tell(order.notifyPath, body, notifyId, { afterSeconds: outcome === 'notify_late' ? LATE_SECONDS : 0 });
    if (outcome === 'paid_twice_notified') tell(order.notifyPath, body, `${notifyId}_again`, { afterSeconds: 1 });
    return answer('paid');
  };

  journal.facts.forEach(learn);
  for (const refund of refunds.values()) if (refund.state === 'processing') clock.at(inSeconds(REFUND_SECONDS), () => finishRefund(refund.outRefundNo));

  return {
    provider: 'demo',
    merchantId: MERCHANT_ID,
    deliverBy: (next) => {
      const isFirst = deliver === null;
      deliver = next;
      if (isFirst) for (const notify of open.values()) arm(notify);
    },
    createOrder: async ({ outTradeNo, amountFen, description, expiresAt, notifyPath, returnPath = '/' }) => {
      const earlier = orders.get(outTradeNo);
      if (earlier && earlier.amountFen !== amountFen) throw new Error(`order ${outTradeNo} exists with another amount`);
      if (!Number.isInteger(amountFen) || amountFen <= 0) throw new Error(`an amount is a positive number of fen, not ${amountFen}`);
      const order = earlier ?? {
        outTradeNo, tradeNo: `T${clock.now().toISOString().replace(/\D/g, '').slice(0, 14)}${String(counter).padStart(7, '0')}`, amountFen, description, expiresAt: expiresAt.toISOString(), notifyPath, returnPath,
        state: 'open' as const, paidAt: null, transactionId: null,
      };
      if (!earlier) keep({ order });
      return { tradeNo: order.tradeNo, cashierPath: `/demo/pay/${order.tradeNo}` };
    },
    queryOrder: async (outTradeNo) => { const order = orders.get(outTradeNo); return order ? stateOf(order) : null; },
    closeOrder: async (outTradeNo) => {
      const order = orders.get(outTradeNo);
      if (order?.state === 'open') keep({ order: { ...order, state: 'closed' } });
      const now = orders.get(outTradeNo);
      return now ? stateOf(now) : null;
    },
    refund: async ({ outTradeNo, outRefundNo, amountFen, reason, notifyPath }) => {
      const earlier = refunds.get(outRefundNo);
      if (earlier) return resultOf(earlier);
      const order = orders.get(outTradeNo);
      const refused = (why: NonNullable<RefundResult['why']>): RefundResult => ({ state: 'refused', outRefundNo, outTradeNo, amountFen, succeededAt: null, why });
      if (!order) return refused('order_unknown');
      if (order.state !== 'paid') return refused('not_paid');
      if (!Number.isInteger(amountFen) || amountFen <= 0 || (refundedOf.get(outTradeNo) ?? 0) + amountFen > order.amountFen) return refused('more_than_paid');
      const refund: Refund = { outRefundNo, outTradeNo, amountFen, reason, notifyPath, state: 'processing', succeededAt: null };
      keep({ refund });
      clock.at(inSeconds(REFUND_SECONDS), () => finishRefund(outRefundNo));
      return resultOf(refund);
    },
    queryRefund: async (outRefundNo) => { const refund = refunds.get(outRefundNo); return refund ? resultOf(refund) : null; },
    verifyNotify: (headers, rawBody, now) => openNotify(key, headers, rawBody, now),
    orderAt: (tradeNo) => { const order = byTradeNo.get(tradeNo); return order ? { ...order, state: stateOf(order).state, refundedFen: refundedOf.get(order.outTradeNo) ?? 0 } : null; },
    choose,
    records: () => ({ orders: [...orders.values()], refunds: [...refunds.values()] }),
    craftNotify: (notify, options = {}) => {
      const order = orders.get(notify.outTradeNo);
      const body = bodyOf({
        notifyId: `ntf_crafted_${counter++}`, kind: 'payment.paid', merchantId: MERCHANT_ID, tradeNo: order?.tradeNo ?? 'T0', transactionId: order?.transactionId ?? 'txn_crafted', amountFen: order?.amountFen ?? 0, outRefundNo: null, ...notify,
      });
      return { headers: signNotify(options.key ?? key, body, options.at ?? clock.now()), body };
    },
  };
};
