import { betterAuth } from 'better-auth';
import { phoneNumber } from 'better-auth/plugins/phone-number';
import { maybe, one, run, sql, type Tx } from '../../../kernel/database.ts';
import type { CodeHistory, SentCode } from '../rules/login.ts';

export type LoginGround = {
  tx: Tx; now: Date; newId(prefix: string): string;
  /** A secret of the login library's own, derived by the caller. */
  secret: string; sessionDays: number; codeLength: number;
};

/**
 * The login library, made anew for one transaction and writing through it: what it does commits or vanishes with the rest of
 * the command, and the embedded database, which has one session only, never waits for itself. Making it takes 2 ms.
 * It draws the code, keeps the login and opens the session; whether a code is good is decided by our rules under our clock
 * (it would go by the wall clock and keep codes readable, so its own verification rows are not written).
 * Its bearer plugin is left out: that only turns a header into the cookie of routes which we do not offer.
 */
const loginFor = (ground: LoginGround, code: { onDrawn?: (code: string) => void; isGood?: boolean }) => {
  const dates = { createdAt: ground.now, updatedAt: ground.now };
  return betterAuth({
    secret: ground.secret,
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: { db: ground.tx, type: 'postgres' },
    advanced: { database: { validateSchema: false, generateId: ({ model }) => ground.newId(model === 'session' ? 'ses' : 'aut') } },
    user: { modelName: 'auth_user' },
    session: { modelName: 'auth_session' },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, ...dates } }) } },
      session: { create: { before: async (session) => ({ data: { ...session, ...dates, expiresAt: new Date(ground.now.getTime() + ground.sessionDays * 86_400_000) } }) } },
      verification: { create: { before: async () => false } },
    },
    plugins: [phoneNumber({
      otpLength: ground.codeLength,
      sendOTP: ({ code: drawn }) => code.onDrawn?.(drawn),
      verifyOTP: async () => code.isGood === true,
      signUpOnVerification: { getTempEmail: (number) => `${number}@phone.invalid`, getTempName: () => 'person' },
    })],
  });
};

/** A fresh one-time code for the number. */
export const drawCode = async (ground: LoginGround, number: string): Promise<string> => {
  let drawn = '';
  await loginFor(ground, { onDrawn: (code) => { drawn = code; } }).api.sendPhoneNumberOTP({ body: { phoneNumber: number } });
  if (drawn.length !== ground.codeLength) throw new Error('the login library drew no code');
  return drawn;
};

/** Opens a session for a number whose code was found good; the login is made on first use. */
export const openSession = async (ground: LoginGround, number: string): Promise<{ authUserId: string; token: string }> => {
  const { user, token } = await loginFor(ground, { isGood: true }).api.verifyPhoneNumber({ body: { phoneNumber: number, code: '0'.repeat(ground.codeLength) } });
  if (!user || !token) throw new Error('the login library opened no session');
  return { authUserId: user.id, token };
};

/** The pseudo-number by which a person's login is known, so that every way in opens the same one. */
export const numberOfLogin = async (tx: Tx, authUserId: string): Promise<string | null> =>
  (await maybe(tx, sql<{ phoneNumber: string | null }>`select phone_number from auth_user where id = ${authUserId}`))?.phoneNumber ?? null;

export const codeHistory = async (tx: Tx, cityId: string, about: { targetHash: string; clientIp: string; now: Date }): Promise<CodeHistory> => {
  const dayAgo = new Date(about.now.getTime() - 86_400_000);
  const hourAgo = new Date(about.now.getTime() - 3_600_000);
  return one(tx, sql<CodeHistory>`
    select
      (select max(requested_at) from accounts.code_request where city_id = ${cityId} and target_hash = ${about.targetHash}) as last_requested_at,
      (select count(*)::int from accounts.code_request where city_id = ${cityId} and target_hash = ${about.targetHash} and requested_at > ${dayAgo}) as requests_of_number_today,
      (select count(*)::int from accounts.code_request where city_id = ${cityId} and client_ip = ${about.clientIp} and requested_at > ${hourAgo}) as requests_of_address_this_hour`);
};

export const insertCode = (tx: Tx, cityId: string, code: { codeRequestId: string; targetHash: string; clientIp: string; codeHash: string; now: Date }): Promise<number> => run(tx, sql`
  insert into accounts.code_request (city_id, id, target_hash, client_ip, requested_at, code_hash)
  values (${cityId}, ${code.codeRequestId}, ${code.targetHash}, ${code.clientIp}, ${code.now}, ${code.codeHash})`);

/** The newest code of a phone or e-mail address; the caller holds its lock, so guesses at the same time are judged one after the other. */
export const findNewestCode = (tx: Tx, cityId: string, targetHash: string): Promise<(SentCode & { codeRequestId: string; codeHash: string }) | undefined> => maybe(tx, sql`
  select id as code_request_id, code_hash, requested_at, wrong_tries, consumed_at from accounts.code_request
  where city_id = ${cityId} and target_hash = ${targetHash} order by requested_at desc, id desc limit 1`);

export const countWrongTry = (tx: Tx, cityId: string, codeRequestId: string): Promise<number> =>
  run(tx, sql`update accounts.code_request set wrong_tries = wrong_tries + 1 where city_id = ${cityId} and id = ${codeRequestId}`);

export const consumeCode = (tx: Tx, cityId: string, codeRequestId: string, now: Date): Promise<number> =>
  run(tx, sql`update accounts.code_request set consumed_at = ${now} where city_id = ${cityId} and id = ${codeRequestId}`);

export const deleteOldCodes = (tx: Tx, cityId: string, before: Date): Promise<number> =>
  run(tx, sql`delete from accounts.code_request where city_id = ${cityId} and requested_at < ${before}`);

export const deleteDeadSessions = (tx: Tx, now: Date): Promise<number> => run(tx, sql`delete from auth_session where expires_at < ${now}`);

type Identity = { personId: string; name: string; sessionId: string; grants: { role: string; scopeType: string; scopeId: string }[] };

/** Who a session's token stands for, with every grant, in one question. */
export const findIdentity = (tx: Tx, cityId: string, token: string, now: Date): Promise<Identity | undefined> => maybe(tx, sql`
  select p.id as person_id, p.name, s.id as session_id, coalesce((
    select jsonb_agg(jsonb_build_object('role', g.role, 'scopeType', g.scope_type, 'scopeId', g.scope_id) order by g.granted_at, g.role, g.scope_id)
    from accounts.role_grant g where g.city_id = p.city_id and g.person_id = p.id), '[]'::jsonb) as grants
  from auth_session s join accounts.person p on p.city_id = ${cityId} and p.auth_user_id = s.user_id
  where s.token = ${token} and s.expires_at > ${now} and p.suspended_at is null`);

/** Ends one session of a person, or all of them. */
export const deleteSessions = (tx: Tx, cityId: string, personId: string, sessionId: string | null): Promise<number> => run(tx, sql`
  delete from auth_session using accounts.person p
  where p.city_id = ${cityId} and p.id = ${personId} and auth_session.user_id = p.auth_user_id and (${sessionId}::text is null or auth_session.id = ${sessionId})`);
