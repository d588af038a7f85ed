import { defineText } from '../i18n.ts';

/** `wish…` is the family about the worker it would like, `self…` the worker about herself. */
export const mannerText = defineText({
  zh: {
    wishStem: '您希望来的阿姨……', selfStem: '我平时……', wishLow: '最好不这样', wishHigh: '最好这样', selfLow: '完全不像我', selfHigh: '非常像我', wishMiddle: '都可以', selfMiddle: '说不准',
    of: '第 {at} 题，共 {total} 题', score: '{score} 分', back: '上一题', voluntary: '自愿填写，约 1 分钟，随时可以删掉。',
    wishDoneTitle: '十题答完了', selfDoneTitle: '十题答完了', save: '保存', again: '重新回答', review: '检查答案',
    wishConsent: '我同意把这些回答用于派单匹配', wishConsentNote: '只用来找性格合拍的阿姨，占总分很小一部分。回答不给阿姨看，也不给商户和客服看；随时可以删除，删除后立即停用。',
    selfConsent: '我同意把这些回答用于派单匹配', selfConsentNote: '只用来找合得来的家庭，占总分很小一部分。客户、商户和客服都看不到您的回答；不填也不扣分，随时可以删除。',
    needConsent: '先勾选同意', saved: '已保存，下一单起生效', removed: '回答已删除，不再用于派单', undo: '恢复',
    wishSummary: '您希望的阿姨', selfSummary: '您的性格小结', since: '{day} 同意并保存', edit: '修改回答', remove: '删除我的回答', removeNote: '删除后，派单不再看性格这一项，别的都不受影响。',
    low: '低', high: '高', leave: '先不填',
  },
  en: {
    wishStem: 'The worker you would like …', selfStem: 'Usually I am somebody who …', wishLow: 'Better not', wishHigh: 'Yes, please', selfLow: 'Not like me at all', selfHigh: 'Very much like me', wishMiddle: 'Either way', selfMiddle: 'Hard to say',
    of: 'Question {at} of {total}', score: '{score} of 7', back: 'Previous question', voluntary: 'Voluntary, about a minute; delete it whenever you like.',
    wishDoneTitle: 'All ten answered', selfDoneTitle: 'All ten answered', save: 'Save', again: 'Answer again', review: 'Check my answers',
    wishConsent: 'I agree that my answers are used for matching', wishConsentNote: 'Only to find a worker you get on with, and only a small part of the score. Neither the worker nor the merchant nor our staff sees your answers. Delete them at any time; they stop counting at once.',
    selfConsent: 'I agree that my answers are used for matching', selfConsentNote: 'Only to find families you get on with, and only a small part of the score. Customers, merchants and staff do not see your answers. Leaving it out costs nothing; delete it at any time.',
    needConsent: 'Please agree first', saved: 'Saved: counts from the next order', removed: 'Answers deleted: no longer used for matching', undo: 'Restore',
    wishSummary: 'The worker you would like', selfSummary: 'Your answers in short', since: 'Agreed and saved on {day}', edit: 'Change answers', remove: 'Delete my answers', removeNote: 'Matching then leaves personality out; nothing else changes.',
    low: 'low', high: 'high', leave: 'Not now',
  },
});
