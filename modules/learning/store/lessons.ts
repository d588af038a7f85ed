import { many, maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';

export type VersionState = 'draft' | 'published' | 'old';
/** What a version answers, with the feedback counted when it was written. */
export type Grounds = { words: string; days: number; reviews: number; complaints: number; inspections: number; at: string };
export type VersionRow = {
  lessonId: string; module: string; place: number; retiredAt: Date | null; version: number; state: VersionState; titleZh: string; titleEn: string; intro: string; steps: string[]; safety: string[]; readAloud: string; pictureId: string | null;
  videoId: string | null; playableId: string | null; contentType: string | null; bytes: number | null; hasCaptions: boolean; seconds: number; madeAt: Date; madeByName: string; publishedAt: Date | null; learners: number; because: Grounds | null;
};
const columns = sql`l.id as lesson_id, l.module, l.place, l.retired_at, v.version, v.state, v.title_zh, v.title_en, v.intro, v.steps, v.safety, v.read_aloud, v.picture_id, v.video_id, d.playable_id, d.content_type, d.bytes, v.captions <> '' as has_captions, v.seconds, v.made_at, v.made_by_name, v.published_at, v.learners, v.because`;
const rows = sql`learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id left join learning.video d on d.city_id = v.city_id and d.id = v.video_id`;

/** The published lessons of a module in their order, without those taken out. */
export const lessonsOf = (tx: Tx, cityId: string, module: string): Promise<VersionRow[]> => many(tx, sql<VersionRow>`
  select ${columns} from ${rows} where l.city_id = ${cityId} and l.module = ${module} and l.retired_at is null and v.state = 'published' order by l.place, l.id`);
/** Drafts and published versions of a module, as its editors see them. */
export const editedVersionsOf = (tx: Tx, cityId: string, module: string): Promise<VersionRow[]> => many(tx, sql<VersionRow>`
  select ${columns} from ${rows} where l.city_id = ${cityId} and l.module = ${module} and (v.state <> 'old' or l.retired_at is not null) order by l.place, l.id, v.version`);
/** The version in force, or the one named. */
export const findVersion = (tx: Tx, cityId: string, lessonId: string, version: number | null): Promise<VersionRow | undefined> => maybe(tx, sql<VersionRow>`
  select ${columns} from ${rows} where l.city_id = ${cityId} and l.id = ${lessonId} and (v.version = ${version}::int or (${version}::int is null and v.state = 'published' and l.retired_at is null))`);
export const versionsOf = (tx: Tx, cityId: string, lessonId: string): Promise<VersionRow[]> => many(tx, sql<VersionRow>`select ${columns} from ${rows} where l.city_id = ${cityId} and l.id = ${lessonId} order by v.version`);
export const captionsOf = async (tx: Tx, cityId: string, lessonId: string, version: number): Promise<string> => (await maybe<{ captions: string }>(tx, sql`select captions from learning.lesson_version where city_id = ${cityId} and lesson_id = ${lessonId} and version = ${version}`))?.captions ?? '';
/** All open lessons in order: what a path chooses from. */
export const openLessons = (tx: Tx, cityId: string): Promise<{ lessonId: string; module: string; titleZh: string; titleEn: string; seconds: number }[]> => many(tx, sql`
  select l.id as lesson_id, l.module, v.title_zh, v.title_en, v.seconds from learning.lesson l join learning.lesson_version v on v.city_id = l.city_id and v.lesson_id = l.id and v.state = 'published'
  where l.city_id = ${cityId} and l.retired_at is null order by l.module, l.place, l.id`);

export const lockLesson = (tx: Tx, cityId: string, lessonId: string): Promise<{ id: string; module: string; place: number; retiredAt: Date | null } | undefined> => maybe(tx, sql<{ id: string; module: string; place: number; retiredAt: Date | null }>`
  select id, module, place, retired_at from learning.lesson where city_id = ${cityId} and id = ${lessonId} for update`);
export const insertLesson = (tx: Tx, cityId: string, id: string, module: string): Promise<number> => run(tx, sql`
  insert into learning.lesson (city_id, id, module, place) select ${cityId}, ${id}, ${module}, coalesce(max(place), 0) + 1 from learning.lesson where city_id = ${cityId} and module = ${module}`);
export const placeLesson = (tx: Tx, cityId: string, id: string, place: number): Promise<number> => run(tx, sql`update learning.lesson set place = ${place} where city_id = ${cityId} and id = ${id}`);
export const retireLesson = (tx: Tx, cityId: string, id: string, at: Date): Promise<number> => run(tx, sql`update learning.lesson set retired_at = ${at} where city_id = ${cityId} and id = ${id} and retired_at is null`);

export type DraftText = { titleZh: string; titleEn: string; intro: string; steps: readonly string[]; safety: readonly string[]; readAloud: string; pictureId: string | null; videoId: string | null; captions: string; seconds: number };
export const insertDraft = (tx: Tx, cityId: string, lessonId: string, d: DraftText, about: { at: Date; byName: string }): Promise<number> => run(tx, sql`
  insert into learning.lesson_version (city_id, lesson_id, version, state, title_zh, title_en, intro, steps, safety, read_aloud, picture_id, video_id, captions, seconds, made_at, made_by_name)
  select ${cityId}, ${lessonId}, coalesce(max(version), 0) + 1, 'draft', ${d.titleZh}, ${d.titleEn}, ${d.intro}, ${[...d.steps]}::text[], ${[...d.safety]}::text[], ${d.readAloud}, ${d.pictureId}, ${d.videoId}, ${d.captions}, ${d.seconds}::int, ${about.at}::timestamptz, ${about.byName}
  from learning.lesson_version where city_id = ${cityId} and lesson_id = ${lessonId}`);
export const updateDraft = (tx: Tx, cityId: string, lessonId: string, d: DraftText, about: { at: Date; byName: string }): Promise<number> => run(tx, sql`
  update learning.lesson_version set title_zh = ${d.titleZh}, title_en = ${d.titleEn}, intro = ${d.intro}, steps = ${[...d.steps]}::text[], safety = ${[...d.safety]}::text[], read_aloud = ${d.readAloud}, picture_id = ${d.pictureId}, video_id = ${d.videoId}, captions = ${d.captions},
    seconds = ${d.seconds}, made_at = ${about.at}, made_by_name = ${about.byName} where city_id = ${cityId} and lesson_id = ${lessonId} and state = 'draft'`);
export const setGrounds = (tx: Tx, cityId: string, lessonId: string, because: Grounds | null): Promise<number> => run(tx, sql`
  update learning.lesson_version set because = ${because === null ? null : JSON.stringify(because)}::jsonb where city_id = ${cityId} and lesson_id = ${lessonId} and state = 'draft'`);
export const deleteDraft = (tx: Tx, cityId: string, lessonId: string): Promise<number> => run(tx, sql`delete from learning.lesson_version where city_id = ${cityId} and lesson_id = ${lessonId} and state = 'draft'`);
export const publishDraft = async (tx: Tx, cityId: string, lessonId: string, at: Date): Promise<void> => {
  await run(tx, sql`update learning.lesson_version set state = 'old' where city_id = ${cityId} and lesson_id = ${lessonId} and state = 'published'`);
  await run(tx, sql`update learning.lesson_version set state = 'published', published_at = ${at} where city_id = ${cityId} and lesson_id = ${lessonId} and state = 'draft'`);
};
export const countLearner = (tx: Tx, cityId: string, lessonId: string, version: number): Promise<number> => run(tx, sql`update learning.lesson_version set learners = learners + 1 where city_id = ${cityId} and lesson_id = ${lessonId} and version = ${version}`);
export const isPictureUsed = async (tx: Tx, cityId: string, pictureId: string): Promise<boolean> => (await one<{ is: boolean }>(tx, sql`select exists (select from learning.lesson_version where city_id = ${cityId} and picture_id = ${pictureId}) as is`)).is;

export type VideoRow = { id: string; playableId: string; fileName: string; contentType: 'video/mp4' | 'video/webm'; bytes: number; seconds: number; state: 'ready' | 'converting'; uploadedAt: Date; uploadedByName: string; usedIn: number };
const videoColumns = sql`v.id, v.playable_id, v.file_name, v.content_type, v.bytes, v.seconds, v.state, v.uploaded_at, v.uploaded_by_name, (select count(*)::int from learning.lesson_version l where l.city_id = v.city_id and l.video_id = v.id) as used_in`;
export const findVideo = (tx: Tx, cityId: string, id: string): Promise<VideoRow | undefined> => maybe(tx, sql<VideoRow>`select ${videoColumns} from learning.video v where v.city_id = ${cityId} and v.id = ${id}`);
export const lockVideo = (tx: Tx, cityId: string, id: string): Promise<VideoRow | undefined> => maybe(tx, sql<VideoRow>`select ${videoColumns} from learning.video v where v.city_id = ${cityId} and v.id = ${id} for update of v`);
export const insertVideo = (tx: Tx, cityId: string, v: Omit<VideoRow, 'usedIn' | 'playableId'>): Promise<number> => run(tx, sql`
  insert into learning.video (city_id, id, playable_id, file_name, content_type, bytes, seconds, state, uploaded_at, uploaded_by_name) values (${cityId}, ${v.id}, ${v.id}, ${v.fileName}, ${v.contentType}, ${v.bytes}, ${v.seconds}, ${v.state}, ${v.uploadedAt}, ${v.uploadedByName}) on conflict do nothing`);
export const endConverting = (tx: Tx, cityId: string, id: string, made: { playableId: string; contentType: string; bytes: number } | null): Promise<number> => run(tx, sql`
  update learning.video set state = 'ready', playable_id = coalesce(${made?.playableId ?? null}, playable_id), content_type = coalesce(${made?.contentType ?? null}, content_type), bytes = coalesce(${made?.bytes ?? null}::bigint, bytes) where city_id = ${cityId} and id = ${id}`);
export const deleteVideo = (tx: Tx, cityId: string, id: string): Promise<number> => run(tx, sql`delete from learning.video where city_id = ${cityId} and id = ${id}`);
export const listVideos = (tx: Tx, cityId: string, before: { at: Date; id: string } | null, limit: number): Promise<VideoRow[]> => many(tx, sql<VideoRow>`
  select ${videoColumns} from learning.video v where v.city_id = ${cityId} and (${before === null} or (v.uploaded_at, v.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? ''})) order by v.uploaded_at desc, v.id desc limit ${limit}`);
export const deleteLesson = (tx: Tx, cityId: string, id: string): Promise<number> => run(tx, sql`delete from learning.lesson where city_id = ${cityId} and id = ${id}`);
export const isFileUsed = async (tx: Tx, cityId: string, fileId: string): Promise<boolean> => (await one<{ is: boolean }>(tx, sql`select exists (select from learning.video where city_id = ${cityId} and (id = ${fileId} or playable_id = ${fileId})) as is`)).is;
/** A conversion nobody has ended has died with its process: the original is what there is. */
export const endStaleConverting = (tx: Tx, cityId: string, before: Date): Promise<number> => run(tx, sql`update learning.video set state = 'ready' where city_id = ${cityId} and state = 'converting' and uploaded_at < ${before}`);
