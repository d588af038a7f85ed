import { defineText } from '../../shared/i18n.ts';

export const placeText = defineText({
  zh: {
    findEstate: '搜小区名', estate: '小区', nearMe: '用我的位置，近的排前面', asking: '正在定位…', refused: '没有取到位置，请按城区或名字找', byDistance: '按距离从近到远', districts: '城区', notOpen: '即将开通', none: '没有这个小区', noneLead: '换个字试试；新小区可以请客服登记。', moreEstates: '更多小区', awayFrom: '离您 {distance}',
    building: '楼栋', room: '门牌号', roomHint: '如 3 单元 501，可不填', changeEstate: '换小区', homeType: '房屋', people: '家里有', animals: '养的是', sensitive: '家里有人怕或过敏', sensitiveNote: '身上带着这些的阿姨不会安排来您家。没有就不选。', catHair: '猫毛', dogHair: '狗毛', area: '面积', note: '给阿姨的话', noteHint: '如：门铃坏了请敲门', sceneLead: '提前说明，来的阿姨更合适；不符时她可以拒单。', contact: '联系人', isDefault: '设为默认地址', saveAddress: '保存地址',
    less10: '减 10 ㎡', plus10: '加 10 ㎡', areaUnit: '㎡', chosen: '已选：{place}',
  },
  en: {
    findEstate: 'Search estates', estate: 'Estate', nearMe: 'Use my location, nearest first', asking: 'Locating…', refused: 'No location; search by district or name', byDistance: 'Nearest first', districts: 'Districts', notOpen: 'Coming soon', none: 'No such estate', noneLead: 'Try another word; our staff can add a new estate.', moreEstates: 'More estates', awayFrom: '{distance} away',
    building: 'Building', room: 'Door', roomHint: 'e.g. entrance 3, 501; may stay empty', changeEstate: 'Another estate', homeType: 'Home', people: 'At home', animals: 'Kept', sensitive: 'Somebody here cannot bear', sensitiveNote: 'Workers who bring these along are not sent to you. Leave all off if none applies.', catHair: 'Cat hair', dogHair: 'Dog hair', area: 'Area', note: 'A word to the worker', noteHint: 'e.g. the bell is broken, please knock', sceneLead: 'Tell us now and the worker fits better; she may refuse what was not declared.', contact: 'Contact', isDefault: 'Make it the default', saveAddress: 'Save address',
    less10: '10 m² less', plus10: '10 m² more', areaUnit: 'm²', chosen: 'Chosen: {place}',
  },
});
