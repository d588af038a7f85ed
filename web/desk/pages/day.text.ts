import { defineText } from '../../shared/i18n.ts';

export const dayText = defineText({
  zh: {
    title: '排班', search: '家政员姓名', unassigned: '待派 {count} 单', allAssigned: '这一天的订单都派好了', pickNote: '选一单，再点一位家政员就能派', picking: '派给谁？点家政员的名字，或点虚线框', openOrder: '打开订单', stop: '不派了', fits: '{score} 分 · {distance}', blocked: '不能派：{why}', ghost: '拟派 {item}', suits: '{count} 位可派，已排在最前', searching: '正在找合适的人…', workers: '{shown} / {count} 位家政员', rows: '显示', busy: '有安排的', everybody: '全部家政员', nobodyFits: '这一单没有可派的家政员', cannot: '{name} 不能接这一单：{why}', noReason: '不在候选里', tooMany: '人多，选一个片区看得全',
  },
  en: {
    title: 'Day plan', search: 'Worker’s name', unassigned: '{count} unassigned', allAssigned: 'Every order of this day is assigned', pickNote: 'Choose an order, then a worker', picking: 'To whom? Choose a worker’s name or the dashed bar', openOrder: 'Open order', stop: 'Not now', fits: '{score} points · {distance}', blocked: 'Cannot: {why}', ghost: 'Proposed: {item}', suits: '{count} can be assigned, listed first', searching: 'Looking for suitable workers…', workers: '{shown} / {count} workers', rows: 'Show', busy: 'With plans', everybody: 'Everybody', nobodyFits: 'Nobody can be assigned to this order', cannot: '{name} cannot take this order: {why}', noReason: 'not among the candidates', tooMany: 'choose a district to see everybody',
  },
});
