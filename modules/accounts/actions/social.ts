import type { Ctx } from '../../../kernel/context.ts';
import { blindIndex, equalInConstantTime, isSignedBy, seal, sign, unseal } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { maskName } from '../../../kernel/mask.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, SocialProvider, contract } from '@linli/contract';
import { providerNames } from '../../../gateways/social.ts';
import { isStateLive, readState, socialPolicy, writeState } from '../rules/social.ts';
import { findSocialLogin, insertSocialLogin, socialLoginsOf, useState } from '../store/social.ts';
import { defaultName } from '../rules/people.ts';
import { proveTarget } from './codes.ts';
import { actingPersonId, openSessionOf } from './login.ts';
import { demandPlainName, ensurePerson } from './people.ts';

type Accounts = typeof contract.accounts;
type SocialAnswer = InputOf<Accounts['linkSocial']>;

export const ways = async (ctx: Ctx): Promise<OutputOf<Accounts['ways']>> => ({ social: ctx.gateways.social.providers.map((provider) => ({ provider, name: providerNames[provider] })) });

const signedPart = (ctx: Ctx, provider: SocialProvider, nonce: string, endsAtSeconds: number): string => `${ctx.cityId}:${provider}:${nonce}:${endsAtSeconds}`;

/**
 * The first step of the code flow. Nothing is stored: the state carries our signature, and the verifier, which stays in the
 * browser that sets out, can be made of the state by us alone. So an answer that another browser caught or made up is worth nothing.
 */
export const beginSocial = async (ctx: Ctx, { provider, app }: InputOf<Accounts['beginSocial']>): Promise<OutputOf<Accounts['beginSocial']>> => {
  const nonce = ctx.newId('soc');
  const endsAtSeconds = Math.floor(ctx.now.getTime() / 1000) + socialPolicy.stateSeconds;
  const part = signedPart(ctx, provider, nonce, endsAtSeconds);
  const state = writeState({ nonce, endsAtSeconds, signature: sign(ctx.settings.secret, `social state:${part}`) });
  const returnPath = `${app === 'worker' ? '/work' : ''}/sign-in/${provider}`;
  return { authorizeUrl: ctx.gateways.social.authorizeUrl(provider, { state, returnPath }), verifier: sign(ctx.settings.secret, `social verifier:${part}`) };
};

/**
 * Who the provider says came back. The provider is asked before anything is locked or written, and a state is used up only when
 * an answer came, so that a try which found the provider down may be repeated.
 */
const whoCame = async (ctx: Ctx, { provider, code, state, verifier }: SocialAnswer): Promise<{ subjectHash: string; label: string }> => {
  const told = readState(state) ?? refuse('session.social_state_forged');
  const part = signedPart(ctx, provider, told.nonce, told.endsAtSeconds);
  const isOurs = isSignedBy(ctx.settings.secret, `social state:${part}`, told.signature) && equalInConstantTime(verifier, sign(ctx.settings.secret, `social verifier:${part}`));
  if (!isOurs || !isStateLive(told, ctx.now)) refuse('session.social_state_forged');
  const { subject, name } = await ctx.gateways.social.identify(provider, code, ctx.now);
  if (!(await useState(ctx.tx, ctx.cityId, told.nonce, ctx.now))) refuse('session.social_state_forged');
  return { subjectHash: blindIndex(ctx.settings.secret, `social:${ctx.cityId}:${provider}:${subject}`), label: maskName(name.slice(0, 30)) };
};

type Ticket = { provider: SocialProvider; subjectHash: string; label: string; endsAt: number };
const TICKET = 'social ticket';

/** Signs in with a linked login. The first time there is nobody to sign in: a sealed ticket keeps who came until the phone is proven. */
export const signInBySocial = async (ctx: Ctx, answer: InputOf<Accounts['signInBySocial']>): Promise<OutputOf<Accounts['signInBySocial']>> => {
  const { provider } = answer;
  const came = await whoCame(ctx, answer);
  const login = await findSocialLogin(ctx.tx, ctx.cityId, { provider, subjectHash: came.subjectHash });
  if (login) return { ...(await openSessionOf(ctx, { personId: login.personId, isNew: false, seed: `person:${login.personId}` })), ticket: null };
  const ticket: Ticket = { provider, ...came, endsAt: ctx.now.getTime() + socialPolicy.ticketSeconds * 1000 };
  return { token: null, me: null, ticket: seal(ctx.settings.secret, JSON.stringify(ticket), TICKET) };
};

const openTicket = (ctx: Ctx, sealed: string): Ticket => {
  try {
    const ticket = JSON.parse(unseal(ctx.settings.secret, sealed, TICKET)) as Ticket;
    if (ticket.endsAt > ctx.now.getTime()) return ticket;
  } catch { /* made up, cut or sealed by another installation: it reads as one that has ended */ }
  return refuse('session.social_ticket_expired', {}, 'ticket');
};

/** Ends a first social login: the proven phone says whose account it is, known or new, and the login is linked to it. */
export const finishSocial = async (ctx: Ctx, { ticket: sealed, phone, code, name }: InputOf<Accounts['finishSocial']>): Promise<OutputOf<Accounts['finishSocial']>> => {
  if (name !== undefined) demandPlainName(name);
  const ticket = openTicket(ctx, sealed);
  await proveTarget(ctx, { phone }, code);
  const { personId, isNew } = await ensurePerson(ctx, { phone, name: name ?? defaultName(phone) });
  const signedIn = await openSessionOf(ctx, { personId, isNew, seed: phone });
  await link(ctx, personId, ticket);
  return signedIn;
};

/** Links a social login to the acting person's account. */
export const linkSocial = async (ctx: Ctx, answer: SocialAnswer): Promise<{ ok: true }> => {
  const personId = actingPersonId(ctx);
  await link(ctx, personId, { provider: answer.provider, ...(await whoCame(ctx, answer)) });
  return { ok: true };
};

/** Linking what is linked already changes nothing. Refuses `accounts.social_taken` and `accounts.social_other`. */
const link = async (ctx: Ctx, personId: string, { provider, subjectHash, label }: { provider: SocialProvider; subjectHash: string; label: string }): Promise<void> => {
  const { zh, en } = providerNames[provider];
  const names = { provider: zh, providerZh: zh, providerEn: en };
  await lockFor(ctx.tx, `social:${ctx.cityId}:${provider}:${subjectHash}`, `social:${ctx.cityId}:${personId}`);
  const login = await findSocialLogin(ctx.tx, ctx.cityId, { provider, subjectHash });
  if (login?.personId === personId) return;
  if (login) refuse('accounts.social_taken', names);
  if ((await socialLoginsOf(ctx.tx, ctx.cityId, personId)).some((own) => own.provider === provider)) refuse('accounts.social_other', names);
  await insertSocialLogin(ctx.tx, ctx.cityId, { provider, subjectHash, personId, label, now: ctx.now });
};
