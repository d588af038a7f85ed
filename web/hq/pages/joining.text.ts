import { defineText } from '../../shared/i18n.ts';

export const joiningText = defineText({
  zh: {
    waiting: '等平台处理 {count}', every: '全部', stage: '进度', next: '下一步', firm: '企业', since: '到这一步', direct: '直接准入', applied: '自己申请', owner: '负责人', none: '没有这样的申请', noneNote: '商户在手机上提交后出现在这里',
    facts: '申请资料', scope: '经营范围', address: '地址', complaintPhone: '投诉电话', families: '想做的服务', deposit: '保证金', terms: '分成', termsLine: '平台 {platform}% · 家政员 {worker}%', via: '来路',
    papers: '资质', papersNote: '只登记号码和照片，不留原件', pass: '通过', fail: '不通过', why: '原因，负责人会看到', photo: '看照片', confirm: '确定', cancel: '取消', checkedBy: '{name} 审核', renewal: '更新的一份，原来的继续有效到期满',
    approve: '资质通过，请交保证金', approveNote: '通过后成为商户，交保证金、培训、考试后才能接单', commission: '平台佣金（%）', share: '家政员所得（佣金后的 %）', sendBack: '退回补正', refuse: '不予通过', decideTrial: '评定试运营', trialPass: '转正', trialExtend: '再试 30 天', trialFail: '终止合作',
    confirmExit: '确认退出', exitNote: '未完成的单已转给别家；确认后保证金 90 天后退还', grade: '机构等级', gradeNote: 'GB/T 31772', setGrade: '登记等级', issuer: '评定单位', certificateNo: '证书编号', issuedOn: '发证日', expiresOn: '到期日', expired: '已过期', score: '经营情况', completion: '完成率', complaints: '属实投诉', rating: '评分', response: '平均答复 {count} 分钟', notYet: '还没有', exam: '考试', training: '培训', steps: '经过', done: '已处理', leave: '退出',
    plan: '排一场培训', title: '名称', topics: '主题', place: '地点', start: '开始', hours: '时长（小时）', capacity: '人数上限', planned: '已排好', seats: '{taken}/{capacity} 人报名', cancelSession: '取消这场', cancelled: '已取消', there: '到场', absent: '没来', noSessions: '还没有排培训', nobody: '还没有人报名', rules: '平台规则与服务标准', safety: '安全与保险', topicComplaints: '投诉处理与结算',
  },
  en: {
    waiting: 'Waits for us {count}', every: 'All', stage: 'Stage', next: 'Next', firm: 'Firm', since: 'Since', direct: 'admitted at once', applied: 'applied', owner: 'Owner', none: 'No such application', noneNote: 'Firms appear here once they begin on the phone',
    facts: 'Application', scope: 'Business scope', address: 'Address', complaintPhone: 'Phone for complaints', families: 'Services wished for', deposit: 'Guarantee', terms: 'Shares', termsLine: 'Platform {platform}% · worker {worker}%', via: 'Came by',
    papers: 'Papers', papersNote: 'numbers and photos only, no originals', pass: 'Pass', fail: 'Fail', why: 'Why; the owner reads it', photo: 'Photo', confirm: 'Confirm', cancel: 'Cancel', checkedBy: 'by {name}', renewal: 'Renewal; the old one stays in force to its last day',
    approve: 'Approve: guarantee is due', approveNote: 'It becomes a merchant; orders come after guarantee, training and exam', commission: 'Platform commission (%)', share: 'Share of the worker (% of the rest)', sendBack: 'Send back', refuse: 'Turn down', decideTrial: 'Judge the trial', trialPass: 'Admit for good', trialExtend: 'Another 30 days', trialFail: 'Let go',
    confirmExit: 'Confirm the leaving', exitNote: 'Open visits went to others; the guarantee comes back 90 days after this', grade: 'Grade', gradeNote: 'GB/T 31772', setGrade: 'Record a grade', issuer: 'Issuer', certificateNo: 'Certificate', issuedOn: 'Issued', expiresOn: 'Expires', expired: 'expired', score: 'Scorecard', completion: 'Completed', complaints: 'Complaints found right', rating: 'Rating', response: 'answers in {count} min', notYet: 'none yet', exam: 'Exam', training: 'Training', steps: 'History', done: 'Done', leave: 'Leaving',
    plan: 'Plan a training', title: 'Title', topics: 'Topics', place: 'Place', start: 'Start', hours: 'Hours', capacity: 'Seats', planned: 'Planned', seats: '{taken} of {capacity} seats', cancelSession: 'Call it off', cancelled: 'called off', there: 'There', absent: 'Absent', noSessions: 'Nothing planned', nobody: 'Nobody yet', rules: 'Rules and service standards', safety: 'Safety and insurance', topicComplaints: 'Complaints and settlement',
  },
});
