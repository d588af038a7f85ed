import { defineText } from '../../shared/i18n.ts';

export const refundText = defineText({
  zh: {
    open: '漏做退款', title: '漏做的退款', back: '退给您', toRail: '同意后原路退回，一般几分钟到账', undone: '没有做的', nothing: '清单都打了勾，没有漏做的', nothingLead: '做得不好可以申请免费返工，别的问题请投诉，客服会核实。', why: '说说情况', whyHint: '如：时间不够，客厅窗户没擦', why1: '时间不够没做', why2: '忘了做', why3: '说好不做了', send: '退 {amount}', sent: '已按规则退款，正在原路退回', sentWaits: '已提交，金额较大，客服核实后退回', toRedo: '申请免费返工',
  },
  en: {
    open: 'Refund what was left out', title: 'Refund of what was left out', back: 'comes back', toRail: 'Goes back the way it was paid, usually within minutes', undone: 'Left undone', nothing: 'Everything on the list was ticked', nothingLead: 'If it was not done well, ask for a free redo; for anything else complain and we look into it.', why: 'What happened', whyHint: 'e.g. no time was left for the windows', why1: 'No time left', why2: 'Forgotten', why3: 'We agreed to skip it', send: 'Refund {amount}', sent: 'Given back by the rule; it is on its way', sentWaits: 'Sent; being large it is looked at first', toRedo: 'Ask for a free redo',
  },
});
