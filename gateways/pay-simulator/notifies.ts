import { alipayPrivateKey, signedParams } from '../alipay-wire.ts';
import { beijingText, yuanOf } from '../bill-file.ts';
import type { RailName } from '../payment.ts';
import { seal, sha256Sign, signedHeaders, wechatInstant } from '../wechat-wire.ts';
import type { Refunded, SharedPart, Shared, Told, Trade, Transferred } from './book.ts';
import { makeKey, openPair, type SimulatedKey, type SimulatorKeys } from './keys.ts';
import type { Wire } from './post.ts';

/** Who signs a told fact instead of the provider, and when: for forgeries. */
export type Forger = { wechat?: SimulatedKey; alipayPem?: string };
export const makeForger = (): Forger => ({ wechat: makeKey('somebody else'), alipayPem: makeKey('somebody else').pem });

const WECHAT_MERCHANT = '1900000109';
const WECHAT_APP = 'wx0000000000demo';
export const ALIPAY_APP = '2021000000000000';
export const ALIPAY_SELLER = '2088000000000000';

/** What differs from the truth in a crafted notify. */
export type Changes = { amountFen?: number; currency?: string; merchantId?: string; tradeState?: string };

/** The bodies of notifies in each provider's own form. Signing is done at each try, by `signer`. */
export const wireOf = {
  paid: (keys: SimulatorKeys, trade: Trade, notifyId: string, at: Date, changes: Changes = {}): string => {
    const { amountFen = trade.amountFen, currency = 'CNY' } = changes;
    const paidAt = new Date(trade.paidAt ?? at);
    if (trade.rail === 'alipay') {
      return alipay(notifyId, {
        trade_no: trade.transactionId ?? trade.prepayId, out_trade_no: trade.outTradeNo, seller_id: changes.merchantId ?? ALIPAY_SELLER, buyer_id: trade.payer, trade_status: changes.tradeState ?? 'TRADE_SUCCESS', total_amount: yuanOf(amountFen), receipt_amount: yuanOf(amountFen),
        buyer_pay_amount: yuanOf(amountFen), subject: trade.description, gmt_create: beijingText(new Date(trade.createdAt)), gmt_payment: beijingText(paidAt), ...(currency !== 'CNY' && { trans_currency: currency }),
      });
    }
    return wechat(keys, notifyId, at, 'TRANSACTION.SUCCESS', 'transaction', '支付成功', {
      appid: WECHAT_APP, mchid: changes.merchantId ?? WECHAT_MERCHANT, out_trade_no: trade.outTradeNo, transaction_id: trade.transactionId ?? `42000${trade.prepayId.replace(/\D/g, '')}`, trade_type: trade.scene === 'h5' ? 'MWEB' : trade.scene.toUpperCase(), trade_state: changes.tradeState ?? 'SUCCESS',
      trade_state_desc: '支付成功', bank_type: 'OTHERS', attach: '', success_time: wechatInstant(paidAt), payer: { openid: trade.payer }, amount: { total: amountFen, payer_total: amountFen, currency, payer_currency: currency },
    });
  },
  /** `refundedFen` is all that went back of the trade so far: Alipay tells the sum, WeChat the part. */
  refund: (keys: SimulatorKeys, trade: Trade, refund: Refunded, refundedFen: number, notifyId: string, at: Date, changes: Changes = {}): string => {
    const { amountFen = refund.amountFen, currency = 'CNY' } = changes;
    if (refund.rail === 'alipay') {
      return alipay(notifyId, {
        trade_no: trade.transactionId!, out_trade_no: trade.outTradeNo, out_biz_no: refund.outRefundNo, seller_id: changes.merchantId ?? ALIPAY_SELLER, buyer_id: trade.payer, trade_status: refundedFen === trade.amountFen ? 'TRADE_CLOSED' : 'TRADE_SUCCESS', total_amount: yuanOf(trade.amountFen),
        refund_fee: yuanOf(changes.amountFen ?? refundedFen), subject: trade.description, gmt_payment: beijingText(new Date(trade.paidAt!)), gmt_refund: beijingText(new Date(refund.succeededAt ?? at)),
      });
    }
    const isGood = refund.state !== 'abnormal';
    return wechat(keys, notifyId, at, isGood ? 'REFUND.SUCCESS' : 'REFUND.ABNORMAL', 'refund', isGood ? '退款成功' : '退款异常', {
      mchid: changes.merchantId ?? WECHAT_MERCHANT, transaction_id: trade.transactionId, out_trade_no: trade.outTradeNo, refund_id: refund.refundId, out_refund_no: refund.outRefundNo, refund_status: isGood ? 'SUCCESS' : 'ABNORMAL', user_received_account: '支付用户零钱',
      ...(isGood && { success_time: wechatInstant(new Date(refund.succeededAt ?? at)) }), amount: { total: trade.amountFen, refund: amountFen, payer_total: trade.amountFen, payer_refund: amountFen, ...(currency !== 'CNY' && { currency }) },
    });
  },
  share: (keys: SimulatorKeys, trade: Trade, share: Shared, part: SharedPart, notifyId: string, at: Date): string =>
    wechat(keys, notifyId, at, 'TRANSACTION.SUCCESS', 'profitsharing', '分账', {
      mchid: WECHAT_MERCHANT, transaction_id: trade.transactionId, order_id: share.railNo, out_order_no: share.outShareNo, receiver: { type: part.kind === 'person' ? 'PERSONAL_OPENID' : 'MERCHANT_ID', account: part.account, amount: part.amountFen, description: part.words }, success_time: wechatInstant(at),
    }),
  transfer: (keys: SimulatorKeys, transfer: Transferred, state: string, notifyId: string, at: Date): string => {
    if (transfer.rail === 'alipay') return alipay(notifyId, { msg_method: 'alipay.fund.trans.order.changed', biz_content: JSON.stringify({ out_biz_no: transfer.outTransferNo, order_id: transfer.railNo, status: state, trans_amount: yuanOf(transfer.amountFen), pay_date: beijingText(at), product_code: 'TRANS_ACCOUNT_NO_PWD', biz_scene: 'DIRECT_TRANSFER' }) });
    return wechat(keys, notifyId, at, 'MCHTRANSFER.BILL.FINISHED', 'mch_payment', '商家转账单据终态通知', {
      mch_id: WECHAT_MERCHANT, out_bill_no: transfer.outTransferNo, transfer_bill_no: transfer.railNo, transfer_amount: transfer.amountFen, state, openid: transfer.openId, create_time: wechatInstant(new Date(transfer.createdAt)), update_time: wechatInstant(new Date(transfer.updatedAt)),
      ...(transfer.why && { fail_reason: transfer.why }),
    });
  },
};

const wechat = (keys: SimulatorKeys, id: string, at: Date, event: string, original: string, summary: string, fact: object): string => JSON.stringify({
  id, create_time: wechatInstant(at), resource_type: 'encrypt-resource', event_type: event, summary, resource: { original_type: original, ...seal(keys.apiKey(), JSON.stringify(fact), original) },
});
const alipay = (id: string, params: Record<string, string>): string => JSON.stringify({ notify_id: id, notify_type: 'trade_status_sync', app_id: ALIPAY_APP, charset: 'utf-8', version: '1.0', ...params });

/** The signed message of one try, as it goes over the wire. */
export const signTold = (keys: SimulatorKeys, { rail, wire }: Pick<Told, 'rail' | 'wire'> & { rail: RailName }, at: Date, forger: Forger | null = null): Wire => {
  if (rail === 'wechat') {
    const key = keys.platform().at(-1)!;
    // A forger claims the provider's serial unless he brings his own.
    const signer = forger?.wechat ? { serial: forger.wechat.serial, privateKey: openPair(forger.wechat.pem).privateKey } : { serial: key.serial, privateKey: openPair(key.pem).privateKey };
    return { headers: { ...signedHeaders(signer, wire, at), 'content-type': 'application/json' }, body: wire };
  }
  const params: Record<string, string> = { ...(JSON.parse(wire) as Record<string, string>), notify_time: beijingText(at) };
  const sign = sha256Sign(signedParams(params), forger?.alipayPem ? alipayPrivateKey(forger.alipayPem) : openPair(keys.alipay()).privateKey);
  return { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body: new URLSearchParams({ ...params, sign_type: 'RSA2', sign }).toString() };
};
