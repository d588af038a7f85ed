import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { wrongFile, type SheetRow } from './sheet-row.ts';

/**
 * The first sheet of a workbook, streamed: the zip's table of contents, the shared texts, then row after row. Sizes are counted while inflating and not
 * believed, so that a bomb ends at the limit; formulas are never evaluated, their last shown value is read.
 */
const MOST_ENTRIES = 500;
const MOST_INFLATED = 512 * 1024 * 1024;
const MOST_SHARED_LETTERS = 64 * 1024 * 1024;
const MOST_ELEMENT = 2 * 1024 * 1024;
const MOST_CELLS = 100;

type Entry = { name: string; method: number; flags: number; packed: number; at: number };
const notWorkbook = () => wrongFile('不是完整的 xlsx 文件', 'it is no whole xlsx file');

const readAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead < length) throw notWorkbook();
  return buffer;
};

const entriesOf = async (file: FileHandle): Promise<Entry[]> => {
  const { size } = await file.stat();
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw notWorkbook();
  const count = tail.readUInt16LE(end + 10);
  const [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count > MOST_ENTRIES || length > 1024 * 1024 || start + length > size) throw wrongFile('压缩包里的文件太多', 'its archive holds too many files');
  const table = await readAt(file, start, length);
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= table.length && table.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = table.readUInt16LE(at + 28);
    entries.push({ flags: table.readUInt16LE(at + 8), method: table.readUInt16LE(at + 10), packed: table.readUInt32LE(at + 20), at: table.readUInt32LE(at + 42), name: table.toString('utf8', at + 46, at + 46 + nameLength) });
    at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32);
  }
  return entries;
};

/** The text of one entry in pieces; what it unpacks to is counted. */
async function* textOf(path: string, file: FileHandle, entry: Entry): AsyncGenerator<string> {
  if ((entry.flags & 1) !== 0) throw wrongFile('文件有密码，请去掉密码', 'it has a password; take it off');
  if (entry.method !== 0 && entry.method !== 8) throw notWorkbook();
  const header = await readAt(file, entry.at, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw notWorkbook();
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packed === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
  const stream = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
  packed.on('error', (error) => stream.destroy(error));
  const decoder = new TextDecoder('utf-8');
  let inflated = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      inflated += chunk.length;
      if (inflated > MOST_INFLATED) throw wrongFile('解压后太大', 'it is too large when unpacked');
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw notWorkbook();
    throw error;
  } finally {
    stream.destroy();
    packed.destroy();
  }
}

/** Elements of one name, whole: attributes and what stands inside. */
async function* elementsOf(texts: AsyncIterable<string>, name: string): AsyncGenerator<{ attributes: string; inner: string }> {
  const start = new RegExp(`<(\\w+:)?${name}(?=[\\s>/])`, 'g');
  let rest = '';
  for await (const text of texts) {
    rest += text;
    if (rest.length > MOST_ELEMENT) throw wrongFile('有一行太长', 'a row is too long');
    let done = 0;
    for (;;) {
      start.lastIndex = done;
      const found = start.exec(rest);
      if (!found) { done = Math.max(done, rest.length - name.length - 20); break; }
      const tagEnd = rest.indexOf('>', start.lastIndex);
      if (tagEnd < 0) { done = found.index; break; }
      if (rest[tagEnd - 1] === '/') { done = tagEnd + 1; yield { attributes: rest.slice(start.lastIndex, tagEnd - 1), inner: '' }; continue; }
      const close = `</${found[1] ?? ''}${name}>`;
      const closeAt = rest.indexOf(close, tagEnd);
      if (closeAt < 0) { done = found.index; break; }
      const element = { attributes: rest.slice(start.lastIndex, tagEnd), inner: rest.slice(tagEnd + 1, closeAt) };
      done = closeAt + close.length;
      yield element;
    }
    rest = rest.slice(Math.max(0, done));
  }
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescape = (text: string): string => (text.includes('&') ? text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, code: string) => {
  if (!code.startsWith('#')) return named[code] ?? whole;
  const point = code[1] === 'x' ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
}) : text);
const plainText = (inner: string): string => [...inner.replace(/<(\w+:)?rPh[\s>][\s\S]*?<\/\1?rPh>/g, '').matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)].map((match) => unescape(match[1]!)).join('');

const columnOf = (reference: string): number => [...reference].reduce((total, letter) => (letter >= 'A' && letter <= 'Z' ? total * 26 + letter.charCodeAt(0) - 64 : total), 0) - 1;
const CELL = /<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
const VALUE = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/;

const cellsOf = (inner: string, shared: readonly string[], rowNo: number): string[] => {
  const cells: string[] = [];
  let next = 0;
  for (const match of inner.matchAll(CELL)) {
    const attributes = match[1] ?? '';
    const reference = /\sr="([A-Z]+)\d+"/.exec(attributes)?.[1];
    const at = reference === undefined ? next : columnOf(reference);
    if (at >= MOST_CELLS || at < 0) throw wrongFile(`第 ${rowNo} 行超过 ${MOST_CELLS} 列`, `row ${rowNo} has more than ${MOST_CELLS} columns`);
    next = at + 1;
    const kind = /\st="(\w+)"/.exec(attributes)?.[1] ?? 'n';
    const value = VALUE.exec(match[2] ?? '')?.[1] ?? '';
    cells[at] = (kind === 's' ? shared[Number(value)] ?? '' : kind === 'inlineStr' ? plainText(match[2] ?? '') : kind === 'n' ? plainNumber(value) : unescape(value)).trim();
  }
  return Array.from(cells, (cell) => cell ?? '');
};
/** Numbers as people wrote them: a phone kept as 1.3812345678E10 is read in full. */
const plainNumber = (value: string): string => (/e/i.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value);

const sheetEntry = async (path: string, file: FileHandle, entries: readonly Entry[]): Promise<Entry> => {
  const find = (name: string): Entry | undefined => entries.find((entry) => entry.name === name);
  const [book, links] = [find('xl/workbook.xml'), find('xl/_rels/workbook.xml.rels')];
  if (!book) throw notWorkbook();
  let first: string | undefined;
  for await (const { attributes } of elementsOf(textOf(path, file, book), 'sheet')) { first = /\s\w+:id="([^"]+)"/.exec(attributes)?.[1]; break; }
  if (links && first !== undefined) {
    for await (const { attributes } of elementsOf(textOf(path, file, links), 'Relationship')) {
      if (/\sId="([^"]+)"/.exec(attributes)?.[1] !== first) continue;
      const target = /\sTarget="([^"]+)"/.exec(attributes)?.[1] ?? '';
      const entry = find(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      if (entry) return entry;
    }
  }
  return find('xl/worksheets/sheet1.xml') ?? ((): never => { throw notWorkbook(); })();
};

export async function* readXlsx(path: string): AsyncGenerator<SheetRow> {
  const file = await open(path, 'r');
  try {
    const entries = await entriesOf(file);
    const sheet = await sheetEntry(path, file, entries);
    const shared: string[] = [];
    const texts = entries.find(({ name }) => name === 'xl/sharedStrings.xml');
    let letters = 0;
    if (texts) {
      for await (const { inner } of elementsOf(textOf(path, file, texts), 'si')) {
        const text = plainText(inner);
        letters += text.length + 8;
        if (letters > MOST_SHARED_LETTERS) throw wrongFile('表里的文字太多', 'it holds too much text');
        shared.push(text);
      }
    }
    let rowNo = 0;
    for await (const { attributes, inner } of elementsOf(textOf(path, file, sheet), 'row')) {
      rowNo = Number(/\sr="(\d+)"/.exec(attributes)?.[1] ?? rowNo + 1);
      const cells = cellsOf(inner, shared, rowNo);
      if (cells.some((cell) => cell !== '')) yield { rowNo, cells };
    }
  } finally {
    await file.close();
  }
}
