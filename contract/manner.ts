/**
 * The questionnaire on one's manner: ten short statements, five traits with two each, one of the two turned round. Anybody may answer it or leave it,
 * and take the answers back. Its shape is that of Gosling, Rentfrow and Swann, A very brief measure of the Big-Five personality domains, J. Research
 * in Personality 37 (2003); the statements are in our own words.
 */
import { z } from 'zod';

export const traitKeys = ['extraversion', 'agreeableness', 'conscientiousness', 'stability', 'openness'] as const;
export type Trait = (typeof traitKeys)[number];
/** Each 1..7. */
export const Traits = z.object({ extraversion: z.number(), agreeableness: z.number(), conscientiousness: z.number(), stability: z.number(), openness: z.number() });
export type Traits = z.infer<typeof Traits>;

export const traitNames: Record<Trait, { zh: string; en: string }> = {
  extraversion: { zh: '爱说话', en: 'Talkative' }, agreeableness: { zh: '随和体贴', en: 'Easy-going' }, conscientiousness: { zh: '细致有条理', en: 'Thorough' },
  stability: { zh: '沉稳不急', en: 'Calm' }, openness: { zh: '爱学新法子', en: 'Fond of new ways' },
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

/** How well each statement fits, in their order: 1 (not at all) to 7 (wholly). */
export const MannerAnswers = z.array(z.int().min(1).max(7)).length(10);

/** Traits 1..7 from ten answers in the order of `statements`. */
export function traitsOf(answers: readonly number[]): Traits {
  const sums = new Map<Trait, number>();
  statements.forEach(({ trait, isReversed }, at) => {
    const answer = answers[at]!;
    sums.set(trait, (sums.get(trait) ?? 0) + (isReversed ? 8 - answer : answer));
  });
  return Object.fromEntries(traitKeys.map((trait) => [trait, sums.get(trait)! / 2])) as Traits;
}
