import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { standIns } from '../../gateways/index.ts';
import { openKeys } from '../../gateways/pay-simulator/keys.ts';
import { RailTrouble } from '../../gateways/payment.ts';
import { VirtualClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import { systemActor } from '../../kernel/context.ts';
import { cancel, orderFacts } from '../../modules/orders/index.ts';
import { ledgerOfOrder, start, syncPayment, trialBalance } from '../../modules/payments/index.ts';
import { callbackSizes, drillCallbacks } from './callbacks.ts';
import { openPayTown, type OpenedPayment, type PayTown } from './pay-town.ts';

const root = systemActor('test');
let town: PayTown;
beforeAll(async () => { town = await openPayTown(process.env['TEST_DATABASE_URL'] ?? null); }, 120_000);
afterAll(() => town.close());
/** Whatever a test does, the money holds. */
afterEach(async () => {
  town.gateways.payment.setDown(false);
  const failed = (await town.app.verify()).filter((check) => !check.ok);
  const { sumFen } = await town.app.read(root, trialBalance, {});
  if (failed.length > 0 || sumFen !== 0) throw new Error(`the books are off by ${sumFen} fen: ${JSON.stringify(failed)}`);
});

const rowsOf = async (statement: string, values: unknown[] = []): Promise<any[]> => (await town.database.pool.query(statement, values)).rows;
const paymentsOf = (orderId: string) => rowsOf('select provider, scene, status, trade_no, code_url, cashier_path from payments.payment where order_id = $1 order by created_at, id', [orderId]);
const startOver = ({ orderId }: OpenedPayment, rail: 'wechat' | 'alipay', more = {}) => town.app.perform(town.household, start, { orderId, rail, ...more });
const giveUp = ({ orderId }: OpenedPayment) => town.app.perform(town.household, cancel, { orderId, reason: '不需要了', isForceMajeure: false } as never);
const statusOf = async ({ orderId }: OpenedPayment): Promise<string> => (await town.app.read(root, orderFacts, orderId)).status;
const channelsOf = async ({ orderId }: OpenedPayment): Promise<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const { postings } of (await town.app.read(root, ledgerOfOrder, { orderId })).transactions) for (const { account, amountFen } of postings) if (account.startsWith('asset:')) sums[account.slice(14)] = (sums[account.slice(14)] ?? 0) + amountFen;
  return sums;
};
const pass = async (seconds: number): Promise<void> => { town.clock.advance({ seconds }); await town.app.drain(); };
const post = async (rail: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
  const answer = await fetch(`${town.url}/api/payments/notify/${rail}`, { method: 'POST', headers, body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

describe('choosing how to pay', () => {
  test('the two rails are offered; a scene is answered with what it needs, one that is not there is refused', async () => {
    const offered = await (await fetch(`${town.url}/api/payments/rails`)).json() as { items: { rail: string; name: { zh: string } }[] };
    expect(offered.items.map(({ rail, name }) => [rail, name.zh])).toEqual([['wechat', '微信支付'], ['alipay', '支付宝']]);
    const one = await town.openPayment('wechat');
    expect(await paymentsOf(one.orderId)).toMatchObject([{ provider: 'wechat', scene: 'native', status: 'created', cashier_path: null, code_url: expect.stringContaining(one.tradeNo) }]);
    expect(await startOver(one, 'wechat', { scene: 'jsapi', payerOpenId: 'o123' })).toMatchObject({ scene: 'jsapi', clientParams: { signType: 'RSA', paySign: expect.any(String) }, codeUrl: null });
    const other = await town.openPayment('wechat');
    for (const wish of [{ scene: 'page' as const }, { scene: 'jsapi' as const }]) await expect(startOver(other, 'wechat', wish)).rejects.toMatchObject({ code: 'payments.rail_unknown' });
    expect((await paymentsOf(one.orderId)).map(({ status }) => status)).toEqual(['closed', 'created']);
  });

  test('another rail closes the first at its provider; money and refund stay on the rail that took it', async () => {
    const one = await town.openPayment('wechat');
    const second = await startOver(one, 'alipay');
    expect(second).toMatchObject({ rail: 'alipay', scene: 'h5', cashierPath: expect.stringMatching(/^\/gateway\.do\?.*alipay\.trade\.wap\.pay/) });
    expect((await startOver(one, 'alipay')).paymentId).toBe(second.paymentId);
    expect(await town.gateways.payment.choose(one.tradeNo, 'paid')).toMatchObject({ state: 'closed' });
    // At Alipay the order stands once the payer's browser was there.
    expect(await town.gateways.payment.choose(second.tradeNo, 'paid')).toBeNull();
    const { openAlipayPage } = town.gateways.payment;
    expect(openAlipayPage(second.cashierPath!.replace('QUICK_WAP_WAY', 'QUICK_WAP_WAX'))).toBeNull();
    expect(openAlipayPage(second.cashierPath!)).toMatchObject({ location: `/demo/pay/${second.tradeNo}` });
    await town.gateways.payment.choose(second.tradeNo, 'paid');
    await town.app.drain();
    expect(await statusOf(one)).toBe('paid');
    expect(await channelsOf(one)).toEqual({ alipay: one.amountFen });
    await giveUp(one);
    await pass(1);
    expect(await channelsOf(one)).toEqual({ alipay: 0 });
    expect(town.gateways.payment.records().refunds.filter(({ outTradeNo }) => outTradeNo === second.tradeNo)).toMatchObject([{ rail: 'alipay', amountFen: one.amountFen, state: 'succeeded' }]);
  });

  test('paid unheard and then another rail chosen: the first one counts, no second is opened', async () => {
    const one = await town.openPayment('wechat');
    await town.gateways.payment.choose(one.tradeNo, 'notify_lost');
    expect(await startOver(one, 'alipay')).toMatchObject({ paymentId: one.paymentId, status: 'paid', rail: 'wechat' });
    expect(await statusOf(one)).toBe('paid');
    expect(await paymentsOf(one.orderId)).toHaveLength(1);
  });

  test('a provider that does not answer: the payer is told, nothing is kept, and the other rail is free; money that comes twice goes back once', async () => {
    const one = await town.openPayment('wechat');
    await town.gateways.payment.choose(one.tradeNo, 'notify_lost');
    const rail = town.gateways.rails.get('wechat')!;
    const { closeOrder } = rail;
    rail.closeOrder = async () => { throw new RailTrouble('wechat', 'NO_ANSWER'); };
    let second: Awaited<ReturnType<typeof startOver>>;
    try {
      second = await startOver(one, 'alipay', { scene: 'precreate' });
    } finally {
      rail.closeOrder = closeOrder;
    }
    await town.gateways.payment.choose(second.tradeNo, 'paid');
    await town.app.drain();
    expect(await statusOf(one)).toBe('paid');
    await pass(61);
    await pass(10);
    expect((await paymentsOf(one.orderId)).map(({ provider, status }) => [provider, status])).toEqual([['wechat', 'paid'], ['alipay', 'paid']]);
    expect(await channelsOf(one)).toEqual({ wechat: 0, alipay: one.amountFen });
    expect(await rowsOf('select reason_key, status from payments.refund where order_id = $1', [one.orderId])).toEqual([{ reason_key: 'paidTwice', status: 'succeeded' }]);

    const other = await town.openPayment('wechat');
    town.gateways.payment.setDown(true);
    await expect(startOver(other, 'alipay', { scene: 'precreate' })).rejects.toMatchObject({ code: 'payments.rail_down', params: { railZh: '支付宝' } });
    expect(await paymentsOf(other.orderId)).toMatchObject([{ provider: 'wechat', status: 'created' }]);
    town.gateways.payment.setDown(false);
    expect(await startOver(other, 'alipay', { scene: 'precreate' })).toMatchObject({ rail: 'alipay', status: 'created' });
  });
});

describe('what the rails tell', () => {
  test('each rail is answered in its own words; what is told over the wrong one is forged', async () => {
    const [a, b] = [await town.openPayment('wechat'), await town.openPayment('alipay')];
    const craft = (one: OpenedPayment) => town.gateways.payment.craftNotify({ outTradeNo: one.tradeNo });
    for (const [rail, other] of [['alipay', a], ['wechat', b]] as const) expect((await post(rail, craft(other))).status).toBe(401);
    expect((await post('alipay', craft(a))).text).toBe('fail');
    await town.gateways.payment.choose(a.tradeNo, 'notify_lost');
    await town.gateways.payment.choose(b.tradeNo, 'notify_lost');
    expect(await post('wechat', craft(a))).toMatchObject({ status: 200, type: expect.stringContaining('application/json'), text: expect.stringContaining('SUCCESS') });
    expect(await post('alipay', craft(b))).toMatchObject({ status: 200, type: expect.stringContaining('text/plain'), text: 'success' });
    expect(await post('bank', craft(a))).toMatchObject({ status: 404 });
    expect([await statusOf(a), await statusOf(b)]).toEqual(['paid', 'paid']);
  });

  test('a repeat is verified and answered, and writes nothing', async () => {
    const one = await town.openPayment('wechat');
    await town.gateways.payment.choose(one.tradeNo, 'notify_lost');
    const wire = town.gateways.payment.craftNotify({ outTradeNo: one.tradeNo, notifyId: 'ntf_same' });
    await post('wechat', wire);
    const count = () => rowsOf('select (select count(*)::int from kernel.audit_entry) as audit, (select count(*)::int from payments.notify) as notifies, (select count(*)::int from kernel.outbox) as events');
    const before = await count();
    for (let i = 0; i < 5; i++) expect((await post('wechat', wire)).status).toBe(200);
    expect(await count()).toEqual(before);
    expect((await post('wechat', { ...wire, body: `${wire.body} ` })).status).toBe(401);
  });

  test('a refund carried out whose answer was lost is sent once', async () => {
    const one = await town.openPayment('wechat');
    await town.gateways.payment.choose(one.tradeNo, 'paid');
    await town.app.drain();
    const rail = town.gateways.rails.get('wechat')!;
    const { refund } = rail;
    let calls = 0;
    rail.refund = async (wish) => { const answer = await refund(wish); if (++calls === 1) throw new RailTrouble('wechat', 'NO_ANSWER'); return answer; };
    try {
      await giveUp(one);
      await pass(70);
      await pass(10);
    } finally {
      rail.refund = refund;
    }
    expect(town.gateways.payment.records().refunds.filter(({ outTradeNo }) => outTradeNo === one.tradeNo)).toHaveLength(1);
    expect(await channelsOf(one)).toEqual({ wechat: 0 });
  });

  test('the end of a transfer and of a share is passed on, once', async () => {
    const rail = town.gateways.rails.get('wechat')!;
    await rail.transfer({ outTransferNo: 'pyo0000001', payeeOpenId: 'o_li', payeeName: '李桂兰', amountFen: 12_300, words: '服务报酬', notifyPath: '/api/payments/notify/wechat' });
    town.gateways.payment.answerTransfer('pyo0000001', true);
    await rail.createOrder({ outTradeNo: 'shrorder01', amountFen: 5000, description: '分账演练', expiresAt: new Date(town.clock.now().getTime() + 600_000), notifyPath: '/api/payments/notify/wechat', isToShare: true });
    await town.gateways.payment.choose('shrorder01', 'paid');
    await town.app.drain();
    expect(await rail.share({ outTradeNo: 'shrorder01', outShareNo: 'shr0000001', isFinal: true, receivers: [{ account: '1900000201', kind: 'merchant', name: '安心家政', amountFen: 500, words: '分账' }] })).toMatchObject({ state: 'processing' });
    await pass(5);
    const told = await rowsOf(`select name, payload from kernel.outbox where name like 'rail.%' order by at, id`);
    expect(told.map(({ name, payload }) => [name, payload])).toMatchObject([
      ['rail.transferEnded', { transferNo: 'pyo0000001', state: 'succeeded', amountFen: 12_300 }], ['rail.shareEnded', { shareNo: 'shr0000001', account: '1900000201', amountFen: 500 }],
    ]);
  });

  test('a new certificate of the provider is believed, and the clock of a stranger is not', async () => {
    const one = await town.openPayment('wechat');
    await town.gateways.payment.choose(one.tradeNo, 'notify_lost');
    town.gateways.payment.rotateCertificate();
    await pass(61);
    const { craftNotify } = town.gateways.payment;
    for (const minutes of [-6, 6]) expect((await post('wechat', craftNotify({ outTradeNo: one.tradeNo }, { at: new Date(town.clock.now().getTime() + minutes * 60_000) }))).status).toBe(400);
    expect((await post('wechat', craftNotify({ outTradeNo: one.tradeNo }))).status).toBe(200);
    expect(await town.app.perform(town.household, syncPayment, { paymentId: one.paymentId })).toMatchObject({ status: 'paid' });
  });
});

test('real rails stand where their settings do; a real city without any offers none', () => {
  const env = { LINLI_DATA: '/tmp', LINLI_SECRET: 'a secret only for tests, 32+ characters' };
  const railsOf = (more: Record<string, string>, isDemo = false) => [...standIns({ ...readConfig({ ...env, ...more }), isDemo }, new VirtualClock('2026-11-22T00:00:00Z')).rails.keys()];
  const keys = openKeys(null);
  const wechat = { LINLI_WXPAY_MERCHANT: '1900000109', LINLI_WXPAY_APP: 'wx1', LINLI_WXPAY_SERIAL: 'AB', LINLI_WXPAY_KEY: keys.merchant().pem.replaceAll('\n', '\\n'), LINLI_WXPAY_APIKEY: '0123456789abcdef0123456789abcdef' };
  const alipay = { LINLI_ALIPAY_APP: '2021', LINLI_ALIPAY_KEY: keys.alipayApp(), LINLI_ALIPAY_PUBLIC_KEY: standIns({ ...readConfig(env), isDemo: true }, new VirtualClock('2026-11-22T00:00:00Z')).payment.accounts().alipay.publicKey };
  expect(railsOf({})).toEqual([]);
  expect(railsOf({}, true)).toEqual(['wechat', 'alipay']);
  expect(railsOf(wechat)).toEqual(['wechat']);
  expect(railsOf(alipay)).toEqual([]);
  expect(railsOf({ ...wechat, ...alipay, LINLI_ALIPAY_SELLER: '2088000000000000' }, true)).toEqual(['wechat', 'alipay']);
  for (const [wrong, name] of [[{ ...wechat, LINLI_WXPAY_SERIAL: '' }, 'LINLI_WXPAY_SERIAL'], [{ ...wechat, LINLI_WXPAY_APIKEY: 'short' }, 'LINLI_WXPAY_APIKEY'], [{ ...wechat, LINLI_WXPAY_KEY: 'abc' }, 'LINLI_WXPAY_KEY'], [{ ...wechat, LINLI_WXPAY_BASE: 'ftp://x' }, 'LINLI_WXPAY_BASE'], [{ ...alipay, LINLI_ALIPAY_SELLER: '2088' }, 'LINLI_ALIPAY_SELLER'], [{ LINLI_ALIPAY_SELLER: '2088000000000000' }, 'LINLI_ALIPAY_APP']] as const) {
    expect(() => readConfig({ ...env, ...wrong }), name).toThrow(name);
  }
});

test('the drill of callbacks, small: one effect each, nothing forged believed, every order of news ends alike, all lost found', async () => {
  const result = await drillCallbacks(callbackSizes(0.002), { databaseUrl: process.env['TEST_DATABASE_URL'] ?? null });
  expect(result).toMatchObject({ ok: true, duplicates: { payments: 20, effects: 20, doubled: 0 }, forged: { accepted: 0, alarms: 20, isStateSame: true }, shuffled: { sequences: 10, different: 0 }, lost: { payments: 10, found: 10 }, ledgerSumFen: 0, failedChecks: [] });
}, 180_000);
