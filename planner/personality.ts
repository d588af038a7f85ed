/**
 * How well a worker's manner suits a household. Both sides may answer ten short statements (five traits, two each, 1..7, one of them turned
 * round) or leave it; without both answers nobody gains or loses. Shape of the questionnaire: Gosling, Rentfrow and Swann, A very brief measure of
 * the Big-Five personality domains, J. Research in Personality 37 (2003); statements in our own words.
 */
import { PlannerInputError } from './types.ts';
import type { Bilingual, Trait, Traits } from './types.ts';

export const traitKeys: readonly Trait[] = ['extraversion', 'agreeableness', 'conscientiousness', 'stability', 'openness'];

export const traitNames: Record<Trait, Bilingual> = {
  extraversion: { zh: '爱说话的程度', en: 'how talkative' }, agreeableness: { zh: '随和的程度', en: 'how easy-going' }, conscientiousness: { zh: '细致的程度', en: 'how thorough' },
  stability: { zh: '沉稳的程度', en: 'how calm' }, openness: { zh: '爱尝试新法子的程度', en: 'how fond of new ways' },
};

export type Statement = { trait: Trait; isReversed: boolean; zh: string; en: string };
/** In the order asked; an answer says how well the statement fits, 1 (not at all) to 7 (wholly). */
export const statements: readonly Statement[] = [
  { trait: 'extraversion', isReversed: false, zh: '爱聊天，见人很热情', en: 'Likes to chat, warm with people' },
  { trait: 'agreeableness', isReversed: true, zh: '爱挑毛病，有话直说', en: 'Finds fault, speaks bluntly' },
  { trait: 'conscientiousness', isReversed: false, zh: '做事可靠，有条有理', en: 'Reliable and orderly' },
  { trait: 'stability', isReversed: true, zh: '容易着急、心烦', en: 'Gets anxious or upset easily' },
  { trait: 'openness', isReversed: false, zh: '喜欢学新做法、新菜式', en: 'Likes to learn new ways and dishes' },
  { trait: 'extraversion', isReversed: true, zh: '话不多，喜欢安静', en: 'Quiet, says little' },
  { trait: 'agreeableness', isReversed: false, zh: '体贴，替别人着想', en: 'Considerate of others' },
  { trait: 'conscientiousness', isReversed: true, zh: '丢三落四，比较随意', en: 'Forgetful and casual' },
  { trait: 'stability', isReversed: false, zh: '遇事不慌，情绪平稳', en: 'Calm, even-tempered' },
  { trait: 'openness', isReversed: true, zh: '习惯照老办法做', en: 'Keeps to the usual ways' },
];

/** Traits 1..7 from ten answers 1..7 in the order of `statements`. Throws PlannerInputError naming the answer that is missing or out of range. */
export function traitsOf(answers: readonly number[]): Traits {
  if (answers.length !== statements.length) throw new PlannerInputError('answers', `${answers.length} answers for ${statements.length} statements`);
  const sums = new Map<Trait, number>();
  statements.forEach(({ trait, isReversed }, at) => {
    const answer = answers[at]!;
    if (!(Number.isInteger(answer) && answer >= 1 && answer <= 7)) throw new PlannerInputError(`answers[${at}]`, `answer ${at + 1} is ${answer}; it must be 1 to 7`);
    sums.set(trait, (sums.get(trait) ?? 0) + (isReversed ? 8 - answer : answer));
  });
  return Object.fromEntries(traitKeys.map((trait) => [trait, sums.get(trait)! / 2])) as Traits;
}

/** What counts for a side that has not answered: neither for nor against. */
export const NEUTRAL_FIT = 0.5;

/** 1 − mean distance ÷ 6 over the five traits: 1 alike, 0 opposite; NEUTRAL_FIT when either side has not answered. */
export function personalityFit(own: Traits | null | undefined, wished: Traits | null | undefined): number {
  if (!own || !wished) return NEUTRAL_FIT;
  let apart = 0;
  for (const trait of traitKeys) apart += Math.abs(own[trait] - wished[trait]);
  return 1 - apart / traitKeys.length / 6;
}

/** The fit in a sentence: where the two meet most and where least. Never the answers themselves: they were given in confidence. */
export function explainFit(own: Traits | null | undefined, wished: Traits | null | undefined): Bilingual {
  if (!own || !wished) return { zh: '双方没有都填性格问卷，这一项不加不减', en: 'Not both have answered the questionnaire: counts neither way' };
  const sorted = [...traitKeys].sort((a, b) => Math.abs(own[a] - wished[a]) - Math.abs(own[b] - wished[b]));
  const [nearest, furthest] = [traitNames[sorted[0]!], traitNames[sorted.at(-1)!]];
  const isFar = Math.abs(own[sorted.at(-1)!] - wished[sorted.at(-1)!]) >= 2;
  return {
    zh: `性格问卷：${nearest.zh}最合${isFar ? `，${furthest.zh}差得多些` : ''}`,
    en: `Questionnaire: closest in ${nearest.en}${isFar ? `, furthest in ${furthest.en}` : ''}`,
  };
}
