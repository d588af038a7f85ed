/** Small videos for tests: right in every box that is looked at, with nothing to see in them. */
const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};
const u32 = (...values: number[]): Buffer => { const out = Buffer.alloc(values.length * 4); values.forEach((value, index) => out.writeUInt32BE(value, index * 4)); return out; };
const timed = (type: string, seconds: number): Buffer => box(type, u32(0, 0, 0, 1000, Math.round(seconds * 1000)), Buffer.alloc(16));

type Wish = { seconds?: number; saidSeconds?: number; mediaBytes?: number; brand?: string; handler?: string; isMovieFirst?: boolean };
export const tinyMp4 = ({ seconds = 60, saidSeconds = seconds, mediaBytes = 5000, brand = 'isom', handler = 'vide', isMovieFirst = true }: Wish = {}): Buffer => {
  const movie = box('moov', timed('mvhd', saidSeconds), box('trak', box('mdia', timed('mdhd', seconds), box('hdlr', u32(0, 0), Buffer.from(handler, 'latin1'), Buffer.alloc(13)))));
  const media = box('mdat', Buffer.alloc(mediaBytes, 0x5a));
  return Buffer.concat([box('ftyp', Buffer.from(`${brand}\0\0\0\0isommp42${'isom'.repeat(8)}`, 'latin1')), ...(isMovieFirst ? [movie, media] : [media, movie])]);
};

const element = (id: number[], body: Buffer, isOpen = false): Buffer => {
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(isOpen ? 0x01ff_ffff_ffff_ffffn : 0x0100_0000_0000_0000n + BigInt(body.length));
  return Buffer.concat([Buffer.from(id), size, body]);
};
/** As a phone records it when `isOpen`: no duration, no sizes. */
export const tinyWebm = ({ seconds = 60, isOpen = false, docType = 'webm', trackType = 1 } = {}): Buffer => {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(seconds * 1000);
  const cluster = (second: number): Buffer => {
    const time = Buffer.alloc(4);
    time.writeUInt32BE(second * 1000);
    return element([0x1f, 0x43, 0xb6, 0x75], Buffer.concat([element([0xe7], time), element([0xa3], Buffer.from([0x81, 0x00, 0x00, 0x80, 1, 2, 3, 4]))]), isOpen);
  };
  return Buffer.concat([
    element([0x1a, 0x45, 0xdf, 0xa3], Buffer.concat([Buffer.from([0x42, 0x82, 0x80 + docType.length]), Buffer.from(docType, 'latin1'), element([0x42, 0x87], Buffer.from([4]))])),
    element([0x18, 0x53, 0x80, 0x67], Buffer.concat([
      element([0x15, 0x49, 0xa9, 0x66], Buffer.concat([element([0x2a, 0xd7, 0xb1], Buffer.from([0x0f, 0x42, 0x40])), ...(isOpen ? [] : [element([0x44, 0x89], duration)])])),
      element([0x16, 0x54, 0xae, 0x6b], element([0xae], element([0x83], Buffer.from([trackType])))),
      ...Array.from({ length: Math.floor(seconds / 5) + 1 }, (_, index) => cluster(index * 5)),
    ]), isOpen),
  ]);
};
