import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Reading and writing the files in which providers hand over their books. */

/** Yuan as printed (`-12.30`, `+1`, `0.00000`) to whole fen, half a fen away from zero. */
export const fenOf = (yuan: string): number => {
  const text = yuan.trim();
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) throw new Error(`not an amount: ${yuan}`);
  return Math.sign(Number(text)) * Math.round(Math.abs(Number(text)) * 100);
};
export const yuanOf = (fen: number): string => `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

/** `2026-11-22 08:00:00` of Beijing. */
export const beijingInstant = (text: string): Date => {
  const at = new Date(`${text.trim().replace(' ', 'T')}+08:00`);
  if (Number.isNaN(at.getTime())) throw new Error(`not an instant: ${text}`);
  return at;
};
export const beijingText = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Cells of one line; quotes around a cell and the marks against spreadsheet guessing (backtick, tab) fall away. */
const cellsOf = (line: string): string[] => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, line.endsWith(',') ? undefined : -1).map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"').replace(/^`/, '').trim());

/**
 * The rows of a table inside a bill file, each by its column's name: `first` is how its heading begins, `last` how the line after it does.
 * Order and number of columns may change; throws when the heading is not there at all.
 */
export const tableOf = (text: string, { first, last }: { first: string; last: string }): Record<string, string>[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  const head = lines.findIndex((line) => line.startsWith(first));
  if (head < 0) throw new Error(`a bill without the column ${first}`);
  const columns = cellsOf(lines[head]!);
  const rest = lines.slice(head + 1);
  const end = rest.findIndex((line) => line.startsWith(last));
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
};

const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const MOST_UNPACKED_BYTES = 512 * 1024 * 1024;

/** The files of a zip archive by name, names and contents as bytes: theirs may be in GBK. Throws on anything broken. */
export const unzip = (zip: Buffer): { name: Buffer; bytes: Buffer }[] => {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > zip.length) throw new Error('not a zip file');
  const files: { name: Buffer; bytes: Buffer }[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('a broken zip file');
    const [method, sum, packed, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [nameLength, extra, comment, local] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    if (zip.readUInt32LE(local) !== LOCAL || (method !== 0 && method !== 8)) throw new Error('a broken zip file');
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const raw = zip.subarray(from, from + packed);
    const bytes = method === 0 ? raw : inflateRawSync(raw, { maxOutputLength: MOST_UNPACKED_BYTES });
    if (bytes.length !== size || crc32(bytes) !== sum) throw new Error('a broken zip file');
    files.push({ name: zip.subarray(at + 46, at + 46 + nameLength), bytes });
    at += 46 + nameLength + extra + comment;
  }
  return files;
};

/** The same backwards, for the simulator. */
export const zip = (files: { name: Buffer; bytes: Buffer }[]): Buffer => {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const packed = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0); facts.writeUInt16LE(8, 4); facts.writeUInt32LE(crc32(bytes), 10); facts.writeUInt32LE(packed.length, 14); facts.writeUInt32LE(bytes.length, 18); facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0); end.writeUInt16LE(files.length, 8); end.writeUInt16LE(files.length, 10); end.writeUInt32LE(directory.length, 12); end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
};

export const fromGbk = (bytes: Uint8Array): string => new TextDecoder('gbk', { fatal: true }).decode(bytes);

let gbkOf: Map<string, number> | null = null;
/** Node writes no GBK: the table is made once by reading every pair of bytes. */
export const toGbk = (text: string): Buffer => {
  if (!gbkOf) {
    gbkOf = new Map();
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) {
      const letter = decoder.decode(Uint8Array.of(lead, trail));
      if (letter.length === 1 && letter !== '\uFFFD' && !gbkOf.has(letter)) gbkOf.set(letter, (lead << 8) | trail);
    }
  }
  return Buffer.from([...text].flatMap((letter) => {
    if (letter.charCodeAt(0) < 0x80) return [letter.charCodeAt(0)];
    const code = gbkOf!.get(letter);
    return code === undefined ? [0x3f] : [code >> 8, code & 0xff];
  }));
};
