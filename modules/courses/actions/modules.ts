import type { Ctx } from '../../../kernel/context.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { moduleNames } from '../../learning/index.ts';

/** Refuses `courses.module_unknown` for a code nothing is taught under. */
export const demandModules = async (ctx: Ctx, codes: readonly string[], field: string): Promise<void> => {
  const known = await moduleNames(ctx);
  const code = codes.find((one) => !known.has(one));
  if (code !== undefined) refuse('courses.module_unknown', { code }, field);
};
