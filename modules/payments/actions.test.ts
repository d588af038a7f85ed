import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeForger } from '../../gateways/pay-simulator/index.ts';
import { one, sql } from '../../kernel/database.ts';
import type { Harness, Person } from '../../kernel/harness.ts';
import { home, openMoneyTown, type MoneyTown } from '../../kernel/harness-money.ts';
import type { OrderView } from '../orders/index.ts';
import { holdTime } from '../workers/index.ts';
import { mount as payments, postTransaction, previewSplit } from './index.ts';
import { sweepOpenPayments } from './actions/receive.ts';
import { cancelled, received } from './rules/postings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const itemId = 'daily-cleaning';
const notifyUrl = '/api/payments/notify/wechat';

let town: MoneyTown;
let city: Harness;
let lin: Person;
let stranger: Person;
let finance: Person;
let agent: Person;
let owner: Person;
let otherOwner: Person;
let li: Person;
let zhao: Person;
let addressId: string;
let merchantId: string;
let otherMerchantId: string;
let liId: string;
let zhaoId: string;
let placeHeld: MoneyTown['placeHeld'];
let paid: MoneyTown['paid'];
let assign: MoneyTown['assign'];
let setTo: MoneyTown['setTo'];

beforeAll(async () => {
  town = await openMoneyTown();
  ({ city, lin, stranger, finance, agent, li, zhao, addressId, merchantId, liId, zhaoId, placeHeld, paid, assign, setTo } = town);
  otherMerchantId = await town.admit('洁净家政', '91650100MA0000002', '13700000002');
  [owner, otherOwner] = [await town.signIn('13700000001'), await town.signIn('13700000002')];
}, 180_000);
afterAll(() => city.close());
/** Whatever a test does, the money holds. */
afterEach(() => town.proveMoney());

const startPayment = (order: OrderView) => lin.client.payments.start({ orderId: order.orderId });
const serve = async (order: OrderView, worker: Person): Promise<void> => {
  const { orderId, checklistVersion, startAt, endAt } = order;
  await setTo(new Date(Date.parse(startAt!) - 40 * MINUTE));
  await worker.client.orders.depart({ orderId });
  await worker.client.orders.checkIn({ orderId, ...home });
  await lin.client.orders.confirmChecklist({ orderId, checklistVersion });
  await worker.client.orders.startService({ orderId });
  await setTo(new Date(Date.parse(endAt!)));
  await worker.client.orders.finish({ orderId, undoneReason: '客户要求提前结束' });
  await lin.client.orders.confirm({ orderId });
  await city.drain();
};
const send = (notify: { headers: Record<string, string>; body: string }) => city.request({ method: 'POST', url: notifyUrl, headers: notify.headers, body: notify.body });
const outTradeNoOf = async (orderId: string): Promise<string> =>
  (await one<{ tradeNo: string }>(city.database.kysely, sql`select trade_no from payments.payment where order_id = ${orderId} order by created_at desc limit 1`)).tradeNo;
const accountsOf = async (orderId: string): Promise<Record<string, number>> => {
  const { transactions } = await finance.client.payments.ledgerOfOrder({ orderId });
  const sums: Record<string, number> = {};
  for (const { postings } of transactions) for (const { account, amountFen } of postings) sums[account] = (sums[account] ?? 0) + amountFen;
  return sums;
};
const transactionsOf = async (orderId: string): Promise<string[]> => (await finance.client.payments.ledgerOfOrder({ orderId })).transactions.map(({ kind }) => kind).sort();
/** Everything a notify could have touched. */
const stateHash = async (): Promise<string> => (await one<{ hash: string }>(city.database.kysely, sql`
  select md5(coalesce((select string_agg(p::text, '|' order by p.id) from payments.payment p), '') || coalesce((select string_agg(t::text, '|' order by t.id) from payments.ledger_transaction t), '')
    || coalesce((select string_agg(l::text, '|' order by l.posting_id) from payments.ledger_posting l), '') || coalesce((select string_agg(o.id || o.status || o.paid_fen, '|' order by o.id) from orders."order" o), '')
    || coalesce((select string_agg(r::text, '|' order by r.id) from payments.refund r), '')) as hash`)).hash;

describe('paying', () => {
  test('the amount is the order’s, a repeat finds the open payment, the notify confirms the order', async () => {
    const order = await placeHeld();
    const payment = await startPayment(order);
    expect(payment).toMatchObject({ orderId: order.orderId, amountFen: order.totalFen, status: 'created', paidAt: null, expiresAt: order.payBefore });
    expect(payment).toMatchObject({ rail: 'wechat', railName: { zh: '微信支付' }, scene: 'h5', codeUrl: null, clientParams: null });
    expect(payment.cashierPath).toMatch(new RegExp(`^/demo/pay/${payment.tradeNo}\\?prepay_id=wx`));
    expect((await startPayment(order)).paymentId).toBe(payment.paymentId);
    await city.gateways.payment.choose(payment.tradeNo, 'paid');
    await city.drain();
    expect(await lin.client.payments.get({ paymentId: payment.paymentId })).toMatchObject({ status: 'paid', cashierPath: null, paidAt: city.clock.now().toISOString() });
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'paid', paidFen: order.totalFen });
    expect(await accountsOf(order.orderId)).toEqual({ 'asset:channel:wechat': order.totalFen, [`liability:escrow:${order.orderId}`]: -order.totalFen });
    await expect(startPayment(order)).rejects.toMatchObject({ code: 'orders.wrong_state', status: 409 });
  });

  test('foreign orders and payments answer like unknown ones; the desk may start a payment for a caller', async () => {
    const order = await placeHeld();
    await expect(stranger.client.payments.start({ orderId: order.orderId })).rejects.toMatchObject({ code: 'orders.order_unknown', status: 404 });
    await expect(finance.client.payments.start({ orderId: order.orderId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
    const { paymentId } = await agent.client.payments.start({ orderId: order.orderId });
    for (const call of ['get', 'sync'] as const) {
      await expect(stranger.client.payments[call]({ paymentId })).rejects.toMatchObject({ code: 'payments.payment_unknown', status: 404 });
      await expect(stranger.client.payments[call]({ paymentId: 'pay_none' })).rejects.toMatchObject({ code: 'payments.payment_unknown', status: 404 });
    }
    await expect(stranger.client.payments.listRefunds({ orderId: order.orderId })).rejects.toMatchObject({ code: 'orders.order_unknown' });
    for (const call of ['trialBalance', 'alarms', 'listPayments'] as const) await expect(lin.client.payments[call]({})).rejects.toMatchObject({ code: 'access.forbidden' });
    await expect(lin.client.payments.ledgerOfOrder({ orderId: order.orderId })).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  test('an unpaid payment closes at the provider with its order', async () => {
    const order = await placeHeld();
    const payment = await startPayment(order);
    await city.pass({ minutes: 16 });
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'cancelled' });
    expect(await lin.client.payments.get({ paymentId: payment.paymentId })).toMatchObject({ status: 'closed', cashierPath: null });
    expect(city.gateways.payment.records().orders.find((known) => known.tradeNo === payment.tradeNo)?.state).toBe('closed');
    expect(await city.gateways.payment.choose(payment.tradeNo, 'paid')).toMatchObject({ state: 'closed' });
    await expect(startPayment(order)).rejects.toMatchObject({ code: 'orders.wrong_state' });
  });
});

describe('notifies', () => {
  test('ten repeats of one notify, and ten of other ids, have one effect', async () => {
    const order = await placeHeld();
    const payment = await startPayment(order);
    await city.gateways.payment.choose(payment.tradeNo, 'notify_lost');
    const outTradeNo = await outTradeNoOf(order.orderId);
    const notify = city.gateways.payment.craftNotify({ outTradeNo, notifyId: 'ntf_same' });
    for (const answer of await Promise.all(Array.from({ length: 10 }, () => send(notify)))) expect(answer).toMatchObject({ status: 200, body: { code: 'SUCCESS' } });
    for (let i = 0; i < 10; i++) expect(await send(city.gateways.payment.craftNotify({ outTradeNo, notifyId: `ntf_other_${i}` }))).toMatchObject({ status: 200, body: { code: 'SUCCESS' } });
    await city.drain();
    expect(await transactionsOf(order.orderId)).toEqual(['received']);
    expect(await accountsOf(order.orderId)).toMatchObject({ 'asset:channel:wechat': order.totalFen });
    expect((await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from payments.notify where trade_no = ${outTradeNo} and is_accepted`)).n).toBe(11);
    expect((await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from kernel.outbox where name = 'payment.received' and subject = ${payment.paymentId}`)).n).toBe(1);
  });

  test('forged, changed, foreign, stale and broken ones are refused, noted and touch nothing', async () => {
    const order = await placeHeld();
    await startPayment(order);
    const outTradeNo = await outTradeNoOf(order.orderId);
    const craft = city.gateways.payment.craftNotify;
    const good = craft({ outTradeNo });
    const now = city.clock.now();
    const forger = makeForger();
    const cases: [string, { headers: Record<string, string>; body: string }, number, string][] = [
      ['signed by somebody else', craft({ outTradeNo }, { forger: { wechat: { ...forger.wechat!, serial: good.headers['wechatpay-serial']! } } }), 401, 'forged'],
      ['an unknown serial', craft({ outTradeNo }, { forger }), 401, 'forged'],
      ['a signature with one changed letter', { ...good, headers: { ...good.headers, 'wechatpay-signature': good.headers['wechatpay-signature']!.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) } }, 401, 'forged'],
      ['no signature', { ...good, headers: { 'wechatpay-serial': good.headers['wechatpay-serial']! } }, 401, 'forged'],
      ['a sealed part changed on the way', { ...good, body: good.body.replace(/"ciphertext":"../, '"ciphertext":"AA') }, 401, 'forged'],
      ['a truncated body', { ...good, body: good.body.slice(0, -20) }, 401, 'forged'],
      ['a re-encoded body', { ...good, body: JSON.stringify(JSON.parse(good.body), null, 1) }, 401, 'forged'],
      ['a changed timestamp', { ...good, headers: { ...good.headers, 'wechatpay-timestamp': String(Math.floor(now.getTime() / 1000) + 1) } }, 401, 'forged'],
      ['an empty body', { ...good, body: '' }, 401, 'forged'],
      ['six minutes old', craft({ outTradeNo }, { at: new Date(now.getTime() - 6 * MINUTE) }), 400, 'stale'],
      ['six minutes ahead', craft({ outTradeNo }, { at: new Date(now.getTime() + 6 * MINUTE) }), 400, 'stale'],
      ['well signed, another amount', craft({ outTradeNo, amountFen: order.totalFen - 1 }), 400, 'amount'],
      ['well signed, for another merchant', craft({ outTradeNo, merchantId: '1900000999' }), 400, 'merchant'],
      ['well signed, an unknown trade', craft({ outTradeNo: 'X999', amountFen: order.totalFen }), 400, 'unknownTrade'],
      ['well signed, half an amount', craft({ outTradeNo, amountFen: 0.5 }), 400, 'malformed'],
      ['well signed, in another currency', craft({ outTradeNo, currency: 'USD' }), 400, 'amount'],
      ['only a try whether we check', { ...good, headers: { ...good.headers, 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc' } }, 401, 'forged'],
      ['well signed, a refund nobody asked for', craft({ outTradeNo, kind: 'refund.succeeded', outRefundNo: 'rfd_none' }), 400, 'unknownTrade'],
    ];
    const before = await stateHash();
    const alarmsBefore = (await finance.client.payments.alarms({})).items.length;
    for (const [name, notify, status, reason] of cases) {
      const answer = await send(notify);
      expect([name, answer.status, answer.body.code]).toEqual([name, status, 'FAIL']);
      const { items } = await finance.client.payments.alarms({});
      expect([name, items.some((alarm) => alarm.reason === reason)]).toEqual([name, true]);
    }
    expect(await stateHash()).toBe(before);
    const { items } = await finance.client.payments.alarms({});
    expect(items.length - alarmsBefore).toBe(cases.length);
    expect((await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from kernel.outbox where name = 'payment.alarmed'`)).n).toBe(items.length);
    expect(await city.request({ method: 'POST', url: '/api/payments/notify/other', headers: good.headers, body: good.body })).toMatchObject({ status: 404 });
    expect(await send(good)).toMatchObject({ status: 200 });
    expect((await lin.client.orders.get({ orderId: order.orderId })).status).toBe('paid');
  });

  test('a lost notify is found by asking: at once by hand, within two minutes by itself', async () => {
    const [byHand, byItself] = [await placeHeld(), await placeHeld()];
    const first = await startPayment(byHand);
    await city.gateways.payment.choose(first.tradeNo, 'notify_lost');
    expect(await lin.client.payments.sync({ paymentId: first.paymentId })).toMatchObject({ status: 'paid' });
    expect((await lin.client.orders.get({ orderId: byHand.orderId })).status).toBe('paid');
    const second = await startPayment(byItself);
    await city.gateways.payment.choose(second.tradeNo, 'notify_lost');
    const minutely = async (): Promise<void> => { await city.act('system', sweepOpenPayments, undefined); await city.drain(); };
    await city.pass({ seconds: 59 });
    await minutely();
    expect((await lin.client.orders.get({ orderId: byItself.orderId })).status).toBe('held');
    await city.pass({ minutes: 1 });
    await minutely();
    expect((await lin.client.orders.get({ orderId: byItself.orderId })).status).toBe('paid');
    expect(await transactionsOf(byItself.orderId)).toEqual(['received']);
  });

  test('paid at the provider, cancelled here, notified after: everything goes back', async () => {
    const order = await placeHeld();
    const payment = await startPayment(order);
    await city.gateways.payment.choose(payment.tradeNo, 'notify_lost');
    const outTradeNo = await outTradeNoOf(order.orderId);
    await lin.client.orders.cancel({ orderId: order.orderId, reason: '不需要了' });
    expect(await send(city.gateways.payment.craftNotify({ outTradeNo }))).toMatchObject({ status: 200 });
    await city.pass({ minutes: 5 });
    const { items } = await lin.client.payments.listRefunds({ orderId: order.orderId });
    expect(items).toMatchObject([{ amountFen: order.totalFen, status: 'succeeded' }]);
    expect(items[0]!.words.zh).toContain('付款到账时订单已取消');
    expect(await accountsOf(order.orderId)).toEqual({ 'asset:channel:wechat': 0, [`liability:escrow:${order.orderId}`]: 0 });
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'cancelled', paidFen: 0, refundedFen: 0 });
    expect(city.gateways.payment.records().orders.find((known) => known.tradeNo === payment.tradeNo)).toMatchObject({ state: 'paid' });
  });

  test('a closed payment found paid gives everything back', async () => {
    const order = await placeHeld();
    const payment = await startPayment(order);
    await city.pass({ minutes: 16 });
    expect((await lin.client.payments.get({ paymentId: payment.paymentId })).status).toBe('closed');
    expect(await send(city.gateways.payment.craftNotify({ outTradeNo: await outTradeNoOf(order.orderId) }))).toMatchObject({ status: 200 });
    expect((await lin.client.payments.get({ paymentId: payment.paymentId })).status).toBe('paid');
    expect(await accountsOf(order.orderId)).toMatchObject({ [`liability:escrow:${order.orderId}`]: -order.totalFen });
    await city.pass({ minutes: 1 });
    // The stand-in knows of no such money and refuses to send it: finance is told, and nothing is posted.
    expect((await lin.client.payments.listRefunds({ orderId: order.orderId })).items).toMatchObject([{ status: 'failed' }]);
    expect((await finance.client.payments.alarms({})).items[0]).toMatchObject({ reason: 'refundRefused' });
  });

  test('in whatever order the news comes, the end is the same', async () => {
    const news = ['notify', 'notify', 'again', 'sync', 'sweep', 'start'] as const;
    for (const order of fc.sample(fc.shuffledSubarray([...news], { minLength: news.length }), { numRuns: 6, seed: 7 })) {
      const placed = await placeHeld();
      const payment = await startPayment(placed);
      const outTradeNo = await outTradeNoOf(placed.orderId);
      await city.gateways.payment.choose(payment.tradeNo, 'notify_lost');
      const notify = city.gateways.payment.craftNotify({ outTradeNo });
      const steps: Record<(typeof news)[number], () => Promise<unknown>> = {
        notify: () => send(notify),
        again: () => send(city.gateways.payment.craftNotify({ outTradeNo })),
        sync: () => lin.client.payments.sync({ paymentId: payment.paymentId }),
        sweep: async () => { await city.pass({ seconds: 61 }); await city.act('system', sweepOpenPayments, undefined); },
        start: () => startPayment(placed).catch((error: { code: string }) => expect(error.code).toBe('orders.wrong_state')),
      };
      for (const step of order) await steps[step]();
      await city.pass({ minutes: 1 });
      expect([order.join(), await transactionsOf(placed.orderId)]).toEqual([order.join(), ['received']]);
      expect((await lin.client.orders.get({ orderId: placed.orderId })).status).toBe('paid');
    }
  });
});

describe('refunds', () => {
  test('a cancelled order gives back by the rule, explained; what is kept is posted', async () => {
    const order = await paid();
    await assign(order);
    await setTo(new Date(Date.parse(order.startAt!) - 5 * HOUR));
    const preview = await lin.client.orders.cancelPreview({ orderId: order.orderId });
    await lin.client.orders.cancel({ orderId: order.orderId });
    await city.drain();
    expect((await lin.client.payments.listRefunds({ orderId: order.orderId })).items).toMatchObject([{ amountFen: preview.refundFen, status: 'requested', arrivedAt: null }]);
    expect(await accountsOf(order.orderId)).toMatchObject({ [`liability:escrow:${order.orderId}`]: -preview.refundFen });
    await city.pass({ seconds: 10 });
    const { items } = await lin.client.payments.listRefunds({ orderId: order.orderId });
    expect(items).toMatchObject([{ amountFen: preview.refundFen, status: 'succeeded' }]);
    expect(items[0]!.words.zh).toContain(preview.rule.zh);
    expect(await accountsOf(order.orderId)).toEqual({ 'asset:channel:wechat': preview.keptFen, [`liability:escrow:${order.orderId}`]: 0, [`liability:merchant:${merchantId}`]: -preview.keptFen });
    expect(await lin.client.orders.get({ orderId: order.orderId })).toMatchObject({ status: 'cancelled', refundedFen: preview.refundFen });
    expect(city.gateways.sms.inbox(lin.phone).find((message) => message.template === 'refund_arrived')?.params).toMatchObject({ amount: (preview.refundFen / 100).toFixed(2) });
    expect(await transactionsOf(order.orderId)).toEqual(['cancelled', 'received', 'refunded']);
  });

  test('cancelled on the way: the worker gets her part, her merchant the rest', async () => {
    const order = await paid();
    await assign(order);
    await setTo(new Date(Date.parse(order.startAt!) - 40 * MINUTE));
    await li.client.orders.depart({ orderId: order.orderId });
    const preview = await lin.client.orders.cancelPreview({ orderId: order.orderId });
    expect(preview.workerPayFen).toBeGreaterThanOrEqual(3_000);
    await lin.client.orders.cancel({ orderId: order.orderId });
    await city.pass({ seconds: 10 });
    expect(await accountsOf(order.orderId)).toEqual({
      'asset:channel:wechat': preview.keptFen, [`liability:escrow:${order.orderId}`]: 0, [`liability:worker:${liId}`]: -preview.workerPayFen, [`liability:merchant:${merchantId}`]: preview.workerPayFen - preview.keptFen,
    });
  });

  test('nobody came: everything back. Nobody was home: half for the worker, nothing back', async () => {
    const missed = await paid();
    await assign(missed);
    await setTo(new Date(Date.parse(missed.startAt!) + 20 * MINUTE));
    await lin.client.orders.reportNoShow({ orderId: missed.orderId, who: 'worker' });
    await city.pass({ seconds: 10 });
    expect((await lin.client.payments.listRefunds({ orderId: missed.orderId })).items).toMatchObject([{ amountFen: missed.totalFen, status: 'succeeded' }]);
    const absent = await paid({ workerId: zhaoId });
    await assign(absent, zhaoId);
    await setTo(new Date(Date.parse(absent.startAt!) - 20 * MINUTE));
    await zhao.client.orders.depart({ orderId: absent.orderId });
    await setTo(new Date(Date.parse(absent.startAt!)));
    await zhao.client.orders.checkIn({ orderId: absent.orderId, ...home });
    await setTo(new Date(Date.parse(absent.startAt!) + 20 * MINUTE));
    await zhao.client.orders.reportNoShow({ orderId: absent.orderId, who: 'customer' });
    await city.pass({ seconds: 10 });
    expect((await lin.client.payments.listRefunds({ orderId: absent.orderId })).items).toEqual([]);
    const sums = await accountsOf(absent.orderId);
    expect(sums[`liability:escrow:${absent.orderId}`]).toBe(0);
    const workerFen = -sums[`liability:worker:${zhaoId}`]!;
    expect(workerFen).toBeGreaterThan(0);
    expect(sums['income:cancellation']).toBe(workerFen - absent.totalFen);
  });

  test('a provider that does not answer is asked again under the same number, and refunds once', async () => {
    const order = await paid();
    const { refund } = city.gateways.payment;
    let tries = 0;
    city.gateways.payment.refund = async () => { tries++; throw new Error('no route to the provider'); };
    try {
      await lin.client.orders.cancel({ orderId: order.orderId });
      await city.pass({ minutes: 4 });
    } finally {
      city.gateways.payment.refund = refund;
    }
    expect(tries).toBe(3);
    expect((await lin.client.payments.listRefunds({ orderId: order.orderId })).items).toMatchObject([{ status: 'requested' }]);
    await city.pass({ minutes: 10 });
    expect((await lin.client.payments.listRefunds({ orderId: order.orderId })).items).toMatchObject([{ status: 'succeeded', amountFen: order.totalFen }]);
    expect(city.gateways.payment.records().refunds.filter((known) => known.outTradeNo.startsWith(`650100${order.no.replace(/\W/g, '')}`))).toHaveLength(1);
    expect(await transactionsOf(order.orderId)).toEqual(['received', 'refunded']);
  });
});

describe('settling', () => {
  test('worker, merchant, insurer and platform get their parts; statements agree to the fen', async () => {
    const [beforeLi, beforeOwner] = [await li.client.payments.workerStatement({ from: '2026-01-01', to: '2027-12-31' }), await owner.client.payments.merchantStatement({ merchantId, from: '2026-01-01', to: '2027-12-31' })];
    const order = await paid();
    await assign(order);
    await serve(order, li);
    expect((await lin.client.orders.get({ orderId: order.orderId })).status).toBe('settled');
    const line = (kind: string): number => order.quote.lines.filter((quoted) => quoted.kind === kind).reduce((sum, quoted) => sum + quoted.amountFen, 0);
    const base = order.totalFen - line('insurance') - line('platformFee') - line('materials');
    const commission = Math.floor(base * 0.08);
    const worker = Math.floor((base - commission) * 0.7);
    expect(await accountsOf(order.orderId)).toEqual({
      'asset:channel:wechat': order.totalFen, [`liability:escrow:${order.orderId}`]: 0, [`liability:worker:${liId}`]: -worker, [`liability:merchant:${merchantId}`]: -(base - commission - worker + line('materials')),
      'liability:insurer': -line('insurance'), 'income:commission': -commission, 'income:platformFee': -line('platformFee'),
    });
    const statement = await li.client.payments.workerStatement({ from: '2026-01-01', to: '2027-12-31' });
    expect(statement.balanceFen - beforeLi.balanceFen).toBe(worker);
    expect(statement.visits - beforeLi.visits).toBe(1);
    expect(statement.lines.filter((each) => each.orderId === order.orderId).reduce((sum, each) => sum + each.amountFen, 0)).toBe(worker);
    expect(statement.lines.at(-1)).toMatchObject({ orderNo: order.no, itemName: order.itemName, words: { zh: expect.any(String) } });
    expect(statement.lines.reduce((sum, each) => sum + each.amountFen, statement.openingFen)).toBe(statement.balanceFen);
    const merchants = await owner.client.payments.merchantStatement({ merchantId, from: '2026-01-01', to: '2027-12-31' });
    expect(merchants.balanceFen - beforeOwner.balanceFen).toBe(base - commission - worker + line('materials'));
    const week = await li.client.payments.workerStatement({});
    expect(week.balanceFen).toBe(statement.balanceFen);
    expect(week.openingFen + week.earnedFen).toBe(week.balanceFen);
    const balance = await finance.client.payments.trialBalance({});
    expect(balance.accounts.find(({ account }) => account === `liability:worker:${liId}`)).toMatchObject({ balanceFen: -statement.balanceFen, party: '李桂兰', kind: 'liability' });
  });

  test('without a merchant the worker gets the whole rest; who mends her own work was paid for it', async () => {
    const order = await paid({ workerId: zhaoId });
    await assign(order, zhaoId);
    await serve(order, zhao);
    const sums = await accountsOf(order.orderId);
    expect(-sums[`liability:worker:${zhaoId}`]! - sums['income:commission']! - sums['liability:insurer']! - sums['income:platformFee']!).toBe(order.totalFen);
    const startAt = town.nextStart();
    const holdId = await city.act('system', holdTime, { workerId: zhaoId, startAt, endAt: new Date(startAt.getTime() + 3 * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: lin.me.personId, itemId, addressId, quantity: 3, ...home, isChosen: false });
    const redo = await lin.client.orders.redo({ orderId: order.orderId, reason: '厨房没擦干净', holdId });
    const again = await lin.client.orders.get({ orderId: redo.orderId });
    expect(again).toMatchObject({ status: 'paid', totalFen: 0 });
    await assign(again, zhaoId);
    await serve(again, zhao);
    expect((await lin.client.orders.get({ orderId: again.orderId })).status).toBe('settled');
    expect(await transactionsOf(again.orderId)).toEqual([]);
  });

  test('who mends another’s work gets her normal share of it, at the platform’s cost, to the fen', async () => {
    const order = await paid({ workerId: zhaoId });
    await assign(order, zhaoId);
    await serve(order, zhao);
    const startAt = town.nextStart();
    const holdId = await city.act('system', holdTime, { workerId: liId, startAt, endAt: new Date(startAt.getTime() + 3 * HOUR), expiresAt: new Date(city.clock.now().getTime() + 10 * MINUTE), customerId: lin.me.personId, itemId, addressId, quantity: 3, ...home, isChosen: false });
    const { orderId } = await lin.client.orders.redo({ orderId: order.orderId, reason: '厨房没擦干净', holdId });
    const redo = await lin.client.orders.get({ orderId });
    const labourFen = order.quote.lines.filter(({ kind }) => kind === 'labour').reduce((sum, line) => sum + line.amountFen, 0);
    const shareFen = Math.floor(((labourFen - Math.floor(labourFen * 0.08)) * 7) / 10);
    const preview = await city.act('system', previewSplit, { ...redo, placedAt: new Date(redo.placedAt), workerId: liId, merchantId });
    expect(preview).toMatchObject({ workerPayFen: shareFen, merchantFen: 0, commissionFen: 0, platformFeeFen: 0, insuranceFen: 0, lines: [{ label: { zh: '服务报酬' }, amountFen: shareFen, isWorkers: true }] });
    await assign(redo, liId);
    expect((await li.client.orders.get({ orderId })).workerPayFen).toBe(shareFen);
    await serve(redo, li);
    expect(await accountsOf(orderId)).toEqual({ 'expense:compensation': shareFen, [`liability:worker:${liId}`]: -shareFen });
    expect((await lin.client.orders.get({ orderId }))).toMatchObject({ status: 'settled', totalFen: 0, paidFen: 0, refundedFen: 0 });
    const { lines } = await li.client.payments.workerStatement({ from: '2026-11-22', to: '2026-12-31' });
    expect(lines.filter((line) => line.orderId === orderId).map(({ kind, amountFen }) => [kind, amountFen])).toEqual([['labour', shareFen]]);
  });

  test('whatever lives orders live, the books close', async () => {
    type Life = { isDirect: boolean; end: 'settled' | 'cancelledEarly' | 'cancelledLate' | 'cancelledOnTheWay' | 'workerAbsent' | 'customerAbsent' | 'late' | 'unpaid'; repeats: number };
    const life = fc.record<Life>({ isDirect: fc.boolean(), end: fc.constantFrom('settled', 'cancelledEarly', 'cancelledLate', 'cancelledOnTheWay', 'workerAbsent', 'customerAbsent', 'late', 'unpaid'), repeats: fc.integer({ min: 1, max: 3 }) });
    for (const { isDirect, end, repeats } of fc.sample(life, { numRuns: 16, seed: 11 })) {
      const [worker, workerId] = isDirect ? [zhao, zhaoId] : [li, liId];
      const order = await placeHeld({ workerId, quantity: 2 + (repeats % 3) });
      const payment = await startPayment(order);
      if (end === 'unpaid') await city.pass({ minutes: 20 });
      else await city.gateways.payment.choose(payment.tradeNo, end === 'late' ? 'notify_lost' : 'paid_twice_notified');
      if (end === 'late') await lin.client.orders.cancel({ orderId: order.orderId });
      await city.pass({ seconds: 2 });
      const startsAt = Date.parse(order.startAt!);
      if (end !== 'unpaid' && end !== 'late') {
        const notify = city.gateways.payment.craftNotify({ outTradeNo: await outTradeNoOf(order.orderId) });
        for (let i = 0; i < repeats; i++) await send(notify);
        await assign(order, workerId);
      }
      if (end === 'settled') await serve(order, worker);
      if (end === 'cancelledLate') await setTo(new Date(startsAt - 2 * HOUR));
      if (end === 'cancelledOnTheWay' || end === 'customerAbsent') { await setTo(new Date(startsAt - 30 * MINUTE)); await worker.client.orders.depart({ orderId: order.orderId }); }
      if (end.startsWith('cancelled')) await lin.client.orders.cancel({ orderId: order.orderId });
      if (end === 'customerAbsent') await worker.client.orders.checkIn({ orderId: order.orderId, ...home });
      if (end.endsWith('Absent')) await setTo(new Date(startsAt + 20 * MINUTE));
      if (end === 'workerAbsent') await lin.client.orders.reportNoShow({ orderId: order.orderId, who: 'worker' });
      if (end === 'customerAbsent') await worker.client.orders.reportNoShow({ orderId: order.orderId, who: 'customer' });
      await city.pass({ minutes: 6 });
      const sums = await accountsOf(order.orderId);
      expect([end, Object.values(sums).reduce((sum, fen) => sum + fen, 0), sums[`liability:escrow:${order.orderId}`] ?? 0]).toEqual([end, 0, 0]);
      expect([end, (await city.app.verify()).filter((check) => !check.ok)]).toEqual([end, []]);
    }
  }, 120_000);

  test('a statement is for its own party only', async () => {
    await expect(otherOwner.client.payments.merchantStatement({ merchantId })).rejects.toMatchObject({ code: 'alliance.merchant_unknown', status: 404 });
    await expect(otherOwner.client.payments.merchantStatement({ merchantId: 'mer_none' })).rejects.toMatchObject({ code: 'alliance.merchant_unknown', status: 404 });
    expect(await otherOwner.client.payments.merchantStatement({ merchantId: otherMerchantId })).toMatchObject({ balanceFen: 0, lines: [] });
    expect(await finance.client.payments.merchantStatement({ merchantId })).toMatchObject({ lines: expect.any(Array) });
    await expect(lin.client.payments.workerStatement({})).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  test('payments are listed page by page, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await finance.client.payments.listPayments({ limit: 5, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ paymentId }) => paymentId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.length).toBe((await one<{ n: number }>(city.database.kysely, sql`select count(*)::int as n from payments.payment`)).n);
    expect(new Set(seen).size).toBe(seen.length);
    const closed = await finance.client.payments.listPayments({ status: 'closed' });
    expect(closed.items.every(({ status }) => status === 'closed')).toBe(true);
  });
});

describe('the ledger', () => {
  const post = (entry: Parameters<typeof postTransaction>[1]) => city.act('system', postTransaction, entry);
  test('a business key is posted once', async () => {
    const entry = received({ orderId: 'ord_ledger', orderNo: 'L1', provider: 'demo', tradeNo: 'ledger-1', amountFen: 500 });
    const first = await post(entry);
    expect(first).toMatchObject({ isNew: true });
    expect(await post({ ...entry, postings: entry.postings.map((posting) => ({ ...posting, amountFen: posting.amountFen * 2 })) })).toEqual({ transactionId: first.transactionId, isNew: false });
  });

  test('no party is ever overdrawn', async () => {
    const tooMuch = cancelled({ orderId: 'ord_ledger', orderNo: 'L1', paidFen: 501, refundFen: 0, workerPayFen: 0, workerId: null, merchantId: null });
    await expect(post(tooMuch)).rejects.toThrow(/takes 501 fen .* holds 500/);
    expect(await post(cancelled({ orderId: 'ord_ledger', orderNo: 'L1', paidFen: 500, refundFen: 0, workerPayFen: 0, workerId: null, merchantId: null }))).toMatchObject({ isNew: true });
  });

  test('what does not balance is refused at the commit; what is posted never changes', async () => {
    const broken = received({ orderId: 'ord_ledger', orderNo: 'L1', provider: 'demo', tradeNo: 'ledger-2', amountFen: 500 });
    broken.postings[0]!.amountFen = 499;
    await expect(post(broken)).rejects.toThrow(/does not sum to zero/);
    for (const statement of ['update payments.ledger_posting set amount_fen = 1', 'delete from payments.ledger_posting', 'truncate payments.ledger_posting', 'update payments.ledger_transaction set kind = kind', 'delete from payments.ledger_transaction']) {
      await expect(city.database.pool.query(statement), statement).rejects.toThrow(/append-only/);
    }
  });

  test('every check turns red when its promise is broken', async () => {
    const { id, workerId } = await one<{ id: string; workerId: string }>(city.database.kysely, sql`select id, worker_id from orders."order" where status = 'settled' and paid_fen > 0 limit 1`);
    const key = await outTradeNoOf(id);
    const postingOf = (businessKey: string) => sql`transaction_id = (select id from payments.ledger_transaction where business_key = ${businessKey})`;
    const breaks: [string, ReturnType<typeof sql>][] = [
      ['ledger sums to zero', sql`update payments.ledger_posting set amount_fen = amount_fen + 1 where account = 'income:commission'`],
      ['every paid order has its postings', sql`update payments.ledger_transaction set business_key = 'lost' where business_key = ${`received:${key}`}`],
      ['every accepted notify has one posting', sql`update payments.ledger_transaction set business_key = 'lost' where business_key = ${`received:${key}`}`],
      ['every settled order is fully split', sql`delete from payments.ledger_posting where ${postingOf(`settled:${id}`)}`],
      ['no negative party balance', sql`update payments.ledger_posting set amount_fen = 1 where account = ${`liability:worker:${workerId}`}`],
    ];
    for (const [name, statement] of breaks) {
      const red: string[] = [];
      await city.database.transaction(async (tx) => {
        await sql`alter table payments.ledger_posting disable trigger user`.execute(tx);
        await sql`alter table payments.ledger_transaction disable trigger user`.execute(tx);
        await statement.execute(tx);
        for (const check of payments.checks ?? []) if (!(await check.run(tx, city.app.config.cityId, city.clock.now())).ok) red.push(check.name);
        throw new Error('undo');
      }).catch((error: Error) => { if (error.message !== 'undo') throw error; });
      expect(red, name).toContain(name);
    }
  });
});
