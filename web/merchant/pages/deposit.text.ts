import { defineText } from '../../shared/i18n.ts';

export const depositText = defineText({
  zh: { title: '保证金', note: '单独存放，退出满 90 天退还；要扣须有定了的案子，您可以申诉', required: '应交', held: '已交', missing: '还差', pay: '去支付', appeal: '申诉', until: '{time} 前可申诉', send: '提交', cancel: '取消', why: '为什么不该扣', appealed: '申诉已提交' },
  en: { title: 'Guarantee', note: 'kept apart, given back 90 days after leaving; taken only by a decided case, which you may appeal', required: 'Asked', held: 'There', missing: 'Missing', pay: 'Pay', appeal: 'Appeal', until: 'may be appealed before {time}', send: 'Send', cancel: 'Cancel', why: 'Why it should not be taken', appealed: 'Your appeal is sent' },
});
