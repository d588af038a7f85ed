import { defineText } from '../../shared/i18n.ts';

export const checkoutText = defineText({
  zh: { coupon: '优惠券', usable: '{count} 张可用', noneUsable: '这单没有能用的', saves: '省 {amount}', packNote: '用 {units} 次，现剩 {left} 次', voucher: '养老服务消费券', voucherNote: '{name}：这单付 {amount}，本月还剩 {left}', points: '积分', pointsNote: '{points} 分，这单可抵 {amount}', stored: '余额', storedNote: '现有 {amount}', left: '还要付', payWith: '确认，用余额等付清' },
  en: { coupon: 'Coupon', usable: '{count} to use', noneUsable: 'None fits this order', saves: '{amount} off', packNote: 'takes {units}, {left} left now', voucher: 'Elder care voucher', voucherNote: '{name}: pays {amount} of this, {left} left this month', points: 'Points', pointsNote: '{points} points, worth {amount} here', stored: 'Balance', storedNote: '{amount} there', left: 'Left to pay', payWith: 'Confirm, nothing left to pay' },
});
