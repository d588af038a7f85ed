import { defineText } from '../../shared/i18n.ts';

export const weightsText = defineText({
  zh: {
    title: '派单权重', note: '公式 {formula} · {version}', versionOf: '第 {version} 版在用', versionPublished: '公布的权重在用',
    learning: '随评价学习', learningNote: '双方都评价后，每单只动一小步', learningOff: '关着：一直用公布的权重，也不再学', learnOn: '已打开，从下一条评价起学习', learnOff: '已关闭，现在用公布的权重', undo: '撤销',
    inForce: '在用的权重和公布的权重', reviews: '学过 {count} 单', legendNow: '在用', legendPublished: '公布', part: '一项', change: '差', setByHand: '手动设置', toPublished: '退回公布的权重',
    history: '历史', historyNote: '每一版都留着，随时可以退回', noHistory: '还没有变化', noHistoryNote: '双方评价后会自动学出第一版；也可以手动设置。', learned: '学习', manual: '手动', reverted: '退回', fromOrder: '订单 {no}', outcome: '结果 {percent} 分', moreHistory: '再看 {count} 版', outcomeNote: '0–100，双方星级、投诉、迟到合成', oldFormula: '旧公式 {formula}', noChange: '几乎没动', by: '{name}', now: '在用',
    revert: '退回这一版', revertTitle: '退回第 {version} 版', revertPublishedTitle: '退回公布的权重', why: '为什么', revertDone: '已退回，成为第 {version} 版', why1: '学偏了', why2: '试验结束', why3: '投诉变多', replay: '重放', replayTitle: '订单 {no}：换个方案会派谁',
    setTitle: '手动设置权重', setLead: '填多少份都行，按总份数折成百分比。以后的学习从这里接着走。', points: '份数', preview: '折成百分比', total: '合计 {sum} 份 = 100%', save: '启用', cancel: '取消', saved: '已启用，成为第 {version} 版', setWhy1: '试行新规则', setWhy2: '旺季调整', zero: '至少一项要大于 0',
    findTitle: '重放一张订单的派单', findLead: '输入订单号，看当时怎么派的，换一套权重会派谁。', orderNo: '订单号', find: '查找', notFound: '没有这张订单', enter: '先输入订单号',
  },
  en: {
    title: 'Dispatch weights', note: 'Formula {formula} · {version}', versionOf: 'version {version} in force', versionPublished: 'the published weights in force',
    learning: 'Learn from reviews', learningNote: 'Once both sides have spoken, a small step per order', learningOff: 'Off: the published weights hold and nothing is learned', learnOn: 'On: learning from the next review', learnOff: 'Off: the published weights are in force', undo: 'Undo',
    inForce: 'In force beside published', reviews: 'Learned from {count} orders', legendNow: 'in force', legendPublished: 'published', part: 'Part', change: 'Change', setByHand: 'Set by hand', toPublished: 'Back to published',
    history: 'History', historyNote: 'Every version is kept and can be taken again', noHistory: 'Nothing has changed yet', noHistoryNote: 'The first version comes once both sides have reviewed an order; or set them by hand.', learned: 'Learned', manual: 'By hand', reverted: 'Reverted', fromOrder: 'Order {no}', outcome: 'Outcome {percent}', moreHistory: '{count} more versions', outcomeNote: '0–100 from both ratings, complaints and lateness', oldFormula: 'old formula {formula}', noChange: 'Hardly a change', by: '{name}', now: 'in force',
    revert: 'Back to this', revertTitle: 'Back to version {version}', revertPublishedTitle: 'Back to the published weights', why: 'Why', revertDone: 'Done: it is version {version} now', why1: 'It learned the wrong thing', why2: 'The trial is over', why3: 'More complaints', replay: 'Replay', replayTitle: 'Order {no}: who under another policy',
    setTitle: 'Set the weights by hand', setLead: 'Any number of points; they are taken as shares of their sum. Learning goes on from here.', points: 'Points', preview: 'As shares', total: '{sum} points = 100%', save: 'Put in force', cancel: 'Cancel', saved: 'In force as version {version}', setWhy1: 'Trial of a new rule', setWhy2: 'High season', zero: 'At least one must be above 0',
    findTitle: 'Replay the dispatch of an order', findLead: 'Enter an order number: how it was dispatched, and who it would be under other weights.', orderNo: 'Order number', find: 'Find', notFound: 'There is no such order', enter: 'Enter an order number first',
  },
});
