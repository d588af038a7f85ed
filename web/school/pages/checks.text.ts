import { defineText } from '../../shared/i18n.ts';

/** Words of the 13 checks as the desk judges them. */
export const checksText = defineText({
  zh: {
    checks: '13 项审核', next: '下一步', whoself: '她本人', whodesk: '工作人员', whotraining: '培训', whonobody: '都齐了', family: '按工种看', isAdmitted: '已准入', passedOf: '{passed} / {needed} 项通过', notNeeded: '这个工种不要求',
    missing: '还没有', submitted: '待审核', passed: '通过', failed: '没通过', lapsed: '已失效', until: '有效到 {day}', from: '从 {day} 起', evidence: '依据', fingerprint: '文件指纹', verifiedBy: '{name} 核验', carriedOver: '以前审核过，沿用',
    judge: '给结论', pass: '通过', fail: '不通过', saidWords: '依据或说明', evidenceId: '证明编号', validUntil: '有效到', judged: '{check}：已记下', verify: '核验通过', refuse: '退回', refuseWhy: '哪里不对', re1: '照片看不清', re2: '姓名与登记不一致', re3: '号码核对不上', about: '这一项是',
    trainingHours: '课时', exam: '考试', credit: '查家政信用', creditDone: '已查', background: '登记核查结果', clear: '没有记录', notClear: '有记录', checkedOn: '核查日期', documentFile: '证明文件', documentNote: '文件不上传，只留下它的指纹', backgroundDone: '已登记', readHealth: '看体检结果', readWhy: '为什么要看', readDone: '已留记录，她能看到', why1: '入驻审核', why2: '客户要求核对', hospital: '医院', examinedOn: '体检日期', normal: '正常', notNormal: '异常',
    admit: '准予入驻', admitted: '{name}已入驻，可以接单', issueCard: '发上门服务证', cardIssued: '已发证 {no}', profile: '看她的登记', periods: '准入记录', noPeriods: '还没有准入过', ended: '{day} 止',
  },
  en: {
    checks: '13 checks', next: 'Next step', whoself: 'hers', whodesk: 'the desk’s', whotraining: 'the school’s', whonobody: 'All there', family: 'For the work', isAdmitted: 'Admitted', passedOf: '{passed} of {needed} passed', notNeeded: 'Not asked for this work',
    missing: 'Missing', submitted: 'To be judged', passed: 'Passed', failed: 'Failed', lapsed: 'Lapsed', until: 'until {day}', from: 'from {day}', evidence: 'Evidence', fingerprint: 'Fingerprint', verifiedBy: 'verified by {name}', carriedOver: 'Audited before, still counts',
    judge: 'Judge', pass: 'Passed', fail: 'Failed', saidWords: 'Grounds', evidenceId: 'Evidence number', validUntil: 'Valid until', judged: '{check}: noted', verify: 'Verify', refuse: 'Refuse', refuseWhy: 'What is wrong', re1: 'The picture is unreadable', re2: 'The name differs', re3: 'The number does not match', about: 'This is about',
    trainingHours: 'Hours', exam: 'Exam', credit: 'Look up the credit record', creditDone: 'Looked up', background: 'Note the result', clear: 'No record', notClear: 'There is a record', checkedOn: 'Checked on', documentFile: 'Document', documentNote: 'The file is not sent, only its fingerprint is kept', backgroundDone: 'Noted', readHealth: 'Read the health record', readWhy: 'Why', readDone: 'Recorded; she sees it', why1: 'Admission', why2: 'A family asked', hospital: 'Hospital', examinedOn: 'Examined on', normal: 'normal', notNormal: 'not normal',
    admit: 'Admit', admitted: '{name} is admitted and may take orders', issueCard: 'Issue the door card', cardIssued: 'Card {no} issued', profile: 'Her registration', periods: 'Admissions', noPeriods: 'Never admitted so far', ended: 'until {day}',
  },
});
