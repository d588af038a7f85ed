import type { Bilingual } from '@linli/contract';
import type { Split } from './split.ts';

export const yuan = (fen: number): string => `${fen < 0 ? '-' : ''}¥${(Math.abs(fen) / 100).toFixed(2)}`;

const kinds: Record<string, Bilingual> = {
  labour: { zh: '服务报酬', en: 'Labour' },
  skillPremium: { zh: '技能加价', en: 'Skill premium' },
  urgent: { zh: '加急加价', en: 'Urgent premium' },
  night: { zh: '夜间加价', en: 'Night premium' },
  materials: { zh: '材料费', en: 'Materials' },
  merchantShare: { zh: '商户分成', en: 'Merchant share' },
  stationShare: { zh: '服务站分成', en: 'Station share' },
  fundShare: { zh: '品牌基金', en: 'Brand fund' },
  cancellation: { zh: '取消补偿', en: 'Cancellation pay' },
  noShow: { zh: '客户未到补偿', en: 'Customer no-show pay' },
  givenBack: { zh: '部分退款', en: 'Given back to the family' },
  shareRecalled: { zh: '分账回退', en: 'Shared money fetched back' },
  tip: { zh: '家庭感谢金', en: 'Tip' },
  tipTakenBack: { zh: '感谢金退回', en: 'Tip taken back' },
  coaching: { zh: '带教津贴', en: 'Coaching allowance' },
  loyaltyBonus: { zh: '长期服务奖', en: 'Loyalty bonus' },
  holiday: { zh: '节日补贴', en: 'Holiday subsidy' },
  referral: { zh: '推荐奖励', en: 'Referral reward' },
  referralTax: { zh: '推荐奖励个税', en: 'Tax on the referral reward' },
  trainingSubsidy: { zh: '培训补贴', en: 'Training subsidy' },
  subsidyClawedBack: { zh: '培训补贴追回', en: 'Training subsidy fetched back' },
  depositReturned: { zh: '保证金退还', en: 'Guarantee deposit returned' },
  payout: { zh: '打款', en: 'Payout' },
  tax: { zh: '代扣个税', en: 'Income tax withheld' },
  payoutReturned: { zh: '打款退回', en: 'Payout came back' },
  taxReturned: { zh: '退回代扣个税', en: 'Withheld tax came back' },
  received: { zh: '客户付款', en: 'Paid by customers' },
  refunded: { zh: '退给客户', en: 'Refunded to customers' },
  settled: { zh: '订单结算', en: 'Orders settled' },
  cancelled: { zh: '取消结算', en: 'Cancellations settled' },
  subsidy: { zh: '平台补贴', en: 'Discounts borne by the platform' },
  redo: { zh: '返工补偿', en: 'Redone visits' },
  commission: { zh: '佣金', en: 'Commission' },
  platformFee: { zh: '平台服务费', en: 'Platform fee' },
  insurance: { zh: '保险费', en: 'Insurance' },
  railFee: { zh: '渠道手续费', en: 'Fees of the rail' },
  suspended: { zh: '待查差错', en: 'Difference to be explained' },
  reversed: { zh: '冲正', en: 'Reversed' },
  premium: { zh: '保费', en: 'Insurance premium' },
  premiumBack: { zh: '退回保费', en: 'Premium came back' },
  insuranceClaim: { zh: '保险赔付', en: 'Paid by insurance' },
  claimRecovered: { zh: '垫付收回', en: 'Advance recovered' },
};

/** What a kind of posting is called on a statement. */
export const kindWords = (kind: string): Bilingual => kinds[kind] ?? { zh: kind, en: kind };

export type SplitLine = { label: Bilingual; amountFen: number; isWorkers: boolean };

/**
 * The split as lines a person reads; parts of nothing are left out. Those of the worker sum to her pay; materials are no pay, also
 * where she buys them herself because no merchant does.
 */
export const splitLines = (split: Split): SplitLine[] => [
  ...split.workerParts.map((part) => ({ label: kindWords(part.kind), amountFen: part.amountFen, isWorkers: true })),
  ...othersLines(split).map((line) => ({ ...line, isWorkers: false })),
].filter((line) => line.amountFen > 0);

const othersLines = (split: Split): Omit<SplitLine, 'isWorkers'>[] => [
  { label: { zh: '商户分成', en: 'Merchant share' }, amountFen: split.merchantFen },
  ...(split.others ?? []).map(({ party, amountFen }) => ({ label: party === 'station' ? { zh: '服务站分成', en: 'Station share' } : { zh: '品牌基金', en: 'Brand fund' }, amountFen })),
  { label: { zh: '平台佣金', en: 'Commission' }, amountFen: split.commissionFen },
  { label: { zh: '材料费', en: 'Materials' }, amountFen: split.materialsFen },
  { label: { zh: '保险费', en: 'Insurance' }, amountFen: split.insuranceFen },
  { label: { zh: '平台服务费', en: 'Platform fee' }, amountFen: split.platformFeeFen },
];

/** The split as one sentence for whoever paid: what of the money is whose. */
export const saySplit = (split: Split, paidFen: number): Bilingual => {
  const lines = splitLines(split);
  const own = lines.filter(({ isWorkers }) => isWorkers).reduce((sum, { amountFen }) => sum + amountFen, 0);
  const named = [...(own > 0 ? [{ label: { zh: '家政员', en: 'worker' }, amountFen: own }] : []), ...lines.filter(({ isWorkers }) => !isWorkers)];
  if (named.length === 0) return { zh: '这张订单不收费', en: 'This order costs nothing' };
  const from = split.subsidyFen > 0
    ? { zh: `您付的 ${yuan(paidFen)}，加平台承担的优惠 ${yuan(split.subsidyFen)}`, en: `Your ${yuan(paidFen)} and ${yuan(split.subsidyFen)} of discounts the platform bears` }
    : { zh: `您付的 ${yuan(paidFen)}`, en: `Your ${yuan(paidFen)}` };
  return { zh: `${from.zh}：${named.map(({ label, amountFen }) => `${label.zh.replace('分成', '')} ${yuan(amountFen)}`).join('，')}`, en: `${from.en}: ${named.map(({ label, amountFen }) => `${label.en.toLowerCase().replace(' share', '')} ${yuan(amountFen)}`).join(', ')}` };
};

/** Why a refund is made, as it is keyed: a payment is refunded at most once for each. */
export type RefundReason =
  | { key: 'cancelled'; rule: Bilingual }
  | { key: 'workerNoShow' }
  | { key: 'customerNoShow' }
  | { key: 'latePayment' }
  | { key: 'paidTwice' }
  | { key: 'outdatedPayment' }
  | { key: PartRefundKey; rule: Bilingual };

/** Refunds of a part of an order that was served. */
export const partRefundKeys = ['undoneItems', 'longTerm', 'goodwill'] as const;
export type PartRefundKey = (typeof partRefundKeys)[number];

/** The sentence the household reads: what comes back, of how much, by which rule, and where to (`ways`, when not all of it goes over the rail). */
export const refundWords = (reason: RefundReason, refundFen: number, paidFen: number, ways: Bilingual | null = null): Bilingual => {
  const kept = paidFen - refundFen;
  const amounts = kept === 0
    ? { zh: `全额退款 ${yuan(refundFen)}`, en: `Full refund of ${yuan(refundFen)}` }
    : { zh: `退款 ${yuan(refundFen)}（已付 ${yuan(paidFen)}，按规则扣 ${yuan(kept)}）`, en: `Refund of ${yuan(refundFen)} (paid ${yuan(paidFen)}, ${yuan(kept)} kept by the rule)` };
  const why = refundReasons(reason);
  const back = ways ?? { zh: '原路退回，一般 1-3 个工作日到账', en: 'It goes back the way it came, usually within 1–3 working days' };
  return { zh: `${amounts.zh}：${why.zh}。${back.zh}`, en: `${amounts.en}: ${why.en}. ${back.en}` };
};

const refundReasons = (reason: RefundReason): Bilingual => {
  switch (reason.key) {
    case 'cancelled': case 'undoneItems': case 'longTerm': case 'goodwill': return reason.rule;
    case 'workerNoShow': return { zh: '家政员未按约上门', en: 'the worker did not come' };
    case 'customerNoShow': return { zh: '家政员上门时家中无人', en: 'nobody was home when the worker came' };
    case 'latePayment': return { zh: '付款到账时订单已取消', en: 'the payment arrived after the order was cancelled' };
    case 'outdatedPayment': return { zh: '付款到账前订单金额或付款方式已改', en: 'the amount or the way of paying had changed before the payment arrived' };
    case 'paidTwice': return { zh: '这张订单已付过款', en: 'the order had been paid already' };
  }
};

const rails: Record<string, Bilingual> = { wechat: { zh: '微信支付', en: 'WeChat Pay' }, alipay: { zh: '支付宝', en: 'Alipay' }, none: { zh: '无需付款', en: 'Nothing to pay' }, demo: { zh: '演示支付', en: 'Demo payment' } };
/** What a rail is called. */
export const railWords = (rail: string): Bilingual => rails[rail] ?? { zh: rail, en: rail };

/** What finance must look at: notifies that were refused, and refunds the provider refused. */
export const alarmReasons = ['forged', 'stale', 'malformed', 'unknownTrade', 'amount', 'merchant', 'refundRefused', 'redLetterRefused'] as const;
export type AlarmReason = (typeof alarmReasons)[number];

const alarms: Record<AlarmReason, Bilingual> = {
  forged: { zh: '签名不对，通知被拒绝', en: 'Bad signature: the notify was refused' },
  stale: { zh: '通知时间与现在相差过大，被拒绝', en: 'The notify was too old or too new and was refused' },
  malformed: { zh: '通知内容残缺，被拒绝', en: 'The notify was incomplete and was refused' },
  unknownTrade: { zh: '通知里的交易号不存在，被拒绝', en: 'The notify names an unknown trade and was refused' },
  amount: { zh: '通知的金额与订单不符，被拒绝', en: 'The amount of the notify does not match the order; it was refused' },
  merchant: { zh: '通知的商户号不是我们的，被拒绝', en: 'The notify names another merchant account and was refused' },
  refundRefused: { zh: '渠道拒绝退款，请人工处理', en: 'The provider refused a refund; somebody must look at it' },
  redLetterRefused: { zh: '红字发票没有开成，请人工处理', en: 'A red letter was refused; somebody must look at it' },
};

export const alarmWords = (reason: string): Bilingual => alarms[reason as AlarmReason] ?? { zh: reason, en: reason };
