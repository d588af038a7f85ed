import { crc32 } from 'node:zlib';

/** A photo without anything but its picture. */
export type CleanPhoto = { kind: 'jpeg' | 'png'; width: number; height: number; bytes: Buffer };

const MOST_PIXELS = 40_000_000;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Walks the file's own structure instead of believing its name, keeps only what draws the picture, and drops the rest:
 * EXIF with its position, thumbnails, comments, texts, and whatever hides behind the end. Null when it is not a well-formed
 * JPEG or PNG of sensible size.
 */
export const readPhoto = (raw: Uint8Array): CleanPhoto | null => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const photo = bytes.subarray(0, 8).equals(PNG_SIGNATURE) ? readPng(bytes) : bytes[0] === 0xff && bytes[1] === 0xd8 ? readJpeg(bytes) : null;
  return photo && photo.width > 0 && photo.height > 0 && photo.width * photo.height <= MOST_PIXELS ? photo : null;
};

const isFrameStart = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Of the EXIF only the turn of the picture survives: without it every phone photo would lie on its side. */
const orientationSegment = (orientation: number): Buffer => {
  const body = Buffer.alloc(36);
  body.writeUInt16BE(0xffe1, 0);
  body.writeUInt16BE(34, 2);
  body.write('Exif\0\0MM', 4, 'latin1');
  body.writeUInt16BE(42, 12);
  body.writeUInt32BE(8, 14);
  body.writeUInt16BE(1, 18);
  body.writeUInt16BE(0x0112, 20);
  body.writeUInt16BE(3, 22);
  body.writeUInt32BE(1, 24);
  body.writeUInt16BE(orientation, 28);
  return body;
};

const readOrientation = (segment: Buffer): number => {
  if (segment.subarray(0, 6).toString('latin1') !== 'Exif\0\0') return 1;
  const tiff = segment.subarray(6);
  if (tiff.length < 14) return 1;
  const isLittle = tiff[0] === 0x49;
  const u16 = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number): number => (at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  for (let i = 0; i < Math.min(u16(directory), 100); i++) {
    const entry = directory + 2 + i * 12;
    if (u16(entry) === 0x0112) { const value = u16(entry + 8); return value >= 1 && value <= 8 ? value : 1; }
  }
  return 1;
};

const readJpeg = (bytes: Buffer): CleanPhoto | null => {
  const kept: Buffer[] = [Buffer.from([0xff, 0xd8])];
  let [width, height, orientation] = [0, 0, 1];
  let hasScan = false;
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) { at++; continue; }
    if (marker === 0xd9) {
      if (!hasScan || width === 0) return null;
      kept.push(Buffer.from([0xff, 0xd9]));
      if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
      return { kind: 'jpeg', width, height, bytes: Buffer.concat(kept) };
    }
    if (at + 4 > bytes.length) return null;
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const isMetadata = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (isFrameStart(marker) && width === 0) {
      if (length < 8) return null;
      height = bytes.readUInt16BE(at + 5);
      width = bytes.readUInt16BE(at + 7);
    }
    if (marker === 0xe1) orientation = orientation === 1 ? readOrientation(bytes.subarray(at + 4, end)) : orientation;
    // APP14 of Adobe says how colours were mixed: without it some pictures turn green. It holds nothing else.
    if (!isMetadata || (marker === 0xee && length === 14)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    hasScan = true;
    let stop = at;
    // Picture data runs until a marker that is neither a stuffed byte nor a restart.
    while (stop + 1 < bytes.length && !(bytes[stop] === 0xff && bytes[stop + 1] !== 0x00 && bytes[stop + 1] !== 0xff && !(bytes[stop + 1]! >= 0xd0 && bytes[stop + 1]! <= 0xd7))) stop++;
    if (stop + 1 >= bytes.length) return null;
    kept.push(bytes.subarray(at, stop));
    at = stop;
  }
  return null;
};

/** Chunks that draw: header, palette, transparency, picture, end, and how to show its colours. */
const DRAWING = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'sRGB', 'cHRM', 'sBIT', 'bKGD', 'pHYs']);

const readPng = (bytes: Buffer): CleanPhoto | null => {
  const kept: Buffer[] = [PNG_SIGNATURE];
  let [width, height] = [0, 0];
  let hasPicture = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type)) return null;
    if (bytes.readUInt32BE(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null;
    if (at === 8) {
      if (type !== 'IHDR' || length !== 13) return null;
      width = bytes.readUInt32BE(at + 8);
      height = bytes.readUInt32BE(at + 12);
    }
    if (type === 'IDAT') hasPicture = true;
    if (DRAWING.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return hasPicture ? { kind: 'png', width, height, bytes: Buffer.concat(kept) } : null;
    at = end;
  }
  return null;
};
