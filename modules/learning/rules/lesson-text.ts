import type { Bilingual } from '@linli/contract';

export type LessonText = { title: Bilingual; intro: string; steps: readonly string[]; safety: readonly string[] };

/** `title` is "中文|English". */
export const lesson = (title: string, intro: string, steps: readonly string[], safety: readonly string[]): LessonText => {
  const [zh, en] = title.split('|') as [string, string];
  return { title: { zh, en }, intro, steps, safety };
};

/** The same for the ear: whole sentences, steps counted. */
export const sayAloud = ({ title, intro, steps, safety }: { title: string; intro: string; steps: readonly string[]; safety: readonly string[] }): string => [
  `${title}。`, intro, ...steps.map((step, index) => `第${index + 1}步，${step}。`), ...(safety.length > 0 ? [`请注意：${safety.join('；')}。`] : []),
].filter(Boolean).join('');
