import { defineText } from '../../shared/i18n.ts';

export const joinText = defineText({
  zh: { title: '邻居推荐', lead: '邻居推荐您用邻里', what: '推荐码 {code}。用手机号登录，新人优惠自动记到您名下', join: '登录，领新人优惠', bound: '已记下，欢迎您', boundLead: '新人优惠券在“我的钱包 · 优惠券”里，下单时能直接用', toServices: '看看有什么服务' },
  en: { title: 'A neighbour’s recommendation', lead: 'A neighbour recommends Linli', what: 'Code {code}. Sign in with your phone; what newcomers get is noted by itself', join: 'Sign in', bound: 'Noted: welcome', boundLead: 'Your coupon is in Wallet · Coupons; use it when you book', toServices: 'See the services' },
});
