import { defineText } from '../../shared/i18n.ts';

export const illText = defineText({
  zh: {
    open: '我生病了，去不了', title: '生病了，先歇着', lead: '您的单会转给别人，客户由平台通知。不扣分，不算拒单。', until: '歇到什么时候', today: '今天', tomorrow: '明天晚上', three: '后天晚上', note: '想告诉平台的话', noteHint: '比如：发烧 38 度',
    concerned: '这段时间您有 {count} 单，都会转出去', none: '这段时间您没有单，只是不再派新单', confirm: '确定，{day}不上门', doneTitle: '已经安排好了', moved: '{count} 单已转给别人', left: '{count} 单平台正在另找人，您不用管', running: '正在做的那一单，请打给平台商量', rest: '好好休息，好了可以让平台提前恢复派单。', ok: '知道了',
  },
  en: {
    open: 'I am ill and cannot come', title: 'You are ill: rest first', lead: 'Your visits go to others and we tell the families. It costs you nothing and counts as no refusal.', until: 'Until when', today: 'Today', tomorrow: 'Tomorrow night', three: 'The night after', note: 'Anything we should know', noteHint: 'For example: 38 degrees of fever',
    concerned: 'Your visits until then: {count}. All of them go to others', none: 'You have no visits until then; you just get no new ones', confirm: 'Yes, no visits: {day}', doneTitle: 'It is arranged', moved: 'Visits that went to others: {count}', left: 'Visits we are finding somebody for: {count}. Leave them to us', running: 'About the visit under way please call the desk', rest: 'Get well. The desk can put you back earlier.', ok: 'All right',
  },
});
