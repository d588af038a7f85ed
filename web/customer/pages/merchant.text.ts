import { defineText } from '../../shared/i18n.ts';

export const merchantText = defineText({
  zh: {
    score: '近 90 天服务', finished: '完成', visits: '{count} 次', completion: '按约完成', complaints: '属实投诉', cases: '{count} 起', answers: '平均答复', minutes: '{count} 分钟', reviews: '客户评价', noReviews: '还没有写下的评价', loading: '正在读取',
    conduct: '平台奖惩', noConduct: '近两年没有表彰，也没有处罚', elder: '养老服务机构库', elderLine: '{number}，{authority}', elderUntil: '{number}，{authority}，有效到 {until}',
  },
  en: {
    score: 'Last 90 days', finished: 'Done', visits: '{count} visits', completion: 'Kept as agreed', complaints: 'Complaints found right', cases: '{count}', answers: 'Mean answer', minutes: '{count} min', reviews: 'What families say', noReviews: 'No written reviews yet', loading: 'Loading',
    conduct: 'Rewards and penalties', noConduct: 'Neither rewards nor penalties in two years', elder: 'Elder-care register', elderLine: '{number}, {authority}', elderUntil: '{number}, {authority}, until {until}',
  },
});
