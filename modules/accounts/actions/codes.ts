import { afterCommit, type Ctx } from '../../../kernel/context.ts';
import { blindIndex, equalInConstantTime, sign } from '../../../kernel/crypto.ts';
import { lockFor } from '../../../kernel/database.ts';
import { refuse, refuseKept } from '../../../kernel/refusal.ts';
import type { InputOf, OutputOf, contract } from '@linli/contract';
import { codePolicy, judgeCode, judgeCodeRequest, pseudoNumber } from '../rules/login.ts';
import * as store from '../store/login.ts';
import { cityFacts } from './city.ts';
import { sendMail, sendText } from './messages.ts';
import { phoneHashOf } from './people.ts';

type Accounts = typeof contract.accounts;
/** Where a code goes. */
export type Target = { phone: string } | { email: string };

const CODE_LENGTH = 6;
export const loginGround = (ctx: Ctx): store.LoginGround => ({
  tx: ctx.tx, now: ctx.now, newId: ctx.newId, secret: sign(ctx.settings.secret, 'login library'), sessionDays: codePolicy.sessionDays, codeLength: CODE_LENGTH,
});
/** What the login library is given instead of a phone or an e-mail address. */
export const numberFor = (ctx: Ctx, seed: string): string => pseudoNumber(blindIndex(ctx.settings.secret, `login:${ctx.cityId}:${seed}`));

/** Capital and small letters of an address reach the same mailbox. */
export const plainEmail = (email: string): string => email.toLowerCase();
export const emailHashOf = (ctx: Ctx, email: string): string => blindIndex(ctx.settings.secret, `email:${ctx.cityId}:${plainEmail(email)}`);
const targetHashOf = (ctx: Ctx, target: Target): string => ('phone' in target ? phoneHashOf(ctx, target.phone) : emailHashOf(ctx, target.email));
const codeHashOf = (ctx: Ctx, codeRequestId: string, code: string): string => blindIndex(ctx.settings.secret, `code:${codeRequestId}:${code}`);

/**
 * Sends a one-time code. Whether the phone or address is known makes no difference to the answer. The message leaves after the
 * commit, so a code that is not stored is never sent; when the provider does not take it the caller is asked to try again.
 */
const sendCode = async (ctx: Ctx, target: Target): Promise<OutputOf<Accounts['requestCode']>> => {
  const targetHash = targetHashOf(ctx, target);
  await lockFor(ctx.tx, `code:${ctx.cityId}:${targetHash}`, `code-address:${ctx.cityId}:${ctx.clientIp}`);
  const { isDemo } = await cityFacts(ctx);
  const history = await store.codeHistory(ctx.tx, ctx.cityId, { targetHash, clientIp: ctx.clientIp, now: ctx.now });
  const verdict = judgeCodeRequest(history, ctx.now, { isDemoCity: isDemo });
  if (verdict.outcome === 'tooSoon') refuse('session.code_too_soon', { seconds: verdict.seconds });
  if (verdict.outcome === 'quota') refuse('session.code_quota');
  const code = await store.drawCode(loginGround(ctx), numberFor(ctx, 'phone' in target ? target.phone : `email:${plainEmail(target.email)}`));
  const codeRequestId = ctx.newId('code');
  await store.insertCode(ctx.tx, ctx.cityId, { codeRequestId, targetHash, clientIp: ctx.clientIp, codeHash: codeHashOf(ctx, codeRequestId, code), now: ctx.now });
  const params = { code, minutes: codePolicy.liveSeconds / 60 };
  afterCommit(ctx, async () => {
    try {
      await ('phone' in target ? sendText(ctx, target.phone, 'loginCode', params) : sendMail(ctx, plainEmail(target.email), 'loginCode', params));
    } catch {
      refuse('server.busy', { seconds: codePolicy.resendSeconds });
    }
  });
  return { resendAfterSeconds: codePolicy.resendSeconds, expiresInSeconds: codePolicy.liveSeconds, isDemo };
};

export const requestCode = (ctx: Ctx, { phone }: InputOf<Accounts['requestCode']>): Promise<OutputOf<Accounts['requestCode']>> => sendCode(ctx, { phone });
export const requestEmailCode = (ctx: Ctx, { email }: InputOf<Accounts['requestEmailCode']>): Promise<OutputOf<Accounts['requestEmailCode']>> => sendCode(ctx, { email });

/**
 * Proves that whoever acts reads what is sent to the phone or address: the newest code, once. A wrong try stays counted although
 * the call is refused. Refuses `session.code_wrong`, `session.code_expired`, `session.code_tries`.
 */
export const proveTarget = async (ctx: Ctx, target: Target, code: string): Promise<void> => {
  const targetHash = targetHashOf(ctx, target);
  await lockFor(ctx.tx, `code:${ctx.cityId}:${targetHash}`);
  const sent = await store.findNewestCode(ctx.tx, ctx.cityId, targetHash);
  const isMatch = sent !== undefined && equalInConstantTime(sent.codeHash, codeHashOf(ctx, sent.codeRequestId, code));
  const verdict = judgeCode(sent, isMatch, ctx.now);
  if (verdict.outcome === 'expired') refuse('session.code_expired', {}, 'code');
  if (!isMatch && sent && sent.wrongTries < codePolicy.mostTries) await store.countWrongTry(ctx.tx, ctx.cityId, sent.codeRequestId);
  if (verdict.outcome === 'wrong') refuseKept('session.code_wrong', { left: verdict.left }, 'code');
  if (verdict.outcome === 'tries') refuseKept('session.code_tries', {}, 'code');
  await store.consumeCode(ctx.tx, ctx.cityId, sent!.codeRequestId, ctx.now);
};
