import { defineText } from '../../shared/i18n.ts';

export const ladderText = defineText({
  zh: {
    title: '我的等级', trainee: '见习', level: '{level} 级 · {name}', now: '现在', missing: '离下一级还差', top: '已经是最高一级', premium: '客户选您时工钱加 {percent}%', reached: '到了', notReached: '没到', have: '现在：{have}', need: '要：{need}', raise: '申请升到 {level} 级', raised: '升级了', history: '怎么走到这一步', holds: '暂时不能接的活', appeal: '等级不对？', appealGo: '我要申诉', short: '{level} 级', appealLead: '如果做过的工时没算进去，告诉我们，工作人员会核对。', appealWords: '说说哪里不对', appealMinutes: '少算了几个小时', hours: '小时', appealSend: '交申诉', appealSent: '收到了，核对好会告诉您', appealOpen: '申诉正在核对', accepted: '申诉通过', rejected: '申诉没通过', open: '正在核对', computed: '等级是按规则算的，不靠谁批。',
  },
  en: {
    title: 'My level', trainee: 'Trainee', level: 'Level {level} · {name}', now: 'Now', missing: 'Missing for the next level', top: 'This is the highest level', premium: 'Your labour is {percent}% more when a household chooses you', reached: 'Reached', notReached: 'Not yet', have: 'Now: {have}', need: 'Asked: {need}', raise: 'Ask for level {level}', raised: 'Level reached', history: 'How I got here', holds: 'Work on hold for now', appeal: 'Is the level wrong?', appealGo: 'Appeal', short: 'Level {level}', appealLead: 'If hours you served are not counted, say so; the desk will look.', appealWords: 'What is wrong', appealMinutes: 'Hours missing', hours: 'h', appealSend: 'Send', appealSent: 'Received; you will be told', appealOpen: 'Your appeal is being looked at', accepted: 'Appeal accepted', rejected: 'Appeal turned down', open: 'Being looked at', computed: 'The level is reckoned by rules, nobody grants it.',
  },
});
