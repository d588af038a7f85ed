import type { ServiceFamily } from '@linli/contract';

/**
 * The demo city: Urumqi with its eight real districts and real street names. Outlines are schematic (no boundary survey may
 * be shipped), estates, people and firms are invented.
 */
export type DemoDistrict = { name: string; code: string; centre: [number, number]; ring: [number, number][]; isOpen: boolean; estates: string[] };

const around = (lon: number, lat: number, east: number, north: number): [number, number][] => [
  [lon - east, lat - north * 0.6], [lon - east * 0.3, lat - north], [lon + east * 0.6, lat - north * 0.9], [lon + east, lat - north * 0.1], [lon + east * 0.8, lat + north * 0.8], [lon - east * 0.1, lat + north], [lon - east * 0.9, lat + north * 0.6],
];
const district = (name: string, code: string, lon: number, lat: number, east: number, north: number, isOpen: boolean, estates: string[]): DemoDistrict => ({ name, code, centre: [lon, lat], ring: around(lon, lat, east, north), isOpen, estates });

export const districts: DemoDistrict[] = [
  district('天山片区', '650102', 87.645, 43.782, 0.033, 0.024, true, ['红山花园', '人民公园小区', '碧桂家园', '东泉雅居', '幸福里', '青年路花苑', '团结新村', '燕儿窝人家', '新华大院', '解放北里', '和平嘉园', '胜利雅苑']),
  district('沙依巴克片区', '650103', 87.568, 43.782, 0.033, 0.026, true, ['友好花园', '西山雅居', '扬子江小区', '长江新苑', '雅山南苑', '炉院街小区', '和田街家园', '八一花园', '平川家园', '月光小区']),
  district('新市片区', '650104', 87.566, 43.868, 0.036, 0.027, true, ['北京路花园', '石油新村', '八家户小区', '高新雅园', '二工花苑', '三工家园', '迎宾苑', '银川路小区', '南纬雅居', '喀什东路小区', '科学城家园']),
  district('水磨沟片区', '650105', 87.652, 43.842, 0.034, 0.025, true, ['南湖花园', '六道湾新居', '七道湾家园', '温泉小镇', '水塔山苑', '新民花园', '苇湖梁小区', '虹桥雅苑', '会展公馆']),
  district('头屯河片区', '650106', 87.432, 43.872, 0.037, 0.027, true, ['钢城花园', '火车西站小区', '王家沟新村', '高铁雅苑', '中亚南路小区', '嵩山家园', '乌昌新城']),
  district('米东片区', '650109', 87.662, 43.966, 0.036, 0.027, true, ['石化生活区', '古牧地家园', '卡子湾小区', '永祥花园', '地磅新村', '南路雅居', '盛达公馆']),
  district('乌鲁木齐县片区', '650121', 87.412, 43.572, 0.09, 0.065, true, ['水西沟小镇', '板房沟新村', '永丰家园']),
  district('达坂城片区', '650107', 88.312, 43.362, 0.15, 0.1, false, ['达坂城老街', '盐湖家园', '白水镇小区']),
];

const general: ServiceFamily[] = ['cleaning', 'nanny', 'childcare', 'pet', 'laundry'];
export type DemoMerchant = { name: string; owner: string; families: ServiceFamily[]; districts: string[]; workers: number; kind: 'general' | 'technical' | 'maternity' | 'elder' };
const merchant = (name: string, owner: string, kind: DemoMerchant['kind'], families: ServiceFamily[], where: string[], workers: number): DemoMerchant => ({ name, owner, kind, families, districts: where, workers });
const all = districts.map((d) => d.name);

export const merchants: DemoMerchant[] = [
  merchant('天山邻里家政服务有限公司', '周敏', 'general', general, ['天山片区'], 26),
  merchant('雅山安心到家家政', '马建国', 'general', general, ['沙依巴克片区'], 24),
  merchant('高新区好帮手家庭服务', '李雪梅', 'general', general, ['新市片区'], 24),
  merchant('南湖巧手家政', '古丽娜尔·艾合买提', 'general', general, ['水磨沟片区'], 22),
  merchant('钢城贴心家政', '王志强', 'general', general, ['头屯河片区'], 18),
  merchant('米东百事通家政', '张红霞', 'general', general, ['米东片区'], 18),
  merchant('南山家园家政服务部', '阿依努尔·买买提', 'general', general, ['乌鲁木齐县片区'], 10),
  merchant('达坂城便民家政', '赛里克·哈布都拉', 'general', general, ['达坂城片区'], 6),
  merchant('东线快修工程服务', '刘铁军', 'technical', ['repair', 'installation', 'waterproofing', 'moving'], ['天山片区', '水磨沟片区', '米东片区', '达坂城片区'], 14),
  merchant('西线速达维修安装', '赵国栋', 'technical', ['repair', 'installation', 'waterproofing', 'moving'], ['沙依巴克片区', '新市片区', '头屯河片区', '乌鲁木齐县片区'], 14),
  merchant('母婴坊月嫂中心', '陈静', 'maternity', ['maternity'], all, 10),
  merchant('夕阳红养老照护与企业服务', '杨桂芳', 'elder', ['elderCare', 'company'], all, 14),
];

export const stations: { name: string; kind: 'community' | 'mall' | 'office'; district: number; shift: [number, number]; address: string; phone: string }[] = [
  { name: '红山社区邻里驿站', kind: 'community', district: 0, shift: [0.004, 0.003], address: '天山区解放北路街道红山社区服务中心一楼', phone: '0991-5550001' },
  { name: '友好商场邻里驿站', kind: 'mall', district: 1, shift: [-0.003, 0.004], address: '沙依巴克区友好北路商场二层', phone: '0991-5550002' },
  { name: '高新写字楼邻里驿站', kind: 'office', district: 2, shift: [0.005, -0.002], address: '新市区北京路街道科技大厦大堂', phone: '0991-5550003' },
  { name: '南湖社区邻里驿站', kind: 'community', district: 3, shift: [0.002, 0.002], address: '水磨沟区南湖北路街道南湖社区', phone: '0991-5550004' },
];

const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹'.split('');
const given = ['秀兰', '桂英', '玉梅', '红霞', '丽萍', '秀芳', '春花', '凤英', '桂芳', '淑珍', '玉兰', '艳红', '海燕', '雪梅', '彩霞', '金花', '小红', '晓燕', '慧敏', '建华', '爱玲', '国芳', '永红', '新华'];
const uyghurGiven = ['古丽娜尔', '阿依古丽', '帕提古丽', '热依汗', '美丽班', '米娜瓦尔', '阿依努尔', '哈丽旦', '祖丽皮亚', '迪丽努尔', '茹仙古丽', '艾则孜'];
const uyghurFamily = ['买买提', '吐尔逊', '艾合买提', '阿不都热依木', '依明', '玉素甫', '卡德尔', '热合曼'];
const kazakh = ['阿依江·哈布都拉', '赛里克·努尔兰', '古丽扎·叶尔肯', '加娜尔·巴合提'];
const hui = ['马玉梅', '马秀兰', '马海霞', '杨阿依舍', '白玉兰', '马哈尼法'];
const men = ['建国', '志强', '铁军', '国栋', '永强', '大勇', '海军', '文斌'];

/** A name as one hears in Urumqi; long ones are there on purpose, screens must bear them. */
export function inventName(random: () => number, isMan = false): string {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  if (isMan) return pick(surnames) + pick(men);
  const kind = random();
  if (kind < 0.62) return pick(surnames) + pick(given);
  if (kind < 0.86) return `${pick(uyghurGiven)}·${pick(uyghurFamily)}`;
  if (kind < 0.94) return pick(hui);
  return pick(kazakh);
}

/** Words families leave, by how content they were. */
export const reviewWords: Record<'good' | 'fair' | 'poor', string[]> = {
  good: ['很细心，角落都擦到了', '准时，做事麻利', '老人很喜欢她', '厨房像新的一样', '说话和气，下次还约', '比约定早到了几分钟', '孩子一直跟着她玩', '玻璃擦得透亮', ''],
  fair: ['整体可以，卫生间可以再仔细点', '来晚了十分钟，活儿干得不错', '还行', ''],
  poor: ['油烟机没擦干净', '迟到了，也没提前说一声'],
};
export const orderNotes = ['', '', '', '请轻关门，老人午睡', '家里有猫，怕生', '电梯要刷卡，到了打电话', '重点是厨房', '主卧不用打扫', '请自带鞋套'];
