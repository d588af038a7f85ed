import { defineText } from '../../shared/i18n.ts';

export const appealsText = defineText({
  zh: {
    title: '拒单申诉', note: '支持的就不再计入她的接单率；写下的话她会看到', open: '待处理', accepted: '已支持', rejected: '未支持', empty: '没有申诉', emptyNote: '家政员对一次拒单有异议时会出现在这里', worker: '家政员', about: '哪一单', said: '她说', reason: '当时的理由', numbers: '她的接单', line: '接 {accepted} · 无理由拒 {refusedUnexcused}', rate: '接单率 {percent}%', uphold: '支持', decline: '不支持', words: '回复她的话', q1: '情况属实', q2: '客户信息有误，不算她的', q3: '派单时已写明', done: '已告诉她', at: '提出', by: '{name}处理', act: '处理',
    timeClash: '时间冲突', familyMatter: '家里有事', payTooLow: '工钱太低', other: '其他原因', needWords: '请先写一句给她的话',
  },
  en: {
    title: 'Appeals', note: 'What is upheld no longer counts in her rate; she reads your words', open: 'Open', accepted: 'Upheld', rejected: 'Not upheld', empty: 'No appeals', emptyNote: 'When a worker disagrees with a refusal that counts, it appears here', worker: 'Worker', about: 'Which order', said: 'She says', reason: 'Reason then', numbers: 'Her answers', line: '{accepted} accepted · {refusedUnexcused} refused', rate: '{percent} % accepted', uphold: 'Uphold', decline: 'Do not uphold', words: 'Your words to her', q1: 'It is as she says', q2: 'The family’s details were wrong', q3: 'It was said in the offer', done: 'She has been told', at: 'Raised', by: 'Decided by {name}', act: 'Decide',
    timeClash: 'Time clash', familyMatter: 'Something at home', payTooLow: 'Pay too low', other: 'Another reason', needWords: 'Write her a line first',
  },
});
