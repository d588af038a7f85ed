import { beijingText, yuanOf } from '../bill-file.ts';
import type { Book } from './book.ts';

/** WeChat Pay's books of a day: each cell behind a backtick, a heading before and a total behind. Null where the day has none. */
const FEE_PER_THOUSAND = 6;
/** Rounded half up to the fen, taken on payments and given back in part on refunds. */
export const feeOf = (fen: number): number => Math.round((fen * FEE_PER_THOUSAND) / 1000);
const isOn = (day: string, at: string | null): at is string => at !== null && beijingText(new Date(at)).startsWith(day);
const line = (cells: (string | number)[]): string => cells.map((cell) => `\`${cell}`).join(',');
const sum = (fens: number[]): string => yuanOf(fens.reduce((total, fen) => total + fen, 0));

export const tradeBill = (book: Book, day: string): string | null => {
  const paid = [...book.trades.values()].filter((trade) => trade.rail === 'wechat' && trade.state === 'paid' && isOn(day, trade.paidAt));
  const refunded = [...book.refunds.values()].filter((refund) => refund.rail === 'wechat' && refund.state === 'succeeded' && isOn(day, refund.succeededAt));
  if (paid.length + refunded.length === 0) return null;
  const row = (at: string, trade: (typeof paid)[number], cells: { state: string; paidFen: number; refundId: string; refundNo: string; refundFen: number; kind: string; status: string; feeFen: number }): string => line([
    beijingText(new Date(at)), 'wx0000000000demo', '1900000109', '', '', trade.transactionId!, trade.outTradeNo, trade.payer, trade.scene === 'h5' ? 'MWEB' : trade.scene.toUpperCase(), cells.state, 'OTHERS', 'CNY', yuanOf(cells.paidFen), '0.00', cells.refundId, cells.refundNo, yuanOf(cells.refundFen), '0.00',
    cells.kind, cells.status, trade.description.replaceAll(',', ' '), '', `${cells.feeFen < 0 ? '-' : ''}${yuanOf(Math.abs(cells.feeFen))}000`, '0.60%', yuanOf(cells.paidFen), yuanOf(cells.refundFen), '',
  ]);
  const rows = [
    ...paid.map((trade) => row(trade.paidAt!, trade, { state: 'SUCCESS', paidFen: trade.amountFen, refundId: '0', refundNo: '0', refundFen: 0, kind: '', status: '', feeFen: feeOf(trade.amountFen) })),
    ...refunded.map((refund) => row(refund.succeededAt!, book.trade('wechat', refund.outTradeNo)!, { state: 'REFUND', paidFen: 0, refundId: refund.refundId, refundNo: refund.outRefundNo, refundFen: refund.amountFen, kind: 'ORIGINAL', status: 'SUCCESS', feeFen: -feeOf(refund.amountFen) })),
  ];
  const [paidSum, refundSum] = [sum(paid.map(({ amountFen }) => amountFen)), sum(refunded.map(({ amountFen }) => amountFen))];
  return `\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n${rows.join('\r\n')}\r\n总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n${line([rows.length, paidSum, refundSum, '0.00', `${sum([...paid.map(({ amountFen }) => feeOf(amountFen)), ...refunded.map(({ amountFen }) => -feeOf(amountFen))])}000`, paidSum, refundSum])}\r\n`;
};

export const shareBill = (book: Book, day: string): string | null => {
  const parts = [...book.shares.values()].filter(({ rail }) => rail === 'wechat').flatMap((share) => share.receivers.filter(({ state, at }) => state === 'succeeded' && isOn(day, at)).map((part) => ({ share, part })));
  if (parts.length === 0) return null;
  const rows = parts.map(({ share, part }) => {
    const trade = book.trade('wechat', share.outTradeNo)!;
    return line([beijingText(new Date(part.at!)), '1900000109', '1900000109', trade.transactionId!, share.railNo, part.detailNo, share.outShareNo, yuanOf(trade.amountFen), part.account, yuanOf(part.amountFen), '分账', '成功', part.words.replaceAll(',', ' '), '']);
  });
  return `分账时间,分账发起方,分账方,微信订单号,微信分账/回退单号,分账明细单号,商户分账/回退单号,订单金额,分账接收方,金额,业务类型,处理状态,分账描述,备注\r\n${rows.join('\r\n')}\r\n总条数,总金额\r\n${line([rows.length, sum(parts.map(({ part }) => part.amountFen))])}\r\n`;
};

export const fundBill = (book: Book, day: string): string | null => {
  const sent = [...book.transfers.values()].filter((transfer) => transfer.rail === 'wechat' && transfer.state === 'succeeded' && isOn(day, transfer.updatedAt));
  if (sent.length === 0) return null;
  const rows = sent.map((transfer) => line([beijingText(new Date(transfer.updatedAt)), transfer.railNo, `fl${transfer.railNo}`, '商家转账', '商家转账', '支出', yuanOf(transfer.amountFen), '0.00', '1900000109API', transfer.words.replaceAll(',', ' '), transfer.outTransferNo]));
  const all = sum(sent.map(({ amountFen }) => amountFen));
  return `记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n${rows.join('\r\n')}\r\n资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n${line([rows.length, 0, '0.00', rows.length, all])}\r\n`;
};
