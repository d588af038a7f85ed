import { defineText } from '../../shared/i18n.ts';

export const ordersText = defineText({
  zh: { title: '我的订单', filter: '筛选', all: '全部', open: '进行中', toReview: '待评价', done: '已完成', emptyTitle: '还没有订单', empty: '约一次保洁或维修，进度会在这里实时更新。', emptyOpen: '现在没有进行中的订单。', emptyReview: '都评价过了，谢谢您。', emptyDone: '还没有完成的订单。', browse: '去看看服务', more: '更早的订单' },
  en: { title: 'My orders', filter: 'Filter', all: 'All', open: 'Under way', toReview: 'To review', done: 'Done', emptyTitle: 'No orders yet', empty: 'Book a cleaning or a repair; it is followed here as it happens.', emptyOpen: 'Nothing is under way.', emptyReview: 'Everything is reviewed, thank you.', emptyDone: 'Nothing is done yet.', browse: 'Look at services', more: 'Earlier orders' },
});
