import type { Ctx } from '../../../kernel/context.ts';
import { cityDay } from '../../../kernel/cron.ts';
import { blindIndex, unseal } from '../../../kernel/crypto.ts';
import { sealedIdentity } from '../store/admission.ts';
import { applicationOfWorker } from '../store/applications.ts';

/** Who she is, for those who must know the same person again: never the number itself. Without a verified card there is no key. */
export type Identity = { key: string | null; maskedIdNumber: string; bornOn: string | null; targetGroups: readonly string[] };

/** Who a worker is by her verified card, and the groups she belongs to by her application. */
export const identityOf = async (ctx: Ctx, workerId: string): Promise<Identity> => {
  const card = await sealedIdentity(ctx.tx, ctx.cityId, workerId, cityDay(ctx.now));
  const targetGroups = (await applicationOfWorker(ctx.tx, ctx.cityId, workerId))?.targetGroups ?? [];
  if (!card) return { key: null, maskedIdNumber: '', bornOn: null, targetGroups };
  return { key: blindIndex(ctx.settings.secret, `person:${ctx.cityId}:${unseal(ctx.settings.secret, card.numberEncrypted, `paper:${card.id}`)}`), maskedIdNumber: card.numberMasked, bornOn: card.bornOn, targetGroups };
};
