import type { OutputOf, ParsedOf, contract } from '@linli/contract';
import { holds } from '../../../kernel/access.ts';
import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import '../../../gateways/storage.ts';
import { faultOfCaptions } from '../rules/captions.ts';
import { sayAloud } from '../rules/lesson-text.ts';
import { textSeconds } from '../rules/lessons.ts';
import { MOST_SECONDS } from '../rules/watch.ts';
import { lacksOf, no, yes } from '../rules/words.ts';
import * as store from '../store/lessons.ts';
import { recountModule } from '../store/modules.ts';
import { moduleOf, moduleView } from './modules.ts';
import { groundsFor } from './signals.ts';
import { bodyOf, kindOfLesson, pictureUrl, titleOf, videoUrl } from './views.ts';

type Learning = typeof contract.learning;
type EditedView = OutputOf<Learning['addLesson']>;
type VersionView = NonNullable<EditedView['draft']>;

const secondsOfText = (row: Pick<store.VersionRow, 'titleZh' | 'intro' | 'steps' | 'safety'>): number => textSeconds({ title: row.titleZh, intro: row.intro, steps: row.steps, safety: row.safety });
const lacks = (row: store.VersionRow) => (row.state === 'draft' ? lacksOf({ ...row, textSeconds: secondsOfText(row), mostSeconds: MOST_SECONDS }) : []);

const versionView = async (ctx: Ctx, row: store.VersionRow): Promise<VersionView> => ({
  version: row.version, state: row.state, kind: kindOfLesson(row), title: titleOf(row), body: bodyOf(row), seconds: row.seconds, pictureUrl: pictureUrl(ctx, row.pictureId), videoId: row.videoId, videoUrl: row.playableId === null ? null : videoUrl(ctx, row.playableId), hasCaptions: row.hasCaptions,
  captions: row.hasCaptions ? await store.captionsOf(ctx.tx, ctx.cityId, row.lessonId, row.version) : '', madeAt: row.madeAt.toISOString(), madeByName: row.madeByName, publishedAt: row.publishedAt?.toISOString() ?? null, learners: row.learners, because: row.because, lacks: lacks(row),
});

const editedView = async (ctx: Ctx, versions: readonly store.VersionRow[]): Promise<EditedView> => {
  const { lessonId, module, place, retiredAt } = versions[0]!;
  const [draft, published] = [versions.find(({ state }) => state === 'draft'), versions.find(({ state }) => state === 'published')];
  const may = !holds(ctx.actor, ['trainer', 'operator']) ? no('需要培训老师或平台运营', 'It takes a trainer or an operator') : retiredAt !== null ? no('已经下架', 'It was taken out') : yes;
  const drafted = draft ? may : no('没有改过的内容', 'There is no draft');
  const wanting = draft ? lacks(draft)[0] : undefined;
  return {
    lessonId, module, place, isRetired: retiredAt !== null, draft: draft ? await versionView(ctx, draft) : null, published: published ? await versionView(ctx, published) : null, olderVersions: (published?.version ?? draft?.version ?? 1) - 1,
    can: { edit: may, publish: drafted.isAllowed && wanting ? { isAllowed: false, why: wanting } : drafted, drop: drafted, retire: may },
  };
};
const lessonNow = async (ctx: Ctx, lessonId: string): Promise<EditedView> => editedView(ctx, await store.versionsOf(ctx.tx, ctx.cityId, lessonId));

export const editedModule = async (ctx: Ctx, { module }: { module: string }): Promise<OutputOf<Learning['editedModule']>> => {
  const row = await moduleOf(ctx, module);
  const lessons = [...Map.groupBy(await store.editedVersionsOf(ctx.tx, ctx.cityId, module), ({ lessonId }) => lessonId).values()];
  return { module: moduleView(row, null), lessons: await Promise.all(lessons.map((versions) => editedView(ctx, versions))) };
};

/** The lesson, locked for whoever edits it. Refuses `learning.lesson_unknown`, `learning.lesson_retired`. */
const lockEdited = async (ctx: Ctx, lessonId: string): Promise<void> => {
  const lesson = (await store.lockLesson(ctx.tx, ctx.cityId, lessonId)) ?? refuse('learning.lesson_unknown');
  if (lesson.retiredAt !== null) refuse('learning.lesson_retired');
};

type Change = Partial<Pick<store.DraftText, 'titleZh' | 'titleEn' | 'intro' | 'steps' | 'safety' | 'readAloud' | 'pictureId' | 'videoId' | 'captions'>>;
/** Changes the draft, or makes one of what is published. A video says itself how long it runs, a text by its letters. */
const writeDraft = async (ctx: Ctx, lessonId: string, change: Change): Promise<void> => {
  const { tx, cityId } = ctx;
  const versions = await store.versionsOf(tx, cityId, lessonId);
  const draft = versions.find(({ state }) => state === 'draft');
  const from = draft ?? versions.find(({ state }) => state === 'published')!;
  const { titleZh, titleEn, intro, steps, safety, pictureId, videoId } = { ...from, ...change };
  const text = { title: titleZh, intro, steps, safety };
  // Words for the ear that were made of the rest are made anew with it; somebody's own stay.
  const wasMade = from.readAloud === sayAloud({ title: from.titleZh, intro: from.intro, steps: from.steps, safety: from.safety });
  const said = change.readAloud ?? (wasMade ? '' : from.readAloud);
  const captions = videoId === null ? '' : change.captions ?? (videoId === from.videoId ? await store.captionsOf(tx, cityId, lessonId, from.version) : '');
  const seconds = videoId === null ? Math.min(MOST_SECONDS, textSeconds(text)) : Math.min(MOST_SECONDS, (await store.findVideo(tx, cityId, videoId))!.seconds);
  const next = { titleZh, titleEn, intro, steps, safety, readAloud: said === '' ? sayAloud(text) : said, pictureId, videoId, captions, seconds };
  await (draft ? store.updateDraft : store.insertDraft)(tx, cityId, lessonId, next, { at: ctx.now, byName: ctx.actor.name });
};

/** Names what the draft answers; the same words again keep what was counted then. */
const answer = async (ctx: Ctx, lessonId: string, said: string | undefined): Promise<void> => {
  if (said === undefined) return;
  const draft = (await store.versionsOf(ctx.tx, ctx.cityId, lessonId)).find(({ state }) => state === 'draft')!;
  if (said !== (draft.because?.words ?? '')) await store.setGrounds(ctx.tx, ctx.cityId, lessonId, said === '' ? null : await groundsFor(ctx, draft.module, said));
};

export const addLesson = async (ctx: Ctx, { module, title, body, because }: ParsedOf<Learning['addLesson']>): Promise<EditedView> => {
  await moduleOf(ctx, module);
  const lessonId = ctx.newId('les');
  const text = { title: title.zh, ...body };
  await store.insertLesson(ctx.tx, ctx.cityId, lessonId, module);
  await store.insertDraft(ctx.tx, ctx.cityId, lessonId, {
    titleZh: title.zh, titleEn: title.en, ...body, readAloud: body.readAloud === '' ? sayAloud(text) : body.readAloud, pictureId: null, videoId: null, captions: '', seconds: Math.min(MOST_SECONDS, textSeconds(text)),
  }, { at: ctx.now, byName: ctx.actor.name });
  await answer(ctx, lessonId, because);
  return lessonNow(ctx, lessonId);
};

export const editLesson = async (ctx: Ctx, { lessonId, title, body, place, because }: ParsedOf<Learning['editLesson']>): Promise<EditedView> => {
  await lockEdited(ctx, lessonId);
  if (place !== undefined) await store.placeLesson(ctx.tx, ctx.cityId, lessonId, place);
  if (title || body || because) await writeDraft(ctx, lessonId, { ...(title && { titleZh: title.zh, titleEn: title.en }), ...body });
  if (title || body || because) await answer(ctx, lessonId, because);
  return lessonNow(ctx, lessonId);
};

/** Refuses besides `media.not_an_image`, `media.too_large`. */
export const attachPicture = async (ctx: Ctx, { lessonId, imageBase64 }: ParsedOf<Learning['attachPicture']>): Promise<EditedView> => {
  await lockEdited(ctx, lessonId);
  await writeDraft(ctx, lessonId, { pictureId: imageBase64 === null ? null : (await ctx.gateways.storage.put(imageBase64)).photoId });
  return lessonNow(ctx, lessonId);
};

/** Refuses besides `learning.video_unknown`, `learning.video_long`, `learning.captions_wrong`, `learning.captions_alone`. */
export const attachVideo = async (ctx: Ctx, { lessonId, videoId, captions }: ParsedOf<Learning['attachVideo']>): Promise<EditedView> => {
  await lockEdited(ctx, lessonId);
  const video = videoId === null ? null : (await store.lockVideo(ctx.tx, ctx.cityId, videoId)) ?? refuse('learning.video_unknown', {}, 'videoId');
  if (video && video.seconds > MOST_SECONDS) refuse('learning.video_long', { seconds: video.seconds, max: MOST_SECONDS }, 'videoId');
  const words = captions?.trim() ?? '';
  if (words !== '' && !video) refuse('learning.captions_alone', {}, 'captions');
  const fault = words === '' ? null : faultOfCaptions(words, video!.seconds);
  if (fault) refuse('learning.captions_wrong', { line: fault.line, whyZh: fault.why.zh, whyEn: fault.why.en }, 'captions');
  await writeDraft(ctx, lessonId, { videoId, ...(captions !== undefined && { captions: words }) });
  return lessonNow(ctx, lessonId);
};

/** From now on whoever begins has this version; who has begun keeps hers. Refuses `learning.draft_missing`, `learning.draft_incomplete`. */
export const publishLesson = async (ctx: Ctx, { lessonId }: { lessonId: string }): Promise<EditedView> => {
  await lockEdited(ctx, lessonId);
  const draft = (await store.versionsOf(ctx.tx, ctx.cityId, lessonId)).find(({ state }) => state === 'draft') ?? refuse('learning.draft_missing');
  const wanting = lacks(draft)[0];
  if (wanting) refuse('learning.draft_incomplete', { whyZh: wanting.zh, whyEn: wanting.en });
  await store.publishDraft(ctx.tx, ctx.cityId, lessonId, ctx.now);
  await recountModule(ctx.tx, ctx.cityId, draft.module);
  return lessonNow(ctx, lessonId);
};

/** Refuses `learning.draft_missing`. A lesson that never was published goes with its draft. */
export const dropDraft = async (ctx: Ctx, { lessonId }: { lessonId: string }): Promise<{ ok: true }> => {
  await lockEdited(ctx, lessonId);
  if ((await store.deleteDraft(ctx.tx, ctx.cityId, lessonId)) === 0) refuse('learning.draft_missing');
  if ((await store.versionsOf(ctx.tx, ctx.cityId, lessonId)).length === 0) await store.deleteLesson(ctx.tx, ctx.cityId, lessonId);
  return { ok: true };
};

export const retireLesson = async (ctx: Ctx, { lessonId }: { lessonId: string }): Promise<EditedView> => {
  await lockEdited(ctx, lessonId);
  await store.retireLesson(ctx.tx, ctx.cityId, lessonId, ctx.now);
  const view = await lessonNow(ctx, lessonId);
  await recountModule(ctx.tx, ctx.cityId, view.module);
  await ctx.schedule({ name: 'learning.finishStragglers', key: view.module, at: ctx.now, payload: { module: view.module } });
  return view;
};
