import { defineText } from '../../shared/i18n.ts';

export const cardText = defineText({
  zh: {
    title: '上门服务证', none: '还没有上门服务证', noneLead: '审核通过以后自动发。', scan: '请客户用手机扫一扫', renews: '{seconds} 秒后换新码', stale: '码过期了，正在换', offline: '没有网，换不了新码。可以报证号给客户核对。', validUntil: '有效到 {day}', scope: '扫码后让人看到什么', photo: '照片', badges: '证书标记', score: '评分', visits: '做过多少单', scopeNote: '姓名只露姓，单位和证号总是显示。', lost: '证丢了', lostAsk: '报失这张证？', lostLead: '报失后这张证的码马上作废，5 个工作日内补新证。', lostDone: '已报失，{day} 前补发', keep: '没丢', scans: '谁扫过', scansNone: '还没有人扫过', expected: '约好的客户', shown: '显示了', stateLost: '已报失，{day} 前补新证', stale_: '码过期', lost_: '证已报失', expired: '证过期', revoked: '证已收回', notAdmitted: '暂不能上门', ended: '{words}', more: '再看一些',
  },
  en: {
    title: 'Door card', none: 'No door card yet', noneLead: 'It comes by itself once you are admitted.', scan: 'Let the household scan it', renews: 'New code in {seconds} s', stale: 'Run out, getting a new one', offline: 'No network, no new code. The card number can be read out instead.', validUntil: 'Valid until {day}', scope: 'What a scan shows', photo: 'Photo', badges: 'Badges', score: 'Rating', visits: 'Visits served', scopeNote: 'Only your surname is shown; firm and number always are.', lost: 'My card is gone', lostAsk: 'Report this card lost?', lostLead: 'Its codes are refused at once; a new card comes within five working days.', lostDone: 'Reported; a new one by {day}', keep: 'It is here', scans: 'Who scanned it', scansNone: 'Nobody yet', expected: 'Expected household', shown: 'Shown', stateLost: 'Reported lost, a new one by {day}', stale_: 'Code run out', lost_: 'Card lost', expired: 'Card expired', revoked: 'Card taken back', notAdmitted: 'Not admitted', ended: '{words}', more: 'More',
  },
});
