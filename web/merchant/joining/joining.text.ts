import { defineText } from '../../shared/i18n.ts';

export const joiningText = defineText({
  zh: {
    bySystem: '系统', notPassed: '没有通过', title: '商户入驻', membership: '合作状态', nextStep: '下一步', ownerDoes: '请您办理', platformDoes: '等平台处理', timeDoes: '不用操作', begin: '开始申请', beginNote: '准备好营业执照、法人身份证、保单和对公账号，大约十分钟', other: '换个账号',
    firm: '企业资料', name: '企业名称', nameHint: '和营业执照一致', licenceNo: '统一社会信用代码', licenceHint: '18 位', scope: '经营范围', scopeHint: '照营业执照抄写，要有“家政服务”', address: '经营地址', complaintPhone: '投诉电话', complaintHint: '会对所有客户公开', families: '想做的服务', save: '保存', saved: '已保存',
    papers: '资质材料', papersNote: '只交照片和号码，原件自己保管', hand: '提交', renew: '重新提交', policyNo: '保单号', insurer: '保险公司', holder: '姓名', phone: '手机号', until: '到期日', idNumber: '身份证号', photo: '拍照片', photoDone: '照片已选好', handed: '已提交', cancel: '取消', long: '长期有效可不填',
    account: '对公账户', bank: '开户银行', accountNo: '对公账号', send: '请银行打款', sum: '收到的金额（分）', sumHint: '看银行流水，比如收到 0.37 元就填 37', confirm: '确认金额', again: '换个账户重新打款', tries: '还能填 {count} 次',
    submit: '提交申请', submitted: '已提交，等平台审核', missing: '还差 {count} 项', withdraw: '撤回申请', withdrawSure: '撤回后要重新申请，确定吗？', yes: '确定', no: '再想想',
    training: '负责人培训', trainingNote: '每个主题参加一次就行', seat: '报名', seated: '已报名', leaveSeat: '取消报名', full: '已满', seats: '{taken}/{capacity} 人', noSessions: '近期还没有排课，排好会显示在这里', done: '已参加', open: '还没参加', cancelled: '已取消',
    exam: '在线考试', examStart: '开始考试', examGoOn: '继续考试', examTries: '24 小时内还能考 {count} 次', examNone: '今天的次数用完了，{at} 以后再考', examNo: '第 {no} 题，共 {count} 题', examLeft: '还剩 {time}', examNext: '下一题', examBack: '上一题', examHandIn: '交卷', examOpen: '还有 {count} 题没答', examTimeOver: '考试时间到了，已按保存的答案评分', examSeen: '知道了', passed: '通过了！{score} 分', failed: '{score} 分，没有通过', wrongPick: '可以选几个', orderPick: '按先后顺序点',
    trial: '试运营', trialDays: '还剩', days: '{count} 天', perDay: '每天最多', orders: '{count} 单', score: '经营情况', completion: '完成率', complaints: '属实投诉', response: '平均答复', minutes: '{count} 分钟', rating: '评分', none: '还没有', timeline: '经过', grade: '等级',
    leave: '退出合作', leaveNote: '提交后马上停止接新单，没做完的单转给别家；保证金退出满 90 天退还', leaveWhy: '为什么退出', leaveAsk: '申请退出', left: '退出情况', leftOn: '退出日期', refundFrom: '保证金退还', returned: '已退还', stay: '撤回退出申请', anew: '重新申请',
    phoneSaved: '投诉电话已更新', by: '{name} · {time}',
  },
  en: {
    bySystem: 'system', notPassed: 'not passed', title: 'Join as a merchant', membership: 'Membership', nextStep: 'Next', ownerDoes: 'yours to do', platformDoes: 'the platform is at it', timeDoes: 'nothing to do', begin: 'Begin', beginNote: 'Have the licence, the legal person’s identity card, the policy and the firm’s account at hand; it takes about ten minutes', other: 'Another account',
    firm: 'The firm', name: 'Name', nameHint: 'as on the licence', licenceNo: 'Unified social credit code', licenceHint: '18 characters', scope: 'Business scope', scopeHint: 'as on the licence; it has to name household services', address: 'Address', complaintPhone: 'Phone for complaints', complaintHint: 'everybody sees it', families: 'Services wished for', save: 'Save', saved: 'Saved',
    papers: 'Papers', papersNote: 'photos and numbers only; originals stay with you', hand: 'Hand in', renew: 'Hand in again', policyNo: 'Policy number', insurer: 'Insurer', holder: 'Name', phone: 'Mobile', until: 'Good until', idNumber: 'Identity number', photo: 'Take a photo', photoDone: 'Photo chosen', handed: 'Handed in', cancel: 'Cancel', long: 'leave empty if it does not end',
    account: 'Account of the firm', bank: 'Bank', accountNo: 'Account number', send: 'Ask the bank to pay', sum: 'Sum received, in fen', sumHint: 'see the statement: for 0.37 yuan write 37', confirm: 'Confirm', again: 'Start again with an account', tries: '{count} tries left',
    submit: 'Hand in the application', submitted: 'Handed in; the platform checks it', missing: '{count} to go', withdraw: 'Withdraw', withdrawSure: 'You would have to apply anew. Withdraw?', yes: 'Yes', no: 'Not now',
    training: 'Owner training', trainingNote: 'once for each topic', seat: 'Take a seat', seated: 'You have a seat', leaveSeat: 'Give it back', full: 'Full', seats: '{taken} of {capacity}', noSessions: 'Nothing planned yet; it will show here', done: 'attended', open: 'to come', cancelled: 'Called off',
    exam: 'Online exam', examStart: 'Begin', examGoOn: 'Go on', examTries: '{count} tries left within 24 hours', examNone: 'No try left; again after {at}', examNo: 'Item {no} of {count}', examLeft: '{time} left', examNext: 'Next', examBack: 'Back', examHandIn: 'Hand in', examOpen: '{count} not answered', examTimeOver: 'Time is over; what was saved is judged', examSeen: 'All right', passed: 'Passed with {score} %', failed: '{score} %, not passed', wrongPick: 'several may be right', orderPick: 'tap in the right order',
    trial: 'Trial', trialDays: 'Left', days: '{count} days', perDay: 'A day at most', orders: '{count} orders', score: 'Scorecard', completion: 'Completed', complaints: 'Complaints found right', response: 'Mean answer', minutes: '{count} min', rating: 'Rating', none: 'none yet', timeline: 'History', grade: 'Grade',
    leave: 'Leave', leaveNote: 'No new order from that minute, open visits go to others; the guarantee comes back after 90 days', leaveWhy: 'Why', leaveAsk: 'Ask to leave', left: 'Leaving', leftOn: 'Left on', refundFrom: 'Guarantee back from', returned: 'Given back', stay: 'Stay after all', anew: 'Apply anew',
    phoneSaved: 'The phone for complaints is changed', by: '{name} · {time}',
  },
});
