import { defineText } from '../../shared/i18n.ts';

export const practicalText = defineText({
  zh: {
    title: '实操考核', mine: '我约的', booked: '已约', cancelled: '已退', passed: '通过', failed: '没通过', absent: '没到', book: '约这一场', bookedToast: '约好了，到时带身份证', cancel: '退掉这场', cancelAsk: '退掉这场考核？', cancelLead: '开始前都可以退，退了可以再约别的时间。', keep: '不退', full: '满了', free: '还有 {count} 个位子', examiner: '考官 {name}', open: '可以约的', none: '现在没有可约的场次，开了会通知您', rubric: '考官看什么', redLines: '碰了就不通过', points: '{count} 分', score: '{percent} 分', all: '全部', bring: '带身份证，提前 10 分钟到', pass: '{percent} 分及格',
  },
  en: {
    title: 'Practical test', mine: 'Mine', booked: 'Booked', cancelled: 'Given back', passed: 'Passed', failed: 'Not passed', absent: 'Not there', book: 'Book', bookedToast: 'Booked; bring your identity card', cancel: 'Give it back', cancelAsk: 'Give this seat back?', cancelLead: 'You may until it begins, and book another time.', keep: 'Keep it', full: 'Full', free: '{count} seats left', examiner: 'Examiner {name}', open: 'To book', none: 'Nothing to book now; you will be told', rubric: 'What is looked at', redLines: 'Any of these fails it', points: '{count} points', score: '{percent}%', all: 'All', bring: 'Bring your identity card, ten minutes early', pass: '{percent}% to pass',
  },
});
