import { defineText } from '../../i18n.ts';

/** Words of the door cards at the desks. */
export const doorCardsText = defineText({
  zh: {
    cards: '上门服务证', none: '还没有发过证', valid: '有效到 {day}', issued: '{at} 发证', lostAt: '{at} 挂失', by: '应在 {day} 前补发', daysLeft: '还有 {days} 天', today: '今天到期', late: '已超过 {days} 天', ended: '{at} 起停用', issue: '发证', reissue: '补发新证', renew: '换发新证', revoke: '收回', revokeWhy: '为什么收回', why1: '已离职', why2: '证件借给他人', why3: '信息有误，重新发', issuedDone: '已发证 {no}', revokedDone: '已收回 {no}', notYet: '入驻以后才能发证',
    lostTitle: '挂失待补的证', lostNote: '5 个工作日内补发，旧码已经停用', lostNone: '没有等着补发的证', ownerOnly: '收回要由负责人来做',
  },
  en: {
    cards: 'Door card', none: 'No card was ever issued', valid: 'until {day}', issued: 'issued {at}', lostAt: 'reported lost {at}', by: 'to be replaced by {day}', daysLeft: '{days} days left', today: 'due today', late: '{days} days late', ended: 'out of use since {at}', issue: 'Issue a card', reissue: 'Issue a new one', renew: 'Renew it', revoke: 'Take it back', revokeWhy: 'Why it is taken back', why1: 'She has left', why2: 'Lent to somebody else', why3: 'Wrong details, issued anew', issuedDone: 'Card {no} issued', revokedDone: 'Card {no} taken back', notYet: 'Issued once she is admitted',
    lostTitle: 'Lost cards to be replaced', lostNote: 'within five working days; the old code no longer works', lostNone: 'No card waits to be replaced', ownerOnly: 'The owner takes cards back',
  },
});
