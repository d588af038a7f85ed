import { defineText } from '../../shared/i18n.ts';

export const servicesText = defineText({
  zh: {
    title: '全部服务', search: '搜服务，如“擦玻璃”', family: '服务分类', segment: '适合谁', price: '价格', sort: '排序', popular: '最多人约', byPrice: '价格从低到高', byRating: '评分最高',
    anyPrice: '不限价格', upTo: '¥{yuan} 以内', found: '找到 {count} 项服务', noneTitle: '没有找到合适的服务', none: '换个说法试试，或者去掉一些筛选条件。也可以告诉客服您的需要。', reset: '清除筛选', filters: '筛选', showFound: '看 {count} 项服务', forWho: '适合：{who}',
  },
  en: {
    title: 'All services', search: 'Search, e.g. windows', family: 'Kind', segment: 'For whom', price: 'Price', sort: 'Order', popular: 'Most booked', byPrice: 'Cheapest first', byRating: 'Best rated',
    anyPrice: 'Any price', upTo: 'Up to ¥{yuan}', found: '{count} services', noneTitle: 'Nothing fits', none: 'Try other words or fewer filters, or tell our staff what you need.', reset: 'Clear filters', filters: 'Filters', showFound: 'Show {count} services', forWho: 'For: {who}',
  },
});
