import { defineText } from '../../shared/i18n.ts';

/** Words of the elders' voucher desk. */
export const vouchersText = defineText({
  zh: {
    elders: '谁有养老消费券', eldersNote: '中度、重度、完全失能老人，按评估书登记；每月一张，最多 800 元，抵单次服务的一半', claims: '按月申报', claimsNote: '先标记证据齐全的，抽查合格后再报民政部门',
    grant: '登记资格', findElder: '找老人', findHint: '输入老人或家属的姓名，或完整手机号', foundNone: '没有找到，请家属先在应用里添加家庭成员', of: '{name} 家 · {phone}', born: '{year} 年生', already: '已有资格', level: '失能等级', moderate: '中度', severe: '重度', total: '完全失能', evidence: '依据（评估书编号）', from: '从', to: '到', monthly: '每月（元）', granted: '已登记', save: '登记', cancel: '取消',
    elder: '老人', basis: '依据', span: '有效期', by: '登记人', state: '状态', live: '有效', ended: '已终止', over: '已到期', coming: '未开始', end: '终止', endWhy: '为什么终止', w1: '老人去世', w2: '住进养老机构', w3: '复评不再符合', endDone: '已终止，剩下的券不能再用', noElders: '还没有登记', noEldersNote: '老人做过失能评估后，在这里登记资格', showEnded: '也看已终止的',
    month: '月份', claimable: '可以申报', claimed: '已申报', mark: '标记证据齐的', marked: '已标记，抽查名单已定', send: '向民政部门申报', sent: '已申报', visit: '服务', amount: '金额', proof: '证据', complete: '齐全', noClaims: '这个月没有用券的服务', noClaimsNote: '家庭付款时用了消费券的服务会列在这里', sampled: '抽查', lacking: '证据不齐', ready: '可以标记', toInspect: '等抽查', failed: '抽查不合格', markedState: '可以申报', claimedState: '已申报',
    fine: '合格', notFine: '不合格', inspected: '已记下', inspectWhy: '看到了什么', i1: '上门核实，老人在家', i2: '电话核实，服务属实', i3: '老人说没有来过', batch: '批次 {no}', back: '申报后退回 {amount}，要还给民政部门', sendAsk: '向民政部门申报 {month} 的 {amount}？', sendNote: '申报后金额不能再改。抽查不合格的不会报。', lack: '还缺：{words}',
  },
  en: {
    elders: 'Elders with the voucher', eldersNote: 'Elders who depend on care, by their assessment; one a month, 800 yuan at most, half of an order', claims: 'Claims by month', claimsNote: 'Mark what has its proof; what the inspection finds right is claimed',
    grant: 'Enter an eligibility', findElder: 'Find the elder', findHint: 'Name of the elder or a relative, or the whole phone number', foundNone: 'Nobody found; the family adds her as a member first', of: '{name}’s household · {phone}', born: 'born {year}', already: 'has one', level: 'Level', moderate: 'Moderate', severe: 'Severe', total: 'Total', evidence: 'Paper (number of the assessment)', from: 'From', to: 'To', monthly: 'A month (yuan)', granted: 'Entered', save: 'Enter', cancel: 'Cancel',
    elder: 'Elder', basis: 'Paper', span: 'Valid', by: 'Entered by', state: 'State', live: 'In force', ended: 'Ended', over: 'Run out', coming: 'Not yet', end: 'End', endWhy: 'Why', w1: 'Passed away', w2: 'Moved to an institution', w3: 'No longer eligible', endDone: 'Ended; what is left cannot be used', noElders: 'Nobody yet', noEldersNote: 'After an assessment, enter the eligibility here', showEnded: 'With those ended',
    month: 'Month', claimable: 'To be claimed', claimed: 'Claimed', mark: 'Mark what has its proof', marked: 'Marked; the sample is drawn', send: 'Claim from the office', sent: 'Claimed', visit: 'Visit', amount: 'Amount', proof: 'Proof', complete: 'complete', noClaims: 'No voucher paid in this month', noClaimsNote: 'Visits a voucher paid a part of stand here', sampled: 'Sampled', lacking: 'Proof lacks', ready: 'To be marked', toInspect: 'To be inspected', failed: 'Inspection failed', markedState: 'To be claimed', claimedState: 'Claimed',
    fine: 'Right', notFine: 'Wrong', inspected: 'Noted', inspectWhy: 'What was seen', i1: 'Seen at home', i2: 'Confirmed by phone', i3: 'The elder says nobody came', batch: 'batch {no}', back: '{amount} given back after the claim: owed to the office', sendAsk: 'Claim {amount} of {month}?', sendNote: 'The amounts are fixed then. What failed the inspection stays out.', lack: 'Lacks: {words}',
  },
});
