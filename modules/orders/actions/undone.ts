import type { Bilingual } from '@linli/contract';
import type { Ctx } from '../../../kernel/context.ts';
import { hasRedo } from '../store/orders.ts';
import { checklistsOf } from '../store/visit.ts';

export type ChecklistItem = { code: string; text: Bilingual; isDone: boolean };

/** The frozen checklist of an order with what was ticked, and whether a free redo was asked for it. */
export const undoneItems = async (ctx: Ctx, orderId: string): Promise<{ items: ChecklistItem[]; hasRedo: boolean }> => ({
  items: (await checklistsOf(ctx.tx, ctx.cityId, [orderId])).map(({ code, textZh, textEn, doneAt }) => ({ code, text: { zh: textZh, en: textEn }, isDone: doneAt !== null })),
  hasRedo: await hasRedo(ctx.tx, ctx.cityId, orderId),
});
