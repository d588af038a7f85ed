import { defineText } from '../../shared/i18n.ts';

export const mapPageText = defineText({
  zh: {
    title: '地图', area: '范围', core: '主城区', whole: '全市', show: '显示', lateOnly: '只看晚点', search: '姓名、单号、服务', nothing: '没有符合条件的', nothingNote: '换个条件再看看', updated: '更新于 {time}', at: '{time} 上门',
  },
  en: {
    title: 'Map', area: 'Area', core: 'Inner city', whole: 'Whole city', show: 'Show', lateOnly: 'Late only', search: 'Name, number, service', nothing: 'Nothing matches', nothingNote: 'Try another filter', updated: 'as of {time}', at: 'visit at {time}',
  },
});
