import { defineText } from '../../shared/i18n.ts';

export const refundText = defineText({
  zh: {
    open: '退一部分', title: '退一部分', undoneItems: '漏做项目', longTerm: '长期服务剩余', goodwill: '平台补偿', undoneNote: '没打勾的已选上；家庭说没做而打了勾的，可以再点上', servedDays: '已服务天数', replacements: '换过几次人', ourFault: '责任在我方', amountYuan: '补偿金额（元）', reason: '理由', r1: '客户投诉属实', r2: '服务中途终止', r3: '沟通后协商', refund: '退给家庭', most: '最多还能退 {amount}', bearers: '由谁出', propose: '提出退款', done: '已按规则退款', waits: '已提交财务审批', ticked: '已打勾', cancel: '取消',
  },
  en: {
    open: 'Refund a part', title: 'Refund a part', undoneItems: 'Undone items', longTerm: 'Rest of a long-term fee', goodwill: 'Gesture', undoneNote: 'Those not ticked are chosen; add what the family says was not done', servedDays: 'Days served', replacements: 'Replacements', ourFault: 'Our fault', amountYuan: 'Amount (yuan)', reason: 'Reason', r1: 'Complaint is right', r2: 'Ended half way', r3: 'Agreed with the family', refund: 'To the family', most: '{amount} at most', bearers: 'Borne by', propose: 'Propose', done: 'Given back by the rule', waits: 'Sent to finance', ticked: 'ticked', cancel: 'Cancel',
  },
});
