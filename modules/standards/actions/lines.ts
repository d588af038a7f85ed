import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import * as store from '../store/editions.ts';

export type AskedLine = { clauseId: string; text: Bilingual; isRequired: boolean };

/** What the editions in force ask each service's checklist to say; with an edition that is to come as well, in place of what it supersedes. */
export async function linesWith(ctx: Ctx, coming?: { row: store.EditionRow; clauses: readonly store.ClauseRow[] }): Promise<Map<string, AskedLine[]>> {
  const inForce = await store.clausesInForce(ctx.tx, ctx.cityId);
  const kept = coming ? inForce.filter(({ editionId, code }) => code !== coming.row.code && editionId !== coming.row.supersedesId) : inForce;
  const asked = new Map<string, AskedLine[]>();
  for (const clause of [...kept, ...(coming?.clauses ?? [])]) for (const { itemIds, text, isRequired } of clause.lines) for (const itemId of itemIds) {
    const own = asked.get(itemId) ?? [];
    // Two standards may ask for the same thing; the family reads it once.
    if (!own.some((line) => line.text.zh === text.zh)) own.push({ clauseId: clause.id, text, isRequired });
    asked.set(itemId, own);
  }
  return asked;
}
