import { defineText } from '../../shared/i18n.ts';

export const payoutsText = defineText({
  zh: {
    next: '下次打款', nextOn: '{day}上午', nothingDue: '没有到期的款', due: '到期', onTheWay: '在路上', fresh: '未到期（结算后第 7 天打）', frozen: '有投诉，结案后打', payee: '收款账户', none: '还没填，款打不出去', set: '填收款账户', change: '更换', blocked: '平台已暂停打款：{why}。钱一分不少，解除后补发',
    title: '收款账户', rail: '收款方式', alipay: '支付宝', wechat: '微信', account: '账号', alipayHint: '企业支付宝的登录邮箱或手机号', wechatHint: '收款微信的 OpenID，以 o 开头', holder: '户名', holderHint: '要和账户的实名一致', save: '保存', cancel: '取消', saved: '收款账户已保存',
    payouts: '打款记录', noPayouts: '还没有打过款', noPayoutsNote: '订单结算后第 7 天的上午打给您', day: '日期', amount: '金额', state: '状态', arrived: '{time} 到账', since: '{day}更换', waits: '{time} 前要确认收款',
  },
  en: {
    next: 'Next payout', nextOn: 'morning of {day}', nothingDue: 'Nothing due', due: 'Due', onTheWay: 'On its way', fresh: 'Not due yet (paid on the 7th day)', frozen: 'Waits for a complaint', payee: 'Account', none: 'Not set: nothing can be paid out', set: 'Set the account', change: 'Change', blocked: 'Payouts are stopped: {why}. Nothing is lost; it is sent once this is lifted',
    title: 'Where the money goes', rail: 'Paid to', alipay: 'Alipay', wechat: 'WeChat', account: 'Account', alipayHint: 'The e-mail or phone of the company’s Alipay', wechatHint: 'The OpenID of the WeChat account, beginning with o', holder: 'Name', holderHint: 'As registered with the account', save: 'Save', cancel: 'Cancel', saved: 'Saved',
    payouts: 'Payouts', noPayouts: 'Nothing paid out yet', noPayoutsNote: 'Orders are paid out on the 7th morning after settlement', day: 'Day', amount: 'Amount', state: 'State', arrived: 'arrived {time}', since: 'changed {day}', waits: 'to be taken before {time}',
  },
});
