import { BadVideo, faults, type Pieces } from './video-reader.ts';

/** Brands of files a browser plays. QuickTime's own (`qt  `) is not among them. */
const BRANDS = new Set(['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', 'dash', 'mp71', '3gp4', '3gp5']);
const MOST_BOXES = 20_000;
const HOLDERS = new Set(['moov', 'trak', 'mdia']);

export const isMp4 = (head: Buffer): boolean => head.length >= 12 && head.toString('latin1', 4, 8) === 'ftyp' && BRANDS.has(head.toString('latin1', 8, 12));

type Found = { seconds: number; hasPicture: boolean; hasMedia: boolean; hasMovie: boolean };

/**
 * Seconds of an MP4 (ISO 14496-12): the longest of what the movie and its tracks say, so that a header that lies short does not help. Every box has to lie within
 * the one around it and the last within the file; only headers are read, whatever sizes they claim.
 */
export const readMp4 = async (pieces: Pieces): Promise<number> => {
  const found: Found = { seconds: 0, hasPicture: false, hasMedia: false, hasMovie: false };
  let left = MOST_BOXES;
  const walk = async (from: number, end: number, isTop: boolean): Promise<void> => {
    for (let at = from; at < end;) {
      if (left-- === 0) throw new BadVideo(faults.broken);
      const head = await pieces.at(at, 16);
      if (head.length < 8) throw new BadVideo(isTop ? faults.cut : faults.broken);
      const type = head.toString('latin1', 4, 8);
      const small = head.readUInt32BE(0);
      if (small === 1 && head.length < 16) throw new BadVideo(faults.cut);
      const [size, headSize] = small === 1 ? [Number(head.readBigUInt64BE(8)), 16] : [small === 0 && isTop ? end - at : small, 8];
      if (size < headSize || !Number.isSafeInteger(size)) throw new BadVideo(faults.broken);
      if (at + size > end) throw new BadVideo(isTop ? faults.cut : faults.broken);
      if (type === 'mdat') found.hasMedia = true;
      if (type === 'moov') found.hasMovie = true;
      if (HOLDERS.has(type)) await walk(at + headSize, at + size, false);
      else if (type === 'mvhd' || type === 'mdhd') found.seconds = Math.max(found.seconds, secondsIn(await pieces.at(at + headSize, Math.min(size - headSize, 36))));
      else if (type === 'hdlr' && size - headSize >= 12) found.hasPicture ||= (await pieces.at(at + headSize, 12)).toString('latin1', 8, 12) === 'vide';
      at += size;
    }
  };
  await walk(0, pieces.size, true);
  if (!found.hasMovie || !found.hasMedia) throw new BadVideo(faults.cut);
  if (!found.hasPicture) throw new BadVideo(faults.silent);
  return found.seconds;
};

/** Of a movie or media header: units in the whole by units in a second. All ones says unknown. */
const secondsIn = (body: Buffer): number => {
  const isLong = body[0] === 1;
  if (body.length < (isLong ? 32 : 20)) throw new BadVideo(faults.broken);
  const scale = body.readUInt32BE(isLong ? 20 : 12);
  const units = isLong ? body.readBigUInt64BE(24) : BigInt(body.readUInt32BE(16));
  const isUnknown = units === (isLong ? 0xffff_ffff_ffff_ffffn : 0xffff_ffffn);
  return scale === 0 || isUnknown ? 0 : Number(units) / scale;
};
