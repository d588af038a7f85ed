import type { Ctx } from '../../../kernel/context.ts';
import { seal } from '../../../kernel/crypto.ts';
import { isConflict, lockFor } from '../../../kernel/database.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import { providerNames } from '../../../gateways/social.ts';
import * as store from '../store/people.ts';
import { deleteSocialLogin, socialLoginsOf } from '../store/social.ts';
import { proveTarget } from './codes.ts';
import { sealedEmail } from './emails.ts';
import { actingPersonId, me } from './login.ts';
import { findPersonOr404, phoneHashOf } from './people.ts';

type Accounts = typeof contract.accounts;

/** How the acting person can sign in. A linked login stays visible when the city stops offering its provider. */
export const myWays = async (ctx: Ctx): Promise<OutputOf<Accounts['myWays']>> => {
  const person = await findPersonOr404(ctx, actingPersonId(ctx));
  const linked = await socialLoginsOf(ctx.tx, ctx.cityId, person.personId);
  const providers = [...new Set([...ctx.gateways.social.providers, ...linked.map(({ provider }) => provider)])];
  return {
    maskedPhone: person.phoneMasked, maskedEmail: person.emailMasked,
    social: providers.map((provider) => {
      const login = linked.find((one) => one.provider === provider);
      return { provider, name: providerNames[provider], label: login?.label ?? '', linkedAt: login?.linkedAt.toISOString() ?? null };
    }),
  };
};

/**
 * Gives an account that came by e-mail its phone. A phone that has an account of its own is refused only after its code was
 * right, so that nobody learns of other people's numbers. An account's phone is changed by the desk, never by a borrowed session.
 */
export const addPhone = async (ctx: Ctx, { phone, code }: InputOf<Accounts['addPhone']>): Promise<OutputOf<Accounts['addPhone']>> => {
  const person = await findPersonOr404(ctx, actingPersonId(ctx));
  if (person.phoneEncrypted !== null) refuse('accounts.phone_fixed', {}, 'phone');
  await proveTarget(ctx, { phone }, code);
  const phoneHash = phoneHashOf(ctx, phone);
  await lockFor(ctx.tx, `person:${ctx.cityId}:${phoneHash}`);
  if (await store.findPersonByPhone(ctx.tx, ctx.cityId, phoneHash)) refuse('accounts.phone_taken', {}, 'phone');
  await store.setPhone(ctx.tx, ctx.cityId, person.personId, { phoneHash, phoneMasked: maskPhone(phone), phoneEncrypted: seal(ctx.settings.secret, phone, `person:${person.personId}`) });
  return me(ctx);
};

/** Gives an account an e-mail address, or another one. An address of another account is refused only after its code was right. */
export const addEmail = async (ctx: Ctx, { email, code }: InputOf<Accounts['addEmail']>): Promise<OutputOf<Accounts['addEmail']>> => {
  const personId = actingPersonId(ctx);
  await proveTarget(ctx, { email }, code);
  try {
    await store.setEmail(ctx.tx, ctx.cityId, personId, sealedEmail(ctx, personId, email));
  } catch (error) {
    if (isConflict(error, 'person_email_once')) refuse('accounts.email_taken', {}, 'email');
    throw error;
  }
  return me(ctx);
};

/** Takes a social login off the account; the phone or e-mail stays, so nobody locks themselves out. */
export const unlinkSocial = async (ctx: Ctx, { provider }: InputOf<Accounts['unlinkSocial']>): Promise<{ ok: true }> => {
  await deleteSocialLogin(ctx.tx, ctx.cityId, actingPersonId(ctx), provider);
  return { ok: true };
};
