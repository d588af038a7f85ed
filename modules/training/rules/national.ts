import type { Bilingual } from '@linli/contract';

/** An entry of the state's register; 5 is 五级/初级, 1 is 一级/高级技师. The code is null where no source has confirmed it. */
export type Occupation = { occupation: string; code: string | null; name: Bilingual; trades: readonly string[]; levels: readonly number[] };
export const occupations: readonly Occupation[] = [
  { occupation: 'housekeeper', code: '4-10-01-06', name: { zh: '家政服务员', en: 'Home service worker' }, trades: ['家务服务员', '母婴护理员', '家庭照护员'], levels: [5, 4, 3, 2] },
  { occupation: 'elderCarer', code: '4-10-01-05', name: { zh: '养老护理员', en: 'Elder carer' }, trades: [], levels: [5, 4, 3, 2, 1] },
  { occupation: 'infantGuide', code: '4-10-01-01', name: { zh: '婴幼儿发展引导员', en: 'Infant development guide' }, trades: [], levels: [4, 3, 2, 1] },
  { occupation: 'infantCarer', code: null, name: { zh: '育婴员', en: 'Infant carer' }, trades: [], levels: [5, 4, 3] },
  { occupation: 'longTermCarer', code: null, name: { zh: '长期照护师', en: 'Long-term carer' }, trades: [], levels: [5, 4, 3] },
  { occupation: 'electrician', code: null, name: { zh: '电工', en: 'Electrician' }, trades: [], levels: [5, 4, 3, 2, 1] },
];
export const occupationOf = (code: string): Occupation | undefined => occupations.find(({ occupation }) => occupation === code);

export const nationalLevels: Record<number, Bilingual> = {
  5: { zh: '五级/初级工', en: 'level five (junior)' }, 4: { zh: '四级/中级工', en: 'level four (intermediate)' }, 3: { zh: '三级/高级工', en: 'level three (senior)' }, 2: { zh: '二级/技师', en: 'level two (technician)' }, 1: { zh: '一级/高级技师', en: 'level one (senior technician)' },
};
/** The trades of 家政服务员 are parted up to level three; level two is one for all. */
export const tradesFor = ({ trades }: Occupation, level: number): readonly string[] => (level >= 3 ? trades : []);
export const besideTheLadder: Bilingual = { zh: '国家职业技能等级，与平台五级通道互不换算', en: 'A level of the state; it does not convert into the platform’s ladder' };
