import { defineText } from '../../shared/i18n.ts';

export const pagesText = defineText({
  zh: {
    today: '今日', burning: '{count} 件马上处理', exceptions: '要您处理的', calm: '一切顺利', calmNote: '没有需要您处理的事；有变化会马上出现在这里', assign: '派人', call: '打电话', review: '查看', wait: '查看', showAll: '全部 {count} 件', showFewer: '收起',
    running: '进行中', ordersToday: '今天订单', unassigned: '还没派人', onlineNow: '在线家政员', earned: '本周收入', completion: '完成率', satisfaction: '满意度', sevenDays: '近 7 天', thirtyDays: '近 30 天', noRating: '暂无', volume: '每天订单', volumeNote: '近 {days} 天共 {count} 单 · {amount}', volumeBar: '{day}:{count} 单 {amount}',
    upNext: '进行中和接下来', noNext: '今天没有进行中的订单', seeOrders: '看全部订单',
    orders: '订单', orderSearch: '单号、服务、小区', open: '未完成', runningGroup: '服务中', done: '已完成', broken: '取消 / 未到', all: '全部', when: '时间', service: '服务', customer: '客户', address: '地址', worker: '家政员', status: '状态', amount: '金额', noTime: '还没选时间', own: '本店', territory: '片区', emptyOrders: '没有这样的订单', emptyOrdersNote: '自家接的单和您片区里的单都会出现在这里', family: '类别', clear: '清除条件', whose: '来源', anyDay: '全部日期', todayOnly: '今天', week: '未来 7 天', past: '过去 30 天', whenFilter: '日期',
    day: '排班', waiting: '{count} 单还没派人', dayEmpty: '这一天还没有排班', phoneHint: '左右滑动看一整天，点一条看订单',
  },
  en: {
    today: 'Today', burning: '{count} to act on now', exceptions: 'Waiting for you', calm: 'All is well', calmNote: 'Nothing needs you now; changes appear here at once', assign: 'Assign', call: 'Call', review: 'Look', wait: 'Look', showAll: 'All {count}', showFewer: 'Fewer',
    running: 'Running', ordersToday: 'Orders today', unassigned: 'Unassigned', onlineNow: 'Workers online', earned: 'Earned this week', completion: 'Completed', satisfaction: 'Satisfaction', sevenDays: 'last 7 days', thirtyDays: 'last 30 days', noRating: 'none yet', volume: 'Orders by day', volumeNote: 'last {days} days: {count} orders · {amount}', volumeBar: '{day}: {count} orders {amount}',
    upNext: 'Running and next', noNext: 'Nothing is running today', seeOrders: 'All orders',
    orders: 'Orders', orderSearch: 'Number, service, estate', open: 'Open', runningGroup: 'Running', done: 'Done', broken: 'Cancelled / no-show', all: 'All', when: 'Time', service: 'Service', customer: 'Customer', address: 'Address', worker: 'Worker', status: 'State', amount: 'Amount', noTime: 'No time yet', own: 'Yours', territory: 'Territory', emptyOrders: 'No such order', emptyOrdersNote: 'Orders you serve and orders of your territory appear here', family: 'Kind', clear: 'Clear filters', whose: 'From', anyDay: 'Any day', todayOnly: 'Today', week: 'Next 7 days', past: 'Last 30 days', whenFilter: 'Days',
    day: 'Day plan', waiting: '{count} without a worker', dayEmpty: 'Nothing is rostered on this day', phoneHint: 'Swipe to see the whole day, tap a bar for the order',
  },
});
