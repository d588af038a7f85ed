import { defineText } from '../../shared/i18n.ts';

export const answersText = defineText({
  zh: {
    answers: '我的接单', answersNote: '只有无理由拒单会影响接单率，而且 60 天减半', accepted: '接了', excused: '有理由婉拒', unexcused: '无理由拒单', expired: '没答', rate: '接单率 {percent}%', weighed: '拒单按时间折合 {count} 次', noRate: '还没有接单率', see: '看每一次', list: '每一次回复', none: '还没有回复过派单',
    kindAccepted: '接单', kindExpired: '没来得及答', kindExcused: '有理由，不影响您', kindRefused: '现在还算 {percent}%', appeal: '申诉', appealTitle: '申诉这一次', appealLead: '说说当时的情况，平台会有人看。每次只能申诉一回。', words: '当时怎么了', wordsHint: '比如：客户临时多要两个房间，时间来不及', send: '提交申诉', sent: '已提交，处理好会发短信给您', open: '申诉等待处理', upheld: '申诉已支持，不再计入', declined: '申诉未获支持', more: '再看早一些的',
    unsafeHome: '感觉不安全', falseAddress: '地址不实', illness: '身体不舒服', overDistance: '太远了', sceneNotDeclared: '家里情况没说清', timeClash: '时间冲突', familyMatter: '家里有事', payTooLow: '工钱太低', other: '其他原因',
  },
  en: {
    answers: 'My answers', answersNote: 'Only refusals without a reason count, and half as much after 60 days', accepted: 'Accepted', excused: 'Refused with a reason', unexcused: 'Refused without', expired: 'Not answered', rate: '{percent} % accepted', weighed: 'refusals count {count} by now', noRate: 'No rate yet', see: 'See each one', list: 'Every answer', none: 'You have not answered an offer yet',
    kindAccepted: 'Accepted', kindExpired: 'Not answered in time', kindExcused: 'A good reason: no effect', kindRefused: 'Still counts {percent} %', appeal: 'Appeal', appealTitle: 'Appeal this one', appealLead: 'Say what happened; somebody at the desk will read it. Once for each.', words: 'What happened', wordsHint: 'e.g. the family added two rooms at the last moment', send: 'Send the appeal', sent: 'Sent; you will get a message when it is decided', open: 'Appeal waiting', upheld: 'Appeal upheld: it counts no more', declined: 'Appeal not upheld', more: 'Earlier ones',
    unsafeHome: 'It feels unsafe', falseAddress: 'The address is false', illness: 'I am unwell', overDistance: 'Too far', sceneNotDeclared: 'The home was not described', timeClash: 'The time clashes', familyMatter: 'Something at home', payTooLow: 'The pay is too low', other: 'Another reason',
  },
});
