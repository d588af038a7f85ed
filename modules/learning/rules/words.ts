import type { Bilingual, Can } from '@linli/contract';

export const yes: Can[string] = { isAllowed: true, why: null };
export const no = (zh: string, en: string): Can[string] => ({ isAllowed: false, why: { zh, en } });

export const lacksOf = (draft: { titleZh: string; intro: string; steps: readonly string[]; videoId: string | null; textSeconds: number; mostSeconds: number }): Bilingual[] => [
  ...(draft.titleZh === '' ? [{ zh: '没有标题', en: 'it has no title' }] : []),
  ...(draft.videoId === null && draft.intro === '' && draft.steps.length === 0 ? [{ zh: '没有内容：写几步，或放一段视频', en: 'it says nothing: write some steps or add a video' }] : []),
  ...(draft.videoId === null && draft.textSeconds > draft.mostSeconds ? [{ zh: `读完要 ${draft.textSeconds} 秒，一课最多 ${draft.mostSeconds} 秒，请分成两课`, en: `it takes ${draft.textSeconds} seconds to read, a lesson at most ${draft.mostSeconds}; make two of it` }] : []),
];

/** A learner's standing in a module, in one sentence. */
export const sayStanding = (m: { state: 'new' | 'started' | 'finished'; lessonsLeft: number; finishedOn: string | null; source: 'lessons' | 'cohort' | 'credit' | null }): Bilingual => {
  if (m.state === 'finished') return m.source === 'credit' ? { zh: `${m.finishedOn} 认可学分，免学`, en: `Credited on ${m.finishedOn}` } : m.source === 'cohort' ? { zh: `${m.finishedOn} 在班里学完`, en: `Finished in a cohort on ${m.finishedOn}` } : { zh: `${m.finishedOn} 学完`, en: `Finished on ${m.finishedOn}` };
  return m.state === 'started' ? { zh: `还差 ${m.lessonsLeft} 课`, en: `${m.lessonsLeft} lessons left` } : { zh: '还没开始', en: 'Not begun' };
};

/** What is left of a lesson. */
export const sayLeft = (secondsLeft: number): Bilingual | null => (secondsLeft <= 0 ? null : { zh: `再学 ${secondsLeft} 秒就学完，跳过的不算`, en: `${secondsLeft} more seconds to finish; what is skipped does not count` });
