import { defineText } from '../../shared/i18n.ts';

export const memberText = defineText({
  zh: {
    chargeTitle: '付款结果', charge_open: '待支付', charge_paid: '已支付', charge_closed: '已关闭', chargePay: '去支付', chargeBack: '好的',
    title: '会员', until: '有效到 {day}', drop: '退会员', dropDo: '退 {amount}', dropped: '已退会员，钱正在原路退回', keep: '不退了', plans: '选一种会员', noPlans: '现在没有会员在卖', history: '买过的', discount: '服务费减 {percent}%', cap: '（每单最多 {amount}）', feeFree: '免平台服务费', times: '{times} 倍积分', days: '{count} 天；7 天内可退，按剩余天数退', buy: '开通 {price}', welcome: '会员已开通', note: '付款后马上生效；7 天内按剩余天数退',
    points: '积分', expiring: '{points} 分在 {day} 后作废，记得用', movements: '每一笔', noPoints: '还没有积分', noPointsLead: '订单结算后自动得积分，付款时 1 分当 1 分钱',
  },
  en: {
    chargeTitle: 'Payment', charge_open: 'Not paid yet', charge_paid: 'Paid', charge_closed: 'Closed', chargePay: 'Pay', chargeBack: 'OK',
    title: 'Membership', until: 'until {day}', drop: 'Give it up', dropDo: 'Pay back {amount}', dropped: 'Given up; the money is on its way back', keep: 'Keep it', plans: 'Choose one', noPlans: 'None is on sale now', history: 'Before', discount: '{percent}% off the service', cap: ' (at most {amount} an order)', feeFree: 'No platform fee', times: '{times} times the points', days: '{count} days; within seven days the rest is paid back', buy: 'Join for {price}', welcome: 'You are a member', note: 'Holds at once; within seven days the days left are paid back',
    points: 'Points', expiring: '{points} points lapse after {day}', movements: 'Every movement', noPoints: 'No points yet', noPointsLead: 'Settled orders earn them; each pays one fen',
  },
});
