import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../kernel/clock.ts';
import { createAlipayPay, type AlipayAccount } from '../alipay-pay.ts';
import type { PaymentRail, RailName, Send, TransferState } from '../payment.ts';
import { createWechatPay, type WechatAccount } from '../wechat-pay.ts';
import { createAlipayServer } from './alipay.ts';
import { openBook, type Refunded, type Shared, type Trade, type Transferred } from './book.ts';
import { openKeys, openPair } from './keys.ts';
import { openLife } from './life.ts';
import { ALIPAY_APP, ALIPAY_SELLER, makeForger, signTold, wireOf, type Changes, type Forger } from './notifies.ts';
import { openPost, type Deliver, type Wire } from './post.ts';
import { createWechatServer, WECHAT_APP, WECHAT_MERCHANT } from './wechat.ts';

export { ACCOUNT_WRONG_FEN, ANSWER_LOST_FEN, BUSY_FEN } from './book.ts';
export { makeForger, type Forger } from './notifies.ts';
export { LADDER_SECONDS, type Deliver } from './post.ts';

/** What the payer does at the cashier. All but the first and last are the trouble real providers make. */
export const outcomes = ['paid', 'paid_twice_notified', 'notify_late', 'notify_lost', 'wrong_amount', 'forged', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

const LATE_SECONDS = 20 * 60;

export type CashierOrder = { rail: RailName; tradeNo: string; outTradeNo: string; amountFen: number; description: string; state: Trade['state']; expiresAt: string; refundedFen: number; returnPath: string };
export type CraftedNotify = Changes & { outTradeNo: string; rail?: RailName; notifyId?: string; kind?: 'payment.paid' | 'refund.succeeded'; outRefundNo?: string };

/** What the world outside can do with the simulated providers: pay, confirm, go wrong, look into their books. */
export type SimulatorControls = {
  deliverBy(deliver: Deliver): void;
  /** What the cashier page shows, by our trade number. */
  orderAt(tradeNo: string): CashierOrder | null;
  /** The payer's choice at the cashier; a closed or expired order can no longer be paid. An order at Alipay stands there once its page was opened. */
  choose(tradeNo: string, outcome: Outcome): Promise<{ state: Trade['state']; returnPath: string } | null>;
  /** The payer's browser opens a signed address of Alipay's gateway; null for one that is not signed by our app. */
  openAlipayPage(address: string): { location: string } | null;
  transferAt(outTransferNo: string): { amountFen: number; words: string; state: TransferState; payeeName: string } | null;
  /** The payee takes the money or sends it away, as in her own WeChat. */
  answerTransfer(outTransferNo: string, isTaken: boolean): TransferState | null;
  /** Every order, refund, share and transfer the providers know: their side of a reconciliation. */
  records(): { orders: readonly (Trade & { tradeNo: string })[]; refunds: readonly Refunded[]; shares: readonly Shared[]; transfers: readonly Transferred[] };
  /** A notify as the provider would sign it, any part of it changed; `forger` signs it instead, `isSealBroken` flips WeChat's seal under a good signature. */
  craftNotify(notify: CraftedNotify, options?: { at?: Date; forger?: Forger; isSealBroken?: boolean }): Wire;
  /** WeChat Pay signs with a new certificate from now on; the one before is still handed out. */
  rotateCertificate(): void;
  /** Nobody answers our calls while it is down. */
  setDown(isDown: boolean): void;
  /** For clients that are not ours: the accounts and the doors behind `/v3/…` and `/gateway.do`. */
  accounts(): { wechat: WechatAccount; alipay: AlipayAccount };
  send: Record<RailName, Send>;
};
export type PaySimulator = { rails: ReadonlyMap<RailName, PaymentRail>; controls: SimulatorControls; mount(http: FastifyInstance): void };

/** The last bit of the sealed text, which belongs to its tag. */
const breakSeal = (wire: string): string => {
  const told = JSON.parse(wire) as { resource: { ciphertext: string } };
  const bytes = Buffer.from(told.resource.ciphertext, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  return JSON.stringify({ ...told, resource: { ...told.resource, ciphertext: bytes.toString('base64') } });
};

const base64Of = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');
/** Only the path of where the payer goes back to: a cashier must not become somebody's redirect. */
export const pathOf = (address: string): string => {
  if (!URL.canParse(address, 'http://here')) return '/';
  const { pathname, search } = new URL(address, 'http://here');
  return pathname.startsWith('//') ? '/' : pathname + search;
};

/**
 * WeChat Pay and Alipay in this process, spoken to by the very adapters that speak to the real ones: their own messages, signatures,
 * limits and faults, without a network. Their books live in a journal, never in our database: a provider does not roll back when we
 * do. `compression` divides every waiting time, to see a day of retries in minutes.
 */
export const createPaySimulator = ({ clock, folder, publicUrl, compression = 1 }: { clock: Clock; folder: string | null; publicUrl: string; compression?: number }): PaySimulator => {
  const keys = openKeys(folder);
  const book = openBook({ clock, folder });
  let someForger: Forger | null = null;
  const post = openPost({ clock, book, compression, sign: (told) => signTold(keys, told, clock.now(), told.isForged ? { ...(someForger ??= makeForger()), wechat: { ...(someForger.wechat!), serial: keys.platform().at(-1)!.serial } } : null) });
  const life = openLife({ clock, book, post, keys });
  const servers = { clock, book, keys, life, pageBase: '', fileBase: publicUrl, compression };
  const alipayServer = createAlipayServer(servers);
  const wechatServer = createWechatServer(servers);
  let isDown = false;
  const within = (server: Send): Send => async (request) => {
    if (isDown) throw new Error('no route to the provider');
    return server({ ...request, url: new URL(request.url, publicUrl).href });
  };
  const send = { wechat: within(wechatServer), alipay: within(alipayServer.send) };

  const accounts: SimulatorControls['accounts'] = () => ({
    wechat: { appId: WECHAT_APP, merchantId: WECHAT_MERCHANT, serial: keys.merchant().serial, privateKey: keys.merchant().pem, apiKey: keys.apiKey(), platformKey: null },
    alipay: { appId: ALIPAY_APP, sellerId: ALIPAY_SELLER, privateKey: base64Of(keys.alipayApp()), publicKey: openPair(keys.alipay()).publicKey.export({ type: 'spki', format: 'der' }).toString('base64') },
  });
  // Keys are made when the first call needs them: most tests pay nothing, and a key takes a tenth of a second.
  const rails = new Map<RailName, PaymentRail>([
    ['wechat', lazyRail('wechat', WECHAT_MERCHANT, ['h5', 'jsapi', 'native', 'app'], () => createWechatPay({ account: accounts().wechat, base: publicUrl, publicUrl, send: send.wechat, clock }))],
    // Without a host: the payer's browser stays at whatever name it knows this server by.
    ['alipay', lazyRail('alipay', ALIPAY_SELLER, ['h5', 'page', 'precreate', 'app'], () => createAlipayPay({ account: accounts().alipay, base: '/gateway.do', publicUrl, send: send.alipay, clock }))],
  ]);

  const find = (tradeNo: string): Trade | undefined => book.trade('wechat', tradeNo) ?? book.trade('alipay', tradeNo);
  const viewOf = (trade: Trade): CashierOrder => ({
    rail: trade.rail, tradeNo: trade.outTradeNo, outTradeNo: trade.outTradeNo, amountFen: trade.amountFen, description: trade.description, state: book.stateOf(trade), expiresAt: trade.expiresAt, refundedFen: book.refundedFen(trade), returnPath: trade.returnUrl ? pathOf(trade.returnUrl) : '/',
  });
  const choose: SimulatorControls['choose'] = async (tradeNo, outcome) => {
    const trade = find(tradeNo);
    if (!trade) return null;
    const answer = (state: Trade['state']) => ({ state, returnPath: viewOf(trade).returnPath });
    if (book.stateOf(trade) !== 'open' || outcome === 'cancelled') return answer(book.stateOf(trade));
    const { rail } = trade;
    if (outcome === 'forged' || outcome === 'wrong_amount') {
      // Nothing was paid: somebody only claims so.
      const notifyId = `ntf_${outcome}_${book.number('')}`;
      post.tell({ rail, notifyId, url: trade.notifyUrl, wire: wireOf.paid(keys, trade, notifyId, clock.now(), outcome === 'forged' ? {} : { amountFen: 1 }), isForged: outcome === 'forged', isOnce: true });
      return answer('open');
    }
    const paid: Trade = { ...trade, state: 'paid', paidAt: book.now(), transactionId: rail === 'wechat' ? book.number('42000') : trade.prepayId };
    book.keep({ trade: paid });
    const notifyId = `ntf_paid_${trade.outTradeNo}`;
    const wire = wireOf.paid(keys, paid, notifyId, clock.now());
    if (outcome !== 'notify_lost') post.tell({ rail, notifyId, url: trade.notifyUrl, wire, afterSeconds: outcome === 'notify_late' ? LATE_SECONDS : 0 });
    if (outcome === 'paid_twice_notified') post.tell({ rail, notifyId: `${notifyId}_again`, url: trade.notifyUrl, wire, afterSeconds: 1 });
    return answer('paid');
  };

  const craftNotify: SimulatorControls['craftNotify'] = ({ outTradeNo, rail = 'wechat', notifyId = `ntf_crafted_${book.number('')}`, kind = 'payment.paid', outRefundNo, ...changes }, { at = clock.now(), forger, isSealBroken = false } = {}) => {
    const now = at.toISOString();
    const known = find(outTradeNo);
    const trade: Trade = known ?? { rail, outTradeNo, prepayId: 'wx0', amountFen: 0, description: '', createdAt: now, expiresAt: now, notifyUrl: '', returnUrl: '', scene: 'h5', isToShare: false, state: 'open', paidAt: null, transactionId: null, payer: 'somebody' };
    const paid: Trade = trade.state === 'paid' ? trade : { ...trade, paidAt: now, transactionId: trade.rail === 'wechat' ? book.number('42000') : trade.prepayId };
    const refund: Refunded = book.refund(trade.rail, outRefundNo ?? '') ?? { rail: trade.rail, outRefundNo: outRefundNo ?? '', outTradeNo, refundId: 'R0', amountFen: changes.amountFen ?? trade.amountFen, reason: '', notifyUrl: '', createdAt: now, state: 'succeeded', succeededAt: now };
    const wire = kind === 'payment.paid' ? wireOf.paid(keys, paid, notifyId, at, changes) : wireOf.refund(keys, paid, refund, book.refundedFen(trade), notifyId, at, changes);
    return signTold(keys, { rail: trade.rail, wire: isSealBroken ? breakSeal(wire) : wire }, at, forger ?? null);
  };

  const controls: SimulatorControls = {
    deliverBy: post.deliverBy, choose, craftNotify, accounts, send,
    orderAt: (tradeNo) => { const trade = find(tradeNo); return trade ? viewOf(trade) : null; },
    openAlipayPage: (address) => alipayServer.open(address.slice(address.indexOf('?') + 1)),
    transferAt: (no) => { const one = book.transfer('wechat', no); return one ? { amountFen: one.amountFen, words: one.words, state: one.state, payeeName: one.payeeName } : null; },
    answerTransfer: (no, isTaken) => { const one = book.transfer('wechat', no); return one ? life.endTransfer(one, isTaken ? 'succeeded' : 'cancelled', null).state : null; },
    records: () => ({ orders: [...book.trades.values()].map((trade) => ({ ...trade, tradeNo: trade.outTradeNo })), refunds: [...book.refunds.values()], shares: [...book.shares.values()], transfers: [...book.transfers.values()] }),
    rotateCertificate: () => { keys.rotate(); },
    setDown: (next) => { isDown = next; },
  };

  return {
    rails, controls,
    /** The providers' own doors, for the payer's browser and for clients that are not ours. Only in a demo. */
    mount: (http) => {
      void http.register(async (scope) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
        const options = { schema: { hide: true } as object };
        const answerAs = (server: Send) => async (request: { method: string; url: string; headers: object; body: unknown }, reply: { status(code: number): { headers(headers: Record<string, string>): { send(body: Buffer): unknown } } }) => {
          const answer = await server({ method: request.method as 'GET' | 'POST', url: request.url, headers: request.headers as Record<string, string>, body: typeof request.body === 'string' ? request.body : '' });
          return reply.status(answer.status).headers(answer.headers).send(answer.bytes);
        };
        scope.get('/v3/*', options, answerAs(send.wechat));
        scope.post('/v3/*', options, answerAs(send.wechat));
        scope.post('/gateway.do', options, answerAs(send.alipay));
        scope.get('/downloadBillFile.resource', options, answerAs(send.alipay));
        scope.get('/gateway.do', options, async (request, reply) => {
          const opened = controls.openAlipayPage(request.url);
          return opened ? reply.redirect(opened.location, 302) : reply.callNotFound();
        });
      });
    },
  };
};

/** A rail that is put together by its first call. */
const lazyRail = (provider: RailName, merchantId: string, scenes: PaymentRail['scenes'], make: () => PaymentRail): PaymentRail => {
  let made: PaymentRail | null = null;
  const rail = (): PaymentRail => (made ??= make());
  return {
    provider, merchantId, scenes, get limits() { return rail().limits; },
    createOrder: (order) => rail().createOrder(order), queryOrder: (no) => rail().queryOrder(no), closeOrder: (no) => rail().closeOrder(no), refund: (refund) => rail().refund(refund), queryRefund: (no, of) => rail().queryRefund(no, of),
    share: (share) => rail().share(share), queryShare: (no, of) => rail().queryShare(no, of), returnShare: (back) => rail().returnShare(back), transfer: (transfer) => rail().transfer(transfer), queryTransfer: (no) => rail().queryTransfer(no),
    takeWith: (given) => rail().takeWith(given), cancelTransfer: (no) => rail().cancelTransfer(no), downloadBill: (day) => rail().downloadBill(day), verifyNotify: (headers, body, now) => rail().verifyNotify(headers, body, now), notifyAnswer: (isAccepted, message) => rail().notifyAnswer(isAccepted, message),
  };
};
