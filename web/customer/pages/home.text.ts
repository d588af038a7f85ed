import { defineText } from '../../shared/i18n.ts';

export const homeText = defineText({
  zh: {
    morning: '早上好', noon: '中午好', afternoon: '下午好', evening: '晚上好', greet: '{greeting}，{name}', guest: '家里的事，交给邻里', lead: '先看到完整价格再下单，做不好免费返工。', whereTo: '选择服务地址', searchHint: '搜服务，如“擦玻璃”',
    running: '正在进行', allOrders: '全部订单', allRunning: '全部 {count} 单', againTitle: '再来一单', againLead: '和上次一样：{worker}', againTap: '和上次一样，看好时间就能付款', families: '全部服务', popular: '大家常约', allServices: '看全部',
    forElders: '家有老人', forEldersLead: '助浴助餐、陪诊、康复', forInfants: '家有宝宝', forInfantsLead: '月嫂、育儿嫂、接送', forYoung: '年轻小家', forYoungLead: '保洁、做饭、收纳',
    trust1: '价格透明', trust1Lead: '每一项都列明，先看后付，不加价', trust2: '返工保障', trust2Lead: '不满意，时限内免费返工一次', trust3: '实名持证', trust3Lead: '身份、健康证、背景都核验过', stations: '附近的社区驿站', stationsMore: '全部驿站', stationsLead: '不会用手机，也可以到驿站请人帮忙下单',
    itemCount: '{count} 项', why: '为什么放心', fromPrice: '¥{yuan} 起',
  },
  en: {
    morning: 'Good morning', noon: 'Good day', afternoon: 'Good afternoon', evening: 'Good evening', greet: '{greeting}, {name}', guest: 'Your home in good hands', lead: 'See the whole price before you book; not right means done again for free.', whereTo: 'Choose your address', searchHint: 'Search, e.g. windows',
    running: 'Under way', allOrders: 'All orders', allRunning: 'All {count}', againTitle: 'Book again', againLead: 'Same as last time: {worker}', againTap: 'Same as last time: look at the time and pay', families: 'All services', popular: 'Often booked', allServices: 'See all',
    forElders: 'Elders at home', forEldersLead: 'Bathing, meals, clinic visits', forInfants: 'A baby at home', forInfantsLead: 'Postnatal care, nannies, pick-up', forYoung: 'Young homes', forYoungLead: 'Cleaning, cooking, tidying',
    trust1: 'Clear prices', trust1Lead: 'Every line shown before you pay, nothing added later', trust2: 'Redo promise', trust2Lead: 'Not satisfied? One free redo in time', trust3: 'Verified people', trust3Lead: 'Identity, health and background checked', stations: 'Community stations nearby', stationsMore: 'All stations', stationsLead: 'No phone? People at the station book for you',
    itemCount: '{count} services', why: 'Why you can trust us', fromPrice: 'from ¥{yuan}',
  },
});
