import type { Clock } from '../../kernel/clock.ts';
import { beijingTime, signedParams } from '../alipay-wire.ts';
import { beijingInstant, fenOf, yuanOf } from '../bill-file.ts';
import type { RailAnswer, Send } from '../payment.ts';
import { isSha256Signed, sha256Sign } from '../wechat-wire.ts';
import { alipayBill } from './alipay-bills.ts';
import { ACCOUNT_WRONG_FEN, ANSWER_LOST_FEN, BUSY_FEN, type Book, type Shared, type Trade, type Transferred } from './book.ts';
import { openPair, type SimulatorKeys } from './keys.ts';
import type { Life } from './life.ts';
import { ALIPAY_APP, ALIPAY_SELLER } from './notifies.ts';

const MAX_SHARE_PERCENT = 30;
const MOST_RECEIVERS = 20;
const SKEW_MS = 15 * 60_000;

type Json = Record<string, any>;
type Params = Record<string, string>;
class Fault extends Error {
  readonly said: Json;
  constructor(code: string, subCode: string, message: string) { super(subCode); this.said = { code, msg: code === '40004' ? 'Business Failed' : 'Invalid Arguments', sub_code: subCode, sub_msg: message }; }
}
class Silence extends Error {}
const fault = (subCode: string, message: string, code = '40004'): never => { throw new Fault(code, subCode, message); };
const need = <T extends Json>(content: T, ...names: string[]): T => {
  for (const name of names) if (content[name] === undefined || content[name] === '') fault('ACQ.INVALID_PARAMETER', `${name} 不能为空`);
  return content;
};
const amountOf = (value: unknown): number => {
  const fen = /^\d+(\.\d{1,2})?$/.test(String(value)) ? fenOf(String(value)) : 0;
  return fen > 0 ? fen : fault('ACQ.INVALID_PARAMETER', '金额须大于 0，最多两位小数');
};

/** Alipay's gateway as its public pages describe it: every request's signature is checked, every answer signed. */
export const createAlipayServer = ({ clock, book, keys, life, pageBase, fileBase }: { clock: Clock; book: Book; keys: SimulatorKeys; life: Life; pageBase: string; fileBase: string }): { send: Send; open(query: string): { location: string } | null } => {
  const troubleBefore = (no: string, fen: number): void => { if (fen === BUSY_FEN && book.stumbles(`alipay:${no}`)) fault('isp.unknow-error', '系统繁忙', '20000'); };
  const troubleAfter = (no: string, fen: number): void => { if (fen === ANSWER_LOST_FEN && book.stumbles(`alipay:${no}`)) throw new Silence('the answer was lost'); };
  const at = (text: string | null): string => (text === null ? '' : beijingTime(new Date(text)));
  const cashier = (outTradeNo: string): string => `/demo/pay/${encodeURIComponent(outTradeNo)}`;

  const openTrade = (params: Params, scene: Trade['scene']): Trade => {
    const content = need(JSON.parse(params['biz_content'] ?? '{}') as Json, 'out_trade_no', 'total_amount', 'subject');
    const amountFen = amountOf(content['total_amount']);
    const earlier = book.trade('alipay', content['out_trade_no']);
    if (earlier && earlier.amountFen !== amountFen) fault('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改');
    if (earlier?.state === 'paid') fault('ACQ.TRADE_HAS_SUCCESS', '交易已被支付');
    if (earlier && book.stateOf(earlier) === 'closed') fault('ACQ.TRADE_HAS_CLOSE', '交易已经关闭');
    troubleBefore(content['out_trade_no'], amountFen);
    const trade: Trade = earlier ?? {
      rail: 'alipay', outTradeNo: content['out_trade_no'], prepayId: `${beijingTime(clock.now()).slice(0, 10).replaceAll('-', '')}${book.number('22001')}`, amountFen, description: content['subject'], createdAt: book.now(),
      expiresAt: (content['time_expire'] ? beijingInstant(content['time_expire']) : new Date(clock.now().getTime() + 15 * 86_400_000)).toISOString(), notifyUrl: params['notify_url'] ?? '', returnUrl: params['return_url'] ?? '', scene,
      isToShare: content['extend_params']?.royalty_freeze === 'true', state: 'open', paidAt: null, transactionId: null, payer: `2088102${String(content['out_trade_no']).replace(/\D/g, '').slice(-9).padStart(9, '0')}`,
    };
    if (!earlier) book.keep({ trade });
    troubleAfter(content['out_trade_no'], amountFen);
    return trade;
  };
  const find = (content: Json): Trade => (content['out_trade_no'] ? book.trade('alipay', content['out_trade_no']) : book.tradeById('alipay', content['trade_no'])) ?? fault('ACQ.TRADE_NOT_EXIST', '交易不存在');

  const query = (content: Json): Json => {
    const trade = find(content);
    const state = book.stateOf(trade);
    const isWholeBack = state === 'paid' && book.refundedFen(trade) === trade.amountFen;
    return {
      out_trade_no: trade.outTradeNo, trade_no: trade.transactionId ?? trade.prepayId, total_amount: yuanOf(trade.amountFen), buyer_logon_id: '159****5620', trade_status: state === 'open' ? 'WAIT_BUYER_PAY' : state === 'closed' || isWholeBack ? 'TRADE_CLOSED' : 'TRADE_SUCCESS',
      ...(state === 'paid' && { send_pay_date: at(trade.paidAt), receipt_amount: yuanOf(trade.amountFen), buyer_user_id: trade.payer }),
    };
  };
  const close = (content: Json): Json => {
    const trade = find(content);
    if (book.stateOf(trade) !== 'open') fault('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
    book.keep({ trade: { ...trade, state: 'closed' } });
    return { out_trade_no: trade.outTradeNo, trade_no: trade.prepayId };
  };
  const refund = (content: Json): Json => {
    const { out_request_no: outRefundNo, refund_amount: amount } = need(content, 'refund_amount', 'out_request_no');
    const trade = find(content);
    const amountFen = amountOf(amount);
    const view = (change: 'Y' | 'N'): Json => ({ trade_no: trade.transactionId, out_trade_no: trade.outTradeNo, buyer_user_id: trade.payer, fund_change: change, refund_fee: yuanOf(book.refundedFen(trade)) });
    const earlier = book.refund('alipay', outRefundNo);
    if (earlier && earlier.amountFen !== amountFen) fault('ACQ.DISCORDANT_REPEAT_REQUEST', '同一请求号的金额不一致');
    if (earlier) return view('N');
    if (trade.state !== 'paid') fault('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
    if (book.refundedFen(trade) + amountFen > trade.amountFen) fault('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '撤销或退款金额与订单金额不一致');
    const back = ((content['refund_royalty_parameters'] ?? []) as Json[]).map((one) => ({ account: one['trans_out'] as string, amountFen: amountOf(one['amount']) }));
    const backFen = back.reduce((sum, one) => sum + one.amountFen, 0);
    if (amountFen > trade.amountFen - book.refundedFen(trade) - book.sharedFen(trade) + backFen) fault('ACQ.SELLER_BALANCE_NOT_ENOUGH', '卖家余额不足');
    if (amountFen === ACCOUNT_WRONG_FEN) fault('ACQ.REFUND_CHARGE_ERROR', '退款账户异常');
    troubleBefore(outRefundNo, amountFen);
    for (const one of back) takeBack(trade, one, outRefundNo);
    const done = life.startRefund({ rail: 'alipay', outRefundNo, outTradeNo: trade.outTradeNo, refundId: book.number('R'), amountFen, reason: content['refund_reason'] ?? '', notifyUrl: trade.notifyUrl, createdAt: book.now(), state: 'succeeded', succeededAt: book.now() }, false);
    life.tellRefund(trade, done);
    troubleAfter(outRefundNo, amountFen);
    return view('Y');
  };
  const takeBack = (trade: Trade, { account, amountFen }: { account: string; amountFen: number }, outRefundNo: string): void => {
    const share = book.sharesOfTrade(trade).find((one) => one.receivers.some((part) => part.account === account && part.state === 'succeeded' && part.amountFen >= amountFen)) ?? fault('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR', '分账回退金额有误');
    book.keep({ back: { rail: 'alipay', outReturnNo: `${outRefundNo}${account}`, outShareNo: share.outShareNo, outTradeNo: trade.outTradeNo, account, amountFen, railNo: book.number('RB'), at: book.now() } });
  };
  const queryRefund = (content: Json): Json => {
    const trade = find(content);
    const one = book.refund('alipay', content['out_request_no']);
    // No such refund is no error there: the answer only leaves its facts out.
    if (!one || one.outTradeNo !== trade.outTradeNo) return {};
    return { trade_no: trade.transactionId, out_trade_no: trade.outTradeNo, out_request_no: one.outRefundNo, total_amount: yuanOf(trade.amountFen), refund_amount: yuanOf(one.amountFen), ...(one.state === 'succeeded' && { refund_status: 'REFUND_SUCCESS', gmt_refund_pay: at(one.succeededAt) }) };
  };

  const settle = (content: Json): Json => {
    const { out_request_no: outShareNo, trade_no: tradeNo } = need(content, 'out_request_no', 'trade_no');
    const trade = book.tradeById('alipay', tradeNo) ?? fault('ACQ.TRADE_NOT_EXIST', '交易不存在');
    const earlier = book.share('alipay', outShareNo);
    if (earlier) return { trade_no: tradeNo, settle_no: earlier.railNo };
    const parts = (content['royalty_parameters'] ?? []) as Json[];
    if (!trade.isToShare) fault('ACQ.TRADE_STATUS_ERROR', '非分账交易');
    if (book.sharesOfTrade(trade).some(({ isFinal }) => isFinal)) fault('ACQ.TRADE_ROYALTY_FINISHED', '分账已完结');
    if (parts.length > MOST_RECEIVERS) fault('ACQ.ROYALTY_RECEIVER_INVALID', '分账接收方过多');
    for (const one of parts) if (!book.isReceiver('alipay', one['trans_in'])) fault('ACQ.ROYALTY_RECEIVER_INVALID', '分账关系未绑定');
    const receivers = parts.map((one) => ({ account: one['trans_in'] as string, kind: 'merchant' as const, amountFen: amountOf(one['amount']), words: String(one['desc'] ?? ''), detailNo: book.number('RD'), state: 'pending' as const, at: null, why: null }));
    const wishedFen = receivers.reduce((sum, one) => sum + one.amountFen, 0);
    if (book.sharedFen(trade) + wishedFen > Math.min(Math.floor((trade.amountFen * MAX_SHARE_PERCENT) / 100), trade.amountFen - book.refundedFen(trade))) fault('ACQ.ALLOC_AMOUNT_VALIDATE_ERROR', '分账金额超过上限');
    troubleBefore(outShareNo, wishedFen);
    const share: Shared = life.startShare({ rail: 'alipay', outShareNo, outTradeNo: trade.outTradeNo, railNo: book.number('S'), isFinal: content['extend_params']?.royalty_finish === 'true', createdAt: book.now(), receivers });
    troubleAfter(outShareNo, wishedFen);
    return { trade_no: tradeNo, settle_no: share.railNo };
  };
  const querySettle = (content: Json): Json => {
    const share = book.share('alipay', content['out_request_no']) ?? fault('ACQ.TRADE_SETTLE_NOT_FOUND', '分账单不存在');
    return {
      out_request_no: share.outShareNo, settle_no: share.railNo, operation_dt: at(share.createdAt),
      royalty_detail_list: share.receivers.map((one) => ({ operation_type: 'transfer', trans_out: ALIPAY_SELLER, trans_in: one.account, amount: yuanOf(one.amountFen), state: one.state === 'succeeded' ? 'SUCCESS' : one.state === 'failed' ? 'FAIL' : 'PROCESSING', detail_id: one.detailNo, ...(one.at && { execute_dt: at(one.at) }) })),
    };
  };

  const transfer = (content: Json, params: Params): Json => {
    const { out_biz_no: outTransferNo, payee_info: payee, product_code: product } = need(content, 'out_biz_no', 'trans_amount', 'product_code', 'biz_scene', 'payee_info');
    if (product !== 'TRANS_ACCOUNT_NO_PWD' || !payee.identity || (payee.identity_type === 'ALIPAY_LOGON_ID' && !payee.name)) fault('PAYEE_INFO_INVALID', '收款方信息不完整');
    const amountFen = amountOf(content['trans_amount']);
    const view = (one: Transferred): Json => ({ out_biz_no: outTransferNo, order_id: one.railNo, pay_fund_order_id: `F${one.railNo}`, status: life.alipayTransferState(one), trans_date: at(one.updatedAt) });
    const earlier = book.transfer('alipay', outTransferNo);
    if (earlier && (earlier.amountFen !== amountFen || earlier.openId !== payee.identity)) fault('REQUEST_ID_DUPLICATE', '同一单号的参数不一致');
    if (earlier) return view(earlier);
    troubleBefore(outTransferNo, amountFen);
    if (amountFen === ACCOUNT_WRONG_FEN) fault('PAYEE_USER_INFO_ERROR', '收款人姓名与账号不符');
    const fresh = life.startTransfer({ rail: 'alipay', outTransferNo, railNo: book.number('T'), openId: payee.identity, payeeName: payee.name ?? '', amountFen, words: content['order_title'] ?? '', notifyUrl: params['notify_url'] ?? '', state: 'processing', createdAt: book.now(), updatedAt: book.now(), why: null });
    const done = life.endTransfer(fresh, 'succeeded', null);
    troubleAfter(outTransferNo, amountFen);
    return view(done);
  };
  const queryTransfer = (content: Json): Json => {
    const one = book.transfer('alipay', content['out_biz_no']) ?? fault('ORDER_NOT_EXIST', '转账订单不存在');
    return { out_biz_no: one.outTransferNo, order_id: one.railNo, status: life.alipayTransferState(one), trans_amount: yuanOf(one.amountFen), pay_date: at(one.updatedAt), ...(one.why && { error_code: one.why }) };
  };
  const bill = ({ bill_type: kind, bill_date: day }: Json): Json => {
    if (!/^\d{4}-\d\d-\d\d$/.test(day ?? '') || new Date(`${day}T24:00:00+08:00`) > clock.now()) fault('isv.invalid-arguments', '账单日期不正确');
    if (alipayBill(book, kind, day) === null) fault('isp.bill_not_exist', '账单不存在');
    return { bill_download_url: `${fileBase}/downloadBillFile.resource?bizType=${kind}&bizDates=${day}` };
  };

  const decide = (params: Params): Json => {
    const content = JSON.parse(params['biz_content'] || '{}') as Json;
    switch (params['method']) {
      case 'alipay.trade.query': return query(content);
      case 'alipay.trade.close': return close(content);
      case 'alipay.trade.refund': return refund(content);
      case 'alipay.trade.fastpay.refund.query': return queryRefund(content);
      case 'alipay.trade.precreate': { const trade = openTrade(params, 'precreate'); return { out_trade_no: trade.outTradeNo, qr_code: `${fileBase}${cashier(trade.outTradeNo)}` }; }
      case 'alipay.trade.royalty.relation.bind': return bind(content);
      case 'alipay.trade.order.settle': return settle(content);
      case 'alipay.trade.order.settle.query': return querySettle(content);
      case 'alipay.fund.trans.uni.transfer': return transfer(content, params);
      case 'alipay.fund.trans.common.query': return queryTransfer(content);
      case 'alipay.data.dataservice.bill.downloadurl.query': return bill(content);
      default: return fault('isv.invalid-method', '不存在的方法名', '40002');
    }
  };
  const bind = (content: Json): Json => {
    for (const { account } of need(content, 'out_request_no', 'receiver_list')['receiver_list'] as Json[]) if (!book.isReceiver('alipay', account)) book.keep({ receiver: book.receiverKey('alipay', account) });
    return { result_code: 'SUCCESS' };
  };

  const isOurApp = (params: Params): boolean =>
    params['app_id'] === ALIPAY_APP && params['sign_type'] === 'RSA2' && isSha256Signed(signedParams(params), params['sign'] ?? '', openPair(keys.alipayApp()).publicKey);
  const isFresh = (params: Params): boolean => Math.abs(beijingInstant(params['timestamp'] ?? '').getTime() - clock.now().getTime()) <= SKEW_MS;
  const answer = (name: string, said: Json): RailAnswer => {
    const text = JSON.stringify({ code: '10000', msg: 'Success', ...said });
    return { status: 200, headers: { 'content-type': 'application/json;charset=utf-8' }, bytes: Buffer.from(`{"${name}":${text},"sign":"${sha256Sign(text, openPair(keys.alipay()).privateKey)}"}`) };
  };

  return {
    send: async ({ url: address, body }): Promise<RailAnswer> => {
      const url = new URL(address);
      if (url.pathname.endsWith('/downloadBillFile.resource')) {
        const file = alipayBill(book, url.searchParams.get('bizType') ?? '', url.searchParams.get('bizDates') ?? '');
        return file === null ? { status: 404, headers: {}, bytes: Buffer.alloc(0) } : { status: 200, headers: { 'content-type': 'application/zip' }, bytes: file };
      }
      // Public parameters may stand in the address and the rest in the body.
      const params = { ...Object.fromEntries(url.searchParams), ...Object.fromEntries(new URLSearchParams(body)) };
      if (!isOurApp(params)) return answer('error_response', { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature', sub_msg: '验签出错' });
      const name = `${(params['method'] ?? '').replaceAll('.', '_')}_response`;
      try {
        if (!isFresh(params)) fault('isv.invalid-timestamp', '非法的时间戳参数', '40002');
        return answer(name, decide(params));
      } catch (error) {
        if (error instanceof Silence) throw error;
        return answer(name, error instanceof Fault ? error.said : { code: '40004', msg: 'Business Failed', sub_code: 'ACQ.INVALID_PARAMETER', sub_msg: '参数无效' });
      }
    },
    /** The payer's browser brings a signed order: it stands from now on, and the cashier takes over. Null for what is not signed by our app. */
    open: (queryText) => {
      const params = Object.fromEntries(new URLSearchParams(queryText));
      const scene = ({ 'alipay.trade.wap.pay': 'h5', 'alipay.trade.page.pay': 'page', 'alipay.trade.app.pay': 'app' } as const)[params['method'] ?? ''];
      if (!scene || !isOurApp(params)) return null;
      try { return { location: `${pageBase}${cashier(openTrade(params, scene).outTradeNo)}` }; } catch (error) {
        if (!(error instanceof Fault)) throw error;
        const content = JSON.parse(params['biz_content'] ?? '{}') as Json;
        return book.trade('alipay', content['out_trade_no']) ? { location: `${pageBase}${cashier(content['out_trade_no'])}` } : null;
      }
    },
  };
};
