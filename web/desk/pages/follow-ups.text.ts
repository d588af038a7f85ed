import { defineText } from '../../shared/i18n.ts';

export const followText = defineText({
  zh: {
    title: '回访', due: '待回访', done: '已完成', unreachable: '联系不上', overdue: '已超时', dueAt: '应回访', doneAt: '完成', customer: '客户', service: '服务', worker: '家政员', attempts: '已打', attemptsCount: '{count} 次', satisfaction: '满意度', words: '客户的话', agent: '客服', orderNo: '单号', emptyDue: '回访都打完了', emptyDueNote: '家庭验收后几小时，会出现在这里', emptyDone: '还没有完成的回访', emptyUnreachable: '没有联系不上的客户',
    ring: '呼叫客户', ringing: '请拨中间号，双方号码都不显示', survey: '满意度调查', stars: '总体满意度', onTime: '准时到达', scope: '约定的都做了', extra: '另外收了钱', yes: '是', no: '否', wordsLabel: '客户原话（选填）', save: '保存并打下一个', saveOnly: '保存', notReached: '没接通', saved: '已记录：{name} {stars} 分', notReachedSaved: '已记录没接通，稍后再打', poor: '保存后会自动开投诉单', openOrder: '看订单', needStars: '先给满意度', next: '下一个：{name}', shortcutRing: '呼叫客户', shortcutStars: '满意度 {count} 分', needAgent: '打电话和记录需要客服权限', phone: '电话', itemNote: '本次服务', dash: '—',
  },
  en: {
    title: 'Follow-ups', due: 'Due', done: 'Done', unreachable: 'Not reached', overdue: 'Overdue', dueAt: 'Due', doneAt: 'Done', customer: 'Customer', service: 'Service', worker: 'Worker', attempts: 'Tries', attemptsCount: '{count}', satisfaction: 'Satisfaction', words: 'Customer’s words', agent: 'Agent', orderNo: 'Order', emptyDue: 'All follow-ups are done', emptyDueNote: 'They appear a few hours after a family accepts the work', emptyDone: 'None done yet', emptyUnreachable: 'Everybody was reached',
    ring: 'Ring the customer', ringing: 'Dial this number; neither side sees the other’s', survey: 'Satisfaction survey', stars: 'Overall satisfaction', onTime: 'Came on time', scope: 'All agreed work done', extra: 'Extra money asked', yes: 'Yes', no: 'No', wordsLabel: 'In the customer’s words (optional)', save: 'Save and call next', saveOnly: 'Save', notReached: 'No answer', saved: 'Recorded: {name}, {stars} of 5', notReachedSaved: 'No answer noted, due again later', poor: 'Saving opens a complaint by itself', openOrder: 'See order', needStars: 'Give the satisfaction first', next: 'Next: {name}', shortcutRing: 'Ring the customer', shortcutStars: 'Satisfaction {count}', needAgent: 'Calling and recording need the call agent role', phone: 'Phone', itemNote: 'This service', dash: '—',
  },
});
