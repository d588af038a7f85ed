import { zip } from '../../kernel/zip.ts';
import { beijingText, toGbk, yuanOf } from '../bill-file.ts';
import type { Book } from './book.ts';
import { feeOf } from './wechat-bills.ts';

/** Alipay's books of a day: a zip of GBK tables between lines that begin with #, each cell before a tab. Null where the day has none. */
export const alipayBill = (book: Book, kind: string, day: string): Buffer | null => {
  const isOn = (at: string | null): at is string => at !== null && beijingText(new Date(at)).startsWith(day);
  const when = (at: string): string => beijingText(new Date(at));
  const line = (cells: string[]): string => cells.map((cell) => `${cell.replaceAll(',', ' ')}\t`).join(',');
  const file = (title: string, heading: string, rows: string[]): Buffer => {
    const digits = day.replaceAll('-', '');
    const rule = `#-----------------------------------------${title}列表----------------------------------------`;
    const text = [`#支付宝${title}查询`, '#账号：[20880000000000000156]', `#起始日期：[${day} 00:00:00]   终止日期：[${day} 23:59:59]`, rule, heading, ...rows, `${rule.slice(0, 40)}${title}列表结束`, `#合计：${rows.length}笔`, ''].join('\r\n');
    const sums = [`#支付宝${title}汇总查询`, '#账号：[20880000000000000156]', ''].join('\r\n');
    return zip([{ name: toGbk(`20880000000000000156_${digits}_${title}.csv`), bytes: toGbk(text) }, { name: toGbk(`20880000000000000156_${digits}_${title}(汇总).csv`), bytes: toGbk(sums) }]);
  };
  if (kind === 'trade') {
    const row = (cells: { no: string; outNo: string; kind: string; name: string; created: string; done: string; fen: number; refundNo: string; feeFen: number }): string => line([
      cells.no, cells.outNo, cells.kind, cells.name, cells.created, cells.done, '', '', '', '', '*晓(159****5620)', yuanOf(cells.fen), yuanOf(cells.fen), '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00', '0.00', cells.refundNo, yuanOf(cells.feeFen), '0.00', '',
    ]);
    const rows = [
      ...[...book.trades.values()].filter((trade) => trade.rail === 'alipay' && trade.state === 'paid' && isOn(trade.paidAt)).map((trade) =>
        row({ no: trade.transactionId!, outNo: trade.outTradeNo, kind: '交易', name: trade.description, created: when(trade.createdAt), done: when(trade.paidAt!), fen: trade.amountFen, refundNo: '', feeFen: feeOf(trade.amountFen) })),
      ...[...book.refunds.values()].filter((refund) => refund.rail === 'alipay' && refund.state === 'succeeded' && isOn(refund.succeededAt)).map((refund) => {
        const trade = book.trade('alipay', refund.outTradeNo)!;
        return row({ no: trade.transactionId!, outNo: trade.outTradeNo, kind: '退款', name: trade.description, created: when(trade.createdAt), done: when(refund.succeededAt!), fen: -refund.amountFen, refundNo: refund.outRefundNo, feeFen: -feeOf(refund.amountFen) });
      }),
    ];
    return rows.length === 0 ? null : file('业务明细', '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注', rows);
  }
  if (kind !== 'signcustomer') return null;
  const row = (no: string, outNo: string, name: string, at: string, to: string, fen: number, what: string): string => line([`A${no}`, no, outNo, name, when(at), to, '', `-${yuanOf(fen)}`, '0.00', '支付宝', what, '']);
  const rows = [
    ...[...book.shares.values()].filter(({ rail }) => rail === 'alipay').flatMap((share) => share.receivers.filter(({ state, at }) => state === 'succeeded' && isOn(at)).map((one) => row(one.detailNo, share.outShareNo, one.words, one.at!, one.account, one.amountFen, '交易分账'))),
    ...[...book.transfers.values()].filter((transfer) => transfer.rail === 'alipay' && transfer.state === 'succeeded' && isOn(transfer.updatedAt)).map((one) => row(one.railNo, one.outTransferNo, one.words, one.updatedAt, one.openId, one.amountFen, '转账')),
  ];
  return rows.length === 0 ? null : file('账务明细', '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注', rows);
};
