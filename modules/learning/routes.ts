import { contract } from '@linli/contract';
import { sendFile } from '../../kernel/file-answer.ts';
import { on, type Route } from '../../kernel/http.ts';
import type { Module } from '../../kernel/module.ts';
import { addLesson, attachPicture, attachVideo, dropDraft, editLesson, editedModule, publishLesson, retireLesson } from './actions/editor.ts';
import { getLesson, openLesson, sendBeats } from './actions/lessons.ts';
import { addModule, editModule, getModule, listModules } from './actions/modules.ts';
import { myPath } from './actions/path.ts';
import { learningReport, listLearners, progressOf } from './actions/report.ts';
import { weakModules } from './actions/signals.ts';
import { dropVideo, listVideos, playVideo, readCaptions, readPicture, receiveVideo, VIDEO_LIMIT_BYTES } from './actions/videos.ts';

export const routes: Route[] = [
  on(contract.learning.listModules, listModules),
  on(contract.learning.getModule, getModule),
  on(contract.learning.getLesson, getLesson),
  on(contract.learning.openLesson, openLesson),
  on(contract.learning.sendBeats, sendBeats),
  on(contract.learning.myPath, myPath),
  on(contract.learning.progressOf, progressOf),
  on(contract.learning.listLearners, listLearners),
  on(contract.learning.learningReport, learningReport),
  on(contract.learning.weakModules, weakModules),
  on(contract.learning.addModule, addModule),
  on(contract.learning.editModule, editModule),
  on(contract.learning.editedModule, editedModule),
  on(contract.learning.addLesson, addLesson),
  on(contract.learning.editLesson, editLesson),
  on(contract.learning.attachPicture, attachPicture, { isUpload: true }),
  on(contract.learning.attachVideo, attachVideo),
  on(contract.learning.publishLesson, publishLesson),
  on(contract.learning.dropDraft, dropDraft),
  on(contract.learning.retireLesson, retireLesson),
  on(contract.learning.listVideos, listVideos),
  on(contract.learning.dropVideo, dropVideo),
];

const hidden = { schema: { hide: true } as object };
/** Pieces of a video come by the dozen and carry a pass of their own. */
const played = { ...hidden, config: { rateLimit: false } as object };
const passOf = (query: unknown): string => String((query as Record<string, unknown>)['pass'] ?? '');

/** Files go in and out outside the contract, as streams and in pieces. */
export const raw: NonNullable<Module['raw']> = async (http, deps) => {
  await http.register(async (scope) => {
    scope.addContentTypeParser(['video/mp4', 'video/webm', 'video/quicktime', 'application/octet-stream'], (_request, payload, done) => { done(null, payload); });
    scope.post<{ Querystring: Record<string, unknown>; Body: AsyncIterable<Uint8Array> | null }>('/api/learning/videos', { ...hidden, bodyLimit: VIDEO_LIMIT_BYTES + 1024 * 1024 }, async (request, reply) => reply.code(201).send(
      await receiveVideo(deps, { actor: request.actor, body: request.body, fileName: String(request.query['fileName'] ?? ''), expectedBytes: request.headers['content-length'] === undefined ? null : Number(request.headers['content-length']) })));
    scope.get<{ Params: { fileId: string } }>('/api/learning/videos/:fileId', played, async (request, reply) => sendFile(reply, await playVideo(deps, {
      fileId: request.params.fileId, pass: passOf(request.query), asked: { range: request.headers.range, ifRange: request.headers['if-range'] as string | undefined, ifNoneMatch: request.headers['if-none-match'] },
    })));
    scope.get<{ Params: { pictureId: string } }>('/api/learning/pictures/:pictureId', played, async (request, reply) => sendFile(reply, await readPicture(deps, { pictureId: request.params.pictureId, pass: passOf(request.query) })));
    scope.get<{ Params: { lessonId: string; version: string } }>('/api/learning/captions/:lessonId/:version.vtt', played, async (request, reply) => sendFile(reply, await readCaptions(deps, { ...request.params, pass: passOf(request.query) })));
  });
};
