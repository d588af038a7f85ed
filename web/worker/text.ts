import { defineText } from '../shared/i18n.ts';

/** Words that several screens of the worker's app share. */
export const text = defineText({
  zh: {
    app: '邻里家政员', signInTitle: '阿姨，您好', signInLead: '手机号登录，看安排、接单、查收入',
    today: '今天', offers: '接单', income: '收入', calendar: '日历', me: '我的',
    flat: '楼房 {area}㎡', house: '平房 {area}㎡', hasBaby: '有宝宝', hasPet: '有宠物', hasElder: '有老人', cat: '有猫', dog: '有狗', hasSmoker: '有人抽烟', sensitive: '怕{what}', smoke: '烟味', perfume: '香水味', flowers: '花粉', catHair: '猫', dogHair: '狗',
    notWorker: '这个号码还没登记为家政员', notWorkerLead: '想加入的话，手机上就能报名；也可以打 {hotline}，或到附近的邻里驿站登记。', otherNumber: '换一个号码登录',
    notHere: '没有这个页面', toToday: '回到今天', callDesk: '打给平台', apply: '在这里报名',
    unsent: '没发出去，可能是网络不好。', resend: '点这里再发一次', netPay: '到手', newOffer: '有新的派单', look: '去看看',
  },
  en: {
    app: 'Linli for workers', signInTitle: 'Hello', signInLead: `Sign in with your phone: today's visits, offers, income`,
    today: 'Today', offers: 'Offers', income: 'Income', calendar: 'Calendar', me: 'Me',
    flat: 'Flat, {area} m²', house: 'House, {area} m²', hasBaby: 'Baby at home', hasPet: 'Pet at home', hasElder: 'Elder at home', cat: 'Cat', dog: 'Dog', hasSmoker: 'A smoker', sensitive: 'Allergic to {what}', smoke: 'smoke', perfume: 'perfume', flowers: 'flowers', catHair: 'cats', dogHair: 'dogs',
    notWorker: 'This number is not registered as a worker', notWorkerLead: 'To join, apply on this phone, call {hotline} or visit a Linli station near you.', otherNumber: 'Use another number',
    notHere: 'There is nothing here', toToday: 'Back to today', callDesk: 'Call the desk', apply: 'Apply here',
    unsent: 'Not sent, the network may be weak.', resend: 'Tap here to send again', netPay: 'You get', newOffer: 'A new offer', look: 'Look',
  },
});
