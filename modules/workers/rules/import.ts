import type { Bilingual, ServiceFamily } from '@linli/contract';
import { groupNames, sourceNames, type Source } from './applications.ts';
import { isIdentityNumber } from './papers.ts';
import type { schoolings, targetGroups } from '@linli/contract';

/** What a table of applicants may hold: the field, the headings it goes by (spaces and case do not matter) and whether a row needs it. */
export type ImportField = 'name' | 'phone' | 'idNumber' | 'families' | 'source' | 'sourceName' | 'targetGroups' | 'nativePlace' | 'schooling' | 'experienceYears' | 'homeArea' | 'homeLon' | 'homeLat';
export const importColumns: readonly { field: ImportField; headings: readonly string[]; isNeeded: boolean }[] = [
  { field: 'name', headings: ['姓名', 'name'], isNeeded: true }, { field: 'phone', headings: ['手机号', '手机', '电话', '联系电话', 'phone', 'mobile'], isNeeded: true }, { field: 'idNumber', headings: ['身份证号', '身份证', '身份证号码', 'idnumber', 'identitynumber'], isNeeded: true },
  { field: 'families', headings: ['想做的工作', '工种', '意向工种', 'families', 'work'], isNeeded: true }, { field: 'source', headings: ['来源', 'source'], isNeeded: false }, { field: 'sourceName', headings: ['来源说明', '推荐单位', 'sourcename'], isNeeded: false },
  { field: 'targetGroups', headings: ['人群', '人员类别', 'groups', 'targetgroups'], isNeeded: false }, { field: 'nativePlace', headings: ['籍贯', 'nativeplace'], isNeeded: false }, { field: 'schooling', headings: ['学历', '文化程度', 'schooling'], isNeeded: false },
  { field: 'experienceYears', headings: ['从业年限', '工作年限', 'years', 'experienceyears'], isNeeded: false }, { field: 'homeArea', headings: ['住址区域', '现住址', '住在', 'homearea', 'area'], isNeeded: true },
  { field: 'homeLon', headings: ['经度', 'lon', 'longitude'], isNeeded: false }, { field: 'homeLat', headings: ['纬度', 'lat', 'latitude'], isNeeded: false },
];
const plainHeading = (text: string): string => text.normalize('NFKC').replace(/[\s*_（）()-]/g, '').toLowerCase();

/** Which column holds what. A needed one that is missing is named. */
export const readHeadings = (cells: readonly string[]): { at: Map<ImportField, number>; missing: string[]; labels: Map<ImportField, string> } => {
  const plain = cells.map(plainHeading);
  const at = new Map<ImportField, number>();
  for (const { field, headings } of importColumns) {
    const found = plain.findIndex((heading) => headings.includes(heading));
    if (found >= 0) at.set(field, found);
  }
  return { at, missing: importColumns.filter(({ field, isNeeded }) => isNeeded && !at.has(field)).map(({ headings }) => headings[0]!), labels: new Map([...at].map(([field, index]) => [field, cells[index]!])) };
};

const familyWords: Record<string, ServiceFamily> = {
  保洁: 'cleaning', 日常保洁: 'cleaning', 保姆: 'nanny', 家务: 'nanny', 钟点工: 'nanny', 做饭: 'nanny', 月嫂: 'maternity', 母婴: 'maternity', 母婴护理: 'maternity', 育儿: 'childcare', 育儿嫂: 'childcare', 养老: 'elderCare', 养老护理: 'elderCare', 护工: 'elderCare', 维修: 'repair', 安装: 'installation',
  洗护: 'laundry', 洗衣: 'laundry', 防水: 'waterproofing', 搬家: 'moving', 宠物: 'pet', 企业: 'company', 企业服务: 'company',
};
const families: readonly string[] = ['cleaning', 'nanny', 'maternity', 'childcare', 'elderCare', 'repair', 'installation', 'laundry', 'waterproofing', 'moving', 'pet', 'company'];
const schoolingWords: Record<string, (typeof schoolings)[number]> = { 无: 'none', 文盲: 'none', 小学: 'primary', 初中: 'juniorSecondary', 高中: 'seniorSecondary', 中专: 'vocational', 技校: 'vocational', 职高: 'vocational', 大专: 'college', 专科: 'college', 本科: 'bachelor' };
const schoolingCodes: readonly string[] = ['none', 'primary', 'juniorSecondary', 'seniorSecondary', 'vocational', 'college', 'bachelor'];
const byName = <T extends string>(names: Record<T, Bilingual>, text: string): T | null => (Object.keys(names) as T[]).find((code) => code === text || names[code].zh === text || names[code].en.toLowerCase() === text.toLowerCase()) ?? null;
const split = (text: string): string[] => text.split(/[、,，;；/|]/).map((part) => part.trim()).filter((part) => part !== '');

export type ImportRow = {
  name: string; phone: string; idNumber: string; families: ServiceFamily[]; source: Source; sourceName: string; targetGroups: (typeof targetGroups)[number][]; nativePlace: string; schooling: (typeof schoolings)[number] | null; experienceYears: number | null;
  homeArea: string; homeLon: number | null; homeLat: number | null;
};
export type RowFault = { field: ImportField | ''; reason: Bilingual };
const fault = (field: ImportField, zh: string, en: string): RowFault => ({ field, reason: { zh, en } });
/** A plain name or place, as the whole system takes them; handed in, because it is accounts' to say. */
export type PlainName = (text: string) => boolean;

/** One row by itself: everything that can be said without looking at others. The first fault from the left is told. */
export const readImportRow = (cells: readonly string[], at: ReadonlyMap<ImportField, number>, today: string, isPlainName: PlainName): { row: ImportRow; fault: null } | { row: null; fault: RowFault } => {
  const cell = (field: ImportField): string => { const index = at.get(field); return index === undefined ? '' : (cells[index] ?? '').normalize('NFKC').trim(); };
  const out = (found: RowFault): { row: null; fault: RowFault } => ({ row: null, fault: found });
  const name = cell('name').replace(/\s+/g, '');
  if (name === '') return out(fault('name', '没有填姓名', 'The name is missing'));
  if (name.length > 30 || !isPlainName(name)) return out(fault('name', '姓名里有不能用的符号，或超过 30 个字', 'The name has marks that cannot be used, or more than 30 letters'));
  const phone = cell('phone').replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '');
  if (!/^1[3-9]\d{9}$/.test(phone)) return out(fault('phone', phone === '' ? '没有填手机号' : '手机号不是 11 位', phone === '' ? 'The mobile number is missing' : 'The mobile number is not one of 11 digits'));
  const idNumber = cell('idNumber').replace(/\s/g, '').toUpperCase();
  if (idNumber === '') return out(fault('idNumber', '没有填身份证号', 'The identity number is missing'));
  if (!isIdentityNumber(idNumber, today)) return out(fault('idNumber', /E\+?\d+$/.test(idNumber) || /^\d{15}0{3}$/.test(idNumber) ? '身份证号被表格软件改成了数字，请把这一列设成文本再填' : '身份证号校验不通过', 'The identity number fails its checksum'));
  const wanted = split(cell('families'));
  if (wanted.length === 0) return out(fault('families', '没有填想做的工作', 'The work wished for is missing'));
  const read = wanted.map((word) => (families.includes(word) ? (word as ServiceFamily) : familyWords[word] ?? null));
  const unknown = wanted.find((_word, index) => read[index] === null);
  if (unknown !== undefined) return out(fault('families', `没有这类工作：${unknown.slice(0, 20)}`, `No such work: ${unknown.slice(0, 20)}`));
  const source = cell('source') === '' ? 'self' : byName(sourceNames, cell('source'));
  if (source === null) return out(fault('source', `没有这个来源：${cell('source').slice(0, 20)}`, `No such source: ${cell('source').slice(0, 20)}`));
  const groups = split(cell('targetGroups')).map((word) => byName(groupNames, word));
  if (groups.includes(null)) return out(fault('targetGroups', '人群里有认不出的词', 'A group is not known'));
  const said = cell('schooling');
  const schooling = said === '' ? null : schoolingCodes.includes(said) ? (said as ImportRow['schooling']) : schoolingWords[said] ?? undefined;
  if (schooling === undefined) return out(fault('schooling', `没有这个学历：${said.slice(0, 20)}`, `No such schooling: ${said.slice(0, 20)}`));
  const years = cell('experienceYears').replace(/年$/, '');
  if (years !== '' && (!/^\d{1,2}$/.test(years) || Number(years) > 60)) return out(fault('experienceYears', '从业年限应是 0 到 60 的整数', 'Years should be a whole number from 0 to 60'));
  const homeArea = cell('homeArea').slice(0, 40);
  if (homeArea === '' || !isPlainName(homeArea)) return out(fault('homeArea', '没有填住址区域，或有不能用的符号', 'The home area is missing or has marks that cannot be used'));
  const [lon, lat] = [cell('homeLon'), cell('homeLat')];
  if ((lon === '') !== (lat === '') || (lon !== '' && !(Number(lon) >= 73 && Number(lon) <= 136))) return out(fault('homeLon', '经纬度不全，或经度不在中国', 'Longitude and latitude go together, within China'));
  if (lat !== '' && !(Number(lat) >= 3 && Number(lat) <= 54)) return out(fault('homeLat', '纬度不在中国', 'The latitude is not within China'));
  return {
    fault: null, row: {
      name, phone, idNumber, families: [...new Set(read as ServiceFamily[])], source, sourceName: cell('sourceName').slice(0, 60), targetGroups: [...new Set(groups as ImportRow['targetGroups'])], nativePlace: cell('nativePlace').slice(0, 40), schooling,
      experienceYears: years === '' ? null : Number(years), homeArea, homeLon: lon === '' ? null : Number(lon), homeLat: lat === '' ? null : Number(lat),
    },
  };
};

/** A cell of a table that people open with a spreadsheet: what could be taken for a formula is made text, quotes are doubled. */
export const csvCell = (text: string): string => {
  const plain = text.replaceAll('\u0000', '');
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(plain) || /^[\s\u00a0\ufeff]+[=+\-@＝＋－＠]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
