import { defineText } from '../../shared/i18n.ts';

export const mentoringText = defineText({
  zh: {
    title: '师徒带教', none: '还没有结对', noneLead: '结了对，师傅带着您上门，这里记每一次。', iCoach: '我带 {name}', myMentor: '{name} 带我', over: '已结束', sessions: '带过 {count} 次，共 {time}', record: '记一次带教', recordAsk: '今天带了什么', minutes: '带了多久', minutesUnit: '分钟', day: '哪天', about: '教了什么', aboutHint: '例如：擦玻璃的顺序、跟老人说话', send: '记下来', sent: '记好了，等徒弟确认', list: '每一次', waiting: '等确认', confirmed: '已确认', refused: '没确认', confirm: '对，带了', refuse: '没有这回事', refuseWords: '说说怎么回事', noSessions: '还没有记录', answered: '已回复', stay: '返回',
  },
  en: {
    title: 'Mentoring', none: 'No pair yet', noneLead: 'Once paired, your mentor takes you along; each time is noted here.', iCoach: 'I coach {name}', myMentor: '{name} coaches me', over: 'Over', sessions: '{count} times, {time} in all', record: 'Note a session', recordAsk: 'What was done', minutes: 'How long', minutesUnit: 'min', day: 'Day', about: 'What was taught', aboutHint: 'The order of cleaning windows, talking with elders…', send: 'Note it', sent: 'Noted; she is to confirm it', list: 'Each time', waiting: 'To be confirmed', confirmed: 'Confirmed', refused: 'Not confirmed', confirm: 'Yes, it was so', refuse: 'It was not', refuseWords: 'What happened', noSessions: 'Nothing noted yet', answered: 'Answered', stay: 'Back',
  },
});
