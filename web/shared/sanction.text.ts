import { defineText } from './i18n.ts';

/** Words of the ledger that both the platform and the firm read. */
export const sanctionText = defineText({
  zh: {
    ledger: '奖惩记录', ledgerNote: '原因会对客户公开，依据只有平台和商户看得到', none: '还没有奖惩记录', evidence: '依据：{words}', from: '从 {date}', by: '{name} 记录', ended: '{date} 结束：{words}', appealed: '商户申诉：{words}', decided: '{name} 裁定：{words}', open: '申诉处理中', accepted: '申诉成立', rejected: '维持原决定',
    appeal: '申诉', appealBy: '{date} 前可以申诉一次', appealWords: '为什么不认可，写清楚经过', send: '提交申诉', sent: '申诉已提交，由另一位同事处理', cancel: '取消', confirm: '确定', done: '已处理',
    add: '记一条', kind: '类型', reward: '表彰', warning: '警告', limit: '限制接单', suspend: '暂停接单', reason: '原因（公开，不写姓名和电话）', reasonHint: '例如：三次迟到', evidenceInput: '依据：订单号、检查记录、材料', perDay: '每天最多几单', days: '多少天（不填：整改好后解除）', warningDays: '多少天后失效（不填：90 天）', save: '记录并通知商户',
    end: '提前解除', endWords: '为什么解除', uphold: '申诉成立，撤销', reject: '维持', decideWords: '裁定理由，商户会看到', ownDecision: '这是您作的决定，要由另一位同事裁定', appeals: '商户申诉',
  },
  en: {
    ledger: 'Rewards and steps', ledgerNote: 'families can read the reason; the evidence is for the platform and the firm', none: 'Nothing on record', evidence: 'Evidence: {words}', from: 'from {date}', by: 'by {name}', ended: 'ended {date}: {words}', appealed: 'The firm appeals: {words}', decided: '{name} decided: {words}', open: 'under appeal', accepted: 'appeal upheld', rejected: 'decision stands',
    appeal: 'Appeal', appealBy: 'one appeal, until {date}', appealWords: 'Why it is wrong, and what happened', send: 'Send the appeal', sent: 'Sent; a colleague looks at it', cancel: 'Cancel', confirm: 'Confirm', done: 'Done',
    add: 'Add an entry', kind: 'Kind', reward: 'Reward', warning: 'Warning', limit: 'Limit of orders', suspend: 'Suspension', reason: 'Reason (public: no names, no phones)', reasonHint: 'for example: late three times', evidenceInput: 'Evidence: orders, inspections, papers', perDay: 'Orders a day at most', days: 'Days (empty: until it is mended)', warningDays: 'Days it stands (empty: 90)', save: 'Record and tell the firm',
    end: 'End it', endWords: 'Why it ends', uphold: 'Uphold: take it back', reject: 'Decision stands', decideWords: 'Why; the firm reads it', ownDecision: 'You took this step; a colleague decides', appeals: 'Appeals of firms',
  },
});
