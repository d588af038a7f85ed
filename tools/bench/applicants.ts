import { crc32, deflateRawSync } from 'node:zlib';
import { identityCheckLetter } from '@linli/contract';
import { seededRandom } from '../../kernel/ids.ts';

/** Tables of invented applicants, for tests and for measuring imports. The division code 650199 of their numbers does not exist. */
export const applicantHeadings = ['姓名', '手机号', '身份证号', '想做的工作', '来源', '来源说明', '人群', '籍贯', '学历', '从业年限', '住址区域', '经度', '纬度'];
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'秀兰英梅玲丽红霞芳燕敏静萍娟桂华琴云莲凤'];
export const withCheckLetter = (first17: string): string => first17 + identityCheckLetter(first17);

/** The same seed and number make the same person; phones and identity numbers differ for up to a million. */
export function* applicantRows(count: number, firstPhone = 15_000_000_000): Generator<string[]> {
  const random = seededRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let n = 0; n < count; n += 1) {
    const born = new Date(Date.UTC(1972 + (n % 30), Math.floor(n / 30) % 12, 1 + (Math.floor(n / 360) % 28)));
    const day = born.toISOString().slice(0, 10).replaceAll('-', '');
    yield [
      pick(surnames) + pick(given) + pick(given), String(firstPhone + n), withCheckLetter(`650199${day}${String(Math.floor(n / 10_080) % 1000).padStart(3, '0')}`), pick(['保洁', '月嫂、育儿', '养老护理', '保姆、做饭', '保洁、擦玻璃'.split('、')[0]!]),
      pick(['妇联', '职业院校', '人力资源服务中心', '乡镇培训基地', '自己报名']), '第一批', pick(['再就业', '农村劳动力', '灵活就业', '']), pick(['新疆喀什', '甘肃天水', '河南周口']), pick(['初中', '高中', '中专', '']), String(n % 15), '南湖', '87.61', '43.82',
    ];
  }
}

const escape = (text: string): string => text.replace(/[<>&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const letterOf = (column: number): string => String.fromCharCode(65 + column);

/** The smallest workbook that spreadsheets open: one sheet, texts inline or shared. */
export const workbookOf = (rows: Iterable<readonly string[]>, { isShared = false }: { isShared?: boolean } = {}): Buffer => {
  const shared = new Map<string, number>();
  const indexOf = (text: string): number => { const known = shared.get(text); if (known !== undefined) return known; shared.set(text, shared.size); return shared.size - 1; };
  const lines: string[] = [];
  let rowNo = 0;
  for (const row of rows) {
    rowNo += 1;
    const cells = row.map((text, column) => (text === '' ? '' : isShared ? `<c r="${letterOf(column)}${rowNo}" t="s"><v>${indexOf(text)}</v></c>` : `<c r="${letterOf(column)}${rowNo}" t="inlineStr"><is><t>${escape(text)}</t></is></c>`));
    lines.push(`<row r="${rowNo}">${cells.join('')}</row>`);
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zipOf([
    ['[Content_Types].xml', `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>${isShared ? '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>' : ''}</Types>`],
    ['_rels/.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="报名" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>${isShared ? '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>' : ''}</Relationships>`],
    ...(isShared ? [['xl/sharedStrings.xml', `${head}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${[...shared.keys()].map((text) => `<si><t>${escape(text)}</t></si>`).join('')}</sst>`] as [string, string]] : []),
    ['xl/worksheets/sheet1.xml', `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData></worksheet>`],
  ]);
};

/** An archive of these files, deflated. */
export const zipOf = (files: readonly [string, string][]): Buffer => {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [raw, nameBytes] = [Buffer.from(text), Buffer.from(name)];
    const packed = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(raw), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(raw.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    table.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2]), Buffer.from([20, 0]), fields, tail, nameBytes]));
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, directory, Buffer.from([0x50, 0x4b, 5, 6]), end]);
};
