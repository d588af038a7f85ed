import { defineText } from '../../shared/i18n.ts';

export const boardText = defineText({
  zh: {
    title: '今日看板', exceptions: '需要处理', all: '全部', now: '马上处理', soon: '尽快', watch: '留意', waiting: '有 {count} 条新的，点这里显示', over: '已处理', calm: '现在没有需要处理的事', calmNote: '有异常会马上出现在这里', keys: 'j / k 上下选，回车处理',
    assign: '指派', review: '查看', call: '联系', wait: '查看', followUp: '回访', ticket: '处理', toFinance: '转财务', paper: '看证件', alarmWords: '支付告警：{words}',
    ordersToday: '今日上门', runningNow: '进行中', unassigned: '待派', onlineWorkers: '在线家政员', idleNote: '空闲 {count} 位', revenue: '今日收款', auto: '自动派单', completion: '完成率', onTime: '准时到达', satisfaction: '满意度', week: '近 7 天', month: '近 30 天', noRating: '暂无',
    byHour: '每小时上门与可用人手', byHourNote: '绿色是上门数，灰色是可上岗人数', hour: '{hour} 点：上门 {visits}，可上岗 {capacity}', liveMap: '实时地图（主城区）', wholeMap: '全屏地图', idle: '空闲持证家政员', idleFor: '已空闲 {duration}', idleDays: '已空闲 {days} 天', noIdle: '现在没有空闲的家政员', next: '下一条异常', previous: '上一条异常', nowNote: '{count} 件马上处理', mapNote: '{workers} 位家政员 · {visits} 处上门',
  },
  en: {
    title: 'Board', exceptions: 'Needs a hand', all: 'All', now: 'Act now', soon: 'Soon', watch: 'Watch', waiting: '{count} new, click to show', over: 'Handled', calm: 'Nothing needs a hand now', calmNote: 'What goes wrong appears here at once', keys: 'j / k to move, Enter to act',
    assign: 'Assign', review: 'Look', call: 'Contact', wait: 'Look', followUp: 'Follow up', ticket: 'Handle', toFinance: 'To finance', paper: 'See paper', alarmWords: 'Payment alarm: {words}',
    ordersToday: 'Visits today', runningNow: 'Running', unassigned: 'Unassigned', onlineWorkers: 'Online', idleNote: '{count} idle', revenue: 'Takings today', auto: 'Automatic', completion: 'Completed', onTime: 'On time', satisfaction: 'Satisfaction', week: 'last 7 days', month: 'last 30 days', noRating: 'none',
    byHour: 'Visits and workers by hour', byHourNote: 'green: visits, grey: workers available', hour: '{hour}:00: {visits} visits, {capacity} available', liveMap: 'Live map, inner city', wholeMap: 'Full map', idle: 'Idle certified workers', idleFor: 'idle for {duration}', idleDays: 'idle for {days} days', noIdle: 'Nobody is idle now', next: 'Next exception', previous: 'Previous exception', nowNote: '{count} to act on now', mapNote: '{workers} workers · {visits} visits',
  },
});
