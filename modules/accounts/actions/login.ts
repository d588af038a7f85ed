import type { Actor, Ctx, Grant } from '../../../kernel/context.ts';
import { afterCommit } from '../../../kernel/context.ts';
import { blindIndex, equalInConstantTime, isSignedBy, sign } from '../../../kernel/crypto.ts';
import { lockFor, type Tx } from '../../../kernel/database.ts';
import { refuse, type RefusalParams } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, RefusalCode, contract } from '@linli/contract';
import { codePolicy, judgeCode, judgeCodeRequest, pseudoNumber } from '../rules/login.ts';
import { defaultName, pinyinOf } from '../rules/people.ts';
import * as store from '../store/login.ts';
import * as people from '../store/people.ts';
import { cityFacts } from './city.ts';
import { sendText } from './messages.ts';
import { demandPlainName, ensurePerson, grantView, phoneHashOf } from './people.ts';

type Accounts = typeof contract.accounts;
type MeView = OutputOf<Accounts['me']>;
/** An actor that came in with a token also knows which sign-in it was, so that this one can be ended. */
type SignedIn = Actor & { sessionId?: string };

const CODE_LENGTH = 6;
const loginGround = (ctx: Ctx): store.LoginGround => ({
  tx: ctx.tx, now: ctx.now, newId: ctx.newId, secret: sign(ctx.settings.secret, 'login library'), sessionDays: codePolicy.sessionDays, codeLength: CODE_LENGTH,
});
const numberFor = (ctx: Ctx, phone: string): string => pseudoNumber(blindIndex(ctx.settings.secret, `login:${ctx.cityId}:${phone}`));
const codeHashOf = (ctx: Ctx, codeRequestId: string, code: string): string => blindIndex(ctx.settings.secret, `code:${codeRequestId}:${code}`);

/**
 * Sends a one-time code. Whether the phone is known makes no difference to the answer. The message leaves after the commit, so
 * a code that is not stored is never sent; when the provider does not take it the caller is asked to try again.
 */
export const requestCode = async (ctx: Ctx, { phone }: InputOf<Accounts['requestCode']>): Promise<OutputOf<Accounts['requestCode']>> => {
  const phoneHash = phoneHashOf(ctx, phone);
  await lockFor(ctx.tx, `code:${ctx.cityId}:${phoneHash}`, `code-address:${ctx.cityId}:${ctx.clientIp}`);
  const { isDemo } = await cityFacts(ctx);
  const history = await store.codeHistory(ctx.tx, ctx.cityId, { phoneHash, clientIp: ctx.clientIp, now: ctx.now });
  const verdict = judgeCodeRequest(history, ctx.now, { isDemoCity: isDemo });
  if (verdict.outcome === 'tooSoon') refuse('session.code_too_soon', { seconds: verdict.seconds });
  if (verdict.outcome === 'quota') refuse('session.code_quota');
  const code = await store.drawCode(loginGround(ctx), numberFor(ctx, phone));
  const codeRequestId = ctx.newId('code');
  await store.insertCode(ctx.tx, ctx.cityId, { codeRequestId, phoneHash, clientIp: ctx.clientIp, codeHash: codeHashOf(ctx, codeRequestId, code), now: ctx.now });
  const params = { code, minutes: codePolicy.liveSeconds / 60 };
  afterCommit(ctx, async () => {
    try {
      await sendText(ctx, phone, 'loginCode', params);
    } catch {
      refuse('server.busy', { seconds: codePolicy.resendSeconds });
    }
  });
  return { resendAfterSeconds: codePolicy.resendSeconds, expiresInSeconds: codePolicy.liveSeconds, isDemo };
};

/**
 * Trades the code for a session. A wrong try must stay counted although the call is refused, and a refusal thrown here would
 * roll the count back: so the transaction ends well and the refusal follows its commit (`refuseAfterCommit`).
 */
export const signIn = async (ctx: Ctx, { phone, code, name }: InputOf<Accounts['signIn']>): Promise<OutputOf<Accounts['signIn']>> => {
  if (name !== undefined) demandPlainName(name);
  const phoneHash = phoneHashOf(ctx, phone);
  await lockFor(ctx.tx, `code:${ctx.cityId}:${phoneHash}`);
  const sent = await store.findNewestCode(ctx.tx, ctx.cityId, phoneHash);
  const isMatch = sent !== undefined && equalInConstantTime(sent.codeHash, codeHashOf(ctx, sent.codeRequestId, code));
  const verdict = judgeCode(sent, isMatch, ctx.now);
  if (verdict.outcome === 'expired') refuse('session.code_expired', {}, 'code');
  if (!isMatch && sent && sent.wrongTries < codePolicy.mostTries) await store.countWrongTry(ctx.tx, ctx.cityId, sent.codeRequestId);
  if (verdict.outcome === 'wrong') return refuseAfterCommit(ctx, 'session.code_wrong', { left: verdict.left }, 'code');
  if (verdict.outcome === 'tries') return refuseAfterCommit(ctx, 'session.code_tries', {}, 'code');
  await store.consumeCode(ctx.tx, ctx.cityId, sent!.codeRequestId, ctx.now);
  const { personId, isNew } = await ensurePerson(ctx, { phone, name: name ?? defaultName(phone) });
  const person = await people.findPerson(ctx.tx, ctx.cityId, personId);
  if (person?.suspendedAt) refuse('accounts.person_suspended');
  const { authUserId, token } = await store.openSession(loginGround(ctx), numberFor(ctx, phone));
  await people.linkLogin(ctx.tx, ctx.cityId, personId, authUserId);
  return { token: `${token}.${sign(ctx.settings.secret, `session:${token}`)}`, me: await meView(ctx, personId, isNew) };
};

/** An answer nobody gets to see: the refusal that follows the commit takes its place. */
const nobody: MeView = { personId: '-', name: '', maskedPhone: '', householdId: '-', workerId: null, merchantId: null, grants: [], isNew: false, locale: 'zh', isElderMode: false };
const refuseAfterCommit = (ctx: Ctx, code: RefusalCode, params: RefusalParams, field: string): OutputOf<Accounts['signIn']> => {
  afterCommit(ctx, () => refuse(code, params, field));
  return { token: '', me: nobody };
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
};

const meView = async (ctx: Ctx, personId: string, isNew = false): Promise<MeView> => {
  const person = (await people.findPerson(ctx.tx, ctx.cityId, personId)) ?? refuse('access.sign_in');
  const grants = await people.grantsOf(ctx.tx, ctx.cityId, [personId]);
  const scopeOf = (...roles: string[]): string | null => grants.find((grant) => roles.includes(grant.role))?.scopeId ?? null;
  return {
    personId, name: person.name, maskedPhone: person.phoneMasked, householdId: person.householdId,
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
