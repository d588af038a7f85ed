import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import { readPhoto } from './photo.ts';

/**
 * Photos as files, named by their content. A real adapter (OSS, COS) puts the same cleaned bytes under the same name into
 * a private bucket and signs short-lived addresses in `read`'s place.
 */
export type StoredPhoto = { photoId: string; kind: 'jpeg' | 'png'; bytes: number; width: number; height: number };
export type PhotoStorage = {
  /**
   * Keeps a photo without its metadata (where and with what it was taken). Refuses `media.not_an_image` for anything but
   * a well-formed JPEG or PNG of at most 40 megapixels, `media.too_large` past 6 MiB. Keeping the same photo twice is one file.
   */
  put(photo: Uint8Array | string): Promise<StoredPhoto>;
  read(photoId: string): Promise<{ bytes: Buffer; contentType: string } | null>;
};

declare module '../kernel/context.ts' {
  interface Gateways { storage: PhotoStorage }
}

export const PHOTO_LIMIT_BYTES = 6 * 1024 * 1024;
const PHOTO_ID = /^([0-9a-f]{40})\.(jpg|png)$/;

export const createPhotoStorage = (dataFolder: string): PhotoStorage => {
  const fileOf = (photoId: string): string => join(dataFolder, 'photos', photoId.slice(0, 2), photoId);
  return {
    put: async (photo) => {
      const raw = typeof photo === 'string' ? fromBase64(photo) : photo;
      if (raw.length > PHOTO_LIMIT_BYTES) throw new Refusal('media.too_large', { limit: '6 MiB' });
      const cleaned = readPhoto(raw);
      if (!cleaned) throw new Refusal('media.not_an_image');
      const photoId = `${createHash('sha256').update(cleaned.bytes).digest('hex').slice(0, 40)}.${cleaned.kind === 'jpeg' ? 'jpg' : 'png'}`;
      const file = fileOf(photoId);
      if (!existsSync(file)) {
        mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
        const aside = `${file}.${process.pid}.part`;
        writeFileSync(aside, cleaned.bytes, { mode: 0o600 });
        renameSync(aside, file);
      }
      return { photoId, kind: cleaned.kind, bytes: cleaned.bytes.length, width: cleaned.width, height: cleaned.height };
    },
    read: async (photoId) => {
      const match = PHOTO_ID.exec(photoId);
      if (!match || !existsSync(fileOf(photoId))) return null;
      return { bytes: readFileSync(fileOf(photoId)), contentType: match[2] === 'jpg' ? 'image/jpeg' : 'image/png' };
    },
  };
};

/** Base64, bare or as a data URL. Anything else is no image. */
const fromBase64 = (text: string): Buffer => {
  const body = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
  if (body.length > PHOTO_LIMIT_BYTES * 1.4) throw new Refusal('media.too_large', { limit: '6 MiB' });
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(body)) throw new Refusal('media.not_an_image');
  return Buffer.from(body, 'base64');
};
