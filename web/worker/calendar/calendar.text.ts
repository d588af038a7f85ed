import { defineText } from '../../shared/i18n.ts';

export const calendarText = defineText({
  zh: {
    title: '日历', lead: '点一天，再点“休息”或“加班”就行。', days: '接下来 14 天', off: '休', visitsShort: '{count} 单', open: '可接单 {hours}', closed: '这天休息，不派单', busy: '已有安排', planned: '上门服务', nothingBusy: '还没有安排',
    restAll: '全天休息', restMorning: '上午休息', restAfternoon: '下午休息', extra: '加一段上班', restDone: '{day}已设为休息', extraDone: '{day}已加班', undo: '撤销', removed: '已取消', remove: '取消这条', exceptionOff: '休息 {hours}', exceptionOn: '加班 {hours}', allDay: '全天',
    refusedTitle: '这段时间有单，不能直接休息', refusedWhat: '打给平台，请调度把那一单改派给别人，再来设休息。', extraTitle: '加一段上班', from: '从', to: '到', extraGo: '加上', week: '每周固定时间', weekLead: '每周照这个时间派单，只有上面改过的日子例外。', worksOn: '{weekday}接单', restsOn: '{weekday}休息', addRange: '再加一段', removeRange: '去掉这段', sameWeekdays: '周一到五一样', sameAll: '每天都一样', save: '保存每周时间', saved: '每周时间已保存', unsaved: '还没保存', wrong: '结束要晚于开始，时间段不能重叠', earlier: '早半小时', later: '晚半小时', reset: '不改了',
    todayTitle: '改今天的时间', todayChange: '改今天', todayOver: '今天不再接单', todayRest: '现在起休息', todayRestAfter: '做完 {time} 那单就休息', todayUntilTitle: '今天做到几点', todayLongerTitle: '今天多做到几点', todayUntil: '今天 {time} 起休息', todayLonger: '今天加班到 {time}', todayNote: '已经接的单不受影响；有单的时间要休息，请打给平台。',
    hoursTitle: '这一周的工时', hoursOf: '{hours} / {most} 小时', hoursDay: '一天最多排 {span}；要改请打给平台或公司。', hoursNone: '这一周还没有安排',
    mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六', sun: '周日', monS: '一', tueS: '二', wedS: '三', thuS: '四', friS: '五', satS: '六', sunS: '日',
  },
  en: {
    title: 'Calendar', lead: 'Tap a day, then "Day off" or "Extra shift".', days: 'The next 14 days', off: 'off', visitsShort: '{count}×', open: 'Open for orders {hours}', closed: 'A day off: no offers', busy: 'Planned', planned: 'A visit', nothingBusy: 'Nothing planned yet',
    restAll: 'Whole day off', restMorning: 'Morning off', restAfternoon: 'Afternoon off', extra: 'Extra shift', restDone: '{day}: time off set', extraDone: '{day}: extra shift set', undo: 'Undo', removed: 'Taken back', remove: 'Take back', exceptionOff: 'Off {hours}', exceptionOn: 'Extra {hours}', allDay: 'all day',
    refusedTitle: 'There is a visit in that time', refusedWhat: 'Call the desk to have it given to somebody else, then set the time off.', extraTitle: 'Extra shift', from: 'From', to: 'To', extraGo: 'Add it', week: 'My usual week', weekLead: 'Offers follow these hours every week, except on the days changed above.', worksOn: '{weekday}: I work', restsOn: '{weekday}: off', addRange: 'Add another span', removeRange: 'Remove this span', sameWeekdays: 'Same Monday to Friday', sameAll: 'Same every day', save: 'Save my week', saved: 'Your week is saved', unsaved: 'Not saved yet', wrong: 'The end must follow the start, and spans may not overlap', earlier: 'Half an hour earlier', later: 'Half an hour later', reset: 'Undo changes',
    todayTitle: 'Change today', todayChange: 'Change today', todayOver: 'No more orders today', todayRest: 'Off from now', todayRestAfter: 'Off after the visit until {time}', todayUntilTitle: 'Work until', todayLongerTitle: 'Work longer, until', todayUntil: 'Off from {time} today', todayLonger: 'Extra shift until {time} today', todayNote: 'Accepted visits stay; to rest in their time, call the desk.',
    hoursTitle: 'My hours this week', hoursOf: '{hours} of {most} h', hoursDay: 'At most {span} a day; call the desk or your company to change it.', hoursNone: 'Nothing planned this week yet',
    mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday', monS: 'Mon', tueS: 'Tue', wedS: 'Wed', thuS: 'Thu', friS: 'Fri', satS: 'Sat', sunS: 'Sun',
  },
});
export const weekdayKeys = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const weekdayShortKeys = ['monS', 'tueS', 'wedS', 'thuS', 'friS', 'satS', 'sunS'] as const;
