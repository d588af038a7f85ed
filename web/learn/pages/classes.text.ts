import { defineText } from '../../shared/i18n.ts';

export const classesText = defineText({
  zh: {
    title: '线下班和直播', mine: '我的班', mineNone: '还没有报班', sessions: '接下来的课', sessionsNone: '最近没有课', open: '可以报的班', openNone: '现在没有可报的班', live: '每周直播', groups: '互助小组', enrol: '报这个班', wait: '排队等位', enrolled: '报上了', waiting: '排上队了', drop: '退班', dropAsk: '退出这个班？', dropLead: '您的位子会给排队的人。', keep: '不退', free: '免费', fee: '学费', seats: '还有 {count} 个位子', full: '满了，可以排队', days: '{from} 到 {until}', attendance: '出勤 {percent}%', attended: '已上 {time}', waitingNo: '排第 {no} 位', bed: '床位', tools: '领的工具', bedOf: '{dormitory} {bed} 号床', trainer: '{name} 老师', join: '参加', leave: '退出', watch: '去看直播', members: '{count} 人', meeting: '下次活动 {time}', checklist: '老师看我会了哪些', checklistNone: '还没有', ended: '已结束',
  },
  en: {
    title: 'Classes and live lessons', mine: 'My classes', mineNone: 'No class yet', sessions: 'What comes next', sessionsNone: 'Nothing soon', open: 'Classes to join', openNone: 'None open now', live: 'Live every week', groups: 'Groups of mutual help', enrol: 'Join this class', wait: 'Wait for a seat', enrolled: 'You have a seat', waiting: 'You are on the list', drop: 'Give up the seat', dropAsk: 'Leave this class?', dropLead: 'Your seat goes to who waits.', keep: 'Stay', free: 'Free', fee: 'Fee', seats: '{count} seats left', full: 'Full, you may wait', days: '{from} to {until}', attendance: '{percent}% attended', attended: '{time} attended', waitingNo: 'No. {no} in line', bed: 'Bed', tools: 'Tools', bedOf: '{dormitory}, bed {bed}', trainer: '{name}', join: 'Join', leave: 'Leave', watch: 'Watch', members: '{count} members', meeting: 'Next meeting {time}', checklist: 'What I can do, as my trainers saw it', checklistNone: 'Nothing yet', ended: 'Over',
  },
});
