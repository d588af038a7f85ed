/**
 * How well a worker's manner suits a household, from five traits of 1..7 on each side. Both sides may answer or leave it; without both answers
 * nobody gains or loses. The traits are those of the Big Five.
 */
import type { Bilingual, Trait, Traits } from './types.ts';

export const traitKeys: readonly Trait[] = ['extraversion', 'agreeableness', 'conscientiousness', 'stability', 'openness'];

export const traitNames: Record<Trait, Bilingual> = {
  extraversion: { zh: '爱说话的程度', en: 'how talkative' }, agreeableness: { zh: '随和的程度', en: 'how easy-going' }, conscientiousness: { zh: '细致的程度', en: 'how thorough' },
  stability: { zh: '沉稳的程度', en: 'how calm' }, openness: { zh: '爱尝试新法子的程度', en: 'how fond of new ways' },
};

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
