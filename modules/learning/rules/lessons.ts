import { coreLessons } from './lessons-core.ts';
import { commonLessons } from './lessons-common.ts';
import { specialtyLessons } from './lessons-specialty.ts';
import { sayAloud, type LessonText } from './lesson-text.ts';
import { seedModules } from './modules.ts';
import { MOST_SECONDS, readingSeconds } from './watch.ts';

export type SeedLesson = LessonText & { lessonId: string; module: string; place: number; readAloud: string; seconds: number };

const texts: Record<string, readonly LessonText[]> = { ...coreLessons, ...commonLessons, ...specialtyLessons };

/** Seconds a lesson without a video takes: its letters, read slowly. */
export const textSeconds = ({ title, intro, steps, safety }: { title: string; intro: string; steps: readonly string[]; safety: readonly string[] }): number => readingSeconds([title, intro, ...steps, ...safety]);

/** The lessons every city begins with; their ids are the same everywhere. */
export const seedLessons: readonly SeedLesson[] = seedModules.flatMap(({ code }) => texts[code]!.map((text, index) => ({
  ...text, lessonId: `les_${code}_${index + 1}`, module: code, place: index + 1, readAloud: sayAloud({ ...text, title: text.title.zh }), seconds: Math.min(MOST_SECONDS, textSeconds({ ...text, title: text.title.zh })),
})));
