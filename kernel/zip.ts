import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Zip archives: those of providers read, our own written. */
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;
const UTF8_NAME = 0x0800;
/** 1 January 1980, the day on which the format's calendar begins. */
const FIRST_DAY = 0x0021;
/** What is bigger is packed fast rather than small: a server has others to answer. */
const BIG_BYTES = 2 * 1024 * 1024;
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

/** The same backwards. A name given as text is written as UTF-8 and marked so; one given as bytes (some provider's GBK) stays what it is. The same files are the same bytes at any time. */
export const zip = (files: readonly { name: Buffer | string; bytes: Buffer }[]): Buffer => {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name: named, bytes } of files) {
    const name = typeof named === 'string' ? Buffer.from(named, 'utf8') : named;
    const packed = deflateRawSync(bytes, { level: bytes.length > BIG_BYTES ? 1 : 6 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0); facts.writeUInt16LE(typeof named === 'string' ? UTF8_NAME : 0, 2); facts.writeUInt16LE(8, 4); facts.writeUInt16LE(FIRST_DAY, 8); facts.writeUInt32LE(crc32(bytes), 10); facts.writeUInt32LE(packed.length, 14); facts.writeUInt32LE(bytes.length, 18); facts.writeUInt16LE(name.length, 22);
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
