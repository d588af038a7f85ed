import { defineText } from '../../shared/i18n.ts';

export const todayText = defineText({
  zh: {
    title: '今天', online: '在线接单', onlineOn: '开着：有合适的单会派给您', onlineOff: '关着：不派新单，已接的单照常', wentOnline: '已开始接单', wentOffline: '已停止接新单，已接的单不受影响',
    blocked: '现在还不能派单给您：', blockedWhat: '看看怎么办', next: '下一单', nowAt: '正在进行', inTime: '还有 {span}', startsNow: '马上开始', late: '已过约定时间 {span}', until: '到 {time} 结束',
    fromHome: '离您家约 {distance}', said: '客户说', netPay: '到手', openVisit: '看详情',
    lateTitle: '可能晚到', lateFor: '{time} {item} · {estate}', lateOnMyWay: '在路上', lateCannot: '来不了', lateSaid: '已告诉调度：您在路上', lateGiven: '已另派他人，不影响您的评分', lateSure: '真的来不了吗？', lateSureLead: '平台马上另派他人，不扣分。', lateBack: '我再想想', lateUnderway: '已告诉调度，请等电话',
    depart: '出发', checkIn: '我到了，去签到', confirm: '请客户确认清单', start: '开始服务', work: '勾清单、拍照、完工', departed: '已出发，客户已收到通知',
    offersWait: '有 {count} 个派单等您回复', offersBy: '最早的 {time} 前要回复', restOfDay: '今天的安排', gapTravel: '空 {span} · 相距约 {distance}', overlap: '这两单时间有重叠，请打给平台', fromHomeFirst: '从家出发约 {distance}',
    earned: '今天已挣', expected: '做完还有', laterDays: '后面几天', nothingToday: '今天没有安排', nothingOnline: '您在线，有合适的单会马上提醒您。也可以去抢单大厅看看。', nothingOffline: '打开“在线接单”，就会给您派单。', toPool: '去抢单大厅', toOffers: '去回复', cancelled: '已取消', isRedo: '返工单',
  },
  en: {
    title: 'Today', online: 'Ready for orders', onlineOn: 'On: suitable orders are offered to you', onlineOff: 'Off: no new orders; accepted visits stay', wentOnline: 'You are ready for orders', wentOffline: 'No new orders; your visits stay as they are',
    blocked: 'You cannot be given orders yet:', blockedWhat: 'See what to do', next: 'Next visit', nowAt: 'Under way', inTime: 'in {span}', startsNow: 'starting now', late: '{span} past the agreed time', until: 'until {time}',
    fromHome: 'about {distance} from your home', said: 'The customer says', netPay: 'You get', openVisit: 'Details',
    lateTitle: 'You may be late', lateFor: '{time} {item} · {estate}', lateOnMyWay: 'On my way', lateCannot: 'Cannot come', lateSaid: 'The desk knows that you are on your way', lateGiven: 'Somebody else is sent; it costs you nothing', lateSure: 'You really cannot come?', lateSureLead: 'Somebody else is sent at once; it costs you nothing.', lateBack: 'Let me think', lateUnderway: 'The desk knows; please wait for its call',
    depart: 'Set out', checkIn: 'I am here: check in', confirm: 'Have the checklist confirmed', start: 'Start work', work: 'Tick, photograph, finish', departed: 'You are on the way; the customer has been told',
    offersWait: 'Offers to answer: {count}', offersBy: 'The first wants an answer by {time}', restOfDay: 'Your day', gapTravel: '{span} free · about {distance} apart', overlap: 'These two overlap: please call the desk', fromHomeFirst: 'about {distance} from home',
    earned: 'Earned today', expected: 'Still to earn', laterDays: 'The next days', nothingToday: 'Nothing planned today', nothingOnline: 'You are ready: we ring as soon as something suits you. The open orders may have something too.', nothingOffline: 'Switch "Ready for orders" on and you will be offered work.', toPool: 'See open orders', toOffers: 'Answer', cancelled: 'cancelled', isRedo: 'Redo',
  },
});
