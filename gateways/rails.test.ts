import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { VirtualClock } from '../kernel/clock.ts';
import { ACCOUNT_WRONG_FEN, ANSWER_LOST_FEN, BUSY_FEN, createPaySimulator, LADDER_SECONDS, makeForger, type PaySimulator } from './pay-simulator/index.ts';
import { RailTrouble, railNames, type NewOrder, type PaymentRail, type RailName } from './payment.ts';
import { createWechatPay } from './wechat-pay.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-rails-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const publicUrl = 'http://127.0.0.1:3000';
const START = '2026-11-22T00:00:00Z';
const settle = async (clock: VirtualClock): Promise<void> => { while (await clock.runNextDue()); };
const forged = expect.objectContaining({ code: 'payments.notify_forged' });
const stale = expect.objectContaining({ code: 'payments.notify_stale' });

describe.each(railNames)('the rail %s, its adapter against its simulator', (name: RailName) => {
  let clock: VirtualClock;
  let outside: PaySimulator;
  let rail: PaymentRail;
  let heard: { path: string; body: string; headers: Record<string, string>; at: Date }[];
  let answer: { status: number; text: string };
  beforeEach(() => {
    clock = new VirtualClock(START);
    outside = createPaySimulator({ clock, folder: null, publicUrl });
    rail = outside.rails.get(name)!;
    heard = [];
    answer = { status: 200, text: 'success' };
    outside.controls.deliverBy(async (path, headers, body) => { heard.push({ path, headers, body, at: clock.now() }); return answer; });
  });
  /** Stands at the provider: at Alipay that takes the payer's browser, or a code to scan. */
  const order = (outTradeNo = 'order001', more: Partial<NewOrder> = {}) =>
    rail.createOrder({ outTradeNo, amountFen: 13_500, description: '日常保洁', expiresAt: new Date('2026-11-22T00:15:00Z'), notifyPath: '/notify', returnPath: '/orders/1', scene: name === 'wechat' ? 'h5' : 'precreate', ...more });
  const paid = async (outTradeNo = 'order001', more: Partial<NewOrder> = {}): Promise<void> => { await order(outTradeNo, more); await outside.controls.choose(outTradeNo, 'notify_lost'); };
  const read = (n: { headers: Record<string, string>; body: string }) => rail.verifyNotify(n.headers, n.body, clock.now());
  const craft = (more: object = {}, options: object = {}) => outside.controls.craftNotify({ outTradeNo: 'order001', rail: name, ...more }, options);

  test('opens an order in every scene it has, and refuses the others', async () => {
    for (const scene of rail.scenes) {
      const opened = await order(`order_${scene}`, { scene, payerOpenId: 'o123' });
      expect([scene, [opened.cashierPath, opened.codeUrl, opened.clientParams].filter((one) => one !== null).length]).toEqual([scene, 1]);
      if (scene === 'native' || scene === 'precreate') expect(opened.codeUrl).toBe(`${publicUrl}/demo/pay/order_${scene}`);
      if (scene === 'jsapi') expect(opened.clientParams).toMatchObject({ package: expect.stringMatching(/^prepay_id=wx/), signType: 'RSA', paySign: expect.any(String) });
    }
    await expect(order('order_none', { scene: name === 'wechat' ? 'page' : 'native' })).rejects.toThrow();
  });

  test('pays, and tells it signed, later and not at once', async () => {
    await order();
    await expect(order('order001', { amountFen: 1 })).rejects.toThrow();
    expect(await rail.queryOrder('order001')).toMatchObject({ state: 'open', amountFen: 13_500, paidAt: null, transactionId: null });
    expect(await rail.queryOrder('order999')).toBeNull();
    await outside.controls.choose('order001', 'paid');
    expect(heard).toEqual([]);
    await settle(clock);
    expect(heard[0]!.path).toBe('/notify');
    expect(await read(heard[0]!)).toMatchObject({ kind: 'payment.paid', outTradeNo: 'order001', amountFen: 13_500, currency: 'CNY', merchantId: rail.merchantId, at: new Date(START), transactionId: expect.any(String) });
    expect(await rail.queryOrder('order001')).toMatchObject({ state: 'paid', amountFen: 13_500, paidAt: new Date(START) });
    await outside.controls.choose('order001', 'paid');
    await settle(clock);
    expect(heard).toHaveLength(1);
  });

  test('repeats along the whole ladder until it is heard', async () => {
    answer = name === 'wechat' ? { status: 500, text: '' } : { status: 200, text: 'fail' };
    await order();
    await outside.controls.choose('order001', 'paid');
    clock.advance({ days: 3 });
    await settle(clock);
    expect(heard).toHaveLength(LADDER_SECONDS[name].length + 1);
    expect((heard.at(-1)!.at.getTime() - heard[0]!.at.getTime()) / 1000).toBe(name === 'wechat' ? 24 * 3600 + 4 * 60 : LADDER_SECONDS.alipay.reduce((sum, wait) => sum + wait, 0));
    const ids = await Promise.all(heard.map(async (n) => (await rail.verifyNotify(n.headers, n.body, n.at)).notifyId));
    expect(new Set(ids).size).toBe(1);
  });

  test.each([
    ['paid_twice_notified', 'paid', 2], ['notify_late', 'paid', 1], ['notify_lost', 'paid', 0], ['wrong_amount', 'open', 1], ['forged', 'open', 1], ['cancelled', 'open', 0],
  ] as const)('%s leaves the order %s with %i notifies', async (outcome, state, count) => {
    await order('order001', { expiresAt: new Date('2026-11-22T02:00:00Z') });
    await outside.controls.choose('order001', outcome);
    expect(await rail.queryOrder('order001')).toMatchObject({ state });
    await settle(clock);
    if (outcome === 'notify_late') expect(heard).toHaveLength(0);
    clock.advance({ minutes: 30 });
    await settle(clock);
    expect(heard).toHaveLength(count);
    const judged = heard[0] && rail.verifyNotify(heard[0].headers, heard[0].body, heard[0].at);
    if (outcome === 'wrong_amount') expect(await judged).toMatchObject({ amountFen: 1 });
    if (outcome === 'forged') await expect(judged).rejects.toThrow(forged);
  });

  test('refuses every forgery: another key, serial, body, header or seal, and a stale one', async () => {
    await order();
    const good = craft();
    expect(await read(good)).toMatchObject({ outTradeNo: 'order001', amountFen: 13_500 });
    const forger = makeForger();
    await expect(read(craft({}, { forger }))).rejects.toThrow(forged);
    if (name === 'wechat') {
      await expect(read(craft({}, { forger: { wechat: { ...forger.wechat!, serial: good.headers['wechatpay-serial']! } } }))).rejects.toThrow(forged);
      for (const header of Object.keys(good.headers).filter((one) => /nonce|serial|signature$|timestamp/.test(one))) {
        await expect(read({ ...good, headers: { ...good.headers, [header]: `${good.headers[header]}1` } }), header).rejects.toThrow(forged);
        await expect(read({ ...good, headers: Object.fromEntries(Object.entries(good.headers).filter(([key]) => key !== header)) }), header).rejects.toThrow(forged);
      }
      await expect(read({ ...good, headers: { ...good.headers, 'wechatpay-signature': `WECHATPAY/SIGNTEST/${good.headers['wechatpay-signature']}` } })).rejects.toThrow(forged);
      // Well signed, but the seal is broken: its tag flipped.
      const resealed = craft({}, { isSealBroken: true });
      await expect(read(resealed)).rejects.toThrow(forged);
    } else {
      for (const [from, to] of [['135.00', '1.00'], ['order001', 'order002'], ['2088000000000000', '2088000000000001'], ['TRADE_SUCCESS', 'TRADE_FINISHED']]) await expect(read({ ...good, body: good.body.replace(from!, to!) })).rejects.toThrow(forged);
      await expect(read({ ...good, body: good.body.replace(/&sign=[^&]+/, '') })).rejects.toThrow(forged);
      await expect(read({ ...good, body: good.body.replace('RSA2', 'RSA') })).rejects.toThrow(forged);
      expect((await read(craft({ merchantId: '2088999999999999' }))).merchantId).not.toBe(rail.merchantId);
    }
    await expect(read({ ...good, body: good.body.slice(0, -20) })).rejects.toThrow(forged);
    await expect(read({ ...good, body: '' })).rejects.toThrow(forged);
    for (const minutes of [-6, 6]) await expect(read(craft({}, { at: new Date(clock.now().getTime() + minutes * 60_000) }))).rejects.toThrow(stale);
    for (const minutes of [-4, 4]) expect((await read(craft({}, { at: new Date(clock.now().getTime() + minutes * 60_000) }))).kind).toBe('payment.paid');
  });

  test('refunds in parts, never more than was paid, each number once, and tells each', async () => {
    const refund = (outRefundNo: string, amountFen: number, outTradeNo = 'order001') => rail.refund({ outTradeNo, outRefundNo, amountFen, reason: '取消', notifyPath: '/notify' });
    await order();
    expect(await refund('r0', 1)).toMatchObject({ state: 'refused', why: 'not_paid' });
    await outside.controls.choose('order001', 'notify_lost');
    const first = name === 'wechat' ? 'processing' : 'succeeded';
    expect(await refund('r1', 10_000)).toMatchObject({ state: first, amountFen: 10_000 });
    expect(await refund('r1', 10_000)).toMatchObject({ state: first, amountFen: 10_000 });
    expect(await refund('r1', 9_999)).toMatchObject({ state: 'refused' });
    expect(await refund('r2', 3_501)).toMatchObject({ state: 'refused', why: 'more_than_paid' });
    expect(await refund('r3', 3_500)).toMatchObject({ state: first });
    expect(await refund('r4', 1)).toMatchObject({ state: 'refused' });
    expect(await refund('r5', 1, 'nowhere1')).toMatchObject({ state: 'refused', why: 'order_unknown' });
    clock.advance({ seconds: 5 });
    await settle(clock);
    expect(await rail.queryRefund('r1', 'order001')).toMatchObject({ state: 'succeeded', amountFen: 10_000 });
    expect(await rail.queryRefund('r9', 'order001')).toBeNull();
    expect(await rail.queryOrder('order001')).toMatchObject({ state: 'paid' });
    const told = await Promise.all(heard.map(read));
    expect(told).toMatchObject([{ kind: 'refund.succeeded', outRefundNo: 'r1', amountFen: 10_000 }, { kind: 'refund.succeeded', outRefundNo: 'r3', amountFen: 3_500 }]);
  });

  test('an account that takes no money back is told as such', async () => {
    await paid();
    const answered = await rail.refund({ outTradeNo: 'order001', outRefundNo: 'r1', amountFen: ACCOUNT_WRONG_FEN, reason: '', notifyPath: '/notify' });
    clock.advance({ seconds: 5 });
    await settle(clock);
    if (name === 'wechat') expect(await read(heard[0]!)).toMatchObject({ kind: 'refund.failed', outRefundNo: 'r1' });
    else expect(answered).toMatchObject({ state: 'refused', why: 'ACQ.REFUND_CHARGE_ERROR' });
  });

  test('an expired or closed order cannot be paid any more; a paid one stays paid', async () => {
    await order();
    clock.advance({ minutes: 16 });
    expect(await outside.controls.choose('order001', 'paid')).toMatchObject({ state: 'closed' });
    await order('order002', { expiresAt: new Date('2026-11-22T01:00:00Z') });
    expect(await rail.closeOrder('order002')).toMatchObject({ state: 'closed' });
    expect(await rail.closeOrder('order002')).toMatchObject({ state: 'closed' });
    expect(await outside.controls.choose('order002', 'paid')).toMatchObject({ state: 'closed' });
    await paid('order003', { expiresAt: new Date('2026-11-22T01:00:00Z') });
    expect(await rail.closeOrder('order003')).toMatchObject({ state: 'paid' });
    expect(await rail.closeOrder('order999')).toBeNull();
    expect(await outside.controls.choose('order999', 'paid')).toBeNull();
  });

  test('an answer lost after the deed, trouble before it, and a provider that is away: trouble, and the same number again does it once', async () => {
    await expect(order('order010', { amountFen: ANSWER_LOST_FEN })).rejects.toThrow(RailTrouble);
    await order('order010', { amountFen: ANSWER_LOST_FEN });
    await expect(order('order011', { amountFen: BUSY_FEN })).rejects.toThrow(RailTrouble);
    await order('order011', { amountFen: BUSY_FEN });
    await paid('order012', { amountFen: 200_000 });
    const refund = (outRefundNo: string, amountFen: number) => rail.refund({ outTradeNo: 'order012', outRefundNo, amountFen, reason: '', notifyPath: '/notify' });
    for (const [no, fen] of [['r1', ANSWER_LOST_FEN], ['r2', BUSY_FEN]] as const) {
      await expect(refund(no, fen)).rejects.toThrow(RailTrouble);
      expect(await refund(no, fen)).toMatchObject({ state: expect.stringMatching(/processing|succeeded/), amountFen: fen });
    }
    expect(outside.controls.records().refunds).toHaveLength(2);
    outside.controls.setDown(true);
    await expect(rail.queryOrder('order012')).rejects.toThrow(RailTrouble);
    outside.controls.setDown(false);
    expect(await rail.queryOrder('order012')).toMatchObject({ state: 'paid' });
  });

  test('shares a paid order within its limits, and what is left becomes ours', async () => {
    const share = (outShareNo: string, parts: [string, number][], isFinal = false, outTradeNo = 'order001') =>
      rail.share({ outTradeNo, outShareNo, isFinal, receivers: parts.map(([account, amountFen]) => ({ account, kind: 'merchant' as const, name: '安心家政', amountFen, words: '订单分账' })) });
    await order('order001', { isToShare: true, amountFen: 10_000 });
    expect(await share('s0', [['1900000201', 100]])).toMatchObject({ state: 'refused', why: 'not_paid' });
    await outside.controls.choose('order001', 'notify_lost');
    expect(await share('s1', [['1900000201', 1_000], ['1900000202', 500]])).toMatchObject({ state: 'processing', receivers: [{ state: 'pending' }, { state: 'pending' }] });
    expect(await share('s1', [['1900000201', 1_000], ['1900000202', 500]])).toMatchObject({ state: 'processing', outShareNo: 's1' });
    expect(rail.limits.maxSharePercent).toBe(30);
    expect(await share('s2', [['1900000201', 1_501]])).toMatchObject({ state: 'refused' });
    clock.advance({ seconds: 5 });
    await settle(clock);
    expect(await rail.queryShare('s1', 'order001')).toMatchObject({ state: 'finished', receivers: [{ account: '1900000201', amountFen: 1_000, state: 'succeeded' }, { account: '1900000202', amountFen: 500, state: 'succeeded' }] });
    if (name === 'wechat') expect(await Promise.all(heard.map(read))).toMatchObject([{ kind: 'share.succeeded', outShareNo: 's1', account: '1900000201', amountFen: 1_000 }, { account: '1900000202' }]);
    const whole = (returns: { account: string; amountFen: number }[] = []) => rail.refund({ outTradeNo: 'order001', outRefundNo: 'r1', amountFen: 10_000, reason: '取消', notifyPath: '/notify', returns });
    // What lies with others must come back first.
    await expect(whole()).rejects.toThrow(RailTrouble);
    const back = (outReturnNo: string, account: string, amountFen: number) => rail.returnShare({ outTradeNo: 'order001', outShareNo: 's1', outReturnNo, account, amountFen, words: '退款' });
    if (name === 'wechat') {
      expect(await back('b1', '1900000201', 1_001)).toMatchObject({ state: 'refused' });
      expect(await back('b1', '1900000201', 1_000)).toMatchObject({ state: 'succeeded' });
      expect(await back('b1', '1900000201', 1_000)).toMatchObject({ state: 'succeeded' });
      expect(await back('b2', '1900000202', 500)).toMatchObject({ state: 'succeeded' });
      expect(await whole()).toMatchObject({ state: 'processing' });
    } else {
      expect(await back('b1', '1900000201', 1_000)).toMatchObject({ state: 'refused', why: 'with_refund' });
      expect(await whole([{ account: '1900000201', amountFen: 1_000 }, { account: '1900000202', amountFen: 500 }])).toMatchObject({ state: 'succeeded' });
    }
    await paid('order005', { isToShare: true, amountFen: 10_000 });
    await rail.refund({ outTradeNo: 'order005', outRefundNo: 'r5', amountFen: 9_000, reason: '', notifyPath: '/notify' });
    expect(await share('s7', [['1900000201', 1_001]], false, 'order005')).toMatchObject({ state: 'refused' });
    await paid('order002', { isToShare: true, amountFen: 10_000 });
    expect(await share('s3', [['1900000201', 100]], true, 'order002')).toMatchObject({ state: 'processing' });
    expect(await share('s4', [['1900000201', 100]], false, 'order002')).toMatchObject({ state: 'refused' });
    await paid('order003', { amountFen: 10_000 });
    expect(await share('s5', [['1900000201', 100]], true, 'order003')).toMatchObject({ state: 'refused' });
    await paid('order004', { isToShare: true });
    expect(await share('s6', [], true, 'order004')).toMatchObject({ state: 'finished', receivers: [] });
    expect(await rail.queryShare('s9', 'order004')).toBeNull();
  });

  test('sends money to a person, once per number', async () => {
    const transfer = (outTransferNo: string, amountFen: number) => rail.transfer({ outTransferNo, payeeOpenId: name === 'wechat' ? 'o_worker' : '13600000001', payeeName: '李桂兰', amountFen, words: '11 月第 3 周服务报酬', notifyPath: '/notify' });
    const [sent, again] = [await transfer('t0000001', 210_000), await transfer('t0000001', 210_000)];
    expect(again).toEqual(sent);
    expect(await transfer('t0000001', 1)).toMatchObject({ state: 'failed' });
    expect(await transfer('t0000002', ACCOUNT_WRONG_FEN)).toMatchObject({ state: 'failed', ...(name === 'alipay' && { why: 'PAYEE_USER_INFO_ERROR' }) });
    await expect(transfer('t0000003', ANSWER_LOST_FEN)).rejects.toThrow(RailTrouble);
    expect(await transfer('t0000003', ANSWER_LOST_FEN)).toMatchObject({ amountFen: ANSWER_LOST_FEN });
    expect(await rail.queryTransfer('t9999999')).toBeNull();
    if (name === 'alipay') {
      expect(sent).toMatchObject({ state: 'succeeded', package: null, amountFen: 210_000 });
      expect(await rail.cancelTransfer('t0000001')).toMatchObject({ state: 'succeeded' });
    } else {
      expect(sent).toMatchObject({ state: 'waitConfirm', package: expect.any(String) });
      expect(outside.controls.transferAt('t0000001')).toMatchObject({ payeeName: '李桂兰', amountFen: 210_000, state: 'waitConfirm' });
      expect(await rail.cancelTransfer('t0000001')).toMatchObject({ state: 'cancelled' });
      await transfer('t0000004', 5_000);
      outside.controls.answerTransfer('t0000004', true);
      expect(await rail.queryTransfer('t0000004')).toMatchObject({ state: 'succeeded' });
      expect(await rail.cancelTransfer('t0000004')).toMatchObject({ state: 'succeeded' });
      await transfer('t0000005', 6_000);
      clock.advance({ hours: 24, seconds: 1 });
      await settle(clock);
      expect(await rail.queryTransfer('t0000005')).toMatchObject({ state: 'expired' });
      expect(await rail.cancelTransfer('t9999999')).toBeNull();
    }
    heard.length = 0;
    await transfer('t0000006', 7_000);
    if (name === 'wechat') outside.controls.answerTransfer('t0000006', true);
    await settle(clock);
    expect(await read(heard.at(-1)!)).toMatchObject({ kind: 'transfer.ended', outTransferNo: 't0000006', state: 'succeeded', amountFen: 7_000, merchantId: rail.merchantId });
  });

  test('hands over the books of a day, each line once', async () => {
    await paid('order001', { isToShare: true, amountFen: 10_050 });
    await paid('order002', { amountFen: 200 });
    await rail.refund({ outTradeNo: 'order002', outRefundNo: 'r2', amountFen: 99, reason: '', notifyPath: '/notify' });
    await rail.share({ outTradeNo: 'order001', outShareNo: 's1', isFinal: true, receivers: [{ account: '1900000201', kind: 'merchant', amountFen: 1_234, words: '分账' }] });
    await rail.transfer({ outTransferNo: 't0000001', payeeOpenId: name === 'wechat' ? 'o_worker' : '13600000001', payeeName: '李桂兰', amountFen: 5_000, words: '报酬', notifyPath: '/notify' });
    if (name === 'wechat') outside.controls.answerTransfer('t0000001', true);
    clock.advance({ seconds: 10 });
    await settle(clock);
    clock.advance({ days: 1 });
    await paid('order003', { expiresAt: new Date('2026-11-24T00:00:00Z') });
    const rows = await rail.downloadBill('2026-11-22');
    expect(rows.map(({ kind, outNo, amountFen, feeFen }) => [kind, outNo, amountFen, feeFen])).toEqual([
      ['paid', 'order001', 10_050, 60], ['paid', 'order002', 200, 1], ['refunded', 'r2', 99, -1], ['shared', 's1', 1_234, 0], ['transferred', 't0000001', 5_000, 0],
    ]);
    expect(rows.every(({ at, railNo }) => at.toISOString().startsWith('2026-11-22T00:00') && railNo !== '')).toBe(true);
    expect(await rail.downloadBill('2026-11-21')).toEqual([]);
    await expect(rail.downloadBill('2026-11-23')).rejects.toThrow();
  });

  test('remembers across a restart, also after a torn last line', async () => {
    const own = join(folder, name);
    const first = createPaySimulator({ clock, folder: own, publicUrl });
    await first.rails.get(name)!.createOrder({ outTradeNo: 'kept001', amountFen: 100, description: 'x', expiresAt: new Date('2026-11-23T00:00:00Z'), notifyPath: '/notify', scene: name === 'wechat' ? 'h5' : 'precreate' });
    await first.controls.choose('kept001', 'paid');
    appendFileSync(join(own, 'outside', 'pay.jsonl'), '{"trade":{"outTra');
    const again = createPaySimulator({ clock, folder: own, publicUrl });
    expect(await again.rails.get(name)!.queryOrder('kept001')).toMatchObject({ state: 'paid' });
    let told = 0;
    again.controls.deliverBy(async (_path, headers, body) => { told++; expect(await first.rails.get(name)!.verifyNotify(headers, body, clock.now())).toMatchObject({ outTradeNo: 'kept001' }); return { status: 200, text: 'success' }; });
    await settle(clock);
    expect(told).toBe(1);
  });
});

describe('what a stranger or a wrong clock gets', () => {
  const open = () => {
    const clock = new VirtualClock(START);
    return { clock, outside: createPaySimulator({ clock, folder: null, publicUrl }) };
  };

  test('a request that is not signed by us is refused as theirs refuse it', async () => {
    const { outside } = open();
    const { send } = outside.controls;
    const headers = { authorization: 'WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="x",timestamp="1763769600",serial_no="5AA",signature="AAAA"' };
    const wechat = await send.wechat({ method: 'GET', url: '/v3/pay/transactions/out-trade-no/a?mchid=1900000109', headers, body: '' });
    expect([wechat.status, JSON.parse(wechat.bytes.toString())]).toEqual([401, expect.objectContaining({ code: 'SIGN_ERROR' })]);
    const alipay = await send.alipay({ method: 'POST', url: '/gateway.do', headers: {}, body: 'app_id=2021000000000000&method=alipay.trade.query&sign_type=RSA2&sign=AAAA' });
    expect(alipay.bytes.toString()).toContain('isv.invalid-signature');
  });

  test('our own clock gone wrong is trouble, not a wrong answer', async () => {
    const { clock, outside } = open();
    const skewed = new VirtualClock(new Date(clock.now().getTime() + 6 * 60_000));
    const rail = createWechatPay({ account: outside.controls.accounts().wechat, base: publicUrl, publicUrl, send: outside.controls.send.wechat, clock: skewed });
    await expect(rail.queryOrder('order001')).rejects.toThrow(/SIGN_ERROR|CERTIFICATES/);
  });

  test('answers changed on their way are not believed', async () => {
    const { clock, outside } = open();
    const { wechat: account } = outside.controls.accounts();
    const rail = createWechatPay({
      account, base: publicUrl, publicUrl, clock,
      send: async (request) => {
        const answer = await outside.controls.send.wechat(request);
        return { ...answer, bytes: Buffer.from(answer.bytes.toString().replace('"total":100', '"total":1')) };
      },
    });
    await outside.rails.get('wechat')!.createOrder({ outTradeNo: 'order001', amountFen: 100, description: 'x', expiresAt: new Date('2026-11-23T00:00:00Z'), notifyPath: '/notify' });
    await expect(rail.queryOrder('order001')).rejects.toThrow(/BAD_SIGNATURE/);
  });

  test('certificates rotate: old and new are believed side by side, a made-up one makes us ask once a minute at most', async () => {
    const { clock, outside } = open();
    let asked = 0;
    const rail = createWechatPay({
      account: outside.controls.accounts().wechat, base: publicUrl, publicUrl, clock,
      send: (request) => { if (request.url.endsWith('/v3/certificates')) asked++; return outside.controls.send.wechat(request); },
    });
    await rail.createOrder({ outTradeNo: 'order001', amountFen: 100, description: 'x', expiresAt: new Date('2026-11-23T00:00:00Z'), notifyPath: '/notify' });
    expect(asked).toBe(1);
    const before = outside.controls.craftNotify({ outTradeNo: 'order001' });
    const fake = outside.controls.craftNotify({ outTradeNo: 'order001' }, { forger: makeForger() });
    for (let i = 0; i < 5; i++) await expect(rail.verifyNotify(fake.headers, fake.body, clock.now())).rejects.toThrow(forged);
    expect(asked).toBe(1);
    outside.controls.rotateCertificate();
    clock.advance({ minutes: 2 });
    const after = outside.controls.craftNotify({ outTradeNo: 'order001' });
    expect(after.headers['wechatpay-serial']).not.toBe(before.headers['wechatpay-serial']);
    for (const told of [before, after]) expect((await rail.verifyNotify(told.headers, told.body, clock.now())).kind).toBe('payment.paid');
    expect(asked).toBe(2);
    expect(await rail.queryOrder('order001')).toMatchObject({ state: 'open' });
  });
});
