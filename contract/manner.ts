/**
 * The questionnaire on one's manner: ten short statements, five traits with two each, one of the two turned round. Anybody may answer it or leave it,
 * and take the answers back. Its shape is that of Gosling, Rentfrow and Swann, A very brief measure of the Big-Five personality domains, J. Research
 * in Personality 37 (2003); the statements are in our own words.
 */
import { z } from 'zod';
import { statements, traitKeys } from './statements.ts';
import type { Trait } from './statements.ts';

export { statements, traitKeys, traitNames } from './statements.ts';
export type { Statement, Trait } from './statements.ts';

/** Each 1..7. */
export const Traits = z.object({ extraversion: z.number(), agreeableness: z.number(), conscientiousness: z.number(), stability: z.number(), openness: z.number() });
export type Traits = z.infer<typeof Traits>;

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
