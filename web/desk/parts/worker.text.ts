import { defineText } from '../../shared/i18n.ts';

export const workerText = defineText({
  zh: {
    title: '家政员', profile: '资料', narrowNote: '{level} 级 · {merchant}', placeholder: '姓名、拼音', name: '姓名', merchant: '商户', level: '等级', rating: '评分', visits: '服务次数', skills: '技能', status: '状态', area: '住处', papers: '证件', dispatchable: '可派单', blockedShort: '不可派', online: '在线', offline: '离线', onlineOnly: '在线', all: '全部', active: '在岗', applied: '待审核', suspended: '已暂停', left: '已离开', skill: '技能', anySkill: '全部技能', levelShort: '{level} 级', empty: '没有符合条件的家政员', emptyNote: '换个条件再看看',
    blockers: '为什么不能派单', noBlockers: '证件齐全，可以派单', phone: '电话', travel: '出行', radius: '{distance} 以内', walk: '步行', ebike: '电动车', bus: '公交', car: '开车', maxDay: '每天最多 {duration}', experience: '从业 {years} 年', scenes: '擅长', baby: '有婴幼儿', pet: '有宠物', elder: '有老人', validUntil: '{day} 到期', submitted: '待审核', verified: '已核验', refused: '未通过', expired: '已过期', healthClass: '{level} 类', weekly: '每周可接单时间', dayOff: '休息', upcoming: '接下来的订单', noUpcoming: '接下来没有订单', expiring: '快到期', badges: '标签', loading: '正在打开',
  },
  en: {
    title: 'Workers', profile: 'Profile', narrowNote: 'Level {level} · {merchant}', placeholder: 'Name or pinyin', name: 'Name', merchant: 'Merchant', level: 'Level', rating: 'Rating', visits: 'Visits', skills: 'Skills', status: 'Status', area: 'Lives in', papers: 'Papers', dispatchable: 'Dispatchable', blockedShort: 'Blocked', online: 'Online', offline: 'Offline', onlineOnly: 'Online', all: 'All', active: 'Active', applied: 'Applied', suspended: 'Suspended', left: 'Left', skill: 'Skill', anySkill: 'Any skill', levelShort: 'Level {level}', empty: 'No workers match', emptyNote: 'Try another filter',
    blockers: 'Why she cannot be dispatched', noBlockers: 'Papers complete, may be dispatched', phone: 'Phone', travel: 'Travels by', radius: 'within {distance}', walk: 'foot', ebike: 'e-bike', bus: 'bus', car: 'car', maxDay: 'at most {duration} a day', experience: '{years} years in the trade', scenes: 'Good with', baby: 'babies', pet: 'pets', elder: 'elders', validUntil: 'until {day}', submitted: 'Submitted', verified: 'Verified', refused: 'Refused', expired: 'Expired', healthClass: 'class {level}', weekly: 'Weekly availability', dayOff: 'Off', upcoming: 'Coming orders', noUpcoming: 'No coming orders', expiring: 'Ends soon', badges: 'Marks', loading: 'Opening',
  },
});
