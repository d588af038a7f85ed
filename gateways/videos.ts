import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../kernel/refusal.ts';
import { createConverter, type Converter } from './ffmpeg.ts';
import { isMp4, readMp4 } from './video-mp4.ts';
import { BadVideo, faults, openPieces, type VideoFacts, type VideoFault } from './video-reader.ts';
import { isWebm, readWebm } from './video-webm.ts';

/**
 * Videos as files, named by their content. A real adapter keeps the same bytes under the same name in a private bucket and signs ranges of it.
 */
export type StoredVideo = VideoFacts & { videoId: string; bytes: number };
export type VideoGateway = {
  /**
   * Streams a video to disk and reads what it is from its structure. `expectedBytes`: what the sender announced. Refuses `learning.video_large` past the limit,
   * `learning.video_wrong` for what is no whole MP4 or WebM with a picture, `learning.video_cut` when it ends early; nothing is left of what was refused.
   */
  keep(body: AsyncIterable<Uint8Array>, about: { limitBytes: number; expectedBytes: number | null }): Promise<StoredVideo>;
  open(videoId: string): Promise<{ bytes: number; contentType: string; read(from: number, to: number): Readable } | null>;
  drop(videoId: string): Promise<void>;
  canConvert(): Promise<boolean>;
  /** The same for small phones; null where there is no converter or it could not. The original stays. */
  convert(videoId: string): Promise<StoredVideo | null>;
};

declare module '../kernel/context.ts' {
  interface Gateways { videos: VideoGateway }
}

const VIDEO_ID = /^[0-9a-f]{40}\.(mp4|webm)$/;
const HEAD_BYTES = 64;
const STALE_PART_MS = 24 * 3_600_000;
const contentTypeOf = (videoId: string): VideoFacts['contentType'] => (videoId.endsWith('.mp4') ? 'video/mp4' : 'video/webm');
const wrong = ({ zh, en }: VideoFault): Refusal => new Refusal('learning.video_wrong', { whyZh: zh, whyEn: en });

/** What a whole file is and how long it runs. Refuses `learning.video_wrong`. */
export const readVideo = async (path: string): Promise<VideoFacts> => {
  const pieces = await openPieces(path);
  try {
    const head = Buffer.from(await pieces.at(0, Math.min(HEAD_BYTES, pieces.size)));
    const contentType = isMp4(head) ? 'video/mp4' : isWebm(head) ? 'video/webm' : null;
    if (contentType === null) throw new BadVideo(faults.type);
    const seconds = await (contentType === 'video/mp4' ? readMp4 : readWebm)(pieces);
    if (!(seconds >= 1) || seconds > 86_400) throw new BadVideo(faults.timeless);
    return { contentType, seconds: Math.floor(seconds) };
  } catch (error) {
    if (error instanceof BadVideo) throw wrong(error.fault);
    throw error;
  } finally {
    await pieces.close();
  }
};

export const createVideos = (dataFolder: string, converter: Converter = createConverter()): VideoGateway => {
  const folder = join(dataFolder, 'videos');
  const parts = join(folder, 'parts');
  const fileOf = (videoId: string): string => join(folder, videoId.slice(0, 2), videoId);
  const sizeOf = (path: string): Promise<number | null> => stat(path).then(({ size }) => size, () => null);

  /** Moves a whole file to its name, unless the same is there already. */
  const settle = async (part: string, sha: string, facts: VideoFacts, bytes: number): Promise<StoredVideo> => {
    const videoId = `${sha.slice(0, 40)}.${facts.contentType === 'video/mp4' ? 'mp4' : 'webm'}`;
    await mkdir(join(fileOf(videoId), '..'), { recursive: true, mode: 0o700 });
    await rename(part, fileOf(videoId));
    return { ...facts, videoId, bytes };
  };
  const sweepParts = async (): Promise<void> => {
    for (const name of await readdir(parts)) {
      const path = join(parts, name);
      const old = await stat(path).then(({ mtimeMs }) => Date.now() - mtimeMs > STALE_PART_MS, () => false);
      if (old) await rm(path, { force: true });
    }
  };

  return {
    keep: async (body, { limitBytes, expectedBytes }) => {
      const tooLarge = (): Refusal => new Refusal('learning.video_large', { limit: `${Math.floor(limitBytes / 1024 / 1024)} MiB` });
      if (expectedBytes !== null && expectedBytes > limitBytes) throw tooLarge();
      await mkdir(parts, { recursive: true, mode: 0o700 });
      await sweepParts();
      const part = join(parts, `${randomUUID()}.part`);
      const out = createWriteStream(part, { mode: 0o600 });
      const failed = once(out, 'error').then(([error]) => { throw error; });
      failed.catch(() => {});
      const hash = createHash('sha256');
      let [bytes, head] = [0, Buffer.alloc(0)];
      try {
        try {
          for await (const chunk of body) {
            bytes += chunk.length;
            if (bytes > limitBytes) throw tooLarge();
            if (head.length < HEAD_BYTES) {
              head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
              // What is no video is not taken in to its end.
              if (head.length === HEAD_BYTES && !isMp4(head) && !isWebm(head)) throw wrong(faults.type);
            }
            hash.update(chunk);
            if (!out.write(chunk)) await Promise.race([once(out, 'drain'), failed]);
          }
        } catch (error) {
          const { code } = error as { code?: string };
          throw ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'].includes(code ?? '') || (error as Error).message === 'aborted' ? new Refusal('learning.video_cut') : error;
        }
        out.end();
        await Promise.race([once(out, 'close'), failed]);
        if (expectedBytes !== null && bytes !== expectedBytes) throw new Refusal('learning.video_cut');
        return await settle(part, hash.digest('hex'), await readVideo(part), bytes);
      } catch (error) {
        out.destroy();
        await rm(part, { force: true });
        throw error;
      }
    },
    open: async (videoId) => {
      const bytes = VIDEO_ID.test(videoId) ? await sizeOf(fileOf(videoId)) : null;
      return bytes === null ? null : { bytes, contentType: contentTypeOf(videoId), read: (from, to) => createReadStream(fileOf(videoId), { start: from, end: to }) };
    },
    drop: async (videoId) => { if (VIDEO_ID.test(videoId)) await rm(fileOf(videoId), { force: true }); },
    canConvert: () => converter.isThere(),
    convert: async (videoId) => {
      if (!VIDEO_ID.test(videoId) || (await sizeOf(fileOf(videoId))) === null || !(await converter.isThere())) return null;
      await mkdir(parts, { recursive: true, mode: 0o700 });
      const part = join(parts, `${randomUUID()}.mp4`);
      try {
        if (!(await converter.convert(fileOf(videoId), contentTypeOf(videoId), part))) return null;
        const facts = await readVideo(part);
        const hash = createHash('sha256');
        for await (const chunk of createReadStream(part)) hash.update(chunk as Buffer);
        return await settle(part, hash.digest('hex'), facts, (await sizeOf(part))!);
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      } finally {
        await rm(part, { force: true });
      }
    },
  };
};
