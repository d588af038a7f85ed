import { defineText } from '../../shared/i18n.ts';

export const orderText = defineText({
  zh: {
    decisions: '派单记录',
    customer: '客户', worker: '家政员',
    why: '原因', undoWords: '调度撤销了刚才的指派',
    redispatch: '重新派单', redispatchLead: '收回现在的派单，系统马上找下一位合适的家政员', redispatchDone: '已收回，系统正在找下一位', re1: '家政员临时有事', re2: '长时间没有答复', re3: '客户要求换人', re4: '路上耽误，赶不上',
    cancelOrder: '取消订单', cancelLead: '取消后不能恢复', refundToCustomer: '退给客户', kept: '不退', workerPay: '付给家政员', rule: '适用规则', forceMajeure: '不可抗力', forceMajeureNote: '停水停电、恶劣天气、疫情管控等，全额退款', confirmCancel: '取消订单', keepOrder: '先不取消', cancelled: '订单已取消', ca1: '客户改变计划', ca2: '找不到合适的家政员', ca3: '重复下单', ca4: '恶劣天气',
    noShow: '报未到', noShowLead: '谁没有到？', workerAbsent: '家政员没来', customerAbsent: '客户不在家', noShowNote: '说明（选填）', confirmNoShow: '确认未到', noShowDone: '已记录未到', ticket: '开客服单', ticketLead: '这件事会有人在期限内答复', complaint: '投诉', consulting: '咨询', change: '变更', incident: '事故', ticketWords: '说清楚发生了什么、客户想要什么', raise: '开单', raised: '客服单 {no} 已开',
    notNow: '返回',
    paid: '已付', refunded: '已退', total: '订单金额', pay: '家政员所得', refunds: '退款', noRefunds: '没有退款', requested: '已申请', succeeded: '已到账', failed: '失败', ledger: '账本分录', noLedger: '这张订单还没有入账', sumZero: '每笔合计为零',
  },
  en: {
    decisions: 'Dispatch log',
    customer: 'Customer', worker: 'Worker',
    why: 'Reason', undoWords: 'The desk took the assignment back',
    redispatch: 'Redispatch', redispatchLead: 'Takes the order back; the next suitable worker is looked for at once', redispatchDone: 'Taken back, the next one is being looked for', re1: 'Worker is prevented', re2: 'No answer for long', re3: 'Customer wants another', re4: 'Held up on the way',
    cancelOrder: 'Cancel order', cancelLead: 'This cannot be undone', refundToCustomer: 'Back to the customer', kept: 'Kept', workerPay: 'Paid to the worker', rule: 'Rule', forceMajeure: 'Force majeure', forceMajeureNote: 'Power or water cut, severe weather, health lockdown: everything is given back', confirmCancel: 'Cancel order', keepOrder: 'Keep it', cancelled: 'The order is cancelled', ca1: 'Customer changed plans', ca2: 'No suitable worker', ca3: 'Ordered twice', ca4: 'Severe weather',
    noShow: 'No-show', noShowLead: 'Who was absent?', workerAbsent: 'The worker did not come', customerAbsent: 'Nobody at home', noShowNote: 'Note (optional)', confirmNoShow: 'Record no-show', noShowDone: 'No-show recorded', ticket: 'Open ticket', ticketLead: 'Somebody answers within the deadline', complaint: 'Complaint', consulting: 'Question', change: 'Change', incident: 'Incident', ticketWords: 'What happened, and what does the customer want', raise: 'Open ticket', raised: 'Ticket {no} is open',
    notNow: 'Back',
    paid: 'Paid', refunded: 'Refunded', total: 'Order total', pay: 'Worker’s pay', refunds: 'Refunds', noRefunds: 'No refunds', requested: 'Requested', succeeded: 'Arrived', failed: 'Failed', ledger: 'Ledger postings', noLedger: 'Nothing posted for this order yet', sumZero: 'each sums to zero',
  },
});
