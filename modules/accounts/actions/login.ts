import type { Actor, Ctx, Grant } from '../../../kernel/context.ts';
import { isSignedBy, sign } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/database.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import { NAMELESS, defaultName, pinyinOf } from '../rules/people.ts';
import * as store from '../store/login.ts';
import * as people from '../store/people.ts';
import { deleteOldStates } from '../store/social.ts';
import { loginGround, numberFor, plainEmail, proveTarget } from './codes.ts';
import { ensurePersonByEmail } from './emails.ts';
import { demandPlainName, ensurePerson, grantView } from './people.ts';

type Accounts = typeof contract.accounts;
type MeView = OutputOf<Accounts['me']>;
/** An actor that came in with a token also knows which sign-in it was, so that this one can be ended. */
type SignedIn = Actor & { sessionId?: string };

type Session = OutputOf<Accounts['signIn']>;

/** Trades the code for a session; a phone nobody has yet is registered. */
export const signIn = async (ctx: Ctx, { phone, code, name }: InputOf<Accounts['signIn']>): Promise<Session> => {
  if (name !== undefined) demandPlainName(name);
  await proveTarget(ctx, { phone }, code);
  return openSessionOf(ctx, { ...(await ensurePerson(ctx, { phone, name: name ?? defaultName(phone) })), seed: phone });
};

/** The same by e-mail; who is new has no phone yet and gives one before the first booking. */
export const signInByEmail = async (ctx: Ctx, { email, code, name }: InputOf<Accounts['signInByEmail']>): Promise<Session> => {
  if (name !== undefined) demandPlainName(name);
  await proveTarget(ctx, { email }, code);
  return openSessionOf(ctx, { ...(await ensurePersonByEmail(ctx, { email, name: name ?? NAMELESS })), seed: `email:${plainEmail(email)}` });
};

/**
 * Opens a session of a person. Every way in opens the same login, so that signing out everywhere ends them all; `seed` names the
 * login when there is none yet. Refuses `accounts.person_suspended`.
 */
export const openSessionOf = async (ctx: Ctx, { personId, isNew, seed }: { personId: string; isNew: boolean; seed: string }): Promise<Session> => {
  const person = (await people.findPerson(ctx.tx, ctx.cityId, personId)) ?? refuse('access.sign_in');
  if (person.suspendedAt) refuse('accounts.person_suspended');
  const number = person.authUserId === null ? null : await store.numberOfLogin(ctx.tx, person.authUserId);
  const { authUserId, token } = await store.openSession(loginGround(ctx), number ?? numberFor(ctx, seed));
  await people.linkLogin(ctx.tx, ctx.cityId, personId, authUserId);
  return { token: `${token}.${sign(ctx.settings.secret, `session:${token}`)}`, me: await meView(ctx, personId, isNew) };
};

/** Ends this sign-in; without a token (a command from inside) every one of the person. */
export const signOut = async (ctx: Ctx): Promise<{ ok: true }> => {
  const { personId, sessionId } = ctx.actor as SignedIn;
  if (personId === null) return { ok: true };
  await store.deleteSessions(ctx.tx, ctx.cityId, personId, sessionId ?? null);
  // Makes every node forget whom the token stood for.
  await ctx.emit('person.grantsChanged', { personId, personIds: [personId] });
  return { ok: true };
};

/**
 * Who a bearer token stands for; null when it was made up, has ended or its person is suspended. The token carries our
 * signature, so made-up ones cost no query and a copy of the session table opens no door.
 */
export const identify = async (tx: Tx, token: string, now: Date, { cityId, secret }: { cityId: string; secret: string }): Promise<Actor | null> => {
  const [session, signature] = token.split('.');
  if (!session || !signature || !isSignedBy(secret, `session:${session}`, signature)) return null;
  const found = await store.findIdentity(tx, cityId, session, now);
  if (!found) return null;
  const actor: SignedIn = { kind: 'person', personId: found.personId, name: found.name, grants: found.grants as Grant[], sessionId: found.sessionId };
  return actor;
};

/** Codes are kept a day longer than their quota looks back; sessions until they end. */
export const forgetOldLogins = async (ctx: Ctx): Promise<void> => {
  await store.deleteOldCodes(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - 2 * 86_400_000));
  await store.deleteDeadSessions(ctx.tx, ctx.now);
  await deleteOldStates(ctx.tx, ctx.cityId, new Date(ctx.now.getTime() - 86_400_000));
};

const meView = async (ctx: Ctx, personId: string, isNew = false): Promise<MeView> => {
  const person = (await people.findPerson(ctx.tx, ctx.cityId, personId)) ?? refuse('access.sign_in');
  const grants = await people.grantsOf(ctx.tx, ctx.cityId, [personId]);
  const scopeOf = (...roles: string[]): string | null => grants.find((grant) => roles.includes(grant.role))?.scopeId ?? null;
  return {
    personId, name: person.name, maskedPhone: person.phoneMasked, maskedEmail: person.emailMasked, householdId: person.householdId,
    workerId: scopeOf('worker'), merchantId: scopeOf('merchantOwner') ?? scopeOf('merchantStaff'),
    grants: grants.map(grantView), isNew, locale: person.locale, isElderMode: person.isElderMode,
  };
};

/** The person who acts; refuses `access.sign_in` when it is nobody. */
export const actingPersonId = (ctx: Ctx): string => ctx.actor.personId ?? refuse('access.sign_in');

export const me = (ctx: Ctx): Promise<MeView> => meView(ctx, actingPersonId(ctx));

export const updateMe = async (ctx: Ctx, changes: InputOf<Accounts['updateMe']>): Promise<MeView> => {
  const personId = actingPersonId(ctx);
  const person = (await people.findPerson(ctx.tx, ctx.cityId, personId)) ?? refuse('access.sign_in');
  const name = changes.name === undefined ? person.name : demandPlainName(changes.name);
  await people.updatePerson(ctx.tx, ctx.cityId, personId, { name, pinyin: pinyinOf(name), locale: changes.locale ?? person.locale, isElderMode: changes.isElderMode ?? person.isElderMode });
  return meView(ctx, personId);
};
