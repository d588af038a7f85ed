import { defineText } from '../../shared/i18n.ts';

/** Words of what stands around a class: credits of partners, targets, beds, kits for many, people of a group. */
export const campusText = defineText({
  zh: {
    inForce: '有效协议', target: '目标 {target}', noTarget: '没有目标',
    credits: '认定的学分', creditsNote: '学员在合作单位学过的课，按协议的对照表认定，认定一次', noCredits: '还没有认定', addCredit: '认定学分', creditSaved: '已认定', withdraw: '撤回', withdrawWhy: '为什么撤回', withdrawn: '已撤回', withdrawDone: '已撤回，由它完成的模块也不再算完成，本人会收到通知', w1: '材料不是本人的', w2: '认定错了课程', w3: '材料不完整',
    partner: '合作单位', pickPartner: '选一家协议有效、有对照表的单位', subject: '课程', module: '模块', minutes: '分钟', document: '成绩单或证书', documentNote: '只留文件的指纹（SHA-256），文件不上传', pickFile: '选文件', documentOk: '指纹已算好：{hash}', recognisedOn: '认定', creditTable: '哪些课可以认定', creditTableNote: '对方的课程名称、对应我们的模块、算多少分钟', addSubject: '加一门课', subjectName: '对方的课程名称', removeLine: '去掉这一行',
    kit: '工具包', kitOptional: '不是工具包就不选', kitCount: '几套', kitsGiven: '{name} {count} 套',
    noPartner: '不是联合办班', pickCourse: '输入名称查找',
    move: '改时间、教室、老师', moveNote: '班里的人都会收到通知', moved: '已改，班里的人会收到通知', on: '哪天', from: '几点', room: '教室', trainer: '老师',
    bearer: '谁承担', learner: '学员', platform: '平台', merchant: '商户', sponsor: '赞助方', government: '政府补贴', now: '现在住的', coming: '以后要住的', noComing: '没有以后的安排', addBed: '加床位', bedName: '床位名称', bedHint: '一次一张，名称里可以有空格', removeBed: '撤掉 {name}', bedGone: '保存后撤掉', undo: '不撤了', notAdd: '去掉', agreementFrom: '协议从', agreementUntil: '协议到', beds: '床位', toAdd: '保存后加上',
    toWhom: '发给', some: '几个人', cohort: '一个班', people: '学员', inCohort: '这个班在读 {count} 人，每人一套', issuedMany: '已发 {count} 套', hadSome: '已发 {count} 套，{had} 人原来就有', noOneIn: '这个班现在没有在读的学员', tooMany: '一次最多 500 人，请分开发',
    family: '服务类别', everyFamily: '各类服务都用', shortReason: '为什么少于 30 天', shortNote: '标准天数少于 30 天要写明',
    counsellor: '辅导员', leader: '组长', leads: '谁带这个小组', setPeople: '换组长和辅导员', peopleSaved: '已更换', nobody: '不设', cancelMeeting: '取消', meetingCancelled: '已取消，成员会收到通知', cancelled: '已取消',
    notes: '谈话记录', notesSealed: '加密保存，只有组长和辅导员能看；每次打开都会记下来，组员看得到是谁、为什么', openNotes: '打开记录', why: '为什么要看', why1: '准备下次活动', why2: '跟进组员情况', writeNote: '写一条', noteWords: '谈了什么', noteSaved: '已加密保存', noNotes: '还没有记录',
    editTarget: '改目标', targetWords: '为什么改', targetSaved: '已改', history: '改过的目标', noHistory: '还是试点最初的目标', none: '不设目标', targetNumber: '目标（人）', targetCount: '目标（份）', step: '改哪一项', stepLine: '{name}：{target}',
  },
  en: {
    inForce: 'Agreements in force', target: 'of {target}', noTarget: 'no target',
    credits: 'Recognised credits', creditsNote: 'What learners learned at a partner counts once, by the table of its agreement', noCredits: 'None yet', addCredit: 'Recognise a credit', creditSaved: 'Recognised', withdraw: 'Withdraw', withdrawWhy: 'Why withdraw it', withdrawn: 'Withdrawn', withdrawDone: 'Withdrawn; the module it finished is open again, and she is told', w1: 'The document is not hers', w2: 'The wrong subject', w3: 'The document is incomplete',
    partner: 'Partner', pickPartner: 'One whose agreement is in force and has a table', subject: 'Subject', module: 'Module', minutes: 'Minutes', document: 'Transcript or certificate', documentNote: 'Only its fingerprint (SHA-256) is kept; the file stays here', pickFile: 'Choose the file', documentOk: 'Fingerprint: {hash}', recognisedOn: 'Recognised', creditTable: 'Which subjects count', creditTableNote: 'Their subject, our module, and the minutes it counts for', addSubject: 'Add a subject', subjectName: 'Their subject', removeLine: 'Remove this line',
    kit: 'Kit', kitOptional: 'None unless kits were given', kitCount: 'How many', kitsGiven: '{count} of {name}',
    noPartner: 'No joint class', pickCourse: 'Find by title',
    move: 'Move it', moveNote: 'Everybody in the class is told', moved: 'Moved; the class is told', on: 'Day', from: 'Time', room: 'Room', trainer: 'Trainer',
    bearer: 'Paid by', learner: 'The learner', platform: 'The platform', merchant: 'Her merchant', sponsor: 'A sponsor', government: 'The government', now: 'Staying now', coming: 'Coming later', noComing: 'Nobody comes later', addBed: 'Add a bed', bedName: 'Name of the bed', bedHint: 'One at a time; a name may have blanks', removeBed: 'Take out {name}', bedGone: 'goes when you save', undo: 'Keep it', notAdd: 'Leave out', agreementFrom: 'Agreement from', agreementUntil: 'Agreement until', beds: 'Beds', toAdd: 'comes when you save',
    toWhom: 'To whom', some: 'Several', cohort: 'A class', people: 'Learners', inCohort: '{count} learners in this class, one kit each', issuedMany: '{count} issued', hadSome: '{count} issued, {had} had one already', noOneIn: 'Nobody is enrolled in this class now', tooMany: 'At most 500 at a time',
    family: 'Kind of work', everyFamily: 'For every kind', shortReason: 'Why fewer than thirty days', shortNote: 'Asked for where the standard is under thirty days',
    counsellor: 'Counsellor', leader: 'Leader', leads: 'Who looks after it', setPeople: 'Change leader and counsellor', peopleSaved: 'Changed', nobody: 'Nobody', cancelMeeting: 'Cancel', meetingCancelled: 'Cancelled; members are told', cancelled: 'Cancelled',
    notes: 'Notes of talks', notesSealed: 'Kept sealed; only leader and counsellor read them. Each opening is written down, and members see who opened them and why', openNotes: 'Open the notes', why: 'Why you read them', why1: 'To prepare the next meeting', why2: 'To follow up with a member', writeNote: 'Write one', noteWords: 'What was talked about', noteSaved: 'Sealed and kept', noNotes: 'No notes yet',
    editTarget: 'Change a target', targetWords: 'Why', targetSaved: 'Changed', history: 'Targets that were changed', noHistory: 'Still those the pilot began with', none: 'No target', targetNumber: 'Target (people)', targetCount: 'Target (agreements)', step: 'Which one', stepLine: '{name}: {target}',
  },
});
