import { defineText } from '../../shared/i18n.ts';

export const mapPageText = defineText({
  zh: {
    title: '地图', area: '范围', core: '主城区', whole: '全市', workers: '家政员', visits: '上门', show: '显示', lateOnly: '只看晚点', search: '姓名、单号、服务', openOrder: '打开订单', openWorker: '看资料', nothing: '没有符合条件的', nothingNote: '换个条件再看看', stations: '驿站', counts: '{shown} / {all}', updated: '更新于 {time}', at: '{time} 上门', withOrder: '有订单',
  },
  en: {
    title: 'Map', area: 'Area', core: 'Inner city', whole: 'Whole city', workers: 'Workers', visits: 'Visits', show: 'Show', lateOnly: 'Late only', search: 'Name, number, service', openOrder: 'Open order', openWorker: 'Profile', nothing: 'Nothing matches', nothingNote: 'Try another filter', stations: 'Stations', counts: '{shown} / {all}', updated: 'as of {time}', at: 'visit at {time}', withOrder: 'has an order',
  },
});
