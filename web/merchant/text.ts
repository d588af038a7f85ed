import { defineText } from '../shared/i18n.ts';

/** Words that several pages of a merchant share. */
export const text = defineText({
  zh: {
    app: '商家', appTitle: '邻里商家', appLead: '自家的订单、员工和结算单都在这里', owner: '店主', staffRole: '店员',
    today: '今日', waiting: '等我派人', orders: '订单', day: '排班', staff: '员工', statement: '结算单', shop: '门店', groupWork: '干活', groupShop: '店里',
    backToToday: '回到今日',

  },
  en: {
    app: 'Merchant', appTitle: 'Linli for merchants', appLead: 'Your orders, your staff and your statement in one place', owner: 'Owner', staffRole: 'Staff',
    today: 'Today', waiting: 'Waiting for us', orders: 'Orders', day: 'Day plan', staff: 'Staff', statement: 'Statement', shop: 'Shop', groupWork: 'Work', groupShop: 'Business',
    backToToday: 'Back to today',

  },
});
