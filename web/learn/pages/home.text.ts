import { defineText } from '../../shared/i18n.ts';

export const homeText = defineText({
  zh: {
    listComma: '、', hello: '{name}，您好', come: '来邻里做家政', comeLead: '免费学、有证书、有活干。报名不用填表格，点十几下就好。', apply: '我要报名', goOn: '接着填报名', goOnLead: '上次填的都还在，还差：{fields}', ready: '都填好了，交上去就行', posts: '正在招', seats: '招 {count} 人', forPost: '报这个',
    step1: '报名', step1Note: '填身份证号、住处和想做的活', step2: '审核', step2Note: '十三项检查，一项一项告诉您', step3: '学习考试', step3Note: '手机上学，每节不到 3 分钟', step4: '上岗接单', step4Note: '拿到证书就能接单', howGoes: '一共四步',
    callDesk: '打给平台',
    next: '下一步', doIt: '去做', allDone: '都通过了，可以接单', toWork: '去接单', checks: '十三项检查', passed: '{passed} / {needed} 项通过', seeAll: '看全部', unsigned: '还有 {count} 份没签，点这里看和签', way: '我走到哪一步',
    learnNext: '接着学', learnStart: '开始学', path: '为您排的课', untilLeft: '还剩约 {minutes} 分钟', ladder: '我的等级', card: '上门服务证', mentoring: '师徒带教', practical: '实操考核', record: '我的记录', cardNote: '给客户扫码看', ladderNote: '看还差什么', mentoringNote: '谁带我、我带谁', practicalNote: '约时间和地点', waitDesk: '等平台处理，不用您做什么',
  },
  en: {
    listComma: ', ', hello: 'Hello {name}', come: 'Do home services with Linli', comeLead: 'Learn for free, hold a certificate, have work. Applying takes a dozen taps.', apply: 'Apply', goOn: 'Go on applying', goOnLead: 'What you filled in is kept. Still asked for: {fields}', ready: 'All is there: hand it in', posts: 'Wanted now', seats: '{count} wanted', forPost: 'Apply',
    step1: 'Apply', step1Note: 'Identity number, where you live, what you want to do', step2: 'Checks', step2Note: 'Thirteen of them, told one by one', step3: 'Learn and be examined', step3Note: 'On the phone, under 3 minutes a lesson', step4: 'Go to work', step4Note: 'With the certificate come the orders', howGoes: 'Four steps',
    callDesk: 'Call the desk',
    next: 'Next', doIt: 'Do it', allDone: 'All passed: ready for orders', toWork: 'To the orders', checks: 'Thirteen checks', passed: '{passed} of {needed} passed', seeAll: 'See all', unsigned: '{count} texts are not signed yet: read and sign', way: 'How far I have come',
    learnNext: 'Go on learning', learnStart: 'Begin to learn', path: 'Picked for you', untilLeft: 'about {minutes} min left', ladder: 'My level', card: 'Door card', mentoring: 'Mentoring', practical: 'Practical test', record: 'My record', cardNote: 'For households to scan', ladderNote: 'See what is missing', mentoringNote: 'Who coaches whom', practicalNote: 'Book time and place', waitDesk: 'The desk is at it, nothing to do for you',
  },
});
