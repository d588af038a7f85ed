import { zip } from './zip.ts';

/**
 * Tables that a spreadsheet opens, as CSV and as XLSX. A text is a text there, whatever it begins with: nobody who was allowed to type a name or a
 * note can make the finance desk's computer run a formula.
 */
export type Cell = string | number | { fen: number } | null;
export type Sheet = { name: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] };

/** How a formula may begin (also in full width, and after what is cut off as space), and digits that a spreadsheet would round or shorten. */
const FORMULA = /^[\s\u0000-\u001f\u00a0]*[=+\-@\t\r\n＝＋－＠|%]/;
const MANGLED_DIGITS = /^(0\d+|\d{12,})$/;
/** Letters, Chinese and 1 to 9 begin nothing: most cells are decided by their first character. */
const PLAIN_START = /^[1-9A-Za-z\u4e00-\u9fff]/;
const isDangerous = (text: string): boolean => !PLAIN_START.test(text) && (FORMULA.test(text) || /^[\t\r\n]/.test(text));

const yuanText = (fen: number): string => `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

const csvCell = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return yuanText(cell.fen);
  const text = isDangerous(cell) || MANGLED_DIGITS.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t']/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
};

/** UTF-8 with the mark by which Excel knows it, lines ended as RFC 4180 asks. Money is yuan with two decimals. */
export const writeCsv = ({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): Buffer =>
  Buffer.from(`\uFEFF${[columns, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`, 'utf8');

/** Longest text of a cell, most rows of a sheet and longest name of one, by the format. */
const MOST_CHARACTERS = 32_767;
export const MOST_SHEET_ROWS = 1_048_575;
const MOST_NAME = 31;

/** XML knows no control characters, and the format reads `_x0041_` as a letter. */
const UNUSUAL = /[&<>"_\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;
const xmlText = (text: string): string => (text.length <= MOST_CHARACTERS && !UNUSUAL.test(text) ? text : cleanText(text));
const cleanText = (text: string): string => text.slice(0, MOST_CHARACTERS).toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');

const letterOf = (column: number): string => (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

/** Styles by number: 0 plain, 1 money, 2 heading, 3 text that must stay text when it is touched. */
const STYLES = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
  + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
  + '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>';

const xlsxCell = (cell: Cell, at: string, isHead: boolean): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c r="${at}" s="1"><v>${yuanText(cell.fen)}</v></c>`;
  const style = isHead ? 2 : isDangerous(cell) || MANGLED_DIGITS.test(cell) ? 3 : 0;
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
};

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const BLOCK_CHARACTERS = 64 * 1024;
const sheetXml = ({ columns, rows }: Sheet): Buffer => {
  const widths = columns.map((title, column) => Math.min(48, Math.max(10, ...[title, ...rows.slice(0, 200).map((row) => row[column])].map((cell) => (typeof cell === 'string' ? [...cell].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0xff ? 2 : 1), 2) : 12)))));
  const letters = columns.map((_, column) => letterOf(column));
  const blocks: Buffer[] = [];
  let text = `${HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
    + `<cols>${widths.map((width, column) => `<col min="${column + 1}" max="${column + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  // Turned into bytes block by block: a hundred thousand rows kept as strings are a heap to sweep.
  const pass = (isLast: boolean): void => {
    if (!isLast && text.length < BLOCK_CHARACTERS) return;
    blocks.push(Buffer.from(text, 'utf8'));
    text = '';
  };
  const addRow = (row: readonly Cell[], line: number): void => {
    text += `<row r="${line}">`;
    for (let column = 0; column < row.length; column++) text += xlsxCell(row[column]!, `${letters[column] ?? letterOf(column)}${line}`, line === 1);
    text += '</row>';
    pass(false);
  };
  addRow(columns, 1);
  rows.forEach((row, at) => addRow(row, at + 2));
  text += '</sheetData></worksheet>';
  pass(true);
  return Buffer.concat(blocks);
};

/** A workbook of plain values: no formula, no macro, no link to anywhere. The same sheets are the same bytes. */
export const writeXlsx = (sheets: readonly Sheet[]): Buffer => {
  for (const { name, rows } of sheets) if (rows.length > MOST_SHEET_ROWS) throw new Error(`${name} has ${rows.length} rows, a sheet takes ${MOST_SHEET_ROWS}`);
  const nameOf = (name: string, at: number): string => xmlText(name.replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, MOST_NAME) || `Sheet${at + 1}`);
  const part = (name: string, text: string): { name: string; bytes: Buffer } => ({ name, bytes: Buffer.from(text, 'utf8') });
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zip([
    part('[Content_Types].xml', `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${kind}.worksheet+xml"/>`).join('')}</Types>`),
    part('_rels/.rels', `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    part('xl/workbook.xml', `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${type}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${nameOf(name, at)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`),
    part('xl/_rels/workbook.xml.rels', `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${type}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${type}/styles" Target="styles.xml"/></Relationships>`),
    part('xl/styles.xml', HEAD + STYLES),
    ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, bytes: sheetXml(sheet) })),
  ]);
};

const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
export type SheetFormat = keyof typeof TYPES;

/** A sheet as a file to be kept: its name, what it is, and its bytes as base64. */
export const sheetFile = (name: string, format: SheetFormat, sheet: Sheet): { fileName: string; contentType: string; base64: string; rowCount: number } =>
  ({ fileName: `${name}.${format}`, contentType: TYPES[format], base64: (format === 'csv' ? writeCsv(sheet) : writeXlsx([sheet])).toString('base64'), rowCount: sheet.rows.length });
