import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tinyMp4, tinyWebm } from '../kernel/harness-video.ts';
import { createConverter } from './ffmpeg.ts';
import { createVideos } from './videos.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-videos-'));
const videos = createVideos(folder, createConverter('no-such-program'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inChunks(bytes: Buffer, size = 700, cutAt = Infinity): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    if (at >= cutAt) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    yield bytes.subarray(at, at + size);
  }
}
const keep = (bytes: Buffer, about: { limitBytes?: number; expectedBytes?: number | null } = {}) => videos.keep(inChunks(bytes), { limitBytes: 1_000_000, expectedBytes: null, ...about });
const files = (): string[] => (existsSync(join(folder, 'videos')) ? readdirSync(join(folder, 'videos'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => one.name) : []);
const allOf = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer> => { const parts: Uint8Array[] = []; for await (const part of stream) parts.push(part); return Buffer.concat(parts); };

describe('what is kept', () => {
  test.each<[string, Buffer, object]>([
    ['an MP4 with its index in front', tinyMp4({ seconds: 61.4 }), { contentType: 'video/mp4', seconds: 61 }],
    ['one with its index behind', tinyMp4({ isMovieFirst: false }), { seconds: 60 }],
    ['one whose header says less than its track', tinyMp4({ saidSeconds: 2, seconds: 170 }), { seconds: 170 }],
    ['a WebM', tinyWebm({ seconds: 62 }), { contentType: 'video/webm', seconds: 62 }],
    ['a WebM as a phone records it, without duration and sizes', tinyWebm({ seconds: 60, isOpen: true }), { contentType: 'video/webm', seconds: 60 }],
  ])('%s', async (_name, bytes, expected) => {
    const kept = await keep(bytes, { expectedBytes: bytes.length });
    expect(kept).toMatchObject({ ...expected, bytes: bytes.length });
    expect(kept.videoId).toMatch(/^[0-9a-f]{40}\.(mp4|webm)$/);
    const opened = (await videos.open(kept.videoId))!;
    expect(await allOf(opened.read(0, opened.bytes - 1))).toEqual(bytes);
    expect(await allOf(opened.read(5, 9))).toEqual(bytes.subarray(5, 10));
  });
  test('the same twice is one file', async () => {
    const before = files().length;
    const [first, second] = [await keep(tinyMp4({ seconds: 33 })), await keep(tinyMp4({ seconds: 33 }))];
    expect([second, files().length]).toEqual([first, before + 1]);
    await videos.drop(first.videoId);
    expect(await videos.open(first.videoId)).toBeNull();
  });
});

describe('what is refused leaves nothing', () => {
  const whole = tinyMp4({ mediaBytes: 9000 });
  const bomb = (at: number, value: number): Buffer => { const bytes = Buffer.from(tinyMp4()); bytes.writeUInt32BE(value, at); return bytes; };
  const sizeOfMovie = tinyMp4().indexOf('moov') - 4;
  test.each<[string, () => Promise<unknown>, string, string?]>([
    ['a picture called a video', () => keep(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(500)])), 'learning.video_wrong', '只收 MP4 或 WebM'],
    ['a web page', () => keep(Buffer.from(`<html>${' '.repeat(500)}</html>`)), 'learning.video_wrong', '只收'],
    ['QuickTime', () => keep(tinyMp4({ brand: 'qt  ' })), 'learning.video_wrong', '只收'],
    ['Matroska', () => keep(tinyWebm({ docType: 'matroska' })), 'learning.video_wrong', '只收'],
    ['nothing', () => keep(Buffer.alloc(0)), 'learning.video_wrong', '只收'],
    ['sound alone', () => keep(tinyMp4({ handler: 'soun' })), 'learning.video_wrong', '没有画面'],
    ['sound alone, as WebM', () => keep(tinyWebm({ trackType: 2 })), 'learning.video_wrong', '没有画面'],
    ['a file cut in the middle', () => keep(whole.subarray(0, whole.length - 4000)), 'learning.video_wrong', '不完整'],
    ['one cut before its index', () => keep(tinyMp4({ isMovieFirst: false }).subarray(0, 3000)), 'learning.video_wrong', '不完整'],
    ['a WebM cut in the middle', () => keep(tinyWebm().subarray(0, 200)), 'learning.video_wrong', '不完整'],
    ['a box as large as four gigabytes', () => keep(bomb(sizeOfMovie, 0xffff_fff0)), 'learning.video_wrong', '不完整'],
    ['a box that ends before it begins', () => keep(bomb(sizeOfMovie, 4)), 'learning.video_wrong', '结构不对'],
    ['a box larger than what holds it', () => keep(bomb(sizeOfMovie + 8, 5000)), 'learning.video_wrong', '结构不对'],
    ['ten thousand boxes of nothing', () => keep(Buffer.concat([tinyMp4(), ...Array.from({ length: 21_000 }, () => Buffer.from([0, 0, 0, 8, 0x66, 0x72, 0x65, 0x65]))])), 'learning.video_wrong', '结构不对'],
    ['no duration', () => keep(tinyMp4({ seconds: 0 })), 'learning.video_wrong', '时长'],
    ['too large, as it comes', () => keep(whole, { limitBytes: 4000 }), 'learning.video_large'],
    ['too large, as announced', () => keep(whole, { limitBytes: 4000, expectedBytes: 9999 }), 'learning.video_large'],
    ['fewer bytes than announced', () => keep(whole, { expectedBytes: whole.length + 1 }), 'learning.video_cut'],
    ['a connection that breaks', () => videos.keep(inChunks(whole, 700, 2000), { limitBytes: 1_000_000, expectedBytes: whole.length }), 'learning.video_cut'],
  ])('%s', async (_name, act, code, why) => {
    const before = files();
    await expect(act()).rejects.toMatchObject({ code, ...(why && { params: { whyZh: expect.stringContaining(why) } }) });
    expect(files()).toEqual(before);
  });
  test('no name leads out of the folder', async () => {
    expect(await videos.open('../../etc/passwd')).toBeNull();
    await videos.drop('../../etc/passwd');
  });
});

test('where a converter is there, what it makes stands beside the original; where it fails, nothing changes', async () => {
  const made = join(folder, 'made.mp4');
  writeFileSync(made, tinyMp4({ seconds: 60, mediaBytes: 100 }));
  const program = (name: string, body: string): string => { const path = join(folder, name); writeFileSync(path, `#!/bin/sh\n${body}\n`); chmodSync(path, 0o755); return path; };
  // The last argument is where the result goes; no shell of ours reads the others.
  const good = createVideos(folder, createConverter(program('good', `[ "$1" = -version ] && exit 0; for last; do :; done; cp ${made} "$last"`)));
  const kept = await good.keep(inChunks(tinyWebm({ seconds: 60 })), { limitBytes: 1_000_000, expectedBytes: null });
  expect(await good.canConvert()).toBe(true);
  const converted = (await good.convert(kept.videoId))!;
  expect(converted).toMatchObject({ contentType: 'video/mp4', seconds: 60 });
  expect([await videos.open(kept.videoId), await videos.open(converted.videoId)].every(Boolean)).toBe(true);
  const bad = createVideos(folder, createConverter(program('bad', '[ "$1" = -version ] && exit 0; for last; do :; done; echo nonsense > "$last"; exit 0')));
  expect(await bad.convert(kept.videoId)).toBeNull();
  expect([await videos.canConvert(), await videos.convert(kept.videoId)]).toEqual([false, null]);
  expect(files().filter((name) => name.endsWith('.part'))).toEqual([]);
});
