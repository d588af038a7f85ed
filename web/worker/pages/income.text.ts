import { defineText } from '../../shared/i18n.ts';

export const incomeText = defineText({
  zh: {
    title: '收入', thisWeek: '本周', lastWeek: '上周', thisMonth: '本月', range: '看哪段', total: '{range}挣了', visits: '做了 {count} 单', byDay: '每天挣多少', byKind: '钱从哪来', lines: '每一笔', empty: '这段时间还没有收入', emptyLead: '做完一单、客户确认后，就会出现在这里。', toOffers: '去接单',
    paidOut: '已打款', waiting: '等客户确认', waitingLead: '{count} 单做完了，客户还没确认，24 小时后自动确认', how: '钱是怎么分的', howTitle: '钱是怎么分的',
    how1: '客户先付给平台保管，不是直接给谁。', how2: '客户确认做好了，才开始分。', how3: '工钱里扣平台佣金（5% 到 8%），再按您和公司约定的比例分给您和公司。', how4: '加急、夜间、技能加价也在工钱里，按同样的比例分。', how5: '保险、材料、平台服务费另算，不从您这里扣。', how6: '分不尽的一分钱归公司，不会多扣您。', how7: '接单前就能看到“到手”多少，和这里一分不差；对不上就打给平台。',
    dayBar: '{day} {amount}',
  },
  en: {
    title: 'Income', thisWeek: 'This week', lastWeek: 'Last week', thisMonth: 'This month', range: 'Which span', total: '{range}, earned', visits: '{count} visits', byDay: 'Day by day', byKind: 'Where it comes from', lines: 'Every line', empty: 'No income in this span yet', emptyLead: 'It appears here once a customer has confirmed a visit.', toOffers: 'See offers',
    paidOut: 'Paid out', waiting: 'Waiting for the customer', waitingLead: '{count} finished, not confirmed yet; confirmed by itself after 24 h', how: 'How the money is split', howTitle: 'How the money is split',
    how1: 'The customer pays the platform, which keeps it; nobody has it yet.', how2: 'It is split once the customer has confirmed the work.', how3: 'From the labour the platform takes its commission (5 % to 8 %); the rest is shared between you and your company as agreed.', how4: 'Urgent, night and skill premiums belong to the labour and are shared alike.', how5: 'Insurance, materials and the platform fee are separate and never taken from you.', how6: 'A fen that cannot be divided goes to the company, never off your part beyond that.', how7: 'What you see before accepting is what you find here, to the fen. If not, call the desk.',
    dayBar: '{day} {amount}',
  },
});
