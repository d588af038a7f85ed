import { BadVideo, faults, type Pieces } from './video-reader.ts';

const MOST_ELEMENTS = 400_000;
const [EBML, DOC_TYPE, SEGMENT, INFO, SCALE, DURATION, TRACKS, TRACK, TRACK_TYPE, CLUSTER, CLUSTER_TIME, SIMPLE_BLOCK, GROUP, BLOCK] = [0x1a45dfa3, 0x4282, 0x18538067, 0x1549a966, 0x2ad7b1, 0x4489, 0x1654ae6b, 0xae, 0x83, 0x1f43b675, 0xe7, 0xa3, 0xa0, 0xa1];
/** Walked into; everything else is stepped over by its size. */
const HOLDERS = new Set([EBML, SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP]);

/** EBML with the document type webm; Matroska, its elder sister, is not played by browsers. */
export const isWebm = (head: Buffer): boolean => head.length >= 16 && head.readUInt32BE(0) === EBML && head.indexOf(Buffer.from([0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6d])) > 0;

/**
 * Seconds of a WebM. What a phone records says no duration and no sizes, so clusters are walked to the last block; both are looked at and the longer counts.
 * An element that ends behind the file means that the file was cut.
 */
export const readWebm = async (pieces: Pieces): Promise<number> => {
  let [scale, said, last, cluster, hasPicture, hasBlocks] = [1_000_000, 0, 0, 0, false, false];
  let left = MOST_ELEMENTS;
  for (let at = 0; at < pieces.size;) {
    if (left-- === 0) throw new BadVideo(faults.broken);
    const head = await pieces.at(at, 12);
    const id = idIn(head);
    const size = sizeIn(head, id.length);
    const body = at + id.length + size.length;
    const isHolder = HOLDERS.has(id.value);
    if (size.value === null && !isHolder) throw new BadVideo(faults.broken);
    if (size.value !== null && body + size.value > pieces.size) throw new BadVideo(faults.cut);
    if (isHolder) { at = body; continue; }
    const length = size.value!;
    if (id.value === SCALE) scale = numberIn(await pieces.at(body, Math.min(length, 8)));
    else if (id.value === DURATION) said = floatIn(await pieces.at(body, Math.min(length, 8)));
    else if (id.value === TRACK_TYPE) hasPicture ||= (await pieces.at(body, 1))[0] === 1;
    else if (id.value === DOC_TYPE && (await pieces.at(body, Math.min(length, 8))).toString('latin1') !== 'webm') throw new BadVideo(faults.type);
    else if (id.value === CLUSTER_TIME) cluster = numberIn(await pieces.at(body, Math.min(length, 8)));
    else if (id.value === SIMPLE_BLOCK || id.value === BLOCK) {
      hasBlocks = true;
      const block = await pieces.at(body, Math.min(length, 8));
      const track = sizeIn(block, 0).length;
      if (block.length >= track + 2) last = Math.max(last, cluster + block.readInt16BE(track));
    }
    at = body + length;
  }
  if (!hasPicture) throw new BadVideo(faults.silent);
  if (!hasBlocks) throw new BadVideo(faults.cut);
  return (Math.max(said, last) * scale) / 1e9;
};

const idIn = (head: Buffer): { value: number; length: number } => {
  const length = Math.clz32(head[0] ?? 0) - 23;
  if (length > 4 || head.length < length) throw new BadVideo(faults.broken);
  return { value: head.readUIntBE(0, length), length };
};
/** A size or a track number; all ones says that the size is not known. */
const sizeIn = (head: Buffer, at: number): { value: number | null; length: number } => {
  const length = Math.clz32(head[at] ?? 0) - 23;
  if (length > 8 || head.length < at + length) throw new BadVideo(faults.broken);
  let value = head[at]! & (0xff >> length);
  let isOpen = value === 0xff >> length;
  for (let i = 1; i < length; i++) {
    value = value * 256 + head[at + i]!;
    isOpen &&= head[at + i] === 0xff;
  }
  if (!isOpen && !Number.isSafeInteger(value)) throw new BadVideo(faults.broken);
  return { value: isOpen ? null : value, length };
};
const numberIn = (bytes: Buffer): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const floatIn = (bytes: Buffer): number => {
  const value = bytes.length === 4 ? bytes.readFloatBE(0) : bytes.length === 8 ? bytes.readDoubleBE(0) : 0;
  return Number.isFinite(value) && value > 0 ? value : 0;
};
