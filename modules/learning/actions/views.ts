import type { OutputOf, contract } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { sign } from '../../../kernel/crypto.ts';
import { finishSeconds, pairsOf, percentOf } from '../rules/watch.ts';
import { sayLeft } from '../rules/words.ts';
import type { VersionRow } from '../store/lessons.ts';
import type { LessonProgressRow } from '../store/progress.ts';

type Learning = typeof contract.learning;
type Brief = OutputOf<Learning['getModule']>['lessons'][number];
type Standing = NonNullable<OutputOf<Learning['getLesson']>['mine']>;

/** A file's address holds for six hours: long enough for a lesson begun before lunch. */
const PASS_MS = 6 * 3_600_000;
const PASS_STEP_MS = 600_000;
export const passText = (kind: 'video' | 'picture' | 'captions', id: string, until: number): string => `learning-${kind}:${id}:${until}`;
/** Ends on a full ten minutes, so that the same address is handed out for a while and a browser may keep what it has. */
export const passUntil = (now: Date): Date => new Date(Math.ceil((now.getTime() + PASS_MS) / PASS_STEP_MS) * PASS_STEP_MS);
export const passFor = (ctx: Ctx, kind: 'video' | 'picture' | 'captions', id: string): string => {
  const until = passUntil(ctx.now).getTime() / 1000;
  return `${until}.${sign(ctx.settings.secret, passText(kind, id, until))}`;
};
export const videoUrl = (ctx: Ctx, playableId: string): string => `/api/learning/videos/${playableId}?pass=${passFor(ctx, 'video', playableId)}`;
export const pictureUrl = (ctx: Ctx, pictureId: string | null): string | null => (pictureId === null ? null : `/api/learning/pictures/${pictureId}?pass=${passFor(ctx, 'picture', pictureId)}`);
export const captionsUrl = (ctx: Ctx, { lessonId, version }: VersionRow): string => `/api/learning/captions/${lessonId}/${version}.vtt?pass=${passFor(ctx, 'captions', `${lessonId}/${version}`)}`;

export const kindOfLesson = ({ videoId, pictureId }: Pick<VersionRow, 'videoId' | 'pictureId'>): 'video' | 'picture' | 'text' => (videoId !== null ? 'video' : pictureId !== null ? 'picture' : 'text');
export const titleOf = ({ titleZh, titleEn }: { titleZh: string; titleEn: string }): { zh: string; en: string } => ({ zh: titleZh, en: titleEn || titleZh });
export const bodyOf = ({ intro, steps, safety, readAloud }: VersionRow) => ({ intro, steps, safety, readAloud });

export const standingOfLesson = (row: Pick<VersionRow, 'version' | 'seconds'>, progress: LessonProgressRow | null): Standing => ({
  version: progress?.version ?? row.version, state: progress === null ? 'new' : progress.finishedAt !== null ? 'finished' : 'started', openedAt: progress?.openedAt.toISOString() ?? null, secondsDone: progress?.secondsDone ?? 0,
  percent: percentOf(progress?.secondsDone ?? 0, row.seconds), resumeSecond: progress?.resumeSecond ?? 0, finishedAt: progress?.finishedAt?.toISOString() ?? null, segments: pairsOf(progress?.segments ?? []).map(([from, to]) => [from, to]),
  missing: progress?.finishedAt ? null : sayLeft(finishSeconds(row.seconds) - (progress?.secondsDone ?? 0)),
});
/** `progress` null: not begun; undefined: nobody’s is asked about. */
export const briefOf = (row: VersionRow, progress: LessonProgressRow | null | undefined): Brief => {
  const { state, percent, resumeSecond, finishedAt } = standingOfLesson(row, progress ?? null);
  return { lessonId: row.lessonId, module: row.module, place: row.place, version: row.version, kind: kindOfLesson(row), title: titleOf(row), seconds: row.seconds, hasCaptions: row.hasCaptions, mine: progress === undefined ? null : { state, percent, resumeSecond, finishedAt } };
};
