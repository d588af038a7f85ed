import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Clock } from '../../kernel/clock.ts';
import type { RailAnswer, Send } from '../payment.ts';
import { isSha256Signed, readAuthorization, seal, signedHeaders, unsealName, wechatInstant, wechatText } from '../wechat-wire.ts';
import { ACCOUNT_WRONG_FEN, ANSWER_LOST_FEN, BUSY_FEN, type Book, type Refunded, type Shared, type Trade, type Transferred } from './book.ts';
import { openPair, type SimulatorKeys } from './keys.ts';
import type { Life } from './life.ts';
import { fundBill, shareBill, tradeBill } from './wechat-bills.ts';

export const WECHAT_MERCHANT = '1900000109';
export const WECHAT_APP = 'wx0000000000demo';
const MAX_SHARE_PERCENT = 30;
const MOST_SHARES = 50;
const MOST_RECEIVERS = 50;
const FREEZE_DAYS = 180;
const SKEW_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

type Json = Record<string, any>;
type Said = { status: number; body: Json | null };
class Fault extends Error {
  readonly said: Said;
  constructor(status: number, code: string, message: string) { super(code); this.said = { status, body: { code, message } }; }
}
/** Nobody answers: what was asked may have been done. */
class Silence extends Error {}
const fault = (status: number, code: string, message: string): never => { throw new Fault(status, code, message); };

const need = <T extends Json>(body: T, ...names: string[]): T => {
  for (const name of names) if (body[name] === undefined || body[name] === null || body[name] === '') fault(400, 'PARAM_ERROR', `${name} 不能为空`);
  return body;
};
const amountOf = (value: unknown): number => (Number.isInteger(value) && (value as number) > 0 ? (value as number) : fault(400, 'PARAM_ERROR', '金额须为大于 0 的整数，单位分'));

/** WeChat Pay v3 as its public pages describe it: every request's signature is checked, every answer signed. */
export const createWechatServer = ({ clock, book, keys, life, pageBase, fileBase, compression }: { clock: Clock; book: Book; keys: SimulatorKeys; life: Life; pageBase: string; fileBase: string; compression: number }): Send => {
  const at = (text: string | null): string | undefined => (text === null ? undefined : wechatInstant(new Date(text)));
  const currentKey = () => { const key = keys.platform().at(-1)!; return { serial: key.serial, privateKey: openPair(key.pem).privateKey }; };
  /** Trouble that comes with the amount: before the deed, or after it. */
  const troubleBefore = (no: string, fen: number): void => { if (fen === BUSY_FEN && book.stumbles(`wechat:${no}`)) fault(500, 'SYSTEM_ERROR', '系统繁忙，请稍后重试'); };
  const troubleAfter = (no: string, fen: number): void => { if (fen === ANSWER_LOST_FEN && book.stumbles(`wechat:${no}`)) throw new Silence('the answer was lost'); };

  const tradeView = (trade: Trade): Json => {
    const state = book.stateOf(trade);
    const isPaid = state === 'paid';
    return {
      appid: WECHAT_APP, mchid: WECHAT_MERCHANT, out_trade_no: trade.outTradeNo, trade_type: trade.scene === 'h5' ? 'MWEB' : trade.scene.toUpperCase(), trade_state: isPaid ? (book.refundedFen(trade) > 0 ? 'REFUND' : 'SUCCESS') : state === 'closed' ? 'CLOSED' : 'NOTPAY',
      trade_state_desc: isPaid ? '支付成功' : state === 'closed' ? '已关闭' : '未支付', amount: { total: trade.amountFen, currency: 'CNY', ...(isPaid && { payer_total: trade.amountFen, payer_currency: 'CNY' }) },
      ...(isPaid && { transaction_id: trade.transactionId, bank_type: 'OTHERS', success_time: at(trade.paidAt), payer: { openid: trade.payer } }),
    };
  };
  const refundView = (refund: Refunded): Json => {
    const trade = book.trade('wechat', refund.outTradeNo)!;
    return {
      refund_id: refund.refundId, out_refund_no: refund.outRefundNo, transaction_id: trade.transactionId, out_trade_no: refund.outTradeNo, channel: 'ORIGINAL', user_received_account: '支付用户零钱', create_time: at(refund.createdAt),
      status: refund.state === 'succeeded' ? 'SUCCESS' : refund.state === 'abnormal' ? 'ABNORMAL' : 'PROCESSING', ...(refund.succeededAt && { success_time: at(refund.succeededAt) }), amount: { total: trade.amountFen, refund: refund.amountFen, currency: 'CNY' },
    };
  };
  const shareView = (share: Shared): Json => ({
    transaction_id: book.trade('wechat', share.outTradeNo)!.transactionId, out_order_no: share.outShareNo, order_id: share.railNo, state: share.receivers.every(({ state }) => state !== 'pending') ? 'FINISHED' : 'PROCESSING',
    receivers: share.receivers.map((one) => ({
      type: one.kind === 'person' ? 'PERSONAL_OPENID' : 'MERCHANT_ID', account: one.account, amount: one.amountFen, description: one.words, detail_id: one.detailNo, create_time: at(share.createdAt), result: one.state === 'succeeded' ? 'SUCCESS' : one.state === 'failed' ? 'CLOSED' : 'PENDING',
      ...(one.at && { finish_time: at(one.at) }), ...(one.why && { fail_reason: one.why }),
    })),
  });
  const transferView = (transfer: Transferred): Json => ({
    mch_id: WECHAT_MERCHANT, appid: WECHAT_APP, out_bill_no: transfer.outTransferNo, transfer_bill_no: transfer.railNo, transfer_amount: transfer.amountFen, transfer_remark: transfer.words, openid: transfer.openId, create_time: at(transfer.createdAt), update_time: at(transfer.updatedAt),
    state: life.wechatTransferState(transfer), ...(transfer.why && { fail_reason: transfer.why }),
  });

  const order = (scene: Trade['scene'], body: Json): Said => {
    const { out_trade_no: outTradeNo, amount, notify_url: notifyUrl, mchid, appid, description } = need(body, 'appid', 'mchid', 'description', 'out_trade_no', 'notify_url', 'amount');
    const amountFen = amountOf(amount.total);
    if (mchid !== WECHAT_MERCHANT || appid !== WECHAT_APP) fault(400, 'MCH_NOT_EXISTS', '商户号不存在');
    if (!/^[\w*|@-]{6,32}$/.test(outTradeNo)) fault(400, 'PARAM_ERROR', '商户订单号须为 6–32 位');
    if (!URL.canParse(notifyUrl) || new URL(notifyUrl).search !== '') fault(400, 'PARAM_ERROR', '通知地址不可带参数');
    if (scene === 'jsapi') need(body['payer'] ?? {}, 'openid');
    if (scene === 'h5') need(body['scene_info'] ?? {}, 'payer_client_ip', 'h5_info');
    const earlier = book.trade('wechat', outTradeNo);
    const expiresAt = new Date(body['time_expire'] ?? earlier?.expiresAt ?? clock.now().getTime() + 2 * 3_600_000).toISOString();
    if (earlier && (earlier.amountFen !== amountFen || earlier.expiresAt !== expiresAt || earlier.scene !== scene)) fault(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致');
    if (earlier?.state === 'paid') fault(400, 'ORDERPAID', '该订单已支付');
    if (earlier && book.stateOf(earlier) === 'closed') fault(400, 'ORDER_CLOSED', '该订单已关闭');
    troubleBefore(outTradeNo, amountFen);
    const trade: Trade = earlier ?? {
      rail: 'wechat', outTradeNo, prepayId: book.number('wx'), amountFen, description, createdAt: book.now(), expiresAt, notifyUrl, returnUrl: '', scene,
      isToShare: body['settle_info']?.profit_sharing === true, state: 'open', paidAt: null, transactionId: null, payer: body['payer']?.openid ?? `demo_payer_${outTradeNo}`,
    };
    if (!earlier) book.keep({ trade });
    troubleAfter(outTradeNo, amountFen);
    const cashier = `${pageBase}/demo/pay/${encodeURIComponent(outTradeNo)}?prepay_id=${trade.prepayId}`;
    return { status: 200, body: scene === 'h5' ? { h5_url: cashier } : scene === 'native' ? { code_url: `${fileBase}/demo/pay/${encodeURIComponent(outTradeNo)}` } : { prepay_id: trade.prepayId } };
  };

  const refund = (body: Json): Said => {
    const { out_trade_no: outTradeNo, out_refund_no: outRefundNo, amount } = need(body, 'out_trade_no', 'out_refund_no', 'amount');
    const earlier = book.refund('wechat', outRefundNo);
    const amountFen = amountOf(amount.refund);
    if (earlier && (earlier.amountFen !== amountFen || earlier.outTradeNo !== outTradeNo)) fault(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致');
    if (earlier) return { status: 200, body: refundView(earlier) };
    const trade = book.trade('wechat', outTradeNo) ?? fault(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    if (trade.state !== 'paid' || amount.total !== trade.amountFen || amount.currency !== 'CNY') fault(400, 'INVALID_REQUEST', '订单未支付，或订单金额不一致');
    if (book.refundedFen(trade) + amountFen > trade.amountFen) fault(400, 'INVALID_REQUEST', '退款金额大于可退金额');
    if (amountFen > trade.amountFen - book.refundedFen(trade) - book.sharedFen(trade)) fault(403, 'NOT_ENOUGH', '账户余额不足：已分账的部分请先回退');
    troubleBefore(outRefundNo, amountFen);
    const fresh = life.startRefund({ rail: 'wechat', outRefundNo, outTradeNo, refundId: book.number('503'), amountFen, reason: body['reason'] ?? '', notifyUrl: body['notify_url'] ?? '', createdAt: book.now(), state: 'processing', succeededAt: null }, amountFen === ACCOUNT_WRONG_FEN);
    troubleAfter(outRefundNo, amountFen);
    return { status: 200, body: refundView(fresh) };
  };

  const shareable = (transactionId: string): Trade => {
    const trade = book.tradeById('wechat', transactionId) ?? fault(404, 'RESOURCE_NOT_EXISTS', '订单不存在');
    if (!trade.isToShare) fault(400, 'INVALID_REQUEST', '非分账订单不支持分账');
    if (book.sharesOfTrade(trade).some(({ isFinal }) => isFinal)) fault(400, 'INVALID_REQUEST', '分账已完结');
    if (clock.now().getTime() - Date.parse(trade.paidAt!) > (FREEZE_DAYS * DAY_MS) / compression) fault(400, 'INVALID_REQUEST', '冻结已满 180 天，资金已解冻');
    return trade;
  };
  const share = (body: Json, isUnfreeze: boolean): Said => {
    const { transaction_id: transactionId, out_order_no: outShareNo } = need(body, 'transaction_id', 'out_order_no', ...(isUnfreeze ? ['description'] : ['receivers']));
    const earlier = book.share('wechat', outShareNo);
    if (earlier) return { status: 200, body: shareView(earlier) };
    const trade = shareable(transactionId);
    const receivers = (isUnfreeze ? [] : body['receivers']) as Json[];
    if (receivers.length > MOST_RECEIVERS) fault(400, 'PARAM_ERROR', '分账接收方最多 50 个');
    if (book.sharesOfTrade(trade).length >= MOST_SHARES) fault(403, 'RULE_LIMIT', '分账次数超过 50 次');
    for (const one of receivers) {
      amountOf(need(one, 'type', 'account', 'amount', 'description')['amount']);
      if (!book.isReceiver('wechat', one['account'])) fault(400, 'INVALID_REQUEST', '分账接收方未添加');
      if (one['name']) readName(one['name']);
    }
    const wishedFen = receivers.reduce((sum, one) => sum + (one['amount'] as number), 0);
    if (book.sharedFen(trade) + wishedFen > Math.floor((trade.amountFen * MAX_SHARE_PERCENT) / 100)) fault(403, 'RULE_LIMIT', '分账金额超过最大分账比例');
    if (book.sharedFen(trade) + wishedFen > trade.amountFen - book.refundedFen(trade)) fault(403, 'NOT_ENOUGH', '分账金额不足');
    troubleBefore(outShareNo, wishedFen);
    const fresh = life.startShare({
      rail: 'wechat', outShareNo, outTradeNo: trade.outTradeNo, railNo: book.number('3008'), isFinal: isUnfreeze || body['unfreeze_unsplit'] === true, createdAt: book.now(),
      receivers: receivers.map((one) => ({ account: one['account'], kind: one['type'] === 'PERSONAL_OPENID' ? 'person' : 'merchant', amountFen: one['amount'], words: one['description'], detailNo: book.number('3601'), state: 'pending', at: null, why: null })),
    });
    troubleAfter(outShareNo, wishedFen);
    return { status: 200, body: shareView(fresh) };
  };
  const giveBack = (body: Json): Said => {
    const { out_order_no: outShareNo, out_return_no: outReturnNo, return_mchid: from, amount } = need(body, 'out_order_no', 'out_return_no', 'return_mchid', 'amount', 'description');
    const view = (one: NonNullable<ReturnType<Book['back']>>): Said => ({ status: 200, body: { order_id: book.share('wechat', one.outShareNo)!.railNo, out_order_no: one.outShareNo, out_return_no: one.outReturnNo, return_no: one.railNo, return_mchid: one.account, amount: one.amountFen, result: 'SUCCESS', create_time: at(one.at), finish_time: at(one.at) } });
    const earlier = book.back('wechat', outReturnNo);
    if (earlier) return view(earlier);
    const shared = book.share('wechat', outShareNo) ?? fault(404, 'RESOURCE_NOT_EXISTS', '分账单不存在');
    const gotFen = shared.receivers.filter((one) => one.account === from && one.kind === 'merchant' && one.state === 'succeeded').reduce((sum, one) => sum + one.amountFen, 0);
    const gaveFen = book.returnsOf(shared).filter((one) => one.account === from).reduce((sum, one) => sum + one.amountFen, 0);
    if (amountOf(amount) > gotFen - gaveFen) fault(400, 'INVALID_REQUEST', '回退金额大于可回退金额，或接收方为个人');
    const back = { rail: 'wechat' as const, outReturnNo, outShareNo, outTradeNo: shared.outTradeNo, account: from, amountFen: amount, railNo: book.number('3009'), at: book.now() };
    book.keep({ back });
    return view(back);
  };

  const readName = (sealed: string): string => {
    for (const key of keys.platform()) try { return unsealName(sealed, openPair(key.pem).privateKey); } catch { /* another certificate's */ }
    return fault(400, 'PARAM_ERROR', '敏感信息解密失败');
  };
  const transfer = (body: Json): Said => {
    const { out_bill_no: outTransferNo, transfer_amount: amount, openid } = need(body, 'appid', 'out_bill_no', 'transfer_scene_id', 'openid', 'transfer_amount', 'transfer_remark', 'transfer_scene_report_infos');
    const amountFen = amountOf(amount);
    const view = (one: Transferred): Said => ({ status: 200, body: { out_bill_no: outTransferNo, transfer_bill_no: one.railNo, create_time: at(one.createdAt), state: life.wechatTransferState(one), ...(one.state === 'waitConfirm' && { package_info: `affffddafdfafddffda==${one.railNo}` }) } });
    const earlier = book.transfer('wechat', outTransferNo);
    if (earlier && (earlier.amountFen !== amountFen || earlier.openId !== openid)) fault(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致');
    if (earlier) return view(earlier);
    if (amountFen > 20_000_00) fault(400, 'PARAM_ERROR', '单笔转账超过上限');
    if (amountFen >= 2_000_00 && !body['user_name']) fault(400, 'PARAM_ERROR', '转账金额 2,000 元及以上须填收款人姓名');
    const payeeName = body['user_name'] ? readName(body['user_name']) : '';
    troubleBefore(outTransferNo, amountFen);
    const fresh = life.startTransfer({ rail: 'wechat', outTransferNo, railNo: book.number('1330'), openId: openid, payeeName, amountFen, words: body['transfer_remark'], notifyUrl: body['notify_url'] ?? '', state: 'waitConfirm', createdAt: book.now(), updatedAt: book.now(), why: null });
    troubleAfter(outTransferNo, amountFen);
    return view(fresh);
  };

  const bill = (kind: 'trade' | 'share' | 'fund', day: string): Said => {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) fault(400, 'PARAM_ERROR', '账单日期格式应为 yyyy-MM-dd');
    if (new Date(`${day}T24:00:00+08:00`) > clock.now()) fault(400, 'STATEMENT_CREATING', '账单生成中');
    const text = billText(kind, day);
    if (text === null) return fault(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
    return { status: 200, body: { hash_type: 'SHA1', hash_value: createHash('sha1').update(text).digest('hex'), download_url: `${fileBase}/v3/billdownload/file?token=${kind}.${day}` } };
  };
  const billText = (kind: string, day: string): string | null => (kind === 'trade' ? tradeBill(book, day) : kind === 'share' ? shareBill(book, day) : fundBill(book, day));

  const certificates = (): Said => ({
    status: 200,
    body: { data: keys.platform().slice(-2).map((key) => ({ serial_no: key.serial, effective_time: '2020-01-01T08:00:00+08:00', expire_time: '2050-01-01T07:59:59+08:00', encrypt_certificate: seal(keys.apiKey(), key.certificate, 'certificate') })) },
  });

  const decide = (method: string, { pathname, searchParams }: URL, body: Json): Said => {
    const [, one = ''] = /\/([^/]+)$/.exec(pathname) ?? [];
    const no = decodeURIComponent(one);
    if (method === 'GET') {
      if (pathname === '/v3/certificates') return certificates();
      if (pathname.startsWith('/v3/pay/transactions/out-trade-no/')) return found(book.trade('wechat', no), tradeView, 'ORDER_NOT_EXIST');
      if (pathname.startsWith('/v3/pay/transactions/id/')) return found(book.tradeById('wechat', no), tradeView, 'ORDER_NOT_EXIST');
      if (pathname.startsWith('/v3/refund/domestic/refunds/')) return found(book.refund('wechat', no), refundView, 'RESOURCE_NOT_EXISTS');
      if (pathname.startsWith('/v3/profitsharing/orders/')) return found(book.share('wechat', no), shareView, 'RESOURCE_NOT_EXISTS');
      if (pathname.startsWith('/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/')) return found(book.transfer('wechat', no), transferView, 'NOT_FOUND');
      const kind = { '/v3/bill/tradebill': 'trade', '/v3/profitsharing/bills': 'share', '/v3/bill/fundflowbill': 'fund' }[pathname] as 'trade' | undefined;
      if (kind) return bill(kind, searchParams.get('bill_date') ?? '');
    } else {
      const scene = /^\/v3\/pay\/transactions\/(jsapi|h5|native|app)$/.exec(pathname)?.[1];
      if (scene) return order(scene as Trade['scene'], body);
      const closing = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/.exec(pathname)?.[1];
      if (closing) return close(decodeURIComponent(closing));
      if (pathname === '/v3/refund/domestic/refunds') return refund(body);
      if (pathname === '/v3/profitsharing/receivers/add') return introduce(body);
      if (pathname === '/v3/profitsharing/orders') return share(body, false);
      if (pathname === '/v3/profitsharing/orders/unfreeze') return share(body, true);
      if (pathname === '/v3/profitsharing/return-orders') return giveBack(body);
      if (pathname === '/v3/fund-app/mch-transfer/transfer-bills') return transfer(body);
      const cancelling = /^\/v3\/fund-app\/mch-transfer\/transfer-bills\/out-bill-no\/([^/]+)\/cancel$/.exec(pathname)?.[1];
      if (cancelling) return cancel(decodeURIComponent(cancelling));
    }
    return fault(404, 'NOT_FOUND', '没有这个接口');
  };
  const found = <T>(one: T | undefined, view: (one: T) => Json, code: string): Said => (one === undefined ? fault(404, code, '单据不存在') : { status: 200, body: view(one) });
  const close = (outTradeNo: string): Said => {
    const trade = book.trade('wechat', outTradeNo) ?? fault(404, 'ORDER_NOT_EXIST', '订单不存在');
    if (trade.state === 'paid') fault(400, 'ORDERPAID', '该订单已支付');
    if (trade.state === 'open') book.keep({ trade: { ...trade, state: 'closed' } });
    return { status: 204, body: null };
  };
  const introduce = (body: Json): Said => {
    const { account, type } = need(body, 'type', 'account', 'relation_type');
    if (type === 'PERSONAL_OPENID') need(body, 'appid');
    if (!book.isReceiver('wechat', account)) book.keep({ receiver: book.receiverKey('wechat', account) });
    return { status: 200, body: { type, account, relation_type: body['relation_type'] } };
  };
  const cancel = (outTransferNo: string): Said => {
    const one = book.transfer('wechat', outTransferNo) ?? fault(404, 'NOT_FOUND', '单据不存在');
    if (one.state !== 'waitConfirm' && one.state !== 'cancelled') fault(400, 'INVALID_REQUEST', '当前状态不可撤销');
    const ended = life.endTransfer(one, 'cancelled', null);
    return { status: 200, body: { out_bill_no: outTransferNo, transfer_bill_no: one.railNo, state: 'CANCELLED', update_time: at(ended.updatedAt) } };
  };

  const isOurMerchant = (method: string, url: URL, header: string, body: string): boolean => {
    const fields = readAuthorization(header);
    const merchant = keys.merchant();
    return fields !== null && fields.mchid === WECHAT_MERCHANT && fields.serial_no === merchant.serial && Math.abs(Number(fields.timestamp) * 1000 - clock.now().getTime()) <= SKEW_MS
      && isSha256Signed(wechatText(method, url.pathname + url.search, fields.timestamp, fields.nonce_str, body), fields.signature, openPair(merchant.pem).publicKey);
  };

  return async ({ method, url: address, headers, body }): Promise<RailAnswer> => {
    const url = new URL(address);
    if (!isOurMerchant(method, url, headers['authorization'] ?? '', body)) {
      return { status: 401, headers: {}, bytes: Buffer.from(JSON.stringify({ code: 'SIGN_ERROR', message: '签名错误', detail: { field: 'signature' } })) };
    }
    if (url.pathname === '/v3/billdownload/file') {
      const [kind = '', day = ''] = (url.searchParams.get('token') ?? '').split('.');
      const text = billText(kind, day);
      return text === null ? { status: 404, headers: {}, bytes: Buffer.alloc(0) } : { status: 200, headers: {}, bytes: gzipSync(text) };
    }
    let said: Said;
    try { said = decide(method, url, body === '' ? {} : (JSON.parse(body) as Json)); } catch (error) {
      if (error instanceof Silence) throw error;
      said = error instanceof Fault ? error.said : { status: 400, body: { code: 'PARAM_ERROR', message: '参数错误' } };
    }
    const text = said.body === null ? '' : JSON.stringify(said.body);
    return { status: said.status, headers: { 'content-type': 'application/json; charset=utf-8', ...signedHeaders(currentKey(), text, clock.now()) }, bytes: Buffer.from(text) };
  };
};
