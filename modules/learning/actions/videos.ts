import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds, refuseAccess } from '../../../kernel/access.ts';
import { systemActor, type Actor, type Ctx } from '../../../kernel/context.ts';
import { isSignedBy } from '../../../kernel/crypto.ts';
import type { FileAnswer } from '../../../kernel/file-answer.ts';
import type { Deps } from '../../../kernel/module.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { placeOf } from '../../../kernel/keyset.ts';
import '../../../gateways/storage.ts';
import '../../../gateways/videos.ts';
import { etagOf, isUnchanged, rangeOf, type Range } from '../rules/ranges.ts';
import * as store from '../store/lessons.ts';
import { passText, videoUrl } from './views.ts';

type Learning = typeof contract.learning;
type VideoView = OutputOf<Learning['listVideos']>['items'][number];

export const VIDEO_LIMIT_BYTES = 120 * 1024 * 1024;

const videoView = (ctx: Ctx, row: store.VideoRow): VideoView => ({
  videoId: row.id, fileName: row.fileName, contentType: row.contentType, bytes: row.bytes, seconds: row.seconds, state: row.state, uploadedAt: row.uploadedAt.toISOString(), uploadedByName: row.uploadedByName, url: videoUrl(ctx, row.playableId), usedIn: row.usedIn,
  words: row.state === 'converting' ? { zh: '正在转成手机好放的格式，现在也能用', en: 'Being converted for phones; may be used already' } : { zh: '可以用', en: 'Ready' },
});
export const listVideos = async (ctx: Ctx, { cursor, limit }: ParsedOf<Learning['listVideos']>): Promise<OutputOf<Learning['listVideos']>> => {
  const rows = await store.listVideos(ctx.tx, ctx.cityId, placeOf(cursor), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map((row) => videoView(ctx, row)), nextCursor: last ? `${last.uploadedAt.toISOString()} ${last.id}` : null };
};

/** Refuses `learning.video_unknown`, `learning.video_used`. Its files go once the row is gone for good. */
export const dropVideo = async (ctx: Ctx, { videoId }: { videoId: string }): Promise<{ ok: true }> => {
  const row = (await store.lockVideo(ctx.tx, ctx.cityId, videoId)) ?? refuse('learning.video_unknown');
  if (row.usedIn > 0) refuse('learning.video_used', { count: row.usedIn });
  await store.deleteVideo(ctx.tx, ctx.cityId, videoId);
  await ctx.schedule({ name: 'learning.dropFiles', key: videoId, at: ctx.now, payload: { fileIds: [...new Set([row.id, row.playableId])] } });
  return { ok: true };
};
/** After the commit; a video that was sent again meanwhile keeps its file. */
export const dropFiles = async (ctx: Ctx, { fileIds }: { fileIds: string[] }): Promise<void> => {
  for (const id of fileIds) if (!(await store.isFileUsed(ctx.tx, ctx.cityId, id))) await ctx.gateways.videos.drop(id);
};

type Kept = { videoId: string; contentType: 'video/mp4' | 'video/webm'; bytes: number; seconds: number; fileName: string; state: 'ready' | 'converting' };
const noteVideo = async (ctx: Ctx, { videoId, ...kept }: Kept): Promise<VideoView> => {
  await store.insertVideo(ctx.tx, ctx.cityId, { id: videoId, ...kept, uploadedAt: ctx.now, uploadedByName: ctx.actor.name });
  return videoView(ctx, (await store.findVideo(ctx.tx, ctx.cityId, videoId))!);
};
const endConverting = async (ctx: Ctx, { videoId, made }: { videoId: string; made: { playableId: string; contentType: string; bytes: number } | null }): Promise<void> => { await store.endConverting(ctx.tx, ctx.cityId, videoId, made); };

/** Converts behind the answer; whatever happens, the original plays. */
const convertBehind = async (deps: Deps, videoId: string): Promise<void> => {
  const made = await deps.gateways.videos.convert(videoId).catch((error: unknown) => { deps.log.warn({ videoId, error: String(error) }, 'a video could not be converted'); return null; });
  await deps.perform(systemActor('learning.convert'), endConverting, { videoId, made: made && { playableId: made.videoId, contentType: made.contentType, bytes: made.bytes } }, { name: 'learning.endConverting' });
};

/** Takes a video in as a stream. For trainers and operators. Refuses what the gateway refuses. The same file again is the same video. */
export const receiveVideo = async (deps: Deps, { actor, body, fileName, expectedBytes }: { actor: Actor; body: AsyncIterable<Uint8Array> | null; fileName: string; expectedBytes: number | null }): Promise<VideoView> => {
  if (!holds(actor, ['trainer', 'operator'])) refuseAccess(actor, ['trainer', 'operator']);
  // Nothing at all, or a form or JSON that was read already.
  if (typeof body?.[Symbol.asyncIterator] !== 'function') return refuse('learning.video_wrong', { whyZh: '请直接上传视频文件', whyEn: 'send the file of the video itself' });
  const kept = await deps.gateways.videos.keep(body, { limitBytes: VIDEO_LIMIT_BYTES, expectedBytes });
  const isConverted = await deps.gateways.videos.canConvert();
  const view = await deps.perform(actor, noteVideo, { ...kept, fileName: plainName(fileName), state: isConverted ? 'converting' : 'ready' }, { name: 'POST /api/learning/videos' });
  if (isConverted && view.state === 'converting') convertBehind(deps, kept.videoId).catch((error: unknown) => { deps.log.error({ videoId: kept.videoId, error: String(error) }, 'a converted video could not be noted'); });
  return view;
};
const plainName = (name: string): string => name.replace(/[\p{C}/\\]/gu, '').slice(0, 120);

/** Refuses `learning.video_pass_over` unless the address was handed out by us and holds still. */
const demandPass = (deps: Deps, kind: 'video' | 'picture' | 'captions', id: string, pass: string): void => {
  const match = /^(\d{1,12})\.([\w-]{20,100})$/.exec(pass);
  const isGood = match !== null && Number(match[1]) * 1000 > deps.clock.now().getTime() && isSignedBy(deps.config.secret, passText(kind, id, Number(match[1])), match[2]!);
  if (!isGood) refuse('learning.video_pass_over');
};

type Asked = { range: string | undefined; ifRange: string | undefined; ifNoneMatch: string | undefined };
const KEEP = 'private, max-age=3600';

/** A video or the piece of it that was asked for (RFC 9110: one range, If-Range, If-None-Match). Refuses `learning.video_pass_over`, `learning.video_unknown`. */
export const playVideo = async (deps: Deps, { fileId, pass, asked }: { fileId: string; pass: string; asked: Asked }): Promise<FileAnswer> => {
  demandPass(deps, 'video', fileId, pass);
  const video = (await deps.gateways.videos.open(fileId)) ?? refuse('learning.video_unknown');
  const etag = etagOf(fileId);
  const headers = { 'accept-ranges': 'bytes', etag, 'cache-control': KEEP, 'content-type': video.contentType, 'x-content-type-options': 'nosniff' };
  if (isUnchanged(asked.ifNoneMatch, etag)) return { status: 304, headers, body: null };
  const range: Range = asked.ifRange !== undefined && asked.ifRange !== etag ? { kind: 'whole' } : rangeOf(asked.range, video.bytes);
  if (range.kind === 'none') return { status: 416, headers: { ...headers, 'content-range': `bytes */${video.bytes}` }, body: '' };
  if (range.kind === 'whole') return { status: 200, headers: { ...headers, 'content-length': String(video.bytes) }, body: video.read(0, video.bytes - 1) };
  return { status: 206, headers: { ...headers, 'content-length': String(range.to - range.from + 1), 'content-range': `bytes ${range.from}-${range.to}/${video.bytes}` }, body: video.read(range.from, range.to) };
};

export const readPicture = async (deps: Deps, { pictureId, pass }: { pictureId: string; pass: string }): Promise<FileAnswer> => {
  demandPass(deps, 'picture', pictureId, pass);
  const picture = (await deps.gateways.storage.read(pictureId)) ?? refuse('learning.lesson_unknown');
  return { status: 200, headers: { 'content-type': picture.contentType, 'cache-control': KEEP, 'x-content-type-options': 'nosniff' }, body: picture.bytes };
};

const captionsText = (ctx: Ctx, { lessonId, version }: { lessonId: string; version: number }): Promise<string> => store.captionsOf(ctx.tx, ctx.cityId, lessonId, version);
export const readCaptions = async (deps: Deps, { lessonId, version, pass }: { lessonId: string; version: string; pass: string }): Promise<FileAnswer> => {
  demandPass(deps, 'captions', `${lessonId}/${version}`, pass);
  const words = await deps.read(systemActor('learning.captions'), captionsText, { lessonId, version: Number(version) });
  return { status: 200, headers: { 'content-type': 'text/vtt; charset=utf-8', 'cache-control': KEEP }, body: words === '' ? refuse('learning.lesson_unknown') : words };
};

const STALE_MS = 3_600_000;
export const endStaleConverting = async (ctx: Ctx): Promise<void> => { await store.endStaleConverting(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - STALE_MS)); };
