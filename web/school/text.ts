import { defineText } from '../shared/i18n.ts';

/** Words that several pages of the school share. */
export const text = defineText({
  zh: {
    app: '培训', appTitle: '邻里培训', appLead: '招生、审核、上课、考试、证书都在这里', trainer: '老师', examiner: '考官', operator: '平台运营', overview: '总览', groupNow: '现在',
    notSchool: '这个账号没有培训的权限', notSchoolNote: '请用老师、考官、运营、财务、审计、调度或客服的账号登录', notYours: '这一页不归您看', notYoursNote: '左边列出的都是您能用的；要看这一页，请找平台运营开权限', auditor: '审计', dispatcher: '调度', agent: '客服',
    phonePages: '签到考核', groupRecruit: '招生', applications: '报名审核', recruiting: '招生进度', posts: '招工启事', imports: '批量导入', groupCertify: '证书', certificates: '证书', retraining: '复训', mentors: '师徒', subsidies: '培训补贴', standards: '标准和检查', finance: '财务', log: '存证记录和密钥',
    groupTeach: '上课', modules: '课件', courses: '课程和班级', timetable: '课表', rooms: '教室和床位', kits: '工具', groups: '互助小组', partners: '合作与赞助', groupExam: '考试', questions: '题库', papers: '试卷', practicals: '实操考核',
    needOperator: '需要平台运营权限', save: '保存', cancel: '取消', edit: '修改', add: '添加', close: '关闭', all: '全部', saved: '已保存', refuse: '退回', confirm: '确定', optional: '可以不填',
  },
  en: {
    app: 'School', appTitle: 'Linli school', appLead: 'Recruiting, checks, classes, exams and certificates', trainer: 'Trainer', examiner: 'Examiner', operator: 'Operator', overview: 'Overview', groupNow: 'Now',
    notSchool: 'This account has no part in the school', notSchoolNote: 'Sign in as a trainer, an examiner, or with a role of the city', notYours: 'This page is not yours', notYoursNote: 'What you may use stands at the left; an operator can open this one for you', auditor: 'Auditor', dispatcher: 'Dispatcher', agent: 'Agent',
    phonePages: 'On the phone', groupRecruit: 'Recruiting', applications: 'Applications', recruiting: 'Pipeline', posts: 'Job posts', imports: 'Imports', groupCertify: 'Certificates', certificates: 'Certificates', retraining: 'Retraining', mentors: 'Mentors', subsidies: 'Subsidies', standards: 'Standards', finance: 'Finance', log: 'Public log and keys',
    groupTeach: 'Teaching', modules: 'Lessons', courses: 'Courses and classes', timetable: 'Timetable', rooms: 'Rooms and beds', kits: 'Kits', groups: 'Support groups', partners: 'Partners and sponsors', groupExam: 'Exams', questions: 'Question bank', papers: 'Papers', practicals: 'Practicals',
    needOperator: 'Needs the operator role', save: 'Save', cancel: 'Cancel', edit: 'Change', add: 'Add', close: 'Close', all: 'All', saved: 'Saved', refuse: 'Refuse', confirm: 'Confirm', optional: 'optional',
  },
});
