import { defineText } from '../i18n.ts';

export const mapText = defineText({
  zh: {
    map: '地图：{workers} 位家政员，{visits} 处上门', schematic: '示意图，非测绘边界', fit: '看全城', fitOpen: '看开通的片区', openDistrict: '已开通', stationMark: '驿站', zoomIn: '放大', zoomOut: '缩小', closed: '筹备中', worker: '家政员 {name}', visit: '上门 {name}', station: '驿站 {name}',
    idle: '空闲', onTheWay: '在路上', inService: '服务中', offline: '离线', late: '晚点', waiting: '待派', due: '待上门', done: '已完成', failed: '地图打不开，下面的列表仍可使用', home: '家', here: '阿姨', away: '还有 {distance}', atDoor: '已到门口', routeNote: '示意路线',
  },
  en: {
    map: 'Map: {workers} workers, {visits} visits', schematic: 'Schematic, not surveyed', fit: 'Whole city', fitOpen: 'Open districts', openDistrict: 'open', stationMark: 'station', zoomIn: 'Zoom in', zoomOut: 'Zoom out', closed: 'planned', worker: 'Worker {name}', visit: 'Visit {name}', station: 'Station {name}',
    idle: 'idle', onTheWay: 'on the way', inService: 'in service', offline: 'offline', late: 'late', waiting: 'unassigned', due: 'due', done: 'done', failed: 'The map did not open; the lists still work', home: 'Home', here: 'Worker', away: '{distance} away', atDoor: 'At the door', routeNote: 'Schematic route',
  },
});
