import { defineText } from '../../shared/i18n.ts';

export const planText = defineText({
  zh: {
    title: '自动重排', lead: '选片区和日期，看一版更省路、更准时的安排，满意再执行', district: '选一个片区', start: '算一版新方案', again: '重新计算', thinking: '正在计算', thinkingFor: '已用 {seconds} 秒，通常半分钟以内。可以先做别的，算好会出现在这里。', none: '这一天还没有方案', noneNote: '选一个片区，点“算一版新方案”', pickDistrict: '先选一个片区',
    ready: '等您决定', committed: '已执行', stale: '情况变了', discarded: '已放弃', undone: '已撤销', nothing: '不用改', visits: '{visits} 单上门，{workers} 位家政员', took: '用时 {seconds} 秒', by: '{name} 要的', bySystem: '自动提出',
    travelMeters: '总路程', travelMinutes: '总路上时间', lateMinutes: '共晚到', unassigned: '没人去的单', workers: '出门的家政员', before: '现在', after: '方案', less: '少 {amount}', more: '多 {amount}', same: '不变', minutes: '{count} 分钟', hours: '{count} 小时', orders: '{count} 单', people: '{count} 位',
    moves: '要改的 {count} 单', movesNote: '不想改的可以去掉勾', chooseAll: '全选', move: '改这一单', when: '时间', visit: '上门', who: '换人', why: '理由', arrive: '{time} 到', nobody: '还没人', late: '晚 {minutes} 分钟', chosen: '已选 {count} / {all} 单', newTime: '改到 {time}',
    left: '排不上的 {count} 单', leftNote: '写着卡在哪条规则，和最近能做的时间', nearest: '最近：{time}，{name}', noNearest: '近几天都排不上', commit: '执行 {count} 单', discard: '放弃', undo: '撤销这次执行', undoUntil: '{time} 前可以撤销，有人答复或出发的单不动', open: '打开',
    committedToast: '已执行 {count} 单，要告诉的人都通知了', staleTitle: '情况变了，这版方案不能执行', staleNote: '按现在的情况重新算一遍，只要一下。', partWarn: '去掉的单可能和别的单连着，连着的话会提示重新计算。', others: '这一天的方案', toDay: '看排班表', undoneToast: '已撤销', keyStart: '算一版新方案', keyCommit: '执行方案', keyDiscard: '放弃方案', keyRow: '上一单、下一单',
  },
  en: {
    title: 'Auto plan', lead: 'Choose a district and a day, look at a shorter and more punctual plan, carry it out when it pleases', district: 'Choose a district', start: 'Work out a plan', again: 'Work it out anew', thinking: 'Working it out', thinkingFor: '{seconds} s so far, usually under half a minute. Do something else meanwhile: it appears here.', none: 'No plan for this day yet', noneNote: 'Choose a district and press “Work out a plan”', pickDistrict: 'Choose a district first',
    ready: 'Your decision', committed: 'Carried out', stale: 'Out of date', discarded: 'Laid aside', undone: 'Taken back', nothing: 'Nothing to change', visits: '{visits} visits, {workers} workers', took: '{seconds} s', by: 'asked by {name}', bySystem: 'proposed by itself',
    travelMeters: 'Distance', travelMinutes: 'Time on the way', lateMinutes: 'Late in all', unassigned: 'Visits without anybody', workers: 'Workers out', before: 'now', after: 'plan', less: '{amount} less', more: '{amount} more', same: 'the same', minutes: '{count} min', hours: '{count} h', orders: '{count}', people: '{count}',
    moves: '{count} visits change', movesNote: 'untick what should stay', chooseAll: 'Choose all', move: 'Change this visit', when: 'Time', visit: 'Visit', who: 'From and to', why: 'Why', arrive: 'there at {time}', nobody: 'nobody', late: '{minutes} min late', chosen: '{count} of {all} chosen', newTime: 'moved to {time}',
    left: '{count} cannot be placed', leftNote: 'with the rule that binds and the nearest hour', nearest: 'Nearest: {time}, {name}', noNearest: 'not in the next days', commit: 'Carry out {count}', discard: 'Lay aside', undo: 'Take it back', undoUntil: 'can be taken back until {time}, except what was answered or set out for', open: 'Open',
    committedToast: '{count} carried out, whoever must know was told', staleTitle: 'Things changed: this plan cannot be carried out', staleNote: 'One press works it out for how things stand now.', partWarn: 'What you untick may hang together with other visits; then you are asked to work it out anew.', others: 'Plans of this day', toDay: 'To the day plan', undoneToast: 'Taken back', keyStart: 'Work out a plan', keyCommit: 'Carry the plan out', keyDiscard: 'Lay the plan aside', keyRow: 'Visit before, after',
  },
});
