import type { Bilingual } from '@linli/contract';

/** Sums over all answers of one version of a question; `rest` is the share of the attempt's other questions that were right. */
export type QuestionSums = { answers: number; rights: number; rest: number; restSquared: number; restOfRight: number };
export type Flag = 'few' | 'fine' | 'tooEasy' | 'tooHard' | 'doubtful' | 'wrongKey';
/** Below so many answers a number would be chance. */
export const ENOUGH_ANSWERS = 10;

/** Share of right answers. */
export const difficultyOf = ({ answers, rights }: QuestionSums): number | null => (answers < ENOUGH_ANSWERS ? null : rights / answers);

/** Point-biserial correlation of “right” with the rest of the attempt: who knows more should be right more often. Null where one of the two never varies. */
export const discriminationOf = ({ answers, rights, rest, restSquared, restOfRight }: QuestionSums): number | null => {
  if (answers < ENOUGH_ANSWERS) return null;
  const spread = (answers * rights - rights ** 2) * (answers * restSquared - rest ** 2);
  return spread <= 1e-9 ? null : Math.max(-1, Math.min(1, (answers * restOfRight - rights * rest) / Math.sqrt(spread)));
};

/** A question nearly all get right or wrong measures nothing; one that the better ones miss is probably keyed wrong. */
export const flagOf = (sums: QuestionSums): Flag => {
  const p = difficultyOf(sums);
  const discrimination = discriminationOf(sums);
  if (p === null) return 'few';
  if (discrimination !== null && discrimination < -0.1) return 'wrongKey';
  if (p > 0.97) return 'tooEasy';
  if (p < 0.25) return 'tooHard';
  return discrimination !== null && discrimination < 0.1 ? 'doubtful' : 'fine';
};
export const flagWords: Record<Flag, Bilingual> = {
  few: { zh: `答题还不到 ${ENOUGH_ANSWERS} 次`, en: `Fewer than ${ENOUGH_ANSWERS} answers` }, fine: { zh: '正常', en: 'Fine' }, tooEasy: { zh: '几乎人人答对，分不出水平', en: 'Nearly everybody is right; it tells nobody apart' },
  tooHard: { zh: '四分之三以上的人答错，看看是否超纲或写得不清楚', en: 'Three in four are wrong: not taught, or not clear?' }, doubtful: { zh: '学得好与学得差的人答得一样，题目可能有歧义', en: 'Good and weak learners answer alike; it may be unclear' },
  wrongKey: { zh: '学得好的人反而答错，检查答案是否标错', en: 'The better ones are wrong more often: check the key' },
};
