import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { Clock } from '../kernel/clock.ts';
import { Refusal } from '../kernel/refusal.ts';
import { beijingInstant, fenOf, tableOf } from './bill-file.ts';
import {
  NOTIFY_WINDOW_MS, OrderTaken, RailTrouble, type BillRow, type NotifyHeaders, type OrderStart, type PaymentRail, type PaymentState, type PayScene, type RailAnswer, type RailNotify, type RefundResult, type ReturnResult,
  type Send, type ShareResult, type TransferResult, type TransferState,
} from './payment.ts';
import { authorizationOf, certificateOf, isSha256Signed, newNonce, sealName, secondsOf, sha256Sign, SIGN_TEST, unseal, wechatInstant, wechatText, type Sealed } from './wechat-wire.ts';

/**
 * Our account at WeChat Pay. `serial` and `privateKey` (PKCS#8) are of our API certificate, `apiKey` is the APIv3 key of 32 letters.
 * `platformKey`: newer merchants check answers by WeChat Pay's public key under its id; without it platform certificates are fetched.
 */
export type WechatAccount = { appId: string; merchantId: string; serial: string; privateKey: string; apiKey: string; platformKey: { id: string; publicKey: string } | null };
export const WECHAT_BASE = 'https://api.mch.weixin.qq.com';

const scenes = { h5: 'h5', jsapi: 'jsapi', native: 'native', app: 'app' } as const satisfies Partial<Record<PayScene, string>>;
/** An unknown serial makes us fetch certificates again, but not for every forger. */
const CERTIFICATES_AGAIN_MS = 60_000;
/** Errors after which the same call, made later, may well succeed: theirs, not ours. Everything else that is 4xx stays as it is. */
const PASSING = ['SYSTEM_ERROR', 'SYSTEMERROR', 'BANK_ERROR', 'FREQUENCY_LIMITED', 'FREQUENCY_LIMIT_EXCEED', 'RATELIMIT_EXCEEDED', 'NOT_ENOUGH', 'USER_PAYING'];

/** What they say to a number that stands for another order, or for one that is over. */
const OTHER_ORDER = ['INVALID_REQUEST', 'OUT_TRADE_NO_USED', 'ORDER_CLOSED', 'ORDERPAID'];

type Json = Record<string, any>;
class WechatRefused extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) { super(`wechat ${code}: ${message}`); this.status = status; this.code = code; }
}

const transferStates: Record<string, TransferState> = {
  ACCEPTED: 'processing', PROCESSING: 'processing', TRANSFERING: 'processing', CANCELING: 'processing', WAIT_USER_CONFIRM: 'waitConfirm', SUCCESS: 'succeeded', FAIL: 'failed', CANCELLED: 'cancelled',
};
/** A transfer nobody confirmed in time ends as failed, with this reason. */
const OVERDUE = 'OVERDUE_CLOSE';

/** WeChat Pay v3 for a merchant of its own (普通商户). `send` reaches its servers, `publicUrl` is where it reaches us. */
export const createWechatPay = ({ account, base = WECHAT_BASE, publicUrl, send, clock }: { account: WechatAccount; base?: string; publicUrl: string; send: Send; clock: Clock }): PaymentRail => {
  const { appId, merchantId, apiKey } = account;
  const signer = { merchantId, serial: account.serial, privateKey: createPrivateKey(account.privateKey) };
  const keys = new Map<string, KeyObject>();
  if (account.platformKey) keys.set(account.platformKey.id, createPublicKey(account.platformKey.publicKey));
  const knownReceivers = new Set<string>();
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;

  const ask = (method: 'GET' | 'POST', path: string, body: string, serial?: string): Promise<RailAnswer> => {
    const headers: Record<string, string> = { authorization: authorizationOf(signer, { method, path, body, at: clock.now() }), accept: 'application/json', 'user-agent': 'linli', ...(method === 'POST' && { 'content-type': 'application/json' }) };
    if (serial) headers['wechatpay-serial'] = serial;
    return send({ method, url: base + path, headers, body }).catch((error: unknown) => { throw new RailTrouble('wechat', 'NO_ANSWER', error instanceof Error ? error.message : ''); });
  };

  /** The certificates they sign with now: several stand beside each other while one is being replaced. */
  const fetchCertificates = async (): Promise<void> => {
    askedAt = clock.now().getTime();
    const answer = await ask('GET', '/v3/certificates', '');
    const text = answer.bytes.toString('utf8');
    if (answer.status !== 200) throw new RailTrouble('wechat', 'CERTIFICATES', text.slice(0, 200));
    const fresh = new Map<string, KeyObject>();
    for (const { serial_no: serial, encrypt_certificate: sealed } of (JSON.parse(text) as { data: { serial_no: string; encrypt_certificate: Sealed }[] }).data) {
      const certificate = certificateOf(unseal(apiKey, sealed));
      if (certificate.serial === serial && certificate.endsAt > clock.now()) fresh.set(serial, certificate.publicKey);
    }
    const signedBy = fresh.get(answer.headers['wechatpay-serial'] ?? '');
    if (!signedBy || !isTheirs(answer.headers, text, signedBy)) throw new RailTrouble('wechat', 'BAD_SIGNATURE', 'certificates');
    for (const [serial, key] of fresh) keys.set(serial, key);
  };
  const keyOf = async (serial: string): Promise<KeyObject | undefined> => {
    if (!keys.has(serial) && clock.now().getTime() - askedAt >= CERTIFICATES_AGAIN_MS) await (asking ??= fetchCertificates().finally(() => { asking = null; }));
    else if (!keys.has(serial) && asking) await asking;
    return keys.get(serial);
  };
  const isTheirs = (headers: NotifyHeaders, body: string, key: KeyObject): boolean => {
    const [timestamp, nonce, signature] = ['timestamp', 'nonce', 'signature'].map((name) => headers[`wechatpay-${name}`]);
    return typeof timestamp === 'string' && typeof nonce === 'string' && typeof signature === 'string' && isSha256Signed(wechatText(timestamp, nonce, body), signature, key);
  };
  const isFresh = (timestamp: unknown, now: Date): boolean => /^\d{1,12}$/.test(String(timestamp)) && Math.abs(Number(timestamp) * 1000 - now.getTime()) <= NOTIFY_WINDOW_MS;

  /** A signed call; null where they know no such thing. Throws `RailTrouble` when it is unclear what happened, else what they refused. */
  const call = async (method: 'GET' | 'POST', path: string, about: Json | null = null, serial?: string): Promise<Json> => {
    const answer = await ask(method, path, about === null ? '' : JSON.stringify(about), serial);
    const text = answer.bytes.toString('utf8');
    if (answer.status >= 200 && answer.status < 300) {
      const key = await keyOf(answer.headers['wechatpay-serial'] ?? '');
      if (!key || !isTheirs(answer.headers, text, key) || !isFresh(answer.headers['wechatpay-timestamp'], clock.now())) throw new RailTrouble('wechat', 'BAD_SIGNATURE', path);
      return text === '' ? {} : (JSON.parse(text) as Json);
    }
    const { code = 'UNKNOWN', message = '' } = readError(text);
    if (answer.status >= 500 || answer.status === 429 || answer.status === 401 || PASSING.includes(code)) throw new RailTrouble('wechat', code, message);
    throw new WechatRefused(answer.status, code, message);
  };
  const orNull = async <T>(asked: Promise<T>): Promise<T | null> => asked.catch((error: unknown) => {
    if (error instanceof WechatRefused && (error.status === 404 || ['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS', 'NOT_FOUND'].includes(error.code))) return null;
    throw error;
  });

  const byOutNo = (outTradeNo: string): string => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`;
  const queryOrder = async (outTradeNo: string): Promise<PaymentState | null> => {
    const found = await orNull(call('GET', `${byOutNo(outTradeNo)}?mchid=${merchantId}`));
    if (!found) return null;
    if (found['mchid'] !== merchantId || found['out_trade_no'] !== outTradeNo) throw new RailTrouble('wechat', 'WRONG_ANSWER', outTradeNo);
    const isPaid = found['trade_state'] === 'SUCCESS' || found['trade_state'] === 'REFUND';
    const state = isPaid ? 'paid' : ['CLOSED', 'REVOKED', 'PAYERROR'].includes(found['trade_state']) ? 'closed' : 'open';
    return { state, outTradeNo, amountFen: found['amount']?.total ?? 0, paidAt: isPaid ? new Date(found['success_time']) : null, transactionId: isPaid ? found['transaction_id'] : null, ...payerOf(found) };
  };
  const transactionOf = async (outTradeNo: string): Promise<string | null> => (await queryOrder(outTradeNo))?.transactionId ?? null;

  const refundOf = (found: Json): RefundResult => ({
    state: found['status'] === 'SUCCESS' ? 'succeeded' : found['status'] === 'PROCESSING' ? 'processing' : 'refused', outRefundNo: found['out_refund_no'], outTradeNo: found['out_trade_no'], amountFen: found['amount'].refund,
    succeededAt: found['status'] === 'SUCCESS' ? new Date(found['success_time']) : null, ...(!['SUCCESS', 'PROCESSING'].includes(found['status']) && { why: found['status'] }),
  });

  const shareOf = (found: Json, outTradeNo: string): ShareResult => ({
    state: found['state'] === 'FINISHED' ? 'finished' : 'processing', outShareNo: found['out_order_no'], outTradeNo, railNo: found['order_id'] ?? null,
    receivers: ((found['receivers'] ?? []) as Json[]).filter((one) => one['account'] !== merchantId).map((one) => ({
      account: one['account'], amountFen: one['amount'], state: one['result'] === 'SUCCESS' ? 'succeeded' : one['result'] === 'CLOSED' ? 'failed' : 'pending', at: one['finish_time'] ? new Date(one['finish_time']) : null,
      ...(one['fail_reason'] && { why: one['fail_reason'] }),
    })),
  });
  const refusedShare = (outShareNo: string, outTradeNo: string, why: string): ShareResult => ({ state: 'refused', outShareNo, outTradeNo, railNo: null, receivers: [], why });

  const sealingKey = async (): Promise<{ serial: string; key: KeyObject }> => {
    if (keys.size === 0) await fetchCertificates();
    const serial = account.platformKey?.id ?? [...keys.keys()].at(-1)!;
    return { serial, key: keys.get(serial)! };
  };
  /** Somebody must be named as our receiver once before anything can be shared with them. */
  const introduce = async (receiver: { account: string; kind: 'merchant' | 'person'; name?: string }): Promise<void> => {
    if (knownReceivers.has(receiver.account)) return;
    const { serial, key } = await sealingKey();
    await call('POST', '/v3/profitsharing/receivers/add', {
      appid: appId, type: receiver.kind === 'person' ? 'PERSONAL_OPENID' : 'MERCHANT_ID', account: receiver.account, relation_type: receiver.kind === 'person' ? 'STAFF' : 'PARTNER', ...(receiver.name && { name: sealName(receiver.name, key) }),
    }, serial);
    knownReceivers.add(receiver.account);
  };

  const transferOf = (found: Json, amountFen?: number): TransferResult => ({
    state: found['state'] === 'FAIL' && found['fail_reason'] === OVERDUE ? 'expired' : transferStates[found['state']] ?? 'processing',
    outTransferNo: found['out_bill_no'], railNo: found['transfer_bill_no'] ?? null, amountFen: found['transfer_amount'] ?? amountFen ?? 0, at: new Date(found['update_time'] ?? found['create_time']), package: found['package_info'] ?? null,
    ...(found['fail_reason'] && { why: found['fail_reason'] }),
  });
  const transferPath = (outTransferNo: string): string => `/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/${encodeURIComponent(outTransferNo)}`;
  const queryTransfer = async (outTransferNo: string): Promise<TransferResult | null> => {
    const found = await orNull(call('GET', transferPath(outTransferNo)));
    return found && transferOf(found);
  };

  /** One bill file: its address first, then its bytes, unpacked and compared with the hash they gave. Null where the day has none. */
  const billText = async (path: string): Promise<string | null> => {
    const file = await call('GET', path).catch((error: unknown) => {
      if (error instanceof WechatRefused && error.code === 'NO_STATEMENT_EXIST') return null;
      throw error;
    });
    if (!file) return null;
    const { pathname, search } = new URL(file['download_url']);
    const answer = await ask('GET', pathname + search, '');
    if (answer.status !== 200) throw new RailTrouble('wechat', 'BILL', `${answer.status}`);
    const bytes = answer.bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? gunzipSync(answer.bytes) : answer.bytes;
    if (createHash('sha1').update(bytes).digest('hex') !== String(file['hash_value']).toLowerCase()) throw new RailTrouble('wechat', 'BILL', 'the hash differs');
    return bytes.toString('utf8');
  };

  return {
    provider: 'wechat', merchantId, scenes: Object.keys(scenes) as PayScene[],
    limits: { maxSharePercent: 30, maxReceivers: 50, maxSharesPerOrder: 50, freezeDays: 180, maxTransferFen: 20_000_00, confirmHours: 24 },

    createOrder: async ({ outTradeNo, amountFen, description, expiresAt, notifyPath, returnPath, scene = 'h5', payerOpenId, payerIp = '127.0.0.1', isToShare = false }): Promise<OrderStart> => {
      const kind = scenes[scene as keyof typeof scenes];
      if (!kind || (kind === 'jsapi' && !payerOpenId)) throw new Error(`WeChat Pay has no ${scene} here`);
      const answer = await call('POST', `/v3/pay/transactions/${kind}`, {
        appid: appId, mchid: merchantId, description: description.slice(0, 127), out_trade_no: outTradeNo, time_expire: wechatInstant(expiresAt), notify_url: publicUrl + notifyPath, amount: { total: amountFen, currency: 'CNY' },
        ...(isToShare && { settle_info: { profit_sharing: true } }), ...(kind === 'jsapi' && { payer: { openid: payerOpenId } }), ...(kind === 'h5' && { scene_info: { payer_client_ip: payerIp, h5_info: { type: 'Wap' } } }),
      }).catch((error: unknown) => { throw error instanceof WechatRefused && OTHER_ORDER.includes(error.code) ? new OrderTaken('wechat', outTradeNo) : error; });
      if (kind === 'h5') return { cashierPath: answer['h5_url'] + (returnPath ? `&redirect_url=${encodeURIComponent(publicUrl + returnPath)}` : ''), codeUrl: null, clientParams: null };
      if (kind === 'native') return { cashierPath: null, codeUrl: answer['code_url'], clientParams: null };
      const [timeStamp, nonceStr, prepayId] = [secondsOf(clock.now()), newNonce(), String(answer['prepay_id'])];
      const carried = kind === 'jsapi' ? `prepay_id=${prepayId}` : prepayId;
      const paySign = sha256Sign(wechatText(appId, timeStamp, nonceStr, carried), signer.privateKey);
      const clientParams: Record<string, string> = kind === 'jsapi' ? { appId, timeStamp, nonceStr, package: carried, signType: 'RSA', paySign }
        : { appid: appId, partnerid: merchantId, prepayid: prepayId, package: 'Sign=WXPay', noncestr: nonceStr, timestamp: timeStamp, sign: paySign };
      return { cashierPath: null, codeUrl: null, clientParams };
    },
    queryOrder,
    closeOrder: async (outTradeNo) => {
      await call('POST', `${byOutNo(outTradeNo)}/close`, { mchid: merchantId }).catch((error: unknown) => { if (!(error instanceof WechatRefused)) throw error; });
      return queryOrder(outTradeNo);
    },
    refund: async ({ outTradeNo, outRefundNo, amountFen, reason, notifyPath }): Promise<RefundResult> => {
      const refused = (why: string): RefundResult => ({ state: 'refused', outRefundNo, outTradeNo, amountFen, succeededAt: null, why });
      const order = await queryOrder(outTradeNo);
      if (!order) return refused('order_unknown');
      if (order.state !== 'paid') return refused('not_paid');
      try {
        return refundOf(await call('POST', '/v3/refund/domestic/refunds', { out_trade_no: outTradeNo, out_refund_no: outRefundNo, reason: reason.slice(0, 80), notify_url: publicUrl + notifyPath, amount: { refund: amountFen, total: order.amountFen, currency: 'CNY' } }));
      } catch (error) {
        if (error instanceof WechatRefused) return refused(error.code === 'INVALID_REQUEST' ? 'more_than_paid' : error.code);
        throw error;
      }
    },
    queryRefund: async (outRefundNo) => {
      const found = await orNull(call('GET', `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`));
      return found && refundOf(found);
    },

    share: async ({ outTradeNo, outShareNo, receivers, isFinal, words = '' }): Promise<ShareResult> => {
      const transactionId = await transactionOf(outTradeNo);
      if (!transactionId) return refusedShare(outShareNo, outTradeNo, 'not_paid');
      try {
        for (const receiver of receivers) await introduce(receiver);
        if (receivers.length === 0) return shareOf(await call('POST', '/v3/profitsharing/orders/unfreeze', { transaction_id: transactionId, out_order_no: outShareNo, description: words || '解冻剩余资金' }), outTradeNo);
        const sealing = receivers.some(({ name }) => name) ? await sealingKey() : null;
        return shareOf(await call('POST', '/v3/profitsharing/orders', {
          appid: appId, transaction_id: transactionId, out_order_no: outShareNo, unfreeze_unsplit: isFinal,
          receivers: receivers.map((one) => ({ type: one.kind === 'person' ? 'PERSONAL_OPENID' : 'MERCHANT_ID', account: one.account, amount: one.amountFen, description: one.words.slice(0, 80), ...(one.name && { name: sealName(one.name, sealing!.key) }) })),
        }, sealing?.serial), outTradeNo);
      } catch (error) {
        // Here the order, not our account, holds too little: that does not change by waiting.
        if (error instanceof WechatRefused || (error instanceof RailTrouble && error.code === 'NOT_ENOUGH')) return refusedShare(outShareNo, outTradeNo, error.code);
        throw error;
      }
    },
    queryShare: async (outShareNo, outTradeNo) => {
      const transactionId = await transactionOf(outTradeNo);
      const found = transactionId && await orNull(call('GET', `/v3/profitsharing/orders/${encodeURIComponent(outShareNo)}?transaction_id=${transactionId}`));
      return found ? shareOf(found, outTradeNo) : null;
    },
    returnShare: async ({ outShareNo, outReturnNo, account: from, amountFen, words }): Promise<ReturnResult> => {
      try {
        const found = await call('POST', '/v3/profitsharing/return-orders', { out_order_no: outShareNo, out_return_no: outReturnNo, return_mchid: from, amount: amountFen, description: words.slice(0, 80) });
        const state = found['result'] === 'SUCCESS' ? 'succeeded' : found['result'] === 'PROCESSING' ? 'processing' : 'refused';
        return { state, outReturnNo, amountFen: found['amount'] ?? amountFen, railNo: found['return_no'] ?? null, ...(found['fail_reason'] && { why: found['fail_reason'] }) };
      } catch (error) {
        if (error instanceof WechatRefused) return { state: 'refused', outReturnNo, amountFen, railNo: null, why: error.code };
        throw error;
      }
    },

    transfer: async ({ outTransferNo, payeeOpenId, payeeName, amountFen, words, notifyPath }): Promise<TransferResult> => {
      const { serial, key } = await sealingKey();
      try {
        return transferOf(await call('POST', '/v3/fund-app/mch-transfer/transfer-bills', {
          appid: appId, out_bill_no: outTransferNo, transfer_scene_id: '1005', openid: payeeOpenId, user_name: sealName(payeeName, key), transfer_amount: amountFen, transfer_remark: words.slice(0, 32), notify_url: publicUrl + notifyPath,
          user_recv_perception: '劳务报酬', transfer_scene_report_infos: [{ info_type: '岗位类型', info_content: '家政服务' }, { info_type: '报酬说明', info_content: words.slice(0, 32) }],
        }, serial), amountFen);
      } catch (error) {
        if (error instanceof WechatRefused) return { state: 'failed', outTransferNo, railNo: null, amountFen, at: clock.now(), package: null, why: error.code };
        throw error;
      }
    },
    queryTransfer,
    takeWith: (given) => ({ mchId: merchantId, appId, package: given }),
    cancelTransfer: async (outTransferNo) => {
      const done = await orNull(call('POST', `${transferPath(outTransferNo)}/cancel`, {}).catch((error: unknown) => {
        // Confirmed meanwhile, or over: the state itself tells.
        if (error instanceof WechatRefused && error.status !== 404) return {};
        throw error;
      }));
      return done && queryTransfer(outTransferNo);
    },

    downloadBill: async (day): Promise<BillRow[]> => {
      const [trades, shares, funds] = [await billText(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL&tar_type=GZIP`), await billText(`/v3/profitsharing/bills?bill_date=${day}&tar_type=GZIP`), await billText(`/v3/bill/fundflowbill?bill_date=${day}&account_type=OPERATION&tar_type=GZIP`)];
      return [...readTradeBill(trades), ...readShareBill(shares), ...readFundBill(funds)];
    },

    verifyNotify: async (headers, rawBody, now): Promise<RailNotify> => {
      const serial = headers['wechatpay-serial'];
      const signature = headers['wechatpay-signature'];
      if (typeof serial !== 'string' || typeof signature !== 'string' || signature.startsWith(SIGN_TEST)) throw new Refusal('payments.notify_forged');
      // Fetching certificates may fail while somebody forges; then nothing is believed and they call again.
      const key = await keyOf(serial).catch(() => undefined);
      if (!key || !isTheirs(headers, rawBody, key)) throw new Refusal('payments.notify_forged');
      if (!isFresh(headers['wechatpay-timestamp'], now)) throw new Refusal('payments.notify_stale');
      const told = JSON.parse(rawBody) as { id: string; create_time: string; event_type: string; resource: Sealed & { original_type?: string } };
      let fact: Json;
      try { fact = JSON.parse(unseal(apiKey, told.resource)) as Json; } catch { throw new Refusal('payments.notify_forged'); }
      return readNotify(told, fact);
    },
    notifyAnswer: (isAccepted, message) => ({ contentType: 'application/json; charset=utf-8', body: JSON.stringify({ code: isAccepted ? 'SUCCESS' : 'FAIL', message }) }),
  };
};

const readError = (text: string): { code?: string; message?: string } => { try { return JSON.parse(text) as { code?: string; message?: string }; } catch { return {}; } };

const payerOf = (fact: Json): { payerAccount?: string } => (typeof fact['payer']?.openid === 'string' ? { payerAccount: `wechat:${fact['payer'].openid}` } : {});

const readNotify = ({ id: notifyId, event_type: event, resource }: { id: string; event_type: string; resource: { original_type?: string } }, fact: Json): RailNotify => {
  const merchantId = String(fact['mchid'] ?? fact['mch_id'] ?? '');
  if (event.startsWith('REFUND.')) {
    return {
      notifyId, kind: event === 'REFUND.SUCCESS' ? 'refund.succeeded' : 'refund.failed', merchantId, outTradeNo: fact['out_trade_no'], transactionId: fact['transaction_id'], outRefundNo: fact['out_refund_no'], amountFen: fact['amount'].refund, currency: fact['amount'].currency ?? 'CNY',
      at: new Date(fact['success_time'] ?? NaN),
    };
  }
  if (event.startsWith('MCHTRANSFER.')) {
    const { state, at, railNo } = { state: fact['state'] === 'FAIL' && fact['fail_reason'] === OVERDUE ? 'expired' as const : transferStates[fact['state']] ?? 'processing', at: new Date(fact['update_time']), railNo: fact['transfer_bill_no'] };
    return { notifyId, kind: 'transfer.ended', merchantId, outTransferNo: fact['out_bill_no'], railNo, state, amountFen: fact['transfer_amount'], currency: 'CNY', at };
  }
  if (resource.original_type === 'profitsharing') {
    return { notifyId, kind: 'share.succeeded', merchantId, outShareNo: fact['out_order_no'], transactionId: fact['transaction_id'], account: fact['receiver'].account, amountFen: fact['receiver'].amount, currency: 'CNY', at: new Date(fact['success_time']) };
  }
  const told = { notifyId, merchantId, outTradeNo: fact['out_trade_no'], amountFen: fact['amount']?.total, currency: fact['amount']?.currency ?? '', at: new Date(fact['success_time'] ?? NaN) };
  return event === 'TRANSACTION.SUCCESS' && fact['trade_state'] === 'SUCCESS' ? { ...told, kind: 'payment.paid', transactionId: fact['transaction_id'], ...payerOf(fact) } : { ...told, kind: 'other', what: event };
};

const readTradeBill = (text: string | null): BillRow[] => (text === null ? [] : tableOf(text, { first: '交易时间', last: '总交易单数' })).flatMap((row): BillRow[] => {
  const at = beijingInstant(row['交易时间']!);
  const feeFen = fenOf(row['手续费'] || '0');
  if (row['交易状态'] === 'SUCCESS') return [{ kind: 'paid', outNo: row['商户订单号']!, railNo: row['微信订单号']!, amountFen: fenOf(row['订单金额'] || row['应结订单金额']!), feeFen, at }];
  if (row['交易状态'] === 'REFUND') return [{ kind: 'refunded', outNo: row['商户退款单号']!, railNo: row['微信退款单号']!, amountFen: Math.abs(fenOf(row['申请退款金额'] || row['退款金额']!)), feeFen, at }];
  return [];
});

const readShareBill = (text: string | null): BillRow[] => (text === null ? [] : tableOf(text, { first: '分账时间', last: '总条数' })).filter((row) => row['业务类型'] === '分账' && row['处理状态'] === '成功')
  .map((row) => ({ kind: 'shared', outNo: row['商户分账/回退单号']!, railNo: row['分账明细单号'] || row['微信分账/回退单号']!, amountFen: fenOf(row['金额']!), feeFen: 0, at: beijingInstant(row['分账时间']!) }));

const readFundBill = (text: string | null): BillRow[] => (text === null ? [] : tableOf(text, { first: '记账时间', last: '资金流水总笔数' })).filter((row) => /转账/.test(row['业务名称'] ?? '') && row['收支类型'] === '支出')
  .map((row) => ({ kind: 'transferred', outNo: row['业务凭证号']!, railNo: row['微信支付业务单号']!, amountFen: Math.abs(fenOf(row['收支金额(元)'] ?? row['收支金额（元）']!)), feeFen: 0, at: beijingInstant(row['记账时间']!) }));
