import type { Ctx } from '../../../kernel/context.ts';
import { seal } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { maskEmail, pinyinOf } from '../rules/people.ts';
import * as store from '../store/people.ts';
import { emailHashOf, plainEmail } from './codes.ts';

/** The three columns an address is kept in: to find it, to show it, to write to it. */
export const sealedEmail = (ctx: Ctx, personId: string, email: string) =>
  ({ emailHash: emailHashOf(ctx, email), emailMasked: maskEmail(plainEmail(email)), emailEncrypted: seal(ctx.settings.secret, plainEmail(email), `email:${personId}`) });

/** The person of an e-mail address; an address nobody has yet is registered with a household of its own and no phone. Emits `person.registered` then. */
export const ensurePersonByEmail = async (ctx: Ctx, { email, name }: { email: string; name: string }): Promise<{ personId: string; isNew: boolean }> => {
  const emailHash = emailHashOf(ctx, email);
  await lockFor(ctx.tx, `person:${ctx.cityId}:${emailHash}`);
  const known = await store.findPersonByEmail(ctx.tx, ctx.cityId, emailHash);
  if (known) return { personId: known.personId, isNew: false };
  const personId = ctx.newId('per');
  await store.insertPerson(ctx.tx, ctx.cityId, { personId, householdId: ctx.newId('hh'), memberId: ctx.newId('mem'), name, pinyin: pinyinOf(name), ...sealedEmail(ctx, personId, email), now: ctx.now });
  await ctx.emit('person.registered', { personId, personIds: [personId] });
  return { personId, isNew: true };
};
