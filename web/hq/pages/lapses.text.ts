import { defineText } from '../../shared/i18n.ts';

export const lapsesText = defineText({
  zh: {
    lapses: '到期与补证', ends: '快到期的准入', note: '到期当天起不再派这类单，本人在 30、7、1 天前各收到一次短信', in30: '30 天内', in7: '7 天内', in1: '明天以前', ended: '刚停的', worker: '家政员', merchant: '商户', noMerchant: '平台直管', family: '工种', state: '情况', left: '还剩', days: '{days} 天', today: '今天', none: '这段时间没有人到期', noneEnded: '最近两周没有人被停',
  },
  en: {
    lapses: 'Lapses and cards', ends: 'Admissions that end soon', note: 'From that day she gets no such orders; she is told 30, 7 and 1 days before', in30: 'Within 30 days', in7: 'Within 7 days', in1: 'By tomorrow', ended: 'Just stopped', worker: 'Worker', merchant: 'Merchant', noMerchant: 'Platform', family: 'Work', state: 'State', left: 'Left', days: '{days} days', today: 'today', none: 'Nobody lapses in this time', noneEnded: 'Nobody was stopped in the last two weeks',
  },
});
