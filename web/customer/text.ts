import { defineText } from '../shared/i18n.ts';

/** Words that several screens of this app share. */
export const text = defineText({
  zh: {
    brand: '邻里', city: '乌鲁木齐', home: '首页', services: '服务', orders: '订单', me: '我的', signIn: '登录', search: '搜索服务',
    from: '起', perUnit: '/{unit}', book: '立即预约', rebook: '再来一单', bookHer: '约她', all: '全部', more: '更多', change: '更换', edit: '修改', save: '保存', add: '添加', remove: '删除', understood: '知道了',
    booked: '已服务 {count} 单', crew: '{count} 人一组', about: '约 {time}', warranty: '{days} 天质保', warrantyYears: '{years} 年质保', priceOf: '价格明细',
    free: '免费', national: '全国一口价', alliance: '联盟统一价', market: '市场指导价', call: '安全通话', callNote: '号码已保护，双方看不到真实号码', hotline: '客服热线',
    offline: '网络断开了，显示的是最近一次的内容；连上后会自动更新。', polling: '实时连接中断，正在每 10 秒刷新一次。',
    levelOf: '{level} 级', visitsDone: '服务 {count} 次', years: '{count} 年经验', checkout: '去支付', loginFirst: '登录后查看', loginLead: '登录后，您的订单、地址和常用服务都在这里',
    homeFlat: '楼房', homeHouse: '平房', hasBaby: '有宝宝', hasPet: '有宠物', hasElder: '有老人', hasSmoker: '有人抽烟', cat: '猫', dog: '狗', smoke: '烟味', perfume: '香水味', flowers: '花粉', sensitiveTo: '怕{what}', area: '{count} ㎡', sheetClose: '先不用',
    everyone: '所有家庭', elders: '老人', infants: '婴幼儿', youngFamilies: '年轻家庭', office: '单位',
  },
  en: {
    brand: 'Linli', city: 'Urumqi', home: 'Home', services: 'Services', orders: 'Orders', me: 'Me', signIn: 'Sign in', search: 'Search services',
    from: 'from', perUnit: '/{unit}', book: 'Book now', rebook: 'Book again', bookHer: 'Book her', all: 'All', more: 'More', change: 'Change', edit: 'Edit', save: 'Save', add: 'Add', remove: 'Remove', understood: 'Understood',
    booked: 'Served: {count}', crew: 'Crew of {count}', about: 'About {time}', warranty: '{days}-day warranty', warrantyYears: '{years}-year warranty', priceOf: 'Price in detail',
    free: 'Free', national: 'One national price', alliance: 'Alliance price', market: 'Guided market price', call: 'Safe call', callNote: 'Numbers are protected: neither side sees the real one', hotline: 'Hotline',
    offline: 'You are offline: this is the last known state. It refreshes when the connection is back.', polling: 'The live connection is down; refreshing every 10 seconds.',
    levelOf: 'Level {level}', visitsDone: 'Visits: {count}', years: 'Experience: {count} y', checkout: 'Continue to payment', loginFirst: 'Sign in to see this', loginLead: 'Your orders, addresses and usual services are here once you sign in',
    homeFlat: 'Flat', homeHouse: 'House', hasBaby: 'Baby', hasPet: 'Pet', hasElder: 'Elder', hasSmoker: 'A smoker', cat: 'Cat', dog: 'Dog', smoke: 'Smoke', perfume: 'Perfume', flowers: 'Flowers', sensitiveTo: 'Allergic: {what}', area: '{count} m²', sheetClose: 'Not now',
    everyone: 'Every home', elders: 'Elders', infants: 'Babies', youngFamilies: 'Young families', office: 'Office',
  },
});
