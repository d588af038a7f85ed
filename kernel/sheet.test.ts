import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv, writeXlsx, type Cell } from './sheet.ts';
import { unzip } from './zip.ts';

const csvOf = (cell: Cell): string => writeCsv({ columns: ['甲'], rows: [[cell]] }).toString('utf8').replace('\uFEFF甲\r\n', '').replace(/\r\n$/, '');
const xmlOf = (cell: Cell): string => unzip(writeXlsx([{ name: '表', columns: ['甲'], rows: [[cell]] }])).find(({ name }) => name.toString() === 'xl/worksheets/sheet1.xml')!.bytes.toString('utf8');

test.each([
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'], ['+1', '"\'+1"'], ['-2+3', '"\'-2+3"'], ['@SUM(A1)', '"\'@SUM(A1)"'], ['\t=1', '"\'\t=1"'], ['\r=1', '"\'\r=1"'], [' =1', '"\' =1"'], ['＝1', '"\'＝1"'], ['%0', '"\'%0"'],
  ['李桂兰', '李桂兰'], ['a,b', '"a,b"'], ['他说"好"', '"他说""好"""'], ['420000000012345678', '"\'420000000012345678"'], ['007', '"\'007"'], ['', ''],
])('a CSV cell of %j cannot run', (text, cell) => expect(csvOf(text)).toBe(cell));

test('money and counts stay numbers, less than zero too', () => {
  expect([csvOf({ fen: -1230 }), csvOf({ fen: 5 }), csvOf({ fen: -5 }), csvOf(-3), csvOf(null)]).toEqual(['-12.30', '0.05', '-0.05', '-3', '']);
  expect(xmlOf({ fen: -1230 })).toContain('<c r="A2" s="1"><v>-12.30</v></c>');
});

test('the file begins with the mark by which Excel knows UTF-8', () => expect(writeCsv({ columns: ['a'], rows: [] }).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf])));

test('a workbook holds texts only, whatever they say', () => {
  expect(xmlOf('=1+1')).toContain('<c r="A2" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
  expect(xmlOf('<b>&"\u0001_x0041_')).toContain('<t xml:space="preserve">&lt;b&gt;&amp;&quot;_x005F_x0041_</t>');
  expect(xmlOf('\ud800')).toContain('\ufffd');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(xmlOf(text)).not.toMatch(/<f>|<f /); }), { numRuns: 200 });
});

test('no CSV cell made of a text begins like a formula once its quotes are off', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ' ', '"', ',', '1', 'A', '（') }), (text) => {
    const cell = csvOf(text), plain = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
    expect(plain).not.toMatch(/^\s*[=+\-@]/);
    expect(plain === text || plain === `'${text}`).toBe(true);
  }));
});

test('columns past Z and several sheets have their names', () => {
  const wide = Array.from({ length: 30 }, (_, at) => `列${at}`);
  const files = unzip(writeXlsx([{ name: '一/月', columns: wide, rows: [wide] }, { name: '', columns: [], rows: [] }]));
  const text = (name: string): string => files.find((file) => file.name.toString() === name)!.bytes.toString('utf8');
  expect(text('xl/worksheets/sheet1.xml')).toContain('r="AD2"');
  expect(text('xl/workbook.xml')).toContain('name="一 月"');
  expect(text('xl/workbook.xml')).toContain('name="Sheet2"');
});
