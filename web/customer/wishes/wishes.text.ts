import { defineText } from '../../shared/i18n.ts';

export const wishesText = defineText({
  zh: {
    favourite: '收藏', isFavourite: '已收藏', block: '不再安排', favouriteDone: '已收藏，约时间时会排在前面', favouriteOff: '已取消收藏', blockDone: '以后不再安排{name}到您家', unblocked: '已撤回，以后可以再安排{name}', undo: '撤销',
    blockedTitle: '不再安排{name}到您家', blockedLead: '她不会收到通知，也看不到是谁、什么原因。已经约好的单不受影响。', takeBack: '撤回', why: '原因（选填，只给平台看）', late: '常迟到', rough: '做得不细', manner: '态度不好', broke: '损坏了东西', privacy: '不尊重隐私', otherWhy: '别的原因', otherHint: '如：和家里老人处不来', note: '记下', reasonSaved: '原因已记下', nextTime: '下次还请她吗？', nextTimeLead: '收藏的排在前面；“不再安排”的不会再来，她也不会知道。',
    title: '我的阿姨', titleNote: '收藏和不再安排的', favourites: '收藏的阿姨', blocked: '不再安排的', emptyTitle: '还没有收藏阿姨', emptyLead: '服务完觉得合适，点一下“收藏”，下次约时间她排在前面。', emptyAction: '看看我的订单', noBlocked: '没有', again: '再约她', chooseService: '选服务约她', last: '上次：{item} · {day}', since: '{day} 起', reason: '原因：{reason}', remove: '取消收藏', mannerTitle: '性格偏好', mannerNote: '填十道题，找更合得来的阿姨', mannerLead: '您希望来的阿姨是什么性格？',
  },
  en: {
    favourite: 'Favourite', isFavourite: 'A favourite', block: 'Not again', favouriteDone: 'A favourite now: shown first when you book', favouriteOff: 'No favourite any more', blockDone: '{name} will not be sent to you again', unblocked: 'Taken back: {name} may come again', undo: 'Undo',
    blockedTitle: '{name} is not sent to you again', blockedLead: 'She is not told, and sees neither who nor why. Visits already booked stay as they are.', takeBack: 'Take back', why: 'Why? Optional, read by the platform only', late: 'Often late', rough: 'Careless work', manner: 'Unfriendly', broke: 'Broke something', privacy: 'No respect for privacy', otherWhy: 'Another reason', otherHint: 'e.g. did not get on with grandma', note: 'Note it', reasonSaved: 'Reason noted', nextTime: 'Her again next time?', nextTimeLead: 'Favourites come first. “Not again” means she is never sent to you, and she is not told.',
    title: 'My workers', titleNote: 'Favourites, and who should not come', favourites: 'Favourites', blocked: 'Not again', emptyTitle: 'No favourites yet', emptyLead: 'When a visit went well tap Favourite: next time she stands first.', emptyAction: 'See my orders', noBlocked: 'Nobody', again: 'Book her again', chooseService: 'Choose a service', last: 'Last: {item} · {day}', since: 'since {day}', reason: 'Reason: {reason}', remove: 'Remove', mannerTitle: 'Personality wishes', mannerNote: 'Ten questions for somebody you get on with', mannerLead: 'What is the worker like whom you would wish for?',
  },
});
