import { defineText } from '../../shared/i18n.ts';

export const waitingText = defineText({
  zh: {
    title: '等我派人', note: '片区里的单先等您派自己的人；到点没派就转给邻近商户', empty: '没有等您派人的单', emptyNote: '片区里有新单时会出现在这里，也会发短信', until: '{time} 前派出', noLimit: '没有时限', handedOn: '邻近商户转来', since: '{time}到的', send: '派她去', others: '看全部人选', nobody: '自己的人都去不了', nobodyNote: '转给邻近商户更快，客户少等', travel: '路上约 {minutes} 分钟', score: '{score} 分', held: '下单时留的人', handOn: '我们派不出人', handOnAsk: '转给邻近商户？', handOnNote: '会记一次转出，这一单不再是您的', handOnWhy: '本店暂时派不出人', confirm: '转出', cancel: '再想想', sent: '已派给{name}，等她接单', gone: '已转出', why: '本店指派', mayEarn: '全价', 
    lost: '转走的单', lostNote: '近 30 天没来得及派的', noLost: '没有转走的单', lostFen: '少赚',
  },
  en: {
    title: 'Waiting for us', note: 'Orders of your territory wait for you to send your own; after the time they go to the neighbouring merchant', empty: 'Nothing waits for you', emptyNote: 'New orders of your territory appear here, and you get a text message', until: 'Send somebody by {time}', noLimit: 'No time limit', handedOn: 'From next door', since: 'since {time}', send: 'Send her', others: 'All candidates', nobody: 'None of your own can go', nobodyNote: 'Pass it on: the family waits less', travel: 'about {minutes} min on the way', score: 'score {score}', held: 'Kept when booking', handOn: 'We cannot', handOnAsk: 'Pass it to the neighbour?', handOnNote: 'It counts as passed on and is not yours any more', handOnWhy: 'Nobody of ours is free', confirm: 'Pass on', cancel: 'Not yet', sent: '{name} is asked', gone: 'Passed on', why: 'Sent by the merchant', mayEarn: 'Price', 
    lost: 'Orders lost', lostNote: 'Last 30 days: nobody was sent in time', noLost: 'No order was lost', lostFen: 'Not earned',
  },
});
