import type { Clock } from '../kernel/clock.ts';
import { Refusal } from '../kernel/refusal.ts';
import { alipayPrivateKey, alipayPublicKey, beijingTime, isAnswerSigned, signedParams } from './alipay-wire.ts';
import { unzip } from '../kernel/zip.ts';
import { beijingInstant, fenOf, fromGbk, tableOf, yuanOf } from './bill-file.ts';
import {
  NOTIFY_WINDOW_MS, RailTrouble, type BillRow, type OrderStart, type PaymentRail, type PaymentState, type PayScene, type RailAnswer, type RailNotify, type RefundResult, type Send, type ShareResult, type TransferResult, type TransferState,
} from './payment.ts';
import { isSha256Signed, sha256Sign } from './wechat-wire.ts';

/** Our app at Alipay: `sellerId` is the merchant's 2088… number, `privateKey` ours (PKCS#8), `publicKey` Alipay's. */
export type AlipayAccount = { appId: string; sellerId: string; privateKey: string; publicKey: string };
export const ALIPAY_GATEWAY = 'https://openapi.alipay.com/gateway.do';

type Json = Record<string, any>;
class AlipayRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) { super(`alipay ${code}: ${message}`); this.code = code; }
}

/** Their trouble, or an empty account of ours: the same call may succeed later. */
const PASSING = /SYSTEM_ERROR|system-error|unknow-error|SYSTEM_BUSY|FREQUENCY_LIMIT|call-limited|BALANCE_NOT_ENOUGH|TRADE_SETTLE_ERROR|isp\./;
const products = { h5: ['alipay.trade.wap.pay', 'QUICK_WAP_WAY'], page: ['alipay.trade.page.pay', 'FAST_INSTANT_TRADE_PAY'], precreate: ['alipay.trade.precreate', 'FACE_TO_FACE_PAYMENT'], app: ['alipay.trade.app.pay', 'QUICK_MSECURITY_PAY'] } as const satisfies Partial<Record<PayScene, readonly [string, string]>>;
const transferStates: Record<string, TransferState> = { SUCCESS: 'succeeded', WAIT_PAY: 'waitConfirm', DEALING: 'processing', INIT: 'processing', FAIL: 'failed', REFUND: 'failed', CLOSED: 'cancelled' };
const TRANSFER = { product_code: 'TRANS_ACCOUNT_NO_PWD', biz_scene: 'DIRECT_TRANSFER' };
/** A login name is a mobile number or a mail address, a user id 2088 and twelve digits; anything else is an open id. */
const identityOf = (account: string): { royalty: string; transfer: string } =>
  /^2088\d{12}$/.test(account) ? { royalty: 'userId', transfer: 'ALIPAY_USER_ID' } : /@|^1\d{10}$/.test(account) ? { royalty: 'loginName', transfer: 'ALIPAY_LOGON_ID' } : { royalty: 'openId', transfer: 'ALIPAY_OPEN_ID' };

/** Alipay's open platform in key mode. `send` reaches its gateway, `publicUrl` is where it reaches us. */
export const createAlipayPay = ({ account, base = ALIPAY_GATEWAY, publicUrl, send, clock }: { account: AlipayAccount; base?: string; publicUrl: string; send: Send; clock: Clock }): PaymentRail => {
  const ownKey = alipayPrivateKey(account.privateKey);
  const theirKey = alipayPublicKey(account.publicKey);
  const knownReceivers = new Set<string>();

  /** Every parameter of a request, signed. */
  const signed = (method: string, content: Json, more: Record<string, string> = {}): Record<string, string> => {
    const params = { app_id: account.appId, method, format: 'JSON', charset: 'utf-8', sign_type: 'RSA2', timestamp: beijingTime(clock.now()), version: '1.0', biz_content: JSON.stringify(content), ...more };
    return { ...params, sign: sha256Sign(signedParams(params), ownKey) };
  };
  const ask = (request: Parameters<Send>[0]): Promise<RailAnswer> => send(request).catch((error: unknown) => { throw new RailTrouble('alipay', 'NO_ANSWER', error instanceof Error ? error.message : ''); });

  /** Throws `RailTrouble` when it is unclear what happened, else what they refused. An answer nobody signed is never a yes. */
  const call = async (method: string, content: Json, more: Record<string, string> = {}): Promise<Json> => {
    const answer = await ask({ method: 'POST', url: base, headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: new URLSearchParams(signed(method, content, more)).toString() });
    const text = answer.bytes.toString('utf8');
    if (answer.status !== 200) throw new RailTrouble('alipay', String(answer.status));
    let whole: Json;
    try { whole = JSON.parse(text) as Json; } catch { throw new RailTrouble('alipay', 'WRONG_ANSWER', method); }
    const name = `${method.replaceAll('.', '_')}_response`;
    const said = (whole[name] ?? whole['error_response']) as Json | undefined;
    if (!said || !isAnswerSigned(text, whole[name] ? name : 'error_response', String(whole['sign'] ?? ''), theirKey)) throw new RailTrouble('alipay', 'BAD_SIGNATURE', method);
    if (said['code'] === '10000') return said;
    const code = String(said['sub_code'] ?? said['code']);
    // 20000: their service is away; 40001, 40002, 40006: our signature, clock or contract, which somebody must mend first.
    if (said['code'] !== '40004' || PASSING.test(code)) throw new RailTrouble('alipay', code, String(said['sub_msg'] ?? ''));
    throw new AlipayRefused(code, String(said['sub_msg'] ?? ''));
  };
  const orNull = async <T>(asked: Promise<T>): Promise<T | null> => asked.catch((error: unknown) => {
    if (error instanceof AlipayRefused && /TRADE_NOT_EXIST|ORDER_NOT_EXIST|NOT_FOUND/.test(error.code)) return null;
    throw error;
  });

  const findTrade = (outTradeNo: string): Promise<Json | null> => orNull(call('alipay.trade.query', { out_trade_no: outTradeNo }));
  const queryOrder = async (outTradeNo: string): Promise<PaymentState | null> => {
    const found = await findTrade(outTradeNo);
    if (!found) return null;
    // A trade that was paid and went back whole is called closed like one nobody paid: only the former has a date of payment.
    const isPaid = ['TRADE_SUCCESS', 'TRADE_FINISHED'].includes(found['trade_status']) || Boolean(found['send_pay_date']);
    return {
      state: isPaid ? 'paid' : found['trade_status'] === 'TRADE_CLOSED' ? 'closed' : 'open', outTradeNo, amountFen: fenOf(found['total_amount']), paidAt: isPaid && found['send_pay_date'] ? beijingInstant(found['send_pay_date']) : null, transactionId: isPaid ? found['trade_no'] : null, ...payerOf(found['buyer_open_id'] ?? found['buyer_user_id']),
    };
  };
  const queryRefund = async (outRefundNo: string, outTradeNo: string): Promise<RefundResult | null> => {
    const found = await orNull(call('alipay.trade.fastpay.refund.query', { out_trade_no: outTradeNo, out_request_no: outRefundNo, query_options: ['gmt_refund_pay'] }));
    if (!found || !found['refund_amount']) return null;
    const isDone = found['refund_status'] === 'REFUND_SUCCESS';
    return { state: isDone ? 'succeeded' : 'processing', outRefundNo, outTradeNo, amountFen: fenOf(found['refund_amount']), succeededAt: isDone ? (found['gmt_refund_pay'] ? beijingInstant(found['gmt_refund_pay']) : clock.now()) : null };
  };
  const queryShare = async (outShareNo: string, outTradeNo: string): Promise<ShareResult | null> => {
    const trade = await findTrade(outTradeNo);
    const found = trade && await orNull(call('alipay.trade.order.settle.query', { out_request_no: outShareNo, trade_no: trade['trade_no'] }));
    if (!found) return null;
    const receivers = ((found['royalty_detail_list'] ?? []) as Json[]).map((one) => ({
      account: one['trans_in'] as string, amountFen: fenOf(one['amount']), state: one['state'] === 'SUCCESS' ? 'succeeded' as const : one['state'] === 'FAIL' ? 'failed' as const : 'pending' as const, at: one['execute_dt'] ? beijingInstant(one['execute_dt']) : null, ...(one['error_code'] && { why: one['error_code'] as string }),
    }));
    return { state: receivers.some(({ state }) => state === 'pending') ? 'processing' : 'finished', outShareNo, outTradeNo, railNo: found['settle_no'] ?? null, receivers };
  };
  const introduce = async (receiver: { account: string; name?: string }): Promise<void> => {
    if (knownReceivers.has(receiver.account)) return;
    await call('alipay.trade.royalty.relation.bind', { out_request_no: `bind${receiver.account.replace(/\W/g, '')}`.slice(0, 32), receiver_list: [{ type: identityOf(receiver.account).royalty, account: receiver.account, ...(receiver.name && { name: receiver.name }), memo: '邻里分账' }] });
    knownReceivers.add(receiver.account);
  };
  const queryTransfer = async (outTransferNo: string): Promise<TransferResult | null> => {
    const found = await orNull(call('alipay.fund.trans.common.query', { ...TRANSFER, out_biz_no: outTransferNo }));
    return found && {
      state: transferStates[found['status']] ?? 'processing', outTransferNo, railNo: found['order_id'] ?? null, amountFen: found['trans_amount'] ? fenOf(found['trans_amount']) : 0, at: found['pay_date'] ? beijingInstant(found['pay_date']) : clock.now(), package: null, ...(found['error_code'] && { why: found['error_code'] as string }),
    };
  };

  /** The tables of one bill archive; null where the day has none. */
  const billTexts = async (kind: 'trade' | 'signcustomer', day: string): Promise<string[]> => {
    const found = await call('alipay.data.dataservice.bill.downloadurl.query', { bill_type: kind, bill_date: day }).catch((error: unknown) => {
      if (/bill_not_exist/i.test((error as { code?: string }).code ?? '')) return null;
      throw error;
    });
    if (!found) return [];
    const answer = await ask({ method: 'GET', url: found['bill_download_url'], headers: {}, body: '' });
    if (answer.status !== 200) throw new RailTrouble('alipay', 'BILL', String(answer.status));
    // Beside the lines there is a file of sums, told by its name.
    return unzip(answer.bytes).filter(({ name }) => !fromGbk(name).includes('汇总')).map(({ bytes }) => fromGbk(bytes));
  };

  return {
    provider: 'alipay', merchantId: account.sellerId, scenes: Object.keys(products) as PayScene[],
    limits: { maxSharePercent: 30, maxReceivers: 20, maxSharesPerOrder: 50, freezeDays: 365, maxTransferFen: 50_000_00, confirmHours: 0 },

    createOrder: async ({ outTradeNo, amountFen, description, expiresAt, notifyPath, returnPath, scene = 'h5', isToShare = false }): Promise<OrderStart> => {
      const product = products[scene as keyof typeof products];
      if (!product) throw new Error(`Alipay has no ${scene}`);
      const [method, productCode] = product;
      const content = { out_trade_no: outTradeNo, total_amount: yuanOf(amountFen), subject: description.slice(0, 120), product_code: productCode, time_expire: beijingTime(expiresAt), ...(isToShare && { extend_params: { royalty_freeze: 'true' } }) };
      const more: Record<string, string> = { notify_url: publicUrl + notifyPath, ...((scene === 'h5' || scene === 'page') && returnPath && { return_url: publicUrl + returnPath }) };
      if (scene === 'precreate') return { cashierPath: null, codeUrl: (await call(method, content, more))['qr_code'], clientParams: null };
      // The payer's own browser or app hands the signed order over; until then they know nothing of it.
      const query = new URLSearchParams(signed(method, content, more)).toString();
      return scene === 'app' ? { cashierPath: null, codeUrl: null, clientParams: { orderString: query } } : { cashierPath: `${base}?${query}`, codeUrl: null, clientParams: null };
    },
    queryOrder,
    closeOrder: async (outTradeNo) => {
      await call('alipay.trade.close', { out_trade_no: outTradeNo }).catch((error: unknown) => { if (!(error instanceof AlipayRefused)) throw error; });
      return queryOrder(outTradeNo);
    },
    refund: async ({ outTradeNo, outRefundNo, amountFen, reason, returns = [] }): Promise<RefundResult> => {
      const refused = (why: string): RefundResult => ({ state: 'refused', outRefundNo, outTradeNo, amountFen, succeededAt: null, why });
      try {
        const said = await call('alipay.trade.refund', {
          out_trade_no: outTradeNo, out_request_no: outRefundNo, refund_amount: yuanOf(amountFen), refund_reason: reason.slice(0, 256),
          ...(returns.length > 0 && { refund_royalty_parameters: returns.map((one) => ({ royalty_type: 'transfer', trans_out: one.account, trans_out_type: identityOf(one.account).royalty, amount: yuanOf(one.amountFen), desc: reason.slice(0, 256) })) }),
        });
        // Only a Y moved money just now; after any other word the books are asked.
        if (said['fund_change'] === 'Y') return { state: 'succeeded', outRefundNo, outTradeNo, amountFen, succeededAt: clock.now() };
        return (await queryRefund(outRefundNo, outTradeNo)) ?? { state: 'processing', outRefundNo, outTradeNo, amountFen, succeededAt: null };
      } catch (error) {
        if (!(error instanceof AlipayRefused)) throw error;
        return refused(({ 'ACQ.TRADE_NOT_EXIST': 'order_unknown', 'ACQ.TRADE_STATUS_ERROR': 'not_paid', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': 'more_than_paid', 'ACQ.REASON_TRADE_REFUND_FEE_ERR': 'more_than_paid' } as Record<string, string>)[error.code] ?? error.code);
      }
    },
    queryRefund,

    share: async ({ outTradeNo, outShareNo, receivers, isFinal, words = '' }): Promise<ShareResult> => {
      const refused = (why: string): ShareResult => ({ state: 'refused', outShareNo, outTradeNo, railNo: null, receivers: [], why });
      const trade = await findTrade(outTradeNo);
      if (!trade?.['trade_no'] || !trade['send_pay_date']) return refused('not_paid');
      try {
        for (const receiver of receivers) await introduce(receiver);
        await call('alipay.trade.order.settle', {
          out_request_no: outShareNo, trade_no: trade['trade_no'], royalty_mode: 'async', extend_params: { royalty_finish: String(isFinal || receivers.length === 0) },
          royalty_parameters: receivers.map((one) => ({ royalty_type: 'transfer', trans_in_type: identityOf(one.account).royalty, trans_in: one.account, amount: yuanOf(one.amountFen), desc: (one.words || words).slice(0, 1000) })),
        });
      } catch (error) {
        if (error instanceof AlipayRefused) return refused(error.code);
        throw error;
      }
      return (await queryShare(outShareNo, outTradeNo)) ?? { state: 'processing', outShareNo, outTradeNo, railNo: null, receivers: receivers.map(({ account: to, amountFen }) => ({ account: to, amountFen, state: 'pending' as const, at: null })) };
    },
    queryShare,
    // What was shared comes back together with the refund (`returns`); alone it has no way back.
    returnShare: async ({ outReturnNo, amountFen }) => ({ state: 'refused', outReturnNo, amountFen, railNo: null, why: 'with_refund' }),

    transfer: async ({ outTransferNo, payeeOpenId, payeeName, amountFen, words, notifyPath }): Promise<TransferResult> => {
      try {
        await call('alipay.fund.trans.uni.transfer', { ...TRANSFER, out_biz_no: outTransferNo, trans_amount: yuanOf(amountFen), order_title: words.slice(0, 128), remark: words.slice(0, 200), payee_info: { identity: payeeOpenId, identity_type: identityOf(payeeOpenId).transfer, name: payeeName } }, { notify_url: publicUrl + notifyPath });
      } catch (error) {
        if (error instanceof AlipayRefused) return { state: 'failed', outTransferNo, railNo: null, amountFen, at: clock.now(), package: null, why: error.code };
        throw error;
      }
      return (await queryTransfer(outTransferNo)) ?? { state: 'processing', outTransferNo, railNo: null, amountFen, at: clock.now(), package: null };
    },
    queryTransfer,
    takeWith: () => null,
    cancelTransfer: queryTransfer,

    downloadBill: async (day): Promise<BillRow[]> => [...(await billTexts('trade', day)).flatMap(readTradeBill), ...(await billTexts('signcustomer', day)).flatMap(readFundBill)],

    verifyNotify: async (_headers, rawBody, now): Promise<RailNotify> => {
      const { sign = '', sign_type: kind, ...params } = Object.fromEntries(new URLSearchParams(rawBody));
      if (kind !== 'RSA2' || !isSha256Signed(signedParams(params), sign, theirKey)) throw new Refusal('payments.notify_forged');
      if (!params['notify_time'] || Math.abs(beijingInstant(params['notify_time']).getTime() - now.getTime()) > NOTIFY_WINDOW_MS) throw new Refusal('payments.notify_stale');
      return readNotify(params);
    },
    notifyAnswer: (isAccepted) => ({ contentType: 'text/plain; charset=utf-8', body: isAccepted ? 'success' : 'fail' }),
  };

  async function readNotify(params: Record<string, string>): Promise<RailNotify> {
    const notifyId = params['notify_id'] ?? '';
    // A fact for another app of somebody else's, however well signed, is not ours.
    const merchantId = params['app_id'] === account.appId ? params['seller_id'] ?? account.sellerId : `app:${params['app_id']}`;
    if (params['msg_method'] === 'alipay.fund.trans.order.changed') {
      const told = JSON.parse(params['biz_content'] ?? '{}') as Json;
      return { notifyId, kind: 'transfer.ended', merchantId, outTransferNo: told['out_biz_no'], railNo: told['order_id'], state: transferStates[told['status']] ?? 'processing', amountFen: fenOf(told['trans_amount']), currency: 'CNY', at: beijingInstant(told['pay_date']) };
    }
    const about = { notifyId, merchantId, outTradeNo: params['out_trade_no'] ?? '', transactionId: params['trade_no'] ?? '', currency: params['trans_currency'] ?? 'CNY' };
    if (params['gmt_refund'] && params['out_biz_no']) {
      // They tell the sum of all refunds of a trade: what this one was, their books know.
      const found = await queryRefund(params['out_biz_no'], about.outTradeNo);
      return { ...about, kind: 'refund.succeeded', outRefundNo: params['out_biz_no'], amountFen: found?.amountFen ?? 0, at: beijingInstant(params['gmt_refund'].slice(0, 19)) };
    }
    const amountFen = fenOf(params['total_amount'] ?? '');
    if (['TRADE_SUCCESS', 'TRADE_FINISHED'].includes(params['trade_status'] ?? '')) return { ...about, kind: 'payment.paid', amountFen, at: beijingInstant(params['gmt_payment'] ?? ''), ...payerOf(params['buyer_open_id'] ?? params['buyer_id']) };
    return { ...about, kind: 'other', what: params['trade_status'] ?? '', amountFen, at: beijingInstant(params['notify_time']!) };
  }
};

const payerOf = (account: unknown): { payerAccount?: string } => (typeof account === 'string' && account !== '' ? { payerAccount: `alipay:${account}` } : {});

const first = (row: Record<string, string>, ...names: string[]): string => names.map((name) => row[name]).find((value) => value !== undefined && value !== '') ?? '0';

const readTradeBill = (text: string): BillRow[] => tableOf(text, { first: '支付宝交易号', last: '#' }).flatMap((row): BillRow[] => {
  const isRefund = row['业务类型'] === '退款';
  if (!isRefund && row['业务类型'] !== '交易') return [];
  const feeFen = fenOf(first(row, '服务费（元）', '服务费(元)'));
  const amountFen = Math.abs(fenOf(first(row, '订单金额（元）', '订单金额(元)')));
  return [{ kind: isRefund ? 'refunded' : 'paid', outNo: isRefund ? first(row, '退款批次号/请求号') : row['商户订单号']!, railNo: row['支付宝交易号']!, amountFen, feeFen, at: beijingInstant(row['完成时间']!) }];
});

const readFundBill = (text: string): BillRow[] => tableOf(text, { first: '账务流水号', last: '#' }).flatMap((row): BillRow[] => {
  const kind = /分账/.test(row['业务类型'] ?? '') ? 'shared' : /转账/.test(row['业务类型'] ?? '') ? 'transferred' : null;
  const outFen = Math.abs(fenOf(first(row, '支出金额（-元）', '支出金额(-元)')));
  return kind === null || outFen === 0 ? [] : [{ kind, outNo: row['商户订单号']!, railNo: row['业务流水号']!, amountFen: outFen, feeFen: 0, at: beijingInstant(row['发生时间']!) }];
});
