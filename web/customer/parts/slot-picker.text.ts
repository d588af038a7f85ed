import { defineText } from '../../shared/i18n.ts';

export const slotText = defineText({
  zh: { morning: '上午', afternoon: '下午', evening: '晚上', urgent: '加急', noneTitle: '这几天约满了', laterDays: '看后面的日子', nightSlots: '还有 {count} 个夜间时段（加价）', nightSlotsPaid: '还有 {count} 个夜间时段', earlierDays: '回到最近几天', noSlotDay: '这一天没有可约的时间，换一天看看', times: '可约时间', endsAt: '约 {time} 结束' },
  en: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening', urgent: 'Urgent', noneTitle: 'Nothing free in these days', laterDays: 'Later days', nightSlots: '{count} more at night (surcharge)', nightSlotsPaid: '{count} more at night', earlierDays: 'Back to the next days', noSlotDay: 'Nothing free on this day; try another', times: 'Free times', endsAt: 'Ends about {time}' },
});
