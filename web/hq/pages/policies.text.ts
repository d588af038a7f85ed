import { defineText } from '../../shared/i18n.ts';

export const policiesText = defineText({
  zh: {
    title: '派单规则', note: '越具体的规则优先：服务先于类别，类别先于全市；写了片区的先于没写的', add: '新写一条', scope: '适用', words: '怎么派', by: '谁写的', builtIn: '系统默认', edit: '修改', remove: '撤回', removed: '已撤回', saved: '已生效', history: '改动记录', noHistory: '还没有改过', version: '第 {version} 版',
    drawerNew: '新写一条派单规则', drawerEdit: '修改派单规则', service: '服务', family: '类别', district: '片区', anyService: '所有服务', anyFamily: '所有类别', wholeCity: '全市', mode: '派单方式', auto: '直接派', offerOne: '一次问一位', offerBest: '同时问几位', grab: '抢单', merchant: '商户派', household: '只问选定的',
    offerCount: '同时问几位', urgent: '急单答复（分钟）', scheduled: '预约单答复（分钟）', grabAfter: '多久没人接进抢单大厅（分钟）', never: '不进', overflow: '商户多久没派出人就转出（分钟）', noOverflow: '不转出', batch: '急单合批（秒，0 不合）', live: '每人最多同时考虑几单', filler: '刚完工的人多近优先（米，0 关）', oneHour: '承诺上门', reach: '几分钟内有人接', door: '几分钟内到门口', reason: '为什么这样改', r1: '这里人手紧', r2: '提高接单速度', r3: '商户要求', save: '生效', cancel: '取消', whatFollows: '改完就是', removeNote: '撤回后用上一级的规则',
    lost: '转出的订单', lostNote: '近 30 天，片区商户没派出人而转给别人的', merchantName: '商户', lostCount: '转出 {count} 单', gained: '接到 {count} 单', lostFen: '少赚', noLost: '没有转出的订单', order: '订单', onTime: '承诺上门', when: '时间', to: '怎么转的',
  },
  en: {
    title: 'Dispatch policies', note: 'The most specific one holds: a service before its family, that before the city; one with a district before one without', add: 'New policy', scope: 'Where', words: 'What it says', by: 'Written by', builtIn: 'Built in', edit: 'Change', remove: 'Take back', removed: 'Taken back', saved: 'In force', history: 'Changes', noHistory: 'Never changed', version: 'Version {version}',
    drawerNew: 'A new dispatch policy', drawerEdit: 'Change this policy', service: 'Service', family: 'Family', district: 'District', anyService: 'Every service', anyFamily: 'Every family', wholeCity: 'Whole city', mode: 'Mode', auto: 'Assign', offerOne: 'Ask one by one', offerBest: 'Ask several', grab: 'Grab hall', merchant: 'Merchant', household: 'Chosen only',
    offerCount: 'Asked at once', urgent: 'Answer to an urgent offer (min)', scheduled: 'Answer to a scheduled offer (min)', grabAfter: 'Into the grab hall after (min)', never: 'Never', overflow: 'Leaves the merchant after (min)', noOverflow: 'Never', batch: 'Batch of urgent orders (s, 0: none)', live: 'Open offers a worker', filler: 'Who finishes so near comes first (m, 0: off)', oneHour: 'Promised arrival', reach: 'Taken within (min)', door: 'At the door within (min)', reason: 'Why this change', r1: 'Too few hands here', r2: 'Faster answers', r3: 'The merchant asked for it', save: 'Put in force', cancel: 'Cancel', whatFollows: 'It will say', removeNote: 'The less specific policy holds again',
    lost: 'Orders passed on', lostNote: 'Last 30 days: the district’s merchant sent nobody, others got them', merchantName: 'Merchant', lostCount: '{count} lost', gained: '{count} gained', lostFen: 'Not earned', noLost: 'No order was passed on', order: 'Order', onTime: 'Promised arrivals', when: 'When', to: 'What happened',
  },
});
