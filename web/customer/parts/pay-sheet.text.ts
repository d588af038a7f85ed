import { defineText } from '../../shared/i18n.ts';

export const payText = defineText({
  zh: {
    title: '确认支付', before: '请在 {left} 内支付，时间为您保留', until: '请在 {time} 前支付，时间为您保留', over: '支付时间已过，预留的时间已经放开', method: '支付方式', noRail: '这里暂时不能在线支付，请联系服务站', demo: '演示环境，不会真的扣款', confirm: '确认支付 {amount}', waiting: '正在确认支付结果…', waitingLead: '支付结果通常几秒内到达，请不要重复支付', lost: '还没有收到支付结果', lostLead: '如果您已经付款，可以再查一次；钱不会丢，订单会自动更新。', sync: '我已付款，查一下', later: '稍后再看', failed: '这次没有付成功，可以再付一次', again: '重新支付', paid: '支付成功', cashier: '打开收银台（可演练支付异常）', contains: '含', rebook: '重新预约', kept: '钱由平台保管，您验收后才结算',
  },
  en: {
    title: 'Confirm payment', before: 'Pay within {left}; the time is kept for you', until: 'Pay before {time}; the time is kept for you', over: 'The time to pay has passed and the slot was released', method: 'Pay with', noRail: 'One cannot pay online here yet; please ask the service station', demo: 'Demo: no money moves', confirm: 'Pay {amount}', waiting: 'Confirming the payment…', waitingLead: 'The result usually arrives within seconds; please do not pay twice', lost: 'No result yet', lostLead: 'If you have paid, ask again. No money is lost; the order updates by itself.', sync: 'I have paid, check again', later: 'Look later', failed: 'This payment did not go through; you may try again', again: 'Pay again', paid: 'Paid', cashier: 'Open the cashier (rehearse payment trouble)', contains: 'incl.', rebook: 'Book again', kept: 'The platform keeps the money until you accept the work',
  },
});
